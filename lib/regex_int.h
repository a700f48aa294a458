/*
 * regex_int.h - the program between the parser and the two machines that run it
 */
#ifndef SONDE_REGEX_INT_H
#define SONDE_REGEX_INT_H

#include "lib/arena.h"
#include "lib/regex.h"
#include "lib/vec.h"

enum regex_op {
	RX_SET,			/* one byte of set, then x */
	RX_SPLIT,		/* x, or else y */
	RX_SAVE,		/* slot n is here, then x */
	RX_BEGIN, RX_END,	/* only there, then x */
	RX_MATCH,
};

struct regex_insn {
	enum regex_op op;
	unsigned x, y, n;
	uint8_t	 set[32];	/* a bit for each byte */
};

struct regex_prog {
	VEC(struct regex_insn) v;
	unsigned start, ngroups;
};

/* regex_parse.c; false: *at and *why are set */
bool regex_parse(struct arena *a, const char *s, size_t len, struct regex_prog *ret, size_t *at, const char **why);
/* regex_dfa.c; false: too many states */
bool regex_table(struct arena *a, struct regex *re);

static inline bool regex_has(const uint8_t *set, unsigned c)
{
	return set[c / 8] >> c % 8 & 1;
}

#endif
