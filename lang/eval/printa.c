/*
 * printa.c - aggregations as D prints them: printa() with and without a format, the end of a
 * session (D reference 5.4 to 5.8)
 *
 * Several aggregations are joined on equal keys into rows, sorted as the options say. The data
 * are a snapshot; what normalize() and printa() leave behind is in rt->views.
 */
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/eval/format.h"
#include "lang/eval/json.h"
#include "lang/eval/picture.h"
#include "lang/eval/print.h"
#include "lang/eval/rows.h"
#include "lang/eval/runtime.h"

static enum hist_encoding encoding_of(const struct options *o)
{
	if (!o || !o->encoding)
		return HIST_DEFAULT;
	return !strcmp(o->encoding, "ascii") ? HIST_ASCII : HIST_UTF8;
}

struct hist_opts view_of(struct runtime *rt, const struct var *var)
{
	return (struct hist_opts){ .normal = rt->views ? rt->views[var->id].normal : 0,
				   .zoom = rt->opt && rt->opt->aggzoom, .encoding = encoding_of(rt->opt) };
}

static void mark_printed(struct runtime *rt, const struct var *var)
{
	if (rt->views)
		rt->views[var->id].printed = true;
}

/* ---- the default form ---- */
bool looks_like_text(const struct value *v)
{
	for (size_t i = 0; i < v->len; i++) {
		unsigned char c = ((const unsigned char *)v->p)[i];

		if ((c < 0x20 || c >= 0x7f) && !strchr("\t\n\v\f\r\b\a", c))
			return false;
	}
	return true;
}

static void print_int_key(struct buf *out, const struct value *key, const struct type *t)
{
	/* signed by size, whatever was declared */
	switch (t->size) {
	case 1:
		buf_printf(out, " %3d", (int8_t)key->i);
		break;
	case 2:
		buf_printf(out, " %5d", (int16_t)key->i);
		break;
	case 4:
		buf_printf(out, " %8d", (int32_t)key->i);
		break;
	default:
		buf_printf(out, " %16lld", (long long)key->i);
	}
}

void print_key(struct runtime *rt, struct buf *out, const struct value *key)
{
	const struct type *t = type_strip(key->type);

	if (type_is_scalar(t)) {
		print_int_key(out, key, t);
	} else if (t->kind == TY_STACK) {
		print_stack(rt, out, key, rt->opt ? (int)rt->opt->stackindent : 14);
	} else if (t->kind == TY_SYMADDR || t->kind == TY_USYMADDR) {
		print_sym(rt, out, key);
	} else if (type_is_stringish(t) && looks_like_text(key)) {
		buf_puts(out, "  ");
		buf_add(out, key->p, key->len);
		buf_pad(out, ' ', key->len < 50 ? 50 - key->len : 0);
	} else {
		print_hexdump(out, key->p, key->len);
	}
}

static void print_percpu(struct runtime *rt, const struct agg_rows *r, const struct agg_row *row,
			 size_t k)
{
	const struct agg_use *use = &r->aggs[k]->aggs.v[0];
	struct hist_opts opts = view_of(rt, r->aggs[k]);

	for (unsigned cpu = 0; cpu < r->ncpus; cpu++) {
		const char *cell = agg_rows_percpu(r, row, k, cpu);

		if (!cell)
			continue;
		buf_printf(&rt->out, "\n    [CPU %u]", cpu);
		use->fn->print_d(&rt->out, cell, use->params, &opts);
	}
}

static void print_line(struct runtime *rt, const struct agg_rows *r, const struct agg_row *row)
{
	for (size_t k = 0; k < r->nkeys; k++)
		print_key(rt, &rt->out, &row->keys[k]);
	for (size_t k = 0; k < r->n; k++) {
		const struct agg_use *use = &r->aggs[k]->aggs.v[0];
		struct hist_opts opts = view_of(rt, r->aggs[k]);

		use->fn->print_d(&rt->out, agg_rows_cell(r, row, k), use->params, &opts);
		if (rt->opt && rt->opt->aggpercpu)
			print_percpu(rt, r, row, k);
	}
	buf_putc(&rt->out, '\n');
}

static void print_rows(struct runtime *rt, const struct agg_rows *r)
{
	if (picture_print(rt, r))
		return;
	for (size_t i = 0; i < r->rows.n; i++)
		print_line(rt, r, &r->rows.v[i]);
}

