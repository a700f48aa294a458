/*
 * uprobe.c - programs for places in user code, and arming them
 *
 * A group becomes one program for each kind of place it has: they differ in where arguments are.
 * With uprobe_multi (Linux 6.6) all places of a program in one file are one link, whose cookies say
 * which probe fired: 5,000 functions are armed in 30 ms and let go in 60. Otherwise every place is
 * a perf event of its own. libbpf 1.1 knows nothing of uprobe_multi, hence prepare and raw bpf(2).
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "bpf/feature.h"
#include "bpf/provider/entry_regs.h"
#include "bpf/provider/uprobe.h"
#include "bpf/session.h"
#include "lang/option.h"
#include "lang/probe.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/elf.h"

/* include/uapi/linux/bpf.h of Linux 6.6; the build machine's header may be older */
enum { TRACE_UPROBE_MULTI = 48, UPROBE_MULTI_RETURN = 1 };

struct link_create {			/* union bpf_attr of BPF_LINK_CREATE */
	uint32_t prog_fd, target_fd, attach_type, flags;
	uint64_t path, offsets, ref_ctr_offsets, cookies;
	uint32_t count, multi_flags, pid, pad;
};

static const struct site *site_of(const struct probe *p)
{
	return p->data;
}

static bool has_kind(const struct group *g, enum site_kind kind)
{
	for (size_t i = 0; i < g->probes.n; i++)
		if (site_of(g->probes.v[i])->kind == kind)
			return true;
	return false;
}

static bool wants_tree(struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++)
			if (site_of(groups[i]->probes.v[k])->target_tree)
				return true;
	return false;
}

static const char *program_name(struct arena *a, const struct group *g, enum site_kind kind)
{
	static const char suffix[SITE_KINDS_] = { 'e', 'r', 'o' };

	return arena_printf(a, "g%u%c", g->id, suffix[kind]);
}

/* ---- BPF side ---- */

/*
 * A pid given to the kernel would leave the target's children out, so their ancestors are asked
 * here: 16 generations are more than any pipeline of shells makes.
 */
static const char tree_text[] =
	"#ifndef RT_TARGET_TREE\n"
	"#define RT_TARGET_TREE\n"
	"struct task_struct___tree {\n"
	"\tint tgid;\n"
	"\tstruct task_struct___tree *real_parent;\n"
	"} RT_CORE;\n"
	"static __attribute__((noinline)) int in_target_tree(void)\n"
	"{\n"
	"\tstruct task_struct___tree *t;\n"
	"\tint tgid;\n"
	"\n"
	"\tif (!rt.target || (rt_u32)(bpf_get_current_pid_tgid() >> 32) == rt.target)\n"
	"\t\treturn 1;\n"
	"\tt = (void *)bpf_get_current_task();\n"
	"\tfor (int i = 0; i < 16; i++) {\n"
	"\t\tif (bpf_probe_read_kernel(&t, sizeof(t), &t->real_parent) || !t ||\n"
	"\t\t    bpf_probe_read_kernel(&tgid, sizeof(tgid), &t->tgid))\n"
	"\t\t\treturn 0;\n"
	"\t\tif (tgid == (int)rt.target)\n"
	"\t\t\treturn 1;\n"
	"\t\tif (tgid <= 1)\n"
	"\t\t\treturn 0;\n"
	"\t}\n"
	"\treturn 0;\n"
	"}\n"
	"#endif\n";

pid_t uprobe_whose(const struct world *w, pid_t pid, bool *tree)
{
	bool is_target = pid && pid == w->target;

	*tree = is_target && w->options && w->options->follow;
	return *tree ? 0 : pid;
}

void uprobe_emit_tree(struct emit *e)
{
	buf_puts(&e->out, tree_text);
}

