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
	printf '%s\n' 'long a; long b; BEGIN {'
	while read -r a b; do
		printf '%s\n' "a = $a; b = $b;"
		printf '%s\n' 'printf("%d %d %d %d %d ", a + b, a - b, a * b, a / b, a % b);'
		printf '%s\n' 'printf("%d %d %d %d %d ", a & b, a | b, a ^ b, ~a, -b);'
		printf '%s\n' 'printf("%d %d %d %d ", a << (b & 63), a >> (b & 63), a < b, a == b);'
		printf '%s\n' 'printf("%d %d %d %x\n", a && b, a || b, !a, a ? b : a);'
	done < "$TMP/values"
	printf '%s\n' 'exit(0); }'
}
stap() {
	printf '%s\n' "global dummy, a, b function f() { $1 } probe begin { f(); "
	while read -r a b; do
		printf '%s\n' "a = $a; b = $b;"
		printf '%s\n' 'printf("%d %d %d %d %d ", a + b, a - b, a * b, a / b, a % b);'
		printf '%s\n' 'printf("%d %d %d %d %d ", a & b, a | b, a ^ b, ~a, -b);'
		printf '%s\n' 'printf("%d %d %d %d ", a << (b & 63), a >> (b & 63), a < b, a == b);'
		printf '%s\n' 'printf("%d %d %d %x\n", a && b, a || b, !a, a ? b : a);'
	done < "$TMP/values"
	printf '%s\n' 'exit() } probe end { dummy[1] = 1; foreach (k in dummy) a = dummy[k] }'
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
