/*
 * lower_expr.c - operators: their types and their prog (reference D, section 4), constants folded
 */
#include <string.h>
#include "lang/d/library.h"
#include "lang/d/lower.h"

struct expr *d_error(struct d_lower *l, struct span at)
{
	return prog_expr(l->prog, E_CONST, &type_error, at);
}

bool d_is_error(const struct expr *e)
{
	return e->type->kind == TY_ERROR;
}

struct expr *d_int(struct d_lower *l, int64_t n, struct span at)
{
	return prog_const(l->prog, n, &type_int32, at);
}

bool d_const_int(struct d_lower *l, const struct d_node *n, int64_t *ret)
{
	struct expr *e = d_expr(l, n);

	*ret = e->num;
	return e->kind == E_CONST && type_is_int(e->type);
}

bool d_constant(struct d_lower *l, const struct d_node *n, int64_t *ret)
{
	struct d_quiet q;
	bool ok;

	d_quiet_begin(l, &q);
	ok = d_const_int(l, n, ret);
	return !d_quiet_end(l, &q) && ok;
}

/* ---- folding: on 64 bits, cut when it is used (2.1) ---- */
static bool fold(enum op op, int64_t a, int64_t b, bool is_unsigned, int64_t *ret)
{
	uint64_t ua = (uint64_t)a, ub = (uint64_t)b;

	switch (op) {
	case OP_MUL: *ret = (int64_t)(ua * ub); break;
	case OP_DIV: *ret = is_unsigned ? (int64_t)(ua / ub) : b == -1 ? (int64_t)-ua : a / b; break;
	case OP_MOD: *ret = is_unsigned ? (int64_t)(ua % ub) : b == -1 ? 0 : a % b; break;
	case OP_ADD: *ret = (int64_t)(ua + ub); break;
	case OP_SUB: *ret = (int64_t)(ua - ub); break;
	case OP_SHL: *ret = (int64_t)(ua << (b & 63)); break;
	case OP_SHR: *ret = is_unsigned ? (int64_t)(ua >> (b & 63)) : a >> (b & 63); break;
	case OP_LT: *ret = is_unsigned ? ua < ub : a < b; break;
	case OP_LE: *ret = is_unsigned ? ua <= ub : a <= b; break;
	case OP_GT: *ret = is_unsigned ? ua > ub : a > b; break;
	case OP_GE: *ret = is_unsigned ? ua >= ub : a >= b; break;
	case OP_EQ: *ret = a == b; break;
	case OP_NE: *ret = a != b; break;
	case OP_AND: *ret = a & b; break;
	case OP_XOR: *ret = a ^ b; break;
	case OP_OR: *ret = a | b; break;
	case OP_ANDAND: *ret = a && b; break;
	case OP_XORXOR: *ret = !a != !b; break;
	case OP_OROR: *ret = a || b; break;
	case OP_NEG: case OP_BITNOT: case OP_NOT: case OP_CONCAT:
		return false;
	}
	return true;
}

struct expr *d_fold_binary(struct d_lower *l, enum op op, struct expr *a, struct expr *b,
			   const struct type *t, struct span at)
{
	bool is_unsigned = !type_is_signed(a->type) || (op != OP_SHL && op != OP_SHR && !type_is_signed(b->type));
	int64_t n = 0;

	if (a->kind == E_CONST && b->kind == E_CONST && type_is_scalar(a->type) && type_is_scalar(b->type) &&
	    !((op == OP_DIV || op == OP_MOD) && !b->num) && fold(op, a->num, b->num, is_unsigned, &n))
		return prog_const(l->prog, n, t, at);
	return prog_binary(l->prog, op, a, b, t, at);
}

