/*
 * picture.c - the rows of one aggregation under a header of their own: agghist and aggpack
 *
 * Columns of keys are narrower than in the default form: strings stand right
 * in 16 columns, uncut.
 */
#include "lang/eval/picture.h"

#include "lang/eval/print.h"
#include "lang/eval/rows.h"
#include "lang/eval/runtime.h"

static int key_width(const struct type *t)
{
	if (!type_is_scalar(t))
		return 16;
	return t->size == 1 ? 3 : t->size == 2 ? 5 : t->size == 4 ? 8 : 16;
}

static void print_keys(struct runtime *rt, const struct agg_rows *r, const struct agg_row *row)
{
	for (size_t k = 0; k < r->nkeys; k++) {
		const struct value *key = &row->keys[k];

		if (type_is_stringish(type_strip(key->type)) && looks_like_text(key))
			buf_printf(&rt->out, " %*.*s", 16, (int)key->len, (const char *)key->p);
		else
			print_key(rt, &rt->out, key);
	}
}

static int keys_width(const struct agg_rows *r)
{
	int width = 0;

	for (size_t k = 0; k < r->nkeys; k++)
		width += 1 + key_width(type_strip(r->aggs[0]->keys.v[k]));
	return width;
}

/* agghist: each row's value as a share of the total */
static void print_shares(struct runtime *rt, const struct agg_rows *r, const struct agg_use *use)
{
	struct hist_opts opts = view_of(rt, r->aggs[0]);
	struct hist_scale scale = { 0 };
	int width = keys_width(r);

	for (size_t i = 0; i < r->rows.n; i++)
		hist_scale_add(&scale, use->fn->value(agg_rows_cell(r, &r->rows.v[i], 0), use->params), &opts);
	hist_header(&rt->out, width ? width : 16, width ? "key" : "value");
	for (size_t i = 0; i < r->rows.n; i++) {
		print_keys(rt, r, &r->rows.v[i]);
		buf_putc(&rt->out, ' ');
		hist_line(&rt->out, use->fn->value(agg_rows_cell(r, &r->rows.v[i], 0), use->params), &scale, &opts);
	}
}

static void print_packed(struct runtime *rt, const struct agg_rows *r, const struct agg_use *use)
{
	struct hist_opts opts = view_of(rt, r->aggs[0]);
	struct hist_span span = { 0 };

	for (size_t i = 0; i < r->rows.n; i++)
		use->fn->pack_span(&span, agg_rows_cell(r, &r->rows.v[i], 0), use->params);
	use->fn->pack_header(&rt->out, &span, keys_width(r));
	for (size_t i = 0; i < r->rows.n; i++) {
		print_keys(rt, r, &r->rows.v[i]);
		use->fn->pack_row(&rt->out, agg_rows_cell(r, &r->rows.v[i], 0), use->params, &span, &opts);
	}
}

bool picture_print(struct runtime *rt, const struct agg_rows *r)
{
	const struct agg_use *use = &r->aggs[0]->aggs.v[0];

	if (!rt->opt || r->n != 1 || !r->rows.n)
		return false;
	if (rt->opt->agghist && use->fn->is_total)
		print_shares(rt, r, use);
	else if (rt->opt->aggpack && use->fn->pack_row)
		print_packed(rt, r, use);
	else
		return false;
	return true;
}
