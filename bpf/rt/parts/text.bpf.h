/*
 * text.bpf.h - text put together piece by piece: formats, tokens, replacing, escapes
 *
 * A text grows in dst, which has room for size bytes; at is where it ends. Each function that adds
 * to it gives back where it ends then, and leaves a NUL there. Frames of calls are few (8), so what
 * is called from a step is one loop deep at most.
 */
struct rt_put {			/* four words: a frame more costs 32 bytes of a stack of 512 */
	char *dst;
	rt_u64 size;
	rt_u64 at_end;		/* where it ends; above it the end of all: no further, whatever the size is */
	const char *src;
};

static long rt_put_step(rt_u32 i, struct rt_put *c)
{
	rt_u64 w = rt_chunk(c->src, (rt_u64)i * RT_CHUNK);

	for (int j = 0; j < RT_CHUNK; j++, w >>= 8) {
		rt_u64 at = (rt_u32)c->at_end;

		if (!(w & 0xff) || at >= c->at_end >> 32 || at >= c->size)
			return 1;
		*rt_at(c->dst, at) = w;
		c->at_end++;
	}
	return 0;
}

RT_INLINE rt_u64 rt_put_end(char *dst, rt_u64 size, rt_u64 at)
{
	if (at >= size)
		at = size - 1;
	rt_barrier(at);
	if (at >= size)
		at = size - 1;
	*rt_at(dst, at) = 0;
	return at;
}

/* at most n bytes of s */
RT_CALL rt_u64 rt_put_n(char *dst, rt_u64 size, rt_u64 at, const char *s, rt_u64 n)
{
	struct rt_put c = { .dst = dst, .size = size, .at_end = rt_hide(at | (at + n) << 32), .src = s };

	bpf_loop(RT_MAX_CHUNKS, rt_put_step, &c, 0);
	return rt_put_end(dst, size, (rt_u32)c.at_end);
}

#define rt_put(dst, size, at, s) rt_put_n(dst, size, at, s, RT_MAX_STRING)

RT_INLINE rt_u64 rt_put_char(char *dst, rt_u64 size, rt_u64 at, char ch)
{
	if (at < size)
		*rt_at(dst, at) = ch;
	return rt_put_end(dst, size, at + 1);
}

struct rt_pad {
	char *dst;
	rt_u64 size, at, ch;
};

static long rt_pad_step(rt_u32 i, struct rt_pad *c)
{
	rt_u64 at = c->at;

	if (at >= c->size)
		return 1;
	*rt_at(c->dst, at) = c->ch;
	c->at = at + 1;
	return 0;
}

RT_CALL rt_u64 rt_put_pad(char *dst, rt_u64 size, rt_u64 at, rt_u64 ch, rt_u64 n)
{
	struct rt_pad c = { .dst = dst, .size = size, .at = rt_hide(at), .ch = ch };

	if (!n)
		return at;
	bpf_loop(n < RT_MAX_STRING ? n : RT_MAX_STRING, rt_pad_step, &c, 0);
	return rt_put_end(dst, size, c.at);
}

/* ---- conversions of a format ---- */
enum { RT_SPEC_MINUS = 1, RT_SPEC_PLUS = 2, RT_SPEC_SPACE = 4, RT_SPEC_ALT = 8, RT_SPEC_ZERO = 16 };

/* a width or precision that an argument says: 0 to FORMAT_STAR_MAX, as in lang/eval/format.c */
RT_INLINE rt_s64 rt_star(rt_s64 v)
{
	return (int)v < 0 ? 0 : (int)v > 8192 ? 8192 : (int)v;
}

/* letter, flags, width, precision in one number; negative: none */
RT_INLINE rt_u64 rt_spec(rt_u64 letter, rt_u64 flags, rt_s64 width, rt_s64 prec)
{
	if (width < 0)
		width = 0;
	if (prec < 0 || prec > 0xffff)
		prec = 0xffff;
	if (width > RT_MAX_STRING)
		width = RT_MAX_STRING;
	if (width > 0xffff)
		width = 0xffff;
	return letter | flags << 8 | (rt_u64)width << 16 |
	       (rt_u64)prec << 32;
}

