/*
 * lower_made.c - $value = and .= where a handler makes a text for somebody who reads a procfs file
 *
 * Variables hold as much as a string can, and so does $value when the script looks at it. What is read may be longer
 * (.maxsize(N)): the session puts it together from the pieces, in the order in which they were assigned.
 */
#include "lang/builtin/builtin.h"
#include "lang/prog/prog.h"
#include "lang/stap/lower.h"
#include "lib/arena.h"

static void piece_to_session(struct lower *l, struct expr *piece, bool more, struct span at, struct block *b)
{
	struct stmt *s = prog_stmt(l->p, S_DO, at);
	struct expr *call = prog_expr(l->p, E_CALL, &type_void, at);

	call->builtin = builtin_find(LANG_STAP, more ? "__text_more" : "__text_made", 1);
	vec_push(l->s->arena, &call->args, piece);
	s->value = call;
	prog_add(l->p, b, s);
}

struct expr *lower_made(struct lower *l, struct node *n, struct expr *to, struct block *b)
{
	bool more = n->op == TK_CAT_SET;
	struct expr *piece = lower_once(l, lower_expr(l, n->b), b);

	lower_set(l, b, to, more ? lower_concat(l, lower_copy(l, to), piece, n->span) : piece, n->span);
	piece_to_session(l, lower_copy(l, piece), more, n->span, b);
	return lower_copy(l, to);
}
