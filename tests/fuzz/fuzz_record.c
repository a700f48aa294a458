/*
 * fuzz_record.c - any bytes as what the ring buffer holds: records of a program that shows every kind of value
 *
 * The program is compiled on the fakes of language cases and never loaded. The ring buffer's own headers are
 * the kernel's and made here: from the input come the records' lengths and their bytes.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "bpf/emit.h"
#include "bpf/keep.h"
#include "bpf/ring.h"
#include "bpf/session_int.h"
#include "tests/fuzz/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char script[] =
	"syscall::read:entry { printf(\"%d %x %s %c %p\\n\", arg0, arg1, execname, (char)arg2, arg1);\n"
	"	trace(arg0); trace(execname); trace(curthread); tracemem(arg1, 40); tracemem(arg1, 64, arg2); print(*curthread); }\n"
	"syscall::read:entry { stack(); ustack(); stack(3); ustack(5, 100); sym(arg0); mod(arg0); usym(arg0); umod(arg0);\n"
	"	uaddr(arg0); printf(\"%k %k %A %a\\n\", stack(), ustack(4), arg1, arg2); printf(\"%Y\\n\", walltimestamp); }\n"
	"syscall::read:entry { self->s = speculation(); }\n"
	"syscall::read:entry /self->s/ { speculate(self->s); printf(\"kept %s\", probefunc); }\n"
	"syscall::read:entry /arg0/ { commit(self->s); } syscall::read:entry /!arg0/ { discard(self->s); }\n"
	"syscall::read:entry { printf(\"%s\\n\", inet_ntoa((ipaddr_t *)arg0)); trace((string)arg1); exit(arg0); }\n"
	"syscall::read:entry { this->x = 1 / arg0; printf(\"%d\", this->x); }\n";

enum { DATA = 1 << 16 };

/* lengths and headers before the pieces of the input, as the kernel would have them; returns the bytes used */
static size_t make_ring(char *at, const uint8_t *data, size_t size)
{
	size_t used = 0;

	while (size > 2) {
		uint32_t len = data[0] | (uint32_t)(data[1] & 7) << 8, head[2];
		size_t n = len < size - 2 ? len : size - 2, room = 8 + (n + 7) / 8 * 8;

		if (used + room > DATA)
			break;
		head[0] = (uint32_t)n | (data[1] & 8 ? 1u << 30 : 0);
		head[1] = 0;
		memcpy(at + used, head, sizeof(head));
		memcpy(at + used + 8, data + 2, n);
		used += room;
		data += 2 + n;
		size -= 2 + n;
	}
	return used;
}

/* a page for the reader's place, one for the writer's, the data twice in a row */
static struct ring *ring_of(int fd, const uint8_t *data, size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), whole = 2 * page + 2 * DATA;
	char *at = ftruncate(fd, (off_t)whole) ? MAP_FAILED : mmap(NULL, whole, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (at == MAP_FAILED)
		abort();
	unsigned long used = make_ring(at + 2 * page, data, size);

	memcpy(at + page, &used, sizeof(used));
	munmap(at, whole);
	return ring_new(fd, DATA);
}

static void run(struct compile *c, FILE *out, const uint8_t *data, size_t size)
{
	struct rt_control control = { .gate = RT_GATE_OPEN };
	struct emit emit = { .prog = c->prog, .world = c->world };
	struct session s = { .prog = c->prog, .world = c->world, .diag = c->diag, .opt = c->options, .out = out, .emit = &emit,
			     .control = &control, .style = { .dtrace = size & 1 } };
	int fd = memfd_create("ring", MFD_CLOEXEC);

	session_init(&s);
	s.rt.store = store_mem_new();
	s.ring = ring_of(fd, data, size);
	if (s.ring)
		ring_drain(s.ring, record_run, &s);
	record_settle(&s);
	keep_pass_end(&s);
	session_flush(&s);
	store_mem_free(s.rt.store);
	session_fini(&s);
	close(fd);
}

/* the program is the same for all inputs, and costs more than a run */
static struct script *compiled(void)
{
	static struct script s;

	if (s.nowhere)
		return &s;
	script_init(&s, script, strlen(script), false);
	if (compile_run(&s.c, 0)) {
		diag_init(&s.diag, stderr);
		compile_run(&s.c, 0);
		abort();
	}
	return &s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script *s = compiled();

	run(&s->c, s->nowhere, data, size);
	return 0;
}
