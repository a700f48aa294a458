/*
 * lock.c - variables that a handler of the kernel has to have for itself (SystemTap)
 *
 * SystemTap locks every variable that a handler names for as long as it runs. Most handlers do not need
 * it: `n++`, `s[k] <<< x` or `last = t` is one step for everybody, and what is kept under tid() no other
 * thread touches. It is needed where a handler that reads, or that sets more than one thing, would see
 * another's work half done: `if (++n == 5)`, `foreach (k in s) ...; delete s`, `a++; b++` beside `a != b`.
 *
 * The variables that such a handler uses together have one lock. Every handler that uses one of them takes
 * it, before the first statement that does; those that only add to them take it together
 * (bpf/rt/parts/lock.bpf.h). What handlers in user space delete they take away whole: take.c.
 */
#include "lang/builtin/builtin.h"
#include "lang/prog/effect.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

enum how { READS, SETS, ADDS, NHOW };	/* ADDS: in whatever order, the outcome is the same */

struct uses {			/* of one variable, by one handler or by all */
	unsigned n[NHOW];
	bool	 by_all;	/* not only under tid() */
};

struct locker {
	struct prog *p;
	struct effects fx;
	const struct builtin *tid;
	struct uses *uses, *all;	/* by var->id: where the walk counts; of all handlers */
	struct block *body;	/* of the clause or function at work: where its locals are set */
	unsigned weight, depth;	/* twice in a loop; calls */
	const struct cycle *cycle;	/* whose functions are being looked at */
	unsigned *set;		/* by var->id: variables of the same number have one lock; 0: none */
	unsigned nsets;
};

enum { CALLS_DEEP = 16 };

/* ---- counting ---- */
struct assigned { const struct var *var; const struct expr *value; unsigned times; };

static bool find_assigned(struct stmt *s, void *ctx)
{
	struct assigned *k = ctx;

	if (s->kind == S_SET && s->to->kind == E_VAR && s->to->var == k->var) {
		k->value = s->value;
		k->times++;
	}
	return true;
}

static const struct expr *uncast(const struct expr *e)
{
	while (e->kind == E_CAST)
		e = e->a;
	return e;
}

static bool is_tid(const struct locker *l, const struct expr *key)
{
	key = uncast(key);
	if (key->kind == E_VAR && key->var->storage == V_LOCAL) {
		struct assigned k = { .var = key->var };

		block_walk(l->body, find_assigned, NULL, &k);
		if (k.times != 1)
			return false;
		key = uncast(k.value);
	}
	return key->kind == E_CALL && key->builtin == l->tid;
}

/* to: the variable, with its keys if an element is meant */
static void count(struct locker *l, const struct expr *to, enum how how)
{
	const struct var *v = to->var;
	struct uses *u = &l->uses[v->id];
	bool own = false, text = type_is_string(v->type) && !v->keys.n;

	if (v->storage != V_GLOBAL)
		return;
	for (size_t i = 0; i < to->args.n; i++)
		own |= to->args.v[i] && is_tid(l, to->args.v[i]);
	u->by_all |= !own;
	u->n[how] += text ? 2 * l->weight : l->weight;		/* a text is written in more than one step */
}

static void count_block(struct locker *l, struct block *b);

static void count_call(struct locker *l, const struct func *f)
{
	struct locker outer = *l;

	if (f->outlined || l->depth == CALLS_DEEP || (f->cycle && f->cycle == l->cycle))
		return;
	l->depth++;
	l->cycle = f->cycle ? f->cycle : l->cycle;
	l->weight = f->cycle ? 2 : l->weight;
	for (size_t i = 0; i < func_bodies(f); i++) {
		l->body = func_body(f, i);
		count_block(l, l->body);
	}
	*l = outer;
}

