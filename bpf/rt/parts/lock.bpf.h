/*
 * lock.bpf.h - what a handler has for itself, or only with others that add: lang/prog/lock.c
 *
 * One owner, or many sharers, who are counted by CPU so that they do not meet in one cache line. Who comes
 * waits no longer than RT_LOCK_NS, then the firing is skipped; at once, if the thread that holds it is the
 * one that has been interrupted: it could not go on.
 */
struct rt_lock {
	rt_u32 owner;		/* 0: nobody */
	rt_u32 rest[15];	/* of a cache line */
};

struct rt_sharers {
	rt_u32 n, last;		/* how many on this CPU, who came last */
};

struct rt_lock rt_locks[RT_LOCKS] SEC(".data.lock") = { 0 };

struct {
	MAP_UINT(type, RT_MAP_PERCPU_ARRAY);
	MAP_UINT(max_entries, RT_LOCKS);
	MAP_TYPE(key, rt_u32);
	MAP_TYPE(value, struct rt_sharers);
} sharers SEC(".maps");

enum { RT_LOCK_ROUNDS = 1 << 22 };	/* more than fit into RT_LOCK_NS */

struct rt_try {
	rt_u32 lock, me, cpu, got;
	rt_u64 until;
};

/* who is at work here: an idle CPU's thread has the number 0 on all of them */
RT_INLINE rt_u32 rt_lock_me(void)
{
	rt_u32 tid = (rt_u32)bpf_get_current_pid_tgid();

	return tid ? tid : 1u << 31 | bpf_get_smp_processor_id();
}

RT_INLINE struct rt_lock *rt_lock_at(rt_u32 lock)
{
	rt_u64 i = lock;

	rt_barrier(i);
	return i < RT_LOCKS ? &rt_locks[i] : 0;
}

static long rt_lock_own_step(rt_u32 round, struct rt_try *t)
{
	struct rt_lock *l = rt_lock_at(t->lock);
	rt_u32 owner = l ? __sync_val_compare_and_swap(&l->owner, 0, t->me) : t->me;

	t->got = !owner;
	return t->got || owner == t->me || bpf_ktime_get_ns() >= t->until;
}

/* from CPU to CPU: have the sharers there gone? New ones do not come, there is an owner */
static long rt_lock_alone_step(rt_u32 round, struct rt_try *t)
{
	rt_u32 key = t->lock;
	volatile struct rt_sharers *s = bpf_map_lookup_percpu_elem(&sharers, &key, t->cpu);

	if (!s) {
		t->got = 1;	/* behind the last CPU */
		return 1;
	}
	if (!s->n) {
		t->cpu++;
		return 0;
	}
	return s->last == t->me || bpf_ktime_get_ns() >= t->until;
}

static long rt_lock_share_step(rt_u32 round, struct rt_try *t)
{
	rt_u32 key = t->lock, owner;
	struct rt_sharers *s = bpf_map_lookup_elem(&sharers, &key);
	struct rt_lock *l = rt_lock_at(t->lock);

	if (!s || !l)
		return 1;
	*(volatile rt_u32 *)&s->last = t->me;
	__sync_fetch_and_add(&s->n, 1);
	owner = *(volatile rt_u32 *)&l->owner;
	t->got = !owner;
	if (t->got)
		return 1;
	__sync_fetch_and_add(&s->n, -1);
	return owner == t->me || bpf_ktime_get_ns() >= t->until;
}

RT_INLINE void rt_lock_leave(rt_u32 lock)
{
	struct rt_lock *l = rt_lock_at(lock);

	if (l)			/* an atomic one, so that what was done under it is seen before */
		(void)__sync_fetch_and_and(&l->owner, 0);
}

RT_INLINE void rt_lock_leave_shared(rt_u32 lock)
{
	struct rt_sharers *s = bpf_map_lookup_elem(&sharers, &lock);

	if (s)
		__sync_fetch_and_add(&s->n, -1);
}

RT_CALL int rt_lock_own(rt_u32 lock, int shared)
{
	struct rt_try t = { .lock = lock, .me = rt_lock_me(), .until = bpf_ktime_get_ns() + RT_LOCK_NS };

	bpf_loop(RT_LOCK_ROUNDS, rt_lock_own_step, &t, 0);
	if (t.got && shared) {
		t.got = 0;
		bpf_loop(RT_LOCK_ROUNDS, rt_lock_alone_step, &t, 0);
		if (!t.got)
			rt_lock_leave(lock);
	}
	if (!t.got)
		rt_add(&rt.busy, 1);
	return t.got;
}

RT_CALL int rt_lock_share(rt_u32 lock)
{
	struct rt_try t = { .lock = lock, .me = rt_lock_me(), .until = bpf_ktime_get_ns() + RT_LOCK_NS };

	bpf_loop(RT_LOCK_ROUNDS, rt_lock_share_step, &t, 0);
	if (!t.got)
		rt_add(&rt.busy, 1);
	return t.got;
}
