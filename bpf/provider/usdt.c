/*
 * usdt.c - marks in user programs: NAMEpid:OBJECT:FUNCTION:MARK; process("PATH").mark("MARK")
 *
 * A mark is a note of type stapsdt (sys/sdt.h and what `dtrace -h` makes both write one). D names a
 * provider in one process, NAME1234, and patterns in that field look at every process; what has
 * nothing but a star is no such pattern. The double underscore of a mark's name may be written as
 * a dash, as D's own marks have it. SystemTap's points name files, each place is a probe of its own.
 * Semantics: D, "USDT"; stapprobes(3stap), PROCESS PROBE POINTS; reference d-language 10.7.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "bpf/provider/cache.h"
#include "bpf/provider/process.h"
#include "bpf/provider/program.h"
#include "bpf/provider/uprobe.h"
#include "bpf/provider/usdt.h"
#include "lang/stability.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/elf.h"
#include "lib/glob.h"
#include "lib/map.h"
#include "lib/type.h"

enum { MARK_PROVIDER = 1, MARK_LIBRARY = 2 };

static const struct point_form forms[] = {
	{ "process.mark(string)", 0 },
	{ "process(string).mark(string)", 0 },
	{ "process(number).mark(string)", 0 },
	{ "process.provider(string).mark(string)", MARK_PROVIDER },
	{ "process(string).provider(string).mark(string)", MARK_PROVIDER },
	{ "process(number).provider(string).mark(string)", MARK_PROVIDER },
	{ "process.library(string).mark(string)", MARK_LIBRARY },
	{ "process(string).library(string).mark(string)", MARK_LIBRARY },
	{ "process(number).library(string).mark(string)", MARK_LIBRARY },
	{ "process.library(string).provider(string).mark(string)", MARK_LIBRARY | MARK_PROVIDER },
	{ "process(string).library(string).provider(string).mark(string)", MARK_LIBRARY | MARK_PROVIDER },
	{ "process(number).library(string).provider(string).mark(string)", MARK_LIBRARY | MARK_PROVIDER },
	{ NULL, 0 },
};

/* ---- marks of a file ---- */

struct marks {
	struct sdt_notes notes;
	const char **funcs;		/* of each note: the containing function, found when asked for */
	const char **texts;		/* of each note: its definition; NULL: none */
	const struct probe_stability **stability;	/* of each note; NULL: none is said */
};

static void forget_marks(void *marks)
{
	sdt_fini(&((struct marks *)marks)->notes);
}

static const struct probe_stability *stability_in(struct world *w, struct object *o, const char *provider)
{
	const char *text = sdt_stability(o->elf, provider);
	struct probe_stability *ret = text ? arena_new_of(w->arena, struct probe_stability) : NULL;

	return ret && stability_parse_probe(text, ret) ? ret : NULL;
}

static struct marks *marks_of(struct world *w, struct object *o)
{
	struct map *known = provider_map(w, &provider_usdt, forget_marks);
	struct marks *m = map_get(known, o->open_path);

	if (m)
		return m;
	m = arena_new_of(w->arena, struct marks);
	if (object_elf(o))
		sdt_read(o->elf, &m->notes);
	m->funcs = arena_array(w->arena, const char *, m->notes.list.n);
	m->texts = arena_array(w->arena, const char *, m->notes.list.n);
	m->stability = arena_array(w->arena, const struct probe_stability *, m->notes.list.n);
	for (size_t i = 0; i < m->notes.list.n; i++)
		m->stability[i] = stability_in(w, o, m->notes.list.v[i].provider);
	for (size_t i = 0; i < m->notes.list.n; i++)
		m->texts[i] = sdt_definition(o->elf, m->notes.list.v[i].provider, m->notes.list.v[i].name);
	map_put(known, o->open_path, m);
	return m;
}

static const char *func_of(struct world *w, struct object *o, struct marks *m, size_t i)
{
	if (!m->funcs[i]) {
		const struct elf_sym *sym = elf_addr_func(o->elf, m->notes.list.v[i].addr);

		m->funcs[i] = sym ? arena_intern(w->arena, sym->name, strlen(sym->name)) : "";
	}
	return m->funcs[i];
}

