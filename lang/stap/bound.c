/*
 * bound.c - how long strings can get: keys and variables that hold execname() take 16 bytes, not 512
 *
 * A fixpoint over the whole program: a variable is as long as the longest text assigned to it, an
 * array's key as the longest used for it (also to read: a cut key would match another). Growth that
 * does not end soon (s = s . "x") ends at the strsize option.
 */
#include <string.h>
#include "lang/eval/format.h"
#include "lang/stap/lower.h"

#define ROUNDS 6		/* then everything that still grows is as long as allowed */

struct bounds {
	struct sema *s;
	struct handler *h;
	struct unit_func *f;
	bool give_up;
};

static uint64_t bound(struct bounds *b, struct node *n);

static uint64_t cut(const struct bounds *b, uint64_t n)
{
	return n < b->s->strsize ? n : b->s->strsize;
}

static void grow(struct bounds *b, uint64_t *slot, uint64_t n)
{
	n = cut(b, (n + 7) & ~(uint64_t)7);
	if (n <= *slot)
		return;
	*slot = b->give_up ? b->s->strsize : n;
	b->s->changed = true;
}

static void key_bounds(struct bounds *b, struct sym *sym, struct node *const *keys, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!keys[i])
			continue;
		uint64_t len = bound(b, keys[i]);

		while (sym->key_bounds.n <= i)
			vec_push(b->s->arena, &sym->key_bounds, 0);
		if (keys[i]->type == VT_STRING)
			grow(b, &sym->key_bounds.v[i], len);
	}
}

/* names of the probes that can be current: pp(), probefunc() */
static uint64_t probe_names(const struct handler *h)
{
	uint64_t max = h->spelling ? strlen(h->spelling) : 0;

	for (size_t i = 0; i < h->probes.n; i++) {
		const struct probe *p = h->probes.v[i];
		const char *names[] = { p->point, p->mod, p->func, p->name, probe_shown(p, FIELD_TYPE) };

		for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++)
			if (names[k] && strlen(names[k]) > max)
				max = strlen(names[k]);
	}
	return max + 1;
}

static uint64_t probe_string(const struct sema *s, const struct handler *h)
{
	uint64_t max = 1;

	if (h)
		return probe_names(h);
	for (size_t i = 0; i < s->handlers.n; i++) {
		uint64_t n = probe_names(s->handlers.v[i]);

		max = n > max ? n : max;
	}
	return max;
}

bool stap_without_function(const struct handler *h)
{
	for (size_t i = 0; h && i < h->probes.n; i++)
		if (h->probes.v[i]->func && h->probes.v[i]->func[0])
			return false;
	return h != NULL;
}

uint64_t stap_call_bound(struct sema *s, struct handler *h, const struct node *n)
{
	uint64_t size = s->strsize;

	if (n->func)
		return n->func->bound;
	if (n->builtin && n->builtin->flags & B_WHERE && stap_without_function(h))
		size = 128;	/* a symbol */
	else if (n->builtin && builtin_is_probe_name(n->builtin))
		size = (probe_string(s, h) + 7) & ~(uint64_t)7;
	else if (n->sig && n->sig->ret.size)
		size = n->sig->ret.size;
	return size < s->strsize ? size : s->strsize;
}

static uint64_t call_bound(struct bounds *b, struct node *n)
{
	for (size_t i = 0; i < n->args.n; i++) {
		uint64_t len = bound(b, n->args.v[i]);

		if (n->func && n->args.v[i]->type == VT_STRING && i < n->func->locals.n)
			grow(b, &n->func->locals.v[i]->bound, len);
	}
	return stap_call_bound(b->s, b->h, n);
}

static uint64_t assign_bound(struct bounds *b, struct node *n)
{
	struct sym *sym = n->a->kind == N_INDEX ? n->a->a->sym : n->a->sym;
	uint64_t old = bound(b, n->a), len = bound(b, n->b);

	if (!sym || sym->type != VT_STRING)
		return 0;
	grow(b, &sym->bound, n->op == TK_CAT_SET ? (old ? old - 1 : 0) + len : len);
	return sym->bound;
}

