/*
 * rt.bpf.h - the ground that emitted C stands on: types, helpers, the firing, scratch, records
 *
 * Everything the BPF side needs is in bpf/rt/ and carried inside the executable: no kernel header,
 * no libbpf header is looked for when a script runs, and clang has little to read. Helper numbers
 * are the kernel's ABI (include/uapi/linux/bpf.h).
 */
#ifndef RT_BPF_H
#define RT_BPF_H

typedef unsigned char rt_u8;
typedef unsigned short rt_u16;
typedef unsigned int rt_u32;
typedef unsigned long long rt_u64;
typedef signed char rt_s8;
typedef short rt_s16;
typedef int rt_s32;
typedef long long rt_s64;

#include "control.h"

#define NULL ((void *)0)
#define SEC(name) __attribute__((section(name), used))
#define RT_INLINE static inline __attribute__((always_inline, unused))
/* a table that clang folds away leaves its row in .BTF, which the kernel then refuses as a whole */
#define RT_TABLE __attribute__((used))
#define RT_CORE __attribute__((preserve_access_index))
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
/* keeps clang from merging what the verifier has to see apart */
#define rt_barrier(var) asm volatile("" : "+r"(var))
/* a copy of its own for the verifier: what it learns of this number it does not learn of others */
#define rt_forget(var) asm volatile("%0 |= 0" : "+r"(var))
/* the low bits, masked where the verifier sees it: clang drops a mask that it knows to be needless */
#define rt_mask(var, bits) do { rt_barrier(var); (var) &= (bits); rt_barrier(var); } while (0)
/* the end of a function without result: the verifier looks at what lies in r0 all the same, and refuses a stack's address */
#define RT_NOTHING asm volatile("r0 = 0" ::: "r0")
/* more than max for the verifier, in the register that is used from here on */
#define rt_at_most(var, max) asm volatile("if %0 <= %1 goto +1\n\t%0 = 0" : "+r"(var) : "ri"((rt_u64)(max)))

/* map definitions are types that libbpf reads from BTF */
#define MAP_UINT(name, val) int (*name)[val]
#define MAP_TYPE(name, val) typeof(val) *name

enum {
	RT_MAP_HASH = 1, RT_MAP_ARRAY = 2, RT_MAP_PERCPU_HASH = 5, RT_MAP_PERCPU_ARRAY = 6,
	RT_MAP_LRU_HASH = 9, RT_MAP_RINGBUF = 27, RT_MAP_TASK_STORAGE = 29,
	RT_ANY = 0, RT_NOEXIST = 1, RT_EXIST = 2,
	RT_NO_PREALLOC = 1,
	RT_RB_NO_WAKEUP = 1, RT_RB_FORCE_WAKEUP = 2,
	RT_STORAGE_CREATE = 1,
	RT_USER_STACK = 256,		/* BPF_F_USER_STACK */
	RT_CURRENT_CPU = 0xffffffff,
};

struct task_struct;
struct pt_regs {			/* x86-64; the layout is ABI (arch/x86/include/uapi/asm/ptrace.h) */
	unsigned long r15, r14, r13, r12, bp, bx, r11, r10, r9, r8, ax, cx, dx, si, di,
		      orig_ax, ip, cs, flags, sp, ss;
};

/*
 * A register at the probe. The verifier wants each load at a constant distance from the context; clang,
 * short of registers, would keep the address of a member instead.
 */
#define rt_reg(ctx, member) ({ \
	rt_u64 reg_; \
	asm("%0 = *(u64 *)(%1 + %2)" : "=r"(reg_) : "r"(ctx), "i"(__builtin_offsetof(struct pt_regs, member))); \
	reg_; \
})