#define RT_SPEC_WIDTH(spec) ((spec) >> 16 & 0xffff)
#define RT_SPEC_PREC(spec) ((spec) >> 32 & 0xffff)		/* 0xffff: none */

/* three bits into four: octal digits that %llx shows */
RT_INLINE rt_u64 rt_octal(rt_u64 v)
{
	rt_u64 w = 0;

#pragma clang loop unroll(full)
	for (int i = 0; i < 16; i++)
		w |= (v >> 3 * i & 7) << 4 * i;
	return w;
}

enum { RT_DIGITS = 32 };

/*
 * Digits of v, without a sign, into a buffer of RT_DIGITS bytes. The arguments lie in it, too: the
 * kernel copies them before it writes, and a stack has 512 bytes for the whole chain of calls.
 */
RT_INLINE long rt_digits(rt_u64 *buf, rt_u64 letter, rt_u64 v)
{
	static const char dec[] = "%llu", hex[] = "%llx", cap[] = "%llX", wide[] = "%llx%016llx";

	buf[0] = v;
	if (letter == 'o') {
		buf[1] = rt_octal(v & 0xffffffffffffULL);
		buf[0] = rt_octal(v >> 48);
		if (buf[0])
			return bpf_snprintf((char *)buf, RT_DIGITS, wide, buf, 16);
		buf[0] = buf[1];
	}
	if (letter == 'X')
		return bpf_snprintf((char *)buf, RT_DIGITS, cap, buf, 8);
	if (letter == 'x' || letter == 'p' || letter == 'o')
		return bpf_snprintf((char *)buf, RT_DIGITS, hex, buf, 8);
	return bpf_snprintf((char *)buf, RT_DIGITS, dec, buf, 8);
}

RT_CALL rt_u64 rt_put_num(char *dst, rt_u64 size, rt_u64 at, rt_u64 v, rt_u64 spec)
{
	rt_u64 letter = spec & 0xff, flags = spec >> 8 & 0xff, prec = RT_SPEC_PREC(spec);
	rt_u64 sign = 0, hex = letter == 'p' || ((letter == 'x' || letter == 'X') && flags & RT_SPEC_ALT);
	rt_u64 buf[RT_DIGITS / 8] = { 0 };
	const char *digits = (const char *)buf;

	if (letter == 'd' || letter == 'i') {
		sign = (rt_s64)v < 0 ? '-' : flags & RT_SPEC_PLUS ? '+' : flags & RT_SPEC_SPACE ? ' ' : 0;
		v = (rt_s64)v < 0 ? -v : v;
	}

	long len = rt_digits(buf, letter, v);
	rt_u64 n = len > 0 && len < RT_DIGITS ? len - 1 : 0;
	rt_u64 octal = letter == 'o' && flags & RT_SPEC_ALT;
	rt_u64 pre = (sign != 0) + 2 * hex + octal, zeros = prec != 0xffff && prec > n ? prec - n : 0;
	rt_u64 width = RT_SPEC_WIDTH(spec), pad = width > pre + zeros + n ? width - pre - zeros - n : 0;

	if (flags & RT_SPEC_ZERO && !(flags & RT_SPEC_MINUS) && prec == 0xffff) {
		zeros += pad;
		pad = 0;
	}
	if (!(flags & RT_SPEC_MINUS))
		at = rt_put_pad(dst, size, at, ' ', pad);
	if (sign)
		at = rt_put_char(dst, size, at, sign);
	if (hex || octal)
		at = rt_put_char(dst, size, at, '0');
	if (hex)
		at = rt_put_char(dst, size, at, letter == 'X' ? 'X' : 'x');
	at = rt_put_pad(dst, size, at, '0', zeros);
	at = rt_put_n(dst, size, at, digits, RT_DIGITS);
	if (flags & RT_SPEC_MINUS)
		at = rt_put_pad(dst, size, at, ' ', pad);
	return at;
}