static uint64_t bound(struct bounds *b, struct node *n)
{
	uint64_t x, y;

	switch (n->kind) {
	case N_STR:
		return cut(b, n->len + 1);
	case N_NAME:
		if (n->arg)
			return n->arg_user ? b->s->strsize : 0;
		return n->sym ? n->sym->bound : 0;
	case N_INDEX:
		if (n->a->kind == N_NAME && n->a->sym) {
			key_bounds(b, n->a->sym, n->args.v, n->args.n);
			return n->a->sym->bound;
		}
		for (size_t i = 0; i < n->args.n; i++)
			if (n->args.v[i])
				bound(b, n->args.v[i]);
		return bound(b, n->a);
	case N_CALL:
		return call_bound(b, n);
	case N_COND:
		bound(b, n->a);
		x = bound(b, n->b);
		y = bound(b, n->c);
		return x > y ? x : y;
	case N_BINARY:
		x = bound(b, n->a);
		y = bound(b, n->b);
		return n->op == TK_DOT ? cut(b, x + y - (x > 0)) : 0;
	case N_ASSIGN:
		return assign_bound(b, n);
	case N_IN:
		if (n->a->kind == N_NAME && n->a->sym)
			key_bounds(b, n->a->sym, n->args.v, n->args.n);
		return 0;
	case N_EXTRACT: case N_HIST:
		return bound(b, n->a);
	case N_MEMBER: case N_ADDR: case N_UNARY: case N_STEP:
		return bound(b, n->a), 0;
	case N_SUBSCRIPT:
		return bound(b, n->a), bound(b, n->b), 0;
	case N_CAST:
		return bound(b, n->args.v[0]), 0;
	case N_EMBED:
		return n->type == VT_STRING ? cut(b, b->s->strsize) : 0;
	case N_NUM: case N_TARGET: case N_VAR: case N_AT:
		return 0;
	}
	return 0;
}

static void stmt_bounds(struct bounds *b, struct snode *st);

static void foreach_bounds(struct bounds *b, struct snode *st)
{
	struct sym *array = st->e->kind == N_NAME ? st->e->sym : NULL;

	if (st->limit)
		bound(b, st->limit);
	if (!array)
		return;
	key_bounds(b, array, st->slice.v, st->slice.n);
	for (size_t i = 0; i < st->keys.n && i < array->key_bounds.n; i++)
		if (st->keys.v[i].sym->type == VT_STRING)
			grow(b, &st->keys.v[i].sym->bound, array->key_bounds.v[i]);
	if (st->value.sym && st->value.sym->type == VT_STRING)
		grow(b, &st->value.sym->bound, array->bound);
}

static void stmt_bounds(struct bounds *b, struct snode *st)
{
	if (st->kind == SN_FOREACH)
		foreach_bounds(b, st);
	else if (st->e)
		bound(b, st->e);
	if (st->kind == SN_RETURN && st->e && b->f && b->f->type == VT_STRING)
		grow(b, &b->f->bound, bound(b, st->e));
	if (st->init)
		bound(b, st->init);
	if (st->step)
		bound(b, st->step);
	if (st->caught.sym)
		grow(b, &st->caught.sym->bound, b->s->strsize);
	for (size_t i = 0; i < st->list.n; i++)
		stmt_bounds(b, st->list.v[i]);
	if (st->body)
		stmt_bounds(b, st->body);
	if (st->other)
		stmt_bounds(b, st->other);
}

/* `next` passes the arguments on and the result back */
static void overload_bounds(struct bounds *b)
{
	struct unit_func *f = b->f;

	for (size_t i = 0; f->next && i < f->decl->params.n; i++)
		if (f->locals.v[i]->type == VT_STRING)
			grow(b, &f->next->locals.v[i]->bound, f->locals.v[i]->bound);
	if (f->type == VT_STRING && (f->next || f->fallback))
		grow(b, &f->bound, f->next ? f->next->bound : b->s->strsize);
}

static void bounds_round(struct sema *s, bool give_up)
{
	for (size_t i = 0; i < s->handlers.n; i++) {
		struct bounds b = { .s = s, .h = s->handlers.v[i], .give_up = give_up };

		for (size_t k = 0; k < b.h->conds.n; k++)
			bound(&b, b.h->conds.v[k].body->e);
		for (size_t k = 0; k < b.h->pieces.n; k++)
			stmt_bounds(&b, b.h->pieces.v[k].body);
	}
	for (size_t i = 0; i < s->funcs.n; i++) {
		struct bounds b = { .s = s, .f = s->funcs.v[i], .give_up = give_up };

		overload_bounds(&b);
		stmt_bounds(&b, b.f->body);
	}
}

/* bytes of the longest text that -G gives a variable, NUL counted; 0: none */
static uint64_t override_size(const struct sema *s, const char *name)
{
	size_t n = strlen(name), max = 0;

	for (size_t i = 0; i < s->c->overrides.n; i++) {
		const char *o = s->c->overrides.v[i];

		if (!strncmp(o, name, n) && o[n] == '=' && strlen(o) - n > max)
			max = strlen(o) - n;
	}
	return max;
}

static void initial_bounds(struct sema *s)
{
	struct bounds b = { .s = s };

	for (size_t i = 0; i < s->globals.n; i++) {
		const struct node *init = s->globals.v[i]->decl->init;

		if (init && init->kind == N_STR)
			grow(&b, &s->globals.v[i]->bound, init->len + 1);
		if (s->globals.v[i]->type == VT_STRING)
			grow(&b, &s->globals.v[i]->bound, override_size(s, s->globals.v[i]->name));
	}
}

void stap_bounds(struct sema *s)
{
	initial_bounds(s);
	s->changed = true;
	for (unsigned round = 0; s->changed; round++) {
		s->changed = false;
		bounds_round(s, round >= ROUNDS);
	}
}
