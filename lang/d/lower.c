/*
 * lower.c - items of a D program to clauses of prog (reference D, 1.3, 1.5, 1.6)
 */
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/d/alias.h"
#include "lang/d/library.h"
#include "lang/d/lex.h"
#include "lang/d/lower.h"
#include "lang/d/parse.h"
#include "lang/stability.h"

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
	d_records(l, e->kind == E_CALL ? e->builtin->name : b->name, e->span);
	return t;
}

static void lower_call_stmt(struct d_lower *l, const struct d_node *n, struct block *b)
{
	struct expr *e = d_call(l, n, true);

	if (d_is_error(e))
		return;
	if (e->kind == E_CALL && e->builtin->flags & B_SPECULATES) {
		d_speculate(l, e, b);
		return;
	}
	if (e->kind == E_CALL && e->builtin->flags & (B_COMMITS | B_DISCARDS))
		d_spec_end(l, e);
	add_do(l, b, d_is_action_result(type_strip(e->type)) ? traced(l, e) : e);
}

/*
 * Where a script's switch, an inline or a macro variable, is the condition, the other branch is not there:
 * OPTION ? printf("...") : 1
 */
static const struct d_node *taken(struct d_lower *l, const struct d_node *n)
{
	int64_t on;

	while (n->kind == DN_COND && (n->a->kind != DN_INT || n->a->macro) && d_constant(l, n->a, &on))
		n = on ? n->b : n->c;
	return n;
}

static void lower_expr_stmt(struct d_lower *l, const struct d_node *n, struct block *b)
{
	struct expr *e;

	n = taken(l, n);
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
	if (d_is_error(e))
		return;
	if (d_xlated(l, e)) {
		diag_error(l->diag, e->span, ERR_CG_DYN, "a translated %s has members, and no value by itself",
			   d_tstr(l, e->type));
		return;
	}
	add_do(l, b, e);
}

struct expr *d_condition(struct d_lower *l, struct expr *e, const char *what)
{
	e = d_decay(l, e);
	if (d_is_error(e) || (type_is_scalar(e->type) && !d_xlated(l, e)))
		return e;
	diag_error(l->diag, e->span, ERR_PRED_SCALAR, "%s result must be of scalar type, not %s%s", what,
		   d_xlated(l, e) ? "a translated " : "", d_tstr(l, e->type));
	if (type_is_string(e->type))
		diag_hint(l->diag, "compare the string: with \"\", or with NULL when it may be unset");
	return d_error(l, e->span);
}

static void lower_if(struct d_lower *l, const struct d_stmt *s, struct block *b)
{
	struct stmt *to = prog_stmt(l->prog, S_IF, s->span);

	to->cond = d_condition(l, d_expr(l, s->expr), "condition");
	to->body = prog_block(l->prog);
	d_lower_stmt(l, s->then, to->body);
	if (s->other) {
		to->other = prog_block(l->prog);
		d_lower_stmt(l, s->other, to->other);
	}
	if (!d_is_error(to->cond))
		prog_add(l->prog, b, to);
}

void d_lower_stmt(struct d_lower *l, const struct d_stmt *s, struct block *b)
{
	struct block *outer = l->block;

	l->block = b;
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
			d_lower_stmt(l, s->list.v[i], b);
		break;
	}
	l->block = outer;
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

/* of the way in which the probe comes about, and the clause's own */
static void lower_guard(struct d_lower *l, const struct d_item *it, struct clause *cl)
{
	const struct d_binding *b = l->env ? l->env->binding : NULL;
	struct expr *ours;

	l->diag->region = "predicate";
	ours = b ? d_binding_guard(l, b, it->span) : NULL;

	struct expr *own = it->pred ? d_condition(l, d_expr(l, it->pred), "predicate") : NULL;

	cl->guard = ours && own ? d_binary(l, OP_ANDAND, ours, own, it->pred->span) : ours ? ours : own;
}

struct clause *d_new_clause(struct d_lower *l, struct span at)
{
	struct clause *cl = arena_new_of(l->arena, struct clause);

	cl->id = (unsigned)l->prog->clauses.n;
	cl->span = at;
	cl->body = prog_block(l->prog);
	return cl;
}

