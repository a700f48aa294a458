#!/bin/sh
# @@needs: raw_tp  @@timeout: 120
# @@why: texts as long as they may be, made by sprintf() and its kin, in both executors: bpf_snprintf() has 512 bytes for all values
cat > "$TMP/t.stp" <<'E'
function rep(s:string, n:long) { r = ""; for (i = 0; i < n; i++) r .= s; return r }
probe begin {
	a = rep("abcdefgh", 64); b = rep("x", 100); c = rep("y", 255)
	println(strlen(sprintf("%s%s", a, b)), " ", strlen(sprintf("%s%s", b, a)), " ", strlen(sprintf("%s%s", c, c)), " ",
		strlen(sprintf("%s%s|x", c, c)), " ", strlen(sprintf("%s%d", a, 5)), " ", strlen(sprintf("%d%s", 5, a)), " ",
		strlen(sprintf("%s", a)), " ", strlen(sprintf("%s\n", a)), " ", strlen(sprintf("%-20s|%s", a, a)))
	println(substr(sprintf("%s%s%d", c, c, 123456), 508, 100), " ", strlen(sprint(a, b)), " ", strlen(sprintd("--", a, b)))
	println(strlen(str_replace(a, "a", "123")), " ", strlen(text_str(rep("\n\"", 128))), " ", strlen(string_quoted(rep("\n\"", 128))))
	println(sprintf("%d %d %d %d %d %d %d %d %d %d %d %d %d %d|%s", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, strlen(b), substr(b, 0, 3)))
	exit()
}
E
for size in 512 1024; do
	for place in kernel user; do
		"$SONDE" -O strsize=$size -O place=$place "$TMP/t.stp" > "$TMP/$place"
	done
	cat "$TMP/kernel"
	diff "$TMP/kernel" "$TMP/user" && echo same
done
# beyond 4096, what the runtime's loops go over as a rule
cat > "$TMP/l.stp" <<'E'
global a
probe begin {
	s = "0123456789abcdef"; t = s.s.s.s; u = t.t.t.t.t.t.t.t; v = u.u.u.u.u.u.u.u.u.u; x = v."X".v
	println(strlen(v), " ", strlen(x), " ", strpos(x, "X"), " ", substr(x, 5118, 5), " ", strlen(substr(x, 90, 9999)), " ", x =~ "fX")
	y = str_replace(x, "f0", "Q")
	println(strlen(y), " ", strpos(y, "X"), " ", x == y, v . "X" < x, " ", stringat(x, 5120), " ", strlen(sprintf("%s-%d", v, 5)))
	a[x, 1] = y
	println(strlen(a[x, 1]), [x, 1] in a, [y, 1] in a, " ", strlen(tokenize(x, "X")), " ", strlen(sprintf("%7000d|%*d", 1, 9000, 1)))
	exit()
}
E
for size in 8192 16384; do
	for place in kernel user; do
		"$SONDE" -O strsize=$size -O place=$place "$TMP/l.stp" > "$TMP/$place"
	done
	cat "$TMP/kernel"
	diff "$TMP/kernel" "$TMP/user" && echo same
done

# >>> out
# 511 511 510 511 511 511 511 511 511
# yy1 511 511
# 511 510 511
# 1 2 3 4 5 6 7 8 9 10 11 12 13 100|xxx
# same
# 612 612 510 512 513 513 512 513 1023
# yy123456 612 614
# 640 512 514
# 1 2 3 4 5 6 7 8 9 10 11 12 13 100|xxx
# same
# 5120 8191 5120 efX01 8101 1
# 7681 4801 01 88 5122
# 768110 5120 8191
# same
# 5120 10241 5120 efX01 9999 1
# 9603 4801 01 88 5122
# 960310 5120 15193
# same
# <<<
