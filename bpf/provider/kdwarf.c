/*
 * kdwarf.c - kernel.statement("F@file.c:N"), inlined functions and labels of the kernel, their variables
 *
 * Needs the kernel's debug info (Debian: linux-image-*-dbg; kinfo.c). Places are armed by a function's name and a
 * distance, so that where the kernel was loaded does not matter. Entries and returns of functions are
 * fbt's, which needs no debug info.
 * Semantics: stapprobes(3stap), DWARF PROBES; reference stap-language 3.3.
 */
#include <bpf/libbpf.h>
#include <errno.h>
#include <inttypes.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "bpf/emit.h"
#include "bpf/feature.h"
#include "bpf/provider/kdwarf.h"
#include "bpf/provider/kfunc.h"
#include "bpf/provider/kinfo.h"
#include "bpf/provider/kvar.h"
#include "bpf/provider/variables.h"
#include "bpf/session.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/ksym.h"
#include "lib/type.h"

extern const struct provider provider_kdwarf;

enum { K_LINE = 1, K_NEAREST, K_LABEL, K_CALLEE, K_CALLEES, K_DEPTH, K_ADDR, K_ABSOLUTE, K_KPROBE, K_KIND = 15,
       K_MODULE = 16 };

#define FORMS(head, flag)						\
	{ head ".statement(string)", K_LINE | flag },			\
	{ head ".statement(string).nearest", K_NEAREST | flag },	\
	{ head ".function(string).label(string)", K_LABEL | flag },	\
	{ head ".function(string).callee(string)", K_CALLEE | flag },	\
	{ head ".function(string).callees", K_CALLEES | flag },		\
	{ head ".function(string).callees(number)", K_DEPTH | flag },	\
	{ head ".statement(number)", K_ADDR | flag }

static const struct point_form forms[] = {
	FORMS("kernel", 0), FORMS("module(string)", K_MODULE),
	{ "kernel.statement(number).absolute", K_ABSOLUTE, .guru = true },
	{ "kprobe.statement(number).absolute", K_KPROBE, .guru = true },
	{ NULL, 0 },
};

struct kpoint {				/* data of a probe */
	const char *symbol;		/* of the function around it */
	uint64_t    distance;		/* from its entry, bytes */
	const char *module;
	struct dwarf_place place;	/* all zero: an address without debug info */
};

int kdwarf_refuse(struct world *w, const struct probe_desc *d, const char *module)
{
	struct utsname u;

	diag_error(w->diag, d->span, ERR_STAP_POINT, "while resolving probe point: no match for %s", d->text);
	if (!uname(&u))
		diag_hint(w->diag, "this needs the debug info of %s: install linux-image-%s-dbg",
			  strcmp(module, "vmlinux") ? module : "the kernel", u.release);
	return -EINVAL;
}

/* ---- points ---- */

struct search {
	struct world *w;
	const struct probe_desc *d;
	found_fn *found;
	void	*ctx;
	const char *module;
	struct dwarf_file *info;
	const char *word, *suffix;	/* "statement" or "function"; ".inline" */
	const char *callee;
	unsigned depth;
	int	 n;
	bool	 stop;
};

const char *kdwarf_point(struct world *w, const char *module, const char *word, const struct dwarf_place *at,
			 const char *suffix)
{
	bool core = !strcmp(module, "vmlinux");
	const char *head = core ? "kernel" : arena_printf(w->arena, "module(\"%s\")", module);

	return arena_printf(w->arena, "%s.%s(\"%s@%s:%u\")%s", head, word, at->func->name, at->file, at->line, suffix);
}

static int on_place(const struct dwarf_place *at, void *ctx)
{
	struct search *s = ctx;
	const struct dwarf_func *around = dwarf_func_at(s->info, at->addr);
	struct kpoint *k = arena_new_of(s->w->arena, struct kpoint);
	struct probe *p;

	/* what the linker put elsewhere (.cold) has a symbol of its own that we do not know */
	if (!around || at->addr < around->entry)
		return 0;
	*k = (struct kpoint){ .symbol = around->symbol ? around->symbol : around->name, .module = s->module,
			      .distance = at->addr - around->entry, .place = *at };
	p = probe_new(s->w, &provider_kdwarf, "kernel", s->module, at->func->name,
		      at->label ? "label" : at->inlined ? "inline" : "statement");
	p->data = k;
	p->key = at->addr;
	p->addr = at->addr;
	p->moves = true;
	p->label = at->label;
	p->point = kdwarf_point(s->w, s->module, s->word, at, s->suffix);
	s->n++;
	s->stop = s->found(p, s->ctx);
	return s->stop;
}

