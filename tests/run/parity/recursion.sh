#!/bin/sh
# @@only: host   @@why: functions that call themselves do the same in the kernel and in user space: in expressions, loops, try, as texts
cd "$TMP"
cat > one.stp <<'END'
global a, seen
function fact(n) { return n < 2 ? 1 : n * fact(n - 1) }
function fib(n) { if (n < 2) return n; return fib(n - 1) + fib(n - 2) }
function ack(m, n) { if (m == 0) return n + 1; if (n == 0) return ack(m - 1, 1); return ack(m - 1, ack(m, n - 1)) }
function even:long(n) { return n == 0 ? 1 : odd(n - 1) }
function odd:long(n) { return n == 0 ? 0 : even(n - 1) }
function rev:string(s:string) { return strlen(s) < 2 ? s : rev(substr(s, 1, 100)) . substr(s, 0, 1) }
function swapped:string(n:long, a:string, b:string) { if (n == 0) return a . "/" . b; return swapped(n - 1, b, a . ".") }
function tree(d, l) { r = d; for (i = 0; i < 3; i++) { if (d > 1) r += tree(d - 1, i) else { if (i == 2) continue; r++ } } return r }
function steps(n) { c = 0; while (n > 0 && steps(n - 1) < 100) { n--; if (c++ > 6) break } return c }
function halves(n) { for (i = n; i > 0; i = halves(i - 2)) c++; return c > 3 ? 0 : n - 3 }
function all(n) { return n == 0 || (n > 2 && all(n - 3)) || all(n - 1) }
function order(n) { return n > 2 ? n : (seen = seen * 10 + n) + order(n + 1) * (seen = seen * 10 + 5) + seen }
function t(n) { try { if (n == 0) error("deep"); t(n - 1) } catch (e) { if (n < 3) error(e . sprint(n)); println("caught ", e, " at ", n) } }
function show(n) { if (n == 0) return; show(n - 1); printf("%d ", n); show(n - 1) }
function sum(n) { return n ? n + sum(n - 1) : 0 }
function keys(n) { if (n) { a[keys(n - 1), sprint(n)] = keys(n - 1) + 1; return a[keys(n - 1), sprint(n)] } return 0 }
function walk:string(n:long) { if (!n) return ""; s = sprint(n); foreach ([k, q+] in a limit 1) s .= q; return s . walk(n - 1) }
function deep:long(n:long) { return deep(n + 1) }
function div(n) { return n ? div(n - 1) : 1 / n }
function nothing:long(n:long) { if (n == 3) return 7; if (nothing(n + 1) == 7 && n) return; }
probe begin {
	println(fact(10), " ", fib(10), " ", ack(2, 3), " ", even(9), odd(9))
	println(rev("hello, wo"), " ", swapped(5, "a", "b"), " ", rev(rev("abc") . rev("def")))
	println(tree(4, 0), " ", steps(5), " ", halves(8), " ", all(7), all(-1 & 3))
	println(order(0), " ", seen)
	t(6)
	show(4); println("")
	println(sum(3) * sum(sum(2)), " ", keys(3), " ", walk(2), " ", nothing(2), nothing(0))
	foreach ([k, q] in a) printf("%d%s=%d ", k, q, a[k, q]); println("")
	try { println(deep(0)) } catch (e) { println(e) }
	try { println(div(3)) } catch (e) { println(e) }
	println(fact(3))
	println(div(3))
}
END
cat > two.stp <<'END'
function deep:long(n:long) { return n ? deep(n - 1) : 0 }
function many:long(n:long) { for (i = 0; i < 3; i++) n += many(n - 1); return n }
probe begin {
	for (i = 0; i < 9; i++) try { println(deep(i)) } catch (e) { println(i, " ", e); break }
	println(many(3))
}
END
for place in kernel user; do
	"$SONDE" -w -O place=$place one.stp 2>&1
	"$SONDE" -w -O place=$place -DMAXNESTING=5 two.stp 2>&1
	"$SONDE" -w -O place=$place -DMAXNESTING=200 -e 'function d(n) { return n ? 1 + d(n - 1) : 0 } probe begin { println(d(180)); exit() }' 2>&1
done | sed 's/ *$//' > out
n=$(wc -l < out)
head -$((n / 2)) out > kernel
tail -$((n / 2)) out > user
cat kernel
diff kernel user && echo same

# >>> out
# 3628800 55 9 01
# ow ,olleh b../a... defabc
# 112 5 5 11
# 8083122435 12555
# caught deep012 at 3
# 1 2 1 3 1 2 1 4 1 2 1 3 1 2 1
# 36 3 2111 00
# 01=1 12=2 23=3
# MAXNESTING exceeded
# division by 0
# 6
# one.stp:20:43: error: division by 0 in probe begin
#    20 | function div(n) { return n ? div(n - 1) : 1 / n }
#       |                                           ^^^^^
# 0
# 0
# 0
# 0
# 0
# 5 MAXNESTING exceeded
# two.stp:2:59: error: MAXNESTING exceeded in probe begin
#     2 | function many:long(n:long) { for (i = 0; i < 3; i++) n += many(n - 1); return n }
#       |                                                           ^^^^^^^^^^^
# 180
# same
# <<<
