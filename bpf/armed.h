/*
 * armed.h - by which of the kernel's ways the probes of a run were armed, for -vv
 */
#ifndef SONDE_ARMED_H
#define SONDE_ARMED_H

#include <stddef.h>
#include "bpf/feature.h"
#include "lib/vec.h"

struct probe;
struct session;

struct armed {
	enum feature way;
	const char  *what;		/* a literal: "entry", "return instruction" */
	const struct probe *first;	/* NULL: none in particular */
	size_t	     n;			/* places */
};

/* s->armed, for providers: n more places of one sort */
void session_armed(struct session *s, enum feature way, const char *what, const struct probe *first, size_t n);
#endif
