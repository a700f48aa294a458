/*
 * target.c - $name, @cast and what hangs on them: members and subscripts of the probed code's data
 *
 * "->" stands for both of C's member operators. A pointer that a script variable was given keeps
 * its type (t = $p; t->next), but not through globals.
 * Semantics: SystemTap Language Reference, "Target variables", "Typecasting"; stapprobes(3stap).
 */
#include <string.h>
#include "lang/percpu.h"
#include "lang/stap/lower.h"
#include "lib/near.h"

/* ---- types ---- */

bool target_is_path(const struct node *n)
{
	return n->kind == N_TARGET || n->kind == N_CAST || n->kind == N_VAR || n->kind == N_MEMBER ||
	       n->kind == N_SUBSCRIPT || n->kind == N_ADDR;
}

static bool complain(struct sema *s, struct node *n, bool quiet, enum diag_tag tag, const char *what,
		     const char *name)
{
	if (!quiet && !n->bad)
		sem_error(s, n->at, tag, what, name);
	n->bad |= !quiet;
	return false;
}

static const struct type *cast_type(struct sema *s, struct handler *h, struct node *n, bool quiet)
{
	const struct node *name = n->args.v[1], *module = n->args.n > 2 ? n->args.v[2] : NULL;

	if (name->kind != N_STR) {
		complain(s, n, quiet, ERR_STAP_TYPE, "the type of @cast must be a string literal%s", "");
		return NULL;
	}
	const char *where = module && module->kind == N_STR ? module->str : NULL;
	const struct type *t = variable_named_type(s, h, name->str, where);

	if (!t) {
		if (where)
			complain(s, n, quiet, ERR_TYPE_ERR, "type definition '%s' not found in that module's types", name->str);
		else
			complain(s, n, quiet, ERR_TYPE_ERR, "type definition '%s' not found in the kernel's types",
				 name->str);
		return NULL;
	}
	return type_ptr(s->arena, t);
}

static const struct member *member_of(const struct type *t, const struct node *n, uint64_t *offset)
{
	if (!n->part)
		return type_member(t, n->name, offset);
	*offset = n->part->offset;
	return n->part;
}

bool target_is_bits(struct sema *s, struct handler *h, struct node *n)
{
	const struct type *t = n->kind == N_MEMBER ? target_type(s, h, n->a, true) : NULL;
	uint64_t offset;

	if (!t)
		return false;
	t = type_strip(t);
	if (t->kind == TY_PTR)
		t = type_strip(t->to);
	const struct member *m = type_is_sou(t) ? member_of(t, n, &offset) : NULL;

	return m && m->bit_size;
}

enum { MOST_SHOWN = 12 };

struct names { VEC(const char *) v; };

/* those of unnamed members, too */
static void list_members(struct sema *s, const struct type *t, struct names *out)
{
	size_t n;
	const struct member *m = type_members(type_strip(t), &n);

	for (size_t i = 0; i < n; i++) {
		if (m[i].name[0])
			vec_push(s->arena, &out->v, m[i].name);
		else
			list_members(s, m[i].type, out);
	}
}

/* the likeliest first */
static const char *alternatives(struct sema *s, const struct type *t, const char *like)
{
	struct names names = { 0 };
	struct buf b = BUF_INIT;

	list_members(s, t, &names);
	near_sort(like, names.v.v, names.v.n);
	for (size_t i = 0; i < names.v.n && i < MOST_SHOWN; i++)
		buf_printf(&b, "%s%s", i ? ", " : "", names.v.v[i]);
	const char *text = arena_strdup(s->arena, buf_str(&b));

	buf_fini(&b);
	return text;
}

static const struct type *member_type(struct sema *s, struct handler *h, struct node *n, bool quiet)
{
	const struct type *t = target_type(s, h, n->a, true);
	uint64_t offset;

	if (!n->part && target_put_moved(s, h, n, t))
		t = target_type(s, h, n->a, true);
	else if (!t && !quiet)
		t = target_type(s, h, n->a, false);
	if (!t)
		return NULL;
	t = type_strip(t);
	if (t->kind == TY_PTR)
		t = type_strip(t->to);
	if (!type_is_sou(t)) {
		complain(s, n, quiet, ERR_OP_SOU, "invalid access '->%s: it needs a struct, a union or a pointer to one",
			 arena_printf(s->arena, "%s' vs '%s'", n->name, type_str(s->arena, t)));
		return NULL;
	}
	const struct member *m = member_of(t, n, &offset);

	if (!m && !quiet && !n->bad)
		sem_error(s, n->at, ERR_TYPE_MEMBER, "unable to find member '%s' for %s (alternatives: %s)",
			  n->name, type_str(s->arena, t), alternatives(s, t, n->name));
	n->bad |= !m && !quiet;
	return m ? m->type : NULL;
}

