/*
 * hist_print.c - histograms as text: D's form (D reference 5.5) and SystemTap's (stap(1), STATISTICS)
 */
#include <stdio.h>
#include "lang/agg/hist.h"
#include "lib/buf.h"
#include "lib/vec.h"

/* ---- D ---- */
struct row {
	int64_t count;
	char	label[40];
};

/* the rows of one histogram that can be shown; the caller picks those that are */
struct rows {
	VEC(struct row) rows;	/* heap */
	size_t first_empty;	/* where the three rows shown without any data begin */
	size_t middle;		/* llquantize: number of the row whose label depends on what is shown */
	size_t first, last;	/* shown, both included */
};

static void pick_rows(struct rows *r)
{
	size_t n = r->rows.n, first = 0, last = n;

	while (first < n && r->rows.v[first].count == 0)
		first++;
	if (first == n) {
		r->first = r->first_empty;
		r->last = r->first + 2 < n ? r->first + 2 : n - 1;
		return;
	}
	while (r->rows.v[last - 1].count == 0)
		last--;
	r->first = first ? first - 1 : 0;
	r->last = last < n ? last : n - 1;
}

static void print_rows(struct buf *out, const struct rows *r, const struct hist_opts *o)
{
	struct hist_scale scale = { 0 };

	for (size_t i = r->first; i <= r->last; i++)
		hist_scale_add(&scale, r->rows.v[i].count, o);
	hist_header(out, 16, "value");
	for (size_t i = r->first; i <= r->last; i++) {
		buf_printf(out, "%16s ", r->rows.v[i].label);
		hist_line(out, r->rows.v[i].count, &scale, o);
	}
}

static void add_row(struct rows *r, const void *cell, unsigned i, int64_t label)
{
	struct row row = { .count = ((const int64_t *)cell)[i] };

	snprintf(row.label, sizeof(row.label), "%lld", (long long)label);
	vec_push(NULL, &r->rows, row);
}

void quant_print(struct buf *out, const void *cell, const int64_t *params, const struct hist_opts *o)
{
	struct rows r = { 0 };

	for (unsigned i = 0; i < QUANT_N; i++)
		add_row(&r, cell, i, quant_label(params, i));
	r.first_empty = QUANT_ZERO - 1;
	pick_rows(&r);
	print_rows(out, &r, o);
	vec_fini(&r.rows);
}

void lquant_print(struct buf *out, const void *cell, const int64_t *params, const struct hist_opts *o)
{
	struct rows r = { 0 };
	int64_t step = params[2] > 0 ? params[2] : 1;
	unsigned n = (unsigned)((params[1] - params[0]) / step) + 2;

	for (unsigned i = 0; i < n; i++)
		add_row(&r, cell, i, lquant_label(params, i));
	snprintf(r.rows.v[0].label, sizeof(r.rows.v[0].label), "< %lld", (long long)params[0]);
	snprintf(r.rows.v[n - 1].label, sizeof(r.rows.v[0].label), ">= %lld",
		 (long long)lquant_label(params, n - 1));
	pick_rows(&r);
	print_rows(out, &r, o);
	vec_fini(&r.rows);
}

/* a bucket that begins between two integers never holds anything and is not shown */
static void add_ll_row(struct rows *r, const void *cell, const int64_t *params, unsigned i)
{
	unsigned mid = llquant_mid(params), p = i > mid ? i - mid : mid - i;
	struct row row = { .count = ((const int64_t *)cell)[i] };
	uint64_t edge = 0;

	if (p && !llquant_edge(params, p, &edge))
		return;
	if (p == 0)
		r->middle = r->rows.n;
	snprintf(row.label, sizeof(row.label), "%s%s%llu",
		 p != mid ? "" : i > mid ? ">= " : "<= ", i < mid ? "-" : "", (unsigned long long)edge);
	vec_push(NULL, &r->rows, row);
}

void llquant_print(struct buf *out, const void *cell, const int64_t *params, const struct hist_opts *o)
{
	struct rows r = { 0 };
	uint64_t low = 0;

	for (unsigned i = 0; i <= 2 * llquant_mid(params); i++)
		add_ll_row(&r, cell, params, i);
	r.first_empty = r.middle;
	pick_rows(&r);
	llquant_edge(params, 1, &low);
	if (low > 1)
		snprintf(r.rows.v[r.middle].label, sizeof(r.rows.v[0].label), "%s< %llu",
			 r.first < r.middle ? "abs() " : "", (unsigned long long)low);
	print_rows(out, &r, o);
	vec_fini(&r.rows);
}

/* ---- SystemTap ---- */
enum { HIST_WIDTH = 50, HIST_ELISION = 2, HIST_MARGIN = 2 };

struct stap_hist {
	const int64_t *count;
	const int64_t *params;
	label_fn *label;	/* of bucket i */
	int	  n;		/* buckets */
	int	  zero;		/* hist_log: bucket of zero; hist_linear: -1 */
	int	  lo, hi;	/* rows shown */
	int	  width, elision;	/* elision < 0: none */
	int64_t	  scale;	/* counts per @ */
	int	  value_width, count_width;
};

