/*
 * leave.bpf.h - which exit of a thread is the exit of its process; a part
 *
 * The kernel counts the threads that stay in signal->live, and tells the last one's probes by a zero.
 * Two that leave at the same moment on two CPUs both see that zero: the first to put its number here
 * is the one. (Linux 6.16 says which it is in the tracepoint itself.)
 */
#ifndef RT_LEAVE_BPF_H
#define RT_LEAVE_BPF_H

struct rt_leave_key { rt_u64 start; rt_u64 tgid; };	/* numbers come back; with the time of birth they do not */

struct {
	MAP_UINT(type, RT_MAP_LRU_HASH); MAP_UINT(max_entries, 1024);
	MAP_TYPE(key, struct rt_leave_key); MAP_TYPE(value, rt_u32);
} leaving SEC(".maps");

struct signal_struct___leave { struct { int counter; } live; } RT_CORE;
struct task_struct___leave {
	int pid, tgid;
	rt_u64 start_time;
	struct task_struct___leave *group_leader;
	struct signal_struct___leave *signal;
} RT_CORE;

/* 1: the current thread is the one whose exit ends its process, for every probe that asks */
RT_INLINE int rt_leaves_last(void)
{
	struct task_struct___leave *task = (void *)bpf_get_current_task_btf();
	struct rt_leave_key key = { task->group_leader->start_time, (rt_u32)task->tgid };
	rt_u32 tid = (rt_u32)task->pid, *first;

	if (task->signal->live.counter)
		return 0;
	bpf_map_update_elem(&leaving, &key, &tid, RT_NOEXIST);
	first = bpf_map_lookup_elem(&leaving, &key);
	return !first || *first == tid;
}

#endif
