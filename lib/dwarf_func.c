/*
 * dwarf_func.c - see dwarf.h: functions, their inlined instances, what is found by a pattern or an address
 */
#include <string.h>
#include "lib/arena.h"
#include "lib/dwarf_int.h"

/* ---- functions ---- */

static const char *linkage_name(Dwarf_Die *die)
{
	Dwarf_Attribute a;
	const char *s = dwarf_formstring(dwarf_attr_integrate(die, DW_AT_linkage_name, &a));

	return s ? s : dwarf_formstring(dwarf_attr_integrate(die, DW_AT_MIPS_linkage_name, &a));
}

static void add_func(struct unit *u, Dwarf_Die *die, Dwarf_Die *around)
{
	struct dwarf_file *f = u->file;
	bool code = die_has_code(die);
	const char *symbol, *scoped;
	struct dwarf_func *fn;
	uint64_t entry = 0;

	if (dwarf_hasattr(die, DW_AT_declaration))
		return;
	/* with link-time optimisation any function may be inlined in another unit, and is not marked */
	if (!code && !dwarf_func_inline(die) && die_has_code(&u->skeleton))
		return;
	if (code && (!die_entry(die, &entry) || !entry))	/* 0: the linker threw it away */
		return;
	symbol = u->has_scopes ? linkage_name(die) : NULL;
	scoped = symbol ? demangle(f->arena, symbol, false) : NULL;
	fn = arena_new_of(f->arena, struct dwarf_func);
	fn->name = scoped ? scoped : die_string(f, die_name(die));
	fn->symbol = symbol ? die_string(f, symbol) : NULL;
	fn->has_code = code;
	fn->entry = entry;
	fn->external = dwarf_hasattr_integrate(die, DW_AT_external);
	fn->die = die_keep(f, die, u);
	if (!dwarf_hasattr_integrate(die, DW_AT_decl_file))
		fn->around = die_keep(f, around, u);
	if (!*fn->name)
		return;
	vec_push(NULL, &u->funcs, fn);
	vec_push(NULL, &f->funcs, fn);
}

/* can there be functions in an entry: by its language, and because something was made of it */
static bool has_inner(struct unit *u, Dwarf_Die *die)
{
	if (!dwarf_haschildren(die) || (!u->has_scopes && (dwarf_tag(die) != DW_TAG_subprogram || !die_has_code(die))))
		return false;
	return dwarf_tag(die) != DW_TAG_subprogram || die_has_code(die) || dwarf_func_inline(die) ||
	       (!die_has_code(&u->skeleton) && !dwarf_hasattr(die, DW_AT_declaration));
}

/* functions on one level, and below what has names of its own; lambdas and local classes lie in functions */
static void scan_funcs(struct unit *u, Dwarf_Die *parent, unsigned depth)
{
	Dwarf_Die die;
	bool more = depth < MAX_NESTING && die_child(u->file, parent, &die);

	for (; more; more = die_next(u->file, &die)) {
		switch (dwarf_tag(&die)) {
		case DW_TAG_subprogram:
			add_func(u, &die, parent);
			if (has_inner(u, &die))
				scan_funcs(u, &die, depth + 1);
			break;
		case DW_TAG_lexical_block: case DW_TAG_namespace: case DW_TAG_module: case DW_TAG_class_type: case DW_TAG_structure_type:
		case DW_TAG_union_type: case DW_TAG_enumeration_type:
			if (has_inner(u, &die))
				scan_funcs(u, &die, depth + 1);
			break;
		default:
			break;
		}
	}
}

void dwarf_read_funcs(struct dwarf_file *f)
{
	if (f->have_funcs)
		return;
	f->have_funcs = true;
	for (size_t i = 0; i < f->units.n; i++)
		scan_funcs(f->units.v[i], &f->units.v[i]->die, 0);
}

static struct dwarf_func *func_of(struct dwarf_file *f, Dwarf_Die *die)
{
	struct unit *u = unit_of(f, die);

	for (size_t i = 0; u && i < u->funcs.n; i++)
		if (u->funcs.v[i]->die->die.addr == die->addr)
			return u->funcs.v[i];
	return NULL;
}

/* where it is declared: needs the table of files, so only for those that somebody wants */
void dwarf_func_decl(struct dwarf_file *f, struct dwarf_func *fn)
{
	Dwarf_Die die = fn->die->die;
	int line = 0;

	if (fn->file)
		return;
	if (fn->around) {	/* a lambda's class was declared where it stands */
		const struct dwarf_func *abstract = die_ref(&die, DW_AT_abstract_origin, &die) ? func_of(f, &die) : fn;

		die = abstract && abstract->around ? abstract->around->die : fn->around->die;
	}
	fn->file = die_file(f, &die);
	if (!dwarf_decl_line(&die, &line) && line > 0)
		fn->line = (unsigned)line;
}

