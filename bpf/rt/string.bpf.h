/*
 * string.bpf.h - string functions of the builtins; after rt.bpf.h
 *
 * Strings are read by chunks of 7 bytes with probe reads, so it does not matter whether they lie in
 * a map or in the kernel, and nothing behind their end is touched. Whatever grows with the length
 * runs in bpf_loop (kernel 5.17), so the cost of verifying does not depend on strsize. Verifiers
 * before 6.7 walk a callback once only and would take what they see there for all there is ("bpf:
 * verify callbacks as if they are called unknown number of times"): state that a callback changes
 * starts as rt_hide(value), of which the verifier knows nothing.
 */
#ifndef RT_STRING_BPF_H
#define RT_STRING_BPF_H

#define RT_CALL static __attribute__((noinline, unused))
#ifdef RT_LONG		/* a strsize beyond 4096 */
enum { RT_CHUNK = 7, RT_MAX_STRING = RT_LONG, RT_STRING_MASK = 0xfffff };
#else
enum { RT_CHUNK = 7, RT_MAX_STRING = 4096, RT_STRING_MASK = 0x3fff };
#endif
enum { RT_MAX_CHUNKS = RT_MAX_STRING / RT_CHUNK + 15 };

/* the same number, but unknown to the verifier */
RT_INLINE rt_u64 rt_hide(rt_u64 v)
{
	return v + *(volatile rt_u64 *)&rt.zero;
}

/* D: a variable that was set to NULL, which "" is not: a byte behind the NUL says so */
RT_INLINE void rt_mark_null(char *s)
{
	s[1] = (char)0xff;
}

RT_INLINE void rt_not_null(char *s)
{
	if (!s[0])
		s[1] = 0;
}

RT_INLINE const char *rt_null_or(const char *s)
{
	rt_u16 w = 0;

	rt_barrier(s);		/* see rt_is() */
	if (s)
		bpf_probe_read_kernel(&w, sizeof(w), s);
	return w == 0xff00 ? 0 : s;
}

/*
 * to compare a text with NULL: 0, it is that. Clang learns nothing here: not that scratch + n, where the text
 * is, may be NULL; and of two that are NULL it makes no "x | y is 0", which pointers do not bear.
 */
RT_INLINE rt_u64 rt_is(const char *s)
{
	rt_u64 is;

	rt_barrier(s);
	is = s != 0;
	rt_barrier(is);
	return is;
}

/* up to 7 bytes at an offset, the rest of the word 0 */
RT_INLINE rt_u64 rt_chunk(const char *s, rt_u64 off)
{
	rt_u64 w = 0;

	rt_mask(off, RT_STRING_MASK);
	bpf_probe_read_kernel_str(&w, 8, s + off);
	return w & 0x00ffffffffffffffULL;
}

#ifdef RT_LONG
struct rt_length {
	const char *s;
	rt_u64 n;
};

enum { RT_LENGTH_STEP = 63 };

static long rt_length_step(rt_u32 i, struct rt_length *c)
{
	char part[RT_LENGTH_STEP + 1];
	rt_u64 off = (rt_u64)i * RT_LENGTH_STEP;

	rt_mask(off, RT_STRING_MASK);
	long got = bpf_probe_read_kernel_str(part, sizeof(part), c->s + off);

	if (got == (long)sizeof(part))
		return 0;
	c->n = got > 0 ? off + got - 1 : off;
	return 1;
}

RT_CALL rt_u64 rt_strlen(const char *s, rt_u32 n)
{
	struct rt_length c = { .s = s, .n = rt_hide(n ? n - 1 : 0) };

	bpf_loop(n / RT_LENGTH_STEP + 1, rt_length_step, &c, 0);
	return c.n;
}
#else
RT_CALL rt_u64 rt_strlen(const char *s, rt_u32 n)
{
	char part[64];

	for (rt_u32 off = 0; off < n && off < RT_MAX_STRING; off += sizeof(part) - 1) {
		long got = bpf_probe_read_kernel_str(part, sizeof(part), s + off);

		if (got < (long)sizeof(part))
			return rt_hide(got > 0 ? off + got - 1 : off);
	}
	return n ? n - 1 : 0;
}
#endif