RT_CALL rt_u64 rt_put_str(char *dst, rt_u64 size, rt_u64 at, const char *s, rt_u64 spec)
{
	rt_u64 n = rt_strlen(s, RT_MAX_STRING), prec = RT_SPEC_PREC(spec), width = RT_SPEC_WIDTH(spec);

	if (prec != 0xffff && prec < n)
		n = prec;

	rt_u64 pad = width > n ? width - n : 0, minus = spec >> 8 & RT_SPEC_MINUS;

	if (!minus)
		at = rt_put_pad(dst, size, at, ' ', pad);
	at = rt_put_n(dst, size, at, s, n);
	return minus ? rt_put_pad(dst, size, at, ' ', pad) : at;
}

/* ---- escapes ---- */
/* letter of a C escape of a byte; 0: it has none */
RT_INLINE rt_u64 rt_escape_letter(rt_u64 ch)
{
	rt_u64 letters = 0x7266766e746261ULL;	/* "abtnvfr": of 7 to 13; clang makes bad BTF for a table here */

	return ch >= 7 && ch <= 13 ? letters >> 8 * (ch - 7) & 0xff : ch == '"' || ch == '\\' ? ch : 0;
}

/* a byte as text of up to four characters in a word */
RT_INLINE rt_u64 rt_escape_byte(rt_u64 ch)
{
	rt_u64 letter = rt_escape_letter(ch);

	if (letter)
		return '\\' | letter << 8;
	if (ch >= 32 && ch < 127)
		return ch;
	return '\\' | ('0' + (ch >> 6)) << 8 | ('0' + (ch >> 3 & 7)) << 16 | ('0' + (ch & 7)) << 24;
}

/* %c with # */
RT_INLINE rt_u64 rt_escape_char(rt_u64 ch)
{
	ch &= 0xff;
	if (ch == '"')
		return ch;
	return ch == '\'' ? '\\' | ch << 8 : rt_escape_byte(ch);
}

RT_CALL rt_u64 rt_put_chr(char *dst, rt_u64 size, rt_u64 at, rt_u64 ch, rt_u64 spec)
{
	rt_u64 alt = spec >> 8 & RT_SPEC_ALT, w = alt ? rt_escape_char(ch) : ch & 0xff;
	rt_u64 n = w >> 24 ? 4 : w >> 8 ? 2 : 1, width = RT_SPEC_WIDTH(spec);
	rt_u64 pad = width > n ? width - n : 0, minus = spec >> 8 & RT_SPEC_MINUS;

	if (!minus)
		at = rt_put_pad(dst, size, at, ' ', pad);
	at = rt_put_n(dst, size, at, (const char *)&w, 8);
	return minus ? rt_put_pad(dst, size, at, ' ', pad) : at;
}

enum { RT_TEXT_USER = 1, RT_TEXT_COUNTED = 2, RT_TEXT_QUOTED = 4 };

struct rt_quote {
	char *dst;
	rt_u64 size;
	rt_u64 src, n;		/* bytes; COUNTED: all of them, NULs too */
	rt_u64 flags;
	rt_u64 max;		/* bytes of the result that may be used, quotes and dots included */
	rt_u64 at, cut;		/* end; last end from which the mark of a cut text has room */
	rt_u64 skip;		/* bytes of a character that was dealt with */
	rt_u64 full, bad;
};

RT_INLINE rt_u64 rt_quote_read(const struct rt_quote *q, rt_u64 i)
{
	rt_u8 ch = 0;

	if (i >= q->n)
		return 0;
	if (q->flags & RT_TEXT_USER ? bpf_probe_read_user(&ch, 1, (const void *)(q->src + i))
				    : bpf_probe_read_kernel(&ch, 1, (const void *)(q->src + i)))
		return 256;
	return ch;
}

/* the character that a lead byte begins, its length in *n; 0: not one */
RT_INLINE rt_u64 rt_quote_utf8(const struct rt_quote *q, rt_u64 i, rt_u64 lead, rt_u64 *n)
{
	rt_u64 more = lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 && lead < 0xf0 ? 2 :
		      lead >= 0xc2 && lead < 0xe0 ? 1 : 0;
	rt_u64 code = lead & (0x3f >> more);

	if (!more)
		return 0;
	for (rt_u64 k = 1; k <= 3; k++) {
		if (k > more)
			break;
		rt_u64 b = rt_quote_read(q, i + k);

		if ((b & 0x1c0) != 0x80)
			return 0;
		code = code << 6 | (b & 0x3f);
	}
	*n = more;
	return code < (more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80) ? 0 : code;
}

