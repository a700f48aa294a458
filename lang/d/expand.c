/*
 * expand.c - inlines and translators: text that stands for other text (reference D, 1.5 and 1.8)
 *
 * Nothing of them is left in prog. An inline's expression is lowered again at each use, with its
 * parameters bound by an environment; so is a translator's, for the one member that is read.
 */
#include <string.h>
#include "lang/d/library.h"
#include "lang/d/lower.h"

/* ---- inlines ---- */
static bool is_builtin_var(const char *name)
{
	const struct builtin *b = builtin_find(LANG_D, name, -1);
	struct sig sig;

	return b && builtin_sig(b, &sig) && !sig.is_call;
}

static bool mentions(const struct d_node *n, const char *name)
{
	if (!n)
		return false;
	if ((n->kind == DN_IDENT || n->kind == DN_CALL) && n->str == name)
		return true;
	for (size_t i = 0; i < n->list.n; i++)
		if (mentions(n->list.v[i], name))
			return true;
	return mentions(n->a, name) || mentions(n->b, name) || mentions(n->c, name);
}

/* it is checked where it stands, so that the error is there and not at each use; args[] are silent here */
static bool stands(struct d_lower *l, const struct d_inline *in)
{
	size_t n = in->params ? in->params->params.n : 0;
	struct d_env env = { .in = in, .bound = arena_array(l->arena, struct expr *, n + 1) };
	unsigned errors = l->diag->errors;

	for (size_t i = 0; i < n; i++) {	/* some value of the parameter's type */
		const struct d_type *p = in->params->params.v[i];
		struct var *v = arena_new_of(l->arena, struct var);

		*v = (struct var){ .name = p->name, .storage = V_FIRING, .type = d_type_of(l, (struct d_type *)p),
				   .span = p->span };
		if (v->type->kind == TY_ERROR)
			return false;
		env.bound[i] = prog_expr(l->prog, E_VAR, v->type, p->span);
		env.bound[i]->var = v;
	}
	return !d_is_error(d_expr_in(l, &env, in->item->value, in->item->decls.v[0]->name, in->item->value->span)) ||
	       l->diag->errors == errors;
}

void d_define_inline(struct d_lower *l, const struct d_item *it)
{
	struct d_type *t = it->decls.v[0];
	struct d_inline *in = arena_new_of(l->arena, struct d_inline);

	in->item = it;
	in->lib = it->unit->is_library ? it->unit->src : NULL;
	for (size_t i = 0; t->ops.n && t->ops.v[0].kind == DD_ASSOC && i < t->ops.v[0].params.n; i++) {
		const struct d_type *p = t->ops.v[0].params.v[i];

		for (size_t k = 0; p->name && k < i; k++)
			if (t->ops.v[0].params.v[k]->name == p->name)
				diag_error(l->diag, p->name_span, ERR_DECL_IDRED, "parameter '%s' is declared twice", p->name);
		if (p->name)
			continue;
		diag_error(l->diag, p->span, ERR_DECL_PROTO_FORM, "a parameter of an inline has a name");
		return;
	}
	if (t->ops.n && t->ops.v[0].kind == DD_ASSOC) {
		in->params = &t->ops.v[0];
		/* the type behind the brackets is the result's: the rest of the declarator */
		struct d_type *result = arena_dup(l->arena, t, sizeof(*t));
		struct d_item *copy = arena_dup(l->arena, it, sizeof(*it));

		memset(&result->ops, 0, sizeof(result->ops));
		for (size_t i = 1; i < t->ops.n; i++)
			vec_push(l->arena, &result->ops, t->ops.v[i]);
		memset(&copy->decls, 0, sizeof(copy->decls));
		vec_push(l->arena, &copy->decls, result);
		in->item = copy;
	}
	if (map_get(l->inlines, t->name) || (!d_lib_is_text(it->span) &&
	    (d_find_var(l, V_GLOBAL, t->name) || is_builtin_var(t->name)))) {
		diag_error(l->diag, t->name_span, ERR_DECL_IDRED, "'%s' is already declared", t->name);
		return;
	}
	if (d_type_of(l, in->item->decls.v[0])->kind == TY_ERROR)
		return;
	if (mentions(it->value, t->name)) {
		diag_error(l->diag, it->value->span, ERR_IDENT_UNDEF, "failed to resolve %s: Unknown variable name", t->name);
		diag_hint(l->diag, "an inline is not known inside of itself");
		return;
	}
	if (!d_lib_is_text(it->span) && !stands(l, in))
		return;
	map_put(l->inlines, t->name, in);
}