struct rt_cmp {
	const char *a, *b;
	rt_s64 order;
};

static long rt_cmp_step(rt_u32 i, struct rt_cmp *c)
{
	rt_u64 a = rt_chunk(c->a, (rt_u64)i * RT_CHUNK), b = rt_chunk(c->b, (rt_u64)i * RT_CHUNK);

	if (a != b) {
		c->order = __builtin_bswap64(a) < __builtin_bswap64(b) ? -1 : 1;
		return 1;
	}
	return !(a >> 8 * (RT_CHUNK - 1));
}

/* <0, 0, >0 bytewise over strings of which one has at most n bytes */
RT_CALL rt_s64 rt_str_cmp(const char *a, const char *b, rt_u32 n)
{
	struct rt_cmp c = { .a = a, .b = b, .order = rt_hide(0) };

	bpf_loop(n / RT_CHUNK + 1, rt_cmp_step, &c, 0);
	return c.order;
}

/* ---- making strings ---- */
struct rt_append {
	char *dst;
	rt_u64 size, at;
	const char *src;
};

static long rt_append_step(rt_u32 i, struct rt_append *c)
{
	rt_u64 w = rt_chunk(c->src, (rt_u64)i * RT_CHUNK);

	for (int j = 0; j < RT_CHUNK; j++, w >>= 8) {
		rt_u64 at = c->at;

		if (at >= c->size)
			return 1;
		*rt_at(c->dst, at) = w;
		if (!(w & 0xff))
			return 1;
		c->at = at + 1;
	}
	return 0;
}

RT_CALL int rt_strjoin(char *dst, rt_u32 size, const char *a, const char *b)
{
	long n = bpf_probe_read_kernel_str(dst, size, a);
	struct rt_append c = { .dst = dst, .size = size, .at = rt_hide(n > 0 ? n - 1 : 0), .src = b };

	bpf_loop(RT_MAX_CHUNKS, rt_append_step, &c, 0);
	dst[size - 1] = 0;
	return 0;
}

/* n bytes from offset start on; n and start from the script, any value */
RT_INLINE void rt_sub(char *dst, rt_u32 size, const char *s, rt_u64 start, rt_u64 n)
{
	rt_mask(start, RT_STRING_MASK);
	n = n >= size ? size : n + 1;
	rt_barrier(n);
	if (n > size)
		n = size;
	if (bpf_probe_read_kernel_str(dst, n, s + start) < 0)
		dst[0] = 0;
}

RT_CALL int rt_substr(char *dst, rt_u32 size, const char *s, rt_u32 sn, rt_s64 start, rt_s64 n)
{
	dst[0] = 0;
	if (start < 0 || n <= 0 || start >= (rt_s64)rt_strlen(s, sn))
		return 0;
	rt_sub(dst, size, s, start, n);
	return 0;
}

/* D: a negative index counts from the end, a negative length leaves that many off the end */
RT_CALL int rt_substr_d(char *dst, rt_u32 size, const char *s, rt_u32 sn, rt_s64 i, rt_s64 n)
{
	rt_s64 len = rt_strlen(s, sn);

	dst[0] = 0;
	if (i < 0)
		i += len;
	if (i < 0 && n + i > 0) {
		n += i;
		i = 0;
	}
	if (i < 0 || i >= len)
		return 0;
	if (n < 0)
		n += len - i;
	if (n > 0)
		rt_sub(dst, size, s, i, n);
	return 0;
}

RT_INLINE void rt_lltostr(char *dst, rt_u32 size, rt_s64 n)
{
	static const char fmt[] = "%lld";
	rt_u64 arg = n;

	if (bpf_snprintf(dst, size, fmt, &arg, sizeof(arg)) < 0)
		dst[0] = 0;
}

