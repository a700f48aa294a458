/*
 * alias.c - which probes of the libraries there are: matching and listing (alias.h)
 *
 * They come from a provider like any other, whose probes are another's under new names. A library
 * item is parsed when a description fits its names, and its ways are tried then.
 */
#include <string.h>
#include "lang/d/alias.h"
#include "lang/d/library.h"
#include "lang/d/parse.h"

extern const struct provider provider_library;

struct d_alias {		/* one probe, which several items may define */
	const char *prov, *mod, *func, *name;
	VEC(const struct d_item *) items;
	VEC(struct probe *) points;
	unsigned row;	/* in the index; d_lib_nrows: of a user's library */
	unsigned id;
	bool	 resolved;
};

/* ---- what the world knows of the libraries ---- */
struct d_library *d_library(struct world *w)
{
	if (!w->library) {
		w->library = arena_new_of(w->arena, struct d_library);
		w->library->seen = arena_array(w->arena, unsigned char, d_lib_nrows + 1);
	}
	return w->library;
}

/* in the order of the index, in whatever order they are asked for: their numbers come of it */
static void insert(struct world *w, struct d_library *lib, struct d_alias *a)
{
	size_t at = lib->aliases.n;

	vec_push(w->arena, &lib->aliases, a);
	for (; at && lib->aliases.v[at - 1]->row > a->row; at--)
		lib->aliases.v[at] = lib->aliases.v[at - 1];
	lib->aliases.v[at] = a;
}

void d_alias_add(struct world *w, const struct d_item *it, unsigned row)
{
	struct d_library *lib = d_library(w);
	struct d_alias *a = NULL;

	for (size_t i = 0; i < lib->aliases.n && !a; i++) {
		struct d_alias *old = lib->aliases.v[i];

		if (!strcmp(old->prov, it->prov) && !strcmp(old->mod, it->mod) && !strcmp(old->func, it->func) &&
		    !strcmp(old->name, it->name))
			a = old;
	}
	if (!a) {
		a = arena_new_of(w->arena, struct d_alias);
		a->prov = it->prov;
		a->mod = it->mod;
		a->func = it->func;
		a->name = it->name;
		a->row = row;
		insert(w, lib, a);
	}
	vec_push(w->arena, &a->items, it);
}

void d_number_anew(struct world *w)
{
	struct d_library *lib = d_library(w);

	w->next_id = w->first_id;
	for (size_t i = 0; i < lib->aliases.n; i++) {
		struct d_alias *a = lib->aliases.v[i];

		memset(&a->points, 0, sizeof(a->points));	/* who has them keeps them */
		a->resolved = false;
		a->id = 0;
	}
}

bool d_alias_provider(struct world *w, const char *name)
{
	const struct d_library *lib = d_library(w);

	for (size_t i = 0; i < lib->aliases.n; i++)
		if (!strcmp(lib->aliases.v[i]->prov, name))
			return true;
	return false;
}

/* users' libraries are read by the program's parser; a listing has no program */
static void read_users(struct world *w)
{
	struct compile c = { .arena = w->arena, .diag = w->diag, .options = w->options, .world = w };
	struct d_parser p = { .c = &c, .arena = w->arena, .types = map_new(), .values = map_new() };

	p.used = arena_array(w->arena, unsigned char, 1);
	p.ast = arena_new_of(w->arena, struct d_ast);
	if (!d_library(w)->read)
		d_lib_read_users(&p);
	map_free(p.types);
	map_free(p.values);
}

/* ---- ways ---- */
struct points {
	struct world *w;
	VEC(struct probe *) v;
};

static int add_point(struct probe *p, void *ctx)
{
	struct points *pts = ctx;

	if (p->provider->usable && !p->provider->usable(pts->w))
		return 1;
	vec_push(pts->w->arena, &pts->v, p);
	return 0;
}