static const struct type *subscript_type(struct sema *s, struct handler *h, struct node *n, bool quiet)
{
	const struct type *t = target_type(s, h, n->a, quiet);

	if (!t)
		return NULL;
	t = type_strip(t);
	if (t->kind == TY_PTR || t->kind == TY_ARRAY)
		return t->to;
	complain(s, n, quiet, ERR_OP_PTR, "invalid access '[]' vs '%s': a subscript needs an array or a pointer",
		 type_str(s->arena, t));
	return NULL;
}

static const struct type *task_type(struct sema *s)
{
	const struct type *t = variable_named_type(s, NULL, "task_struct", "kernel");

	return t ? type_ptr(s->arena, t) : NULL;
}

/* of two branches: one may be a plain number */
static const struct type *same_pointer(const struct type *a, const struct type *b)
{
	return !a || !b ? a ? a : b : type_same(a, b) ? a : NULL;
}

void sym_holds(struct sym *sym, const struct type *pointer)
{
	if (!pointer || sym->is_global) {	/* types do not travel through globals */
		sym->shows_address |= pointer != NULL;
		return;
	}
	if (sym->ctype && !type_same(sym->ctype, pointer))
		sym->ctype_clash = true;
	sym->ctype = sym->ctype_clash ? NULL : pointer;
}

/* the pointer that a script expression is known to be */
const struct type *pointer_type(struct sema *s, struct handler *h, struct node *n)
{
	const struct type *t = NULL;

	if (n->kind == N_NAME && n->sym)
		t = n->sym->ctype;
	else if (n->kind == N_NAME && n->arg)
		t = n->arg->type;
	else if (n->kind == N_ASSIGN && n->op == TK_SET)
		return pointer_type(s, h, n->b);
	else if (n->kind == N_COND)
		return same_pointer(pointer_type(s, h, n->b), pointer_type(s, h, n->c));
	else if (n->kind == N_CALL && n->func) {
		stap_resolve_func(s, n->func);		/* its returns say */
		t = n->func->ctype;
	} else if (n->kind == N_CALL && n->sig && n->sig->ret.kind == SA_TASK)
		t = task_type(s);
	else if (n->kind == N_ADDR)
		t = target_type(s, h, n->a, true) ? type_ptr(s->arena, target_type(s, h, n->a, true)) : NULL;
	else if (target_is_path(n))
		t = target_type(s, h, n, true);
	return t && type_strip(t)->kind == TY_PTR ? t : NULL;
}

/* of what lies there: a reference of C++ is a pointer */
static const struct type *stored_type(struct sema *s, struct handler *h, struct node *n, bool quiet)
{
	const struct type *t;

	switch (n->kind) {
	case N_TARGET: case N_VAR:
		return variable_type(s, h, n, quiet);
	case N_CAST:
		return cast_type(s, h, n, quiet);
	case N_MEMBER:
		return member_type(s, h, n, quiet);
	case N_SUBSCRIPT:
		return subscript_type(s, h, n, quiet);
	case N_ADDR:
		t = target_type(s, h, n->a, quiet);
		return !t || (type_is_ptr(t) && type_strip(t)->is_ref) ? t : type_ptr(s->arena, t);
	case N_NUM: case N_STR: case N_NAME: case N_INDEX: case N_CALL: case N_UNARY: case N_BINARY:
	case N_COND: case N_ASSIGN: case N_STEP: case N_IN: case N_EXTRACT: case N_HIST: case N_AT:
	case N_EMBED:
		break;
	}
	t = pointer_type(s, h, n);
	if (!t)
		complain(s, n, quiet, ERR_TYPE_ERR, "unknown type in dereference%s", "");
	return t;
}

const struct type *target_type(struct sema *s, struct handler *h, struct node *n, bool quiet)
{
	const struct type *t = stored_type(s, h, n, quiet);

	return t ? type_meant(t) : NULL;
}

static bool is_reference(struct sema *s, struct handler *h, struct node *n)
{
	const struct type *t = stored_type(s, h, n, true);

	return t && type_strip(t)->is_ref;
}

/* ---- lowering ---- */

static struct expr *ctx(struct lower *l, const struct arg *a, struct span at)
{
	struct expr *e = prog_expr(l->p, E_CTX, a->type ? a->type : &type_int64, at);

