/*
 * cycle.bpf.h - the stack of functions that call each other in a circle: bpf/emit_cycle.c
 *
 * It lies in scratch memory, of which the verifier assumes nothing. So does a fault while it unwinds the
 * calls: verifiers before 6.7 take the first round of a callback for all, and would know that there is none.
 */
struct rt_cycle {
	rt_u64 go_on;		/* number of the place where the next round begins */
	rt_u64 depth;		/* calls that closed the cycle: entries of the stack */
	rt_u64 base;		/* calls that were under way before */
	rt_u64 failed;		/* the call that comes back was left by a fault: */
	rt_u64 code, via, site, value;
};

RT_INLINE void rt_cycle_begin(struct firing *f, struct rt_cycle *c, rt_u64 go_on)
{
	c->go_on = go_on;
	c->depth = 0;
	c->base = f->depth;
	c->failed = 0;
}

/* a round begins like every other, or the verifier follows each with what one before left in the firing */
RT_INLINE void rt_cycle_round(struct firing *f, const struct rt_cycle *c)
{
	f->depth = (rt_u32)(c->base + c->depth);
	__builtin_memset(&f->fault, 0, sizeof(f->fault));
	f->thrown = 0;
}

/* entry number `depth` of n; 0: it is none */
RT_INLINE char *rt_cycle_entry(char *stack, rt_u64 depth, rt_u64 n, rt_u64 size)
{
	rt_barrier(depth);
	if (depth >= n)
		return 0;
	return stack + depth * size;
}

/* what stays of the caller: where it goes on, its locals */
RT_INLINE void rt_cycle_push(struct rt_cycle *c, char *entry, rt_u64 go_on, const char *locals, rt_u32 size)
{
	*(rt_u64 *)entry = go_on;
	if (size)
		bpf_probe_read_kernel(entry + 8, size, locals);
	c->depth += 1;
}

/* 1: nobody of the cycle has called */
RT_INLINE int rt_cycle_return(struct rt_cycle *c, char *stack, rt_u64 n, rt_u64 size)
{
	rt_u64 depth = c->depth;
	char *entry = rt_cycle_entry(stack, depth - 1, n, size);

	if (!entry)
		return 1;
	c->depth = depth - 1;
	c->go_on = *(rt_u64 *)entry;
	return 0;
}

RT_INLINE void rt_cycle_pop(struct rt_cycle *c, char *stack, rt_u64 n, rt_u64 size, char *locals, rt_u32 nlocals)
{
	char *entry = rt_cycle_entry(stack, c->depth, n, size);

	if (entry && nlocals)
		bpf_probe_read_kernel(locals, nlocals, entry + 8);
}

/* the fault waits for the next round; the text of an error() may lie in what the caller's locals replace */
RT_INLINE void rt_cycle_fail(struct firing *f, struct rt_cycle *c, char *text, rt_u32 size)
{
	c->failed = 1;
	c->code = f->fault.code;
	c->via = f->fault.via;
	c->site = f->fault.site;
	c->value = f->fault.value;
	if (f->fault.code == 15)
		rt_str_copy(text, size, f->thrown);
	__builtin_memset(&f->fault, 0, sizeof(f->fault));
	f->thrown = 0;
}

RT_INLINE void rt_cycle_fails_on(struct firing *f, struct rt_cycle *c, char *text)
{
	c->failed = 0;
	f->fault.code = (rt_u16)c->code;
	f->fault.via = (rt_u16)c->via;
	f->fault.site = (rt_u32)c->site;
	f->fault.value = c->value;
	f->thrown = text;
}
