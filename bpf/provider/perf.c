/*
 * perf.c - SystemTap's perf events and watchpoints: perf.type(T).config(C), kernel.data(A).write
 *
 * The names perf.hw.*, perf.sw.* and perf.hw_cache.* are types and numbers of the kernel's ABI.
 * .process binds to the target and its children, .process("PATH") to whoever runs that program.
 * A watchpoint is the processor's own: it has four of them, each at most eight bytes wide.
 * Semantics: stapprobes(3stap), PERF and HARDWARE BREAKPOINTS; reference stap-language 3.7, 3.10.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <linux/hw_breakpoint.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "bpf/provider/format.h"
#include "bpf/provider/process.h"
#include "bpf/provider/program.h"
#include "bpf/provider/sample.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/elf.h"
#include "lib/glob.h"
#include "lib/proc.h"

extern const struct provider provider_perf;

enum { BASE_TYPE, BASE_NAME, BASE_CACHE, BASE_DATA, BASE_EVENT, BASE_MASK = 7, DATA_RW = 8, DATA_USER = 16 };

#define WITH_PERIOD(base, tag) \
	{ base, tag }, { base ".sample(number)", tag }, { base ".hz(number)", tag }, \
	{ base ".process", tag }, { base ".process(string)", tag }, \
	{ base ".sample(number).process", tag }, { base ".sample(number).process(string)", tag }, \
	{ base ".hz(number).process", tag }, { base ".hz(number).process(string)", tag }, \
	{ base ".process.sample(number)", tag }, { base ".process(string).sample(number)", tag }, \
	{ base ".process.hz(number)", tag }, { base ".process(string).hz(number)", tag }, \
	{ base ".counter(string)", tag }, { base ".process.counter(string)", tag }, \
	{ base ".process(string).counter(string)", tag }

#define DATA(base, tag) \
	{ base ".write", BASE_DATA | (tag) }, { base ".rw", BASE_DATA | DATA_RW | (tag) }, \
	{ base ".length(number).write", BASE_DATA | (tag) }, { base ".length(number).rw", BASE_DATA | DATA_RW | (tag) }

static const struct point_form forms[] = {
	WITH_PERIOD("perf.type(number).config(number)", BASE_TYPE),
	WITH_PERIOD("perf.hw.*", BASE_NAME),
	WITH_PERIOD("perf.sw.*", BASE_NAME),
	WITH_PERIOD("perf.hw_cache.*.*.*", BASE_CACHE),
	WITH_PERIOD("perf.event(string)", BASE_EVENT),
	DATA("kernel.data(number)", 0), DATA("kernel.data(string)", 0),
	DATA("process.data(number)", DATA_USER), DATA("process.data(string)", DATA_USER),
	DATA("process(number).data(number)", DATA_USER), DATA("process(number).data(string)", DATA_USER),
	DATA("process(string).data(number)", DATA_USER), DATA("process(string).data(string)", DATA_USER),
	{ NULL, 0 },
};

__attribute__((format(printf, 3, 4)))
static int refuse(struct world *w, struct span at, const char *fmt, ...)
{
	char text[PATH_MAX + 256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	diag_error(w->diag, at, ERR_STAP_POINT, "%s", text);
	return -EINVAL;
}

/* the point from a component on; so: what stands before it */
static const char *spelling(struct world *w, const struct probe_desc *d, const char *so, size_t from)
{
	struct buf b = BUF_INIT;
	const char *s;

	buf_puts(&b, so);
	for (size_t i = from; i < d->ncomps; i++) {
		const struct point_comp *c = &d->comps[i];

		buf_printf(&b, "%s%s", i ? "." : "", c->name);
		if (c->arg == PA_NUM)
			buf_printf(&b, c->is_hex ? "(0x%" PRIx64 ")" : "(%" PRId64 ")", c->num);
		else if (c->arg == PA_STR)
			buf_printf(&b, "(\"%s\")", c->str);
	}
	s = arena_intern(w->arena, b.s, b.len);
	buf_fini(&b);
	return s;
}

