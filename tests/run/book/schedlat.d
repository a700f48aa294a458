#!/usr/sbin/dtrace -s
/* @@form: dtrace  @@needs: tp_btf  @@timeout: 60
   @@why: waits for a CPU, in the manner of the field */
/* how long threads wait for a CPU */
#pragma D option quiet

sched:::enqueue
{
	ts[args[0]->pr_lwpid, args[1]->pr_pid, args[2]->cpu_id] = timestamp;
}

sched:::dequeue { @slept[args[2]->cpu_id == cpu] = count(); }

sched:::on-cpu
/ts[curlwpsinfo->pr_lwpid, curpsinfo->pr_pid, curcpu->cpu_id]/
{
	this->latency = timestamp - ts[curlwpsinfo->pr_lwpid, curpsinfo->pr_pid, curcpu->cpu_id];
	@lat["run queue latency (ns)"] = quantize(this->latency);
	@max[execname, curpsinfo->pr_pid] = max(this->latency);
	ts[curlwpsinfo->pr_lwpid, curpsinfo->pr_pid, curcpu->cpu_id] = 0;
}

sched:::off-cpu { self->off = timestamp; @next[stringof(args[1]->pr_fname)] = count(); }
sched:::on-cpu /self->off/ { @offcpu[execname] = sum(timestamp - self->off); self->off = 0; }

tick-300ms { trunc(@max, 3); printf("done\n"); trunc(@max); trunc(@lat); trunc(@slept); trunc(@offcpu); trunc(@next); exit(0); }

/* >>> out
done
<<< */
