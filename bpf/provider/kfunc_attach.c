/*
 * kfunc_attach.c - programs for kernel functions, and arming them
 *
 * A few functions: fentry and fexit, one program each, the cheapest that fires (310 ns in a guest
 * where kprobe.multi takes 414 and kprobe 612), unless a handler asks for registers, which those do
 * not have, or the kernel keeps them from that function (kfunc_try.c). Many: kprobe.multi, one link for
 * all of a group, its cookies telling which probe fired. Neither: a perf kprobe each. The choice is made
 * from what the kernel has shown to be able to when programs are written; those that there are tell it
 * when they are armed.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <string.h>
#include "bpf/feature.h"
#include "bpf/provider/kfunc.h"
#include "bpf/session.h"
#include "lib/arena.h"
#include "lib/diag.h"

/* so many programs load in the time that one link of kprobe.multi saves */
#define FENTRY_MAX 20

enum how { HOW_NONE, HOW_FENTRY, HOW_MULTI, HOW_PERF };

static const struct kfunc *func_of(const struct probe *p)
{
	return p->data;
}

/* ---- which way ---- */

/*
 * How probes are armed that do not go by fentry. return() works in a perf kprobe only, and registers that pass no
 * arguments are there in any kernel (kprobe.multi: up to 6.13); of thousands they are not worth the time.
 */
static enum how how_many(struct feature_set *fs, bool small, const struct group *g)
{
	bool perf = g->overrides || (g->registers && small && feature_has(fs, FEAT_kprobe));

	if (feature_has(fs, FEAT_kprobe_multi) && !perf)
		return HOW_MULTI;
	return feature_has(fs, FEAT_kprobe) ? HOW_PERF : HOW_NONE;
}

static bool is_small(struct group *const *groups, size_t n)
{
	size_t probes = 0;

	for (size_t i = 0; i < n; i++)
		probes += groups[i]->probes.n;
	return probes <= FENTRY_MAX;
}

static enum how how_of(struct feature_set *fs, bool small, const struct group *g, const struct probe *p)
{
	const struct kfunc *f = func_of(p);

	if (f->by_registers && !f->refused[p->is_return] && feature_has(fs, FEAT_fentry) && !g->overrides &&
	    ((small && !g->registers) || how_many(fs, small, g) == HOW_NONE))
		return HOW_FENTRY;
	return how_many(fs, small, g);
}

static const char *fentry_name(struct arena *a, const struct group *g, const struct probe *p)
{
	return arena_printf(a, "g%uf%u", g->id, p->index);
}

static const char *group_name(struct arena *a, const struct group *g)
{
	return arena_printf(a, "g%u", g->id);
}

/* probes of a group that share its kprobe program */
static size_t count_shared(struct feature_set *fs, bool small, const struct group *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->probes.n; i++)
		n += how_of(fs, small, g, g->probes.v[i]) != HOW_FENTRY;
	return n;
}

/* ---- BPF side ---- */

/* through the helpers: what is read from ctx is a pointer to the verifier, no number */
static void emit_fentry_args(struct emit *e, const struct group *g, const struct probe *p)
{
	const struct kfunc *f = func_of(p);

	if (p->is_return) {
		emit_arg(e, g, 0, "-1");
		emit_arg(e, g, 1, "({ rt_u64 v_ = 0; bpf_get_func_ret(ctx, &v_); v_; })");
		return;
	}
	for (unsigned i = 0; i < f->nargs; i++)
		emit_arg(e, g, i, "({ rt_u64 v_ = 0; bpf_get_func_arg(ctx, %u, &v_); v_; })", i);
}

static void emit_fentry(struct emit *e, const struct group *g, const struct probe *p)
{
	struct arena *a = e->prog->arena;

	emit_program_begin(e, arena_printf(a, "%s/%s", p->is_return ? "fexit" : "fentry", func_of(p)->symbol),
			   fentry_name(a, g, p), "rt_u64");
	buf_puts(&e->out, "\tf->in_function = 1;\n");
	emit_fentry_args(e, g, p);
	emit_group_call(e, g, arena_printf(a, "%u", p->index));
	emit_program_end(e);
}

/* System V ABI: six in registers, the rest above the return address */
static void emit_kprobe_args(struct emit *e, const struct group *g, bool is_return)
{
	static const char *const regs[] = { "di", "si", "dx", "cx", "r8", "r9" };
	unsigned nregs = sizeof(regs) / sizeof(*regs);

	if (is_return) {
		emit_arg(e, g, 0, "-1");
		emit_arg(e, g, 1, "rt_reg(ctx, ax)");
		return;
	}
	for (unsigned i = 0; i < nregs; i++)
		emit_arg(e, g, i, "rt_reg(ctx, %s)", regs[i]);
	for (unsigned i = nregs; i < 10; i++)
		emit_arg(e, g, i, "({ rt_u64 v_ = 0; bpf_probe_read_kernel(&v_, 8, (void *)(ctx->sp + %u)); v_; })",
			 8 + 8 * (i - nregs));
}

