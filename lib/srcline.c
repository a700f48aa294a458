/*
 * srcline.c - one libdwfl for each object that was asked for, one answer kept for each address
 */
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <stdlib.h>
#include "lib/arena.h"
#include "lib/dwarf.h"
#include "lib/map.h"
#include "lib/srcline.h"
#include "lib/vec.h"

/* hostile info cannot keep us for ever: nesting of scopes, entries that one address may cost */
enum { MAX_DEPTH = 64, MAX_ENTRIES = 1000000 };

struct unit_range { uint64_t start, end; Dwarf_Die unit, skeleton; };

struct object {
	Dwfl	    *dwfl;
	Dwarf	    *dw;		/* NULL: no debug info */
	VEC(struct unit_range) units;	/* by address */
	struct map  *known;		/* address to struct answer */
};

struct answer { size_t n; struct src_frame v[]; };

struct srclines {
	struct arena *arena;
	bool	      demangle;
	struct map   *objects;		/* path to struct object */
	VEC(struct object *) all;
};

static const Dwfl_Callbacks callbacks = {
	.find_elf = dwfl_build_id_find_elf,
	.find_debuginfo = dwfl_standard_find_debuginfo,
	.section_address = dwfl_offline_section_address,
};

struct srclines *srclines_new(bool demangle)
{
	struct srclines *s = xcalloc(1, sizeof(*s));

	s->arena = arena_new();
	s->demangle = demangle;
	s->objects = map_new();
	return s;
}

void srclines_free(struct srclines *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->all.n; i++) {
		if (s->all.v[i]->dwfl)
			dwfl_end(s->all.v[i]->dwfl);
		vec_fini(&s->all.v[i]->units);
		map_free(s->all.v[i]->known);
	}
	vec_fini(&s->all);
	map_free(s->objects);
	arena_free(s->arena);
	free(s);
}

/* ---- objects ---- */

