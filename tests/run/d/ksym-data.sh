# @@why: data symbols, where the kernel names them: typed by our table, per-CPU, by address
if ! grep -q ' init_task$' /proc/kallsyms; then
	"$SONDE" -e 'BEGIN { trace(`init_task.pid); }' 2>&1 | grep -q "no symbol 'init_task'" && echo ok
	exit 0
fi
"$SONDE" -e 'BEGIN {
	this->ok = `init_task.pid == 0 && stringof(`init_task.comm) == "swapper/0";
	this->ok = this->ok && `jiffies > 1000 && *(uint64_t *)&`jiffies + 1000 >= `jiffies;
	this->ok = this->ok && stringof(`init_uts_ns.name.sysname) == "Linux" && `nr_cpu_ids > 0;
	printf("%s\n", this->ok ? "ok" : "wrong");
	exit(0);
}'
# >>> out
# ok
# <<<
