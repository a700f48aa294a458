/*
 * ldso.h - the shared libraries that the dynamic loader would give a program
 *
 * For a program that has not run its loader yet. As ldd would print them, without running anything:
 * DT_RUNPATH or DT_RPATH, $LD_LIBRARY_PATH, ld.so.cache, the standard folders. What dlopen() brings
 * later is not seen.
 */
#ifndef SONDE_LDSO_H
#define SONDE_LDSO_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * ldso_each - every library of an executable, each once, in the loader's order
 * @fn: gets the path, not kept; non-zero stops and is returned
 * A library that cannot be found is left out: the program will say so itself. Returns 0 or -errno.
 */
int ldso_each(const char *exe, int (*fn)(const char *path, void *ctx), void *ctx);

/* where the loader would find a library that an executable asks for by name; false: nowhere */
bool ldso_find(const char *exe, const char *name, char ret[PATH_MAX]);

/*
 * ldso_cache_find - the path of a library in the loader's cache (/etc/ld.so.cache); NULL: not there
 * @cache: size bytes and a NUL behind them
 */
const char *ldso_cache_find(const char *cache, size_t size, const char *name);

#endif
