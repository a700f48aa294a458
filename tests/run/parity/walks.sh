#!/bin/sh
# @@why: loops over arrays, slices and extractors print the same in the kernel and in user space, sorted in one and walked in the other
cat > "$TMP/one.stp" <<'END'
global a, st, arr, s, l
probe begin {
  for (i = 0; i < 20; i++) { a[i*7 % 20] = i*i; arr[sprintf("k%d", i*7%20)] = i; st[i%3] <<< i; s <<< i*3; l <<< i*3 }
  foreach (k in a limit 5) printf("%d=%d ", k, a[k]); println("")
  foreach (v = k- in a limit 5) printf("%d=%d ", k, v); println("")
  foreach (k in a- limit 3) printf("%d ", k); println("")
  foreach (q+ in arr limit 7) printf("%s ", q); println("")
  foreach (q- in arr limit 7) printf("%s ", q); println("")
  foreach (v = q in arr-) printf("%s:%d ", q, v); println("")
  foreach (k in st- limit 2) printf("%d: %d %d %d %d %d\n", k, @count(st[k]), @sum(st[k]), @min(st[k]), @max(st[k]), @avg(st[k]))
  foreach (k in st @sum-) printf("%d ", k); println("")
  printf("%d %d %d %d %d %d\n", @count(s), @sum(s), @min(s), @max(s), @avg(s), @variance(s))
  print(@hist_log(s)); printf("%d %d\n", @hist_log(s)[70], @hist_linear(l,0,60,10)[3])
  print(@hist_linear(l,0,60,10))
  foreach (b in @hist_log(s) limit 70) { if (b>66) println(b) }
  try { println(@avg(st[99])) } catch (m) { println("caught ", m) }
  println(@count(st[99]))
  foreach (k in a) { if (k == 3) continue; if (a[k] > 50) break; printf("%d,", k) } println("")
  exit()
}
END
cat > "$TMP/two.stp" <<'END'
global a, b, st
function show() { s = ""; foreach ([x, y] in a) s = s . sprintf("%s/%d=%d ", x, y, a[x, y]); return s }
function tot(k) { return @count(st[k]) + @sum(st[k]) }
probe begin {
  for (i = 0; i < 12; i++) { a[sprintf("a%d", i % 4), i] = i * 10; b[i] = i; st[i % 5] <<< i }
  println(show())
  if (["a1", *] in a) println("yes"); if (["zz", *] in a) println("no"); if ([*, 11] in a) println("eleven")
  delete a["a2", *]
  println(show())
  foreach ([x, y] in a["a1", *]) printf("[%s %d]", x, y); println("")
  foreach ([x, y] in a[*, 7]) printf("[%s %d]", x, y); println("")
  foreach (v = [x, y-] in a limit 3) printf("[%s %d %d]", x, y, v); println("")
  foreach ([x+, y] in a) { foreach (k in b- limit 2) printf("(%s %d %d)", x, y, k) } println("")
  foreach (k in st) { if (@count(st[k]) > 2) continue; delete b[k]; printf("%d:%d ", k, tot(k)) } println("")
  n = 0; foreach (k in b) n += b[k]; println(n)
  foreach (k in st limit -1) println("never"); foreach (k in st limit 0) println("never")
  foreach (k in b) { try { if (k == 6) error("six"); printf("%d ", k) } catch (m) { printf("<%s>", m) } } println("")
  delete st; println(0 in st, @count(st[0]))
  delete b; foreach (k in b) println("none")
  foreach ([x,y] in a) { if (y > 5) { println("out ", y); exit(); next } }
}
probe end { println("end") }
END
# what has usymname() runs in user space
cat > "$TMP/mixed.stp" <<'END'
global t, st
function one() { return strlen(usymname(0)) - 2 }
function fact(n) { return n < 2 ? one() : n * fact(n - 1) }
probe begin(0) { t[3] = "x"; t[7] = "y"; st["a"] <<< fact(3); st["b"] <<< 9; foreach (k- in t) println(k); foreach (q in st @sum-) println(q) }
probe begin(1) { t[1] = "a"; st["c"] <<< 2; foreach (k in t) printf("t %d\n", k); foreach (q in st) println(q); foreach (k in t+) println(k) }
probe begin(2) { println(fact(4)); foreach (k in t) println(k); foreach (q in st) println(q); delete t[7]; t[7] = "z"; foreach (k in t) println(k); exit() }
probe end { foreach (k in t) println(k) }
END
# more keys than anybody counts on
python3 - > "$TMP/many.stp" <<'END'
n = range(20)
keys = lambda skip, what: ", ".join(what if i == skip else str(i) for i in n)
print("global a probe begin { a[%s] = 1; a[%s] = 2" % (keys(-1, ""), keys(19, "77")))
print("foreach ([%s] in a[%s]) println(k19)" % (", ".join("k%d" % i for i in n), keys(19, "*")))
print("println([%s] in a); delete a[%s]; println([%s] in a); exit() }" % (keys(3, "*"), keys(0, "*"), keys(19, "*")))
END
for place in kernel user; do
	for script in one two mixed many; do
		"$SONDE" -w -O place=$place "$TMP/$script.stp" 2>&1
	done | sed 's/ *$//' > "$TMP/$place"
