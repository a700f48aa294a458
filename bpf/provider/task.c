/*
 * task.c - process.begin, .end, .thread.begin, .thread.end, .syscall, .syscall.return
 *
 * For all processes, process(PID), or those that run process("PATH"); with -c or -x only in the
 * target and what descends from it. Which process is which the part rt/parts/task.bpf.h keeps.
 * A process that is there at the start begins at its next system call, in its own context; so does
 * a new thread. Semantics: stapprobes(3stap), PROCESS PROBES; SystemTap reference, 3.6.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bpf/cc.h"
#include "bpf/provider/program.h"
#include "bpf/session.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/proc.h"

extern const struct provider provider_task;

enum { ON_BEGIN, ON_END, ON_THREAD_BEGIN, ON_THREAD_END, ON_SYSCALL, ON_RETURN, ON_KINDS };

enum { MAX_FILES = 48, MAX_BITS = 62 };	/* files first, then processes by number; TASK_GONE, TASK_TREE */

static const struct point_form forms[] = {
#define FORMS(suffix, tag) \
	{ "process." suffix, tag }, { "process(string)." suffix, tag }, { "process(number)." suffix, tag }
	FORMS("begin", ON_BEGIN), FORMS("end", ON_END),
	FORMS("thread.begin", ON_THREAD_BEGIN), FORMS("thread.end", ON_THREAD_END),
	FORMS("syscall", ON_SYSCALL), FORMS("syscall.return", ON_RETURN),
#undef FORMS
	{ NULL, 0 },
};

static const char *const suffixes[ON_KINDS] = {
	"begin", "end", "thread.begin", "thread.end", "syscall", "syscall.return",
};

struct who {			/* probe->data */
	int	    on;
	const char *path;	/* as we can open it; interned; NULL: any */
	pid_t	    pid;	/* 0: any */
};

static const struct who *who_of(const struct probe *p)
{
	return p->data;
}

/* ---- matching ---- */
struct search { struct world *w; const struct probe_desc *d; found_fn *found; void *ctx; int n; };

static int add(struct search *s, const struct object *o, pid_t pid)
{
	struct arena *a = s->w->arena;
	struct who *who = arena_new_of(a, struct who);
	int on = s->d->form->tag;
	const char *sel = o ? arena_printf(a, "(\"%s\")", o->path) : pid ? arena_printf(a, "(%d)", (int)pid) : "";
	struct probe *p = probe_new(s->w, &provider_task, "process", o ? o->path : sel, "", suffixes[on]);

	*who = (struct who){ .on = on, .path = o ? o->open_path : NULL, .pid = pid };
	p->data = who;
	p->program = o ? o->open_path : pid ? NULL : s->w->target_path;
	p->is_return = on == ON_RETURN;
	p->point = arena_printf(a, "process%s.%s", sel, suffixes[on]);
	s->n++;
	return s->found(p, s->ctx);
}

static int one_program(const struct program *p, void *ctx)
{
	struct search *s = ctx;

	return add(s, p->object, 0);
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct search s = { w, d, found, ctx, 0 };
	int err = 0;

	if (!d->form)
		return 0;
	switch (d->comps[0].arg) {
	case PA_NONE:
		err = add(&s, NULL, 0);
		break;
	case PA_NUM:
		if (d->comps[0].num <= 0 || d->comps[0].num > 1 << 22) {
			diag_error(w->diag, d->span, ERR_STAP_POINT, "no process can have the number %lld",
				   (long long)d->comps[0].num);
			return -EINVAL;
		}
		err = add(&s, NULL, (pid_t)d->comps[0].num);
		break;
	case PA_STR:
		err = program_each(w, d, NULL, one_program, &s);
		break;
	}
	return err < 0 ? err : s.n;
}

static int args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	static const char *const words[] = { "syscall", "arg1", "arg2", "arg3", "arg4", "arg5", "arg6", NULL };
	const char *const *names = words + 1;
	int on = who_of(p)->on;

	ret->listed = on == ON_SYSCALL || on == ON_RETURN ? NULL : words;
	if (ret->listed)
		return 0;
	ret->typed = true;
	vec_push(w->arena, &ret->args, ((struct arg){ .name = "syscall", .type = &type_int64, .slot = 6 }));
	for (unsigned i = 0; i < 6 && on == ON_SYSCALL; i++)
		vec_push(w->arena, &ret->args, ((struct arg){ .name = names[i], .type = &type_int64, .slot = i }));
	if (on == ON_RETURN) {
		ret->ret = &type_int64;
		ret->ret_slot = 0;
	}
	return 0;
}

