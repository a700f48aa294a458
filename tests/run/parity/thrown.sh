#!/bin/sh
# @@why: the text of an error comes out of a function that is called so often that it is one in the kernel, too
cat > "$TMP/x.stp" <<'END'
function up(s:string) { error("too long: " . s) }
probe begin {
	try { up("a") } catch (m) { println(m) }
	try { up("b") } catch (m) { println(m) }
	try { up("c") } catch (m) { println(m) }
	try { up("d") } catch (m) { println(m) }
	try { up("e") } catch (m) { println(m) }
	try { up("f") } catch (m) { println(m) }
	for (i = 0; i < 2; i++) try { up("g" . sprint(i)) } catch (m) { println(m) }
}
function of(n) { if (n % 3 == 0) error("of " . sprint(n)); return n }
probe begin(2) {
	n = 3
	try {
		try { of(n); error("none") } catch (e) { n++; if (of(n) == 4) error(e . "+") else of(0) }
	} catch (e) { println("outer ", e) }
	exit()
}
END
for place in kernel user; do
	"$SONDE" -O place=$place "$TMP/x.stp" > "$TMP/$place" 2>&1
done
cat "$TMP/kernel"
diff "$TMP/kernel" "$TMP/user" && echo same

# >>> out
# too long: a
# too long: b
# too long: c
# too long: d
# too long: e
# too long: f
# too long: g0
# too long: g1
# outer of 3+
# same
# <<<