done
cat "$TMP/kernel"
diff "$TMP/kernel" "$TMP/user" && echo same

# >>> out
# 0=0 7=1 14=4 1=9 8=16
# 19=289 18=196 17=121 16=64 15=25
# 13 6 19
# k0 k1 k10 k11 k12 k13 k14
# k9 k8 k7 k6 k5 k4 k3
# k13:19 k6:18 k19:17 k12:16 k5:15 k18:14 k11:13 k4:12 k17:11 k10:10 k3:9 k16:8 k9:7 k2:6 k15:5 k8:4 k1:3 k14:2 k7:1 k0:0
# 0: 7 63 0 18 9
# 1: 7 70 1 19 10
# 1 0 2
# 20 570 0 57 28 625
# value |-------------------------------------------------- count
#     0 |@                                                  1
#     1 |                                                   0
#     2 |@                                                  1
#     4 |@                                                  1
#     8 |@@@                                                3
#    16 |@@@@@                                              5
#    32 |@@@@@@@@@                                          9
#    64 |                                                   0
#   128 |                                                   0
#
# 9 3
# value |-------------------------------------------------- count
#     0 |@@@@                                               4
#    10 |@@@                                                3
#    20 |@@@                                                3
#    30 |@@@@                                               4
#    40 |@@@                                                3
#    50 |@@@                                                3
#    60 |                                                   0
#
# 67
# 68
# 69
# caught empty aggregate
# 0
#
# a0/0=0 a1/1=10 a2/2=20 a3/3=30 a0/4=40 a1/5=50 a2/6=60 a3/7=70 a0/8=80 a1/9=90 a2/10=100 a3/11=110
# yes
# eleven
# a0/0=0 a1/1=10 a3/3=30 a0/4=40 a1/5=50 a3/7=70 a0/8=80 a1/9=90 a3/11=110
# [a1 1][a1 5][a1 9]
# [a3 7]
# [a3 11 110][a1 9 90][a0 8 80]
# (a0 8 11)(a0 8 10)(a0 4 11)(a0 4 10)(a0 0 11)(a0 0 10)(a1 9 11)(a1 9 10)(a1 5 11)(a1 5 10)(a1 1 11)(a1 1 10)(a3 11 11)(a3 11 10)(a3 7 11)(a3 7 10)(a3 3 11)(a3 3 10)
# 2:11 3:13 4:15
# 57
# 11 10 9 8 7 <six>5 1 0
# 00
# out 8
# end
# 7
# 3
# b
# a
# t 7
# t 3
# t 1
# b
# a
# c
# 1
# 3
# 7
# 24
# 1
# 3
# 7
# b
# a
# c
# 1
# 3
# 7
# 1
# 3
# 7
# 19
# 77
# 1
# 1
# same
# <<<
