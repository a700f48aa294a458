/*
 * unwind.bpf.h - user stacks of code without frame pointers; a part: after all of rt
 *
 * Every frame is found from the rows that lib/cfi.c made of its object's call frame information:
 * which mapping the address lies in (a walk of the process's tree of mappings, as it is this
 * moment), the object's table by device and inode, and a search in it. An object that nobody
 * loaded yet is asked for in unw_wanted, and what is left of the walk goes to the session with a copy of
 * the stack (bpf/unwind_rest.c). Where only a number is wanted, or that has no room, its frames go by the
 * frame pointer, as do those of code without any information (compiled at run time).
 *
 * A program that is started for the first time is told at its exec, so that its table is there before it gets to
 * anything worth a stack. It may be gone by then: it is known by the path of its file.
 *
 * unw_maps keeps which mappings were seen, for symbols of processes that have exited.
 */
#ifndef RT_UNWIND_BPF_H
#define RT_UNWIND_BPF_H

#include "unwind.h"

struct super_block___rt { rt_u32 s_dev; } RT_CORE;
struct inode___rt { unsigned long i_ino; struct super_block___rt *i_sb; } RT_CORE;
struct file___rt { struct inode___rt *f_inode; } RT_CORE;
struct vm_area_struct___rt {
	unsigned long vm_start, vm_end, vm_pgoff;
	struct file___rt *vm_file;
} RT_CORE;
struct maple_tree___rt { void *ma_root; } RT_CORE;
struct xol_area___rt { unsigned long vaddr; } RT_CORE;
struct uprobes_state___rt { struct xol_area___rt *xol_area; } RT_CORE;
struct mm_struct___rt {
	struct maple_tree___rt mm_mt;
	struct uprobes_state___rt uprobes_state;
	struct { void *vdso; } context;
} RT_CORE;
struct return_instance___rt {
	unsigned long stack, orig_ret_vaddr;
	struct return_instance___rt *next;
} RT_CORE;
struct uprobe_task___rt { struct return_instance___rt *return_instances; } RT_CORE;
struct task_struct___unw {
	struct mm_struct___rt *mm;
	struct uprobe_task___rt *utask;
} RT_CORE;

struct unw_table {
	MAP_UINT(type, RT_MAP_ARRAY); MAP_UINT(max_entries, 1); MAP_UINT(map_flags, 0x1000 /* INNER_MAP */);
	MAP_UINT(key_size, 4); MAP_UINT(value_size, 12);	/* of struct rt_cfi */
};

struct {
	MAP_UINT(type, 13 /* HASH_OF_MAPS */); MAP_UINT(max_entries, RT_UNW_OBJECTS);
	MAP_TYPE(key, struct rt_object); MAP_UINT(value_size, 4);
	struct unw_table *values[];
} unw_objects SEC(".maps");

struct {
	MAP_UINT(type, RT_MAP_HASH); MAP_UINT(max_entries, RT_UNW_OBJECTS);
	MAP_TYPE(key, struct rt_object); MAP_TYPE(value, struct rt_mapping_at);
} unw_wanted SEC(".maps");

struct {
	MAP_UINT(type, RT_MAP_LRU_HASH); MAP_UINT(max_entries, RT_UNW_MAPS);
	MAP_TYPE(key, struct rt_mapping_at); MAP_TYPE(value, struct rt_mapping);
} unw_maps SEC(".maps");

struct {
	MAP_UINT(type, RT_MAP_RINGBUF); MAP_UINT(max_entries, RT_UNW_RESTS);
} unw_rests SEC(".maps");

static rt_u64 rt_unw_rest_id;

struct rt_unw {				/* one walk */
	rt_u32 busy, n, max;
	rt_u32 unknown, rests;		/* the object has no table; the rest may go to the session */
	rt_u32 exact;			/* pc is where it is, not where a call returns to */
	rt_u32 tgid, pad;
	rt_u64 pc, sp, bp;
	struct mm_struct___rt *mm;
	rt_u64 trampoline;		/* address of the page that returns are sent through; 0: none */
	struct return_instance___rt *returns;
	rt_u64 start;			/* of the mapping looked at last */
	struct rt_mapping map;
	rt_u64 frames[RT_UNW_FRAMES + 1];
	rt_u64 node[32];
};

