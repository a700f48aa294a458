/*
 * alias.c - probe points to probes: aliases, wildcards, "?" and "!"
 *
 * An alias's body runs in the same scope as the probe's; the innermost alias's prologue first, its
 * epilogue last. The result is handlers (handlers.c).
 * Semantics: SystemTap Language Reference, "Probe aliases", "Probe points".
 */
#include <string.h>
#include "lang/stap/sem.h"
#include "lang/stap/tapset.h"
#include "lib/glob.h"

#define ALIAS_DEPTH 500		/* an alias of itself, through wildcards or not */
#define MAX_STEPS 20000		/* points tried for one in the script: aliases of many aliases */

struct chain {			/* on the way from the script's point to the provider's */
	struct sema *s;
	struct probe_decl *decl;
	struct point *written;
	VEC(struct piece) before, after;	/* after: outermost first */
	VEC(struct piece) conds;
	const char *spelling;		/* with the name of the outermost alias; NULL: none yet */
	const struct point *word;	/* that a pattern stands for; NULL: it is no pattern */
	const struct point *lacking;	/* the last one without a probe; NULL: none */
	unsigned depth, steps;
	unsigned lenient;		/* points around that need not resolve */
	unsigned unneeded;		/* ... of those, such that need not be armed either: not what "!" has chosen */
	bool library;			/* in an alias of the library's */
};

struct found {
	struct sema *s;
	VEC(struct probe *) probes;
};

static int keep_probe(struct probe *p, void *ctx)
{
	struct found *f = ctx;
	uint64_t max = f->s->listing ? 0 : f->s->c->options->maxprobes;

	vec_push(f->s->arena, &f->probes, p);
	return max && f->probes.n > max;
}

/* ---- from a point to the provider ---- */

/* what all handlers of a point are made from */
static struct handler *new_model(const struct chain *ch, const struct provider *pr, const struct point_form *form,
				 const struct point *pt)
{
	struct arena *a = ch->s->arena;
	struct handler *h = arena_new_of(a, struct handler);

	h->decl = ch->decl;
	h->provider = pr;
	h->point = pt;
	h->form = form;
	h->written = ch->written;
	h->spelling = ch->spelling ? ch->spelling : point_str(a, ch->word ? ch->word : ch->written);
	for (size_t i = ch->before.n; i > 0; i--)
		vec_push(a, &h->pieces, stap_clone_piece(a, &ch->before.v[i - 1]));
	for (size_t i = 0; i < ch->after.n; i++)
		vec_push(a, &h->pieces, stap_clone_piece(a, &ch->after.v[i]));
	h->is_alias = ch->spelling != NULL;
	if (!ch->s->listing)
		stap_prune(ch->s, h);
	for (size_t i = 0; i < ch->conds.n; i++)
		vec_push(a, &h->conds, ch->conds.v[i]);
	return h;
}

static int expand_point(struct chain *ch, const struct point *pt);

/* probes of a provider that a point of that form names; their number, or -1 after reporting */
static int match_form(struct chain *ch, const struct point *pt, const struct provider *pr, const struct point_form *form)
{
	struct world *w = ch->s->c->world;
	struct found f = { .s = ch->s };

	if (!pr->match)
		return 0;
	if (!form_args_fit(ch->s, pt))
		return -1;
	if (form->guru && !ch->s->c->guru) {
		diag_error(ch->s->c->diag, ch->written->span, ERR_STAP_POINT,
			   "an absolute address may only be probed in guru mode; need stap -g");
		return -1;
	}
	struct probe_desc d = { .prov = "", .mod = "", .func = "", .name = "", .span = ch->written->span,
				.form = form, .comps = pt->comps.v, .ncomps = pt->comps.n,
				.text = point_str(ch->s->arena, pt), .library = ch->library, .optional = pt->optional };

	bool lenient = ch->lenient || pt->optional || pt->sufficient;

	w->diag->hushed += lenient;
	int err = provider_match(w, pr, &d, keep_probe, &f);

	w->diag->hushed -= lenient;
	if (err < 0)
		return lenient ? 0 : -1;
	for (size_t i = 0; i < f.probes.n; i++)
		f.probes.v[i]->optional = ch->unneeded || pt->optional;
	if (ch->s->c->options->maxprobes && f.probes.n > ch->s->c->options->maxprobes) {
		diag_error(ch->s->c->diag, ch->written->span, ERR_LIMIT,
			   "%s matches more than %llu probes", d.text,
			   (unsigned long long)ch->s->c->options->maxprobes);
		return -1;
	}
	if (f.probes.n)
		stap_make_handlers(ch->s, new_model(ch, pr, form, pt), f.probes.v, f.probes.n);
	return (int)f.probes.n;
}

