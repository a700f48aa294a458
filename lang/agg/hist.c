/*
 * hist.c - aggregating functions whose result is a histogram
 *
 * A cell is one 64-bit weight per bucket. How they are printed is in hist_print.c.
 * Bucket mapping: D reference 5.3; stap(1), STATISTICS.
 */
#include "lang/agg/hist.h"

static unsigned log2_floor(uint64_t x)
{
	return 63 - (unsigned)__builtin_clzll(x);
}

static uint64_t magnitude(int64_t v)
{
	return v < 0 ? -(uint64_t)v : (uint64_t)v;
}

static int64_t negative(uint64_t v)
{
	return (int64_t)-v;
}

/* ---- all histograms ---- */
static void merge(unsigned n, void *into, const void *from)
{
	for (unsigned i = 0; i < n; i++)
		((uint64_t *)into)[i] += ((const uint64_t *)from)[i];
}

static bool empty(unsigned n, const void *cell)
{
	for (unsigned i = 0; i < n; i++)
		if (((const uint64_t *)cell)[i])
			return false;
	return true;
}

/* sum of bucket value and weight; exact, so that the order does not depend on wrapping */
static s128 weigh(unsigned n, const void *cell, const int64_t *params, label_fn *label)
{
	s128 sum = 0;

	for (unsigned i = 0; i < n; i++)
		sum += (s128)((const int64_t *)cell)[i] * label(params, i);
	return sum;
}

static int order(s128 a, s128 b)
{
	return a < b ? -1 : a > b;
}

/* ---- quantize ---- */

static size_t quant_size(const int64_t *params)
{
	return QUANT_N * sizeof(uint64_t);
}

int64_t quant_label(const int64_t *params, unsigned i)
{
	if (i == QUANT_ZERO)
		return 0;
	return i > QUANT_ZERO ? (int64_t)((uint64_t)1 << (i - QUANT_ZERO - 1))
			      : negative((uint64_t)1 << (QUANT_ZERO - 1 - i));
}

static unsigned quant_bucket(int64_t v)
{
	if (v == 0)
		return QUANT_ZERO;
	unsigned k = log2_floor(magnitude(v));

	if (v > 0)
		return QUANT_ZERO + 1 + k;
	return k > QUANT_ZERO - 1 ? 0 : QUANT_ZERO - 1 - k;
}

/* powers of two on both sides of a zero bucket */
static void log_range(int64_t label, bool first, struct agg_bucket *ret)
{
	uint64_t m = magnitude(label);

	ret->min = ret->max = label;
	if (label > 0)
		ret->max = (int64_t)(2 * m - 1);
	else if (label < 0)
		ret->min = first ? INT64_MIN : negative(2 * m - 1);
}

static void quant_range(const int64_t *params, unsigned i, struct agg_bucket *ret)
{
	log_range(quant_label(params, i), i == 0, ret);
}

static void quant_apply(void *cell, const int64_t *params, int64_t value, int64_t incr)
{
	((uint64_t *)cell)[quant_bucket(value)] += (uint64_t)incr;
}

static void quant_merge(void *into, const void *from, const int64_t *params)
{
	merge(QUANT_N, into, from);
}

static bool quant_empty(const void *cell, const int64_t *params)
{
	return empty(QUANT_N, cell);
}

static int64_t quant_value(const void *cell, const int64_t *params)
{
	return (int64_t)weigh(QUANT_N, cell, params, quant_label);
}

static int quant_compare(const void *a, const void *b, const int64_t *params)
{
	int c = order(weigh(QUANT_N, a, params, quant_label), weigh(QUANT_N, b, params, quant_label));

	return c ? c : order(((const int64_t *)a)[QUANT_ZERO], ((const int64_t *)b)[QUANT_ZERO]);
}

/* ---- lquantize ---- */
static int64_t step_of(const int64_t *params)
{
	return params[2] > 0 ? params[2] : 1;
}

static unsigned lquant_n(const int64_t *params)
{
	return (unsigned)((params[1] - params[0]) / step_of(params)) + 2;
}

static size_t lquant_size(const int64_t *params)
{
	return lquant_n(params) * sizeof(uint64_t);
}

/* below base is base - 1, at and above the limit is the limit: what the sums are made with */
int64_t lquant_label(const int64_t *params, unsigned i)
{
	return i == 0 ? params[0] - 1 : params[0] + (int64_t)(i - 1) * step_of(params);
}

