/*
 * lower_name.c - what a name means (reference D, 1.6, 1.7, 2.6, section 3)
 */
#include <ctype.h>
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/d/alias.h"
#include "lang/d/library.h"
#include "lang/d/lower.h"
#include "lang/d/target.h"
#include "lang/stability.h"
#include "lib/near.h"

/* ---- variables ---- */
/* variables of a library script are its own, whatever the program calls its */
static const char *own_name(const struct d_lower *l, const char *name)
{
	const struct source *lib = l->env ? l->env->lib : NULL;

	const char *base = lib ? strrchr(lib->name, '/') : NULL;

	return lib ? arena_printf(l->arena, "%s:%s", base ? base + 1 : lib->name, name) : name;
}

struct d_var *d_find_var(struct d_lower *l, enum storage s, const char *name)
{
	return map_get(l->vars[s], own_name(l, name));
}

struct d_var *d_new_var(struct d_lower *l, enum storage s, const char *name, const struct type *t, struct span at)
{
	struct d_var *dv = arena_new_of(l->arena, struct d_var);

	/* aggregations are globals with a name space of their own */
	name = own_name(l, name);
	dv->var = prog_var(l->prog, name, s == V_LOCAL ? V_GLOBAL : s, t, at);
	dv->var->hidden = l->env && l->env->lib;
	while (l->by_id.n < dv->var->id)
		vec_push(l->arena, &l->by_id, NULL);
	vec_push(l->arena, &l->by_id, dv);
	map_put(l->vars[s], name, dv);
	return dv;
}

/* a variable that holds translated pointers gives one */
struct expr *d_var_value(struct d_lower *l, const struct d_var *dv, struct expr *e)
{
	struct d_xlated of = { .x = dv->x };

	if (!dv->x || !type_is_ptr(e->type))
		return e;
	of.input = prog_cast(l->prog, e, dv->x->source);
	return d_xlated_as(l, &of, e->type, e->span);
}

static struct expr *var_expr(struct d_lower *l, const struct d_var *dv, struct span at)
{
	struct expr *e = prog_expr(l->prog, E_VAR, dv->var->type, at);

	if (dv->var->type->kind == TY_ERROR)
		return d_error(l, at);
	if (dv->var->keys.n) {
		diag_error(l->diag, at, ERR_ARR_BADREF, "'%s' is an associative array: a key is needed", dv->var->name);
		return d_error(l, at);
	}
	e->var = dv->var;
	return d_var_value(l, dv, e);
}

struct expr *d_scoped(struct d_lower *l, const struct d_node *n)
{
	struct d_var *dv = d_find_var(l, n->kind == DN_SELF ? V_THREAD : V_FIRING, n->str);

	if (dv)
		return var_expr(l, dv, n->span);
	diag_error(l->diag, n->span, ERR_VAR_UNDEF, "%s->%s has not yet been declared or assigned",
		   n->kind == DN_SELF ? "self" : "this", n->str);
	return d_error(l, n->span);
}

/* ---- plain names ---- */
struct expr *d_enumerator_value(struct d_lower *l, int64_t v, struct span at)
{
	return prog_const(l->prog, v, v == (int32_t)v ? &type_int32 : &type_int64, at);
}

static struct expr *enumerator(struct d_lower *l, const struct d_node *n)
{
	const struct enumerator *e = map_get(l->enums, n->str);
	struct type_source *k = l->c->world->kernel;
	const struct type *t = NULL;
	int64_t v;

	if (e)
		return d_enumerator_value(l, e->value, n->span);
	if (d_lib_load(l, LIB_NAME, n->str)) {		/* an enumerator of the library; its inlines have been tried */
		e = map_get(l->enums, n->str);
		if (e)
			return d_enumerator_value(l, e->value, n->span);
	}
	if ((k && k->enumerator && !k->enumerator(k, n->str, &v, &t)) || d_target_enumerator(l->c->world, NULL, n->str, &v))
		return d_enumerator_value(l, v, n->span);
	return NULL;
}

/* an inline, the program's or after its variables and the built-in ones the library's */
static const struct d_inline *library_inline(struct d_lower *l, const char *name)
{
	return d_lib_load(l, LIB_NAME, name) ? map_get(l->inlines, name) : NULL;
}

