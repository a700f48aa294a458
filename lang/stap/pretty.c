/*
 * pretty.c - $$vars, $$parms, $$locals, $$return, and what ends in $ or $$: values as text
 *
 * Each becomes a call of sprintf whose format is made here from the types; what follows sees an
 * ordinary call. Semantics: reference stap-language 1.8; stapprobes(3stap), "Pretty-printing".
 */
#include <string.h>
#include "lang/stap/resolve.h"
#include "lib/loc.h"

#define MAX_VALUES 32		/* of one variable: what is behind them is "...", in each structure that has more */
#define MAX_DEPTH 8		/* structures in structures */

struct pretty {
	struct scope *sc;
	struct handler *ctx;		/* whose variables */
	struct node *call;		/* sprintf */
	struct buf fmt;
	unsigned values;
	bool nested;			/* $$: structures inside structures, too */
	const struct arg *arg;	/* being shown, if it lies in several places; NULL: it does not */
	uint64_t offset;	/* of what is shown now in it */
	const struct member *field;	/* ... if that is a bit-field; NULL: it is not */
};

/* ---- nodes ---- */

static struct node *num_node(struct scope *sc, int64_t num, const struct node *like)
{
	struct node *n = node_new(sc->s->arena, N_NUM, like);

	n->num = num;
	return n;
}

static struct node *str_node(struct scope *sc, const char *s, const struct node *like)
{
	struct node *n = node_new(sc->s->arena, N_STR, like);

	n->str = arena_strdup(sc->s->arena, s);
	n->len = strlen(s);
	return n;
}

static struct node *member_node(struct scope *sc, const struct node *of, const char *name)
{
	struct node *n = node_new(sc->s->arena, N_MEMBER, of);

	n->a = node_clone(sc->s->arena, of);
	n->name = arena_intern(sc->s->arena, name, strlen(name));
	return n;
}

static struct node *first_of(struct scope *sc, const struct node *of)
{
	struct node *n = node_new(sc->s->arena, N_SUBSCRIPT, of);

	n->a = node_clone(sc->s->arena, of);
	n->b = num_node(sc, 0, of);
	return n;
}

/* ---- values ---- */

static void put(struct pretty *p, const char *text)
{
	for (; *text; text++)
		buf_puts(&p->fmt, (char[]){ *text, *text == '%' ? '%' : 0, 0 });
}

static void value(struct pretty *p, const char *conversion, struct node *n)
{
	p->values++;
	buf_puts(&p->fmt, conversion);
	vec_push(p->sc->s->arena, &p->call->args, n);
}

/* one byte that is no number: unsigned ones, too */
static bool is_char(const struct type *t)
{
	t = type_strip(t);
	return t->kind == TY_INT && (t->is_char || (t->size == 1 && !t->is_bool && t->name &&
					!strcmp(t->name, "unsigned char")));
}

/* what it is of lies in a program's memory: the probed one's, or that of a variable by @var */
static bool in_user(const struct pretty *p, const struct node *n, const struct type *t)
{
	const struct arg *a;

	if (!t || variable_in_user(p->ctx, t))
		return t != NULL;
	while (n->kind == N_MEMBER || n->kind == N_SUBSCRIPT || n->kind == N_ADDR)
		n = n->a;
	if (n->kind == N_TARGET) {	/* an argument of a system call */
		a = target_arg(p->sc->s, p->ctx, n->name);
		return a && a->user;
	}
	a = n->kind == N_VAR ? target_var(p->sc->s, p->ctx, n) : NULL;
	return a && a->user && !type_strip(t)->from_kernel;
}

/* what an array of or a pointer to is text: an int8_t is a number */
static bool is_text(const struct type *t)
{
	const char *name = type_strip(t)->name;

	return is_char(t) && !(name && !strcmp(name, "signed char"));
}