/* n buckets: below base, steps from base on, and the rest in the last one */
static unsigned linear_bucket(int64_t v, const int64_t *params, unsigned n)
{
	if (v < params[0])
		return 0;
	uint64_t i = ((uint64_t)v - (uint64_t)params[0]) / (uint64_t)step_of(params) + 1;

	return i < n ? (unsigned)i : n - 1;
}

static void linear_range(const int64_t *params, unsigned i, unsigned n, struct agg_bucket *ret)
{
	int64_t low = lquant_label(params, i);

	ret->min = i == 0 ? INT64_MIN : low;
	ret->max = i == 0 ? low : i == n - 1 ? INT64_MAX : low + step_of(params) - 1;
}

static void lquant_range(const int64_t *params, unsigned i, struct agg_bucket *ret)
{
	linear_range(params, i, lquant_n(params), ret);
}

static void lquant_apply(void *cell, const int64_t *params, int64_t value, int64_t incr)
{
	((uint64_t *)cell)[linear_bucket(value, params, lquant_n(params))] += (uint64_t)incr;
}

static void lquant_merge(void *into, const void *from, const int64_t *params)
{
	merge(lquant_n(params), into, from);
}

static bool lquant_empty(const void *cell, const int64_t *params)
{
	return empty(lquant_n(params), cell);
}

static int64_t lquant_value(const void *cell, const int64_t *params)
{
	return (int64_t)weigh(lquant_n(params), cell, params, lquant_label);
}

static int lquant_compare(const void *a, const void *b, const int64_t *params)
{
	unsigned n = lquant_n(params);

	return order(weigh(n, a, params, lquant_label), weigh(n, b, params, lquant_label));
}

/* ---- llquantize: factor, lmag, hmag, steps ---- */
static unsigned ll_per_decade(const int64_t *params)
{
	return (unsigned)(params[3] - params[3] / params[0]);
}

unsigned llquant_mid(const int64_t *params)
{
	return (unsigned)(params[2] - params[1] + 1) * ll_per_decade(params) + 1;
}

static unsigned llquant_n(const int64_t *params)
{
	return 2 * llquant_mid(params) + 1;
}

static size_t llquant_size(const int64_t *params)
{
	return llquant_n(params) * sizeof(uint64_t);
}

static uint64_t power(uint64_t factor, uint64_t n)
{
	uint64_t p = 1;

	while (n--)
		p *= factor;
	return p;
}

/* distance of magnitude a from the middle bucket */
static unsigned llquant_distance(uint64_t a, const int64_t *params)
{
	uint64_t factor = (uint64_t)params[0], steps = (uint64_t)params[3];
	uint64_t low = power(factor, (uint64_t)params[1]);

	if (a < low)
		return 0;
	for (int64_t m = params[1]; m <= params[2]; m++, low *= factor) {
		uint64_t next = low * factor;

		if (a >= next)
			continue;
		uint64_t part = next >= steps ? a / (next / steps) : a * (steps / next);

		return (unsigned)(1 + (uint64_t)(m - params[1]) * ll_per_decade(params) + part -
				  steps / factor);
	}
	return llquant_mid(params);
}

bool llquant_edge(const int64_t *params, unsigned p, uint64_t *ret)
{
	uint64_t factor = (uint64_t)params[0], steps = (uint64_t)params[3];
	unsigned per = ll_per_decade(params);

	*ret = power(factor, (uint64_t)params[2] + 1);
	if (p >= llquant_mid(params))
		return true;
	uint64_t low = power(factor, (uint64_t)params[1] + (p - 1) / per), next = low * factor;
	uint64_t part = (p - 1) % per + steps / factor;

	if (next >= steps) {
		uint64_t edge = part * (next / steps);

		*ret = edge < low ? low : edge;
		return true;
	}
	*ret = part / (steps / next);
	return part % (steps / next) == 0;
}

static int64_t llquant_label(const int64_t *params, unsigned i)
{
	unsigned mid = llquant_mid(params);
	uint64_t edge = 0;

	if (i == mid)
		return 0;
	llquant_edge(params, i > mid ? i - mid : mid - i, &edge);
	return i > mid ? (int64_t)edge : negative(edge);
}

static void llquant_range(const int64_t *params, unsigned i, struct agg_bucket *ret)
{
	unsigned mid = llquant_mid(params), p = i > mid ? i - mid : mid - i;
	uint64_t low = power((uint64_t)params[0], (uint64_t)params[1]), next = 0;

	if (p == 0) {
		ret->min = negative(low - 1);
		ret->max = (int64_t)(low - 1);
		return;
	}
	llquant_edge(params, p, &low);
	if (p < mid)
		for (unsigned q = p + 1; !llquant_edge(params, q, &next); q++)
			;
	uint64_t last = p < mid && next - 1 < INT64_MAX ? next - 1 : INT64_MAX;

	ret->min = i > mid ? (int64_t)low : p < mid ? negative(last) : INT64_MIN;
	ret->max = i > mid ? (int64_t)last : negative(low);
}

