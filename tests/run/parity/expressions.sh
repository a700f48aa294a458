#!/bin/sh
# @@why: one table of expressions as D in the kernel, as SystemTap in the kernel, as SystemTap in user space
cat > "$TMP/values" <<'END'
7 -2
-7 3
0 1
-1 63
9223372036854775807 2
-9223372036854775807 7
1 33
255 8
END
d() {
	echo 'long a; long b; BEGIN {'
	while read -r a b; do
		echo "a = $a; b = $b;"
		echo 'printf("%d %d %d %d %d ", a + b, a - b, a * b, a / b, a % b);'
		echo 'printf("%d %d %d %d %d ", a & b, a | b, a ^ b, ~a, -b);'
		echo 'printf("%d %d %d %d ", a << (b & 63), a >> (b & 63), a < b, a == b);'
		echo 'printf("%d %d %d %x\n", a && b, a || b, !a, a ? b : a);'
	done < "$TMP/values"
	echo 'exit(0); }'
}
stap() {
	echo "global dummy, a, b function f() { $1 } probe begin { f(); dummy[1] = 1; "
	while read -r a b; do
		echo "a = $a; b = $b;"
		echo 'printf("%d %d %d %d %d ", a + b, a - b, a * b, a / b, a % b);'
		echo 'printf("%d %d %d %d %d ", a & b, a | b, a ^ b, ~a, -b);'
		echo 'printf("%d %d %d %d ", a << (b & 63), a >> (b & 63), a < b, a == b);'
		echo 'printf("%d %d %d %x\n", a && b, a || b, !a, a ? b : a);'
	done < "$TMP/values"
	echo 'exit() }'
}
d > "$TMP/x.d"
stap '' > "$TMP/kernel.stp"
# a sorted foreach puts the handler into user space
stap 'foreach (k in dummy- limit 1) println("never: it is empty here")' > "$TMP/user.stp"
"$SONDE" "$TMP/x.d" | grep . > "$TMP/1"
"$SONDE" "$TMP/kernel.stp" > "$TMP/2"
"$SONDE" "$TMP/user.stp" > "$TMP/3"
wc -l < "$TMP/1"
head -n 1 "$TMP/1"
diff "$TMP/1" "$TMP/2" && diff "$TMP/1" "$TMP/3" && echo same

# >>> out
# 8
# 5 9 -14 -3 1 6 -1 -7 -8 2 -4611686018427387904 0 0 0 1 1 0 fffffffffffffffe
# same
# <<<
