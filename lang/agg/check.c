/*
 * check.c - the rules for the constants of aggregating functions that are not types
 *
 * D reference 5.1; stap(1), STATISTICS. Each is the check member of its row.
 */
#include "lang/agg/hist.h"

enum { LQUANT_MAX = 65535, LLQUANT_MAX = 65535, STAP_BUCKETS_MAX = 128 };

static const char *wrong(enum diag_tag *tag, enum diag_tag t, const char *text)
{
	*tag = t;
	return text;
}

const char *lquant_check(const int64_t *params, enum diag_tag *tag)
{
	int64_t base = params[0], limit = params[1], step = params[2];

	if (base < INT32_MIN || base > INT32_MAX)
		return wrong(tag, ERR_LQUANT_BASEVAL, "lquantize() base does not fit in 32 bits");
	if (limit < INT32_MIN || limit > INT32_MAX)
		return wrong(tag, ERR_LQUANT_LIMVAL, "lquantize() limit does not fit in 32 bits");
	if (base >= limit)
		return wrong(tag, ERR_LQUANT_MISMATCH, "lquantize() base must be less than its limit");
	if (step < 1 || step > LQUANT_MAX)
		return wrong(tag, ERR_LQUANT_STEPVAL, "lquantize() step must be from 1 to 65535");
	if (step > limit - base)
		return wrong(tag, ERR_LQUANT_STEPLARGE,
			     "lquantize() step is larger than the range from base to limit");
	if ((limit - base) / step > LQUANT_MAX)
		return wrong(tag, ERR_LQUANT_STEPSMALL,
			     "lquantize() step is too small: it gives more than 65535 levels");
	return NULL;
}

/* factor^(hmag+1) has to fit 64 bits; *ret is the power that the steps have to divide */
static bool powers_fit(uint64_t factor, uint64_t hmag, uint64_t want, uint64_t *ret)
{
	uint64_t p = 1;

	for (uint64_t m = 1; m <= hmag + 1; m++) {
		if (__builtin_mul_overflow(p, factor, &p))
			return false;
		if (m == want)
			*ret = p;
	}
	/* factor^2 can be beyond the largest power when hmag is 0 */
	return want <= hmag + 1 || !__builtin_mul_overflow(p, factor, ret);
}

static const char *steps_wrong(enum diag_tag *tag, const char *text)
{
	return wrong(tag, ERR_LLQUANT_STEPVAL, text);
}

const char *llquant_check(const int64_t *params, enum diag_tag *tag)
{
	int64_t factor = params[0], lmag = params[1], hmag = params[2], steps = params[3];
	uint64_t top = 0;

	if (factor < 2 || factor > LLQUANT_MAX)
		return wrong(tag, ERR_LLQUANT_FACTORVAL, "llquantize() factor must be from 2 to 65535");
	if (lmag < 0 || lmag > LLQUANT_MAX)
		return wrong(tag, ERR_LLQUANT_LMAGVAL,
			     "llquantize() low magnitude must be from 0 to 65535");
	if (hmag < 0 || hmag > LLQUANT_MAX)
		return wrong(tag, ERR_LLQUANT_HMAGVAL,
			     "llquantize() high magnitude must be from 0 to 65535");
	if (hmag < lmag)
		return wrong(tag, ERR_LLQUANT_HMAGVAL,
			     "llquantize() high magnitude must not be less than the low one");
	if (!powers_fit((uint64_t)factor, (uint64_t)hmag, (uint64_t)(lmag ? lmag + 1 : 2), &top))
		return wrong(tag, ERR_LLQUANT_HMAGVAL,
			     "llquantize() factor to the power of high magnitude + 1 does not fit in 64 bits");
	if (steps < 1 || steps > LLQUANT_MAX)
		return steps_wrong(tag, "llquantize() steps must be from 1 to 65535");
	if (steps < factor && factor % steps)
		return steps_wrong(tag, "llquantize() steps less than the factor must divide it");
	if (steps > factor && steps % factor)
		return steps_wrong(tag, "llquantize() steps more than the factor must be a multiple of it");
	if (steps > factor && top % (uint64_t)steps)
		return steps_wrong(tag, "llquantize() steps must divide the factor's lowest power");
	return NULL;
}

const char *hist_linear_check(const int64_t *params, enum diag_tag *tag)
{
	int64_t range;

	if (params[2] == 0)
		return wrong(tag, ERR_LIMIT, "histogram: interval cannot be zero.");
	if (params[2] < 0 || __builtin_sub_overflow(params[1], params[0], &range) || range < 0 ||
	    range / params[2] + 3 > STAP_BUCKETS_MAX)
		return wrong(tag, ERR_LIMIT, "histogram: Number of buckets must be between 1 and 126\n"
			     "Number_of_buckets = (stop - start) / interval.\n"
			     "Please adjust your start, stop, and interval values.");
	return NULL;
}

const char *variance_check(const int64_t *params, enum diag_tag *tag)
{
	if (params[0] < 0 || params[0] > 62)
		return wrong(tag, ERR_LIMIT, "bit shift out of range <0..62>");
	return NULL;
}
