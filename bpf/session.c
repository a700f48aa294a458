/*
 * session.c - the order of a run, and the one loop over everything that wakes us
 *
 * Sleeping (struct rt_control.sleeping): records are submitted without waking anybody, which saves
 * two microseconds each, unless the reader said that it sleeps. It says so, looks once more, and
 * only then waits; a wait is short anyway, because the kernel side may look at the word just
 * before it is set.
 */
#include <errno.h>
#include <inttypes.h>
#include <linux/membarrier.h>
#include <sched.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include <bpf/libbpf.h>
#include "bpf/keep.h"
#include "bpf/links.h"
#include "bpf/ring.h"
#include "bpf/session_int.h"
#include "bpf/store.h"
#include "bpf/unwind.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/ksym.h"
#include "lib/proc.h"
#include "lib/srcline.h"
#include "lib/usym.h"

enum {
	WAIT_MAX_MS = 100,	/* longest sleep: bounds the race described above */
	WAIT_BUSY_MS = 1,	/* a record is reserved and not yet complete */
	WAIT_BATCH_MS = 2,	/* records come: let some gather, nobody has to wake us meanwhile */
	BATCH_FULL = 4096,	/* records in one pass: the buffer fills fast, no rest */
};

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ll + t.tv_nsec;
}

/* ---- records ---- */
uint64_t session_drain(struct session *s)
{
	uint64_t n = s->ring ? ring_drain(s->ring, record_run, s) : 0;

	record_settle(s);
	return n;
}

/* aggrate: what was seen of the aggregations is good for so long */
static bool may_look_again(struct session *s)
{
	int64_t now = s->opt->aggrate ? now_ns() : 0;

	if (now < s->impl->next_agg_ns)
		return false;
	s->impl->next_agg_ns = now + (int64_t)s->opt->aggrate;
	return true;
}

/* one consumer pass: records, then what they looked at is forgotten, then their text goes out */
uint64_t session_pass(struct session *s)
{
	uint64_t n = session_drain(s);

	keep_pass_end(s);
	if (n && may_look_again(s))
		snapshots_drop(s);
	if (s->rt.out.len)
		session_flush(s);
	return n;
}

/* ---- firing what the kernel does not fire ---- */
static const struct group *group_of(const struct session *s, const struct probe *p)
{
	for (size_t i = 0; i < s->emit->groups.n; i++)
		for (size_t k = 0; k < s->emit->groups.v[i]->probes.n; k++)
			if (s->emit->groups.v[i]->probes.v[k] == p)
				return s->emit->groups.v[i];
	return NULL;
}

static void fire_kernel(struct session *s, const struct probe *p)
{
	const struct group *g = group_of(s, p);
	char name[24];

	if (!g)
		return;
	snprintf(name, sizeof(name), "g%u", g->id);
	struct bpf_program *prog = session_program(s, name);
	int err = prog ? session_test_run(s, prog, p->index) : -ENOENT;

	if (!err)
		return;
	diag_sys(s->diag, err, "cannot run %s", probe_str(s->rt.temp, p));
	diag_hint(s->diag, "%s", feature_remedy(s->features, FEAT_test_run));
	session_stop(s, 2);
}

static bool has_probe(const struct clause *c, const struct probe *p)
{
	for (size_t i = 0; i < c->probes.n; i++)
		if (c->probes.v[i] == p)
			return true;
	return false;
}

static void fire_user(struct session *s, const struct probe *p, struct clause *c, const struct event *ev);

/* D: ERROR's clauses, behind a fault of one that was run here; arguments as emit_fault_end() has them */
static void fire_error(struct session *s, const struct probe *from, const struct clause *of,
		       const struct eval_fault *f)
{
	struct event ev = { .arg = { 0, from->id, of->id, -1, f->code, f->value } };
	struct value *firing = s->rt.firing;

	for (size_t i = 0; i < s->prog->probes.n; i++) {
		const struct probe *p = s->prog->probes.v[i];

		s->rt.firing = NULL;	/* another firing: its this-> are its own */
		for (size_t k = 0; p->role == ROLE_ERROR && k < s->prog->clauses.n && !session_is_shut(s); k++)
			if (has_probe(s->prog->clauses.v[k], p))
				fire_user(s, p, s->prog->clauses.v[k], &ev);
	}
	s->rt.firing = firing;
}

static void fault_of_user(struct session *s, const struct probe *p, const struct clause *c,
			  const struct eval_fault *f)
{
	bool dtrace = s->prog->fault != FAULT_ENDS_SESSION;

	if (dtrace && p->role == ROLE_ERROR) {	/* only counted (D, "ERROR probe") */
		__atomic_fetch_add(&s->control->err_faults, 1, __ATOMIC_RELAXED);
		return;
	}
	fault_report_eval(s, c, p, f);
	if (dtrace)
		fire_error(s, p, c, f);
}

