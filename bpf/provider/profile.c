/*
 * profile.c - profile-N and tick-N; SystemTap's timer.*
 *
 * profile-N is a software CPU clock on every CPU; tick-N and SystemTap's plain timers fire from
 * the session loop, which starts the group's program by hand (or walks its clauses itself).
 * Semantics: D, "profile Provider"; stapprobes(3stap), TIMERS.
 */
#include <bpf/libbpf.h>
#include <ctype.h>
#include <errno.h>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include "bpf/session.h"
#include "lang/option.h"
#include "lang/stability.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/glob.h"

extern const struct provider provider_profile;

#define MIN_PERIOD_NS 200000	/* 200 us: faster ones do not exist (D, "profile Provider") */

/* ---- names ---- */
static bool parse_rate(const char *s, uint64_t *period_ns)
{
	static const struct { const char *suffix; uint64_t ns; } units[] = {
		{ "ns", 1 }, { "nsec", 1 }, { "us", 1000 }, { "usec", 1000 },
		{ "ms", 1000000 }, { "msec", 1000000 }, { "s", 1000000000 }, { "sec", 1000000000 },
		{ "m", 60000000000 }, { "min", 60000000000 }, { "h", 3600000000000 },
		{ "hour", 3600000000000 }, { "d", 86400000000000 }, { "day", 86400000000000 },
	};
	char *end;
	uint64_t n;

	if (!isdigit((unsigned char)*s))
		return false;
	errno = 0;
	n = strtoull(s, &end, 10);
	if (!n || errno)
		return false;
	if (!*end || !strcasecmp(end, "hz")) {
		*period_ns = 1000000000 / n;
		return true;
	}
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (!strcasecmp(end, units[i].suffix))
			return !__builtin_mul_overflow(n, units[i].ns, period_ns);
	return false;
}

static struct probe *new_probe(struct world *w, const char *name, bool tick, uint64_t period_ns)
{
	struct probe *p = probe_new(w, &provider_profile, "profile", "", "", name);

	p->role = tick ? ROLE_TICK : ROLE_EVENT;
	p->period_ns = period_ns;
	return p;
}

/* what a listing or a pattern sees: the rates that every edition shows */
static int match_defaults(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	static const char *const defaults[] = {
		"profile-97", "profile-199", "profile-499", "profile-997", "profile-1999", "profile-4001",
		"profile-4999", "tick-1", "tick-10", "tick-100", "tick-500", "tick-1000", "tick-5000",
	};
	int n = 0;

	for (size_t i = 0; i < sizeof(defaults) / sizeof(*defaults); i++) {
		uint64_t period = 0;
		bool tick = defaults[i][0] == 't';

		if (!desc_matches(d, "profile", "", "", defaults[i]))
			continue;
		parse_rate(strchr(defaults[i], '-') + 1, &period);
		n++;
		if (found(new_probe(w, defaults[i], tick, period), ctx))
			break;
	}
	return n;
}

/* ---- SystemTap ---- */
enum { T_S, T_MS, T_US, T_NS, T_HZ, T_JIFFIES, T_PROFILE, T_FREQ };

static const struct point_form forms[] = {
	{ "timer.s(number)", T_S }, { "timer.sec(number)", T_S },
	{ "timer.ms(number)", T_MS }, { "timer.msec(number)", T_MS },
	{ "timer.us(number)", T_US }, { "timer.usec(number)", T_US },
	{ "timer.ns(number)", T_NS }, { "timer.nsec(number)", T_NS },
	{ "timer.hz(number)", T_HZ }, { "timer.jiffies(number)", T_JIFFIES },
	{ "timer.s(number).randomize(number)", T_S }, { "timer.sec(number).randomize(number)", T_S },
	{ "timer.ms(number).randomize(number)", T_MS }, { "timer.msec(number).randomize(number)", T_MS },
	{ "timer.us(number).randomize(number)", T_US }, { "timer.usec(number).randomize(number)", T_US },
	{ "timer.ns(number).randomize(number)", T_NS }, { "timer.nsec(number).randomize(number)", T_NS },
	{ "timer.jiffies(number).randomize(number)", T_JIFFIES },
	{ "timer.profile", T_PROFILE }, { "timer.profile.tick", T_PROFILE },
	{ "timer.profile.freq.hz(number)", T_FREQ },
	{ NULL, 0 },
};

static bool bad_interval(struct world *w, const struct probe_desc *d, int64_t n, uint64_t unit_ns)
{
	int64_t max = 86400000000000 / (int64_t)unit_ns;

	if (n >= 1 && n <= max)
		return false;
	diag_error(w->diag, d->span, ERR_STAP_POINT, "interval value out of range (1, %lld)", (long long)max);
	return true;
}

/* a tick of the kernel: the resolution of its coarse clock */
static uint64_t jiffy_ns(void)
{
	struct timespec t;

	return clock_getres(CLOCK_MONOTONIC_COARSE, &t) || !t.tv_nsec ? 4000000 : (uint64_t)t.tv_nsec;
}

