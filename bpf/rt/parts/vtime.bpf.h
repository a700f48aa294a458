/*
 * vtime.bpf.h - time that a thread has spent on a CPU; a part
 */
#ifndef RT_VTIME_BPF_H
#define RT_VTIME_BPF_H

/* the scheduler's clock - CLOCK_MONOTONIC, ns, set by the session: there is no helper for that clock */
rt_s64 rt_sched_ahead SEC(".data.vtime") = 0;

/* a tick, or a wakeup from another CPU, may come between two reads; two in a row do not */
RT_INLINE void rt_again(void)
{
	asm volatile("" ::: "memory");
}

RT_INLINE rt_u64 rt_cpu_lost(struct rq___rt *rq)
{
	rt_u64 clock = RT_READ(rq, clock), task = RT_READ(rq, clock_task);

	if (RT_READ(rq, clock) != clock)
		return RT_READ(rq, clock) - RT_READ(rq, clock_task);
	return clock - task;
}

/*
 * What the scheduler has booked, plus what has run since. Its clock and ours differ by what CPUs lost to
 * interrupts and to other machines of their host, too, which each keeps as the difference of its two clocks: a
 * thread that moves on to another CPU would jump by that. exec_start and sum_exec_runtime advance
 * together: what counts is the clock's value, which is the clause's timestamp, so that no thread has run
 * longer than has passed.
 */
RT_INLINE rt_u64 rt_vtimestamp(rt_u64 now)
{
	struct task_struct___rt *t = rt_task();
	rt_u64 start = t->se.exec_start, lost = 0;

	rt_again();
	rt_u64 sum = t->se.sum_exec_runtime;

	rt_again();
	if (t->se.exec_start != start) {
		start = t->se.exec_start;
		rt_again();
		sum = t->se.sum_exec_runtime;
	}
	if (RT_HAS(t->se.cfs_rq) && RT_HAS(((struct cfs_rq___rt *)0)->rq))
		lost = rt_cpu_lost(RT_READ(t->se.cfs_rq, rq));
	return sum + now + rt_sched_ahead - start - lost;
}

#endif
