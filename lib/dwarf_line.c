/*
 * dwarf_line.c - source lines and labels
 *
 * A line may begin at several addresses: loops are rotated, calls inlined. One address is taken for
 * each block of the program that has the line, the lowest, as debuggers do.
 * Semantics: stapprobes(3stap), DWARF PROBES; reference stap-language 3.3.
 */
#include <string.h>
#include "lib/arena.h"
#include "lib/dwarf_int.h"

static int by_addr(const void *a, const void *b)
{
	const struct src_line *x = a, *y = b;

	return x->addr < y->addr ? -1 : x->addr > y->addr;
}

void unit_read_lines(struct unit *u)
{
	Dwarf_Lines *lines;
	size_t n;

	if (u->have_lines)
		return;
	u->have_lines = true;
	if (dwarf_getsrclines(&u->skeleton, &lines, &n)) {
		if (dwarf_hasattr(&u->skeleton, DW_AT_stmt_list))
			dwarf_note_damage(u->file, ".debug_line");
		return;
	}
	for (size_t i = 0; i < n; i++) {
		Dwarf_Line *l = dwarf_onesrcline(lines, i);
		struct src_line s;
		bool is_stmt = false, end = false;
		Dwarf_Addr addr;
		int line;

		if (dwarf_lineaddr(l, &addr) || dwarf_lineno(l, &line) || line <= 0 || !addr ||
		    dwarf_linebeginstatement(l, &is_stmt) || !is_stmt || dwarf_lineendsequence(l, &end) || end)
			continue;
		s = (struct src_line){ .addr = addr, .line = (unsigned)line, .file = dwarf_linesrc(l, NULL, NULL) };
		if (s.file)
			vec_push(NULL, &u->lines, s);
	}
	if (u->lines.n)
		qsort(u->lines.v, u->lines.n, sizeof(*u->lines.v), by_addr);
}

/* ---- statements ---- */

struct hit {				/* a line's beginning in one block */
	struct dwarf_place at;
	const void *block;
	const void *entered;		/* the inlined instance that begins there; NULL: it is in the middle of its owner */
};

struct statements {
	struct dwarf_file *f;
	const struct dwarf_pattern *p;
	struct dwarf_near *near;	/* when looking for the nearest */
	VEC(struct hit) hits;		/* heap */
	bool	 func_seen;
};

static unsigned line_base(const struct statements *s, const struct dwarf_func *fn)
{
	return s->p->lines == LINES_REL ? fn->line : 0;
}

static bool line_wanted(const struct statements *s, const struct dwarf_func *fn, unsigned line)
{
	unsigned base = line_base(s, fn);

	if (s->p->lines == LINES_ALL)
		return line >= fn->line;	/* before it: left from a function that was inlined */
	for (size_t i = 0; i < s->p->ranges.n; i++)
		if (line >= base + s->p->ranges.v[i].from && line <= base + s->p->ranges.v[i].to)
			return true;
	return false;
}

/* for "try :14 or :16" */
static void note_near(struct statements *s, const struct dwarf_func *fn, const struct src_line *l)
{
	struct dwarf_near *near = s->near;
	unsigned wanted = s->p->ranges.n ? line_base(s, fn) + s->p->ranges.v[0].from : 0;

	s->func_seen = true;
	if (!near || !wanted)
		return;
	if (!near->file)
		near->file = die_string(s->f, l->file);
	near->wanted = wanted;
	if (l->line < wanted && l->line > near->before)
		near->before = l->line;
	if (l->line > wanted && (!near->after || l->line < near->after))
		near->after = l->line;
}

static void add_hit(struct statements *s, const struct hit *h)
{
	for (size_t i = 0; i < s->hits.n; i++)
		if (s->hits.v[i].block == h->block && s->hits.v[i].at.line == h->at.line &&
		    s->hits.v[i].at.file == h->at.file)
			return;
		else if (s->hits.v[i].entered && s->hits.v[i].entered == h->at.scope->die.addr && s->hits.v[i].at.line == h->at.line)
			return;		/* lines come by address: the first is the lowest */
	vec_push(NULL, &s->hits, *h);
}

/*
 * Whose line is it? Where an inlined instance begins, lines of the function around it begin too. The
 * instance whose function is declared closest before the line has it; the innermost one if that does not
 * tell. Index in scopes; NULL function: nobody's.
 */
