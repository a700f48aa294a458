/*
 * context.bpf.h - the current task and its surroundings; after rt.bpf.h
 *
 * Fields are loaded from the BTF task, which costs less than the helpers; CO-RE finds their places.
 */
#ifndef RT_CONTEXT_BPF_H
#define RT_CONTEXT_BPF_H

struct cred___rt {
	struct { rt_u32 val; } euid, egid;
} RT_CORE;

struct rq___rt {
	rt_u64 clock, clock_task;
} RT_CORE;

struct cfs_rq___rt {
	struct rq___rt *rq;
} RT_CORE;

struct sched_entity___rt {
	rt_u64 exec_start, sum_exec_runtime;
	struct cfs_rq___rt *cfs_rq;
} RT_CORE;

struct task_struct___rt {
	struct sched_entity___rt se;
	int tgid;
	struct task_struct___rt *real_parent;
	struct cred___rt *cred;
	char comm[16];
} RT_CORE;

RT_INLINE struct task_struct___rt *rt_task(void)
{
	return (struct task_struct___rt *)bpf_get_current_task_btf();
}

/* field of a task that BPF may not follow directly */
#define RT_READ(ptr, field) ({								\
	typeof((ptr)->field) rt_v_ = 0;							\
	bpf_probe_read_kernel(&rt_v_, sizeof(rt_v_), &(ptr)->field);			\
	rt_v_; })

/* 1 when this kernel's structure has the member */
#define RT_HAS(member) __builtin_preserve_field_info(member, 2)

RT_INLINE rt_s64 rt_errno(rt_s64 ret)
{
	return ret < 0 && ret >= -4095 ? -ret : 0;
}

RT_INLINE rt_s64 rt_ppid(void)
{
	struct task_struct___rt *p = RT_READ(rt_task(), real_parent);

	return RT_READ(p, tgid);
}

RT_INLINE rt_u64 rt_euid(void)
{
	struct cred___rt *c = RT_READ(rt_task(), cred);

	return RT_READ(c, euid.val);
}

RT_INLINE rt_u64 rt_egid(void)
{
	struct cred___rt *c = RT_READ(rt_task(), cred);

	return RT_READ(c, egid.val);
}

RT_INLINE void rt_execname(char *dst, rt_u32 size)
{
	struct task_struct___rt *t = rt_task();

	if (size < 16) {
		rt_str_copy(dst, size, t->comm);
		return;
	}
	/* the kernel keeps comm padded with zeros, so that it can be a key as it is */
	const rt_u64 *comm = (const rt_u64 *)t->comm;

	((rt_u64 *)dst)[0] = comm[0];
	((rt_u64 *)dst)[1] = comm[1];
}

RT_INLINE void rt_pexecname(char *dst, rt_u32 size)
{
	struct task_struct___rt *p = RT_READ(rt_task(), real_parent);

	if (bpf_probe_read_kernel_str(dst, size, p->comm) < 0)
		dst[0] = 0;
}

/* the order of uregs[] is that of struct pt_regs; segment registers are not kept there */
RT_INLINE rt_u64 rt_ureg(rt_u64 n)
{
	rt_u64 v = 0;

	if (n < sizeof(struct pt_regs) / 8)
		bpf_probe_read_kernel(&v, sizeof(v),
				      (rt_u64 *)bpf_task_pt_regs(bpf_get_current_task_btf()) + n);
	return v;
}

RT_INLINE rt_u64 rt_randint(struct firing *f, rt_s64 n, rt_u32 code)
{
	if (n > 1 << 20)
		return rt_fault(f, code, n);
	return n > 0 ? bpf_get_prandom_u32() % (rt_u64)n : 0;
}

/* of a probe_type() that says so: kretprobe, uretprobe */
RT_INLINE rt_u64 rt_is_return(const char *mark)
{
	return mark[0] == '1';
}

struct rt_progeny {
	struct task_struct___rt *task;
	rt_u64 pid, found;
};

static long rt_progeny_step(rt_u32 i, struct rt_progeny *c)
{
	struct task_struct___rt *t = c->task;
	rt_s32 pid = RT_READ(t, tgid);

	if (pid == (rt_s32)c->pid)
		c->found = 1;
	c->task = RT_READ(t, real_parent);
	return pid <= 1 || c->found;
}

static __attribute__((noinline, unused)) rt_u64 rt_progenyof(rt_u64 pid)
{
	struct rt_progeny c = {
		.task = (void *)(bpf_get_current_task() + *(volatile rt_u64 *)&rt.zero), .pid = pid,
		.found = *(volatile rt_u64 *)&rt.zero,
	};

	bpf_loop(256, rt_progeny_step, &c, 0);
	return c.found;
}

#endif