static void fire_user(struct session *s, const struct probe *p, struct clause *c, const struct event *ev)
{
	if (look_is_muted(s, c, p))
		return;
	snapshots_drop(s);
	s->rt.token = NULL;
	s->rt.fire = (struct firing_info){ .probe = p, .clause = c, .pid = getpid(), .tid = getpid(),
					   .time_ns = now_ns() };
	uint64_t since = times_start(s);

	store_take(s->rt.store, c->takes.v, c->takes.n, store_hurries(p));

	struct eval_fault f = eval_clause(&s->rt, c, ev);

	store_give_back(s->rt.store, c->takes.v, c->takes.n);
	times_stop(s, c, p, since);
	if (f.code != FAULT_NONE)
		fault_of_user(s, p, c, &f);
	snapshots_drop(s);
}

/* no more handlers of a role: exit() among the end probes asks for what is under way already; an error ends them */
static bool is_over(const struct session *s, enum probe_role role)
{
	return role == ROLE_END ? s->failed : role != ROLE_ERROR && session_is_shut(s);
}

/* the program of the kernel's clauses, then the others in script order */
void session_fire(struct session *s, const struct probe *p)
{
	bool everything = p->role == ROLE_ERROR;	/* has no program: SystemTap's error handlers */

	if (!everything)
		fire_kernel(s, p);
	session_drain(s);	/* output comes in the order of firing */
	record_done(s);
	s->rt.firing = NULL;	/* this-> lives in rt.temp: no record is carried out until the last clause */
	for (size_t i = 0; i < s->prog->clauses.n && !is_over(s, p->role); i++) {
		struct clause *c = s->prog->clauses.v[i];

		if ((c->place == PLACE_USER || everything) && has_probe(c, p))
			fire_user(s, p, c, &(struct event){ 0 });
	}
	record_done(s);
}

static int by_order(const void *a, const void *b)
{
	const struct probe *x = *(struct probe *const *)a, *y = *(struct probe *const *)b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* all probes of a role by sequence (SystemTap begin(N)), then by place in the script */
static void fire_role(struct session *s, enum probe_role role)
{
	size_t n = 0;
	const struct probe **probes = xcalloc(s->prog->probes.n + 1, sizeof(*probes));

	for (size_t i = 0; i < s->prog->probes.n; i++)
		if (s->prog->probes.v[i]->role == role)
			probes[n++] = s->prog->probes.v[i];
	qsort(probes, n, sizeof(*probes), by_order);
	for (size_t i = 0; i < n && !is_over(s, role); i++) {
		session_fire(s, probes[i]);
		session_pass(s);
	}
	free(probes);
}

/* ---- the loop ---- */
/* milliseconds to wait, when something is due at that time (0: nothing is) */
static int sooner(int wait_ms, int64_t due_ns)
{
	int64_t left_ms = (due_ns - now_ns() + 999999) / 1000000;

	return !due_ns || left_ms > wait_ms ? wait_ms : left_ms < 0 ? 0 : (int)left_ms;
}

static int wait_time(struct session *s)
{
	__atomic_store_n(&s->control->sleeping, 1, __ATOMIC_SEQ_CST);
	if (s->ring && !ring_is_empty(s->ring))
		return WAIT_BUSY_MS;
	if (session_is_shut(s))
		return 0;
	int wait = sooner(WAIT_MAX_MS, s->impl->deadline_ns);

	if (s->opt->switchrate)
		wait = sooner(wait, s->impl->next_switch_ns);
	return sooner(wait, s->impl->next_maps_ns);
}

static void check_status(struct session *s)
{
	int64_t now = now_ns();

	if (now >= s->impl->next_status_ns) {
		s->impl->next_status_ns = now + (int64_t)(s->opt->statusrate ? s->opt->statusrate : 1000000000);
		drops_report(s);
	}
	maps_check(s, now);
	unwind_poll(s->impl->unwind, now);
	if (s->impl->deadline_ns && now >= s->impl->deadline_ns)
		s->stopping = true;
	/* a kernel without pidfds, or a process that is not our child */
	if (s->proc && s->proc->pidfd < 0 && !proc_alive(s->proc))
		session_proc_ended(s);
}

/* switchrate: the least time between two passes; the buffer may fill up meanwhile */
static bool switch_due(struct session *s)
{
	int64_t now = now_ns();

	if (now < s->impl->next_switch_ns && !s->stopping && !session_is_shut(s))
		return false;
	s->impl->next_switch_ns = now + (int64_t)s->opt->switchrate;
	return true;
}

/* milliseconds are too coarse for a target that lives for two of them: its mappings are read before it ends */
static int wait_events(struct session *s, struct epoll_event *events, int max, int timeout_ms)
{
	int64_t left = s->impl->next_maps_ns - now_ns();

	if (!s->impl->next_maps_ns || timeout_ms <= 0 || left > timeout_ms * 1000000LL)
		return epoll_wait(s->epoll_fd, events, max, timeout_ms);

	struct timespec t = { .tv_nsec = left > 0 ? (long)left : 0 };

	return epoll_pwait2(s->epoll_fd, events, max, &t, NULL);
}

static void loop(struct session *s)
{
	struct epoll_event events[16];
	uint64_t seen = 1;

	while (!s->stopping) {
		int timeout = seen ? seen < BATCH_FULL ? WAIT_BATCH_MS : 0 : wait_time(s);
		int n = wait_events(s, events, 16, timeout);

		__atomic_store_n(&s->control->sleeping, 0, __ATOMIC_RELAXED);
		for (int i = 0; i < n; i++)
			wake_event(s, events[i].data.u64);
		if (s->opt->switchrate && !switch_due(s)) {
			seen = 0;
			continue;
		}
		seen = session_pass(s);
		check_status(s);
		if (session_is_shut(s) && !seen)
			s->stopping = true;	/* exit() whose record was lost stops us all the same */
	}
}

/* ---- begin and end of a run ---- */
/* who runs a handler now has ended it when this returns: closing waits for that, where it is done here */
static bool handlers_end(void)
{
	return !syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0);
}

