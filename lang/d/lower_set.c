/*
 * lower_set.c - assignments, ++ and --, plain and inside expressions (reference D, 2.6, section 4)
 */
#include <string.h>
#include "lang/d/library.h"
#include "lang/d/lower.h"

/* ---- what is assigned to ---- */
struct target {
	struct expr  *to;		/* NULL: reported */
	struct d_var *dv;		/* the variable written as a whole, or NULL */
	bool	      fresh;		/* it has no type yet */
	struct expr  *home;		/* a structure of a thread or an array that to is part of a copy of; or NULL */
	struct expr  *copy;
};

static enum storage storage_of(const struct d_node *n)
{
	return n->kind == DN_SELF ? V_THREAD : n->kind == DN_THIS ? V_FIRING : V_GLOBAL;
}

static bool is_plain(const struct d_node *n)
{
	return n->kind == DN_IDENT || n->kind == DN_SELF || n->kind == DN_THIS;
}

/* a name that may become a variable by being assigned */
static bool may_create(struct d_lower *l, const struct d_node *n)
{
	if (n->kind != DN_IDENT)
		return true;
	return (d_lib_is_helper(n->str) || (!map_get(l->inlines, n->str) && !d_lib_find(l->c->world, LIB_NAME, n->str))) &&
	       !builtin_find(LANG_D, n->str, -1) && strcmp(n->str, "args") && !map_get(l->enums, n->str);
}

static void read_only(struct d_lower *l, const struct d_node *n, const char *what)
{
	diag_error(l->diag, n->span, ERR_OP_WRITE, "%s", what);
}

/* script memory: variables and their members, and what alloca pointers point to */
static bool writable(struct d_lower *l, const struct expr *e)
{
	while (e->kind == E_MEMBER || (e->kind == E_INDEX && type_strip(e->a->type)->kind == TY_ARRAY))
		e = e->a;
	return e->kind == E_VAR || e->kind == E_ELEM || (e->kind == E_LOAD && e->space == SPACE_SCRATCH);
}

static struct expr *hidden_var(struct d_lower *l, enum storage s, const struct type *type, struct span at)
{
	struct var *v = prog_var(l->prog, arena_printf(l->arena, "copy%zu", l->prog->vars.n), s, type, at);
	struct expr *e = prog_expr(l->prog, E_VAR, type, at);

	v->hidden = true;
	e->var = v;
	return e;
}

/*
 * Members of self->s and of a[k] are not written where they lie: the structure is copied, changed and
 * stored, so that it comes to be when it has not been.
 */
static void by_copy(struct d_lower *l, struct target *t)
{
	struct expr **at = &t->to;

	while ((*at)->kind == E_MEMBER || (*at)->kind == E_INDEX) {
		*at = arena_dup(l->arena, *at, sizeof(**at));
		at = &(*at)->a;
	}
	if (at == &t->to || !((*at)->kind == E_ELEM || ((*at)->kind == E_VAR && (*at)->var->storage == V_THREAD)))
		return;
	t->home = *at;
	t->copy = *at = hidden_var(l, V_FIRING, t->home->type, t->home->span);
}

static struct target object_target(struct d_lower *l, const struct d_node *n)
{
	struct target t = { .to = d_expr(l, n) };

	if (d_is_error(t.to))
		return (struct target){ 0 };
	if (writable(l, t.to)) {
		by_copy(l, &t);
		return t;
	}
	if (t.to->kind == E_LOAD || t.to->kind == E_MEMBER || t.to->kind == E_INDEX || t.to->kind == E_CTX) {
		read_only(l, n, "the kernel's and the probed program's memory is read-only");
		diag_hint(l->diag, "memory of your own comes from alloca()");
	} else if (t.to->kind == E_CALL) {
		if (n->kind == DN_MACRO)
			diag_error(l->diag, n->span, ERR_OP_LVAL, "cannot assign to a macro variable: it is its value");
		else if (n->kind == DN_CALL)
			diag_error(l->diag, n->span, ERR_OP_LVAL, "cannot assign to what a call gives");
		else
			read_only(l, n, "built-in variables are read-only");
	} else if (n->kind == DN_IDENT && map_get(l->inlines, n->str)) {
		read_only(l, n, "an inline is its definition, and read-only");
	} else if (n->kind == DN_DOT || n->kind == DN_ARROW) {
		read_only(l, n, "what is translated is read-only");
	} else {
		diag_error(l->diag, n->span, ERR_OP_LVAL, "cannot assign to this: it is not a variable");
	}
	return (struct target){ 0 };
}

