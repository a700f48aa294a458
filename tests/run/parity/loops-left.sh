#!/bin/sh
# @@why: a loop that calls what leaves a loop of its own goes on to its end, and what follows it runs
cat > "$TMP/x.stp" <<'END'
global n, cells
function find(x) { for (i = 0; i < 9; i++) if (i == x) return i * 10; return -1 }
function fails(x) { while (1) if (x++ > 3) error("late") }
function tries(x) { try { fails(x) } catch (m) { return 1 } return 0 }
probe begin(1) {
	for (k = 3; k > 0; k--) n += find(k)
	println("returned ", n)
}
probe begin(2) {
	for (k = 0; k < 2; k++) { try { fails(k) } catch (m) { println("caught ", m) } cells[k] <<< find(k) }
	println("caught all")
}
probe begin(3) {
	while (n-- > 58) { while (1) { if (tries(n)) break } }
	println("broke ", n)
}
probe begin(4) { for (k = 0; k < 3; k++) if (find(k) == 10) next; println("never") }
probe begin(5) { exit() }
END
for place in kernel user; do
	"$SONDE" -w -O place=$place "$TMP/x.stp" 2>&1 | grep -v cells > "$TMP/$place"
done
cat "$TMP/kernel"
diff "$TMP/kernel" "$TMP/user" && echo same

# >>> out
# returned 60
# caught late
# caught late
# caught all
# broke 57
# same
# <<<
