/*
 * feature.c - each row of feature.def tried for real, with a program of a few instructions
 *
 * A try returns 0 when the facility works, else -errno. Nothing stays: every descriptor is closed,
 * and what was attached goes with it. The programs do nothing but return.
 */
#include "bpf/feature.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <linux/hw_breakpoint.h>
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "bpf/cc.h"
#include "bpf/cgroup.h"
#include "bpf/tracefs.h"
#include "lib/buf.h"
#include "lib/diag.h"

/* of kernels newer than the headers we may be built with (include/uapi/linux/bpf.h, 6.6) */
enum { ATTACH_KPROBE_MULTI = 42, ATTACH_UPROBE_MULTI = 48 };

/* ---- programs ---- */
#define INSN(c, d, s, o, i) ((struct bpf_insn){ .code = (c), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (i) })
#define MOV(reg, n)	INSN(BPF_ALU64 | BPF_MOV | BPF_K, reg, 0, 0, n)
#define MOVR(dst, src)	INSN(BPF_ALU64 | BPF_MOV | BPF_X, dst, src, 0, 0)
#define CALL(helper)	INSN(BPF_JMP | BPF_CALL, 0, 0, 0, helper)
#define MAPFD(reg, fd)	INSN(BPF_LD | BPF_DW | BPF_IMM, reg, BPF_PSEUDO_MAP_FD, 0, fd), INSN(0, 0, 0, 0, 0)
#define EXIT()		INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0)

enum { FIRST_RUN_RESULT = 42 };

static int load_as(enum bpf_prog_type type, enum bpf_attach_type attach, int btf_id)
{
	const struct bpf_insn insns[] = { MOV(0, 0), EXIT() };
	struct bpf_prog_load_opts opts = { .sz = sizeof(opts), .expected_attach_type = attach,
		    .attach_btf_id = (uint32_t)btf_id };
	int fd = bpf_prog_load(type, "sonde_try", "GPL", insns, 2, &opts);

	return fd < 0 ? -errno : fd;
}

static int load(enum bpf_prog_type type)
{
	return load_as(type, 0, 0);
}

/* 0 when fd is one, its error otherwise; closed */
static int works(int fd)
{
	if (fd < 0)
		return fd;
	close(fd);
	return 0;
}

static int neg_errno(int ret)
{
	return ret < 0 ? -errno : ret;
}

/* ---- perf events ---- */
static int perf_open(struct perf_event_attr *attr, pid_t pid, int cpu)
{
	attr->size = sizeof(*attr);
	return neg_errno((int)syscall(SYS_perf_event_open, attr, pid, cpu, -1, PERF_FLAG_FD_CLOEXEC));
}

/* a program of that type on that event */
static int try_perf(struct perf_event_attr *attr, enum bpf_prog_type type, pid_t pid, int cpu)
{
	int ev = perf_open(attr, pid, cpu);

	if (ev < 0)
		return ev;
	int prog = load(type);
	int err = prog < 0 ? prog : neg_errno(ioctl(ev, PERF_EVENT_IOC_SET_BPF, prog));

	if (prog >= 0)
		close(prog);
	close(ev);
	return err;
}

static int read_number(const char *path)
{
	char text[32];
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return -errno;
	ssize_t n = read(fd, text, sizeof(text) - 1);

	close(fd);
	if (n <= 0)
		return -EIO;
	text[n] = 0;
	return atoi(text);
}

/* any function of ours as file and offset: a target for user probes that is always there */
static __attribute__((noinline)) void probed_here(void)
{
	__asm__ volatile("nop; nop; nop; nop");
}

static int self_place(char path[256], uint64_t *offset)
{
	uint64_t want = (uint64_t)(uintptr_t)&probed_here;
	FILE *maps = fopen("/proc/self/maps", "re");
	char line[512];
	int err = -ENOENT;

	if (!maps)
		return -errno;
	while (err && fgets(line, sizeof(line), maps)) {
		uint64_t from, to, off;

		if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %*s %" SCNx64 " %*s %*s %255[^\n]", &from, &to,
			   &off, path) == 4 && want >= from && want < to) {
			*offset = want - from + off;
			err = 0;
		}
	}
	fclose(maps);
	return err;
}

/* ---- the rows, in the order of feature.def ---- */
static int try_root(void)
{
	return works(load(BPF_PROG_TYPE_RAW_TRACEPOINT));
}

