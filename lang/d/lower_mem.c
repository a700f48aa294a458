/*
 * lower_mem.c - memory: pointers, members, elements, casts, sizes (reference D, 2.2 to 2.4)
 *
 * An object (struct, union, array) is an expression whose value is never taken as a whole except
 * by assignment, trace() and print(); it becomes an address by decay or &.
 */
#include <stdio.h>
#include <string.h>
#include "lang/d/foreign.h"
#include "lang/moved.h"
#include "lang/d/lower.h"
#include "lang/d/target.h"

/* ---- alloca memory is tracked by type of storage, not by address (2.4) ---- */
static enum d_scratch var_scratch(struct d_lower *l, const struct var *v)
{
	return v->storage != V_LOCAL && v->id < l->by_id.n && l->by_id.v[v->id] ? l->by_id.v[v->id]->scratch : SCRATCH_NO;
}

static bool var_user(const struct d_lower *l, const struct var *v)
{
	return v->storage != V_LOCAL && v->id < l->by_id.n && l->by_id.v[v->id] && l->by_id.v[v->id]->user;
}

/* of a structure of a program, wherever it has been copied to: leads into its process */
static bool copied_pointer(const struct expr *e)
{
	bool pointer = type_is_ptr(e->type);

	for (; pointer && (e->kind == E_MEMBER || e->kind == E_INDEX); e = e->a)
		if (d_target_memory(e->a->type))
			return true;
	return false;
}

bool d_is_scratch(struct d_lower *l, const struct expr *e)
{
	struct sig sig;

	if (!e)
		return false;
	switch (e->kind) {
	case E_CALL:
		return e->builtin->flags & B_ALLOCA && builtin_sig(e->builtin, &sig) && sig.ret.kind == SA_PTR;
	case E_VAR: case E_ELEM:
		return var_scratch(l, e->var) == SCRATCH_YES || map_getn(l->scratch_temps, &e->var, sizeof(e->var));
	case E_MEMBER: case E_INDEX:
		return !copied_pointer(e) && d_is_scratch(l, e->a);
	case E_ADDR:
		return (e->a->kind == E_LOAD && e->a->space == SPACE_SCRATCH) || d_is_scratch(l, e->a);
	case E_CAST: case E_SEQ:
		return d_is_scratch(l, e->a);
	case E_LOAD:
		return e->space == SPACE_SCRATCH && (type_is_sou(e->type) || type_strip(e->type)->kind == TY_ARRAY);
	case E_BINARY:
		return (e->op == OP_ADD || e->op == OP_SUB) && (d_is_scratch(l, e->a) || d_is_scratch(l, e->b));
	case E_COND:
		return d_is_scratch(l, e->b) || d_is_scratch(l, e->c);
	case E_CONST: case E_STR: case E_IN: case E_VARREF: case E_CTX: case E_UNARY: case E_AGGREAD: case E_FCALL:
		return false;
	}
	return false;
}

/*
 * A pointer that was read from the memory of a process, or given there, leads there, too; so do those to structures of
 * a program, and those in them, wherever they have been copied to.
 */
bool d_is_user(const struct d_lower *l, const struct expr *e)
{
	if (type_is_ptr(e->type) && d_target_memory(e->type))
		return true;
	switch (e->kind) {
	case E_MEMBER: case E_INDEX:
		return e->space == SPACE_USER || copied_pointer(e);
	case E_LOAD: case E_CONST: case E_CTX:
		return e->space == SPACE_USER;
	case E_VAR: case E_ELEM:
		return var_user(l, e->var);
	case E_CAST:
		return e->space == SPACE_USER || d_is_user(l, e->a);
	case E_ADDR: case E_SEQ:
		return d_is_user(l, e->a);
	case E_BINARY:
		return (e->op == OP_ADD || e->op == OP_SUB) && (d_is_user(l, e->a) || d_is_user(l, e->b));
	case E_COND:
		return d_is_user(l, e->b) || d_is_user(l, e->c);
	case E_STR: case E_IN: case E_VARREF: case E_UNARY: case E_AGGREAD:
	case E_CALL: case E_FCALL:
		return false;
	}
	return false;
}

static enum space space_of(struct d_lower *l, const struct expr *addr)
{
	return d_is_scratch(l, addr) ? SPACE_SCRATCH : d_is_user(l, addr) ? SPACE_USER : SPACE_KERNEL;
}