static void *(*const bpf_map_lookup_elem)(void *map, const void *key) = (void *)1;
static long (*const bpf_map_update_elem)(void *map, const void *key, const void *value, rt_u64 flags) = (void *)2;
static long (*const bpf_map_delete_elem)(void *map, const void *key) = (void *)3;
static rt_u64 (*const bpf_ktime_get_ns)(void) = (void *)5;
static long (*const bpf_trace_printk)(const char *fmt, rt_u32 size, ...) = (void *)6;
static rt_u32 (*const bpf_get_prandom_u32)(void) = (void *)7;
static rt_u32 (*const bpf_get_smp_processor_id)(void) = (void *)8;
static rt_u64 (*const bpf_get_current_pid_tgid)(void) = (void *)14;
static rt_u64 (*const bpf_get_current_uid_gid)(void) = (void *)15;
static long (*const bpf_get_current_comm)(void *buf, rt_u32 size) = (void *)16;
static long (*const bpf_get_stackid)(void *ctx, void *map, rt_u64 flags) = (void *)27;
static rt_u64 (*const bpf_get_current_task)(void) = (void *)35;
static long (*const bpf_probe_write_user)(void *dst, const void *src, rt_u32 len) = (void *)36;
static long (*const bpf_current_task_under_cgroup)(void *map, rt_u32 index) = (void *)37;
static long (*const bpf_perf_event_read_value)(void *map, rt_u64 flags, void *buf, rt_u32 size) = (void *)55;
static long (*const bpf_perf_prog_read_value)(void *ctx, void *buf, rt_u32 size) = (void *)56;
static long (*const bpf_override_return)(struct pt_regs *regs, rt_u64 rc) = (void *)58;
static long (*const bpf_get_stack)(void *ctx, void *buf, rt_u32 size, rt_u64 flags) = (void *)67;
static rt_u64 (*const bpf_get_current_cgroup_id)(void) = (void *)80;
static long (*const bpf_send_signal)(rt_u32 sig) = (void *)109;
static long (*const bpf_probe_read_user)(void *dst, rt_u32 size, const void *from) = (void *)112;
static long (*const bpf_probe_read_kernel)(void *dst, rt_u32 size, const void *from) = (void *)113;
static long (*const bpf_probe_read_user_str)(void *dst, rt_u32 size, const void *from) = (void *)114;
static long (*const bpf_probe_read_kernel_str)(void *dst, rt_u32 size, const void *from) = (void *)115;
static rt_u64 (*const bpf_jiffies64)(void) = (void *)118;
static long (*const bpf_get_ns_current_pid_tgid)(rt_u64 dev, rt_u64 ino, void *nsdata, rt_u32 size) = (void *)120;
static rt_u64 (*const bpf_ktime_get_boot_ns)(void) = (void *)125;
static long (*const bpf_ringbuf_output)(void *ring, void *data, rt_u64 size, rt_u64 flags) = (void *)130;
static void *(*const bpf_ringbuf_reserve)(void *ring, rt_u64 size, rt_u64 flags) = (void *)131;
static void (*const bpf_ringbuf_submit)(void *data, rt_u64 flags) = (void *)132;
static void (*const bpf_ringbuf_discard)(void *data, rt_u64 flags) = (void *)133;
static rt_u64 (*const bpf_ringbuf_query)(void *ring, rt_u64 flags) = (void *)134;
static long (*const bpf_get_task_stack)(struct task_struct *t, void *buf, rt_u32 size, rt_u64 flags) = (void *)141;
static long (*const bpf_d_path)(void *path, char *buf, rt_u32 size) = (void *)147;
static void *(*const bpf_task_storage_get)(void *map, struct task_struct *t, void *value, rt_u64 flags) = (void *)156;
static struct task_struct *(*const bpf_get_current_task_btf)(void) = (void *)158;
static long (*const bpf_for_each_map_elem)(void *map, void *fn, void *ctx, rt_u64 flags) = (void *)164;
static long (*const bpf_snprintf)(char *str, rt_u32 size, const char *fmt, rt_u64 *data, rt_u32 len) = (void *)165;
static rt_u64 (*const bpf_get_func_ip)(void *ctx) = (void *)173;
static rt_u64 (*const bpf_get_attach_cookie)(void *ctx) = (void *)174;
static long (*const bpf_task_pt_regs)(struct task_struct *t) = (void *)175;
static long (*const bpf_loop)(rt_u32 n, void *fn, void *ctx, rt_u64 flags) = (void *)181;
static long (*const bpf_strncmp)(const char *s1, rt_u32 size, const char *s2) = (void *)182;
static long (*const bpf_get_func_arg)(void *ctx, rt_u32 n, rt_u64 *value) = (void *)183;
static long (*const bpf_get_func_ret)(void *ctx, rt_u64 *value) = (void *)184;
static void *(*const bpf_map_lookup_percpu_elem)(void *map, const void *key, rt_u32 cpu) = (void *)195;