static long rt_quote_step(rt_u32 i, struct rt_quote *q)
{
	static const char u4[] = "\\u%04llx", u8[] = "\\U%08llx";
	rt_u64 ch, n, w = 0, more = 0, wide[2] = { 0, 0 };

	if (q->skip) {
		q->skip -= 1;
		return 0;
	}
	ch = rt_quote_read(q, i);
	if (ch > 255) {
		q->bad = 1;
		return 1;
	}
	if (i >= q->n || (!ch && !(q->flags & RT_TEXT_COUNTED)))
		return 1;

	rt_u64 code = ch >= 0x80 ? rt_quote_utf8(q, i, ch, &more) : 0;

	if (code)
		bpf_snprintf((char *)wide, sizeof(wide), code > 0xffff ? u8 : u4, &code, 8);
	else
		w = rt_escape_byte(ch);
	n = code > 0xffff ? 10 : code ? 6 : w >> 24 ? 4 : w >> 8 ? 2 : 1;
	/* from here on one path, whatever the character was */
	n = rt_hide(n);
	w = rt_hide(code ? wide[0] : w);
	q->skip = rt_hide(code ? more : 0);

	rt_u64 tail = rt_hide(code ? wide[1] : 0);

	if (q->at + n + (q->flags & RT_TEXT_QUOTED ? 1 : 0) > q->max) {
		q->full = 1;
		return 1;
	}
	for (int j = 0; j < 10; j++) {
		rt_u64 at = q->at;

		if (j >= n || at >= q->size)
			break;
		*rt_at(q->dst, at) = w;
		q->at = at + 1;
		w = j == 7 ? tail : w >> 8;
	}
	if (q->at + 4 <= q->max)
		q->cut = q->at;
	return 0;
}

/* n bytes at src as C escapes, in at most max bytes (0: as many as fit); 0, or -14 when they cannot be read */
RT_CALL rt_s64 rt_quote_run(struct rt_quote *q, char *dst, rt_u64 size)
{
	rt_u64 at = q->flags & RT_TEXT_QUOTED ? 1 : 0, max = q->max && q->max < size ? q->max : size - 1;

	q->max = max;
	q->at = rt_hide(at);
	q->cut = rt_hide(at);
	q->full = rt_hide(0);
	q->skip = rt_hide(0);
	q->bad = rt_hide(0);
	q->dst = dst;
	q->size = size;
	dst[0] = at ? '"' : 0;
	bpf_loop(RT_MAX_STRING, rt_quote_step, q, 0);
	if (q->bad)
		return -14;
	at = q->at;
	if (q->flags & RT_TEXT_QUOTED) {
		if (q->full)
			at = q->cut;
		at = rt_put_char(dst, size, at, '"');
		for (int i = 0; i < 3 && q->full; i++)
			at = rt_put_char(dst, size, at, '.');
	}
	rt_put_end(dst, size, at);
	return 0;
}

RT_INLINE rt_s64 rt_quote(char *dst, rt_u64 size, rt_u64 src, rt_u64 n, rt_u64 max, rt_u64 flags)
{
	struct rt_quote q = { .src = src, .n = n, .flags = flags, .max = max };

	return rt_quote_run(&q, dst, size);
}

/* memory that cannot be read is shown by its address */
RT_INLINE void rt_quote_or_hex(char *dst, rt_u64 size, rt_u64 src, rt_u64 n, rt_u64 max, rt_u64 flags)
{
	static const char hex[] = "0x%llx";

	if (rt_quote(dst, size, src, n, max, flags) && bpf_snprintf(dst, size, hex, &src, 8) < 0)
		dst[0] = 0;
}

RT_INLINE void rt_quote_or_fault(struct firing *f, char *dst, rt_u64 size, rt_u64 src, rt_u64 n, rt_u64 max, rt_u64 flags,
				 rt_u32 code)
{
	if (rt_quote(dst, size, src, n, max, flags)) {
		dst[0] = 0;
		rt_fault(f, code, src);
	}
}

