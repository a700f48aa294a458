/*
 * cache.h - what a provider keeps from one match to the next, for the life of the world
 */
#ifndef SONDE_PROVIDER_CACHE_H
#define SONDE_PROVIDER_CACHE_H

#include "lang/probe.h"

/*
 * provider_cache - the provider's own data, made when first asked for
 * @owner: an address that is its own, of the provider say
 * @make: returns it; @drop: releases it when the world ends
 */
void *provider_cache(struct world *w, const void *owner, void *(*make)(struct world *),
		     void (*drop)(void *));
/*
 * provider_map - the same for a provider that keeps things by name
 * @drop: releases one of its values when the world ends
 */
struct map *provider_map(struct world *w, const void *owner, void (*drop)(void *value));
void provider_caches_drop(struct world *w);		/* world_fini */

#endif
