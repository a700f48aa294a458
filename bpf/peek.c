/*
 * peek.c - the kernel's memory and our own, for handlers that run in user space
 *
 * A program of a few instructions reads PIECE bytes to its stack and copies them to its context, from where
 * BPF_PROG_TEST_RUN brings them here.
 */
#include <bpf/bpf.h>
#include <errno.h>
#include <linux/bpf.h>
#include <stddef.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>
#include "bpf/session_int.h"

#define INSN(c, d, s, o, i) ((struct bpf_insn){ .code = (c), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (i) })

enum { PIECE = 256, INSNS = 3 * (PIECE / 8) + 32 };

struct request {		/* the program's context */
	uint64_t addr, size, task;
	uint8_t	 bytes[PIECE];
};

static unsigned write_program(struct bpf_insn *v)
{
	const short addr = offsetof(struct request, addr), size = offsetof(struct request, size);
	const short task = offsetof(struct request, task), bytes = offsetof(struct request, bytes);
	unsigned n = 0;

	v[n++] = INSN(BPF_ALU64 | BPF_MOV | BPF_X, BPF_REG_6, BPF_REG_1, 0, 0);
	v[n++] = INSN(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_get_current_task);
	v[n++] = INSN(BPF_STX | BPF_MEM | BPF_DW, BPF_REG_6, BPF_REG_0, task, 0);
	for (short i = 0; i < PIECE; i += 8)
		v[n++] = INSN(BPF_ST | BPF_MEM | BPF_DW, BPF_REG_10, 0, (short)(i - PIECE), 0);
	v[n++] = INSN(BPF_ALU64 | BPF_MOV | BPF_X, BPF_REG_1, BPF_REG_10, 0, 0);
	v[n++] = INSN(BPF_ALU64 | BPF_ADD | BPF_K, BPF_REG_1, 0, 0, -PIECE);
	v[n++] = INSN(BPF_LDX | BPF_MEM | BPF_DW, BPF_REG_2, BPF_REG_6, size, 0);
	v[n++] = INSN(BPF_JMP | BPF_JLE | BPF_K, BPF_REG_2, 0, 2, PIECE);
	v[n++] = INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_0, 0, 0, 1);
	v[n++] = INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
	v[n++] = INSN(BPF_LDX | BPF_MEM | BPF_DW, BPF_REG_3, BPF_REG_6, addr, 0);
	v[n++] = INSN(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_probe_read_kernel);
	v[n++] = INSN(BPF_ALU64 | BPF_MOV | BPF_X, BPF_REG_7, BPF_REG_0, 0, 0);
	for (short i = 0; i < PIECE; i += 8) {
		v[n++] = INSN(BPF_LDX | BPF_MEM | BPF_DW, BPF_REG_1, BPF_REG_10, (short)(i - PIECE), 0);
		v[n++] = INSN(BPF_STX | BPF_MEM | BPF_DW, BPF_REG_6, BPF_REG_1, (short)(bytes + i), 0);
	}
	v[n++] = INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_0, 0, 0, 0);
	v[n++] = INSN(BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_7, 0, 1, 0);
	v[n++] = INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_0, 0, 0, 1);
	v[n++] = INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
	return n;
}

static int peeker(struct session *s)
{
	struct bpf_insn v[INSNS];
	struct bpf_prog_load_opts opts;
	int fd;

	if (s->impl->peeker)
		return s->impl->peeker;
	memset(&opts, 0, sizeof(opts));
	opts.sz = sizeof(opts);
	opts.prog_flags = BPF_F_SLEEPABLE;
	fd = bpf_prog_load(BPF_PROG_TYPE_SYSCALL, "sonde_peek", "GPL", v, write_program(v), &opts);
	s->impl->peeker = fd < 0 ? -errno : fd;
	if (fd >= 0)
		session_own_fd(s, fd);
	return s->impl->peeker;
}

static int ask(struct session *s, struct request *r)
{
	struct bpf_test_run_opts run;
	int fd = peeker(s), err;

	if (fd < 0)
		return fd;
	memset(&run, 0, sizeof(run));
	run.sz = sizeof(run);
	run.ctx_in = r;
	run.ctx_size_in = sizeof(*r);	/* of this type of program it is where results come back, too */
	err = bpf_prog_test_run_opts(fd, &run);
	return err < 0 ? err : run.retval ? -EFAULT : 0;
}

static int peek_own(uint64_t addr, void *ret, size_t n)
{
	struct iovec to = { ret, n }, from = { (void *)(uintptr_t)addr, n };

	return process_vm_readv(getpid(), &to, 1, &from, 1, 0) == (ssize_t)n ? 0 : -EFAULT;
}

int session_peek(struct runtime *rt, bool user, uint64_t addr, void *ret, size_t n)
{
	struct request r;

	if (user)
		return peek_own(addr, ret, n);
	for (size_t at = 0; at < n; at += r.size) {
		memset(&r, 0, sizeof(r));
		r.addr = addr + at;
		r.size = n - at < PIECE ? n - at : PIECE;
		int err = ask(rt->impl, &r);

		if (err)
			return err;
		memcpy((char *)ret + at, r.bytes, r.size);
	}
	return 0;
}

uint64_t session_task(struct runtime *rt)
{
	struct session *s = rt->impl;
	struct request r = { .size = 0 };

	if (!s->impl->task) {
		ask(s, &r);	/* reads nothing: only the task is of interest */
		s->impl->task = r.task;
	}
	return s->impl->task;
}
