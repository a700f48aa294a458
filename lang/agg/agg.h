/*
 * agg.h - aggregating functions: one row each
 *
 * A cell is what one CPU keeps for one key: fn->size(params) bytes, all zero when untouched. An
 * untouched cell must merge as "nothing", so min and max keep a flag beside the value.
 * Semantics: D, "Aggregations"; SystemTap, stap(1), STATISTICS; layouts in docs/d.md, docs/stap.md.
 */
#ifndef SONDE_AGG_H
#define SONDE_AGG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

struct hist_opts {		/* how a histogram is printed */
	int64_t	 normal;	/* counts are divided by it (as unsigned); 0 and 1: not */
	int	 width;		/* SystemTap HIST_WIDTH; 0: 50 */
	int	 elision;	/* SystemTap HIST_ELISION; 0: 2 */
};

struct aggfn {
	const char *d_name;	/* @a = NAME(...); NULL: not in D */
	const char *stap_name;	/* @NAME(a); NULL: not in SystemTap */
	const char *sig;	/* "(int)", "(int, [int])", "(int, const, const, [const], [int])", "()" */
	/*
	 * C text that updates a cell in the kernel: $cell is a pointer to the cell (u64 *), $1 the
	 * value (s64), $incr the weight, $par0.. the parameters; may call rt_agg_* of bpf/rt.
	 * Cells are of one CPU, but a handler may interrupt another: single adds only where that
	 * would lose an update (rt_add: an atomic add when the map is shared).
	 */
	const char *update;
	const char *help;
	size_t	(*size)(const int64_t *params);
	/* the same update in user space, for eval and tests */
	void	(*apply)(void *cell, const int64_t *params, int64_t value, int64_t incr);
	void	(*merge)(void *into, const void *from, const int64_t *params);
	/* D: value for sorting; scalars' printed value */
	int64_t	(*value)(const void *cell, const int64_t *params);
	/* <0, 0, >0 : D's order of values (5.6): signed for scalars, weighted sums for histograms */
	int	(*compare)(const void *a, const void *b, const int64_t *params);
	/* D's printed form: " %16lld" or the histogram of 5.5, without the entry's newline */
	void	(*print_d)(struct buf *, const void *cell, const int64_t *params, const struct hist_opts *);
	/* SystemTap's printed form of a histogram; NULL for scalars */
	void	(*print_stap)(struct buf *, const void *cell, const int64_t *params, const struct hist_opts *);
	bool	(*empty)(const void *cell, const int64_t *params);	/* nothing was ever added */
	unsigned nparams;	/* constants after the value: 0, 3, 4 */
	bool	 is_hist;
	bool	 needs_nonempty;	/* SystemTap: extractor of an empty statistic is an error */
	bool	 is_unsigned;		/* %@ prints it unsigned */
};

/* parameter and argument rules that are not types; NULL: fine, else what is wrong ("D_LQUANT_STEPVAL ...") */
const char *agg_check_params(const struct aggfn *fn, const int64_t *params, unsigned n, const char **tag);

const struct aggfn *agg_find_d(const char *name);	/* NULL: unknown */
const struct aggfn *agg_find_stap(const char *name);
const struct aggfn *agg_next(size_t *it);		/* all rows; *it starts at 0 */

/* number of buckets of a histogram, and the low end of bucket i (SystemTap's foreach over buckets) */
unsigned agg_buckets(const struct aggfn *fn, const int64_t *params);
int64_t agg_bucket_count(const struct aggfn *fn, const void *cell, const int64_t *params, unsigned i);

extern const struct aggfn aggfns_scalar[], aggfns_hist[];	/* ended by a row without names */

#endif
