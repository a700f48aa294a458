/*
 * substitute.c - the points of a probe in turn, and what stands for functions that cannot be probed here
 *
 * On kernels that let nobody probe their functions, aliases stand on system calls and tracepoints instead. These have
 * what the alias promises, but not the function's own variables: vfs.read's $file. Who reads those means the function,
 * and is told by the run what it would take.
 */
#include <string.h>
#include "lang/stap/resolve.h"

struct asked {
	struct sema *s;
	struct handler *h;
	bool lacks, asks_first;		/* by @defined: it has another way */
};

static bool has(struct asked *a, const char *name)
{
	struct probe *p = a->h->probes.v[0];
	struct handler at_entry = *a->h;

	if (target_arg(a->s, a->h, name))
		return true;
	p = p->is_return && p->provider->entry ? p->provider->entry(a->s->c->world, p) : NULL;
	if (!p)
		return false;
	at_entry.probes.v = &p;
	at_entry.probes.n = 1;
	return target_arg(a->s, &at_entry, name) != NULL;
}

static bool look(struct node *n, void *ctx)
{
	struct asked *a = ctx;

	if (n->kind == N_AT && resolve_asks(n))
		a->asks_first = true;
	if (n->kind == N_TARGET && n->name[0] == '$' && n->name[1] != '$' && !has(a, n->name))
		a->lacks = true;
	return true;
}

/* do handlers from the first on read variables that only the functions have which others stand for */
static bool lacks_variable(struct sema *s, size_t first)
{
	struct asked a = { .s = s };

	for (size_t i = first; i < s->handlers.n; i++) {
		a.h = s->handlers.v[i];
		for (size_t k = 0; a.h->is_alias && a.h->probes.n && k < a.h->pieces.n; k++)
			if (!a.h->pieces.v[k].alias)
				snode_walk(a.h->pieces.v[k].body, look, &a);
	}
	return a.lacks && !a.asks_first;
}

/*
 * Points before a missing one that were passed over because nothing can be probed there: of those the
 * run can say why, of the last name only that there never was such a thing.
 */
static int expand_passed_over(struct sema *s, struct probe_decl *d, size_t upto)
{
	const struct point *lacking;
	int n = 0;

	for (size_t i = 0; n == 0 && i < upto; i++)
		if (d->points.v[i]->sufficient)
			n = stap_expand_written(s, d, d->points.v[i], &lacking);
	return n;
}

/* would it be there on a kernel whose functions can be probed: what its handler assigns has types then */
static void pass_over(struct sema *s, struct probe_decl *d, struct point *pt)
{
	size_t first = s->handlers.n;
	const struct point *lacking;

	s->passed_over |= stap_expand_written(s, d, pt, &lacking) > 0;
	s->handlers.n = first;
}

/* what stands for a function does not have what is asked for: if that has it, the run will say what it would take */
static int expand_as_function(struct sema *s, struct probe_decl *d, struct point *pt, size_t first, int found)
{
	struct feature_set *features = s->c->world->features;
	size_t last = s->handlers.n;
	const struct point *lacking;

	s->c->world->features = NULL;
	int n = stap_expand_written(s, d, pt, &lacking);

	s->c->world->features = features;
	if (n <= 0 || lacks_variable(s, last)) {
		s->handlers.n = last;
		return found;
	}
	memmove(s->handlers.v + first, s->handlers.v + last, (s->handlers.n - last) * sizeof(s->handlers.v[0]));
	s->handlers.n -= last - first;
	return n;
}

void stap_expand(struct sema *s, struct probe_decl *d, bool quiet)
{
	struct world *w = s->c->world;

	for (size_t i = 0; i < d->points.n; i++) {
		struct feature_set *features = w->features;
		struct point *pt = d->points.v[i];

		if (!form_wild_ok(s, pt))
			continue;
		const struct point *lacking;
		unsigned errors = s->c->diag->errors + s->c->diag->sys_errors;
		size_t first = s->handlers.n;
		int n = stap_expand_written(s, d, pt, &lacking);

		if (n > 0 && features && lacks_variable(s, first))
			n = expand_as_function(s, d, pt, first, n);
		/* nothing serves instead of what cannot be probed here: the run will say why */
		w->features = NULL;
		if (n == 0 && features && !pt->optional && !pt->sufficient)
			n = stap_expand_written(s, d, pt, &lacking);
		if (n == 0 && features && !pt->optional && !pt->sufficient)
			n = expand_passed_over(s, d, i);
		if (n == 0 && features && pt->optional)
			pass_over(s, d, pt);
		w->features = features;
		if (n == 0 && !pt->optional && !pt->sufficient && !quiet &&
		    errors == s->c->diag->errors + s->c->diag->sys_errors)
			form_complain(s, pt, lacking);
		if (n > 0 && pt->sufficient)
			break;
	}
}
