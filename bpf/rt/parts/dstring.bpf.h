/*
 * dstring.bpf.h - strings of D that take more than a search: strtok(), cleanpath(), bases
 */

/* ---- sets of characters ---- */
struct rt_set {
	const char *t;
	rt_u64 w0, w1, w2, w3;		/* a bit for each character */
};

static long rt_set_step(rt_u32 i, struct rt_set *c)
{
	rt_u64 w = rt_chunk(c->t, (rt_u64)i * RT_CHUNK);

	for (int j = 0; j < RT_CHUNK; j++, w >>= 8) {
		rt_u64 bit = 1ULL << (w & 63);

		if (!(w & 0xff))
			return 1;
		switch (w >> 6 & 3) {
		case 0: c->w0 |= bit; break;
		case 1: c->w1 |= bit; break;
		case 2: c->w2 |= bit; break;
		case 3: c->w3 |= bit; break;
		}
	}
	return 0;
}

struct rt_span {
	const char *s;
	struct rt_set set;
	rt_u64 from, in, pos;
};

static long rt_span_step(rt_u32 i, struct rt_span *c)
{
	rt_u64 w = rt_chunk(c->s, c->from + (rt_u64)i * RT_CHUNK);

	for (int j = 0; j < RT_CHUNK; j++, w >>= 8) {
		rt_u64 high = w >> 6 & 3;
		rt_u64 word = high == 0 ? c->set.w0 : high == 1 ? c->set.w1 : high == 2 ? c->set.w2 : c->set.w3;

		if (!(w & 0xff) || (word >> (w & 63) & 1) != c->in) {
			c->pos = c->from + (rt_u64)i * RT_CHUNK + j;
			return 1;
		}
	}
	return 0;
}

/* from there on, the first character that is (in 0) or is not (in 1) one of t; or the end */
RT_CALL rt_u64 rt_span(const char *s, rt_u32 sn, rt_u64 from, const char *t, rt_u64 in)
{
	rt_u64 len = rt_strlen(s, sn);
	struct rt_span c = {
		.s = s, .from = from > len ? len : from, .in = in, .pos = rt_hide(len),
		.set = { .t = t, .w0 = rt_hide(0), .w1 = rt_hide(0), .w2 = rt_hide(0), .w3 = rt_hide(0) },
	};

	bpf_loop(RT_MAX_CHUNKS, rt_set_step, &c.set, 0);
	bpf_loop(RT_MAX_CHUNKS, rt_span_step, &c, 0);
	return c.pos;
}

/* from at to before next - 1; 0 (NULL) when there is nothing */
RT_CALL int rt_token_text(char *dst, rt_u32 size, const char *s, rt_u64 at, rt_u64 next)
{
	dst[0] = 0;
	if (next <= at + 1)
		return 0;
	rt_sub(dst, size, s, at, next - 1 - at);
	return 1;
}

/* ---- numbers in any base ---- */
struct rt_digits {
	char *dst;
	rt_u64 size, rest, base, at;
};

static long rt_digits_count(rt_u32 i, struct rt_digits *c)
{
	if (!c->base || c->rest < c->base)
		return 1;
	c->rest /= c->base;
	c->at += 1;
	return 0;
}

static long rt_digits_put(rt_u32 i, struct rt_digits *c)
{
	rt_u64 at = c->at, d;

	rt_barrier(at);
	if (!c->base || at >= c->size)
		return 1;
	d = c->rest % c->base;
	*rt_at(c->dst, at) = d < 10 ? '0' + d : 'a' + d - 10;
	c->rest /= c->base;
	c->at = at - 1;
	return !c->rest;
}

