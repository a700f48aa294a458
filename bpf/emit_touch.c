/*
 * emit_touch.c - pages of user memory that a handler is going to read, brought in before it runs
 *
 * A handler cannot wait for a page that the process has not touched yet: constants of a program that a
 * shell has just started. A program that may sleep can (uprobe.s, bpf_copy_from_user()). So a group of
 * user probes whose handlers read user memory gets a second, small program in front: it reads a byte at
 * each address that can be reckoned from what the firing gives. What it misses, or touches in vain, does
 * no harm: it is a guess, and goes by the order of the text alone.
 */
#include "bpf/emit_int.h"
#include "lang/prog/walk.h"

enum {
	MOST_TOUCHES = 12,	/* of a group */
	MOST_PROBES = 64,	/* ... that gets such a program: each is armed twice */
	CALLS_DEEP = 4,
};

struct known {			/* what a local was set to last, or a parameter */
	const struct var *var;
	const struct expr *value;	/* NULL: cannot be told */
};

struct touches {
	struct emit *e;
	VEC(struct known) known;
	const struct expr *at[MOST_TOUCHES];
	unsigned n, depth;
};

/* e with the values of locals in it; NULL: it takes more than the firing and user memory */
static struct expr *reckoned(struct touches *t, const struct expr *x)
{
	struct arena *a = t->e->prog->arena;
	struct expr *r;

	if (!x)
		return NULL;
	if (x->kind == E_VAR) {
		for (size_t i = t->known.n; i-- > 0;)
			if (t->known.v[i].var == x->var)
				return (struct expr *)t->known.v[i].value;
		return NULL;
	}
	bool plain = x->kind == E_CTX || x->kind == E_CONST || (x->kind == E_CALL && !x->args.n && x->builtin->arg_slots);
	bool made = (x->kind == E_LOAD && x->space == SPACE_USER) || x->kind == E_MEMBER || x->kind == E_ADDR ||
		    x->kind == E_UNARY || x->kind == E_CAST || x->kind == E_INDEX || x->kind == E_BINARY;

	if ((!plain && !made) || type_is_string(x->type))
		return NULL;
	if (x->kind == E_BINARY && (x->op == OP_DIV || x->op == OP_MOD))
		return NULL;
	r = arena_dup(a, x, sizeof(*x));
	if (plain)
		return r;
	r->a = reckoned(t, x->a);
	r->b = x->b ? reckoned(t, x->b) : NULL;
	return r->a && (r->b || !x->b) ? r : NULL;
}

static bool is_there(const struct touches *t, const struct expr *x)
{
	struct buf now = BUF_INIT, old = BUF_INIT;
	bool same = false;

	expr_print(x, &now);
	for (unsigned i = 0; i < t->n && !same; i++) {
		buf_reset(&old);
		expr_print(t->at[i], &old);
		same = !strcmp(buf_str(&now), buf_str(&old));
	}
	buf_fini(&now);
	buf_fini(&old);
	return same;
}

static void touch(struct touches *t, const struct expr *addr)
{
	struct expr *x = reckoned(t, addr);

	if (x && x->kind != E_CONST && t->n < MOST_TOUCHES && !is_there(t, x))
		t->at[t->n++] = x;
}

static void look_at_block(struct touches *t, const struct block *b);
static void look_at_expr(struct touches *t, const struct expr *x);

static void set_known(struct touches *t, const struct var *v, const struct expr *value)
{
	vec_push(t->e->prog->arena, &t->known, ((struct known){ v, value ? reckoned(t, value) : NULL }));
}

static void look_at_func(struct touches *t, const struct expr *call)
{
	size_t known = t->known.n;

	if (t->depth >= CALLS_DEEP)
		return;
	for (size_t i = 0; i < call->func->params.n && i < call->args.n; i++)
		set_known(t, call->func->params.v[i], call->args.v[i]);
	t->depth++;
	look_at_block(t, call->func->body);
	t->depth--;
	t->known.n = known;
}

/* what is read for an address comes before what is read there */
static void look_at_expr(struct touches *t, const struct expr *x)
{
	if (!x)
		return;
	if (x->kind == E_SEQ)
		look_at_block(t, x->body);
	look_at_expr(t, x->a);
	look_at_expr(t, x->b);
	look_at_expr(t, x->c);
	for (size_t i = 0; i < x->args.n; i++)
		look_at_expr(t, x->args.v[i]);
	if (x->kind == E_LOAD && x->space == SPACE_USER)
		touch(t, x->a);
	if (x->kind == E_CALL && x->builtin->user_at && x->builtin->user_at <= x->args.n)
		touch(t, x->args.v[x->builtin->user_at - 1]);
	if (x->kind == E_FCALL)
		look_at_func(t, x);
}

static void look_at_stmt_expr(struct expr *x, void *ctx)
{
	look_at_expr(ctx, x);
}

static void look_at_block(struct touches *t, const struct block *b)
{
	for (size_t i = 0; b && i < b->stmts.n; i++) {
		struct stmt *s = b->stmts.v[i];
		struct block *in[3];

		stmt_exprs(s, look_at_stmt_expr, t);
		if (s->kind == S_SET && s->to->kind == E_VAR && (s->to->var->storage == V_LOCAL || s->to->var->storage == V_FIRING))
			set_known(t, s->to->var, s->value);
		for (unsigned k = 0, n = stmt_blocks(s, in); k < n; k++)
			look_at_block(t, in[k]);
	}
}

bool emit_touches(struct emit *e, const struct group *g)
{
	struct touches t = { .e = e };
	struct buf outer;

	if (g->probes.n > MOST_PROBES || e->apart)
		return false;
	for (size_t i = 0; i < g->clauses.n; i++) {
		t.known.n = 0;
		look_at_expr(&t, g->clauses.v[i]->guard);
		look_at_block(&t, g->clauses.v[i]->body);
	}
	if (!t.n)
		return false;
	emit_need_parts(e, "touch");
	outer = e->out;
	e->out = (struct buf)BUF_INIT;
	buf_reset(&e->decl);
	e->stack_used = 0;
	e->slots = (struct emit_slots){ 0 };
	for (unsigned i = 0; i < t.n; i++) {
		e->fault_label = arena_printf(e->prog->arena, "out%u", i);
		out(e, "\trt_touch((rt_u64)(");
		emit_expr(e, t.at[i]);
		out(e, "));\nout%u: __attribute__((unused));\n", i);
	}
	struct buf body = e->out;

	e->out = outer;
	out(e, "RT_INLINE void touch_%u(struct firing *f)\n{\n\tif (rt.gate != RT_GATE_OPEN)\n\t\treturn;\n%s%s}\n", g->id,
	    buf_str(&e->decl), buf_str(&body));
	buf_fini(&body);
	return true;
}