static struct target var_target(struct d_lower *l, const struct d_node *n)
{
	struct target t = { .dv = d_find_var(l, storage_of(n), n->str) };

	if (n->kind == DN_IDENT)
		d_attr_name(l, n->str, n->span);
	if (t.dv && t.dv->var->keys.n) {
		diag_error(l->diag, n->span, ERR_ARR_BADREF, "'%s' is an associative array: a key is needed", n->str);
		return (struct target){ 0 };
	}
	if (t.dv && t.dv->var->type->kind == TY_ERROR)
		return (struct target){ 0 };
	if (!t.dv) {
		if (!may_create(l, n))
			return object_target(l, n);
		t.fresh = true;
		t.dv = d_new_var(l, storage_of(n), n->str, &type_error, n->span);
		t.dv->var->del_zero = n->kind == DN_SELF;
	}
	t.to = prog_expr(l->prog, E_VAR, t.dv->var->type, n->span);
	t.to->var = t.dv->var;
	return t;
}

static struct target elem_target(struct d_lower *l, const struct d_node *n)
{
	const struct d_node *a = n->a;
	struct target t = { .dv = d_find_var(l, storage_of(a), a->str) };

	if (t.dv && !t.dv->var->keys.n)
		return object_target(l, n);
	if (!t.dv && !may_create(l, a))
		return object_target(l, n);
	if (a->kind == DN_THIS) {
		diag_error(l->diag, n->span, ERR_ARR_LOCAL, "this-> cannot be an associative array");
		diag_hint(l->diag, "use self->%s[...] or a global array", a->str);
		return (struct target){ 0 };
	}
	struct var keys = { .name = a->str };
	bool ok;

	t.fresh = !t.dv;
	t.to = prog_expr(l->prog, E_ELEM, t.fresh ? &type_error : t.dv->var->type, n->span);
	/* before there is the variable: a key cannot be made of it */
	ok = d_keys(l, t.fresh ? &keys : t.dv->var, n, t.fresh, t.to, false);
	if (t.fresh) {
		t.dv = d_new_var(l, storage_of(a), a->str, &type_error, a->span);
		t.dv->var->del_zero = true;
		t.dv->var->keys.v = keys.keys.v;
		t.dv->var->keys.n = keys.keys.n;
		t.dv->var->keys.cap = keys.keys.cap;
	}
	t.to->var = t.dv->var;
	if (!ok)
		t.to = NULL;
	return t;
}

static struct target find_target(struct d_lower *l, const struct d_node *n)
{
	if (is_plain(n))
		return var_target(l, n);
	if (n->kind == DN_INDEX && is_plain(n->a))
		return elem_target(l, n);
	return object_target(l, n);
}

/* ---- types ---- */
static const struct type *var_type(struct d_lower *l, const struct expr *v)
{
	const struct type *t = type_strip(v->type);

	if (type_is_string(t))
		return d_string_type(l);
	return t->kind == TY_ENUM ? &type_int32 : v->type;
}

static bool storable(struct d_lower *l, const struct expr *v)
{
	const struct type *t = type_strip(v->type);

	if (d_xlated(l, v) && type_is_sou(t)) {
		diag_error(l->diag, v->span, ERR_OP_INCOMPAT, "a translated %s has members, and no value as a whole",
			   d_tstr(l, v->type));
		return false;
	}
	if (type_is_sou(t) && !t->size) {
		diag_error(l->diag, v->span, ERR_OP_INCOMPLETE, "%s has no members that take room", d_tstr(l, v->type));
		return false;
	}
	if (type_is_scalar(t) || type_is_string(t) || type_is_sou(t) || d_is_action_result(t))
		return true;
	diag_error(l->diag, v->span, t->kind == TY_VOID ? ERR_OP_DYN : ERR_OP_INCOMPAT, "%s cannot be stored in a variable",
		   d_tstr(l, v->type));
	return false;
}

