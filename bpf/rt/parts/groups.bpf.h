/*
 * groups.bpf.h - groups of regular expressions: regex_groups() of lib/regex.c, way for way
 *
 * Instructions are tried in the order of their preference, with a stack of what is left to be tried and a bit for
 * each instruction and byte that was. The first walk finds where a match begins, and how long it can be; the
 * second one, to that end, what the groups hold. All of it lies in scratch memory, of which the verifier
 * assumes nothing.
 */
enum { RT_RX_SET, RT_RX_SPLIT, RT_RX_SAVE, RT_RX_BEGIN, RT_RX_END, RT_RX_MATCH };	/* as enum regex_op */
enum { RT_MATCH_NONE, RT_MATCH_FAILED, RT_MATCH_FOUND };
enum { RT_MATCH_ROUNDS = 1 << 23 };

struct rt_insn {
	rt_u16 op, x, y, n;
	rt_u32 set[8];
};

struct rt_match {
	rt_u64 state;		/* of the last match in this handler */
	rt_u64 ngroups;
	rt_u64 n;		/* bytes of text */
	rt_s64 start, goal, longest;	/* goal: where it has to end; -1: not known yet */
	rt_u64 top;
	rt_s64 slots[2 * RT_GROUPS];	/* begin and end of each group; -1: it took no part */
	rt_u64 ways[RT_WAYS];	/* insn | pos << 16, or a slot's value to be put back */
	rt_u8  seen[RT_SEEN];
	char   text[RT_STRSIZE];
};

struct rt_matching {
	struct rt_match *m;
};

const volatile char rt_seen_none[RT_SEEN] SEC(".rodata") = { 0 };

/* 1: there is no room */
RT_INLINE int rt_match_push(struct rt_match *m, rt_u64 way)
{
	rt_u64 top = m->top;

	rt_barrier(top);
	if (top >= RT_WAYS)
		return 1;
	m->ways[top] = way;
	m->top = top + 1;
	return 0;
}

RT_INLINE int rt_match_way(struct rt_match *m, rt_u64 insn, rt_u64 pos)
{
	return rt_match_push(m, insn | pos << 16);
}

RT_INLINE int rt_match_save(struct rt_match *m, rt_u64 slot, rt_u64 pos)
{
	rt_barrier(slot);
	if (m->goal < 0 || slot >= 2 * RT_GROUPS)
		return 0;
	if (rt_match_push(m, 1ULL << 63 | slot << 32 | (rt_u32)(m->slots[slot] + 1)))
		return 1;
	m->slots[slot] = pos;
	return 0;
}

RT_INLINE void rt_match_clear(struct rt_match *m, rt_u64 ninsns)
{
	rt_u64 size = (ninsns * (m->n + 1) + 7) / 8;

	rt_barrier(size);
	if (size > RT_SEEN)
		size = RT_SEEN;
	bpf_probe_read_kernel(m->seen, size, (const void *)rt_seen_none);
	for (int i = 0; i < 2 * RT_GROUPS; i++)
		m->slots[i] = -1;
}

/* nothing is left to be tried from this start, or to this end: 1, it is over */
RT_INLINE int rt_match_next(struct rt_match *m, rt_u64 ninsns, rt_u64 first)
{
	if (m->goal >= 0)
		return 1;
	if (m->longest >= 0) {
		m->goal = m->longest;
		rt_match_clear(m, ninsns);
	} else {
		m->start += 1;		/* what did not lead to a match from there does not from here */
	}
	if (m->start > (rt_s64)m->n)
		return 1;
	return rt_match_way(m, first, m->start);
}

RT_INLINE int rt_match_end(struct rt_match *m, rt_u64 pos)
{
	if ((rt_s64)pos > m->longest)
		m->longest = pos;
	if ((rt_s64)pos != m->goal)
		return 0;
	m->slots[0] = m->start;
	m->slots[1] = m->goal;
	m->state = RT_MATCH_FOUND;
	return 1;
}

RT_INLINE int rt_match_take(struct rt_match *m, const struct rt_insn *in, rt_u64 pos)
{
	rt_u64 ch;

	switch (in->op) {
	case RT_RX_SET:
		rt_barrier(pos);
		if (pos >= m->n || pos >= RT_STRSIZE)
			return 0;
		ch = (rt_u8)m->text[pos];
		return in->set[ch >> 5] >> (ch & 31) & 1 ? rt_match_way(m, in->x, pos + 1) : 0;
	case RT_RX_SPLIT:
		if (!in->n && rt_match_way(m, in->y, pos))
			return 1;
		return rt_match_way(m, in->x, pos);
	case RT_RX_SAVE:
		if (rt_match_save(m, in->n, pos))
			return 1;
		return rt_match_way(m, in->x, pos);
	case RT_RX_BEGIN:
		return pos ? 0 : rt_match_way(m, in->x, pos);
	case RT_RX_END:
		return pos == m->n ? rt_match_way(m, in->x, pos) : 0;
	case RT_RX_MATCH:
		return rt_match_end(m, pos);
	}
	return 1;
}