RT_INLINE void rt_inet_ntoa(struct firing *f, char *dst, rt_u32 size, rt_u64 addr)
{
	static const char fmt[] = "%pI4";
	rt_u32 there;

	if (bpf_probe_read_kernel(&there, sizeof(there), (void *)addr))
		rt_fault(f, 1 /* FAULT_BADADDR */, addr);
	else if (bpf_snprintf(dst, size, fmt, &addr, sizeof(addr)) < 0)
		dst[0] = 0;
}

RT_INLINE void rt_ftrace(const char *s)
{
	static const char fmt[] = "%s";

	bpf_trace_printk(fmt, sizeof(fmt), s);
}

/* SystemTap's sprint(): a number in decimal, a string as it is */
#define rt_sprint(dst, size, x) \
	_Generic((x), char *: rt_str_copy, const char *: rt_str_copy, default: rt_lltostr)(dst, size, x)

/* lang/prog/fault.def as a function, which emit writes; 0: a code that is not there */
static int rt_fault_words(char *dst, rt_u32 size, rt_u32 code, rt_u64 value);

/* what catch() is given; eval_fault_text() has the same words */
RT_INLINE void rt_fault_text(struct firing *f, char *dst, rt_u32 size, const char *thrown)
{
	static const char addr[] = "read fault [man error::fault] at 0x%llx";
	static const char full[] = "Array overflow, check size limit (%lld)";
	rt_u64 value = f->fault.value;

	switch (f->fault.code) {
	case 4:
		rt_str_copy(dst, size, "division by 0");
		break;
	case 11:
		rt_str_copy(dst, size, "Position out of bounds");
		break;
	case 13:
		if (!value)
			rt_str_copy(dst, size, "Array overflow, check MAXMAPENTRIES");
		else if (bpf_snprintf(dst, size, full, &value, sizeof(value)) < 0)
			dst[0] = 0;
		break;
	case 15:
		if (!thrown)
			thrown = f->thrown;
		rt_barrier(thrown);	/* or clang asks of both at once, "x | y is 0", which pointers do not bear */
		rt_str_copy(dst, size, thrown);
		break;
	case 17:
		rt_str_copy(dst, size, "MAXNESTING exceeded");
		break;
	case 16:
		rt_str_copy(dst, size, "empty aggregate");
		break;
	default:
		if (rt_fault_words(dst, size, f->fault.code, value))
			break;
		if (bpf_snprintf(dst, size, addr, &value, sizeof(value)) < 0)
			dst[0] = 0;
		break;
	}
}

/* all arguments as 64 bits; the format in the conversions of the kernel's bpf_snprintf */
#define rt_sprintf(dst, size, fmt, ...) ({						\
	rt_u64 rt_args_[] = { __VA_ARGS__ };						\
	static const char rt_fmt_[] = fmt;						\
	if (bpf_snprintf(dst, size, rt_fmt_, rt_args_, sizeof(rt_args_)) < 0)		\
		(dst)[0] = 0;								\
	0; })

/* ---- letters ---- */
struct rt_letters {
	char *dst;
	rt_u64 size;
	rt_u64 first;		/* 'a' or 'A': letters that change case */
};

static long rt_letters_step(rt_u32 i, struct rt_letters *c)
{
	if (i >= c->size)
		return 1;
	char *at = rt_at(c->dst, i);
	rt_u8 ch = *at;

	if (!ch)
		return 1;
	if ((rt_u64)ch - c->first < 26)
		*at = ch ^ 32;
	return 0;
}

RT_CALL int rt_letters(char *dst, rt_u32 size, const char *s, rt_u64 first)
{
	struct rt_letters c = { .dst = dst, .size = size, .first = first };

	rt_str_copy(dst, size, s);
	bpf_loop(size, rt_letters_step, &c, 0);
	return 0;
}