static bool scratch_fits(struct d_lower *l, struct d_var *dv, struct expr *v)
{
	bool is = d_is_scratch(l, v);

	if (!dv || d_is_null(v) || !(type_is_ptr(v->type) || is))
		return true;

	enum d_scratch want = is ? SCRATCH_YES : SCRATCH_NO;

	if (dv->scratch == SCRATCH_UNKNOWN)
		dv->scratch = want;
	if (dv->scratch == want)
		return true;
	diag_error(l->diag, v->span, ERR_ALLOCA_INCOMPAT, "'%s' holds %s pointers and cannot hold %s ones", dv->var->name,
		   is ? "ordinary" : "alloca()", is ? "alloca()" : "ordinary");
	return false;
}

/* a variable holds translated pointers of one kind, or ordinary ones */
static bool xlated_fits(struct d_lower *l, struct d_var *dv, const struct expr *v)
{
	const struct d_xlated *of = d_xlated(l, v);

	if (!dv || d_is_null(v) || !type_is_ptr(v->type) || (!of && !dv->x))
		return true;
	if (of && !type_is_scalar(of->x->source)) {
		diag_error(l->diag, v->span, ERR_OP_INCOMPAT, "what is translated from %s cannot be kept in a variable",
			   d_tstr(l, of->x->source));
		return false;
	}
	if (!dv->x && !dv->plain)
		dv->x = of->x;
	if (of && of->x == dv->x)
		return true;
	diag_error(l->diag, v->span, ERR_OP_INCOMPAT, "'%s' holds %s %s and cannot hold this one", dv->var->name,
		   dv->x ? "translated" : "ordinary", d_tstr(l, dv->var->type));
	return false;
}

/* ---- NULL strings ---- */
static bool may_be_null(const struct expr *v)
{
	switch ((int)v->kind) {
	case E_CALL:
		return v->builtin->flags & B_NULL_RESULT;
	case E_VAR: case E_ELEM:
		return v->var->nulls || v->var->del_zero;
	case E_COND:
		return may_be_null(v->b) || may_be_null(v->c);
	case E_CAST: case E_SEQ:
		return v->a && may_be_null(v->a);
	}
	return d_is_null(v);
}

/*
 * x = strtok(NULL, ","), and then x == NULL: what was set to NULL is NULL, but for a global, which is
 * unset by it, and so is "" (2.2)
 */
static void note_null(const struct expr *to, const struct expr *value)
{
	bool local = to->kind == E_VAR && to->var->storage == V_FIRING;

	if ((to->kind == E_VAR || to->kind == E_ELEM) && type_is_string(to->type) && type_strip(to->type)->size > 1 &&
	    (local || to->var->del_zero) && may_be_null(value) && (local || !d_is_null(value)))
		to->var->nulls = true;
}

/* the value as the target's type; NULL after reporting */
static struct expr *fit(struct d_lower *l, struct target *t, struct expr *v)
{
	struct expr *c;

	if (t->fresh) {
		v = d_decay(l, type_is_sou(v->type) ? d_whole(l, v) : v);
		if (!storable(l, v))
			return NULL;
		t->dv->var->type = t->to->type = var_type(l, v);
	}
	if (!scratch_fits(l, t->dv, v) || !xlated_fits(l, t->dv, v))
		return NULL;
	if (t->dv && type_is_ptr(v->type) && !d_is_null(v) && !t->dv->x)
		t->dv->plain = true;
	if (t->dv && type_is_ptr(v->type) && d_is_user(l, v))
		t->dv->user = true;
	c = d_convert(l, type_is_sou(v->type) ? d_whole(l, v) : v, t->to->type);
	if (c)
		note_null(t->to, c);
	if (!c) {
		diag_error(l->diag, v->span, type_strip(t->to->type)->kind == TY_ARRAY ? ERR_OP_ARRFUN : ERR_OP_INCOMPAT,
			   "cannot assign %s to '%.*s', which is %s", d_tstr(l, v->type),
			   t->to->span.src ? (int)(t->to->span.end - t->to->span.start) : 0,
			   t->to->span.src ? t->to->span.src->text + t->to->span.start : "", d_tstr(l, t->to->type));
		return NULL;
	}
	if (type_is_string(t->to->type) && d_is_null(c) && !(t->dv && (t->dv->var->del_zero || t->dv->var->nulls)))
		return prog_str(l->prog, "", 0, v->span);	/* an unset global string is "", not NULL */
	return c;
}