/* the clause on some of its probes: those that came about in one way */
static void lower_part(struct d_lower *l, const struct d_item *it, const struct d_binding *binding,
		       struct probe *const *probes, size_t n)
{
	const struct d_env env = { .binding = binding };
	struct clause *cl;

	if (binding)
		d_binding_use(l, binding, it->span);
	cl = d_new_clause(l, it->span);
	for (size_t i = 0; i < n; i++)
		vec_push(l->arena, &cl->probes, probes[i]);
	l->clause = cl;
	l->env = binding ? &env : NULL;
	l->recorded = l->aggregated = l->speculated = l->committed = 0;

	/* the body is analysed before the predicate (1.6) */
	bool early = assigns(it->pred);

	if (early)
		lower_guard(l, it, cl);
	cl->default_action = !it->body || !it->body->list.n;
	l->diag->region = "action list";
	if (it->body)
		d_lower_stmt(l, it->body, cl->body);
	if (!early)
		lower_guard(l, it, cl);
	l->diag->region = NULL;
	l->clause = NULL;
	l->env = NULL;
	if (cl->probes.n)
		vec_push(l->arena, &l->prog->clauses, cl);
}

static const struct d_binding *part_of(struct d_lower *l, const struct d_item *it, const struct probe *p)
{
	const struct d_binding *b = d_binding_of(p);

	return b && d_binding_matters(l, b, it) ? b : NULL;
}

/* what has a type when the probes are there: args[], another system's types */
static bool mentions_args(const struct d_node *n)
{
	bool found = n && ((n->kind == DN_INDEX && n->a->kind == DN_IDENT && !strcmp(n->a->str, "args")) ||
			   (n->kind == DN_CAST && n->num));

	for (size_t i = 0; n && !found && i < n->list.n; i++)
		found = mentions_args(n->list.v[i]);
	return found || (n && (mentions_args(n->a) || mentions_args(n->b) || mentions_args(n->c)));
}

static bool body_mentions_args(const struct d_stmt *s)
{
	bool found = s && (mentions_args(s->expr) || body_mentions_args(s->then) || body_mentions_args(s->other));

	for (size_t i = 0; s && !found && i < s->list.n; i++)
		found = body_mentions_args(s->list.v[i]);
	return found;
}

bool d_mentions_args(const struct d_item *it)
{
	return mentions_args(it->pred) || body_mentions_args(it->body);
}

/*
 * With -Z: the clause will not run, it is lowered for what is wrong with it. Of types that follow from
 * probes that are not there nothing can be said.
 */
static void lower_idle(struct d_lower *l, const struct d_item *it)
{
	bool blind = d_mentions_args(it);

	l->blind |= blind;
	l->diag->hushed += blind;
	lower_part(l, it, NULL, NULL, 0);
	l->diag->hushed -= blind;
}

/* what a clause that does not run leaves untyped */
static void type_blind(struct d_lower *l)
{
	for (size_t i = 0; i < l->prog->vars.n; i++) {
		struct var *v = l->prog->vars.v[i];

		if (v->type->kind == TY_ERROR || v->type->kind == TY_VOID)
			v->type = &type_int64;
		for (size_t k = 0; k < v->keys.n; k++)
			if (v->keys.v[k]->kind == TY_ERROR)
				v->keys.v[k] = &type_int64;
	}
	for (size_t i = 0; i < l->prog->clauses.n; i++) {
		struct clause *cl = l->prog->clauses.v[i];

		if (cl->guard && d_is_error(cl->guard))
			cl->guard = prog_const(l->prog, 0, &type_int32, cl->guard->span);
	}
}

/* the clause on the probes of l->matched, by the ways in which they come about */
static void lower_parts(struct d_lower *l, const struct d_item *it)
{
	unsigned errors = l->diag->errors;
	bool *done = arena_array(l->arena, bool, l->matched.n + 1);

	for (size_t i = 0; i < l->matched.n && l->diag->errors == errors; i++) {
		if (done[i])
			continue;

		const struct d_binding *b = part_of(l, it, l->matched.v[i]);
		VEC(struct probe *) part = { 0 };

		for (size_t k = i; k < l->matched.n; k++) {
			if (done[k] || part_of(l, it, l->matched.v[k]) != b)
				continue;
			done[k] = true;
			vec_push(l->arena, &part, l->matched.v[k]);
		}
		lower_part(l, it, b, part.v, part.n);
	}
}