/* @head: what pp() has instead of the first components, "named" many; 0: it has them as they are written */
static int report(struct world *w, const struct probe_desc *d, const struct sample *s, const char *head, size_t named,
		  found_fn *found, void *ctx)
{
	struct probe *p = probe_new(w, &provider_perf, "perf", "", "", spelling(w, d, "", 0));

	p->point = named ? spelling(w, d, head, named) : p->name;
	p->data = arena_dup(w->arena, s, sizeof(*s));
	p->program = s->program;
	found(p, ctx);
	return 1;
}

/* ---- events ---- */

/* .sample, .hz, .process in any order, from component i on */
static int read_suffixes(struct world *w, const struct probe_desc *d, size_t i, struct sample *s)
{
	for (; i < d->ncomps; i++) {
		const struct point_comp *c = &d->comps[i];

		if (!strcmp(c->name, "sample") || !strcmp(c->name, "hz")) {
			if (c->num < 1)
				return refuse(w, c->span, "%s of a perf event must be at least 1, not %" PRId64, c->name, c->num);
			s->attr.freq = *c->name == 'h';
			s->attr.sample_period = (uint64_t)c->num;
		} else if (!strcmp(c->name, "counter")) {
			s->counter = c->str;
		} else if (c->arg == PA_NONE) {
			if (!w->target)
				return refuse(w, c->span, "unspecified process probe is invalid without a -c COMMAND or -x PID [man stapprobes]");
			s->pid = w->target;
		} else {
			const char *exe = program_find(w, c->span, c->str);
			struct stat st;

			if (!exe || stat(exe, &st))
				return refuse(w, c->span, "cannot find executable '%s'", c->str);
			s->exe = exe;
			s->ino = st.st_ino;
		}
	}
	return 0;
}

/* counted for one thread: BPF reads no event that threads inherit */
static int count_only(struct world *w, const struct probe_desc *d, struct sample *s)
{
	enum { MOST = 16 };
	struct counter *c = world_counter(w, s->counter);

	if (!w->target && !s->exe)	/* of a program that is named: said when it is to run, not by -p4 */
		return refuse(w, d->span, "%s", sample_no_target);
	if (w->counters.n > MOST)
		return refuse(w, d->span, "there can be %d perf counters", MOST);
	c->given = true;
	c->of = s->exe;		/* the target may go by several paths */
	s->pid = w->target;
	s->attr.sample_period = 0;
	return 0;
}

static int match_event(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx);

/* the point with another word in place of its i-th */
static int match_word(struct world *w, const struct probe_desc *d, size_t i, const char *word, found_fn *found, void *ctx)
{
	struct probe_desc one = *d;
	struct point_comp *comps = arena_dup(w->arena, d->comps, d->ncomps * sizeof(*comps));

	comps[i].name = word;
	one.comps = comps;
	return match_event(w, &one, found, ctx);
}

