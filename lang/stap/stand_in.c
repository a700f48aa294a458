/*
 * stand_in.c - points that are something else on this kernel
 */
#include <string.h>
#include "lang/stap/sem.h"
#include "lib/arena.h"

/* kernel.function("NAME") or .call of it, or .return if that may be; NULL: another point */
static const char *function_of(const struct point *pt, bool *is_return)
{
	const char *suffix = pt->comps.n > 2 ? pt->comps.v[2].name : "";

	*is_return = !strcmp(suffix, "return");
	if (pt->comps.n < 2 || pt->comps.v[1].arg != PA_STR || strcmp(pt->comps.v[0].name, "kernel") != 0 ||
	    strcmp(pt->comps.v[1].name, "function") != 0)
		return NULL;
	return !*suffix || *is_return || !strcmp(suffix, "call") ? pt->comps.v[1].str : NULL;
}

static struct point *new_point(struct sema *s, const struct point *pt)
{
	struct point *ret = arena_dup(s->arena, pt, sizeof(*pt));

	memset(&ret->comps, 0, sizeof(ret->comps));
	return ret;
}

static void add_word(struct sema *s, struct point *to, const char *word, const char *arg, struct span at)
{
	struct point_comp c = { .name = arena_intern(s->arena, word, strlen(word)), .span = at };

	if (arg) {
		c.arg = PA_STR;
		c.str = arg;
	}
	vec_push(s->arena, &to->comps, c);
}

const struct point *stap_as_syscall(struct sema *s, const struct point *pt)
{
	bool is_return;
	const char *name = function_of(pt, &is_return);
	struct point *call;

	if (!name || (strncmp(name, "sys_", 4) != 0 && strncmp(name, "SyS_", 4) != 0))
		return NULL;	/* another suffix: a call is inlined nowhere */
	call = new_point(s, pt);
	call->optional = false;		/* its kernel's name is right */
	add_word(s, call, "syscall", NULL, pt->comps.v[0].span);
	add_word(s, call, arena_strndup(s->arena, name + 4, strcspn(name + 4, "@")), NULL, pt->comps.v[1].span);
	if (is_return)
		add_word(s, call, "return", NULL, pt->comps.v[2].span);
	return call;
}

const struct point *stap_as_trace(struct sema *s, const struct point *pt)
{
	struct world *w = s->c->world;
	bool is_return;
	const char *name = function_of(pt, &is_return), *event;
	struct point *trace;

	/* a listing says what there is; who wrote "?" or "!" has another way, and two names of one function would fire twice */
	if (!name || is_return || s->listing || pt->optional || pt->sufficient || !w->stand_in)
		return NULL;
	event = w->stand_in(w, arena_strndup(s->arena, name, strcspn(name, "@")));
	if (!event)
		return NULL;
	trace = new_point(s, pt);
	add_word(s, trace, "kernel", NULL, pt->comps.v[0].span);
	add_word(s, trace, "trace", event, pt->comps.v[1].span);
	return trace;
}
