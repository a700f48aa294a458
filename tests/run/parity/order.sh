#!/bin/sh
# @@why: in which order keys and values are evaluated, how wide, and which argument was null, in both executors
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
# the right side first, then what it left in the variable
cat > "$TMP/own.stp" <<'END'
global n, a, t, u = "a"
function f(x) { return x }
function bump() { return n += 1 }
function word() { u = "b"; return "c" }
probe begin {
	n = 10; n -= f((n += 1)); print(n); n = 10; n -= bump(); println(n)
	n = 10; n *= bump(); print(n, " "); n = 10; n += n++; print(n, " "); n = 10; n = n - f(1); println(n)
	x = 10; x -= x++; print(x); x = 10; x <<= (x = 1); print(x); x = 10; x %= x -= 3; println(x)
	a[1] = 10; a[1] -= (a[1] += 1); print(a[1]); a[1] = 10; a[1] *= a[1]--; println(a[1])
	i = 1; a[i] += i++; a[i] ^= i = 5; println(a[1], " ", a[2])
	u .= word(); t[1] = "a"; t[1] .= (t[1] = "z"); p = "a"; p .= (p .= "b"); println(u, t[1], p)
	exit()
}
END
# D reads the variable first
cat > "$TMP/own.d" <<'END'
int g, a[int]; this int x; struct { int n; int b:6; } s;
BEGIN
{
	g = 10; g -= (g += 1); trace(g); g = 10; g += ++g; trace(g); g = 10; g -= g--; trace(g);
	this->x = 10; this->x += (this->x *= 2); trace(this->x); a[1] = 10; a[1] -= a[1]++; trace(a[1]);
	s.n = 10; s.n -= (s.n += 1); trace(s.n); s.b = 3; s.b -= (s.b += 2); trace(s.b);
	g = 9; printf(" %d %d", (int16_t)g << 28, (uint8_t)g << 4); exit(0);
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
	for script in x.stp own.stp own.d; do
		"$SONDE" -q -w -O place=$place "$TMP/$script" 2>&1
	done > "$TMP/$place"
	"$SONDE" -q -O place=$place "$TMP/x.d" 2>&1 | sed "s:.*/x.d:x.d:" >> "$TMP/$place"
done
cat "$TMP/kernel"
diff "$TMP/kernel" "$TMP/user" && echo same

# >>> out
# f1 f2 f3 g4 f1 f5 f6 f7 74
# 3 4 9 ab 8 b 1
# 00
# 121 21 9
# 120
# 090
# 91 5
# bczzabab
# -1210300-1-2 0 144x.d:1:47: error: invalid address (0x0) in probe dtrace:::BEGIN
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
