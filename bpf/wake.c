/*
 * wake.c - what the session's loop waits for: the ring buffer, signals, timers, the traced process,
 * and descriptors that providers have it watch
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#include <bpf/libbpf.h>
#include "bpf/ring.h"
#include "bpf/session_int.h"
#include "lib/diag.h"
#include "lib/proc.h"

enum {
	TICKS_MAX = 100,	/* missed rounds of a timer that are caught up at once */
	PERIOD_MIN_NS = 10000,	/* a faster timer would leave time for nothing else */
};

enum { WAKE_RING = 0, WAKE_SIGNAL = 1, WAKE_PROC = 2, WAKE_TIMER = 3 /* and on: index of the probe */ };
#define WAKE_WATCH (1ull << 32)	/* and on: the descriptor */

static int watch(struct session *s, int fd, uint64_t what)
{
	struct epoll_event ev = { .events = EPOLLIN, .data.u64 = what };

	return epoll_ctl(s->epoll_fd, EPOLL_CTL_ADD, fd, &ev) ? -errno : 0;
}

/* ---- descriptors of providers ---- */
/* before the loop exists they are only remembered */
int session_watch(struct session *s, int fd, session_ready_fn *ready, void *ctx)
{
	vec_push(NULL, &s->impl->watches, ((struct watched){ fd, ready, ctx }));
	return s->epoll_fd < 0 ? 0 : watch(s, fd, WAKE_WATCH + (uint64_t)fd);
}

void session_unwatch(struct session *s, int fd)
{
	for (size_t i = 0; i < s->impl->watches.n; i++)
		if (s->impl->watches.v[i].fd == fd)
			s->impl->watches.v[i].fd = -1;
	if (s->epoll_fd >= 0)
		epoll_ctl(s->epoll_fd, EPOLL_CTL_DEL, fd, NULL);
}

static void on_watch(struct session *s, int fd)
{
	for (size_t i = 0; i < s->impl->watches.n; i++) {
		struct watched w = s->impl->watches.v[i];	/* it may add another: the list moves */

		if (w.fd == fd) {
			w.ready(s, fd, w.ctx);
			return;
		}
	}
}

/* ---- signals ---- */
/* a signalfd would get it all the same */
static bool is_ignored(int signal)
{
	struct sigaction had;

	return !sigaction(signal, NULL, &had) && had.sa_handler == SIG_IGN;
}