static const char *lower(struct arena *a, const char *s)
{
	char *ret = arena_strdup(a, s);

	for (char *p = ret; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	return ret;
}

/* the i-th word is a pattern: all that it stands for, in turn */
static int match_words(struct world *w, const struct probe_desc *d, size_t i, found_fn *found, void *ctx)
{
	bool cache = d->form->tag == BASE_CACHE;
	const char *word;
	int n = 0;

	for (size_t k = 0; (word = cache ? sample_cache_word((unsigned)i - 2, k) : sample_kernel_name(k)); k++) {
		int found_now;

		word = lower(w->arena, word);
		if (!glob_match(d->comps[i].name, word))
			continue;
		found_now = match_word(w, d, i, word, found, ctx);
		if (found_now < 0)
			return found_now;
		n += found_now;
	}
	return n;
}

struct listed { struct world *w; const struct probe_desc *d; found_fn *found; void *ctx; int n; };

static int one_listed(const char *name, void *ctx)
{
	struct listed *l = ctx;
	struct probe_desc one = *l->d;
	struct point_comp *comps;
	int now;

	if (!glob_match(l->d->comps[1].str, name))
		return 0;
	comps = arena_dup(l->w->arena, l->d->comps, l->d->ncomps * sizeof(*comps));
	comps[1].str = name;
	one.comps = comps;
	now = match_event(l->w, &one, l->found, l->ctx);
	l->n += now;
	return now < 0 ? now : 0;
}

/* perf.event("cpu-*") */
static int match_listed(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct listed l = { w, d, found, ctx, 0 };
	int err = sample_each_name(w->arena, one_listed, &l);

	return err ? err : l.n;
}

static int is_event(const char *group, const char *name, void *ctx)
{
	return 1;
}

/* perf list has tracepoints, too; programs of another kind hang on them */
static int unknown_event(struct world *w, const struct probe_desc *d, const char *name)
{
	const char *colon = strchr(name, ':');

	if (!colon || event_each(arena_strndup(w->arena, name, (size_t)(colon - name)), colon + 1, is_event, NULL) <= 0)
		return 0;
	return refuse(w, d->comps[1].span, "%s is a tracepoint: kernel.trace(\"%s\")", name, name);
}

static int match_event(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	const struct point_comp *c = d->comps;
	struct sample s = { .attr.sample_period = 1000000 };
	size_t used = 3;
	bool known = true;
	int err;

	for (size_t i = 2; d->form->tag != BASE_TYPE && d->form->tag != BASE_EVENT && i < (d->form->tag == BASE_CACHE ? 5 : 3); i++)
		if (glob_is_pattern(c[i].name))
			return match_words(w, d, i, found, ctx);
	if (d->form->tag == BASE_TYPE) {
		s.attr.type = (uint32_t)c[1].num;
		s.attr.config = (uint64_t)c[2].num;
	} else if (d->form->tag == BASE_EVENT) {
		if (glob_is_pattern(c[1].str))
			return match_listed(w, d, found, ctx);
		known = sample_find(c[1].str, &s.attr);
		used = 2;
	} else if (d->form->tag == BASE_NAME) {
		known = sample_find(c[2].name, &s.attr) &&
			s.attr.type == (*c[1].name == 'h' ? PERF_TYPE_HARDWARE : PERF_TYPE_SOFTWARE);
	} else {
		known = sample_cache(c[2].name, c[3].name, c[4].name, &s.attr);
		used = 5;
	}
	if (!known)
		return d->form->tag == BASE_EVENT ? unknown_event(w, d, c[1].str) : 0;
	err = read_suffixes(w, d, used, &s);
	if (!err && s.counter)
		err = count_only(w, d, &s);
	if (err)
		return err;

	const char *event = arena_printf(w->arena, "perf.type(%u).config(%" PRIu64 ")", s.attr.type, (uint64_t)s.attr.config);

	return report(w, d, &s, event, d->form->tag == BASE_NAME || d->form->tag == BASE_CACHE ? used : 0, found, ctx);
}

/* ---- watchpoints ---- */

/* where a file's address 0 is in a process; false: it is not mapped */
static bool load_base(pid_t pid, struct object *o, uint64_t *ret)
{
	char path[64], *line = NULL;
	size_t cap = 0;
	bool found = false;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)pid);

	FILE *f = fopen(path, "re");

	while (f && !found && getline(&line, &cap, f) > 0) {
		uint64_t from, offset, addr;
		int at = 0;

		line[strcspn(line, "\n")] = 0;
		if (sscanf(line, "%" SCNx64 "-%*x %*s %" SCNx64 " %*x:%*x %*u %n", &from, &offset, &at) < 2 || !at ||
		    strcmp(line + at, o->path) || !elf_offset_to_addr(o->elf, offset, &addr))
			continue;
		*ret = from - addr;
		found = true;
	}
	free(line);
	if (f)
		fclose(f);
	return found;
}

struct finding { struct world *w; const struct point_comp *data; pid_t pid; uint64_t addr; };