enum { WORDS_MOST = 4 };	/* of one form, behind its first: perf.hw_cache.l1d.read.miss */

static int match_world(struct chain *ch, const struct point *pt);

/* a last component ** stands for one word or several */
static int match_deep(struct chain *ch, const struct point *pt)
{
	struct point *p = arena_dup(ch->s->arena, pt, sizeof(*pt));
	struct point_comp star = pt->comps.v[pt->comps.n - 1];
	int total = 0;

	star.name = "*";
	memset(&p->comps, 0, sizeof(p->comps));
	for (size_t i = 0; i + 1 < pt->comps.n; i++)
		vec_push(ch->s->arena, &p->comps, pt->comps.v[i]);
	for (unsigned i = 0; i < WORDS_MOST; i++) {
		vec_push(ch->s->arena, &p->comps, star);
		ch->lenient++;
		int n = match_world(ch, arena_dup(ch->s->arena, p, sizeof(*p)));

		ch->lenient--;
		total += n > 0 ? n : 0;
	}
	return total;
}

/* probes that the point names by the words of the providers, which may be patterns; -1 after reporting */
static int match_world(struct chain *ch, const struct point *pt)
{
	const struct point_form *form = NULL;
	const struct provider *pr = world_form(ch->s->c->world, pt->comps.v, pt->comps.n, &form);
	struct form_walk walk = { .s = ch->s, .pt = pt };
	int total = 0;

	if (pt->comps.n && !strcmp(pt->comps.v[pt->comps.n - 1].name, "**"))
		return match_deep(ch, pt);
	if (pr)
		return match_form(ch, pt, pr, form);
	for (const struct point *word; (word = form_next(&walk));) {
		ch->word = word;
		ch->lenient++;		/* one of several: another may have what this one lacks */
		int n = match_form(ch, word, walk.provider, walk.form);

		ch->lenient--;
		ch->word = NULL;
		if (n < 0)
			return -1;
		total += n;
	}
	return total;
}

/* does an alias's name match the first components of a point; the rest goes to its points */
static bool alias_fits(const struct point *name, const struct point *pt)
{
	for (size_t i = 0; i < name->comps.n; i++) {
		if (i >= pt->comps.n)
			return false;
		const struct point_comp *c = &pt->comps.v[i];

		if (c->arg != PA_NONE)
			return false;
		/* a library's own are for it, unless one asks for them */
		if (!strncmp(name->comps.v[i].name, "__", 2) && *c->name != '_')
			return false;
		if (i + 1 == pt->comps.n && strstr(c->name, "**"))
			return true;
		if (!glob_match(c->name, name->comps.v[i].name))
			return false;
	}
	return true;
}

static void push_piece(struct arena *a, struct chain *ch, struct probe_decl *d)
{
	bool alias = d->names.n > 0;
	struct piece before = { d->file, d->body, alias }, after = { d->file, d->epilogue, alias };

	if (d->body)
		vec_push(a, &ch->before, before);
	if (d->epilogue)
		vec_push(a, &ch->after, after);
}

static void push_cond(struct chain *ch, struct file *file, const struct point *pt)
{
	if (!pt->cond)
		return;
	struct snode *s = arena_new_of(ch->s->arena, struct snode);
	struct piece p = { file, s, false };

	s->kind = SN_EXPR;
	s->e = pt->cond;
	s->span = pt->cond->span;
	vec_push(ch->s->arena, &ch->conds, p);
}

/*
 * One point of a list, with its conditions and what was written behind the alias's name. A listing shows what
 * there is, allowed or not; but where "!" chooses, it shows what a script would get.
 */
static int expand_member(struct chain *ch, struct probe_decl *d, const struct point *member, const struct point *suffix,
			 size_t from, bool lenient)
{
	struct point *pt = arena_dup(ch->s->arena, member, sizeof(*pt));
	struct world *w = ch->s->c->world;
	struct feature_set *features = w->features;
	size_t nconds = ch->conds.n;

	memset(&pt->comps, 0, sizeof(pt->comps));
	for (size_t k = 0; k < member->comps.n; k++)
		vec_push(ch->s->arena, &pt->comps, member->comps.v[k]);
	for (size_t k = from; suffix && k < suffix->comps.n; k++)
		vec_push(ch->s->arena, &pt->comps, suffix->comps.v[k]);
	push_cond(ch, d->file, pt);
	ch->lenient += lenient;
	ch->unneeded += member->optional;
	if (pt->sufficient && ch->s->listing)
		w->features = ch->s->features;
	int n = expand_point(ch, pt);

	w->features = features;
	ch->lenient -= lenient;
	ch->unneeded -= member->optional;
	ch->conds.n = nconds;
	return n;
}

