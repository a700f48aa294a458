/*
 * process.bpf.h - processes found by their id, their memory, arguments and environment; after text.bpf.h
 */
struct list_head___proc {
	struct list_head___proc *next;
} RT_CORE;

struct signal_struct___proc {
	struct list_head___proc thread_head;
	struct pid___proc *pids[4];
} RT_CORE;

struct upid___proc {
	int nr;
} RT_CORE;

struct pid___proc {
	struct upid___proc numbers[1];
} RT_CORE;

struct mm_struct___proc {
	unsigned long arg_start, arg_end, env_start, env_end, total_vm, data_vm, stack_vm, start_code, end_code;
} RT_CORE;

/* resident pages by kind: file, anonymous, swapped, shared memory; before 6.2, and since */
struct mm_struct___rss {
	struct {
		struct { long counter; } count[4];
	} rss_stat;
} RT_CORE;

struct mm_struct___pcp {
	struct { long long count; } rss_stat[4];
} RT_CORE;

struct group_info___proc {
	int ngroups;
} RT_CORE;

struct cred___proc {
	struct group_info___proc *group_info;
} RT_CORE;

struct task_struct___proc {
	int pid, tgid;
	struct list_head___proc tasks, thread_node;
	struct signal_struct___proc *signal;
	struct mm_struct___proc *mm;
	struct task_struct___proc *group_leader, *real_parent;
	struct cred___proc *cred;
	char comm[16];
	void *stack;
	struct pid___proc *thread_pid;
} RT_CORE;

#define RT_OFFSET(type, member) __builtin_preserve_field_info(((type *)0)->member, 0)

struct rt_task_find {
	rt_u64 at, first;	/* struct list_head * */
	rt_u64 offset;		/* of it in a task */
	rt_s64 id;
	rt_u64 found;
};

static long rt_task_step(rt_u32 i, struct rt_task_find *c)
{
	struct task_struct___proc *t = (void *)(c->at - c->offset);

	if (RT_READ(t, pid) == c->id) {
		c->found = (rt_u64)t;
		return 1;
	}
	c->at = (rt_u64)RT_READ((struct list_head___proc *)c->at, next);
	return !c->at || c->at == c->first;
}

RT_CALL rt_u64 rt_task_list(rt_u64 first, rt_u64 at, rt_u64 offset, rt_s64 id)
{
	struct rt_task_find c = { .at = rt_hide(at), .first = first, .offset = offset, .id = id, .found = rt_hide(0) };

	bpf_loop(1 << 16, rt_task_step, &c, 0);
	return c.found;
}

/* the task of that id: the current one, a thread of its process, or the first thread of any; 0: none */
RT_CALL rt_u64 rt_pid2task(rt_s64 id)
{
	struct task_struct___proc *me = (void *)rt_addr(bpf_get_current_task());
	struct task_struct___proc *leader = RT_READ(me, group_leader);
	rt_u64 first = (rt_u64)&leader->tasks, found;	/* a ring: it does not matter where one begins */

	if (id <= 0)
		return 0;
	if (RT_READ(me, pid) == id)
		return (rt_u64)me;
	found = rt_task_list(first, first, RT_OFFSET(struct task_struct___proc, tasks), id);
	if (found)
		return found;

	struct signal_struct___proc *sig = RT_READ(me, signal);

	return rt_task_list((rt_u64)&sig->thread_head, (rt_u64)RT_READ(sig, thread_head.next),
			    RT_OFFSET(struct task_struct___proc, thread_node), id);
}

RT_INLINE void rt_pid2execname(char *dst, rt_u64 size, rt_s64 id)
{
	struct task_struct___proc *t = (void *)rt_pid2task(id);

	rt_str_copy(dst, size, t ? t->comm : NULL);
}

