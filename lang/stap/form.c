/*
 * form.c - the words of which probe points are made: patterns of them, and what a wrong one may have meant
 *
 * The words stand in the providers' forms ("timer.s(number).randomize(number)") and in the names of
 * aliases, which are dotted words, too.
 * Semantics: SystemTap Language Reference, "Probe points"; messages follow the original's.
 */
#include <string.h>
#include "lang/stap/sem.h"
#include "lang/stap/tapset.h"
#include "lang/syscall/syscall.h"
#include "lib/glob.h"
#include "lib/near.h"

enum { MAXACTIVE_MAX = 65535 };

/* length of the component that a form's text begins with */
static size_t form_comp(const char *s)
{
	size_t n = 0;
	bool in = false;

	for (; s[n] && (in || s[n] != '.'); n++)
		in = s[n] == '(' || (in && s[n] != ')');
	return n;
}

static bool comp_fits(const char *form, size_t n, const struct point_comp *c)
{
	char text[64];
	size_t name = strcspn(form, "(.");

	if (name > n)
		name = n;
	if (name >= sizeof(text))
		return false;
	memcpy(text, form, name);
	text[name] = '\0';
	bool arg = name < n;
	bool number = arg && form[name + 1] == 'n';

	if (arg != (c->arg != PA_NONE) || (arg && number != (c->arg == PA_NUM)))
		return false;
	return !strcmp(text, "*") || glob_match(c->name, text);
}

/* what stands in a dotted text behind the first n components of a point, if it begins with those; else NULL */
static const char *form_after(const char *form, const struct point *pt, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = form_comp(form);

		if (!*form || !comp_fits(form, len, &pt->comps.v[i]))
			return NULL;
		form += len + (form[len] == '.');
	}
	return form;
}

/* ---- patterns ---- */

/* the point with the form's words instead of its patterns */
static const struct point *with_words(struct sema *s, const struct point *pt, const char *form)
{
	struct point *word = arena_dup(s->arena, pt, sizeof(*pt));

	memset(&word->comps, 0, sizeof(word->comps));
	for (size_t i = 0; i < pt->comps.n; i++) {
		struct point_comp c = pt->comps.v[i];

		if (*form != '*')
			c.name = arena_intern(s->arena, form, strcspn(form, "(."));
		vec_push(s->arena, &word->comps, c);
		form += form_comp(form);
		form += *form == '.';
	}
	return word;
}

const struct point *form_next(struct form_walk *w)
{
	const struct provider *const *all = w->s->c->world->providers;

	for (; all && all[w->at]; w->at++, w->form = NULL) {
		w->provider = all[w->at];
		w->form = w->form ? w->form + 1 : w->provider->forms;
		for (; w->form && w->form->pattern; w->form++) {
			const char *rest = form_after(w->form->pattern, w->pt, w->pt->comps.n);

			if (rest && !*rest)
				return with_words(w->s, w->pt, w->form->pattern);
		}
	}
	return NULL;
}

bool form_args_fit(struct sema *s, const struct point *pt)
{
	for (size_t i = 0; i < pt->comps.n; i++) {
		const struct point_comp *c = &pt->comps.v[i];

		if (strcmp(c->name, "maxactive") != 0 || (c->num >= 0 && c->num <= MAXACTIVE_MAX))
			continue;
		diag_error(s->c->diag, c->span, ERR_STAP_POINT, "maxactive value out of range [0,%d]", MAXACTIVE_MAX);
		return false;
	}
	return true;
}

bool form_wild_ok(struct sema *s, const struct point *pt)
{
	for (size_t i = 0; i < pt->comps.n; i++) {
		const struct point_comp *c = &pt->comps.v[i];

		if (!strstr(c->name, "**") || !strcmp(c->name, "**"))
			continue;
		diag_error(s->c->diag, c->span, ERR_STAP_POINT, "'**' stands for whole components, '*' for a part of one");
		return false;
	}
	return true;
}

/* ---- what went wrong ---- */

struct guess {
	struct sema *s;
	const struct point *pt;
	size_t n;			/* components that are right */
	struct near near;		/* words for the next one */
	bool any;			/* a text begins with the first n components */
	bool calls;			/* ... and a system call goes on */
};

static void add_word(struct guess *g, const char *dotted, bool own)
{
	const char *next = form_after(dotted, g->pt, g->n);

	if (!next)
		return;
	g->any = true;
	g->calls |= *next == '*';
	if (own || !*next || *next == '*' || !strncmp(next, "__", 2))
		return;
	bool meant = g->n < g->pt->comps.n && strlen(g->near.like) == strcspn(next, "(.") &&
		     !strncmp(next, g->near.like, strlen(g->near.like));

	/* the right word without what belongs to it */
	near_add(&g->near, arena_strndup(g->s->arena, next, meant ? form_comp(next) : strcspn(next, "(.")));
}

/* what could stand behind the first n components */
static struct guess guess(struct sema *s, const struct point *pt, size_t n)
{
	struct guess g = { .s = s, .pt = pt, .n = n };

