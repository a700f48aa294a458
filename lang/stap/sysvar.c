/*
 * sysvar.c - variables of syscall.*: name, argstr, retstr and the arguments, as lang/syscall has them
 *
 * They are no prologue of an alias: each is made where the script names it, so syscall.* needs no
 * handler for each call, and what is not named costs nothing.
 * Semantics: stapprobes(3stap), SYSCALL PROBES; reference stap-language 5.1.
 */
#include <string.h>
#include "lang/stap/resolve.h"
#include "lang/syscall/syscall.h"

static const struct syscall_def *def_of(const struct handler *h)
{
	bool plain = h && h->provider->script_args && h->probes.n;

	return plain ? syscall_find(h->probes.v[0]->func) : NULL;
}

static struct node *new_node(struct scope *sc, enum node_kind kind, const struct node *at)
{
	struct node *n = arena_new_of(sc->s->arena, struct node);

	*n = (struct node){ .kind = kind, .span = at->span, .at = at->at, .depth = 1 };
	return n;
}

static struct node *number(struct scope *sc, int64_t v, const struct node *at)
{
	struct node *n = new_node(sc, N_NUM, at);

	n->num = v;
	return n;
}

/* an argument of the call as it is passed, or the value that it returns */
static void be_slot(struct scope *sc, struct node *n, unsigned slot, const struct type *type)
{
	struct arg *a = arena_new_of(sc->s->arena, struct arg);

	a->name = "";
	a->type = type;
	a->slot = slot;
	n->kind = N_NAME;
	n->name = arena_intern(sc->s->arena, "argument", 8);
	n->arg = a;
}

static struct node *slot_node(struct scope *sc, unsigned slot, const struct type *type, const struct node *at)
{
	struct node *n = new_node(sc, N_NAME, at);

	be_slot(sc, n, slot, type);
	return n;
}

/* n becomes a call of a row; arguments are given already resolved */
static bool be_row(struct scope *sc, struct node *n, const char *name)
{
	struct sig *sig = arena_new_of(sc->s->arena, struct sig);

	n->kind = N_CALL;
	n->name = name;
	n->builtin = builtin_find(LANG_STAP, name, (int)n->args.n);
	n->sig = sig;
	return n->builtin && builtin_sig(n->builtin, sig);
}

/* the tapset's global that limits data shown by argstr */
static struct node *limit(struct scope *sc, const struct node *at)
{
	static const char name[] = "syscall_string_trunc";
	struct node *n = new_node(sc, N_NAME, at);

	n->name = arena_intern(sc->s->arena, name, sizeof(name) - 1);
	resolve_node(sc, n, READ);
	return n;
}

static bool be_text(struct scope *sc, struct node *n, const struct syscall_var *v)
{
	int64_t item = v->kind | v->slot << 8 | v->other << 12 | v->table << 16;
	struct node at = *n;

	vec_push(sc->s->arena, &n->args, number(sc, item, &at));
	vec_push(sc->s->arena, &n->args, slot_node(sc, v->slot, &type_int64, &at));
	vec_push(sc->s->arena, &n->args, slot_node(sc, v->other, &type_int64, &at));
	vec_push(sc->s->arena, &n->args, v->kind == SYSCALL_BUFFER ? limit(sc, &at) : number(sc, 0, &at));
	return be_row(sc, n, "__syscall_arg");
}

static bool be_unquoted(struct scope *sc, struct node *n, const struct syscall_var *v)
{
	struct node at = *n;

	vec_push(sc->s->arena, &n->args, slot_node(sc, v->slot, &type_int64, &at));
	return be_row(sc, n, "user_string_nofault");
}

/* a word of the structure that an argument points to; 0 where there is none */
static bool be_word(struct scope *sc, struct node *n, const struct syscall_var *v, int64_t offset)
{
	static const char name[] = "user_long";
	struct node at = *n, *sum = new_node(sc, N_BINARY, &at);

	sum->op = TK_PLUS;
	sum->a = slot_node(sc, v->slot, &type_int64, &at);
	sum->b = number(sc, offset, &at);
	vec_push(sc->s->arena, &n->args, sum);
	n->kind = N_CALL;
	n->name = arena_intern(sc->s->arena, name, sizeof(name) - 1);
	resolve_node(sc, n, READ);
	return true;
}

/* what a function of the library, which has the variable's name, makes of the argument */
static bool be_library(struct scope *sc, struct node *n, const struct syscall_var *v)
{
	struct node at = *n;

	vec_push(sc->s->arena, &n->args, slot_node(sc, v->slot, &type_int64, &at));
	n->kind = N_CALL;
	n->name = arena_printf(sc->s->arena, "__%s", v->name);
	n->name = arena_intern(sc->s->arena, n->name, strlen(n->name));
	resolve_node(sc, n, READ);
	return true;
}

static const struct type *type_of(unsigned kind)
{
	switch (kind) {
	case SYSCALL_LONG: case SYSCALL_ULONG: case SYSCALL_PTR: case SYSCALL_HEX: case SYSCALL_CLONE:
		return &type_int64;
	case SYSCALL_OCTAL: case SYSCALL_UINT:
		return &type_uint32;
	}
	return &type_int32;
}

