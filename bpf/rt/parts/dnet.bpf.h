/*
 * dnet.bpf.h - addresses of the network as text
 */
enum { RT_NET_TEXT = 63 };	/* characters of the longest: 20 bytes in hexadecimal with colons, and room */

struct rt_net_put {
	char *dst;
	rt_u64 size, at;
};

RT_INLINE void rt_net_put(struct rt_net_put *p, char ch)
{
	rt_u64 at = p->at;

	rt_barrier(at);
	/* the second bound is for verifiers (6.1) that do not know here what size is; no text is longer */
	if (at >= p->size - 1 || at >= RT_NET_TEXT)
		return;
	*rt_at(p->dst, at) = ch;
	p->at = at + 1;
}

/* each piece of an address is put by a callback: verified once, not along every path to it */
struct rt_pieces {
	struct rt_net_put p;
	rt_u64 addr, n;		/* of n bytes */
	rt_u64 first, run;	/* IPv6: zero groups that are left out */
	rt_u64 bad;
};

/* hexadecimal; at least so many digits */
RT_INLINE void rt_net_hex(struct rt_net_put *p, rt_u64 n, int least)
{
#pragma clang loop unroll(full)
	for (int shift = 12; shift >= 0; shift -= 4) {
		rt_u64 d = n >> shift & 15;

		if (n >> shift || shift < least * 4)
			rt_net_put(p, d < 10 ? '0' + d : 'a' + d - 10);
	}
}

static long rt_ip4_step(rt_u32 i, struct rt_pieces *c)
{
	rt_u8 n = 0;

	if (bpf_probe_read_kernel(&n, 1, (const void *)(c->addr + i))) {
		c->bad = 1;
		return 1;
	}
	if (i)
		rt_net_put(&c->p, '.');
	if (n >= 100)
		rt_net_put(&c->p, '0' + n / 100);
	if (n >= 10)
		rt_net_put(&c->p, '0' + n / 10 % 10);
	rt_net_put(&c->p, '0' + n % 10);
	return 0;
}

static long rt_link_step(rt_u32 i, struct rt_pieces *c)
{
	rt_u8 n = 0;

	if (i >= c->n)
		return 1;
	if (bpf_probe_read_kernel(&n, 1, (const void *)(c->addr + i))) {
		c->bad = 1;
		return 1;
	}
	if (i)
		rt_net_put(&c->p, ':');
	rt_net_hex(&c->p, n, 2);
	return 0;
}

static long rt_ip6_step(rt_u32 i, struct rt_pieces *c)
{
	rt_u16 n = 0;

	if (bpf_probe_read_kernel(&n, 2, (const void *)(c->addr + 2 * i))) {
		c->bad = 1;
		return 1;
	}
	if (i == c->first) {
		rt_net_put(&c->p, ':');
		if (i + c->run == 8)
			rt_net_put(&c->p, ':');
	} else if (i < c->first || i >= c->first + c->run) {
		if (i)
			rt_net_put(&c->p, ':');
		rt_net_hex(&c->p, __builtin_bswap16(n), 1);
	}
	return 0;
}

RT_INLINE struct rt_pieces rt_pieces(char *dst, rt_u32 size, rt_u64 addr)
{
	dst[0] = 0;
	return (struct rt_pieces){
		.p = { .dst = dst, .size = size, .at = rt_hide(0) }, .addr = addr, .bad = rt_hide(0),
	};
}

RT_INLINE void rt_net_end(struct rt_net_put *p)
{
	rt_u64 at = p->at;

	rt_barrier(at);
	if (at < p->size && at < RT_NET_TEXT + 1)
		*rt_at(p->dst, at) = 0;
}

RT_INLINE void rt_ip4_at(struct firing *f, char *dst, rt_u32 size, rt_u64 addr)
{
	struct rt_pieces c = rt_pieces(dst, size, addr);

	bpf_loop(4, rt_ip4_step, &c, 0);
	rt_net_end(&c.p);
	if (c.bad)
		rt_fault(f, 1 /* FAULT_BADADDR */, addr);
}

struct rt_zeros {
	rt_u64 addr, run, length, first;	/* now; the longest so far, of two at least */
};

static long rt_zeros_step(rt_u32 i, struct rt_zeros *c)
{
	rt_u16 n = 0;

	bpf_probe_read_kernel(&n, 2, (const void *)(c->addr + 2 * i));
	c->run = n ? 0 : c->run + 1;
	if (c->run > c->length) {
		c->length = c->run;
		c->first = i + 1 - c->run;
	}
	return 0;
}

/* RFC 5952; IPv4 inside IPv6 as IPv4, behind its prefix if strict */
RT_CALL rt_u64 rt_inet6(struct firing *f, char *dst, rt_u32 size, rt_u64 addr, rt_u64 strict)
{
	struct rt_pieces c = rt_pieces(dst, size, addr);
	rt_u16 g[8] = { 0 };

	if (bpf_probe_read_kernel(g, sizeof(g), (const void *)addr))
		return rt_fault(f, 1 /* FAULT_BADADDR */, addr);

	rt_u64 zero = !(g[0] | g[1] | g[2] | g[3] | g[4]);

	if (zero && (g[5] == 0xffff || (!g[5] && (g[6] || __builtin_bswap16(g[7]) > 1)))) {
		if (strict) {
			rt_net_put(&c.p, ':');
			rt_net_put(&c.p, ':');
			if (g[5]) {
				rt_net_hex(&c.p, 0xffff, 1);
				rt_net_put(&c.p, ':');
			}
		}
		c.addr += 12;
		bpf_loop(4, rt_ip4_step, &c, 0);
	} else {
		struct rt_zeros z = { .addr = addr, .run = rt_hide(0), .length = rt_hide(1), .first = rt_hide(8) };

		bpf_loop(8, rt_zeros_step, &z, 0);
		c.first = z.first;
		c.run = z.first < 8 ? z.length : 0;
		bpf_loop(8, rt_ip6_step, &c, 0);
	}
	rt_net_end(&c.p);
	return 0;
}

enum { RT_AF_INET6 = 10, RT_ARPHRD_ETHER = 1, RT_ARPHRD_INFINIBAND = 32 };

RT_INLINE void rt_inet_ntop(struct firing *f, char *dst, rt_u32 size, rt_s64 family, rt_u64 addr)
{
	if (family == RT_AF_INET6)
		rt_inet6(f, dst, size, addr, 1);
	else
		rt_ip4_at(f, dst, size, addr);
}

RT_CALL rt_u64 rt_link_ntop(struct firing *f, char *dst, rt_u32 size, rt_s64 type, rt_u64 addr)
{
	struct rt_pieces c = rt_pieces(dst, size, addr);
	rt_u64 n = type == RT_ARPHRD_ETHER ? 6 : type == RT_ARPHRD_INFINIBAND ? 20 : 0;

	if (!n)
		return rt_fault(f, 3 /* FAULT_ILLOP */, type);
	c.n = n;
	bpf_loop(20, rt_link_step, &c, 0);
	rt_net_end(&c.p);
	if (c.bad)
		rt_fault(f, 1 /* FAULT_BADADDR */, addr);
	return 0;
}