	e->arg = a->slot;
	e->trusted = a->trusted;
	e->space = a->user ? SPACE_USER : SPACE_KERNEL;
	return e;
}

static struct expr *object(struct lower *l, struct node *n);

/* what a pointer points to */
static struct expr *load(struct lower *l, struct expr *ptr, struct span at)
{
	struct expr *e = prog_expr(l->p, E_LOAD, type_strip(ptr->type)->to, at);

	e->a = ptr;
	e->space = ptr->space;
	return e;
}

/* a variable, as its value or as the object that it is */
static struct expr *variable(struct lower *l, const struct arg *a, struct span at)
{
	struct arg address = *a;

	if (a->where != ARG_ADDRESS)
		return ctx(l, a, at);
	address.type = type_ptr(l->s->arena, a->type ? a->type : &type_int64);
	if (a->fixed)
		return load(l, percpu_address(l->p, l->s->c->world, prog_const(l->p, (int64_t)a->fixed, address.type, at)), at);
	return load(l, ctx(l, &address, at), at);
}

/* ---- objects in pieces ---- */

static const struct arg *arg_of(struct lower *l, struct node *n)
{
	return n->kind == N_TARGET ? target_arg(l->s, l->ctx, n->name) :
	       n->kind == N_VAR ? target_var(l->s, l->ctx, n) : NULL;
}

/* the variable that a path of members and constant subscripts leads into, and how far; NULL: none in pieces */
static const struct arg *scattered(struct lower *l, struct node *n, uint64_t *offset, const struct member **bits)
{
	const struct type *t = n->kind == N_MEMBER || n->kind == N_SUBSCRIPT ? stored_type(l->s, l->ctx, n->a, true) : NULL;
	const struct arg *a = t ? scattered(l, n->a, offset, bits) : arg_of(l, n);
	const struct member *m;
	uint64_t at = 0;

	if (!a || a->where != ARG_PIECES)
		return NULL;
	if (!t) {
		*offset = 0;
		return a;
	}
	t = type_strip(t);
	if (n->kind == N_MEMBER && type_is_sou(t)) {
		m = member_of(t, n, &at);
		*bits = m && m->bit_size ? m : NULL;
		*offset += at;
		return m ? a : NULL;
	}
	if (t->kind != TY_ARRAY || n->kind != N_SUBSCRIPT || n->b->kind != N_NUM)
		return NULL;
	*offset += (uint64_t)n->b->num * t->to->size;
	return a;
}

static struct expr *shifted(struct lower *l, struct expr *e, enum op op, uint64_t by, const struct type *t)
{
	return by ? prog_binary(l->p, op, e, prog_const(l->p, (int64_t)by, &type_int64, e->span), t, e->span) : e;
}

/* the bits of an object that are wanted: all of a scalar member, or a bit-field */
struct bits { uint64_t first, n; };

static struct bits bits_of(uint64_t offset, const struct type *t, const struct member *field)
{
	if (!field)
		return (struct bits){ offset * 8, t->size * 8 };
	return (struct bits){ (offset - field->offset) * 8 + field->bit_offset, field->bit_size };
}

/* the piece that has them and that they can be read from; NULL: none */
static const struct arg_piece *find_piece(const struct arg *a, struct bits b)
{
	for (size_t i = 0; i < a->npieces; i++) {
		const struct arg_piece *p = &a->pieces[i];
		bool inside = b.first >= p->offset * 8 && b.first + b.n <= (p->offset + p->size) * 8;
		uint64_t in_word = p->arg.where == ARG_VALUE ? b.first - p->offset * 8 : b.first % 8;

		if (inside && p->arg.where != ARG_MISSING && in_word + b.n <= 64)
			return p;
	}
	return NULL;
}

bool target_has_part(const struct arg *a, uint64_t offset, const struct type *t, const struct member *field)
{
	return find_piece(a, bits_of(offset, t, field)) != NULL;
}

/* n bits of a word from the one at first on: shifted up and down again for the sign */
static struct expr *cut_out(struct lower *l, struct expr *e, struct bits b, const struct type *t)
{
	const struct type *wide = type_is_signed(t) ? &type_int64 : &type_uint64;

	e = shifted(l, e, OP_SHL, 64 - b.first - b.n, &type_uint64);
	return prog_cast(l->p, shifted(l, prog_cast(l->p, e, wide), OP_SHR, 64 - b.n, wide), t);
}

