#!/bin/sh
# @@why: when operands are read: before a later one changes them; NULL as one of two texts
both() {	# FILE: the same from both executors
	for place in kernel user; do
		"$SONDE" -O place=$place "$1" > "$TMP/$place" 2>&1
	done
	diff "$TMP/kernel" "$TMP/user" && cat "$TMP/user"
}
cd "$TMP"
cat > late.stp <<'E'
global g = "g", t
function f:string() { g = "changed"; return "!" }
probe begin { p = "1"; println(p . (p .= "a") . p); println(g . f() . g); t[1] = "x"; println(t[1] . (t[1] .= "y") . t[1]); if (g == (g = "z")) println("eq") else println("ne"); println(substr(p, 0, strlen(p .= "q")), p); printf("%s %s %s\n", p, p = "new", p); exit() }
E
both late.stp
cat > late.d <<'E'
string g; string a[int]; self string s;
BEGIN { g = "1"; this->p = "2"; printf("%s|", strjoin(g, strjoin((g = "x"), g))); printf("%s\n", strjoin(this->p, (this->p = "y"))); }
BEGIN { a[1] = "q"; printf("%s|%d|%d\n", strjoin(a[1], (a[1] = "r")), g == (g = "z"), index(g, (g = "1"))); exit(0); }
E
both late.d
cat > base.stp <<'E'
probe begin { for (i = -1; i < 4; i++) print(strtol("11", i), " "); println(strtol("zz", 36), " ", strtol("11", 37)); exit() }
E
both base.stp
cat > choice.d <<'E'
string w[int]; string g; self string s;
BEGIN { trace((pid ? strstr("abc", "x") : "q") == ""); }
BEGIN { trace((pid ? w[1] : "q") == probefunc); trace((pid ? "q" : w[1]) == "q"); trace((!pid ? w[1] : "") == ""); }
BEGIN { trace((pid ? w[1] : "q") == NULL); trace((pid ? "" : w[1]) == NULL); }
BEGIN { trace(pid ? w[1] : "q"); }
BEGIN { this->n = 5; printf("%s %d", w[1], this->n++); }
BEGIN { trace(this->n); printf("%s %d", w[1], strlen(w[2])); }
BEGIN { g = pid ? w[1] : "q"; trace(g == NULL); }
BEGIN { trace(strlen(pid ? w[1] : "q")); }
BEGIN { w[2] = pid ? (w[1] != NULL ? w[1] : "dflt") : "x"; trace(w[2]); trace(strjoin(pid ? "a" : w[1], "b")); }
BEGIN { exit(0); }
E
both choice.d

cat > caught.stp <<'E'
global y = 3
probe begin
{
	try { println(stringat(sprintf("%*d|%-*s", 6, y, 9, "qq"), -1)) } catch (e) { println(e) }
	try { println(100 / strlen(sprintf("%*s", 0, ""))) } catch (e) { println(e) }
	println(strlen(sprintf("%5d", y)), substr(sprintf("%08.3d|", y), 2, 9), sprintf("%#o %#5o %#o", y - 3, y - 3, y)); y++
	exit()
}
E
both caught.stp

# >>> out
# 11a1a
# g!changed
# xxyxy
# ne
# 1a1aq
# 1aq new new
# 1xx|2y
# qr|0|-1
# 0 11 0 3 4 1295 0
# 111110choice.d:5:15: error: invalid address (0x0) in probe dtrace:::BEGIN
#     5 | BEGIN { trace(pid ? w[1] : "q"); }
#       |               ^^^^^^^^^^^^^^^^
# choice.d:6:38: error: invalid address (0x0) in probe dtrace:::BEGIN
#     6 | BEGIN { this->n = 5; printf("%s %d", w[1], this->n++); }
#       |                                      ^^^^
# choice.d:7:41: error: invalid address (0x0) in probe dtrace:::BEGIN
#     7 | BEGIN { trace(this->n); printf("%s %d", w[1], strlen(w[2])); }
#       |                                         ^^^^
# 0choice.d:9:22: error: invalid address (0x0) in probe dtrace:::BEGIN
#     9 | BEGIN { trace(strlen(pid ? w[1] : "q")); }
#       |                      ^^^^^^^^^^^^^^^^
# dfltabPosition out of bounds
# division by 0
# 5000003|00    00 03
# <<<
