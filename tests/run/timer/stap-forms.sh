#!/bin/sh
# @@why: every unit of timer.*, randomize() with effect, jiffies, hz, profile; values that are out of range
"$SONDE" stap -e 'global n, t[20]
	probe timer.s(100), timer.sec(100), timer.ms(20), timer.msec(20), timer.us(20000), timer.usec(20000),
		timer.ns(20000000), timer.nsec(20000000), timer.hz(50), timer.jiffies(5) { t[pn()]++ }
	probe timer.profile { p++ } probe timer.profile.freq.hz(100) { q++ } probe timer.profile.tick { r++ }
	global p, q, r
	probe timer.ms(500) { exit() }
	probe end { foreach (i+ in t) printf("%s %d\n", i, t[i] > 3)
		printf("%d %d %d\n", p > 10, q > 5, r > 10) }'
# 20 intervals of 20 +- 18 ms are not all alike
"$SONDE" stap -T 20 -e "global last, s, n
	probe timer.ms(20).randomize(18) { now = gettimeofday_us() if (last) s <<< now - last last = now if (n++ == 20) exit() }
	probe end { printf(\"%d %d\\n\", @max(s) - @min(s) > 10000, @avg(s) > 5000) }"
for t in 's(0)' 's(86401)' 'ms(-1)' 'ms(10).randomize(10)' 'ms(10).randomize(-1)' 'hz(0)' 'hz(10).randomize(1)' 'foo(1)' \
	'ms' 'ms("a")' 'profile.freq.hz(0)'; do
	printf '%s: ' "$t"
	"$SONDE" stap -e "probe timer.$t {}" 2>&1 | grep "semantic error" | tail -n 1 | sed 's/: [a-z]* .timer.*//; s/ *(similar.*//'
done

# >>> out
# timer.hz(50) 1
# timer.jiffies(5) 1
# timer.ms(20) 1
# timer.msec(20) 1
# timer.ns(20000000) 1
# timer.nsec(20000000) 1
# timer.us(20000) 1
# timer.usec(20000) 1
# 1 1 1
# 1 1
# s(0): semantic error: interval value out of range (1, 86400)
# s(86401): semantic error: interval value out of range (1, 86400)
# ms(-1): semantic error: interval value out of range (1, 86400000)
# ms(10).randomize(10): semantic error: randomization value out of range: identifier 'randomize' at <input>:1:20
# ms(10).randomize(-1): semantic error: randomization value out of range: identifier 'randomize' at <input>:1:20
# hz(0): semantic error: frequency out of range (1, 1000000)
# hz(10).randomize(1): semantic error: probe point mismatch: identifier 'randomize' at :1:20
# foo(1): semantic error: probe point mismatch
# ms: semantic error: probe point mismatch
# ms("a"): semantic error: probe point mismatch
# profile.freq.hz(0): semantic error: frequency out of range (1, 1000000)
# <<<