/* both operands with the signedness of the promoted type; no bit changes, registers have 64 */
static struct expr *widen(struct d_lower *l, struct expr *e, bool is_signed)
{
	if (type_is_signed(e->type) == is_signed)
		return e;
	if (e->kind == E_CONST)
		return prog_const(l->prog, e->num, is_signed ? &type_int64 : &type_uint64, e->span);
	return prog_cast(l->prog, e, is_signed ? &type_int64 : &type_uint64);
}

static struct expr *mismatch(struct d_lower *l, enum op op, const struct expr *a, const struct expr *b, struct span at);

static struct expr *arith(struct d_lower *l, enum op op, struct expr *a, struct expr *b, struct span at)
{
	if ((op == OP_ADD || op == OP_SUB) && (!type_is_int(a->type) || !type_is_int(b->type)))
		return mismatch(l, op, a, b, at);
	if (!d_need_int(l, a, op) || !d_need_int(l, b, op))
		return d_error(l, at);
	if ((op == OP_DIV || op == OP_MOD) && b->kind == E_CONST && !b->num) {
		diag_error(l->diag, b->span, ERR_DIV_ZERO, "division by zero");
		return d_error(l, at);
	}
	if (op == OP_SHL || op == OP_SHR)
		return d_fold_binary(l, op, a, b, d_arith_type(a->type, a->type), at);

	const struct type *t = d_arith_type(a->type, b->type);

	return d_fold_binary(l, op, widen(l, a, type_is_signed(t)), widen(l, b, type_is_signed(t)), t, at);
}

/* ---- pointers ---- */
static bool pointee(struct d_lower *l, const struct expr *p, uint64_t *size)
{
	const struct type *to = type_strip(type_strip(p->type)->to);

	if (d_xlated(l, p)) {
		diag_error(l->diag, p->span, ERR_OP_INCOMPAT, "a translated %s points to no object: it has members only",
			   d_tstr(l, p->type));
		return false;
	}
	if (to->kind == TY_VOID || to->kind == TY_FUNC) {
		diag_error(l->diag, p->span, ERR_OP_VFPTR, "no arithmetic on %s", d_tstr(l, p->type));
		diag_hint(l->diag, "cast it to uintptr_t or to a pointer to a type with a size");
		return false;
	}
	if (!to->size) {
		diag_error(l->diag, p->span, ERR_OP_INCOMPLETE, "the size of %s is not known", d_tstr(l, to));
		return false;
	}
	*size = to->size;
	return true;
}

static struct expr *pointer_diff(struct d_lower *l, struct expr *a, struct expr *b, struct span at)
{
	uint64_t size;

	if (!pointee(l, a, &size))
		return d_error(l, at);
	a = prog_cast(l->prog, a, &type_int64);
	b = prog_cast(l->prog, b, &type_int64);

	struct expr *d = d_fold_binary(l, OP_SUB, a, b, &type_int64, at);

	return size == 1 ? d : d_fold_binary(l, OP_DIV, d, prog_const(l->prog, (int64_t)size, &type_int64, at),
					    &type_int64, at);
}

static struct expr *pointer_add(struct d_lower *l, enum op op, struct expr *a, struct expr *b, struct span at)
{
	uint64_t size;

	if (op == OP_ADD && type_is_int(a->type)) {
		struct expr *swap = a;

		a = b;
		b = swap;
	}
	if (op == OP_SUB && type_is_ptr(b->type) && type_is_ptr(a->type) && d_pointers_fit(a->type, b->type))
		return pointer_diff(l, a, b, at);
	if (!type_is_ptr(a->type) || !type_is_int(b->type)) {
		diag_error(l->diag, at, ERR_OP_INCOMPAT, "operands of %s do not fit together: %s and %s",
			   op_text(op), d_tstr(l, a->type), d_tstr(l, b->type));
		return d_error(l, at);
	}
	if (!pointee(l, a, &size))
		return d_error(l, at);
	if (size != 1)
		b = d_fold_binary(l, OP_MUL, widen(l, b, true), prog_const(l->prog, (int64_t)size, &type_int64, b->span),
				  &type_int64, b->span);
	return d_fold_binary(l, op, a, b, a->type, at);
}

