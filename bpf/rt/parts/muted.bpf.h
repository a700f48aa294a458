/*
 * muted.bpf.h - clauses at probes that somebody has muted for now; a part: only with the option monitor
 */
#ifndef RT_MUTED_BPF_H
#define RT_MUTED_BPF_H

/* elements are there for the muted ones; the size is set before loading */
struct {
	MAP_UINT(type, 1); MAP_UINT(max_entries, 1);
	MAP_TYPE(key, rt_u64); MAP_TYPE(value, rt_u32);
} muted SEC(".maps");

RT_INLINE int rt_is_muted(rt_u32 clause, rt_u32 probe)
{
	rt_u64 key = (rt_u64)clause << 32 | probe;

	return bpf_map_lookup_elem(&muted, &key) != (void *)0;
}

#endif
