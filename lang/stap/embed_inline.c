/*
 * embed_inline.c - embedded C: inline functions of the kernel's headers, which are C like the script's own
 *
 * Only what is called is read, once for a file. So a function is one row of C in embed_inline.def.
 */
#include <string.h>
#include "lang/stap/embed.h"

static const struct inlined {
	const char *name, *text;
} functions[] = {
#define INLINE(name, ...) { #name, #__VA_ARGS__ },
#include "lang/stap/embed_inline.def"
};

static const char *text_of(const char *name)
{
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		if (!strcmp(functions[i].name, name))
			return functions[i].text;
	return NULL;
}

bool c_inline(struct c_parser *c, const char *name)
{
	const char *text = text_of(name);
	struct tok *block = text ? arena_new_of(c->p->arena, struct tok) : NULL;
	struct c_parser in = { .p = c->p, .unit = c->unit, .block = block };
	struct c_toks toks = { 0 };
	struct buf b = BUF_INIT;

	if (!text)
		return false;
	*block = *c->block;
	block->text = text;
	block->len = strlen(text);
	if (c_tokens(&in, &toks)) {
		in.t = toks.v.v;
		in.n = toks.v.n;
		c_outside(&in, &b);
		c_declare(&in, &b);
	}
	buf_fini(&b);
	return true;
}
