/*
 * regex_dfa.c - the program to a table: sets of instructions become states
 *
 * The search is not anchored: a match may begin at each byte, so the first instruction is in every
 * state. What is behind "$" comes in by the symbol REGEX_END.
 */
#include <string.h>
#include "lib/map.h"
#include "lib/regex_int.h"

enum { STATES_MAX = 8000 };

struct dfa {
	struct arena *arena;
	struct regex *re;
	size_t words;			/* of a set of instructions */
	VEC(uint64_t *) sets;		/* by state */
	uint64_t *now;
	unsigned *stack;
	struct map *known;		/* of sets */
};

static bool test(const uint64_t *set, unsigned i)
{
	return set[i / 64] >> i % 64 & 1;
}

enum { AT_BEGIN = 1, AT_END = 2 };

/* everything that can be reached from i without a byte joins the set */
static void close_over(struct dfa *d, uint64_t *set, unsigned first, unsigned where)
{
	unsigned n = 0;

	d->stack[n++] = first;
	while (n) {
		unsigned i = d->stack[--n];
		const struct regex_insn *in = &d->re->insns[i];

		if (test(set, i))
			continue;
		set[i / 64] |= 1ull << i % 64;
		if ((in->op == RX_BEGIN && !(where & AT_BEGIN)) || (in->op == RX_END && !(where & AT_END)))
			continue;
		if (in->op == RX_SET || in->op == RX_MATCH)
			continue;
		d->stack[n++] = in->x;
		if (in->op == RX_SPLIT && !in->n)
			d->stack[n++] = in->y;
	}
}

static bool accepts(const struct dfa *d, const uint64_t *set)
{
	for (unsigned i = 0; i < d->re->ninsns; i++)
		if (d->re->insns[i].op == RX_MATCH && test(set, i))
			return true;
	return false;
}

/* number of the state with that set; ~0u: too many */
static unsigned state_of(struct dfa *d, const uint64_t *set)
{
	if (accepts(d, set))
		return REGEX_FOUND;
	void *old = map_getn(d->known, set, d->words * sizeof(*set));

	if (old)
		return (unsigned)(uintptr_t)old;
	if (d->sets.n >= STATES_MAX)
		return ~0u;
	uint64_t *copy = arena_dup(d->arena, set, d->words * sizeof(*set));

	vec_push(d->arena, &d->sets, copy);
	map_putn(d->known, set, d->words * sizeof(*set), (void *)(uintptr_t)(d->sets.n - 1));
	return (unsigned)d->sets.n - 1;
}

/* bytes that all sets of the program hold or lack together are one class */
static void find_classes(struct regex *re)
{
	unsigned n = 0;

	for (unsigned c = 0; c < 256; c++) {
		unsigned k = 0;

		for (; k < c; k++) {
			bool same = true;

			for (unsigned i = 0; i < re->ninsns && same; i++)
				same = re->insns[i].op != RX_SET ||
				       regex_has(re->insns[i].set, c) == regex_has(re->insns[i].set, k);
			if (same)
				break;
		}
		re->classes[c] = k < c ? re->classes[k] : (uint8_t)n++;
	}
	re->nclasses = n + 1;
	re->classes[REGEX_END] = (uint8_t)n;
}

static unsigned step(struct dfa *d, const uint64_t *from, unsigned symbol)
{
	memset(d->now, 0, d->words * sizeof(*d->now));
	for (unsigned i = 0; i < d->re->ninsns; i++) {
		const struct regex_insn *in = &d->re->insns[i];

		if (!test(from, i))
			continue;
		if (symbol == REGEX_END && in->op == RX_END)
			close_over(d, d->now, in->x, AT_END);
		else if (symbol != REGEX_END && in->op == RX_SET && regex_has(in->set, symbol))
			close_over(d, d->now, in->x, 0);
	}
	if (symbol == REGEX_END)
		return accepts(d, d->now) ? REGEX_FOUND : REGEX_DEAD;
	close_over(d, d->now, d->re->start, 0);
	return state_of(d, d->now);
}

static bool fill(struct dfa *d)
{
	struct regex *re = d->re;
	VEC(uint16_t) next = { 0 };

	for (size_t s = 0; s < d->sets.n; s++)
		for (unsigned k = 0; k < re->nclasses; k++) {
			unsigned to = s == REGEX_FOUND ? REGEX_FOUND : REGEX_DEAD, c = 0;

			if (s >= REGEX_START) {
				while (c < REGEX_END && re->classes[c] != k)
					c++;
				to = step(d, d->sets.v[s], c);
			}
			if (to == ~0u)
				return false;
			vec_push(d->arena, &next, (uint16_t)to);
		}
	re->next = next.v;
	re->nstates = (unsigned)d->sets.n;
	return true;
}

bool regex_table(struct arena *a, struct regex *re)
{
	struct dfa d = { .arena = a, .re = re, .words = (re->ninsns + 63) / 64, .known = map_new() };

	find_classes(re);
	d.now = arena_array(a, uint64_t, d.words);
	d.stack = arena_array(a, unsigned, 2 * re->ninsns + 2);
	uint64_t *first = arena_array(a, uint64_t, d.words);

	close_over(&d, first, re->start, AT_BEGIN);
	for (int i = 0; i < 3; i++)		/* dead, found, start; an accepting start is found at once */
		vec_push(a, &d.sets, first);
	bool found = accepts(&d, first), ok = fill(&d);

	for (unsigned k = 0; ok && found && k < re->nclasses; k++)
		re->next[REGEX_START * re->nclasses + k] = REGEX_FOUND;
	map_free(d.known);
	return ok;
}
