#!/bin/sh
# @@needs: uprobe   @@why: perf counters read by @perf: page faults of functions, exactly
stap() { "$SONDE" stap "$@" 2>&1 | sed "s,$TRIGGERS,,"; }
p="process(\"$TRIGGERS/pages\")"
stap -c "$TRIGGERS/pages 10 500 1" -e "
	probe perf.sw.page_faults.$p.counter(\"faults\") {}
	probe $p.function(\"touch\") { before = @perf(\"faults\"); was[tid()] = before }
	probe $p.function(\"touch\").return { if (n++) println(@perf(\"faults\") - was[tid()]) }
	global was, n"
stap -c "$TRIGGERS/pages 20" -e "
	probe $p.function(\"touch\").return { if (n++) println(@perf(\"f\") - @entry(@perf(\"f\"))) }
	probe perf.type(1).config(2).process.counter(\"f\") {}
	global n"
for s in "probe perf.sw.page_faults.$p.counter(\"f\") { } probe $p.function(\"touch\") { println(@perf(\"g\")) }" \
	"probe perf.sw.page_faults.$p.counter() { } " "probe $p.function(\"touch\") { println(@perf(\"\")) }"; do
	stap -c "$TRIGGERS/pages" -e "$s" | head -n 1
done
stap -e "probe perf.sw.page_faults.$p.counter(\"f\") { } probe $p.function(\"touch\") { println(@perf(\"f\")) }" | head -n 1
for end in '' "probe $p.function(\"touch\") { println(@perf(\"f\")) }"; do
	"$SONDE" stap -p2 -e "probe perf.sw.page_faults.counter(\"f\") { } $end" 2>&1 | grep -c "^semantic error"
done

# >>> out like
# 10
# 500
# 1
# 20
# semantic error: no perf probe has .counter\("g"\).*
# .*error: .*
# parse error: .*
# ERROR: a perf counter needs a process.*
# 1
# 1
# <<<