struct expr *d_load(struct d_lower *l, struct expr *addr, const struct type *t, struct span at)
{
	struct expr *e = prog_expr(l->prog, E_LOAD, t, at);

	e->a = addr;
	e->space = space_of(l, addr);
	return e;
}

struct expr *d_decay(struct d_lower *l, struct expr *e)
{
	const struct type *t = type_strip(e->type);

	if (t->kind != TY_ARRAY)
		return e;

	struct expr *a = prog_expr(l->prog, E_ADDR, type_ptr(l->arena, t->to), e->span);

	a->a = e;
	return a;
}

const struct type *d_completed(struct d_lower *l, const struct type *t)
{
	struct type_source *k = l->c->world->kernel;
	const struct type *full;

	if (t->incomplete && d_target_memory(t))
		return d_target_complete(l->c->world, t);
	if (!t->incomplete || !t->name || !k || !k->find)
		return t;
	full = k->find(k, t->kind, t->name);
	return full ? full : t;
}

struct expr *d_deref(struct d_lower *l, const struct d_node *n)
{
	struct expr *a = d_decay(l, d_expr(l, n->a));
	const struct type *t = type_strip(a->type), *to;

	if (d_is_error(a))
		return a;
	if (t->kind != TY_PTR) {
		diag_error(l->diag, a->span, ERR_DEREF_NONPTR, "cannot dereference %s, which is no pointer", d_tstr(l, a->type));
		if (type_is_int(t))
			diag_hint(l->diag, "cast it first, for example *(int *)%.*s", (int)(n->a->span.end - n->a->span.start),
				  n->a->span.src ? n->a->span.src->text + n->a->span.start : "");
		return d_error(l, n->span);
	}
	if (d_xlated(l, a))
		return d_xlated_as(l, d_xlated(l, a), t->to, n->span);
	to = type_strip(t->to);
	if (to->kind == TY_VOID || to->kind == TY_FUNC) {
		diag_error(l->diag, a->span, to->kind == TY_VOID ? ERR_DEREF_VOID : ERR_DEREF_FUNC,
			   "cannot dereference %s", d_tstr(l, a->type));
		return d_error(l, n->span);
	}
	if (type_is_sou(to) && (to = d_completed(l, to))->incomplete) {
		diag_error(l->diag, a->span, ERR_OP_INCOMPLETE, "%s is an incomplete type", d_tstr(l, to));
		d_target_hint(l, NULL);
		return d_error(l, n->span);
	}
	return d_load(l, a, to == type_strip(t->to) ? t->to : to, n->span);	/* it keeps its name */
}

static bool is_bit_field(const struct expr *e)
{
	return e->kind == E_MEMBER && e->member->bit_size;
}

/* the variable that holds the object, NULL: it is in memory behind a pointer */
static const struct expr *root(const struct expr *e)
{
	while (e->kind == E_MEMBER || (e->kind == E_INDEX && type_strip(e->a->type)->kind == TY_ARRAY))
		e = e->a;
	return e;
}

struct expr *d_addr(struct d_lower *l, const struct d_node *n)
{
	if (n->a->kind == DN_SYM)
		return d_symbol_addr(l, n->a);
	if (d_is_agg(n->a)) {
		diag_error(l->diag, n->span, ERR_ADDROF_VAR, "cannot take address of an aggregation");
		return d_error(l, n->span);
	}

	struct expr *a = d_expr(l, n->a), *e;
	const struct expr *r = root(a);

	if (d_is_error(a))
		return a;
	if (d_xlated(l, a) && type_is_sou(a->type))
		return d_xlated_as(l, d_xlated(l, a), type_ptr(l->arena, a->type), n->span);
	if (is_bit_field(a)) {
		diag_error(l->diag, n->span, ERR_ADDROF_BITFIELD, "a bit-field has no address");
		return d_error(l, n->span);
	}
	if (r->kind == E_VAR || r->kind == E_ELEM || (r->kind == E_CALL && n->a->kind == DN_IDENT)) {
		diag_error(l->diag, n->span, ERR_ADDROF_VAR, "cannot take address of dynamic variable");
		return d_error(l, n->span);
	}
	if (r->kind != E_LOAD && r->kind != E_INDEX) {
		diag_error(l->diag, n->span, ERR_ADDROF_LVAL, "& needs an object in memory");
		return d_error(l, n->span);
	}
	e = prog_expr(l->prog, E_ADDR, type_ptr(l->arena, a->type), n->span);
	e->a = a;
	return e;
}

