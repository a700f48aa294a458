/*
 * task.bpf.h - which processes a process() probe is about; a part: for bpf/provider/task.c
 *
 * Every process of interest has a word in task_procs: a bit for each program or process that some
 * probe names, and TASK_TREE for those that descend from the target. It is set at exec, by the
 * inode of what runs, copied at fork, and dropped when the process is given back: at exit there is no
 * executable to look at any more.
 *
 * Nothing runs in the context of a new thread before it is scheduled, and nothing at all in that of
 * processes that were there before us. What is due to them waits in task_due for their first
 * system call.
 */
#ifndef RT_TASK_BPF_H
#define RT_TASK_BPF_H

#define TASK_TREE (1ULL << 63)
#define TASK_GONE (1ULL << 62)	/* threads that left with the last one may still come by */
enum { TASK_DUE_BEGIN = 1, TASK_DUE_THREAD = 2, TASK_FILES = 48 };

struct inode___task { unsigned long i_ino; } RT_CORE;
struct file___task { struct inode___task *f_inode; } RT_CORE;
struct mm_struct___task { struct file___task *exe_file; } RT_CORE;
struct fdtable___task { struct file___task **fd; } RT_CORE;
struct files_struct___task { struct fdtable___task *fdt; } RT_CORE;
struct task_struct___task {
	int pid, tgid;
	struct mm_struct___task *mm;
	struct files_struct___task *files;
} RT_CORE;

#define TASK_READ(p, member) \
	({ typeof((p)->member) v_ = 0; bpf_probe_read_kernel(&v_, sizeof(v_), &(p)->member); v_; })

struct {
	MAP_UINT(type, 1); MAP_UINT(max_entries, 65536); MAP_UINT(map_flags, 1);
	MAP_TYPE(key, rt_u32); MAP_TYPE(value, rt_u64);
} task_procs SEC(".maps");
struct {
	MAP_UINT(type, 1); MAP_UINT(max_entries, 65536); MAP_UINT(map_flags, 1);
	MAP_TYPE(key, rt_u32); MAP_TYPE(value, rt_u32);
} task_due SEC(".maps");
/* bits of the programs that probes name, by address of the inode */
struct {
	MAP_UINT(type, 1); MAP_UINT(max_entries, TASK_FILES);
	MAP_TYPE(key, rt_u64); MAP_TYPE(value, rt_u64);
} task_files SEC(".maps");

RT_INLINE rt_u32 task_tgid(void)
{
	return (rt_u32)(bpf_get_current_pid_tgid() >> 32);
}

RT_INLINE rt_u64 task_mask(rt_u32 tgid)
{
	rt_u64 *m = bpf_map_lookup_elem(&task_procs, &tgid);

	return m ? *m : 0;
}

RT_INLINE void task_set(rt_u32 tgid, rt_u64 mask)
{
	if (mask)
		bpf_map_update_elem(&task_procs, &tgid, &mask, 0);
	else
		bpf_map_delete_elem(&task_procs, &tgid);
}

/* who is asked for by a bare process probe: everybody, or the target's tree */
RT_INLINE int task_any(rt_u64 mask)
{
	return !rt.target || mask & TASK_TREE;
}

RT_INLINE int task_is(rt_u64 mask, rt_u32 bit)
{
	return mask >> bit & 1 && task_any(mask);
}

RT_INLINE rt_u64 task_files_of(rt_u64 inode)
{
	rt_u64 *mask = bpf_map_lookup_elem(&task_files, &inode);

	return mask ? *mask : 0;
}

/* at exec: what runs now; processes named by number and the tree stay */
RT_INLINE rt_u64 task_exec(rt_u64 keep)
{
	struct task_struct___task *t = (void *)bpf_get_current_task();
	struct mm_struct___task *mm = TASK_READ(t, mm);
	struct file___task *exe = mm ? TASK_READ(mm, exe_file) : 0;
	rt_u64 inode = exe ? (rt_u64)TASK_READ(exe, f_inode) : 0;
	rt_u64 mask = (task_mask(task_tgid()) & keep) | task_files_of(inode);

	if (rt.target && task_tgid() == (rt_u32)rt.target)
		mask |= TASK_TREE;	/* a command of ours begins here */
	task_set(task_tgid(), mask);
	return mask;
}

RT_INLINE void task_fork(struct task_struct___task *child, int threads, rt_u64 inherit)
{
	rt_u32 tgid = (rt_u32)TASK_READ(child, tgid), tid = (rt_u32)TASK_READ(child, pid);
	rt_u32 due = TASK_DUE_THREAD;

	if (tgid != task_tgid())
		task_set(tgid, task_mask(task_tgid()) & inherit);
	else if (threads && rt.gate == RT_GATE_OPEN)
		bpf_map_update_elem(&task_due, &tid, &due, 0);
}

/* a task's memory is given back; the first thread's comes last */
RT_INLINE void task_free(struct task_struct___task *task)
{
	rt_u32 tgid = (rt_u32)TASK_READ(task, tgid);

	if ((rt_u32)TASK_READ(task, pid) == tgid && task_mask(tgid) & TASK_GONE)	/* not of a new owner of the number */
		task_set(tgid, 0);
}

/* what is due to the current thread, taken: TASK_DUE_... */
RT_INLINE rt_u32 task_take_due(void)
{
	rt_u64 id = bpf_get_current_pid_tgid();
	rt_u32 tid = (rt_u32)id, tgid = (rt_u32)(id >> 32);
	rt_u32 *due, got = 0;

	if (rt.gate != RT_GATE_OPEN)
		return 0;
	due = bpf_map_lookup_elem(&task_due, &tid);
	if (due) {
		got = *due;
		bpf_map_delete_elem(&task_due, &tid);
	}
	if (tid == tgid)
		return got;
	due = bpf_map_lookup_elem(&task_due, &tgid);	/* another thread than the first may come first */
	if (due) {
		got |= *due;
		bpf_map_delete_elem(&task_due, &tgid);
	}
	return got;
}

RT_INLINE void task_now_due(rt_u32 tgid)
{
	rt_u32 due = TASK_DUE_BEGIN;

	bpf_map_update_elem(&task_due, &tgid, &due, 0);
}

/* run by hand in our own process: the inode behind one of our descriptors */
SEC("raw_tp") int task_learn(rt_u64 *ctx)
{
	rt_u64 mask = 1ULL << (ctx[0] & 63), fd = ctx[1];
	struct task_struct___task *t = (void *)bpf_get_current_task();
	struct files_struct___task *files = TASK_READ(t, files);
	struct fdtable___task *fdt = TASK_READ(files, fdt);
	struct file___task **fds = TASK_READ(fdt, fd), *f = 0;

	bpf_probe_read_kernel(&f, sizeof(f), &fds[fd]);
	rt_u64 inode = (rt_u64)TASK_READ(f, f_inode);

	mask |= task_files_of(inode);
	bpf_map_update_elem(&task_files, &inode, &mask, 0);
	return 0;
}

#endif
