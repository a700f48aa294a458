/*
 * similar.c - names that a misspelled one may have meant, for messages
 */
#include <ctype.h>
#include "lang/stap/resolve.h"
#include "lib/near.h"

const char *similar_functions(struct sema *s, const struct file *from, const char *like)
{
	struct near best = { .like = like };
	const struct builtin *b;

	for (size_t i = 0; i < s->ast->files.n; i++)
		for (size_t k = 0; k < s->ast->files.v[i]->funcs.n; k++) {
			const struct func_decl *d = s->ast->files.v[i]->funcs.v[k];

			if (!d->is_private || d->file == from)
				near_add(&best, d->name);
		}
	for (size_t it = 0; (b = builtin_next(&it));)
		if ((b->langs & LANG_STAP) && (isalpha((unsigned char)*b->name) || *b->name == '_'))	/* no operators */
			near_add(&best, b->name);
	return near_text(s->arena, &best, "similar");
}

const char *similar_variables(struct sema *s, struct sym *const *locals, size_t n, const struct sym *sym)
{
	struct near best = { .like = sym->name };

	for (size_t i = 0; i < n; i++)
		if (locals[i] != sym && locals[i]->written)
			near_add(&best, locals[i]->name);
	for (size_t i = 0; i < s->globals.n; i++)
		if (s->globals.v[i] != sym && !s->globals.v[i]->decl->thread && !s->globals.v[i]->decl->is_private)
			near_add(&best, s->globals.v[i]->name);
	return near_text(s->arena, &best, "similar");
}
