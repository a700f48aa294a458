/*
 * lower_args.c - args[n]: typed by the probes of the clause (reference d-language, section 3)
 *
 * What an argument is comes from the probe's provider; of marks in user programs from a provider
 * definition in the script; of probes of the library from their own text (lower_alias.c).
 */
#include <string.h>
#include "lang/d/alias.h"
#include "lang/d/lower.h"
#include "lang/d/parse.h"
#include "lang/stability.h"

static const struct d_type unreadable;

/* two__words of a definition is two-words to users */
static bool probe_name_is(const char *defined, const char *name)
{
	for (; *defined && *name; name++) {
		if (defined[0] == '_' && defined[1] == '_' && *name == '-')
			defined += 2;
		else if (*defined++ != *name)
			return false;
	}
	return *defined == *name;
}

static void read_definition(struct d_lower *l, struct d_parser *p, void *ctx)
{
	const struct d_type **probe = ctx;

	(void)l;
	p->any_type = true;	/* one that the script has not is missed where it is used */
	d_parse_provider(p);
	if (p->ast->items.n && p->ast->items.v[0]->decls.n)
		*probe = p->ast->items.v[0]->decls.v[0];
}

/* what the probe's program says of it itself; NULL: nothing, or types that the script does not know */
static const struct d_type *carried(struct d_lower *l, const struct probe *p)
{
	const struct d_type *t = p->definition ? map_get(l->definitions, p->definition) : NULL;

	if (!p->definition || t)
		return t == &unreadable ? NULL : t;
	if (!d_read_text(l, p->definition, read_definition, &t) || !t->ops.n)
		t = NULL;
	map_put(l->definitions, p->definition, (void *)(uintptr_t)(t ? t : &unreadable));
	return t;
}

/* provider app { probe go(...); } says what the probes of app1234 have; the latest one counts */
static const struct d_type *defined_probe(struct d_lower *l, const struct probe *p)
{
	for (size_t i = l->providers.n; i-- > 0;) {
		const struct d_item *it = l->providers.v[i];
		size_t n = strlen(it->name);

		if (strncmp(p->prov, it->name, n) || !p->prov[n] || p->prov[n + strspn(p->prov + n, "0123456789*?")])
			continue;
		for (size_t k = 0; k < it->decls.n; k++)
			if (probe_name_is(it->decls.v[k]->name, p->name) || !strcmp(it->decls.v[k]->name, p->name))
				return it->decls.v[k];
	}
	return carried(l, p);
}

static const struct type *type_of_mark(struct d_lower *l, struct d_type *t)
{
	const struct type *type;

	l->of_mark = true;
	type = d_type_of(l, t);
	l->of_mark = false;
	return type;
}

/* a type of a definition: of one that came with the probe, the script need not know it; NULL */
static const struct type *defined_type(struct d_lower *l, const struct probe *p, struct d_type *t)
{
	bool quiet = p->definition;
	const struct type *type;

	l->diag->hushed += quiet;
	type = type_of_mark(l, t);
	l->diag->hushed -= quiet;
	return type->kind == TY_ERROR ? NULL : type;
}

static const char *spelled(struct d_lower *l, const struct d_type *t)
{
	const char *from = t->span.src->text + t->span.start;
	size_t n = t->name ? t->name_span.start - t->span.start : t->span.end - t->span.start;

	while (n && strchr(" \t\n", from[n - 1]))
		n--;
	return arena_strndup(l->arena, from, n);
}

static bool is_void(struct d_lower *l, struct d_type *t)
{
	return !t->name && type_strip(type_of_mark(l, t))->kind == TY_VOID;
}

/* which native argument args[i] is: the names of the list behind the colon say so */
static size_t native_slot(const struct d_type *def, size_t i)
{
	const struct d_dop *native = &def->ops.v[0], *shown = &def->ops.v[def->ops.n - 1];
	const char *name = shown->params.v[i]->name;

	for (size_t k = 0; shown != native && name && k < native->params.n; k++)
		if (native->params.v[k]->name == name)
			return k;
	return i;
}

static const struct arg *defined_arg(struct d_lower *l, const struct probe *p, const struct d_type *def, size_t i,
				     struct arg *ret, size_t *n)
{
	const struct d_dop *shown = &def->ops.v[def->ops.n - 1];
	struct d_type *t;

	*n = shown->params.n;
	if (*n == 1 && is_void(l, shown->params.v[0]))
		*n = 0;
	if (i >= *n)
		return NULL;
	t = shown->params.v[i];
	*ret = (struct arg){ .name = t->name ? t->name : "", .type = defined_type(l, p, t), .user = true,
			     .slot = (unsigned)native_slot(def, i), .spelling = spelled(l, t) };
	return ret;
}

