/*
 * frame.c - see frame.h
 */
#include <string.h>
#include "lang/eval/frame.h"

/* a value of type stack begins with these, then come the frames */
struct stack_head {
	uint32_t tgid, n;
};

void stack_frames(struct runtime *rt, const void *stack, size_t len, struct stack_frames *ret)
{
	struct stack_head head;
	const uint64_t *rest = NULL;
	size_t room = len >= sizeof(head) ? (len - sizeof(head)) / sizeof(*ret->pc) : 0;
	int more = -1;

	ret->n = 0;
	ret->pid = 0;
	if (!stack || !room)
		return;
	memcpy(&head, stack, sizeof(head));
	ret->pid = (pid_t)head.tgid;
	room = room < STACK_MAX ? room : STACK_MAX;
	for (size_t i = 0; i < head.n && i < room && more < 0; i++) {
		uint64_t pc;

		memcpy(&pc, (const char *)stack + sizeof(head) + i * sizeof(pc), sizeof(pc));
		if (!pc)
			break;
		more = ret->pid && rt->ops && rt->ops->rest ? rt->ops->rest(rt, pc, &rest) : -1;
		if (more < 0)
			ret->pc[ret->n++] = pc;
	}
	for (int i = 0; i < more && ret->n < room; i++)
		ret->pc[ret->n++] = rest[i];
}

static bool resolve(struct runtime *rt, pid_t pid, uint64_t addr, struct sym *ret)
{
	*ret = (struct sym){ 0 };
	if (!rt->ops)
		return false;
	if (pid)
		return rt->ops->usym && rt->ops->usym(rt, pid, addr, ret);
	return rt->ops->ksym && rt->ops->ksym(rt, addr, ret);
}

/* a return address at the beginning of a function belongs to the one before it, which ends with a call */
static void resolve_call(struct runtime *rt, pid_t pid, uint64_t pc, struct sym *ret)
{
	struct sym call;

	if ((ret->name && ret->offset) || !resolve(rt, pid, pc - 1, &call) || !call.name)
		return;
	call.offset++;
	call.addr += call.addr != 0;
	*ret = call;
}

void frame_next(struct runtime *rt, struct frame_walk *w, uint64_t pc, struct frame *ret)
{
	bool returned = w->returned;

	*ret = (struct frame){ 0 };
	resolve(rt, w->pid, pc, &ret->sym);
	/* a signal's handler returns to what restores the interrupted frame, which was not called */
	w->returned = !ret->sym.restores;
	if (returned && !ret->sym.restores)
		resolve_call(rt, w->pid, pc, &ret->sym);
	if (w->pid && ret->sym.path && ret->sym.addr && rt->ops && rt->ops->source)
		ret->n = rt->ops->source(rt, &ret->sym, returned && !ret->sym.restores, &ret->at);
}

const char *frame_inlined(const struct frame *f, size_t i)
{
	return f->at[i].func ? f->at[i].func : "??";
}
