/*
 * stack.bpf.h - stacks; after rt.bpf.h
 */
#ifndef RT_STACK_BPF_H
#define RT_STACK_BPF_H

/*
 * Between a tracepoint's place and its program are __traceiter_NAME, if somebody else listens, too, and
 * __bpf_trace_CLASS, if the compiler has not made a jump of its call. The kernel knows their names. One
 * answer is kept for each probe, in the low bits: it changes when others begin to listen.
 */
static __attribute__((unused)) volatile rt_u64 rt_trace_known[64] SEC(".data.trace") = { 0 };

RT_INLINE rt_u64 rt_trace_frames(void *ctx, rt_u64 skip, rt_u32 probe)
{
	static const char fmt[] = "%ps";
	rt_u64 pc[2] = { 0, 0 }, n = 0, known;

	if (bpf_get_stack(ctx, pc, sizeof(pc), skip) < (long)sizeof(pc))
		return 0;
	known = (pc[0] * 0x9e3779b97f4a7c15ULL + pc[1]) << 2;
	if ((rt_trace_known[probe & 63] & ~3ULL) == known)
		return rt_trace_known[probe & 63] & 3;
	for (rt_u32 i = 0; i < 2; i++) {
		union { char name[16]; rt_u64 head; } u = { .head = 0 };

		bpf_snprintf(u.name, sizeof(u.name), fmt, &pc[i], sizeof(pc[i]));
		if (u.head != 0x72745f6670625f5fULL && u.head != 0x6965636172745f5fULL)	/* "__bpf_tr", "__tracei" */
			break;
		n++;
	}
	rt_trace_known[probe & 63] = known | n;
	return n;
}

/* flags with the number of frames to leave out, which the kernel takes in the low byte */
RT_INLINE rt_u64 rt_stack_flags(const struct firing *f, rt_u64 flags)
{
	rt_u64 skip = f->skip & 0xff;

	if (flags & RT_USER_STACK)
		return flags;
	if (f->skip & RT_SKIP_TRACE)
		skip += rt_trace_frames(f->ctx, skip, f->probe);
	return flags | skip;
}

/* frames into a struct rt_stack of size bytes, zeros behind them so that it can be a key */
RT_INLINE void rt_stack_get(struct firing *f, void *dst, rt_u32 size, rt_u32 tgid, rt_u64 flags)
{
	struct rt_stack *s = dst;

	/* a failing read fills with zeros, of any size and in one call */
	bpf_probe_read_kernel(dst, size, NULL);

	long n = bpf_get_stack(f->ctx, s->pc, size - sizeof(*s), rt_stack_flags(f, flags));

	s->tgid = tgid;
	s->n = n > 0 ? (rt_u64)n / 8 : 0;
}

#define rt_stack(f, dst, size) rt_stack_get(f, dst, size, 0, 0)
#define rt_ustack(f, dst, size) \
	rt_stack_get(f, dst, size, bpf_get_current_pid_tgid() >> 32, RT_USER_STACK)
/* whose frames are looked at in the kernel: all are there at once */
#define rt_ustack_now(f, dst, size) rt_ustack(f, dst, size)

/* number of frames; dst is room for them */
RT_INLINE rt_u64 rt_depth(struct firing *f, void *dst, rt_u32 size, rt_u64 flags)
{
	long n = bpf_get_stack(f->ctx, dst, size & ~7u, rt_stack_flags(f, flags));

	return n > 0 ? (rt_u64)n / 8 : 0;
}

/* the second frame: whoever called what was probed */
RT_INLINE rt_u64 rt_caller(struct firing *f, rt_u64 flags)
{
	rt_u64 pc[2] = { 0, 0 };

	bpf_get_stack(f->ctx, pc, sizeof(pc), rt_stack_flags(f, flags));
	if (flags && f->frame_up && f->regs)	/* no frame yet, or no more */
		bpf_probe_read_user(&pc[1], 8, (void *)rt_reg(f->regs, sp));
	return pc[1];
}

/* where the kernel is while a tick fires: it has no registers, but a stack */
RT_INLINE rt_u64 rt_tick_pc(struct firing *f)
{
	rt_u64 pc = 0;

	bpf_get_stack(f->ctx, &pc, sizeof(pc), rt_stack_flags(f, 0));
	return pc;
}

#define rt_ucaller(f) rt_caller(f, RT_USER_STACK)
#define rt_udepth(f, dst, size) rt_depth(f, dst, size, RT_USER_STACK)

RT_INLINE void rt_usym_of(void *dst, rt_u64 addr)
{
	((rt_u64 *)dst)[0] = bpf_get_current_pid_tgid() >> 32;
	((rt_u64 *)dst)[1] = addr;
}
#define rt_usym(dst, addr) rt_usym_of(dst, addr)

#endif