static int expand_list(struct chain *ch, struct probe_decl *d, const struct point *suffix, size_t from);

/* the same as if everything could be probed here */
static int expand_regardless(struct chain *ch, struct probe_decl *d, const struct point *suffix, size_t from)
{
	struct world *w = ch->s->c->world;
	struct feature_set *features = w->features, *listed = ch->s->features;

	w->features = ch->s->features = NULL;
	int n = expand_list(ch, d, suffix, from);

	w->features = features;
	ch->s->features = listed;
	return n;
}

/* as a point that must be there, but what is wrong is told by another try */
static int expand_quietly(struct chain *ch, struct probe_decl *d, const struct point *member, const struct point *suffix,
			  size_t from)
{
	struct world *w = ch->s->c->world;
	size_t before = ch->s->handlers.n;

	w->diag->hushed++;
	int n = expand_member(ch, d, member, suffix, from, false);

	w->diag->hushed--;
	if (n <= 0)
		ch->s->handlers.n = before;
	return n;
}

/*
 * A point that the script's own list has without "?" or "!" must be there as one that a probe names: -1 after
 * reporting, else the number of its probes. The library's lists name what different kernels have.
 */
static int expand_needed(struct chain *ch, struct probe_decl *d, const struct point *member, const struct point *suffix,
			 size_t from)
{
	struct world *w = ch->s->c->world;
	struct feature_set *features = w->features;
	const struct point *lacking = ch->lacking;

	ch->lacking = NULL;
	int n = expand_member(ch, d, member, suffix, from, false);

	w->features = NULL;		/* nothing serves instead of what cannot be probed here: the run will say why */
	if (n == 0 && features)
		n = expand_member(ch, d, member, suffix, from, false);
	w->features = features;
	if (n == 0)
		form_complain(ch->s, ch->written, ch->lacking ? ch->lacking : member);
	ch->lacking = lacking ? lacking : ch->lacking;
	return n ? n : -1;
}

/*
 * The points of a list in turn; "!" ends it when it resolves. Number of probes, -1 after reporting.
 * Where the last one does not serve instead of those that cannot be probed here, these are taken after
 * all: the run will say why.
 */
static int expand_list(struct chain *ch, struct probe_decl *d, const struct point *suffix, size_t from)
{
	bool chooses = ch->s->listing ? ch->s->features != NULL : ch->s->c->world->features != NULL;
	bool passed = false;	/* over points that something later may stand for */
	int total = 0;

	for (size_t i = 0; i < d->points.n; i++) {
		const struct point *pt = d->points.v[i];
		bool lenient = pt->optional || pt->sufficient;
		bool again = chooses && passed && total == 0 && !lenient && ch->lenient == 0;
		bool needed = !lenient && ch->lenient == 0 && !passed && d->points.n > 1 && !d->file->library && !ch->s->listing;
		int n = needed ? expand_needed(ch, d, pt, suffix, from) :
			again ? expand_quietly(ch, d, pt, suffix, from) : expand_member(ch, d, pt, suffix, from, lenient);

		if (n <= 0 && again)
			return expand_regardless(ch, d, suffix, from);
		if (n < 0)
			return -1;
		total += n;
		if (pt->sufficient && n > 0)
			break;
		passed |= pt->sufficient;
	}
	return total;
}

static int expand_alias(struct chain *ch, struct probe_decl *d, const struct point *pt, size_t used)
{
	size_t before = ch->before.n, after = ch->after.n;
	bool library = ch->library;

	push_piece(ch->s->arena, ch, d);
	ch->library = d->file->library;
	int n = expand_list(ch, d, pt, used);

	ch->library = library;
	ch->before.n = before;
	ch->after.n = after;
	return n;
}

/* pn(): wildcards replaced by the alias's name, the suffixes kept */
static const char *alias_spelling(const struct chain *ch, const struct point *name, const struct point *pt)
{
	struct point full = *name;

	memset(&full.comps, 0, sizeof(full.comps));
	for (size_t i = 0; i < name->comps.n; i++)
		vec_push(ch->s->arena, &full.comps, name->comps.v[i]);
	for (size_t i = name->comps.n; i < pt->comps.n; i++)
		vec_push(ch->s->arena, &full.comps, pt->comps.v[i]);
	return point_str(ch->s->arena, &full);
}