static void find_points(struct points *pts, const struct d_way *way)
{
	for (size_t i = 0; i < way->points.n; i++) {
		struct probe_desc d = { .span = way->points.v[i].span, .text = way->points.v[i].text };
		const char **const fields[] = { &d.name, &d.func, &d.mod, &d.prov };
		const char *end = d.text + strlen(d.text);

		for (size_t k = 0; k < 4; k++) {
			const char *colon = end ? memrchr(d.text, ':', (size_t)(end - d.text)) : NULL;
			const char *from = !end ? "" : colon ? colon + 1 : d.text;

			*fields[k] = end ? arena_intern(pts->w->arena, from, (size_t)(end - from)) : "";
			end = colon;
		}
		/* what is odd about a function that a library names is no news for who names the library's probe */
		bool quiet = pts->w->diag->no_warnings;

		pts->w->diag->no_warnings = true;
		world_match(pts->w, &d, add_point, pts);
		pts->w->diag->no_warnings = quiet;
	}
}

static bool find_helpers(struct world *w, struct d_binding *b)
{
	for (size_t i = 0; i < b->item->helpers.n && i < 8; i++) {
		const struct d_item *h = b->item->helpers.v[i];
		struct points pts = { w };

		for (size_t k = 0; k < h->ways.n && !pts.v.n; k++)
			find_points(&pts, &h->ways.v[k]);
		if (!pts.v.n)
			return false;
		for (size_t k = 0; k < pts.v.n; k++)
			vec_push(w->arena, &b->helpers[i], pts.v.v[k]);
	}
	return true;
}

static const struct arg_list *alias_args(struct world *w, const struct probe *p);

static const char *field(const char *own, const char *of)
{
	return strcmp(own, "*") ? own : of;
}

static void add_binding(struct world *w, struct d_alias *a, const struct d_binding *b, const struct points *pts)
{
	for (size_t i = 0; i < pts->v.n; i++) {
		struct probe *under = pts->v.v[i], *p = arena_dup(w->arena, under, sizeof(*under));
		struct probe_alias *pub = arena_new_of(w->arena, struct probe_alias);

		if (!a->id)
			a->id = w->next_id++;
		p->id = a->id;
		p->alias = pub;
		pub->prov = a->prov;
		pub->mod = field(a->mod, under->mod);
		pub->func = field(a->func, under->func);
		pub->name = a->name;
		pub->args = alias_args;
		pub->impl = b;
		vec_push(w->arena, &a->points, p);
	}
}

static void resolve(struct world *w, struct d_alias *a)
{
	struct d_library *lib = d_library(w);

	a->resolved = true;
	lib->matching = true;
	for (size_t i = 0; i < a->items.n; i++) {
		const struct d_item *it = a->items.v[i];

		for (size_t k = 0; k < it->ways.n; k++) {
			struct d_binding *b = arena_new_of(w->arena, struct d_binding);
			struct points pts = { w };

			*b = (struct d_binding){ .alias = a, .item = it, .way = &it->ways.v[k] };
			find_points(&pts, b->way);
			if (!pts.v.n || !find_helpers(w, b))
				continue;
			add_binding(w, a, b, &pts);
			break;
		}
	}
	lib->matching = false;
	for (size_t i = 0; i < a->points.n; i++) {
		struct probe_alias *pub = (struct probe_alias *)a->points.v[i]->alias;

		pub->points = a->points.v;
		pub->npoints = a->points.n;
	}
}

/* ---- the provider ---- */
static bool field_fits(const char *own, const char *pattern)
{
	return !strcmp(own, "*") || desc_matches(&(struct probe_desc){ .prov = pattern }, own, "", "", "");
}

static bool may_fit(const struct probe_desc *d, const char *prov, const char *mod, const char *func, const char *name)
{
	return field_fits(prov, d->prov) && field_fits(mod, d->mod) && field_fits(func, d->func) && field_fits(name, d->name);
}