static bool count_expr(struct expr *e, void *ctx)
{
	struct locker *l = ctx;

	switch (e->kind) {
	case E_VAR: case E_ELEM: case E_IN: case E_VARREF: case E_AGGREAD:
		count(l, e, READS);
		break;
	case E_FCALL:
		count_call(l, e->func);
		break;
	case E_SEQ:
		count_block(l, e->body);
		expr_walk(e->a, count_expr, l);
		return false;
	case E_CONST: case E_STR: case E_CTX: case E_LOAD: case E_MEMBER: case E_INDEX: case E_ADDR: case E_UNARY:
	case E_BINARY: case E_COND: case E_CAST: case E_CALL:
		break;
	}
	return true;
}

static void count_direct(struct expr *e, void *ctx)
{
	expr_walk(e, count_expr, ctx);
}

/* an assignment, a deletion, `<<<`: what is changed, then what is read for it */
static void count_change(struct locker *l, struct stmt *s)
{
	const struct expr *added = s->kind == S_SET ? expr_added(s->to, s->value, &(bool){ 0 }) : NULL;

	count(l, s->to, s->kind == S_AGG || added ? ADDS : SETS);
	for (size_t i = 0; i < s->to->args.n; i++)
		expr_walk(s->to->args.v[i], count_expr, l);
	expr_walk(added ? (struct expr *)added : s->value, count_expr, l);
	for (size_t i = 0; i < s->args.n; i++)
		expr_walk(s->args.v[i], count_expr, l);
}

static void count_stmt(struct locker *l, struct stmt *s)
{
	bool loop = s->kind == S_LOOP || s->kind == S_FOREACH;
	unsigned outer = l->weight;
	struct block *in[3];

	if (loop)
		l->weight = 2;
	if (s->kind == S_FOREACH)
		count(l, &(struct expr){ .var = s->fe->array }, READS);
	if (s->to && s->to->var)
		count_change(l, s);
	else
		stmt_exprs(s, count_direct, l);
	for (unsigned i = 0, n = stmt_blocks(s, in); i < n; i++)
		count_block(l, in[i]);
	l->weight = outer;
}

static void count_block(struct locker *l, struct block *b)
{
	for (size_t i = 0; b && i < b->stmts.n; i++)
		count_stmt(l, b->stmts.v[i]);
}

static void count_clause(struct locker *l, const struct clause *c, struct uses *into)
{
	l->uses = into;
	l->weight = 1;
	l->body = c->body;
	count_block(l, c->body);
}

/* ---- which handlers, which variables ---- */
/* does the handler use it, and may another one change it meanwhile */
static bool meets(const struct locker *l, const struct uses *own, const struct var *v)
{
	const struct uses *all = &l->all[v->id];

	return v->storage == V_GLOBAL && all->by_all && all->n[SETS] + all->n[ADDS] &&
	       own[v->id].n[READS] + own[v->id].n[SETS] + own[v->id].n[ADDS];
}

/* elements that no handler of the kernel reads may come in any order */
static bool only_adds(const struct locker *l, const struct uses *own, const struct var *v)
{
	return !own[v->id].n[READS] && (!own[v->id].n[SETS] || (v->keys.n && !l->all[v->id].n[READS]));
}

/* more than one step, one of which is not just added */
static bool is_compound(const struct locker *l, const struct uses *own)
{
	unsigned steps = 0;
	bool more = false;

	for (size_t i = 0; i < l->p->vars.n; i++) {
		const struct var *v = l->p->vars.v[i];

		if (!meets(l, own, v))
			continue;
		steps += own[v->id].n[READS] + own[v->id].n[SETS] + own[v->id].n[ADDS];
		more |= !only_adds(l, own, v);
	}
	return more && steps > 1;
}

/* what the handler uses of it, of those that have a lock or of all, gets the same one */
static void unite(struct locker *l, const struct uses *own, bool all)
{
	unsigned into = 0;

	for (size_t i = 0; i < l->p->vars.n; i++) {
		unsigned *set = &l->set[i], old = *set;

		if (!meets(l, own, l->p->vars.v[i]) || (!all && !old))
			continue;
		if (!into)
			into = old ? old : ++l->nsets;
		*set = into;
		for (size_t k = 0; k < l->p->vars.n && old && old != into; k++)
			if (l->set[k] == old)
				l->set[k] = into;
	}
}