/* ---- inlined instances ---- */

const void *die_origin(const Dwarf_Die *of)
{
	Dwarf_Die die = *of;

	for (int i = 0; i < 4 && die_ref(&die, DW_AT_abstract_origin, &die); i++)
		;
	return die.addr;
}

static void scan_inlines(struct unit *u, Dwarf_Die *parent, uint64_t func_low, unsigned depth)
{
	Dwarf_Die die, origin;
	bool more = depth < MAX_NESTING && die_child(u->file, parent, &die);

	for (; more; more = die_next(u->file, &die)) {
		int tag = dwarf_tag(&die);
		struct inline_instance in = { .die = die, .func_low = func_low };

		if (tag == DW_TAG_inlined_subroutine && die_ref(&die, DW_AT_abstract_origin, &origin) &&
		    die_entry(&die, &in.entry) && in.entry) {
			in.origin = die_origin(&origin);
			vec_push(NULL, &u->inlines, in);
		}
		if ((tag == DW_TAG_inlined_subroutine || tag == DW_TAG_lexical_block) && dwarf_haschildren(&die))
			scan_inlines(u, &die, func_low, depth + 1);
	}
}

void unit_read_inlines(struct unit *u)
{
	if (u->have_inlines)
		return;
	u->have_inlines = true;
	dwarf_read_funcs(u->file);
	for (size_t i = 0; i < u->funcs.n; i++) {
		Dwarf_Die die = u->funcs.v[i]->die->die;

		if (u->funcs.v[i]->has_code && dwarf_haschildren(&die))
			scan_inlines(u, &die, u->funcs.v[i]->entry, 0);
	}
}

/* ---- scopes ---- */

