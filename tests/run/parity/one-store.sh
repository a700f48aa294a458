#!/bin/sh
# @@why: a statistic is one thing, whether handlers in the kernel or in user space fill, empty and ask it
# a sorted foreach puts a handler into user space
stap() { echo "-- $1"; shift; "$SONDE" "$@" 2>&1; }

stap "filled there, emptied here" -e 'global s, t, u, z, m
probe begin { z[1] = 1 }
probe begin(1) { foreach (k+ in z) m += k; s["a"] <<< 5; s["b"] <<< 6; t <<< 7; u["a", 1] <<< 1; u["b", 2] <<< 2 }
probe begin(2) { delete s["a"]; delete t; delete u }
probe begin(3) { foreach (k+ in s) println(k, " ", @count(s[k])); println(@count(t)); t <<< 8; u["c", 3] <<< 3 }
probe begin(4) { println(@sum(t), " ", @count(t)); foreach ([k+, n] in u) println(k, n); exit() }'

stap "filled here, emptied there" -e 'global s, t, z, m
probe begin { z[1] = 1 }
probe begin(1) { s["a"] <<< 5; s["b"] <<< 6; t <<< 7 }
probe begin(2) { foreach (k+ in z) m += k; delete s["a"]; delete t; s["c"] <<< 1 }
probe begin(3) { if ("a" in s) println("a is there"); if ("c" in s) println("c is there"); t <<< 1 }
probe begin(4) { foreach (k+ in s) println(k, " ", @count(s[k])); println(@count(t)); exit() }'

stap "asked here" -e 'global s, z, n, m
probe begin { z[1] = 1 }
probe begin(1) { foreach (k+ in z) m += k; s["a"] <<< 5; s["b"] <<< 1 }
probe begin(2) { n = ("a" in s) + ("b" in s) * 2 + ("c" in s) * 4; delete s["b"] }
probe begin(3) { println(n, " ", ("b" in s)); s["b"] <<< 3; s["a"] <<< 3
	println(@count(s["a"]), @sum(s["a"]), @min(s["a"]), @max(s["a"]), @avg(s["b"])); exit() }'

stap "full together" -D MAXMAPENTRIES=3 -e 'global s, w%[3], z, m
probe begin { z[1] = 1 }
probe begin(1) { s[1] <<< 5; w[1] <<< 1; w[2] <<< 1 }
probe begin(2) { foreach (k+ in z) m += k; s[2] <<< 5; s[3] <<< 5; w[3] <<< 1; w[4] <<< 1; w[1] <<< 9 }
probe begin(3) { w[5] <<< 1 }
probe begin(4) { foreach (k+ in w) println(k, " ", @sum(w[k])); s[4] <<< 1 }
probe end { println("not reached") }
probe error { foreach (k+ in s) println(k) }'

stap "histograms of both" -e 'global h, z, m
probe begin { z[1] = 1 }
probe begin(1) { for (i = 0; i < 10; i++) h <<< i }
probe begin(2) { foreach (k+ in z) m += k; for (i = 10; i < 20; i++) h <<< i; h <<< 1000000 }
probe begin(3) { print(@hist_linear(h, 0, 20, 5)); println(@count(h)); exit() }'


# >>> out
# -- filled there, emptied here
# b 1
# 0
# 8 1
# c3
# m=1
# -- filled here, emptied there
# c is there
# b 1
# c 1
# 1
# m=1
# -- asked here
# 3 0
# 28353
# m=1
# -- full together
# 1 9
# 4 1
# 5 1
# <command line>:6:65: error: Array overflow, check MAXMAPENTRIES in probe begin(4)
#     6 | probe begin(4) { foreach (k+ in w) println(k, " ", @sum(w[k])); s[4] <<< 1 }
#       |                                                                 ^^^^^^^^^^
# 1
# 2
# 3
# -- histograms of both
# value |-------------------------------------------------- count
#     0 |@@@@@                                              5
#     5 |@@@@@                                              5
#    10 |@@@@@                                              5
#    15 |@@@@@                                              5
#    20 |                                                   0
#   >20 |@                                                  1
#
# 21
# m=1
# <<<
