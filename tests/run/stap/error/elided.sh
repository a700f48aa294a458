# @@why: what has no effect is left out, and said so, once its types are right; -u keeps it
t() { "$SONDE" stap "$@" 2>&1; echo "status $?"; }
t -e 'global unused, g probe begin { x = 1 x = 2; println("ok") g = 5 exit() } function f() { }'
t -u -e 'global unused probe begin { x = 1; 1 + 2; exit() }'
t -e 'function f(x) { return 1 / x } probe begin { f(0) println("on") exit() }'
t -p2 -e "probe begin { next println(1) }" | head -n 3
t -e 'probe timer.s(1) { y = 3 }'
t -W -p2 -e 'global a probe begin { println(a + b) }'
t -p2 -e 'function g() { nosuch_function_x() } probe begin { println(1) }'
for s in 'x = 1 x = "a"' 'try { println("x") } catch (e) { e = 1 }' 'st <<< 1; f(st)' 'y = unused(1) . "a"'; do
	"$SONDE" stap -p2 -e "global st function f(x) { } function unused(z) { z = 3 } probe begin { $s exit() }" 2>&1 | head -n 1
done
"$SONDE" stap -p2 -e 'function unused(z) { z = 3; z = "" } probe begin { exit() }' 2>&1 | head -n 1
t -W -p2 -e 'function f(a:long):1 { return 1 } function f(a):2 { return 2 } probe begin { println(f(1)) }' | tail -n 1	# both may be called
# >>> out
# WARNING: Eliding unused function 'f': identifier 'f' at <input>:1:83
#  source: global unused, g probe begin { x = 1 x = 2; println("ok") g = 5 exit() } function f() { }
#                                                                                            ^
# WARNING: Eliding unused variable 'unused': identifier 'unused' at :1:8
#  source: global unused, g probe begin { x = 1 x = 2; println("ok") g = 5 exit() } function f() { }
#                 ^
# WARNING: Eliding assignment to 'x': operator '=' at :1:34
#  source: global unused, g probe begin { x = 1 x = 2; println("ok") g = 5 exit() } function f() { }
#                                           ^
# WARNING: Eliding side-effect-free expression : identifier 'x' at :1:32
#  source: global unused, g probe begin { x = 1 x = 2; println("ok") g = 5 exit() } function f() { }
#                                         ^
# Number of similar warning messages suppressed: 2.
# Rerun with -v to see them.
# ok
# g=5
# status 0
# status 0
# WARNING: Eliding side-effect-free expression : identifier 'f' at <input>:1:46
#  source: function f(x) { return 1 / x } probe begin { f(0) println("on") exit() }
#                                                       ^
# on
# status 0
# WARNING: statement will never be reached: identifier 'println' at <input>:1:20
#  source: probe begin { next println(1) }
#                             ^
# WARNING: Eliding assignment to 'y': operator '=' at <input>:1:22
#  source: probe timer.s(1) { y = 3 }
#                               ^
# WARNING: Eliding side-effect-free expression : identifier 'y' at :1:20
#  source: probe timer.s(1) { y = 3 }
#                             ^
# WARNING: side-effect-free probe 'timer.s(1)': keyword at :1:1
#  source: probe timer.s(1) { y = 3 }
#          ^
# WARNING: Probe 'timer.s(1)' has been elided: keyword at :1:1
#  source: probe timer.s(1) { y = 3 }
#          ^
# semantic error: no probes found
#
# Pass 2: analysis failed.  [man error::pass2]
# status 1
# WARNING: never-assigned local variable 'b' (similar: a): identifier 'b' at <input>:1:36
#  source: global a probe begin { println(a + b) }
#                                             ^
# WARNING: never-assigned global variable 'a': identifier 'a' at :1:8
#  source: global a probe begin { println(a + b) }
#                 ^
#
# Pass 2: analysis failed.  [man error::pass2]
# status 1
# semantic error: unresolved function nosuch_function_x: identifier 'nosuch_function_x' at <input>:1:16
#         source: function g() { nosuch_function_x() } probe begin { println(1) }
#                                ^
#
# Pass 2: analysis failed.  [man error::pass2]
# status 1
# semantic error: type mismatch (string): identifier 'x' at <input>:1:78
# semantic error: type mismatch (long): identifier 'e' at <input>:1:105
# semantic error: a statistic has no value of its own; use @count, @sum, @min, @max or @avg: identifier 'st' at <input>:1:84
# semantic error: function 'unused' has no value: identifier 'unused' at <input>:1:76
# semantic error: type mismatch (string): identifier 'z' at <input>:1:29
# status 0
# <<<