static int watch_signals(struct session *s)
{
	static const int ours[] = { SIGINT, SIGTERM, SIGUSR2 };
	sigset_t set;

	signal(SIGPIPE, SIG_IGN);	/* a reader that leaves is an error of write() */
	sigemptyset(&set);
	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		sigaddset(&set, ours[i]);
	/* those that are ignored when we start stay so: in jobs of a script, under nohup. SIGINT does not: scripts end us by it */
	if (!is_ignored(SIGHUP))
		sigaddset(&set, SIGHUP);
	if (s->on_quit && !is_ignored(SIGQUIT))
		sigaddset(&set, SIGQUIT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	s->signal_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return s->signal_fd < 0 ? -errno : watch(s, s->signal_fd, WAKE_SIGNAL);
}

/* what waits for a signalfd waits for the signals of the process that began to */
int session_signals(struct session *s)
{
	epoll_ctl(s->epoll_fd, EPOLL_CTL_DEL, s->signal_fd, NULL);
	close(s->signal_fd);
	return watch_signals(s);
}

void wake_signals(struct session *s)
{
	struct signalfd_siginfo info;

	while (read(s->signal_fd, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
		if (info.ssi_signo == SIGUSR2) {	/* as staprun: the next output file */
			session_flush(s);
			output_next(&s->output, &s->out);
			continue;
		}
		if (info.ssi_signo == SIGQUIT) {
			session_flush(s);
			s->on_quit(s, s->quit_ctx);
			return;
		}
		s->impl->interrupts++;
		s->interrupted = s->interrupted || info.ssi_signo == SIGINT;
		s->stopping = true;
	}
}

/* ---- processes: the last one's end is the end ---- */
void session_proc_ended(struct session *s)
{
	s->impl->proc_ended = true;
	if (s->proc->pidfd >= 0)	/* readable for ever */
		epoll_ctl(s->epoll_fd, EPOLL_CTL_DEL, s->proc->pidfd, NULL);
	if (!s->nmore || s->impl->nended == s->nmore)
		s->stopping = true;
}

static void another_ended(struct session *s, int fd, void *ctx)
{
	(void)ctx;
	session_unwatch(s, fd);
	s->impl->nended++;
	if (s->impl->proc_ended && s->impl->nended == s->nmore)
		s->stopping = true;
}

void session_more(struct session *s, struct proc **procs, size_t n)
{
	s->more = procs;
	s->nmore = n;
	for (size_t i = 0; i < n; i++)
		if (procs[i]->pidfd >= 0)
			session_watch(s, procs[i]->pidfd, another_ended, NULL);
		else
			s->impl->nended++;	/* a kernel without pidfds: only the first one counts */
}

/* ---- timers ---- */
static uint64_t draw(struct session *s)
{
	struct timespec t;

	if (!s->impl->random) {
		clock_gettime(CLOCK_MONOTONIC, &t);
		s->impl->random = (uint64_t)t.tv_nsec << 20 ^ (uint64_t)getpid() ^ 0x9e3779b97f4a7c15ull;
	}
	/* xorshift64; Marsaglia, "Xorshift RNGs" */
	s->impl->random ^= s->impl->random << 13;
	s->impl->random ^= s->impl->random >> 7;
	s->impl->random ^= s->impl->random << 17;
	return s->impl->random;
}

/* p->key of a timer is its randomize() in ns: every round takes period +- so much (SystemTap, 3.2) */
static int arm(struct session *s, const struct probe *p)
{
	uint64_t ns = p->period_ns;

	if (p->key)
		ns = ns - p->key + draw(s) % (2 * p->key + 1);
	if (ns < PERIOD_MIN_NS)
		ns = PERIOD_MIN_NS;

	struct timespec t = { (time_t)(ns / 1000000000), (long)(ns % 1000000000) };
	struct itimerspec it = { .it_value = t };

	if (!p->key)
		it.it_interval = t;
	return timerfd_settime(s->impl->timers[p->index], 0, &it, NULL) ? -errno : 0;
}

static int start_timer(struct session *s, const struct probe *p)
{
	int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);

	if (fd < 0)
		return diag_sys(s->diag, -errno, "cannot make a timer for %s", probe_str(s->rt.temp, p));
	session_own_fd(s, fd);
	s->impl->timers[p->index] = fd;

	int err = arm(s, p);

	if (!err)
		err = watch(s, fd, WAKE_TIMER + (uint64_t)p->index);
	return err ? diag_sys(s->diag, err, "cannot set a timer for %s", probe_str(s->rt.temp, p)) : 0;
}

int wake_timers(struct session *s)
{
	int err = 0;

	for (size_t i = 0; i < s->prog->probes.n && !err; i++)
		if (s->prog->probes.v[i]->role == ROLE_TICK)
			err = start_timer(s, s->prog->probes.v[i]);
	return err;
}

static void on_timer(struct session *s, size_t index)
{
	const struct probe *p = s->prog->probes.v[index];
	uint64_t rounds = 0;

	if (read(s->impl->timers[index], &rounds, sizeof(rounds)) != (ssize_t)sizeof(rounds))
		return;
	for (uint64_t i = 0; i < rounds && i < TICKS_MAX && !session_is_shut(s); i++) {
		session_fire(s, p);
		session_pass(s);
	}
	if (p->key)
		arm(s, p);
}

/* ---- the loop's side ---- */
int wake_start(struct session *s)
{
	s->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	int err = s->epoll_fd < 0 ? -errno : watch_signals(s);
	struct bpf_map *ring = s->ring ? bpf_object__find_map_by_name(s->obj, "ring") : NULL;

	if (!err && ring)
		err = watch(s, bpf_map__fd(ring), WAKE_RING);
	if (!err && s->proc && s->proc->pidfd >= 0)
		err = watch(s, s->proc->pidfd, WAKE_PROC);
	for (size_t i = 0; i < s->impl->watches.n && !err; i++)
		if (s->impl->watches.v[i].fd >= 0)
			err = watch(s, s->impl->watches.v[i].fd, WAKE_WATCH + (uint64_t)s->impl->watches.v[i].fd);
	return err ? diag_sys(s->diag, err, "cannot set up the event loop") : 0;
}

void wake_event(struct session *s, uint64_t what)
{
	if (what == WAKE_SIGNAL)
		wake_signals(s);
	else if (what == WAKE_PROC)
		session_proc_ended(s);
	else if (what >= WAKE_WATCH)
		on_watch(s, (int)(what - WAKE_WATCH));
	else if (what >= WAKE_TIMER)
		on_timer(s, (size_t)(what - WAKE_TIMER));
}

void wake_fini(struct session *s)
{
	vec_fini(&s->impl->watches);
}