/* ---- members ---- */
static struct expr *member_expr(struct d_lower *l, struct expr *obj, const struct member *m, struct span at)
{
	struct expr *e = prog_expr(l->prog, E_MEMBER, m->type, at);

	e->a = obj;
	e->member = m;
	e->space = obj->space;
	return e;
}

/* a.b.c of an object, or a->b.c; NULL: it has no such members */
static struct expr *member_path(struct d_lower *l, struct expr *obj, const char *path, struct span at)
{
	for (size_t n; *path; path += n + (path[n] == '.')) {
		char name[64];
		uint64_t offset;
		const struct member *m;

		n = strcspn(path, ".");
		snprintf(name, sizeof(name), "%.*s", (int)n, path);
		if (type_is_ptr(obj->type))
			obj = d_load(l, obj, d_completed(l, type_strip(type_strip(obj->type)->to)), at);
		m = type_is_sou(obj->type) ? type_member(type_strip(obj->type), name, &offset) : NULL;
		if (!m)
			return NULL;
		obj = member_expr(l, obj, m, at);
	}
	return obj;
}

/* what another system, or an older kernel, calls so */
static struct expr *same_member(struct d_lower *l, struct expr *obj, const char *of, const struct d_node *n)
{
	const char *path = d_foreign_same(of, n->str);
	struct expr *e = path ? member_path(l, obj, path, n->span) : NULL;

	for (size_t nth = 0; !e && (path = moved_member(of, n->str, nth)); nth++)
		e = member_path(l, obj, path, n->span);
	return e;
}

/* the kernel's structure was taken, the target has one of the same name */
static void other_has_it(struct d_lower *l, const struct type *t, const char *member)
{
	const struct type *other = d_target_type(l->c->world, NULL, t->kind, t->name);
	uint64_t offset;

	if (other && type_member(other, member, &offset))
		diag_hint(l->diag, "that is the kernel's; the program's is %s ``%s", t->kind == TY_UNION ? "union" : "struct",
			  t->name);
}

static struct expr *member_of(struct d_lower *l, struct expr *obj, const struct d_node *n)
{
	const struct type *t = type_strip(obj->type);
	uint64_t offset;
	const struct member *m;

	if (d_xlated(l, obj))
		return d_xlated_member(l, d_xlated(l, obj), n);
	if (t->incomplete) {
		diag_error(l->diag, n->a->span, ERR_OP_INCOMPLETE, "%s is an incomplete type: it has no known members",
			   d_tstr(l, t));
		d_target_hint(l, NULL);
		return d_error(l, n->span);
	}
	m = type_member(t, n->str, &offset);
	if (!m && t->name) {
		struct expr *e = same_member(l, obj, t->name, n);

		if (e)
			return e;
	}
	if (!m) {
		diag_error(l->diag, n->name, ERR_TYPE_MEMBER, "'%s' is not a member of %s", n->str, d_tstr(l, t));
		if (d_foreign_member(n->str))
			diag_hint(l->diag, "%s", d_foreign_member(n->str));
		else if (t->from_kernel && t->name)
			other_has_it(l, t, n->str);
		return d_error(l, n->span);
	}
	return member_expr(l, obj, m, n->span);
}

struct expr *d_member(struct d_lower *l, const struct d_node *n)
{
	struct expr *a = d_expr(l, n->a);
	const struct type *t;

	if (d_is_error(a))
		return a;
	if (n->kind == DN_DOT) {
		if (!type_is_sou(a->type)) {
			diag_error(l->diag, n->a->span, ERR_OP_SOU, "left side of . must be a struct or union, not %s",
				   d_tstr(l, a->type));
			if (type_is_ptr(a->type))
				diag_hint(l->diag, "members of what a pointer points to are reached by ->");
			return d_error(l, n->span);
		}
		return member_of(l, a, n);
	}
	a = d_decay(l, a);
	t = type_strip(a->type);
	if (t->kind != TY_PTR || !type_is_sou(type_strip(t->to))) {
		diag_error(l->diag, n->a->span, t->kind == TY_PTR ? ERR_OP_SOU : ERR_OP_PTR,
			   "left side of -> must be a pointer to a struct or union, not %s", d_tstr(l, a->type));
		if (type_is_sou(t))
			diag_hint(l->diag, "members of an object are reached by .");
		return d_error(l, n->span);
	}
	if (d_xlated(l, a))
		return d_xlated_member(l, d_xlated(l, a), n);
	return member_of(l, d_load(l, a, d_completed(l, type_strip(t->to)), n->a->span), n);
}

