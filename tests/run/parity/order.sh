#!/bin/sh
# @@why: in which order keys and values are evaluated, and which argument was null, in both executors
cat > "$TMP/x.stp" <<'END'
global a, s, st
function f(n) { printf("f%d ", n); return n }
function g(n) { printf("g%d ", n); return sprint(n) }
probe begin {
	a[f(1)] = f(2); s[f(3)] = g(4); a[f(1)] += f(5); st[f(6)] <<< f(7)
	println(a[1], s[3])
	s[9] = (s[9] .= "a") . (s[8] .= "b"); foreach (k in s) printf("%d %s ", k, s[k])
	exit()
}
probe end { println(@count(st[6]))
}
END
cat > "$TMP/x.d" <<'END'
BEGIN { i = 0; @a[i++] = sum(i); trace(strlen(strstr("abc", "x"))); }
BEGIN { trace(strjoin("a", strstr("abc", "x"))); }
string w[int]; struct named { int n; string name; }; struct named sa[int];
BEGIN { trace(strjoin(w[0], sa[1].name)); }
BEGIN { exit(0); }
END
for place in kernel user; do
	"$SONDE" -w -O place=$place "$TMP/x.stp" > "$TMP/$place" 2>&1
	"$SONDE" -q -O place=$place "$TMP/x.d" 2>&1 | sed "s:.*/x.d:x.d:" >> "$TMP/$place"
done
cat "$TMP/kernel"
diff "$TMP/kernel" "$TMP/user" && echo same

# >>> out
# f1 f2 f3 g4 f1 f5 f6 f7 74
# 3 4 9 ab 8 b 1
# x.d:1:47: error: invalid address (0x0) in probe dtrace:::BEGIN
#     1 | BEGIN { i = 0; @a[i++] = sum(i); trace(strlen(strstr("abc", "x"))); }
#       |                                               ^^^^^^^^^^^^^^^^^^
# x.d:2:28: error: invalid address (0x0) in probe dtrace:::BEGIN
#     2 | BEGIN { trace(strjoin("a", strstr("abc", "x"))); }
#       |                            ^^^^^^^^^^^^^^^^^^
# x.d:4:29: error: invalid address (0x4) in probe dtrace:::BEGIN
#     4 | BEGIN { trace(strjoin(w[0], sa[1].name)); }
#       |                             ^^^^^^^^^^
#
#         0                1
# same
# <<<