/* where the mark has it */
static const char *source_of(const struct arg_list *native, unsigned slot)
{
	for (size_t i = 0; native && i < native->args.n; i++)
		if (native->args.v[i].slot == slot)
			return native->args.v[i].source;
	return NULL;
}

void d_list_args(struct d_lower *l, struct probe *p)
{
	const struct d_type *def = carried(l, p);
	const struct arg_list *native = def ? probe_args(l->c->world, p) : NULL;
	struct arg one;
	size_t n = 1;

	if (!def)
		return;
	p->args = arena_new_of(l->arena, struct arg_list);
	p->args->typed = p->args_done = true;
	for (size_t i = 0; i < n && defined_arg(l, p, def, i, &one, &n); i++) {
		one.source = source_of(native, one.slot);
		vec_push(l->arena, &p->args->args, one);
	}
}

static const struct arg *probe_arg(struct d_lower *l, struct probe *p, size_t i, struct arg *ret, size_t *n)
{
	const struct d_type *def = defined_probe(l, p);
	const struct arg_list *list = def ? NULL : probe_args(l->c->world, p);

	if (def && def->ops.n)
		return defined_arg(l, p, def, i, ret, n);
	*n = list ? list->args.n : 0;
	if (list && p->is_return && list->ret) {
		*n = list->ret_slot + 1;
		*ret = (struct arg){ .name = "", .type = list->ret, .slot = list->ret_slot };
		if (i == list->ret_slot || (i == 0 && !list->args.n))
			return ret;
	}
	return list && i < list->args.n ? &list->args.v[i] : NULL;
}

static struct expr *no_arg(struct d_lower *l, const struct d_node *n, const struct probe *p, size_t have)
{
	if (!have)
		diag_error(l->diag, n->span, ERR_ARGS_NONE, "probe %s has no typed args[]", probe_str(l->arena, p));
	else
		diag_error(l->diag, n->list.v[0]->span, ERR_ARGS_IDX, "probe %s has only %zu args[]", probe_str(l->arena, p), have);
	if (!have)
		diag_hint(l->diag, "arg0 to arg9 are the raw arguments");
	return d_error(l, n->span);
}

/*
 * A clause may be on probes of libraries and on others, and is lowered for some of them at a time:
 * whether args[i] is of one type in all of them is asked first.
 */
static bool same_args(struct d_lower *l, const struct d_node *n, size_t i)
{
	const struct type *first = NULL, *t;
	struct arg one;
	size_t have;

	for (size_t k = 0; k < l->matched.n; k++) {
		struct probe *p = l->matched.v[k];
		const struct d_binding *b = d_binding_of(p);
		const struct arg *a = b ? NULL : probe_arg(l, p, i, &one, &have);

		if (b)
			have = b->item->decls.n;
		if (b ? i >= have : !a)
			return no_arg(l, n, p, have), false;
		t = b ? d_binding_type(l, b, i) : a->type;
		if (k && (!t != !first || (t && !type_same(t, first)))) {
			diag_error(l->diag, n->span, ERR_ARGS_MULTI, "args[%zu] is %s in %s but %s in %s", i,
				   first ? d_tstr(l, first) : "?", probe_str(l->arena, l->matched.v[0]),
				   t ? d_tstr(l, t) : "?", probe_str(l->arena, p));
			diag_hint(l->diag, "use one clause for each kind of probe, or the raw arg0 to arg9");
			return false;
		}
		first = t;
	}
	return true;
}

/* args[i] of one probe; an object's slot has its address */
static struct expr *slot_value(struct d_lower *l, const struct d_node *n, const struct arg *a)
{
	const struct type *t = a->type ? a->type : &type_int64;
	bool object = type_is_sou(t) || type_strip(t)->kind == TY_ARRAY;
	struct expr *e = prog_expr(l->prog, E_CTX, object ? type_ptr(l->arena, t) : t, n->span);

	e->arg = a->slot;
	e->trusted = a->trusted;
	e->space = a->user ? SPACE_USER : SPACE_KERNEL;	/* of what it points to */
	return e;
}

/* marks may hand over the same argument at different places: which one is asked of the probe's id */
static struct expr *by_probe(struct d_lower *l, const struct probe *p, struct expr *its, struct expr *other)
{
	struct expr *id = d_builtin_var(l, builtin_find(LANG_D, "id", -1), its->span);
	struct expr *e = prog_expr(l->prog, E_COND, its->type, its->span);

	e->a = prog_binary(l->prog, OP_EQ, id, prog_const(l->prog, p->id, id->type, its->span), &type_int32, its->span);
	e->b = its;
	e->c = other;
	e->space = its->space;
	return e;
}

