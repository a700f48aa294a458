/*
 * lower_desc.c - probe descriptions to the probes of a clause (reference D, 1.4)
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "lang/d/alias.h"
#include "lang/d/foreign.h"
#include "lang/d/library.h"
#include "lang/d/lower.h"
#include "lang/stability.h"
#include "lib/glob.h"

/* read and read_nocancel of another system are one probe here, which does not fire twice for it */
#define FOREIGN UINTPTR_MAX

struct matching {
	struct d_lower *l;
	struct map     *seen;		/* probes of this clause, with the number of the description that found them */
	uintptr_t	desc;		/* from 1, or FOREIGN */
	struct span	at;
	unsigned	id;		/* the only one wanted; 0: all */
	unsigned	n;
	const struct probe_stability *stability;	/* of the provider of what was found; NULL: nothing yet */
	bool		over;
	bool		later;		/* the clause asks nothing of probes that only their process knows */
};

/* one struct for one probe, however many descriptions name it */
struct probe *d_unique_probe(struct d_lower *l, struct probe *p)
{
	char *key = arena_printf(l->arena, "%s\n%s\n%s\n%s", p->prov, p->mod, p->func, p->name);

	struct probe *old;

	if (p->alias)	/* of a library: there is one struct for each way in which it comes about */
		key = arena_printf(l->arena, "%s\n%p", key, p->alias->impl);
	old = map_get(l->probes, key);
	if (old)
		return old;
	p->index = (unsigned)l->prog->probes.n;
	vec_push(l->arena, &l->prog->probes, p);
	map_put(l->probes, key, p);
	return p;
}

static void add_probe(struct matching *m, struct probe *p)
{
	p = d_unique_probe(m->l, p);

	uintptr_t before = (uintptr_t)map_getn(m->seen, &p, sizeof(p));

	if (before == m->desc || before == FOREIGN || (before && m->desc == FOREIGN))
		return;
	map_putn(m->seen, &p, sizeof(p), (void *)m->desc);
	if (before)	/* by two descriptions: the clause fires twice */
		vec_push(m->l->arena, &m->l->again, p);
	else
		vec_push(m->l->arena, &m->l->matched, p);
}

static int found(struct probe *p, void *ctx)
{
	struct matching *m = ctx;
	struct d_lower *l = m->l;

	if (m->id && p->id != m->id)
		return 0;
	m->n++;
	if (!m->stability)
		m->stability = stability_of(p);
	else if (m->stability != stability_of(p))
		m->stability = &stability_unknown;
	for (size_t i = 0; p->alias && i < p->alias->npoints; i++)
		add_probe(m, p->alias->points[i]);
	if (!p->alias)
		add_probe(m, p);
	if (!l->opt->maxprobes || l->prog->probes.n <= l->opt->maxprobes)
		return 0;
	diag_error(l->diag, m->at, ERR_LIMIT, "more than %llu probes", (unsigned long long)l->opt->maxprobes);
	diag_hint(l->diag, "narrow the description, or raise the limit: -O maxprobes=N");
	m->over = true;
	return 1;
}

/* which field the right-most part is: -P m f n (1.4) */
static int last_field(int kind)
{
	switch (kind) {
	case 'P': return 0;
	case 'm': return 1;
	case 'f': return 2;
	}
	return 3;
}

static bool split(struct d_lower *l, const struct d_desc *d, int kind, struct probe_desc *ret)
{
	const char *fields[4] = { "", "", "", "" };
	const char *end = d->text + strlen(d->text);
	int i = last_field(kind);

	for (;; i--) {
		const char *colon = memrchr(d->text, ':', (size_t)(end - d->text));
		const char *from = colon ? colon + 1 : d->text;

		if (i < 0) {
			diag_error(l->diag, d->span, ERR_PDESC_INVAL, "Overspecified probe description %s", d->text);
			diag_hint(l->diag, "it has at most four fields: provider:module:function:name");
			return false;
		}
		fields[i] = arena_intern(l->arena, from, (size_t)(end - from));
		if (!colon)
			break;
		end = colon;
	}
	ret->prov = fields[0];
	ret->mod = fields[1];
	ret->func = fields[2];
	ret->name = fields[3];
	ret->span = d->span;
	ret->text = d->text;
	return true;
}