#define rt_toupper(dst, size, s) rt_letters(dst, size, s, 'a')
#define rt_tolower(dst, size, s) rt_letters(dst, size, s, 'A')

/* ---- searching ---- */
struct rt_same {
	const char *s, *t;
	rt_u64 off, same;	/* where in s */
};

/* a window of s against a chunk of t, both behind the first 7 bytes of t */
static long rt_same_step(rt_u32 i, struct rt_same *c)
{
	rt_u64 t = rt_chunk(c->t, (rt_u64)(i + 1) * RT_CHUNK);
	rt_u64 s = rt_chunk(c->s, c->off + (rt_u64)(i + 1) * RT_CHUNK), mask = 0;
	int j = 0;

	for (; j < RT_CHUNK && (t >> 8 * j & 0xff); j++)
		mask |= 0xffULL << 8 * j;
	if ((s ^ t) & mask) {
		c->same = 0;
		return 1;
	}
	return j < RT_CHUNK;
}

/* does t, longer than 7 bytes, go on at s + off as it began */
RT_CALL rt_u64 rt_same(const char *s, rt_u64 off, const char *t)
{
	struct rt_same c = { .s = s, .t = t, .off = off, .same = rt_hide(1) };

	bpf_loop(RT_MAX_CHUNKS, rt_same_step, &c, 0);
	return c.same;
}

struct rt_find {
	const char *s, *t;	/* t NULL: the pattern is all there is */
	rt_u64 word;		/* next 7 bytes of s */
	rt_u64 pattern, mask;	/* first bytes of t */
	rt_s64 from, upto;	/* positions that count */
	rt_u64 last;		/* 1: the last one is looked for */
	rt_s64 pos, len;	/* found, -1: none; of s, -1: not reached */
};

static long rt_find_step(rt_u32 i, struct rt_find *c)
{
	rt_u64 w = c->word, next = rt_chunk(c->s, (rt_u64)(i + 1) * RT_CHUNK);

#pragma clang loop unroll(full)
	for (int j = 0; j < RT_CHUNK; j++) {
		rt_u64 window = w >> 8 * j | next << (56 - 8 * j);
		rt_s64 p = (rt_s64)i * RT_CHUNK + j;

		if (!((window ^ c->pattern) & c->mask) && p >= c->from && p <= c->upto &&
		    (!c->t || rt_same(c->s, p, c->t))) {
			c->pos = p;
			if (!c->last)
				return 1;
		}
		if (!(w >> 8 * j & 0xff)) {
			c->len = p;
			return 1;
		}
	}
	c->word = next;
	return 0;
}

/* position of t in s between from and upto, -1: none */
RT_CALL rt_s64 rt_find(const char *s, const char *t, rt_s64 from, rt_s64 upto, rt_u64 last)
{
	rt_u64 tlen = rt_strlen(t, 64);		/* only the first 8 bytes matter here */
	struct rt_find c = {
		.s = s, .t = tlen > RT_CHUNK ? t : NULL, .word = rt_hide(rt_chunk(s, 0)),
		.pattern = rt_chunk(t, 0),
		.mask = tlen >= RT_CHUNK ? 0x00ffffffffffffffULL : (1ULL << 8 * (tlen & 7)) - 1,
		.from = from, .upto = upto, .last = last, .pos = rt_hide(-1), .len = rt_hide(-1),
	};

	bpf_loop(RT_MAX_CHUNKS, rt_find_step, &c, 0);
	if (c.pos < 0 && !tlen && c.len >= 0 && from > c.len)
		return c.len;
	return c.pos;
}

#define rt_index(s, sn, t, tn, from) rt_find(s, t, from, RT_MAX_STRING, 0)
#define rt_rindex(s, sn, t, tn, upto) rt_find(s, t, 0, upto, 1)

