/*
 * rows.h - aggregations joined on equal keys and sorted: what printa() and --json walk over
 *
 * Snapshots are the runtime's; rows borrow from them and live until agg_rows_fini().
 */
#ifndef SONDE_ROWS_H
#define SONDE_ROWS_H

#include "lang/eval/store.h"

struct runtime;

struct agg_row {
	struct value	    *keys;	/* nkeys; borrow from the snapshot */
	const struct entry **entries;	/* per aggregation; NULL: it lacks this key */
};

struct agg_rows {
	const struct var *const *aggs;
	size_t	 n;			/* aggregations */
	size_t	 nkeys;
	unsigned ncpus;
	VEC(struct agg_row) rows;	/* heap, sorted */
	void	*zero;			/* a cell that was never touched */
	struct runtime *rt;
};

/* @aggs: of equal key lists; borrowed */
void agg_rows_init(struct agg_rows *r, struct runtime *rt, const struct var *const *aggs, size_t n);
void agg_rows_fini(struct agg_rows *r);

/* the cell of aggregation k; one of zeros when the key is absent or was cleared */
int agg_compare_key(const struct value *a, const struct value *b);	/* one of the keys, as D sorts them */
const void *agg_rows_cell(const struct agg_rows *r, const struct agg_row *row, size_t k);
/* the same of one CPU; NULL when values per CPU were not kept */
const void *agg_rows_percpu(const struct agg_rows *r, const struct agg_row *row, size_t k, unsigned cpu);

#endif
