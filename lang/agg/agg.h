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
#include "lib/diag.h"

struct buf;

/* D's option encoding: blocks of Unicode where they are finer than letters; by default in aggpack only */
enum hist_encoding { HIST_DEFAULT, HIST_ASCII, HIST_UTF8 };

struct hist_opts {		/* how a histogram is printed */
	int64_t	 normal;	/* counts are divided by it (as unsigned); 0 and 1: not */
	bool	 zoom;		/* D's aggzoom: bars against the largest row, not the total */
	enum hist_encoding encoding;
	int	 width;		/* SystemTap HIST_WIDTH; 0: 50 */
	int64_t	 elision;	/* SystemTap HIST_ELISION; -1: every row is shown */
};

enum { AGG_PARAMS_MAX = 5 };

/* what the rows of one picture have in common: their bars are shares of the total */
struct hist_scale {
	__extension__ unsigned __int128 total;
	bool pos, neg;		/* counts above, below 0 are among them */
};

void hist_scale_add(struct hist_scale *s, int64_t count, const struct hist_opts *o);
void hist_header(struct buf *, int width, const char *label);
/* "|@@@      3     " and the newline; @count is divided by o->normal for the text, not for the bar */
void hist_line(struct buf *, int64_t count, const struct hist_scale *s, const struct hist_opts *o);

/* D's aggpack: the buckets that any row of an aggregation uses */
struct hist_span {
	unsigned lo, hi;	/* numbers of buckets, both included */
	bool	 any;		/* false: no row has data */
};

struct agg_bucket;

struct agg_param {		/* a constant between the value and the weight */
	const char   *name;		/* as messages call it: "base" */
	enum diag_tag type_tag;		/* it is not a constant integer */
	enum diag_tag match_tag;	/* it differs from an earlier use of the same aggregation */
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
	/*
	 * C text for reading it where a probe fires, for languages that do: adds the cell of one CPU to $sum (u64 *,
	 * `sums` words, zero at the start; of a histogram its bucket $1), the value of $sum, and whether nothing was
	 * ever added.
	 */
	const char *fold, *read, *none;
	unsigned sums;
	const char *join;	/* C text: adds another cell, $from, to $cell; NULL: word by word */
	const char *help;
	enum diag_tag incr_tag;	/* D: an increment that is no scalar; 0: ERR_PROTO_ARG */
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
	/*
	 * D's aggpack: one character for each bucket, header and row each with their newline; NULL:
	 * not packed. The header stands after keys of @width columns (0: none).
	 */
	void	(*pack_span)(struct hist_span *, const void *cell, const int64_t *params);
	void	(*pack_header)(struct buf *, const struct hist_span *, int width);
	void	(*pack_row)(struct buf *, const void *cell, const int64_t *params, const struct hist_span *,
			    const struct hist_opts *);
	/* rules for the constants, all nparams of them; NULL: none. See agg_check_params(). */
	const char *(*check)(const int64_t *params, enum diag_tag *tag);
	/* histograms: the values that bucket i holds, count left alone */
	void	(*bucket)(const int64_t *params, unsigned i, struct agg_bucket *ret);
	/* SystemTap's printed form of a histogram; NULL for scalars */
	void	(*print_stap)(struct buf *, const void *cell, const int64_t *params, const struct hist_opts *);
	bool	(*empty)(const void *cell, const int64_t *params);	/* nothing was ever added */
	unsigned nparams;	/* constants after the value: 0 to 4 */
	unsigned min_params;	/* so many have to be given; agg_default_params() fills the rest */
	const struct agg_param *params;	/* nparams rows */
	bool	 is_hist;
	bool	 needs_nonempty;	/* SystemTap: extractor of an empty statistic is an error */
	bool	 is_unsigned;		/* %@ prints it unsigned */
	bool	 is_total;		/* D's agghist draws its rows as shares of their total */
};

/*
 * agg_check_params - the rules for constants that are not types (D, "Aggregations")
 * @n: how many were given. Returns NULL when all is well, else the message, and its tag in *tag.
 */
const char *agg_check_params(const struct aggfn *fn, const int64_t *params, unsigned n,
			     enum diag_tag *tag);
/* fill params[n] .. params[fn->nparams - 1] with what they are when not given (lquantize step: 1) */
void agg_default_params(const struct aggfn *fn, int64_t *params, unsigned n);

const struct aggfn *agg_find_d(const char *name);	/* NULL: unknown */
const struct aggfn *agg_find_stap(const char *name);
const struct aggfn *agg_next(size_t *it);		/* all rows; *it starts at 0 */

/* buckets of a histogram, for SystemTap's indexing and for --json; the first and last may be open */
struct agg_bucket {
	int64_t min, max;	/* values it holds, both included; INT64_MIN, INT64_MAX: open end */
	int64_t count;		/* weight in it */
};

unsigned agg_buckets(const struct aggfn *fn, const int64_t *params);	/* 0: not a histogram */
int64_t agg_bucket_count(const struct aggfn *fn, const void *cell, const int64_t *params, unsigned i);
struct agg_bucket agg_bucket(const struct aggfn *fn, const void *cell, const int64_t *params, unsigned i);

extern const struct aggfn aggfns_scalar[], aggfns_hist[];	/* ended by a row without names */

#endif