/* ---- groups, stacks ---- */
/* pid of the leader of the process's group (2) or session (3): enum pid_type */
#define rt_task_group(type) ({								\
	struct task_struct___proc *rt_t_ = (void *)rt_addr(bpf_get_current_task());	\
	struct signal_struct___proc *rt_s_ = RT_READ(rt_t_, signal);			\
	struct pid___proc *rt_p_ = RT_READ(rt_s_, pids[type]);				\
	(rt_s64)RT_READ(rt_p_, numbers[0].nr); })

enum { RT_KERNEL_STACK = 16384 };	/* THREAD_SIZE of x86-64 */

/* bytes of the kernel stack in use; what a program is handed lies on it */
RT_INLINE rt_u64 rt_stack_used(const struct firing *f)
{
	struct task_struct___proc *t = (void *)rt_addr(bpf_get_current_task());
	rt_u64 here = rt_addr((rt_u64)f->ctx), base = (rt_u64)RT_READ(t, stack);

	return here >= base && here < base + RT_KERNEL_STACK ? base + RT_KERNEL_STACK - here : 0;
}

/* ---- memory, in pages ---- */
enum { RT_MEM_SIZE, RT_MEM_RSS, RT_MEM_SHR, RT_MEM_TXT, RT_MEM_DATA };

RT_INLINE rt_s64 rt_mem_rss(rt_u64 addr, int kind)
{
	struct mm_struct___pcp *now = (void *)addr;
	struct mm_struct___rss *before = (void *)addr;
	rt_s64 n = 0;

	if (RT_HAS(now->rss_stat[0].count)) {
		switch (kind) {
		case 0: n = RT_READ(now, rss_stat[0].count); break;
		case 1: n = RT_READ(now, rss_stat[1].count); break;
		case 3: n = RT_READ(now, rss_stat[3].count); break;
		}
	} else {
		switch (kind) {
		case 0: n = RT_READ(before, rss_stat.count[0].counter); break;
		case 1: n = RT_READ(before, rss_stat.count[1].counter); break;
		case 3: n = RT_READ(before, rss_stat.count[3].counter); break;
		}
	}
	return n > 0 ? n : 0;
}

RT_CALL rt_s64 rt_proc_mem(rt_s64 pid, rt_u64 what)
{
	struct task_struct___proc *t = (void *)(pid ? rt_pid2task(pid) : rt_addr(bpf_get_current_task()));
	struct mm_struct___proc *mm = t ? RT_READ(t, mm) : NULL;

	if (!mm)
		return 0;
	switch (what) {
	case RT_MEM_SIZE:
		return RT_READ(mm, total_vm);
	case RT_MEM_RSS:
		return rt_mem_rss((rt_u64)mm, 0) + rt_mem_rss((rt_u64)mm, 1) + rt_mem_rss((rt_u64)mm, 3);
	case RT_MEM_SHR:
		return rt_mem_rss((rt_u64)mm, 0) + rt_mem_rss((rt_u64)mm, 3);
	case RT_MEM_TXT:
		return (((RT_READ(mm, end_code) + 4095) & ~4095ULL) - (RT_READ(mm, start_code) & ~4095ULL)) >> 12;
	}
	return RT_READ(mm, data_vm) + RT_READ(mm, stack_vm);
}

/* ---- arguments and environment: texts one after the other in user memory ---- */
struct rt_words {
	char *dst;
	rt_u64 size, at;
	rt_u64 from, end;
	rt_s64 n, first, last;	/* argument that is read; those wanted, last < 0: to the end */
	const char *delim;
	rt_u64 empty, bad;	/* nothing of this argument was read yet */
};