static size_t owner(struct dwarf_file *f, const struct src_line *l, Dwarf_Die *scopes, size_t n,
		    const struct dwarf_func **ret)
{
	size_t best = 0;
	bool found = false;

	*ret = NULL;
	for (size_t i = n; i-- > 0;) {
		const struct dwarf_func *fn;
		bool fits;

		if (dwarf_tag(&scopes[i]) == DW_TAG_lexical_block)
			continue;
		fn = dwarf_origin(f, &scopes[i]);
		fits = fn && fn->line <= l->line && !strcmp(fn->file, l->file);
		if (fn && (!*ret || (fits && (!found || fn->line > (*ret)->line)))) {
			*ret = fn;
			best = i;
		}
		found |= fits;
	}
	return best;
}

static bool could_have(const struct dwarf_func *fn, const struct src_line *l)
{
	return fn && fn->line <= l->line && !strcmp(fn->file, l->file);
}

/*
 * An optimised inlined instance may begin at an address that its ranges do not have: its first line is marked
 * there, and its first instruction comes behind those of the caller.
 */
static bool instance_entered(struct dwarf_file *f, const struct src_line *l, Dwarf_Die *parent, unsigned depth,
			     Dwarf_Die *ret)
{
	Dwarf_Die die;
	bool more = depth < MAX_NESTING && die_child(f, parent, &die);

	for (; more; more = die_next(f, &die)) {
		int tag = dwarf_tag(&die);
		Dwarf_Addr addr;

		if (tag != DW_TAG_inlined_subroutine && tag != DW_TAG_lexical_block)
			continue;
		if (tag == DW_TAG_inlined_subroutine && !dwarf_entrypc(&die, &addr) && addr == l->addr &&
		    could_have(dwarf_origin(f, &die), l)) {
			*ret = die;
			return true;
		}
		if (instance_entered(f, l, &die, depth + 1, ret))
			return true;
	}
	return false;
}

/* a line's beginning whose file fits; the instance that has it decides */
static void one_line(struct statements *s, const struct src_line *l)
{
	Dwarf_Die scopes[MAX_NESTING];
	struct unit *u;
	size_t n = dwarf_scopes(s->f, l->addr, &u, scopes), i;
	const struct dwarf_func *fn;
	const void *entered = NULL;

	i = owner(s->f, l, scopes, n, &fn);
	if (!n)
		return;
	if (!could_have(fn, l) && n < MAX_NESTING && instance_entered(s->f, l, &scopes[n - 1], 0, &scopes[n])) {
		fn = dwarf_origin(s->f, &scopes[n]);
		entered = scopes[n].addr;
		i = n++;
	}
	if (!fn || !dwarf_name_fits(s->p->func, fn->name, fn->symbol) ||
	    !dwarf_file_fits(s->p->file ? s->p->file : fn->file, l->file))
		return;
	note_near(s, fn, l);
	if (!line_wanted(s, fn, l->line))
		return;

	struct hit h = { .block = scopes[n - 1].addr, .entered = entered, .at = {
		.addr = l->addr, .func = fn, .file = die_string(s->f, l->file), .line = l->line, .inlined = i > 0 } };

	die_entry(&scopes[0], &h.at.func_low);
	h.at.scope = die_keep(s->f, &scopes[i], u);
	add_hit(s, &h);
}

/* is it worth looking at a line's scopes: they are slow to find */
static bool line_possible(const struct statements *s, const struct src_line *l)
{
	if (s->p->lines != LINES_ABS || s->near)
		return true;
	for (size_t i = 0; i < s->p->ranges.n; i++)
		if (l->line >= s->p->ranges.v[i].from && l->line <= s->p->ranges.v[i].to)
			return true;
	return false;
}

static void lines_of_unit(struct statements *s, struct unit *u)
{
	const char *last = NULL;
	bool ok = false;

	unit_read_lines(u);
	for (size_t i = 0; i < u->lines.n; i++) {
		const struct src_line *l = &u->lines.v[i];

		if (l->file != last) {
			last = l->file;
			ok = !s->p->file || dwarf_file_fits(s->p->file, l->file);
		}
		if (ok && line_possible(s, l))
			one_line(s, l);
	}
}

struct units { VEC(struct unit *) v; };

static int add_units(const struct dwarf_place *p, void *ctx)
{
	struct units *us = ctx;

	for (size_t i = 0; i < us->v.n; i++)
		if (us->v.v[i] == p->scope->unit)
			return 0;
	vec_push(NULL, &us->v, p->scope->unit);
	return 0;
}

