#!/bin/sh
# @@needs: uprobe   @@why: a part in user space faults where it reads, not at the firing; what has state runs where it stands
one() {
	case $1 in *fact*) set -- "$1" "$fact $1" ;; *) set -- "$1" "$1" ;; esac
	echo "-- $1"
	"$SONDE" stap -c /bin/true -e "$2" 2>&1 | sed "/^WARNING/d; /^Pass 5/d; s/ at <input>:.*//; s/at 0x[0-9a-f]* near operator/at .pid near operator/"
}
fact='function one() { return strlen(usymname(0)) - 2 } function fact(n) { return n < 2 ? one() : n * fact(n - 1) }'
one 'probe process.begin { if ("ab" =~ "(a)") { println(matched(1)) println("v=", user_string(8)) } println("went on") }'
one 'probe process.begin { if ("zb" =~ "(a)") println(matched(1), user_string(8)) println("went on") }'
one 'probe process.begin { if (fact(3) == 6) println("v=", kernel_int(8)) }'
one 'probe process.begin { if (fact(3) == 6) println("v=", @cast(8, "task_struct")->pid) }'
one 'probe process.begin { if (usymname(uaddr()) != "-") println("v=", stringat("a", pid())) }'
one 'function f(p) { if (p == 8) error("mine") return execname() } probe process.begin { if (fact(3) == 6) { println(1) f(8) } }'
one 'probe process.begin { for (i = 0; i < fact(2); i++) try { println(user_string(8)) } catch (e) { println("c ", e) } println("after") }'
one 'function g(n) { return n < 2 ? kernel_int(8) : n * g(n - 1) } probe process.begin { try { println(g(3)) } catch { println("c") } }'
one 'function f() { println("in f") return execname() } probe process.begin { if ("zb" =~ "(a)") println(matched(1), f()) if (fact(2) == 2) println(f()) }'
one 'probe process.begin {
	t = tokenize(execname() . "=b c=d e=f", " ")
	while (t != "") { if (t =~ "(.*)=(.)") println(matched(1), matched(2)) t = tokenize("", " ") }
}'
one 'probe process.begin { x = fact(3) for (i = 0; i < x; i++) { r = randint(1000000) same += r == last; last = r } println(same < 3) }'
# >>> out
# -- probe process.begin { if ("ab" =~ "(a)") { println(matched(1)) println("v=", user_string(8)) } println("went on") }
# a
# ERROR: user string copy fault -14 at 0x8 [man error::fault] near identifier 'user_string'
# -- probe process.begin { if ("zb" =~ "(a)") println(matched(1), user_string(8)) println("went on") }
# went on
# -- probe process.begin { if (fact(3) == 6) println("v=", kernel_int(8)) }
# ERROR: kernel int copy fault at 0x8 [man error::fault] near identifier 'kernel_int'
# -- probe process.begin { if (fact(3) == 6) println("v=", @cast(8, "task_struct")->pid) }
# ERROR: read fault [man error::fault] at .pid near operator '@cast'
# -- probe process.begin { if (usymname(uaddr()) != "-") println("v=", stringat("a", pid())) }
# ERROR: Position out of bounds near identifier 'stringat'
# -- function f(p) { if (p == 8) error("mine") return execname() } probe process.begin { if (fact(3) == 6) { println(1) f(8) } }
# 1
# ERROR: mine near identifier 'f'
# -- probe process.begin { for (i = 0; i < fact(2); i++) try { println(user_string(8)) } catch (e) { println("c ", e) } println("after") }
# c user string copy fault -14 at 0x8 [man error::fault]
# c user string copy fault -14 at 0x8 [man error::fault]
# after
# -- function g(n) { return n < 2 ? kernel_int(8) : n * g(n - 1) } probe process.begin { try { println(g(3)) } catch { println("c") } }
# c
# -- function f() { println("in f") return execname() } probe process.begin { if ("zb" =~ "(a)") println(matched(1), f()) if (fact(2) == 2) println(f()) }
# in f
# true
# -- probe process.begin {
# 	t = tokenize(execname() . "=b c=d e=f", " ")
# 	while (t != "") { if (t =~ "(.*)=(.)") println(matched(1), matched(2)) t = tokenize("", " ") }
# }
# trueb
# cd
# ef
# -- probe process.begin { x = fact(3) for (i = 0; i < x; i++) { r = randint(1000000) same += r == last; last = r } println(same < 3) }
# 1
# <<<
