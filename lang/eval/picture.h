/*
 * picture.h - aggregations as one picture: D's options agghist and aggpack
 *
 * As illumos prints them: a header before the first row, then a line for each key.
 */
#ifndef SONDE_PICTURE_H
#define SONDE_PICTURE_H

#include <stdbool.h>
#include "lang/agg/agg.h"

struct agg_rows;
struct runtime;
struct value;
struct var;

/* false: these rows are no picture (by option, or by the aggregating function), nothing is printed */
bool picture_print(struct runtime *rt, const struct agg_rows *r);

/* printa.c: how @var's histograms are shown now; does a key go out as text or as a hex dump? */
struct hist_opts view_of(struct runtime *rt, const struct var *var);
bool looks_like_text(const struct value *v);

#endif