static bool is_id(const char *s)
{
	return *s && strspn(s, "0123456789") == strlen(s) && strlen(s) < 10;
}

/* up to four names of probes, each once */
struct names_found {
	struct arena *arena;
	const char *text;	/* so far; NULL: none */
	unsigned n;
};

static int note_name(struct probe *p, void *ctx)
{
	struct names_found *f = ctx;

	if (f->n < 4 && !(f->text && strstr(f->text, p->name))) {
		f->text = f->text ? arena_printf(f->arena, "%s, %s", f->text, p->name) : p->name;
		f->n++;
	}
	return 0;
}

/* the place is there, the name is not: which names has it? */
static bool name_hint(struct d_lower *l, const struct probe_desc *pd)
{
	struct probe_desc any = *pd;
	struct names_found found = { .arena = l->arena };

	if (!*pd->prov || !*pd->func || !*pd->name || glob_is_pattern(pd->prov) || glob_is_pattern(pd->func) ||
	    strpbrk(pd->prov, "0123456789"))
		return false;
	any.name = "";
	if (world_match(l->c->world, &any, note_name, &found) <= 0 || !found.text)
		return false;
	diag_hint(l->diag, "probes at this place are called: %s", found.text);
	return true;
}

/* a provider that nobody has and that ends in a number is one of that process: can there be such a process? */
static bool names_process(const char *prov)
{
	size_t len = strlen(prov);

	while (len && isdigit((unsigned char)prov[len - 1]))
		len--;

	unsigned long long n = strtoull(prov + len, NULL, 10);

	return !prov[len] || (n && n <= INT_MAX);
}

static void no_match(struct d_lower *l, const struct d_desc *d, const struct probe_desc *pd)
{
	struct probe_desc wide = *pd;
	const struct provider *const *p;

	if (l->opt->zdefs)
		return;
	if (is_id(d->text)) {
		diag_error(l->diag, d->span, ERR_PDESC_INVAL, "invalid probe identifier %s: Unknown probe identifier", d->text);
		return;
	}
	if (is_id(pd->prov)) {		/* as a process, it would have a name in front */
		diag_error(l->diag, d->span, ERR_PROC_BADPROV, "'%s' is not a valid provider", pd->prov);
		diag_hint(l->diag, "probes in process %s are pid%s:::", pd->prov, pd->prov);
		return;
	}
	if (!names_process(pd->prov)) {
		diag_error(l->diag, d->span, ERR_PROC_BADPID, "'%s' does not contain a valid pid", pd->prov);
		return;
	}
	diag_error(l->diag, d->span, ERR_PDESC_ZERO, "probe description %s:%s:%s:%s does not match any probes",
		   pd->prov, pd->mod, pd->func, pd->name);

	if (name_hint(l, pd))
		return;

	bool said = d_alias_hint(l, pd);

	if (world_blind(l->c->world, pd)) {
		diag_hint(l->diag, "%s", world_blind(l->c->world, pd));
		return;
	}
	if (d_foreign(pd)) {
		diag_hint(l->diag, "%s", d_foreign(pd));
		return;
	}
	if (*wide.prov && d_lib_met(l->c->world, "provider", wide.prov)) {
		if (!said && strcmp(wide.prov, "dtrace") != 0)
			diag_hint(l->diag, "'sonde -l %s:::' lists what there is; with -Z a script runs without the rest",
				  wide.prov);
		return;
	}
	for (p = l->c->world->providers; p && *p; p++)
		if (*wide.prov && desc_matches(&(struct probe_desc){ .prov = wide.prov, .mod = "", .func = "", .name = "" },
					       (*p)->name, "", "", ""))
			return;
	if (*wide.prov && !strpbrk(wide.prov, "*?[0123456789"))
		diag_hint(l->diag, "there is no provider '%s'; sonde -l lists what there is", wide.prov);
}

