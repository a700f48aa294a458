/*
 * target.c - $name, @cast and what hangs on them: members and subscripts of the probed code's data
 *
 * "->" stands for both of C's member operators. A pointer that a script variable was given keeps
 * its type (t = $p; t->next), but not through globals.
 * Semantics: SystemTap Language Reference, "Target variables", "Typecasting"; stapprobes(3stap).
 */
#include <string.h>
#include "lang/stap/lower.h"

/* ---- arguments by name ---- */

static const struct arg *return_arg(struct sema *s, const struct arg_list *args)
{
	if (!args->ret)
		return NULL;
	struct arg *a = arena_new_of(s->arena, struct arg);

	a->name = "$return";
	a->type = args->ret;
	a->slot = args->ret_slot;
	return a;
}

static const struct arg *named_arg(const struct arg_list *args, const char *name, size_t len)
{
	for (size_t i = 0; i < args->args.n; i++)
		if (!strncmp(args->args.v[i].name, name, len) && !args->args.v[i].name[len] && len)
			return &args->args.v[i];
	return NULL;
}

/* $x, $return; without the dollar for probes whose arguments are plain variables, retval then */
const struct arg *target_arg(struct sema *s, struct handler *h, const char *name)
{
	const struct arg_list *args = h->probes.n ? probe_args(s->c->world, h->probes.v[0]) : NULL;
	bool plain = name[0] != '$';

	if (!args)
		return NULL;
	if (!strcmp(name, plain ? "retval" : "$return"))
		return h->probes.v[0]->is_return ? return_arg(s, args) : NULL;
	const char *word = plain ? name : name + 1;
	size_t len = strlen(word);
	const struct arg *a = named_arg(args, word, len);

	if (!a && plain && len > 6 && !strcmp(word + len - 6, "_uaddr"))
		a = named_arg(args, word, len - 6);
	return a;
}

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

static const struct type *named_type(struct sema *s, const char *name)
{
	static const enum type_kind kinds[] = { TY_STRUCT, TY_UNION, TY_TYPEDEF, TY_ENUM, TY_INT };
	struct type_source *ts = s->c->world->kernel;
	const struct type *t = NULL;

	if (!ts || !ts->find)
		return NULL;
	for (const char *const *p = (const char *const[]){ "struct ", "union ", "enum ", NULL }; *p; p++)
		if (!strncmp(name, *p, strlen(*p)))
			name += strlen(*p);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]) && !t; i++)
		t = ts->find(ts, kinds[i], name);
	return t;
}

static const struct type *cast_type(struct sema *s, struct node *n, bool quiet)
{
	const struct node *name = n->args.v[1];

	if (name->kind != N_STR) {
		complain(s, n, quiet, ERR_STAP_TYPE, "the type of @cast must be a string literal%s", "");
		return NULL;
	}
	const struct type *t = named_type(s, name->str);

	if (!t) {
		complain(s, n, quiet, ERR_TYPE_ERR, "type definition '%s' not found in the kernel's types",
			 name->str);
		return NULL;
	}
	return type_ptr(s->arena, t);
}

static const char *alternatives(struct sema *s, const struct type *t)
{
	struct buf b = BUF_INIT;
	size_t n;
	const struct member *m = type_members(t, &n);

	for (size_t i = 0; i < n && i < 12; i++)
		buf_printf(&b, "%s%s", b.len ? ", " : "", m[i].name);
	const char *text = arena_strdup(s->arena, buf_str(&b));

	buf_fini(&b);
	return text;
}

static const struct type *member_type(struct sema *s, struct handler *h, struct node *n, bool quiet)
{
	const struct type *t = target_type(s, h, n->a, quiet);
	uint64_t offset;

	if (!t)
		return NULL;
	t = type_strip(t);
	if (t->kind == TY_PTR)
		t = type_strip(t->to);
	if (!type_is_sou(t)) {
		complain(s, n, quiet, ERR_OP_SOU, "'->%s' needs a pointer to a struct or union", n->name);
		return NULL;
	}
	const struct member *m = type_member(t, n->name, &offset);

	if (!m && !quiet && !n->bad)
		sem_error(s, n->at, ERR_TYPE_MEMBER, "unable to find member '%s' for %s (alternatives: %s)",
			  n->name, type_str(s->arena, t), alternatives(s, t));
	n->bad |= !m && !quiet;
	return m ? m->type : NULL;
}

static const char *arg_names(struct sema *s, struct handler *h)
{
	const struct arg_list *args = h->probes.n ? probe_args(s->c->world, h->probes.v[0]) : NULL;
	struct buf b = BUF_INIT;

	for (size_t i = 0; args && i < args->args.n; i++)
		buf_printf(&b, "%s$%s", b.len ? ", " : "", args->args.v[i].name);
	if (args && args->ret && h->probes.v[0]->is_return)
		buf_printf(&b, "%s$return", b.len ? ", " : "");
	const char *text = arena_strdup(s->arena, buf_str(&b));

	buf_fini(&b);
	return text;
}