/* System V ABI: six in registers, the rest above the return address */
static void emit_entry_args(struct emit *e, const struct group *g)
{
	static const char *const regs[] = { "di", "si", "dx", "cx", "r8", "r9" };
	unsigned nregs = sizeof(regs) / sizeof(*regs);

	for (unsigned i = 0; i < nregs; i++)
		emit_arg(e, g, i, "rt_reg(ctx, %s)", regs[i]);
	for (unsigned i = nregs; i < 10; i++)
		emit_arg(e, g, i, "({ rt_u64 v_ = 0; bpf_probe_read_user(&v_, 8, (void *)(ctx->sp + %u)); v_; })",
			 8 + 8 * (i - nregs));
}

static const char *index_text(struct emit *e, const struct group *g)
{
	if (g->probes.n == 1)
		return arena_printf(e->prog->arena, "%u", g->probes.v[0]->index);
	return "(rt_u32)bpf_get_attach_cookie(ctx)";
}

static bool has_caller(const struct group *g, enum site_kind kind)
{
	for (size_t i = 0; i < g->probes.n; i++)
		if (site_of(g->probes.v[i])->kind == kind && site_of(g->probes.v[i])->caller)
			return true;
	return false;
}

/* .callee(): the return address, as far from the function as in the file, must lie in the caller */
static void emit_callers(struct emit *e, const struct group *g, enum site_kind kind)
{
	buf_printf(&e->out, "\trt_u64 from_ = 0, low_ = 0, high_ = ~0ULL;\n"
		   "\tbpf_probe_read_user(&from_, 8, (void *)ctx->sp);\n\tswitch (%s) {\n", index_text(e, g));
	for (size_t i = 0; i < g->probes.n; i++) {
		const struct probe *p = g->probes.v[i];
		const struct site *s = site_of(p);

		if (s->kind == kind && s->caller)
			buf_printf(&e->out, "\tcase %u: low_ = %lluULL; high_ = %lluULL; %s break;\n", p->index,
				   (unsigned long long)s->caller, (unsigned long long)s->caller_end,
				   p->moves ? arena_printf(e->prog->arena, "from_ -= ctx->ip - %lluULL;",
							   (unsigned long long)p->addr) : "");
	}
	buf_puts(&e->out, "\t}\n\tif (from_ < low_ || from_ >= high_)\n\t\treturn 0;\n");
}

static void emit_kind(struct emit *e, const struct group *g, enum site_kind kind, bool tree)
{
	const char *section = kind == SITE_RETURN ? "uretprobe" : "uprobe";

	emit_program_begin(e, section, program_name(e->prog->arena, g, kind), "struct pt_regs");
	if (tree)
		buf_puts(&e->out, "\tif (!in_target_tree())\n\t\treturn 0;\n");
	if (has_caller(g, kind))
		emit_callers(e, g, kind);
	switch (kind) {
	case SITE_ENTRY:
		emit_entry_args(e, g);
		break;
	case SITE_RETURN:
		emit_arg(e, g, 1, "rt_reg(ctx, ax)");
		break;
	case SITE_OFFSET:	/* no arguments (D, "pid Provider") */
	case SITE_KINDS_:
		break;
	}
	emit_group_call(e, g, index_text(e, g));
	emit_program_end(e);
}

void uprobe_emit(struct emit *e, struct group *const *groups, size_t n)
{
	bool tree = wants_tree(groups, n);

	if (tree)
		uprobe_emit_tree(e);
	entry_regs_emit(e, groups, n);
	for (size_t i = 0; i < n; i++)
		for (int kind = 0; kind < SITE_KINDS_; kind++)
			if (has_kind(groups[i], kind))
				emit_kind(e, groups[i], kind, tree);
}

void uprobe_expect(struct session *s, struct bpf_program *prog)
{
	if (feature_has(s->features, FEAT_uprobe_multi))
		bpf_program__set_expected_attach_type(prog, (enum bpf_attach_type)TRACE_UPROBE_MULTI);
}

