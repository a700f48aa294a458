/*
 * usdt_emit.c - a mark's arguments as C, and arming its places
 *
 * A group is one program. Its cookies say which probe fired (low half) and which of the ways of
 * finding the arguments that the group's places have (high half): compilers put them somewhere
 * else at every place, but rarely in many ways. Only arguments that a clause reads count.
 */
#include <bpf/libbpf.h>
#include <inttypes.h>
#include <string.h>
#include "bpf/provider/uprobe.h"
#include "bpf/provider/uprobe_arm.h"
#include "bpf/provider/usdt.h"
#include "bpf/session.h"
#include "lib/arena.h"
#include "lib/map.h"

static const char *program_name(struct arena *a, const struct group *g)
{
	return arena_printf(a, "g%um", g->id);
}

/* ---- one argument ---- */

static void put_address(struct buf *b, const struct usdt_site *s, const struct sdt_arg *a)
{
	/* relative to the object: the probe's own address says where that is */
	if (a->is_rip)
		buf_printf(b, "rt_reg(ctx, ip) + (rt_u64)%" PRId64 "LL", (int64_t)((uint64_t)a->value - s->addr));
	else
		buf_printf(b, "(rt_u64)%" PRId64 "LL", a->value);
	if (a->base)
		buf_printf(b, " + rt_reg(ctx, %s)", a->base);
	if (a->index)
		buf_printf(b, " + rt_reg(ctx, %s) * %u", a->index, a->scale);
}

static void put_value(struct buf *b, const struct usdt_site *s, const struct sdt_arg *a)
{
	char type[16];

	snprintf(type, sizeof(type), "rt_%c%u", a->is_signed ? 's' : 'u', a->size * 8);
	switch (a->kind) {
	case SDT_UNKNOWN:
		buf_puts(b, "0");
		break;
	case SDT_CONST:
		buf_printf(b, "(%s)(", type);
		put_address(b, s, a);
		buf_puts(b, ")");
		break;
	case SDT_REG:
		buf_printf(b, "(%s)(rt_reg(ctx, %s)%s)", type, a->base, a->high ? " >> 8" : "");
		break;
	case SDT_MEM:
		buf_printf(b, "({ %s v_ = 0; bpf_probe_read_user(&v_, sizeof(v_), (void *)(", type);
		put_address(b, s, a);
		buf_puts(b, ")); v_; })");
		break;
	}
}

/* ---- the ways of a group ---- */

/* C that fills the slots which the group reads; heap */
static void put_args(struct buf *b, const struct group *g, const struct usdt_site *s)
{
	for (unsigned i = 0; i < s->nargs; i++) {
		if (!(g->arg_mask & 1u << i))
			continue;
		buf_printf(b, "\tf->arg[%u] = (rt_s64)(", i);
		put_value(b, s, &s->args[i]);
		buf_puts(b, ");\n");
	}
}

/* number of a text, from 1; new ones are appended to order */
static uintptr_t way_of(struct map *ways, const char *text)
{
	uintptr_t n = (uintptr_t)map_get(ways, text);

	if (!n) {
		n = map_count(ways) + 1;
		map_put(ways, text, (void *)n);
	}
	return n;
}

static uintptr_t site_way(struct map *ways, const struct group *g, const struct usdt_site *s)
{
	struct buf text = BUF_INIT;

	put_args(&text, g, s);

	uintptr_t n = way_of(ways, buf_str(&text));

	buf_fini(&text);
	return n;
}

static struct map *group_ways(const struct group *g)
{
	struct map *ways = map_new();

	for (size_t i = 0; i < g->probes.n; i++) {
		const struct usdt_mark *m = g->probes.v[i]->data;

		for (size_t k = 0; k < m->sites.n; k++)
			site_way(ways, g, &m->sites.v[k]);
	}
	return ways;
}

static bool wants_tree(const struct group *g)
{
	for (size_t i = 0; i < g->probes.n; i++) {
		const struct usdt_mark *m = g->probes.v[i]->data;

		if (m->sites.n && m->sites.v[0].target_tree)
			return true;
	}
	return false;
}

