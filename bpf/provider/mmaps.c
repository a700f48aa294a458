/*
 * mmaps.c - perf's records of code that is mapped, of all processes
 *
 * A perf event that counts nothing has the kernel write a record for each executable mapping (exec,
 * the loader, dlopen) into a ring per CPU: no program runs for that, and nothing is polled.
 * Layout of records: perf_event_open(2), PERF_RECORD_MMAP2.
 */
#include <errno.h>
#include <linux/perf_event.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "bpf/provider/mmaps.h"
#include "bpf/session.h"
#include "lib/arena.h"

enum { RING_PAGES = 16 };

struct cpu_ring {
	int	 fd;
	struct perf_event_mmap_page *head;
	uint8_t *data;
	size_t	 size;			/* of data, a power of two */
};

struct mmaps {
	mmaps_fn *fn;
	void	 *ctx;
	VEC(struct cpu_ring) rings;
};

struct mmap2 {
	struct perf_event_header header;
	uint32_t pid, tid;
	uint64_t addr, len, pgoff;
	uint32_t maj, min;
	uint64_t ino, generation;
	uint32_t prot, flags;
	char	 name[];
};

static void one_record(struct mmaps *m, const struct mmap2 *r, size_t size)
{
	struct mmap_event ev = { .pid = (pid_t)r->pid, .tid = (pid_t)r->tid,
				  .major = r->maj, .minor = r->min, .inode = r->ino, .path = r->name,
				  .start = r->addr, .end = r->addr + r->len, .offset = r->pgoff };

	if (r->header.type == PERF_RECORD_MMAP2 && size > sizeof(*r) && memchr(r->name, 0, size - sizeof(*r)) &&
	    r->name[0] == '/')
		m->fn(m->ctx, &ev);
}

static void ring_read(struct mmaps *m, struct cpu_ring *r)
{
	uint64_t head = __atomic_load_n(&r->head->data_head, __ATOMIC_ACQUIRE), tail = r->head->data_tail;

	while (tail < head) {
		_Alignas(8) uint8_t copy[8192];
		size_t at = tail & (r->size - 1), whole = r->size - at, size;
		struct perf_event_header h;

		memcpy(&h, r->data + at, sizeof(h));	/* records are aligned to 8: the head is in one piece */
		size = h.size;
		if (size < sizeof(h))
			break;
		if (size <= sizeof(copy)) {
			memcpy(copy, r->data + at, size < whole ? size : whole);
			if (size > whole)
				memcpy(copy + whole, r->data, size - whole);
			one_record(m, (const void *)copy, size);
		}
		tail += size;
	}
	__atomic_store_n(&r->head->data_tail, head, __ATOMIC_RELEASE);
}

static void ready(struct session *s, int fd, void *ctx)
{
	struct mmaps *m = ctx;

	for (size_t i = 0; i < m->rings.n; i++)
		if (m->rings.v[i].fd == fd)
			ring_read(m, &m->rings.v[i]);
}

void mmaps_drain(struct mmaps *m)
{
	for (size_t i = 0; m && i < m->rings.n; i++)
		ring_read(m, &m->rings.v[i]);
}

static int one_cpu(struct mmaps *m, int cpu)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_SOFTWARE, .config = PERF_COUNT_SW_DUMMY, .size = sizeof(attr),
		.mmap = 1, .mmap2 = 1, .watermark = 1, .wakeup_watermark = 1,
	};
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	int fd = (int)syscall(SYS_perf_event_open, &attr, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC);
	void *at = fd < 0 ? MAP_FAILED : mmap(NULL, (1 + RING_PAGES) * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	int err = errno;

	if (at != MAP_FAILED) {
		vec_push(NULL, &m->rings, ((struct cpu_ring){
			.fd = fd, .head = at, .data = (uint8_t *)at + page, .size = RING_PAGES * page,
		}));
		return 0;
	}
	if (fd >= 0)
		close(fd);
	return -err;
}

struct mmaps *mmaps_start(struct session *s, mmaps_fn *fn, void *ctx)
{
	struct mmaps *m = xcalloc(1, sizeof(*m));
	int ncpus = (int)sysconf(_SC_NPROCESSORS_CONF), err = 0;

	m->fn = fn;
	m->ctx = ctx;
	for (int cpu = 0; cpu < ncpus && (!err || err == -ENODEV); cpu++)	/* one that is off is no error */
		err = one_cpu(m, cpu);
	if (!m->rings.n) {
		mmaps_stop(s, m);
		errno = -err;
		return NULL;
	}
	for (size_t i = 0; i < m->rings.n; i++)
		session_watch(s, m->rings.v[i].fd, ready, m);
	return m;
}

void mmaps_stop(struct session *s, struct mmaps *m)
{
	if (!m)
		return;
	for (size_t i = 0; i < m->rings.n; i++) {
		session_unwatch(s, m->rings.v[i].fd);
		munmap(m->rings.v[i].head, (1 + RING_PAGES) * (size_t)sysconf(_SC_PAGESIZE));
		close(m->rings.v[i].fd);
	}
	vec_fini(&m->rings);
	free(m);
}
