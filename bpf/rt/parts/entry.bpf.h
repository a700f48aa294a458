/*
 * entry.bpf.h - registers at the entry of functions, for variables that live there only; a part
 */
#ifndef RT_ENTRY_BPF_H
#define RT_ENTRY_BPF_H

struct rt_entry_key { rt_u64 thread, cfa; };		/* a call: its frame, as call frame information names it */
struct rt_entry_regs { rt_u64 di, si, dx, cx, r8, r9, ip; };

struct {
	MAP_UINT(type, 9); MAP_UINT(max_entries, 16384);	/* LRU: calls that are long over go first */
	MAP_TYPE(key, struct rt_entry_key); MAP_TYPE(value, struct rt_entry_regs);
} entry_regs SEC(".maps");

RT_INLINE void rt_entry_save(struct pt_regs *ctx)
{
	struct rt_entry_key key = { bpf_get_current_pid_tgid(), ctx->sp + 8 };
	struct rt_entry_regs regs = { ctx->di, ctx->si, ctx->dx, ctx->cx, ctx->r8, ctx->r9, ctx->ip };

	bpf_map_update_elem(&entry_regs, &key, &regs, 0);
}

RT_INLINE struct rt_entry_regs *rt_entry_find(rt_u64 cfa)
{
	struct rt_entry_key key = { bpf_get_current_pid_tgid(), cfa };

	return bpf_map_lookup_elem(&entry_regs, &key);
}

#endif
