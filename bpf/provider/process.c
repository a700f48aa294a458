/*
 * process.c - process("PATH").function("PAT"), .statement("PAT"), .plt("PAT") and their relatives
 *
 * Functions are those of the debug info, with their inlined instances, and those of the symbol table
 * that it does not have. With -c or -x the probes fire in the target and its children only.
 * Semantics: stapprobes(3stap), USER-SPACE and DWARF PROBES; reference stap-language 3.3, 3.6.
 */
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <string.h>
#include "bpf/provider/process.h"
#include "bpf/provider/program.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/diag.h"
#include "lib/elf.h"
#include "lib/glob.h"
#include "lib/map.h"
#include "lib/near.h"

enum form_kind {
	P_FUNC, P_CALL, P_RETURN, P_INLINE, P_EXPORTED, P_LABEL, P_CALLEE, P_CALLEE_CALL, P_CALLEE_RETURN, P_CALLEES,
	P_DEPTH, P_FUNC_ADDR,
	P_FUNC_ADDR_CALL, P_FUNC_ADDR_RETURN, P_LINE, P_NEAREST, P_ADDR, P_PLT, P_PLT_RETURN,
	P_KIND = 31, P_LIBRARY = 32,
};

#define FORMS(head, flag)									\
	{ head ".function(string)", P_FUNC | flag },						\
	{ head ".function(string).call", P_CALL | flag },					\
	{ head ".function(string).return", P_RETURN | flag },					\
	{ head ".function(string).return.maxactive(number)", P_RETURN | flag },			\
	{ head ".function(string).inline", P_INLINE | flag },					\
	{ head ".function(string).exported", P_EXPORTED | flag },				\
	{ head ".function(string).label(string)", P_LABEL | flag },				\
	{ head ".function(string).callee(string)", P_CALLEE | flag },				\
	{ head ".function(string).callee(string).call", P_CALLEE_CALL | flag },			\
	{ head ".function(string).callee(string).return", P_CALLEE_RETURN | flag },		\
	{ head ".function(string).callees", P_CALLEES | flag },					\
	{ head ".function(string).callees(number)", P_DEPTH | flag },				\
	{ head ".function(number)", P_FUNC_ADDR | flag },					\
	{ head ".function(number).call", P_FUNC_ADDR_CALL | flag },				\
	{ head ".function(number).return", P_FUNC_ADDR_RETURN | flag },				\
	{ head ".statement(string)", P_LINE | flag },						\
	{ head ".statement(string).nearest", P_NEAREST | flag },				\
	{ head ".statement(number)", P_ADDR | flag },						\
	{ head ".statement(number).absolute", P_ADDR | flag, .guru = true },			\
	{ head ".plt", P_PLT | flag },								\
	{ head ".plt.return", P_PLT_RETURN | flag },						\
	{ head ".plt(string)", P_PLT | flag },							\
	{ head ".plt(string).return", P_PLT_RETURN | flag }

const struct point_form process_forms[] = {
	FORMS("process", 0), FORMS("process(string)", 0), FORMS("process(number)", 0),
	FORMS("process.library(string)", P_LIBRARY), FORMS("process(string).library(string)", P_LIBRARY),
	FORMS("process(number).library(string)", P_LIBRARY),
	{ NULL, 0 },
};

struct search {
	struct world *w;
	const struct probe_desc *d;
	found_fn *found;
	void	*ctx;
	enum form_kind kind;
	const struct point_comp *what, *suffix;	/* .function(...), .label(...); suffix may be NULL */
	struct dwarf_pattern pattern;
	struct program last;
	const struct program *program;	/* that; NULL: none yet */
	struct dwarf_file *dwarf;
	struct map *seen;	/* of this file: "ADDRESS POINT" */
	int	 n;
	bool	 no_info;	/* a file had no debug info and the point needs it */
	struct dwarf_near near;
	bool	 stop;
	bool	 begins_program;	/* a return probe of where a program begins was asked for */
};

/* ---- one probe ---- */

