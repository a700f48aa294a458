/*
 * emit_splice.c - texts that are put together: a.b.c, and sprintf() of long texts: bpf_snprintf() for what stands
 * between them, copies for themselves
 *
 * The helper copies all its values into one buffer of 512 bytes first, texts too, so two long texts do not fit, nor
 * does one beside a number. The functions of bpf/rt/parts/text.bpf.h could do it, at twenty times the verifier's
 * work: each of their loops is looked at for every piece.
 */
#include <string.h>
#include "bpf/emit_int.h"
#include "lang/eval/format.h"

enum { VALUES_MAX = 6 };	/* of one call: they wait on the stack; the kernel would take 12 */

/* a call of the helper that is being collected */
struct splice {
	struct emit *e;
	const struct text_call *c;
	struct buf fmt, args;
	unsigned nargs;
	unsigned n;		/* d<n> the text, n<n> where it ends, r<n> the length of a part with its NUL */
};

void emit_conversion(struct buf *b, const struct format_piece *p)
{
	char letter = p->conv->letter;

	buf_printf(b, "%%%s%s%s%s%s", p->minus ? "-" : "", p->plus ? "+" : "", p->space ? " " : "",
		   p->alt || letter == 'p' ? "#" : "", p->zero ? "0" : "");
	if (p->width >= 0)
		buf_printf(b, "%d", p->width);
	buf_printf(b, "%s%c", strchr("diuxXp", letter) ? "ll" : "", letter == 'p' ? 'x' : letter);
}

void emit_literal(struct buf *b, const struct format_piece *p)
{
	for (size_t k = 0; k < p->text_len; k++)
		buf_puts(b, (char[]){ p->text[k], p->text[k] == '%' ? '%' : 0, 0 });
}

bool emit_format_is_spliced(const struct expr *call)
{
	if (!call->fmt)
		return false;
	for (size_t i = 0; i < call->fmt->pieces.n; i++) {
		const struct format_piece *p = &call->fmt->pieces.v[i];
		bool padded = p->conv && p->conv->letter == 's' && p->width >= 0;

		if (!emit_helper_knows(p) || (padded && emit_string_size(call->args.v[p->arg + 1]) > EMIT_HELPER_ROOM))
			return false;
	}
	return true;
}

/* r is the length of what was put at the end; the offset is limited as in concat_part() */
static void put_end(struct splice *s)
{
	unsigned n = s->n;

	out(s->e, "if (r%u < 1) { r%u = 1; *rt_at(d%u, n%u) = 0; } n%u += r%u - 1; rt_at_most(n%u, %zu); ", n, n, n, n, n,
	    n, n, s->c->size - 1);
}

static void put_text(struct splice *s, const char *text)
{
	out(s->e, "r%u = bpf_probe_read_kernel_str(rt_at(d%u, n%u), %zu - n%u, %s); ", s->n, s->n, s->n, s->c->size, s->n,
	    text);
	put_end(s);
}

static void put_literal(struct splice *s, const char *text, size_t len)
{
	struct buf b = BUF_INIT;

	buf_quote(&b, text, len);
	put_text(s, buf_str(&b));
	buf_fini(&b);
}

/* the call that was collected; the helper's result is the length that there would be with room */
static void flush(struct splice *s)
{
	unsigned n = s->n;

	if (s->args.len) {
		out(s->e, "{ static const char f[] = ");
		buf_quote(&s->e->out, buf_str(&s->fmt), s->fmt.len);
		out(s->e, "; rt_u64 v[] = { %s }; r%u = bpf_snprintf(rt_at(d%u, n%u), %zu - n%u, f, v, sizeof(v)); "
		    "if (r%u > (rt_s64)(%zu - n%u)) r%u = %zu - n%u; } ", buf_str(&s->args), n, n, n, s->c->size, n, n,
		    s->c->size, n, n, s->c->size, n);
		put_end(s);
	}
	buf_reset(&s->fmt);
	buf_reset(&s->args);
	s->nargs = 0;
}

static void put_piece(struct splice *s, const struct format_piece *p)
{
	bool text = p->conv && p->conv->letter == 's';
	const char *value;

	if (p->text_len && (!p->conv || text || !emit_is_printable(p))) {
		flush(s);
		put_literal(s, p->text, p->text_len);
	} else {
		emit_literal(&s->fmt, p);
	}
	if (!p->conv)
		return;
	value = emit_text_arg(s->e, s->c, p->arg + 2);
	if (text)
		flush(s);
	if (text && p->width < 0) {
		put_text(s, value);
		return;
	}
	emit_conversion(&s->fmt, p);
	buf_printf(&s->args, "%s(rt_u64)%s", s->args.len ? ", " : "", value);
	if (text || ++s->nargs == VALUES_MAX)
		flush(s);
}

void emit_spliced(struct emit *e, const struct text_call *c)
{
	/* twice the room: the verifier does not see that offset and rest add up to size */
	const char *room = emit_slot(e, 2 * c->size);
	struct splice s = { .e = e, .c = c, .fmt = BUF_INIT, .args = BUF_INIT, .n = ++e->label };

	out(e, "{ char *d%u = %s; rt_u64 n%u = 0; rt_s64 r%u; *d%u = 0; ", s.n, room, s.n, s.n, s.n);
	for (size_t i = 0; i < c->x->fmt->pieces.n; i++)
		put_piece(&s, &c->x->fmt->pieces.v[i]);
	flush(&s);
	out(e, "rt_str_copy(%s, %zu, d%u); }", c->dst, c->size, s.n);
	buf_fini(&s.fmt);
	buf_fini(&s.args);
}

/*
 * a.b.c is built in one place, each part behind the one before; the offset of the end stays in a local of ours. It is
 * limited in the register that is used: clang may keep the length it tests apart from the one it adds, which the
 * verifier of 6.1 then knows nothing of. And when the part is there: it may loop, and what is kept over a loop is any
 * number to the verifiers from 6.7 on. a . (b . c) is a . b . c, also where it is cut.
 *
 * @begun: another part is before this one
 */
static void concat_part(struct emit *e, const struct expr *x, size_t size, unsigned n, bool begun)
{
	if (x->kind == E_BINARY && x->op == OP_CONCAT && emit_string_size(x) <= size) {
		concat_part(e, x->a, size, n, begun);
		concat_part(e, x->b, size, n, true);
		return;
	}
	out(e, "x%u = ", n);
	emit_expr(e, x);
	if (begun)
		out(e, "; rt_at_most(n%u, %zu)", n, size - 1);
	out(e, "; r%u = bpf_probe_read_kernel_str(rt_at(d%u, n%u), %zu - n%u, x%u); "
	    "if (r%u < 1) { r%u = 1; *rt_at(d%u, n%u) = 0; } n%u += r%u - 1; ",
	    n, n, n, size, n, n, n, n, n, n, n, n);
}

void emit_concat(struct emit *e, const struct expr *x)
{
	size_t size = emit_string_size(x);
	/* twice the room: the verifier does not see that offset and rest add up to size */
	const char *dst = emit_slot(e, 2 * size);
	unsigned n = ++e->label;

	out(e, "({ char *d%u = %s; rt_u64 n%u = 0; rt_s64 r%u; const char *x%u; ", n, dst, n, n, n);
	concat_part(e, x, size, n, false);
	out(e, "(const char *)d%u; })", n);
}
