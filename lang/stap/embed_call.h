/*
 * embed_call.h - embedded C: how a call of the kernel's or of SystemTap's runtime is said in the script
 */
#ifndef SONDE_STAP_EMBED_CALL_H
#define SONDE_STAP_EMBED_CALL_H

#include "lang/stap/embed.h"

enum { MOST_ARGS = 32 };

struct c_args {
	struct c_value v[MOST_ARGS];
	unsigned n;
};

/* text: $1 is the first argument as a number, $s1 as a string; or what call makes of it */
struct c_row {
	const char *name, *text;
	const struct c_type *type;
	struct c_value (*call)(struct c_parser *c, const struct c_row *r);	/* NULL: text; behind the ( */
};

extern const struct c_row c_string_rows[], c_read_rows[], c_list_rows[], c_memory_rows[], c_atomic_rows[], c_cpu_rows[];	/* the last has no name */

bool c_takes_own(const char *name);	/* &x, where x is a variable of the script: kstrtol(), atomic_inc() */
bool c_args(struct c_parser *c, struct c_args *a);		/* up to the ) */
const char *c_said(struct c_parser *c, const char *text, const struct c_args *a);
/* a string of the script that is written to, all of it or from a byte on; and the comma */
struct c_value c_target(struct c_parser *c);
const char *c_limit(struct c_parser *c);	/* the most that fits; NULL: as much as strings may have here */

#endif
