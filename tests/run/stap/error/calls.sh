# @@only: host   @@why: where a message stands: in which macro, called from which functions
t() { "$SONDE" stap -w "$@" 2>&1 | grep -v "^WARNING: \|^Pass"; }
t -e 'function f(x) { return 5 / x } function g(x) { return f(x) + f(x - 1) }
probe begin { println(g(1)) }'
t -e 'function f(x) { try { if (x) error("in") } catch { error("out " . sprint(x)) } }
function g(x) { f(x) } probe begin { try { f(1) } catch (e) { println(e) } g(0); g(2) }'
t -e 'global a function f(x) { foreach (k in a) x += k; return 1 / x } function g(x) { return f(x) }
probe begin { a[0] = 1 println(g(0)) }'
t -g -e 'function f() %{ STAP_ERROR("bad %d", 3); %} function g() { f() } probe begin { g() }'
t -e 'probe begin { println(stringat("abc", 3)) }'
t -p1 -e '@define two(x) %( @x + ; %)
probe begin { println(@two(1)) }'
t -p2 -e '@define bad(x) %( @x + "a" %) @define deep(y) %( @bad(@y) %)
probe begin { println(@deep(1)) }'
t -p1 -e '@define a %( @b %) @define b %( @a %) probe begin { println(@a) }'
t -p1 -e "@define f(x) %( @x %) probe begin { print(@f(1, 2)) } probe end { x = 'c' }"
"$SONDE" -p2 -e '@define bad %( 1 + "a" %) probe begin { println(@bad) }' 2>&1 | tail -n 2
t -e '%( 1 == 2 %? '"it's 09 @ 7up"' %) probe begin { printf("%#o %#o %#x\n", 0, 8, 0) println("a\0b" . "c") exit() }'
t -e 'function f(n) { return n < 2 ? 1 : n * f(n - 1) } probe begin { println(f(13)) try { println(f(14)) } catch (e) { println(e) } exit() }'
t -DMAXNESTING=2 -e 'function f(n) { return n ? f(n - 1) : 0 } probe begin { println(f(1)) println(f(2)) }'
t -e 'probe begin { while (1) x++ }
global s probe end { if (0) s <<< 1 println(@max(s)) }'
t -e 'global s probe begin { println(@max(s)) if (0) s <<< 1 }'
t -e 'probe begin, timer.ms(1), timer.hz(100), timer.jiffies(1) { t[probe_type()]++ if (n++ > 20 && ("timer" in t)) exit() } global n, t
probe end { foreach (x+ in t) println(x) }'
# a part of a handler that is carried out later: what follows a failure is not
"$SONDE" stap -c "$TRIGGERS/sys write 2 10" -e 'function f(n) { return n ? f(n - 1) : 7 }
probe syscall.write { if (pid() == target()) { println(f(12)) try { println(f(50)) } catch (e) { println(e) } println(f(13)) println("not this") exit() } }' 2>/dev/null
echo $?
"$SONDE" stap -c "$TRIGGERS/sys write 1 10" -e 'probe syscall.write { if (pid() == target()) error(sprintf("%0400d", 7)) }' 2>&1 |
	grep -c 'ERROR: 0\{399\}7 near'
# >>> out
# ERROR: division by 0 near operator '/' at <input>:1:26 (called from identifier 'f' at <input>:1:62) (called from identifier 'g' at <input>:2:23) in probe begin
# out 1
# ERROR: out 2 near identifier 'error' at <input>:1:52 (called from identifier 'f' at <input>:2:17) (called from identifier 'g' at <input>:2:82) in probe begin
# ERROR: division by 0 near operator '/' at <input>:1:60 (called from identifier 'f' at <input>:1:89) (called from identifier 'g' at <input>:2:32) in probe begin
# ERROR: bad 3 near identifier 'f' at <input>:1:60 (called from identifier 'g' at <input>:1:80) in probe begin
# ERROR: Position out of bounds near identifier 'stringat' at <input>:1:23 in probe begin
# parse error: expected literal string or number
#         saw: operator ';' at <input>:1:24
#      source: @define two(x) %( @x + ; %)
#                                     ^
# 	in expansion of macro: operator '@two' at <input>:2:23
#      source: probe begin { println(@two(1)) }
#                                    ^
#
# 1 parse error.
# semantic error: type mismatch: expected long but found string: string 'a' at <input>:1:24
#         source: @define bad(x) %( @x + "a" %) @define deep(y) %( @bad(@y) %)
#                                        ^
# 	in expansion of macro: operator '@bad' at <input>:1:50
#         source: @define bad(x) %( @x + "a" %) @define deep(y) %( @bad(@y) %)
#                                                                  ^
# 	in expansion of macro: operator '@deep' at <input>:2:23
#         source: probe begin { println(@deep(1)) }
#                                       ^
#
# parse error: recursive invocation of macro @a
#         saw: operator '@a' at <input>:1:33
#      source: @define a %( @b %) @define b %( @a %) probe begin { println(@a) }
#                                              ^
# 	in expansion of macro: operator '@b' at <input>:1:14
#      source: @define a %( @b %) @define b %( @a %) probe begin { println(@a) }
#                           ^
# 	in expansion of macro: operator '@a' at <input>:1:61
#      source: @define a %( @b %) @define b %( @a %) probe begin { println(@a) }
#                                                                          ^
#
# 1 parse error.
# parse error: macro @f takes 1 arguments
#         saw: operator '@f' at <input>:1:43
#      source: @define f(x) %( @x %) probe begin { print(@f(1, 2)) } probe end { x = 'c' }
#                                                        ^
#
# parse error: stray character '''; texts stand in double quotes
#         saw: operator ''' at <input>:1:71
#      source: @define f(x) %( @x %) probe begin { print(@f(1, 2)) } probe end { x = 'c' }
#                                                                                    ^
#
# 2 parse errors.
#       |                    ^^^
#       = note: in the expansion of @bad at <command line>:1:49
# 00 010 0x0
# ac
# 6227020800
# MAXNESTING exceeded
# 0
# ERROR: MAXNESTING exceeded near identifier 'f' at <input>:1:28 (called from identifier 'f' at <input>:1:28) (called from identifier 'f' at <input>:1:79) in probe begin
# ERROR: MAXACTION exceeded near identifier 'x' at <input>:1:25 in probe begin
# ERROR: empty aggregate near operator '@max' at <input>:1:32 in probe begin
# begin_end
# hrtimer
# timer
# 7
# MAXNESTING exceeded
# 1
# 1
# <<<
