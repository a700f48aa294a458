/*
 * hist.h - what hist.c (values to buckets), hist_print.c and hist_pack.c (buckets to text) and check.c share
 */
#ifndef SONDE_HIST_H
#define SONDE_HIST_H

#include "lang/agg/agg.h"

__extension__ typedef __int128 s128;
__extension__ typedef unsigned __int128 u128;

enum { QUANT_N = 127, QUANT_ZERO = 63 };	/* buckets of quantize(), and that of 0 */

typedef int64_t label_fn(const int64_t *params, unsigned i);

/* value a bucket is labelled and weighed with; of open ends see agg_bucket() */
int64_t quant_label(const int64_t *params, unsigned i);
int64_t lquant_label(const int64_t *params, unsigned i);
int64_t hist_log_label(const int64_t *params, unsigned i);

unsigned llquant_mid(const int64_t *params);	/* number of the bucket around zero */
/*
 * llquant_edge - smallest magnitude in the bucket @p > 0 places from the middle
 * false: the bucket never holds anything, it would begin between two integers
 */
bool llquant_edge(const int64_t *params, unsigned p, uint64_t *ret);

/* hist_bar.c, with hist_scale_add() and hist_line() of agg.h */
uint64_t hist_magnitude(int64_t count);			/* of INT64_MIN, too */
void hist_put_block(struct buf *, unsigned code);	/* U+0800 to U+ffff as UTF-8 */

/* aggpack: hist_pack.c */
void quant_pack_span(struct hist_span *, const void *cell, const int64_t *params);
void quant_pack_header(struct buf *, const struct hist_span *, int width);
void quant_pack_row(struct buf *, const void *cell, const int64_t *params, const struct hist_span *,
		    const struct hist_opts *);
void lquant_pack_span(struct hist_span *, const void *cell, const int64_t *params);
void lquant_pack_header(struct buf *, const struct hist_span *, int width);
void lquant_pack_row(struct buf *, const void *cell, const int64_t *params, const struct hist_span *,
		     const struct hist_opts *);

void quant_print(struct buf *, const void *cell, const int64_t *params, const struct hist_opts *);
void lquant_print(struct buf *, const void *cell, const int64_t *params, const struct hist_opts *);
void llquant_print(struct buf *, const void *cell, const int64_t *params, const struct hist_opts *);
void hist_log_print(struct buf *, const void *cell, const int64_t *params, const struct hist_opts *);
void hist_linear_print(struct buf *, const void *cell, const int64_t *params,
		       const struct hist_opts *);

/* check.c */
const char *lquant_check(const int64_t *params, enum diag_tag *tag);
const char *llquant_check(const int64_t *params, enum diag_tag *tag);
const char *hist_linear_check(const int64_t *params, enum diag_tag *tag);
const char *variance_check(const int64_t *params, enum diag_tag *tag);

#endif
