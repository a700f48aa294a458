/*
 * target_write.c - $x = value, with -g: where BPF can write it, a call of set_user_*()
 *
 * Memory of the traced program can be written. Registers and the kernel's memory cannot.
 * Semantics: SystemTap Language Reference, "Modifying target variables"; reference stap-language 8.
 */
#include <string.h>
#include "lang/stap/lower.h"
#include "lang/stap/resolve.h"

static bool in_return(const struct handler *h)
{
	return h && h->probes.n && h->probes.v[0]->is_return;
}

static const char *refusal(struct scope *sc, const struct node *assign)
{
	const struct node *to = assign->a, *root = to;
	struct handler *h = sc->ctx;

	while (root->kind == N_MEMBER || root->kind == N_SUBSCRIPT)
		root = root->a;
	if (!sc->s->c->guru)
		return "write to target variable not permitted; need stap -g";
	if (assign->op != TK_SET)
		return "only '=' writes to a target variable";
	if (in_return(h) && !strcmp(root->name ? root->name : "", "$return"))
		return "write to target variable not permitted in .return probes: from BPF only what kernel functions "
		       "return can be changed (kernel.function(\"...\").return)";
	if (in_return(h) && root->kind == N_TARGET)
		return "write to target variable not permitted in .return probes";
	if (!h || !h->provider->types)
		return "write to target variable not permitted: no memory of the kernel can be written from BPF";
	const struct arg *a = to->kind == N_TARGET ? target_arg(sc->s, h, to->name) : NULL;

	if (to->kind == N_TARGET && a && a->where != ARG_ADDRESS && !(a->type && type_strip(a->type)->is_ref))
		return "write to target variable not permitted: it lies in a register, which BPF cannot write";
	return NULL;
}

static const char *writer(const struct type *t)
{
	static const struct { uint64_t size; const char *name; } rows[] = {
		{ 1, "set_user_char" }, { 2, "set_user_short" }, { 4, "set_user_int" }, { 8, "set_user_long" },
	};

	for (size_t i = 0; type_is_scalar(t) && i < sizeof(rows) / sizeof(rows[0]); i++)
		if (type_strip(t)->size == rows[i].size)
			return rows[i].name;
	return NULL;
}

/* a variable that a builtin sets: "$verdict = 0" is __set_verdict(0) */
static const char *setter(const struct scope *sc, const struct node *assign)
{
	const struct handler *h = sc->ctx;
	const struct provider *pr = h ? h->provider : NULL;

	if (!sc->s->c->guru || assign->op != TK_SET || assign->a->kind != N_TARGET || !pr || !pr->assigned.name)
		return NULL;
	if (pr->assigned.at_return && !in_return(h))
		return NULL;
	return !strcmp(assign->a->name, pr->assigned.name) ? pr->assigned.builtin : NULL;
}

static void become_call(struct scope *sc, struct node *n, const char *name, struct node *first)
{
	struct node *call = arena_dup(sc->s->arena, n, sizeof(*n));

	call->kind = N_CALL;
	call->name = arena_intern(sc->s->arena, name, strlen(name));
	memset(&call->args, 0, sizeof(call->args));
	if (first)
		vec_push(sc->s->arena, &call->args, first);
	vec_push(sc->s->arena, &call->args, n->b);
	call->a = call->b = NULL;
	*n = *call;
	resolve_node(sc, n, READ);
}

void resolve_target_write(struct scope *sc, struct node *n)
{
	const char *name = setter(sc, n);

	if (name) {
		become_call(sc, n, name, NULL);
		return;
	}
	const char *why = refusal(sc, n);
	const struct type *t = why ? NULL : target_type(sc->s, sc->ctx, n->a, false);

	if (why)
		sem_error(sc->s, n->a->span, ERR_OP_WRITE, "%s", why);
	else if (t && (!(name = writer(t)) || target_is_bits(sc->s, sc->ctx, n->a)))
		sem_error(sc->s, n->a->span, ERR_OP_WRITE, "a %s cannot be written", type_str(sc->s->arena, t));
	else if (t) {
		struct node *to = arena_dup(sc->s->arena, n, sizeof(*n));

		memset(&to->args, 0, sizeof(to->args));
		to->kind = N_ADDR;
		to->a = n->a;
		to->b = NULL;
		become_call(sc, n, name, to);
		return;
	}
	n->bad = n->a->bad = true;
	resolve_node(sc, n->a, READ);
	if (n->b)
		resolve_node(sc, n->b, READ);
}