/* D has these, and this system no meaning for them (section 3) */
static bool is_unsupported(const char *name)
{
	static const char *const names[] = { "ipl", "regs" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

/* variables of the program, and built-in ones, that differ by a slip of the finger */
static const char *slip_of(struct d_lower *l, const char *name)
{
	struct near near = { .like = name, .most = near_slip(name) };
	const struct builtin *b;

	for (size_t i = 0; i < l->prog->vars.n; i++)
		if (l->prog->vars.v[i]->storage == V_GLOBAL && l->prog->vars.v[i]->type->kind != TY_STAT)
			near_add(&near, l->prog->vars.v[i]->name);
	for (size_t it = 0; (b = builtin_next(&it));)
		if (b->langs & LANG_D && !strchr(b->sig, '(') && *b->name != '$' && !(b->of_library && l->opt->nolibs))
			near_add(&near, b->name);
	return near_list(l->arena, &near);
}

/* a constant or a type by its looks: the program may have it, if only it could be seen */
static bool may_be_theirs(const char *name)
{
	size_t n = strlen(name);

	return isupper((unsigned char)*name) || (n > 2 && !strcmp(name + n - 2, "_t"));
}

static struct expr *unknown(struct d_lower *l, const struct d_node *n)
{
	struct type_source *k = l->c->world->kernel;

	if (is_unsupported(n->str)) {
		diag_error(l->diag, n->span, ERR_VAR_UNSUP, "built-in variable '%s' not implemented", n->str);
		return d_error(l, n->span);
	}
	diag_error(l->diag, n->span, ERR_IDENT_UNDEF, "failed to resolve %s: Unknown variable name", n->str);
	d_lib_hint(l, n->str);
	if (d_find_var(l, V_THREAD, n->str))
		diag_hint(l->diag, "there is a thread-local self->%s", n->str);
	else if (d_find_var(l, V_FIRING, n->str))
		diag_hint(l->diag, "there is a clause-local this->%s", n->str);
	else if (d_find_var(l, V_LOCAL, n->str))
		diag_hint(l->diag, "there is an aggregation @%s", n->str);
	else if (k && k->var && k->var(k, n->str))
		diag_hint(l->diag, "the kernel's symbol is written `%s", n->str);
	else if (slip_of(l, n->str))
		diag_hint(l->diag, "similar names: %s", slip_of(l, n->str));
	else if (may_be_theirs(n->str))
		d_target_bare_hint(l, NULL);
	return d_error(l, n->span);
}

struct expr *d_name(struct d_lower *l, const struct d_node *n)
{
	struct expr *e = d_env_name(l, n);
	const struct d_inline *in;
	const struct d_var *dv;
	const struct builtin *b;
	struct sig sig;

	if (e)
		return e;
	d_attr_name(l, n->str, n->span);
	in = map_get(l->inlines, n->str);
	dv = d_find_var(l, V_GLOBAL, n->str);
	if (in && !(dv && in->lib))	/* of a library, the program's variable goes before it */
		return d_expand(l, in, n);
	if (dv && map_get(l->enums, n->str)) {
		diag_error(l->diag, n->span, ERR_IDENT_AMBIG, "'%s' is both a variable and an enumerator", n->str);
		return d_error(l, n->span);
	}
	if (dv)
		return var_expr(l, dv, n->span);
	b = builtin_find(LANG_D, n->str, -1);
	if (b && b->of_library && l->opt->nolibs)
		return unknown(l, n);
	if (b && b->arg_slots)
		d_attr(l, l->arg_stability, n->str, n->span);
	if (b && b->arg_slots && !(b->flags & B_RETURN) && l->env && l->env->binding)
		return d_binding_raw(l, l->env->binding, (unsigned)__builtin_ctz(b->arg_slots), n->span);
	if (b && builtin_sig(b, &sig) && !sig.is_call)
		return d_builtin_var(l, b, n->span);
	if (b || agg_find_d(n->str) || !strcmp(n->str, "args")) {
		diag_error(l->diag, n->span, ERR_IDENT_BADREF, "'%s' cannot be used without %s", n->str,
			   b || agg_find_d(n->str) ? "arguments" : "an index");
		return d_error(l, n->span);
	}
	if ((in = library_inline(l, n->str)))
		return d_expand(l, in, n);
	e = enumerator(l, n);
	return e ? e : unknown(l, n);
}

/* ---- keys ---- */
static struct expr *key_value(struct d_lower *l, const struct d_node *n, bool agg)
{
	struct expr *e = d_expr(l, n);
	const struct type *t = type_strip(e->type);

	if (t->kind == TY_ARRAY && type_is_stringish(t))
		return d_stringof(l, e, e->span);
	e = d_decay(l, e);
	if (d_is_error(e) || ((type_is_scalar(e->type) || type_is_string(e->type)) && !d_xlated(l, e)) ||
	    (agg && d_is_action_result(t)))
		return e;
	diag_error(l->diag, e->span, ERR_KEY_TYPE, "%s%s cannot be a key", d_xlated(l, e) ? "a translated " : "",
		   d_tstr(l, e->type));
	diag_hint(l->diag, "keys are integers, pointers, strings%s", agg ? ", stacks and symbols" : "");
	return d_error(l, e->span);
}

static struct expr *fit_key(struct d_lower *l, struct var *v, size_t i, struct expr *e)
{
	const struct type *want = v->keys.v[i];
	struct expr *k = d_convert(l, e, want);

	if (!k || d_is_null(k) != d_is_null(e)) {
		diag_error(l->diag, e->span, ERR_PROTO_ARG, "key %zu of '%s' must be %s, not %s", i + 1, v->name,
			   d_tstr(l, want), d_tstr(l, e->type));
		return d_error(l, e->span);
	}
	if (type_is_string(want) && !type_is_string(k->type)) {
		diag_error(l->diag, e->span, ERR_PROTO_ARG, "key %zu of '%s' must be a string", i + 1, v->name);
		return d_error(l, e->span);
	}
	/* strings of several bounds: the key has room for the longest; so have stacks */
	if (k->type->size > want->size && (type_is_string(want) || want->kind == TY_STACK))
		v->keys.v[i] = k->type;
	return k;
}

bool d_few_keys(struct d_lower *l, const char *name, size_t n, struct span at)
{
	if (n <= KEYS_MAX)
		return true;
	diag_error(l->diag, at, ERR_PROTO_LEN, "'%s' has %zu keys; %d are the most", name, n, KEYS_MAX);
	return false;
}

bool d_keys(struct d_lower *l, struct var *v, const struct d_node *n, bool fresh, struct expr *elem, bool agg)
{
	bool ok = true;

	if (fresh && !d_few_keys(l, v->name, n->list.n, n->span))
		return false;
	if (!fresh && n->list.n != v->keys.n) {
		diag_error(l->diag, n->span, ERR_PROTO_LEN, "%s%s[ ] prototype mismatch: %zu key%s passed, %zu expected",
			   agg ? "@" : "", v->name, n->list.n, n->list.n == 1 ? "" : "s", v->keys.n);
		return false;
	}
	for (size_t i = 0; i < n->list.n; i++) {
		struct expr *e = key_value(l, n->list.v[i], agg);

		if (fresh)
			vec_push(l->arena, &v->keys, e->type);
		else
			e = fit_key(l, v, i, e);
		ok &= !d_is_error(e);
		vec_push(l->arena, &elem->args, e);
	}
	return ok;
}

/* ---- name[...] ---- */
static struct expr *array_elem(struct d_lower *l, struct d_var *dv, const struct d_node *n)
{
	struct expr *e = prog_expr(l->prog, E_ELEM, dv->var->type, n->span);

	e->var = dv->var;
	return d_keys(l, dv->var, n, false, e, false) ? d_var_value(l, dv, e) : d_error(l, n->span);
}

static struct expr *indexed_name(struct d_lower *l, const struct d_node *n)
{
	const char *name = n->a->str;
	const struct d_inline *in = map_get(l->inlines, name);
	const struct builtin *b;
	struct d_var *dv;
	struct sig sig;

	d_attr_name(l, name, n->a->span);
	dv = d_find_var(l, V_GLOBAL, name);
	if (in && !(dv && in->lib))
		return in->params ? d_expand(l, in, n) : NULL;
	if (dv)
		return dv->var->keys.n ? array_elem(l, dv, n) : NULL;
	if (!strcmp(name, "args"))
		return d_args(l, n);
	b = builtin_find(LANG_D, name, (int)n->list.n);
	/* uregs[R_SP]: a call with a constant, spelled as an array */
	if (b && builtin_sig(b, &sig) && sig.nargs == 1 && sig.args[0].kind == SA_CONST && !sig.args[0].optional)
		return d_builtin_call(l, b, n);
	in = library_inline(l, name);
	return in && in->params ? d_expand(l, in, n) : NULL;
}

struct expr *d_index(struct d_lower *l, const struct d_node *n)
{
	const struct d_node *a = n->a;
	struct expr *e = a->kind == DN_IDENT ? indexed_name(l, n) : NULL;

	if (e)
		return e;
	if (a->kind == DN_SELF || a->kind == DN_THIS) {
		struct d_var *dv = d_find_var(l, a->kind == DN_SELF ? V_THREAD : V_FIRING, a->str);

		if (dv && dv->var->keys.n)
			return array_elem(l, dv, n);
	}
	e = d_expr(l, a);
	if (d_is_error(e))
		return e;

	enum type_kind k = type_strip(e->type)->kind;

	if (type_is_int(e->type) && n->list.n == 1) {	/* 3[p] is p[3] */
		struct expr *of = d_expr(l, n->list.v[0]);

		if (type_is_ptr(of->type) || type_strip(of->type)->kind == TY_ARRAY)
			return d_element(l, of, a, n->span);
	}
	if (k != TY_ARRAY && k != TY_PTR && k != TY_STRING) {
		diag_error(l->diag, n->span, ERR_ARR_BADREF, "%s is not an array and has no elements", d_tstr(l, e->type));
		return d_error(l, n->span);
	}
	if (n->list.n != 1) {
		diag_error(l->diag, n->span, ERR_ARR_BADREF, "an array has one index, not %zu", n->list.n);
		return d_error(l, n->span);
	}
	return d_element(l, e, n->list.v[0], n->span);
}
