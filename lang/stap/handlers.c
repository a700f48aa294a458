/*
 * handlers.c - the handlers of a point: one for each kind of arguments that its probes have
 *
 * A point may name many probes, whose $x are of one type here and of another there, or are not there. Those
 * with the same types of what the handler looks at share a handler.
 */
#include <string.h>
#include "lang/stap/sem.h"
#include "lib/arena.h"

/* ---- which arguments a handler looks at ---- */

struct names {
	struct sema *s;
	VEC(const char *) v;
	VEC(const struct node *) vars;	/* N_VAR */
	VEC(const struct func_decl *) funcs;	/* that were looked into */
	bool plain;
};

static void collect_func(struct names *names, const char *name);

static bool collect_name(struct node *n, void *ctx)
{
	struct names *names = ctx;

	if (n->kind == N_CALL)
		collect_func(names, n->name);
	if (n->kind == N_VAR)
		vec_push(names->s->arena, &names->vars, n);
	if (n->kind != N_TARGET && !(n->kind == N_NAME && names->plain))
		return true;
	for (size_t i = 0; i < names->v.n; i++)
		if (names->v.v[i] == n->name)
			return true;
	vec_push(names->s->arena, &names->v, n->name);
	return true;
}

/* $vars of functions are the calling handler's */
static void collect_func(struct names *names, const char *name)
{
	const struct ast *ast = names->s->ast;

	for (size_t i = 0; i < ast->files.n; i++)
		for (size_t k = 0; k < ast->files.v[i]->funcs.n; k++) {
			const struct func_decl *d = ast->files.v[i]->funcs.v[k];
			bool seen = d->name != name || !d->body;

			for (size_t m = 0; m < names->funcs.n && !seen; m++)
				seen = names->funcs.v[m] == d;
			if (seen)
				continue;
			vec_push(names->s->arena, &names->funcs, d);
			snode_walk(d->body, collect_name, names);
		}
}

/* $$vars and its like */
static void all_arguments(struct sema *s, struct probe *p, struct buf *out)
{
	const struct arg_list *args = probe_args(s->c->world, p);

	for (size_t i = 0; args && i < args->args.n; i++) {
		variable_signature(s, &args->args.v[i], out);
		if (pretty_hides(s, &args->args.v[i]))
			buf_putc(out, '?');
	}
}

/* a return that only its entry knows the arguments of: no other function's handler does for it */
static void entry_signature(const struct probe *p, const struct arg *a, struct buf *out)
{
	if (!(a && *a->name) && p->is_return && p->provider->entry_values)
		buf_printf(out, "%s:%s;", p->mod, p->func);
}

/* $x for $x$ and $x$$ */
static const char *pretty_base(struct sema *s, const char *name)
{
	size_t n = strlen(name);

	while (n > 1 && name[n - 1] == '$')
		n--;
	return arena_intern(s->arena, name, n);
}

/* what the handler sees of a probe's arguments, as a text to compare */
static const char *signature(struct sema *s, struct probe *p, const struct names *names)
{
	struct handler h = { .provider = p->provider };
	struct buf b = BUF_INIT;

	vec_push(s->arena, &h.probes, p);
	for (size_t i = 0; i < names->v.n; i++) {
		const char *name = names->v.v[i];
		bool target = *name == '$', all = target && name[1] == '$', result = !strncmp(name + target + all, "return", 6);
		const struct arg *a = all && result ? target_arg(s, &h, "$return") :
				      all ? NULL : target_arg(s, &h, pretty_base(s, name));

		if (!target)
			sysvar_signature(p, name, &b);
		else if (!result && !all)
			entry_signature(p, a, &b);
		if (all && !result)
			all_arguments(s, p, &b);
		else
			variable_signature(s, a, &b);
	}
	for (size_t i = 0; i < names->vars.n; i++)
		variable_signature(s, target_var(s, &h, names->vars.v[i]), &b);
	const char *text = arena_intern(s->arena, buf_str(&b), b.len);

	buf_fini(&b);
	return text;
}

/* $x, not $$vars */
static bool needs_variables(const struct names *names)
{
	for (size_t i = 0; i < names->v.n; i++)
		if (names->v.v[i][0] == '$' && names->v.v[i][1] != '$')
			return true;
	return false;
}

/* of the functions that a pattern names, what none of the handler's variables can be had of is no reason to refuse */
static bool is_changed_copy(const struct sema *s, struct probe *p)
{
	const struct arg_list *args = probe_args(s->c->world, p);

	return args && args->is_copy;
}

/* ---- one for each kind ---- */

struct piece stap_clone_piece(struct arena *a, const struct piece *from)
{
	return (struct piece){ from->file, snode_clone(a, from->body), from->alias };
}

static struct handler *new_handler(struct sema *s, const struct handler *model)
{
	struct arena *a = s->arena;
	struct handler *h = arena_dup(a, model, sizeof(*model));

	memset(&h->pieces, 0, sizeof(h->pieces));
	memset(&h->conds, 0, sizeof(h->conds));
	for (size_t i = 0; i < model->pieces.n; i++)
		vec_push(a, &h->pieces, stap_clone_piece(a, &model->pieces.v[i]));
	for (size_t i = 0; i < model->conds.n; i++)
		vec_push(a, &h->conds, stap_clone_piece(a, &model->conds.v[i]));
	vec_push(a, &s->handlers, h);
	return h;
}

void stap_make_handlers(struct sema *s, const struct handler *model, struct probe *const *probes, size_t n)
{
	struct arena *a = s->arena;
	struct names names = { .s = s, .plain = model->provider->script_args };
	VEC(const char *) sigs = { 0 };
	size_t first = s->handlers.n;

	for (size_t i = 0; i < model->pieces.n; i++)
		snode_walk(model->pieces.v[i].body, collect_name, &names);
	for (size_t i = 0; i < n; i++) {
		if (n > 1 && needs_variables(&names) && is_changed_copy(s, probes[i]))
			continue;
		const char *sig = names.v.n + names.vars.n ? signature(s, probes[i], &names) : "";
		size_t k = 0;

		if (model->provider->pn_name)	/* each of a pattern has its own pn() */
			sig = arena_printf(a, "%s %s", probes[i]->name, sig);

		while (k < sigs.n && strcmp(sigs.v[k], sig) != 0)
			k++;
		if (k == sigs.n) {
			vec_push(a, &sigs, sig);
			new_handler(s, model);
		}
		vec_push(a, &s->handlers.v[first + k]->probes, probes[i]);
	}
}
