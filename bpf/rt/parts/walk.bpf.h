/*
 * walk.bpf.h - the elements of an array one after the other, in order: foreach in a probe's handler
 *
 * bpf_for_each_map_elem() gives elements as the hash has them. So a loop first collects where they are
 * and what they are ordered by, makes a heap of that, and takes one after the other from its top: who
 * leaves the loop early, or has a limit, pays no sorting of the rest. Where an element lies is a number
 * by then, of which the key is read again; an element that somebody deletes meanwhile is not met.
 *
 * Each loop takes a free heap of those that its CPU has: loops may be nested, and be interrupted.
 */
enum { RT_WALK_DEPTH = 26, RT_NO_WALK = 0xffffffff };	/* a heap of 2^26 elements */

struct rt_step {		/* unsigned: smaller comes first; then the older */
	rt_u64 order, seq;
	rt_u64 key, text;	/* where they lie; text: what decides where order is the same, 0: nothing */
	rt_u64 birth;		/* of an array of numbers or texts: is it still the same element? */
};

struct rt_walk {
	rt_u32 busy, pad;
	rt_u64 n;
	struct rt_step at[RT_WALK_CAP];
};

struct {
	MAP_UINT(type, RT_MAP_ARRAY);
	MAP_UINT(max_entries, RT_WALKS);	/* for each CPU: load.c */
	MAP_TYPE(key, rt_u32);
	MAP_TYPE(value, struct rt_walk);
} walks SEC(".maps");

RT_INLINE struct rt_walk *rt_walk(rt_u32 slot)
{
	return bpf_map_lookup_elem(&walks, &slot);
}

RT_INLINE rt_u32 rt_walk_take(void)
{
	for (rt_u32 i = 0; i < RT_WALKS; i++) {
		rt_u32 slot = RT_WALKS * bpf_get_smp_processor_id() + i;
		struct rt_walk *w = rt_walk(slot);

		if (w && !__sync_val_compare_and_swap(&w->busy, 0, 1)) {
			w->n = 0;
			return slot;
		}
	}
	rt_add(&rt.nested, 1);
	return RT_NO_WALK;
}

RT_INLINE void rt_walk_leave(rt_u32 slot)
{
	struct rt_walk *w = rt_walk(slot);

	if (w)
		*(volatile rt_u32 *)&w->busy = 0;
}

RT_INLINE struct rt_step *rt_walk_at(struct rt_walk *w, rt_u64 i)
{
	rt_barrier(i);
	if (i >= RT_WALK_CAP)
		return 0;
	return &w->at[i];
}

/* room for one more; 0: there is none */
RT_INLINE struct rt_step *rt_walk_more(rt_u32 slot)
{
	struct rt_walk *w = rt_walk(slot);
	struct rt_step *s = w ? rt_walk_at(w, w->n) : 0;

	if (s)
		w->n++;
	return s;
}

/* the first bytes of a text as a number that orders as the text does */
RT_INLINE rt_u64 rt_walk_text(rt_u64 at)
{
	rt_u64 w = 0;

	bpf_probe_read_kernel_str(&w, sizeof(w), (const void *)at);
	return __builtin_bswap64(w);
}

RT_INLINE int rt_walk_before(const struct rt_step *a, const struct rt_step *b, rt_u32 text, int down)
{
	if (a->order != b->order)
		return a->order < b->order;
#ifdef RT_WALK_TEXT
	if (text) {
		rt_s64 d = rt_str_cmp((const char *)a->text, (const char *)b->text, text);

		if (d)
			return down ? d > 0 : d < 0;
	}
#endif
	return a->seq < b->seq;
}

/* word by word: all frames share 512 bytes, and a step on the stack would be 40 of them */
RT_INLINE void rt_walk_swap(struct rt_step *a, struct rt_step *b)
{
	rt_u64 *p = (rt_u64 *)a, *q = (rt_u64 *)b;

#pragma clang loop unroll(full)
	for (int i = 0; i < (int)(sizeof(*a) / 8); i++) {
		rt_u64 w = p[i];

		p[i] = q[i];
		q[i] = w;
		asm volatile("" ::: "memory");
	}
}

