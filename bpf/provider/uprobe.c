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
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "bpf/feature.h"
#include "bpf/provider/uprobe.h"
#include "bpf/session.h"
#include "lib/arena.h"
#include "lib/diag.h"

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
	"}\n";

/* System V ABI: six in registers, the rest above the return address */
static void emit_entry_args(struct emit *e, const struct group *g)
{
	static const char *const regs[] = { "di", "si", "dx", "cx", "r8", "r9" };
	unsigned nregs = sizeof(regs) / sizeof(*regs);

	for (unsigned i = 0; i < nregs; i++)
		emit_arg(e, g, i, "ctx->%s", regs[i]);
	for (unsigned i = nregs; i < 10; i++)
		emit_arg(e, g, i, "({ rt_u64 v_ = 0; bpf_probe_read_user(&v_, 8, (void *)(ctx->sp + %u)); v_; })",
			 8 + 8 * (i - nregs));
}

static const char *probe_text(struct emit *e, const struct group *g)
{
	if (g->probes.n == 1)
		return arena_printf(e->prog->arena, "%u", g->probes.v[0]->index);
	return "(rt_u32)bpf_get_attach_cookie(ctx)";
}

static void emit_kind(struct emit *e, const struct group *g, enum site_kind kind, bool tree)
{
	const char *section = kind == SITE_RETURN ? "uretprobe" : "uprobe";

	emit_program_begin(e, section, program_name(e->prog->arena, g, kind), "struct pt_regs");
	if (tree)
		buf_puts(&e->out, "\tif (!in_target_tree())\n\t\treturn 0;\n");
	switch (kind) {
	case SITE_ENTRY:
		emit_entry_args(e, g);
		break;
	case SITE_RETURN:
		emit_arg(e, g, 1, "ctx->ax");
		break;
	case SITE_OFFSET:	/* no arguments (D, "pid Provider") */
	case SITE_KINDS_:
		break;
	}
	emit_group_call(e, g, probe_text(e, g));
	emit_program_end(e);
}

void uprobe_emit(struct emit *e, struct group *const *groups, size_t n)
{
	bool tree = wants_tree(groups, n);

	if (tree)
		buf_puts(&e->out, tree_text);
	for (size_t i = 0; i < n; i++)
		for (int kind = 0; kind < SITE_KINDS_; kind++)
			if (has_kind(groups[i], kind))
				emit_kind(e, groups[i], kind, tree);
}

int uprobe_prepare(struct session *s, struct group *const *groups, size_t n)
{
	if (!feature_has(s->features, FEAT_uprobe_multi))
		return 0;
	for (size_t i = 0; i < n; i++)
		for (int kind = 0; kind < SITE_KINDS_; kind++)
			if (has_kind(groups[i], kind))
				bpf_program__set_expected_attach_type(
					session_program(s, program_name(s->prog->arena, groups[i], kind)),
					(enum bpf_attach_type)TRACE_UPROBE_MULTI);
	return 0;
}

/* ---- arming ---- */

struct arming {				/* places of one program, sorted */
	struct session *s;
	struct bpf_program *prog;
	enum site_kind kind;
	bool	 multi;
	VEC(const struct probe *) probes;
	size_t	 failed;
	int	 err;			/* of the first that failed */
	const struct probe *first;
};