/* touches: the program in front, see bpf/emit_touch.c */
static void emit_group_program(struct emit *e, const struct group *g, bool touches)
{
	struct map *ways = group_ways(g);
	bool later = usdt_has_later(g), one = map_count(ways) == 1 && !later;
	const void *key;
	void *value;
	size_t n, it = 0;

	if (wants_tree(g))
		uprobe_emit_tree(e);
	emit_program_begin(e, touches ? "uprobe.s" : "uprobe",
			   touches ? uprobe_touch_name(e->prog->arena, program_name(e->prog->arena, g)) :
			   program_name(e->prog->arena, g), "struct pt_regs");
	if (wants_tree(g))
		buf_puts(&e->out, "\tif (!in_target_tree())\n\t\treturn 0;\n");
	if (later || !one || g->probes.n > 1)
		buf_puts(&e->out, "\trt_u64 cookie = bpf_get_attach_cookie(ctx);\n");
	while (map_next(ways, &it, &key, &n, &value)) {
		if (one)
			buf_add(&e->out, key, n);
		else
			buf_printf(&e->out, "\tif (cookie >> 32 == %zu) {\n%.*s\t}\n", (size_t)(uintptr_t)value, (int)n,
				   (const char *)key);
	}
	if (later)
		usdt_later_emit(e, g);
	if (touches)
		buf_printf(&e->out, "\ttouch_%u(f);\n", g->id);
	else
		emit_group_call(e, g, g->probes.n == 1 ? arena_printf(e->prog->arena, "%u", g->probes.v[0]->index) :
				"(rt_u32)cookie");
	emit_program_end(e);
	map_free(ways);
}

void usdt_emit(struct emit *e, struct group *const *groups, size_t n)
{
	bool later = false;

	for (size_t i = 0; i < n; i++)
		later |= usdt_has_later(groups[i]);
	if (later)
		usdt_later_emit_table(e);
	for (size_t i = 0; i < n; i++)
		emit_group_program(e, groups[i], false);
	for (size_t i = 0; i < n; i++)		/* the text of a mark that comes later is brought in when it comes */
		if (!usdt_has_later(groups[i]) && emit_touches(e, groups[i]))
			emit_group_program(e, groups[i], true);
}

/* ---- arming ---- */

int usdt_prepare(struct session *s, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *name = program_name(s->prog->arena, groups[i]);

		uprobe_expect(s, session_program(s, name));
		uprobe_prepare_touch(s, name);
	}
	return 0;
}

int usdt_attach(struct session *s, struct group *const *groups, size_t n)
{
	struct bpf_program **progs = xcalloc(n + 1, sizeof(*progs));
	int err = 0;

	for (size_t i = 0; i < n && !err; i++) {
		const struct group *g = groups[i];
		struct map *ways = group_ways(g);
		VEC(struct uprobe_place) places = { 0 };

		for (size_t k = 0; k < g->probes.n; k++) {
			const struct probe *p = g->probes.v[k];
			const struct usdt_mark *m = p->data;

			for (size_t j = 0; j < m->sites.n; j++) {
				const struct usdt_site *x = &m->sites.v[j];

				vec_push(NULL, &places, ((struct uprobe_place){
					.path = x->path, .pid = x->pid, .offset = x->offset, .semaphore = x->semaphore,
					.cookie = (uint64_t)site_way(ways, g, x) << 32 | p->index, .probe = p,
				}));
			}
		}
		progs[i] = session_program(s, program_name(s->prog->arena, g));
		err = uprobe_arm(s, progs[i], places.v, places.n, false, "USDT mark");
		if (!err)
			err = uprobe_arm_touch(s, program_name(s->prog->arena, g), places.v, places.n, false);
		vec_fini(&places);
		map_free(ways);
	}
	if (!err)
		err = usdt_later_start(s, groups, progs, n);
	free(progs);
	return err;
}