/* ---- replacing ---- */
struct rt_replace {
	char *dst;
	rt_u64 size, at;
	const char *s, *from, *to;
	rt_u64 from_len, pattern, mask, skip;
};

/* does from go on at s behind its first 7 bytes as it began */
RT_INLINE int rt_replace_same(const struct rt_replace *r, rt_u64 at)
{
	for (rt_u64 k = RT_CHUNK; k < 256; k += RT_CHUNK) {
		if (k >= r->from_len)
			return 1;
		rt_u64 left = r->from_len - k;
		rt_u64 mask = left >= RT_CHUNK ? 0x00ffffffffffffffULL : (1ULL << 8 * (left & 7)) - 1;

		if ((rt_chunk(r->s, at + k) ^ rt_chunk(r->from, k)) & mask)
			return 0;
	}
	return 1;
}

static long rt_replace_step(rt_u32 i, struct rt_replace *r)
{
	rt_u64 w = rt_chunk(r->s, i), at = r->at;

	if (r->skip) {
		r->skip -= 1;
		return 0;
	}
	if (!(w & 0xff) || at >= r->size)
		return 1;
	if (!((w ^ r->pattern) & r->mask) && rt_replace_same(r, i)) {
		r->at = rt_put(r->dst, r->size, at, r->to);
		r->skip = r->from_len - 1;
		return 0;
	}
	*rt_at(r->dst, at) = w;
	r->at = at + 1;
	return 0;
}

RT_CALL int rt_str_replace(char *dst, rt_u64 size, const char *s, const char *from, const char *to)
{
	rt_u64 n = rt_strlen(from, 256);
	struct rt_replace r = {
		.dst = dst, .size = size, .at = rt_hide(0), .s = s, .from = from, .to = to, .from_len = n,
		.pattern = rt_chunk(from, 0), .skip = rt_hide(0),
		.mask = n >= RT_CHUNK ? 0x00ffffffffffffffULL : (1ULL << 8 * (n & 7)) - 1,
	};

	if (!n) {
		rt_str_copy(dst, size, s);
		return 0;
	}
	dst[0] = 0;
	bpf_loop(RT_MAX_STRING, rt_replace_step, &r, 0);
	rt_put_end(dst, size, r.at);
	return 0;
}

/* ---- tokens ---- */
struct rt_token {		/* of a handler, in scratch; the text follows */
	rt_u64 pos, active;
};

struct rt_tokens {
	char *dst;
	rt_u64 size, at;
	const char *s;
	rt_u64 set[4];		/* delimiters, a bit for each byte */
	rt_u64 pos;
};

static long rt_delims_step(rt_u32 i, struct rt_tokens *t)
{
	rt_u64 w = rt_chunk(t->s, (rt_u64)i * RT_CHUNK);

	for (int j = 0; j < RT_CHUNK; j++, w >>= 8) {
		rt_u64 ch = w & 0xff, bit = 1ULL << (ch & 63);

		if (!ch)
			return 1;
		t->set[0] |= ch < 64 ? bit : 0;
		t->set[1] |= ch >= 64 && ch < 128 ? bit : 0;
		t->set[2] |= ch >= 128 && ch < 192 ? bit : 0;
		t->set[3] |= ch >= 192 ? bit : 0;
	}
	return 0;
}

static long rt_token_step(rt_u32 i, struct rt_tokens *t)
{
	rt_u64 ch = rt_chunk(t->s, t->pos) & 0xff, at = t->at;
	rt_u64 set = ch < 64 ? t->set[0] : ch < 128 ? t->set[1] : ch < 192 ? t->set[2] : t->set[3];

	if (!ch)
		return 1;
	t->pos += 1;
	if (set >> (ch & 63) & 1)
		return at > 0;	/* before a token: on; behind it: done */
	if (at < t->size) {
		*rt_at(t->dst, at) = ch;
		t->at = at + 1;
	}
	return 0;
}

