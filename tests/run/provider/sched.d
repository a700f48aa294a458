/* @@needs: tp_btf   @@trigger: procs 2
   @@why: what goes on a CPU goes off it; who is woken runs later; times are sane */
sched:::on-cpu /pid == $target/ { self->on = timestamp; @n["on-cpu"] = count(); }
sched:::off-cpu /pid == $target && self->on/
{
	this->ns = timestamp - self->on;
	@sane["on", this->ns > 0 && this->ns < 1000000000] = count();
	@next["next is not me", args[0]->pr_lwpid != tid] = count();
	self->on = 0;
}
sched:::wakeup /args[1]->pr_pid == $target/ { @n["woken"] = count(); woken[args[0]->pr_lwpid] = timestamp; }
sched:::enqueue /args[1]->pr_pid == $target/
{
	@n["enqueue"] = count();
	@cpu["cpu", args[2]->cpu_id >= 0 && args[2]->cpu_id < 4096, args[3]] = count();
}
sched:::dequeue /args[1]->pr_pid == $target/ { @n["dequeue"] = count(); @me["it is me", args[0]->pr_lwpid == tid] = count(); }
sched:::sleep /pid == $target/ { @n["sleep"] = count(); }
sched:::on-cpu /woken[tid]/ { @late["latency", timestamp >= woken[tid]] = count(); woken[tid] = 0; }

/* >>> out like
...
  next is not me +1 +\d+
...
  cpu +1 +0 +\d+
...
<<< */
