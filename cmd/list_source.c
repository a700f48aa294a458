/*
 * list_source.c - where the values of a point's variables come from, for -vL
 */
#include <inttypes.h>
#include "cmd/list_int.h"
#include "lib/arena.h"
#include "lib/loc.h"

static const char *kind_of(const struct loc *l, enum arg_where where)
{
	bool frame = false, other = loc_has(l, LOC_DEREF) || loc_has(l, LOC_OBJECT) || loc_has(l, LOC_TLS) ||
				    loc_has(l, LOC_PROGRAM);

	for (size_t i = 0; i < l->nsteps; i++)
		frame |= l->steps[i].op == LOC_REG && (l->steps[i].num == 6 || l->steps[i].num == 7);
	if (where == ARG_ADDRESS)
		return frame && !other ? "stack" : "memory";
	return l->nsteps == 1 && l->steps->op == LOC_REG ? "register" :
	       l->nsteps == 1 && l->steps->op == LOC_NUM ? "constant" : "value";
}

static void put_source(const struct arg *a, struct buf *out)
{
	switch (a->where) {
	case ARG_SLOT:
		buf_printf(out, "argument %u%s", a->slot, a->type && !a->user ? " (type from BTF)" : "");
		return;
	case ARG_VALUE: case ARG_ADDRESS:
		buf_printf(out, "%s ", kind_of(a->loc, a->where));
		loc_print(a->loc, out);
		return;
	case ARG_PIECES:
		for (size_t i = 0; i < a->npieces; i++) {
			buf_printf(out, "%s%" PRIu64 " bytes in ", i ? " + " : "", a->pieces[i].size);
			put_source(&a->pieces[i].arg, out);
		}
		return;
	case ARG_MISSING:
		buf_puts(out, "nowhere");
		return;
	}
}

const char *list_source(struct arena *a, const struct probe *p, const struct arg_list *args)
{
	struct buf b = BUF_INIT;

	if (p->addr)
		buf_printf(&b, "0x%" PRIx64, p->addr);
	for (size_t i = 0; args && i < args->args.n; i++) {
		if (!*args->args.v[i].name)
			continue;
		buf_printf(&b, "%s$%s ", !b.len ? "" : i ? ", " : ": ", args->args.v[i].name);
		put_source(&args->args.v[i], &b);
	}
	const char *text = arena_strdup(a, buf_str(&b));

	buf_fini(&b);
	return text;
}
