#!/bin/sh
# @@why: long chains of else-if, ?:, concatenations and sums, deep parentheses, blocks and calls: as deep as a generator writes
# @@only: host  @@timeout: 60
python3 - "$TMP" <<'P'
import sys
n, m = 2000, 400
texts = {
	"elif": "x = %d; if (x == -1) print(0)" % (n - 1) + "".join(f" else if (x == {i}) print({i})" for i in range(n)),
	"cond": "x = %d; print(" % (n - 1) + "".join(f"x == {i} ? {i} : " for i in range(n)) + "-1)",
	"sum": "x = 1; print(" + "+".join(["x"] * n) + ")",
	"and": "x = 1; print(" + "&&".join(["x"] * n) + ")",
	"cat": 's = "a"; print(strlen(' + ".".join(["s"] * (m // 2)) + "))",
	"paren": "x = 7; print(" + "(" * m + "x" + ")" * m + ")",
	"block": "{" * m + "print(8)" + "}" * m,
	"call": "print(" + "f(" * m + "1" + ")" * m + ")",
	"macro": "print(@m400)",
	"too": "print(" + "(" * 2000 + "1" + ")" * 2000 + ")",
}
macros = "@define m0 %( 1 %)\n" + "".join(f"@define m{i + 1} %( (@m{i} + 1) %)\n" for i in range(400))
for name, body in texts.items():
	with open(f"{sys.argv[1]}/{name}.stp", "w") as f:
		f.write(macros + "function f(x) { return x + 1 }\nprobe begin { " + body + "; println(); exit() }\n".replace("println()", 'println("")'))
P
for t in elif cond sum and cat paren block call macro; do
	printf '%s: ' $t
	"$SONDE" stap -w "$TMP/$t.stp"
done
"$SONDE" stap -w "$TMP/too.stp" 2>&1 | sed -n 1p

# >>> out
# elif: 1999
# cond: 1999
# sum: 2000
# and: 1
# cat: 200
# paren: 7
# block: 8
# call: 401
# macro: 401
# parse error: nested too deeply
# <<<