/* ---- with a format ---- */
/* %@ divides as signed what the default columns divide as unsigned: D reference 5.8 */
static struct value agg_value(const struct aggfn *fn, const void *cell, const int64_t *params,
			      int64_t normal)
{
	int64_t n = fn->value(cell, params);

	if (normal > 1)
		n = fn->is_unsigned ? (int64_t)((uint64_t)n / (uint64_t)normal) : n / normal;
	else if (normal < 0)
		n = fn->is_unsigned || normal == -1 ? (int64_t)((uint64_t)n * (uint64_t)-1) : n / normal;
	return value_int(n, fn->is_unsigned ? &type_uint64 : &type_int64);
}

static void print_agg_piece(struct runtime *rt, const struct format_piece *p, const struct agg_rows *r,
			    const struct agg_row *row, size_t k, int width, int prec)
{
	const struct agg_use *use = &r->aggs[k]->aggs.v[0];
	struct hist_opts opts = view_of(rt, r->aggs[k]);
	const void *cell = agg_rows_cell(r, row, k);

	if (use->fn->is_hist) {
		use->fn->print_d(&rt->out, cell, use->params, &opts);
		return;
	}
	struct value v = agg_value(use->fn, cell, use->params, opts.normal);

	format_one(rt, &rt->out, p, &v, width, prec);
}

static int key_int(const struct agg_rows *r, const struct agg_row *row, size_t at)
{
	return at < r->nkeys ? (int)row->keys[at].i : 0;
}

static void print_formatted(struct runtime *rt, const struct format *f, const struct agg_rows *r,
			    const struct agg_row *row)
{
	size_t nth = 0;

	for (size_t i = 0; i < f->pieces.n; i++) {
		const struct format_piece *p = &f->pieces.v[i];
		size_t arg = (size_t)p->arg;
		int width = p->width, prec = p->prec;

		buf_add(&rt->out, p->text, p->text_len);
		if (!p->conv)
			continue;
		if (p->width_arg)
			width = key_int(r, row, arg++);
		if (p->prec_arg)
			prec = key_int(r, row, arg++);
		if (p->at) {
			print_agg_piece(rt, p, r, row, nth, width, prec);
			nth += nth + 1 < r->n;		/* further ones repeat the last */
		} else if (arg < r->nkeys) {
			format_one(rt, &rt->out, p, &row->keys[arg], width, prec);
		}
	}
}

/* ---- what is called ---- */
void printa(struct runtime *rt, const struct format *fmt, const struct var *const *aggs, size_t n)
{
	struct agg_rows r;

	for (size_t i = 0; i < n; i++)
		mark_printed(rt, aggs[i]);
	if (!fmt && rt->opt && rt->opt->json) {
		json_agg(rt, aggs, n);
		return;
	}
	agg_rows_init(&r, rt, aggs, n);
	if (!fmt) {
		buf_putc(&rt->out, '\n');
		print_rows(rt, &r);
	}
	for (size_t i = 0; fmt && i < r.rows.n; i++)
		print_formatted(rt, fmt, &r, &r.rows.v[i]);
	agg_rows_fini(&r);
}

static bool remains(struct runtime *rt, const struct var *var)
{
	return var->type->kind == TY_STAT && !var->hidden && var->aggs.n == 1 &&
	       var->aggs.v[0].fn->print_d && !(rt->views && rt->views[var->id].printed);
}

static void print_remaining(struct runtime *rt, const struct var *var)
{
	struct agg_rows r;

	mark_printed(rt, var);
	if (rt->opt && rt->opt->json) {
		json_agg(rt, &var, 1);
		return;
	}
	agg_rows_init(&r, rt, &var, 1);
	print_rows(rt, &r);
	agg_rows_fini(&r);
}

bool print_remaining_aggs(struct runtime *rt)
{
	size_t n = rt->prog->vars.n;
	bool reverse = rt->opt && rt->opt->aggsortrev, any = false;

	for (size_t i = 0; i < n; i++) {
		const struct var *var = rt->prog->vars.v[reverse ? n - 1 - i : i];

		if (!remains(rt, var))
			continue;
		if (!any && !(rt->opt && rt->opt->json))
			buf_putc(&rt->out, '\n');
		any = true;
		print_remaining(rt, var);
	}
	return any;
}
