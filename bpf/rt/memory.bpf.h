/*
 * memory.bpf.h - scratch memory of a clause, user and kernel memory; after rt.bpf.h
 *
 * The alloca area of a clause is $dst, $size; f->used says how much of it is given out. Pointers
 * into it that went through a variable are plain numbers for the verifier, so a store finds its
 * place again by the distance from the area's start.
 */
#ifndef RT_MEMORY_BPF_H
#define RT_MEMORY_BPF_H

#include "string.bpf.h"

enum { RT_F_BADADDR = 1, RT_F_NOSCRATCH = 5, RT_F_BADSIZE = 10 };	/* enum fault_code */

RT_INLINE rt_u64 rt_swap16(rt_u64 v) { return __builtin_bswap16(v); }
RT_INLINE rt_u64 rt_swap32(rt_u64 v) { return __builtin_bswap32(v); }
RT_INLINE rt_u64 rt_swap64(rt_u64 v) { return __builtin_bswap64(v); }

/* a pointer as a number that the verifier allows to calculate with */
RT_INLINE rt_u64 rt_addr(rt_u64 p)
{
	rt_u64 at = p, v = 0;

	bpf_probe_read_kernel(&v, sizeof(v), &at);
	return v;
}

/* ---- scratch ---- */
#ifndef RT_STAP
/* n bytes at p are given out: p as a number, which may be added to and compared */
RT_INLINE rt_u64 rt_deal(struct firing *f, char *p, rt_u64 n)
{
	rt_u64 at = rt_addr((rt_u64)p), from = at - rt_addr((rt_u64)f->scratch);

	if (!f->dealt_end || from < f->dealt)
		f->dealt = from;
	if (from + n > f->dealt_end)
		f->dealt_end = from + n;
	return at;
}

RT_INLINE int rt_is_dealt(const struct firing *f, rt_u64 at, rt_u64 n)
{
	at -= rt_addr((rt_u64)f->scratch);
	return at >= f->dealt && at < f->dealt_end && n <= f->dealt_end - at;
}

/*
 * n bytes of the area. The verifier follows a comparison of one number with a constant, and no sum; and in
 * 6.1 no number that clang kept on the stack before it was compared.
 */
#define RT_DEAL_OUT(f, area, size, n, at)						\
	rt_u64 at = (f->used + 7) & ~7ULL;						\
	if (n > size || at > size - n)							\
		return rt_fault(f, RT_F_NOSCRATCH, n);					\
	f->used = at + n;								\
	rt_at_most(at, size);								\
	rt_at_most(n, size)

RT_INLINE rt_u64 rt_alloca(struct firing *f, char *area, rt_u64 size, rt_u64 n)
{
	RT_DEAL_OUT(f, area, size, n, at);
	bpf_probe_read_kernel(area + at, n, NULL);	/* what cannot be read is zeros */
	return rt_deal(f, area + at, n);
}

RT_INLINE rt_u64 rt_copyin(struct firing *f, char *area, rt_u64 size, rt_u64 from, rt_u64 n)
{
	RT_DEAL_OUT(f, area, size, n, at);
	if (bpf_probe_read_user(area + at, n, (const void *)from))
		return rt_fault(f, RT_F_BADADDR, from);
	return rt_deal(f, area + at, n);
}

struct rt_copy {
	char *area;
	rt_u64 size, at, n, from, user, bad;
};

static long rt_copy_step(rt_u32 i, struct rt_copy *c)
{
	rt_u64 at = c->at + i;
	const void *from = (const void *)(c->from + i);

	if (i >= c->n || at >= c->size)
		return 1;
	rt_barrier(at);
	if (at >= c->size)
		return 1;
	if (c->user ? bpf_probe_read_user(c->area + at, 1, from) : bpf_probe_read_kernel(c->area + at, 1, from)) {
		c->bad = 1;
		return 1;
	}
	return 0;
}

RT_CALL rt_u64 rt_copy_run(struct rt_copy *c, rt_u64 to)
{
	rt_u64 at = rt_addr(to) - rt_addr((rt_u64)c->area);

	c->at = rt_hide(at);
	c->bad = rt_hide(0);
	if (at >= c->size || c->n > c->size - at)
		return 1;
	bpf_loop(RT_MAX_STRING, rt_copy_step, c, 0);
	return c->bad;
}