/* ---- a[i] of arrays, pointers and strings ---- */
struct expr *d_element(struct d_lower *l, struct expr *a, const struct d_node *index, struct span at)
{
	struct expr *i = d_expr(l, index);
	const struct type *t = type_strip(a->type);

	if (d_is_error(i) || d_is_error(a))
		return d_error(l, at);
	if (!type_is_int(i->type)) {
		diag_error(l->diag, i->span, ERR_OP_INT, "an index must be an integer, not %s", d_tstr(l, i->type));
		return d_error(l, at);
	}
	if (t->kind == TY_PTR) {
		struct expr *sum = d_binary(l, OP_ADD, a, i, at);

		return d_is_error(sum) ? sum : d_load(l, sum, t->to, at);
	}
	if (i->kind == E_CONST && t->kind == TY_ARRAY && t->nelem >= 2 && (i->num < 0 || (uint64_t)i->num >= t->nelem)) {
		diag_error(l->diag, i->span, ERR_ARR_BOUNDS, "index %lld is outside the array %s", (long long)i->num,
			   d_tstr(l, t));
		return d_error(l, at);
	}

	struct expr *e = prog_expr(l->prog, E_INDEX, t->kind == TY_STRING ? &type_char : t->to, at);

	e->a = a;
	e->b = i;
	e->space = a->space;
	return e;
}

/* ---- conversions ---- */
/* a string of what the call would put elsewhere first */
static struct expr *made_string(struct d_lower *l, const struct expr *call, struct span at)
{
	struct expr *e = prog_expr(l->prog, E_CALL, d_string_type(l), at);

	e->builtin = builtin_find(LANG_D, call->builtin->as_string, (int)call->args.n);
	e->args.v = call->args.v;
	e->args.n = call->args.n;
	return e;
}

struct expr *d_stringof(struct d_lower *l, struct expr *e, struct span at)
{
	const struct type *t = type_strip(e->type);
	uint64_t size = l->opt->strsize;

	const struct expr *made = e;

	while (made->kind == E_CAST && type_is_ptr(made->type))
		made = made->a;
	if (made->kind == E_CALL && made->builtin->as_string)
		return made_string(l, made, at);
	if (t->kind == TY_ERROR || t->kind == TY_STRING)
		return e;
	if (t->kind == TY_ARRAY && type_is_stringish(t)) {
		if (t->nelem && t->nelem + 1 < size)
			size = t->nelem + 1;
	} else {
		e = d_decay(l, e);
		if (!type_is_scalar(e->type)) {
			diag_error(l->diag, at, ERR_STRINGOF_TYPE, "%s cannot be made a string", d_tstr(l, t));
			return d_error(l, at);
		}
	}

	struct expr *c = prog_expr(l->prog, E_CAST, type_string(l->arena, size), at);

	c->a = e;
	c->space = space_of(l, e);
	return c;
}

static bool cast_fits(const struct type *from, const struct type *to)
{
	if (type_strip(to)->kind == TY_VOID)
		return true;
	if (!type_is_scalar(to))
		return false;
	return type_is_scalar(from) || from->kind == TY_SYMADDR || (type_is_string(from) && type_is_ptr(to));
}

static struct expr *foreign_cast(struct d_lower *l, const struct d_node *n)
{
	diag_error(l->diag, n->type->span, ERR_SYNTAX, "syntax error near \")\": '%s' is not the name of a type",
		   n->type->spec->name);
	diag_hint(l->diag, "another system's kernel may have it; with -Z a clause without probes does not need it");
	d_target_hint(l, NULL);
	return d_error(l, n->span);
}

struct expr *d_cast(struct d_lower *l, const struct d_node *n)
{
	if (n->num)
		return foreign_cast(l, n);

	const struct type *t = d_type_of(l, n->type), *s = type_strip(t);
	struct expr *a = d_expr(l, n->a);

	if (d_is_error(a) || s->kind == TY_ERROR)
		return d_error(l, n->span);
	d_attr_type(l, t, n->span);
	if (type_is_string(t))
		return d_stringof(l, a, n->span);
	if (s->kind != TY_VOID)
		a = d_decay(l, a);
	if (!cast_fits(a->type, t)) {
		diag_error(l->diag, n->span, ERR_CAST_INVAL, "cannot cast %s to %s", d_tstr(l, a->type), d_tstr(l, t));
		return d_error(l, n->span);
	}

