/*
 * tails.bpf.h - functions that end in a jump into another one, whose return is theirs; a part
 *
 * The jump leaves a mark for its frame, and the return instruction of the other function looks for it. A
 * call of the other function in the same place finds the mark of one that an exception has ended: the
 * entry of the other function has seen the mark once already, and takes it away.
 */
#ifndef RT_TAILS_BPF_H
#define RT_TAILS_BPF_H

struct rt_tail { rt_u64 thread, cfa, probe; };
enum { RT_TAIL_JUMPS = 1, RT_TAIL_LANDED };

struct {
	MAP_UINT(type, RT_MAP_LRU_HASH); MAP_UINT(max_entries, 16384);
	MAP_TYPE(key, struct rt_tail); MAP_TYPE(value, rt_u32);
} tails SEC(".maps");

RT_INLINE void rt_tail_jumps(struct pt_regs *ctx, rt_u64 probe)
{
	struct rt_tail key = { bpf_get_current_pid_tgid(), ctx->sp + 8, probe };
	rt_u32 state = RT_TAIL_JUMPS;

	bpf_map_update_elem(&tails, &key, &state, 0);
}

RT_INLINE void rt_tail_lands(struct pt_regs *ctx, rt_u64 probe)
{
	struct rt_tail key = { bpf_get_current_pid_tgid(), ctx->sp + 8, probe };
	rt_u32 *state = bpf_map_lookup_elem(&tails, &key);

	if (state && *state == RT_TAIL_JUMPS)
		*state = RT_TAIL_LANDED;
	else if (state)
		bpf_map_delete_elem(&tails, &key);
}

/* is it the return of the probed function, too */
RT_INLINE rt_u64 rt_tail_ends(struct pt_regs *ctx, rt_u64 probe)
{
	struct rt_tail key = { bpf_get_current_pid_tgid(), ctx->sp + 8, probe };

	return bpf_map_lookup_elem(&tails, &key) && !bpf_map_delete_elem(&tails, &key);
}

#endif
