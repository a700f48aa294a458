/*
 * dwarf_var.c - variables that can be seen at an address
 *
 * Those of an instance of a function: its parameters, its locals and those of the blocks around the
 * address, and by name what its compilation unit has for everybody.
 * Semantics: reference stap-language 1.8.
 */
#include <limits.h>
#include <string.h>
#include "lib/arena.h"
#include "lib/dwarf_int.h"

struct seen {
	struct dwarf_file *f;
	const struct dwarf_place *at;
	VEC(struct dwarf_var) vars;	/* arena */
	const struct seen *hidden_by;	/* NULL: nothing else */
};

static void describe(struct dwarf_file *f, const struct dwarf_place *at, Dwarf_Die *die, struct unit *u,
		     enum dwarf_var_kind kind, struct dwarf_var *ret)
{
	*ret = (struct dwarf_var){ .name = die_string(f, die_name(die)), .kind = kind };
	ret->type = die_type(f, die);
	ret->spelling = die_type_spelling(f, die);
	ret->die = die_keep(f, die, u);
	ret->npieces = die_location(f, at, die, &ret->pieces);
}

static bool is_hidden(const struct seen *s, const char *name)
{
	for (size_t i = 0; i < s->vars.n; i++)
		if (!strcmp(s->vars.v[i].name, name))
			return true;
	return s->hidden_by && is_hidden(s->hidden_by, name);
}

static void vars_in(struct seen *s, Dwarf_Die *scope, unsigned want)
{
	Dwarf_Die die;

	for (bool more = die_child(s->f, scope, &die); more; more = die_next(s->f, &die)) {
		unsigned tag = (unsigned)dwarf_tag(&die);
		const char *name = tag == want ? die_name(&die) : "";
		struct dwarf_var v;

		/* a declaration of something that lies elsewhere is found as that */
		if (!*name || is_hidden(s, name) || dwarf_hasattr(&die, DW_AT_declaration))
			continue;
		describe(s->f, s->at, &die, s->at->scope->unit, want == DW_TAG_variable ? DWARF_LOCAL : DWARF_PARM, &v);
		vec_push(s->f->arena, &s->vars, v);
	}
}

/* clang leaves out of an inlined instance what it kept nowhere: the function itself still names that */
static void vars_of(struct seen *s, Dwarf_Die *scope, unsigned want)
{
	Dwarf_Die origin;

	vars_in(s, scope, want);
	if (die_ref(scope, DW_AT_abstract_origin, &origin))
		vars_in(s, &origin, want);
}

/* the blocks of an instance around an address, innermost last; not those of functions inlined into it */
static size_t blocks_around(struct dwarf_file *f, const struct dwarf_place *at, Dwarf_Die ret[MAX_NESTING])
{
	size_t n = 1;

	ret[0] = at->scope->die;
	while (n < MAX_NESTING) {
		bool more = die_child(f, &ret[n - 1], &ret[n]);

		while (more && !(dwarf_tag(&ret[n]) == DW_TAG_lexical_block && dwarf_haspc(&ret[n], at->addr) > 0))
			more = die_next(f, &ret[n]);
		if (!more)
			break;
		n++;
	}
	return n;
}

size_t dwarf_vars(struct dwarf_file *f, const struct dwarf_place *at, struct dwarf_var **ret)
{
	Dwarf_Die blocks[MAX_NESTING];
	struct seen s = { .f = f, .at = at }, params = { .f = f, .at = at };
	size_t n = blocks_around(f, at, blocks);

	for (size_t i = n; i-- > 0;)
		vars_of(&s, &blocks[i], DW_TAG_variable);
	params.hidden_by = &s;		/* they are the outermost, but come first */
	vars_of(&params, &blocks[0], DW_TAG_formal_parameter);
	for (size_t i = 0; i < s.vars.n; i++)
		vec_push(f->arena, &params.vars, s.vars.v[i]);
	*ret = params.vars.v;
	return params.vars.n;
}

/* ---- variables of compilation units ---- */

static void scan_globals(struct unit *u, Dwarf_Die *parent, unsigned depth)
{
	Dwarf_Die die;
	bool more = depth < MAX_NESTING && die_child(u->file, parent, &die);

	for (; more; more = die_next(u->file, &die)) {
		int tag = dwarf_tag(&die);

		if (tag == DW_TAG_variable && !dwarf_hasattr(&die, DW_AT_declaration))
			vec_push(NULL, &u->globals, die);
		else if (u->has_scopes && tag == DW_TAG_namespace)
			scan_globals(u, &die, depth + 1);
	}
}

