#!/bin/sh
# @@only: host   @@why: where a text ends that is put together is limited after a loop, too: verifiers keep no number over one
cat > "$TMP/x.stp" <<'END'
global g0, g1 = 5, s0, t, a, b, w, st, su, sv, rw%[4], rt%[3], v5, t2, u2%[3]
function twice:string(s:string) { s0 = substr(s0, 0, 40) . s; return s . s0 }
function rtree:long(n:long, m:long) { x = m; for (i = 0; i < n; i++) { if (x & 1) continue; try { if (n == 3 && x < 0) error("r"); x += rtree(n - 1, x >> i) } catch { x++ } } return x }
function matched_of:string(s:string) { if (s =~ "([a-z]+)([0-9/]*)") return matched(0) . "<" . matched(1) . ">" ; return "none" }
function f4(n:long) { if (n % 3 == 0) error("f4 of " . sprint(n)); g1 += n }
probe begin(0) {
	try {
	for (k0_2 = 0; k0_2 < 3; k0_2++) {
		try {
			s0 .= twice("tab\t")
		if ((-2147483648)) error("thrown " . ((p =~ "-?[0-9]{1,2}") ? "tab\t" : rtree(3, 64) ? ("a" . sprint(b["hello world", x]) . s0) : t[(-63)])) } catch (e) { printf("caught %s\n", e) }
	}
	try { try {
	f4(strtol("abc", 16)) } catch (e) { if ((256 + sock_fam_str2num(q))) error(e . "+") x++ } } catch (e) { printf("outer %s\n", e) }
	} catch (e) { printf("ended by %s\n", e) }
}
probe begin(1) {
	try {
	} catch (e) { printf("ended by %s\n", e) }
}
probe begin(100000) { w[1, "a", 1] = a[1] = b["a", 1] = 1; t[1] = "a"; rw[1] = 1; rt[1] <<< 1; v5[1, "a", 1, "b", 1] = 1; su["a"] <<< 1; sv[1, "a"] <<< 1; st <<< 1; t2["a", 1] = u2["a"] = "a"; exit() }
END
for place in kernel user; do "$SONDE" -w -O place=$place "$TMP/x.stp"; done | cut -c1-30

# >>> out
# caught thrown a0tab	tab	tab	
# caught thrown a0tab	tab	tab	ta
# caught thrown a0tab	tab	tab	ta
# outer f4 of 2748+
# g1=5
# a[1]=1
# w[1,"a",1]=1
# st @count=1 @min=1 @max=1 @sum
# su["a"] @count=1 @min=1 @max=1
# sv[1,"a"] @count=1 @min=1 @max
# rw[1]=1
# rt[1] @count=1 @min=1 @max=1 @
# v5[1,"a",1,"b",1]=1
# t2["a",1]="a"
# u2["a"]="a"
# caught thrown a0tab	tab	tab	
# caught thrown a0tab	tab	tab	ta
# caught thrown a0tab	tab	tab	ta
# outer f4 of 2748+
# g1=5
# a[1]=1
# w[1,"a",1]=1
# st @count=1 @min=1 @max=1 @sum
# su["a"] @count=1 @min=1 @max=1
# sv[1,"a"] @count=1 @min=1 @max
# rw[1]=1
# rt[1] @count=1 @min=1 @max=1 @
# v5[1,"a",1,"b",1]=1
# t2["a",1]="a"
# u2["a"]="a"
# <<<