/* vfs.read.return is an alias of its own, not vfs.read with a suffix */
static bool has_longer(const struct chain *ch, const struct point *name, const struct point *pt)
{
	for (size_t i = 0; name->comps.n < pt->comps.n && i < ch->s->ast->files.n; i++) {
		const struct file *f = ch->s->ast->files.v[i];

		for (size_t k = 0; k < f->aliases.n; k++)
			for (size_t m = 0; m < f->aliases.v[k]->names.n; m++) {
				const struct point *other = f->aliases.v[k]->names.v[m];
				size_t same = 0;

				while (same < name->comps.n && same < other->comps.n &&
				       name->comps.v[same].name == other->comps.v[same].name)
					same++;
				if (same == name->comps.n && other->comps.n > same && alias_fits(other, pt))
					return true;
			}
	}
	return false;
}

/* of the aliases that a pattern names, those that cannot be had here are passed over */
static bool by_pattern(const struct point *name, const struct point *pt)
{
	for (size_t i = 0; i < name->comps.n && i < pt->comps.n; i++)
		if (glob_is_pattern(pt->comps.v[i].name))
			return true;
	return false;
}

/* is pn() what pp() is: syscall.open* is syscall.openat */
bool stap_pn_resolved(const struct handler *h)
{
	return !h->is_alias && (h->provider->pn_resolved || (h->provider->script_args && h->point && by_pattern(h->point, h->point)));
}

static int match_aliases(struct chain *ch, const struct point *pt)
{
	int total = 0;

	tapset_need_aliases(ch->s, pt);
	for (size_t i = 0; i < ch->s->ast->files.n; i++) {
		struct file *f = ch->s->ast->files.v[i];

		for (size_t k = 0; k < f->aliases.n; k++)
			for (size_t m = 0; m < f->aliases.v[k]->names.n; m++) {
				const struct point *name = f->aliases.v[k]->names.v[m];

				if (!alias_fits(name, pt) || has_longer(ch, name, pt))
					continue;
				const char *outer = ch->spelling;

				if (!outer)
					ch->spelling = alias_spelling(ch, name, pt);
				ch->lenient += by_pattern(name, pt);
				ch->unneeded += by_pattern(name, pt);
				int n = expand_alias(ch, f->aliases.v[k], pt, name->comps.n);

				ch->lenient -= by_pattern(name, pt);
				ch->unneeded -= by_pattern(name, pt);
				ch->spelling = outer;
				if (n < 0)
					return -1;
				total += n;
			}
	}
	return total;
}

static int expand_point(struct chain *ch, const struct point *pt)
{
	if (ch->depth >= ALIAS_DEPTH || ++ch->steps > MAX_STEPS) {
		diag_error(ch->s->c->diag, ch->written->span, ERR_STAP_POINT,
			   "recursion in the definition of probe alias %s", point_str(ch->s->arena, ch->written));
		return -1;
	}
	ch->depth++;
	int aliases = match_aliases(ch, pt);
	const struct point *call = aliases == 0 ? stap_as_syscall(ch->s, pt) : NULL, *trace = aliases == 0 ? stap_as_trace(ch->s, pt) : NULL;

	ch->lenient += call != NULL;		/* no complaint of what has another name now */
	int world = aliases < 0 ? 0 : match_world(ch, trace ? trace : pt);

	ch->lenient -= call != NULL;
	/* a pattern means the calls, whatever else has such a name now */
	if (call && world >= 0 && (world == 0 || (!ch->s->listing && strpbrk(pt->comps.v[1].str, "*?[")))) {
		int calls = match_world(ch, call);

		world = calls < 0 ? calls : world + calls;
	}
	if (aliases == 0 && world == 0 && !ch->lacking)
		ch->lacking = pt;
	ch->depth--;
	return aliases < 0 || world < 0 ? -1 : aliases + world;
}

int stap_expand_written(struct sema *s, struct probe_decl *d, struct point *pt, const struct point **lacking)
{
	bool lenient = pt->optional || pt->sufficient;
	struct chain ch = { .s = s, .decl = d, .written = pt, .lenient = lenient, .unneeded = lenient };

	push_piece(s->arena, &ch, d);
	push_cond(&ch, d->file, pt);
	int n = expand_point(&ch, pt);

	*lacking = ch.lacking ? ch.lacking : pt;
	return n;
}