/* a string in the probed code's memory; what cannot be read is empty */
static void text_value(struct pretty *p, const struct node *n, uint64_t max)
{
	const struct type *t = target_type(p->sc->s, p->ctx, (struct node *)n, true);
	bool user = in_user(p, n, t);
	struct node *call = node_new(p->sc->s->arena, N_CALL, n);
	const char *name = max ? user ? "user_string_n" : "kernel_string_n" : user ? "user_string" : "kernel_string";

	call->name = arena_intern(p->sc->s->arena, name, strlen(name));
	vec_push(p->sc->s->arena, &call->args, node_clone(p->sc->s->arena, n));
	if (max)
		vec_push(p->sc->s->arena, &call->args, num_node(p->sc, (int64_t)max, n));
	vec_push(p->sc->s->arena, &call->args, str_node(p->sc, "", n));
	value(p, "\"%s\"", call);
}

/* sprintf() whose format is not known yet */
static struct node *new_call(struct scope *sc, const struct node *like)
{
	struct node *call = node_new(sc->s->arena, N_CALL, like);

	call->name = arena_intern(sc->s->arena, "sprintf", 7);
	vec_push(sc->s->arena, &call->args, str_node(sc, "", like));
	return call;
}

static void close_format(struct pretty *p)
{
	struct node *format = p->call->args.v[0];

	format->str = arena_strndup(p->sc->s->arena, buf_str(&p->fmt), p->fmt.len);
	format->len = p->fmt.len;
	buf_fini(&p->fmt);
}

/* of a structure in several places some may be gone */
static bool is_gone(const struct pretty *p, const struct type *t)
{
	const struct arg *a = p->arg;

	return a && !target_has_part(a, p->offset, t, p->field);
}

static void print_type(struct pretty *p, struct node *n, const struct type *t, unsigned depth);

/* two bases of a class may have members of one name; in the kernel's own types a member is found by its name only */
static struct node *unnamed(struct pretty *p, struct node *n, const struct type *t, const struct member *m)
{
	struct node *part = t->from_kernel ? n : member_node(p->sc, n, "");

	if (part != n)
		part->part = m;
	return part;
}

/* a class shows its own members first, then those of what it inherits that they do not hide */
struct level { struct node *n; const struct type *t; uint64_t offset; };
struct members { VEC(struct level) levels; VEC(const char *) names; size_t shown; };

static bool is_shown(struct pretty *p, struct members *all, const char *name)
{
	if (!strncmp(name, "_vptr.", 6) || !strncmp(name, "_vptr$", 6))
		return false;
	for (size_t i = 0; i < all->names.n && *name; i++)
		if (!strcmp(all->names.v[i], name))
			return false;
	vec_push(p->sc->s->arena, &all->names, name);
	return true;
}

static void print_member(struct pretty *p, const struct level *l, const struct member *m, unsigned depth)
{
	p->offset = l->offset + m->offset;
	if (!m->name[0]) {
		put(p, type_strip(m->type)->kind == TY_UNION ? "<union>=" : "<class>=");
		print_type(p, unnamed(p, l->n, l->t, m), m->type, depth + 1);
		return;
	}
	put(p, ".");
	put(p, m->name);
	put(p, "=");
	p->field = m->bit_size ? m : NULL;
	print_type(p, member_node(p->sc, l->n, m->name), m->type, depth + 1);
	p->field = NULL;
}

static void print_level(struct pretty *p, struct members *all, struct level l, unsigned depth)
{
	size_t n;
	const struct member *m = type_members(l.t, &n);

	for (size_t i = 0; i < n; i++) {
		if (m[i].is_base) {
			vec_push(p->sc->s->arena, &all->levels, ((struct level){
				unnamed(p, l.n, l.t, &m[i]), type_strip(m[i].type), l.offset + m[i].offset }));
			continue;
		}
		if (!is_shown(p, all, m[i].name))
			continue;
		if (all->shown++)
			put(p, ", ");
		if (p->values >= MAX_VALUES) {
			put(p, "...");
			return;
		}
		print_member(p, &l, &m[i], depth);
	}
}