/* l->matched from l->again: each of its probes once, the rest stays */
static void take_again(struct d_lower *l)
{
	struct map *seen = map_new();
	size_t rest = 0;

	memset(&l->matched, 0, sizeof(l->matched));
	for (size_t i = 0; i < l->again.n; i++) {
		struct probe *p = l->again.v[i];

		if (map_getn(seen, &p, sizeof(p))) {
			l->again.v[rest++] = p;
			continue;
		}
		map_putn(seen, &p, sizeof(p), p);
		vec_push(l->arena, &l->matched, p);
	}
	l->again.n = rest;
	map_free(seen);
}

static void lower_clause(struct d_lower *l, const struct d_item *it)
{
	unsigned errors = l->diag->errors;

	d_match(l, it);
	if (!l->matched.n)
		lower_idle(l, it);
	lower_parts(l, it);
	while (l->again.n && l->diag->errors == errors) {
		take_again(l);
		lower_parts(l, it);
	}
}

/* the list behind the colon names arguments of the one before it, as they are or translated */
static void check_shown(struct d_lower *l, const struct d_dop *native, const struct d_dop *shown)
{
	for (size_t i = 0; i < shown->params.n; i++) {
		struct d_type *to = shown->params.v[i], *from = NULL;

		for (size_t k = 0; k < native->params.n; k++)
			if (to->name ? native->params.v[k]->name == to->name : k == i)
				from = native->params.v[k];
		if (!from)
			diag_error(l->diag, to->span, ERR_PROV_PRARGLEN,
				   "an argument behind the colon is called as one before it");
		else if (!d_shows_as(l, d_type_of(l, from), d_type_of(l, to)))
			diag_error(l->diag, to->span, ERR_PROV_PRXLATOR, "there is no translator from %s to %s",
				   d_tstr(l, d_type_of(l, from)), d_tstr(l, d_type_of(l, to)));
	}
}

static void check_probe(struct d_lower *l, const struct d_type *probe)
{
	for (size_t i = 0; i < probe->ops.n; i++) {
		const struct d_dop *op = &probe->ops.v[i];

		if (op->params.n > 32)
			diag_error(l->diag, probe->span, ERR_PROV_PRARGLEN, "a probe has at most 32 arguments");
		d_check_params(l, op);
	}
	if (probe->ops.n > 1)
		check_shown(l, &probe->ops.v[0], &probe->ops.v[1]);
}

static bool same_params(struct d_lower *l, const struct d_dop *a, const struct d_dop *b)
{
	bool same = a->params.n == b->params.n;

	for (size_t i = 0; same && i < a->params.n; i++)
		same = type_same(d_type_of(l, a->params.v[i]), d_type_of(l, b->params.v[i]));
	return same;
}

static bool same_probes(struct d_lower *l, const struct d_item *a, const struct d_item *b)
{
	bool same = a->decls.n == b->decls.n;

	for (size_t i = 0; same && i < a->decls.n; i++) {
		const struct d_type *x = a->decls.v[i], *y = b->decls.v[i];

		same = x->name == y->name && x->ops.n == y->ops.n;
		for (size_t k = 0; same && k < x->ops.n; k++)
			same = same_params(l, &x->ops.v[k], &y->ops.v[k]);
	}
	return same;
}

/* a provider may be defined again as what it is */
static void check_interface(struct d_lower *l, const struct d_item *it)
{
	for (size_t i = 0; i < l->providers.n; i++) {
		const struct d_item *old = l->providers.v[i];

		if (old->name != it->name || same_probes(l, old, it))
			continue;
		diag_error(l->diag, it->span, ERR_PROV_INCOMPAT, "provider '%s' is defined with other probes before", it->name);
		diag_note(l->diag, old->span, "here");
		return;
	}
}