/* ---- bits ---- */
/*
 * Bits are given to files and processes in the order in which the program's probes name them: emit
 * and attach count alike, and nothing of this machine is in the text.
 */
struct bits { const struct who *of[MAX_BITS]; unsigned nfiles, npids; };

static int bit_of(struct bits *b, const struct who *w)
{
	for (unsigned i = 0; w->path && i < b->nfiles; i++)
		if (b->of[i]->path == w->path)
			return (int)i;
	for (unsigned i = 0; w->pid && i < b->npids; i++)
		if (b->of[MAX_FILES + i]->pid == w->pid)
			return (int)(MAX_FILES + i);
	if (w->path && b->nfiles < MAX_FILES) {
		b->of[b->nfiles] = w;
		return (int)b->nfiles++;
	}
	if (w->pid && b->npids < MAX_BITS - MAX_FILES) {
		b->of[MAX_FILES + b->npids] = w;
		return (int)(MAX_FILES + b->npids++);
	}
	return -1;		/* anybody, or too many */
}

static bool all_bits(struct bits *b, struct group *const *groups, size_t n)
{
	*b = (struct bits){ 0 };
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++) {
			const struct who *w = who_of(groups[i]->probes.v[k]);

			if (bit_of(b, w) < 0 && (w->path || w->pid))
				return false;
		}
	return true;
}

static bool has(struct group *const *groups, size_t n, int on)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++)
			if (who_of(groups[i]->probes.v[k])->on == on)
				return true;
	return false;
}

/* ---- BPF side ---- */
static void emit_args(struct emit *e, const struct group *g, int on)
{
	static const char *const regs[] = { "di", "si", "dx", "r10", "r8", "r9" };

	if (on == ON_SYSCALL) {
		emit_arg(e, g, 6, "ctx[1]");
		for (unsigned i = 0; i < 6; i++)
			emit_arg(e, g, i, "({ rt_u64 r = 0; bpf_probe_read_kernel(&r, 8, "
				 "&((struct pt_regs *)ctx[0])->%s); r; })", regs[i]);
	} else if (on == ON_RETURN) {
		emit_arg(e, g, 0, "ctx[1]");
		emit_arg(e, g, 6, "({ rt_u64 r = 0; bpf_probe_read_kernel(&r, 8, "
			 "&((struct pt_regs *)ctx[0])->orig_ax); r; })");
	}
}

/* all probes of a kind, each if the process is one of its; a firing is used once */
static void emit_kind(struct emit *e, struct group *const *groups, size_t n, int on)
{
	struct bits b;

	all_bits(&b, groups, n);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++) {
			const struct probe *p = groups[i]->probes.v[k];
			const struct who *w = who_of(p);

			if (w->on != on)
				continue;
			if (w->path || w->pid)
				buf_printf(&e->out, "\tif (task_is(mask, %d)) {\n", bit_of(&b, w));
			else
				buf_puts(&e->out, "\tif (task_any(mask)) {\n");
			buf_puts(&e->out, "\tstruct firing firing = { .ctx = ctx }, *f = &firing;\n\tstruct rt_this this_, *t = &this_;\n");
			emit_args(e, groups[i], on);
			emit_group_call(e, groups[i], arena_printf(e->prog->arena, "%u", p->index));
			buf_puts(&e->out, "\t}\n");
		}
}

static void program(struct emit *e, const char *section, const char *name)
{
	buf_printf(&e->out, "SEC(\"%s\") int %s(rt_u64 *ctx)\n{\n", section, name);
}

