/*
 * links.c - take many links off at once
 *
 * Closing a perf event that a uprobe, kprobe or tracepoint hangs on waits for all CPUs to have left
 * it: 70 to 145 ms each, one after the other, which made a thousand user functions on a kernel
 * without uprobe_multi take a minute and a half to let go. Waits overlap, so threads share them.
 *
 * Those for events of tracepoints do not overlap, 50 ms each: nobody should have to wait for a thousand.
 * What hangs on them is taken off here, at once; the bare events are closed by a process that stays behind.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <bpf/libbpf.h>
#include "bpf/links.h"

enum { THREADS = 64, ALONE = 4 };

struct work {
	struct bpf_link **links;
	size_t n;
	size_t next;		/* taken so far; atomic */
};

static void *take_off(void *arg)
{
	struct work *w = arg;
	size_t i;

	/* from the last attached to the first, as far as threads keep an order */
	while ((i = __atomic_fetch_add(&w->next, 1, __ATOMIC_RELAXED)) < w->n)
		bpf_link__destroy(w->links[w->n - 1 - i]);
	return NULL;
}

void links_destroy(struct bpf_link **links, size_t n)
{
	struct work w = { .links = links, .n = n };
	pthread_t threads[THREADS];
	size_t started = 0;

	while (n > ALONE && started < THREADS && started < n &&
	       !pthread_create(&threads[started], NULL, take_off, &w))
		started++;
	take_off(&w);
	for (size_t i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
}

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* everything but these is closed: pipes that we write to end with us */
static void keep_only(const int *fds, size_t n)
{
	unsigned from = 0;

	for (size_t i = 0; i < n; i++) {
		if ((unsigned)fds[i] > from)
			close_range(from, (unsigned)fds[i] - 1, 0);
		from = (unsigned)fds[i] + 1;
	}
	close_range(from, ~0u, 0);
}

/* a child of a child: nobody has to wait for it. It ends when we have closed the other side */
static void stay_behind(int *fds, size_t n, int until)
{
	char none;

	if (fork())
		_exit(0);
	setsid();
	fds[n++] = until;
	qsort(fds, n, sizeof(*fds), by_number);
	keep_only(fds, n);
	while (read(until, &none, 1) < 0 && errno == EINTR)
		;
	_exit(0);
}

int links_leave(int *fds, size_t n)
{
	int pair[2];

	if (pipe2(pair, O_CLOEXEC))
		return -errno;

	pid_t child = fork();

	if (!child)
		stay_behind(fds, n, pair[0]);
	close(pair[0]);
	if (child > 0 && waitpid(child, NULL, 0) == child)
		return pair[1];
	close(pair[1]);
	return child < 0 ? -errno : -ECHILD;
}
