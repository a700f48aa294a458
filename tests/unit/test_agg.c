/* aggregating functions: values, merging, printed forms, the kernel's templates */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <unistd.h>
#include "lang/agg/agg.h"
#include "lib/buf.h"

/* the BPF side's functions are plain C: compile them here and hold them against apply() */
typedef uint32_t rt_u32;
typedef unsigned long long rt_u64;
typedef long long rt_s64;
#define RT_INLINE static inline __attribute__((unused))
#define rt_barrier(var) ((void)0)
RT_INLINE void rt_add(rt_u64 *at, rt_u64 n)
{
	*at += n;
}
RT_INLINE rt_s64 rt_div(rt_s64 a, rt_s64 b)
{
	return b == -1 ? (rt_s64)-(rt_u64)a : a / b;
}
#include "bpf/rt/agg.bpf.h"

enum { CELL = 2048 };		/* words, enough for every cell here */

struct use {
	const struct aggfn *fn;
	int64_t params[AGG_PARAMS_MAX];
};

static struct use d_use(const char *name, unsigned n, const int64_t *params)
{
	struct use u = { .fn = agg_find_d(name) };

	assert_non_null(u.fn);
	if (n)
		memcpy(u.params, params, n * sizeof(*params));
	agg_default_params(u.fn, u.params, n);
	return u;
}

static struct use stap_use(const char *name, unsigned n, const int64_t *params)
{
	struct use u = { .fn = agg_find_stap(name) };

	assert_non_null(u.fn);
	if (n)
		memcpy(u.params, params, n * sizeof(*params));
	agg_default_params(u.fn, u.params, n);
	return u;
}

#define D(name, ...) d_use(name, sizeof((int64_t[]){ __VA_ARGS__ }) / 8, (int64_t[]){ __VA_ARGS__ })
#define S(name, ...) stap_use(name, sizeof((int64_t[]){ __VA_ARGS__ }) / 8, (int64_t[]){ __VA_ARGS__ })

static void feed(struct use u, void *cell, size_t n, const int64_t *values)
{
	for (size_t i = 0; i < n; i++)
		u.fn->apply(cell, u.params, values[i], 1);
}

#define FEED(u, cell, ...) feed(u, cell, sizeof((int64_t[]){ __VA_ARGS__ }) / 8, \
				(int64_t[]){ __VA_ARGS__ })

static void prints(struct use u, const void *cell, int64_t normal, const char *want)
{
	struct buf b = BUF_INIT;

	u.fn->print_d(&b, cell, u.params, &(struct hist_opts){ .normal = normal });
	assert_string_equal(buf_str(&b), want);
	buf_fini(&b);
}

static void prints_stap(struct use u, const void *cell, const char *want)
{
	struct buf b = BUF_INIT;

	u.fn->print_stap(&b, cell, u.params, NULL);
	assert_string_equal(buf_str(&b), want);
	buf_fini(&b);
}

static const int64_t samples[] = {
	0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 19, 20, 33, 99, 100, 101, 999, 1000, 65535, 65536,
	1000000, 123456789, 4294967295, 4294967296, INT64_MAX - 1, INT64_MAX,
	-1, -2, -3, -4, -5, -8, -10, -99, -100, -1000, -4294967296, INT64_MIN + 1, INT64_MIN,
};
enum { SAMPLES = sizeof(samples) / sizeof(*samples) };

static const char *const scalar_names[] = { "count", "sum", "min", "max", "avg", "stddev", NULL };

/* ---- every row ---- */
static void test_rows_are_complete(void **state)
{
	size_t it = 0;
	unsigned rows = 0;

	for (const struct aggfn *fn; (fn = agg_next(&it)) != NULL; rows++) {
		assert_non_null(fn->sig);
		assert_non_null(fn->update);
		assert_non_null(fn->help);
		assert_true(fn->size && fn->apply && fn->merge && fn->value && fn->compare && fn->empty);
		assert_true(!fn->d_name || fn->print_d);
		assert_true(!fn->stap_name || !fn->is_hist || fn->print_stap);
		assert_true(!fn->is_hist || fn->bucket);
		assert_true(fn->nparams <= AGG_PARAMS_MAX && (!fn->nparams || fn->params));
		assert_true(strstr(fn->update, "$cell") != NULL);
		assert_ptr_equal(fn->d_name ? agg_find_d(fn->d_name) : fn, fn);
		assert_ptr_equal(fn->stap_name ? agg_find_stap(fn->stap_name) : fn, fn);
	}
	assert_int_equal(rows, 12);
	assert_null(agg_find_d("hist_log"));
	assert_null(agg_find_stap("quantize"));
}