static void llquant_apply(void *cell, const int64_t *params, int64_t value, int64_t incr)
{
	unsigned mid = llquant_mid(params), p = llquant_distance(magnitude(value), params);

	((uint64_t *)cell)[value < 0 ? mid - p : mid + p] += (uint64_t)incr;
}

static void llquant_merge(void *into, const void *from, const int64_t *params)
{
	merge(llquant_n(params), into, from);
}

static bool llquant_empty(const void *cell, const int64_t *params)
{
	return empty(llquant_n(params), cell);
}

static int64_t llquant_value(const void *cell, const int64_t *params)
{
	return (int64_t)weigh(llquant_n(params), cell, params, llquant_label);
}

static int llquant_compare(const void *a, const void *b, const int64_t *params)
{
	unsigned n = llquant_n(params), mid = llquant_mid(params);
	int c = order(weigh(n, a, params, llquant_label), weigh(n, b, params, llquant_label));

	return c ? c : order(((const int64_t *)a)[mid], ((const int64_t *)b)[mid]);
}

/* ---- SystemTap's hist_log: 128 buckets, 64 is zero ---- */
enum { LOG_N = 128, LOG_ZERO = 64 };

static size_t log_size(const int64_t *params)
{
	return LOG_N * sizeof(uint64_t);
}

int64_t hist_log_label(const int64_t *params, unsigned i)
{
	if (i == LOG_ZERO)
		return 0;
	return i > LOG_ZERO ? (int64_t)((uint64_t)1 << (i - LOG_ZERO - 1))
			    : negative((uint64_t)1 << (LOG_ZERO - 1 - i));
}

static void hist_log_range(const int64_t *params, unsigned i, struct agg_bucket *ret)
{
	log_range(hist_log_label(params, i), i == 0, ret);
}

static void log_apply(void *cell, const int64_t *params, int64_t value, int64_t incr)
{
	unsigned i = LOG_ZERO;

	if (value > 0)
		i += 1 + log2_floor((uint64_t)value);
	else if (value < 0)
		i -= 1 + log2_floor(magnitude(value));
	((uint64_t *)cell)[i] += (uint64_t)incr;
}

static void log_merge(void *into, const void *from, const int64_t *params)
{
	merge(LOG_N, into, from);
}

static bool log_empty(const void *cell, const int64_t *params)
{
	return empty(LOG_N, cell);
}

static int64_t log_value(const void *cell, const int64_t *params)
{
	return (int64_t)weigh(LOG_N, cell, params, hist_log_label);
}

static int log_compare(const void *a, const void *b, const int64_t *params)
{
	return order(weigh(LOG_N, a, params, hist_log_label), weigh(LOG_N, b, params, hist_log_label));
}

/* ---- SystemTap's hist_linear: start, stop, step; one bucket more than lquantize ---- */
static unsigned linear_n(const int64_t *params)
{
	return lquant_n(params) + 1;
}

static size_t linear_size(const int64_t *params)
{
	return linear_n(params) * sizeof(uint64_t);
}

static void hist_linear_range(const int64_t *params, unsigned i, struct agg_bucket *ret)
{
	linear_range(params, i, linear_n(params), ret);
}

static void linear_apply(void *cell, const int64_t *params, int64_t value, int64_t incr)
{
	((uint64_t *)cell)[linear_bucket(value, params, linear_n(params))] += (uint64_t)incr;
}

static void linear_merge(void *into, const void *from, const int64_t *params)
{
	merge(linear_n(params), into, from);
}

static bool linear_empty(const void *cell, const int64_t *params)
{
	return empty(linear_n(params), cell);
}

static int64_t linear_value(const void *cell, const int64_t *params)
{
	return (int64_t)weigh(linear_n(params), cell, params, lquant_label);
}

static int linear_compare(const void *a, const void *b, const int64_t *params)
{
	unsigned n = linear_n(params);

	return order(weigh(n, a, params, lquant_label), weigh(n, b, params, lquant_label));
}

static const struct agg_param lquant_params[] = {
	{ "base", ERR_LQUANT_BASETYPE, ERR_LQUANT_MATCHBASE },
	{ "limit", ERR_LQUANT_LIMTYPE, ERR_LQUANT_MATCHLIM },
	{ "step", ERR_LQUANT_STEPTYPE, ERR_LQUANT_MATCHSTEP },
};