struct rt_sift {
	rt_u64 i;		/* the one that sinks */
	rt_u32 slot, text;	/* text: bytes of what is compared, 0: numbers only */
	rt_u32 down, pad;
};

static long rt_sift_step(rt_u32 round, struct rt_sift *c)
{
	struct rt_walk *w = rt_walk(c->slot);
	rt_u64 kid = 2 * c->i + 1;

	if (!w || kid >= w->n)
		return 1;

	struct rt_step *top = rt_walk_at(w, c->i), *s = rt_walk_at(w, kid), *other = rt_walk_at(w, kid + 1);

	if (!top || !s)
		return 1;
	if (other && kid + 1 < w->n && rt_walk_before(other, s, c->text, c->down)) {
		s = other;
		kid++;
	}
	if (!rt_walk_before(s, top, c->text, c->down))
		return 1;
	rt_walk_swap(top, s);
	c->i = kid;
	return 0;
}

struct rt_heap {
	rt_u32 slot, text, down, pad;
};

static long rt_heap_step(rt_u32 round, struct rt_heap *h)
{
	struct rt_walk *w = rt_walk(h->slot);
	struct rt_sift c = { .slot = h->slot, .text = h->text, .down = h->down };

	if (!w || round >= w->n / 2)
		return 1;
	c.i = w->n / 2 - 1 - round;
	bpf_loop(RT_WALK_DEPTH, rt_sift_step, &c, 0);
	return 0;
}

/* what was collected becomes a heap */
RT_CALL int rt_walk_heap(rt_u32 slot, rt_u32 text, rt_u32 down)
{
	struct rt_heap h = { .slot = slot, .text = text, .down = down };

	bpf_loop(RT_WALK_CAP / 2 + 1, rt_heap_step, &h, 0);
	return 0;
}

/* the first of those that are left; 0: none */
RT_CALL int rt_walk_pop(rt_u32 slot, struct rt_step *ret, rt_u32 text, rt_u32 down)
{
	struct rt_walk *w = rt_walk(slot);
	struct rt_sift c = { .i = rt_hide(0), .slot = slot, .text = text, .down = down };

	if (!w || !w->n)
		return 0;
	w->n--;

	struct rt_step *last = rt_walk_at(w, w->n);

	*ret = w->at[0];
	if (last) {		/* behind those that are left, for rt_walk_sort() */
		w->at[0] = *last;
		*last = *ret;
	}
	bpf_loop(RT_WALK_DEPTH, rt_sift_step, &c, 0);
	return 1;
}

/* as rt_walk_pop(), whose frame would come on top of this one */
static long rt_sort_step(rt_u32 round, struct rt_heap *h)
{
	struct rt_walk *w = rt_walk(h->slot);
	struct rt_sift c = { .i = rt_hide(0), .slot = h->slot, .text = h->text, .down = h->down };

	if (!w || !w->n)
		return 1;
	w->n--;

	struct rt_step *last = rt_walk_at(w, w->n);

	if (last)
		rt_walk_swap(&w->at[0], last);
	bpf_loop(RT_WALK_DEPTH, rt_sift_step, &c, 0);
	return 0;
}

/* all of them, the first one last; how many: the heap is empty then */
RT_CALL rt_u64 rt_walk_sort(rt_u32 slot, rt_u32 text, rt_u32 down)
{
	struct rt_walk *w = rt_walk(slot);
	struct rt_heap h = { .slot = slot, .text = text, .down = down };
	rt_u64 n = w ? w->n : 0;

	bpf_loop(RT_WALK_CAP, rt_sort_step, &h, 0);
	return n;
}

/* what was sorted is there again, with orders of its own */
RT_INLINE void rt_walk_again(rt_u32 slot, rt_u64 n)
{
	struct rt_walk *w = rt_walk(slot);

	if (w)
		w->n = n;
}