static void emit_life(struct emit *e, struct group *const *groups, size_t n)
{
	bool begins = has(groups, n, ON_BEGIN), threads = has(groups, n, ON_THREAD_BEGIN);

	program(e, "raw_tp/sched_process_exec", "task_on_exec");
	buf_printf(&e->out, "\trt_u64 mask = task_exec(~((1ULL << %d) - 1));\n\t(void)mask;\n", MAX_FILES);
	if (begins) {
		buf_puts(&e->out, "\tif (rt.gate != RT_GATE_OPEN) {\n\t\ttask_now_due(task_tgid());\n\t\treturn 0;\n\t}\n");
		emit_kind(e, groups, n, ON_BEGIN);
	}
	buf_puts(&e->out, "\treturn 0;\n}\n");

	program(e, "raw_tp/sched_process_fork", "task_on_fork");
	buf_printf(&e->out, "\ttask_fork((void *)ctx[1], %d, TASK_TREE | ((1ULL << %d) - 1));\n\treturn 0;\n}\n", threads,
		   MAX_FILES);

	program(e, "raw_tp/sched_process_exit", "task_on_exit");
	buf_puts(&e->out, "\trt_u64 mask = task_mask(task_tgid());\n"
		 "\tint first = (rt_u32)bpf_get_current_pid_tgid() == task_tgid();\n"
		 "\tif (!first) {\n");
	emit_kind(e, groups, n, ON_THREAD_END);
	buf_puts(&e->out, "\t}\n\tif (!rt_leaves_last())\n\t\treturn 0;\n");
	emit_kind(e, groups, n, ON_END);
	buf_puts(&e->out, "\tif (mask)\n\t\ttask_set(task_tgid(), mask | TASK_GONE);\n\treturn 0;\n}\n");

	program(e, "raw_tp/sched_process_free", "task_on_free");
	buf_puts(&e->out, "\ttask_free((void *)ctx[0]);\n\treturn 0;\n}\n");
}

static void emit_calls(struct emit *e, struct group *const *groups, size_t n)
{
	bool begins = has(groups, n, ON_BEGIN), threads = has(groups, n, ON_THREAD_BEGIN);

	if (begins || threads || has(groups, n, ON_SYSCALL)) {
		program(e, "raw_tp/sys_enter", "task_on_enter");
		buf_puts(&e->out, "\trt_u64 mask = task_mask(task_tgid());\n");
		if (begins || threads)
			buf_puts(&e->out, "\trt_u32 due = task_take_due();\n");
		if (begins) {
			buf_puts(&e->out, "\tif (due & TASK_DUE_BEGIN) {\n");
			emit_kind(e, groups, n, ON_BEGIN);
			buf_puts(&e->out, "\t}\n");
		}
		if (threads) {
			buf_puts(&e->out, "\tif (due & TASK_DUE_THREAD) {\n");
			emit_kind(e, groups, n, ON_THREAD_BEGIN);
			buf_puts(&e->out, "\t}\n");
		}
		emit_kind(e, groups, n, ON_SYSCALL);
		buf_puts(&e->out, "\treturn 0;\n}\n");
	}
	if (has(groups, n, ON_RETURN)) {
		program(e, "raw_tp/sys_exit", "task_on_return");
		buf_puts(&e->out, "\trt_u64 mask = task_mask(task_tgid());\n");
		emit_kind(e, groups, n, ON_RETURN);
		buf_puts(&e->out, "\treturn 0;\n}\n");
	}
}

static void emit(struct emit *e, struct group *const *groups, size_t n)
{
	struct bits b;

	if (!all_bits(&b, groups, n)) {
		diag_error(e->world->diag, groups[0]->clauses.v[0]->span, ERR_LIMIT,
			   "more than %d programs or %d processes are named by process() probes", MAX_FILES,
			   MAX_BITS - MAX_FILES);
		e->failed = true;
		return;
	}
	emit_need_parts(e, "leave task");
	emit_life(e, groups, n);
	emit_calls(e, groups, n);
}

/* ---- the session ---- */
struct scan {
	struct session *s;
	struct bits bits;
	struct stat files[MAX_FILES];
	int procs_fd, due_fd;
	bool begins;
};

static int map_fd(struct session *s, const char *name)
{
	struct bpf_map *m = bpf_object__find_map_by_name(s->obj, name);

	return m ? bpf_map__fd(m) : -1;
}

/* the inode behind a path, as the kernel has it: what stat() says differs on stacked file systems */
static int learn(struct scan *c, unsigned bit)
{
	struct session *s = c->s;
	const char *path = c->bits.of[bit]->path;
	struct bpf_program *prog = session_program(s, "task_learn");
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &c->files[bit]))
		return diag_sys(s->diag, -errno, "cannot open %s", path);
	session_own_fd(s, fd);	/* keeps the inode where it is */

	uint64_t ctx[2] = { bit, (uint64_t)fd };
	struct bpf_test_run_opts opts = { .sz = sizeof(opts), .ctx_in = ctx, .ctx_size_in = sizeof(ctx) };
	int err = prog ? bpf_prog_test_run_opts(bpf_program__fd(prog), &opts) : -ENOENT;

	return err ? diag_sys(s->diag, err < 0 ? err : -errno, "cannot look at %s from the kernel", path) : 0;
}