static void print_members(struct pretty *p, struct node *n, const struct type *t, unsigned depth)
{
	struct members all = { 0 };
	uint64_t offset = p->offset;

	vec_push(p->sc->s->arena, &all.levels, ((struct level){ n, t, offset }));
	for (size_t i = 0; i < all.levels.n; i++)
		print_level(p, &all, all.levels.v[i], depth);
	p->offset = offset;
}

static void print_sou(struct pretty *p, struct node *n, const struct type *t, unsigned depth)
{
	if ((depth > 0 && !p->nested) || depth > MAX_DEPTH) {
		put(p, "{...}");
		return;
	}
	put(p, "{");
	print_members(p, n, t, depth);
	put(p, "}");
}

static void print_array(struct pretty *p, struct node *n, const struct type *t, unsigned depth)
{
	if (depth > 0 && !p->nested) {
		put(p, "[...]");
	} else if (is_text(t->to)) {
		text_value(p, n, t->nelem);	/* char name[]: as far as its NUL */
	} else {
		put(p, "[");
		print_type(p, first_of(p->sc, n), t->to, depth + 1);
		put(p, ", ...]");
	}
}

static void print_type(struct pretty *p, struct node *n, const struct type *t, unsigned depth)
{
	t = type_strip(t);
	if (type_is_scalar(t) && is_gone(p, t)) {
		put(p, "?");
		return;
	}
	if (type_meant(t) != t) {	/* a reference: what it refers to lies elsewhere, whole */
		const struct arg *arg = p->arg;

		p->arg = NULL;
		print_type(p, n, type_meant(t), depth);
		p->arg = arg;
		return;
	}
	switch (t->kind) {
	case TY_INT:
		value(p, is_char(t) ? "'%#c'" : t->is_signed ? "%i" : "%u", n);
		return;
	case TY_ENUM:
		value(p, t->is_signed ? "%i" : "%u", n);
		return;
	case TY_PTR:
		if (is_text(t->to))
			text_value(p, n, 0);
		else if (depth == 0 && type_is_sou(type_strip(t->to)))
			print_sou(p, n, type_strip(t->to), depth);
		else if (depth == 0 && type_strip(t->to)->kind == TY_FUNC)
			value(p, "<function>:%p", n);
		else
			value(p, "%p", n);
		return;
	case TY_STRUCT: case TY_UNION:
		print_sou(p, n, t, depth);
		return;
	case TY_ARRAY:
		print_array(p, n, t, depth);
		return;
	case TY_ERROR: case TY_VOID: case TY_FLOAT: case TY_FUNC: case TY_TYPEDEF: case TY_STRING: case TY_STACK:
	case TY_SYMADDR: case TY_USYMADDR: case TY_STAT:
		break;
	}
	put(p, "?");
}

/* a pointer, or something that a pointer of a program's frame leads to: there may be nothing */
static bool may_be_nowhere(const struct pretty *p, const struct node *n, const struct type *t)
{
	const struct arg *a = n->kind == N_TARGET ? target_arg(p->sc->s, p->ctx, n->name) : NULL;

	if (t->kind == TY_PTR)
		return t->is_ref || type_is_sou(type_strip(t->to));
	return a && a->user && a->loc && loc_has(a->loc, LOC_DEREF) && !type_is_scalar(t);
}

/* all of a variable: such a one is a text of its own */
static void print_whole(struct pretty *p, struct node *n, const struct type *t)
{
	struct pretty sub = *p;

	t = type_strip(t);
	if (!may_be_nowhere(p, n, t)) {
		print_type(p, n, t, 0);
		return;
	}
	sub.call = new_call(p->sc, n);
	sub.call->guarded = true;
	sub.fmt = (struct buf)BUF_INIT;
	print_type(&sub, n, t, 0);
	close_format(&sub);
	value(p, "%s", sub.call);
}

/* ---- $$vars and its like ---- */