RT_INLINE void rt_copy(struct firing *f, char *area, rt_u64 size, rt_u64 from, rt_u64 to, rt_u64 n,
		       rt_u64 user)
{
	struct rt_copy c = { .area = area, .size = size, .n = n, .from = rt_addr(from), .user = user };

	if (n > size)		/* no scratch memory has room for it, a negative one neither */
		rt_fault(f, RT_F_BADSIZE, n);
	else if (!rt_is_dealt(f, rt_addr(to), n))
		rt_fault(f, RT_F_BADADDR, rt_addr(to));
	else if (rt_copy_run(&c, to))
		rt_fault(f, RT_F_BADADDR, c.from);
}

#define rt_copyinto(f, area, size, from, n, to) rt_copy(f, area, size, from, to, n, 1)
#define rt_bcopy(f, area, size, from, to, n) rt_copy(f, area, size, from, to, n, 0)

#endif

/* ---- text ---- */
RT_INLINE void rt_copyinstr(struct firing *f, char *dst, rt_u32 size, rt_u64 from, rt_u64 max)
{
	if (max > size)
		max = size;
	rt_barrier(max);
	if (max > size)
		max = size;
	if (bpf_probe_read_user_str(dst, max, (const void *)from) < 0) {
		dst[0] = 0;
		rt_fault(f, RT_F_BADADDR, from);
	} else if (!max) {
		dst[0] = 0;
	}
}

/* n: at most so many characters; < 0 when the text cannot be read */
RT_INLINE long rt_text(char *dst, rt_u32 size, rt_u64 from, rt_u64 n, int user)
{
	n = n >= size ? size : n + 1;
	rt_barrier(n);
	if (n > size)
		n = size;
	return user ? bpf_probe_read_user_str(dst, n, (const void *)from)
		    : bpf_probe_read_kernel_str(dst, n, (const void *)from);
}

RT_INLINE void rt_text_fault(struct firing *f, char *dst, rt_u32 size, rt_u64 from, rt_u64 n, int user,
			     rt_u32 code)
{
	if (rt_text(dst, size, from, n, user) < 0) {
		dst[0] = 0;
		rt_fault(f, code, from);
	}
}

RT_INLINE void rt_text_or(char *dst, rt_u32 size, rt_u64 from, rt_u64 n, const char *other, int user)
{
	if (rt_text(dst, size, from, n, user) < 0)
		rt_str_copy(dst, size, other);
}

/* the first n bytes of a buffer from memory, zeros behind them */
#define rt_bytes(f, dst, size, from, n, user, code) ({					\
	if ((rt_u64)(n) > 4096)								\
		rt_fault(f, FAULT_DUMP_SIZE, n);					\
	else if (rt_bytes_read(dst, size, from, n, user))				\
		rt_fault(f, code, from);						\
	0; })

RT_INLINE long rt_bytes_read(char *dst, rt_u32 size, rt_u64 from, rt_u64 n, int user)
{
	bpf_probe_read_kernel(dst, size, NULL);		/* fails, which fills with zeros */
	n = n < size ? n : size;
	rt_barrier(n);
	if (n > size)
		n = size;
	return user ? bpf_probe_read_user(dst, n, (const void *)from) : bpf_probe_read_kernel(dst, n, (const void *)from);
}

#define rt_user_string(f, dst, size, from, n) rt_text_fault(f, dst, size, from, n, 1, FAULT_USER_STRING)
#define rt_kernel_string(f, dst, size, from, n) rt_text_fault(f, dst, size, from, n, 0, FAULT_KERNEL_STRING)
#define rt_user_string_or(dst, size, from, n, other) rt_text_or(dst, size, from, n, other, 1)
#define rt_kernel_string_or(dst, size, from, n, other) rt_text_or(dst, size, from, n, other, 0)

/* ---- numbers ---- */
#define RT_READ_USER(type, addr) ({							\
	type rt_v_ = 0;									\
	bpf_probe_read_user(&rt_v_, sizeof(rt_v_), (const void *)(addr));		\
	rt_v_; })