/* is args[i] of all probes of the clause's part of the first one's type; false after reporting */
static bool types_agree(struct d_lower *l, const struct d_node *n, size_t i, const struct arg *first)
{
	struct arg one;
	size_t have;

	for (size_t k = 1; k < l->clause->probes.n; k++) {
		struct probe *p = l->clause->probes.v[k];
		const struct arg *a = probe_arg(l, p, i, &one, &have);

		if (!a)
			return no_arg(l, n, p, have), false;
		if (!a->type == !first->type && (!a->type || type_same(a->type, first->type)))
			continue;
		diag_error(l->diag, n->span, ERR_ARGS_MULTI, "args[%zu] is %s in %s but %s in %s", i,
			   first->type ? d_tstr(l, first->type) : "?", probe_str(l->arena, l->clause->probes.v[0]),
			   a->type ? d_tstr(l, a->type) : "?", probe_str(l->arena, p));
		diag_hint(l->diag, "use one clause for each kind of probe, or the raw arg0 to arg9");
		return false;
	}
	return true;
}

/* what args[i] is before the list behind the colon makes another type of it; NULL: it does not */
static const struct type *native_type(struct d_lower *l, const struct probe *p, size_t i)
{
	const struct d_type *def = defined_probe(l, p);
	size_t slot = def && def->ops.n > 1 ? native_slot(def, i) : 0;

	return def && def->ops.n > 1 && slot < def->ops.v[0].params.n
	       ? defined_type(l, p, def->ops.v[0].params.v[slot]) : NULL;
}

static struct expr *shown_as(struct d_lower *l, struct expr *e, const struct type *t, struct span at)
{
	struct expr *shown = t ? d_shown(l, e, t, at) : e;

	if (shown)
		return shown;
	diag_error(l->diag, at, ERR_ARGS_XLATOR, "there is no translator from %s to %s", d_tstr(l, e->type), d_tstr(l, t));
	return d_error(l, at);
}

struct expr *d_args(struct d_lower *l, const struct d_node *n)
{
	const struct type *native, *shown = NULL;
	struct arg first, one;
	const struct arg *a;
	struct expr *e;
	int64_t i = 0;
	size_t have;

	if (n->list.n != 1 || !d_const_int(l, n->list.v[0], &i) || i < 0) {
		diag_error(l->diag, n->span, ERR_ARGS_IDX, "the index of args[] must be a constant integer");
		return d_error(l, n->span);
	}
	if (!l->clause || !l->clause->probes.n)
		return d_error(l, n->span);	/* of a clause that matches nothing, with -Z, which will not run */
	if (!(l->env && l->env->lib) && !same_args(l, n, (size_t)i))
		return d_error(l, n->span);
	d_attr(l, l->arg_stability, "args[]", n->span);
	if (l->env && l->env->binding)
		return d_binding_arg(l, l->env->binding, n, (size_t)i);
	a = probe_arg(l, l->clause->probes.v[0], (size_t)i, &one, &have);
	if (!a)
		return no_arg(l, n, l->clause->probes.v[0], have);
	first = *a;
	if (a == &one && !a->type && a->spelling) {
		diag_error(l->diag, n->span, ERR_ARGS_TYPE, "args[%d] of probe %s is %s, a type that this program does not have",
			   (int)i, probe_str(l->arena, l->clause->probes.v[0]), a->spelling);
		return d_error(l, n->span);
	}
	if (!types_agree(l, n, (size_t)i, &first))
		return d_error(l, n->span);
	native = native_type(l, l->clause->probes.v[0], (size_t)i);
	if (native && !type_same(native, first.type)) {
		shown = first.type;
		first.type = native;
	}
	if (first.user && first.type && type_is_string(first.type)) {	/* the mark hands over where the text is */
		shown = shown ? shown : first.type;
		first.type = type_ptr(l->arena, &type_char);
	}
	e = slot_value(l, n, &first);
	for (size_t k = 1; k < l->clause->probes.n; k++) {
		struct probe *p = l->clause->probes.v[k];

		one = *probe_arg(l, p, (size_t)i, &one, &have);
		a = &one;
		one.type = first.type;
		if (a->slot != first.slot || a->user != first.user)
			e = by_probe(l, p, slot_value(l, n, a), e);
		else if (e->kind == E_CTX)
			e->trusted &= a->trusted;
	}
	if (first.type && (type_is_sou(first.type) || type_strip(first.type)->kind == TY_ARRAY))
		e = d_load(l, e, first.type, n->span);
	return shown_as(l, e, shown, n->span);
}
