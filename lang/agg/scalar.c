/*
 * scalar.c - aggregating functions whose result is one number
 *
 * Each row keeps the kernel's update and the same update in user space side by side; a test
 * compares both. Sums wrap like 64-bit two's complement.
 */
#include "lang/agg/hist.h"
#include "lib/buf.h"

static size_t words(unsigned n)
{
	return n * sizeof(uint64_t);
}

static size_t size_1(const int64_t *params)
{
	return words(1);
}

static size_t size_2(const int64_t *params)
{
	return words(2);
}

static size_t size_4(const int64_t *params)
{
	return words(4);
}

static bool empty_1(const void *cell, const int64_t *params)
{
	return *(const uint64_t *)cell == 0;
}

static int64_t value_word(const void *cell, const int64_t *params)
{
	return *(const int64_t *)cell;
}

static void merge_words(uint64_t *into, const uint64_t *from, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		into[i] += from[i];
}

static void merge_1(void *into, const void *from, const int64_t *params)
{
	merge_words(into, from, 1);
}

static void merge_2(void *into, const void *from, const int64_t *params)
{
	merge_words(into, from, 2);
}

static int order(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

static int compare_word(const void *a, const void *b, const int64_t *params)
{
	return order(value_word(a, params), value_word(b, params));
}

/* normalization divides as unsigned, also negative sums: D 5.8, observed */
static uint64_t normalize(int64_t n, const struct hist_opts *o)
{
	return o && o->normal > 1 ? (uint64_t)n / (uint64_t)o->normal : (uint64_t)n;
}

static void print_signed(struct buf *out, int64_t n, const struct hist_opts *o)
{
	buf_printf(out, " %16lld", (long long)normalize(n, o));
}

static void print_word(struct buf *out, const void *cell, const int64_t *params,
		       const struct hist_opts *o)
{
	print_signed(out, value_word(cell, params), o);
}

static void apply_count(void *cell, const int64_t *params, int64_t value, int64_t incr)
{
	*(uint64_t *)cell += 1;
}

static void apply_sum(void *cell, const int64_t *params, int64_t value, int64_t incr)
{
	*(uint64_t *)cell += (uint64_t)value;
}

/*
 * min and max: word 0 holds the value mapped so that the least wanted one is 0 and larger wins,
 * word 1 is set once there is a value: an untouched cell then merges as nothing.
 */
static uint64_t min_code(uint64_t v)
{
	return v ^ INT64_MAX;
}

static uint64_t max_code(uint64_t v)
{
	return v ^ (uint64_t)INT64_MIN;
}

static void keep_larger(uint64_t *cell, uint64_t code)
{
	if (code > cell[0])
		cell[0] = code;
	cell[1] = 1;
}

static void apply_min(void *cell, const int64_t *params, int64_t value, int64_t incr)
{
	keep_larger(cell, min_code((uint64_t)value));
}

static void apply_max(void *cell, const int64_t *params, int64_t value, int64_t incr)
{
	keep_larger(cell, max_code((uint64_t)value));
}

static bool empty_extreme(const void *cell, const int64_t *params)
{
	return ((const uint64_t *)cell)[1] == 0;
}

static void merge_extreme(void *into, const void *from, const int64_t *params)
{
	if (!empty_extreme(from, params))
		keep_larger(into, *(const uint64_t *)from);
}

static int64_t value_min(const void *cell, const int64_t *params)
{
	return empty_extreme(cell, params) ? 0 : (int64_t)min_code(*(const uint64_t *)cell);
}

static int64_t value_max(const void *cell, const int64_t *params)
{
	return empty_extreme(cell, params) ? 0 : (int64_t)max_code(*(const uint64_t *)cell);
}

static int compare_min(const void *a, const void *b, const int64_t *params)
{
	return order(value_min(a, params), value_min(b, params));
}

static int compare_max(const void *a, const void *b, const int64_t *params)
{
	return order(value_max(a, params), value_max(b, params));
}

static void print_min(struct buf *out, const void *cell, const int64_t *params,
		      const struct hist_opts *o)
{
	print_signed(out, value_min(cell, params), o);
}

static void print_max(struct buf *out, const void *cell, const int64_t *params,
		      const struct hist_opts *o)
{
	print_signed(out, value_max(cell, params), o);
}

/* avg: count, sum */
struct avg {
	uint64_t n, sum;
};

static void apply_avg(void *cell, const int64_t *params, int64_t value, int64_t incr)
{
	struct avg *c = cell;

	c->n++;
	c->sum += (uint64_t)value;
}

/* x / 0 is 0, and INT64_MIN / -1 cannot come up: counts are not negative before they overflow */
static int64_t divide(int64_t a, int64_t b)
{
	return b == 0 ? 0 : b == -1 ? (int64_t)-(uint64_t)a : a / b;
}

static int64_t value_avg(const void *cell, const int64_t *params)
{
	const struct avg *c = cell;

	return divide((int64_t)c->sum, (int64_t)c->n);
}

static int compare_avg(const void *a, const void *b, const int64_t *params)
{
	return order(value_avg(a, params), value_avg(b, params));
}

static void print_avg(struct buf *out, const void *cell, const int64_t *params,
		      const struct hist_opts *o)
{
	print_signed(out, value_avg(cell, params), o);
}

/* stddev: count, sum, sum of squares in 128 bits */
struct stddev {
	uint64_t n, sum, lo, hi;
};

static void stddev_add(struct stddev *c, uint64_t n, uint64_t sum, u128 squares)
{
	u128 all = (((u128)c->hi << 64) | c->lo) + squares;

	c->n += n;
	c->sum += sum;
	c->lo = (uint64_t)all;
	c->hi = (uint64_t)(all >> 64);
}

static void apply_stddev(void *cell, const int64_t *params, int64_t value, int64_t incr)
{
	u128 a = value < 0 ? -(uint64_t)value : (uint64_t)value;

	stddev_add(cell, 1, (uint64_t)value, a * a);
}

static void merge_stddev(void *into, const void *from, const int64_t *params)
{
	const struct stddev *c = from;

	stddev_add(into, c->n, c->sum, ((u128)c->hi << 64) | c->lo);
}

/* largest r with r * r <= x */
static uint64_t root(u128 x)
{
	uint64_t r = 0;

	for (int bit = 63; bit >= 0; bit--) {
		u128 try = r | (uint64_t)1 << bit;

		if (try * try <= x)
			r = (uint64_t)try;
	}
	return r;
}

static int64_t value_stddev(const void *cell, const int64_t *params)
{
	const struct stddev *c = cell;

	if (c->n == 0)
		return 0;
	s128 avg = divide((int64_t)c->sum, (int64_t)c->n);
	u128 squares = (((u128)c->hi << 64) | c->lo) / c->n;
	u128 square = (u128)(avg * avg);

	/* a sum that wrapped can make it negative */
	return squares < square ? 0 : (int64_t)root(squares - square);
}

static int compare_stddev(const void *a, const void *b, const int64_t *params)
{
	return order(value_stddev(a, params), value_stddev(b, params));
}

static void print_stddev(struct buf *out, const void *cell, const int64_t *params,
			 const struct hist_opts *o)
{
	buf_printf(out, " %16llu", (unsigned long long)normalize(value_stddev(cell, params), o));
}

/*
 * SystemTap's variance: integer recipe of stap(1), STATISTICS, kept per CPU and combined when
 * read. What is combined over CPUs (n, sum, n A, n A^2, M) adds up modulo 2^64, so cells merge in
 * any order and give what the recipe's own sums would.
 */
struct variance_slot {
	uint64_t n, sum, mean, m;
};

struct variance {
	uint64_t inside;		/* handlers in an update now; who interrupts takes slot 1 */
	struct variance_slot slot[2];
	uint64_t n, sum, mean, square, spread;	/* merged: n, sum, sum nA, sum nA^2, sum (n-1)V */
};

static size_t size_variance(const int64_t *params)
{
	return sizeof(struct variance);
}

static unsigned shift_of(const int64_t *params)
{
	return (unsigned)params[0] & 63;
}

static void apply_variance(void *cell, const int64_t *params, int64_t value, int64_t incr)
{
	struct variance_slot *s = &((struct variance *)cell)->slot[0];
	uint64_t x = (uint64_t)value << shift_of(params);

	s->sum += (uint64_t)value;
	if (++s->n == 1) {
		s->mean = x;
		return;
	}
	uint64_t d = x - s->mean;

	s->mean += (uint64_t)divide((int64_t)d, (int64_t)s->n);
	s->m += d * (x - s->mean);
}

static void fold_slot(struct variance *into, const struct variance_slot *s)
{
	if (s->n == 0)
		return;
	into->n += s->n;
	into->sum += s->sum;
	into->mean += s->n * s->mean;
	into->square += s->n * s->mean * s->mean;
	if (s->n > 1)		/* (n - 1) V with V = M / (n - 1) truncated */
		into->spread += (s->n - 1) * (uint64_t)divide((int64_t)s->m, (int64_t)(s->n - 1));
}

static void merge_variance(void *into, const void *from, const int64_t *params)
{
	struct variance *to = into;
	const struct variance *c = from;

	to->n += c->n;
	to->sum += c->sum;
	to->mean += c->mean;
	to->square += c->square;
	to->spread += c->spread;
	fold_slot(to, &c->slot[0]);
	fold_slot(to, &c->slot[1]);
}

static int64_t value_variance(const void *cell, const int64_t *params)
{
	struct variance all = { 0 };
	unsigned shift = shift_of(params);

	merge_variance(&all, cell, params);
	if (all.n < 2)
		return 0;
	uint64_t t = (uint64_t)divide((int64_t)(all.sum << shift), (int64_t)all.n);
	uint64_t sum = all.square - 2 * t * all.mean + t * t * all.n + all.spread;
	int64_t v = divide((int64_t)sum, (int64_t)(all.n - 1));

	return 2 * shift < 64 ? v >> (2 * shift) : v < 0 ? -1 : 0;
}

static bool empty_variance(const void *cell, const int64_t *params)
{
	const struct variance *c = cell;

	return c->n + c->slot[0].n + c->slot[1].n == 0;
}

static int compare_variance(const void *a, const void *b, const int64_t *params)
{
	return order(value_variance(a, params), value_variance(b, params));
}

static void print_variance(struct buf *out, const void *cell, const int64_t *params,
			   const struct hist_opts *o)
{
	print_signed(out, value_variance(cell, params), o);
}

static const struct agg_param variance_params[] = {
	{ "shift", ERR_STAP_TYPE, ERR_STAP_TYPE },
};

const struct aggfn aggfns_scalar[] = {
	{
		.d_name = "count", .stap_name = "count", .sig = "()",
		.update = "rt_add($cell, 1)",
		.fold = "$sum[0] += $cell[0]", .read = "$sum[0]", .sums = 1,
		.help = "how many times",
		.size = size_1, .apply = apply_count, .merge = merge_1, .value = value_word,
		.compare = compare_word, .print_d = print_word, .empty = empty_1, .is_unsigned = true,
		.is_total = true,
	}, {
		.d_name = "sum", .stap_name = "sum", .sig = "(int)",
		.update = "rt_add($cell, $1)",
		.fold = "$sum[0] += $cell[0]", .read = "$sum[0]", .sums = 1,
		.help = "total of the values",
		.size = size_1, .apply = apply_sum, .merge = merge_1, .value = value_word,
		.compare = compare_word, .print_d = print_word, .empty = empty_1, .is_total = true,
	}, {
		.d_name = "min", .stap_name = "min", .sig = "(int)",
		.update = "rt_agg_min($cell, $1)",
		.fold = "rt_agg_extreme($sum, $cell)", .read = "$sum[0] ^ 0x7fffffffffffffffULL", .none = "!$sum[1]",
		.sums = 2, .join = "rt_agg_join($cell, $from)",
		.help = "smallest value, signed",
		.size = size_2, .apply = apply_min, .merge = merge_extreme, .value = value_min,
		.compare = compare_min, .print_d = print_min, .empty = empty_extreme,
		.needs_nonempty = true,
	}, {
		.d_name = "max", .stap_name = "max", .sig = "(int)",
		.update = "rt_agg_max($cell, $1)",
		.fold = "rt_agg_extreme($sum, $cell)", .read = "$sum[0] ^ 0x8000000000000000ULL", .none = "!$sum[1]",
		.sums = 2, .join = "rt_agg_join($cell, $from)",
		.help = "largest value, signed",
		.size = size_2, .apply = apply_max, .merge = merge_extreme, .value = value_max,
		.compare = compare_max, .print_d = print_max, .empty = empty_extreme,
		.needs_nonempty = true,
	}, {
		.d_name = "avg", .stap_name = "avg", .sig = "(int)",
		.update = "rt_agg_avg($cell, $1)",
		.fold = "$sum[0] += $cell[0]; $sum[1] += $cell[1]", .read = "rt_div($sum[1], $sum[0])", .none = "!$sum[0]",
		.sums = 2,
		.help = "sum divided by count, cut towards zero",
		.size = size_2, .apply = apply_avg, .merge = merge_2, .value = value_avg,
		.compare = compare_avg, .print_d = print_avg, .empty = empty_1,
		.needs_nonempty = true,
	}, {
		.d_name = "stddev", .sig = "(int)",
		.update = "rt_agg_stddev($cell, $1)",
		.join = "rt_agg_stddev_join($cell, $from)",
		.help = "standard deviation, integer part",
		.size = size_4, .apply = apply_stddev, .merge = merge_stddev, .value = value_stddev,
		.compare = compare_stddev, .print_d = print_stddev, .empty = empty_1,
		.is_unsigned = true,
	}, {
		.stap_name = "variance", .sig = "(int, [const])",
		.update = "rt_agg_variance($cell, $1, $par0)",
		.fold = "rt_agg_variance_fold($sum, $cell)", .read = "rt_agg_variance_value($sum, $par0)", .none = "!$sum[0]",
		.sums = 5, .join = "rt_agg_variance_fold($cell + 9, $from)",
		.help = "variance; the second argument is how many more bits to compute with",
		.size = size_variance, .apply = apply_variance, .merge = merge_variance,
		.value = value_variance, .compare = compare_variance, .print_d = print_variance,
		.empty = empty_variance, .needs_nonempty = true, .nparams = 1,
		.params = variance_params, .check = variance_check,
	},
	{ 0 }
};
