/*
 * limit.bpf.c - what a careful person writes by hand for each row of the table: the least it can cost
 *
 * One program per row and probe; limit.c loads only those of the row. System calls come through one
 * raw tracepoint and are told apart by number; values without a key are in per-CPU arrays; a thread's
 * entry time is in its task storage; a record is reserved at exactly its size.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

#define GETPPID 110

struct { __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY); __uint(max_entries, 1); __type(key, __u32);
	 __type(value, __u64); } one SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY); __uint(max_entries, 1); __type(key, __u32);
	 __type(value, __u64[128]); } hist SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_PERCPU_HASH); __uint(max_entries, 16384);
	 __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, __u32); __type(value, __u64); } by_pid SEC(".maps");
struct name { char text[16]; };
struct { __uint(type, BPF_MAP_TYPE_PERCPU_HASH); __uint(max_entries, 16384);
	 __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, struct name); __type(value, __u64); } by_name SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_TASK_STORAGE); __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, int);
	 __type(value, __u64); } start SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4 << 20); } ring SEC(".maps");

struct record { __u64 pid; char comm[16]; };	/* limit.c has the same */
volatile __u64 lost;
volatile __u32 sleeping = 1;			/* the only word in .data: the reader waits to be woken */

static __always_inline void count_one(void)
{
	__u32 zero = 0;
	__u64 *n = bpf_map_lookup_elem(&one, &zero);

	if (n)
		__sync_fetch_and_add(n, 1);
}

static __always_inline void add_to(void *map, const void *key)
{
	__u64 init = 1, *n = bpf_map_lookup_elem(map, key);

	if (n)
		__sync_fetch_and_add(n, 1);
	else
		bpf_map_update_elem(map, key, &init, BPF_NOEXIST);
}

static __always_inline void quantize(__u64 v)
{
	__u32 zero = 0, log = 0;
	__u64 *h = bpf_map_lookup_elem(&hist, &zero);

	if (!h)
		return;
	if (v >> 32) { v >>= 32; log += 32; }
	if (v >> 16) { v >>= 16; log += 16; }
	if (v >> 8) { v >>= 8; log += 8; }
	if (v >> 4) { v >>= 4; log += 4; }
	if (v >> 2) { v >>= 2; log += 2; }
	if (v >> 1) log++;
	__sync_fetch_and_add(&h[64 + (log & 63)], 1);
}

/* entry time of the thread, kept for its life: storing 0 at return is cheaper than deleting */
static __always_inline void begin(void)
{
	__u64 *ts = bpf_task_storage_get(&start, bpf_get_current_task_btf(), 0, BPF_LOCAL_STORAGE_GET_F_CREATE);

	if (ts)
		*ts = bpf_ktime_get_ns();
}

static __always_inline void end(void)
{
	__u64 *ts = bpf_task_storage_get(&start, bpf_get_current_task_btf(), 0, 0);

	if (!ts || !*ts)
		return;
	quantize(bpf_ktime_get_ns() - *ts);
	*ts = 0;
}

static __always_inline void record(void)
{
	struct record *r = bpf_ringbuf_reserve(&ring, sizeof(*r), 0);

	if (!r) {
		__sync_fetch_and_add(&lost, 1);
		return;
	}
	r->pid = bpf_get_current_pid_tgid() >> 32;
	bpf_get_current_comm(r->comm, sizeof(r->comm));
	if (sleeping) {
		sleeping = 0;
		bpf_ringbuf_submit(r, BPF_RB_FORCE_WAKEUP);
	} else {
		bpf_ringbuf_submit(r, BPF_RB_NO_WAKEUP);
	}
}

#define ENTER(ctx) ((ctx)->args[1] == GETPPID)

#define RAW_TP(point, name) SEC("raw_tp/" #point) int name(struct bpf_raw_tracepoint_args *ctx)

RAW_TP(sys_enter, calls_execname)
{
	struct name key = {};

	bpf_get_current_comm(key.text, sizeof(key.text));
	add_to(&by_name, &key);
	return 0;
}

RAW_TP(sys_enter, count)
{
	if (ENTER(ctx))
		count_one();
	return 0;
}

RAW_TP(sys_enter, keyed)
{
	__u32 pid = bpf_get_current_pid_tgid() >> 32;

	if (ENTER(ctx))
		add_to(&by_pid, &pid);
	return 0;
}

RAW_TP(sys_enter, execname)
{
	struct name key = {};

	if (!ENTER(ctx))
		return 0;
	bpf_get_current_comm(key.text, sizeof(key.text));
	add_to(&by_name, &key);
	return 0;
}

RAW_TP(sys_enter, quant)
{
	if (ENTER(ctx))
		quantize(bpf_get_current_pid_tgid() & 0xffffffff);
	return 0;
}

RAW_TP(sys_enter, predicate)
{
	if (ENTER(ctx) && bpf_get_current_pid_tgid() >> 32 == 1)
		count_one();
	return 0;
}

RAW_TP(sys_enter, latency_enter)
{
	if (ENTER(ctx))
		begin();
	return 0;
}

struct regs { __u64 before[15], orig_ax; };	/* struct pt_regs of x86-64, as far as needed */

RAW_TP(sys_exit, latency_exit)
{
	__u64 nr = 0;

	bpf_probe_read_kernel(&nr, sizeof(nr), &((struct regs *)ctx->args[0])->orig_ax);
	if (nr == GETPPID)
		end();
	return 0;
}

RAW_TP(sys_enter, printf_each)
{
	if (ENTER(ctx))
		record();
	return 0;
}

SEC("uprobe") int func_count(void *ctx) { count_one(); return 0; }
SEC("uprobe") int func_enter(void *ctx) { begin(); return 0; }
SEC("uretprobe") int func_exit(void *ctx) { end(); return 0; }
SEC("uprobe") int many(void *ctx) { count_one(); return 0; }