static int try_clang(void)
{
	static const char text[] = "char _license[] SEC(\"license\") = \"GPL\";\n";
	FILE *nowhere = fopen("/dev/null", "we");
	struct diag diag;
	struct cc cc = { .diag = &diag, .no_cache = true };
	void *obj = NULL;
	size_t size;

	if (!nowhere)
		return -errno;
	diag_init(&diag, nowhere);
	int err = cc_compile(&cc, text, sizeof(text) - 1, &obj, &size);

	free(obj);
	cc_fini(&cc);
	fclose(nowhere);
	return err;
}

static int try_btf(void)
{
	return works(neg_errno(open("/sys/kernel/btf/vmlinux", O_RDONLY | O_CLOEXEC)));
}

/* "ffffffff81000000 T _text"; zeros where they are hidden */
static int try_ksyms(void)
{
	FILE *f = fopen("/proc/kallsyms", "re");
	uint64_t addr = 0;

	if (!f)
		return -errno;
	bool read = fscanf(f, "%" SCNx64 " %*c %*s %*c %*s", &addr) == 1;

	while (read && !addr && fscanf(f, " %" SCNx64 " %*c %*s", &addr) == 1)
		;
	fclose(f);
	return addr ? 0 : -EPERM;
}

static int try_test_run(void)
{
	const struct bpf_insn insns[] = { MOV(0, FIRST_RUN_RESULT), EXIT() };
	uint64_t ctx[1] = { 0 };
	struct bpf_test_run_opts run = { .sz = sizeof(run), .ctx_in = ctx, .ctx_size_in = sizeof(ctx) };
	int fd = neg_errno(bpf_prog_load(BPF_PROG_TYPE_RAW_TRACEPOINT, "sonde_try", "GPL", insns, 2, NULL));

	if (fd < 0)
		return fd;
	int err = neg_errno(bpf_prog_test_run_opts(fd, &run));

	close(fd);
	return err ? err : run.retval == FIRST_RUN_RESULT ? 0 : -EINVAL;
}

static int try_ringbuf(void)
{
	return works(neg_errno(bpf_map_create(BPF_MAP_TYPE_RINGBUF, "sonde_try", 0, 0,
					      (uint32_t)sysconf(_SC_PAGESIZE), NULL)));
}

static int try_raw_tp(void)
{
	int prog = load(BPF_PROG_TYPE_RAW_TRACEPOINT);

	if (prog < 0)
		return prog;
	int err = works(neg_errno(bpf_raw_tracepoint_open("sched_process_exec", prog)));

	close(prog);
	return err;
}

/* a program that is attached by the BTF id of what it traces */
static int try_tracing(const char *name, enum bpf_attach_type attach)
{
	int id = libbpf_find_vmlinux_btf_id(name, attach);

	if (id < 0)
		return id;
	int prog = load_as(BPF_PROG_TYPE_TRACING, attach, id);

	if (prog < 0)
		return prog;
	int err = works(neg_errno(bpf_raw_tracepoint_open(NULL, prog)));

	close(prog);
	return err;
}

static int try_tp_btf(void)
{
	return try_tracing("sched_process_exec", BPF_TRACE_RAW_TP);
}

/* "none [integrity] confidentiality": the kernel refuses to root, too */
static bool is_locked_down(void)
{
	char text[128] = "";
	int fd = open("/sys/kernel/security/lockdown", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof(text) - 1);

	if (fd >= 0)
		close(fd);
	return n > 0 && !strstr(text, "[none]");
}

static int try_tracepoint(void)
{
	int id = tracefs_event_id("sched", "sched_process_exec");

	if (id < 0)	/* locked down for confidentiality the kernel leaves tracefs empty */
		return id == -ENOENT && is_locked_down() ? -EPERM : id;
	struct perf_event_attr attr = { .type = PERF_TYPE_TRACEPOINT, .config = (uint64_t)id };

	return try_perf(&attr, BPF_PROG_TYPE_TRACEPOINT, -1, 0);
}

/* seldom called, in every kernel, never inlined: a quiet place to try on */
static const char quiet_function[] = "vfs_mkdir";

static int try_fentry(void)
{
	return try_tracing(quiet_function, BPF_TRACE_FENTRY);
}