bool pretty_hides(const struct sema *s, const struct arg *a)
{
	const struct world *w = s->c->world;

	return a->loc && loc_has(a->loc, LOC_ENTRY) && (!w->target_new || w->log);
}

static void print_value(struct pretty *p, struct node *n, const struct arg *a, const struct type *t)
{
	p->arg = a->where == ARG_PIECES ? a : NULL;
	p->offset = p->values = 0;
	print_whole(p, n, t);
	p->arg = NULL;
}

static void print_arg(struct pretty *p, const struct node *like, const struct arg *a, unsigned dollars)
{
	struct node *n = node_new(p->sc->s->arena, N_TARGET, like);
	bool is_return = a->name[0] == '$';
	const char *name = is_return ? a->name + 1 : a->name;
	const struct type *t = type_strip(a->type ? a->type : &type_int64);

	n->name = arena_printf(p->sc->s->arena, "$%s", name);
	n->name = arena_intern(p->sc->s->arena, n->name, strlen(n->name));
	if (p->fmt.len)
		put(p, " ");
	if (p->ctx->provider && p->ctx->provider->dollar_names)
		put(p, "$");
	put(p, name);
	put(p, "=");
	if (a->where == ARG_MISSING || pretty_hides(p->sc->s, a))
		put(p, "?");
	else if (dollars)
		print_value(p, n, a, t);
	else if (type_is_scalar(type_meant(t)))
		value(p, "0x%x", n);
	else
		put(p, type_is_sou(type_meant(t)) ? "{...}" : type_meant(t)->kind == TY_ARRAY ? "[...]" : "?");
}

enum which { ALL, PARMS, LOCALS, RETURN };

static void print_args(struct pretty *p, const struct node *like, enum which which, unsigned dollars)
{
	struct handler *h = p->ctx;
	unsigned shown = 0;
	const struct arg_list *args = h->probes.n ? probe_args(p->sc->s->c->world, h->probes.v[0]) : NULL;

	for (size_t i = 0; args && which != RETURN && i < args->args.n; i++) {
		const struct arg *a = &args->args.v[i];

		if (a->kind == ARG_GLOBAL || !a->name[0] || (which != ALL && (a->kind == ARG_PARM) != (which == PARMS)))
			continue;
		if (shown++ == MAX_VALUES) {
			put(p, " ...");
			break;
		}
		print_arg(p, like, a, dollars);
	}
	const struct arg *ret = which == RETURN ? target_arg(p->sc->s, h, "$return") : NULL;

	if (ret)
		print_arg(p, like, ret, dollars);
}

/* ---- which text ---- */

static const struct { const char *name; enum which which; } groups[] = {
	{ "$$vars", ALL }, { "$$parms", PARMS }, { "$$locals", LOCALS }, { "$$return", RETURN },
};

/* the name without the dollars behind it, and how many those were */
static const char *strip(struct scope *sc, const char *name, unsigned *dollars)
{
	size_t n = strlen(name);

	*dollars = 0;
	while (n > 1 && name[n - 1] == '$' && *dollars < 2) {
		n--;
		++*dollars;
	}
	return arena_intern(sc->s->arena, name, n);
}

static void finish(struct pretty *p, struct node *n)
{
	close_format(p);
	p->call->is_stmt = n->is_stmt;
	*n = *p->call;
	resolve_node(p->sc, n, READ);
}

static struct node *root_node(struct node *n)
{
	while (n->kind == N_MEMBER || n->kind == N_SUBSCRIPT)
		n = n->a;
	return n;
}

/* a value of the script's that has a type: what it is has to be known before its members can be */
struct node *resolve_root(struct scope *sc, struct node *n)
{
	struct node *root = root_node(n);

	if (root != n && root->kind != N_TARGET && root->kind != N_VAR && root->kind != N_CAST)
		resolve_node(sc, root, READ);
	return root;
}

static struct pretty begin(struct scope *sc, struct node *n)
{
	return (struct pretty){ .sc = sc, .ctx = entry_context(sc, root_node(n)), .fmt = BUF_INIT,
				.call = new_call(sc, n) };
}

