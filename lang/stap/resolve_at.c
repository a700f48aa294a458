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

static void fold_defined(struct scope *sc, struct node *n)
{
	resolve_args(sc, n);
	fold(n, sc->ctx && target_type(sc->s, sc->ctx, n->args.v[0], true) != NULL);
}

/* TODO: @entry, @perf, @probewrite, @uderef, registers: the issue that completes SystemTap */
static const struct { const char *name; void (*fold)(struct scope *, struct node *); } at_words[] = {
	{ "const", fold_enum },
	{ "defined", fold_defined },
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
