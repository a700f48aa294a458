/*
 * list_source.c - where the values of a point's variables come from, for -vL
 */
#include <inttypes.h>
#include "cmd/list_int.h"
#include "lib/arena.h"
#include "lib/loc.h"
#include "lib/type.h"

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

void list_put_source(const struct arg *a, struct buf *out)
{
	switch (a->where) {
	case ARG_SLOT:
		if (a->source) {
			buf_puts(out, a->source);
			return;
		}
		buf_printf(out, "argument %u%s", a->slot, a->type && a->type != &type_int64 && !a->user ? " (type from BTF)" : "");
		return;
	case ARG_VALUE: case ARG_ADDRESS:
		buf_printf(out, "%s ", kind_of(a->loc, a->where));
		loc_print(a->loc, out);
		return;
	case ARG_PIECES:
		for (size_t i = 0; i < a->npieces; i++) {
			buf_printf(out, "%s%" PRIu64 " bytes in ", i ? " + " : "", a->pieces[i].size);
			list_put_source(&a->pieces[i].arg, out);
		}
		return;
	case ARG_MISSING:
		buf_puts(out, "nowhere");
		return;
	}
}

static const char *taken(struct arena *a, struct buf *b)
{
	const char *text = arena_strdup(a, buf_str(b));

	buf_fini(b);
	return text;
}

const char *list_arg_source(struct arena *a, const struct arg *arg)
{
	struct buf b = BUF_INIT;

	list_put_source(arg, &b);
	return taken(a, &b);
}

/* what the function gives back */
static void put_return(const struct arg_list *args, struct buf *out)
{
	if (args->ret_arg)
		list_put_source(args->ret_arg, out);
	else
		buf_puts(out, args->ret_user ? "register [ax]" : "result (type from BTF)");
}

const char *list_return_source(struct arena *a, const struct arg_list *args)
{
	struct buf b = BUF_INIT;

	put_return(args, &b);
	return taken(a, &b);
}

const char *list_source(struct arena *a, const struct probe *p, const struct arg_list *args, const struct arg_list *result)
{
	struct buf b = BUF_INIT;
	bool first = true;

	if (p->addr)
		buf_printf(&b, "0x%" PRIx64, p->addr);
	if (result && result->ret) {
		buf_puts(&b, b.len ? ": $return " : "$return ");
		put_return(result, &b);
		first = false;
	}
	for (size_t i = 0; args && i < args->args.n; i++) {
		if (!*args->args.v[i].name)
			continue;
		buf_printf(&b, "%s$%s ", !b.len ? "" : first ? ": " : ", ", args->args.v[i].name);
		first = false;
		list_put_source(&args->args.v[i], &b);
	}
	return taken(a, &b);
}