static int try_kprobe(void)
{
	int type = read_number("/sys/bus/event_source/devices/kprobe/type");

	if (type < 0)
		return type;
	struct perf_event_attr attr = { .type = (uint32_t)type,
					.config1 = (uint64_t)(uintptr_t)quiet_function };

	return try_perf(&attr, BPF_PROG_TYPE_KPROBE, -1, 0);
}

static int try_kprobe_multi(void)
{
	const char *syms[] = { quiet_function };
	struct bpf_link_create_opts opts = { .sz = sizeof(opts), .kprobe_multi.cnt = 1, .kprobe_multi.syms = syms };
	int prog = load_as(BPF_PROG_TYPE_KPROBE, (enum bpf_attach_type)ATTACH_KPROBE_MULTI, 0);

	if (prog < 0)
		return prog;
	int err = works(neg_errno(bpf_link_create(prog, 0, (enum bpf_attach_type)ATTACH_KPROBE_MULTI, &opts)));

	close(prog);
	return err;
}

static int try_uprobe(void)
{
	char path[256];
	uint64_t offset;
	int type = read_number("/sys/bus/event_source/devices/uprobe/type");
	int err = type < 0 ? type : self_place(path, &offset);

	if (err)
		return err;
	struct perf_event_attr attr = { .type = (uint32_t)type, .config1 = (uint64_t)(uintptr_t)path,
					.config2 = offset };

	return try_perf(&attr, BPF_PROG_TYPE_KPROBE, getpid(), -1);
}

/* BPF_LINK_CREATE's argument for uprobe_multi; libbpf 1.1 has no call for it */
struct uprobe_multi_attr {
	uint32_t prog_fd, target_fd, attach_type, flags;
	uint64_t path, offsets, ref_ctr_offsets, cookies;
	uint32_t cnt, multi_flags, pid, pad;
};

static int try_uprobe_multi(void)
{
	char path[256];
	uint64_t offset;
	int err = self_place(path, &offset);
	int prog = err ? err : load_as(BPF_PROG_TYPE_KPROBE, (enum bpf_attach_type)ATTACH_UPROBE_MULTI, 0);

	if (prog < 0)
		return prog;
	struct uprobe_multi_attr attr = {
		.prog_fd = (uint32_t)prog, .attach_type = ATTACH_UPROBE_MULTI,
		.path = (uint64_t)(uintptr_t)path, .offsets = (uint64_t)(uintptr_t)&offset, .cnt = 1,
		.pid = (uint32_t)getpid(),
	};

	err = works(neg_errno((int)syscall(SYS_bpf, BPF_LINK_CREATE, &attr, sizeof(attr))));
	close(prog);
	return err;
}

static int try_perf_clock(void)
{
	struct perf_event_attr attr = { .type = PERF_TYPE_SOFTWARE, .config = PERF_COUNT_SW_CPU_CLOCK,
					.sample_period = 1000000000 };

	return try_perf(&attr, BPF_PROG_TYPE_PERF_EVENT, -1, 0);
}

static int try_perf_cycles(void)
{
	struct perf_event_attr attr = { .type = PERF_TYPE_HARDWARE, .config = PERF_COUNT_HW_CPU_CYCLES,
					.sample_period = 1000000000 };

	return try_perf(&attr, BPF_PROG_TYPE_PERF_EVENT, -1, 0);
}

static int try_watchpoint(void)
{
	static int watched;
	struct perf_event_attr attr = { .type = PERF_TYPE_BREAKPOINT, .bp_type = HW_BREAKPOINT_W,
					.bp_addr = (uintptr_t)&watched, .bp_len = HW_BREAKPOINT_LEN_4,
					.sample_period = 1 };

	return try_perf(&attr, BPF_PROG_TYPE_PERF_EVENT, getpid(), -1);
}

/* its values are described by BTF: one 8-byte integer */
static int storage_map(void)
{
	struct btf *btf = btf__new_empty();

	if (!btf)
		return -errno;
	int key = btf__add_int(btf, "int", 4, BTF_INT_SIGNED);
	int value = btf__add_int(btf, "long", 8, BTF_INT_SIGNED);
	int err = key < 0 ? key : value < 0 ? value : btf__load_into_kernel(btf);

	if (!err) {
		struct bpf_map_create_opts opts = { .sz = sizeof(opts), .map_flags = BPF_F_NO_PREALLOC,
			    .btf_fd = (uint32_t)btf__fd(btf), .btf_key_type_id = (uint32_t)key,
			    .btf_value_type_id = (uint32_t)value };
		err = neg_errno(bpf_map_create(BPF_MAP_TYPE_TASK_STORAGE, "sonde_try", 4, 8, 0, &opts));
	}
	btf__free(btf);
	return err;
}