static struct use every[16];
static unsigned nevery;

static void fill_every(void)
{
	nevery = 0;
	for (unsigned i = 0; scalar_names[i]; i++)
		every[nevery++] = d_use(scalar_names[i], 0, NULL);
	every[nevery++] = S("variance", 0);
	every[nevery++] = S("variance", 3);
	every[nevery++] = d_use("quantize", 0, NULL);
	every[nevery++] = D("lquantize", -100, 1000, 7);
	every[nevery++] = D("llquantize", 10, 0, 6, 20);
	every[nevery++] = D("llquantize", 10, 2, 6, 5);
	every[nevery++] = D("llquantize", 2, 0, 61, 2);
	every[nevery++] = stap_use("hist_log", 0, NULL);
	every[nevery++] = S("hist_linear", -5, 100, 5);
}

static void test_empty_and_merge(void **state)
{
	fill_every();
	for (unsigned e = 0; e < nevery; e++) {
		struct use u = every[e];
		uint64_t all[CELL] = { 0 }, a[CELL] = { 0 }, b[CELL] = { 0 }, none[CELL] = { 0 };

		assert_true(u.fn->size(u.params) <= sizeof(all));
		assert_true(u.fn->empty(all, u.params));
		/* the sums of variance depend on which CPU saw what, by design */
		for (unsigned i = 0; i < SAMPLES; i++) {
			u.fn->apply(all, u.params, samples[i], 1);
			u.fn->apply(i % 2 ? a : b, u.params, samples[i], 1);
		}
		assert_false(u.fn->empty(all, u.params));
		uint64_t sum[CELL] = { 0 };

		u.fn->merge(sum, a, u.params);
		u.fn->merge(sum, none, u.params);
		u.fn->merge(sum, b, u.params);
		if (strcmp(u.fn->help, agg_find_stap("variance")->help) != 0) {
			assert_int_equal(u.fn->compare(sum, all, u.params), 0);
			assert_int_equal(u.fn->value(sum, u.params), u.fn->value(all, u.params));
		}
		u.fn->merge(none, a, u.params);
		assert_int_equal(u.fn->compare(none, a, u.params), 0);
	}
}

static void test_values(void **state)
{
	uint64_t c[CELL];

#define VALUE(what, want, ...) do {						\
		struct use u_ = what;						\
		memset(c, 0, sizeof(c));					\
		FEED(u_, c, __VA_ARGS__);					\
		assert_int_equal(u_.fn->value(c, u_.params), want);		\
	} while (0)
	VALUE(d_use("count", 0, NULL), 3, 10, 20, 33);
	VALUE(d_use("sum", 0, NULL), 63, 10, 20, 33);
	VALUE(d_use("sum", 0, NULL), INT64_MIN, INT64_MAX, 1);
	VALUE(d_use("min", 0, NULL), -5, 7, -5, 3);
	VALUE(d_use("max", 0, NULL), 7, 7, -5, 3);
	VALUE(d_use("max", 0, NULL), -5, -5, -7);
	VALUE(d_use("min", 0, NULL), INT64_MAX, INT64_MAX);
	VALUE(d_use("max", 0, NULL), INT64_MIN, INT64_MIN);
	VALUE(d_use("avg", 0, NULL), 21, 10, 20, 33);
	VALUE(d_use("avg", 0, NULL), -2, -2, -3);
	VALUE(d_use("stddev", 0, NULL), 9, 10, 20, 33);
	VALUE(d_use("stddev", 0, NULL), INT64_MAX, INT64_MAX, INT64_MIN + 1);
	VALUE(S("variance", 0), 12, 1, 2, 3, 4, 5);
	VALUE(S("variance", 1), 2, 1, 2, 3, 4, 5);
	VALUE(S("variance", 0), 0, 42);
	VALUE(d_use("quantize", 0, NULL), 16 + 16 + 1 - 4, 17, 31, 1, -5);
	VALUE(D("lquantize", 0, 100, 10), -1 + 10 + 100, -7, 19, 1000);
}