static void emit_kprobe(struct emit *e, const struct group *g, enum how how)
{
	static const char *const sections[2][2] = {
		{ "kprobe", "kretprobe" }, { "kprobe.multi", "kretprobe.multi" },
	};
	bool is_return = g->probes.v[0]->is_return;	/* of all: groups are made so */

	emit_program_begin(e, sections[how == HOW_MULTI][is_return], group_name(e->prog->arena, g), "struct pt_regs");
	emit_kprobe_args(e, g, is_return);
	emit_group_call(e, g, g->probes.n == 1 ? arena_printf(e->prog->arena, "%u", g->probes.v[0]->index) :
			"(rt_u32)bpf_get_attach_cookie(ctx)");
	emit_program_end(e);
}

/* not of thousands: those go by fentry only where there is nothing else */
static void try_fentry(struct emit *e, const struct group *g)
{
	for (size_t i = 0; i < g->probes.n; i++) {
		const struct probe *p = g->probes.v[i];
		struct kfunc *f = p->data;

		if (how_of(e->features, true, g, p) == HOW_FENTRY)
			f->refused[p->is_return] = kfunc_try(e->world, f, p->is_return);
	}
}

void kfunc_emit(struct emit *e, struct group *const *groups, size_t n)
{
	bool small = is_small(groups, n);

	for (size_t i = 0; i < n && small && e->world->features; i++)
		try_fentry(e, groups[i]);
	for (size_t i = 0; i < n; i++) {
		const struct group *g = groups[i];

		for (size_t k = 0; k < g->probes.n; k++)
			if (how_of(e->features, small, g, g->probes.v[k]) == HOW_FENTRY)
				emit_fentry(e, g, g->probes.v[k]);
		if (count_shared(e->features, small, g))
			emit_kprobe(e, g, how_many(e->features, small, g));
	}
}

static const char *remedy(struct session *s)
{
	return arena_printf(s->world->arena, "what it would take: %s", feature_remedy(s->features, FEAT_kprobe));
}

static struct refused refusal(struct session *s, const struct probe *p)
{
	struct arena *a = s->world->arena;
	const char *instead = kfunc_instead(func_of(p)->symbol, s->prog->lang);
	struct refused r = {
		.probe = p, .err = -EOPNOTSUPP, .missing = true, .hints = { remedy(s) },
		.error = arena_printf(a, "%s: this kernel does not allow probes on its functions", session_probe_name(s, p)),
	};

	if (instead) {
		r.hints[1] = r.hints[0];
		r.hints[0] = arena_printf(a, "these fire here too and tell much the same: %s", instead);
	}
	return r;
}

/* ---- what was written; NULL: the probe has none of its own, all of the group have ---- */

static struct bpf_program *fentry_program(struct session *s, const struct group *g, const struct probe *p)
{
	return session_program(s, fentry_name(s->prog->arena, g, p));
}

static struct bpf_program *shared_program(struct session *s, const struct group *g)
{
	return session_program(s, group_name(s->prog->arena, g));
}

/* what goes by no fentry, of a group on a kernel without kprobes */
static int refuse_shared(struct session *s, const struct group *g)
{
	int err = 0;

	for (size_t i = 0; i < g->probes.n && !err; i++) {
		struct refused r = refusal(s, g->probes.v[i]);

		if (!fentry_program(s, g, g->probes.v[i]))
			err = session_fail(s, &r);
	}
	bpf_program__set_autoload(shared_program(s, g), false);
	return err;
}

/* a bundle's programs were chosen elsewhere */
static int refuse_fentry(struct session *s, const struct group *g)
{
	int err = 0;

	for (size_t i = 0; i < g->probes.n && !err && !s->world->features; i++) {
		const struct probe *p = g->probes.v[i];
		struct bpf_program *prog = fentry_program(s, g, p);
		struct refused r = {
			.probe = p, .err = prog ? kfunc_try(s->world, func_of(p), p->is_return) : 0,
			.error = arena_printf(s->world->arena, "cannot probe %s", session_probe_name(s, p)),
		};

		if (!r.err)
			continue;
		bpf_program__set_autoload(prog, false);
		err = session_fail(s, &r);
	}
	return err;
}