/* ---- text of the library ---- */
static bool respan(struct expr *e, void *ctx)
{
	if (d_lib_is_text(e->span))
		e->span = *(const struct span *)ctx;
	return true;
}

/* an expression of some text in its environment; of library text, faults and errors are the user's */
struct expr *d_expr_in(struct d_lower *l, struct d_env *env, const struct d_node *n, const char *what, struct span at)
{
	const struct d_env *up = l->env;
	bool ours = d_lib_is_text(n->span);
	const char *wrong = NULL;
	struct d_quiet q;
	struct expr *e;

	env->diag = l->diag;
	if (ours)
		d_quiet_begin(l, &q);
	l->env = env;
	e = d_expr(l, n);
	l->env = up;
	if (!ours)
		return e;
	wrong = d_quiet_end(l, &q);
	if (wrong) {
		diag_error(l->diag, at, ERR_LACKING, "this kernel lacks what '%s' needs: %s", what, wrong);
		return d_error(l, at);
	}
	expr_walk(e, respan, &at);
	return e;
}

/* ---- inputs that are asked for again and again ---- */
struct uses { const struct expr *of; unsigned n; };

static bool count_use(struct expr *e, void *ctx)
{
	struct uses *u = ctx;

	u->n += !u->of || e == u->of;
	return true;
}

static unsigned count_uses(struct expr *in, const struct expr *of)
{
	struct uses u = { of, 0 };

	expr_walk(in, count_use, &u);
	return u.n;
}

enum { BIND_NODES = 6, BIND_USES = 3 };

static bool find_work(struct expr *e, void *ctx)
{
	*(bool *)ctx |= e->kind == E_CALL && e->args.n;
	return true;
}

/* many nodes cost something to have three times, a function (fds[]) to call twice */
static bool worth_binding(struct expr *in, unsigned uses)
{
	bool works = false;

	expr_walk(in, find_work, &works);
	return works ? uses > 1 : uses >= BIND_USES && count_uses(in, NULL) >= BIND_NODES;
}

static unsigned count_mentions(const struct d_node *n, const char *name)
{
	unsigned u = n && n->kind == DN_IDENT && n->str == name;

	for (size_t i = 0; n && i < n->list.n; i++)
		u += count_mentions(n->list.v[i], name);
	return n ? u + count_mentions(n->a, name) + count_mentions(n->b, name) + count_mentions(n->c, name) : 0;
}

/* arguments of a library's inline that it asks for several times, and that are long: into variables of the clause */
static void bind_arguments(struct d_lower *l, struct d_env *env, struct block *b, const struct d_node *n)
{
	const struct d_inline *in = env->in;

	env->bound = arena_array(l->arena, struct expr *, n->list.n);
	for (size_t i = 0; i < n->list.n; i++) {
		const struct d_type *p = in->params->params.v[i];
		struct expr *e;

		if (count_mentions(in->item->value, p->name) < BIND_USES)
			continue;
		e = d_convert(l, d_expr(l, n->list.v[i]), d_type_of(l, (struct d_type *)p));
		if (e && type_is_ptr(e->type) && !d_xlated(l, e) && count_uses(e, NULL) >= BIND_NODES)
			env->bound[i] = d_temp(l, b, e);
	}
}

static struct expr *after(struct d_lower *l, struct block *b, struct expr *v)
{
	struct expr *seq;

	if (!b || !b->stmts.n || d_is_error(v))
		return v;
	seq = prog_expr(l->prog, E_SEQ, v->type, v->span);
	seq->body = b;
	seq->a = v;
	return seq;
}


struct expr *d_expand(struct d_lower *l, const struct d_inline *in, const struct d_node *n)
{
	struct d_env env = { .up = l->env, .in = in, .args = n->list.v, .lib = in->lib,
			     .binding = l->env ? l->env->binding : NULL };
	const struct type *t = d_type_of(l, in->item->decls.v[0]);
	size_t want = in->params ? in->params->params.n : 0, have = n->kind == DN_INDEX ? n->list.n : 0;
	const char *name = in->item->decls.v[0]->name;

	if (want != have) {
		diag_error(l->diag, n->span, ERR_PROTO_LEN, "inline '%s' takes %zu arguments, not %zu", name, want, have);
		return d_error(l, n->span);
	}

	if (in->item->value->kind == DN_INT && type_is_int(t))	/* most of the library's are plain numbers */
		return prog_const(l->prog, in->item->value->num, t, n->span);

	struct block *b = in->lib && have && l->clause && type_is_scalar(t) ? prog_block(l->prog) : NULL;

	if (b)
		bind_arguments(l, &env, b, n);

	struct expr *e = d_expr_in(l, &env, in->item->value, name, n->span), *v = d_convert(l, e, t);

