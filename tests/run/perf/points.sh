#!/bin/sh
# @@needs: perf_clock
# @@why: SystemTap's names of perf events, bound to the target, to a program, to nobody
cat > "$TMP/x.stp" <<END
global target, program, raw
probe perf.sw.page_faults.sample(1).process { target++ }
probe perf.sw.page_faults.process("$TRIGGERS/marks").sample(1) { program++ }
probe perf.event("software/config=2/").sample(1) { if (pid() == target()) raw++ }
probe end { printf("%d %d %d\n", target > 20, program > 20, raw > 20) }
END
"$SONDE" -c "$TRIGGERS/marks 20" "$TMP/x.stp"
"$SONDE" -e "global n probe perf.sw.cpu_clock.hz(1000) { n++ } probe timer.ms(200) { exit() } probe end { println(n > 0) }"
"$SONDE" -l 'perf.hw_cache.l1d.read.miss' -l 'perf.type(1).config(0).sample(5)'
"$SONDE" -l 'perf.hw.nosuch' 2>&1
"$SONDE" -l 'perf.sw.page*.sample(10)' -l 'perf.hw_cache.b*.read.*'
"$SONDE" -l 'perf.**' | grep -c '^perf[.]hw[.]branch_misses$\|^perf[.]sw[.]page_faults$\|^perf[.]hw_cache[.]ll[.]read[.]miss$'
"$SONDE" stap -p2 -e 'probe perf.sw.cpu_* { println(pn()) }' | grep -c 'perf[.]sw[.]cpu_clock \|perf[.]sw[.]cpu_migrations '
"$SONDE" stap -p2 -e 'probe module("nosuch").tracepoint("nosuch") { }' 2>&1 | head -n 1
"$SONDE" -l 'perf.event("faults")' -l 'perf.event("cpu-c*")' -l 'perf.event("L1-dcache-load-misses")' -l 'perf.event("r1a8")' \
	-l 'perf.event("software/config=2/").sample(3)'
"$SONDE" -l 'perf.event("software/nosuch=2/")' 2>&1
"$SONDE" -e 'probe perf.sw.cpu_clock.hz(1000) { println(pn(), " is ", pp()); exit() }' | head -n 1
# perf's letters behind a name: what counts
"$SONDE" -l 'perf.event("cpu-cycles:upp")' -l 'perf.event("software/config=2/k")'
"$SONDE" -l 'perf.event("cpu-clock:x")' 2>&1
"$SONDE" -c "$TRIGGERS/waits spin 200" -e 'global n, m
	probe perf.event("cpu-clock:u").sample(1000000) { if (user_mode()) n++; else m++ } probe end { println(n > 0, " ", m) }'
"$SONDE" -l 'perf.event("sched:sched_switch")' 2>&1 | grep -o 'a tracepoint: kernel.trace\|no probe point' | sed 's/.*/told/'
"$SONDE" -e 'probe perf.sw.page_faults.sample(0) { }' 2>&1 | grep -o 'sample of.*'

# >>> out
# 1 1 1
# 1
# perf.hw_cache.l1d.read.miss
# perf.type(1).config(0).sample(5)
# sonde: error: no probe point matches perf.hw.nosuch
# perf.sw.page_faults.sample(10)
# perf.sw.page_faults_maj.sample(10)
# perf.sw.page_faults_min.sample(10)
# perf.hw_cache.bpu.read.access
# perf.hw_cache.bpu.read.miss
# 3
# 2
# semantic error: while resolving probe point: identifier 'module' at <input>:1:7
# perf.event("faults")
# perf.event("cpu-clock")
# perf.event("cpu-cycles")
# perf.event("L1-dcache-load-misses")
# perf.event("r1a8")
# perf.event("software/config=2/").sample(3)
# sonde: error: no probe point matches perf.event("software/nosuch=2/")
# perf.sw.cpu_clock.hz(1000) is perf.type(1).config(0).hz(1000)
# perf.event("cpu-cycles:upp")
# perf.event("software/config=2/k")
# sonde: error: no probe point matches perf.event("cpu-clock:x")
# 1 0
# told
# sample of a perf event must be at least 1, not 0 [STAP_POINT]
# <<<
