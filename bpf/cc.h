/*
 * cc.h - BPF C to an object by a clang child, with a cache of objects
 *
 * Cache: $XDG_CACHE_HOME/sonde (or ~/.cache/sonde), one file per object named by a hash of all
 * that went in (text, runtime headers, options), with the identity of the clang that made it: another
 * clang makes it anew, without any clang it is used as it is. A file appears whole or not at
 * all (it is written without a name and linked), so parallel runs and kill -9 are safe; the least
 * recently used go, some time, when the folder exceeds CC_CACHE_MAX. A folder that others could write to is
 * not used: what lies in it is loaded into the kernel.
 */
#ifndef SONDE_CC_H
#define SONDE_CC_H

#include <stdbool.h>
#include <stddef.h>

struct diag;
struct prog;

enum { CC_CACHE_MAX = 64 << 20, FILE_CACHE_MAX = 512 << 20 };	/* bytes */

struct cc_key { char hex[33]; };

struct cc {
	struct diag *diag;
	const struct prog *prog;	/* whose sources #line names, for carets; NULL: none */
	bool	     no_cache;
	bool	     from_cache;	/* set: the object was found */
	const char  *clang;		/* NULL: $SONDE_CLANG, clang, clang-NN in PATH */
	struct cc_key script;		/* hash of the script's text; "": none. See cc_start() */
	char	    *object;		/* set: the object's path in the cache, if it is there; heap */
	char	    *path;		/* of clang, once it was looked for; heap */
	void	    *child;		/* a clang started early, waiting on its pipe */
};

/*
 * cc_start - start clang before its input is known; its exec and relocation overlap with our work
 * Not when this script was compiled before: then its object is most likely in the cache. Optional.
 */
void cc_start(struct cc *cc);
void cc_fini(struct cc *cc);			/* ends a child that was not used */

/*
 * cc_compile - text to object
 * @text: what bpf_emit wrote; the runtime is put before it
 * @obj, @obj_size: heap, the caller's. Returns 0 or -errno after reporting; clang's complaints
 * come out at the script's own lines (#line), as our mistake if they are not the script's.
 */
int cc_compile(struct cc *cc, const char *text, size_t len, void **obj, size_t *obj_size);

/* path of a clang, heap, or NULL; @wanted as in struct cc */
char *cc_find(const char *wanted);

/* bpf/rt/, embedded by bpf/rt/embed.py; not terminated by the length */
const char *rt_text(size_t *len);
/* a part of it that not every program needs: bpf/rt/parts/NAME.bpf.h; name has n bytes */
const char *rt_part(const char *name, size_t n);

/* ---- the cache by itself; cc_cache.c ---- */

/* hash of pieces; start from a zeroed key state */
struct cc_hash { unsigned long long a, b, len; };
void cc_hash_init(struct cc_hash *h);
void cc_hash_add(struct cc_hash *h, const void *bytes, size_t n);
struct cc_key cc_hash_end(const struct cc_hash *h);

/*
 * cc_cache_get - an object made before; @maker: who has to have made it, 0: anybody
 * Returns 0 and a heap copy, or -errno (nothing is reported: a cache may fail).
 */
int cc_cache_get(const struct cc_key *key, unsigned long long maker, void **obj, size_t *size);
char *cc_cache_path(const struct cc_key *key);	/* heap; NULL: there is no cache */
void cc_cache_clean(void);			/* all objects go */
void cc_cache_put(const struct cc_key *key, unsigned long long maker, const void *obj, size_t size);


/*
 * cc_cache_file - a file kept beside the objects, within FILE_CACHE_MAX: by its key, or made now
 * Its bytes are whatever make() wrote; it returns 0 or -errno. Returns a descriptor for reading, or -errno.
 */
int cc_cache_file(const char *key, int (*make)(int fd, void *ctx), void *ctx);

#endif