	if (v && b && b->stmts.n)
		return after(l, b, v);
	if (v)	/* what is wrong with its use is said there, not at the inline */
		return d_xlated(l, v) ? d_xlated_as(l, d_xlated(l, v), v->type, n->span) : v;
	diag_error(l->diag, n->span, ERR_OP_INCOMPAT, "inline '%s' is declared %s but its expression is %s", name,
		   d_tstr(l, t), d_tstr(l, e->type));
	return d_error(l, n->span);
}

/* argument i of the inline that is being expanded: it is looked up where the inline is used */
static struct expr *argument(struct d_lower *l, const struct d_env *env, size_t i, const struct d_node *n)
{
	struct d_type *p = env->in->params->params.v[i];
	struct diag *inner = l->diag;
	struct expr *e, *v;

	if (env->bound && env->bound[i])
		return env->bound[i];
	l->env = env->up;
	l->c->diag = l->diag = env->diag;
	e = d_expr(l, env->args[i]);
	l->c->diag = l->diag = inner;
	l->env = env;
	v = d_convert(l, e, d_type_of(l, p));
	if (v)
		return v;
	diag_error(l->diag, e->span, ERR_PROTO_ARG, "argument '%s' must be %s, not %s", n->str,
		   d_tstr(l, d_type_of(l, p)), d_tstr(l, e->type));
	return d_error(l, n->span);
}

struct expr *d_env_name(struct d_lower *l, const struct d_node *n)
{
	const struct d_env *env = l->env;

	if (!env)
		return NULL;
	if (env->x)
		return env->x->item->source->name == n->str ? env->input : NULL;
	for (size_t i = 0; env->in && env->in->params && i < env->in->params->params.n; i++)
		if (env->in->params->params.v[i]->name == n->str)
			return argument(l, env, i, n);
	return NULL;
}

/* ---- values of a translated type ---- */
const struct d_xlated *d_xlated(const struct d_lower *l, const struct expr *e)
{
	return map_getn(l->xlated, &e, sizeof(e));
}

struct expr *d_xlated_as(struct d_lower *l, const struct d_xlated *of, const struct type *t, struct span at)
{
	bool object = type_is_sou(t);
	const struct type *ptr = object ? type_ptr(l->arena, t) : t;
	struct expr *in = of->input, *e = prog_expr(l->prog, E_CAST, ptr, at);

	/* as a number it is the address of what is translated */
	if (type_is_sou(in->type) || type_strip(in->type)->kind == TY_ARRAY) {
		e->kind = E_ADDR;
		e->a = in;
	} else {
		e->a = type_is_string(in->type) ? prog_cast(l->prog, in, &type_uint64) : in;
	}
	if (object) {
		struct expr *load = prog_expr(l->prog, E_LOAD, t, at);

		load->a = e;
		e = load;
	}
	map_putn(l->xlated, &e, sizeof(e), arena_dup(l->arena, of, sizeof(*of)));
	return e;
}

/* ---- translators ---- */
static bool same_target(const struct type *a, const struct type *b)
{
	a = type_strip(a);
	b = type_strip(b);
	return a == b || (a->kind == b->kind && a->name && b->name && !strcmp(a->name, b->name));
}

/* the library's translators to a type are had once one is asked for */
static void load_xlators(struct d_lower *l, const struct type *target)
{
	if (target->name)
		d_lib_load(l, LIB_XLATOR, target->name);
	if (type_strip(target)->name)
		d_lib_load(l, LIB_XLATOR, type_strip(target)->name);
}

static struct d_xlator *find_xlator(const struct d_lower *l, const struct type *target, const struct type *source)
{
	for (size_t i = 0; i < l->xlators.n; i++)
		if (same_target(l->xlators.v[i]->target, target) && type_same(l->xlators.v[i]->source, source))
			return l->xlators.v[i];
	return NULL;
}

static const struct type *target_of(const struct type *to)
{
	return type_is_ptr(to) ? type_strip(to)->to : to;
}

/* without a translator */
static bool shows_itself(const struct type *from, const struct type *to)
{
	const struct type *f = type_strip(from), *t = type_strip(to);

	if (f->kind == TY_ERROR || t->kind == TY_ERROR || type_same(f, t))
		return true;
	if (type_is_int(f) && type_is_int(t))
		return true;
	if (type_is_ptr(f) && type_is_ptr(t) && !type_is_sou(target_of(to)))
		return true;
	return (type_is_string(f) || type_is_ptr(f)) && type_is_string(t);
}

bool d_shows_as(struct d_lower *l, const struct type *from, const struct type *to)
{
	if (shows_itself(from, to))
		return true;
	load_xlators(l, target_of(to));
	return find_xlator(l, target_of(to), from);
}