static int callees_of(const struct dwarf_place *caller, void *ctx)
{
	struct search *s = ctx;

	return dwarf_each_callee(s->info, caller, s->callee, s->depth, on_place, s);
}

int kdwarf_inlined(struct world *w, const struct probe_desc *d, const char *module, const struct dwarf_pattern *p,
		   const char *suffix, found_fn *found, void *ctx)
{
	struct search s = { .w = w, .d = d, .found = found, .ctx = ctx, .module = module, .word = "function",
			    .suffix = suffix, .info = kinfo_file(w, module) };

	if (s.info)
		dwarf_each_func(s.info, p, DWARF_INLINED, on_place, &s);
	return s.n;
}

static int no_line(const struct search *s, const struct dwarf_near *near)
{
	char tries[64] = "";

	if (!near->wanted)
		return 0;
	if (near->before && near->after)
		snprintf(tries, sizeof(tries), " (try :%u or :%u)", near->before, near->after);
	else if (near->before || near->after)
		snprintf(tries, sizeof(tries), " (try :%u)", near->before + near->after);
	diag_error(s->w->diag, s->d->span, ERR_STAP_POINT, "no line records for %s:%u [man error::dwarf]%s", near->file,
		   near->wanted, tries);
	return -EINVAL;
}

/* ---- addresses ---- */

static const char *symbol_around(struct world *w, const char *module, uint64_t addr, uint64_t *distance)
{
	struct ksyms *known = ksyms_load();
	const struct ksym *s = known ? ksyms_find(known, addr) : NULL;
	const char *ret = NULL;

	if (s && !strcmp(s->module, module)) {
		ret = arena_strdup(w->arena, s->name);
		*distance = addr - s->addr;
	}
	ksyms_free(known);
	return ret;
}

const char *kdwarf_symbol(struct world *w, const char *module, uint64_t addr, uint64_t *distance)
{
	struct dwarf_file *info = kinfo_file(w, module);
	const struct dwarf_func *around = info ? dwarf_func_at(info, addr) : NULL;

	if (!around || addr < around->entry)
		return symbol_around(w, module, addr, distance);
	*distance = addr - around->entry;
	return around->symbol ? around->symbol : around->name;
}

static int at_address(struct search *s, uint64_t addr, int kind)
{
	struct kpoint *k = arena_new_of(s->w->arena, struct kpoint);
	const char *number = arena_printf(s->w->arena, "0x%" PRIx64, addr);
	struct probe *p;

	k->module = s->module;
	if (kind != K_ADDR)
		k->symbol = symbol_around(s->w, s->module, addr, &k->distance);
	else
		k->symbol = kdwarf_symbol(s->w, s->module, addr, &k->distance);
	if (!k->symbol) {
		diag_error(s->w->diag, s->d->span, ERR_STAP_POINT, "%s is not in a function of %s", number,
			   strcmp(s->module, "vmlinux") ? s->module : "the kernel");
		return -EINVAL;
	}
	if (s->info && kind == K_ADDR && !dwarf_place_at(s->info, addr, &k->place))
		k->place = (struct dwarf_place){ 0 };
	p = probe_new(s->w, &provider_kdwarf, "kernel", s->module, k->symbol, "statement");
	p->data = k;
	p->key = p->addr = addr;
	p->moves = true;
	p->point = arena_printf(s->w->arena, "%s.statement(%s)%s", kind == K_KPROBE ? "kprobe" :
				strcmp(s->module, "vmlinux") ? arena_printf(s->w->arena, "module(\"%s\")", s->module) : "kernel",
				number, kind == K_ADDR ? "" : ".absolute");
	s->n++;
	s->found(p, s->ctx);
	return s->n;
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct search s = { .w = w, .d = d, .found = found, .ctx = ctx, .module = "vmlinux", .word = "function",
			    .suffix = "", .callee = "*", .depth = 1 };
	struct dwarf_near near = { 0 };
	struct dwarf_pattern p;

	if (!d->form)
		return 0;
	if (d->form->tag & K_MODULE)
		s.module = d->comps[0].str;
	bool of_line = (d->form->tag & K_KIND) == K_LINE || (d->form->tag & K_KIND) == K_NEAREST;

	s.info = kinfo_file(w, s.module);
	if (d->comps[1].arg == PA_NUM)
		return at_address(&s, (uint64_t)d->comps[1].num, d->form->tag & K_KIND);
	if (!s.info)
		return of_line ? fbt_statement(w, d, d->form->tag & K_MODULE, found, ctx) : kdwarf_refuse(w, d, s.module);
	if (!dwarf_pattern_parse(w->arena, d->comps[1].str, &p)) {
		diag_error(w->diag, d->comps[1].span, ERR_STAP_POINT,
			   "\"%s\": what follows the file must be lines: :N, :A-B, :* or +N", d->comps[1].str);
		return -EINVAL;
	}
	switch (d->form->tag & K_KIND) {
	case K_LINE: case K_NEAREST:
		s.word = "statement";
		dwarf_each_statement(s.info, &p, (d->form->tag & K_KIND) == K_NEAREST, on_place, &s, &near);
		return s.n ? s.n : no_line(&s, &near);
	case K_LABEL:
		dwarf_each_label(s.info, &p, d->comps[2].str, on_place, &s);
		return s.n;
	case K_CALLEE:
		s.callee = d->comps[2].str;
		break;
	case K_DEPTH:
		s.depth = d->comps[2].num > 0 ? (unsigned)d->comps[2].num : 1;
		break;
	}
	dwarf_each_func(s.info, &p, DWARF_CALLED | DWARF_INLINED, callees_of, &s);
	return s.n;
}

