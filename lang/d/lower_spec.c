/*
 * lower_spec.c - what is special about calls as statements: speculations (reference D, 11.6)
 *
 * speculate(id) is a condition: where the kernel finds no such speculation the clause ends. commit()
 * and discard() are actions for the session; the kernel notes the end first, so that no later
 * speculate() fills what is about to be given out, and hands the number on.
 */
#include "lang/d/lower.h"

void d_speculate(struct d_lower *l, struct expr *call, struct block *b)
{
	struct stmt *s = prog_stmt(l->prog, S_IF, call->span);

	s->cond = prog_unary(l->prog, OP_NOT, call, &type_int32, call->span);
	s->body = prog_block(l->prog);
	prog_add(l->prog, s->body, prog_stmt(l->prog, S_NEXT, call->span));
	prog_add(l->prog, b, s);
	l->clause->speculates = true;
}

void d_spec_end(struct d_lower *l, struct expr *call)
{
	struct expr *end = prog_expr(l->prog, E_CALL, &type_int32, call->span);

	end->builtin = builtin_find(LANG_D, call->builtin->flags & B_COMMITS ? "$commit" : "$discard", 1);
	vec_push(l->arena, &end->args, call->args.v[0]);
	call->args.v[0] = end;
}