static int find_in_program(const struct program *p, void *ctx)
{
	struct finding *f = ctx;
	uint64_t base = 0;

	if (elf_has_tls_data(p->object->elf, f->data->str))
		return refuse(f->w, f->data->span, "%s of %s is thread-local: each thread has its own, and a watchpoint one "
			      "address, .data(ADDRESS)", f->data->str, p->object->path);
	if (!elf_find_data(p->object->elf, f->data->str, &f->addr))
		return refuse(f->w, f->data->span, "%s has no symbol %s", p->object->path, f->data->str);
	if (elf_is_dyn(p->object->elf) && !load_base(f->pid, p->object, &base))
		return refuse(f->w, f->data->span, "process %d does not run %s", (int)f->pid, p->object->path);
	f->addr += base;
	return 0;
}

static int data_address(struct world *w, const struct probe_desc *d, const struct point_comp *data, pid_t pid,
			uint64_t *ret)
{
	struct finding f = { w, data, pid, 0 };
	int err = 0;

	if (data->arg == PA_NUM)
		f.addr = (uint64_t)data->num;
	else if (pid)
		err = program_each(w, d, NULL, find_in_program, &f);
	else if (!w->symbol || w->symbol(w, "", data->str, &f.addr))
		err = refuse(w, data->span, "the kernel has no symbol %s, or does not show its address", data->str);
	*ret = f.addr;
	return err;
}

static const char *data_program(struct world *w, const struct probe_desc *d, pid_t pid)
{
	const struct point_comp *first = &d->comps[0];

	if (!(d->form->tag & DATA_USER))
		return NULL;
	if (first->arg == PA_STR)
		return program_find(w, first->span, first->str);
	return pid == w->target ? w->target_path : arena_printf(w->arena, "/proc/%d/exe", (int)pid);
}

static int match_data(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	const struct point_comp *first = &d->comps[0], *data = &d->comps[1], *length = NULL;
	struct sample s = { .attr.type = PERF_TYPE_BREAKPOINT, .attr.sample_period = 1 };
	uint64_t addr;
	int err;

	if (d->form->tag & DATA_USER) {
		s.pid = first->arg == PA_NUM ? (pid_t)first->num : w->target;
		if (!s.pid)
			return refuse(w, d->span, "a watchpoint in a process needs -c COMMAND, -x PID or process(PID)");
		if (w->proc)
			proc_exec(w->proc);	/* addresses are known once it is mapped; errors come out later */
	}
	if (d->comps[2].arg == PA_NUM)
		length = &d->comps[2];
	if (length && length->num != 1 && length->num != 2 && length->num != 4 && length->num != 8)
		return refuse(w, length->span, "the length of a watchpoint is 1, 2, 4 or 8, not %" PRId64, length->num);
	err = data_address(w, d, data, s.pid, &addr);
	if (err)
		return err;
	s.program = data_program(w, d, s.pid);
	s.attr.bp_type = d->form->tag & DATA_RW ? HW_BREAKPOINT_RW : HW_BREAKPOINT_W;
	s.attr.bp_addr = addr;
	s.attr.bp_len = length ? (uint64_t)length->num : HW_BREAKPOINT_LEN_1;

	const char *program = first->arg == PA_STR && s.program ? arena_printf(w->arena, "process(\"%s\")", s.program) : NULL;

	return report(w, d, &s, program, program ? 1 : 0, found, ctx);
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	if (!d->form)
		return 0;
	return (d->form->tag & BASE_MASK) == BASE_DATA ? match_data(w, d, found, ctx) : match_event(w, d, found, ctx);
}

/* what it counts is read by others */
static bool is_counter(const struct probe *p)
{
	const struct sample *s = p ? p->data : NULL;

	return s && s->counter;
}

const struct provider provider_perf = {
	.name = "perf",
	.type = "perf_event",
	.forms = forms,
	.where = IN_KERNEL,
	.help = "SystemTap's perf events and watchpoints: perf.hw.*, perf.sw.*, kernel.data(), process.data()",
	.raw_args = true,
	.atomic = true,
	.works_empty = is_counter,
	.pn_name = true,
	.match = match,
	.emit = sample_emit,
	.attach = sample_attach,
};
