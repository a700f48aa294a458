/*
 * complete.c - what a word that was begun may become, and what a name is
 */
#include <string.h>
#include "bpf/world.h"
#include "cmd/interactive.h"
#include "lang/agg/agg.h"
#include "lang/builtin/builtin.h"
#include "lang/stap/tapset.h"
#include "lib/arena.h"

struct gather {
	struct candidates *c;
	const char *word;	/* what was typed */
	size_t n;
	unsigned colons;	/* in it */
};

static void offer(struct gather *g, const char *text, size_t len)
{
	if (len < g->n || strncmp(text, g->word, g->n) != 0 || g->c->v.n >= CANDIDATES_MAX)
		return;
	for (size_t i = 0; i < g->c->v.n; i++)
		if (strlen(g->c->v.v[i]) == len && !strncmp(g->c->v.v[i], text, len))
			return;
	vec_push(g->c->arena, &g->c->v, arena_strndup(g->c->arena, text, len));
}

/* ---- plain words ---- */
static void words(struct gather *g, const char *const *commands)
{
	size_t it = 0;

	for (; commands && *commands; commands++)
		offer(g, *commands, strlen(*commands));
	for (const struct builtin *b; (b = builtin_next(&it));)
		offer(g, b->name, strlen(b->name));
	for (size_t i = 0; i < tapset_nnames; i++)
		if (tapset_names[i].kind != TAPSET_GLOBAL)
			offer(g, tapset_names[i].name, strcspn(tapset_names[i].name, "."));
	for (const struct provider *const *p = all_providers; *p; p++) {
		offer(g, (*p)->name, strcspn((*p)->name, "*"));
		for (const struct point_form *f = (*p)->forms; f && f->pattern; f++)
			offer(g, f->pattern, strcspn(f->pattern, ".(*"));
	}
}

/* ---- probes ---- */
/* up to the field that was begun: syscall::read -> syscall::readahead: */
static int d_probe(struct probe *p, void *ctx)
{
	struct gather *g = ctx;
	const char *fields[] = { p->prov, p->mod, p->func, p->name };
	const char *typed = g->word;
	struct buf b = BUF_INIT;

	for (unsigned i = 0; i <= g->colons && i < 4; i++) {
		size_t len = strcspn(typed, ":");
		bool last = i == g->colons || i == 3;

		if (!last && !len)		/* an empty field stays empty */
			buf_putc(&b, ':');
		else
			buf_printf(&b, "%s%s", fields[i], i < 3 ? ":" : "");
		typed += len + (typed[len] == ':');
	}
	offer(g, buf_str(&b), b.len);
	buf_fini(&b);
	return g->c->v.n >= CANDIDATES_MAX;
}

static void d_probes(struct gather *g, struct world *w)
{
	struct probe_desc d = { .prov = "", .mod = "", .func = "", .name = "" };
	const char **const fields[] = { &d.prov, &d.mod, &d.func, &d.name };
	const char *p = arena_strndup(g->c->arena, g->word, g->n);

	for (unsigned i = 0; i <= g->colons && i < 4; i++) {
		size_t len = strcspn(p, ":");
		const char *text = arena_printf(g->c->arena, "%.*s%s", (int)len, p, i == g->colons ? "*" : "");

		*fields[i] = arena_intern(g->c->arena, text, strlen(text));
		p += len + (p[len] == ':');
	}
	d.text = g->word;
	world_match(w, &d, d_probe, g);
}

static int stap_probe(struct probe *p, void *ctx)
{
	struct gather *g = ctx;

	if (p->point)
		offer(g, p->point, strlen(p->point));
	return g->c->v.n >= CANDIDATES_MAX;
}

/* forms as they are written, up to the first argument; names of those whose second component is one */
static void stap_points(struct gather *g, struct world *w)
{
	const char *dot = memchr(g->word, '.', g->n);

	for (size_t i = 0; i < tapset_nnames; i++)
		if (tapset_names[i].kind == TAPSET_ALIAS)
			offer(g, tapset_names[i].name, strlen(tapset_names[i].name));
	for (const struct provider *const *p = all_providers; *p; p++)
		for (const struct point_form *f = (*p)->forms; f && f->pattern; f++) {
			size_t n = strcspn(f->pattern, "(*");

			if (f->pattern[n] == '(')
				offer(g, arena_printf(g->c->arena, "%.*s(%s", (int)n, f->pattern,
						      f->pattern[n + 1] == 's' ? "\"" : ""), n + 1 + (f->pattern[n + 1] == 's'));
			else if (!f->pattern[n])
				offer(g, f->pattern, n);
		}

	struct point_comp comps[2] = { { 0 } };
	struct probe_desc d = { .prov = "", .mod = "", .func = "", .name = "", .text = g->word, .comps = comps, .ncomps = 2 };
	const char *name = arena_printf(g->c->arena, "%.*s*", (int)(g->n - (size_t)(dot + 1 - g->word)), dot + 1);

	comps[0].name = arena_intern(g->c->arena, g->word, (size_t)(dot - g->word));
	comps[1].name = arena_intern(g->c->arena, name, strlen(name));

	const struct provider *p = world_form(w, comps, 2, &d.form);

	if (p)
		p->match(w, &d, stap_probe, g);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void complete_word(const char *word, size_t n, bool first, const char *const *commands, struct candidates *ret)
{
	struct gather g = { .c = ret, .word = arena_strndup(ret->arena, word, n), .n = n };
	struct options opt;
	struct world w;
	struct diag quiet;
	FILE *nowhere = fopen("/dev/null", "we");

	if (!nowhere)
		return;
	for (size_t i = 0; i < n; i++)
		g.colons += word[i] == ':';
	options_init(&opt, OPTION_FOR_D);
	diag_init(&quiet, nowhere);
	world_init(&w, ret->arena, &quiet, &opt, NULL);
	if (g.colons)
		d_probes(&g, &w);
	else if (memchr(word, '.', n))
		stap_points(&g, &w);
	else
		words(&g, first ? commands : NULL);
	world_fini(&w);
	fclose(nowhere);
	if (!ret->v.n)
		return;
	qsort(ret->v.v, ret->v.n, sizeof(*ret->v.v), by_text);
	ret->common = strlen(ret->v.v[0]);
	for (size_t i = 1; i < ret->v.n; i++)
		while (strncmp(ret->v.v[0], ret->v.v[i], ret->common) != 0)
			ret->common--;
}

/* ---- what a name is; here because signal.h has an SA_STACK, too ---- */
bool builtin_show(const char *name)
{
	size_t it = 0;
	bool any = false;

	for (const struct builtin *b; (b = builtin_next(&it));) {
		if (strcmp(b->name, name) != 0)
			continue;
		any = true;
		printf("%-24s %s\n%-24s %s%s%s\n", b->name, b->sig, "", b->help, b->langs & LANG_D ? " [D]" : "",
		       b->langs & LANG_STAP ? " [SystemTap]" : "");
	}
	return any;
}