/* operands relative to the object need the address of a symbol; unknown ones have no value */
static void resolve_symbol(struct object *o, struct sdt_arg *a)
{
	char name[128];
	uint64_t addr;

	if (!a->symbol_len)
		return;
	snprintf(name, sizeof(name), "%.*s", (int)a->symbol_len, a->symbol);
	name[strcspn(name, "@")] = 0;
	if (a->symbol_len < sizeof(name) && elf_find_data(o->elf, name, &addr))
		a->value = (int64_t)((uint64_t)a->value + addr);
	else
		a->kind = SDT_UNKNOWN;
}

static bool make_site(struct object *o, const struct sdt_note *note, struct usdt_site *ret)
{
	*ret = (struct usdt_site){ .path = o->open_path, .addr = note->addr };
	if (!elf_addr_to_offset(o->elf, note->addr, &ret->offset) || elf_insn_at(o->elf, note->addr) != INSN_HERE)
		return false;
	if (note->semaphore && !elf_addr_to_offset(o->elf, note->semaphore, &ret->semaphore))
		ret->semaphore = 0;
	ret->nargs = sdt_parse_args(note->args, ret->args);
	for (unsigned i = 0; i < ret->nargs; i++)
		resolve_symbol(o, &ret->args[i]);
	return true;
}

/* ---- D ---- */

struct search {
	struct world *w;
	const struct probe_desc *d;
	found_fn *found;
	void	*ctx;
	pid_t	 pid;
	int	 n;
	bool	 stop;
};

/* "a__b" as D writes it: "a-b" */
static const char *dashed(struct world *w, const char *name)
{
	char *s = arena_strdup(w->arena, name), *to = s;

	for (const char *from = name; *from; from++) {
		bool two = from[0] == '_' && from[1] == '_';

		*to++ = two ? '-' : *from;
		from += two;
	}
	*to = 0;
	return s;
}

/*
 * The spelling under which the description names it; NULL: it does not. What D defined has dashes, what
 * did not come from there keeps its underscores, unless the description has it otherwise.
 */
static const char *spelling(const struct search *s, const char *name, bool is_d)
{
	const char *pattern = s->d->name, *other = strstr(name, "__") ? dashed(s->w, name) : name;
	const char *both[] = { is_d ? other : name, is_d ? name : other };

	for (unsigned i = 0; i < 2; i++)
		if (!*pattern || glob_match(pattern, both[i]))
			return both[i];
	return NULL;
}

/* all places of one mark in one function are one probe */
static bool is_same(const struct probe *p, const char *prov, const char *func, const char *name)
{
	return !strcmp(p->prov, prov) && !strcmp(p->func, func) && !strcmp(p->name, name);
}

struct probes { VEC(struct probe *) list; };

static void add_site(struct search *s, struct probes *found, struct object *o, const char *prov, const char *func,
		     const char *name, const struct marks *m, size_t i)
{
	const struct sdt_note *note = &m->notes.list.v[i];
	struct usdt_site site;
	struct probe *p = NULL;

	if (!make_site(o, note, &site))
		return;
	site.pid = uprobe_whose(s->w, s->pid, &site.target_tree);
	for (size_t k = 0; k < found->list.n && !p; k++)
		if (is_same(found->list.v[k], prov, func, name))
			p = found->list.v[k];
	if (!p) {
		p = probe_new(s->w, &provider_usdt, prov, o->base, func, name);
		p->data = arena_new_of(s->w->arena, struct usdt_mark);
		p->key = site.offset;
		p->program = o->open_path;
		p->definition = m->texts[i];
		p->stability = m->stability[i];
		vec_push(NULL, &found->list, p);
	}
	vec_push(s->w->arena, &((struct usdt_mark *)p->data)->sites, site);
}

/* D: one object of one process; provider is the name without the process, NULL: any that fits */
static int one_object(struct search *s, struct object *o, const char *provider)
{
	struct marks *m = marks_of(s->w, o);
	struct probes found = { 0 };
	int before = s->n;

	if (!m->notes.list.n || !object_matches(o, s->d->mod))
		return 0;
	for (size_t i = 0; i < m->notes.list.n; i++) {
		const struct sdt_note *note = &m->notes.list.v[i];
		const char *name, *func, *prov;

		if (provider && strcmp(provider, note->provider))
			continue;
		name = spelling(s, note->name, m->texts[i] != NULL);
		if (!name)
			continue;
		prov = arena_printf(s->w->arena, "%s%d", note->provider, s->pid ? (int)s->pid : 1);
		func = func_of(s->w, o, m, i);
		if (!desc_matches(&(struct probe_desc){ .prov = s->d->prov, .func = s->d->func }, prov, "", func, ""))
			continue;
		if (!s->pid)
			prov = arena_printf(s->w->arena, "%s*", note->provider);
		add_site(s, &found, o, prov, func, name, m, i);
	}
	for (size_t i = 0; i < found.list.n && !s->stop; i++) {
		s->n++;
		s->stop = s->found(found.list.v[i], s->ctx);
	}
	vec_fini(&found.list);
	return s->n - before;
}

