/*
 * cgroup.bpf.h - is the current process in the cgroup of the option cgroup, or below; a part
 */
#ifndef RT_CGROUP_BPF_H
#define RT_CGROUP_BPF_H

/* its folder's file descriptor, set by the session */
struct {
	MAP_UINT(type, 8); MAP_UINT(max_entries, 1);
	MAP_TYPE(key, rt_u32); MAP_TYPE(value, rt_u32);
} cgroup SEC(".maps");

RT_INLINE int rt_in_cgroup(void)
{
	return bpf_current_task_under_cgroup(&cgroup, 0) == 1;
}

#endif
