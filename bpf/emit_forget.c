/*
 * emit_forget.c - what one comparison tells the verifier is not carried to the next
 *
 * Behind "if (arg0 == 1)" the verifier knows arg0 on one side, and something less on the other: both go on
 * through all that follows, as do both sides of each of the next. In a clause of a hundred such tests that is
 * more than it follows. So there they compare copies of which it does not know whose they are: what it learns
 * goes with the copy, both sides are the same again behind the `if`, and it follows one.
 */
#include "bpf/emit_int.h"
#include "lang/probe.h"

enum { FEW_TESTS = 16 };	/* the verifier has no trouble with so many */

static bool count_test(struct stmt *s, void *ctx)
{
	*(unsigned *)ctx += s->kind == S_IF;
	return true;
}

void emit_begin_tests(struct emit *e, const struct clause *c)
{
	unsigned n = 0;

	block_walk(c->body, count_test, NULL, &n);
	e->forgets = n > FEW_TESTS;
	for (size_t i = 0; i < c->probes.n; i++)	/* nothing can be done with an address that the verifier knows */
		e->forgets &= !c->probes.v[i]->provider->arg_addresses;
}

/* a number for certain: what a variable of 8 bytes has may be an address, which narrower ones cannot keep */
static bool is_number(const struct expr *x)
{
	if (x->trusted || !type_is_int(x->type))
		return false;
	if (x->kind == E_CTX)
		return x->arg < PROBE_SLOTS;
	if (x->kind == E_CALL)			/* arg0, errno, uid */
		return !x->args.n;
	return x->kind == E_VAR && (x->var->storage == V_FIRING || x->var->storage == V_LOCAL) &&
	       type_strip(x->type)->size < 8;
}

bool emit_forgets(const struct emit *e, const struct expr *x)
{
	return e->forgets && e->tests && is_number(x);
}