static bool is_return(const struct search *s)
{
	return s->kind == P_RETURN || s->kind == P_FUNC_ADDR_RETURN || s->kind == P_PLT_RETURN ||
	       s->kind == P_CALLEE_RETURN;
}

/* .callee("g") and its suffixes */
static bool is_callee(const struct search *s)
{
	return s->kind == P_CALLEE || s->kind == P_CALLEE_CALL || s->kind == P_CALLEE_RETURN;
}

static const char *suffix_of(const struct search *s)
{
	switch (s->kind) {
	case P_CALL: case P_FUNC_ADDR_CALL: case P_CALLEE_CALL:
		return ".call";
	case P_RETURN: case P_FUNC_ADDR_RETURN: case P_PLT_RETURN: case P_CALLEE_RETURN:
		return ".return";
	case P_INLINE:
		return ".inline";
	case P_EXPORTED:
		return ".exported";
	default:
		return "";
	}
}

/* process("EXE") or process("EXE").library("LIB"), ".function" or ".statement", what it names */
static const char *point_of(const struct search *s, const char *word, const char *name)
{
	const struct program *p = s->program;
	const char *head = p->exe ? arena_printf(s->w->arena, "process(\"%s\").library(\"%s\")", p->exe, p->object->path)
				  : arena_printf(s->w->arena, "process(\"%s\")", p->object->path);

	return arena_printf(s->w->arena, "%s.%s(%s)%s", head, word, name, suffix_of(s));
}

static const char *named(const struct search *s, const char *func, const struct dwarf_place *at)
{
	if (!at || !at->file || !*at->file)
		return arena_printf(s->w->arena, "\"%s\"", func);
	return arena_printf(s->w->arena, "\"%s@%s:%u\"", func, at->file, at->line);
}

static bool seen_before(const struct search *s, uint64_t addr, const char *point)
{
	const char *key = arena_printf(s->w->arena, "%" PRIx64 " %s", addr, point);

	if (map_get(s->seen, key))
		return true;
	map_put(s->seen, key, s->seen);
	return false;
}

static void between_callers(struct object *o, uint64_t caller, struct site *site)
{
	const struct elf_sym *sym = elf_addr_func(o->elf, caller);

	site->caller = caller;
	site->caller_end = sym ? sym->addr + elf_func_size(o->elf, sym) : caller + 1;
}

static int report(struct search *s, const char *func, uint64_t addr, const struct dwarf_place *at,
		  const char *name, const char *point, const char *plt)
{
	const struct program *prog = s->program;
	struct object *o = prog->object;
	struct process_point *pt;
	uint64_t offset;
	struct probe *p;

	/* what has no return address: a return probe would overwrite argc */
	if (is_return(s) && addr == elf_entry(o->elf)) {
		s->begins_program = true;
		return 0;
	}
	/* what has no bytes in the file was dropped by the linker */
	if (!elf_addr_to_offset(o->elf, addr, &offset) || seen_before(s, addr, point))
		return 0;
	p = probe_new(s->w, &provider_pid, "process", o->path, func, name);
	pt = arena_new_of(s->w->arena, struct process_point);
	pt->site = (struct site){
		.kind = is_return(s) ? SITE_RETURN : !at || addr == at->func_low ? SITE_ENTRY : SITE_OFFSET,
		.path = o->open_path, .offset = offset,
	};
	pt->site.pid = uprobe_whose(s->w, prog->pid, &pt->site.target_tree);
	pt->site.target_tree |= (s->w->target || s->w->any_target) && (!prog->pid || prog->pid != s->w->target);
	if (at)
		elf_addr_to_offset(o->elf, at->func_low, &pt->site.entry);
	if (at && at->caller_low)
		between_callers(o, at->caller_low, &pt->site);
	if (prog->pid || pt->site.caller)
		p->only = arena_printf(s->w->arena, "%d %" PRIx64, (int)prog->pid, pt->site.caller);
	pt->object = o;
	pt->plt = plt;
	if (at)
		pt->place = *at;
	p->data = pt;
	p->key = offset;
	p->addr = addr;
	p->program = prog->exe ? prog->exe : o->open_path;
	p->moves = elf_is_dyn(o->elf);
	p->is_return = is_return(s);
	p->saves_entry = p->is_return && object_unwound(o);
	p->point = point;
	p->label = at ? at->label : NULL;
	s->n++;
	s->stop = s->found(p, s->ctx);
	return s->stop;
}

