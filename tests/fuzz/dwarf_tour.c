/*
 * dwarf_tour.c - everything that is asked of an object with debug info
 */
#include "lib/dwarf.h"
#include "lib/type.h"
#include "tests/fuzz/dwarf_tour.h"

enum { MANY = 64 };

struct tour { struct dwarf_file *f; unsigned n; };

static void look_at_type(const struct type *t, unsigned depth)
{
	size_t n;
	const struct member *m = depth < 4 ? type_members(type_strip(t), &n) : NULL;

	for (size_t i = 0; m && i < n && i < MANY; i++)
		look_at_type(m[i].type, depth + 1);
	if (type_strip(t)->to && depth < 4)
		look_at_type(type_strip(t)->to, depth + 1);
}

static int look_at(const struct dwarf_place *p, void *ctx)
{
	struct tour *t = ctx;
	struct dwarf_place again;
	struct dwarf_near near;
	struct dwarf_var *v;
	size_t n = dwarf_vars(t->f, p, &v);
	const char *spelling;

	for (size_t i = 0; i < n && i < MANY; i++) {
		look_at_type(v[i].type, 0);
		if (!v[i].npieces)
			dwarf_var_lines(t->f, p, &v[i], &near);
	}
	dwarf_result(t->f, p, &spelling);
	dwarf_place_at(t->f, p->addr + 1, &again);
	return ++t->n > MANY;
}

static int callees(const struct dwarf_place *p, void *ctx)
{
	struct tour *t = ctx;

	return dwarf_each_callee(t->f, p, "*", 3, look_at, t);
}

void dwarf_tour(struct arena *a, const char *path)
{
	static const char *const patterns[] = { "*", "*@*:*", "f@*:3", "*@*+1", "*@*:1-9" };
	struct tour t = { .f = dwarf_file_open(a, path, NULL) };
	struct dwarf_near near;
	struct dwarf_var v;

	if (!t.f)
		return;
	for (size_t i = 0; i < sizeof(patterns) / sizeof(*patterns); i++) {
		struct dwarf_pattern p;

		t.n = 0;
		if (!dwarf_pattern_parse(a, patterns[i], &p))
			continue;
		dwarf_each_func(t.f, &p, DWARF_CALLED | DWARF_INLINED, look_at, &t);
		dwarf_each_statement(t.f, &p, true, look_at, &t, &near);
		dwarf_each_label(t.f, &p, "*", look_at, &t);
		dwarf_each_func(t.f, &p, DWARF_CALLED, callees, &t);
	}
	dwarf_global(t.f, NULL, "g", NULL, &v);
	dwarf_global(t.f, NULL, "g", "f.c", &v);
	dwarf_types(t.f)->find(dwarf_types(t.f), TY_STRUCT, "s");
	dwarf_file_close(t.f);
}