/* ---- variables ---- */

static const struct kpoint *point_of(const struct probe *p)
{
	return p->data;
}

static struct code_point code_of(struct world *w, const struct probe *p)
{
	const struct kpoint *k = point_of(p);

	return (struct code_point){ .info = kinfo_file(w, k->module), .place = k->place.func ? &k->place : NULL };
}

static int args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	const struct code_point cp = code_of(w, p);

	if (cp.place)
		variables_all(w, &cp, *point_of(p)->module ? point_of(p)->module : "kernel", ret);
	else
		ret->why_none = "the kernel's debug info is not installed";
	return 0;
}

static const struct arg *var(struct world *w, const struct probe *p, const char *name, const char *file,
			     const char *module)
{
	const struct code_point cp = code_of(w, p);
	struct dwarf_var v;
	struct arg *a;

	if (module || !cp.info || !dwarf_global(cp.info, cp.place, name, file, &v))
		return kvar_of_probe(w, p, name, file, module);
	a = arena_new_of(w->arena, struct arg);
	*a = variables_one(w, &cp, &v);
	return a;
}

/* ---- programs and arming ---- */

static const char *program_name(struct arena *a, const struct group *g)
{
	return arena_printf(a, "g%uk", g->id);
}

static void emit(struct emit *e, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct group *g = groups[i];

		emit_program_begin(e, "kprobe", program_name(e->prog->arena, g), "struct pt_regs");
		emit_group_call(e, g, g->probes.n == 1 ? arena_printf(e->prog->arena, "%u", g->probes.v[0]->index) :
				"(rt_u32)bpf_get_attach_cookie(ctx)");
		emit_program_end(e);
	}
}

struct arming {
	struct session *s;
	struct ksyms *known;		/* NULL: the kernel hides its addresses */
	int64_t  slide;			/* from where the debug info has its code to where it runs; 0: unknown */
};

static int one_entry(const struct dwarf_place *at, void *ctx)
{
	*(uint64_t *)ctx = at->addr;
	return 1;
}

/* by a function whose name is its own */
static int64_t slide_of(const struct arming *a)
{
	struct dwarf_pattern p = { .func = "vfs_read" };
	struct dwarf_file *info = kinfo_file(a->s->world, "vmlinux");
	const struct ksym *runs = a->known ? ksyms_name(a->known, "vmlinux", p.func) : NULL;
	uint64_t linked = 0;

	if (!info || !runs || !runs->addr || dwarf_each_func(info, &p, DWARF_CALLED, one_entry, &linked) <= 0)
		return 0;
	return (int64_t)(runs->addr - linked);
}

