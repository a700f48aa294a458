/*
 * arena.c - chunks of memory that are given back all at once, and interned names
 *
 * Allocation moves a pointer through the newest chunk. Something larger than a chunk gets a chunk
 * of its own behind the newest, so that the rest of the newest one is not wasted.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "lib/arena.h"
#include "lib/map.h"

enum { CHUNK_SIZE = 64 * 1024 - 64, ALIGN = _Alignof(max_align_t) };

struct chunk {
	struct chunk *next;
	size_t	      size, used;
	_Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct chunk *chunks;	/* newest first */
	struct map   *names;	/* made by the first arena_intern() */
};

static void *check(void *p)
{
	if (p)
		return p;
	/* there is no memory left to report it with; the one message that diag.c cannot print */
	fputs("sonde: out of memory\n", stderr);
	abort();
}

void *xmalloc(size_t size)
{
	return check(malloc(size ? size : 1));
}

void *xcalloc(size_t n, size_t size)
{
	return check(calloc(n ? n : 1, size ? size : 1));
}

void *xrealloc(void *p, size_t size)
{
	return check(realloc(p, size ? size : 1));
}

char *xstrdup(const char *s)
{
	return check(strdup(s));
}

struct arena *arena_new(void)
{
	return xcalloc(1, sizeof(struct arena));
}

static void free_chunks(struct chunk *c)
{
	while (c) {
		struct chunk *next = c->next;

		free(c);
		c = next;
	}
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	map_free(a->names);
	free_chunks(a->chunks);
	free(a);
}

void arena_reset(struct arena *a)
{
	map_free(a->names);
	a->names = NULL;
	if (!a->chunks)
		return;
	free_chunks(a->chunks->next);
	a->chunks->next = NULL;
	a->chunks->used = 0;
}

static struct chunk *chunk_new(struct arena *a, size_t size)
{
	bool own = size > CHUNK_SIZE / 4 && a->chunks;
	size_t room = size > CHUNK_SIZE / 4 ? size : CHUNK_SIZE;
	size_t total;

	if (__builtin_add_overflow(room, sizeof(struct chunk), &total))
		check(NULL);

	struct chunk *c = xmalloc(total);

	c->size = room;
	c->used = 0;
	c->next = own ? a->chunks->next : a->chunks;
	if (own)
		a->chunks->next = c;
	else
		a->chunks = c;
	return c;
}

void *arena_alloc(struct arena *a, size_t size)
{
	size_t room;

	if (__builtin_add_overflow(size ? size : 1, ALIGN - 1, &room))
		check(NULL);
	room &= ~(size_t)(ALIGN - 1);

	struct chunk *c = a->chunks;

	if (!c || c->size - c->used < room)
		c = chunk_new(a, room);

	void *p = c->bytes + c->used;

	c->used += room;
	return memset(p, 0, size ? size : 1);
}

void *arena_alloc_n(struct arena *a, size_t n, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(n, size, &total))
		check(NULL);
	return arena_alloc(a, total);
}

void *arena_dup(struct arena *a, const void *from, size_t size)
{
	void *p = arena_alloc(a, size);

	if (size)
		memcpy(p, from, size);
	return p;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	size_t len = strnlen(s, n);
	char *p = arena_alloc(a, len + 1);

	memcpy(p, s, len);
	return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return arena_dup(a, s, strlen(s) + 1);
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;

	va_copy(again, ap);

	int len = vsnprintf(NULL, 0, fmt, ap);

	if (len < 0)
		check(NULL);

	char *s = arena_alloc(a, (size_t)len + 1);

	vsnprintf(s, (size_t)len + 1, fmt, again);
	va_end(again);
	return s;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);

	char *s = arena_vprintf(a, fmt, ap);

	va_end(ap);
	return s;
}

const char *arena_intern(struct arena *a, const char *s, size_t n)
{
	if (!a->names)
		a->names = map_new();

	char *name = map_getn(a->names, s, n);

	if (name)
		return name;
	name = arena_alloc(a, n + 1);
	if (n)
		memcpy(name, s, n);
	map_putn(a->names, name, n, name);
	return name;
}