/* said before loading: the kernel would only say that it does not know the kind of program */
int kfunc_prepare(struct session *s, struct group *const *groups, size_t n)
{
	bool small = is_small(groups, n);
	int err = 0;

	for (size_t i = 0; i < n && !err; i++) {
		if (how_many(s->features, small, groups[i]) == HOW_NONE && shared_program(s, groups[i]))
			err = refuse_shared(s, groups[i]);
		if (!err)
			err = refuse_fentry(s, groups[i]);
	}
	return err;
}

/* ---- arming ---- */

struct failure { const struct probe *probe; int err; };

struct tally {
	size_t	 tried;
	VEC(struct failure) failed;
	bool	 overrides;
};

static void count_failed(struct tally *t, const struct probe *p, int err)
{
	vec_push(NULL, &t->failed, ((struct failure){ p, err }));
}

static void attach_fentry(struct session *s, struct bpf_program *prog, const struct probe *p, struct tally *t)
{
	struct bpf_link *link = bpf_program__attach(prog);

	t->tried++;
	if (!link) {
		count_failed(t, p, -errno);
		return;
	}
	session_own_link(s, link);
	session_armed(s, FEAT_fentry, p->is_return ? "fexit" : "fentry", p, 1);
}

struct arming {
	struct session *s;
	struct bpf_program *prog;
	enum how how;
	bool	 is_return;
	VEC(const struct probe *) probes;
	VEC(unsigned long) addrs;	/* of the same; empty: by name */
	VEC(const char *) symbols;
	VEC(uint64_t) cookies;
	struct tally *tally;
};

static int attach_multi(struct arming *a, size_t from, size_t n)
{
	struct bpf_kprobe_multi_opts opts = {
		.sz = sizeof(opts), .cnt = n, .retprobe = a->is_return, .cookies = (const __u64 *)a->cookies.v + from,
	};
	struct bpf_link *link;

	if (a->addrs.n)
		opts.addrs = a->addrs.v + from;
	else
		opts.syms = a->symbols.v + from;
	link = bpf_program__attach_kprobe_multi_opts(a->prog, NULL, &opts);
	if (!link)
		return -errno;
	session_own_link(a->s, link);
	session_armed(a->s, FEAT_kprobe_multi, a->is_return ? "kretprobe" : "kprobe", a->probes.v[from], n);
	return 0;
}

/* in a bundle from another kernel an allocator may have the name that it had there (kfunc.c, give_exact) */
static const char *other_name(struct arena *a, const char *symbol)
{
	static const char suffix[] = "_noprof";
	size_t n = strlen(symbol), tail = sizeof(suffix) - 1;

	if (n > tail && !strcmp(symbol + n - tail, suffix))
		return arena_strndup(a, symbol, n - tail);
	return arena_printf(a, "%s%s", symbol, suffix);
}

static int attach_perf(struct arming *a, size_t i)
{
	struct bpf_kprobe_opts opts = {
		.sz = sizeof(opts), .retprobe = a->is_return,
		.bpf_cookie = feature_has(a->s->features, FEAT_cookie) ? a->cookies.v[i] : 0,
	};
	struct bpf_link *link = bpf_program__attach_kprobe_opts(a->prog, a->symbols.v[i], &opts);

	if (!link && errno == ENOENT)
		link = bpf_program__attach_kprobe_opts(a->prog, other_name(a->s->world->arena, a->symbols.v[i]), &opts);
	if (!link)
		return -errno;
	session_own_link(a->s, link);
	session_armed(a->s, FEAT_kprobe, a->is_return ? "kretprobe" : "kprobe", a->probes.v[i], 1);
	return 0;
}

/* one function that cannot be traced fails the whole link: halve until the culprits stand alone */
static void attach_range(struct arming *a, size_t from, size_t n)
{
	int err = a->how == HOW_MULTI ? attach_multi(a, from, n) : n == 1 ? attach_perf(a, from) : -E2BIG;

	if (!err)
		return;
	if (n > 1 && err != -EPERM && err != -EACCES && err != -ENOMEM) {
		attach_range(a, from, n / 2);
		attach_range(a, from + n / 2, n - n / 2);
		return;
	}
	for (size_t i = from; i < from + n; i++)
		count_failed(a->tally, a->probes.v[i], err);
}

/*
 * What programs themselves run in is for kprobe.multi, which guards against that; a perf kprobe does not.
 *
 * Names are enough for built-in code. Those of modules are resolved by kprobe.multi from Linux 6.2
 * on ("livepatch: Improve the search performance of module_kallsyms_on_each_symbol()" made it
 * affordable): addresses always work, where we may see them.
 */
