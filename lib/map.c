/*
 * map.c - hash table that remembers the order of insertion
 *
 * Entries stand in one array in that order; a table of indices, open addressing with linear
 * probing, finds them. A deleted entry stays as a hole until the table is rebuilt.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "lib/arena.h"
#include "lib/map.h"

struct slot {
	void	*key;		/* NULL: deleted */
	size_t	 n;
	uint64_t hash;
	void	*value;
};

struct map {
	struct slot *slots;
	size_t	     used, room;	/* slots written (holes too), slots allocated */
	size_t	     count;		/* without the holes */
	uint32_t    *index;		/* 0: free; else slot number + 1 */
	size_t	     mask;		/* entries of index - 1 */
};

/* FNV-1a, 64 bits: keys are short names, and nobody hostile chooses them */
static uint64_t hash_bytes(const void *key, size_t n)
{
	const unsigned char *p = key;
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 0x100000001b3u;
	return h ^ h >> 32;
}

struct map *map_new(void)
{
	return xcalloc(1, sizeof(struct map));
}

void map_free(struct map *m)
{
	if (!m)
		return;
	for (size_t i = 0; i < m->used; i++)
		free(m->slots[i].key);
	free(m->slots);
	free(m->index);
	free(m);
}

size_t map_count(const struct map *m)
{
	return m->count;
}

static void index_slot(struct map *m, size_t i)
{
	size_t at = m->slots[i].hash & m->mask;

	while (m->index[at])
		at = (at + 1) & m->mask;
	m->index[at] = (uint32_t)i + 1;
}

/* holes squeezed out, index at least twice as large as what it will hold */
static void rebuild(struct map *m)
{
	size_t n = 0, room = 8;

	for (size_t i = 0; i < m->used; i++)
		if (m->slots[i].key)
			m->slots[n++] = m->slots[i];
	m->used = n;
	while (room < n * 2)
		room *= 2;
	m->slots = xrealloc(m->slots, room * sizeof(*m->slots));
	m->room = room;
	free(m->index);
	m->index = xcalloc(room * 2, sizeof(*m->index));
	m->mask = room * 2 - 1;
	for (size_t i = 0; i < n; i++)
		index_slot(m, i);
}

static struct slot *find(const struct map *m, const void *key, size_t n)
{
	if (!m->index)
		return NULL;

	uint64_t hash = hash_bytes(key, n);

	for (size_t at = hash & m->mask; m->index[at]; at = (at + 1) & m->mask) {
		struct slot *s = &m->slots[m->index[at] - 1];

		if (s->key && s->hash == hash && s->n == n && (!n || !memcmp(s->key, key, n)))
			return s;
	}
	return NULL;
}

void *map_getn(const struct map *m, const void *key, size_t n)
{
	const struct slot *s = find(m, key, n);

	return s ? s->value : NULL;
}

void *map_get(const struct map *m, const char *key)
{
	return map_getn(m, key, strlen(key));
}

void map_putn(struct map *m, const void *key, size_t n, void *value)
{
	struct slot *s = find(m, key, n);

	if (s) {
		s->value = value;
		return;
	}
	if (m->used == m->room)
		rebuild(m);
	s = &m->slots[m->used];
	*s = (struct slot){ xmalloc(n), n, hash_bytes(key, n), value };
	if (n)
		memcpy(s->key, key, n);
	index_slot(m, m->used);
	m->used++;
	m->count++;
}

void map_put(struct map *m, const char *key, void *value)
{
	map_putn(m, key, strlen(key), value);
}

bool map_deln(struct map *m, const void *key, size_t n)
{
	struct slot *s = find(m, key, n);

	if (!s)
		return false;
	free(s->key);
	s->key = NULL;
	s->value = NULL;
	m->count--;
	return true;
}

bool map_next(const struct map *m, size_t *it, const void **key, size_t *n, void **value)
{
	while (*it < m->used && !m->slots[*it].key)
		++*it;
	if (*it >= m->used)
		return false;

	const struct slot *s = &m->slots[(*it)++];

	if (key)
		*key = s->key;
	if (n)
		*n = s->n;
	if (value)
		*value = s->value;
	return true;
}