static int match_form(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	const uint64_t units[] = { 1000000000, 1000000, 1000, 1, 0, jiffy_ns() };
	int tag = d->form->tag;
	struct buf point = BUF_INIT;
	uint64_t period;

	if (tag == T_PROFILE) {
		period = jiffy_ns();
	} else if (tag == T_FREQ || tag == T_HZ) {
		int64_t hz = d->comps[tag == T_FREQ ? 3 : 1].num;

		if (hz <= 0 || hz > 1000000) {
			diag_error(w->diag, d->span, ERR_STAP_POINT, "frequency out of range (1, 1000000)");
			return -EINVAL;
		}
		period = 1000000000 / (uint64_t)hz;
	} else {
		if (bad_interval(w, d, d->comps[1].num, units[tag]))
			return -EINVAL;
		period = (uint64_t)d->comps[1].num * units[tag];
		if (d->ncomps > 2 && (d->comps[2].num < 0 || d->comps[2].num >= d->comps[1].num)) {
			diag_error(w->diag, d->comps[2].span, ERR_STAP_POINT, "randomization value out of range");
			return -EINVAL;
		}
	}
	for (size_t i = 0; i < d->ncomps; i++) {
		buf_printf(&point, "%s%s", i ? "." : "", d->comps[i].name);
		if (d->comps[i].arg == PA_NUM)
			buf_printf(&point, "(%lld)", (long long)d->comps[i].num);
	}

	struct probe *p = new_probe(w, arena_intern(w->arena, point.s, point.len),
				    tag != T_PROFILE && tag != T_FREQ, period);

	p->point = p->name;
	if (tag == T_JIFFIES)
		p->type = "timer";
	if (d->ncomps > 2 && d->comps[2].arg == PA_NUM && tag <= T_JIFFIES)
		p->key = (uint64_t)d->comps[2].num * units[tag];	/* jitter, ns: see wake.c */
	buf_fini(&point);
	found(p, ctx);
	return 1;
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	bool tick = !strncmp(d->name, "tick-", 5);
	uint64_t period;

	if (d->form)
		return match_form(w, d, found, ctx);
	if (glob_is_pattern(d->name) || !d->name[0])
		return match_defaults(w, d, found, ctx);
	if (!desc_matches(d, "profile", "", "", d->name) ||
	    (!tick && strncmp(d->name, "profile-", 8)) ||
	    !parse_rate(strchr(d->name, '-') + 1, &period) || period < MIN_PERIOD_NS)
		return 0;
	found(new_probe(w, d->name, tick, period), ctx);
	return 1;
}

/* ---- BPF side ---- */
static void emit(struct emit *e, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct group *g = groups[i];
		const char *name = arena_printf(e->prog->arena, "g%u", g->id);

		if (g->probes.v[0]->role == ROLE_TICK) {
			emit_program_begin(e, "raw_tp", name, "rt_u64");
			emit_arg(e, g, 0, "rt_tick_pc(f)");
			emit_group_call(e, g, "(rt_u32)ctx[0]");
			emit_program_end(e);
			continue;
		}
		emit_program_begin(e, "perf_event", name, "struct pt_regs");
		emit_arg(e, g, 0, "ctx->cs & 3 ? 0 : ctx->ip");
		emit_arg(e, g, 1, "ctx->cs & 3 ? ctx->ip : 0");
		emit_group_call(e, g, g->probes.n == 1 ?
				arena_printf(e->prog->arena, "%u", g->probes.v[0]->index) :
				"(rt_u32)bpf_get_attach_cookie(ctx)");
		emit_program_end(e);
	}
}

static int fail(struct session *s, const struct probe *p, int err, const char *what, int cpu)
{
	const char *name = session_probe_name(s, p);

	return session_fail(s, &(struct refused){
		.probe = p, .err = err, .error = arena_printf(s->world->arena, "%s: %s on CPU %d", name, what, cpu),
	});
}

static int attach_cpu(struct session *s, struct bpf_program *prog, const struct probe *p, int cpu)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_SOFTWARE, .size = sizeof(attr), .config = PERF_COUNT_SW_CPU_CLOCK,
		.sample_period = p->period_ns,
	};
	int fd = (int)syscall(SYS_perf_event_open, &attr, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC);

	if (fd < 0)
		return fail(s, p, -errno, "cannot open a timer", cpu);

	struct bpf_perf_event_opts opts = { .sz = sizeof(opts), .bpf_cookie = p->index };
	struct bpf_link *link = bpf_program__attach_perf_event_opts(prog, fd, &opts);

	if (!link) {
		int err = -errno;

		close(fd);
		return fail(s, p, err, "cannot attach", cpu);
	}
	session_armed(s, FEAT_perf_clock, "timer of a CPU", p, 1);
	session_own_link(s, link);	/* closes fd too */
	return 0;
}

static int attach(struct session *s, struct group *const *groups, size_t n)
{
	int ncpus = libbpf_num_possible_cpus();

	for (size_t i = 0; i < n; i++) {
		const struct group *g = groups[i];
		char name[32];

		if (g->probes.v[0]->role != ROLE_EVENT)
			continue;
		snprintf(name, sizeof(name), "g%u", g->id);
		for (size_t k = 0; k < g->probes.n; k++) {
			for (int cpu = 0; cpu < ncpus; cpu++) {
				char path[80];

				if (s->opt->has_cpu && (uint64_t)cpu != s->opt->cpu_only)
					continue;
				snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu%d", cpu);
				if (access(path, F_OK))
					continue;

				int err = attach_cpu(s, session_program(s, name), g->probes.v[k], cpu);

				if (err)
					return err;
			}
		}
	}
	return 0;
}

static const char *const own_names[] = { "profile-*", "tick-*", NULL };

const struct provider provider_profile = {
	.name = "profile",
	.type = "profile_timer",
	.forms = forms,
	.where = IN_KERNEL | IN_USER,
	.help = "timers: profile-N on every CPU, tick-N on one",
	.own_names = own_names,
	.raw_args = true,
	.stability = &stability_of_profile,
	.match = match,
	.emit = emit,
	.attach = attach,
};
