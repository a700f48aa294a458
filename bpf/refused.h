/*
 * refused.h - probes of a SystemTap script that could not be armed, and what that means for the session
 *
 * One of several is told, and the session goes on without it (reference 6.8); the only one ends it. Providers say
 * which they could not arm, in prepare or in attach; D's rules are theirs: there it ends the session by itself.
 */
#ifndef SONDE_REFUSED_H
#define SONDE_REFUSED_H

#include <stdbool.h>

struct probe;
struct session;

struct refused {
	const struct probe *probe;
	int	    err;		/* -errno of the kernel */
	bool	    missing;		/* the kernel has no way at all to arm its like: timers and begin are no session then */
	bool	    partly;		/* other places of it are armed */
	const char *error;		/* what is said where it ends the session, without the text of err; arena */
	const char *hints[2];		/* for either message; NULL: none */
};

/* does this session go on without probes that are refused? Else the provider reports, and returns -errno */
bool session_tolerates(const struct session *s);
void session_refuse(struct session *s, const struct refused *r);	/* a probe counts once */
/* what either language says: noted where the session goes on without the probe (0), else told now (r->err) */
int session_fail(struct session *s, const struct refused *r);
/* after prepare, and after attach: what was refused since is told. 0, or -errno: nothing is left to run for */
int session_refused(struct session *s);

int session_report(struct session *s, const struct refused *r);	/* as the error that ends the session: -errno */

/* as a message of the script's language has it: pp(), or D's description */
const char *session_probe_name(const struct session *s, const struct probe *p);
#endif
