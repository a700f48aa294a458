/*
 * vec.h - growing arrays of any type
 *
 *	VEC(struct clause *) clauses = { 0 };
 *	vec_push(arena, &clauses, c);		arena memory, never freed
 *	vec_push(NULL, &clauses, c);		heap memory, vec_fini() when done
 *	for (size_t i = 0; i < clauses.n; i++) use(clauses.v[i]);
 *
 * One vector takes its memory from one place for all its life.
 */
#ifndef SONDE_VEC_H
#define SONDE_VEC_H

#include <stddef.h>
#include <stdlib.h>
#include "lib/arena.h"

#define VEC(T)	struct { T *v; size_t n, cap; }

#define vec_push(arena, vec, item)							\
	((vec)->v = vec_room_((arena), (vec)->v, (vec)->n, &(vec)->cap, sizeof(*(vec)->v)),	\
	 (void)((vec)->v[(vec)->n++] = (item)))
#define vec_last(vec)	((vec)->v[(vec)->n - 1])
#define vec_fini(vec)	(free((vec)->v), (vec)->v = NULL, (vec)->n = (vec)->cap = 0)

void *vec_room_(struct arena *a, void *v, size_t n, size_t *cap, size_t item_size);

#endif
