/*
 * kinit.c - was a function of the kernel needed to start it only (kinit.h)
 *
 * /proc/kallsyms tells, but the kernel takes some 50 ms to print it: more than all else that a probe on one
 * function costs. A program of a few instructions asks for the three addresses that matter.
 */
#include <bpf/bpf.h>
#include <errno.h>
#include <linux/bpf.h>
#include <string.h>
#include <unistd.h>
#include "bpf/provider/kinit.h"

#define INSN(c, d, s, o, i) ((struct bpf_insn){ .code = (c), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (i) })

enum {
	NAME_MOST = 128,	/* KSYM_NAME_LEN of the oldest; what is longer is not asked for */
	INSNS_MOST = 3 * (NAME_MOST / 4 + 12) + 8,
	RESULT = -8, NAME = RESULT - NAME_MOST,	/* on the stack */
	UNKNOWN = 2,
};

struct code { struct bpf_insn v[INSNS_MOST]; unsigned n; };

static void add(struct code *c, struct bpf_insn insn)
{
	c->v[c->n++] = insn;
}

/* reg: the address of that symbol; the program ends with UNKNOWN where there is none */
static void look_up(struct code *c, const char *symbol, unsigned reg)
{
	char text[NAME_MOST] = { 0 };

	memcpy(text, symbol, strlen(symbol));
	for (int i = 0; i < NAME_MOST; i += 4) {
		int32_t word;

		memcpy(&word, text + i, 4);
		add(c, INSN(BPF_ST | BPF_MEM | BPF_W, BPF_REG_10, 0, (short)(NAME + i), word));
	}
	add(c, INSN(BPF_ST | BPF_MEM | BPF_DW, BPF_REG_10, 0, RESULT, 0));
	add(c, INSN(BPF_ALU64 | BPF_MOV | BPF_X, BPF_REG_1, BPF_REG_10, 0, 0));
	add(c, INSN(BPF_ALU64 | BPF_ADD | BPF_K, BPF_REG_1, 0, 0, NAME));
	add(c, INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_2, 0, 0, NAME_MOST));
	add(c, INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_3, 0, 0, 0));
	add(c, INSN(BPF_ALU64 | BPF_MOV | BPF_X, BPF_REG_4, BPF_REG_10, 0, 0));
	add(c, INSN(BPF_ALU64 | BPF_ADD | BPF_K, BPF_REG_4, 0, 0, RESULT));
	add(c, INSN(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_kallsyms_lookup_name));
	add(c, INSN(BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_0, 0, 2, 0));
	add(c, INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_0, 0, 0, UNKNOWN));
	add(c, INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0));
	add(c, INSN(BPF_LDX | BPF_MEM | BPF_DW, reg, BPF_REG_10, RESULT, 0));
}

int kinit_has(const char *symbol)
{
	struct bpf_prog_load_opts opts;
	struct bpf_test_run_opts run;
	struct code c = { .n = 0 };
	int fd, err;

	if (strlen(symbol) >= NAME_MOST)
		return -ENAMETOOLONG;
	look_up(&c, symbol, BPF_REG_6);
	look_up(&c, "_sinittext", BPF_REG_7);
	look_up(&c, "_einittext", BPF_REG_8);
	add(&c, INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_0, 0, 0, 0));
	add(&c, INSN(BPF_JMP | BPF_JLT | BPF_X, BPF_REG_6, BPF_REG_7, 2, 0));
	add(&c, INSN(BPF_JMP | BPF_JGE | BPF_X, BPF_REG_6, BPF_REG_8, 1, 0));
	add(&c, INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_0, 0, 0, 1));
	add(&c, INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0));

	memset(&opts, 0, sizeof(opts));
	opts.sz = sizeof(opts);
	opts.prog_flags = BPF_F_SLEEPABLE;
	fd = bpf_prog_load(BPF_PROG_TYPE_SYSCALL, "sonde_init", "GPL", c.v, c.n, &opts);
	if (fd < 0)
		return -errno;
	memset(&run, 0, sizeof(run));
	run.sz = sizeof(run);
	err = bpf_prog_test_run_opts(fd, &run);
	close(fd);
	return err < 0 ? err : run.retval == UNKNOWN ? -ENOENT : (int)run.retval;
}