static struct expr *in_piece(struct lower *l, const struct arg_piece *p, struct bits b, const struct type *t,
			     bool is_field, struct span at)
{
	struct arg a = p->arg;

	if (a.where == ARG_VALUE) {
		a.type = &type_uint64;
		b.first -= p->offset * 8;
		return cut_out(l, ctx(l, &a, at), b, t);
	}
	const struct type *word = is_field ? &type_uint64 : t;	/* the bytes behind a field are somebody's */

	a.type = type_ptr(l->s->arena, word);
	struct expr *e = ctx(l, &a, at), *sum;

	sum = prog_binary(l->p, OP_ADD, prog_cast(l->p, e, &type_uint64),
			  prog_const(l->p, (int64_t)(b.first / 8 - p->offset), &type_uint64, at), &type_uint64, at);
	sum = prog_cast(l->p, sum, a.type);
	sum->space = e->space;
	e = load(l, sum, at);
	b.first %= 8;
	return is_field ? cut_out(l, e, b, t) : e;
}

/* a float or double is the number of its bits, for fp32_to_fp64() and fp_to_string(); NULL: there is none of that size */
static const struct type *float_bits(const struct type *t)
{
	if (t->kind != TY_FLOAT)
		return NULL;
	return t->size == 8 ? &type_uint64 : t->size == 4 ? &type_uint32 : NULL;
}

/* NULL: not in pieces. What no piece has is reported */
static struct expr *piece(struct lower *l, struct node *n)
{
	const struct member *field = NULL;
	uint64_t offset = 0;
	const struct arg *a = scattered(l, n, &offset, &field);
	const struct type *t = a ? stored_type(l->s, l->ctx, n, true) : NULL;

	if (t && float_bits(type_strip(t)))
		t = float_bits(type_strip(t));
	if (!a || !t || !type_is_scalar(t))
		return NULL;
	struct bits b = bits_of(offset, t, field);
	const struct arg_piece *p = find_piece(a, b);

	if (p)
		return in_piece(l, p, b, t, field != NULL, n->span);
	sem_error(l->s, n->span, ERR_STAP_NAME, "this part of '%s' %s", a->name,
		  a->why ? a->why : "is optimised out at this address");
	return prog_const(l->p, 0, t, n->span);
}

static struct expr *member(struct lower *l, struct node *n, const struct type *t)
{
	struct expr *base = object(l, n->a);
	uint64_t offset;

	if (type_strip(base->type)->kind == TY_PTR)
		base = load(l, base, n->a->span);
	struct expr *e = prog_expr(l->p, E_MEMBER, t, n->span);

	e->a = base;
	e->space = base->space;
	e->member = member_of(type_strip(base->type), n, &offset);
	return e;
}

/* a number of the script's as a pointer */
static struct expr *pointer(struct lower *l, struct node *n, const struct type *t)
{
	struct expr *e = prog_cast(l->p, lower_expr(l, n), t);

	if (type_strip(t)->kind == TY_PTR && variable_in_user(l->ctx, type_strip(t)->to))
		e->space = SPACE_USER;
	return e;
}

static struct expr *address_of(struct lower *l, struct expr *e)
{
	struct expr *a = prog_expr(l->p, E_ADDR, type_ptr(l->s->arena, e->type), e->span);

	a->a = e;
	a->space = e->space;
	return a;
}

static bool in_memory(const struct expr *e)
{
	while (e->kind == E_MEMBER || (e->kind == E_INDEX && type_strip(e->a->type)->kind == TY_ARRAY))
		e = e->a;
	return e->kind == E_LOAD || e->kind == E_INDEX;
}

/* C knows no bounds: what is declared with one element, or with a few, may go on behind them */
static struct expr *decayed(struct lower *l, struct expr *e, const struct node *index)
{
	const struct type *array = type_strip(e->type);

	if (array->kind != TY_ARRAY || !in_memory(e) || (index->kind == N_NUM && (uint64_t)index->num < array->nelem))
		return e;
	struct expr *first = address_of(l, e), *ptr;

	ptr = prog_cast(l->p, first, type_ptr(l->s->arena, type_strip(e->type)->to));
	ptr->space = first->space;
	return ptr;
}

/* what lies there */
static struct expr *stored(struct lower *l, struct node *n)
{
	const struct type *t = stored_type(l->s, l->ctx, n, true);
	struct expr *e = piece(l, n);