static bool unit_fits(struct unit *u, const char *file)
{
	Dwarf_Attribute a;
	const char *name = dwarf_formstring(dwarf_attr(&u->die, DW_AT_name, &a));
	const char *dir = dwarf_formstring(dwarf_attr(&u->die, DW_AT_comp_dir, &a));
	char path[PATH_MAX];

	if (!name || dwarf_file_fits(file, name))
		return name != NULL;
	snprintf(path, sizeof(path), "%s/%s", dir ? dir : "", name);
	return *name != '/' && dwarf_file_fits(file, path);
}

struct wanted {
	const struct dwarf_place *at;
	const char *name, *file;	/* file NULL: any */
	bool	    located;		/* only one that lies somewhere */
};

static bool is_wanted(struct unit *u, Dwarf_Die *die, const struct wanted *want, bool fits)
{
	if (strcmp(die_name(die), want->name))
		return false;
	if (want->located && !dwarf_hasattr_integrate(die, DW_AT_location) &&
	    !dwarf_hasattr_integrate(die, DW_AT_const_value))
		return false;
	/* with link-time optimisation the unit is nobody's file */
	return fits || dwarf_file_fits(want->file, die_file(u->file, die));
}

static bool global_in(struct unit *u, const struct wanted *want, struct dwarf_var *ret)
{
	bool fits = !want->file || unit_fits(u, want->file);

	if (!u->have_globals) {
		u->have_globals = true;
		scan_globals(u, &u->die, 0);
	}
	for (size_t i = 0; i < u->globals.n; i++) {
		Dwarf_Die die = u->globals.v[i];

		if (!is_wanted(u, &die, want, fits))
			continue;
		describe(u->file, want->at, &die, u, DWARF_GLOBAL, ret);
		return true;
	}
	return false;
}

static bool global_anywhere(struct dwarf_file *f, const struct wanted *want, struct dwarf_var *ret)
{
	if (!want->file && want->at && want->at->scope && global_in(want->at->scope->unit, want, ret))
		return true;
	for (size_t i = 0; i < f->units.n; i++)
		if (global_in(f->units.v[i], want, ret))
			return true;
	return false;
}

bool dwarf_global(struct dwarf_file *f, const struct dwarf_place *at, const char *name, const char *file,
		  struct dwarf_var *ret)
{
	const char *last = strrchr(name, ':');
	struct wanted want = { at, last ? last + 1 : name, file, true };

	if (global_anywhere(f, &want, ret))
		return true;
	want.located = false;		/* optimised out is another message than unknown */
	return global_anywhere(f, &want, ret);
}

/* ---- where a missing one lives ---- */

static bool is_whole(const struct loc_piece *pieces, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (pieces[i].loc.kind == LOC_MISSING)
			return false;
	return n > 0;
}

void dwarf_var_lines(struct dwarf_file *f, const struct dwarf_place *at, const struct dwarf_var *v,
		     struct dwarf_near *ret)
{
	struct unit *u = at->scope->unit;
	Dwarf_Die scope = at->scope->die, die = v->die->die;
	struct loc_piece *pieces;

	*ret = (struct dwarf_near){ .file = at->file, .wanted = at->line };
	unit_read_lines(u);
	for (size_t i = 0; i < u->lines.n; i++) {
		const struct src_line *l = &u->lines.v[i];
		struct dwarf_place there = *at;

		if (l->line == at->line || dwarf_haspc(&scope, l->addr) <= 0 ||
		    (l->line < at->line ? l->line <= ret->before : ret->after && l->line >= ret->after))
			continue;
		there.addr = l->addr;
		size_t n = die_location(f, &there, &die, &pieces);

		if (v->npieces ? !is_whole(pieces, n) : !n)	/* of one that is here in parts, where all of it is */
			continue;
		if (l->line < at->line)
			ret->before = l->line;
		else
			ret->after = l->line;
	}
}

const struct type *dwarf_result(struct dwarf_file *f, const struct dwarf_place *at, const char **spelling)
{
	Dwarf_Die die = at->func->die->die;
	const struct type *t = die_type(f, &die);

	if (t->kind == TY_VOID)
		return NULL;
	if (spelling)
		*spelling = die_type_spelling(f, &die);
	return t;
}

const char *dwarf_place_text(struct arena *a, const struct dwarf_place *at, const char *module)
{
	const struct dwarf_die *scope = at->scope;
	const char *unit = scope ? die_name(&scope->unit->die) : NULL;
	uint64_t offset = scope ? dwarf_dieoffset((Dwarf_Die *)&scope->die) : 0;

	return arena_printf(a, "dieoffset 0x%llx in %s, near pc 0x%llx in %s %s", (unsigned long long)offset, module,
			    (unsigned long long)at->addr, at->func ? at->func->name : "<unknown>",
			    unit ? unit : "<unknown>");
}