static int one_func(struct search *s, const char *func, uint64_t addr, const struct dwarf_place *at)
{
	const char *name = is_return(s) ? "return" : at && at->inlined ? "inline" : "entry";

	return report(s, func, addr, at, name, point_of(s, "function", named(s, func, at)), NULL);
}

static int on_place(const struct dwarf_place *at, void *ctx)
{
	struct search *s = ctx;

	if (s->kind == P_EXPORTED && !at->func->external)
		return 0;
	if (is_callee(s) && s->kind != P_CALLEE && at->inlined)
		return 0;
	return one_func(s, at->func->name, at->addr, at);
}

static int on_statement(const struct dwarf_place *at, void *ctx)
{
	struct search *s = ctx;

	return report(s, at->func->name, at->addr, at, "statement",
		      point_of(s, "statement", named(s, at->func->name, at)), NULL);
}

/* ---- functions ---- */

/* a name that only the linker knows may be another one of a function that has debug info */
static int on_symbol(struct object *o, const struct elf_sym *sym, void *ctx)
{
	struct search *s = ctx;
	struct dwarf_place at;
	const char *name = demangle(s->w->arena, sym->name, false);
	bool known = s->dwarf && dwarf_place_at(s->dwarf, sym->addr, &at) && at.addr == at.func_low;

	(void)o;
	if (s->kind == P_EXPORTED && !sym->is_global)
		return 0;
	if (known && s->pattern.file)
		return 0;
	/* found by its own name, or by another that fits, too */
	if (known && glob_is_pattern(s->pattern.func) &&
	    (dwarf_name_fits(s->pattern.func, at.func->name, at.func->symbol) || seen_before(s, sym->addr, "")))
		return 0;
	return one_func(s, name ? name : arena_strdup(s->w->arena, sym->name), sym->addr, known ? &at : NULL);
}

struct by_scoped_name { struct search *s; };

/* patterns over names of C++ do not fit the symbols themselves */
static int on_mangled(struct object *o, const struct elf_sym *sym, void *ctx)
{
	struct search *s = ((struct by_scoped_name *)ctx)->s;
	const char *name = demangle(s->w->arena, sym->name, false);

	return name && dwarf_name_fits(s->pattern.func, name, sym->name) ? on_symbol(o, sym, s) : 0;
}

/* what the compiler left of a function when it changed its parameters or cut off a part of it */
static int in_copies(struct search *s)
{
	static const char *const marks[] = { "isra", "constprop", "part" };
	struct object *o = s->program->object;
	int before = s->n, err = 0;

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks) && !err; i++)
		err = object_each_func(o, arena_printf(s->w->arena, "%s.%s.*", s->pattern.func, marks[i]), on_symbol, s);
	if (s->n > before)
		diag_warn(s->w->diag, s->what->span, "the compiler has left only changed copies of %s in %s: arguments "
			  "are not what the source says, and calls that it inlined are not seen", s->pattern.func, o->path);
	return err;
}

static int in_symbols(struct search *s)
{
	struct by_scoped_name scoped = { s };
	struct object *o = s->program->object;
	int before = s->n, err = object_each_func(o, s->pattern.func, on_symbol, s);

	if (!err && s->n == before && !glob_is_pattern(s->pattern.func))
		err = object_each_func(o, "_[ZR]*", on_mangled, &scoped);
	if (!err && s->n == before && !glob_is_pattern(s->pattern.func))
		err = in_copies(s);
	return err;
}

