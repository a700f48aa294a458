/*
 * probe.c - what providers and front ends share about probes: names, matching, arguments
 */
#include <errno.h>
#include <string.h>
#include "lang/probe.h"
#include "lib/arena.h"
#include "lib/glob.h"

static const char *name_of(struct world *w, const char *s)
{
	return arena_intern(w->arena, s ? s : "", s ? strlen(s) : 0);
}

struct probe *probe_new(struct world *w, const struct provider *pr, const char *prov, const char *mod,
			const char *func, const char *name)
{
	struct probe *p = arena_new_of(w->arena, struct probe);

	p->provider = pr;
	p->prov = name_of(w, prov);
	p->mod = name_of(w, mod);
	p->func = name_of(w, func);
	p->name = name_of(w, name);
	if (!w->next_id)
		w->next_id = 1;
	p->id = w->next_id++;
	return p;
}

static bool field_matches(const char *pattern, const char *s)
{
	return !pattern || !*pattern || !strcmp(pattern, s) || glob_match(pattern, s);
}

bool desc_matches(const struct probe_desc *d, const char *prov, const char *mod, const char *func, const char *name)
{
	return field_matches(d->prov, prov) && field_matches(d->mod, mod) && field_matches(d->func, func) &&
	       field_matches(d->name, name);
}

/*
 * Both sides may be patterns: the description's field, and the name of a provider that makes its
 * probes on demand ("pid*" for pid1234). A pattern in the description is compared with the fixed
 * names only, as D has it: pid* names no process.
 */
static bool may_have(const struct provider *p, const struct probe_desc *d)
{
	if (d->form)
		return true;
	return field_matches(d->prov, p->name) || (glob_is_pattern(p->name) && glob_match(p->name, d->prov));
}

static bool owns_form(const struct provider *p, const struct probe_desc *d)
{
	if (!d->form)
		return true;
	for (const struct point_form *f = p->forms; f && f->pattern; f++)
		if (f == d->form)
			return true;
	return false;
}

struct counted {
	found_fn *found;
	void	 *ctx;
	bool	  stopped;
};

static int count_found(struct probe *p, void *ctx)
{
	struct counted *c = ctx;
	int stop = c->found(p, c->ctx);

	c->stopped |= stop != 0;
	return stop;
}

int world_match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct counted c = { found, ctx, false };
	int total = 0;

	for (const struct provider *const *p = w->providers; p && *p && !c.stopped; p++) {
		if (!may_have(*p, d) || !owns_form(*p, d) || !(*p)->match)
			continue;

		int n = (*p)->match(w, d, count_found, &c);

		if (n < 0)
			return n;
		total += n;
	}
	return total;
}

const struct arg_list *probe_args(struct world *w, struct probe *p)
{
	if (p->args_done)
		return p->args;
	p->args_done = true;
	if (!p->provider || !p->provider->args)
		return NULL;

	struct arg_list *list = arena_new_of(w->arena, struct arg_list);

	if (p->provider->args(w, p, list) >= 0)
		p->args = list;
	return p->args;
}

unsigned world_slot(struct world *w, const char *key)
{
	const char *name = arena_intern(w->arena, key, strlen(key));
	size_t i = 0;

	while (i < w->slots.n && w->slots.v[i] != name)
		i++;
	if (i == w->slots.n)
		vec_push(w->arena, &w->slots, name);
	return PROBE_SLOTS + (unsigned)i;
}

static const struct arg *arg_at(const struct arg *a, unsigned slot)
{
	if (a->loc && a->slot == slot)
		return a;
	for (size_t i = 0; i < a->npieces; i++)
		if (a->pieces[i].arg.loc && a->pieces[i].arg.slot == slot)
			return &a->pieces[i].arg;
	return NULL;
}

const struct arg *probe_arg_at(const struct probe *p, unsigned slot)
{
	const struct arg *found = NULL;

	for (size_t i = 0; p->args && i < p->args->args.n && !found; i++)
		found = arg_at(&p->args->args.v[i], slot);
	for (size_t i = 0; p->args && i < p->args->others.n && !found; i++)
		found = arg_at(p->args->others.v[i], slot);
	return found;
}

const char *probe_shown(const struct probe *p, enum probe_field f)
{
	const struct probe_alias *a = p->alias;
	const char *s = NULL;

	switch (f) {
	case FIELD_PROV: s = a ? a->prov : p->prov; break;
	case FIELD_MOD: s = a ? a->mod : p->mod; break;
	case FIELD_FUNC: s = a ? a->func : p->func; break;
	case FIELD_NAME: s = a ? a->name : p->name; break;
	case FIELD_POINT: s = p->point; break;
	case FIELD_LABEL: s = p->label; break;
	case FIELD_NONE: case FIELD_ID: break;
	}
	return s ? s : "";
}

const struct arg_list *probe_shown_args(struct world *w, struct probe *p)
{
	return p->alias ? p->alias->args(w, p) : probe_args(w, p);
}

const char *probe_str(struct arena *a, const struct probe *p)
{
	return arena_printf(a, "%s:%s:%s:%s", probe_shown(p, FIELD_PROV), probe_shown(p, FIELD_MOD),
			    probe_shown(p, FIELD_FUNC), probe_shown(p, FIELD_NAME));
}

/* ---- SystemTap's probe points ---- */
/* one component of a pattern: NAME, NAME(string), NAME(number); *p moves behind it and its dot */
static bool comp_fits(const char **p, const struct point_comp *c)
{
	size_t n = strcspn(*p, ".(");
	bool any = n == 1 && **p == '*';
	bool fits = any || (strlen(c->name) == n && !memcmp(*p, c->name, n));
	int want = PA_NONE;

	*p += n;
	if (**p == '(') {
		want = (*p)[1] == 's' ? PA_STR : PA_NUM;
		*p += strcspn(*p, ")");
		*p += **p == ')';
	}
	*p += **p == '.';
	return fits && (int)c->arg == want;
}

bool form_fits(const struct point_form *f, const struct point_comp *c, size_t n)
{
	const char *p = f->pattern;

	for (size_t i = 0; i < n; i++)
		if (!*p || !comp_fits(&p, &c[i]))
			return false;
	return !*p;
}

const struct provider *world_form(struct world *w, const struct point_comp *c, size_t n, const struct point_form **form)
{
	for (const struct provider *const *p = w->providers; p && *p; p++) {
		for (const struct point_form *f = (*p)->forms; f && f->pattern; f++) {
			if (!form_fits(f, c, n))
				continue;
			*form = f;
			return *p;
		}
	}
	return NULL;
}
