/*
 * agg.c - looking up aggregating functions
 */
#include <string.h>
#include "lang/agg/agg.h"

static const struct aggfn *const tables[] = { aggfns_scalar, aggfns_hist };

const struct aggfn *agg_next(size_t *it)
{
	size_t skip = *it;

	for (size_t t = 0; t < sizeof(tables) / sizeof(*tables); t++)
		for (const struct aggfn *fn = tables[t]; fn->d_name || fn->stap_name; fn++)
			if (skip-- == 0) {
				++*it;
				return fn;
			}
	return NULL;
}

const struct aggfn *agg_find_d(const char *name)
{
	size_t it = 0;

	for (const struct aggfn *fn; (fn = agg_next(&it)) != NULL;)
		if (fn->d_name && strcmp(fn->d_name, name) == 0)
			return fn;
	return NULL;
}

const struct aggfn *agg_find_stap(const char *name)
{
	size_t it = 0;

	for (const struct aggfn *fn; (fn = agg_next(&it)) != NULL;)
		if (fn->stap_name && strcmp(fn->stap_name, name) == 0)
			return fn;
	return NULL;
}

void agg_default_params(const struct aggfn *fn, int64_t *params, unsigned n)
{
	/* a step is 1, SystemTap's shift is 0: what is optional is a step only in a histogram */
	for (; n < fn->nparams; n++)
		params[n] = fn->is_hist;
}

unsigned agg_buckets(const struct aggfn *fn, const int64_t *params)
{
	return fn->is_hist ? (unsigned)(fn->size(params) / sizeof(uint64_t)) : 0;
}

int64_t agg_bucket_count(const struct aggfn *fn, const void *cell, const int64_t *params, unsigned i)
{
	return i < agg_buckets(fn, params) ? ((const int64_t *)cell)[i] : 0;
}

struct agg_bucket agg_bucket(const struct aggfn *fn, const void *cell, const int64_t *params, unsigned i)
{
	struct agg_bucket b = { .count = agg_bucket_count(fn, cell, params, i) };

	fn->bucket(params, i, &b);
	return b;
}

const char *agg_check_params(const struct aggfn *fn, const int64_t *params, unsigned n,
			     enum diag_tag *tag)
{
	int64_t all[AGG_PARAMS_MAX] = { 0 };

	if (!fn->check)
		return NULL;
	if (n > fn->nparams)
		n = fn->nparams;
	memcpy(all, params, n * sizeof(*params));
	agg_default_params(fn, all, n);
	return fn->check(all, tag);
}