/* to whom the slow ones were left, if there are so many that one would notice; -1: to nobody */
static int leave_slow(struct session *s)
{
	enum { NOTICED = 8 };
	size_t n = s->impl->slow.n;

	if (n < NOTICED || !handlers_end())
		return -1;
	vec_push(NULL, &s->impl->slow, -1);	/* room */
	return links_leave(s->impl->slow.v, n);
}

static void release_links(struct session *s)
{
	int left = leave_slow(s);

	vec_fini(&s->impl->slow);
	links_destroy(s->links.v, s->links.n);
	vec_fini(&s->links);
	vec_fini(&s->armed);
	vec_fini(&s->refused);
	for (size_t i = s->fds.n; i-- > 0;)
		close(s->fds.v[i]);
	vec_fini(&s->fds);
	if (left >= 0)
		close(left);
}

static void detach(struct session *s)
{
	for (const struct provider *const *p = s->world->providers; *p; p++)
		if ((*p)->detach)
			(*p)->detach(s);
	release_links(s);
}

/* a second ^C: the user wants out, not the rest */
static bool abandoned(struct session *s)
{
	wake_signals(s);
	return s->impl->interrupts > 1;
}

static void print_end(struct session *s)
{
	if (s->prog->lang != LANG_D || abandoned(s))
		return;
	snapshots_drop(s);
	/* dtrace ends a run with a newline, before the aggregations (D, 8.7) */
	if (!print_remaining_aggs(&s->rt) && s->style.dtrace)
		buf_putc(&s->rt.out, '\n');
	session_flush(s);
}

/* the end probes, or those of a session that failed: also by one of its end probes, which is the last then */
static void fire_last(struct session *s)
{
	int status = s->exit_status;
	bool failed = s->failed;

	if (!failed)
		fire_role(s, ROLE_END);
	if (!failed && s->failed)
		status = s->exit_status;
	if (s->failed)
		fire_role(s, ROLE_ERROR);
	session_pass(s);
	if (s->failed)
		s->exit_status = status;
}

static void finish(struct session *s)
{

	/* behind the ^C that a terminal shows, quiet or not */
	if (s->interrupted && s->prog->lang == LANG_D && !s->style.json && (s->style.dtrace || isatty(STDERR_FILENO)))
		buf_putc(&s->rt.out, '\n');
	gate_set(s, RT_GATE_EXIT);
	detach(s);		/* handlers that still run end before this returns */
	session_drain(s);
	keep_replay(s);
	session_pass(s);
	if (!abandoned(s)) {
		gate_set(s, RT_GATE_CLOSED);
		fire_last(s);
	}
	print_end(s);
	times_report(s);
	faults_end(s);
	drops_report(s);
	if (s->impl->first_out && s->out != s->impl->first_out) {	/* freopen(): that file was ours */
		fclose(s->out);
		s->out = s->impl->first_out;
	}
}

