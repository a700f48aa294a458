#!/bin/sh
# @@why: limits of -D at odd values: short strings, no rows left out of a histogram, options that need no value; a loop that never runs
# @@only: host
run() {
	"$SONDE" stap "$@"
}
for place in user kernel; do
	"$SONDE" -O place=$place -D MAXSTRINGLEN=10 -e 'function f(s) { return s . "1" . s . "2" . s }
		probe begin { println(f("abc"), " ", f(f("abc")), " ", @MAXSTRINGLEN); s = "abcdefghijklmnop"; s .= s
			printf("%s %d %s\n", s, strlen(sprintf("%50d", 1)), sprint(123456789012)); exit() }'
done
run -D HIST_ELISION=-1 -D HIST_WIDTH=10 -D STP_ALIBI -D STP_NO_OVERLOAD -e 'global s probe begin { s <<< 1; s <<< 64; print(@hist_log(s)); exit() }'
run -D HIST_ELISION=0 -D HIST_WIDTH=10 -e 'global s probe begin { s <<< 1; s <<< 64; print(@hist_log(s)); exit() }'
run -e 'global a probe begin { a[1] = 1; foreach (k in a limit 0) { x = "s"; println(x); x = 3 }; exit() }'

# >>> out
# abc1abc2a abc1abc2a 10
# abcdefghi 9 123456789
# abc1abc2a abc1abc2a 10
# abcdefghi 9 123456789
# value |---------- count
#     0 |           0
#     1 |@          1
#     2 |           0
#     4 |           0
#     8 |           0
#    16 |           0
#    32 |           0
#    64 |@          1
#   128 |           0
#   256 |           0
#
# value |---------- count
#       ~
#     1 |@          1
#       ~
#    64 |@          1
#
# a[1]=1
# <<<