	g.near = (struct near){ .like = n < pt->comps.n ? pt->comps.v[n].name : "", .most = NEAR_ANY };
	for (size_t i = 0; s->c->world->providers[i]; i++)
		for (const struct point_form *f = s->c->world->providers[i]->forms; f && f->pattern; f++)
			add_word(&g, f->pattern, f->own);
	for (size_t i = 0; i < tapset_nnames; i++)
		if (tapset_names[i].kind == TAPSET_ALIAS)
			add_word(&g, tapset_names[i].name, false);
	for (size_t i = 0; i < s->ast->files.n; i++)
		for (size_t k = 0; k < s->ast->files.v[i]->aliases.n; k++) {
			const struct probe_decl *d = s->ast->files.v[i]->aliases.v[k];

			for (size_t m = 0; m < d->names.n; m++)
				add_word(&g, point_str(s->arena, d->names.v[m]), false);
		}
	return g;
}

/* names of system calls, where those stand */
static void add_calls(struct guess *g)
{
	for (size_t i = 0; i < syscall_ndefs; i++)
		near_add(&g->near, syscall_defs[i].alias ? syscall_defs[i].alias : syscall_defs[i].kernel);
}

static void mismatch(struct sema *s, const struct point *pt)
{
	size_t n = 0;

	while (n < pt->comps.n && guess(s, pt, n + 1).any)
		n++;
	struct guess g = guess(s, pt, n);

	if (n == pt->comps.n) {		/* as of n > 0: no point has no component */
		diag_error(s->c->diag, pt->comps.v[n - 1].span, ERR_STAP_POINT,
			   "while resolving probe point: probe point truncated%s", near_text(s->arena, &g.near, "follow"));
		return;
	}
	diag_error(s->c->diag, pt->comps.v[n].span, ERR_STAP_POINT, "while resolving probe point: probe point mismatch%s",
		   glob_is_pattern(pt->comps.v[n].name) ? "" : near_text(s->arena, &g.near, "similar"));
}

/* the form is right, but nothing of that name is there */
static void no_match(struct sema *s, const struct point *pt)
{
	struct guess g = guess(s, pt, pt->comps.n ? 1 : 0);

	if (g.calls && !glob_is_pattern(pt->comps.v[1].name)) {
		add_calls(&g);
		diag_error(s->c->diag, pt->comps.v[1].span, ERR_STAP_POINT,
			   "while resolving probe point: probe point mismatch%s", near_text(s->arena, &g.near, "similar"));
		return;
	}
	diag_error(s->c->diag, pt->span, ERR_STAP_POINT, "while resolving probe point: no match for %s", point_str(s->arena, pt));
}

const char *form_blind(struct sema *s, const struct point *pt)
{
	const struct point_form *form;

	if (!world_form(s->c->world, pt->comps.v, pt->comps.n, &form))
		return NULL;
	return world_blind(s->c->world, &(struct probe_desc){ .form = form });
}

static void report(struct sema *s, const struct point *pt)
{
	const struct point_form *form;

	if (world_form(s->c->world, pt->comps.v, pt->comps.n, &form)) {
		const char *blind = form_blind(s, pt);

		no_match(s, pt);
		if (blind)
			diag_hint(s->c->diag, "%s", blind);
	} else if (!stap_absent_point(s, pt)) {
		mismatch(s, pt);
	}
}

/* was what an alias stands on put together with words that do not belong to it */
static bool wrong_suffix(const struct point *pt, const struct point *lacking)
{
	return pt->comps.n > 1 && lacking->comps.n > 1 &&
	       pt->comps.v[pt->comps.n - 1].name == lacking->comps.v[lacking->comps.n - 1].name;
}

/* the module that a point is in, which nobody has loaded; NULL: it is not for want of one */
static const char *module_to_load(struct world *w, const struct point *pt)
{
	const struct point_comp *first = &pt->comps.v[0];
	const char *const *m = w->modules ? w->modules(w) : NULL;

	if (strcmp(first->name, "module") != 0 || first->arg != PA_STR || glob_is_pattern(first->str))
		return NULL;
	while (m && *m && strcmp(*m, first->str) != 0)
		m++;
	return m && *m ? NULL : first->str;
}

void form_complain(struct sema *s, const struct point *pt, const struct point *lacking)
{
	const struct point_form *form;

	if (lacking == pt || lacking->comps.n == 0 || !strcmp(point_str(s->arena, lacking), point_str(s->arena, pt))) {
		report(s, pt);
		return;
	}
	if (world_form(s->c->world, lacking->comps.v, lacking->comps.n, &form)) {
		const char *module = module_to_load(s->c->world, lacking);
		const bool program = strcmp(lacking->comps.v[0].name, "process") == 0;

		if (program && stap_absent_point(s, pt))
			return;
		diag_error(s->c->diag, pt->span, ERR_STAP_POINT,
			   "while resolving probe point: %s needs %s, which %s",
			   point_str(s->arena, pt), point_str(s->arena, lacking),
			   program ? "is not there" : "this kernel does not have");
		if (module)
			diag_hint(s->c->diag, "no module %s is loaded, and only then its functions are known: modprobe %s", module, module);
	} else if (wrong_suffix(pt, lacking))
		diag_error(s->c->diag, pt->comps.v[pt->comps.n - 1].span, ERR_STAP_POINT,
			   "while resolving probe point: invalid suffix for probe: %s", point_str(s->arena, lacking));
	else
		report(s, lacking);
}
