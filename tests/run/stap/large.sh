#!/bin/sh
# @@timeout: 60
# @@why: long programs that the verifier has to follow: sums under conditions, many calls of a function
run() { echo "-- $1"; "$SONDE" "$TMP/x.stp" 2>&1; }

awk 'BEGIN { print "probe begin { x = pid() * 0 + 2520; y = 0"
	for (i = 2; i < 82; i++) print "if (x % " i " == 0) y += " i
	print "println(y); if (y > 100) println(\"more\"); exit() }" }' > "$TMP/x.stp"
run "80 conditions, one number"

awk 'BEGIN { print "global g\nfunction f:string(s:string, n:long) {"
	print "if (n > 5) return s . \"+\"; if (n < 0) return \"-\"; return sprintf(\"%s%d\", s, n) }\nprobe begin { p = \"a\""
	for (i = 0; i < 60; i++) print "p = f(p, " i % 9 "); g += strlen(p)"
	print "println(g); exit() }" }' > "$TMP/x.stp"
run "60 calls of a function of strings"

# >>> out
# -- 80 conditions, one number
# 755
# more
# -- 60 calls of a function of strings
# 1890
# <<<