void usdt_of_object(struct world *w, struct object *o, const struct probe_desc *d, found_fn *found, void *ctx)
{
	one_object(&(struct search){ .w = w, .d = d, .found = found, .ctx = ctx }, o, NULL);
}

static int one_process(struct search *s, pid_t pid, const char *provider)
{
	const struct objects *o = objects_of(world_objects(s->w), pid);
	int before = s->n;

	s->pid = pid;
	for (size_t i = 0; o && i < o->list.n && !s->stop; i++)
		one_object(s, o->list.v[i], provider);
	return s->n - before;
}

static void every_process(struct search *s)
{
	DIR *dir = opendir("/proc");
	struct dirent *e;

	while (dir && !s->stop && (e = readdir(dir))) {
		long pid = isdigit((unsigned char)*e->d_name) ? atol(e->d_name) : 0;

		if (pid > 0 && pid != getpid())
			one_process(s, (pid_t)pid, NULL);
	}
	if (dir)
		closedir(dir);
}

/* where the name ends and the number of the process begins is not marked: myprov21234 */
static void one_provider(struct search *s)
{
	const char *prov = s->d->prov;
	size_t len = strlen(prov), from = len;

	while (from > 0 && isdigit((unsigned char)prov[from - 1]))
		from--;
	if (!from || len - from > 9 + 10)
		return;
	for (size_t i = from; i < len && !s->stop; i++) {
		char path[64];

		if (prov[i] == '0' || len - i > 9)
			continue;
		snprintf(path, sizeof(path), "/proc/%s", prov + i);
		if (!access(path, F_OK) &&
		    one_process(s, (pid_t)atol(prov + i), arena_strndup(s->w->arena, prov, i)))
			return;
	}
}

static bool is_pid_provider(const char *prov)
{
	return !strncmp(prov, "pid", 3) && prov[3] && strspn(prov + 3, "0123456789") == strlen(prov + 3);
}

static int match_d(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct search s = { .w = w, .d = d, .found = found, .ctx = ctx };
	size_t len = strlen(d->prov);

	if (!d->prov[strspn(d->prov, "*")] || is_pid_provider(d->prov))
		return 0;
	if (glob_is_pattern(d->prov))
		every_process(&s);
	else if (isdigit((unsigned char)d->prov[len - 1]))
		one_provider(&s);
	return s.n;
}

/* ---- SystemTap ---- */

struct point_search {
	struct world *w;
	found_fn *found;
	void	*ctx;
	const char *provider, *mark;	/* patterns; provider NULL: any */
	int	 n;
};

static const char *point_of(const struct point_search *s, const struct program *p, const struct sdt_note *note)
{
	struct arena *a = s->w->arena;

	if (p->exe)
		return arena_printf(a, "process(\"%s\").library(\"%s\").provider(\"%s\").mark(\"%s\")", p->exe,
				    p->object->path, note->provider, note->name);
	return arena_printf(a, "process(\"%s\").provider(\"%s\").mark(\"%s\")", p->object->path, note->provider,
			    note->name);
}

/* a dash stands for two underscores in patterns, too */
static bool fits_mark(const struct point_search *s, const char *name)
{
	return glob_match(s->mark, name) || (strstr(name, "__") && glob_match(s->mark, dashed(s->w, name)));
}