static pid_t parent_of(pid_t pid)
{
	char path[40], text[512] = "";

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
	const char *p = n > 0 ? strrchr(text, ')') : NULL;

	if (fd >= 0)
		close(fd);
	return p && strlen(p) > 4 ? (pid_t)atol(p + 4) : 0;
}

static bool in_tree(const struct session *s, pid_t pid)
{
	for (int i = 0; pid > 1 && s->rt.target && i < 64; i++, pid = parent_of(pid))
		if (pid == s->rt.target)
			return true;
	return false;
}

/* a command that is to exec yet runs our own executable; it begins with its exec (task_exec) */
static bool is_to_exec(const struct session *s, pid_t pid)
{
	return s->proc && s->proc->before_exec && s->proc->pid == pid;
}

static void scan_process(struct scan *c, pid_t pid)
{
	char path[40];
	struct stat st;
	uint64_t mask = in_tree(c->s, pid) ? 1ull << 63 : 0, old = 0;
	uint32_t key = (uint32_t)pid, due = 1;

	snprintf(path, sizeof(path), "/proc/%d/exe", (int)pid);
	if (is_to_exec(c->s, pid) || stat(path, &st))
		return;		/* gone, or a thread of the kernel */
	for (unsigned i = 0; i < c->bits.nfiles; i++)
		if (st.st_ino == c->files[i].st_ino && st.st_dev == c->files[i].st_dev)
			mask |= 1ull << i;
	for (unsigned i = 0; i < c->bits.npids; i++)
		if (c->bits.of[MAX_FILES + i]->pid == pid)
			mask |= 1ull << (MAX_FILES + i);
	if (!bpf_map_lookup_elem(c->procs_fd, &key, &old))
		mask |= old;
	if (mask)
		bpf_map_update_elem(c->procs_fd, &key, &mask, BPF_ANY);
	if (c->begins)
		bpf_map_update_elem(c->due_fd, &key, &due, BPF_NOEXIST);
}

static int scan(struct scan *c)
{
	DIR *d = opendir("/proc");

	if (!d)
		return diag_sys(c->s->diag, -errno, "cannot look at the processes that run");
	for (struct dirent *e; (e = readdir(d));)
		if (isdigit((unsigned char)e->d_name[0]) && atol(e->d_name) != getpid())
			scan_process(c, (pid_t)atol(e->d_name));
	closedir(d);
	return 0;
}

static int attach_program(struct session *s, const char *name)
{
	struct bpf_program *prog = session_program(s, name);
	struct bpf_link *link = prog ? bpf_program__attach(prog) : NULL;

	if (!prog)
		return 0;
	if (!link)
		return diag_sys(s->diag, -errno, "cannot attach to %s", bpf_program__section_name(prog));
	session_own_link(s, link);
	session_armed(s, FEAT_tp_btf, "tracepoint of processes", NULL, 1);
	return 0;
}

static int attach(struct session *s, struct group *const *groups, size_t n)
{
	static const char *const programs[] = {
		"task_on_fork", "task_on_exec", "task_on_exit", "task_on_free", "task_on_enter", "task_on_return",
	};
	struct scan c = { .s = s, .procs_fd = map_fd(s, "task_procs"), .due_fd = map_fd(s, "task_due"),
			  .begins = has(groups, n, ON_BEGIN) };
	int err = 0;

	all_bits(&c.bits, groups, n);
	for (unsigned i = 0; i < c.bits.nfiles && !err; i++)
		err = learn(&c, i);
	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]) && !err; i++)
		err = attach_program(s, programs[i]);
	return err ? err : scan(&c);	/* after: who is born meanwhile is in the table already */
}

const struct provider provider_task = {
	.name = "task",
	.type = "utrace",
	.forms = forms,
	.where = IN_KERNEL,
	.help = "begin, end, threads and system calls of processes (SystemTap)",
	.raw_args = true,
	.match = match,
	.args = args,
	.emit = emit,
	.attach = attach,
};