struct {
	MAP_UINT(type, RT_MAP_PERCPU_ARRAY); MAP_UINT(max_entries, 1);
	MAP_TYPE(key, rt_u32); MAP_TYPE(value, struct rt_unw);
} unw SEC(".maps");

/*
 * The entry of mm->mm_mt for an address: a node's address has its type in bits 3 to 6 (1: leaf of
 * ranges, 2: ranges, 3: ranges with gaps), the root's 2 in its low bits; in the node come its parent,
 * the last addresses of its ranges, then what they lead to (include/linux/maple_tree.h, 6.1).
 */
static __attribute__((noinline)) rt_u64 rt_unw_tree(struct rt_unw *u, rt_u64 addr)
{
	rt_u64 entry = (rt_u64)RT_READ(u->mm, mm_mt.ma_root);

	if ((entry & 3) != 2 || entry < 4096)
		return entry;
	for (rt_u32 level = 0; level < 8; level++) {
		rt_u32 type = entry >> 3 & 15, n = type == 3 ? 9 : 15, slot = 0;

		if (bpf_probe_read_kernel(u->node, sizeof(u->node), (void *)(entry & ~255ULL)))
			return 0;
		for (rt_u32 i = 0; i < 15; i++) {
			rt_u64 last = u->node[1 + i];

			if (i >= n || addr <= last || (i && !last))
				break;
			slot = i + 1;
		}
		entry = u->node[(1 + n + slot) & 31];
		if (type == 1)
			return entry;
	}
	return 0;
}

/* u->map for an address; 0: there is none */
static __attribute__((noinline)) int rt_unw_find(struct rt_unw *u, rt_u64 addr)
{
	if (addr >= u->start && addr < u->map.end)
		return 1;
	struct vm_area_struct___rt *vma = (void *)rt_unw_tree(u, addr);

	u->start = u->map.end = 0;
	if (!vma)
		return 0;
	rt_u64 start = RT_READ(vma, vm_start), end = RT_READ(vma, vm_end);
	struct file___rt *file = RT_READ(vma, vm_file);

	if (addr < start || addr >= end)
		return 0;
	u->start = start;
	u->map.end = end;
	u->map.offset = RT_READ(vma, vm_pgoff) << 12;
	u->map.object.dev = u->map.object.pad = 0;
	u->map.object.ino = start == (rt_u64)RT_READ(u->mm, context.vdso) ? RT_UNW_VDSO : 0;
	if (file) {
		struct inode___rt *inode = RT_READ(file, f_inode);
		struct super_block___rt *sb = RT_READ(inode, i_sb);

		u->map.object.dev = RT_READ(sb, s_dev);
		u->map.object.ino = RT_READ(inode, i_ino);
	}
	if (u->map.object.ino && u->tgid) {
		struct rt_mapping_at at = { .tgid = u->tgid, .start = start };

		bpf_map_update_elem(&unw_maps, &at, &u->map, RT_NOEXIST);
	}
	return 1;
}

struct {
	MAP_UINT(type, RT_MAP_ARRAY); MAP_UINT(max_entries, 1);
	MAP_TYPE(key, rt_u32); MAP_TYPE(value, struct rt_object);
} unw_asked SEC(".maps");

/*
 * Run by hand on an address of the engine's own: the object that is mapped there, as its inode is
 * known to the kernel. What stat() says of a file of an overlay file system is another one.
 */
SEC("raw_tp/unwind") int unw_key(rt_u64 *ctx)
{
	struct task_struct___unw *task = (void *)bpf_get_current_task_btf();
	rt_u32 key = 0;
	struct rt_unw *u = bpf_map_lookup_elem(&unw, &key);

	if (!u || __sync_val_compare_and_swap(&u->busy, 0, 1))
		return 1;
	u->tgid = 0;
	u->mm = RT_READ(task, mm);
	u->start = u->map.end = 0;
	int none = !rt_unw_find(u, ctx[0]) || bpf_map_update_elem(&unw_asked, &key, &u->map.object, RT_ANY);

	*(volatile rt_u32 *)&u->busy = 0;
	return none;
}

struct linux_binprm___rt { struct file___rt *file; } RT_CORE;

struct {
	MAP_UINT(type, RT_MAP_LRU_HASH); MAP_UINT(max_entries, RT_UNW_OBJECTS);
	MAP_TYPE(key, struct rt_object); MAP_TYPE(value, rt_u32);
} unw_started SEC(".maps");