/* ---- comparisons and logic ---- */
static struct expr *mismatch(struct d_lower *l, enum op op, const struct expr *a, const struct expr *b, struct span at)
{
	diag_error(l->diag, at, ERR_OP_INCOMPAT, "operands of %s do not fit together: %s and %s", op_text(op),
		   d_tstr(l, a->type), d_tstr(l, b->type));
	if (type_strip(a->type)->kind == TY_FLOAT || type_strip(b->type)->kind == TY_FLOAT)
		diag_hint(l->diag, "D calculates with integers only");
	else if (type_is_ptr(a->type) && type_is_ptr(b->type))
		diag_hint(l->diag, "a cast says what the two have in common");
	else if (type_is_ptr(a->type) || type_is_ptr(b->type) || type_is_int(a->type) || type_is_int(b->type))
		diag_hint(l->diag, "for text at an address use stringof() or copyinstr()");
	return d_error(l, at);
}

static struct expr *compare(struct d_lower *l, enum op op, struct expr *a, struct expr *b, struct span at)
{
	if (type_is_string(a->type) || type_is_string(b->type)) {
		if (d_is_null(a) || d_is_null(b))	/* by address: is it set at all (2.2) */
			return prog_binary(l->prog, op, prog_cast(l->prog, a, &type_uint64),
					   prog_cast(l->prog, b, &type_uint64), &type_int32, at);

		struct expr *sa = type_is_stringish(a->type) ? d_stringof(l, a, a->span) : NULL;
		struct expr *sb = type_is_stringish(b->type) ? d_stringof(l, b, b->span) : NULL;

		return sa && sb ? prog_binary(l->prog, op, sa, sb, &type_int32, at) : mismatch(l, op, a, b, at);
	}
	a = d_decay(l, a);
	b = d_decay(l, b);
	if (!type_is_scalar(a->type) || !type_is_scalar(b->type) ||
	    (type_is_ptr(a->type) && type_is_ptr(b->type) && !d_pointers_fit(a->type, b->type)))
		return mismatch(l, op, a, b, at);

	bool is_signed = type_is_int(a->type) && type_is_int(b->type) &&
			 type_is_signed(d_arith_type(a->type, b->type));

	return d_fold_binary(l, op, widen(l, a, is_signed), widen(l, b, is_signed), &type_int32, at);
}

static struct expr *logic(struct d_lower *l, enum op op, struct expr *a, struct expr *b, struct span at)
{
	a = d_decay(l, a);
	b = d_decay(l, b);
	if (!d_need_scalar(l, a, op) || !d_need_scalar(l, b, op))
		return d_error(l, at);
	return d_fold_binary(l, op, a, b, &type_int32, at);
}

struct expr *d_binary(struct d_lower *l, enum op op, struct expr *a, struct expr *b, struct span at)
{
	if (d_is_error(a) || d_is_error(b))
		return d_error(l, at);
	switch (op) {
	case OP_ADD: case OP_SUB:
		a = d_decay(l, a);
		b = d_decay(l, b);
		if (type_is_ptr(a->type) || type_is_ptr(b->type))
			return pointer_add(l, op, a, b, at);
		return arith(l, op, a, b, at);
	case OP_MUL: case OP_DIV: case OP_MOD: case OP_SHL: case OP_SHR: case OP_AND: case OP_XOR: case OP_OR:
		return arith(l, op, a, b, at);
	case OP_LT: case OP_LE: case OP_GT: case OP_GE: case OP_EQ: case OP_NE:
		return compare(l, op, a, b, at);
	case OP_ANDAND: case OP_XORXOR: case OP_OROR:
		return logic(l, op, a, b, at);
	case OP_NEG: case OP_BITNOT: case OP_NOT: case OP_CONCAT:
		break;
	}
	return d_error(l, at);
}

