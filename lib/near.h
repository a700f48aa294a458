/*
 * near.h - names that a misspelled one may have meant, for messages
 */
#ifndef SONDE_NEAR_H
#define SONDE_NEAR_H

#include <stddef.h>

struct arena;

enum { NEAR_SHOWN = 5, NEAR_ANY = 1000 };

/* changes that a slip of the finger makes: for hints that must not guess */
unsigned near_slip(const char *like);

struct near {			/* all zero but for these two at first */
	const char *like;
	unsigned    most;	/* changes that a name may be away; 0: half of its letters, and one; NEAR_ANY: no matter */
	const char *names[NEAR_SHOWN];
	unsigned    far[NEAR_SHOWN];
	unsigned    n;
};

/* a name that there is: kept, as it is, when it is among the nearest. What follows a dot (f.isra.0) or "(" does not count */
void near_add(struct near *b, const char *name);
/* all of them: the nearest first, those that are as near by name */
void near_sort(const char *like, const char **names, size_t n);
const char *near_list(struct arena *a, const struct near *b);	/* "a, b"; NULL: none */
/* " (WHAT: a, b)", or "" */
const char *near_text(struct arena *a, const struct near *b, const char *what);

#endif
