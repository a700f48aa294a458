/*
 * feature.h - what this kernel lets us do: one row per facility, each tried for real
 *
 * A row is tried at most once per session, when somebody first asks. `sonde doctor` tries all.
 */
#ifndef SONDE_FEATURE_H
#define SONDE_FEATURE_H

#include <stdbool.h>
#include <stddef.h>

enum feature {
#define FEATURE(name, text, remedy, denied) FEAT_##name,
#include "bpf/feature.def"
#undef FEATURE
	FEAT_COUNT_
};

struct feature_set { signed char known[FEAT_COUNT_]; /* 0 not tried, 1 works, -1 does not */ int err[FEAT_COUNT_]; };

bool feature_has(struct feature_set *fs, enum feature f);
int  feature_error(struct feature_set *fs, enum feature f);	/* 0 or the errno of the try */
const char *feature_name(enum feature f);			/* "kprobe_multi": tests' @@needs use it */
const char *feature_text(enum feature f);			/* one line on what it is */
/* what to do, by the errno of the try: a kernel that lacks it, a privilege that we lack, or a kernel that is locked down.
   fs: NULL: nothing tried yet, as in listings */
const char *feature_remedy(struct feature_set *fs, enum feature f);
int  feature_find(const char *name);				/* -1: unknown */

#endif