/* text NULL or empty: on with what there was */
RT_CALL int rt_tokenize(char *dst, rt_u64 size, struct rt_token *kept, const char *text, const char *delims)
{
	char *copy = (char *)(kept + 1);
	struct rt_tokens t = {
		.dst = dst, .size = size, .at = rt_hide(0), .s = delims,
		.set = { rt_hide(0), rt_hide(0), rt_hide(0), rt_hide(0) }, .pos = rt_hide(0),
	};

	dst[0] = 0;
	if (text && (rt_chunk(text, 0) & 0xff)) {
		rt_str_copy(copy, size, text);
		kept->pos = 0;
		kept->active = 1;
	}
	if (!kept->active)
		return 0;
	bpf_loop(RT_MAX_CHUNKS, rt_delims_step, &t, 0);
	t.s = copy;
	t.pos = kept->pos;
	bpf_loop(RT_MAX_STRING, rt_token_step, &t, 0);
	kept->pos = t.pos;
	rt_put_end(dst, size, t.at);
	return 0;
}

/* ---- wide characters ---- */
struct rt_wide {
	char *dst;
	rt_u64 size, at;
	rt_u64 src, user, width;	/* of a unit: 2 or 4 bytes */
	rt_u64 high, bad;
};

static long rt_wide_step(rt_u32 i, struct rt_wide *c)
{
	rt_u32 u = 0;
	rt_u64 at = c->at, w, n;
	const void *from = (const void *)(c->src + i * c->width);

	if (c->width == 2 ? (c->user ? bpf_probe_read_user(&u, 2, from) : bpf_probe_read_kernel(&u, 2, from))
			  : (c->user ? bpf_probe_read_user(&u, 4, from) : bpf_probe_read_kernel(&u, 4, from))) {
		c->bad = 1;
		return 1;
	}
	if (!u)
		return 1;
	if (c->width == 2 && u >= 0xd800 && u < 0xdc00) {
		c->high = u;
		return 0;
	}
	if (c->high && u >= 0xdc00 && u < 0xe000)
		u = 0x10000 + ((c->high & 0x3ff) << 10) + (u & 0x3ff);
	c->high = 0;
	if (u < 0x80) {
		w = u;
		n = 1;
	} else if (u < 0x800) {
		w = 0xc0 | u >> 6 | (0x80 | (u & 63)) << 8;
		n = 2;
	} else if (u < 0x10000) {
		w = 0xe0 | u >> 12 | (0x80 | (u >> 6 & 63)) << 8 | (0x80 | (u & 63)) << 16;
		n = 3;
	} else {
		w = 0xf0 | (u >> 18 & 7) | (0x80 | (u >> 12 & 63)) << 8 | (0x80 | (u >> 6 & 63)) << 16 |
		    (rt_u64)(0x80 | (u & 63)) << 24;
		n = 4;
	}
	if (at + n >= c->size)
		return 1;
	for (int j = 0; j < 4; j++, w >>= 8) {
		at = c->at;
		if (!(w & 0xff) || at >= c->size)
			break;
		*rt_at(c->dst, at) = w;
		c->at = at + 1;
	}
	return 0;
}

/* UTF-16 or UTF-32 as UTF-8; other: instead of what cannot be read, NULL: that is a fault */
RT_CALL rt_s64 rt_wide_run(struct rt_wide *c, char *dst, rt_u64 size)
{
	c->dst = dst;
	c->size = size;
	c->at = rt_hide(0);
	c->high = rt_hide(0);
	c->bad = rt_hide(0);
	dst[0] = 0;
	bpf_loop(RT_MAX_STRING, rt_wide_step, c, 0);
	rt_put_end(dst, size, c->at);
	return c->bad;
}

#define rt_wide_text(f, dst, size, from, user_, width_, code) ({			\
	struct rt_wide rt_w_ = { .src = from, .user = user_, .width = width_ };		\
	if (rt_wide_run(&rt_w_, dst, size)) {						\
		(dst)[0] = 0;								\
		rt_fault(f, code, from);						\
	}										\
	0; })
#define rt_wide_or(dst, size, from, user_, width_, other) ({				\
	struct rt_wide rt_w_ = { .src = from, .user = user_, .width = width_ };		\
	if (rt_wide_run(&rt_w_, dst, size))						\
		rt_str_copy(dst, size, other);						\
	0; })