enum { PROVIDER_NAME_MAX = 63 };

static void lower_provider(struct d_lower *l, const struct d_item *it)
{
	size_t n = strlen(it->name);

	check_interface(l, it);
	vec_push(l->arena, &l->providers, it);
	if (it->name[n - 1] >= '0' && it->name[n - 1] <= '9')
		diag_error(l->diag, it->span, ERR_PROV_BADNAME, "the name of a provider does not end in a digit");
	if (n > PROVIDER_NAME_MAX)
		diag_error(l->diag, it->span, ERR_PROV_BADNAME, "the name of a provider has at most %d characters",
			   PROVIDER_NAME_MAX);
	for (size_t i = 0; i < it->decls.n; i++) {
		for (size_t k = 0; k < i; k++)
			if (it->decls.v[i]->name == it->decls.v[k]->name)
				diag_error(l->diag, it->decls.v[i]->span, ERR_PROV_PRDUP, "probe '%s' is declared twice",
					   it->decls.v[i]->name);
		check_probe(l, it->decls.v[i]);
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
	case DI_ALIAS: break;	/* alias.c has it */
	}
}

static struct map **const *all_maps(struct d_lower *l, struct map **ret[16])
{
	struct map **all[] = { &l->inlines, &l->enums, &l->typedefs, &l->tags, &l->probes, &l->texts,
			       &l->definitions, &l->xlated, &l->declared, &l->scratch_temps, &l->lacks, &l->vars[0], &l->vars[1], &l->vars[2], &l->vars[3], NULL };

	memcpy(ret, all, sizeof(all));
	return ret;
}

void d_lower_init(struct d_lower *l, struct compile *c)
{
	struct map **maps[16];

	*l = (struct d_lower){ .c = c, .arena = c->arena, .diag = c->diag, .opt = c->options, .prog = prog_new(c->arena, LANG_D) };
	for (struct map **const *m = all_maps(l, maps); *m; m++)
		**m = map_new();
}

void d_lower_fini(struct d_lower *l)
{
	struct map **maps[16];

	for (struct map **const *m = all_maps(l, maps); *m; m++)
		map_free(**m);
}

/* #pragma D attributes and binding have no effect here, but what they speak of has to be there */
static void check_described(struct d_lower *l, const struct d_described *d)
{
	for (size_t i = 0; i < d->names.n; i++) {
		const struct d_named *n = &d->names.v[i];

		if (d_find_var(l, V_GLOBAL, n->name) || map_get(l->inlines, n->name) || map_get(l->enums, n->name))
			continue;
		if (builtin_find(LANG_D, n->name, -1) || agg_find_d(n->name) || !strcmp(n->name, "args") ||
		    !strcmp(n->name, "self") || !strcmp(n->name, "this") || d_lib_find(l->c->world, LIB_NAME, n->name))
			diag_error(l->diag, n->span, ERR_PRAGMA_SCOPE, "'%s' is D's own, and a program's #pragma cannot change it",
				   n->name);
		else
			diag_error(l->diag, n->span, ERR_PRAGMA_UNUSED, "a #pragma on '%s', and the program has no such name",
				   n->name);
	}
}

struct prog *d_lower(struct compile *c, void *ast)
{
	const struct d_ast *tree = ast;
	struct d_lower l;

	d_lower_init(&l, c);
	l.described = tree->described;
	for (size_t i = 0; i < c->units.n; i++) {
		c->units.v[i].nprobes = 0;
		c->units.v[i].descs = c->units.v[i].statements = stability_d;
	}
	for (size_t i = 0; i < tree->items.n; i++)
		d_lower_item(&l, tree->items.v[i]);
	if (tree->described && !diag_failed(l.diag))
		check_described(&l, tree->described);
	d_bindings_end(&l);
	if (l.blind)
		type_blind(&l);
	d_lower_fini(&l);
	return l.prog;
}

const struct frontend frontend_d = {
	.name = "d",
	.suffix = ".d",
	.parse = d_parse,
	.dump_ast = d_dump,
	.lower = d_lower,
	.list = d_list,
	.list_args = d_list_args_of,
};