static int by_file(const void *a, const void *b)
{
	const struct site *x = site_of(*(const struct probe *const *)a);
	const struct site *y = site_of(*(const struct probe *const *)b);

	if (x->path != y->path)
		return strcmp(x->path, y->path);
	if (x->pid != y->pid)
		return x->pid < y->pid ? -1 : 1;
	return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static int attach_multi(struct arming *a, size_t from, size_t n)
{
	const struct site *site = site_of(a->probes.v[from]);
	uint64_t *offsets = xcalloc(n, sizeof(*offsets)), *cookies = xcalloc(n, sizeof(*cookies));

	for (size_t i = 0; i < n; i++) {
		offsets[i] = site_of(a->probes.v[from + i])->offset;
		cookies[i] = a->probes.v[from + i]->index;
	}

	struct link_create attr = {
		.prog_fd = (uint32_t)bpf_program__fd(a->prog), .attach_type = TRACE_UPROBE_MULTI,
		.path = (uintptr_t)site->path, .offsets = (uintptr_t)offsets, .cookies = (uintptr_t)cookies,
		.count = (uint32_t)n, .multi_flags = a->kind == SITE_RETURN ? UPROBE_MULTI_RETURN : 0,
		.pid = (uint32_t)site->pid,
	};
	int fd = (int)syscall(SYS_bpf, BPF_LINK_CREATE, &attr, sizeof(attr));
	int err = fd < 0 ? -errno : 0;

	free(offsets);
	free(cookies);
	if (!err)
		session_own_fd(a->s, fd);
	return err;
}

static int attach_perf(struct arming *a, size_t i)
{
	const struct site *site = site_of(a->probes.v[i]);
	struct bpf_uprobe_opts opts = {
		.sz = sizeof(opts), .retprobe = a->kind == SITE_RETURN,
		.bpf_cookie = feature_has(a->s->features, FEAT_cookie) ? a->probes.v[i]->index : 0,
	};
	struct bpf_link *link = bpf_program__attach_uprobe_opts(a->prog, site->pid ? site->pid : -1,
								site->path, site->offset, &opts);

	if (!link)
		return -errno;
	session_own_link(a->s, link);
	return 0;
}

/*
 * One place that the kernel cannot probe (an instruction it cannot step) fails the whole link, so a
 * link that fails is halved until the culprits stand alone.
 */
static void attach_range(struct arming *a, size_t from, size_t n)
{
	int err = a->multi ? attach_multi(a, from, n) : n == 1 ? attach_perf(a, from) : -E2BIG;

	if (!err)
		return;
	if (n > 1 && (err == -E2BIG || err == -EINVAL || err == -EOPNOTSUPP || err == -524)) {
		attach_range(a, from, n / 2);
		attach_range(a, from + n / 2, n - n / 2);
		return;
	}
	if (!a->failed) {
		a->err = err;
		a->first = a->probes.v[from];
	}
	a->failed += n;
}

/* all probes of one link lie in one file and fire in the same processes */
static void attach_files(struct arming *a)
{
	size_t from = 0;

	for (size_t i = 1; i <= a->probes.n; i++) {
		const struct site *x = site_of(a->probes.v[from]);
		const struct site *y = i < a->probes.n ? site_of(a->probes.v[i]) : NULL;

		if (y && y->path == x->path && y->pid == x->pid)
			continue;
		attach_range(a, from, i - from);
		from = i;
	}
}

static int report(const struct arming *a)
{
	struct session *s = a->s;

	if (!a->failed)
		return 0;

	const struct site *site = site_of(a->first);
	const char *name = probe_str(s->world->arena, a->first);

	if (a->failed == a->probes.n)
		return diag_sys(s->diag, a->err == -524 ? -EOPNOTSUPP : a->err, "cannot probe %s (%s+0x%llx)", name,
				site->path, (unsigned long long)site->offset);
	diag_warn(s->diag, (struct span){ 0 }, "%zu of %zu places cannot be probed, the first is %s",
		  a->failed, a->probes.n, name);
	return 0;
}

static int attach_kind(struct session *s, const struct group *g, enum site_kind kind)
{
	struct arming a = {
		.s = s, .prog = session_program(s, program_name(s->prog->arena, g, kind)), .kind = kind,
		.multi = feature_has(s->features, FEAT_uprobe_multi),
	};

	for (size_t i = 0; i < g->probes.n; i++)
		if (site_of(g->probes.v[i])->kind == kind)
			vec_push(NULL, &a.probes, g->probes.v[i]);
	if (!a.probes.n)
		return 0;
	if (!a.multi && g->probes.n > 1 && !feature_has(s->features, FEAT_cookie)) {
		vec_fini(&a.probes);
		return diag_sys(s->diag, -EOPNOTSUPP, "several user probes with one body: %s",
				feature_remedy(FEAT_cookie));
	}
	qsort(a.probes.v, a.probes.n, sizeof(*a.probes.v), by_file);
	attach_files(&a);

	int err = report(&a);

	vec_fini(&a.probes);
	return err;
}

int uprobe_attach(struct session *s, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (int kind = 0; kind < SITE_KINDS_; kind++) {
			int err = attach_kind(s, groups[i], kind);

			if (err)
				return err;
		}
	}
	return 0;
}
