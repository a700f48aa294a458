/*
 * hist_pack.c - D's aggpack: a histogram as one line, a character for each bucket
 *
 * As illumos prints it (option aggpack): min :....: max | count. Characters are block elements of
 * Unicode, or letters where the terminal or the option encoding asks for them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "lang/agg/hist.h"
#include "lib/buf.h"

enum {
	LOW_EIGHTH = 0x2581,		/* U+2581 to U+2588: one eighth to full, from below */
	LEVELS = 8,
	LQUANT_LABEL = 8,		/* columns of lquantize()'s labels */
};

/* terminals that are known to have no more than letters */
static bool plain(const struct hist_opts *o)
{
	const char *term = getenv("TERM");

	if (o && o->encoding != HIST_DEFAULT)
		return o->encoding == HIST_ASCII;
	return term && (!strcmp(term, "sun") || !strcmp(term, "sun-color") || !strcmp(term, "dumb"));
}

/* 0 to n - 1, rounded to the nearest */
static unsigned level(int64_t count, u128 total, unsigned n)
{
	return (unsigned)((2 * (u128)hist_magnitude(count) * (n - 1) + total) / (2 * total));
}

static void pack_one(struct buf *out, int64_t count, u128 total, bool letters)
{
	static const char up[] = "__xxxxXX", down[] = "vvvvVV";

	if (count == 0)
		buf_putc(out, ' ');
	else if (count < 0)
		buf_putc(out, down[level(count, total, sizeof(down) - 1)]);
	else if (letters)
		buf_putc(out, up[level(count, total, sizeof(up) - 1)]);
	else
		hist_put_block(out, LOW_EIGHTH + level(count, total, LEVELS));
}

/* returns the sum of the counts */
static int64_t pack(struct buf *out, const int64_t *counts, unsigned lo, unsigned hi, const struct hist_opts *o)
{
	struct hist_scale scale = { 0 };
	uint64_t sum = 0;

	for (unsigned i = lo; i <= hi; i++) {
		hist_scale_add(&scale, counts[i], o);
		sum += (uint64_t)counts[i];
	}
	for (unsigned i = lo; i <= hi; i++)
		pack_one(out, counts[i], scale.total, plain(o));
	return (int64_t)sum;
}

static void header(struct buf *out, int width, int min_width, unsigned n, int max_width)
{
	buf_printf(out, "\n%*s %*s .", width, width ? "key" : "", min_width, "min");
	buf_pad(out, '-', n);
	buf_printf(out, ". %-*s | count\n", max_width, "max");
}

/* columns of a label of quantize(): room for "min" and "max" and a blank */
static int columns(int64_t v)
{
	int n = snprintf(NULL, 0, "%lld", (long long)v);

	return n < 4 ? 4 : n;
}

/* ---- quantize ---- */
void quant_pack_span(struct hist_span *s, const void *cell, const int64_t *params)
{
	const int64_t *counts = cell;

	(void)params;
	for (unsigned i = 0; i < QUANT_N; i++) {
		if (!counts[i])
			continue;
		s->lo = !s->any || i < s->lo ? i : s->lo;
		s->hi = !s->any || i > s->hi ? i : s->hi;
		s->any = true;
	}
}

/* one bucket more on either side, but none below zero for its sake */
static struct hist_span widened(const struct hist_span *s)
{
	struct hist_span ret = s->any ? *s : (struct hist_span){ .lo = QUANT_ZERO, .hi = QUANT_ZERO };

	if (ret.lo != 0 && ret.lo != QUANT_ZERO)
		ret.lo--;
	if (ret.hi < QUANT_N - 1)
		ret.hi++;
	return ret;
}

void quant_pack_header(struct buf *out, const struct hist_span *span, int width)
{
	struct hist_span s = widened(span);

	header(out, width, columns(quant_label(NULL, s.lo)), s.hi - s.lo + 1, columns(quant_label(NULL, s.hi)));
}

void quant_pack_row(struct buf *out, const void *cell, const int64_t *params, const struct hist_span *span,
		    const struct hist_opts *o)
{
	struct hist_span s = widened(span);

	int64_t min = quant_label(params, s.lo), max = quant_label(params, s.hi);

	buf_printf(out, " %*lld :", columns(min), (long long)min);
	int64_t count = pack(out, cell, s.lo, s.hi, o);

	buf_printf(out, ": %-*lld | %lld\n", columns(max), (long long)max, (long long)count);
}

/* ---- lquantize: always all of its levels ---- */
void lquant_pack_span(struct hist_span *s, const void *cell, const int64_t *params)
{
	int64_t step = params[2] > 0 ? params[2] : 1;

	(void)cell;
	*s = (struct hist_span){ .hi = (unsigned)((params[1] - params[0]) / step) + 1, .any = true };
}

void lquant_pack_header(struct buf *out, const struct hist_span *s, int width)
{
	header(out, width, LQUANT_LABEL - 1, s->hi + 1, LQUANT_LABEL);
}

void lquant_pack_row(struct buf *out, const void *cell, const int64_t *params, const struct hist_span *s,
		     const struct hist_opts *o)
{
	char label[32];

	snprintf(label, sizeof(label), "< %lld", (long long)params[0]);
	buf_printf(out, "%*s :", LQUANT_LABEL, label);
	int64_t count = pack(out, cell, s->lo, s->hi, o);

	snprintf(label, sizeof(label), ">= %lld", (long long)lquant_label(params, s->hi));
	buf_printf(out, ": %-*s | %lld\n", LQUANT_LABEL, label, (long long)count);
}