static int digits(int64_t v)
{
	return snprintf(NULL, 0, "%lld", (long long)v);
}

static int max_int(int a, int b)
{
	return a > b ? a : b;
}

static bool under(const struct stap_hist *h, int i)
{
	return h->zero < 0 && i == 0;
}

static bool over(const struct stap_hist *h, int i)
{
	return h->zero < 0 && i == h->n - 1;
}

/* the outer rows of hist_linear are labelled with the limit that their values are beyond */
static int64_t shown_label(const struct stap_hist *h, int i)
{
	return h->label(h->params, (unsigned)(under(h, i) ? 1 : over(h, i) ? i - 1 : i));
}

static void widen(struct stap_hist *h)
{
	for (int times = 0; times < HIST_MARGIN; times++) {
		if (h->lo > 0 && h->lo != h->zero)
			h->lo--;
		if (h->hi < h->n - 1)
			h->hi++;
	}
	if (h->zero >= 0)
		return;
	if (h->lo == 0 && h->count[0] == 0)
		h->lo = 1;
	if (h->hi == h->n - 1 && h->count[h->hi] == 0)
		h->hi--;
}

/* width of the label column; the odd sums for hist_linear are SystemTap's own */
static int label_width(const struct stap_hist *h)
{
	if (h->zero >= 0)
		return max_int(5, max_int(digits(h->label(h->params, (unsigned)h->lo)),
					  digits(h->label(h->params, (unsigned)h->hi))));
	int64_t step = h->params[2] > 0 ? h->params[2] : 1;
	int low = digits(h->params[0]) + (h->lo == 0);
	int high = digits(h->params[0] + step * h->hi) + over(h, h->hi);

	return max_int(5, max_int(low, high));
}

static void measure(struct stap_hist *h)
{
	int64_t max = 0;

	h->lo = h->n;
	for (int i = 0; i < h->n; i++) {
		if (h->count[i] == 0)
			continue;
		if (h->lo == h->n)
			h->lo = i;
		h->hi = i;
		if (h->count[i] > max)
			max = h->count[i];
	}
	if (h->lo == h->n)
		h->lo = h->hi = max_int(h->zero, 0);
	h->scale = max <= h->width ? 1 : max / h->width + (max % h->width != 0);
	h->count_width = digits(max);
	widen(h);
	h->value_width = label_width(h);
}

static bool all_zero_near(const struct stap_hist *h, int i)
{
	if (h->elision < 0)
		return false;
	for (int k = max_int(h->lo, i - h->elision); k <= h->hi && k <= i + h->elision; k++)
		if (h->count[k])
			return false;
	return true;
}

static void print_stap_row(struct buf *out, const struct stap_hist *h, int i)
{
	const char *mark = under(h, i) ? "<" : over(h, i) ? ">" : "";
	int64_t bar = h->count[i] > 0 ? h->count[i] / h->scale : 0;

	buf_pad(out, ' ', (size_t)max_int(0, h->value_width - digits(shown_label(h, i)) - (*mark != 0)));
	buf_printf(out, "%s%lld |", mark, (long long)shown_label(h, i));
	buf_pad(out, '@', (size_t)bar);
	buf_printf(out, "%*lld\n", (int)(h->width - bar + 1 + h->count_width), (long long)h->count[i]);
}

static void print_stap_hist(struct buf *out, struct stap_hist *h, const struct hist_opts *o)
{
	bool skipped = false;

	h->width = o && o->width > 0 ? o->width : HIST_WIDTH;
	h->elision = !o ? HIST_ELISION : o->elision > h->n ? h->n : (int)o->elision;
	measure(h);
	buf_printf(out, "%*s |", h->value_width, "value");
	buf_pad(out, '-', (size_t)h->width);
	buf_puts(out, " count\n");
	for (int i = h->lo; i <= h->hi; i++) {
		if (all_zero_near(h, i)) {
			skipped = true;
			continue;
		}
		if (skipped)
			buf_printf(out, "%*s ~\n", h->value_width, "");
		skipped = false;
		print_stap_row(out, h, i);
	}
	buf_putc(out, '\n');
}

void hist_log_print(struct buf *out, const void *cell, const int64_t *params,
		    const struct hist_opts *o)
{
	struct stap_hist h = {
		.count = cell, .params = params, .label = hist_log_label, .n = 128, .zero = 64,
	};

	print_stap_hist(out, &h, o);
}

void hist_linear_print(struct buf *out, const void *cell, const int64_t *params,
		       const struct hist_opts *o)
{
	int64_t step = params[2] > 0 ? params[2] : 1;
	struct stap_hist h = {
		.count = cell, .params = params, .label = lquant_label,
		.n = (int)((params[1] - params[0]) / step) + 3, .zero = -1,
	};

	print_stap_hist(out, &h, o);
}