static void collect(struct arming *a, const struct group *g)
{
	struct kfuncs *k = kfuncs_of(a->s->world);
	bool modules = false, hidden = false;

	for (size_t i = 0; i < g->probes.n; i++) {
		const struct probe *p = g->probes.v[i];

		if (fentry_program(a->s, g, p))
			continue;
		if (a->how == HOW_PERF && kfunc_is_deep(func_of(p))) {
			count_failed(a->tally, p, -EINVAL);
			continue;
		}
		modules |= strcmp(func_of(p)->module, "vmlinux") != 0;
		vec_push(NULL, &a->probes, p);
		vec_push(NULL, &a->symbols, func_of(p)->symbol);
		vec_push(NULL, &a->cookies, (uint64_t)p->index);
	}
	for (size_t i = 0; i < a->probes.n && modules && !hidden; i++) {
		unsigned long addr = kfuncs_addr(k, func_of(a->probes.v[i]));

		hidden = !addr;
		vec_push(NULL, &a->addrs, addr);
	}
	if (hidden)
		vec_fini(&a->addrs);
}

/* what probes themselves run in must not be probed; neither does a missing privilege look like this */
static bool is_kept(int err)
{
	return err == -EBUSY || err == -EINVAL || err == -EOPNOTSUPP || err == -ENOENT || err == -ESRCH;
}

static const char *why_kept(const struct tally *t, int err)
{
	if (t->overrides)
		return "only functions in /sys/kernel/debug/error_injection/list let BPF change what they return, system calls "
		       "(__x64_sys_...) among them";
	return !is_kept(err) ? NULL : "the kernel keeps the functions that probes and traps themselves run in from being probed; "
	       "/sys/kernel/tracing/available_filter_functions has those that can be";
}

static struct refused failure(struct session *s, const struct tally *t, const struct failure *f)
{
	struct arena *a = s->world->arena;
	const char *instead = kfunc_instead(func_of(f->probe)->symbol, s->prog->lang), *why = why_kept(t, f->err);
	struct refused r = {
		.probe = f->probe, .err = f->err,
		.error = arena_printf(a, "cannot probe %s", session_probe_name(s, f->probe)),
	};

	r.hints[0] = instead ? arena_printf(a, "what this kernel has that tells much the same: %s", instead) : why;
	r.hints[1] = instead ? why : NULL;
	return r;
}

/* D: a description of which nothing can be probed ends the session */
static int report(struct session *s, const struct tally *t)
{
	for (size_t i = 0; i < t->failed.n && session_tolerates(s); i++) {
		struct refused r = failure(s, t, &t->failed.v[i]);

		session_refuse(s, &r);
	}
	if (!t->failed.n || session_tolerates(s))
		return 0;

	struct refused first = failure(s, t, &t->failed.v[0]);

	if (t->failed.n == t->tried)
		return session_report(s, &first);
	diag_warn(s->diag, (struct span){ 0 }, "%zu of %zu kernel functions cannot be probed, the first is %s",
		  t->failed.n, t->tried, session_probe_name(s, first.probe));
	return 0;
}

static void attach_shared(struct session *s, const struct group *g, bool small, struct tally *t)
{
	struct arming a = {
		.s = s, .prog = shared_program(s, g), .how = how_many(s->features, small, g),
		.is_return = g->probes.v[0]->is_return, .tally = t,
	};

	collect(&a, g);
	t->overrides = g->overrides;
	t->tried += a.probes.n;
	attach_range(&a, 0, a.probes.n);
	vec_fini(&a.probes);
	vec_fini(&a.addrs);
	vec_fini(&a.symbols);
	vec_fini(&a.cookies);
}

/* a function that is named by itself has a group, or shares one with its like: each pattern is told of */
static int attach_group(struct session *s, const struct group *g, bool small)
{
	struct tally t = { 0 };

	for (size_t k = 0; k < g->probes.n; k++) {
		struct bpf_program *prog = fentry_program(s, g, g->probes.v[k]);

		if (prog && bpf_program__autoload(prog))
			attach_fentry(s, prog, g->probes.v[k], &t);
	}
	if (how_many(s->features, small, g) != HOW_NONE && shared_program(s, g))
		attach_shared(s, g, small, &t);

	int err = report(s, &t);

	vec_fini(&t.failed);
	return err;
}

int kfunc_attach(struct session *s, struct group *const *groups, size_t n)
{
	bool small = is_small(groups, n);
	int err = 0;

	for (size_t i = 0; i < n && !err; i++)
		err = attach_group(s, groups[i], small);
	return err;
}
