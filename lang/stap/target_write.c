/*
 * target_write.c - $x = value, with -g: where BPF can write it, a call of set_user_*()
 *
 * Memory of the traced program can be written. Registers and the kernel's memory cannot: a script with such a
 * store is built, as the original builds it, and refused when it is to run (rows of lang/builtin/refused.c).
 * Semantics: SystemTap Language Reference, "Modifying target variables"; reference stap-language 8.
 */
#include <string.h>
#include "lang/stap/lower.h"
#include "lang/stap/resolve.h"

static bool in_return(const struct handler *h)
{
	return h && h->probes.n && h->probes.v[0]->is_return;
}

/* does a path lead into the memory of a program */
static bool in_program(struct scope *sc, struct node *root, const struct arg *a)
{
	const struct type *t = a ? NULL : target_type(sc->s, sc->ctx, root, true);

	if (a)
		return a->user;
	return t && type_strip(t)->kind == TY_PTR && variable_in_user(sc->ctx, type_strip(t)->to);
}

/* is it something that the original can write to: not a pseudo variable ($arg1, $syscall) by itself */
static bool has_place(const struct handler *h, const struct node *to, const struct node *root, const struct arg *a)
{
	if (root->kind != N_TARGET)
		return root->kind != N_VAR || a;
	return a && (to != root || h->provider->entry_values);
}

/* NULL, and *absent the builtin that stands for the store: BPF cannot do it */
static const char *refusal(struct scope *sc, const struct node *assign, const char **absent)
{
	struct node *to = assign->a, *root = resolve_root(sc, to);
	struct handler *h = sc->ctx;
	bool is_return = !strcmp(root->name ? root->name : "", "$return");

	if (!sc->s->c->guru)
		return "write to target variable not permitted; need stap -g";
	if (assign->op == TK_STAT || assign->op == TK_CAT_SET || (is_return && assign->op != TK_SET))
		return "only '=' writes to a target variable";
	if (in_return(h) && is_return) {	/* of a system call or a program; of the kernel's functions a setter has it */
		*absent = "__return_store";
		return NULL;
	}
	if (in_return(h) && root->kind == N_TARGET)
		return "write to target variable not permitted in .return probes";
	const struct arg *a = !h ? NULL : root->kind == N_TARGET ? target_arg(sc->s, h, root->name) :
			      root->kind == N_VAR ? target_var(sc->s, h, root) : NULL;

	if (h && !a && (root->kind == N_TARGET || root->kind == N_VAR) && h->provider->types)
		return NULL;		/* there is no such variable: that is told elsewhere */
	bool in_kernel = !h || !in_program(sc, root, a);

	if (!in_kernel && (to != root || !a || a->where == ARG_ADDRESS || (a->type && type_strip(a->type)->is_ref)))
		return NULL;
	if (h && has_place(h, to, root, a))
		*absent = in_kernel ? "__kernel_store" : "__register_store";
	else if (in_kernel)
		return "write to target variable not permitted: no memory of the kernel can be written from BPF";
	else
		return "write to target variable not permitted: it lies in a register, which BPF cannot write";
	return NULL;
}

/* what writes a value of that type: as a statement, or giving the value */
static const char *writer(const struct type *t, bool is_stmt)
{
	static const struct { uint64_t size; const char *plain, *value; } rows[] = {
		{ 1, "set_user_char", "__uwrite1" }, { 2, "set_user_short", "__uwrite2" },
		{ 4, "set_user_int", "__uwrite4" }, { 8, "set_user_long", "__uwrite8" },
	};
	bool is_number = type_is_scalar(t) || type_strip(t)->kind == TY_FLOAT;

	for (size_t i = 0; is_number && i < sizeof(rows) / sizeof(rows[0]); i++)
		if (type_strip(t)->size == rows[i].size)
			return is_stmt ? rows[i].plain : rows[i].value;
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

static struct node *make(struct scope *sc, enum node_kind k, const struct node *like, struct node *a, struct node *b)
{
	struct node *n = node_new(sc->s->arena, k, like);

	n->a = a;
	n->b = b;
	return n;
}

static struct node *number(struct scope *sc, const struct node *like, uint64_t value)
{
	struct node *n = make(sc, N_NUM, like, NULL, NULL);

	n->num = (int64_t)value;
	return n;
}

/*
 * n, an assignment of n->b, is a call of that with the arguments and n->b behind them. @kept: what was called in the
 * variable's path, which stands in both; NULL: nothing
 */
static void become_call(struct scope *sc, struct node *n, const char *name, struct node *const *args, size_t nargs,
			const struct node *kept)
{
	struct node *call = arena_dup(sc->s->arena, n, sizeof(*n));

	call->kind = N_CALL;
	call->name = arena_intern(sc->s->arena, name, strlen(name));
	memset(&call->args, 0, sizeof(call->args));
	for (size_t i = 0; i < nargs; i++)
		vec_push(sc->s->arena, &call->args, args[i]);
	vec_push(sc->s->arena, &call->args, n->b);
	call->a = call->b = NULL;
	if (kept)
		pretty_set_kept(sc, call, kept);
	*n = *call;
	resolve_node(sc, n, READ);
}

/* ---- T += v, T++: T = T + v ---- */

static enum tok_kind operator_of(const struct node *n)
{
	static const struct { enum tok_kind assign, op; } rows[] = {
		{ TK_ADD_SET, TK_PLUS }, { TK_SUB_SET, TK_MINUS }, { TK_MUL_SET, TK_MUL }, { TK_DIV_SET, TK_DIV },
		{ TK_MOD_SET, TK_MOD }, { TK_SHL_SET, TK_SHL }, { TK_SHR_SET, TK_SHR }, { TK_AND_SET, TK_AND },
		{ TK_XOR_SET, TK_XOR }, { TK_OR_SET, TK_OR }, { TK_INC, TK_PLUS }, { TK_DEC, TK_MINUS },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].assign == n->op)
			return rows[i].op;
	return TK_SET;
}

