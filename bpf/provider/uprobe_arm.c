/*
 * uprobe_arm.c - arming programs at places in user code
 *
 * With uprobe_multi (Linux 6.6) all places of a program in one file are one link, whose cookies say
 * which probe fired: 5,000 functions are armed in 30 ms and let go in 60. Otherwise every place is
 * a perf event of its own. libbpf 1.1 knows nothing of uprobe_multi, hence expect and raw bpf(2).
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "bpf/feature.h"
#include "bpf/provider/replaced.h"
#include "bpf/provider/uprobe_arm.h"
#include "bpf/session.h"
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

void uprobe_expect(struct session *s, struct bpf_program *prog)
{
	if (feature_has(s->features, FEAT_uprobe_multi))
		bpf_program__set_expected_attach_type(prog, (enum bpf_attach_type)TRACE_UPROBE_MULTI);
}

struct arming {				/* places of one program, sorted */
	struct session *s;
	struct bpf_program *prog;
	bool	 ret;
	const char *what;
	bool	 multi;
	struct uprobe_place *places;
	size_t	 n;
};

enum { MISREAD = -4096 };		/* place.err of kernel_misreads(), no errno */

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
	if (!err) {
		session_own_fd(a->s, fd);
		session_armed(a->s, FEAT_uprobe_multi, a->what, p->probe, n);
		replaced_watch(a->s, p->path, fd, NULL);
	}
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
	session_armed(a->s, FEAT_uprobe, a->what, p->probe, 1);
	replaced_watch(a->s, p->path, -1, link);
	return 0;
}

/* one of many that a pattern named has ended since it was found: nothing is missed */
static bool has_gone(const struct arming *a, pid_t pid)
{
	return pid && pid != a->s->world->target && kill(pid, 0) && errno == ESRCH;
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
	for (size_t i = from; i < from + n && !has_gone(a, a->places[from].pid); i++)
		a->places[i].err = err;
}

/*
 * The kernel does not step some instructions but emulates them, and tells those by the opcode alone.
 * A vector instruction's opcode means something else: glibc's __strchrnul_evex begins with a
 * vpbroadcastb (62 e2 7d 28 7a ce), which is taken for a jump on parity (7a), and the process goes
 * on somewhere else (seen on 6.18). Such a place must not be armed.
 */
static bool kernel_misreads(const uint8_t *code, size_t n)
{
	return insn_is_vector(code, n);
}

/* what the place begins with */
enum code { CODE_PLAIN, CODE_REFUSED, CODE_MISREAD, CODES_ };

static enum code code_at(int fd, uint64_t offset)
{
	uint8_t code[16];
	ssize_t len = fd < 0 ? 0 : pread(fd, code, sizeof(code), (off_t)offset);

	if (len > 0 && kernel_misreads(code, (size_t)len))
		return CODE_MISREAD;
	return len > 0 && insn_is_refused(code, (size_t)len) ? CODE_REFUSED : CODE_PLAIN;
}

/*
 * Of places in one file those that can be armed come first, behind them the ones that most kernels refuse: in one
 * link with the others these would make all of it fail, which for the thousands of libc, in every process that
 * maps it, takes half a second each time. Those that must not be armed come last. n[]: how many of each.
 */
static void sort_out(struct arming *a, size_t from, size_t count, size_t n[CODES_])
{
	struct uprobe_place *p = a->places + from, *sorted = xcalloc(count, sizeof(*sorted));
	enum code *codes = xcalloc(count, sizeof(*codes));
	int fd = open(p->path, O_RDONLY | O_CLOEXEC);
	size_t to = 0;

	memset(n, 0, CODES_ * sizeof(*n));
	for (size_t i = 0; i < count; i++) {
		codes[i] = code_at(fd, p[i].offset);
		n[codes[i]]++;
		p[i].err = codes[i] == CODE_MISREAD ? MISREAD : 0;
	}
	for (enum code c = 0; c < CODES_; c++)
		for (size_t i = 0; i < count; i++)
			if (codes[i] == c)
				sorted[to++] = p[i];
	memcpy(p, sorted, count * sizeof(*p));
	free(codes);
	free(sorted);
	if (fd >= 0)
		close(fd);
}