static void test_bucket_edges(void **state)
{
	fill_every();
	for (unsigned e = 0; e < nevery; e++) {
		struct use u = every[e];

		for (unsigned i = 0; u.fn->is_hist && i < SAMPLES; i++) {
			uint64_t c[CELL] = { 0 };
			unsigned found = 0;

			u.fn->apply(c, u.params, samples[i], 3);
			for (unsigned b = 0; b < agg_buckets(u.fn, u.params); b++) {
				if (!agg_bucket_count(u.fn, c, u.params, b))
					continue;
				struct agg_bucket r = agg_bucket(u.fn, c, u.params, b);

				assert_int_equal(r.count, 3);
				assert_true(r.min <= samples[i] && samples[i] <= r.max);
				found++;
			}
			assert_int_equal(found, 1);
		}
	}
}

/* ---- parameters ---- */
static void test_params(void **state)
{
	static const struct {
		const char *fn;
		unsigned n;
		int64_t par[4];
		int tag;	/* -1: fine */
	} cases[] = {
		{ "lquantize", 2, { 0, 100 }, -1 },
		{ "lquantize", 3, { -10, 65525, 1 }, -1 },
		{ "lquantize", 3, { -10, 65526, 1 }, ERR_LQUANT_STEPSMALL },
		{ "lquantize", 2, { 1LL << 31, 100 }, ERR_LQUANT_BASEVAL },
		{ "lquantize", 2, { 0, 1LL << 31 }, ERR_LQUANT_LIMVAL },
		{ "lquantize", 2, { 5, 5 }, ERR_LQUANT_MISMATCH },
		{ "lquantize", 3, { 0, 100, 0 }, ERR_LQUANT_STEPVAL },
		{ "lquantize", 3, { 0, 1000000, 65536 }, ERR_LQUANT_STEPVAL },
		{ "lquantize", 3, { 0, 100, 101 }, ERR_LQUANT_STEPLARGE },
		{ "llquantize", 4, { 10, 0, 6, 20 }, -1 },
		{ "llquantize", 4, { 10, 0, 6, 100 }, -1 },
		{ "llquantize", 4, { 10, 0, 6, 5 }, -1 },
		{ "llquantize", 4, { 10, 0, 18, 10 }, -1 },
		{ "llquantize", 4, { 10, 0, 19, 10 }, ERR_LLQUANT_HMAGVAL },
		{ "llquantize", 4, { 1, 0, 6, 20 }, ERR_LLQUANT_FACTORVAL },
		{ "llquantize", 4, { 10, -1, 6, 20 }, ERR_LLQUANT_LMAGVAL },
		{ "llquantize", 4, { 10, 7, 6, 20 }, ERR_LLQUANT_HMAGVAL },
		{ "llquantize", 4, { 10, 0, 6, 0 }, ERR_LLQUANT_STEPVAL },
		{ "llquantize", 4, { 10, 0, 6, 3 }, ERR_LLQUANT_STEPVAL },
		{ "llquantize", 4, { 10, 0, 6, 25 }, ERR_LLQUANT_STEPVAL },
		{ "llquantize", 4, { 10, 0, 6, 200 }, ERR_LLQUANT_STEPVAL },
		{ "llquantize", 4, { 10, 2, 6, 200 }, -1 },
		{ "quantize", 0, { 0 }, -1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		enum diag_tag tag = ERR_NONE;
		const char *text = agg_check_params(agg_find_d(cases[i].fn), cases[i].par, cases[i].n,
						    &tag);

		assert_int_equal(text == NULL, cases[i].tag == -1);
		if (text)
			assert_string_equal(diag_tag_name(tag),
					    diag_tag_name((enum diag_tag)cases[i].tag));
	}
	enum diag_tag tag;
	const struct aggfn *linear = agg_find_stap("hist_linear");

	assert_null(agg_check_params(linear, (int64_t[]){ 0, 125, 1 }, 3, &tag));
	assert_non_null(agg_check_params(linear, (int64_t[]){ 0, 126, 1 }, 3, &tag));
	assert_non_null(agg_check_params(linear, (int64_t[]){ 0, 100, 0 }, 3, &tag));
	assert_non_null(agg_check_params(linear, (int64_t[]){ INT64_MIN, INT64_MAX, 1 }, 3, &tag));
	assert_non_null(agg_check_params(agg_find_stap("variance"), (int64_t[]){ 63 }, 1, &tag));
}

/* ---- printed forms ---- */
#define HEAD "\n           value  ------------- Distribution ------------- count    \n"

static void test_print_scalars(void **state)
{
	uint64_t c[CELL] = { 0 };

	FEED(d_use("sum", 0, NULL), c, -5);
	prints(d_use("sum", 0, NULL), c, 0, "               -5");
	prints(d_use("sum", 0, NULL), c, 5, " 3689348814741910322");	/* unsigned, as D does */
	memset(c, 0, sizeof(c));
	prints(d_use("min", 0, NULL), c, 0, "                0");
	prints(d_use("max", 0, NULL), c, 0, "                0");
	prints(d_use("avg", 0, NULL), c, 0, "                0");
	FEED(d_use("stddev", 0, NULL), c, 10, 20, 33);
	prints(d_use("stddev", 0, NULL), c, 0, "                9");
	prints(d_use("stddev", 0, NULL), c, 2, "                4");
}

static void test_print_quantize(void **state)
{
	uint64_t c[CELL] = { 0 };

	prints(d_use("quantize", 0, NULL), c, 0, HEAD
	       "              -1 |                                         0        \n"
	       "               0 |                                         0        \n"
	       "               1 |                                         0        \n");
	FEED(d_use("quantize", 0, NULL), c, 5);
	prints(d_use("quantize", 0, NULL), c, 0, HEAD
	       "               2 |                                         0        \n"
	       "               4 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 1        \n"
	       "               8 |                                         0        \n");
	FEED(d_use("quantize", 0, NULL), c, 1, 1, 1);
	prints(d_use("quantize", 0, NULL), c, 2, HEAD
	       "               0 |                                         0        \n"
	       "               1 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@           1        \n"
	       "               2 |                                         0        \n"
	       "               4 |@@@@@@@@@@                               0        \n"
	       "               8 |                                         0        \n");
}

static void test_print_negative_weights(void **state)
{
	uint64_t c[CELL] = { 0 };
	struct use q = d_use("quantize", 0, NULL);

	q.fn->apply(c, q.params, 1, -3);
	prints(q, c, 0, HEAD
	       "               0                                         | 0        \n"
	       "               1 @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@| -3       \n"
	       "               2                                         | 0        \n");
	q.fn->apply(c, q.params, 2, 1);
	prints(q, c, 0, HEAD
	       "               0                     |                     0        \n"
	       "               1      @@@@@@@@@@@@@@@|                     -3       \n"
	       "               2                     |@@@@@                1        \n"
	       "               4                     |                     0        \n");
}

static void test_print_quantize_ends(void **state)
{
	uint64_t c[CELL] = { 0 };

	FEED(d_use("quantize", 0, NULL), c, INT64_MAX);
	prints(d_use("quantize", 0, NULL), c, 0, HEAD
	       "2305843009213693952 |                                         0        \n"
	       "4611686018427387904 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 1        \n");
}

static void test_print_lquantize(void **state)
{
	uint64_t c[CELL] = { 0 };
	struct use l = D("lquantize", 0, 35, 10);

	prints(l, c, 0, HEAD
	       "             < 0 |                                         0        \n"
	       "               0 |                                         0        \n"
	       "              10 |                                         0        \n");
	FEED(l, c, -1, 29, 30, 34, 35);
	prints(l, c, 0, HEAD
	       "             < 0 |@@@@@@@@                                 1        \n"
	       "               0 |                                         0        \n"
	       "              10 |                                         0        \n"
	       "              20 |@@@@@@@@                                 1        \n"
	       "           >= 30 |@@@@@@@@@@@@@@@@@@@@@@@@                 3        \n");
}

static void test_print_llquantize(void **state)
{
	uint64_t c[CELL] = { 0 };
	struct use l = D("llquantize", 10, 0, 1, 20);

	FEED(l, c, 9, 10, 14, 15);
	prints(l, c, 0, HEAD
	       "               8 |                                         0        \n"
	       "               9 |@@@@@@@@@@                               1        \n"
	       "              10 |@@@@@@@@@@@@@@@@@@@@                     2        \n"
	       "              15 |@@@@@@@@@@                               1        \n"
	       "              20 |                                         0        \n");
	memset(c, 0, sizeof(c));
	prints(l, c, 0, HEAD
	       "               0 |                                         0        \n"
	       "               1 |                                         0        \n"
	       "               2 |                                         0        \n");

	struct use m = D("llquantize", 10, 1, 2, 5);

	FEED(m, c, 5);
	FEED(m, c, 1000);
	prints(m, c, 0, HEAD
	       "             -10 |                                         0        \n"
	       "      abs() < 10 |@@@@@@@@@@@@@@@@@@@@                     1        \n"
	       "              10 |                                         0        \n"
	       "              20 |                                         0        \n"
	       "              40 |                                         0        \n"
	       "              60 |                                         0        \n"
	       "              80 |                                         0        \n"
	       "             100 |                                         0        \n"
	       "             200 |                                         0        \n"
	       "             400 |                                         0        \n"
	       "             600 |                                         0        \n"
	       "             800 |                                         0        \n"
	       "         >= 1000 |@@@@@@@@@@@@@@@@@@@@                     1        \n");
	memset(c, 0, sizeof(c));
	FEED(m, c, 50, 50);
	prints(m, c, 0, HEAD
	       "              20 |                                         0        \n"
	       "              40 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 2        \n"
	       "              60 |                                         0        \n");
	memset(c, 0, sizeof(c));
	FEED(m, c, 10, -5000);
	prints(m, c, 0, HEAD
	       "        <= -1000 |@@@@@@@@@@@@@@@@@@@@                     1        \n"
	       "            -800 |                                         0        \n"
	       "            -600 |                                         0        \n"
	       "            -400 |                                         0        \n"
	       "            -200 |                                         0        \n"
	       "            -100 |                                         0        \n"
	       "             -80 |                                         0        \n"
	       "             -60 |                                         0        \n"
	       "             -40 |                                         0        \n"
	       "             -20 |                                         0        \n"
	       "             -10 |                                         0        \n"
	       "      abs() < 10 |                                         0        \n"
	       "              10 |@@@@@@@@@@@@@@@@@@@@                     1        \n"
	       "              20 |                                         0        \n");
}

static void test_print_hist_log(void **state)
{
	uint64_t c[CELL] = { 0 };
	struct use h = stap_use("hist_log", 0, NULL);

	for (int i = 0; i < 300; i++)
		FEED(h, c, 17);
	FEED(h, c, 0);
	prints_stap(h, c,
		"value |-------------------------------------------------- count\n"
		"    0 |                                                     1\n"
		"    1 |                                                     0\n"
		"    2 |                                                     0\n"
		"    4 |                                                     0\n"
		"    8 |                                                     0\n"
		"   16 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 300\n"
		"   32 |                                                     0\n"
		"   64 |                                                     0\n\n");
	memset(c, 0, sizeof(c));
	FEED(h, c, -1, -5, 3, -300);
	prints_stap(h, c,
		"value |-------------------------------------------------- count\n"
		"-1024 |                                                   0\n"
		" -512 |                                                   0\n"
		" -256 |@                                                  1\n"
		" -128 |                                                   0\n"
		"  -64 |                                                   0\n"
		"      ~\n"
		"  -16 |                                                   0\n"
		"   -8 |                                                   0\n"
		"   -4 |@                                                  1\n"
		"   -2 |                                                   0\n"
		"   -1 |@                                                  1\n"
		"    0 |                                                   0\n"
		"    1 |                                                   0\n"
		"    2 |@                                                  1\n"
		"    4 |                                                   0\n"
		"    8 |                                                   0\n\n");
}

/* the two histograms that users' notes show (value column as wide as SystemTap makes it) */
static void test_print_of_the_notes(void **state)
{
	uint64_t c[CELL] = { 0 };
	struct use log = stap_use("hist_log", 0, NULL), lin = S("hist_linear", 10, 30, 5);

	FEED(log, c, 1, 2, 4, 8, 12, 12, 12, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 32, 32, 32,
	     32, 64);
	prints_stap(log, c,
		"value |-------------------------------------------------- count\n"
		"    0 |                                                    0\n"
		"    1 |@                                                   1\n"
		"    2 |@                                                   1\n"
		"    4 |@                                                   1\n"
		"    8 |@@@@                                                4\n"
		"   16 |@@@@@@@@@@@                                        11\n"
		"   32 |@@@@                                                4\n"
		"   64 |@                                                   1\n"
		"  128 |                                                    0\n"
		"  256 |                                                    0\n\n");
	memset(c, 0, sizeof(c));
	FEED(lin, c, 1, 2, 4, 8, 12, 12, 12, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 32, 32, 32,
	     32, 64);
	prints_stap(lin, c,
		"value |-------------------------------------------------- count\n"
		"  <10 |@@@@                                                4\n"
		"   10 |@@@                                                 3\n"
		"   15 |@@@@@@@@@@@                                        11\n"
		"   20 |                                                    0\n"
		"   25 |                                                    0\n"
		"   30 |@@@@                                                4\n"
		"  >30 |@                                                   1\n\n");
}

/* ---- the kernel's side ---- */
static void kernel_update(struct use u, rt_u64 *cell, int64_t v)
{
	const int64_t *p = u.params;
	unsigned n = agg_buckets(u.fn, p);
	const char *name = u.fn->d_name ? u.fn->d_name : u.fn->stap_name;

	if (!strcmp(name, "count"))
		rt_add(cell, 1);
	else if (!strcmp(name, "sum"))
		rt_add(cell, (rt_u64)v);
	else if (!strcmp(name, "min"))
		rt_agg_min(cell, v);
	else if (!strcmp(name, "max"))
		rt_agg_max(cell, v);
	else if (!strcmp(name, "avg"))
		rt_agg_avg(cell, v);
	else if (!strcmp(name, "stddev"))
		rt_agg_stddev(cell, v);
	else if (!strcmp(name, "variance"))
		rt_agg_variance(cell, v, (rt_u32)p[0]);
	else if (!strcmp(name, "quantize"))
		rt_agg_add(cell, rt_agg_quant(v), n, 1);
	else if (!strcmp(name, "hist_log"))
		rt_agg_add(cell, rt_agg_hist_log(v), n, 1);
	else if (!strcmp(name, "llquantize"))
		rt_agg_add(cell, rt_agg_llquant(v, (rt_u64)p[0], (rt_u32)p[1], (rt_u32)p[2], (rt_u64)p[3]),
			   n, 1);
	else
		rt_agg_add(cell, rt_agg_linear(v, p[0], (rt_u64)p[2], n), n, 1);
}

/* variance keeps its count first and words in another order: only the result is compared */
static void test_kernel_agrees(void **state)
{
	fill_every();
	for (unsigned e = 0; e < nevery; e++) {
		struct use u = every[e];
		uint64_t user[CELL] = { 0 };
		rt_u64 kernel[CELL] = { 0 };
		uint64_t seed = 42;

		for (unsigned i = 0; i < 3000; i++) {
			int64_t v = samples[i % SAMPLES];

			seed = seed * 6364136223846793005u + 1442695040888963407u;
			if (i >= SAMPLES)
				v = (int64_t)seed >> (seed % 63);
			u.fn->apply(user, u.params, v, 1);
			kernel_update(u, kernel, v);
			assert_int_equal(u.fn->value(user, u.params), u.fn->value(kernel, u.params));
			assert_int_equal(u.fn->compare(user, kernel, u.params), 0);
		}
		assert_memory_equal(user, kernel, u.fn->size(u.params));
	}
}

/* cells of two CPUs folded, or joined, are what user space makes of them */
static void test_kernel_folds(void **state)
{
	fill_every();
	for (unsigned e = 0; e < nevery; e++) {
		struct use u = every[e];
		rt_u64 a[CELL] = { 0 }, b[CELL] = { 0 }, sum[8] = { 0 };
		uint64_t merged[CELL] = { 0 };
		const char *name = u.fn->stap_name;

		for (unsigned i = 0; i < SAMPLES; i++)
			kernel_update(u, i & 1 ? a : b, samples[i]);
		u.fn->merge(merged, a, u.params);
		u.fn->merge(merged, b, u.params);
		if (name && !strcmp(name, "variance")) {
			rt_agg_variance_fold(sum, a);
			rt_agg_variance_fold(sum, b);
			assert_int_equal(rt_agg_variance_value(sum, (rt_u32)u.params[0]), u.fn->value(merged, u.params));
			rt_agg_variance_fold(a + 9, b);
		} else if (name && (!strcmp(name, "min") || !strcmp(name, "max"))) {
			rt_agg_extreme(sum, a);
			rt_agg_extreme(sum, b);
			assert_memory_equal(sum, merged, 2 * sizeof(rt_u64));
			rt_agg_join(a, b);
		} else if (u.fn->join) {
			rt_agg_stddev_join(a, b);
		} else {
			rt_agg_words(a, b, u.fn->size(u.params) / sizeof(rt_u64));
		}
		assert_int_equal(u.fn->value(a, u.params), u.fn->value(merged, u.params));
		assert_int_equal(u.fn->compare(a, merged, u.params), 0);
	}
}

static void put_template(FILE *f, struct use u, const char *text)
{
	if (!text)
		return;
	fprintf(f, "\t");
	for (const char *s = text; *s; s++) {
		if (!strncmp(s, "$cell", 5))
			fprintf(f, "(cell + 1)"), s += 4;
		else if (!strncmp(s, "$from", 5))
			fprintf(f, "(cell + 2000)"), s += 4;
		else if (!strncmp(s, "$sum", 4))
			fprintf(f, "sum"), s += 3;
		else if (!strncmp(s, "$incr", 5))
			fprintf(f, "(rt_s64)ctx[1]"), s += 4;
		else if (!strncmp(s, "$par", 4))
			fprintf(f, "(%lldLL)", (long long)u.params[s[4] - '0']), s += 4;
		else if (!strncmp(s, "$1", 2))
			fprintf(f, "(rt_s64)ctx[0]"), s += 1;
		else
			fputc(*s, f);
	}
	fprintf(f, ";\n");
}

/* every template is C that clang takes for BPF */
static void test_templates_compile(void **state)
{
	char path[] = "/tmp/sonde-test-XXXXXX", cmd[1000];

	if (system("command -v clang >/dev/null 2>&1") != 0)
		skip();
	int fd = mkstemp(path);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

	assert_non_null(f);
	fprintf(f, "#include \"bpf/rt/rt.bpf.h\"\n#include \"bpf/rt/agg.bpf.h\"\n"
		   "SEC(\"raw_tp/x\") int prog(rt_u64 *ctx)\n{\n\trt_u64 *cell = (void *)ctx[2];\n");
	fill_every();
	fprintf(f, "\trt_u64 *sum = (void *)ctx[3];\n");
	for (unsigned e = 0; e < nevery; e++) {
		const struct aggfn *fn = every[e].fn;

		put_template(f, every[e], fn->update);
		put_template(f, every[e], fn->fold);
		put_template(f, every[e], fn->read);
		put_template(f, every[e], fn->none);
		put_template(f, every[e], fn->join);
	}
	fprintf(f, "\treturn 0;\n}\n");
	fclose(f);
	snprintf(cmd, sizeof(cmd), "clang -target bpf -mcpu=v3 -O2 -g -Werror=implicit-function-declaration "
		 "-Wno-everything -I%s -x c -c %s -o /dev/null", SOURCE_ROOT, path);
	int status = system(cmd);

	unlink(path);
	assert_int_equal(status, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_are_complete),
		cmocka_unit_test(test_empty_and_merge),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_bucket_edges),
		cmocka_unit_test(test_params),
		cmocka_unit_test(test_print_scalars),
		cmocka_unit_test(test_print_quantize),
		cmocka_unit_test(test_print_negative_weights),
		cmocka_unit_test(test_print_quantize_ends),
		cmocka_unit_test(test_print_lquantize),
		cmocka_unit_test(test_print_llquantize),
		cmocka_unit_test(test_print_hist_log),
		cmocka_unit_test(test_print_of_the_notes),
		cmocka_unit_test(test_kernel_agrees),
		cmocka_unit_test(test_kernel_folds),
		cmocka_unit_test(test_templates_compile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
