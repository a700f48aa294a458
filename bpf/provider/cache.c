/*
 * cache.c - see cache.h
 */
#include "bpf/provider/cache.h"

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

void provider_caches_drop(struct world *w)
{
	while (w->caches.n) {
		struct world_cache *c = &w->caches.v[--w->caches.n];

		c->drop(c->data);
	}
	vec_fini(&w->caches);
}