static long rt_words_step(rt_u32 i, struct rt_words *c)
{
	rt_u8 ch = 0;
	rt_u64 at = c->at;
	int wanted = c->n >= c->first && (c->last < 0 || c->n <= c->last);

	if (c->from + i >= c->end || (c->last >= 0 && c->n > c->last))
		return 1;
	if (bpf_probe_read_user(&ch, 1, (const void *)(c->from + i))) {
		c->bad = 1;
		return 1;
	}
	if (c->empty && wanted && c->n > c->first)
		at = rt_put(c->dst, c->size, at, c->delim);
	if (c->empty && wanted && !ch)
		at = rt_put(c->dst, c->size, at, "\"\"");
	c->empty = 0;
	if (!ch) {
		c->n += 1;
		c->empty = 1;
	} else if (wanted) {
		if (at >= c->size)
			return 1;
		*rt_at(c->dst, at) = ch;
		at += 1;
	}
	c->at = at;
	return 0;
}

RT_CALL int rt_cmdline(char *dst, rt_u64 size, rt_s64 first, rt_s64 last, const char *delim)
{
	struct task_struct___proc *t = (void *)rt_addr(bpf_get_current_task());
	struct mm_struct___proc *mm = RT_READ(t, mm);
	struct rt_words c = {
		.dst = dst, .size = size, .at = rt_hide(0), .from = RT_READ(mm, arg_start), .end = RT_READ(mm, arg_end),
		.n = rt_hide(0), .first = first, .last = last, .delim = delim, .empty = rt_hide(1), .bad = rt_hide(0),
	};

	dst[0] = 0;
	bpf_loop(1 << 15, rt_words_step, &c, 0);
	rt_put_end(dst, size, c.bad ? 0 : c.at);
	return 0;
}

struct rt_env {
	char *dst;
	rt_u64 size, at;
	rt_u64 from, end;
	const char *name;
	rt_u64 pos, state;	/* in the variable; 0: its name is compared, 1: its value is taken, 2: it is another */
};

static long rt_env_step(rt_u32 i, struct rt_env *c)
{
	rt_u64 at = c->at, want;
	rt_u8 ch = 0;

	if (c->from + i >= c->end || bpf_probe_read_user(&ch, 1, (const void *)(c->from + i)))
		return 1;
	if (!ch) {
		if (c->state == 1)
			return 1;
		c->pos = 0;
		c->state = 0;
		return 0;
	}
	if (c->state == 1) {
		if (at >= c->size)
			return 1;
		*rt_at(c->dst, at) = ch;
		c->at = at + 1;
	} else if (c->state == 0) {
		want = rt_chunk(c->name, c->pos) & 0xff;
		if (!want && ch == '=')
			c->state = 1;
		else if (want != ch)
			c->state = 2;
		c->pos += 1;
	}
	return 0;
}

RT_CALL int rt_env_var(char *dst, rt_u64 size, const char *name)
{
	struct task_struct___proc *t = (void *)rt_addr(bpf_get_current_task());
	struct mm_struct___proc *mm = RT_READ(t, mm);
	struct rt_env c = {
		.dst = dst, .size = size, .at = rt_hide(0), .from = RT_READ(mm, env_start), .end = RT_READ(mm, env_end),
		.name = name, .pos = rt_hide(0), .state = rt_hide(0),
	};

	dst[0] = 0;
	bpf_loop(1 << 16, rt_env_step, &c, 0);
	rt_put_end(dst, size, c.at);
	return 0;
}

struct rt_target_set {
	rt_u64 task, found;
};

static long rt_target_step(rt_u32 i, struct rt_target_set *c)
{
	struct task_struct___proc *t = (void *)c->task;
	rt_s32 pid = RT_READ(t, tgid);

	if (pid == (rt_s32)rt.target)
		c->found = 1;
	c->task = (rt_u64)RT_READ(t, real_parent);
	return pid <= 1 || c->found;
}

/* is it the target, or does it descend from it */
RT_CALL rt_u64 rt_target_set(rt_s64 pid)
{
	rt_u64 t = rt_pid2task(pid);
	struct rt_target_set c = { .task = rt_hide(t), .found = rt_hide(0) };

	if (!t || !rt.target)
		return 0;
	bpf_loop(256, rt_target_step, &c, 0);
	return c.found;
}
