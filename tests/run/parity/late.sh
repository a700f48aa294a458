#!/bin/sh
# @@only: host
# @@why: an operand is read before a later one changes what it lies in; bases that there are not
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
# <<<
