/*
 * stability.h - what a name is promised to stay: D's N/D/C triples (reference D, 9.2, 10.14)
 */
#ifndef SONDE_STABILITY_H
#define SONDE_STABILITY_H

#include <stdbool.h>

struct arena;
struct probe;

enum { STAB_INTERNAL, STAB_PRIVATE, STAB_OBSOLETE, STAB_EXTERNAL, STAB_UNSTABLE, STAB_EVOLVING, STAB_STABLE, STAB_STANDARD };
enum { CLASS_UNKNOWN, CLASS_CPU, CLASS_PLATFORM, CLASS_GROUP, CLASS_ISA, CLASS_COMMON };

struct stability { unsigned char name, data, class; };	/* all zero: below nothing is */

struct probe_stability { struct stability prov, mod, func, name, args; };

/*
 * What D itself has: Stable/Stable/Common; names of the kernel: Private/Private/Unknown; what is told of
 * locks: Evolving/Evolving/Common; a name that stays, of a structure that does not: Stable/Private/Common
 */
extern const struct stability stability_d, stability_code, stability_evolving, stability_layout;

bool stability_parse(const char *text, struct stability *ret);	/* Stable/Evolving/Common; false: it is none */
const char *stability_str(struct arena *a, struct stability s);
const char *stability_level(unsigned level);	/* of name and data */
const char *stability_class(unsigned class);
/* each component by itself */
struct stability stability_min(struct stability a, struct stability b);
bool stability_below(struct stability s, struct stability least);	/* in any component */

/* five of them, as a program carries them: what its provider, modules, functions, names and arguments are */
bool stability_parse_probe(const char *text, struct probe_stability *ret);
extern const struct probe_stability stability_plain;		/* of whom nobody says anything else */
/* of the provider that a user sees; two such tables are equal if they are one */
const struct probe_stability *stability_of(const struct probe *p);
/* of a description with these fields spelled out: a bit each of FIELD_MOD, FIELD_FUNC, FIELD_NAME */
struct stability stability_desc(const struct probe_stability *t, unsigned fields);
extern const struct probe_stability stability_unknown;		/* no provider, or several */
extern const struct probe_stability stability_of_dtrace, stability_of_profile;	/* for their rows */

#endif
