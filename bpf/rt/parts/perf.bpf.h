/*
 * perf.bpf.h - counters of perf events that @perf() reads; a part: for bpf/provider/sample.c
 *
 * An event of the traced command's thread, put there by the session. One that is not there, or
 * is another thread's, reads as zero.
 */
struct {
	MAP_UINT(type, 4); MAP_UINT(max_entries, 16); MAP_UINT(key_size, 4); MAP_UINT(value_size, 4);
} perf_counters SEC(".maps");

RT_INLINE rt_s64 rt_perf_counter(rt_u64 number)
{
	struct { rt_u64 counter, enabled, running; } v = { 0 };	/* the kernel's struct bpf_perf_event_value */

	if (bpf_perf_event_read_value(&perf_counters, number & 15, &v, sizeof(v)))
		return 0;
	return (rt_s64)v.counter;
}
