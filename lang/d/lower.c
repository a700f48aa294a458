/*
 * lower.c - items of a D program to clauses of prog (reference D, 1.3, 1.5, 1.6)
 */
#include <string.h>
#include "lang/d/lower.h"
#include "lang/d/parse.h"

static void lower_stmt(struct d_lower *l, const struct d_stmt *s, struct block *b);

static void add_do(struct d_lower *l, struct block *b, struct expr *e)
{
	struct stmt *s = prog_stmt(l->prog, S_DO, e->span);

	s->value = e;
	prog_add(l->prog, b, s);
}

/* stack(); usym(x); as a statement records: it is trace() of the call */
static struct expr *traced(struct d_lower *l, struct expr *e)
{
	const struct builtin *b = builtin_find(LANG_D, "trace", 1);
	struct expr *t = prog_expr(l->prog, E_CALL, &type_void, e->span);

	if (!b)
		return e;
	t->builtin = b;
	vec_push(l->arena, &t->args, e);
	l->recorded++;
	return t;
}

static void lower_call_stmt(struct d_lower *l, const struct d_node *n, struct block *b)
{
	struct expr *e = d_call(l, n, true);

	if (d_is_error(e))
		return;
	add_do(l, b, d_is_action_result(type_strip(e->type)) ? traced(l, e) : e);
}

static void lower_expr_stmt(struct d_lower *l, const struct d_node *n, struct block *b)
{
	struct expr *e;

	switch (n->kind) {
	case DN_ASSIGN:
		if (d_is_agg(n->a))
			d_agg_assign(l, n, b);
		else
			d_assign(l, n, b);
		return;
	case DN_INC:
		d_inc(l, n, b);
		return;
	case DN_CALL:
		lower_call_stmt(l, n, b);
		return;
	case DN_ERROR: case DN_INT: case DN_STR: case DN_IDENT: case DN_SYM: case DN_MACRO: case DN_AGG: case DN_SELF:
	case DN_THIS: case DN_INDEX: case DN_DOT: case DN_ARROW: case DN_UNARY: case DN_DEREF: case DN_ADDR:
	case DN_BINARY: case DN_COND: case DN_CAST: case DN_SIZEOF: case DN_OFFSETOF: case DN_STRINGOF: case DN_XLATE:
	case DN_COMMA:
		break;
	}
	e = d_expr(l, n);
	if (!d_is_error(e))
		add_do(l, b, e);
}

static struct expr *condition(struct d_lower *l, const struct d_node *n, const char *what)
{
	struct expr *e = d_decay(l, d_expr(l, n));

	if (d_is_error(e) || type_is_scalar(e->type))
		return e;
	diag_error(l->diag, e->span, ERR_PRED_SCALAR, "%s must be a scalar, not %s", what, d_tstr(l, e->type));
	if (type_is_string(e->type))
		diag_hint(l->diag, "compare the string: with \"\", or with NULL when it may be unset");
	return d_error(l, e->span);
}

static void lower_if(struct d_lower *l, const struct d_stmt *s, struct block *b)
{
	struct stmt *to = prog_stmt(l->prog, S_IF, s->span);

	to->cond = condition(l, s->expr, "the condition");
	to->body = prog_block(l->prog);
	lower_stmt(l, s->then, to->body);
	if (s->other) {
		to->other = prog_block(l->prog);
		lower_stmt(l, s->other, to->other);
	}
	if (!d_is_error(to->cond))
		prog_add(l->prog, b, to);
}

static void lower_stmt(struct d_lower *l, const struct d_stmt *s, struct block *b)
{
	switch (s->kind) {
	case DT_EXPR:
		if (s->expr)
			lower_expr_stmt(l, s->expr, b);
		break;
	case DT_IF:
		lower_if(l, s, b);
		break;
	case DT_BLOCK:
		for (size_t i = 0; i < s->list.n; i++)
			lower_stmt(l, s->list.v[i], b);
		break;
	}
}

