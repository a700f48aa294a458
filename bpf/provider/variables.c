/*
 * variables.c - what debug info says of variables, as arguments of probes
 *
 * Semantics: reference stap-language 1.8.
 */
#include "bpf/provider/variables.h"
#include "lib/arena.h"
#include "lib/elf.h"
#include "lib/type.h"

/* offsets in the thread's own data count from the end of the executable's block of it */
static void in_program(const struct elf_tls *tls, struct loc *loc)
{
	for (size_t i = 0; i < loc->nsteps; i++) {
		struct loc_step *s = &loc->steps[i];

		if (s->op != LOC_TLS || s->num < 0)
			continue;
		/* with split DWARF linkers leave the address in the image, not the offset */
		if ((uint64_t)s->num >= tls->addr && (uint64_t)s->num - tls->addr < tls->size)
			s->num -= (int64_t)tls->addr;
		s->num -= (int64_t)tls->size;
	}
}

/* the thread's table of blocks, whose place is behind the thread pointer (glibc), has 16 bytes for each module */
static bool in_library(struct arena *a, const struct elf_tls_word *word, struct loc *loc)
{
	int64_t offset = loc->steps[0].num;
	const struct loc_step by_module[] = {
		{ .op = LOC_TLS, .num = 8 }, { .op = LOC_DEREF, .size = 8 },
		{ .op = LOC_OBJECT, .num = (int64_t)word->addr }, { .op = LOC_DEREF, .size = 8 },
		{ .op = LOC_NUM, .num = 4 }, { .op = LOC_SHL }, { .op = LOC_ADD }, { .op = LOC_DEREF, .size = 8 },
		{ .op = LOC_NUM, .num = offset }, { .op = LOC_ADD },
	}, by_distance[] = {
		{ .op = LOC_TLS }, { .op = LOC_OBJECT, .num = (int64_t)word->addr }, { .op = LOC_DEREF, .size = 8 },
		{ .op = LOC_ADD }, { .op = LOC_NUM, .num = offset - (int64_t)word->of }, { .op = LOC_ADD },
	};

	if (loc->nsteps != 1 || loc->steps[0].op != LOC_TLS)
		return false;
	loc->nsteps = word->is_module ? sizeof(by_module) / sizeof(*by_module) : sizeof(by_distance) / sizeof(*by_distance);
	loc->steps = arena_dup(a, word->is_module ? by_module : by_distance, loc->nsteps * sizeof(*loc->steps));
	return true;
}

static bool fix_tls(struct world *w, const struct code_point *cp, struct loc *loc)
{
	struct elf_tls_word word;
	struct elf_tls tls;

	if (!loc_has(loc, LOC_TLS))
		return true;
	if (!cp->elf)
		return false;
	if (elf_tls(cp->elf, &tls))
		in_program(&tls, loc);
	else
		return elf_tls_word(cp->elf, &word) && in_library(w->arena, &word, loc);
	return true;
}

static void place_arg(struct world *w, const struct code_point *cp, struct loc *loc, struct arg *a, const char *key)
{
	a->user = cp->user;
	a->where = ARG_MISSING;
	a->why = "is optimised out at this address";
	if (loc->kind == LOC_MISSING)
		return;
	if (!fix_tls(w, cp, loc)) {
		a->why = "is a thread's own, in a library that does not say where its loader puts them";
		return;
	}
	a->where = loc->kind == LOC_VALUE ? ARG_VALUE : ARG_ADDRESS;
	a->loc = loc;
	a->slot = world_slot(w, arena_printf(w->arena, "%s %d", key, (int)a->where));
}

/* lines where all of one is whose parts are gone in part */
static const char *why_partly(struct world *w, const struct code_point *cp, const struct dwarf_var *v)
{
	struct dwarf_near near = { 0 };
	const char *what = "is optimised out at this address";

	if (cp->place && v->die && v->kind != DWARF_GLOBAL)
		dwarf_var_lines(cp->info, cp->place, v, &near);
	if (near.before && near.after)
		return arena_printf(w->arena, "%s (all of it lives at :%u and :%u)", what, near.before, near.after);
	return near.before || near.after ? arena_printf(w->arena, "%s (all of it lives at :%u)", what, near.before + near.after)
					 : what;
}

