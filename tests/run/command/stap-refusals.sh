#!/bin/sh
# @@only: host   @@timeout: 240   @@why: which programs are refused, and by which pass: one a line, PASS|OPTIONS|PROGRAM
cd "$TMP"; HOME=$TMP; export HOME; unset XDG_CACHE_HOME
n=0
while IFS='|' read -r want opts text; do
	pass=3; case $want in 4F | ok4) pass=4 ;; esac
	# shellcheck disable=SC2086
	if "$SONDE" stap -p$pass -e "$text" $opts >out 2>err </dev/null; then got=ok; else
		got=$(sed -n 's/^Pass \([1-5]\): .* failed.*/\1F/p' err); fi
	n=$((n + 1))
	[ "$got" = "${want%4}" ] || [ "$got" = "$want" ] || echo "expected $want, was $got: $opts|$text"
done <<'EOF'
ok||probe begin { x = 1_000 ; _000 = 2 print(_000) print(x) }
1F||probe begin { x = 7up }
1F||probe begin { x = 08 }
1F||probe begin { x = 0x }
1F||probe begin { x = 0xg1 }
ok||probe begin { x = 0xFFFFFFFFFFFFFFFF print(x) }
1F||probe begin { x = 0x1FFFFFFFFFFFFFFFF print(x) }
ok||probe begin { x = 18446744073709551615 print(x) }
1F||probe begin { x = 18446744073709551616 print(x) }
ok||probe begin { x = -9223372036854775808 print(x) }
2F||probe begin { x = 1.5 print(x) }
1F||probe begin { x = 'c' }
ok||probe begin { print("\q\z\"\\\a\b\t\n\v\f\r\0\377\x41\x4G") }
ok||probe begin { print("x") } /* open
ok||probe begin { print("x") } // no newline
1F||;
1F||probe begin { print("x") };
1F||
1F||/* nothing */
1F||%( 1 == 0 %? probe begin {print(1)} %)
ok||probe begin{print(1)}probe end{print(2)}
1F||probe begin { ` }
1F||probe begin { x = 1 \ }
ok||probe begin { x=1 y=2 println(x,y) }
1F||probe begin { if (1) print(1); else; else print(2) }
ok||probe begin { {{{}}} { print(1) } }
1F||probe begin { { print(1) }
1F||probe begin { print(1) }}
1F||probe begin print(1)
1F||probe { print(1) }
1F||probe begin, { print(1) }
1F||probe , begin { print(1) }
1F||begin { print(1) }
1F||print(1)
1F||function f { return 1 }
1F||function () { return 1 }
1F||function f( { return 1 }
1F||function f(a b) { return 1 }
ok||function f(a,) { return a } probe begin { print(f(1)) }
1F||function f(,a) { return a } probe begin { print(f(1)) }
1F||function f(a,,b) { return a } probe begin { print(f(1)) }
1F||function f:int(a) { return a } probe begin { print(f(1)) }
1F||function f(a:char) { return a } probe begin { print(f(1)) }
1F||function f(a) return a probe begin { print(f(1)) }
1F||function f(a):0 { return a } probe begin { print(f(1)) }
1F||function f(a):-1 { return a } probe begin { print(f(1)) }
1F||function f(a):"x" { return a } probe begin { print(f(1)) }
ok||function f(a):5 { return a } probe begin { print(f(1)) }
ok||function f:long(a:long):5 { return a } probe begin { print(f(1)) }
1F||function f(a,a) { return a } probe begin { print(f(1)) }
1F||function f(1) { return a } probe begin { print(f(1)) }
1F||function 1f(a) { return a } probe begin { print(1) }
1F||function if(a) { return a } probe begin { print(1) }
1F||global if probe begin { print(1) }
1F||global probe begin { print(1) }
1F||global 1a probe begin { print(1) }
1F||global a, probe begin { print(1) }
1F||global a,, b probe begin { print(1) }
1F||global ,a probe begin { print(1) }
1F||global a; b probe begin { print(1) }
ok||global a, b; global c probe begin { a=b+c print(a) }
1F||global a = probe begin { print(1) }
1F||global a = b probe begin { print(1) }
1F||global a = 1+1 probe begin { print(a) }
1F||global a[] probe begin { print(1) }
1F||global a[b] probe begin { print(1) }
1F||global a["5"] probe begin { print(1) }
1F||global a[5 probe begin { print(1) }
1F||global a[-1] probe begin { print(1) }
1F||global a[0] probe begin { print(1) }
1F||global a[5] = 3 probe begin { print(1) }
1F||global a[5,6] probe begin { print(1) }
1F||global a[5][6] probe begin { print(1) }
ok||global a%[5] probe begin { a[1]=1 }
ok||global a% probe begin { a[1]=1 }
1F||global a[5]% probe begin { a[1]=1 }
1F||global a%% probe begin { a[1]=1 }
2F||global a% probe begin { a=1 print(a)}
2F||global a% probe begin { a<<<1 print(@count(a))}
1F||global a, a probe begin { a=1 print(a)}
1F||global a; global a probe begin { a=1 print(a)}
1F||global a; private a probe begin { a=1 print(a)}
ok||private a probe begin { a=1 print(a)}
ok||private global a, b = "x" probe begin { a=1 print(a) print(b) }
ok||private function f() { return 1 } probe begin { print(f()) }
1F||private probe begin { print(1) }
1F||private private a probe begin { print(1) }
1F||private global function f() {} probe begin { print(1) }
ok||global a = "x" "y" probe begin { print(a) }
ok||global a = -5 probe begin { print(a) }
ok||global a = - 5 probe begin { print(a) }
1F||global a = +5 probe begin { print(a) }
1F||global a = "x", probe begin { print(a) }
1F||global a:long probe begin { print(a) }
1F||global a:long = 5 probe begin { print(a) }
1F||probe begin { if 1 print(1) }
1F||probe begin { if (1 print(1) }
1F||probe begin { if () print(1) }
1F||probe begin { while 1 print(1) }
1F||probe begin { while () print(1) }
1F||probe begin { for (;) print(1) }
1F||probe begin { for (i=0;i<3) print(1) }
1F||probe begin { for (i=0,j=0;i<3;i++) print(1) }
1F||probe begin { for (i=0;i<3;i++;) print(1) }
ok||probe begin { for (;;) { print(1) break } }
ok||probe begin { for (i=0;;i++) if (i>3) break; print(i) }
1F||probe begin { for (int i=0;i<3;i++) print(1) }
1F||probe begin { do { print(1) } while (0) }
1F||probe begin { return }
1F||probe begin { return 1 }
ok||function f() { return } probe begin { f() print(1) }
ok||function f() { if (1) { return } print(1) } probe begin { f() }
2F||function f() { return } probe begin { print(f()) }
3F||probe begin { break }
3F||probe begin { continue }
3F||probe begin { if (1) break; print(2) }
ok||probe begin { next print(2) }
ok||function f() { next } probe begin { f() print(1) }
1F||probe begin { try print(1) catch { } }
1F||probe begin { try { print(1) } }
1F||probe begin { try { print(1) } catch print(2) }
1F||probe begin { try { print(1) } catch (1) { } }
1F||probe begin { try { print(1) } catch () { } }
1F||probe begin { try { print(1) } catch (a,b) { } }
1F||probe begin { try { print(1) } catch ("x") { } }
1F||probe begin { catch { } }
1F||probe begin { try { print(1) } finally { } }
ok||probe begin { try { print(1) } catch { print(2) } }
ok||probe begin { try { print(1) } catch (e) { print(e) } }
ok||probe begin { try { try { error("x") } catch (e) { error(e) } } catch (f) { print(f) } }
2F||probe begin { try { error("x") } catch (e) { print(e+1) } }
2F||probe begin { e = 1 try { error("x") } catch (e) { print(e) } }
2F||global e probe begin { e[1] = 1 try { error("x") } catch (e) { print(e[1]) } }
ok||global e probe begin { try { error("x") } catch (e) { print(e) } }
1F||global a probe begin { delete }
2F||probe begin { delete 5 }
2F||probe begin { delete "x" }
2F||probe begin { delete 1+1 }
ok||probe begin { x = 1 delete x print(x) }
ok||global a probe begin { a[1] = 1 delete a[1] delete a }
ok||global a probe begin { a[1,2] = 1 delete a[1,*] delete a[*,*] delete a[*,2] }
2F||global a probe begin { a[1,2] = 1 delete a[1] }
2F||global a probe begin { a[1,2] = 1 delete a["x",2] }
2F||global a probe begin { a[1,2] = 1 print(a[1,*]) }
2F||global a probe begin { a[1,*] = 1 }
2F||global a probe begin { a[1,2] = 1 a[*,2]++ }
ok||global a probe begin { a[1,2] = 1 if ([1,*] in a) print(1) if ([*,*] in a) print(2) }
1F||global a probe begin { a[1] = 1 if (* in a) print(1) }
ok||global a probe begin { a[1] = 1 if ([*] in a) print(1) }
1F||global a probe begin { a[1] = 1 if ([] in a) print(1) }
1F||global a probe begin { a[] = 1 }
1F||global a probe begin { a[1,] = 1 }
1F||global a probe begin { a[,1] = 1 }
1F||global a probe begin { a[1 2] = 1 }
1F||global a probe begin { a[1 = 1 }
1F||global a probe begin { a[1] = 1 if (1 in 2) print(1) }
1F||global a probe begin { a[1] = 1 if (1 in a[1]) print(1) }
1F||global a probe begin { a[1] = 1 if (1 in (a)) print(1) }
1F||global a probe begin { a[1] = 1 x = [1,2] }
2F||global a probe begin { a[1] = 1 if ("x" in a) print(1) }
2F||global a probe begin { a[1] = 1 if ([1,2] in a) print(1) }
2F||global a probe begin { a = 1 if (1 in a) print(1) }
2F||probe begin { if (1 in a) print(1) }
2F||probe begin { a = 1 if (1 in a) print(1) }
1F||global a probe begin { a[1] = 1 foreach (in a) print(1) }
1F||global a probe begin { a[1] = 1 foreach () print(1) }
1F||global a probe begin { a[1] = 1 foreach (x) print(1) }
1F||global a probe begin { a[1] = 1 foreach (x in) print(1) }
1F||global a probe begin { a[1] = 1 foreach x in a print(1) }
1F||global a probe begin { a[1] = 1 foreach ([] in a) print(1) }
1F||global a probe begin { a[1] = 1 foreach ([x in a) print(1) }
1F||global a probe begin { a[1] = 1 foreach ([x,] in a) print(1) }
1F||global a probe begin { a[1] = 1 foreach (x,y in a) print(1) }
1F||global a probe begin { a[1] = 1 foreach (x+ in a-) print(1) }
1F||global a probe begin { a[1,2] = 1 foreach ([x+,y+] in a) print(1) }
1F||global a probe begin { a[1] = 1 foreach (x++ in a) print(1) }
1F||global a probe begin { a[1] = 1 foreach (x in a++) print(1) }
1F||global a probe begin { a[1] = 1 foreach (x in a +-) print(1) }
1F||global a probe begin { a[1] = 1 foreach (x in a limit) print(1) }
1F||global a probe begin { a[1] = 1 foreach (x in a 5) print(1) }
1F||global a probe begin { a[1] = 1 foreach (x in a limit 5 limit 6) print(1) }
1F||global a probe begin { a[1] = 1 foreach (x limit 5 in a) print(1) }
2F||global a probe begin { a[1] = 1 foreach (x in a limit "5") print(1) }
ok||global a probe begin { a[1] = 1 foreach (x in a limit 5+1*2) print(1) }
ok||global a probe begin { a[1] = 1 foreach (x in a limit -1) print(1) }
ok||global a probe begin { a[1] = 1 n=2 foreach (v = x in a- limit n) println(v, x) }
ok||global a probe begin { a[1] = 1 foreach (v- = x in a) printdln(" ", v, x) }
ok||global a probe begin { a[1] = 1 foreach (v = [x-] in a) printdln(" ", v, x) }
1F||global a probe begin { a[1] = 1 foreach (v- = [x-] in a) printdln(" ", v, x) }
1F||global a probe begin { a[1] = 1 foreach (v = w = x in a) printdln(" ", v, x) }
1F||global a probe begin { a[1] = 1 foreach ([v] = x in a) printdln(" ", v, x) }
1F||global a probe begin { a[1] = 1 foreach (1 in a) print(1) }
1F||global a probe begin { a[1] = 1 foreach ("x" in a) print(1) }
1F||global a probe begin { a[1] = 1 foreach (x in 5) print(1) }
1F||global a probe begin { a[1] = 1 foreach (x in "a") print(1) }
1F||global a probe begin { a[1] = 1 foreach (x in a[]) print(1) }
2F||global a probe begin { a[1] = 1 foreach (x in a["x"]) print(1) }
2F||global a probe begin { a[1] = 1 foreach (x in a[1,2]) print(1) }
ok||global a probe begin { a[1,"x"] = 1 foreach ([x,y] in a[*,"x"]) print(y) }
ok||global a probe begin { a[1,"x"] = 1 foreach ([x,y] in a[*,*]- limit 3) print(y) }
1F||global a probe begin { a <<< 1 foreach (x in a @count) print(1) }
1F||global a probe begin { a[1] <<< 1 foreach (x in a @foo+) print(1) }
1F||global a probe begin { a[1] <<< 1 foreach (x in a @hist_log+) print(1) }
1F||global a probe begin { a[1] <<< 1 foreach (x+ in a @count+) print(1) }
ok||global a probe begin { a[1] <<< 1 foreach (x in a @sum-) print(x) }
ok||global a probe begin { a[1] <<< 1 foreach (x in a @avg + limit 2) print(x) }
2F||global a probe begin { a[1] = 1 foreach (x in a @count+) print(x) }
2F||global a probe begin { a = 1 foreach (x in a) print(x) }
2F||probe begin { foreach (x in a) print(x) }
2F||global a probe begin { a[1,2] = 1 foreach (x in a) print(x) }
2F||global a probe begin { a[1] = 1 foreach ([x,y] in a) print(x) }
2F||global a probe begin { a[1] = 1 foreach (x in a) print(x . "a") }
2F||global a probe begin { a[1] = 1 foreach (x in a) a[x] = 2 }
2F||global a probe begin { a[1] = 1 foreach (x in a) delete a[x] }
2F||global a probe begin { a[1] = 1 foreach (x in a) delete a }
2F||global a probe begin { a[1] = 1 foreach (x in a) a[x]++ }
2F||global a function f() { a[1]++ } probe begin { a[1] = 1 foreach (x in a) f() }
2F||global a function f() { a[1]++ } function g() { f() } probe begin { a[1] = 1 foreach (x in a) g() }
2F||global a probe begin { a[1] <<< 1 foreach (x in a) a[x] <<< 1 }
2F||global a probe begin { a[1] <<< 1 foreach (v = x in a) print(v) }
ok||global a probe begin { a <<< 1 foreach (b in @hist_log(a)) print(b) }
ok||global a probe begin { a[1] <<< 1 foreach (b in @hist_log(a[1])) print(@hist_log(a[1])[b]) }
1F||global a probe begin { a <<< 1 foreach (b in @hist_linear(a)) print(b) }
1F||global a probe begin { a <<< 1 foreach (b in @hist_linear(a,1,2)) print(b) }
ok||global a probe begin { a <<< 1 foreach (b in @hist_linear(a,1,2,1)) print(b) }
1F||global a probe begin { a <<< 1 foreach (b in @count(a)) print(b) }
1F||global a probe begin { a <<< 1 print(@hist_linear(a,1,"x",1)) }
1F||global a probe begin { a <<< 1 n=1 print(@hist_linear(a,1,10,n)) }
1F||global a probe begin { a <<< 1 print(@hist_linear(a,1,10,1,2)) }
1F||global a probe begin { a <<< 1 print(@hist_log(a,1)) }
1F||global a probe begin { a <<< 1 x = @hist_log(a) }
1F||global a probe begin { a <<< 1 println(1, @hist_log(a)) }
2F||global a probe begin { a <<< 1 print(@hist_linear(a,1,10,1)) print(@hist_linear(a,1,10,2)) }
ok||global a probe begin { a <<< 1 print(@hist_linear(a,1,10,1)) print(@hist_linear(a,1,10,1)) }
1F||probe begin. { print(1) }
1F||probe .begin { print(1) }
1F||probe begin() { print(1) }
1F||probe begin(x) { print(1) }
ok||probe begin(-1) { print(1) }
ok||probe begin(0x10) { print(1) }
2F||probe begin("x") { print(1) }
1F||probe begin(1,2) { print(1) }
1F||probe begin(1)(2) { print(1) }
1F||probe begin(1+1) { print(1) }
1F||probe begin(9999999999999999999999) { print(1) }
1F||probe "begin" { print(1) }
1F||probe 5 { print(1) }
1F||probe begin end { print(1) }
1F||probe begin; end { print(1) }
ok||probe begin, end, error { print(1) }
ok||probe begin?, end! { print(1) }
1F||probe begin?? { print(1) }
1F||probe begin!? { print(1) }
1F||probe begin?.x { print(1) }
ok||probe begin ? { print(1) }
2F||probe begin.end { print(1) }
2F||probe beg { print(1) }
2F||probe begin, beg { print(1) }
ok||probe begin, beg? { print(1) }
ok||probe begin, beg! { print(1) }
2F||probe beg? { print(1) }
ok||probe never { print(1) }
2F||probe never { print(1+"x") }
2F||probe never(1) { print(1) }
2F||probe timer { print(1) }
2F||probe timer.ms { print(1) }
2F||probe timer.ms("x") { print(1) }
2F||probe timer.ms(0) { print(1) }
2F||probe timer.ms(-5) { print(1) }
2F||probe timer.s(99999999) { print(1) }
2F||probe timer.foo(1) { print(1) }
ok||probe timer.ms(10).randomize(5) { print(1) }
2F||probe timer.ms(10).randomize(15) { print(1) }
2F||probe timer.ms(10).randomize { print(1) }
2F||probe timer.ms(10).randomize(1).randomize(1) { print(1) }
2F||probe timer.hz(10).randomize(5) { print(1) }
2F||probe timer.hz(0) { print(1) }
ok||probe timer.hz(10) { print(1) }
ok||probe timer.s(1),timer.sec(1),timer.ms(1),timer.msec(1),timer.us(100),timer.usec(100),timer.ns(100000),timer.nsec(100000),timer.jiffies(10) { print(1) }
ok||probe timer.jiffies(10).randomize(3) { print(1) }
ok||probe timer.profile { print(1) }
ok||probe timer.profile.tick { print(1) }
2F||probe timer.profile(5) { print(1) }
ok||probe timer.profile.freq.hz(1000) ? , begin { print(1) }
ok||probe timer.* ? , begin { print(1) }
ok||probe beg* { print(1) }
ok||probe *egin { print(1) }
2F||probe b*x { print(1) }
1F||probe be gin { print(1) }
1F||probe be *n { print(1) }
1F||probe beg * { print(1) }
ok||probe {begin,end} { print(1) }
ok||probe {begin,end}? { print(1) }
ok||probe timer.{s(1),ms(5)} { print(1) }
1F||probe timer.{s,ms}(5) { print(1) }
ok||probe timer.{s(1),{ms(5),us(100)}} { print(1) }
ok||probe {timer.{s(1),ms(5)},begin} { print(1) }
1F||probe {} { print(1) }
1F||probe {begin { print(1) }
1F||probe {begin,} { print(1) }
1F||probe timer.{ms(5)?}.randomize(1) { print(1) }
2F||probe timer.{ms(5),s(1)}.randomize(1) { print(1) }
ok||probe timer.{ms(5)?,s(1)!} { print(1) }
1F||probe timer.{ms(5) if (1)} { print(1) }
1F||probe ti{mer}.ms(5) { print(1) }
1F||probe begin{print(1)
ok||global x probe begin if (x == 0) { x = 1 }
ok||global x probe begin if (x) { x = 1 print(2) }
1F||global x probe begin if x { print(1) }
1F||global x probe begin if (x { print(1) }
1F||global x probe begin if () { print(1) }
1F||global x probe begin if (x) if (x) { print(1) }
1F||global x probe begin if (x)? { print(1) }
ok||global x probe begin? if (x) { x=1 print(1) }
1F||global x probe begin if (x).foo { print(1) }
ok||global x,y probe begin if (x && !y || x == 3), end if (y) { x=1 y=1 print(1) }
2F||global x probe begin if (x++) { print(1) }
2F||global x probe begin if (x=1) { print(1) }
2F||probe begin if (y) { print(1) }
2F||global x probe begin if (f()) { print(1) } function f() { return 1 }
2F||global x probe begin if (pid()==1) { print(1) }
2F||global x probe begin if ("a") { print(1) }
ok||global x="a" probe begin if (x=="a") { x="b" print(1) }
2F||global x="a" probe begin if (x) { x="b" print(1) }
2F||global x probe begin if (x."a") { print(1) }
ok||global x probe begin if (x[1]) { x[1]=1 }
ok||global x probe begin if (1 in x) { x[1]=1 }
ok||global x probe timer.s(1) if (x) { x=1 } probe timer.s(2) if (x) { x=0 }
ok||global x probe begin if (@count(x)) { x <<< 1 }
2F||probe begin if ($x) { print(1) }
ok||probe begin if (1) { print(1) }
ok||probe begin if (0) { print(1) }
2F||probe begin if (print(1)) { print(1) }
2F||probe begin if (sprintf("x") == "x") { print(1) }
ok||probe a = begin { x = 1 } probe a { print(x) }
ok||probe a = begin { x = 1 } probe a { print(1) }
ok||probe a = b = begin { x = 1 } probe a, b { print(x) }
ok||probe a = begin, end { x = 1 } probe a { print(x) }
ok||probe a += begin { print(x) } probe a { x = 1 }
ok||probe a = begin { x = 1 }, { print(y) } probe a { y = x }
1F||probe a += begin { x = 1 }, { print(y) } probe a { y = x }
1F||probe a = begin { x = 1 }, probe a { y = x }
1F||probe a = begin { x = 1 } { print(2) }
1F||probe a = { print(2) }
1F||probe a == begin { print(2) }
1F||probe a, b = begin { print(2) }
1F||probe a? = begin { print(2) } probe a { print(1) }
1F||probe a! = begin { print(2) } probe a { print(1) }
2F||probe a(1) = begin { print(2) } probe a { print(1) }
2F||probe a("x") = begin { print(2) } probe a { print(1) }
2F||probe a* = begin { print(2) } probe a* { print(1) }
1F||probe @a = begin { print(2) } probe a { print(1) }
1F||probe {a,b} = begin { print(2) } probe a { print(1) }
ok||probe a.b.c = begin { print(2) } probe a.b.c { print(1) }
ok||probe a.b.c = begin { print(2) } probe a.*.c, a.b.*, a.** { print(1) }
2F||probe a.b.c = begin { print(2) } probe a.b { print(1) }
2F||probe a.b.c = begin { print(2) } probe a.b.d { print(1) }
ok||probe a.b.c = begin { print(2) } probe a.b.d = end { print(3) } probe a.b.{c,d} { print(1) }
ok||probe a.b.c = begin { print(2) } probe a.b.d = end { print(3) } probe a.b.* { print(1) }
2F||probe a = a { print(2) } probe a { print(1) }
2F||probe a = b { print(2) } probe b = a { print(2) } probe a { print(1) }
2F||probe a.* = a.* { print(2) } probe a { print(1) }
2F||probe a.b = a.* { print(2) } probe a.b { print(1) }
ok||probe a = begin { print(2) } probe a = end { print(3) } probe a { print(1) }
2F||probe a = begin { print(2) } probe a(5) { print(1) }
2F||probe a = begin { print(2) } probe a.foo { print(1) }
ok||probe a = timer.ms(100) { print(2) } probe a.randomize(5) { print(1) }
2F||probe a = begg { print(2) } probe a { print(1) }
ok||probe a = begg? { print(2) } probe a?, begin { print(1) }
ok||probe a = begg { print(2) } probe a?, begin { print(1) }
ok||probe a = begg { print(2) } probe begin { print(1) }
ok||probe a = begin? { print(2) } probe a { print(1) }
ok||global x probe a = begin if (x) { print(2) } probe a if (x == 1) { x=1 print(1) }
ok||probe a = begin { if (0) next } probe a { print(1) }
1F||probe a = begin { return } probe a { print(1) }
2F||probe a = begin { x = "s" } probe a { print(x+1) }
ok||probe a = begin { x = 1 y = "s" } probe a { print(y) }
ok||probe begin.x = begin { x = 1 } probe begin.x { print(x) }
2F||probe begin = begin { x = 1 } probe begin { print(x) }
ok||probe a = never { x = 1 } probe a { print(x) }
ok||probe probe = begin { print(1) } probe probe { print(2) }
1F||probe a = begin { print(1) } probe a
1F||probe
1F||probe a =
1F||probe a.return
2F||probe a.return { print(1) }
ok||@define A %( 1 %) probe begin { print(@A) }
ok||@define A(x) %( @x + 1 %) probe begin { print(@A(2)) }
ok||@define A(x,y) %( @x(@y) %) probe begin { @A(print, 4) }
ok||@define A(x,y) %( @x . @y %) probe begin { print(@A("a,b", "c)")) }
ok||@define A() %( 1 %) probe begin { print(@A()) }
1F||@define A(x) %( 1 %) probe begin { print(@A) }
1F||@define A(x) %( 1 %) probe begin { print(@A(1,2)) }
1F||@define A(x,y) %( 1 %) probe begin { print(@A(1)) }
1F||@define A(x) %( 1 %) probe begin { print(@A(1) }
1F||@define A(x %( 1 %) probe begin { print(@A(1)) }
1F||@define A(x,) %( 1 %) probe begin { print(@A(1)) }
1F||@define A(1) %( 1 %) probe begin { print(@A(1)) }
1F||@define A 1 probe begin { print(@A) }
1F||@define A %( 1 probe begin { print(@A) }
1F||@define %( 1 %) probe begin { print(@A) }
1F||@define @A %( 1 %) probe begin { print(@A) }
1F||@define "A" %( 1 %) probe begin { print(@A) }
1F||@define 5 %( 1 %) probe begin { print(1) }
1F||@define A { 1 } probe begin { print(@A) }
1F||@define
1F||@define A
1F||@define A(
1F||@define A(x)
1F||@define A %( 1 %) @define A %( 2 %) probe begin { print(@A) }
ok||@define A %( 1 %) @define B %( @A + @A %) probe begin { print(@B) }
ok||@define B %( @A + @A %) @define A %( 1 %) probe begin { print(@B) }
1F||@define A %( @A %) probe begin { print(@A) }
1F||@define A %( @B %) @define B %( @A %) probe begin { print(@A) }
1F||@define A %( @define B %( 1 %) %) probe begin { @A print(@B) }
1F||@define define %( 1 %) probe begin { print(1) }
ok||@define count %( 1 %) probe begin { print(1) }
ok||@define if %( 1 %) probe begin { print(@if) }
ok||@define probe %( probe begin { print(1) } %) @probe
ok||@define P(n) %( probe @n { print(1) } %) @P(begin) @P(end)
ok||@define A %( "a" %) @define B %( "b" %) probe begin { print(@A @B "c") }
ok||@define N %( timer.ms(100) %) probe @N { print(1) }
1F||probe begin { print(@x) }
1F||@define A(x) %( @y %) probe begin { print(@A(1)) }
ok||@define A(x) %( @x %) probe begin { print(1) @A() }
ok||@define A(x,y) %( @x @y %) probe begin { print(1) @A(,) }
1F||@define A(x,y) %( @x @y %) probe begin { print(1) @A() }
ok||@define A(x) %( %( @x == 1 %? print(1) %: print(2) %) %) probe begin { @A(1) @A(2) }
ok||@define A(x) %( foreach (k in @x) print(k) %) global z probe begin { z[1]=1 @A(z) }
ok||@define A %( %) probe begin { print(1) @A }
1F||@define A %( print( %) probe begin { @A }
ok||@define A %( print( %) probe begin { @A 1) }
ok||%( 1 == 1 %? probe begin { print(1) } %)
ok||%( 1 == 0 %? junk 08 "x" %: probe begin { print(1) } %)
ok||%( 1 == 1 && 2 == 2 %? probe begin { print(1) } %)
ok||%( 1 == 0 || 2 == 2 %? probe begin { print(1) } %)
ok||%( 1 == 1 || 2 == 2 && 3 == 4 %? probe begin { print(1) } %)
1F||%( 1 == 1 && %? probe begin { print(1) } %)
1F||%( 1 == 1 & 2 == 2 %? probe begin { print(1) } %)
1F||%( && 1 == 1 %? probe begin { print(1) } %)
1F||%( 1 == %? probe begin { print(1) } %)
1F||%( == 1 %? probe begin { print(1) } %)
1F||%( 1 %? probe begin { print(1) } %)
1F||%( %? probe begin { print(1) } %)
1F||%( 1 = 1 %? probe begin { print(1) } %)
1F||%( 1 == 1 probe begin { print(1) } %)
1F||%( 1 == 1 %? probe begin { print(1) }
1F||%( 1 == 1 %? probe begin { print(1) } %: probe end { print(1) }
1F||%( 1 == 1 %? probe begin { print(1) } %? probe end { print(1) } %)
1F||%( 1 == 1 %? probe begin { print(1) } %: probe end { print(1) } %: %)
1F||%( 1 == 0 %? probe begin { print(1) } %: probe end { print(1) } %: %)
1F||%( (1 == 1) %? probe begin { print(1) } %)
1F||%( !(1 == 1) %? probe begin { print(1) } %)
1F||%( foo == 1 %? probe begin { print(1) } %)
1F||%( foo == "x" %? probe begin { print(1) } %)
1F||probe begin { print(1) } %)
1F||probe begin { print(1) } %?
1F||probe begin { print(1) } %:
1F||%( 1 == "1" %? probe begin { print(1) } %)
1F||%( "1" == 1 %? probe begin { print(1) } %)
1F||%( kernel_v > 4 %? probe begin { print(1) } %)
1F||%( kernel_v > 4.15 %? probe begin { print(1) } %)
1F||%( kernel_v ~ "4" %? probe begin { print(1) } %)
ok||%( kernel_v > "2.6" %? probe begin { print(1) } %)
ok||%( kernel_v >= "2.6.9" && kernel_v < "99" %? probe begin { print(1) } %)
ok||%( kernel_v != "2.*" %? probe begin { print(1) } %)
ok||%( kernel_vr == "*" %? probe begin { print(1) } %)
1F||%( kernel_v > "2.*" %? probe begin { print(1) } %)
1F||%( kernel_vr <= "2.[6]" %? probe begin { print(1) } %)
1F||%( "2.6" == kernel_v %? probe begin { print(1) } %)
1F||%( arch == x86_64 %? probe begin { print(1) } %)
1F||%( arch > "x" %? probe begin { print(1) } %)
1F||%( arch == 1 %? probe begin { print(1) } %)
1F||%( "x86_64" == arch %? probe begin { print(1) } %)
ok||%( arch == "x86*" || arch != "x86_*" %? probe begin { print(1) } %)
ok||%( arch == "i?86" %? foo %: probe begin { print(1) } %)
1F||%( runtime == kernel %? probe begin { print(1) } %)
1F||%( runtime < "kernel" %? probe begin { print(1) } %)
ok||%( runtime == "kernel" %? probe begin { print(1) } %)
ok||%( runtime == "k*" %? probe begin { print(1) } %)
ok|--runtime=dyninst|%( runtime == "dyninst" %? probe begin { print(1) } %)
ok|--bpf|%( runtime == "bpf" %? probe begin { print(1) } %)
1F||%( guru_mode == "0" %? probe begin { print(1) } %)
1F||%( guru_mode == 2 %? probe begin { print(1) } %)
1F||%( guru_mode < 1 %? probe begin { print(1) } %)
1F||%( 0 == guru_mode %? probe begin { print(1) } %)
ok||%( guru_mode == 0 %? probe begin { print(1) } %)
ok|-g|%( guru_mode != 0 %? probe begin { print(1) } %)
1F|-g|%( guru_mode %? probe begin { print(1) } %)
ok||%( systemtap_v >= "4.0" %? probe begin { print(1) } %)
1F||%( systemtap_v >= 4 %? probe begin { print(1) } %)
ok|--compatible=1.2|%( systemtap_v <= "1.2" %? probe begin { print(1) } %)
1F||%( systemtap_privilege == 1 %? probe begin { print(1) } %)
1F||%( systemtap_privilege > "stapusr" %? probe begin { print(1) } %)
ok||%( systemtap_privilege == "stapdev" %? probe begin { print(1) } %)
ok|--privilege=stapusr|%( systemtap_privilege == "stapusr" %? probe begin { print(1) } %)
ok|--privilege=stapsys|%( systemtap_privilege != "stapusr" %? probe begin { print(1) } %)
ok||%( CONFIG_NOT_THERE_AT_ALL == "" %? probe begin { print(1) } %)
ok||%( CONFIG_NOT_THERE_AT_ALL == "y" %? foo %: probe begin { print(1) } %)
ok||%( CONFIG_NOT_THERE_AT_ALL == 0 %? probe begin { print(1) } %)
ok||%( CONFIG_NOT_THERE_AT_ALL < 5 %? probe begin { print(1) } %)
1F||%( CONFIG_SMP < "y" %? probe begin { print(1) } %)
1F||%( CONFIG_SMP == y %? probe begin { print(1) } %)
1F||%( CONFIG_SMP %? probe begin { print(1) } %)
ok||%( CONFIG_SMP == CONFIG_SMP %? probe begin { print(1) } %)
1F||%( "y" == CONFIG_SMP %? probe begin { print(1) } %)
1F||%( CONFIG_SMP == kernel_v %? probe begin { print(1) } %)
ok||%( "abc" < "abd" && "b" > "a" && "a" <= "a" && "a" >= "a" && "a" != "b" %? probe begin { print(1) } %)
ok||%( "abc" == "a*" %? junk %: probe begin { print(1) } %)
ok||%( "a*" == "a*" %? probe begin { print(1) } %: junk %)
ok||%( 1 < 2 && 2 > 1 && 1 <= 1 && 2 >= 2 && 1 != 2 %? probe begin { print(1) } %)
ok||%( 10 > 9 %? probe begin { print(1) } %: junk %)
ok||%( 0x10 == 16 %? probe begin { print(1) } %: junk %)
ok||%( "10" < "9" %? probe begin { print(1) } %: junk %)
ok||%( $# == 0 %? probe begin { print(1) } %: junk %)
ok||%( @# == "0" %? probe begin { print(1) } %: junk %)
ok|-- 5|%( $# == 1 && $1 == 5 && @1 == "5" %? probe begin { print(1) } %: junk %)
ok||%( $# > 0 %? probe begin { print($1) } %: probe begin { print(1) } %)
ok||probe begin { print(%( 1 == 1 %? 5 %: 6 %)) }
ok||probe %( 1 == 1 %? begin %: end %) { print(1) }
ok||probe begin { x = %( 1 == 1 %? %( 2 == 3 %? 4 %: 5 %) %: 6 %) print(x) }
ok||probe begin { x = %( 1 == 2 %? %( junk %? 4 %: 5 %) %: 6 %) print(x) }
ok||%( 1 == 1 %? %( 1 == 2 %? %: probe begin { print(1) } %) %)
ok||probe begin { x = 5 %( 1 == 1 %? + 3 %) print(x) }
ok||probe begin { x = 7 % (3) print(x) }
1F||probe begin { x = 7 %(3) print(x) }
1F||probe begin { print($1) }
1F||probe begin { print(@1) }
1F||probe begin { print($0) }
1F|-- 5|probe begin { print($0) }
1F|-- 5|probe begin { print($2) }
1F|-- 5|probe begin { print($1x) }
ok|-- foo|probe begin { $1x = 1 print($1x) }
ok|-- 5|probe begin { print($1) print(@1) print($#) print(@#) }
ok|-- begin|probe $1 { print(@1) }
ok|-- 5 6|probe timer.ms($1) { print($2) }
1F|-- $1|probe begin { print($1) }
ok|-- $1|probe begin { print(@1) }
ok|-- a"b|probe begin { print(@1) }
ok|-- 1+2|probe begin { print($1) }
1F|-- 1+|probe begin { print($1) }
2F|-- x|probe begin { print($1) }
ok|-- -5|probe begin { print($1) }
ok|-- a b c|probe begin { println(argc) print(argv[1]) }
ok||probe begin { a = 1 b = 2 c = a ? b : 3 print(c) }
1F||probe begin { c = 1 ? 2 print(c) }
1F||probe begin { c = 1 ? : 2 print(c) }
1F||probe begin { c = 1 ?: 2 print(c) }
ok||probe begin { c = 1 ? "a" : 2 print(c) }
2F||probe begin { c = "x" ? 1 : 2 print(c) }
ok||probe begin { c = 1 ? 2 : 3 ? 4 : 5 print(c) }
ok||probe begin { c = 1 ? 2 ? 3 : 4 : 5 print(c) }
ok||probe begin { a=1 b = c = a += 3 print(b+c) }
2F||probe begin { 1 = 2 }
2F||probe begin { "x" = "y" }
2F||probe begin { a + 1 = 2 print(a) }
2F||probe begin { a = 1 (a+1)++ }
2F||probe begin { 4++ }
2F||probe begin { ++4 }
2F||probe begin { "a"++ }
2F||function f() { return 1 } probe begin { f() = 1 }
2F||function f() { return 1 } probe begin { f()++ }
ok||probe begin { a++ ++a a-- --a print(a) }
2F||probe begin { a = "x" a++ }
2F||probe begin { a = "x" print(-a) }
2F||probe begin { a = "x" print(!a) }
2F||probe begin { a = "x" print(~a) }
2F||probe begin { a = "x" print(a + 1) }
2F||probe begin { print("x" + "y") }
2F||probe begin { print("x" * 2) }
2F||probe begin { print(1 . 2) }
2F||probe begin { print("x" . 2) }
2F||probe begin { print("x" == 2) }
2F||probe begin { print("x" && 2) }
2F||probe begin { print("x" || "y") }
2F||probe begin { if ("x") print(1) }
2F||probe begin { while ("x") print(1) }
2F||probe begin { for (;"x";) print(1) }
2F||probe begin { print("x" & 1) }
2F||probe begin { a = 1 a .= "x" }
2F||probe begin { a = "x" a += 1 }
2F||probe begin { a = "x" a = 1 print(a) }
ok||probe begin { a = "x" a .= "y" print(a) }
ok||probe begin { print("a" < "b", "a" == "b") }
2F||probe begin { print(1 << 2 >> 1 >>> 1) }
1F||probe begin { a >>>= 1 }
1F||probe begin { a &&= 1 }
1F||probe begin { a ||= 1 }
1F||probe begin { a **= 1 }
1F||probe begin { a ** 1 }
1F||probe begin { a = }
1F||probe begin { a = 1 + }
1F||probe begin { a = * 1 }
1F||probe begin { a = (1 }
1F||probe begin { a = 1) }
1F||probe begin { a = () }
ok||probe begin { a = + 1 b = - - 1 c = !!1 d = ~-1 print(a+b+c+d) }
ok||probe begin { print(3 > 2 > 1) }
1F||probe begin { print("a" =~ "b" . 1) }
1F||probe begin { print("a" =~ "b" . "c") }
1F||probe begin { x = "b" print("a" =~ x) }
1F||probe begin { print("a" =~ 5) }
1F||probe begin { print("a" =~ ("b")) }
1F||probe begin { print("a" =~ "b" == 1) }
ok||probe begin { print(("a" =~ "b") == 1) }
2F||probe begin { print(1 =~ "b") }
2F||probe begin { print("a" =~ "(") }
2F||probe begin { print("a" =~ "[") }
2F||probe begin { print("a" =~ "*") }
2F||probe begin { print("a" =~ "a{2,1}") }
2F||probe begin { print("a" =~ "[[:foo:]]") }
ok||probe begin { print("a" =~ "^(a|b)*c+d?[^x-z]$" "y") }
ok||probe begin { print("a" !~ "b" && "c" =~ "d") }
ok||probe begin { if ("a" =~ "(b)") print(matched(1)) }
2F||probe begin { foo() }
2F||probe begin { print(foo(1)) }
2F||function f(a) { return a } probe begin { print(f()) }
2F||function f(a) { return a } probe begin { print(f(1,2)) }
2F||function f(a:long) { return a } probe begin { print(f("x")) }
2F||function f(a:string) { return a } probe begin { print(f(1)) }
2F||function f:long(a) { return "x" } probe begin { print(f(1)) }
2F||function f:string(a) { return 1 } probe begin { print(f(1)) }
2F||function f(a) { if (a) return 1; return "x" } probe begin { print(f(1)) }
2F||function f(a) { return a } probe begin { print(f(1)) print(f("x")) }
2F||function f(a) { } probe begin { x = f(1) print(x) }
2F||function f(a) { print(a) } probe begin { x = f(1) print(x) }
2F||function f() { return f() } probe begin { print(f()) }
ok||function f:long() { return f() } probe begin { print(f()) }
ok||function f(n) { return n < 2 ? 1 : n*f(n-1) } probe begin { print(f(5)) }
ok||function f(n) { if (n < 2) return 1 return n*f(n-1) } probe begin { print(f(5)) }
ok||function f(n) { return g(n) } function g(n) { return n ? f(n-1) : 0 } probe begin { print(f(5)) }
2F||function f(n) { return g(n) } function g(n) { return f(n) } probe begin { print(f(5)) }
2F||function f(n) { return g(n) } probe begin { print(f(5)) }
2F||function f(a) { a[1] = 2 return 1 } probe begin { print(f(5)) }
2F||global g function f(a) { return 1 } probe begin { g[1]=1 print(f(g)) }
2F||global g function f(a) { return 1 } probe begin { g<<<1 print(f(g)) }
ok||global f function f(a) { return a } probe begin { f=1 print(f(f)) }
ok||function f(a) { return a } function f(a) { return "s" } probe begin { print(f(1)) }
ok||function f(a) { next } function f(a) { return 2 } probe begin { print(f(1)) }
ok||function f() { return 1 } function f(a) { return a } function f(a,b) { return a+b } probe begin { print(f()+f(1)+f(1,2)) }
ok||function f(a):2 { return 1 } function f(a):1 { return 2 } probe begin { print(f(1)) }
2F||function f() { return 1 } function f(a) { return "x" } probe begin { print(f() . "") }
2F||probe begin { a[1] = 2 }
2F||probe begin { a <<< 2 }
2F||probe begin { print(a[1]) }
2F||global a probe begin { a = 1 a[1] = 2 }
2F||global a probe begin { a[1] = 1 a[1,2] = 2 }
2F||global a probe begin { a[1] = 1 a["x"] = 2 }
2F||global a probe begin { a[1] = 1 a[2] = "x" }
2F||global a probe begin { a[1] = 1 a = 5 }
2F||global a probe begin { a[1] = 1 print(a) }
2F||global a probe begin { a <<< 1 print(a) }
2F||global a probe begin { a <<< 1 a = 1 }
2F||global a probe begin { a = 1 a <<< 1 }
2F||global a probe begin { a <<< "x" }
2F||global a probe begin { a <<< 1 <<< 2 }
2F||global a probe begin { a <<< 1 b = a }
2F||global a probe begin { a <<< 1 a++ }
2F||global a probe begin { a <<< 1 print(a + 1) }
2F||global a probe begin { a <<< 1 print(@count(a[1])) }
2F||global a probe begin { a[1] <<< 1 print(@count(a)) }
2F||global a probe begin { a = 1 print(@count(a)) }
2F||probe begin { print(@count(a)) }
2F||probe begin { a = 1 print(@count(a)) }
2F||global a probe begin { a <<< 1 print(@count(a) . "x") }
1F||global a probe begin { a <<< 1 print(@count()) }
1F||global a probe begin { a <<< 1 print(@count) }
1F||global a probe begin { a <<< 1 print(@foo(a)) }
1F||global a probe begin { a <<< 1 print(@count(a, 1)) }
ok||global a probe begin { a <<< 1 print(@variance(a, 3) + @variance(a)) }
1F||global a probe begin { a <<< 1 print(@variance(a, 63)) }
1F||global a probe begin { a <<< 1 print(@variance(a, -1)) }
1F||global a probe begin { a <<< 1 print(@variance(a, "x")) }
1F||global a probe begin { a <<< 1 n=1 print(@variance(a, n)) }
2F||global a probe begin { a <<< 1 print(@count(5)) }
2F||global a probe begin { a <<< 1 print(@count("x")) }
2F||global a probe begin { a <<< 1 print(@count(a+1)) }
1F||probe begin { print() }
1F||probe begin { print }
1F||probe begin { printf() }
1F||probe begin { x="a" printf(x) }
1F||probe begin { printf(5) }
2F||probe begin { printf("%d") }
2F||probe begin { printf("x", 1) }
2F||probe begin { printf("%d %d", 1) }
1F||probe begin { printf("%y", 1) }
ok||probe begin { printf("%") }
2F||probe begin { printf("abc%", 1) }
2F||probe begin { printf("%d", "x") }
2F||probe begin { printf("%s", 1) }
ok||probe begin { printf("%%") printf("") printf("%5d %-5d|%05d %+d % d %#x %#o %x %X %o %u %i %p %c\n", 1,2,3,4,5,6,7,8,9,10,11,12,13,65) }
ok||probe begin { printf("%s %-10s %10s %.3s %*s %.*s\n", "a","b","c","d", 5, "e", 2, "f") }
ok||probe begin { printf("%1b%2b%4b%8b", 1,2,3,4) printf("%m %M %4m %3M", 0,0,0,0) }
2F||probe begin { printf("%*s", "x", "y") }
1F||probe begin { printf("%ll", 1) }
1F||probe begin { printf("%f", 1) }
1F||probe begin { printf("%e", 1) }
1F||probe begin { printf("%ld %lld %lx\n", 1,2,3) }
ok||probe begin { println() }
ok||probe begin { println(1,2,"x") }
1F||probe begin { printd(" ") }
1F||probe begin { printd(" ", 1) }
1F||probe begin { printd(1, 2, 3) }
1F||probe begin { x=" " printd(x, 2, 3) }
ok||probe begin { printd(" ", 1, "x") printdln(" ", 1, 2, 3) }
1F||probe begin { printdln() }
1F||probe begin { println(1 }
1F||probe begin { println(1,) }
1F||probe begin { println(,1) }
ok||probe begin { x = sprint(1) . sprintln("x") . sprintd(",",1,2) . sprintdln(",",1,2) . sprintf("%d", 3) print(x) }
2F||probe begin { x = sprint(1) + 1 print(x) }
2F||probe begin { x = print(1) print(x) }
2F||probe begin { x = printf("a") }
2F||probe begin { print(print(1)) }
2F||probe begin { print(foo) print(foo . "x") print(foo + 1)}
ok||probe begin { print(1,2,"x") }
ok||probe begin { x = sprint(1,2,"x") print(x) }
2F||probe begin { print(x) }
2F||probe begin { print(x) print(y) }
ok||probe begin { print_hist = 1 print(print_hist) }
1F||probe begin { print = 1 }
1F||probe begin { printf = 1 }
ok||function print(x) { return x } probe begin { print(1) }
2F||function print(x) { return x } probe begin { println(print(1)) }
ok||function println2(x) { return x } probe begin { print(println2(1)) }
ok||function log(x) { return 5 } probe begin { print(log(1)) }
ok||function exit() { print(1) } probe begin { exit() }
2F||probe begin { exit(1) }
2F||probe begin { exit("x") }
2F||probe begin { x = exit() }
2F||probe begin { log(1) }
2F||probe begin { log() }
2F||probe begin { error(5) }
2F||probe begin { warn() }
2F||probe begin { strlen(5) }
2F||probe begin { print(strlen("a","b")) }
2F||probe begin { print(substr("a")) }
2F||probe begin { print(pid(1)) }
2F||probe begin { print(pid) }
2F||probe begin { pid = execname() + 1 }
2F||probe begin { print(tokenize(1, " ")) }
2F||probe begin { print(strtol("5")) }
2F||probe begin { print(isinstr("5")) }
1F||probe begin { print(@defined()) }
1F||probe begin { print(@defined) }
1F||probe begin { print(@defined($x, $y)) }
ok||probe begin { print(@defined($x)) }
ok||probe begin { print(@defined($x) ? $x : 5) }
ok||probe begin { if (@defined($x)) print($x) else print(2) }
ok||probe begin { if (!@defined($x)) print(1) else print($x) }
ok||probe begin { if (@defined($x) && $x) print(1) else print(2) }
ok||probe begin { if (@defined($x->y->z[3])) print($x->y) print(2) }
2F||probe begin { print($x) }
2F||probe begin { print($x + 1) }
2F||probe begin { $x = 1 print(1) }
2F|-g|probe begin { $x = 1 print(1) }
2F||probe begin { print($x->y) }
2F||probe begin { print(&$x) }
2F||probe begin { print($x$) }
2F||probe begin { print($$vars) }
2F||probe begin { print($$parms) }
2F||probe begin { print($return) }
1F||probe begin { print($x->) }
1F||probe begin { print($x->5) }
1F||probe begin { print($x[) }
1F||probe begin { print($x[]) }
1F||probe begin { print($x->"y") }
1F||probe begin { print(@cast(0)) }
1F||probe begin { print(@cast()) }
1F||probe begin { print(@cast(0, "")) }
2F||probe begin { print(@cast(0, "nosuch_struct")->pid) }
2F||probe begin { t = 5 print(t->pid) }
1F||probe begin { print(@var()) }
1F||probe begin { print(@var(5)) }
1F||probe begin { print(@var("")) }
2F||probe begin { print(@var("nosuchvar_at_all")) }
2F||probe begin { print(@var("nosuchvar_at_all", "kernel")) }
1F||probe begin { print(@var("x","y","z")) }
1F||probe begin { print(@entry()) }
2F||probe begin { print(@entry(1)) }
1F||probe begin { print(@entry(1,2)) }
1F||probe begin { print(@perf()) }
1F||probe begin { print(@perf(1)) }
1F||probe begin { print(@perf("")) }
2F||probe begin { print(@perf("instructions")) }
1F||probe begin { print(@const("5")) }
ok|-g|probe begin { print(@const("5")) }
1F|-g|probe begin { print(@const(5)) }
1F|-g|probe begin { print(@const()) }
4F|-g|probe begin { print(@const("NOSUCH_CONSTANT")) }
1F||probe begin { print(@enum()) }
1F||probe begin { print(@enum(5)) }
2F||probe begin { print(@enum("NO_SUCH_ENUMERATOR")) }
ok||probe begin { print(@choose_defined($x, 5)) }
1F||probe begin { print(@choose_defined($x)) }
1F||probe begin { print(@choose_defined()) }
1F||probe begin { print(@kderef(4, 0)) }
1F||probe begin { print(@kregister(0)) }
ok|-g|probe begin { print(@kderef(4, 0)) }
ok||probe begin { print(@uderef(4, 0)) }
2F||probe begin { print(@uderef(3, 0)) }
2F||probe begin { n=4 print(@uderef(n, 0)) }
1F||probe begin { print(@uderef(4)) }
1F||probe begin { print(@kderef(4)) }
1F||probe begin { print(@probewrite()) }
2F||probe begin { print(&x) }
2F||probe begin { print(&5) }
ok||probe begin { print(task_current()->pid) }
ok||probe begin { print(&task_current()->pid) }
ok||probe begin { print(task_current()->comm[0]) }
2F||probe begin { x = 5 print(x[0]) }
2F||probe begin { print((5)[0]) }
4F|-g|function f:long(x) %{ STAP_RETVALUE = foo(STAP_ARG_x); %} probe begin { print(f(1)) }
ok|-g|function f:long(x) %{ STAP_RETVALUE = foo(STAP_ARG_x); %} probe begin { print(f(1)) }
ok|-g|%{ static int x; %} probe begin { print(1) }
ok4|-g|%{ static int x; %} probe begin { print(1) }
4F|-g|probe begin { x = %{ /* string */ foo() %} print(x . "a") }
2F|-g|probe begin { x = %{ foo() %} print(x . "a") }
ok4|-g|function f:long(x) %{ STAP_RETVALUE = foo(STAP_ARG_x); %} probe begin { print(1) }
1F||%{ static int x; %} probe begin { print(1) }
1F||probe begin { x = %{ 1 %} print(x)  }
1F||function f() %{ %} probe begin { f()  }
1F|-g|function f() %{  probe begin { f()  }
1F|-g|function f() { %{ 
2F|-g|function f(x) %{ foo(); %} probe begin { print(f(1)) }
4F|-g|function f(x) %{ foo(); %} probe begin { f(1) }
4F|-g|probe begin { %{ foo(); %} print(1) }
ok||global x probe begin { x = 1 }
ok||global x probe begin { print(1) }
ok||probe begin { x = 1 print(2) }
ok||probe begin { x = 1 y = x print(2) }
ok||probe begin { print(y) y = 2 }
ok||probe begin { if (fooo) print(1); foo1 = 2; print(foo1) }
ok||function f() { return 1 } probe begin { print(2) }
ok||function f() { return g() } function g() { return 1 } probe begin { print(2) }
ok||probe begin { 1 + 2 print(2) }
ok||probe begin { "x" print(2) }
ok||probe begin { strlen("x") print(2) }
ok||probe begin { pid() print(2) }
ok||probe begin { x = pid() print(2) }
ok||probe begin { foreach_ = 1 print(foreach_) }
ok||global a probe begin { a[1] = 1 foreach (k in a) {} print(2) }
ok||global a probe begin { a[1] = 1 foreach (k in a-) {} print(2) }
ok||probe begin { for (i=0;i<3;i++) ; print(2) }
ok||probe begin { while (0) { print(3) } print(2) }
ok||probe begin { if (0) { print(3) } print(2) }
ok||probe begin { if (1) { print(3) } else { print(2) } }
ok||probe begin { return_ = 1 next; print(return_) }
ok||probe begin { exit() print(2) }
ok||probe begin { exit() next print(2) }
ok||probe begin { try { x = 1 } catch { print(2) } print(3) }
ok||probe begin { try { } catch { print(2) } print(3) }
ok||probe begin {} probe end { print(1) }
ok||probe begin { x++ } probe end { print(1) }
ok||global x probe begin { x++ } probe end { delete x }
ok|-u|probe begin { x = 1 print(2) }
ok|-u|function f() { return 1 } probe begin { print(2) }
2F|-u|probe begin { 1 + "x" print(2) }
2F||probe begin { x = y print(2) x = "a" + 1}
ok||probe begin { x = y print(2) }
2F||probe begin { x = y print(x) }
2F||function f(a) { return 1 } probe begin { print(f(zz)) }
ok||function f(a) { } probe begin { f(1) print(1) }
ok|-- 1 2|probe begin { print($1) }
ok|-- 1 2|probe begin { print(argc) }
ok||global x = 5 probe begin { print(x) }
ok||global x[5] probe begin { x[1] = 1 print(x[1]) }
2F||global x[5] probe begin { x = 1 print(x) }
2F||global x[5] probe begin { x <<< 1 print(@count(x)) }
2F||global x = 5 probe begin { x[1] = 1 print(x[1]) }
2F||global x = 5 probe begin { x <<< 1 print(@count(x)) }
2F||global x = "a" probe begin { x = 1 print(x) }
ok||global x, y probe begin { x = y y = x print(x+y) }
2F||global x, y probe begin { x = y y = x print(x) }
2F||global a, b probe begin { a[1] = b["x"] b[1] = 2 print(a[1]) }
2F||global a probe begin { foreach (k in a) print(k) }
2F||global a probe begin { a[k] = 1 foreach (k in a) print(k) }
ok||global a probe begin { a[k=1] = 1 foreach (k in a) print(k) }
2F||global a probe begin { delete a[1] }
2F||global a probe begin { delete a }
ok||global a probe begin { if (1 in a) print(1) a[2] = 3 }
2F||global a probe begin { if (1 in a) print(1) }
ok||global a probe begin { a <<< 1 if (@count(a) == 1) print(@min(a) + @max(a) + @avg(a) + @sum(a)) }
ok||global a probe begin { a["x",1] <<< pid() foreach ([x,y] in a) print(@sum(a[x,y])) }
2F||global a probe begin { a["x",1] <<< pid() print(@sum(a["x"])) }
2F||global a probe begin { a[1] <<< pid() print(@sum(a["x"])) }
2F||global a probe begin { a[1] <<< pid() print(@sum(a[*])) }
2F||global a probe begin { a[1] <<< 1 print(@hist_log(a)) }
ok||global a probe begin { a[1] <<< 1 print(@hist_log(a[1])) }
ok||global a probe begin { a <<< 1 print(@hist_log(a)[3]) }
2F||global a probe begin { a <<< 1 print(@hist_log(a)["x"]) }
2F||global a probe begin { a <<< 1 print(@hist_log(a)[1,2]) }
2F||global a probe begin { a <<< 1 @hist_log(a)[1] = 3 }
ok||global a probe begin { a <<< 1 if (3 in @hist_log(a)) print(1) }
1F||global a probe begin { a <<< 1 x = @hist_log(a) + 1 }
1F||global a probe begin { a <<< 1 printf("%d", @hist_log(a)) }
2F||global a probe begin { a = 1 print(@hist_log(a)) }
2F||probe begin { print(@hist_log(a)) }
2F||global a probe begin { a <<< 1 foreach ([b,c] in @hist_log(a)) print(b) }
ok||global a probe begin { a <<< 1 foreach (c = b in @hist_log(a) limit 5) print(b,c) }
2F||global a probe begin { a <<< 1 foreach (b in a) print(b) }
2F||global a probe begin { a[1] <<< 1 foreach (b in @hist_log(a)) print(b) }
2F||global a probe begin { a = 5 delete a[1] }
2F||global a probe begin { delete a[1,2] a[1] = 1 }
2F||probe begin { delete b[1] }
2F||function f() { return 1 } probe begin { delete f() }
2F||function f() { return 1 } probe begin { delete f }
1F||probe begin { delete x y }  probe
ok||probe begin { delete x; x = 1 print(x) }
2F||probe begin { delete pid() }
2F||probe begin { delete $x }
2F||probe begin { x = 1 x[1] = 2 }
2F||probe begin { x[1]++ }
2F||probe begin { x[1] <<< 1 }
2F||probe begin { foreach (a in b[1]) print(a) }
2F||probe begin { print(@count(x[1])) }
2F||function f(a) { a <<< 1 } probe begin { f(1) print(1) }
2F||function f(a) { foreach (x in a) print(x) } probe begin { f(1) }
2F||function f(a) { if (1 in a) print(1) } probe begin { f(1) }
2F||global g probe begin { g[1] = 1 g = g }
2F||global g,h probe begin { g[1] = 1 h = g }
2F||global g,h probe begin { g <<< 1 h = @count(g) h <<< 2 }
2F||global g probe begin { g <<< 1 if (g) print(1) }
2F||global g probe begin { g <<< 1 print(g . "") }
2F||global g probe begin { g <<< 1 print(-g) }
2F||global g,h probe begin { g <<< 1 h[g] = 1 }
2F||global g probe begin { g <<< 1 printf("%d", g) }
2F||global g probe begin { g <<< 1 x = g ? 1 : 2 print(x) }
2F||global g function f() { return g } probe begin { g <<< 1 print(f()) }
2F||global g probe begin { g += 1 g <<< 1 }
2F||global g probe begin { g[1] += 1 g[1] <<< 1 }
2F||global g probe begin { g[1] = 1 g[1] .= "x" }
2F||global g probe begin { g[g[1]] = "x" }
ok||global g probe begin { g[g[1]] = 1 print(g[0]) }
2F||global g probe begin { g["a"] = 1 g[g["b"]] = 1 }
ok||global g probe begin { g[1,"a",2,"b",3] = 1 print([1,"a",2,"b",3] in g) }
2F||global g probe begin { g[1,"a"] = 1 print(["a",1] in g) }
1F||global g probe begin { foreach (a in g["x"]["y"]) print(a) }
ok||function string_(a:string) { return a } probe begin { print(string_("x")) }
1F||function f(a:string:long) { return a } probe begin { print(f("x")) }
1F||function f:string:long(a) { return a } probe begin { print(f("x")) }
1F||function f(a):string { return a } probe begin { print(f("x")) }
1F||function f(a: string { return a } probe begin { print(f("x")) }
ok||function f : string ( a : string , b : long ) : 3 { return a } probe begin { print(f("x",1)) }
1F||function f(a=1) { return a } probe begin { print(f(1)) }
1F||function f(...) { return 1 } probe begin { print(f(1)) }
1F||function f() return 1; probe begin { print(f()) }
1F||function f() { return 1 }; probe begin { print(f()) }
1F||function f() { function g() { } } probe begin { print(f()) }
1F||function f() { global x } probe begin { print(f()) }
1F||probe begin { global x }
1F||probe begin { probe end { } }
1F||probe begin { private x }
1F||probe begin { long x }
1F||probe begin { string x = "a" }
1F||probe begin { in = 1 }
1F||probe begin { x = next }
1F||probe begin { x.y = 1 print(1).z( }
2F||probe begin { x = "a" y = x.z print(y+1) }
ok||probe begin { x = "a" y = x.z print(y) z = "q" }
1F||probe begin { x = y ? 1 }
1F||probe begin { x = { 1 } }
1F||probe begin { else print(1) }
1F||probe begin { if (1) print(1) else }
1F||probe begin { if (1) }
1F||probe begin { while (1) }
1F||probe begin { for (;;) }
1F||probe begin { for (i in a) print(i) }
1F||probe begin { foreach (i of a) print(i) }
1F||probe begin { foreach (i : a) print(i) }
1F||probe begin { try { } catch (string e) { } }
1F||probe begin { try { } catch (e:string) { } }
1F||probe begin { print(1,,2) }
1F||probe begin { print((1,2)) }
1F||probe begin { print 1 }
1F||probe begin { print(1)) }
1F||probe begin { printf "x" }
1F||probe begin { a[1)] = 2 }
1F||probe begin { x = !  }
1F||probe begin { x = 5 +* 3 }
1F||probe begin { x = 5 <> 3 }
1F||probe begin { x =< 3 }
1F||probe begin { x => 3 }
1F||probe begin { x =! 3 print(x) } %(
ok||probe begin { x =! 3 print(x) }
EOF
[ $n -gt 900 ] && echo "all tried"

# >>> out
# all tried
# <<<
