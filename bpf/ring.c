/*
 * ring.c - see ring.h
 */
#include "bpf/ring.h"

#include <errno.h>
#include <linux/bpf.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>
#include "lib/arena.h"

struct ring {
	unsigned long *consumer;	/* our page: how far we are, bytes since the start */
	unsigned long *producer;	/* the kernel's: how far it has reserved */
	const char    *data;		/* mapped twice in a row: a record never wraps */
	size_t	       size, page;
	unsigned long  at;		/* read so far, maybe not yet handed back */
};

struct ring *ring_new(int map_fd, size_t size)
{
	struct ring *r = xcalloc(1, sizeof(*r));
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	*r = (struct ring){ .size = size, .page = page, .consumer = MAP_FAILED, .producer = MAP_FAILED };
	r->consumer = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, map_fd, 0);
	if (r->consumer != MAP_FAILED)
		r->producer = mmap(NULL, page + 2 * size, PROT_READ, MAP_SHARED, map_fd, (off_t)page);
	if (r->producer == MAP_FAILED) {
		int err = errno;

		ring_free(r);
		errno = err;
		return NULL;
	}
	r->data = (const char *)r->producer + page;
	r->at = *r->consumer;
	return r;
}

void ring_free(struct ring *r)
{
	if (!r)
		return;
	if (r->consumer != MAP_FAILED)
		munmap(r->consumer, r->page);
	if (r->producer != MAP_FAILED)
		munmap(r->producer, r->page + 2 * r->size);
	free(r);
}

static void hand_back(struct ring *r)
{
	__atomic_store_n(r->consumer, r->at, __ATOMIC_RELEASE);
}

size_t ring_drain(struct ring *r, ring_fn *fn, void *ctx)
{
	size_t count = 0, step = r->size / 16;
	unsigned long given = r->at;
	unsigned long end = __atomic_load_n(r->producer, __ATOMIC_ACQUIRE);

	while (r->at < end) {
		const char *head = r->data + (r->at & (r->size - 1));
		uint32_t len = __atomic_load_n((const uint32_t *)(const void *)head, __ATOMIC_ACQUIRE);

		if (len & BPF_RINGBUF_BUSY_BIT)
			break;
		uint32_t bytes = len & ~(BPF_RINGBUF_BUSY_BIT | BPF_RINGBUF_DISCARD_BIT);

		if (!(len & BPF_RINGBUF_DISCARD_BIT)) {
			fn(ctx, head + BPF_RINGBUF_HDR_SZ, bytes);
			count++;
		}
		r->at += (bytes + BPF_RINGBUF_HDR_SZ + 7) / 8 * 8;
		if (r->at - given >= step) {
			hand_back(r);
			given = r->at;
		}
	}
	hand_back(r);
	return count;
}

bool ring_is_empty(const struct ring *r)
{
	return __atomic_load_n(r->producer, __ATOMIC_SEQ_CST) == r->at;
}
