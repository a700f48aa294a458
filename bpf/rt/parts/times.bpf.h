/*
 * times.bpf.h - hits and time of every clause at every probe; a part: only with the option times
 */
#ifndef RT_TIMES_BPF_H
#define RT_TIMES_BPF_H

/* one cell per CPU, the session adds them up; the size is set before loading */
struct {
	MAP_UINT(type, 5); MAP_UINT(max_entries, 1);
	MAP_TYPE(key, rt_u64); MAP_TYPE(value, struct rt_time);
} times SEC(".maps");

RT_INLINE void rt_time(rt_u32 clause, rt_u32 probe, rt_u64 since)
{
	rt_u64 key = (rt_u64)clause << 32 | probe, ns = bpf_ktime_get_ns() - since;
	struct rt_time *t = bpf_map_lookup_elem(&times, &key);

	if (!t) {
		struct rt_time first = { 0 };

		bpf_map_update_elem(&times, &key, &first, 1);
		t = bpf_map_lookup_elem(&times, &key);
		if (!t)
			return;
	}
	if (!t->hits || ns < t->min)
		t->min = ns;
	if (ns > t->max)
		t->max = ns;
	t->hits += 1;
	t->sum += ns;
	t->squares += ns * ns;
}

#endif