/* enum == TAG: a bare tag of that enumeration (2.1) */
static struct expr *enum_tag(struct d_lower *l, const struct expr *a, const struct d_node *n)
{
	const struct type *t = type_strip(a->type);
	size_t ne = 0;
	const struct enumerator *e = t->kind == TY_ENUM && n->kind == DN_IDENT ? type_enums(t, &ne) : NULL;

	for (size_t i = 0; i < ne; i++)
		if (!strcmp(e[i].name, n->str))
			return prog_const(l->prog, e[i].value, &type_int32, n->span);
	return NULL;
}

static struct expr *binary_node(struct d_lower *l, const struct d_node *n)
{
	struct expr *a = d_expr(l, n->a), *b = enum_tag(l, a, n->b);

	return d_binary(l, n->op, a, b ? b : d_expr(l, n->b), n->span);
}

static struct expr *unary_node(struct d_lower *l, const struct d_node *n)
{
	struct expr *a = d_expr(l, n->a);

	if (d_is_error(a))
		return a;
	if (n->op == OP_NOT) {
		a = d_decay(l, a);
		if (!d_need_scalar(l, a, OP_NOT))
			return d_error(l, n->span);
		return a->kind == E_CONST ? d_int(l, !a->num, n->span)
			: prog_unary(l->prog, OP_NOT, a, &type_int32, n->span);
	}
	if (!d_need_int(l, a, n->op))
		return d_error(l, n->span);

	const struct type *t = d_arith_type(a->type, a->type);

	if (n->op == OP_ADD)
		return a;
	if (a->kind == E_CONST)
		return prog_const(l->prog, n->op == OP_NEG ? (int64_t)-(uint64_t)a->num : ~a->num, t, n->span);
	return prog_unary(l->prog, n->op, a, t, n->span);
}

/* ---- ?: ---- */
static const struct type *cond_type(struct d_lower *l, struct expr **b, struct expr **c)
{
	if (type_is_string((*b)->type) || type_is_string((*c)->type)) {
		if (!type_is_stringish((*b)->type) || !type_is_stringish((*c)->type))
			return NULL;
		*b = d_stringof(l, *b, (*b)->span);
		*c = d_stringof(l, *c, (*c)->span);
		return (*b)->type->size > (*c)->type->size ? (*b)->type : (*c)->type;
	}
	*b = d_decay(l, *b);
	*c = d_decay(l, *c);
	if (type_is_int((*b)->type) && type_is_int((*c)->type))
		return d_arith_type((*b)->type, (*c)->type);
	if (type_is_ptr((*b)->type) && type_is_ptr((*c)->type))
		return d_pointers_fit((*b)->type, (*c)->type) ? (*b)->type : NULL;
	if (type_is_ptr((*b)->type) && d_is_null(*c))
		return (*b)->type;
	if (type_is_ptr((*c)->type) && d_is_null(*b))
		return (*c)->type;
	return type_is_sou((*b)->type) && type_same(type_strip((*b)->type), type_strip((*c)->type)) ? (*b)->type : NULL;
}

/* which of two inputs is translated: by one translator, or not at all */
static struct expr *cond_xlated(struct d_lower *l, const struct d_node *n, struct expr *a, struct expr *b, struct expr *c)
{
	const struct d_xlated *xb = d_xlated(l, b), *xc = d_xlated(l, c);
	struct d_xlated of = xb ? *xb : *xc;

	if ((xb ? xb->x : of.x) != (xc ? xc->x : of.x) || (!xb && !d_is_null(b)) || (!xc && !d_is_null(c))) {
		diag_error(l->diag, n->span, ERR_OP_INCOMPAT, "the branches of ?: are translated in different ways");
		return d_error(l, n->span);
	}

	if (a->kind == E_CONST)
		return a->num ? b : c;

	struct expr *e = prog_expr(l->prog, E_COND, of.input->type, n->span);

