/*
 * lower_alias.c - clauses on probes of the libraries: arguments, predicates, helper clauses (alias.h)
 */
#include <string.h>
#include "lang/d/alias.h"
#include "lang/d/library.h"

const struct d_binding *d_binding_of(const struct probe *p)
{
	return p->alias ? p->alias->impl : NULL;
}

/* ---- does the clause look at arguments ---- */
static bool names_args(struct d_lower *l, const struct d_node *n)
{
	if (!n)
		return false;
	if (n->kind == DN_IDENT || n->kind == DN_INDEX) {
		const struct builtin *b = n->kind == DN_IDENT ? builtin_find(LANG_D, n->str, -1) : NULL;

		if (n->kind == DN_IDENT && (map_get(l->inlines, n->str) || !strcmp(n->str, "args") || (b && b->arg_slots)))
			return true;
	}
	for (size_t i = 0; i < n->list.n; i++)
		if (names_args(l, n->list.v[i]))
			return true;
	return names_args(l, n->a) || names_args(l, n->b) || names_args(l, n->c);
}

static bool stmt_names_args(struct d_lower *l, const struct d_stmt *s)
{
	if (!s)
		return false;
	for (size_t i = 0; i < s->list.n; i++)
		if (stmt_names_args(l, s->list.v[i]))
			return true;
	return names_args(l, s->expr) || stmt_names_args(l, s->then) || stmt_names_args(l, s->other);
}

bool d_binding_matters(struct d_lower *l, const struct d_binding *b, const struct d_item *clause)
{
	return b->way->pred || names_args(l, clause->pred) || stmt_names_args(l, clause->body);
}

/* ---- text of the library about the point that fires ---- */
static struct d_env home(const struct d_binding *b)
{
	return (struct d_env){ .lib = b->item->unit->src };
}

struct expr *d_binding_guard(struct d_lower *l, const struct d_binding *b, struct span at)
{
	struct d_env env = home(b);

	return b->way->pred ? d_condition(l, d_expr_in(l, &env, b->way->pred, b->item->name, at), "the predicate") : NULL;
}

/* args[i] = or argN = of the way; NULL: it has none */
static const struct d_node *set_of(const struct d_way *w, const char *name, int64_t index)
{
	for (size_t i = 0; i < w->sets.n; i++) {
		const struct d_node *to = w->sets.v[i]->a;

		if (to->kind == DN_IDENT ? index < 0 && !strcmp(to->str, name)
		    : index >= 0 && to->list.n == 1 && to->list.v[0]->kind == DN_INT && to->list.v[0]->num == index)
			return w->sets.v[i]->b;
	}
	return NULL;
}

const struct type *d_binding_type(struct d_lower *l, const struct d_binding *b, size_t i)
{
	const struct type *t;
	struct d_quiet q;

	if (i >= b->item->decls.n)
		return NULL;
	d_quiet_begin(l, &q);
	t = d_type_of(l, b->item->decls.v[i]);
	d_quiet_end(l, &q);
	return t->kind == TY_ERROR || t->kind == TY_VOID ? NULL : t;
}

static struct expr *arg_value(struct d_lower *l, const struct d_binding *b, size_t i, struct span at)
{
	const struct d_node *set = set_of(b->way, "args", (int64_t)i);
	const struct type *t = d_binding_type(l, b, i);
	struct d_env env = home(b);
	struct expr *e, *v;

	if (!set || !t)
		return NULL;
	e = d_expr_in(l, &env, set, arena_printf(l->arena, "args[%zu]", i), at);
	v = d_fit(l, e, t);
	if (v)
		return v;
	diag_error(l->diag, at, ERR_LACKING, "args[%zu] of %s is %s here, not %s", i, b->item->name, d_tstr(l, e->type),
		   d_tstr(l, t));
	return d_error(l, at);
}

struct expr *d_binding_arg(struct d_lower *l, const struct d_binding *b, const struct d_node *n, size_t i)
{
	struct expr *e = arg_value(l, b, i, n->span);

	if (e)
		return d_xlated(l, e) ? d_xlated_as(l, d_xlated(l, e), e->type, n->span) : e;
	diag_error(l->diag, n->span, ERR_ARGS_TYPE, "args[%zu] of %s:::%s is not known on this kernel", i, b->item->prov,
		   b->item->name);
	return d_error(l, n->span);
}

static bool has_sets(const struct d_binding *b)
{
	return b->way->has_block || b->item->decls.n;
}

struct expr *d_binding_raw(struct d_lower *l, const struct d_binding *b, unsigned slot, struct span at)
{
	const char *name = arena_printf(l->arena, "arg%u", slot);
	const struct d_node *set = set_of(b->way, name, -1);
	struct d_env env = home(b);
	struct expr *e;

	if (!set && !has_sets(b)) {	/* the point's own */
		e = prog_expr(l->prog, E_CTX, &type_int64, at);
		e->arg = slot;
		return e;
	}
	e = set ? d_expr_in(l, &env, set, name, at) : arg_value(l, b, slot, at);
	e = e ? d_decay(l, e) : d_int(l, 0, at);
	if (d_is_error(e))
		return e;
	/* of what is no number there is the address, or nothing */
	return type_is_scalar(e->type) ? prog_cast(l->prog, e, &type_int64) : prog_const(l->prog, 0, &type_int64, at);
}

/* ---- helper clauses ---- */
static void hidden_clause(struct d_lower *l, const struct d_binding *b, struct span at, struct probe *const *probes,
			  size_t n, const struct d_node *pred, const struct d_stmt *body)
{
	struct clause *cl = d_new_clause(l, at), *was = l->clause;
	struct d_env env = home(b);
	const struct d_env *up = l->env;

	for (size_t i = 0; i < n; i++)
		vec_push(l->arena, &cl->probes, d_unique_probe(l, probes[i]));
	l->clause = cl;
	l->env = &env;
	for (size_t i = 0; i < body->list.n; i++)
		d_lower_stmt(l, body->list.v[i], cl->body);
	if (pred)
		cl->guard = d_condition(l, d_expr(l, pred), "the predicate");
	l->env = up;
	l->clause = was;
	vec_push(l->arena, &l->prog->clauses, cl);
}

void d_binding_use(struct d_lower *l, const struct d_binding *b, struct span at)
{
	const char *wrong;
	struct d_quiet q;

	for (size_t i = 0; i < l->bindings.n; i++)
		if (l->bindings.v[i] == b)
			return;
	vec_push(l->arena, &l->bindings, b);
	d_quiet_begin(l, &q);
	for (size_t i = 0; i < b->item->helpers.n && i < 8; i++) {
		const struct d_item *h = b->item->helpers.v[i];

		hidden_clause(l, b, h->span, b->helpers[i].v, b->helpers[i].n, h->pred, h->body);
	}
	wrong = d_quiet_end(l, &q);
	if (wrong)
		diag_error(l->diag, at, ERR_LACKING, "this kernel lacks what %s:::%s needs: %s", b->item->prov, b->item->name,
			   wrong);
}

void d_bindings_end(struct d_lower *l)
{
	for (size_t i = 0; i < l->bindings.n; i++) {
		const struct d_binding *b = l->bindings.v[i];
		VEC(struct probe *) used = { 0 };

		for (size_t k = 0; b->item->after && k < l->prog->probes.n; k++)
			if (d_binding_of(l->prog->probes.v[k]) == b)
				vec_push(l->arena, &used, l->prog->probes.v[k]);
		if (used.n)
			hidden_clause(l, b, b->item->span, used.v, used.n, NULL, b->item->after);
	}
}
