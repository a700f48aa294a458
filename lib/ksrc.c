/*
 * ksrc.c - known functions in the order of their addresses, and what lies between them
 */
#include <stdlib.h>
#include <string.h>
#include "lib/ksrc.h"
#include "lib/arena.h"
#include "lib/ksym.h"
#include "lib/map.h"
#include "lib/vec.h"

/* a longer run of functions that nobody knows is of other files */
#define MAX_GAP 40

struct source { const char *file, *names; };

static const struct source sources[] = {
#define SOURCE(file, names) { file, names },
#include "lib/ksrc.def"
#undef SOURCE
};

struct place {
	uint64_t addr;
	const struct source *source;	/* NULL: not known */
};

struct ksrc { VEC(struct place) all; };

static struct map *known_names(void)
{
	struct map *m = map_new();

	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++) {
		for (const char *p = sources[i].names; *p;) {
			size_t n = strcspn(p, " ");

			map_putn(m, p, n, (void *)(uintptr_t)&sources[i]);
			p += n + (p[n] == ' ');
		}
	}
	return m;
}

/* what the compiler moved away from its file's other functions, or put before each function */
static bool is_elsewhere(const char *name)
{
	return strstr(name, ".cold") || !strncmp(name, "__pfx_", 6);
}

/* a function that moved to another file since: all around it are of one other */
static void follow_moves(struct ksrc *s)
{
	VEC(size_t) known = { 0 };

	for (size_t i = 0; i < s->all.n; i++)
		if (s->all.v[i].source)
			vec_push(NULL, &known, i);
	for (size_t k = 2; k + 2 < known.n; k++) {
		const struct source *around = s->all.v[known.v[k - 1]].source;

		if (s->all.v[known.v[k - 2]].source == around && s->all.v[known.v[k + 1]].source == around &&
		    s->all.v[known.v[k + 2]].source == around)
			s->all.v[known.v[k]].source = around;
	}
	vec_fini(&known);
}

static void fill_gaps(struct ksrc *s)
{
	size_t last = 0;

	for (size_t i = 1; i < s->all.n; i++) {
		const struct source *here = s->all.v[i].source;

		if (!here)
			continue;
		if (s->all.v[last].source == here && i - last <= MAX_GAP)
			while (++last < i)
				s->all.v[last].source = here;
		last = i;
	}
}

struct ksrc *ksrc_new(struct ksyms *k)
{
	struct ksrc *s = xcalloc(1, sizeof(*s));
	struct map *known = known_names();
	size_t n;
	const struct ksym *syms = ksyms_all(k, &n);

	for (size_t i = 0; i < n; i++) {
		const char *name = syms[i].name;

		if (!syms[i].addr || !strchr("tTwW", syms[i].kind) || is_elsewhere(name))
			continue;
		vec_push(NULL, &s->all, ((struct place){ syms[i].addr, map_getn(known, name, strcspn(name, ".")) }));
	}
	map_free(known);
	follow_moves(s);
	fill_gaps(s);
	return s;
}

void ksrc_free(struct ksrc *s)
{
	if (!s)
		return;
	vec_fini(&s->all);
	free(s);
}

static int by_addr(const void *key, const void *elem)
{
	uint64_t addr = *(const uint64_t *)key, at = ((const struct place *)elem)->addr;

	return addr < at ? -1 : addr > at;
}

const char *ksrc_file(const struct ksrc *s, uint64_t addr)
{
	const struct place *p = s->all.n ? bsearch(&addr, s->all.v, s->all.n, sizeof(*s->all.v), by_addr) : NULL;

	return p && p->source ? p->source->file : NULL;
}