RT_INLINE int rt_match_round(struct rt_match *m, const struct rt_insn *insns, rt_u64 ninsns, rt_u64 first)
{
	rt_u64 top = m->top - 1, way, insn, pos, bit, at;

	if (!m->top)
		return rt_match_next(m, ninsns, first);
	rt_barrier(top);
	if (top >= RT_WAYS)
		return 1;
	way = m->ways[top];
	m->top = top;
	if (way >> 63) {
		rt_u64 slot = way >> 32 & 0xffff;

		rt_barrier(slot);
		if (slot < 2 * RT_GROUPS)
			m->slots[slot] = (rt_s64)(way & 0xffffffff) - 1;
		return 0;
	}
	insn = way & 0xffff;
	pos = way >> 16 & 0xffff;
	bit = insn * (m->n + 1) + pos;
	at = bit >> 3;
	rt_barrier(insn);
	rt_barrier(at);
	if (insn >= ninsns || at >= RT_SEEN)
		return 1;
	if (m->seen[at] >> (bit & 7) & 1)
		return 0;
	m->seen[at] |= 1 << (bit & 7);
	return rt_match_take(m, &insns[insn], pos);
}

RT_INLINE int rt_match_begin(struct rt_match *m, rt_u64 ngroups, rt_u64 ninsns, rt_u64 first)
{
	m->n = rt_strlen(m->text, RT_STRSIZE);
	m->ngroups = ngroups;
	m->start = 0;
	m->goal = m->longest = -1;
	m->top = 0;
	rt_match_clear(m, ninsns);
	return rt_match_way(m, first, 0);
}

/* makes rt_grouped_N(f, m, s) of rt_insns_N: is there a match; its groups are in m */
#define RT_GROUPED(num, ninsns, first, ngroups) \
static long rt_match_step_##num(rt_u32 i, struct rt_matching *c) \
{ \
	return rt_match_round(c->m, rt_insns_##num, ninsns, first); \
} \
RT_INLINE rt_s64 rt_grouped_##num(struct firing *f, struct rt_match *m, const char *s) \
{ \
	struct rt_matching c = { .m = m }; \
	rt_str_copy(m->text, RT_STRSIZE, s); \
	m->state = RT_MATCH_FAILED; \
	if (!rt_regex_##num(m->text)) \
		return 0; \
	rt_match_begin(m, ngroups, ninsns, first); \
	bpf_loop(RT_MATCH_ROUNDS, rt_match_step_##num, &c, 0); \
	if (m->state != RT_MATCH_FOUND) \
		rt_fault(f, FAULT_REGEX, 0); \
	return 1; \
}

RT_INLINE int rt_matched(struct firing *f, char *dst, rt_u32 size, struct rt_match *m, rt_s64 group)
{
	rt_u64 at = 2 * (rt_u64)group;

	dst[0] = 0;
	if (m->state != RT_MATCH_FOUND)
		return rt_fault(f, FAULT_GROUP_FAILED, group);
	if (group < 0 || group >= (rt_s64)m->ngroups)
		return rt_fault(f, FAULT_GROUP, group);
	rt_barrier(at);
	if (at >= 2 * RT_GROUPS - 1 || m->slots[at] < 0)
		return 0;
	return rt_substr(dst, size, m->text, RT_STRSIZE, m->slots[at], m->slots[at + 1] - m->slots[at]);
}

RT_INLINE int rt_matched_str(struct firing *f, char *dst, rt_u32 size, struct rt_match *m)
{
	dst[0] = 0;
	if (m->state != RT_MATCH_FOUND)
		return rt_fault(f, FAULT_MATCH_FAILED, 0);
	rt_str_copy(dst, size, m->text);
	return 0;
}

struct group_info___match { int ngroups; } RT_CORE;
struct cred___match { struct group_info___match *group_info; } RT_CORE;
struct task_struct___match { struct cred___match *cred; } RT_CORE;

/* without a match, further groups of the current task */
RT_INLINE rt_s64 rt_ngroups(struct firing *f, struct rt_match *m)
{
	struct task_struct___match *t = (void *)bpf_get_current_task();
	struct cred___match *cred = 0;
	struct group_info___match *groups = 0;
	int n = 0;

	if (m->state == RT_MATCH_FAILED)
		return rt_fault(f, FAULT_GROUP_FAILED, 0);
	if (m->state == RT_MATCH_FOUND)
		return m->ngroups;
	if (bpf_probe_read_kernel(&cred, sizeof(cred), &t->cred) ||
	    bpf_probe_read_kernel(&groups, sizeof(groups), &cred->group_info))
		return 0;
	bpf_probe_read_kernel(&n, sizeof(n), &groups->ngroups);
	return n;
}
