/*
 * near.c - see near.h
 */
#include <stdbool.h>
#include <string.h>
#include "lib/arena.h"
#include "lib/near.h"

enum { LONGEST = 60 };

/* insertions, deletions and replacements that make b of a; both are short */
static unsigned distance(const char *a, size_t n, const char *b, size_t m)
{
	unsigned row[LONGEST + 1];

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

unsigned near_slip(const char *like)
{
	return strlen(like) < 6 ? 1 : 2;
}

/* the nearest first, those that are as near by name */
static bool before(unsigned far, const char *name, const struct near *b, unsigned i)
{
	return far < b->far[i] || (far == b->far[i] && strcmp(name, b->names[i]) < 0);
}

void near_add(struct near *b, const char *name)
{
	size_t n = strcspn(name, ".("), m = strlen(b->like);
	unsigned most = b->most ? b->most : (unsigned)m / 2 + 1, far, i;

	if (b->n == NEAR_SHOWN && b->far[NEAR_SHOWN - 1] < most)
		most = b->far[NEAR_SHOWN - 1];
	if (n > LONGEST || m > LONGEST || n > m + most || m > n + most)
		return;
	far = distance(name, n, b->like, m);
	if (far > most || (b->n == NEAR_SHOWN && !before(far, name, b, NEAR_SHOWN - 1)))
		return;
	for (i = 0; i < b->n; i++)
		if (!strcmp(b->names[i], name))
			return;
	for (i = b->n < NEAR_SHOWN ? b->n++ : NEAR_SHOWN - 1; i > 0 && before(far, name, b, i - 1); i--) {
		b->names[i] = b->names[i - 1];
		b->far[i] = b->far[i - 1];
	}
	b->names[i] = name;
	b->far[i] = far;
}

static unsigned how_far(const char *like, const char *name)
{
	size_t n = strlen(name), m = strlen(like);

	return n > LONGEST || m > LONGEST ? NEAR_ANY : distance(name, n, like, m);
}

void near_sort(const char *like, const char **names, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		const char *name = names[i];
		unsigned far = how_far(like, name);
		size_t k = i;

		for (; k > 0; k--) {
			unsigned other = how_far(like, names[k - 1]);

			if (other < far || (other == far && strcmp(names[k - 1], name) <= 0))
				break;
			names[k] = names[k - 1];
		}
		names[k] = name;
	}
}

const char *near_list(struct arena *a, const struct near *b)
{
	const char *text = NULL;

	for (unsigned i = 0; i < b->n; i++)
		text = text ? arena_printf(a, "%s, %s", text, b->names[i]) : b->names[i];
	return text;
}

const char *near_text(struct arena *a, const struct near *b, const char *what)
{
	return b->n ? arena_printf(a, " (%s: %s)", what, near_list(a, b)) : "";
}
