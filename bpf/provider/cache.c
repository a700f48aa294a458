/*
 * cache.c - see cache.h
 */
#include "bpf/provider/cache.h"
#include "lib/arena.h"
#include "lib/map.h"

void *provider_cache(struct world *w, const void *owner, void *(*make)(struct world *),
		     void (*drop)(void *))
{
	for (size_t i = 0; i < w->caches.n; i++)
		if (w->caches.v[i].owner == owner)
			return w->caches.v[i].data;

	struct world_cache c = { .owner = owner, .data = make(w), .drop = drop };

	vec_push(NULL, &w->caches, c);
	return c.data;
}

struct named {
	struct map *map;
	void (*drop)(void *value);
};

static void *make_named(struct world *w)
{
	struct named *n = arena_new_of(w->arena, struct named);

	n->map = map_new();
	return n;
}

static void drop_named(void *cache)
{
	struct named *n = cache;
	const void *key;
	void *value;
	size_t len, it = 0;

	while (map_next(n->map, &it, &key, &len, &value))
		n->drop(value);
	map_free(n->map);
}

struct map *provider_map(struct world *w, const void *owner, void (*drop)(void *value))
{
	struct named *n = provider_cache(w, owner, make_named, drop_named);

	n->drop = drop;
	return n->map;
}

void provider_caches_drop(struct world *w)
{
	while (w->caches.n) {
		struct world_cache *c = &w->caches.v[--w->caches.n];

		c->drop(c->data);
	}
	vec_fini(&w->caches);
}