struct {
	MAP_UINT(type, RT_MAP_RINGBUF); MAP_UINT(max_entries, RT_UNW_EXECS);
} unw_execs SEC(".maps");

/* sched_process_exec(task, old pid, bprm) */
SEC("raw_tp/unwind") int unw_exec(rt_u64 *ctx)
{
	struct linux_binprm___rt *bprm = (void *)ctx[2];
	struct file___rt *file = RT_READ(bprm, file);
	struct inode___rt *inode = RT_READ(file, f_inode);
	struct super_block___rt *sb = RT_READ(inode, i_sb);
	struct rt_object key = { .dev = RT_READ(sb, s_dev), .ino = RT_READ(inode, i_ino) };
	rt_u32 one = 1;

	/* with a target, of others when a stack is found in them */
	if ((rt.target && !in_target_tree()) || bpf_map_update_elem(&unw_started, &key, &one, RT_NOEXIST))
		return 0;
	struct rt_exec *e = bpf_ringbuf_reserve(&unw_execs, sizeof(*e), 0);

	if (!e)
		return 0;
	e->object = key;
	e->tgid = bpf_get_current_pid_tgid() >> 32;
	rt_path_of_file(e->path, sizeof(e->path), (rt_u64)file);
	bpf_ringbuf_submit(e, RT_RB_FORCE_WAKEUP);
	return 0;
}

/* what holds at an address; rule 0 when nothing is known */
static __attribute__((noinline)) int rt_unw_row(struct rt_unw *u, rt_u64 addr, struct rt_cfi *ret)
{
	if (!ret || !rt_unw_find(u, addr) || !u->map.object.ino)
		return 0;
	void *table = bpf_map_lookup_elem(&unw_objects, &u->map.object);

	if (!table) {
		struct rt_mapping_at at = { .tgid = u->tgid, .start = u->start };

		u->unknown = 1;
		bpf_map_update_elem(&unw_wanted, &u->map.object, &at, RT_NOEXIST);
		return 0;
	}
	/* row 0 says how many follow */
	rt_u32 low = 1, high = 0, offset = (rt_u32)(addr - u->start + u->map.offset);
	struct rt_cfi *row = bpf_map_lookup_elem(table, &high);

	if (!row)
		return 0;
	high = row->at + 1;
	for (rt_u32 i = 0; i < RT_UNW_STEPS; i++) {
		rt_u32 mid = (low + high) / 2;

		if (low >= high)
			break;
		row = bpf_map_lookup_elem(table, &mid);
		if (!row)
			return 0;
		if (row->at <= offset)
			low = mid + 1;
		else
			high = mid;
	}
	low--;
	row = low ? bpf_map_lookup_elem(table, &low) : NULL;
	if (!row)
		return 0;
	*ret = *row;
	return 1;
}

RT_INLINE int rt_unw_read(rt_u64 addr, rt_u64 *ret)
{
	return bpf_probe_read_user(ret, sizeof(*ret), (void *)addr);
}

/* a return that a uprobe has bent to its own page: where it would have gone */
static long rt_unw_bent(rt_u32 i, struct rt_unw **at)
{
	struct rt_unw *u = *at;
	struct return_instance___rt *r = u->returns;

	if (!r)
		return 1;
	u->returns = RT_READ(r, next);
	if (RT_READ(r, stack) != u->sp - 8)
		return 0;
	u->pc = RT_READ(r, orig_ret_vaddr);
	return 1;
}

struct rt_rest_copy { struct rt_rest *to; struct return_instance___rt *next; };

static long rt_unw_copy_bent(rt_u32 i, struct rt_rest_copy *c)
{
	struct return_instance___rt *r = c->next;
	rt_u64 pair[2];

	if (!r || i >= RT_UNW_BENT)
		return 1;
	pair[0] = RT_READ(r, stack);
	pair[1] = RT_READ(r, orig_ret_vaddr);
	c->next = RT_READ(r, next);
	bpf_probe_read_kernel(&c->to->bent[i], sizeof(pair), pair);
	return 0;
}

