/*
 * similar.c - names that a misspelled one may have meant, for messages
 */
#include <string.h>
#include "lang/stap/resolve.h"

enum { LONGEST = 40, SHOWN = 5 };

/* insertions, deletions and replacements that make b of a; both are short */
static unsigned distance(const char *a, const char *b)
{
	unsigned row[LONGEST + 1];
	size_t n = strlen(a), m = strlen(b);

	if (n > LONGEST || m > LONGEST)
		return LONGEST;
	for (size_t k = 0; k <= m; k++)
		row[k] = (unsigned)k;
	for (size_t i = 1; i <= n; i++) {
		unsigned diagonal = row[0];

		row[0] = (unsigned)i;
		for (size_t k = 1; k <= m; k++) {
			unsigned above = row[k], best = diagonal + (a[i - 1] != b[k - 1]);

			if (above + 1 < best)
				best = above + 1;
			if (row[k - 1] + 1 < best)
				best = row[k - 1] + 1;
			diagonal = above;
			row[k] = best;
		}
	}
	return row[m];
}

struct best { const char *names[SHOWN]; unsigned far[SHOWN]; unsigned n; };

static void consider(struct best *b, const char *name, const char *like)
{
	unsigned far = distance(name, like), i;

	if (far > strlen(like) / 2 + 1 || far >= LONGEST)
		return;
	for (i = 0; i < b->n; i++)
		if (!strcmp(b->names[i], name))
			return;
	if (b->n == SHOWN && b->far[SHOWN - 1] <= far)
		return;
	for (i = b->n < SHOWN ? b->n++ : SHOWN - 1; i > 0 && b->far[i - 1] > far; i--) {
		b->names[i] = b->names[i - 1];
		b->far[i] = b->far[i - 1];
	}
	b->names[i] = name;
	b->far[i] = far;
}

/* " (similar: log, exit)", or "" */
static const char *told(struct sema *s, const struct best *b)
{
	const char *text = "";

	for (unsigned i = 0; i < b->n; i++)
		text = arena_printf(s->arena, "%s%s%s", text, i ? ", " : " (similar: ", b->names[i]);
	return b->n ? arena_printf(s->arena, "%s)", text) : "";
}

const char *similar_functions(struct sema *s, const char *like)
{
	struct best best = { .n = 0 };
	const struct builtin *b;

	for (size_t i = 0; i < s->ast->files.n; i++)
		for (size_t k = 0; k < s->ast->files.v[i]->funcs.n; k++)
			consider(&best, s->ast->files.v[i]->funcs.v[k]->name, like);
	for (size_t it = 0; (b = builtin_next(&it));)
		if (b->langs & LANG_STAP)
			consider(&best, b->name, like);
	return told(s, &best);
}

const char *similar_variables(struct sema *s, struct sym *const *locals, size_t n, const struct sym *sym)
{
	struct best best = { .n = 0 };

	for (size_t i = 0; i < n; i++)
		if (locals[i] != sym && locals[i]->written)
			consider(&best, locals[i]->name, sym->name);
	for (size_t i = 0; i < s->globals.n; i++)
		if (s->globals.v[i] != sym && !s->globals.v[i]->decl->thread && !s->globals.v[i]->decl->is_private)
			consider(&best, s->globals.v[i]->name, sym->name);
	return told(s, &best);
}