	if (e)
		return e;
	switch (n->kind) {
	case N_TARGET: case N_VAR:
		return variable(l, arg_of(l, n), n->span);
	case N_CAST:
		return pointer(l, n->args.v[0], t);
	case N_MEMBER:
		return member(l, n, t);
	case N_SUBSCRIPT:
		e = prog_expr(l->p, E_INDEX, t, n->span);
		e->a = decayed(l, object(l, n->a), n->b);
		e->b = lower_expr(l, n->b);
		e->space = e->a->space;
		return e;
	case N_ADDR:
		e = object(l, n->a);
		return type_strip(e->type)->is_ref ? e : address_of(l, e);
	case N_NUM: case N_STR: case N_NAME: case N_INDEX: case N_CALL: case N_UNARY: case N_BINARY:
	case N_COND: case N_ASSIGN: case N_STEP: case N_IN: case N_EXTRACT: case N_HIST: case N_AT:
	case N_EMBED:
		break;
	}
	return pointer(l, n, t);	/* a script expression that holds one */
}

/* an object or a value of its C type; the type was found before, so all is well below */
static struct expr *object(struct lower *l, struct node *n)
{
	struct expr *e = stored(l, n);

	return type_meant(e->type) == e->type ? e : load(l, e, n->span);
}

/* does it lie in memory: an array's value is its address then */
static bool is_object(struct lower *l, struct node *n)
{
	const struct arg *a = arg_of(l, n);

	return !a || a->where == ARG_ADDRESS || is_reference(l->s, l->ctx, n);
}

static struct expr *raw_float(struct lower *l, struct expr *e, const struct type *bits)
{
	struct expr *at = address_of(l, e), *ptr = prog_cast(l->p, at, type_ptr(l->s->arena, bits));

	ptr->space = at->space;
	return load(l, ptr, e->span);
}

struct expr *lower_target(struct lower *l, struct node *n, bool address)
{
	const struct type *t = target_type(l->s, l->ctx, n, l->s->c->options->skipbadvars);

	if (!t)		/* reported, or --skip-badvars */
		return prog_const(l->p, 0, &type_int64, n->span);
	if (!address && target_put_number(l->s, n, t))
		t = target_type(l->s, l->ctx, n, true);
	t = type_strip(t);
	if (address && n->kind != N_MEMBER && n->kind != N_SUBSCRIPT && !(arg_of(l, n) && is_object(l, n))) {
		if (arg_of(l, n))
			complain(l->s, n, false, ERR_ADDROF_LVAL, "'%s' lies in a register here and has no address",
				 arg_of(l, n)->name);
		else
			complain(l->s, n, false, ERR_ADDROF_LVAL, "'&' needs a member or an element%s", "");
		return prog_const(l->p, 0, &type_int64, n->span);
	}
	if (address && target_is_bits(l->s, l->ctx, n)) {
		complain(l->s, n, false, ERR_ADDROF_LVAL, "bit-field '%s' has no address", n->name);
		return prog_const(l->p, 0, &type_int64, n->span);
	}
	if (!address && (type_is_sou(t) || (t->kind == TY_ARRAY && !is_object(l, n)) ||
			 t->kind == TY_FUNC || t->kind == TY_VOID || (t->kind == TY_FLOAT && !float_bits(t)))) {
		complain(l->s, n, false, ERR_OP_SCALAR, type_is_sou(t) ? "'%s' is being accessed instead of a member" :
			 "a %s has no value of its own", type_str(l->s->arena, t));
		return prog_const(l->p, 0, &type_int64, n->span);
	}
	struct expr *e = object(l, n);

	if (!address && type_strip(e->type)->kind == TY_FLOAT && !in_memory(e)) {
		complain(l->s, n, false, ERR_OP_SCALAR, "a %s in a register cannot be read", type_str(l->s->arena, t));
		return prog_const(l->p, 0, &type_int64, n->span);
	}
	if (!address && type_strip(e->type)->kind == TY_FLOAT)
		e = raw_float(l, e, float_bits(t));
	if ((address && !t->is_ref) || t->kind == TY_ARRAY)	/* a reference to a structure is its address */
		e = address_of(l, e);
	return prog_cast(l->p, e, &type_int64);
}

/* a plain name that is an argument: text in user memory is quoted, as the tapset does it */
struct expr *lower_arg(struct lower *l, const struct node *n)
{
	struct expr *value = prog_cast(l->p, ctx(l, n->arg, n->span), &type_int64);

	if (!n->arg_user)
		return value;
	const struct builtin *b = builtin_find(LANG_STAP, "user_string_quoted", 1);

	if (!b)
		b = builtin_find(LANG_STAP, "user_string", 1);
	struct expr *e = prog_expr(l->p, E_CALL, lower_type(l, VT_STRING, l->s->strsize), n->span);

	e->builtin = b;
	vec_push(l->s->arena, &e->args, prog_cast(l->p, value, &type_void_ptr));
	return e;
}