static unsigned instances(enum form_kind kind)
{
	return kind == P_INLINE ? DWARF_INLINED : kind == P_FUNC ? DWARF_CALLED | DWARF_INLINED : DWARF_CALLED;
}

static int functions(struct search *s)
{
	int before = s->n, err = 0;

	if (s->dwarf)
		err = dwarf_each_func(s->dwarf, &s->pattern, instances(s->kind), on_place, s);
	if (err || s->kind == P_INLINE || s->pattern.file)
		return err;
	/* the rest: what was written in assembler, what has other names */
	return s->n == before || glob_is_pattern(s->pattern.func) ? in_symbols(s) : 0;
}

static int callees_of(const struct dwarf_place *caller, void *ctx)
{
	struct search *s = ctx;
	bool deep = s->kind == P_DEPTH && s->suffix->num > 0;

	return dwarf_each_callee(s->dwarf, caller, is_callee(s) ? s->suffix->str : "*",
				 deep ? (unsigned)s->suffix->num : 1, on_place, s);
}

/* ---- addresses ---- */

static int at_address(struct search *s)
{
	uint64_t addr = (uint64_t)s->what->num, offset;
	struct object *o = s->program->object;
	struct dwarf_place at;
	const struct elf_sym *sym;
	bool known = s->dwarf && dwarf_place_at(s->dwarf, addr, &at);
	const char *number = arena_printf(s->w->arena, "0x%" PRIx64, addr), *func;

	enum insn_place place = elf_insn_at(o->elf, addr);

	if (!elf_addr_to_offset(o->elf, addr, &offset) || place == INSN_NO_CODE)
		return program_refuse(s->w, s->what->span, "%s is not in the code of %s", number, o->path);
	if (place == INSN_INSIDE)
		return program_refuse(s->w, s->what->span, "%s is not at the start of an instruction of %s", number, o->path);
	sym = elf_addr_func(o->elf, addr);
	func = known ? at.func->name : sym ? arena_strdup(s->w->arena, sym->name) : number;
	if (s->kind == P_ADDR)
		return report(s, func, addr, known ? &at : NULL, "statement", point_of(s, "statement", number), NULL);
	return report(s, func, addr, known ? &at : NULL, is_return(s) ? "return" : "entry",
		      point_of(s, "function", number), NULL);
}

/* ---- PLT entries ---- */

static int on_plt(const struct elf_plt *e, void *ctx)
{
	struct search *s = ctx;
	const char *pattern = s->what->arg == PA_STR ? s->what->str : "*";
	const char *name = arena_intern(s->w->arena, e->name, strlen(e->name));

	if (!glob_match(pattern, name))
		return 0;
	return report(s, name, e->addr, NULL, name,		/* $$name is the function */
		      point_of(s, "plt", arena_printf(s->w->arena, "\"%s\"", name)), name);
}

/* ---- the point ---- */

static int in_file(struct search *s)
{
	switch (s->kind) {
	case P_FUNC: case P_CALL: case P_RETURN: case P_INLINE: case P_EXPORTED:
		return functions(s);
	case P_LABEL:
		return dwarf_each_label(s->dwarf, &s->pattern, s->suffix->str, on_place, s);
	case P_CALLEE: case P_CALLEE_CALL: case P_CALLEE_RETURN: case P_CALLEES: case P_DEPTH:
		return dwarf_each_func(s->dwarf, &s->pattern, DWARF_CALLED | DWARF_INLINED, callees_of, s);
	case P_LINE: case P_NEAREST:
		return dwarf_each_statement(s->dwarf, &s->pattern, s->kind == P_NEAREST, on_statement, s, &s->near);
	case P_ADDR: case P_FUNC_ADDR: case P_FUNC_ADDR_CALL: case P_FUNC_ADDR_RETURN:
		return at_address(s);
	case P_PLT: case P_PLT_RETURN:
		return elf_each_plt(s->program->object->elf, on_plt, s);
	case P_KIND: case P_LIBRARY:
		break;
	}
	return 0;
}