	e->a = a;
	e->b = xb ? xb->input : prog_cast(l->prog, b, e->type);
	e->c = xc ? xc->input : prog_cast(l->prog, c, e->type);
	of.input = e;
	return d_xlated_as(l, &of, (xb ? b : c)->type, n->span);
}

/* in libraries: defined(e) ? a : b is lowered on the side that this kernel has */
static bool is_defined(struct d_lower *l, const struct d_node *n, bool *ret)
{
	struct d_quiet q;

	if (!l->env || !l->env->lib || n->kind != DN_CALL || !n->str || strcmp(n->str, "defined") || n->list.n != 1)
		return false;
	d_quiet_begin(l, &q);
	d_expr(l, n->list.v[0]);
	*ret = !d_quiet_end(l, &q);
	return true;
}

/* NULL where a string is wanted: what is looked for and is not there */
static struct expr *null_string(struct d_lower *l, struct span at)
{
	struct d_node call = { .kind = DN_CALL, .span = at, .name = at, .str = "strchr" };
	struct d_node in = { .kind = DN_STR, .span = at, .str = "" };
	struct d_node what = { .kind = DN_INT, .span = at, .num = 1, .itype = &type_int32 };

	vec_push(l->arena, &call.list, arena_dup(l->arena, &in, sizeof(in)));
	vec_push(l->arena, &call.list, arena_dup(l->arena, &what, sizeof(what)));
	return d_expr(l, arena_dup(l->arena, &call, sizeof(call)));
}

static struct expr *cond_node(struct d_lower *l, const struct d_node *n)
{
	bool first;

	if (is_defined(l, n->a, &first))
		return d_expr(l, first ? n->b : n->c);

	struct expr *a = d_decay(l, d_expr(l, n->a)), *b = d_expr(l, n->b), *c = d_expr(l, n->c);

	if (d_is_error(a) || d_is_error(b) || d_is_error(c))
		return d_error(l, n->span);
	if (!type_is_scalar(a->type)) {
		diag_error(l->diag, a->span, ERR_OP_SCALAR, "the condition of ?: must be a scalar, not %s", d_tstr(l, a->type));
		return d_error(l, n->span);
	}

	b = d_is_null(b) && type_is_string(c->type) ? null_string(l, b->span) : b;
	c = d_is_null(c) && type_is_string(b->type) ? null_string(l, c->span) : c;

	const struct type *t = cond_type(l, &b, &c);

	if (!t) {
		diag_error(l->diag, n->span, ERR_OP_INCOMPAT, "the branches of ?: do not fit together: %s and %s",
			   d_tstr(l, b->type), d_tstr(l, c->type));
		return d_error(l, n->span);
	}
	if (a->kind == E_CONST && type_is_int(t))
		return prog_cast(l->prog, a->num ? b : c, t);

	if (d_xlated(l, b) || d_xlated(l, c))
		return cond_xlated(l, n, a, b, c);
	if (type_is_ptr(t) && !d_is_null(b) && !d_is_null(c) && d_is_scratch(l, b) != d_is_scratch(l, c)) {
		diag_error(l->diag, n->span, ERR_ALLOCA_INCOMPAT, "one branch of ?: points into alloca() memory, the other does not");
		return d_error(l, n->span);
	}

	struct expr *e = prog_expr(l->prog, E_COND, t, n->span);

	e->a = a;
	e->b = type_is_string(t) ? b : prog_cast(l->prog, b, t);
	e->c = type_is_string(t) ? c : prog_cast(l->prog, c, t);
	return e;
}

static struct expr *comma_node(struct d_lower *l, const struct d_node *n)
{
	struct expr *e = prog_expr(l->prog, E_SEQ, &type_error, n->span), *a;