/* ---- statements ---- */
static void set(struct d_lower *l, struct block *b, struct expr *to, struct expr *value, struct span at)
{
	bool unset = type_is_string(to->type) && d_is_null(value);
	struct stmt *s = prog_stmt(l->prog, unset ? S_DEL : S_SET, at);

	s->to = to;
	s->value = unset ? NULL : value;
	prog_add(l->prog, b, s);
}

/* the copy before it is changed: what is there, or zeros */
static void fetch(struct d_lower *l, struct block *b, const struct target *t)
{
	struct span at = t->to->span;
	struct stmt *s;
	struct expr *addr;

	if (!t->home)
		return;
	s = prog_stmt(l->prog, S_IF, at);
	addr = prog_expr(l->prog, E_ADDR, type_ptr(l->arena, t->home->type), at);
	addr->a = t->home;
	s->cond = prog_binary(l->prog, OP_NE, prog_cast(l->prog, addr, &type_uint64), prog_const(l->prog, 0, &type_uint64, at),
			      &type_int32, at);
	s->body = prog_block(l->prog);
	s->other = prog_block(l->prog);
	set(l, s->body, t->copy, t->home, at);
	set(l, s->other, t->copy, hidden_var(l, V_GLOBAL, t->home->type, at), at);
	prog_add(l->prog, b, s);
}

static void store(struct d_lower *l, struct block *b, const struct target *t, struct expr *v, struct span at)
{
	set(l, b, t->to, v, at);
	if (t->home)
		set(l, b, t->home, t->copy, at);
}

struct expr *d_temp(struct d_lower *l, struct block *b, struct expr *v)
{
	struct var *t = prog_var(l->prog, arena_printf(l->arena, "t%zu", l->clause ? l->clause->locals.n : 0), V_LOCAL, v->type, v->span);
	struct expr *e = prog_expr(l->prog, E_VAR, v->type, v->span);

	t->hidden = true;
	if (l->clause) {
		t->id = (unsigned)l->clause->locals.n;
		vec_push(l->arena, &l->clause->locals, t);
	}
	e->var = t;
	if (d_is_scratch(l, v))
		map_putn(l->scratch_temps, &t, sizeof(t), t);
	set(l, b, e, v, v->span);
	return e;
}

static bool find_effect(struct expr *e, void *ctx)
{
	struct sig sig;

	/* built-in variables are the same at each reading of one firing */
	*(bool *)ctx |= e->kind == E_SEQ || (e->kind == E_CALL && (!builtin_sig(e->builtin, &sig) || sig.is_call));
	return true;
}

/* keys are evaluated once, though the element is read and written */
static void hoist_keys(struct d_lower *l, struct block *b, struct expr *to)
{
	for (size_t i = 0; to->kind == E_ELEM && i < to->args.n; i++) {
		bool effect = false;

		expr_walk(to->args.v[i], find_effect, &effect);
		if (effect && (type_is_scalar(to->args.v[i]->type) || type_is_string(to->args.v[i]->type)))
			to->args.v[i] = d_temp(l, b, to->args.v[i]);
	}
}

static struct expr *copy_of(struct d_lower *l, const struct expr *e)
{
	return arena_dup(l->arena, e, sizeof(*e));
}

static struct expr *value_of(struct d_lower *l, struct block *b, const struct d_var *dv, struct expr *to,
			     struct span at, bool wanted)
{
	struct expr *e;

	if (!wanted)
		return to;
	e = prog_expr(l->prog, E_SEQ, to->type, at);
	e->body = b;
	e->a = copy_of(l, to);
	return dv ? d_var_value(l, dv, e) : e;
}

/* x op= e on an unknown name makes an int64_t (2.6) */
static void create_for_op(struct target *t)
{
	if (!t->fresh)
		return;
	t->dv->var->type = t->to->type = &type_int64;
	t->fresh = false;
}

static bool is_known(struct d_lower *l, const struct d_node *n)
{
	const struct d_node *a = n->kind == DN_INDEX ? n->a : n;

	return !is_plain(a) || d_find_var(l, storage_of(a), a->str);
}