static void pieces_arg(struct world *w, const struct code_point *cp, const struct dwarf_var *v, struct arg *a)
{
	struct arg_piece *to = arena_array(w->arena, struct arg_piece, v->npieces);
	uint64_t offset = 0;

	for (size_t i = 0; i < v->npieces; i++) {
		struct loc_piece *from = &v->pieces[i];

		to[i].offset = offset;
		to[i].size = from->size ? from->size : v->type->size;
		to[i].arg.name = v->name;
		place_arg(w, cp, &from->loc, &to[i].arg, arena_printf(w->arena, "%s#%zu", v->name, i));
		if (from->loc.kind == LOC_MISSING && !a->why)
			a->why = why_partly(w, cp, v);
		offset += to[i].size;
	}
	a->where = ARG_PIECES;
	a->pieces = to;
	a->npieces = v->npieces;
}

/* lines where it lives, for one that is missing here */
static const char *why_missing(struct world *w, const struct code_point *cp, const struct dwarf_var *v)
{
	struct dwarf_near near = { 0 };

	bool is_float = type_strip(v->type)->kind == TY_FLOAT;

	if (dwarf_damage(cp->info))
		return arena_printf(w->arena, "cannot be found: the debug info is damaged (%s)", dwarf_damage(cp->info));
	if (cp->place && v->kind != DWARF_GLOBAL)
		dwarf_var_lines(cp->info, cp->place, v, &near);
	if (!near.before && !near.after)
		return is_float ? "is a floating-point number in a register, or optimised out: neither can be read here" :
				  "is optimised out";

	const char *what = is_float ? "is in a floating-point register, which cannot be read, or optimised out" :
				      "is optimised out at this address";

	if (near.before && near.after)
		return arena_printf(w->arena, "%s (it lives%s at :%u and :%u)", what, is_float ? " in memory" : "",
				    near.before, near.after);
	return arena_printf(w->arena, "%s (it lives%s at :%u)", what, is_float ? " in memory" : "",
			    near.before + near.after);
}

struct arg variables_one(struct world *w, const struct code_point *cp, const struct dwarf_var *v)
{
	static const enum arg_kind kinds[] = { ARG_PARM, ARG_LOCAL, ARG_GLOBAL };
	struct arg a = { .name = v->name, .type = v->type, .spelling = v->spelling, .kind = kinds[v->kind], .user = cp->user };
	const struct type *t = type_strip(v->type);

	if (!v->npieces) {
		a.where = ARG_MISSING;
		a.why = why_missing(w, cp, v);
		a.listed = t->kind == TY_FLOAT && v->kind == DWARF_PARM;	/* in a register that BPF cannot read */
	} else if (v->npieces > 1 || ((type_is_sou(t) || t->kind == TY_ARRAY) && v->pieces->loc.kind == LOC_VALUE)) {
		pieces_arg(w, cp, v, &a);
	} else {
		place_arg(w, cp, &v->pieces->loc, &a, v->name);
	}
	return a;
}

/* System V ABI: an object of up to 16 bytes comes in ax and dx; of a larger one ax has the address */
const struct arg *variables_result(struct world *w, const struct code_point *cp, const struct type *t)
{
	struct arg *a = arena_new_of(w->arena, struct arg);
	bool large = type_strip(t)->size > 16;
	struct loc_step ax = { .op = LOC_REG, .num = 0 }, dx = { .op = LOC_REG, .num = 1 };
	struct loc_piece p[2] = {
		{ 8, { large ? LOC_ADDRESS : LOC_VALUE, arena_dup(w->arena, &ax, sizeof(ax)), 1 } },
		{ 8, { LOC_VALUE, arena_dup(w->arena, &dx, sizeof(dx)), 1 } },
	};
	struct dwarf_var v = { .name = "$return", .type = t, .pieces = arena_dup(w->arena, p, sizeof(p)), .npieces = 2 };

	*a = (struct arg){ .name = v.name, .type = t, .user = cp->user };
	if (large)
		place_arg(w, cp, &v.pieces->loc, a, v.name);
	else
		pieces_arg(w, cp, &v, a);
	return a;
}

void variables_all(struct world *w, const struct code_point *cp, const char *module, struct arg_list *ret)
{
	struct dwarf_var *vars;
	size_t n = dwarf_vars(cp->info, cp->place, &vars);

	for (size_t i = 0; i < n; i++)
		vec_push(w->arena, &ret->args, variables_one(w, cp, &vars[i]));
	ret->where = dwarf_place_text(w->arena, cp->place, module);
}
