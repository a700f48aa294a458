/*
 * emit_lock.c - a handler takes its lock, and gives it back: lang/prog/lock.c says where
 *
 * The statements of a handler may leave it anywhere, but all go by its label `next`.
 */
#include <inttypes.h>
#include "bpf/emit_int.h"
#include "lang/option.h"

enum { DELAY_NS = 1000 };	/* trylockdelay is in microseconds */

void emit_lock_sizes(struct emit *e, struct buf *ret)
{
	const struct options *o = e->world->options;

	if (e->prog->locks.n)
		buf_printf(ret, "#define RT_LOCKS %zu\n#define RT_LOCK_NS %" PRIu64 "ULL\n", e->prog->locks.n,
			   o->maxtrylock * o->trylockdelay * DELAY_NS);
}

void emit_need_locks(struct emit *e)
{
	if (e->prog->locks.n)
		emit_need_parts(e, "lock");
}

void emit_lock_begin(struct emit *e, const struct clause *c)
{
	if (c->lock)
		out(e, "\trt_u32 held = 0;\n");
}

void emit_lock(struct emit *e, const struct clause *c)
{
	if (c->shares)
		out(e, "if (!held) { if (!rt_lock_share(%u)) goto next; held = 1; }\n", c->lock - 1);
	else
		out(e, "if (!held) { if (!rt_lock_own(%u, %d)) goto next; held = 1; }\n", c->lock - 1,
		    e->prog->locks.v[c->lock - 1].shared);
}

void emit_lock_end(struct emit *e, const struct clause *c)
{
	if (c->lock)
		out(e, "\tif (held) rt_lock_leave%s(%u);\n", c->shares ? "_shared" : "", c->lock - 1);
}
