/*
 * probe.c - what providers and front ends share about probes: names, matching, arguments
 */
#include <errno.h>
#include <string.h>
#include "lang/probe.h"
#include "lib/arena.h"
#include "lib/diag.h"
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

/* ---- answers that are kept, and given again ---- */
struct logged {
	struct world *w;
	found_fn *found;
	void *ctx;
	struct match_entry *entry;	/* recording */
	VEC(struct probe *) all;	/* replaying: what this kernel has */
};

static struct match_name names_of(const struct probe *p)
{
	return (struct match_name){ { p->prov, p->mod, p->func, p->name, p->point ? p->point : "" } };
}

static const char *desc_text(struct world *w, const struct probe_desc *d)
{
	return d->text && *d->text ? d->text : arena_printf(w->arena, "%s:%s:%s:%s", d->prov, d->mod, d->func, d->name);
}

static int record_found(struct probe *p, void *ctx)
{
	struct logged *l = ctx;

	vec_push(l->w->arena, &l->entry->names, names_of(p));
	return l->found(p, l->ctx);
}

static int keep_found(struct probe *p, void *ctx)
{
	struct logged *l = ctx;

	vec_push(l->w->arena, &l->all, p);
	return 0;
}

static bool same_names(const struct match_name *a, const struct match_name *b)
{
	for (unsigned i = 0; i < MATCH_FIELDS; i++)
		if (strcmp(a->field[i], b->field[i]) != 0)
			return false;
	return true;
}

static struct probe *take_same(struct logged *l, const struct match_name *name)
{
	for (size_t i = 0; i < l->all.n; i++) {
		struct probe *p = l->all.v[i];
		struct match_name n = p ? names_of(p) : *name;

		if (p && same_names(&n, name)) {
			l->all.v[i] = NULL;	/* it may have several of one name */
			return p;
		}
	}
	return NULL;
}

static int replay_match(struct world *w, const struct provider *pr, const struct probe_desc *d, found_fn *found,
			void *ctx, const struct match_entry *e)
{
	struct logged l = { .w = w };
	int n = pr->match(w, d, keep_found, &l);

	if (n < 0)
		return n;
	for (size_t i = 0; i < e->names.n; i++) {
		struct probe *p = take_same(&l, &e->names.v[i]);
		const char *const *f = e->names.v[i].field;

		if (!p && *f[4])
			return diag_sys(w->diag, 0, "the bundle's probe %s does not exist here", f[4]);
		if (!p)
			return diag_sys(w->diag, 0, "the bundle's probe %s:%s:%s:%s does not exist here", f[0], f[1], f[2],
					f[3]);
		if (found(p, ctx))
			break;
	}
	return (int)e->names.n;
}

int provider_match(struct world *w, const struct provider *pr, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct match_log *log = w->log;

	if (!log)
		return pr->match(w, d, found, ctx);

	const char *text = desc_text(w, d);

	for (size_t i = 0; log->replay && i < log->entries.n; i++) {
		const struct match_entry *e = &log->entries.v[(log->at + i) % log->entries.n];

		if (strcmp(e->provider, pr->name) != 0 || strcmp(e->text, text) != 0)
			continue;
		log->at = (size_t)(e - log->entries.v) + 1;
		return replay_match(w, pr, d, found, ctx, e);
	}
	if (log->replay)
		return pr->match(w, d, found, ctx);
	vec_push(w->arena, &log->entries, ((struct match_entry){ .provider = pr->name, .text = text }));

	/* asking may ask again: the list moves, so the names are gathered here */
	struct match_entry entry = { 0 };
	struct logged l = { .w = w, .found = found, .ctx = ctx, .entry = &entry };
	size_t at = log->entries.n - 1;
	int n = pr->match(w, d, record_found, &l);

	memcpy(&log->entries.v[at].names, &entry.names, sizeof(entry.names));
	return n;
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

/* whose name a description that is nothing but a name says: the others need not look for BEGIN everywhere */
static const struct provider *owner_of(const struct world *w, const struct probe_desc *d)
{
	if (d->form || *d->prov || *d->mod || *d->func)
		return NULL;
	for (const struct provider *const *p = w->providers; p && *p; p++)
		for (const char *const *name = (*p)->own_names; name && *name; name++)
			if (glob_match(*name, d->name))
				return *p;
	return NULL;
}

const char *world_blind(struct world *w, const struct probe_desc *d)
{
	const char *why = NULL;

	for (const struct provider *const *p = w->providers; p && *p && !why; p++)
		if ((*p)->blind && (d->form ? owns_form(*p, d) : *d->prov && may_have(*p, d)))
			why = (*p)->blind(w);
	return why;
}

int world_match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	const struct provider *owner = owner_of(w, d);
	struct counted c = { found, ctx, false };
	int total = 0;

	for (const struct provider *const *p = w->providers; p && *p && !c.stopped; p++) {
		if ((owner && *p != owner) || !may_have(*p, d) || !owns_form(*p, d) || !(*p)->match)
			continue;

		int n = provider_match(w, *p, d, count_found, &c);

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

struct counter *world_counter(struct world *w, const char *name)
{
	for (size_t i = 0; i < w->counters.n; i++)
		if (!strcmp(w->counters.v[i].name, name))
			return &w->counters.v[i];
	vec_push(w->arena, &w->counters, ((struct counter){ .name = arena_strdup(w->arena, name) }));
	return &w->counters.v[w->counters.n - 1];
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

static const char *probe_type(const struct probe *p)
{
	const struct provider *pr = p->provider;

	if (p->type)
		return p->type;
	switch (p->role) {
	case ROLE_BEGIN: case ROLE_END: case ROLE_ERROR: case ROLE_NEVER:
		return "begin_end";
	case ROLE_TICK:
		return "hrtimer";
	default:
		break;
	}
	if (p->is_return && pr && pr->return_type)
		return pr->return_type;
	return pr && pr->type ? pr->type : "kernel_tracepoint";
}

const char *probe_shown(const struct probe *p, enum probe_field f)
{
	const struct probe_alias *a = p->alias;
	const char *s = NULL;

	switch (f) {
	case FIELD_PROV: s = a ? a->prov : p->prov; break;
	case FIELD_MOD: s = a ? a->mod : p->mod; break;
	case FIELD_FUNC: s = a ? a->func : p->func; break;
	case FIELD_WHERE:
		s = a ? a->func : p->func;
		s = s && s[0] ? s : "0x0";
		break;
	case FIELD_POINT_FUNC: s = p->provider->no_point_func ? NULL : a ? a->func : p->func; break;
	case FIELD_NAME: s = a ? a->name : p->name; break;
	case FIELD_POINT: s = p->point; break;
	case FIELD_LABEL: s = p->label; break;
	case FIELD_CALL: s = p->call; break;
	case FIELD_TYPE: s = probe_type(p); break;
	case FIELD_RETURN: s = p->is_return ? "1" : NULL; break;
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
