/*
 * near.h - names that a misspelled one may have meant, for messages
 */
#ifndef SONDE_NEAR_H
#define SONDE_NEAR_H

struct arena;

enum { NEAR_SHOWN = 5, NEAR_ANY = 1000 };

struct near {			/* all zero but for these two at first */
	const char *like;
	unsigned    most;	/* changes that a name may be away; 0: half of its letters, and one; NEAR_ANY: no matter */
	const char *names[NEAR_SHOWN];
	unsigned    far[NEAR_SHOWN];
	unsigned    n;
};

/* a name that there is: kept, as it is, when it is among the nearest. What follows a dot (f.isra.0) or "(" does not count */
void near_add(struct near *b, const char *name);
/* " (WHAT: a, b)", or "" */
const char *near_text(struct arena *a, const struct near *b, const char *what);

#endif