static bool is_ambiguous(const struct arming *a, const struct kpoint *k)
{
	size_t n, count = 0;
	const struct ksym *all = a->known ? ksyms_all(a->known, &n) : NULL;

	for (size_t i = 0; all && i < n; i++)
		count += !strcmp(all[i].name, k->symbol) && !strcmp(all[i].module, k->module);
	return count > 1;
}

static bool read_kprobe_type(uint32_t *ret)
{
	FILE *f = fopen("/sys/bus/event_source/devices/kprobe/type", "re");
	bool ok = f && fscanf(f, "%" SCNu32, ret) == 1;

	if (f)
		fclose(f);
	return ok;
}

static struct bpf_link *attach_address(struct bpf_program *prog, uint64_t addr, uint64_t cookie)
{
	struct perf_event_attr attr = { .size = sizeof(attr), .config2 = addr };
	struct bpf_perf_event_opts opts = { .sz = sizeof(opts), .bpf_cookie = cookie };
	struct bpf_link *link;
	int fd;

	if (!read_kprobe_type(&attr.type))
		return NULL;
	fd = (int)syscall(SYS_perf_event_open, &attr, -1, 0, -1, PERF_FLAG_FD_CLOEXEC);
	if (fd < 0)
		return NULL;
	link = bpf_program__attach_perf_event_opts(prog, fd, &opts);
	if (!link)
		close(fd);
	return link;
}

/* jump labels and the code of probes the kernel does not allow to be probed */
static void refuse(struct session *s, const struct probe *p, int err)
{
	const struct kpoint *k = point_of(p);
	struct refused r = {
		.probe = p, .err = err,
		.error = arena_printf(s->world->arena, "cannot probe %s (%s+0x%" PRIx64 ")", p->point, k->symbol, k->distance),
	};

	session_refuse(s, &r);
}

static void attach_one(struct arming *a, const struct group *g, const struct probe *p)
{
	const struct kpoint *k = point_of(p);
	struct bpf_program *prog = session_program(a->s, program_name(a->s->prog->arena, g));
	struct bpf_kprobe_opts opts = {
		.sz = sizeof(opts), .offset = k->distance, .bpf_cookie = g->probes.n > 1 ? p->index : 0,
	};
	struct bpf_link *link;

	if (a->slide && k->place.func && !strcmp(k->module, "vmlinux") && is_ambiguous(a, k))
		link = attach_address(prog, k->place.addr + (uint64_t)a->slide, opts.bpf_cookie);
	else
		link = bpf_program__attach_kprobe_opts(prog, k->symbol, &opts);
	if (link) {
		session_own_link(a->s, link);
		session_armed(a->s, FEAT_kprobe, "instruction", p, 1);
	} else {
		refuse(a->s, p, -errno);
	}
}

static void refuse_all(struct session *s, const struct group *g)
{
	for (size_t i = 0; i < g->probes.n; i++) {
		const struct probe *p = g->probes.v[i];

		session_refuse(s, &(struct refused){
			.probe = p, .err = -EOPNOTSUPP, .missing = true,
			.error = arena_printf(s->world->arena, "%s: this kernel does not allow probes on its code: %s", p->point,
					      feature_remedy(s->features, FEAT_kprobe)),
		});
	}
	bpf_program__set_autoload(session_program(s, program_name(s->prog->arena, g)), false);
}

static int prepare(struct session *s, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n && !feature_has(s->features, FEAT_kprobe); i++)
		refuse_all(s, groups[i]);
	return 0;
}

static int attach(struct session *s, struct group *const *groups, size_t n)
{
	struct arming a = { .s = s };

	if (!feature_has(s->features, FEAT_kprobe))
		return 0;	/* refused before */
	a.known = ksyms_load();
	a.slide = slide_of(&a);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++)
			attach_one(&a, groups[i], groups[i]->probes.v[k]);
	ksyms_free(a.known);
	return 0;
}

const struct provider provider_kdwarf = {
	.name = "kdwarf",
	.forms = forms,
	.where = IN_KERNEL,
	.help = "lines, inlined functions and labels of the kernel, where its debug info is installed",
	.atomic = true,
	.match = match,
	.args = args,
	.var = var,
	.emit = emit,
	.prepare = prepare,
	.attach = attach,
};