static bool needs_info(const struct search *s)
{
	switch (s->kind) {
	case P_LABEL: case P_CALLEE: case P_CALLEE_CALL: case P_CALLEE_RETURN: case P_CALLEES: case P_DEPTH:
	case P_LINE: case P_NEAREST: case P_INLINE:
		return true;
	case P_FUNC: case P_CALL: case P_RETURN: case P_EXPORTED:
		return s->pattern.file != NULL;
	default:
		return false;
	}
}

static void warn_damage(struct world *w, struct span at, struct object *o)
{
	const char *damage = object_damage(o);

	if (!damage || o->damage_told)
		return;
	o->damage_told = true;
	diag_warn(w->diag, at, "the debug info of %s is damaged (%s): points and variables may be missing", o->path, damage);
}

static int one_program(const struct program *p, void *ctx)
{
	struct search *s = ctx;
	const struct point_comp *path = &s->d->comps[0];
	int err;

	s->last = *p;		/* what is not found there is told when the caller's is gone */
	s->program = &s->last;
	s->dwarf = s->kind == P_PLT || s->kind == P_PLT_RETURN ? NULL : object_dwarf(world_objects(s->w), p->object);
	if (!s->dwarf && needs_info(s)) {
		s->no_info = true;
		return 0;
	}
	s->seen = map_new();
	err = in_file(s);
	map_free(s->seen);
	/* of one of many nothing else is going to be said */
	if (!err && (s->n || (path->arg == PA_STR && glob_is_pattern(path->str))))
		warn_damage(s->w, s->what->span, p->object);
	return err;
}

/* ---- what to say instead of "no match" ---- */

static int add_near(const struct dwarf_place *at, void *ctx)
{
	near_add(ctx, at->func->name);
	return 0;
}

/* a function of the name is there: what was asked of it besides is wrong */
struct elsewhere { struct arena *arena; const char *text; unsigned n; const struct dwarf_func *last; };

static int add_elsewhere(const struct dwarf_place *at, void *ctx)
{
	struct elsewhere *e = ctx;

	if (at->func == e->last)		/* the next instance of the same */
		return 0;
	e->last = at->func;
	e->text = arena_printf(e->arena, "%s%s%s@%s:%u%s", e->text, e->n ? ", " : "", at->func->name, at->file, at->line,
			       at->inlined ? ", inlined" : "");
	return ++e->n == NEAR_SHOWN;
}

/* without debug info a function of the program's own may be there and have no name */
static int not_in_symbols(const struct search *s, const char *like)
{
	bool bare = s->program && !s->dwarf;

	if (!bare && !*like)
		return 0;
	program_refuse(s->w, s->what->span, "while resolving probe point: no match%s", like);
	if (bare)
		diag_hint(s->w->diag, "%s has only symbols; %s", s->program->object->path,
			  process_hint(s->w, s->program->object));
	return -EINVAL;
}

struct calls { const struct search *s; struct near *near; };

static int add_calls(const struct dwarf_place *caller, void *ctx)
{
	const struct calls *c = ctx;

	return dwarf_each_callee(c->s->dwarf, caller, "*", 1, add_near, c->near);
}

/* the function is there and calls no such one: whom it calls */
static int no_callee(const struct search *s)
{
	struct near near = { .like = s->suffix && s->suffix->arg == PA_STR ? s->suffix->str : "", .most = NEAR_ANY };

	dwarf_each_func(s->dwarf, &s->pattern, DWARF_CALLED | DWARF_INLINED, add_calls, &(struct calls){ s, &near });
	return program_refuse(s->w, s->what->span, "while resolving probe point: no match for %s (%s calls %s)", s->d->text,
			      s->pattern.func, near.n ? near_list(s->w->arena, &near) : "no function by its name");
}

