/*
 * tree.bpf.h - is the current process the target, or does it descend from it; a part
 *
 * A pid given to the kernel would leave the target's children out. Those that are born while we look are noted, so
 * that a daemon stays one of them when it has let go of its parent. Who was there before is asked for its
 * ancestors: 16 generations are more than any pipeline of shells makes.
 */
#ifndef RT_TREE_BPF_H
#define RT_TREE_BPF_H

struct task_struct___tree {
	int pid, tgid;
	struct task_struct___tree *real_parent;
} RT_CORE;

struct {
	MAP_UINT(type, RT_MAP_LRU_HASH); MAP_UINT(max_entries, 16384);
	MAP_TYPE(key, rt_u32); MAP_TYPE(value, rt_u32);
} tree_procs SEC(".maps");

static __attribute__((noinline)) int in_target_tree(void)
{
	struct task_struct___tree *t;
	rt_u32 self = (rt_u32)(bpf_get_current_pid_tgid() >> 32);
	int tgid;

	if (!rt.target || self == rt.target || bpf_map_lookup_elem(&tree_procs, &self))
		return 1;
	t = (void *)bpf_get_current_task();
	for (int i = 0; i < 16; i++) {
		if (bpf_probe_read_kernel(&t, sizeof(t), &t->real_parent) || !t ||
		    bpf_probe_read_kernel(&tgid, sizeof(tgid), &t->tgid))
			return 0;
		if (tgid == (int)rt.target)
			return 1;
		if (tgid <= 1)
			return 0;
	}
	return 0;
}

/* sched_process_fork(parent, child): armed by session_attach() */
SEC("raw_tp/tree") int tree_fork(rt_u64 *ctx)
{
	struct task_struct___tree *child = (void *)ctx[1];
	rt_u32 tgid = (rt_u32)RT_READ(child, tgid), one = 1;

	if (rt.target && tgid != (rt_u32)(bpf_get_current_pid_tgid() >> 32) && in_target_tree())
		bpf_map_update_elem(&tree_procs, &tgid, &one, RT_ANY);
	return 0;
}

/* sched_process_free(task): the number may be another's from now on */
SEC("raw_tp/tree") int tree_free(rt_u64 *ctx)
{
	struct task_struct___tree *task = (void *)ctx[0];
	rt_u32 tgid = (rt_u32)RT_READ(task, tgid);

	if ((rt_u32)RT_READ(task, pid) == tgid)
		bpf_map_delete_elem(&tree_procs, &tgid);
	return 0;
}

#endif