int uprobe_prepare(struct session *s, struct group *const *groups, size_t n)
{
	entry_regs_prepare(s);
	for (size_t i = 0; i < n; i++)
		for (int kind = 0; kind < SITE_KINDS_; kind++)
			if (has_kind(groups[i], kind))
				uprobe_expect(s, session_program(s, program_name(s->prog->arena, groups[i], kind)));
	return 0;
}

/* ---- arming ---- */

struct arming {				/* places of one program, sorted */
	struct session *s;
	struct bpf_program *prog;
	bool	 ret;
	bool	 multi;
	struct uprobe_place *places;
	size_t	 n;
	size_t	 failed;
	size_t	 misread;		/* of those, the ones that kernel_misreads() */
	int	 err;			/* of the first that failed */
	struct uprobe_place first;
};

static int by_file(const void *a, const void *b)
{
	const struct uprobe_place *x = a, *y = b;

	if (x->path != y->path)
		return strcmp(x->path, y->path);
	if (x->pid != y->pid)
		return x->pid < y->pid ? -1 : 1;
	return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static int attach_multi(struct arming *a, size_t from, size_t n)
{
	const struct uprobe_place *p = a->places + from;
	uint64_t *offsets = xcalloc(3 * n, sizeof(*offsets)), *cookies = offsets + n, *counters = cookies + n;
	bool counted = false;

	for (size_t i = 0; i < n; i++) {
		offsets[i] = p[i].offset;
		cookies[i] = p[i].cookie;
		counters[i] = p[i].semaphore;
		counted |= p[i].semaphore != 0;
	}

	struct link_create attr = {
		.prog_fd = (uint32_t)bpf_program__fd(a->prog), .attach_type = TRACE_UPROBE_MULTI,
		.path = (uintptr_t)p->path, .offsets = (uintptr_t)offsets, .cookies = (uintptr_t)cookies,
		.ref_ctr_offsets = counted ? (uintptr_t)counters : 0,
		.count = (uint32_t)n, .multi_flags = a->ret ? UPROBE_MULTI_RETURN : 0,
		.pid = (uint32_t)p->pid,
	};
	int fd = (int)syscall(SYS_bpf, BPF_LINK_CREATE, &attr, sizeof(attr));
	int err = fd < 0 ? -errno : 0;

	free(offsets);
	if (!err)
		session_own_fd(a->s, fd);
	return err;
}

static int attach_perf(struct arming *a, const struct uprobe_place *p)
{
	struct bpf_uprobe_opts opts = {
		.sz = sizeof(opts), .retprobe = a->ret, .ref_ctr_offset = p->semaphore,
		.bpf_cookie = feature_has(a->s->features, FEAT_cookie) ? p->cookie : 0,
	};
	struct bpf_link *link = bpf_program__attach_uprobe_opts(a->prog, p->pid ? p->pid : -1, p->path, p->offset,
								&opts);

	if (!link)
		return -errno;
	session_own_link(a->s, link);
	return 0;
}

static void count_failed(struct arming *a, const struct uprobe_place *first, size_t n, int err)
{
	if (!a->failed) {
		a->err = err;
		a->first = *first;
	}
	a->failed += n;
}

/*
 * One place that the kernel cannot probe (an instruction it cannot step) fails the whole link, so a
 * link that fails is halved until the culprits stand alone.
 */
static void attach_range(struct arming *a, size_t from, size_t n)
{
	int err = !n ? 0 : a->multi ? attach_multi(a, from, n) : n == 1 ? attach_perf(a, a->places + from) : -E2BIG;

	if (!err)
		return;
	if (n > 1 && (err == -E2BIG || err == -EINVAL || err == -EOPNOTSUPP || err == -524)) {
		attach_range(a, from, n / 2);
		attach_range(a, from + n / 2, n - n / 2);
		return;
	}
	count_failed(a, a->places + from, n, err);
}

/*
 * The kernel does not step some instructions but emulates them, and tells those by the opcode alone.
 * A vector instruction's opcode means something else: glibc's __strchrnul_evex begins with a
 * vpbroadcastb (62 e2 7d 28 7a ce), which is taken for a jump on parity (7a), and the process goes
 * on somewhere else (seen on 6.18). Such a place must not be armed.
 */
static bool kernel_misreads(int fd, uint64_t offset)
{
	uint8_t code[16];
	ssize_t n = fd < 0 ? 0 : pread(fd, code, sizeof(code), (off_t)offset);

	return n > 0 && insn_is_vector(code, (size_t)n);
}

/* of places in one file those that can be armed come first; how many */
static size_t drop_misread(struct arming *a, size_t from, size_t n)
{
	struct uprobe_place *p = a->places + from;
	int fd = open(p->path, O_RDONLY | O_CLOEXEC);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct uprobe_place it = p[i];

		if (kernel_misreads(fd, it.offset)) {
			count_failed(a, &it, 1, -EOPNOTSUPP);
			a->misread++;
		} else {
			p[kept++] = it;
		}
	}
	if (fd >= 0)
		close(fd);
	return kept;
}

