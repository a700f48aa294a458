#!/bin/sh
# @@why: one element of a statistic is deleted, as of any array, in the kernel and in user space
cat > "$TMP/x.stp" <<'END'
global one, two, all
probe begin(1) {
	one["a"] <<< 1; one["b"] <<< 2; one["a"] <<< 3
	two[1, "x"] <<< 4; two[2, "x"] <<< 5
	all <<< 7
	delete one["a"]; delete two[1, "x"]; delete one["never"]; delete all
}
probe begin(2) { one["c"] <<< 6; two[1, "x"] <<< 8; exit() }
probe end {
	foreach (k+ in one) println(k, " ", @count(one[k]), " ", @sum(one[k]))
	foreach ([n+, s] in two) println(n, s, " ", @sum(two[n, s]))
	println(@count(all), " ", "a" in one, " ", "c" in one)
	delete one["c"]
	println("c" in one)
}
END
for place in kernel user; do
	"$SONDE" -O place=$place "$TMP/x.stp" > "$TMP/$place" 2>&1
done
cat "$TMP/kernel"
diff "$TMP/kernel" "$TMP/user" && echo same

# >>> out
# b 1 2
# c 1 6
# 1x 8
# 2x 5
# 0 0 1
# 0
# same
# <<<