#define RT_READ_USER_FAULT(f, type, addr, code) ({						\
	type rt_v_ = 0;									\
	if (bpf_probe_read_user(&rt_v_, sizeof(rt_v_), (const void *)(addr)))		\
		rt_fault(f, code, (rt_u64)(addr));					\
	rt_v_; })
#define RT_READ_KERNEL(f, type, addr, code) ({						\
	type rt_v_ = 0;									\
	if (bpf_probe_read_kernel(&rt_v_, sizeof(rt_v_), (const void *)(addr)))		\
		rt_fault(f, code, (rt_u64)(addr));					\
	rt_v_; })

#define RT_WRITE_USER(f, type, addr, value) ({						\
	type rt_v_ = (type)(value);							\
	if (bpf_probe_write_user((void *)(addr), &rt_v_, sizeof(rt_v_)))		\
		rt_fault(f, FAULT_USER_STORE, (rt_u64)(addr));				\
	0; })

/* ---- writing to user memory ---- */

/* a bit-field: n bits from the one at first on, in the eight bytes from addr on; what is not of it stays */
RT_INLINE rt_s64 rt_write_bits(struct firing *f, int fault, rt_u64 addr, rt_u64 first, rt_u64 n, rt_s64 value)
{
	rt_u64 word = 0, mask = (n < 64 ? (1ULL << n) - 1 : ~0ULL) << first;
	rt_u32 bytes = (first + n + 7) / 8;

	if (bytes > 8 || bpf_probe_read_user(&word, bytes, (void *)addr))
		rt_fault(f, fault, addr);
	word = (word & ~mask) | ((rt_u64)value << first & mask);
	if (bytes > 8 || bpf_probe_write_user((void *)addr, &word, bytes))
		rt_fault(f, fault, addr);
	return value;
}

struct rt_copyout {
	rt_u64 from, to, n, text, bad;	/* text: stop behind the NUL */
};

static long rt_copyout_step(rt_u32 i, struct rt_copyout *c)
{
	char ch = 0;

	if (i >= c->n)
		return 1;
	if (bpf_probe_read_kernel(&ch, 1, (const void *)(c->from + i)) ||
	    bpf_probe_write_user((void *)(c->to + i), &ch, 1)) {
		c->bad = 1;
		return 1;
	}
	return c->text && !ch;
}

RT_CALL rt_u64 rt_copyout_run(rt_u64 from, rt_u64 to, rt_u64 n, rt_u64 text)
{
	struct rt_copyout c = { .from = from, .to = to, .n = n, .text = text, .bad = rt_hide(0) };

	bpf_loop(RT_MAX_STRING, rt_copyout_step, &c, 0);
	return c.bad;
}

RT_INLINE void rt_copyout(struct firing *f, rt_u64 from, rt_u64 to, rt_u64 n)
{
	if (rt_copyout_run(rt_addr(from), to, n, 0))
		rt_fault(f, RT_F_BADADDR, to);
}

RT_INLINE void rt_copyoutstr(struct firing *f, const char *s, rt_u32 sn, rt_u64 to, rt_u64 max)
{
	if (rt_copyout_run(rt_addr((rt_u64)s), to, max < sn ? max : sn, 1))
		rt_fault(f, RT_F_BADADDR, to);
}

/* ---- locks: the owner with flags in the low bits (kernel/locking/mutex.c) ---- */
struct mutex___rt {
	struct { rt_s64 counter; } owner;
} RT_CORE;

RT_INLINE rt_u64 rt_mutex_owner(struct firing *f, rt_u64 addr)
{
	rt_u64 owner = 0;

	if (bpf_probe_read_kernel(&owner, sizeof(owner), &((struct mutex___rt *)addr)->owner))
		rt_fault(f, RT_F_BADADDR, addr);
	return owner & ~7ULL;
}

RT_INLINE rt_u64 rt_mutex_owned(struct firing *f, rt_u64 addr)
{
	return rt_mutex_owner(f, addr) == bpf_get_current_task();
}

#endif