/* "plockstat$target" of the index; nobody's without a target */
static const char *row_prov(struct world *w, const struct d_lib_row *r)
{
	size_t n = strcspn(r->prov, "$");

	if (!r->prov[n])
		return r->prov;
	return w->target ? arena_printf(w->arena, "%.*s%d", (int)n, r->prov, (int)w->target) : NULL;
}

/* items of ours whose names fit are read now */
static void read_rows(struct world *w, const struct probe_desc *d)
{
	struct d_library *lib = d_library(w);

	for (unsigned i = 0; i < d_lib_nrows && d_lib_has_rows(w->options); i++) {
		const struct d_lib_row *r = &d_lib_rows[i];

		const char *prov = r->kind == LIB_PROBE && !lib->seen[i] ? row_prov(w, r) : NULL;

		if (!prov || !may_fit(d, prov, r->mod, r->func, r->name))
			continue;
		lib->seen[i] = 1;

		const struct d_item *it = d_lib_row_met(w, r) ? d_lib_item(w, r, NULL) : NULL;

		if (it)
			d_alias_add(w, it, i);
	}
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct d_library *lib = d_library(w);
	int n = 0;

	if (d->form || lib->matching || w->options->nolibs)
		return 0;
	if (!lib->read)
		read_users(w);
	read_rows(w, d);
	for (size_t i = 0; i < lib->aliases.n; i++) {
		struct d_alias *a = lib->aliases.v[i];

		if (!may_fit(d, a->prov, a->mod, a->func, a->name))
			continue;
		if (!a->resolved)
			resolve(w, a);
		if (!a->points.n)
			continue;

		const struct probe_alias *pub = a->points.v[0]->alias;

		if (!desc_matches(d, pub->prov, pub->mod, pub->func, pub->name))
			continue;
		n++;
		if (found(a->points.v[0], ctx))
			break;
	}
	return n;
}

const struct provider provider_library = {
	.name = "*",
	.where = IN_KERNEL,
	.help = "probes that D's library scripts define: proc, sched, io, ...",
	.match = match,
};

/* ---- listing ---- */
static const struct arg_list *alias_args(struct world *w, const struct probe *p)
{
	struct compile c = { .arena = w->arena, .diag = w->diag, .options = w->options, .world = w };
	const struct d_binding *b = d_binding_of(p);
	struct arg_list *list = arena_new_of(w->arena, struct arg_list);
	struct d_lower l;

	d_lower_init(&l, &c);
	list->typed = true;
	for (size_t i = 0; i < d_library(w)->items.n; i++)
		if (d_library(w)->items.v[i]->kind == DI_DECL)
			d_lower_item(&l, d_library(w)->items.v[i]);
	for (size_t i = 0; i < b->item->decls.n; i++) {
		const struct type *t = d_binding_type(&l, b, i);

		vec_push(w->arena, &list->args, ((struct arg){ .name = "", .type = t ? t : &type_void }));
	}
	d_lower_fini(&l);
	return list;
}

bool d_alias_hint(struct d_lower *l, const struct probe_desc *d)
{
	struct d_library *lib = d_library(l->c->world);

	for (size_t i = 0; i < lib->aliases.n; i++) {
		const struct d_alias *a = lib->aliases.v[i];
		struct buf b = BUF_INIT;

		if (a->points.n || !may_fit(d, a->prov, a->mod, a->func, a->name))
			continue;
		for (size_t k = 0; k < a->items.v[0]->ways.n; k++)
			for (size_t n = 0; n < a->items.v[0]->ways.v[k].points.n; n++)
				buf_printf(&b, "%s%s", b.len ? ", " : "", a->items.v[0]->ways.v[k].points.v[n].text);
		diag_hint(l->diag, "%s:%s:%s:%s needs one of these, and this kernel has none: %s", a->prov, a->mod,
			  a->func, a->name, buf_str(&b));
		buf_fini(&b);
		return true;
	}
	return false;
}