static int by_start(const void *a, const void *b)
{
	const struct code_range *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

static void read_code(struct dwarf_file *f)
{
	f->have_code = true;
	dwarf_read_funcs(f);
	for (size_t i = 0; i < f->funcs.n; i++) {
		struct code_range r = { .fn = f->funcs.v[i] };
		Dwarf_Die die = r.fn->die->die;
		Dwarf_Addr base;
		ptrdiff_t at = 0;

		while (r.fn->has_code && ++f->ndies < MAX_DIES &&
		       (at = dwarf_ranges(&die, at, &base, &r.start, &r.end)) > 0)
			vec_push(NULL, &f->code, r);
	}
	if (f->code.n)
		qsort(f->code.v, f->code.n, sizeof(*f->code.v), by_start);
}

/* the out-of-line function at an address */
static struct dwarf_func *code_at(struct dwarf_file *f, uint64_t addr)
{
	size_t lo = 0, hi;

	if (!f->have_code)
		read_code(f);
	for (hi = f->code.n; lo < hi;) {
		size_t mid = (lo + hi) / 2;

		if (f->code.v[mid].start <= addr)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo && addr < f->code.v[lo - 1].end ? f->code.v[lo - 1].fn : NULL;
}

const struct dwarf_func *dwarf_func_at(struct dwarf_file *f, uint64_t addr)
{
	return code_at(f, addr);
}

size_t dwarf_scopes(struct dwarf_file *f, uint64_t addr, struct unit **u, Dwarf_Die ret[MAX_NESTING])
{
	const struct dwarf_func *fn = code_at(f, addr);
	size_t n = 1;
	bool more;

	if (!fn)
		return 0;
	*u = fn->die->unit;
	ret[0] = fn->die->die;
	while (n < MAX_NESTING) {
		more = die_child(f, &ret[n - 1], &ret[n]);
		while (more) {
			int tag = dwarf_tag(&ret[n]);

			if ((tag == DW_TAG_lexical_block || tag == DW_TAG_inlined_subroutine) &&
			    dwarf_haspc(&ret[n], addr) > 0)
				break;
			more = die_next(f, &ret[n]);
		}
		if (!more)
			break;
		n++;
	}
	return n;
}

const struct dwarf_func *dwarf_origin(struct dwarf_file *f, Dwarf_Die *instance)
{
	Dwarf_Die origin = *instance;
	unsigned depth = 0;

	if (dwarf_tag(instance) == DW_TAG_inlined_subroutine && !die_ref(instance, DW_AT_abstract_origin, &origin))
		return NULL;
	while (unit_of(f, &origin)) {
		struct dwarf_func *fn = func_of(f, &origin);

		if (fn)
			dwarf_func_decl(f, fn);
		if (fn)
			return fn;
		if (++depth > 4 || !die_ref(&origin, DW_AT_abstract_origin, &origin))
			break;
	}
	return NULL;
}

static bool is_instance(Dwarf_Die *die)
{
	return dwarf_tag(die) != DW_TAG_lexical_block;
}

bool dwarf_place_at(struct dwarf_file *f, uint64_t addr, struct dwarf_place *ret)
{
	Dwarf_Die scopes[MAX_NESTING];
	struct unit *u;
	size_t n = dwarf_scopes(f, addr, &u, scopes);

	*ret = (struct dwarf_place){ .addr = addr };
	while (n && !is_instance(&scopes[n - 1]))
		n--;
	ret->func = n ? dwarf_origin(f, &scopes[n - 1]) : NULL;
	if (!ret->func)
		return false;
	ret->inlined = n > 1;
	ret->file = ret->func->file;
	ret->line = ret->func->line;
	ret->scope = die_keep(f, &scopes[n - 1], u);
	die_entry(&scopes[0], &ret->func_low);
	return true;
}

/* ---- instances of the functions that a pattern names ---- */

struct each_func {
	struct dwarf_file *f;
	const struct dwarf_pattern *p;
	unsigned which;
	dwarf_place_fn *fn;
	void *ctx;
};

/* the line that is shown for a function often has no code: the brace below has */
bool dwarf_at_declaration(const struct dwarf_pattern *p, const struct dwarf_func *fn)
{
	unsigned base = p->lines == LINES_REL ? fn->line : 0;

	for (size_t k = 0; k < p->ranges.n; k++)
		if (fn->line >= base + p->ranges.v[k].from && fn->line <= base + p->ranges.v[k].to)
			return true;
	return false;
}

static bool contains_line(const struct each_func *e, Dwarf_Die *scope, struct unit *u, const struct dwarf_func *fn)
{
	if (e->p->lines == LINES_NONE || e->p->lines == LINES_ALL || dwarf_at_declaration(e->p, fn))
		return true;
	unit_read_lines(u);
	for (size_t i = 0; i < u->lines.n; i++) {
		const struct src_line *l = &u->lines.v[i];
		unsigned base = e->p->lines == LINES_REL ? fn->line : 0;

		for (size_t k = 0; k < e->p->ranges.n; k++)
			if (l->line >= base + e->p->ranges.v[k].from && l->line <= base + e->p->ranges.v[k].to &&
			    dwarf_file_fits(e->p->file ? e->p->file : fn->file, l->file) &&
			    dwarf_haspc(scope, l->addr) > 0)
				return true;
	}
	return false;
}

static int give(const struct each_func *e, const struct dwarf_func *fn, Dwarf_Die *scope, struct unit *u,
		uint64_t addr, uint64_t func_low, bool inlined)
{
	struct dwarf_place at = {
		.addr = addr, .func = fn, .file = fn->file, .line = fn->line, .inlined = inlined, .func_low = func_low,
	};

	if (!contains_line(e, scope, u, fn))
		return 0;
	at.scope = die_keep(e->f, scope, u);
	return e->fn(&at, e->ctx);
}

static int inlined_in(const struct each_func *e, const struct dwarf_func *fn, struct unit *u)
{
	int stop = 0;

	unit_read_inlines(u);
	for (size_t i = 0; i < u->inlines.n && !stop; i++) {
		struct inline_instance *in = &u->inlines.v[i];

		if (in->origin == die_origin(&fn->die->die))
			stop = give(e, fn, &in->die, u, in->entry, in->func_low, true);
	}
	return stop;
}

/* of link-time optimisation and dwz: what is inlined may come from another unit */
static bool is_shared(struct unit *u)
{
	return u->partial || !die_has_code(&u->skeleton);
}

static int inlined_of(const struct each_func *e, const struct dwarf_func *fn)
{
	int stop = 0;

	if (!is_shared(fn->die->unit))
		return inlined_in(e, fn, fn->die->unit);
	for (size_t i = 0; i < e->f->units.n && !stop; i++)
		stop = inlined_in(e, fn, e->f->units.v[i]);
	return stop;
}

int dwarf_each_func(struct dwarf_file *f, const struct dwarf_pattern *p, unsigned which, dwarf_place_fn *fn, void *ctx)
{
	const struct each_func e = { f, p, which, fn, ctx };
	int stop = 0;

	dwarf_read_funcs(f);
	for (size_t i = 0; i < f->funcs.n && !stop; i++) {
		struct dwarf_func *func = f->funcs.v[i];
		Dwarf_Die die = func->die->die;

		if (!(which & (func->has_code ? DWARF_CALLED : DWARF_INLINED)) ||
		    !dwarf_name_fits(p->func, func->name, func->symbol))
			continue;
		dwarf_func_decl(f, func);
		if (p->file && !dwarf_file_fits(p->file, func->file))
			continue;
		stop = func->has_code ? give(&e, func, &die, func->die->unit, func->entry, func->entry, false)
				      : inlined_of(&e, func);
	}
	return stop;
}