/* sets that are left get the numbers of locks */
static void number_locks(struct locker *l)
{
	unsigned *number = arena_array(l->p->arena, unsigned, l->nsets + 1);

	for (size_t i = 0; i < l->p->vars.n; i++) {
		unsigned *set = &l->set[i];

		if (!*set)
			continue;
		if (!number[*set]) {
			vec_push(l->p->arena, &l->p->locks, (struct lock){ 0 });
			number[*set] = (unsigned)l->p->locks.n;
		}
		*set = number[*set];
	}
}

/* ---- where it is taken ---- */
static bool touches(struct locker *l, const struct clause *c, const struct effect *e)
{
	for (size_t i = 0; i < l->p->vars.n; i++)
		if (l->set[i] == c->lock && e->globals[l->p->vars.v[i]->id])
			return true;
	return false;
}

static bool stmt_touches(struct locker *l, const struct clause *c, const struct stmt *s)
{
	struct effect *e = effect_new(&l->fx, c->locals.n);

	effect_of_stmt(&l->fx, s, e);
	return touches(l, c, e);
}

static bool cond_touches(struct locker *l, const struct clause *c, const struct stmt *s)
{
	struct effect *e = effect_new(&l->fx, c->locals.n);

	effect_of_expr(&l->fx, s->cond, e);
	return touches(l, c, e);
}

/* late: `if (pid() == target()) n++` takes no lock where it is somebody else */
static void mark(struct locker *l, const struct clause *c, struct block *b)
{
	for (size_t i = 0; b && i < b->stmts.n; i++) {
		struct stmt *s = b->stmts.v[i];

		if (!stmt_touches(l, c, s))
			continue;
		if (s->kind == S_BLOCK || (s->kind == S_IF && !cond_touches(l, c, s))) {
			mark(l, c, s->body);
			mark(l, c, s->other);
			continue;
		}
		s->locks = true;
		return;
	}
}

static void lock_clause(struct locker *l, struct clause *c, const struct uses *own)
{
	bool shares = true;

	for (size_t i = 0; i < l->p->vars.n; i++) {
		const struct var *v = l->p->vars.v[i];

		if (!l->set[i] || !meets(l, own, v))
			continue;
		c->lock = l->set[i];
		shares &= only_adds(l, own, v);
	}
	if (!c->lock)
		return;
	c->shares = shares;
	l->p->locks.v[c->lock - 1].shared |= shares;
	mark(l, c, c->body);
}

void prog_lock(struct prog *p)
{
	struct locker l = { .p = p, .tid = builtin_find(LANG_STAP, "tid", 0) };
	struct uses **own = arena_array(p->arena, struct uses *, p->clauses.n + 1);

	if (p->lang != LANG_STAP)
		return;
	effects_init(&l.fx, p);
	l.all = arena_array(p->arena, struct uses, p->vars.n + 1);
	l.set = arena_array(p->arena, unsigned, p->vars.n + 1);
	for (size_t i = 0; i < p->clauses.n; i++) {
		if (p->clauses.v[i]->place != PLACE_KERNEL || !clause_fires_meanwhile(p->clauses.v[i]))
			continue;
		own[i] = arena_array(p->arena, struct uses, p->vars.n + 1);
		count_clause(&l, p->clauses.v[i], own[i]);
		for (size_t k = 0; k < p->vars.n; k++) {
			for (enum how h = READS; h < NHOW; h++)
				l.all[k].n[h] += own[i][k].n[h];
			l.all[k].by_all |= own[i][k].by_all;
		}
	}
	for (size_t i = 0; i < p->clauses.n; i++)
		if (own[i] && is_compound(&l, own[i]))
			unite(&l, own[i], true);
	for (size_t i = 0; i < p->clauses.n; i++)
		if (own[i])
			unite(&l, own[i], false);
	number_locks(&l);
	for (size_t i = 0; i < p->clauses.n; i++)
		if (own[i])
			lock_clause(&l, p->clauses.v[i], own[i]);
}