RT_CALL rt_s64 rt_find_char(const char *s, rt_u8 ch, rt_u64 last)
{
	struct rt_find c = {
		.s = s, .word = rt_hide(rt_chunk(s, 0)), .pattern = ch, .mask = 0xff,
		.upto = RT_MAX_STRING, .last = last, .pos = rt_hide(-1), .len = rt_hide(-1),
	};

	bpf_loop(RT_MAX_CHUNKS, rt_find_step, &c, 0);
	return c.pos;
}

/* the tail from a position on; 0: NULL */
RT_CALL int rt_tail(char *dst, rt_u32 size, const char *s, rt_s64 pos)
{
	dst[0] = 0;
	if (pos < 0)
		return 0;
	rt_sub(dst, size, s, pos, RT_MAX_STRING);
	return 1;
}

#define rt_strchr(dst, size, s, sn, ch) rt_tail(dst, size, s, rt_find_char(s, ch, 0))
#define rt_strrchr(dst, size, s, sn, ch) rt_tail(dst, size, s, rt_find_char(s, ch, 1))
#define rt_strstr(dst, size, s, sn, t, tn) rt_tail(dst, size, s, rt_find(s, t, 0, RT_MAX_STRING, 0))

/* ---- paths ---- */
struct rt_path {
	const char *s;
	rt_u64 len, start, end;	/* of s; of its last component */
	rt_u64 before;		/* end of the component before the last */
	rt_u64 slash;		/* the byte before was one */
};

static long rt_path_step(rt_u32 i, struct rt_path *c)
{
	rt_u64 w = rt_chunk(c->s, (rt_u64)i * RT_CHUNK);

	for (int j = 0; j < RT_CHUNK; j++, w >>= 8) {
		rt_u64 p = (rt_u64)i * RT_CHUNK + j;
		rt_u8 ch = w;

		if (!ch)
			return 1;
		c->len = p + 1;
		if (ch == '/') {
			c->slash = 1;
			continue;
		}
		if (c->slash) {
			c->before = c->end;
			c->start = p;
			c->slash = 0;
		}
		c->end = p + 1;
	}
	return 0;
}

RT_INLINE void rt_path_scan(struct rt_path *c, const char *s)
{
	*c = (struct rt_path){
		.s = s, .len = rt_hide(0), .start = rt_hide(0), .end = rt_hide(0),
		.before = rt_hide(0), .slash = rt_hide(0),
	};
	bpf_loop(RT_MAX_CHUNKS, rt_path_step, c, 0);
}

/* "." or "/" */
RT_INLINE void rt_path_short(char *dst, char ch)
{
	dst[0] = ch;
	dst[1] = 0;
}

RT_CALL int rt_basename(char *dst, rt_u32 size, const char *s)
{
	struct rt_path c;

	rt_path_scan(&c, s);
	if (!c.end)
		rt_path_short(dst, c.len ? '/' : '.');
	else
		rt_sub(dst, size, s, c.start, c.end - c.start);
	return 0;
}

RT_CALL int rt_dirname(char *dst, rt_u32 size, const char *s)
{
	struct rt_path c;

	rt_path_scan(&c, s);
	if (!c.len || (c.end && !c.start))
		rt_path_short(dst, '.');
	else if (!c.before)
		rt_path_short(dst, '/');
	else
		rt_sub(dst, size, s, 0, c.before);
	return 0;
}

/* ---- numbers ---- */
struct rt_number {
	const char *s;
	rt_u64 base, skip, n;
};

RT_INLINE rt_u64 rt_digit(rt_u64 ch)
{
	rt_u64 letter = (ch | 32) - 'a';

	return ch - '0' < 10 ? ch - '0' : letter < 26 ? letter + 10 : 99;
}

static long rt_number_step(rt_u32 i, struct rt_number *c)
{
	rt_u64 w = rt_chunk(c->s, (rt_u64)i * RT_CHUNK + c->skip);

	for (int j = 0; j < RT_CHUNK; j++, w >>= 8) {
		rt_u64 d = rt_digit(w & 0xff);

		if (d >= c->base)
			return 1;
		c->n = c->n * c->base + d;
	}
	return 0;
}

