/*
 * sample.c - see sample.h: programs on perf events, and opening the events
 */
#include <bpf/libbpf.h>
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "bpf/feature.h"
#include "bpf/provider/sample.h"
#include "bpf/provider/uprobe.h"
#include "bpf/session.h"
#include "lang/option.h"
#include "lib/arena.h"
#include "lib/diag.h"

static const struct sample *sample_of(const struct probe *p)
{
	return p->data;
}

static const char *program_name(struct arena *a, const struct group *g, const struct probe *p)
{
	return arena_printf(a, "g%up%u", g->id, p->index);
}

/* ---- BPF side ---- */

/*
 * Which file runs: by the number of its inode alone, as the device that stat() shows and the
 * kernel's own differ on overlays.
 */
static const char exe_text[] =
	"#ifndef RT_EXE\n"
	"#define RT_EXE\n"
	"struct inode___exe { unsigned long i_ino; } RT_CORE;\n"
	"struct file___exe { struct inode___exe *f_inode; } RT_CORE;\n"
	"struct mm_struct___exe { struct file___exe *exe_file; } RT_CORE;\n"
	"struct task_struct___exe { struct mm_struct___exe *mm; } RT_CORE;\n"
	"static __attribute__((noinline)) rt_u64 exe_inode(void)\n"
	"{\n"
	"\tstruct task_struct___exe *t = (void *)bpf_get_current_task();\n"
	"\tstruct mm_struct___exe *mm;\n"
	"\tstruct file___exe *file;\n"
	"\tstruct inode___exe *inode;\n"
	"\tunsigned long ino;\n"
	"\n"
	"\tif (bpf_probe_read_kernel(&mm, sizeof(mm), &t->mm) || !mm ||\n"
	"\t    bpf_probe_read_kernel(&file, sizeof(file), &mm->exe_file) || !file ||\n"
	"\t    bpf_probe_read_kernel(&inode, sizeof(inode), &file->f_inode) || !inode ||\n"
	"\t    bpf_probe_read_kernel(&ino, sizeof(ino), &inode->i_ino))\n"
	"\t\treturn 0;\n"
	"\treturn ino;\n"
	"}\n"
	"#endif\n";

/* a program for each probe: they differ in whom they leave out, and there are few */
static void emit_probe(struct emit *e, const struct group *g, const struct probe *p)
{
	const struct sample *s = sample_of(p);

	if (s->target_tree)
		uprobe_emit_tree(e);
	if (s->exe)
		buf_puts(&e->out, exe_text);
	emit_program_begin(e, "perf_event", program_name(e->prog->arena, g, p), "struct pt_regs");
	if (s->target_tree)
		buf_puts(&e->out, "\tif (!in_target_tree())\n\t\treturn 0;\n");
	if (s->exe)
		buf_printf(&e->out, "\tif (exe_inode() != %" PRIu64 "ULL)\n\t\treturn 0;\n", s->ino);
	emit_arg(e, g, 0, "ctx->cs & 3 ? 0 : ctx->ip");
	emit_arg(e, g, 1, "ctx->cs & 3 ? ctx->ip : 0");
	emit_group_call(e, g, arena_printf(e->prog->arena, "%u", p->index));
	emit_program_end(e);
}

void sample_emit(struct emit *e, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++)
			if (!sample_of(groups[i]->probes.v[k])->counter)
				emit_probe(e, groups[i], groups[i]->probes.v[k]);
}

/* ---- opening ---- */

struct opening {
	struct session *s;
	struct bpf_program *prog;
	const struct probe *p;
};

/* where there are none at all, as in most virtual machines */
static void add_hints(const struct opening *o, struct refused *r)
{
	struct session *s = o->s;

	if (feature_has(s->features, FEAT_perf_cycles))
		return;
	r->hints[0] = arena_printf(s->world->arena, "what it takes: %s", feature_remedy(s->features, FEAT_perf_cycles));
	r->hints[1] = "the kernel's own counters are there: cpu-clock, task-clock, page-faults, context-switches";
}

static int cannot_watch(const struct opening *o, int err)
{
	struct session *s = o->s;
	struct refused r = {
		.probe = o->p, .err = err,
		.error = arena_printf(s->world->arena, "cannot watch %s", session_probe_name(s, o->p)),
	};

	if (err == -ENOSPC)
		r.hints[0] = "all debug registers of the processor, four, are taken";
	if (err == -EINVAL)
		r.hints[0] = "the processor watches 1, 2, 4 or 8 bytes, at a multiple of as many";
	return session_fail(s, &r);
}