/* the stack page by page, as far as there is memory */
RT_INLINE void rt_unw_copy_stack(struct rt_rest *r, rt_u64 sp)
{
	rt_u64 first = (4096 - (sp & 4095)) & 0x1fff;

	if (first > 4096 || bpf_probe_read_user(r->bytes, (rt_u32)first, (void *)sp))
		return;
	r->size = (rt_u32)first;
#pragma clang loop unroll(full)
	for (rt_u32 i = 0; i < RT_UNW_PAGES - 1; i++) {
		if (bpf_probe_read_user(r->bytes + i * 4096 + first, 4096, (void *)(sp + first + i * 4096)))
			return;
		r->size += 4096;
	}
}

/* the session goes on from here; false: it has no room for it */
static __attribute__((noinline)) int rt_unw_hand_over(struct rt_unw *u)
{
	rt_u32 n = u->n;
	struct rt_rest *r;

	if (!u->rests || n >= RT_UNW_FRAMES || !(r = bpf_ringbuf_reserve(&unw_rests, sizeof(*r), 0)))
		return 0;
	struct rt_rest_copy c = { .to = r, .next = u->trampoline ? u->returns : NULL };

	r->id = __sync_fetch_and_add(&rt_unw_rest_id, 1) + 1;
	r->tgid = u->tgid;
	r->pc = u->pc;
	r->sp = u->sp;
	r->bp = u->bp;
	r->trampoline = u->trampoline;
	r->exact = u->exact;
	r->size = 0;
	bpf_probe_read_kernel(r->bent, sizeof(r->bent), NULL);
	rt_unw_copy_stack(r, u->sp);
	u->frames[n] = RT_UNW_REST | r->id;
	u->n = n + 1;
#pragma clang loop unroll(full)
	for (rt_u32 i = 0; i < RT_UNW_BENT; i++)
		if (rt_unw_copy_bent(i, &c))
			break;
	bpf_ringbuf_submit(r, RT_RB_FORCE_WAKEUP);
	return 1;
}

/* the registers that a signal handler returns to; struct ucontext lies at sp */
RT_INLINE int rt_unw_signal(struct rt_unw *u)
{
	rt_u64 frame = u->sp;

	u->exact = 1;
	return rt_unw_read(frame + 120, &u->bp) || rt_unw_read(frame + 160, &u->sp) ||
	       rt_unw_read(frame + 168, &u->pc) || !u->pc;
}

/* one frame, for bpf_loop(); 1 ends the walk */
static long rt_unw_step(rt_u32 i, struct rt_unw **at)
{
	struct rt_unw *u = *at;
	struct rt_cfi row = { 0 };
	rt_u32 n = u->n;
	rt_u64 cfa, sp = u->sp;

	if (n >= RT_UNW_FRAMES || n >= u->max)
		return 1;
	u->unknown = 0;
	rt_unw_row(u, u->pc - !u->exact, &row);
	if (u->unknown && rt_unw_hand_over(u))
		return 1;
	/* an address that nothing is mapped at: the frame pointer was none */
	if (n && !u->map.end)
		return 1;
	u->exact = 0;
	u->frames[n] = u->pc;
	u->n = n + 1;
	switch (row.rule) {
	case RT_CFI_END:
		return 1;
	case RT_CFI_SIGNAL:
		return rt_unw_signal(u);
	case RT_CFI_SP:
		cfa = sp + row.cfa;
		break;
	case RT_CFI_PLT:
		cfa = sp + ((u->pc & 15) >= 11 ? 16 : 8);
		break;
	case RT_CFI_BP:
		cfa = u->bp + row.cfa;
		break;
	case RT_CFI_BP_DEREF:
		if (rt_unw_read(u->bp + row.cfa, &cfa))
			return 1;
		break;
	default:
		cfa = u->bp + 16;
		row.bp = -16;
	}
	/* the stack grows downwards: what does not go up is no frame */
	if (cfa <= sp || rt_unw_read(cfa - 8, &u->pc) || !u->pc)
		return 1;
	if (row.bp != RT_CFI_BP_SAME && rt_unw_read(cfa + row.bp, &u->bp))
		return 1;
	u->sp = cfa;
	if (u->trampoline && u->pc - u->trampoline < 4096)
		bpf_loop(64, rt_unw_bent, &u, 0);
	return 0;
}