/* false after reporting; *id is 0 unless the description is a number */
static bool read_desc(struct d_lower *l, const struct d_desc *d, int kind, struct probe_desc *ret, unsigned *id)
{
	*id = 0;
	if (kind != 'i' && !is_id(d->text))
		return split(l, d, kind, ret);
	*ret = (struct probe_desc){ .prov = "", .mod = "", .func = "", .name = "", .span = d->span, .text = d->text };
	*id = is_id(d->text) ? (unsigned)strtoul(d->text, NULL, 10) : 0;
	d_number_anew(l->c->world);
	if (!*id)
		diag_error(l->diag, d->span, ERR_PDESC_INVAL, "Unknown probe identifier %s", d->text);
	return *id;
}

static int found_later(struct probe *p, void *ctx)
{
	add_probe(ctx, p);
	return 0;
}

/* -Z: what a process that starts while we run may have */
static void find_later(struct d_lower *l, const struct probe_desc *d, struct matching *m)
{
	for (const struct provider *const *p = l->c->world->providers; p && *p; p++)
		if ((*p)->later)
			(*p)->later(l->c->world, d, found_later, m);
}

static void match_one(struct d_lower *l, const struct d_desc *d, struct matching *m)
{
	struct probe_desc pd = { 0 }, here;
	int n;

	m->at = d->span;
	m->n = 0;
	m->stability = NULL;
	if (!read_desc(l, d, l->unit->desc_kind, &pd, &m->id))
		return;
	n = world_match(l->c->world, &pd, found, m);
	if (n >= 0 && !m->n && d_foreign_desc(l->arena, &pd, &here)) {
		m->desc = FOREIGN;
		n = world_match(l->c->world, &here, found, m);
	}
	if (n >= 0 && l->opt->zdefs && m->later)
		find_later(l, &pd, m);
	if (n >= 0 && !m->n)
		no_match(l, d, &pd);
	if (m->stability)
		d_attr_desc(l, &pd, m->stability);
	l->unit->nprobes += m->n;
}

void d_match(struct d_lower *l, const struct d_item *it)
{
	struct matching m = { .l = l, .seen = map_new(), .later = l->providers.n || !d_mentions_args(it) };

	memset(&l->matched, 0, sizeof(l->matched));
	memset(&l->again, 0, sizeof(l->again));
	l->arg_stability = stability_d;
	for (size_t i = 0; i < it->descs.n && !m.over; i++) {
		m.desc = i + 1;
		match_one(l, &it->descs.v[i], &m);
	}
	map_free(m.seen);
}

/* ---- -l: the probes of each description ---- */
struct d_listing {
	struct d_lower *l;
	list_fn	*fn;
	void	*ctx;
	unsigned id, n;
};

static int list_probe(struct probe *p, void *ctx)
{
	struct d_listing *li = ctx;

	if (li->id && p->id != li->id)
		return 0;
	li->n++;
	d_list_args(li->l, p);
	return li->fn(&(struct list_row){ .probe = p }, li->ctx);
}

void d_list_args_of(struct compile *c, struct probe *p)
{
	struct d_lower l;

	if (!p->definition)
		return;
	d_lower_init(&l, c);
	d_list_args(&l, p);
	d_lower_fini(&l);
}

int d_list(struct compile *c, void *ast, bool vars, list_fn *fn, void *ctx)
{
	struct d_lower l;
	struct d_ast *a = ast;
	struct probe_desc pd = { 0 };

	(void)vars;
	d_lower_init(&l, c);
	for (size_t i = 0; a && i < a->items.n; i++) {
		const struct d_item *it = a->items.v[i];

		for (size_t k = 0; it->kind == DI_CLAUSE && k < it->descs.n; k++) {
			struct d_listing li = { .l = &l, .fn = fn, .ctx = ctx };
			int n = read_desc(&l, &it->descs.v[k], it->unit->desc_kind, &pd, &li.id) ?
				world_match(c->world, &pd, list_probe, &li) : -EINVAL;

			if (n >= 0 && !li.n)
				fn(&(struct list_row){ .point = arena_printf(c->arena, "%s:%s:%s:%s", pd.prov, pd.mod,
								pd.func, pd.name) }, ctx);
		}
	}
	d_lower_fini(&l);
	return diag_failed(c->diag) ? -EINVAL : 0;
}
