# @@why: data symbols, where the kernel names them: typed by our table, per-CPU, by address
if ! grep -q ' init_task$' /proc/kallsyms; then
	"$SONDE" -e 'BEGIN { trace(`init_task.pid); }' 2>&1 | grep -q "no symbol 'init_task'" && echo ok && echo "1 0" && echo "1 0"
	exit 0
fi
"$SONDE" -e 'BEGIN {
	this->ok = `init_task.pid == 0 && stringof(`init_task.comm) == "swapper/0";
	this->ok = this->ok && `jiffies > 1000 && *(uint64_t *)&`jiffies + 1000 >= `jiffies;
	this->ok = this->ok && stringof(`init_uts_ns.name.sysname) == "Linux" && `nr_cpu_ids > 0;
	printf("%s\n", this->ok ? "ok" : "wrong");
	exit(0);
}'
# of a per-CPU variable the copy of the processor that asks, in both languages
"$SONDE" -c 'sleep 0.2' -e 'int good, bad;
	sched:::off-cpu { `runqueues.cpu == cpu ? good++ : bad++; }
	END { printf("%d %d\n", good > 0, bad); }'
"$SONDE" -c 'sleep 0.2' -e 'global good, bad
	probe kernel.trace("sched_switch") {
		p = &@var("runqueues", "kernel")
		if (@var("runqueues")->cpu == cpu() && @cast(p, "struct rq")->cpu == cpu()) good++; else bad++
	}
	probe end { println(good > 0, " ", bad) }'
# >>> out
# ok
# 1 0
# 1 0
# <<<