/* all probes of one link lie in one file and fire in the same processes */
static void attach_files(struct arming *a)
{
	size_t from = 0;

	for (size_t i = 1; i <= a->n; i++) {
		const struct uprobe_place *x = a->places + from, *y = a->places + i;

		if (i < a->n && y->path == x->path && y->pid == x->pid)
			continue;
		attach_range(a, from, drop_misread(a, from, i - from));
		from = i;
	}
}

static int report(const struct arming *a)
{
	struct session *s = a->s;

	if (!a->failed)
		return 0;

	const char *name = probe_str(s->world->arena, a->first.probe);

	if (a->failed == a->n)
		diag_sys(s->diag, a->err == -524 ? -EOPNOTSUPP : a->err, "cannot probe %s (%s+0x%llx)", name,
			 a->first.path, (unsigned long long)a->first.offset);
	else
		diag_warn(s->diag, (struct span){ 0 }, "%zu of %zu places cannot be probed, the first is %s",
			  a->failed, a->n, name);
	if (a->misread)
		diag_hint(s->diag, "vector instructions (AVX): kernels take them for others and lead the process astray");
	return a->failed == a->n ? a->err : 0;
}

int uprobe_arm(struct session *s, struct bpf_program *prog, struct uprobe_place *places, size_t n, bool ret)
{
	struct arming a = {
		.s = s, .prog = prog, .ret = ret, .multi = feature_has(s->features, FEAT_uprobe_multi),
		.places = places, .n = n,
	};

	if (!n)
		return 0;
	if (!a.multi && n > 1 && !feature_has(s->features, FEAT_cookie))
		return diag_sys(s->diag, -EOPNOTSUPP, "several user probes with one body: %s",
				feature_remedy(FEAT_cookie));
	qsort(places, n, sizeof(*places), by_file);
	attach_files(&a);
	return report(&a);
}

static int attach_kind(struct session *s, const struct group *g, enum site_kind kind)
{
	VEC(struct uprobe_place) places = { 0 };

	for (size_t i = 0; i < g->probes.n; i++) {
		const struct probe *p = g->probes.v[i];
		const struct site *site = site_of(p);

		if (site->kind != kind)
			continue;
		vec_push(NULL, &places, ((struct uprobe_place){
			.path = site->path, .pid = site->pid, .offset = site->offset, .cookie = p->index, .probe = p,
		}));
	}

	int err = places.n ? uprobe_arm(s, session_program(s, program_name(s->prog->arena, g, kind)), places.v,
					places.n, kind == SITE_RETURN) : 0;

	vec_fini(&places);
	return err;
}

int uprobe_attach(struct session *s, struct group *const *groups, size_t n)
{
	int err = entry_regs_attach(s, groups, n);

	if (err)
		return err;
	for (size_t i = 0; i < n; i++) {
		for (int kind = 0; kind < SITE_KINDS_; kind++) {
			err = attach_kind(s, groups[i], kind);

			if (err)
				return err;
		}
	}
	return 0;
}
