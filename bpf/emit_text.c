/*
 * emit_text.c - sprintf() and its kin in a kernel handler: one call of the runtime per piece
 *
 * What bpf_snprintf() understands by itself stays one call of that (emit_call.c), long texts are put
 * between such calls (emit_splice.c); the rest is done by the functions of bpf/rt/parts/text.bpf.h.
 */
#include <ctype.h>
#include "bpf/emit_int.h"
#include "lang/eval/format.h"

/* kernel/bpf/helpers.c, bpf_bprintf_prepare(): flags and a width, at most 12 values */
bool emit_helper_knows(const struct format_piece *p)
{
	if (!p->conv)
		return true;
	if (p->prec >= 0 || p->width_arg || p->prec_arg || p->at)
		return false;
	if (p->conv->letter == 's')
		return !p->zero && !p->plus && !p->space && !p->alt;
	if (p->conv->letter == 'c')
		return p->width < 0 && !p->minus && !p->alt && !p->zero && !p->plus && !p->space;
	if (p->alt)	/* the kernel knows no '#' */
		return false;
	return strchr("diuxX", p->conv->letter) != NULL;
}

/* it takes ASCII that can be printed only */
bool emit_is_printable(const struct format_piece *p)
{
	for (size_t i = 0; i < p->text_len; i++) {
		unsigned char ch = p->text[i];

		if (ch > 126 || (ch < 32 && !isspace(ch)))
			return false;
	}
	return true;
}

/* and no letter right behind %s */
static bool literal_is_plain(const struct format_piece *p, const struct format_piece *before)
{
	bool behind = before && before->conv && before->conv->letter == 's' && p->text_len > 0;

	return emit_is_printable(p) && (!behind || isspace((unsigned char)p->text[0]) || ispunct((unsigned char)p->text[0]));
}

/* the helper copies all values into a buffer first, texts too: what does not fit there is cut, or the call fails */
static bool helper_has_room(const struct expr *call)
{
	enum { NUMBER = 8 + 4 };	/* with what aligns it */
	size_t n = 0;

	for (size_t i = 1; i < call->args.n; i++)
		n += type_is_string(call->args.v[i]->type) ? emit_string_size(call->args.v[i]) : NUMBER;
	return n <= EMIT_HELPER_ROOM;
}

bool emit_format_is_plain(const struct expr *call)
{
	if (!call->fmt || call->args.n > 13 || !helper_has_room(call))
		return false;
	for (size_t i = 0; i < call->fmt->pieces.n; i++) {
		const struct format_piece *p = &call->fmt->pieces.v[i];

		if (!emit_helper_knows(p) || !literal_is_plain(p, i ? p - 1 : NULL))
			return false;
	}
	return true;
}

bool emit_args_wait(const struct expr *call)
{
	enum { AT_MOST = 6 };
	unsigned numbers = 0;

	if (!call->fmt || emit_format_is_plain(call))
		return false;
	for (size_t i = 1; i < call->args.n; i++)
		numbers += !type_is_string(call->args.v[i]->type);
	return numbers > AT_MOST;
}

const char *emit_text_arg(struct emit *e, const struct text_call *c, int i)
{
	bool waits = i > 1 && (size_t)i <= c->x->args.n && !type_is_string(c->x->args.v[i - 1]->type) && emit_args_wait(c->x);

	return arena_printf(e->prog->arena, waits ? "w%u[%d]" : "a%u_%d", c->n, i);
}

static void put_literal(struct emit *e, const struct text_call *c, const char *s, size_t n)
{
	if (!n)
		return;
	out(e, "o = rt_put(%s, %zu, o, ", c->dst, c->size);
	buf_quote(&e->out, s, n);
	out(e, "); ");
}

static void put_piece(struct emit *e, const struct text_call *c, const struct format_piece *p)
{
	unsigned flags = (p->minus ? 1 : 0) | (p->plus ? 2 : 0) | (p->space ? 4 : 0) | (p->alt ? 8 : 0) |
			 (p->zero ? 16 : 0);	/* RT_SPEC_* */
	int arg = p->arg + 2;
	char width[32], prec[32];
	char letter = p->conv->letter;

	if (strchr("bmM", letter)) {
		emit_error(e, c->x->span, "%%%c makes bytes that are no text: in the kernel it is for printf() only",
			   letter);
		return;
	}
	snprintf(width, sizeof(width), "%d", p->width);
	snprintf(prec, sizeof(prec), "%d", p->prec);
	if (p->width_arg)
		snprintf(width, sizeof(width), "rt_star(%s)", emit_text_arg(e, c, arg++));
	if (p->prec_arg)
		snprintf(prec, sizeof(prec), "rt_star(%s)", emit_text_arg(e, c, arg++));
	out(e, "o = rt_put_%s(%s, %zu, o, %s%s, rt_spec('%c', %u, %s, %s)); ",
	    letter == 's' ? "str" : letter == 'c' ? "chr" : "num", c->dst, c->size, letter == 's' ? "" : "(rt_u64)",
	    emit_text_arg(e, c, arg), letter, flags, width, prec);
}

void emit_text_format(struct emit *e, const struct text_call *c)
{
	const struct format *f = c->x->fmt;

	out(e, "{ rt_u64 o = 0; (%s)[0] = 0; ", c->dst);
	for (size_t i = 0; f && i < f->pieces.n; i++) {
		put_literal(e, c, f->pieces.v[i].text, f->pieces.v[i].text_len);
		if (f->pieces.v[i].conv)
			put_piece(e, c, &f->pieces.v[i]);
	}
	out(e, "(void)o; }");
}

void emit_text_values(struct emit *e, const struct text_call *c, bool delim, bool newline)
{
	out(e, "{ rt_u64 o = 0; (%s)[0] = 0; ", c->dst);
	for (size_t i = delim; i < c->x->args.n; i++) {
		if (delim && i > 1)
			out(e, "o = rt_put(%s, %zu, o, a%u_1); ", c->dst, c->size, c->n);
		if (type_is_string(c->x->args.v[i]->type))
			out(e, "o = rt_put(%s, %zu, o, a%u_%zu); ", c->dst, c->size, c->n, i + 1);
		else
			out(e, "o = rt_put_num(%s, %zu, o, (rt_u64)a%u_%zu, rt_spec('d', 0, -1, -1)); ", c->dst,
			    c->size, c->n, i + 1);
	}
	if (newline)
		put_literal(e, c, "\n", 1);
	out(e, "(void)o; }");
}