struct expr *d_shown(struct d_lower *l, struct expr *e, const struct type *to, struct span at)
{
	struct d_xlated of = { .input = e };

	if (shows_itself(e->type, to))
		return prog_cast(l->prog, e, to);
	load_xlators(l, target_of(to));
	of.x = find_xlator(l, target_of(to), e->type);
	return of.x ? d_xlated_as(l, &of, to, at) : NULL;
}

/* a member's value as the member's type; NULL: it does not fit */
struct expr *d_fit(struct d_lower *l, struct expr *e, const struct type *t)
{
	const struct type *s = type_strip(t);

	if (d_is_error(e) || s->kind != TY_ARRAY)
		return d_convert(l, e, t);
	if (!type_is_stringish(s))
		return type_same(s, type_strip(e->type)) ? e : NULL;
	if (!type_is_stringish(e->type))
		return NULL;
	e = d_stringof(l, e, e->span);
	/* a string of its own node: it is sized as the array that it stands for */
	e = arena_dup(l->arena, e, sizeof(*e));
	map_putn(l->declared, &e, sizeof(e), (void *)t);
	return e;
}

static struct expr *member_value(struct d_lower *l, const struct d_xlator *x, const struct d_member *dm,
				 struct expr *input, const struct type *t, struct span at)
{
	struct d_env env = { .up = l->env, .x = x, .input = input, .lib = x->lib,
			     .binding = l->env ? l->env->binding : NULL };
	struct expr *e = d_expr_in(l, &env, dm->value, dm->name, at), *v = d_fit(l, e, t);

	if (v)
		return v;
	diag_error(l->diag, d_lib_is_text(dm->span) ? at : dm->value->span, ERR_XLATE_INCOMPAT,
		   "member '%s' of %s is %s, but its expression is %s", dm->name, d_tstr(l, x->target), d_tstr(l, t),
		   d_tstr(l, e->type));
	return d_error(l, at);
}

/* the path of fds[fd] reads the file's pointer a dozen times: it is found once, in a variable of the clause */
static struct expr *bound_member(struct d_lower *l, const struct d_xlator *x, const struct d_member *dm,
				 struct expr *input, const struct type *t, struct span at)
{
	struct expr *plain = member_value(l, x, dm, input, t, at), *seq;

	if (!x->lib || !l->clause || !type_is_ptr(input->type) || d_is_error(plain) || d_xlated(l, plain) ||
	    map_getn(l->declared, &plain, sizeof(plain)) || !worth_binding(input, count_uses(plain, input)))
		return plain;
	seq = prog_expr(l->prog, E_SEQ, plain->type, at);
	seq->body = prog_block(l->prog);
	seq->a = member_value(l, x, dm, d_temp(l, seq->body, input), t, at);
	return seq;
}

struct expr *d_xlated_member(struct d_lower *l, const struct d_xlated *of, const struct d_node *n)
{
	const struct d_xlator *x = of->x;
	uint64_t offset;
	const struct member *m = type_member(type_strip(x->target), n->str, &offset);

	if (!m) {
		diag_error(l->diag, n->name, ERR_TYPE_MEMBER, "'%s' is not a member of %s", n->str, d_tstr(l, x->target));
		return d_error(l, n->span);
	}
	for (size_t i = 0; i < x->item->members.n; i++)
		if (x->item->members.v[i].name == n->str)
			return bound_member(l, x, &x->item->members.v[i], of->input, m->type, n->span);
	diag_error(l->diag, n->name, ERR_XLATE_NOCONV, "the translator from %s to %s does not say what '%s' is",
		   d_tstr(l, x->source), d_tstr(l, x->target), n->str);
	return d_error(l, n->span);
}

/* ---- as a whole: a structure of the clause that has all members with a conversion ---- */
static void fill(struct d_lower *l, const struct d_xlated *of, struct expr *to, struct span at)
{
	uint64_t offset;

	for (size_t i = 0; i < of->x->item->members.n; i++) {
		const struct d_member *dm = &of->x->item->members.v[i];
		const struct member *m = type_member(type_strip(of->x->target), dm->name, &offset);
		struct expr *dst = m ? prog_expr(l->prog, E_MEMBER, m->type, at) : NULL;
		struct expr *v = m ? member_value(l, of->x, dm, of->input, m->type, at) : NULL;

		if (!v || d_is_error(v))
			continue;
		dst->a = to;
		dst->member = m;
		if (d_xlated(l, v) && type_is_sou(v->type)) {
			fill(l, d_xlated(l, v), dst, at);
			continue;
		}

		struct stmt *s = prog_stmt(l->prog, S_SET, at);

		s->to = dst;
		s->value = type_is_string(m->type) && d_is_null(v) ? prog_str(l->prog, "", 0, at) : v;
		prog_add(l->prog, l->block, s);
	}
}

