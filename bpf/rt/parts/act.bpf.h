/*
 * act.bpf.h - rarer actions in the kernel: D's chill(), return(), pcap(), SystemTap's delays
 */
#define RT_DELAY_MAX 5000000000ULL	/* ns */

enum { RT_CHILL_MAX = 500000000 };	/* ns: longer would look like a hang to the kernel */

struct rt_chill {
	rt_u64 until;
};

static long rt_chill_step(rt_u32 i, struct rt_chill *c)
{
	return bpf_ktime_get_ns() >= c->until;
}

RT_CALL rt_u64 rt_chill(struct firing *f, rt_s64 ns)
{
	struct rt_chill c = { .until = rt_hide(bpf_ktime_get_ns() + (rt_u64)ns) };

	if (ns < 0 || ns > RT_CHILL_MAX)
		return rt_fault(f, 3 /* FAULT_ILLOP */, ns);
	bpf_loop(1 << 23, rt_chill_step, &c, 0);
	return 0;
}

enum { RT_DELAY_ROUNDS = 1 << 10 };

/* SystemTap's mdelay(), udelay(): what takes longer than five seconds would look like a hang to the kernel */
static __attribute__((noinline)) long rt_delay_round(rt_u32 i, struct rt_chill *c)
{
	bpf_loop(1 << 20, rt_chill_step, c, 0);
	return bpf_ktime_get_ns() >= c->until;
}

RT_CALL rt_u64 rt_delay(struct firing *f, rt_s64 n, rt_s64 unit)
{
	struct rt_chill c = { .until = rt_hide(bpf_ktime_get_ns() + (rt_u64)(n * unit)) };

	if (n <= 0)
		return 0;
	if ((rt_u64)n > RT_DELAY_MAX / (rt_u64)unit)	/* BPF divides unsigned numbers only */
		return rt_fault(f, FAULT_DELAY, n);
	bpf_loop(RT_DELAY_ROUNDS, rt_delay_round, &c, 0);
	return 0;
}

/* only a kprobe can; elsewhere regs is known to be 0 and nothing is left of it */
RT_INLINE void rt_override(struct firing *f, rt_s64 value)
{
	if (f->regs)
		bpf_override_return(f->regs, (rt_u64)value);
}

struct sk_buff___act {
	unsigned int len, data_len;
	unsigned char *data;
} RT_CORE;

struct rt_packet {		/* what the session finds in the record; pcap.c has the same */
	rt_u64 time;		/* ns since 1970 */
	rt_u32 kept, len;	/* bytes that follow; of the packet */
	char   data[];
};

RT_CALL rt_u64 rt_pcap(struct firing *f, char *dst, rt_u32 size, rt_u64 addr)
{
	struct sk_buff___act *skb = (void *)addr;
	struct rt_packet *p = (void *)dst;
	rt_u64 room = size - sizeof(*p), linear;

	p->time = bpf_ktime_get_ns() + rt.wall_offset;
	p->kept = p->len = 0;
	if (!skb)
		return rt_fault(f, 1 /* FAULT_BADADDR */, addr);
	p->len = RT_READ(skb, len);
	linear = p->len - RT_READ(skb, data_len);
	if (linear > room)
		linear = room;
	rt_barrier(linear);
	if (linear > room || bpf_probe_read_kernel(p->data, linear, RT_READ(skb, data)))
		return rt_fault(f, 1 /* FAULT_BADADDR */, addr);
	p->kept = linear;
	return 0;
}
