/*
 * prune.c - what an alias assigns and nobody reads is not evaluated
 *
 * Aliases set a dozen variables, scripts use two; the others would cost time, and errors where the
 * kernel lacks what they are made of. In the library's aliases every call counts as free of effects;
 * in those of scripts only builtins' do.
 * Semantics: SystemTap Language Reference, "Probe aliases"; reference stap-language 1.5.
 */
#include <string.h>
#include "lang/stap/resolve.h"

struct prune {
	struct scope sc;		/* of the piece that is looked at */
	VEC(const char *) read;		/* names that some expression of the handler reads */
	bool effect;			/* the expression changes something */
	bool library;
	bool dropped;
};

static bool is_read(const struct prune *p, const char *name)
{
	for (size_t i = 0; i < p->read.n; i++)
		if (p->read.v[i] == name)
			return true;
	return false;
}

static void add_read(struct prune *p, const char *name)
{
	if (!is_read(p, name))
		vec_push(p->sc.s->arena, &p->read, name);
}

/* the name after = is written, every other one read */
static bool collect(struct node *n, void *ctx)
{
	struct prune *p = ctx;

	if (n->kind == N_NAME)
		add_read(p, n->name);
	if (n->kind != N_ASSIGN || n->op != TK_SET || n->a->kind != N_NAME)
		return true;
	node_walk(n->b, collect, p);
	return false;
}

static bool find_effect(struct node *n, void *ctx)
{
	struct prune *p = ctx;

	if (n->kind == N_ASSIGN || n->kind == N_STEP)
		p->effect = true;
	if (n->kind == N_CALL && !p->library) {
		const struct builtin *b = builtin_find(LANG_STAP, n->name, (int)n->args.n);

		p->effect |= !b || !strncmp(b->sig, "void", 4) || (b->flags & B_DESTRUCTIVE);
	}
	return !p->effect;
}

static bool is_free(struct prune *p, struct node *n)
{
	p->effect = false;
	node_walk(n, find_effect, p);
	return !p->effect;
}

static void drop(struct prune *p, struct snode *s)
{
	if (s->kind == SN_EMPTY)
		return;
	*s = (struct snode){ .kind = SN_EMPTY, .span = s->span };
	p->dropped = true;
}

static bool is_empty(const struct snode *s)
{
	if (!s || s->kind == SN_EMPTY)
		return true;
	for (size_t i = 0; s->kind == SN_BLOCK && i < s->list.n; i++)
		if (!is_empty(s->list.v[i]))
			return false;
	return s->kind == SN_BLOCK;
}

static void prune_stmt(struct prune *p, struct snode *s)
{
	struct node *e = s ? s->e : NULL;

	if (!s)
		return;
	switch (s->kind) {
	case SN_EXPR:
		if (e->kind == N_ASSIGN && e->op == TK_SET && e->a->kind == N_NAME && !is_read(p, e->a->name) &&
		    is_free(p, e->b) && !scope_global(&p->sc, e->a->name))
			drop(p, s);
		return;
	case SN_IF:
		prune_stmt(p, s->body);
		prune_stmt(p, s->other);
		if (is_empty(s->body) && is_empty(s->other) && is_free(p, e))
			drop(p, s);
		return;
	case SN_TRY:
		prune_stmt(p, s->body);
		prune_stmt(p, s->other);
		if (is_empty(s->body))
			drop(p, s);
		return;
	case SN_BLOCK:
		for (size_t i = 0; i < s->list.n; i++)
			prune_stmt(p, s->list.v[i]);
		return;
	case SN_EMPTY: case SN_WHILE: case SN_FOR: case SN_FOREACH: case SN_BREAK: case SN_CONTINUE:
	case SN_NEXT: case SN_RETURN: case SN_DELETE:
		return;
	}
}

/* ---- values that only user space can make ---- */

struct substitute {
	struct arena *arena;
	const char *name;
	const struct node *value;
	unsigned writes;
};

static bool find_late(struct node *n, void *ctx)
{
	if (n->kind == N_CALL) {
		const struct builtin *b = builtin_find(LANG_STAP, n->name, (int)n->args.n);

		*(bool *)ctx |= b && !b->bpf && b->user && strncmp(b->sig, "void", 4) != 0;
	}
	return true;
}

static bool is_late(struct node *n)
{
	bool late = false;

	node_walk(n, find_late, &late);
	return late;
}

static bool count_writes(struct node *n, void *ctx)
{
	struct substitute *sub = ctx;

	sub->writes += (n->kind == N_ASSIGN || n->kind == N_STEP) && n->a->kind == N_NAME &&
		       n->a->name == sub->name;
	return true;
}

static bool replace(struct node *n, void *ctx)
{
	struct substitute *sub = ctx;

	if (n->kind != N_NAME || n->name != sub->name)
		return true;
	bool is_stmt = n->is_stmt;

	*n = *node_clone(sub->arena, sub->value);
	n->is_stmt = is_stmt;
	return false;
}

/* caller_function = symname(address): the call goes where the variable is shown, which is late.c's way */
static void substitute(struct sema *s, struct handler *h, struct snode *stmt)
{
	struct node *e = stmt->kind == SN_EXPR ? stmt->e : NULL;

	if (!e || e->kind != N_ASSIGN || e->op != TK_SET || e->a->kind != N_NAME || !is_late(e->b))
		return;
	struct substitute sub = { .arena = s->arena, .name = e->a->name, .value = e->b };

	for (size_t i = 0; i < h->pieces.n; i++)
		snode_walk(h->pieces.v[i].body, count_writes, &sub);
	if (sub.writes != 1)
		return;
	*stmt = (struct snode){ .kind = SN_EMPTY, .span = stmt->span };
	for (size_t i = 0; i < h->pieces.n; i++)
		snode_walk(h->pieces.v[i].body, replace, &sub);
}

static void substitute_late(struct sema *s, struct handler *h)
{
	for (size_t i = 0; i < h->pieces.n; i++) {
		struct snode *body = h->pieces.v[i].body;

		for (size_t k = 0; h->pieces.v[i].file->library && body->kind == SN_BLOCK && k < body->list.n; k++)
			substitute(s, h, body->list.v[k]);
	}
}

void stap_prune(struct sema *s, struct handler *h)
{
	struct prune p = { .sc = { .s = s, .h = h } };

	if (h->pieces.n < 2)
		return;
	do {
		p.dropped = false;
		p.read.n = 0;
		for (size_t i = 0; i < h->pieces.n; i++)
			snode_walk(h->pieces.v[i].body, collect, &p);
		for (size_t i = 0; i < h->pieces.n; i++) {
			if (!h->pieces.v[i].alias)
				continue;
			p.sc.file = h->pieces.v[i].file;
			p.library = p.sc.file->library;
			prune_stmt(&p, h->pieces.v[i].body);
		}
	} while (p.dropped);
	substitute_late(s, h);
}