struct expr *d_whole(struct d_lower *l, struct expr *e)
{
	const struct d_xlated *of = d_xlated(l, e);
	struct var *v;
	struct expr *to;

	if (!of || !l->block)
		return e;
	v = prog_var(l->prog, arena_printf(l->arena, "whole%zu", l->prog->vars.n), V_FIRING, of->x->target, e->span);
	v->hidden = true;
	to = prog_expr(l->prog, E_VAR, v->type, e->span);
	to->var = v;

	struct d_xlated once = *of;

	if (of->x->lib && l->clause && type_is_ptr(of->input->type) && worth_binding(of->input, BIND_USES))
		once.input = d_temp(l, l->block, of->input);
	fill(l, &once, to, e->span);
	return to;
}

static bool check_members(struct d_lower *l, struct d_xlator *x)
{
	struct expr *input = prog_expr(l->prog, E_CTX, x->source, x->item->source->span);
	unsigned before = l->diag->errors;
	uint64_t offset;

	for (size_t i = 0; i < x->item->members.n; i++) {
		const struct d_member *dm = &x->item->members.v[i];
		const struct member *m = type_member(type_strip(x->target), dm->name, &offset);

		if (!m)
			diag_error(l->diag, dm->span, ERR_XLATE_MEMB, "'%s' is not a member of %s", dm->name,
				   d_tstr(l, x->target));
		else
			member_value(l, x, dm, input, m->type, dm->span);
	}
	return l->diag->errors == before;
}

void d_define_xlator(struct d_lower *l, const struct d_item *it)
{
	struct d_xlator *x = arena_new_of(l->arena, struct d_xlator);

	x->item = it;
	x->lib = it->unit->is_library ? it->unit->src : NULL;
	x->target = d_type_of(l, it->target);
	x->source = d_type_of(l, it->source);
	if (x->target->kind == TY_ERROR || x->source->kind == TY_ERROR)
		return;
	if (!type_is_sou(x->target) || type_strip(x->target)->incomplete) {
		diag_error(l->diag, it->target->span, ERR_XLATE_SOU, "the target of a translator is a struct or union%s, not %s",
			   type_is_sou(x->target) ? " with members" : "", d_tstr(l, x->target));
		return;
	}
	if (!x->lib)	/* a program's is no second one for what D's library says */
		load_xlators(l, x->target);
	if (find_xlator(l, x->target, x->source)) {
		diag_error(l->diag, it->span, ERR_XLATE_REDECL, "there is a translator from %s to %s already",
			   d_tstr(l, x->source), d_tstr(l, x->target));
		return;
	}
	vec_push(l->arena, &l->xlators, x);
	x->broken = !d_lib_is_text(it->span) && !check_members(l, x);
}

static void no_xlator(struct d_lower *l, const struct expr *e, const struct type *target, struct span at)
{
	diag_error(l->diag, at, ERR_XLATE_NONE, "there is no translator from %s to %s", d_tstr(l, e->type),
		   d_tstr(l, target));
	for (size_t i = 0; i < l->xlators.n; i++)
		if (same_target(l->xlators.v[i]->target, target))
			diag_hint(l->diag, "there is one from %s", d_tstr(l, l->xlators.v[i]->source));
	if (target->name)
		d_lib_hint(l, target->name);
}

struct expr *d_xlate(struct d_lower *l, const struct d_node *n)
{
	const struct type *t = d_type_of(l, n->type), *target = type_is_ptr(t) ? type_strip(t)->to : t;
	struct expr *e = d_expr(l, n->a);
	struct d_xlated of = { .input = e };

	if (d_is_error(e) || t->kind == TY_ERROR)
		return d_error(l, n->span);
	if (!type_is_sou(target)) {
		diag_error(l->diag, n->type->span, ERR_XLATE_SOU, "xlate makes a struct, a union or a pointer to one, not %s",
			   d_tstr(l, t));
		return d_error(l, n->span);
	}
	load_xlators(l, target);
	of.x = find_xlator(l, target, e->type);
	if (!of.x) {	/* an array is a pointer too */
		of.input = d_decay(l, e);
		of.x = find_xlator(l, target, of.input->type);
	}
	if (!of.x)
		no_xlator(l, e, target, n->span);
	return of.x && !of.x->broken ? d_xlated_as(l, &of, t, n->span) : d_error(l, n->span);
}
