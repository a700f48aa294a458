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
	"$SONDE" -O place=$place -D MAXSTRINGLEN=3 -e 'probe begin { s = "abcdefgh"; println(s, s == "ab", substr(s . s, 1, 9)); exit() }'
	"$SONDE" -O place=$place -D MAXNESTING=2 -e 'function a(s) { return b(s . "x") . b(s) } function b(s) { return c(s) . "!" } function c(s) { return s }
		probe begin { try { println(a("s")) } catch (e) { println(e) } println(b("r")); exit() }'
	"$SONDE" -O place=$place -D MAXACTION_INTERRUPTIBLE=5 -e 'function f(x) { if (x) { println("f"); return 1 } return 2 }
		probe begin { try { println(f(0)); println(f(1) + f(1)); println("no") } catch { println("no") } }' 2>&1
	"$SONDE" -O place=$place -D MAXACTION=1 -e 'probe begin { print(1) print(2) print(3) print(4) print(5) print(6)
		print(7) print(8) print(9) println(10) print(11) exit() }' 2>&1
done
run -D HIST_ELISION=-1 -D HIST_WIDTH=10 -D STP_ALIBI -D STP_NO_OVERLOAD -e 'global s probe begin { s <<< 1; s <<< 64; print(@hist_log(s)); exit() }'
run -D HIST_ELISION=0 -D HIST_WIDTH=10 -e 'global s probe begin { s <<< 1; s <<< 64; print(@hist_log(s)); exit() }'
run -e 'global a probe begin { a[1] = 1; foreach (k in a limit 0) { x = "s"; println(x); x = 3 }; exit() }'
for o in MAXERRORS=-1 MAXERRORS; do	# -1: as 0; without a value: 1
	run -D $o -e 'probe begin { error("x") } probe begin(1) { error("y") }' 2>&1 | grep -c ^ERROR
done
for a in 'a[2147483647]' 'a%[2147483647]'; do
	run -e "global $a probe begin { a[1] = 2 println(a[1]) }" 2>&1 || :
done

# >>> out
# abc1abc2a abc1abc2a 10
# abcdefghi 9 123456789
# ab1b
# MAXNESTING exceeded
# r!
# 2
# <command line>:1:17: error: MAXACTION exceeded in probe begin
#     1 | function f(x) { if (x) { println("f"); return 1 } return 2 }
#       |                 ^^
# 12345678910
# <command line>:2:42: error: MAXACTION exceeded in probe begin
#     2 | 		print(7) print(8) print(9) println(10) print(11) exit() }
#       | 		                                       ^^^^^^^^^
# abc1abc2a abc1abc2a 10
# abcdefghi 9 123456789
# ab1b
# MAXNESTING exceeded
# r!
# 2
# <command line>:1:17: error: MAXACTION exceeded in probe begin
#     1 | function f(x) { if (x) { println("f"); return 1 } return 2 }
#       |                 ^^
# 12345678910
# <command line>:2:42: error: MAXACTION exceeded in probe begin
#     2 | 		print(7) print(8) print(9) println(10) print(11) exit() }
#       | 		                                       ^^^^^^^^^
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
# 1
# 2
# ERROR: global variable 'a' allocation failed
# WARNING: /usr/bin/staprun exited with status: 1
# Pass 5: run failed.  [man error::pass5]
# ERROR: global variable 'a' allocation failed
# WARNING: /usr/bin/staprun exited with status: 1
# Pass 5: run failed.  [man error::pass5]
# <<<
