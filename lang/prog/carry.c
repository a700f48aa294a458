/*
 * carry.c - values that a handler of the kernel makes for a part of it that runs in user space
 */
#include "lang/prog/carry.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

enum {
	TOLD_SIZE = 96,		/* the texts of lang/prog/fault.def, with a number in them */
	OWN_SIZE = 512,
};

bool carry_can(const struct type *t)
{
	t = type_strip(t);
	return type_is_scalar(t) || type_is_string(t) || t->kind == TY_STACK || t->kind == TY_SYMADDR ||
	       t->kind == TY_USYMADDR;
}

const struct type *carry_told_type(struct prog *p, bool own)
{
	return type_string(p->arena, own ? OWN_SIZE : TOLD_SIZE);
}

struct var *carry_var(struct prog *p, const struct type *t, struct span at)
{
	struct var *v = prog_var(p, "", V_LOCAL, t, at);

	v->hidden = true;
	return v;
}

struct expr *carry_read_var(struct prog *p, struct var *v, struct span at)
{
	struct expr *e = prog_expr(p, E_VAR, v->type, at);

	e->var = v;
	return e;
}

static struct stmt *set(struct prog *p, struct var *to, struct expr *value)
{
	struct stmt *s = prog_stmt(p, S_SET, value->span);

	s->to = carry_read_var(p, to, value->span);
	s->value = value;
	return s;
}

void carry_make(struct prog *p, struct block *b, const struct carried *to, struct expr *e)
{
	struct stmt *try = prog_stmt(p, S_TRY, e->span);

	try->body = prog_block(p);
	try->other = prog_block(p);
	try->catch_var = to->told;
	prog_add(p, try->body, set(p, to->value, e));
	prog_add(p, b, set(p, to->told, prog_str(p, "", 0, e->span)));	/* it may be a loop's next round */
	prog_add(p, b, try);
}

struct expr *carry_read(struct prog *p, const struct carried *from, const struct expr *e)
{
	struct expr *value = carry_read_var(p, from->value, e->span);
	struct stmt *raise, *any;

	if (!from->told)
		return value;
	struct expr *told = carry_read_var(p, from->told, e->span), *seq = prog_expr(p, E_SEQ, e->type, e->span);

	raise = prog_stmt(p, S_THROW, e->span);
	raise->value = told;
	any = prog_stmt(p, S_IF, e->span);
	any->cond = prog_binary(p, OP_NE, expr_copy(p->arena, told), prog_str(p, "", 0, e->span), &type_int64, e->span);
	any->body = prog_block(p);
	prog_add(p, any->body, raise);
	seq->body = prog_block(p);
	prog_add(p, seq->body, any);
	seq->a = value;
	return seq;
}