/* a name without a pattern: where else it is, or those like it */
static int no_function(const struct search *s)
{
	struct object *o = s->program ? s->program->object : NULL;
	const struct dwarf_pattern any = { .func = "*" }, same = { .func = s->pattern.func };
	struct near near = { .like = s->pattern.func, .most = NEAR_ANY };
	struct elsewhere there = { s->w->arena, "", 0, NULL };
	size_t n = 0;
	const struct elf_sym *syms = o && o->elf ? elf_funcs(o->elf, &n) : NULL;

	if (s->dwarf && !glob_is_pattern(s->pattern.func))
		dwarf_each_func(s->dwarf, &same, DWARF_CALLED | DWARF_INLINED, add_elsewhere, &there);
	if (there.n && (is_callee(s) || s->kind == P_CALLEES || s->kind == P_DEPTH))
		return no_callee(s);
	if (there.n && s->kind == P_LABEL)
		return program_refuse(s->w, s->what->span, "while resolving probe point: no match for %s (%s has no such label)",
				      s->d->text, s->pattern.func);
	if (there.n)
		return program_refuse(s->w, s->what->span, "while resolving probe point: no match for %s (there is: %s)", s->d->text, there.text);
	if (strlen(s->pattern.func) < 3 || glob_is_pattern(s->pattern.func))
		return not_in_symbols(s, "");
	if (s->dwarf)
		dwarf_each_func(s->dwarf, &any, DWARF_CALLED, add_near, &near);
	for (size_t i = 0; i < n; i++)
		near_add(&near, syms[i].name);
	return not_in_symbols(s, near.n ? near_text(s->w->arena, &near, "similar functions") : "");
}

static int nothing_found(struct search *s)
{
	const char *damage = s->program ? object_damage(s->program->object) : NULL;

	if (damage) {
		s->program->object->damage_told = true;
		return program_refuse(s->w, s->what->span, "while resolving probe point: no match for %s (the debug info of %s is "
				      "damaged: %s)", s->d->text, s->program->object->path, damage);
	}
	if (s->begins_program)
		return program_refuse(s->w, s->what->span, "while resolving probe point: no match for %s (the program begins there, "
				      "and it returns to nobody)", s->d->text);
	if (s->no_info) {
		program_refuse(s->w, s->what->span, "%s: %s", s->program->object->path, "no debug info, which this point needs");
		diag_hint(s->w->diag, "%s", process_hint(s->w, s->program->object));
		return -EINVAL;
	}
	if (s->dwarf && dwarf_missing_split(s->dwarf))
		return program_refuse(s->w, s->what->span, "while resolving probe point: no match for %s (the debug info of %s was split off, and %s is "
			      "not where it was built)", s->d->text, s->program->object->path, dwarf_missing_split(s->dwarf));
	if (!s->near.wanted)
		return s->what->arg == PA_STR ? no_function(s) : 0;
	const struct dwarf_near *near = &s->near;
	char tries[64] = "";

	if (near->before && near->after)
		snprintf(tries, sizeof(tries), " (try :%u or :%u)", near->before, near->after);
	else if (near->before || near->after)
		snprintf(tries, sizeof(tries), " (try :%u)", near->before + near->after);
	return program_refuse(s->w, s->what->span, "no line records for %s:%u [man error::dwarf]%s", near->file, near->wanted, tries);
}

int process_match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	bool library = d->form->tag & P_LIBRARY;
	struct search s = {
		.w = w, .d = d, .found = found, .ctx = ctx, .kind = (enum form_kind)(d->form->tag & P_KIND),
		.what = &d->comps[library ? 2 : 1], .suffix = d->ncomps > (library ? 3 : 2) ? &d->comps[library ? 3 : 2] : NULL,
	};
	int err;

	if (s.what->arg == PA_STR && !dwarf_pattern_parse(w->arena, s.what->str, &s.pattern))
		return program_refuse(w, s.what->span, "\"%s\": what follows the file must be lines: :N, :A-B, :* or +N", s.what->str);
	err = program_each(w, d, library ? &d->comps[1] : NULL, one_program, &s);
	if (!err && !s.n)
		err = nothing_found(&s);
	return err < 0 ? err : s.n;
}