/* one '-' is allowed, no blanks; stops at junk; base 0 goes by the prefix; wraps at 64 bits */
RT_CALL rt_s64 rt_strtol(const char *s, rt_u32 sn, rt_s64 base)
{
	rt_u64 w = rt_chunk(s, 0), minus = (w & 0xff) == '-';

	w >>= 8 * minus;

	rt_u64 zero = (w & 0xff) == '0', hex = zero && (w >> 8 & 0xdf) == 'X' && rt_digit(w >> 16 & 0xff) < 16;

	if (!base)
		base = hex ? 16 : zero ? 8 : 10;
	if (base < 2 || base > 36)
		return 0;

	struct rt_number c = {
		.s = s, .base = base, .skip = rt_hide(minus + (hex && base == 16 ? 2 : 0)), .n = rt_hide(0),
	};

	bpf_loop(RT_MAX_CHUNKS, rt_number_step, &c, 0);
	return minus ? -c.n : c.n;
}

struct rt_blanks { const char *s; rt_u64 n; };

static long rt_blank_step(rt_u32 i, struct rt_blanks *c)
{
	rt_u64 b = rt_chunk(c->s, i) & 0xff;

	c->n = i;
	return b != ' ' && b != '\t';
}

/* D: blanks and a sign in front are skipped; the base is 2 to 36 */
RT_INLINE rt_s64 rt_strtoll(struct firing *f, const char *s, rt_u32 sn, rt_s64 base)
{
	struct rt_blanks c = { .s = s, .n = rt_hide(0) };

	if (base < 2 || base > 36)
		return rt_fault(f, 3 /* FAULT_ILLOP */, 0);
	bpf_loop(RT_MAX_STRING, rt_blank_step, &c, 0);

	rt_u64 at = c.n;

	rt_mask(at, 0x1fff);
	at += (rt_chunk(s, at) & 0xff) == '+';
	return rt_strtol(s + at, sn, base);
}

RT_INLINE rt_s64 rt_isdigit(const char *s)
{
	return (rt_chunk(s, 0) & 0xff) - '0' < 10;
}

RT_INLINE rt_s64 rt_stringat(struct firing *f, const char *s, rt_u32 sn, rt_u64 i)
{
	if (i >= rt_strlen(s, sn))
		return rt_fault(f, 11 /* FAULT_BADINDEX */, i);
	return rt_chunk(s, i) & 0xff;
}

/* ---- regular expressions ----
 *
 * A table of states (lib/regex.h): 0 matches never, 1 has matched, 2 is the beginning; class 256 is
 * that of the end. RT_REGEX makes rt_regex_N(s) of rt_class_N and rt_next_N.
 */
struct rt_regex {
	const char *s;
	rt_u64 state;
};

#define RT_REGEX(n, classes, size) \
static long rt_regex_step_##n(rt_u32 i, struct rt_regex *c) \
{ \
	rt_u64 w = rt_chunk(c->s, (rt_u64)i * RT_CHUNK), state = c->state; \
	for (int j = 0; j < RT_CHUNK; j++) { \
		rt_u64 ch = w & 0xff, at; \
		w >>= 8; \
		c->state = state; \
		if (!ch || state == 1) \
			return 1; \
		at = state * (classes) + rt_class_##n[ch]; \
		if (at >= (size)) \
			return 1; \
		state = rt_next_##n[at]; \
	} \
	c->state = state; \
	return 0; \
} \
RT_CALL rt_s64 rt_regex_##n(const char *s) \
{ \
	struct rt_regex c = { .s = s, .state = rt_hide(2) }; \
	bpf_loop(RT_MAX_CHUNKS, rt_regex_step_##n, &c, 0); \
	rt_u64 at = c.state * (classes) + rt_class_##n[256]; \
	if (at >= (size)) \
		return 0; \
	return c.state == 1 || rt_next_##n[at] == 1; \
}

#endif