/* a function by its name lies in few units; any function may lie in all */
static void look(struct statements *s)
{
	struct units us = { 0 };
	struct dwarf_pattern any = { .func = s->p->func };

	if (strcmp(s->p->func, "*")) {
		dwarf_each_func(s->f, &any, DWARF_CALLED | DWARF_INLINED, add_units, &us);
		for (size_t i = 0; i < us.v.n; i++)
			lines_of_unit(s, us.v.v[i]);
		vec_fini(&us.v);
		return;
	}
	for (size_t i = 0; i < s->f->units.n; i++)
		lines_of_unit(s, s->f->units.v[i]);
}

static unsigned nearer(const struct dwarf_near *n)
{
	if (!n->before || !n->after)
		return n->before ? n->before : n->after;
	return n->wanted - n->before < n->after - n->wanted ? n->before : n->after;
}

static int give_all(struct statements *s, dwarf_place_fn *fn, void *ctx)
{
	int stop = 0;

	for (size_t i = 0; i < s->hits.n && !stop; i++)
		stop = fn(&s->hits.v[i].at, ctx);
	vec_fini(&s->hits);
	return stop;
}

struct declared { const struct dwarf_pattern *p; dwarf_place_fn *fn; void *ctx; unsigned n; };

/* the line of a declaration without code stands for the entry */
static int at_declaration(const struct dwarf_place *at, void *ctx)
{
	struct declared *d = ctx;

	if (d->p->lines == LINES_ALL || !dwarf_at_declaration(d->p, at->func))
		return 0;
	d->n++;
	return d->fn(at, d->ctx);
}

int dwarf_each_statement(struct dwarf_file *f, const struct dwarf_pattern *p, bool nearest, dwarf_place_fn *fn,
			 void *ctx, struct dwarf_near *near)
{
	struct statements s = { .f = f, .p = p };

	*near = (struct dwarf_near){ 0 };
	if (p->lines == LINES_NONE)
		return dwarf_each_func(f, p, DWARF_CALLED | DWARF_INLINED, fn, ctx);
	look(&s);
	if (s.hits.n)
		return give_all(&s, fn, ctx);
	struct declared d = { .p = p, .fn = fn, .ctx = ctx };
	int stop = dwarf_each_func(f, p, DWARF_CALLED | DWARF_INLINED, at_declaration, &d);

	if (stop || d.n)
		return stop;
	s.near = near;
	look(&s);
	vec_fini(&s.hits);
	if (!nearest || !nearer(near))
		return 0;

	struct line_range r = { nearer(near), nearer(near) };
	struct dwarf_pattern exact = *p;

	exact.lines = LINES_ABS;
	memset(&exact.ranges, 0, sizeof(exact.ranges));
	vec_push(f->arena, &exact.ranges, r);
	s = (struct statements){ .f = f, .p = &exact };
	look(&s);
	return give_all(&s, fn, ctx);
}

/* ---- labels ---- */

struct labels {
	struct dwarf_file *f;
	const char *pattern;
	dwarf_place_fn *fn;
	void *ctx;
};

static int one_label(const struct labels *l, const struct dwarf_place *func, Dwarf_Die *die)
{
	struct dwarf_place at = *func;
	int line = 0;
	Dwarf_Addr addr;

	at.label = die_string(l->f, die_name(die));
	if (dwarf_lowpc(die, &addr) || !addr || !dwarf_name_fits(l->pattern, at.label, NULL))
		return 0;
	at.addr = addr;
	if (*die_file(l->f, die))
		at.file = die_file(l->f, die);
	if (!dwarf_decl_line(die, &line) && line > 0)
		at.line = (unsigned)line;
	return l->fn(&at, l->ctx);
}

static int labels_below(const struct labels *l, const struct dwarf_place *func, Dwarf_Die *parent, unsigned depth)
{
	Dwarf_Die die;
	bool more = depth < MAX_NESTING && die_child(l->f, parent, &die);
	int stop = 0;

	for (; more && !stop; more = die_next(l->f, &die)) {
		if (dwarf_tag(&die) == DW_TAG_label)
			stop = one_label(l, func, &die);
		else if (dwarf_tag(&die) == DW_TAG_lexical_block)
			stop = labels_below(l, func, &die, depth + 1);
	}
	return stop;
}

static int labels_of(const struct dwarf_place *func, void *ctx)
{
	Dwarf_Die scope = func->scope->die;

	return labels_below(ctx, func, &scope, 0);
}

int dwarf_each_label(struct dwarf_file *f, const struct dwarf_pattern *p, const char *label, dwarf_place_fn *fn,
		     void *ctx)
{
	struct labels l = { f, label, fn, ctx };

	return dwarf_each_func(f, p, DWARF_CALLED | DWARF_INLINED, labels_of, &l);
}