static const struct type *var_type(struct sema *s, struct handler *h, struct node *n, bool quiet)
{
	const struct arg *a = h ? target_arg(s, h, n->name) : NULL;
	size_t len = strlen(n->name);

	if (a)
		return a->type ? a->type : &type_int64;
	if (quiet || n->bad)
		return NULL;
	n->bad = true;
	if (!h)
		sem_error(s, n->span, ERR_STAP_NAME, "unresolved target-symbol expression %s", n->name);
	else if (n->name[1] == '$' || n->name[len - 1] == '$')
		sem_error(s, n->span, ERR_STAP_CONTEXT, "%s is not supported yet", n->name);
	else if (!h->probes.n || !probe_args(s->c->world, h->probes.v[0]))
		sem_error(s, n->span, ERR_STAP_NAME, "unresolved target-symbol expression %s: %s has no arguments",
			  n->name, h->spelling);
	else
		sem_error(s, n->span, ERR_STAP_NAME, "unable to find local '%s' (alternatives: %s)",
			  n->name, arg_names(s, h));
	return NULL;
}

static const struct type *subscript_type(struct sema *s, struct handler *h, struct node *n, bool quiet)
{
	const struct type *t = target_type(s, h, n->a, quiet);

	if (!t)
		return NULL;
	t = type_strip(t);
	if (t->kind == TY_PTR || t->kind == TY_ARRAY)
		return t->to;
	complain(s, n, quiet, ERR_OP_PTR, "a subscript needs an array or a pointer%s", "");
	return NULL;
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
	else if (n->kind == N_CALL && n->sig && n->sig->ret.kind == SA_TASK)
		t = named_type(s, "task_struct") ? type_ptr(s->arena, named_type(s, "task_struct")) : NULL;
	else if (n->kind == N_ADDR)
		t = target_type(s, h, n->a, true) ? type_ptr(s->arena, target_type(s, h, n->a, true)) : NULL;
	else if (target_is_path(n))
		t = target_type(s, h, n, true);
	return t && type_strip(t)->kind == TY_PTR ? t : NULL;
}

const struct type *target_type(struct sema *s, struct handler *h, struct node *n, bool quiet)
{
	const struct type *t;

	switch (n->kind) {
	case N_TARGET:
		return var_type(s, h, n, quiet);
	case N_CAST:
		return cast_type(s, n, quiet);
	case N_MEMBER:
		return member_type(s, h, n, quiet);
	case N_SUBSCRIPT:
		return subscript_type(s, h, n, quiet);
	case N_ADDR:
		t = target_type(s, h, n->a, quiet);
		return t ? type_ptr(s->arena, t) : NULL;
	case N_VAR:
		complain(s, n, quiet, ERR_STAP_CONTEXT, "@var is not supported yet%s", "");
		return NULL;
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

static struct expr *member(struct lower *l, struct node *n, const struct type *t)
{
	struct expr *base = object(l, n->a);
	uint64_t offset;

	if (type_strip(base->type)->kind == TY_PTR)
		base = load(l, base, n->a->span);
	struct expr *e = prog_expr(l->p, E_MEMBER, t, n->span);

	e->a = base;
	e->space = base->space;
	e->member = type_member(type_strip(base->type), n->name, &offset);
	return e;
}

/* an object or a value of its C type; the type was found before, so all is well below */
static struct expr *object(struct lower *l, struct node *n)
{
	const struct type *t = target_type(l->s, l->ctx, n, true);
	struct expr *e;

	switch (n->kind) {
	case N_TARGET:
		return ctx(l, target_arg(l->s, l->ctx, n->name), n->span);
	case N_CAST:
		return prog_cast(l->p, lower_expr(l, n->args.v[0]), t);
	case N_MEMBER:
		return member(l, n, t);
	case N_SUBSCRIPT:
		e = prog_expr(l->p, E_INDEX, t, n->span);
		e->a = object(l, n->a);
		e->b = lower_expr(l, n->b);
		e->space = e->a->space;
		return e;
	case N_ADDR:
		e = prog_expr(l->p, E_ADDR, t, n->span);
		e->a = object(l, n->a);
		e->space = e->a->space;
		return e;
	default:	/* a script expression that holds a pointer */
		return prog_cast(l->p, lower_expr(l, n), t);
	}
}

static struct expr *address_of(struct lower *l, struct expr *e)
{
	struct expr *a = prog_expr(l->p, E_ADDR, type_ptr(l->s->arena, e->type), e->span);

	a->a = e;
	a->space = e->space;
	return a;
}

struct expr *lower_target(struct lower *l, struct node *n, bool address)
{
	const struct type *t = target_type(l->s, l->ctx, n, false);

	if (!t)
		return prog_const(l->p, 0, &type_int64, n->span);
	t = type_strip(t);
	if (address && n->kind != N_MEMBER && n->kind != N_SUBSCRIPT) {
		complain(l->s, n, false, ERR_ADDROF_LVAL, "'&' needs a member or an element%s", "");
		return prog_const(l->p, 0, &type_int64, n->span);
	}
	if (!address && (type_is_sou(t) || (t->kind == TY_ARRAY && n->kind == N_TARGET) ||
			 t->kind == TY_FUNC || t->kind == TY_VOID || t->kind == TY_FLOAT)) {
		complain(l->s, n, false, ERR_OP_SCALAR, "a %s has no value of its own; name a member",
			 type_str(l->s->arena, t));
		return prog_const(l->p, 0, &type_int64, n->span);
	}
	struct expr *e = object(l, n);

	if (address || t->kind == TY_ARRAY)
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