static const struct agg_param llquant_params[] = {
	{ "factor", ERR_LLQUANT_FACTORTYPE, ERR_LLQUANT_MATCHFACTOR },
	{ "low magnitude", ERR_LLQUANT_LMAGTYPE, ERR_LLQUANT_MATCHLMAG },
	{ "high magnitude", ERR_LLQUANT_HMAGTYPE, ERR_LLQUANT_MATCHHMAG },
	{ "steps", ERR_LLQUANT_STEPTYPE, ERR_LLQUANT_MATCHSTEPS },
};

static const struct agg_param linear_params[] = {
	{ "start", ERR_STAP_TYPE, ERR_STAP_TYPE },
	{ "stop", ERR_STAP_TYPE, ERR_STAP_TYPE },
	{ "step", ERR_STAP_TYPE, ERR_STAP_TYPE },
};

const struct aggfn aggfns_hist[] = {
	{
		.d_name = "quantize", .sig = "(int, [int])",
		.update = "rt_agg_add($cell, rt_agg_quant($1), 127, $incr)",
		.help = "power-of-two histogram", .incr_tag = ERR_QUANT_PROTO,
		.size = quant_size, .apply = quant_apply, .merge = quant_merge,
		.value = quant_value, .compare = quant_compare, .print_d = quant_print,
		.empty = quant_empty, .bucket = quant_range, .is_hist = true,
		.pack_span = quant_pack_span, .pack_header = quant_pack_header, .pack_row = quant_pack_row,
	}, {
		.d_name = "lquantize", .sig = "(int, const, const, [const], [int])",
		.update = "rt_agg_add($cell, rt_agg_linear($1, $par0, $par2, ($par1 - $par0) / $par2 + 2), "
			  "($par1 - $par0) / $par2 + 2, $incr)",
		.help = "linear histogram: base, limit, step",
		.size = lquant_size, .apply = lquant_apply, .merge = lquant_merge,
		.value = lquant_value, .compare = lquant_compare, .print_d = lquant_print,
		.empty = lquant_empty, .bucket = lquant_range, .is_hist = true,
		.nparams = 3, .min_params = 2, .params = lquant_params,
		.check = lquant_check,
		.pack_span = lquant_pack_span, .pack_header = lquant_pack_header, .pack_row = lquant_pack_row,
	}, {
		.d_name = "llquantize", .sig = "(int, const, const, const, const, [int])",
		.update = "rt_agg_add($cell, rt_agg_llquant($1, $par0, $par1, $par2, $par3), "
			  "2 * ($par2 - $par1 + 1) * ($par3 - $par3 / $par0) + 3, $incr)",
		.help = "log-linear histogram: factor, low magnitude, high magnitude, steps",
		.size = llquant_size, .apply = llquant_apply, .merge = llquant_merge,
		.value = llquant_value, .compare = llquant_compare, .print_d = llquant_print,
		.empty = llquant_empty, .bucket = llquant_range, .is_hist = true,
		.nparams = 4, .min_params = 4, .params = llquant_params,
		.check = llquant_check,
	}, {
		.stap_name = "hist_log", .sig = "(int)",
		.update = "rt_agg_add($cell, rt_agg_hist_log($1), 128, $incr)",
		.fold = "rt_agg_bucket($sum, $cell, $1, 128)", .read = "$sum[0]", .none = "!$sum[1]", .sums = 2,
		.help = "power-of-two histogram",
		.size = log_size, .apply = log_apply, .merge = log_merge,
		.value = log_value, .compare = log_compare, .print_stap = hist_log_print,
		.empty = log_empty, .bucket = hist_log_range, .is_hist = true, .needs_nonempty = true,
	}, {
		.stap_name = "hist_linear", .sig = "(int, const, const, const)",
		.update = "rt_agg_add($cell, rt_agg_linear($1, $par0, $par2, ($par1 - $par0) / $par2 + 3), "
			  "($par1 - $par0) / $par2 + 3, $incr)",
		.fold = "rt_agg_bucket($sum, $cell, $1, ($par1 - $par0) / $par2 + 3)",
		.read = "$sum[0]", .none = "!$sum[1]", .sums = 2,
		.help = "linear histogram: start, stop, step",
		.size = linear_size, .apply = linear_apply, .merge = linear_merge,
		.value = linear_value, .compare = linear_compare, .print_stap = hist_linear_print,
		.empty = linear_empty, .bucket = hist_linear_range, .is_hist = true,
		.needs_nonempty = true, .nparams = 3, .min_params = 3, .params = linear_params, .check = hist_linear_check,
	},
	{ 0 }
};