static void spell_out(struct scope *sc, struct node *n, struct node *kept)
{
	enum tok_kind op = operator_of(n);

	if (op == TK_SET)
		return;
	pretty_keep_calls(sc, n->a, kept);
	n->b = make(sc, N_BINARY, n, node_clone(sc->s->arena, n->a), n->kind == N_STEP ? number(sc, n, 1) : n->b);
	n->b->op = op;
	n->kind = N_ASSIGN;
	n->op = TK_SET;
}

/* what T++ gives: its value is what was there before */
static void take_back(struct scope *sc, struct node *n, enum tok_kind op)
{
	struct node *set = arena_dup(sc->s->arena, n, sizeof(*n)), *e = make(sc, N_BINARY, n, set, number(sc, n, 1));

	set->postfix = false;		/* ++T */
	e->op = op == TK_INC ? TK_MINUS : TK_PLUS;
	*n = *e;
	resolve_node(sc, n, READ);
}

/* ---- bit-fields ---- */

/* T->field = v: the bits of up to eight bytes from the one on in which it begins; false: it has more */
static bool become_bits(struct scope *sc, struct node *n, const struct node *kept)
{
	struct node *whole = n->a->a;
	const struct type *t = type_strip(target_type(sc->s, sc->ctx, whole, true));
	bool is_pointer = t->kind == TY_PTR;
	uint64_t offset, first;

	t = is_pointer ? type_strip(t->to) : t;
	const struct member *m = type_member(t, n->a->name, &offset);

	first = m ? type_first_bit(t, m) : 0;
	if (!m || first % 8 + m->bit_size > 64)
		return false;
	struct node *base = is_pointer ? whole : make(sc, N_ADDR, n, whole, NULL);
	struct node *byte = make(sc, N_BINARY, n, base, number(sc, n, first / 8));
	struct node *args[] = { byte, number(sc, n, first % 8), number(sc, n, m->bit_size) };

	byte->op = TK_PLUS;
	become_call(sc, n, "__uwritebits", args, 3, kept);
	return true;
}

static void fail(struct scope *sc, struct node *n)
{
	n->bad = n->a->bad = true;
	resolve_node(sc, n->a, READ);
	if (n->b)
		resolve_node(sc, n->b, READ);
}

void resolve_target_write(struct scope *sc, struct node *n)
{
	const char *absent = NULL, *name = setter(sc, n), *why = name ? NULL : refusal(sc, n, &absent);
	enum tok_kind op = n->op;

	if (name) {
		become_call(sc, n, name, NULL, 0, NULL);
		return;
	}
	if (why)
		sem_error(sc->s, n->a->span, ERR_OP_WRITE, "%s", why);
	const struct type *t = why ? NULL : target_type(sc->s, sc->ctx, n->a, false);

	struct node *kept = make(sc, N_CALL, n, NULL, NULL);

	if (!t) {
		fail(sc, n);
		return;
	}
	if (n->postfix && !n->is_stmt) {
		take_back(sc, n, op);
		return;
	}
	spell_out(sc, n, kept);
	if (absent && type_is_scalar(t)) {
		n->str = "write to target variable";
		n->at = n->a->span;
		become_call(sc, n, absent, NULL, 0, kept);
		return;
	}
	if (target_is_bits(sc->s, sc->ctx, n->a) && become_bits(sc, n, kept))
		return;
	name = target_is_bits(sc->s, sc->ctx, n->a) ? NULL : writer(t, n->is_stmt);
	if (!name) {
		sem_error(sc->s, n->a->span, ERR_OP_WRITE, "a %s cannot be written", type_str(sc->s->arena, t));
		fail(sc, n);
		return;
	}
	become_call(sc, n, name, (struct node *[]){ make(sc, N_ADDR, n, n->a, NULL) }, 1, kept);
}