static int try_task_storage(void)
{
	int map = storage_map();

	if (map < 0)
		return map;
	const struct bpf_insn insns[] = {
		CALL(158 /* get_current_task_btf */), MOVR(2, 0), MAPFD(1, map), MOV(3, 0),
		MOV(4, BPF_LOCAL_STORAGE_GET_F_CREATE), CALL(156 /* task_storage_get */), MOV(0, 0), EXIT(),
	};
	int err = works(neg_errno(bpf_prog_load(BPF_PROG_TYPE_RAW_TRACEPOINT, "sonde_try", "GPL", insns,
						sizeof(insns) / sizeof(insns[0]), NULL)));

	close(map);
	return err;
}

/* a call without arguments: whatever else the verifier has against it, it knows the helper */
static int try_helper(enum bpf_prog_type type, int helper)
{
	static const char *const unknown[] = { "cannot use helper", "unknown func", "invalid func" };
	const struct bpf_insn insns[] = { CALL(helper), EXIT() };
	char log[4096] = "";
	struct bpf_prog_load_opts opts = { .sz = sizeof(opts), .log_buf = log, .log_size = sizeof(log), .log_level = 1 };
	int err = works(load(type));

	if (err)
		return err;
	err = works(neg_errno(bpf_prog_load(type, "sonde_try", "GPL", insns, sizeof(insns) / sizeof(insns[0]), &opts)));
	if (!err)
		return 0;
	for (size_t i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++)
		if (strstr(log, unknown[i]))
			return -EOPNOTSUPP;
	return *log ? 0 : err;		/* the verifier's word on its arguments is a yes */
}

static int try_kread(void)
{
	int err = try_helper(BPF_PROG_TYPE_RAW_TRACEPOINT, 113 /* probe_read_kernel */);

	return err == -EOPNOTSUPP && is_locked_down() ? -EPERM : err;
}

static int try_bpf_loop(void)
{
	return try_helper(BPF_PROG_TYPE_RAW_TRACEPOINT, 181);
}

/*
 * What bpf/rt/parts/unwind.bpf.h stands on: the user's registers, loops, and a process's mappings in
 * a maple tree, whose type would take libbpf 9 ms to find and a search for its name less than one.
 */
static int try_unwind(void)
{
	struct buf btf = BUF_INIT;
	bool tree = !buf_read_file(&btf, AT_FDCWD, "/sys/kernel/btf/vmlinux") &&
		    memmem(btf.s, btf.len, "maple_tree", sizeof("maple_tree"));
	int err = try_helper(BPF_PROG_TYPE_KPROBE, 175 /* task_pt_regs */);

	buf_fini(&btf);
	return err ? err : !tree ? -EOPNOTSUPP : try_bpf_loop();
}

static int try_cookie(void)
{
	return try_helper(BPF_PROG_TYPE_KPROBE, 174);
}

static int try_raw_cookie(void)
{
	return try_helper(BPF_PROG_TYPE_RAW_TRACEPOINT, 174);
}

static int try_iter(void)
{
	union bpf_iter_link_info info = { 0 };
	struct bpf_link_create_opts opts = { .sz = sizeof(opts), .iter_info = &info, .iter_info_len = sizeof(info) };
	int id = libbpf_find_vmlinux_btf_id("task", BPF_TRACE_ITER);
	int prog = id < 0 ? id : load_as(BPF_PROG_TYPE_TRACING, BPF_TRACE_ITER, id);

	if (prog < 0)
		return prog;
	int err = works(neg_errno(bpf_link_create(prog, 0, BPF_TRACE_ITER, &opts)));

	close(prog);
	return err;
}