/* an assignment inside the predicate makes names that the body may use */
static bool assigns(const struct d_node *n)
{
	if (!n)
		return false;
	if (n->kind == DN_ASSIGN || n->kind == DN_INC)
		return true;
	for (size_t i = 0; i < n->list.n; i++)
		if (assigns(n->list.v[i]))
			return true;
	return assigns(n->a) || assigns(n->b) || assigns(n->c);
}

static void lower_guard(struct d_lower *l, const struct d_item *it, struct clause *cl)
{
	cl->guard = condition(l, it->pred, "the predicate");
}

static void lower_clause(struct d_lower *l, const struct d_item *it)
{
	struct clause *cl = arena_new_of(l->arena, struct clause);

	cl->id = (unsigned)l->prog->clauses.n;
	cl->span = it->span;
	cl->body = prog_block(l->prog);
	l->clause = cl;
	l->recorded = l->aggregated = l->speculated = l->committed = 0;
	d_match(l, it, cl);

	/* the body is analysed before the predicate (1.6) */
	bool early = assigns(it->pred);

	if (early)
		lower_guard(l, it, cl);
	cl->default_action = !it->body || !it->body->list.n;
	if (it->body)
		lower_stmt(l, it->body, cl->body);
	if (it->pred && !early)
		lower_guard(l, it, cl);
	l->clause = NULL;
	if (cl->probes.n)
		vec_push(l->arena, &l->prog->clauses, cl);
}

static void lower_provider(struct d_lower *l, const struct d_item *it)
{
	size_t n = strlen(it->name);

	if (it->name[n - 1] >= '0' && it->name[n - 1] <= '9')
		diag_error(l->diag, it->span, ERR_PROV_BADNAME, "the name of a provider does not end in a digit");
	for (size_t i = 0; i < it->decls.n; i++) {
		for (size_t k = 0; k < i; k++)
			if (it->decls.v[i]->name == it->decls.v[k]->name)
				diag_error(l->diag, it->decls.v[i]->span, ERR_PROV_PRDUP, "probe '%s' is declared twice",
					   it->decls.v[i]->name);
		if (it->decls.v[i]->ops.n && it->decls.v[i]->ops.v[0].params.n > 32)
			diag_error(l->diag, it->decls.v[i]->span, ERR_PROV_PRARGLEN, "a probe has at most 32 arguments");
	}
}

void d_lower_item(struct d_lower *l, const struct d_item *it)
{
	l->unit = it->unit;
	switch (it->kind) {
	case DI_CLAUSE: lower_clause(l, it); break;
	case DI_DECL: d_declare(l, it); break;
	case DI_INLINE: d_define_inline(l, it); break;
	case DI_XLATOR: d_define_xlator(l, it); break;
	case DI_PROVIDER: lower_provider(l, it); break;
	}
}

struct prog *d_lower(struct compile *c, void *ast)
{
	const struct d_ast *tree = ast;
	struct d_lower l = {
		.c = c, .arena = c->arena, .diag = c->diag, .opt = c->options, .prog = prog_new(c->arena, LANG_D),
		.inlines = map_new(), .enums = map_new(), .typedefs = map_new(), .tags = map_new(),
		.probes = map_new(), .texts = map_new(),
		.xlated = map_new(), .declared = map_new(), .lacks = map_new(),
	};
	struct map *maps[] = { l.inlines, l.enums, l.typedefs, l.tags, l.probes, l.texts, l.xlated,
			       l.declared, l.lacks };

	for (int i = 0; i < 4; i++)
		l.vars[i] = map_new();
	for (size_t i = 0; i < c->units.n; i++)
		c->units.v[i].nprobes = 0;
	for (size_t i = 0; i < tree->items.n; i++)
		d_lower_item(&l, tree->items.v[i]);
	for (int i = 0; i < 4; i++)
		map_free(l.vars[i]);
	for (size_t i = 0; i < sizeof(maps) / sizeof(maps[0]); i++)
		map_free(maps[i]);
	return l.prog;
}

const struct frontend frontend_d = {
	.name = "d",
	.suffix = ".d",
	.parse = d_parse,
	.dump_ast = d_dump,
	.lower = d_lower,
};