static int one_program(const struct program *p, void *ctx)
{
	struct point_search *s = ctx;
	struct marks *m = marks_of(s->w, p->object);
	int stop = 0;

	for (size_t i = 0; i < m->notes.list.n && !stop; i++) {
		const struct sdt_note *note = &m->notes.list.v[i];
		struct usdt_site site;

		if ((s->provider && !glob_match(s->provider, note->provider)) || !fits_mark(s, note->name) ||
		    !make_site(p->object, note, &site))
			continue;
		site.pid = uprobe_whose(s->w, p->pid, &site.target_tree);
		site.target_tree |= (s->w->target || s->w->any_target) && (!p->pid || p->pid != s->w->target);

		struct probe *probe = probe_new(s->w, &provider_usdt, note->provider, p->object->path,
						func_of(s->w, p->object, m, i), note->name);
		struct usdt_mark *mark = arena_new_of(s->w->arena, struct usdt_mark);

		vec_push(s->w->arena, &mark->sites, site);
		mark->object = p->object;
		probe->data = mark;
		probe->key = site.offset;
		probe->addr = site.addr;
		probe->moves = elf_is_dyn(p->object->elf);
		probe->only = p->pid ? arena_printf(s->w->arena, "%d", (int)p->pid) : NULL;
		probe->program = p->exe ? p->exe : p->object->open_path;
		probe->point = point_of(s, p, note);
		probe->point_read = p->exe ? NULL : arena_printf(s->w->arena, "process(\"%s\").statement(%#llx)", p->object->path,
								 (unsigned long long)site.addr);
		s->n++;
		stop = s->found(probe, s->ctx);
	}
	return stop;
}

static int match_form(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	int tag = d->form->tag;
	const struct point_comp *lib = tag & MARK_LIBRARY ? &d->comps[1] : NULL;
	struct point_search s = {
		.w = w, .found = found, .ctx = ctx, .mark = d->comps[d->ncomps - 1].str,
		.provider = tag & MARK_PROVIDER ? d->comps[d->ncomps - 2].str : NULL,
	};
	int err = program_each(w, d, lib, one_program, &s);

	return err < 0 ? err : s.n;
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	return d->form ? match_form(w, d, found, ctx) : match_d(w, d, found, ctx);
}

/* $arg1..; D's args[] have no types, arg0.. have their values */
static const char *source_of(struct arena *a, const struct sdt_arg *arg)
{
	const char *size = arena_printf(a, "%u %s bytes", arg->size, arg->is_signed ? "signed" : "unsigned");

	if (arg->kind == SDT_CONST)
		return arena_printf(a, "constant %lld", (long long)arg->value);
	if (arg->kind == SDT_REG)
		return arena_printf(a, "%s in register [%s]", size, arg->base);
	if (arg->is_rip)
		return arena_printf(a, "%s in memory of the object at %#llx", size, (long long)arg->value);
	return arena_printf(a, "%s in memory at [%s%s%s%s] %+lld", size, arg->base ? arg->base : "",
			    arg->index ? " + " : "", arg->index ? arg->index : "",
			    arg->index ? arena_printf(a, " * %u", arg->scale) : "", (long long)arg->value);
}

static int args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	const struct usdt_mark *m = p->data;
	const struct usdt_site *site = m->sites.n ? &m->sites.v[0] : NULL;

	for (unsigned i = 0; site && i < site->nargs; i++)
		if (site->args[i].kind != SDT_UNKNOWN)
			vec_push(w->arena, &ret->args,
				 ((struct arg){ .name = arena_printf(w->arena, "arg%u", i + 1), .type = &type_int64,
						.slot = i, .source = source_of(w->arena, &site->args[i]) }));
	return 0;
}

/* ---- what debug info says of the code around a mark ---- */

static const struct process_point *code_around(struct world *w, const struct probe *p)
{
	struct usdt_mark *m = p->data;
	struct dwarf_file *f = m->object ? object_dwarf(world_objects(w), m->object) : NULL;

	if (f && !m->code) {
		struct process_point *pt = arena_new_of(w->arena, struct process_point);

		pt->object = m->object;
		if (!dwarf_place_at(f, p->addr, &pt->place))
			pt->place.func = NULL;
		m->code = pt;
	}
	return m->code;
}

static const struct arg *var(struct world *w, const struct probe *p, const char *name, const char *file, const char *module)
{
	return process_var_at(w, p, code_around(w, p), name, file, module);
}

static struct type_source *types(struct world *w, const struct probe *p, const char *module)
{
	return process_types_at(w, code_around(w, p), module);
}

const struct provider provider_usdt = {
	.name = "*",
	.type = "uprobe",
	.forms = forms,
	.where = IN_KERNEL,
	.help = "marks in user programs: NAMEpid:OBJECT:FUNCTION:MARK, NAME*:::MARK in all processes",
	.raw_args = true,
	.dollar_names = true,
	.no_point_func = true,
	.match = match,
	.later = usdt_later,
	.args = args,
	.var = var,
	.types = types,
	.emit = usdt_emit,
	.prepare = usdt_prepare,
	.attach = usdt_attach,
	.detach = usdt_later_stop,
};
