/*
 * format.h - tracefs' description of an event: its fields, and C types spelled as text
 */
#ifndef SONDE_PROVIDER_FORMAT_H
#define SONDE_PROVIDER_FORMAT_H

#include <stdbool.h>
#include "lang/probe.h"

struct event_field {
	const char *name;
	const struct type *type;	/* NULL: unknown */
	unsigned offset, size;		/* bytes, in the program's context */
	bool	 data_loc;		/* offset holds a u32 whose low 16 bits lead to the bytes */
	bool	 is_pointer;
};

struct event_format {
	VEC(struct event_field) fields;	/* the common ones left out */
};

/* -errno when there is no such event */
int event_format_read(struct world *w, const char *group, const char *name, struct event_format *ret);

/* every event of the groups that match: fn(group, name); non-zero stops. -errno when there is no tracefs */
int event_each(const char *group_pattern, const char *name_pattern,
	       int (*fn)(const char *group, const char *name, void *ctx), void *ctx);

#endif