static bool group_text(struct scope *sc, struct node *n, const char *base, unsigned dollars)
{
	/* begin, timers: nothing was called there */
	bool nowhere = sc->ctx->probes.n && sc->ctx->probes.v[0]->role != ROLE_EVENT;

	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]) && !nowhere; i++) {
		if (strcmp(groups[i].name, base) != 0)
			continue;
		struct pretty p = begin(sc, n);

		p.nested = dollars > 1;
		print_args(&p, n, groups[i].which, dollars);
		finish(&p, n);
		return true;
	}
	return false;
}

/* $$name, $$system: rows of that name */
static bool probe_text(struct scope *sc, struct node *n)
{
	const struct builtin *b = builtin_find(LANG_STAP, n->name, 0);

	if (!b)
		return false;
	n->kind = N_CALL;
	resolve_node(sc, n, READ);
	return true;
}

/* a structure as a whole is no value, unless it is printed or was a number once */
static bool has_value(struct scope *sc, struct node *n, const struct type *t)
{
	return t && (!type_is_sou(type_strip(t)) || target_put_number(sc->s, n, t));
}

bool pretty_exists(struct scope *sc, struct node *n, bool value)
{
	unsigned dollars = n->pretty;
	struct node *c = node_clone(sc->s->arena, n);

	const struct type *t = NULL;

	if (!sc->ctx) {			/* a function that no probe calls by itself: @cast needs none */
		t = target_type(sc->s, NULL, c, true);
		return value ? has_value(sc, c, t) : t != NULL;
	}
	if (n->kind == N_TARGET && n->name[1] == '$')
		return sc->ctx->probes.n && probe_args(sc->s->c->world, sc->ctx->probes.v[0]);
	if (n->kind == N_TARGET || n->kind == N_MEMBER)
		c->name = strip(sc, n->name, &dollars);
	t = target_type(sc->s, sc->ctx, c, true);
	if (!t)
		t = target_type(sc->s, entry_context(sc, root_node(c)), c, true);
	return value && !dollars ? has_value(sc, c, t) : t != NULL;
}

/* t$ of a local t that holds a pointer */
static bool variable_text(struct scope *sc, struct node *n)
{
	unsigned dollars;
	const char *base = strip(sc, n->name, &dollars);
	const struct sym *sym = dollars && !scope_local(sc, n->name) ? scope_local(sc, base) : NULL;

	if (!sym || !sym->ctype)
		return false;
	n->name = base;
	n->pretty = dollars;
	resolve_node(sc, n, READ);
	return true;
}

bool resolve_pretty(struct scope *sc, struct node *n)
{
	if (n->kind == N_NAME && !variable_text(sc, n))
		return false;


	unsigned dollars = n->pretty;
	const char *base = n->name;

	if (n->kind == N_TARGET || n->kind == N_MEMBER)
		base = strip(sc, n->name, &dollars);
	bool group = n->kind == N_TARGET && n->name[1] == '$';

	if (!dollars && !group)
		return false;
	struct node *root = resolve_root(sc, n);

	if (!sc->ctx && (root->kind == N_TARGET || root->kind == N_VAR))
		return false;		/* the message is variable.c's */
	if (group)
		return group_text(sc, n, base, dollars) || probe_text(sc, n);
	n->name = base;
	n->pretty = 0;
	struct pretty p = begin(sc, n);
	const struct type *t = target_type(sc->s, p.ctx, n, false);

	if (!t) {			/* reported; a text all the same */
		*n = *str_node(sc, "", n);
		return true;
	}
	struct node *value = node_clone(sc->s->arena, n), *kept = node_new(sc->s->arena, N_CALL, n);

	p.nested = dollars > 1;
	pretty_keep_calls(sc, value, kept);
	print_whole(&p, value, t);
	pretty_set_kept(sc, p.call, kept);
	finish(&p, n);
	return true;
}