static bool be_value(struct scope *sc, struct node *n, const struct syscall_var *v)
{
	switch (v->kind) {
	case SYSCALL_ZERO:
		n->kind = N_NUM;
		n->num = 0;
		return true;
	case SYSCALL_LIBRARY:
		return be_library(sc, n, v);
	case SYSCALL_WORD0: case SYSCALL_HOWFLAGS:
		return be_word(sc, n, v, 0);
	case SYSCALL_WORD1:
		return be_word(sc, n, v, 8);
	}
	be_slot(sc, n, v->slot, type_of(v->kind));
	return true;
}

static bool be_variable(struct scope *sc, struct node *n, const struct syscall_var *v, enum syscall_form form)
{
	switch (form) {
	case SYSCALL_TEXT:
		return be_text(sc, n, v);
	case SYSCALL_UNQUOTED:
		return be_unquoted(sc, n, v);
	case SYSCALL_ADDRESS:
		be_slot(sc, n, v->slot, &type_int64);
		return true;
	case SYSCALL_VALUE:
		break;
	}
	return v->kind == SYSCALL_STRING || v->kind == SYSCALL_BUFFER || v->kind == SYSCALL_ARGV ?
	       be_text(sc, n, v) : be_value(sc, n, v);
}

/* return_str(format, value): hexadecimal for addresses, octal for a mask */
static int64_t return_format(const struct syscall_def *d)
{
	if (!d)
		return 1;
	return !strcmp(d->alias, "mmap2") || !strcmp(d->alias, "mremap") ? 2 : !strcmp(d->alias, "umask") ? 3 : 1;
}

static bool be_retstr(struct scope *sc, struct node *n, const struct syscall_def *d)
{
	static const char name[] = "return_str";
	struct node at = *n;

	vec_push(sc->s->arena, &n->args, number(sc, return_format(d), &at));
	struct node *value = new_node(sc, N_TARGET, &at);

	value->name = arena_intern(sc->s->arena, "$return", 7);
	vec_push(sc->s->arena, &n->args, value);
	n->kind = N_CALL;
	n->name = arena_intern(sc->s->arena, name, sizeof(name) - 1);
	resolve_node(sc, n, READ);
	return true;
}

static bool be_argstr(struct scope *sc, struct node *n)
{
	vec_push(sc->s->arena, &n->args, limit(sc, n));
	return be_row(sc, n, "__syscall_argstr");
}

static bool be_number(struct scope *sc, struct node *n, bool is_return)
{
	vec_push(sc->s->arena, &n->args, number(sc, is_return, n));
	return be_row(sc, n, "__syscall_nr");
}

/* one alias for several calls (pipe, pipe2): what only another of them has is nothing here */
static bool be_nothing(struct node *n, const struct syscall_def *d)
{
	enum syscall_form form;

	for (size_t i = 0; i < syscall_ndefs; i++) {
		const struct syscall_def *other = &syscall_defs[i];
		const struct syscall_var *v = strcmp(other->alias, d->alias) != 0 ? NULL
			: syscall_var(other, n->name, &form);

		if (!v)
			continue;
		n->kind = form == SYSCALL_TEXT || form == SYSCALL_UNQUOTED ? N_STR : N_NUM;
		n->str = "";
		n->len = 0;
		n->num = 0;
		return true;
	}
	return false;
}

bool sysvar_resolve(struct scope *sc, struct node *n)
{
	bool plain = sc->h && sc->h->provider->script_args && sc->h->probes.n;
	bool is_return = plain && sc->h->probes.v[0]->is_return;
	const struct syscall_def *d = def_of(sc->h);
	enum syscall_form form;

	if (!plain || scope_written(sc, n->name))
		return false;
	if (!strcmp(n->name, "name"))
		return be_row(sc, n, sc->h->probes.v[0]->call ? "__syscall_name" : "ppfunc");
	if (!sc->h->probes.v[0]->call)
		return false;
	if (!strcmp(n->name, "syscall_nr"))
		return be_number(sc, n, is_return);
	if (is_return)
		return !strcmp(n->name, "retstr") && be_retstr(sc, n, d);
	if (!strcmp(n->name, "argstr"))
		return be_argstr(sc, n);
	const struct syscall_var *v = d ? syscall_var(d, n->name, &form) : NULL;

	return v ? be_variable(sc, n, v, form) : d && be_nothing(n, d);
}

void sysvar_signature(const struct probe *p, const char *name, struct buf *out)
{
	const struct syscall_def *d = p->call ? syscall_find(p->func) : NULL;
	enum syscall_form form;
	const struct syscall_var *v = d && !p->is_return ? syscall_var(d, name, &form) : NULL;

	if (p->is_return && !strcmp(name, "retstr"))
		buf_printf(out, "r%d;", (int)return_format(d));
	if (v)
		buf_printf(out, "%s:%u:%u:%u:%u:%d;", name, v->kind, v->slot, v->other, v->table, (int)form);
}
