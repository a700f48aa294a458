/*
 * emit_regex.c - tables of regular expressions, and the functions that walk them
 */
#include "bpf/emit_int.h"
#include "lib/regex.h"

unsigned emit_regex(struct emit *e, const struct regex *re)
{
	struct buf *b = &e->decl_top;
	unsigned n = 0;

	for (; n < e->regexes.n; n++)
		if (e->regexes.v[n] == re)
			return n;
	vec_push(NULL, &e->regexes, re);
	buf_printf(b, "static const rt_u8 rt_class_%u[257] RT_TABLE = {", n);
	for (unsigned i = 0; i < 257; i++)
		buf_printf(b, "%s%u,", i % 32 ? "" : "\n\t", re->classes[i]);
	buf_printf(b, "\n};\nstatic const rt_u16 rt_next_%u[%u] RT_TABLE = {", n, re->nstates * re->nclasses);
	for (unsigned i = 0; i < re->nstates * re->nclasses; i++)
		buf_printf(b, "%s%u,", i % 24 ? "" : "\n\t", re->next[i]);
	buf_printf(b, "\n};\nRT_REGEX(%u, %u, %u)\n", n, re->nclasses, re->nstates * re->nclasses);
	return n;
}