	if (n->type->spec->userland && type_is_ptr(t)) {
		struct expr *u = prog_expr(l->prog, E_CAST, t, n->span);

		u->a = a;
		u->space = SPACE_USER;	/* of what it points to */
		return u;
	}

	struct expr *e = prog_cast(l->prog, a, t);

	if (e != a)
		e->span = n->span;
	return e;
}

struct expr *d_sizeof(struct d_lower *l, const struct d_node *n)
{
	struct expr *a = n->a ? d_expr(l, n->a) : NULL;
	const struct type *as = a ? map_getn(l->declared, &a, sizeof(a)) : NULL;
	const struct type *t = as ? as : a ? a->type : d_type_of(l, n->type), *s = type_strip(t);

	if (s->kind == TY_ERROR)
		return d_error(l, n->span);
	if (!a)
		d_attr_type(l, t, n->span);
	if (a && is_bit_field(a)) {
		diag_error(l->diag, n->span, ERR_SIZEOF_BITFIELD, "sizeof of a bit-field");
		return d_error(l, n->span);
	}
	s = type_is_sou(s) ? d_completed(l, s) : s;
	if (a && d_xlated(l, a)) {
		diag_error(l->diag, n->span, ERR_SIZEOF_TYPE, "a translated %s has no size", d_tstr(l, t));
		diag_hint(l->diag, "of a type: sizeof (%s)", d_tstr(l, t));
		return d_error(l, n->span);
	}
	if (s->kind == TY_VOID || s->kind == TY_FUNC || s->incomplete || (!s->size && s->kind != TY_ARRAY && !type_is_sou(s))) {
		diag_error(l->diag, n->span, ERR_SIZEOF_TYPE, "the size of %s is not known", d_tstr(l, t));
		if (s->incomplete)
			d_target_hint(l, NULL);
		return d_error(l, n->span);
	}
	/* a literal has the size of its text, all other strings the size that they may have */
	return prog_const(l->prog, (int64_t)(a && n->a->kind == DN_STR ? strlen(n->a->str) + 1 :
					     s->kind == TY_STRING ? l->opt->strsize : s->size),
			  type_typedef(l->arena, "size_t", &type_uint64), n->span);
}

/* one step of a member's path, from a type that was named at `at`: t and offset are moved to it; false after reporting */
static bool offset_step(struct d_lower *l, const struct d_node *n, struct span at, const struct type **t,
			uint64_t *offset)
{
	const struct type *s = type_strip(*t);
	const struct member *m;
	uint64_t from;
	int64_t i = 0;

	if (n->kind == DN_INDEX) {
		if (s->kind != TY_ARRAY || !d_constant(l, n->a, &i) || i < 0) {
			diag_error(l->diag, n->a->span, s->kind == TY_ARRAY ? ERR_ARR_BOUNDS : ERR_OFFSETOF_TYPE,
				   "offsetof takes constant indices, of arrays");
			return false;
		}
		*t = s->to;
		*offset += (uint64_t)i * type_strip(s->to)->size;
		return true;
	}
	if (!type_is_sou(s) || (s = d_completed(l, s))->incomplete) {
		diag_error(l->diag, at, ERR_OFFSETOF_TYPE, "offsetof needs a complete struct or union, not %s",
			   d_tstr(l, s));
		if (s->incomplete)
			d_target_hint(l, NULL);
		return false;
	}
	m = type_member(s, n->str, &from);
	if (!m || m->bit_size) {
		diag_error(l->diag, n->name, m ? ERR_OFFSETOF_BITFIELD : ERR_UNKNOWN,
			   m ? "'%s' is a bit-field of %s" : "'%s' is not a member of %s", n->str, d_tstr(l, s));
		return false;
	}
	*t = m->type;
	*offset += from;
	return true;
}

struct expr *d_offsetof(struct d_lower *l, const struct d_node *n)
{
	const struct type *t = d_type_of(l, n->type);
	uint64_t offset = 0;

	if (t->kind == TY_ERROR)
		return d_error(l, n->span);
	d_attr_type(l, t, n->span);
	for (size_t i = 0; i < n->list.n; i++)
		if (!offset_step(l, n->list.v[i], i ? n->list.v[i]->span : n->type->span, &t, &offset))
			return d_error(l, n->span);
	return prog_const(l->prog, (int64_t)offset, type_typedef(l->arena, "size_t", &type_uint64), n->span);
}
