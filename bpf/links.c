/*
 * links.c - take many links off at once
 *
 * Closing a perf event that a uprobe, kprobe or tracepoint hangs on waits for all CPUs to have left
 * it: 70 to 145 ms each, one after the other, which made a thousand user functions on a kernel
 * without uprobe_multi take a minute and a half to let go. Waits overlap, so threads share them.
 */
#include <pthread.h>
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