RT_INLINE void rt_unw_begin(struct rt_unw *u, rt_u32 max)
{
	struct task_struct___unw *task = (void *)bpf_get_current_task_btf();
	struct pt_regs *regs = (void *)bpf_task_pt_regs((void *)task);

	u->n = 0;
	u->max = max;
	u->exact = 1;
	u->tgid = bpf_get_current_pid_tgid() >> 32;
	u->mm = RT_READ(task, mm);
	u->start = u->map.end = 0;
	bpf_probe_read_kernel(&u->pc, sizeof(u->pc), &regs->ip);
	bpf_probe_read_kernel(&u->sp, sizeof(u->sp), &regs->sp);
	bpf_probe_read_kernel(&u->bp, sizeof(u->bp), &regs->bp);
	u->trampoline = 0;
	u->returns = NULL;
	if (RT_HAS(task->utask)) {
		struct uprobe_task___rt *ut = RT_READ(task, utask);

		if (ut) {
			struct xol_area___rt *xol = RT_READ(u->mm, uprobes_state.xol_area);

			u->returns = RT_READ(ut, return_instances);
			u->trampoline = xol ? RT_READ(xol, vaddr) : 0;
		}
	}
	/* zeros behind the frames: a stack can be a key */
	bpf_probe_read_kernel(u->frames, sizeof(u->frames), NULL);
	if (!u->mm || !u->pc)
		u->max = 0;
}

/* this CPU's walk, done; NULL when another one was interrupted here. rt_unw_put() gives it back */
static __attribute__((noinline)) struct rt_unw *rt_unw_walk(rt_u32 max, rt_u32 rests)
{
	rt_u32 key = 0;
	struct rt_unw *u = bpf_map_lookup_elem(&unw, &key);

	if (!u || __sync_val_compare_and_swap(&u->busy, 0, 1))
		return NULL;
	rt_unw_begin(u, max);
	u->rests = rests;
	bpf_loop(RT_UNW_FRAMES + 1, rt_unw_step, &u, 0);
	return u;
}

RT_INLINE void rt_unw_put(struct rt_unw *u)
{
	*(volatile rt_u32 *)&u->busy = 0;
}

RT_INLINE void rt_unw_stack(struct firing *f, void *dst, rt_u32 size, rt_u32 rests)
{
	struct rt_stack *s = dst;
	struct rt_unw *u = rt_unw_walk((size - sizeof(*s)) / 8, rests);

	if (!u) {
		rt_stack_get(f, dst, size, bpf_get_current_pid_tgid() >> 32, RT_USER_STACK);
		return;
	}
	bpf_probe_read_kernel(s->pc, size - sizeof(*s), u->frames);
	s->tgid = u->tgid;
	s->n = u->n;
	rt_unw_put(u);
}

RT_INLINE rt_u64 rt_unw_depth(struct firing *f, void *dst, rt_u32 size)
{
	struct rt_unw *u = rt_unw_walk(size / 8, 0);

	if (!u)
		return rt_depth(f, dst, size, RT_USER_STACK);
	rt_u64 n = u->n;

	rt_unw_put(u);
	return n;
}

RT_INLINE rt_u64 rt_unw_caller(struct firing *f)
{
	struct rt_unw *u = rt_unw_walk(2, 0);

	if (!u)
		return rt_caller(f, RT_USER_STACK);
	rt_u64 pc = u->frames[1];

	rt_unw_put(u);
	return pc;
}

/* what is mapped at an address that will be shown as a symbol, maybe when the process is gone */
RT_INLINE rt_u64 rt_unw_note(rt_u64 addr)
{
	struct task_struct___unw *task = (void *)bpf_get_current_task_btf();
	rt_u32 key = 0;
	struct rt_unw *u = bpf_map_lookup_elem(&unw, &key);

	if (!u || __sync_val_compare_and_swap(&u->busy, 0, 1))
		return addr;
	u->tgid = bpf_get_current_pid_tgid() >> 32;
	u->mm = RT_READ(task, mm);
	u->start = u->map.end = 0;
	if (u->mm)
		rt_unw_find(u, addr);
	rt_unw_put(u);
	return addr;
}

#undef rt_ustack
#undef rt_ustack_now
#undef rt_udepth
#undef rt_ucaller
#define rt_ustack(f, dst, size) rt_unw_stack(f, dst, size, 1)
#define rt_ustack_now(f, dst, size) rt_unw_stack(f, dst, size, 0)
#define rt_udepth(f, dst, size) rt_unw_depth(f, dst, size)
#define rt_ucaller(f) rt_unw_caller(f)
#undef rt_usym
#define rt_usym(dst, addr) rt_usym_of(dst, rt_unw_note(addr))

#endif
