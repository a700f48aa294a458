/*
 * cc.h - BPF C to an object by a clang child, with a cache of objects
 *
 * Cache: $XDG_CACHE_HOME/sonde (or ~/.cache/sonde), one file per object named by a hash of all
 * that went in (text, runtime headers, clang's version and options); written to a temporary name
 * and renamed, so parallel runs are safe; the least recently used go when it exceeds cc_cache_max.
 */
#ifndef SONDE_CC_H
#define SONDE_CC_H

#include <stdbool.h>
#include <stddef.h>

struct diag;

struct cc {
	struct diag *diag;
	bool	     no_cache;
	bool	     from_cache;	/* set: the object was found */
	const char  *clang;		/* NULL: $SONDE_CLANG, clang, clang-NN in PATH */
	void	    *child;		/* a clang started early, waiting on its pipe */
};

/* start clang before its input is known; its exec and relocation overlap with our work. Optional. */
void cc_start(struct cc *cc);
void cc_fini(struct cc *cc);			/* ends a child that was not used */

/*
 * cc_compile - text to object
 * @obj, @obj_size: heap, the caller's. Returns 0 or -errno after reporting; clang's complaints
 * come out at the script's own lines (#line), as our mistake if they are not the script's.
 */
int cc_compile(struct cc *cc, const char *text, size_t len, void **obj, size_t *obj_size);

#endif