extern struct rt_control rt;		/* .data.rt; emit defines it */
extern struct rt_var rt_vars[];		/* .data.var, by var->id */
extern rt_u64 rt_rec_drops[];		/* .data.rec, by record id; last: fault records */

#ifndef RT_SLOTS
#define RT_SLOTS 16		/* emit says how many are needed */
#endif

/*
 * What lies on a kernel stack before the event's own place: a program without registers is on it itself,
 * with what called it; of a tracepoint there may be more, see rt_trace_frames().
 */
enum { RT_SKIP_OURS = 2, RT_SKIP_TRACE = 0x100 };

/*
 * One firing of a probe: what its clauses share. In each word what programs set from the start stands
 * last: clang clears the rest of the structure from behind it, and if that began within a word it
 * would go by halves of words, of which the verifier forgets that they are zero.
 */
/*
 * volatile where a clause has many texts: clang would keep the address of each in a register, which are ten, and then
 * on the stack
 */
#ifndef RT_SCRATCH
#define RT_SCRATCH
#endif

struct firing {
	void   *ctx;		/* the program's own */
	struct pt_regs *regs;	/* ctx where that is registers; NULL: there are none */
	rt_u8	in_function;	/* the frame behind `skip` is that of the probed function */
	rt_u8	frame_up;	/* user code: bytes from the stack pointer to the frame's end (CFA), 8 where the return address is next */
	rt_u16	skip;		/* RT_SKIP_*: kernel frames of our own below those of the event */
	rt_u32	probe;		/* index in prog.probes */
	rt_u32	depth;		/* SystemTap: calls of functions under way, counted where MAXNESTING is low */
	int	sysnr;		/* system call probes: number of the call, as 64-bit programs count; packets: the verdict */
	rt_s64	arg[RT_SLOTS];	/* slots; only those that a clause reads are filled */
	struct {
		rt_u16 code;	/* enum fault_code; 0: none */
		rt_u16 via;	/* SystemTap: the calls that it came out of, RT_VIA */
		rt_u32 site;	/* place in the script, set by emitted code */
		rt_u64 value;
	} fault;
	char   *RT_SCRATCH scratch;	/* per CPU, ours alone while we run; NULL until needed */
	const char *point;	/* SystemTap: the probe point as the clause spells it, pn() */
	const char *thrown;	/* SystemTap: text of error() on its way out of a function */
#ifndef RT_STAP			/* what only D has: all calls of a program share 512 bytes of stack */
	rt_u32	spec;		/* the speculation that keeps this clause's records */
	rt_u32	used;		/* alloca(): bytes of the area given out, see memory.bpf.h */
	rt_u32	dealt, dealt_end;	/* what the clause was given so far lies there, from scratch */
#endif
#ifdef RT_SELF
	void   *self;		/* thread-local variables; NULL until looked up */
#endif
};

/* the frame of the probed user function, the same at its entry and its return */
RT_INLINE rt_u64 rt_frame(struct firing *f)
{
	return f->regs ? rt_reg(f->regs, sp) + f->frame_up : 0;
}

/* that many frames of ours more, where there are any below those of the event */
RT_INLINE void rt_deeper(struct firing *f, int n)
{
	if (n && f->skip & 0xff)
		f->skip += n;
}

