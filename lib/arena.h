/*
 * arena.h - memory that is given back all at once
 *
 * One arena per compile: front ends and prog allocate from it and never free. Out of memory ends
 * the process with a message (there is nothing sensible to do), so no call here returns NULL.
 */
#ifndef SONDE_ARENA_H
#define SONDE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a);		/* NULL is fine */
/* everything given back at once, interned names too; the arena itself stays usable */
void arena_reset(struct arena *a);

/* zeroed, aligned for any type; lives as long as the arena */
void *arena_alloc(struct arena *a, size_t size);
void *arena_alloc_n(struct arena *a, size_t n, size_t size);	/* n * size, overflow checked */
void *arena_dup(struct arena *a, const void *from, size_t size);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap);

/*
 * arena_intern - the one copy of a name
 * @s: need not be terminated, @n bytes are taken
 * Equal names are equal pointers for the life of the arena.
 */
const char *arena_intern(struct arena *a, const char *s, size_t n);

#define arena_new_of(a, T)	((T *)arena_alloc((a), sizeof(T)))
#define arena_array(a, T, n)	((T *)arena_alloc_n((a), (n), sizeof(T)))

/* heap allocation that ends the process when there is no memory; free with free() */
void *xmalloc(size_t size);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t size);
char *xstrdup(const char *s);

#endif
