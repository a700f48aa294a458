/*
 * kfunc_try.c - does the kernel take a program at the entry, or the end, of this function?
 *
 * The verifier keeps some from fentry and fexit that a kprobe can be put at: those that it calls itself around
 * programs (migrate_disable, __rcu_read_lock), and from 6.15 on the ends of what never returns (do_exit; "bpf: Reject
 * attaching fexit/fmod_ret to __noreturn functions"). It says so when it loads the program, and with that one all the
 * others are not loaded: so it is asked before, by a program that does nothing (0.1 ms).
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <linux/bpf.h>
#include <string.h>
#include <unistd.h>
#include "bpf/provider/kfunc.h"
#include "lib/btf.h"

#define INSN(c, d, i) ((struct bpf_insn){ .code = (c), .dst_reg = (d), .imm = (i) })

/* a bundle has types of another kernel */
static int id_of(struct world *w, const struct kfunc *f, enum bpf_attach_type type)
{
	if (w->features && w->kernel)
		return (int)btf_func_id(w->kernel, f->symbol);

	int id = libbpf_find_vmlinux_btf_id(f->symbol, type);

	return id < 0 ? 0 : id;
}

/*
 * The verifier's list of today (btf_id_deny). Linux 6.1 has fewer and takes fentry at __rcu_read_lock(), which it
 * does not survive; nor does it a perf kprobe at migrate_disable().
 */
bool kfunc_is_deep(const struct kfunc *f)
{
	static const char *const names[] = {
		"migrate_disable", "migrate_enable", "rcu_read_unlock_strict", "preempt_count_add", "preempt_count_sub",
		"__rcu_read_lock", "__rcu_read_unlock",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(f->symbol, names[i]))
			return true;
	return false;
}

int kfunc_try(struct world *w, const struct kfunc *f, bool is_return)
{
	const struct bpf_insn insns[] = {
		INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_0, 0), INSN(BPF_JMP | BPF_EXIT, 0, 0),
	};
	enum bpf_attach_type type = is_return ? BPF_TRACE_FEXIT : BPF_TRACE_FENTRY;
	int id = strcmp(f->module, "vmlinux") ? 0 : id_of(w, f, type);
	struct bpf_prog_load_opts opts;

	if (kfunc_is_deep(f))
		return -EINVAL;
	if (!id)
		return 0;		/* we cannot tell */
	memset(&opts, 0, sizeof(opts));
	opts.sz = sizeof(opts);
	opts.expected_attach_type = type;
	opts.attach_btf_id = (uint32_t)id;

	int fd = bpf_prog_load(BPF_PROG_TYPE_TRACING, "sonde_try", "GPL", insns, 2, &opts);

	if (fd < 0)
		return -errno;
	close(fd);
	return 0;
}
