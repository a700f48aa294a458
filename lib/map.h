/*
 * map.h - hash table from byte strings to pointers; keys are copied, values are the caller's
 */
#ifndef SONDE_MAP_H
#define SONDE_MAP_H

#include <stdbool.h>
#include <stddef.h>

struct map;

struct map *map_new(void);
void map_free(struct map *m);				/* NULL is fine; values are not freed */
size_t map_count(const struct map *m);

void *map_get(const struct map *m, const char *key);	/* NULL: absent */
void *map_getn(const struct map *m, const void *key, size_t n);
void map_put(struct map *m, const char *key, void *value);	/* replaces */
void map_putn(struct map *m, const void *key, size_t n, void *value);
bool map_deln(struct map *m, const void *key, size_t n);

/* in order of insertion; *it starts at 0; false at the end */
bool map_next(const struct map *m, size_t *it, const void **key, size_t *n, void **value);

#endif
