# @@why: messages in SystemTap's own shape: the token, chains of messages, the end of the file
t() { "$SONDE" stap -p2 "$@" 2>&1; echo "status $?"; }
t -e 'probe begin { return 1 }'
t -e 'probe begin { println(1'
t -e 'probe begin { x = ; }
probe end { if (1) else }'
t -e 'probe begin { x = "a" =~ "b" == 1 }' | head -n 2
t -e "probe begin { $(printf 'x++ %.0s' $(seq 70)) }} " | awk 'NR < 5 { print length($0) }'	# whole lines
t -e '# nothing'
t -e 'probe begin { println("a) }'
t -e 'global a probe begin { a[1] = 1 println(a) }'
t -e 'function f(x) { return x } probe begin { println(f(1,2)) }'
t -e 'probe kernel.syscall.read { println(1) }' | head -n 6 | sed 's,(similar.*),(similar),'
t -e 'probe begin { x = ("a" == "b") . "c" }' | head -n 3
t -e 'global g probe begin { n = 1; g[n + 1] = 2; g["k"] = 3; g[n . ""] = 4 }' | sed -n 's/ at <.*//p; s/ at :.*//p'
t -e '@define m %( 1 %)
@define m %( 2 %) probe begin { println(@m) }'
# >>> out
# parse error: found 'return' not in function context
#         saw: keyword at <input>:1:15
#      source: probe begin { return 1 }
#                            ^
#
# 1 parse error.
# Pass 1: parse failed.  [man error::pass1]
# status 1
# parse error: unexpected end-of-file
#         saw: <input> EOF
#
# 1 parse error.
# Pass 1: parse failed.  [man error::pass1]
# status 1
# parse error: expected literal string or number
#         saw: operator ';' at <input>:1:19
#      source: probe begin { x = ; }
#                                ^
#
# parse error: expected statement
#         saw: keyword at <input>:2:20
#      source: probe end { if (1) else }
#                                 ^
#
# 2 parse errors.
# Pass 1: parse failed.  [man error::pass1]
# status 1
# parse error: expected literal string or number
#         saw: operator '==' at <input>:1:30
# 71
# 42
# 311
# 310
# Input file '<input>' is empty.
# Pass 1: parse failed.  [man error::pass1]
# status 1
# parse error: Could not find matching closing quote
#         saw: junk '' at <input>:1:23
#      source: probe begin { println("a) }
#                                    ^
#
# 1 parse error.
# Pass 1: parse failed.  [man error::pass1]
# status 1
# semantic error: inconsistent arity (1 vs 0): identifier 'a' at <input>:1:41
#         source: global a probe begin { a[1] = 1 println(a) }
#                                                         ^
#
# semantic error: arity 1 first inferred here: identifier 'a' at :1:24
#         source: global a probe begin { a[1] = 1 println(a) }
#                                        ^
#
# Pass 2: analysis failed.  [man error::pass2]
# status 1
# semantic error: arity mismatch found (function 'f' takes 1 args): identifier 'f' at <input>:1:50
#         source: function f(x) { return x } probe begin { println(f(1,2)) }
#                                                                  ^
#
# Pass 2: analysis failed.  [man error::pass2]
# status 1
# semantic error: while resolving probe point: identifier 'kernel' at <input>:1:7
#         source: probe kernel.syscall.read { println(1) }
#                       ^
#
# semantic error: probe point mismatch (similar): identifier 'syscall' at :1:14
#         source: probe kernel.syscall.read { println(1) }
# semantic error: type mismatch: expected string but found long: operator '==' at <input>:1:24
#         source: probe begin { x = ("a" == "b") . "c" }
#                                        ^
# semantic error: type mismatch: expected long but found string: string 'k'
# semantic error: index 0 type mismatch (string): string 'k'
# semantic error: type was first inferred here (long): operator '+'
# semantic error: type mismatch (string): identifier 'n'
# semantic error: type was first inferred here (long): identifier 'n'
# parse error: attempt to redefine macro '@m' in the same file
#         saw: identifier 'm' at <input>:2:9
#      source: @define m %( 2 %) probe begin { println(@m) }
#                      ^
#
# parse error: macro '@m' first defined here
#         saw: identifier 'm' at <input>:1:9
#      source: @define m %( 1 %)
#                      ^
#
# 1 parse error.
# Pass 1: parse failed.  [man error::pass1]
# status 1
# <<<