/* all probes of one link lie in one file and fire in the same processes */
static void attach_files(struct arming *a)
{
	size_t from = 0, n[CODES_];

	for (size_t i = 1; i <= a->n; i++) {
		const struct uprobe_place *x = a->places + from, *y = a->places + i;

		if (i < a->n && y->path == x->path && y->pid == x->pid)
			continue;
		sort_out(a, from, i - from, n);
		attach_range(a, from, n[CODE_PLAIN]);
		attach_range(a, from + n[CODE_PLAIN], n[CODE_REFUSED]);
		from = i;
	}
}

static int errno_of(const struct uprobe_place *p)
{
	return p->err == MISREAD || p->err == -524 ? -EOPNOTSUPP : p->err;
}

/* D has a tag for that, and the description of a clause as the place */
static int cannot(struct session *s, const struct uprobe_place *p)
{
	const char *name = session_probe_name(s, p->probe);

	for (size_t i = 0; i < s->prog->clauses.n; i++) {
		const struct clause *c = s->prog->clauses.v[i];

		for (size_t k = 0; k < c->probes.n; k++) {
			if (c->probes.v[k] != p->probe)
				continue;
			diag_error(s->diag, c->span, ERR_PROC_CREATEFAIL, "cannot probe %s (%s+0x%llx): %s", name, p->path,
				   (unsigned long long)p->offset, strerror(-errno_of(p)));
			return errno_of(p);
		}
	}
	return diag_sys(s->diag, errno_of(p), "cannot probe %s (%s+0x%llx)", name, p->path, (unsigned long long)p->offset);
}

static const char misread[] = "vector instructions (AVX): kernels take them for others and lead the process astray";

static int report_d(const struct arming *a, const struct uprobe_place *first, size_t failed, bool is_misread)
{
	struct session *s = a->s;

	if (failed == a->n)
		cannot(s, first);
	else
		diag_warn(s->diag, (struct span){ 0 }, "%zu of %zu places cannot be probed, the first is %s", failed, a->n,
			  session_probe_name(s, first->probe));
	if (is_misread)
		diag_hint(s->diag, "%s", misread);
	return failed == a->n ? errno_of(first) : 0;
}

static bool armed_elsewhere(const struct arming *a, const struct probe *p)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->places[i].probe == p && !a->places[i].err)
			return true;
	return false;
}

static void refuse(const struct arming *a, const struct uprobe_place *p)
{
	struct session *s = a->s;
	struct refused r = {
		.probe = p->probe, .err = errno_of(p), .partly = armed_elsewhere(a, p->probe),
		.error = arena_printf(s->world->arena, "cannot probe %s (%s+0x%llx)", session_probe_name(s, p->probe), p->path,
				      (unsigned long long)p->offset),
		.hints[0] = p->err == MISREAD ? misread : NULL,
	};

	session_refuse(s, &r);
}

static int report(const struct arming *a)
{
	const struct uprobe_place *first = NULL;
	size_t failed = 0;
	bool is_misread = false;

	for (size_t i = 0; i < a->n; i++) {
		const struct uprobe_place *p = &a->places[i];

		if (!p->err)
			continue;
		if (session_tolerates(a->s))
			refuse(a, p);
		first = first ? first : p;
		failed++;
		is_misread |= p->err == MISREAD;
	}
	return failed && !session_tolerates(a->s) ? report_d(a, first, failed, is_misread) : 0;
}

int uprobe_arm(struct session *s, struct bpf_program *prog, struct uprobe_place *places, size_t n, bool ret,
	       const char *what)
{
	struct arming a = {
		.s = s, .prog = prog, .ret = ret, .what = what, .multi = feature_has(s->features, FEAT_uprobe_multi),
		.places = places, .n = n,
	};

	if (!n)
		return 0;
	if (!a.multi && n > 1 && !feature_has(s->features, FEAT_cookie))
		return diag_sys(s->diag, -EOPNOTSUPP, "several user probes with one body: %s",
				feature_remedy(s->features, FEAT_cookie));
	qsort(places, n, sizeof(*places), by_file);
	attach_files(&a);
	return report(&a);
}