/* another probe at the same event: nothing of the last one is left */
RT_INLINE void rt_fire_again(struct firing *f)
{
	void *ctx = f->ctx;
	rt_u16 skip = f->skip;
	int sysnr = f->sysnr;

	__builtin_memset(f, 0, sizeof(*f));
	f->ctx = ctx;
	f->skip = skip;
	f->sysnr = sysnr;
}

/* called by bodies of builtins; the caller sees f->fault.code afterwards */
RT_INLINE rt_s64 rt_fault(struct firing *f, rt_u32 code, rt_u64 value)
{
	f->fault.code = (rt_u16)code;
	f->fault.value = value;
	return 0;
}

/* names of a probe, by enum probe_field: 1 prov, 2 mod, 3 func, 4 name, 5 pp(), 6 label, 7 call, 8 probe_type(); padded with NULs */
RT_INLINE const char *rt_name_1(rt_u32 probe);
RT_INLINE const char *rt_name_2(rt_u32 probe);
RT_INLINE const char *rt_name_3(rt_u32 probe);
RT_INLINE const char *rt_name_4(rt_u32 probe);
RT_INLINE const char *rt_name_5(rt_u32 probe);
RT_INLINE const char *rt_name_6(rt_u32 probe);
RT_INLINE const char *rt_name_7(rt_u32 probe);
RT_INLINE const char *rt_name_8(rt_u32 probe);
/* D's probe id; and the number of the clause that runs is CLAUSE in emitted code */
RT_INLINE rt_u32 rt_probe_id(rt_u32 probe);

/* ---- memory ---- */
RT_INLINE void rt_add(rt_u64 *at, rt_u64 n)
{
	__sync_fetch_and_add(at, n);
}

/* something found no room: counted where it belongs, and for its CPU */
RT_INLINE void rt_lost(rt_u64 *at, rt_u64 *cpus)
{
	rt_add(at, 1);
	rt_add(&cpus[bpf_get_smp_processor_id() % RT_CPUS], 1);
}

/*
 * p + i in this order: of number + pointer the verifier forgets in whose frame the pointer's stack
 * lies (adjust_ptr_min_max_vals(), 6.18) and takes it for the program's own
 */
RT_INLINE char *rt_at(char *p, rt_u64 i)
{
	asm volatile("%0 += %1" : "+r"(p) : "r"(i));
	return p;
}

/*
 * Copy a string that lies in memory BPF may see, or in the kernel's; dst gets at most size bytes
 * with the NUL. NULL reads as the empty string here: who minds checks before.
 */
RT_INLINE void rt_str_copy(char *dst, rt_u32 size, const char *src)
{
	if (!src || bpf_probe_read_kernel_str(dst, size, src) < 0)
		dst[0] = 0;
}

RT_INLINE rt_s64 rt_div(rt_s64 a, rt_s64 b)
{
	/* BPF before cpu v4 divides unsigned only */
	rt_u64 x = a < 0 ? -(rt_u64)a : (rt_u64)a, y = b < 0 ? -(rt_u64)b : (rt_u64)b;
	rt_u64 q = x / y;

	return (a < 0) != (b < 0) ? (rt_s64)-q : (rt_s64)q;
}

RT_INLINE rt_s64 rt_mod(rt_s64 a, rt_s64 b)
{
	rt_u64 x = a < 0 ? -(rt_u64)a : (rt_u64)a, y = b < 0 ? -(rt_u64)b : (rt_u64)b;
	rt_u64 r = x % y;

	return a < 0 ? (rt_s64)-r : (rt_s64)r;
}

/* submit a record, waking the reader only when it said that it sleeps */
RT_INLINE void rt_submit(void *rec)
{
	if (unlikely(rt.sleeping)) {
		rt.sleeping = 0;
		bpf_ringbuf_submit(rec, RT_RB_FORCE_WAKEUP);
	} else {
		bpf_ringbuf_submit(rec, RT_RB_NO_WAKEUP);
	}
}

#endif