	e->body = prog_block(l->prog);
	if (n->a->kind == DN_ASSIGN || n->a->kind == DN_INC) {
		a = n->a->kind == DN_ASSIGN ? d_assign(l, n->a, e->body) : d_inc(l, n->a, e->body);
	} else {
		struct stmt *s = prog_stmt(l->prog, S_DO, n->a->span);

		a = s->value = d_expr(l, n->a);
		if (a->kind != E_CONST)
			prog_add(l->prog, e->body, s);
	}
	e->a = d_expr(l, n->b);
	if (d_is_error(a) || d_is_error(e->a))
		return d_error(l, n->span);
	e->type = e->a->type;
	if (!e->body->stmts.n)
		return e->a;
	if (!d_xlated(l, e->a))
		return e;

	struct d_xlated of = *d_xlated(l, e->a);
	const struct type *t = e->type;

	e->a = of.input;
	e->type = e->a->type;
	of.input = e;
	return d_xlated_as(l, &of, t, n->span);
}

static struct expr *agg_as_value(struct d_lower *l, const struct d_node *n)
{
	diag_error(l->diag, n->span, ERR_AGG_NULL, "an aggregation has no value in an expression");
	diag_hint(l->diag, "assign to it, @a[...] = count(), or give it to printa(), clear(), trunc()");
	return d_error(l, n->span);
}

static struct expr *macro_node(struct d_lower *l, const struct d_node *n)
{
	const struct builtin *b = builtin_find(LANG_D, n->str, -1);

	return b ? d_builtin_var(l, b, n->span) : prog_const(l->prog, 0, &type_int32, n->span);
}

static struct expr *node_expr(struct d_lower *l, const struct d_node *n)
{
	switch (n->kind) {
	case DN_ERROR: return d_error(l, n->span);
	case DN_INT: return prog_const(l->prog, n->num, n->itype, n->span);
	case DN_STR: return prog_str(l->prog, n->str, n->len < l->opt->strsize ? n->len :
				     l->opt->strsize ? l->opt->strsize - 1 : 0, n->span);
	case DN_IDENT: return d_name(l, n);
	case DN_SYM: return d_symbol(l, n);
	case DN_MACRO: return macro_node(l, n);
	case DN_AGG: return agg_as_value(l, n);
	case DN_SELF: case DN_THIS: return d_scoped(l, n);
	case DN_CALL: return d_call(l, n, false);
	case DN_INDEX: return d_is_agg(n) ? agg_as_value(l, n) : d_index(l, n);
	case DN_DOT: case DN_ARROW: return d_member(l, n);
	case DN_UNARY: return unary_node(l, n);
	case DN_DEREF: return d_deref(l, n);
	case DN_ADDR: return d_addr(l, n);
	case DN_BINARY: return binary_node(l, n);
	case DN_COND: return cond_node(l, n);
	case DN_ASSIGN: return d_assign(l, n, NULL);
	case DN_INC: return d_inc(l, n, NULL);
	case DN_CAST: return d_cast(l, n);
	case DN_SIZEOF: return d_sizeof(l, n);
	case DN_OFFSETOF: return d_offsetof(l, n);
	case DN_STRINGOF: return d_stringof(l, d_expr(l, n->a), n->span);
	case DN_XLATE: return d_xlate(l, n);
	case DN_COMMA: return comma_node(l, n);
	}
	return d_error(l, n->span);
}

struct expr *d_expr(struct d_lower *l, const struct d_node *n)
{
	if (++l->nodes > D_NODES_MAX || l->depth > 4 * D_DEPTH_MAX) {
		if (l->nodes == D_NODES_MAX + 1 || l->depth > 4 * D_DEPTH_MAX)
			diag_error(l->diag, n->span, ERR_LIMIT, "the program is too large after its inlines are expanded");
		l->nodes = D_NODES_MAX + 1;
		return d_error(l, n->span);
	}
	l->depth++;

	struct expr *e = node_expr(l, n);

	l->depth--;
	return e;
}