/* signed in base 10 only; 0 and 0x before octal and hexadecimal, as illumos writes them */
RT_CALL rt_u64 rt_lltostr_base(struct firing *f, char *dst, rt_u32 size, rt_u64 n, rt_u64 base)
{
	rt_u64 minus = base == 10 && (rt_s64)n < 0, at;
	struct rt_digits c = { .dst = dst, .size = size, .base = base, .at = rt_hide(0) };

	dst[0] = 0;
	if (base < 2 || base > 36)
		return rt_fault(f, 3 /* FAULT_ILLOP */, base);
	if (minus)
		n = -n;
	c.rest = rt_hide(n);
	bpf_loop(64, rt_digits_count, &c, 0);
	at = c.at + minus + (base == 16 ? 2 : base == 8 && n ? 1 : 0) + 1;
	rt_barrier(at);
	if (at >= size)
		return 0;
	*rt_at(dst, at) = 0;
	c.at = at - 1;
	c.rest = rt_hide(n);
	bpf_loop(65, rt_digits_put, &c, 0);
	if (minus)
		dst[0] = '-';
	if (base == 8 && n)
		dst[0] = '0';
	if (base == 16 && size > 2) {
		dst[0] = '0';
		dst[1] = 'x';
	}
	return 0;
}

/* ---- cleanpath() ---- */
struct rt_clean {
	const char *s;
	char *dst;
	rt_u64 size;
	rt_u64 at;		/* next byte of dst */
	rt_u64 start;		/* where the component begins */
	rt_u64 depth;		/* components that ".." can take away */
	rt_u64 root;		/* the path is absolute */
	rt_u64 dots;		/* the component is so many dots; 3 and more: it is something else */
};

static long rt_clean_back(rt_u32 i, struct rt_clean *c)
{
	rt_u64 p = c->start - 1, before = p - 1;

	rt_barrier(p);
	rt_barrier(before);
	if (p >= c->size) {
		c->start = 0;
		return 1;
	}
	c->start = p;
	if (before >= c->size)
		return 1;
	return *rt_at(c->dst, before) == '/';
}

/* a component has ended; slash: another may follow */
RT_INLINE long rt_clean_end(struct rt_clean *c, rt_u64 slash)
{
	if (c->at == c->start)
		return 0;
	if (c->dots == 1) {
		c->at = c->start;
	} else if (c->dots == 2 && c->depth) {
		c->depth -= 1;
		/* behind the slash before the component that goes away */
		bpf_loop(4096, rt_clean_back, c, 0);
		c->at = c->start;
	} else if (c->dots == 2 && c->root) {
		c->at = c->start;
	} else {
		c->depth += c->dots != 2;
		if (slash) {
			rt_u64 at = c->at;

			rt_barrier(at);
			if (at >= c->size)
				return 1;
			*rt_at(c->dst, at) = '/';
			c->at = at + 1;
		}
		c->start = c->at;
	}
	c->dots = 0;
	return 0;
}

static long rt_clean_step(rt_u32 i, struct rt_clean *c)
{
	rt_u8 ch = 0;
	rt_u64 at = c->at;

	bpf_probe_read_kernel(&ch, 1, c->s + (i & RT_STRING_MASK));
	if (!ch || ch == '/') {
		if (rt_clean_end(c, ch))
			return 1;
		return !ch;
	}
	rt_barrier(at);
	if (at >= c->size)
		return 1;
	c->dots = ch == '.' && at - c->start == c->dots ? c->dots + 1 : 9;
	*rt_at(c->dst, at) = ch;
	c->at = at + 1;
	return 0;
}

RT_CALL int rt_cleanpath(char *dst, rt_u32 size, const char *s)
{
	rt_u64 first = rt_chunk(s, 0) & 0xff, root = first == '/', at;
	struct rt_clean c = {
		.s = s, .dst = dst, .size = size, .at = rt_hide(root), .start = rt_hide(root),
		.depth = rt_hide(0), .root = root, .dots = rt_hide(0),
	};

	dst[0] = 0;
	if (!first)
		return 0;
	if (root)
		dst[0] = '/';
	bpf_loop(RT_MAX_STRING, rt_clean_step, &c, 0);
	at = c.at;

	rt_u64 last = at - 1;

	rt_barrier(last);
	if (last < size && *rt_at(dst, last) == '/' && last)	/* tested together, 0 and size are compared in a copy */
		at = last;
	if (!at) {
		rt_path_short(dst, '.');
		return 0;
	}
	rt_barrier(at);
	if (at < size)
		*rt_at(dst, at) = 0;
	dst[size - 1] = 0;
	return 0;
}