static bool is_counter(struct d_lower *l, const struct d_node *n)
{
	const struct d_node *a = n->a;
	struct expr *e;

	if (!is_known(l, a))
		return true;
	e = d_expr(l, a);
	if (type_is_scalar(e->type) || d_is_error(e))
		return !d_is_error(e);
	diag_error(l->diag, a->span, ERR_OP_SCALAR, "operand of %s must be a scalar, not %s", n->num < 0 ? "--" : "++",
		   d_tstr(l, e->type));
	return false;
}

static struct expr *new_value(struct d_lower *l, const struct d_node *n, struct target *t, struct block *b, bool wanted)
{
	if (!n->has_op) {
		struct expr *v = d_expr(l, n->b);

		if (d_is_error(v))
			return NULL;
		if (wanted)
			hoist_keys(l, b, t->to);
		return fit(l, t, v);
	}
	create_for_op(t);
	hoist_keys(l, b, t->to);

	struct expr *v = d_expr(l, n->b);

	v = d_is_error(v) ? v : d_binary(l, n->op, copy_of(l, t->to), v, n->span);
	return d_is_error(v) ? NULL : fit(l, t, v);
}

/* x = e where x is new: e must not see x (1.6), so it is lowered first */
static struct expr *assign_fresh(struct d_lower *l, const struct d_node *n, struct block *b, bool wanted)
{
	struct expr *v = d_expr(l, n->b);
	struct target t;

	if (d_is_error(v)) {
		t = find_target(l, n->a);	/* known from here on, so that its uses are no errors */
		return d_error(l, n->span);
	}
	t = find_target(l, n->a);
	if (!t.to)
		return d_error(l, n->span);
	if (wanted)
		hoist_keys(l, b, t.to);
	v = fit(l, &t, v);
	if (!v)
		return d_error(l, n->span);
	set(l, b, t.to, v, n->span);
	return value_of(l, b, t.dv, t.to, n->span, wanted);
}

struct expr *d_assign(struct d_lower *l, const struct d_node *n, struct block *block)
{
	bool wanted = !block;
	struct block *b = block ? block : prog_block(l->prog);

	if (d_is_agg(n->a)) {
		diag_error(l->diag, n->span, ERR_AGG_NULL, "an aggregation is assigned by a statement of its own: @a = count();");
		return d_error(l, n->span);
	}
	if (!n->has_op && !is_known(l, n->a))
		return assign_fresh(l, n, b, wanted);

	struct target t = find_target(l, n->a);
	struct expr *v;

	if (t.home) {
		hoist_keys(l, b, t.home);
		fetch(l, b, &t);
	}
	v = t.to ? new_value(l, n, &t, b, wanted) : NULL;
	if (!v)
		return d_error(l, n->span);
	store(l, b, &t, v, n->span);
	return value_of(l, b, t.dv, t.to, n->span, wanted);
}

struct expr *d_inc(struct d_lower *l, const struct d_node *n, struct block *block)
{
	bool wanted = !block;
	struct block *b = block ? block : prog_block(l->prog);
	struct target t;
	struct expr *v, *old = NULL;

	if (d_is_agg(n->a)) {
		diag_error(l->diag, n->span, ERR_AGG_NULL, "an aggregation has no ++ and --: use @a = count() or sum()");
		return d_error(l, n->span);
	}
	if (!is_counter(l, n))
		return d_error(l, n->span);
	t = find_target(l, n->a);
	if (!t.to)
		return d_error(l, n->span);
	create_for_op(&t);
	hoist_keys(l, b, t.home ? t.home : t.to);
	fetch(l, b, &t);
	if (wanted && n->post)
		old = d_temp(l, b, copy_of(l, t.to));
	v = d_binary(l, n->num < 0 ? OP_SUB : OP_ADD, old ? old : copy_of(l, t.to), d_int(l, 1, n->span), n->span);
	v = d_is_error(v) ? NULL : fit(l, &t, v);
	if (!v)
		return d_error(l, n->span);
	store(l, b, &t, v, n->span);
	return value_of(l, b, NULL, old ? old : t.to, n->span, wanted);
}
