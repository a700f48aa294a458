/*
 * resolve_at.c - @operators that are decided here: @defined, @enum and their like
 */
#include <string.h>
#include "lang/stap/resolve.h"

static void fold(struct node *n, int64_t value)
{
	struct span at = n->span;
	bool is_stmt = n->is_stmt;

	*n = (struct node){ .kind = N_NUM, .num = value, .span = at, .at = at, .depth = 1, .is_stmt = is_stmt };
}

static void fold_enum(struct scope *sc, struct node *n)
{
	struct type_source *ts = sc->s->c->world->kernel;
	const struct node *name = n->args.v[0];
	const struct type *type;
	int64_t value;

	if (name->kind != N_STR)
		sem_error(sc->s, n->span, ERR_STAP_TYPE, "@%s needs a string literal", n->name);
	else if (!ts || !ts->enumerator || ts->enumerator(ts, name->str, &value, &type) != 0)
		sem_error(sc->s, n->span, ERR_STAP_NAME,
			   "no enumerator '%s' in the kernel's type data", name->str);
	else
		fold(n, value);
	n->bad = n->kind == N_AT;
}

/* nothing in it is reported */
static bool is_defined(struct scope *sc, struct node *n)
{
	if (n->kind == N_AT && n->args.n == 1)		/* @entry(...) */
		return is_defined(sc, n->args.v[0]);
	if (n->kind == N_ADDR)
		return is_defined(sc, n->a);
	struct node *root = n;

	while (root->kind == N_MEMBER || root->kind == N_SUBSCRIPT)
		root = root->a;
	if (root->kind == N_NAME)
		resolve_node(sc, root, READ);
	return pretty_exists(sc, n);
}

static void fold_defined(struct scope *sc, struct node *n)
{
	fold(n, is_defined(sc, n->args.v[0]));
}

/* TODO: @entry, @perf, @probewrite, @uderef, registers: the issue that completes SystemTap */
static const struct { const char *name; void (*fold)(struct scope *, struct node *); } at_words[] = {
	{ "const", fold_enum },
	{ "defined", fold_defined },
	{ "entry", resolve_entry },
	{ "enum", fold_enum },
};

void resolve_at(struct scope *sc, struct node *n)
{
	for (size_t i = 0; i < sizeof(at_words) / sizeof(at_words[0]); i++)
		if (!strcmp(n->name, at_words[i].name)) {
			at_words[i].fold(sc, n);
			return;
		}
	sem_error(sc->s, n->at, ERR_STAP_CONTEXT, "@%s is not supported yet", n->name);
	n->bad = true;
}