/* the root of the unified hierarchy in a map, as the option cgroup puts a folder there */
static int try_cgroup(void)
{
	char root[PATH_MAX];
	uint32_t zero = 0;

	if (!cgroup_root(root))
		return -ENOENT;
	int map = neg_errno(bpf_map_create(BPF_MAP_TYPE_CGROUP_ARRAY, "sonde_try", 4, 4, 1, NULL));
	int fd = map < 0 ? map : neg_errno(open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	int err = fd < 0 ? fd : neg_errno(bpf_map_update_elem(map, &zero, &fd, 0));

	if (map >= 0)
		close(map);
	if (fd >= 0)
		close(fd);
	return err;
}

/* a program that asks who is running: handlers do, and kernels before 6.17 do not tell such programs the name */
static int try_netfilter(void)
{
	enum { TYPE_NETFILTER = 32, ATTACH_NETFILTER = 45 };	/* include/uapi/linux/bpf.h, 6.4 */
	struct bpf_prog_load_opts opts = { .sz = sizeof(opts),
		    .expected_attach_type = (enum bpf_attach_type)ATTACH_NETFILTER };
	const struct bpf_insn insns[] = {
		INSN(BPF_ST | BPF_MEM | BPF_DW, 10, 0, -16, 0), INSN(BPF_ST | BPF_MEM | BPF_DW, 10, 0, -8, 0),
		MOVR(1, 10), INSN(BPF_ALU64 | BPF_ADD | BPF_K, 1, 0, 0, -16), MOV(2, 16),
		CALL(16 /* get_current_comm */), CALL(14 /* get_current_pid_tgid */), CALL(15 /* get_current_uid_gid */),
		MOV(0, 1), EXIT(),
	};

	return works(neg_errno(bpf_prog_load((enum bpf_prog_type)TYPE_NETFILTER, "sonde_try", "GPL", insns,
					     sizeof(insns) / sizeof(insns[0]), &opts)));
}

/* kernels that allocate by kmalloc let no sampling program touch such a map (kernel/bpf/verifier.c) */
static int try_alloc_atomic(void)
{
	struct bpf_map_create_opts opts = { .sz = sizeof(opts), .map_flags = BPF_F_NO_PREALLOC };
	int map = neg_errno(bpf_map_create(BPF_MAP_TYPE_HASH, "sonde_try", 8, 8, 1, &opts));

	if (map < 0)
		return map;
	const struct bpf_insn insns[] = { MAPFD(1, map), MOV(0, 0), EXIT() };
	int err = works(neg_errno(bpf_prog_load(BPF_PROG_TYPE_PERF_EVENT, "sonde_try", "GPL", insns, 4, NULL)));

	close(map);
	return err;
}

/* ---- the table ---- */
struct row {
	const char *name, *text, *remedy, *denied;
	int (*try)(void);
};

static const struct row rows[FEAT_COUNT_] = {
#define FEATURE(n, t, r, d) [FEAT_##n] = { .name = #n, .text = t, .remedy = r, .denied = d, .try = try_##n },
#include "bpf/feature.def"
#undef FEATURE
};

static void try_once(struct feature_set *fs, enum feature f)
{
	if (fs->known[f])
		return;
	fs->err[f] = rows[f].try();
	fs->known[f] = fs->err[f] ? -1 : 1;
}

bool feature_has(struct feature_set *fs, enum feature f)
{
	try_once(fs, f);
	return fs->known[f] > 0;
}

int feature_error(struct feature_set *fs, enum feature f)
{
	try_once(fs, f);
	return fs->err[f];
}

const char *feature_name(enum feature f)
{
	return rows[f].name;
}

const char *feature_text(enum feature f)
{
	return rows[f].text;
}

const char *feature_remedy(struct feature_set *fs, enum feature f)
{
	struct feature_set fresh = { 0 };

	fs = fs ? fs : &fresh;

	int err = feature_error(fs, f);

	if (err != -EPERM && err != -EACCES)
		return rows[f].remedy;
	if (is_locked_down() && (f == FEAT_root || feature_has(fs, FEAT_root)))
		return "a kernel that is not locked down: boot with lockdown=none, without secure boot";
	if (f != FEAT_root && !feature_has(fs, FEAT_root))
		return rows[FEAT_root].remedy;
	return geteuid() && rows[f].denied ? rows[f].denied : rows[f].remedy;
}

int feature_find(const char *name)
{
	for (int i = 0; i < FEAT_COUNT_; i++)
		if (!strcmp(rows[i].name, name))
			return i;
	return -1;
}
