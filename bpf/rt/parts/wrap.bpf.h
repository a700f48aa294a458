/*
 * wrap.bpf.h - arrays that make room when they are full (SystemTap's %): the oldest element goes
 *
 * The kernel's own LRU maps do not do: they give up many elements at once, and by use, not by age.
 * So beside such a map lies a queue of its keys in the order of their coming. A key that was
 * deleted meanwhile is still in the queue; taking it frees nothing, and the next is tried.
 */
static long (*const bpf_map_push_elem)(void *map, const void *value, rt_u64 flags) = (void *)87;
static long (*const bpf_map_pop_elem)(void *map, void *value) = (void *)88;

enum { RT_E2BIG = 7, RT_WRAP_TRIES = 1 << 16 };

struct rt_wrap {
	void *map, *order, *old;	/* old: room for a key */
	const void *key, *value;
	rt_u64 flags;
	int err;
};

/*
 * Another CPU may take what was made free here, and a key stands in the queue a moment after its
 * element in the map: so once more, until it fits.
 */
static long rt_wrap_step(rt_u32 i, struct rt_wrap *w)
{
	if (!bpf_map_pop_elem(w->order, w->old) && bpf_map_delete_elem(w->map, w->old))
		return 0;
	w->err = bpf_map_update_elem(w->map, w->key, w->value, w->flags);
	return w->err != -RT_E2BIG;
}

/* the element's value, as bpf_map_update_elem */
RT_INLINE int rt_wrap_update(void *map, void *order, const void *key, const void *value, rt_u64 flags, void *old)
{
	int fresh = !bpf_map_lookup_elem(map, key);
	int err = bpf_map_update_elem(map, key, value, flags);	/* before 6.4 half a register only */

	if (err == -RT_E2BIG) {
		struct rt_wrap w = { map, order, old, key, value, flags, err };

		bpf_loop(RT_WRAP_TRIES, rt_wrap_step, &w, 0);
		err = w.err;
	}
	if (!err && fresh)
		bpf_map_push_elem(order, key, RT_EXIST);
	return err;
}
