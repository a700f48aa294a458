/*
 * list.c - the points that a pattern names, for -l and -L
 *
 * A pattern is resolved as the point of a probe with an empty handler. What an alias's body assigns is
 * what its users see; points of providers show the probes themselves.
 * Semantics: stap(1), -l and -L; reference stap-language 6.3.
 */
#include <string.h>
#include "lang/stap/resolve.h"

struct names { struct arena *arena; VEC(const char *) v; };

static bool add_var(struct names *names, const struct sym *sym)
{
	const char *type = sym->type == VT_STRING ? "string" : "long";

	if (sym->type == VT_STATS || sym->is_global || strchr(sym->name, '.'))	/* entry.1: no script's */
		return false;
	vec_push(names->arena, &names->v, (const char *)arena_printf(names->arena, "%s:%s", sym->name, type));
	return true;
}

static int alias_row(struct sema *s, struct handler *h, list_fn *fn, void *ctx)
{
	struct names names = { .arena = s->arena };
	struct list_row row = { .point = h->spelling, .probe = h->probes.n ? h->probes.v[0] : NULL };

	for (size_t i = 0; i < h->locals.n; i++)
		add_var(&names, h->locals.v[i]);
	row.vars = names.v.v;
	row.nvars = names.v.n;
	return fn(&row, ctx);
}

static const char *shown_point(const struct handler *h, const struct probe *p)
{
	if (h->provider->pn_name)
		return p->name;
	return p->point ? p->point : h->spelling;
}

/* one line for all that such a point stands for */
static int form_row(struct sema *s, const struct handler *h, list_fn *fn, void *ctx)
{
	struct list_row row = { .point = point_str(s->arena, h->point), .vars = h->form->vars };

	while (row.vars[row.nvars])
		row.nvars++;
	return fn(&row, ctx);
}

static int probe_rows(struct sema *s, struct handler *h, list_fn *fn, void *ctx)
{
	int stop = 0;

	if (h->form->vars)
		return form_row(s, h, fn, ctx);
	for (size_t i = 0; i < h->probes.n && !stop; i++) {
		struct probe *p = h->probes.v[i];
		struct list_row row = { .point = shown_point(h, p), .probe = p };

		stop = fn(&row, ctx);
	}
	return stop;
}

static bool any_alias(const struct sema *s)
{
	for (size_t i = 0; i < s->handlers.n; i++)
		if (s->handlers.v[i]->is_alias)
			return true;
	return false;
}

/* what is wrong with a library's alias is no matter of the listing */
static void find_types(struct sema *s)
{
	struct diag quiet, *shown = s->c->diag;
	FILE *nowhere = fopen("/dev/null", "we");

	if (!nowhere)
		return;
	diag_init(&quiet, nowhere);
	s->c->diag = s->c->world->diag = &quiet;
	for (size_t i = 0; i < s->ast->files.n; i++)
		stap_resolve_globals(s, s->ast->files.v[i]);
	for (size_t i = 0; i < s->handlers.n; i++)
		stap_resolve(s, s->handlers.v[i]);
	stap_infer(s);
	s->c->diag = s->c->world->diag = shown;
	fclose(nowhere);
}

/* nothing was found; that may be because nothing of the kind can be seen here */
static void complain(struct sema *s, const struct probe_decl *p)
{
	const char *text = "", *blind = NULL;

	for (size_t i = 0; i < p->points.n; i++) {
		const struct point *pt = p->points.v[i];

		text = arena_printf(s->arena, "%s%s%s", text, i ? ", " : "", point_str(s->arena, pt));
		blind = blind ? blind : form_blind(s, pt);
	}
	diag_sys(s->c->diag, 0, "no probe point matches %s", text);
	if (blind)
		diag_hint(s->c->diag, "%s", blind);
}

static bool any_found(const struct sema *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s->handlers.v[i]->is_alias || s->handlers.v[i]->probes.n)
			return true;
	return false;
}

/* perf.* has no points of two words, only longer ones: who asks for a list wants those */
static bool ask_deeper(struct sema *s, const struct probe_decl *d)
{
	bool changed = false;

	for (size_t i = 0; i < d->points.n; i++) {
		struct point *pt = d->points.v[i];
		struct point_comp *last = pt->comps.n > 1 ? &vec_last(&pt->comps) : NULL;

		if (!last || last->arg != PA_NONE || strcmp(last->name, "*"))
			continue;
		last->name = arena_intern(s->arena, "**", 2);
		changed = true;
	}
	return changed;
}

int stap_list(struct compile *c, void *ast, bool vars, list_fn *fn, void *ctx)
{
	struct sema s = { .c = c, .arena = c->arena, .ast = ast, .strsize = c->options->strsize, .listing = true,
			  .features = c->world->features };
	bool found;
	int stop = 0;

	c->world->features = NULL;
	/* what is asked for stands in the first file; others (-E, the library) have aliases */
	if (ast && s.ast->files.n)
		for (struct file *f = s.ast->files.v[0]; f->probes_done < f->probes.n; f->probes_done++) {
			struct probe_decl *d = f->probes.v[f->probes_done];

			stap_expand(&s, d, true);
			if (!any_found(&s, s.handlers.n) && !diag_failed(c->diag) && ask_deeper(&s, d))
				stap_expand(&s, d, true);
		}
	/* behind these come entries whose values returns keep */
	size_t n = s.handlers.n;

	if (vars && any_alias(&s))
		find_types(&s);
	for (size_t i = 0; i < n && !stop; i++)
		stop = s.handlers.v[i]->is_alias ? alias_row(&s, s.handlers.v[i], fn, ctx)
						 : probe_rows(&s, s.handlers.v[i], fn, ctx);
	found = any_found(&s, n);
	if (!found && !diag_failed(c->diag) && ast && s.ast->files.n && s.ast->files.v[0]->probes.n)
		complain(&s, s.ast->files.v[0]->probes.v[0]);
	c->world->features = s.features;
	return stop;
}
