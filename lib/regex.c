/*
 * regex.c - regular expressions: compile, test by the table, find groups by the program
 */
#include <string.h>
#include "lib/regex_int.h"

const struct regex *regex_compile(struct arena *a, const char *s, size_t len, size_t *at, const char **why)
{
	struct regex_prog prog = { 0 };
	struct regex *re = arena_new_of(a, struct regex);

	if (!regex_parse(a, s, len, &prog, at, why))
		return NULL;
	re->insns = prog.v.v;
	re->ninsns = (unsigned)prog.v.n;
	re->ngroups = prog.ngroups;
	re->start = prog.start;
	if (regex_table(a, re))
		return re;
	*at = 0;
	*why = "too complex";
	return NULL;
}

bool regex_test(const struct regex *re, const char *s, size_t n)
{
	unsigned state = REGEX_START;

	for (size_t i = 0; i < n && state != REGEX_FOUND; i++)
		state = re->next[state * re->nclasses + re->classes[(unsigned char)s[i]]];
	return re->next[state * re->nclasses + re->classes[REGEX_END]] == REGEX_FOUND || state == REGEX_FOUND;
}

/* ---- groups ---- */

/* places still to be tried: an instruction at a byte, or a slot's value to be put back */
struct todo { unsigned insn; int pos; int slot, old; };

struct walk {
	const struct regex *re;
	const char *s;
	int n, end;			/* end: where it has to end; -1: note the longest */
	uint8_t *seen;			/* instruction and byte: tried before */
	VEC(struct todo) stack;
	struct arena *temp;
	int *slots, longest;
};

static void push(struct walk *w, unsigned insn, int pos)
{
	struct todo t = { insn, pos, -1, 0 };

	vec_push(w->temp, &w->stack, t);
}

static void save(struct walk *w, unsigned slot, int pos)
{
	struct todo t = { 0, 0, (int)slot, w->slots[slot] };

	vec_push(w->temp, &w->stack, t);
	w->slots[slot] = pos;
}

/* one step; true: the match is complete */
static bool take(struct walk *w, unsigned i, int pos)
{
	const struct regex_insn *in = &w->re->insns[i];
	size_t bit = (size_t)i * (size_t)(w->n + 1) + (size_t)pos;

	if (w->seen[bit / 8] >> bit % 8 & 1)
		return false;
	w->seen[bit / 8] |= (uint8_t)(1u << bit % 8);
	switch (in->op) {
	case RX_SET:
		if (pos < w->n && regex_has(in->set, (unsigned char)w->s[pos]))
			push(w, in->x, pos + 1);
		return false;
	case RX_SPLIT:
		if (!in->n)
			push(w, in->y, pos);
		push(w, in->x, pos);
		return false;
	case RX_SAVE:
		save(w, in->n, pos);
		push(w, in->x, pos);
		return false;
	case RX_BEGIN:
		if (pos == 0)
			push(w, in->x, pos);
		return false;
	case RX_END:
		if (pos == w->n)
			push(w, in->x, pos);
		return false;
	case RX_MATCH:
		if (pos > w->longest)
			w->longest = pos;
		return pos == w->end;
	}
	return false;
}

static bool walk(struct walk *w, int start, int end)
{
	memset(w->seen, 0, ((size_t)w->re->ninsns * (size_t)(w->n + 1) + 7) / 8);
	w->end = end;
	w->longest = -1;
	w->stack.n = 0;
	push(w, w->re->start, start);
	while (w->stack.n) {
		struct todo t = w->stack.v[--w->stack.n];

		if (t.slot >= 0)
			w->slots[t.slot] = t.old;
		else if (take(w, t.insn, t.pos))
			return true;
	}
	return w->longest >= 0;
}

bool regex_groups(const struct regex *re, struct arena *temp, const char *s, size_t n, struct regex_span *ret)
{
	struct walk w = { .re = re, .s = s, .n = (int)n, .temp = temp };

	if (!regex_test(re, s, n))
		return false;
	w.seen = arena_alloc(temp, (re->ninsns * (n + 1) + 7) / 8);
	w.slots = arena_array(temp, int, 2 * re->ngroups);
	for (int start = 0; start <= w.n; start++) {
		for (unsigned i = 0; i < 2 * re->ngroups; i++)
			w.slots[i] = -1;
		if (!walk(&w, start, -1))
			continue;
		int end = w.longest;

		for (unsigned i = 0; i < 2 * re->ngroups; i++)
			w.slots[i] = -1;
		walk(&w, start, end);
		w.slots[0] = start;
		w.slots[1] = end;
		for (unsigned i = 0; i < re->ngroups; i++)
			ret[i] = (struct regex_span){ w.slots[2 * i], w.slots[2 * i + 1] };
		return true;
	}
	return false;
}