/* -x cpu: BEGIN, END and ticks run where we do */
static void stay_on_cpu(const struct session *s)
{
	cpu_set_t set;

	if (!s->opt->has_cpu || s->opt->cpu_only >= CPU_SETSIZE)
		return;
	CPU_ZERO(&set);
	CPU_SET((int)s->opt->cpu_only, &set);
	sched_setaffinity(0, sizeof(set), &set);
}

static int let_go(struct session *s)
{
	int err = s->proc ? proc_exec(s->proc) : 0;

	maps_start(s, now_ns());
	if (!err && s->proc)
		proc_touch(s->proc);
	if (!err && s->proc && s->proc->stopped)
		err = proc_go(s->proc);
	for (size_t i = 0; i < s->nmore && !err; i++)
		err = s->more[i]->stopped ? proc_go(s->more[i]) : 0;
	return err;
}

static void tell_opened(struct session *s)
{
	for (const struct provider *const *p = s->world->providers; *p; p++)
		if ((*p)->opened)
			(*p)->opened(s);
}

int session_run(struct session *s)
{
	int err = wake_start(s);

	if (err)
		return err;
	stay_on_cpu(s);
	fire_role(s, ROLE_BEGIN);
	if (!s->stopping)
		err = wake_timers(s);
	if (!err) {
		gate_move(s, RT_GATE_CLOSED, RT_GATE_OPEN);
		tell_opened(s);
		/* SystemTap's runtime reads its channels: "probe vfs.read" fires at once, on an idle machine, too */
		if (s->prog->lang == LANG_STAP)
			wake_signals(s);
		if (!session_is_shut(s))
			err = let_go(s);
		if (err)
			diag_sys(s->diag, err, "cannot run %s", s->proc->path ? s->proc->path : "the command");
	}
	if (s->limit_ns)
		s->impl->deadline_ns = now_ns() + (int64_t)s->limit_ns;
	if (!err)
		loop(s);
	finish(s);
	return err;
}

/* ---- life ---- */
static size_t longest_call(const struct prog *p)
{
	size_t most = 1;

	for (size_t i = 0; i < p->records.n; i++)
		for (size_t k = 0; k < p->records.v[i]->calls.n; k++)
			if (p->records.v[i]->calls.v[k].call->args.n > most)
				most = p->records.v[i]->calls.v[k].call->args.n;
	return most;
}

void session_init(struct session *s)
{
	struct session_impl *m = xcalloc(1, sizeof(*m));
	long ncpus = sysconf(_SC_NPROCESSORS_CONF);

	s->impl = m;
	s->epoll_fd = s->signal_fd = -1;
	s->rt = (struct runtime){ .ops = &session_ops, .prog = s->prog, .opt = s->opt, .diag = s->diag,
				  .target = s->world->target, .temp = arena_new(), .impl = s };
	s->rt.views = xcalloc(s->prog->vars.n + 1, sizeof(*s->rt.views));
	times_begin(s);
	look_begin(s);
	m->snapshots = xcalloc(s->prog->vars.n + 1, sizeof(*m->snapshots));
	m->values = xcalloc(longest_call(s->prog), sizeof(*m->values));
	m->timers = xcalloc(s->prog->probes.n + 1, sizeof(*m->timers));
	columns_init(&m->columns, s->style.dtrace, ncpus > 0 ? (unsigned)ncpus : 1);
	m->keep = keep_new(s);
}

static void unmap(struct mapped *m)
{
	if (m->at)
		munmap(m->at, m->size);
	*m = (struct mapped){ 0 };
}

void session_fini(struct session *s)
{
	struct session_impl *m = s->impl;

	if (!m)
		return;
	release_links(s);
	if (s->epoll_fd >= 0)
		close(s->epoll_fd);
	if (s->signal_fd >= 0)
		close(s->signal_fd);
	snapshots_drop(s);
	vec_fini(&m->faults);
	drops_fini(s);
	store_bpf_free(s->store);
	unwind_free(m->unwind);
	ring_free(s->ring);
	unmap(&m->globals);
	unmap(&m->put);
	unmap(&m->cell);
	unmap(&m->vars);
	unmap(&m->rec_drops);
	unmap(&m->control);
	bpf_object__close(s->obj);
	usyms_free(m->usyms);
	srclines_free(m->srclines);
	ksyms_free(m->ksyms);
	keep_free(m->keep);
	columns_fini(&m->columns);
	buf_fini(&m->held);
	wake_fini(s);
	times_fini(s);
	look_fini(s);
	free(m->timers);
	eval_forget_orders(&s->rt);
	free(m->values);
	free(m->snapshots);
	free(s->rt.views);
	buf_fini(&s->rt.out);
	arena_free(s->rt.temp);
	free(m);
	s->impl = NULL;
	s->store = NULL;
	s->ring = NULL;
	s->obj = NULL;
}
