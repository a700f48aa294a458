/*
 * dwarf_call.c - which functions a function calls
 *
 * Compilers say it of optimised code only: an entry for each call and each inlined instance.
 */
#include <string.h>
#include "lib/arena.h"
#include "lib/dwarf_int.h"

struct callees {
	struct dwarf_file *f;
	const char *pattern;
	dwarf_place_fn *fn;
	void *ctx;
};

static int below(const struct callees *c, Dwarf_Die *parent, const struct dwarf_place *caller, unsigned depth,
		 unsigned nesting);

/* the out-of-line function that a call leads to: by what it stands for, or by its name in another unit */
static const struct dwarf_func *called(struct dwarf_file *f, Dwarf_Die *site)
{
	Dwarf_Die to;
	const void *origin;
	const char *name;

	if (!die_ref(site, DW_AT_call_origin, &to) && !die_ref(site, DW_AT_abstract_origin, &to))
		return NULL;
	origin = die_origin(&to);
	name = die_name(&to);
	for (size_t i = 0; i < f->funcs.n; i++) {
		const struct dwarf_func *fn = f->funcs.v[i];

		if (fn->has_code && (fn->die->die.addr == to.addr || die_origin(&fn->die->die) == origin ||
				     (fn->external && !fn->symbol && !strcmp(fn->name, name))))
			return fn;
	}
	return NULL;
}

static int call_site(const struct callees *c, Dwarf_Die *site, const struct dwarf_place *caller, unsigned depth)
{
	const struct dwarf_func *fn = called(c->f, site);
	struct dwarf_place at = { .func = fn, .caller_low = caller->func_low };
	int stop = 0;

	if (!fn)
		return 0;
	dwarf_func_decl(c->f, (struct dwarf_func *)fn);
	at.addr = at.func_low = fn->entry;
	at.file = fn->file;
	at.line = fn->line;
	at.scope = fn->die;
	if (dwarf_name_fits(c->pattern, fn->name, fn->symbol))
		stop = c->fn(&at, c->ctx);
	if (!stop && depth > 1 && ++c->f->ndies < MAX_DIES) {
		Dwarf_Die body = fn->die->die;

		stop = below(c, &body, &at, depth - 1, 0);
	}
	return stop;
}

static int inlined_call(const struct callees *c, Dwarf_Die *die, const struct dwarf_place *caller)
{
	const struct dwarf_func *func = dwarf_origin(c->f, die);
	struct dwarf_place at = { .func = func, .inlined = true, .func_low = caller->func_low };

	if (!func || !dwarf_name_fits(c->pattern, func->name, func->symbol) || !die_entry(die, &at.addr))
		return 0;
	at.file = func->file;
	at.line = func->line;
	at.scope = die_keep(c->f, die, caller->scope->unit);
	return c->fn(&at, c->ctx);
}

static int below(const struct callees *c, Dwarf_Die *parent, const struct dwarf_place *caller, unsigned depth,
		 unsigned nesting)
{
	Dwarf_Die die;
	bool more = nesting < MAX_NESTING && die_child(c->f, parent, &die);
	int stop = 0;

	for (; more && !stop; more = die_next(c->f, &die)) {
		int tag = dwarf_tag(&die);
		bool in = tag == DW_TAG_inlined_subroutine;

		if (in)
			stop = inlined_call(c, &die, caller);
		else if (tag == DW_TAG_call_site || tag == DW_TAG_GNU_call_site)
			stop = call_site(c, &die, caller, depth);
		if (!stop && (tag == DW_TAG_lexical_block || (in && depth > 1)))
			stop = below(c, &die, caller, depth - in, nesting + 1);
	}
	return stop;
}

enum { MAX_CALL_DEPTH = 8 };

int dwarf_each_callee(struct dwarf_file *f, const struct dwarf_place *caller, const char *pattern, unsigned depth,
		      dwarf_place_fn *fn, void *ctx)
{
	const struct callees c = { f, pattern, fn, ctx };
	Dwarf_Die scope = caller->scope->die;

	dwarf_read_funcs(f);
	return below(&c, &scope, caller, depth < MAX_CALL_DEPTH ? depth : MAX_CALL_DEPTH, 0);
}
