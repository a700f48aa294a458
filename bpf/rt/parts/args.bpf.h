/*
 * args.bpf.h - the command line of the current process, its arguments divided by blanks
 */
struct mm_struct___args {
	unsigned long arg_start, arg_end;
} RT_CORE;

struct task_struct___args {
	struct mm_struct___args *mm;
} RT_CORE;

struct rt_args {
	char *dst;
	rt_u64 n, size;		/* bytes to look at, of so many */
};

static long rt_args_step(rt_u32 i, struct rt_args *c)
{
	rt_u64 at = i;

	if (at >= c->n || at >= c->size)
		return 1;

	char *p = rt_at(c->dst, at);

	if (!*p)
		*p = ' ';
	return 0;
}

/* a process may write there: what it left is what is shown, as in /proc/PID/cmdline */
RT_INLINE void rt_execargs(char *dst, rt_u32 size)
{
	struct task_struct___args *t = (void *)bpf_get_current_task();
	struct mm_struct___args *mm = RT_READ(t, mm);
	rt_u64 from = mm ? RT_READ(mm, arg_start) : 0, n = mm ? RT_READ(mm, arg_end) - from : 0;
	struct rt_args c = { .dst = dst, .size = size, .n = rt_hide(n > size ? size - 1 : n ? n - 1 : 0) };

	dst[0] = 0;
	n = n > size ? size : n;
	rt_barrier(n);
	if (n > size)
		n = size;
	if (bpf_probe_read_user(dst, n, (void *)from))
		return;
	dst[size - 1] = 0;
	bpf_loop(size, rt_args_step, &c, 0);
	dst[size - 1] = 0;
}