static int by_start(const void *a, const void *b)
{
	const struct unit_range *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

/* not by .debug_aranges, which clang does not write */
static void read_units(struct object *o)
{
	Dwarf_CU *cu = NULL;
	Dwarf_Die die, split = { 0 };
	uint8_t kind;

	while (!dwarf_get_units(o->dw, cu, &cu, NULL, &kind, &die, &split)) {
		struct unit_range r = { .unit = kind == DW_UT_skeleton && split.addr ? split : die, .skeleton = die };
		Dwarf_Addr base;
		ptrdiff_t at = 0;

		while ((at = dwarf_ranges(&die, at, &base, &r.start, &r.end)) > 0)
			vec_push(NULL, &o->units, r);
		split = (Dwarf_Die){ 0 };
	}
	if (o->units.n)
		qsort(o->units.v, o->units.n, sizeof(*o->units.v), by_start);
}

static struct object *object_get(struct srclines *s, const char *path)
{
	struct object *o = map_get(s->objects, path);
	Dwfl_Module *module = NULL;
	Dwarf_Addr bias = 0;

	if (o)
		return o;
	o = arena_new_of(s->arena, struct object);
	o->known = map_new();
	o->dwfl = dwfl_begin(&callbacks);
	if (o->dwfl) {
		dwfl_report_begin(o->dwfl);
		/* base 0 plus the file's own addresses: what goes in are addresses in the file */
		module = dwfl_report_elf(o->dwfl, path, path, -1, 0, true);
		dwfl_report_end(o->dwfl, NULL, NULL);
	}
	o->dw = module ? dwfl_module_getdwarf(module, &bias) : NULL;
	if (o->dw && !bias)
		read_units(o);
	map_put(s->objects, path, o);
	vec_push(NULL, &s->all, o);
	return o;
}

static struct unit_range *unit_at(struct object *o, uint64_t addr)
{
	size_t lo = 0, hi = o->units.n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (o->units.v[mid].start <= addr)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo && addr < o->units.v[lo - 1].end ? &o->units.v[lo - 1] : NULL;
}

/* ---- one address ---- */

struct walk {
	uint64_t addr;
	unsigned entries;		/* looked at */
	size_t	 n;
	Dwarf_Die v[MAX_DEPTH];		/* functions and inlined instances, outermost first */
};

/* may it hold what has code of its own? */
static bool may_hold_code(const struct walk *w, Dwarf_Die *die)
{
	switch (dwarf_tag(die)) {
	case DW_TAG_subprogram: case DW_TAG_inlined_subroutine: case DW_TAG_lexical_block:
		return dwarf_haspc(die, w->addr) > 0;
	case DW_TAG_namespace: case DW_TAG_module: case DW_TAG_class_type: case DW_TAG_structure_type:
		return !w->n;
	default:
		return false;
	}
}

static bool is_instance(Dwarf_Die *die)
{
	int tag = dwarf_tag(die);

	return tag == DW_TAG_subprogram || tag == DW_TAG_inlined_subroutine;
}

static bool descend(struct walk *w, Dwarf_Die *parent, unsigned depth)
{
	Dwarf_Die die;
	const void *before;

	if (depth >= MAX_DEPTH || dwarf_child(parent, &die))
		return false;
	do {
		before = die.addr;
		if (++w->entries > MAX_ENTRIES)
			return false;
		if (!may_hold_code(w, &die))
			continue;
		if (is_instance(&die) && w->n < MAX_DEPTH)
			w->v[w->n++] = die;
		if (descend(w, &die, depth + 1) || w->n)
			return true;
	} while (!dwarf_siblingof(&die, &die) && die.addr > before);	/* a sibling could lead back */
	return false;
}

static const char *name_of(struct srclines *sl, Dwarf_Die *die)
{
	Dwarf_Attribute a;
	const char *s = dwarf_formstring(dwarf_attr_integrate(die, DW_AT_linkage_name, &a));

	if (!s)
		s = dwarf_formstring(dwarf_attr_integrate(die, DW_AT_MIPS_linkage_name, &a));

	const char *plain = s && sl->demangle ? demangle(sl->arena, s, true) : NULL;

	if (plain)
		return plain;
	return s ? s : dwarf_formstring(dwarf_attr_integrate(die, DW_AT_name, &a));
}

static void line_at(struct unit_range *u, uint64_t addr, struct src_frame *ret)
{
	Dwarf_Line *line = dwarf_getsrc_die(&u->skeleton, addr);
	int n = 0;

	ret->file = line ? dwarf_linesrc(line, NULL, NULL) : NULL;
	ret->line = line && !dwarf_lineno(line, &n) && n > 0 ? (unsigned)n : 0;
}

/* where an inlined instance is called */
static void call_site(struct unit_range *u, Dwarf_Die *die, struct src_frame *ret)
{
	Dwarf_Attribute a;
	Dwarf_Word file = 0, line = 0;
	Dwarf_Files *files;
	size_t n;

	if (dwarf_attr(die, DW_AT_call_line, &a))
		dwarf_formudata(&a, &line);
	if (dwarf_attr(die, DW_AT_call_file, &a) && !dwarf_formudata(&a, &file) &&
	    !dwarf_getsrcfiles(&u->skeleton, &files, &n) && file < n)
		ret->file = dwarf_filesrc(files, file, NULL, NULL);
	ret->line = (unsigned)line;
}

/* the part of a function that has the address: what is seldom run lies elsewhere, and counts from its own beginning */
static void code_of(Dwarf_Die *die, uint64_t addr, struct src_frame *ret)
{
	Dwarf_Addr base, start, end;
	ptrdiff_t at = 0;

	while ((at = dwarf_ranges(die, at, &base, &start, &end)) > 0) {
		if (addr < start || addr >= end)
			continue;
		ret->entry = start;
		ret->size = end - start;
		return;
	}
}

static struct answer *find(struct srclines *s, struct object *o, uint64_t addr)
{
	struct unit_range *u = unit_at(o, addr);
	struct walk w = { .addr = addr };
	struct answer *ret;

	if (u)
		descend(&w, &u->unit, 0);
	ret = arena_alloc(s->arena, sizeof(*ret) + (w.n + 1) * sizeof(ret->v[0]));
	*ret = (struct answer){ 0 };
	if (!u)
		return ret;
	ret->n = w.n ? w.n : 1;
	ret->v[0] = (struct src_frame){ 0 };
	line_at(u, addr, &ret->v[0]);
	for (size_t i = 0; i < w.n; i++) {
		Dwarf_Die *die = &w.v[w.n - 1 - i];

		ret->v[i].func = name_of(s, die);
		ret->v[i + 1] = (struct src_frame){ 0 };
		if (i + 1 < w.n)
			call_site(u, die, &ret->v[i + 1]);
		else
			code_of(die, addr, &ret->v[i]);
	}
	return ret;
}

size_t srclines_frames(struct srclines *s, const char *path, uint64_t addr, const struct src_frame **ret)
{
	struct object *o = object_get(s, path);
	struct answer *a = map_getn(o->known, &addr, sizeof(addr));

	if (!a) {
		a = find(s, o, addr);
		map_putn(o->known, &addr, sizeof(addr), a);
	}
	*ret = a->v;
	return a->n;
}