/* SystemTap carries on without an event that the machine does not have, be it the only one; D does not */
static int refused(const struct opening *o, int err)
{
	struct session *s = o->s;
	const char *name = o->p->provider->pn_name ? o->p->name : session_probe_name(s, o->p);
	bool missing = err == -ENOENT || err == -ENODEV || err == -EOPNOTSUPP || err == -EINVAL;
	struct refused r = { .probe = o->p, .err = err };

	if (sample_of(o->p)->attr.type == PERF_TYPE_BREAKPOINT)
		return cannot_watch(o, err);
	if (missing || !session_tolerates(s))
		add_hints(o, &r);
	if (missing && session_tolerates(s)) {
		diag_warn(s->diag, (struct span){ 0 }, "perf probe '%s' is not supported by this kernel (%d).", name, err);
		for (size_t i = 0; i < sizeof(r.hints) / sizeof(*r.hints) && r.hints[i] && !s->style.stap; i++)
			diag_hint(s->diag, "%s", r.hints[i]);
		return 0;
	}
	r.error = arena_printf(s->world->arena, "cannot count %s%s", name, missing ? ": this machine has no such counter" : "");
	return session_fail(s, &r);
}

/* 1: there is no such thread any more */
static int open_one(const struct opening *o, pid_t pid, int cpu)
{
	struct perf_event_attr attr = sample_of(o->p)->attr;

	attr.size = sizeof(attr);
	attr.inherit = cpu < 0;

	int fd = (int)syscall(SYS_perf_event_open, &attr, pid, cpu, -1, PERF_FLAG_FD_CLOEXEC);

	if (fd < 0)
		return errno == ESRCH ? 1 : -errno;

	struct bpf_link *link = bpf_program__attach_perf_event_opts(o->prog, fd, NULL);

	if (!link) {
		int err = -errno;

		close(fd);
		return err;
	}
	session_own_link(o->s, link);	/* closes fd too */
	session_armed(o->s, attr.type == PERF_TYPE_BREAKPOINT ? FEAT_watchpoint :
		      attr.type == PERF_TYPE_SOFTWARE ? FEAT_perf_clock : FEAT_perf_cycles, "perf event", o->p, 1);
	return 0;
}

static int open_cpus(const struct opening *o)
{
	int n = libbpf_num_possible_cpus(), err = 0;

	for (int cpu = 0; cpu < n && err >= 0; cpu++) {
		char path[80];

		if (o->s->opt->has_cpu && (uint64_t)cpu != o->s->opt->cpu_only)
			continue;
		snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu%d", cpu);
		if (!access(path, F_OK))
			err = open_one(o, -1, cpu);
	}
	return err;
}

/* the threads that there are; those to come inherit */
static int open_threads(const struct opening *o, pid_t pid)
{
	char path[64];
	struct dirent *e;
	int err = 0;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);

	DIR *dir = opendir(path);

	if (!dir)
		return -errno;
	while (err >= 0 && (e = readdir(dir))) {
		pid_t tid = (pid_t)atol(e->d_name);

		if (tid > 0)
			err = open_one(o, tid, -1);
	}
	closedir(dir);
	return err;
}

const char sample_no_target[] = "a perf counter needs a process to count for: -c COMMAND or -x PID";

/* for bpf/rt/parts/perf.bpf.h; nothing to do when nobody reads it */
static int open_counter(const struct opening *o)
{
	const struct sample *of = sample_of(o->p);
	struct world *w = o->s->world;
	struct bpf_map *map = bpf_object__find_map_by_name(o->s->obj, "perf_counters");
	struct perf_event_attr attr = of->attr;
	uint32_t number = (uint32_t)(world_counter(w, of->counter) - w->counters.v);

	if (!map)
		return 0;
	attr.size = sizeof(attr);
	int fd = (int)syscall(SYS_perf_event_open, &attr, of->pid, -1, -1, PERF_FLAG_FD_CLOEXEC);

	if (fd < 0)
		return -errno;
	session_own_fd(o->s, fd);
	return bpf_map__update_elem(map, &number, sizeof(number), &fd, sizeof(fd), BPF_ANY);
}

static int open_probe(const struct opening *o)
{
	const struct sample *of = sample_of(o->p);

	return of->counter ? open_counter(o) : of->pid ? open_threads(o, of->pid) : open_cpus(o);
}

int sample_attach(struct session *s, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < groups[i]->probes.n; k++) {
			const struct probe *p = groups[i]->probes.v[k];
			struct opening o = { s, session_program(s, program_name(s->prog->arena, groups[i], p)), p };
			int err;

			if (sample_of(p)->counter && !sample_of(p)->pid)
				return diag_sys(s->diag, 0, "%s", sample_no_target);
			err = open_probe(&o);
			if (err < 0)
				err = refused(&o, err);
			if (err < 0)
				return err;
		}
	}
	return 0;
}
