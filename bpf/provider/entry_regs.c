/*
 * entry_regs.c - see entry_regs.h
 */
#include <bpf/libbpf.h>
#include "bpf/provider/entry_regs.h"
#include "bpf/provider/uprobe.h"
#include "bpf/provider/uprobe_arm.h"
#include "bpf/session.h"

static const char program[] = "save_entry_regs";

/* does some clause read a variable of this probe that needs them? */
static bool wants(const struct emit *e, const struct probe *p)
{
	const struct site *site = p->data;

	if (p->is_return && site->caller && emit_entry_unknown(e, p))	/* where the caller is depends on where this is */
		return true;
	for (size_t i = 0; i < e->places.n; i++) {
		const struct arg *a = probe_arg_at(p, e->places.v[i]);

		if (a && emit_saves_entry(e, p, a))
			return true;
	}
	return false;
}

typedef void each_fn(const struct probe *p, void *ctx);

static void each(const struct emit *e, struct group *const *groups, size_t n, each_fn *fn, void *ctx)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++)
			if (wants(e, groups[i]->probes.v[k]))
				fn(groups[i]->probes.v[k], ctx);
}

static void count(const struct probe *p, void *ctx)
{
	(void)p;
	++*(size_t *)ctx;
}

void entry_regs_emit(struct emit *e, struct group *const *groups, size_t n)
{
	size_t wanted = 0;

	each(e, groups, n, count, &wanted);
	if (wanted)
		buf_printf(&e->out, "SEC(\"uprobe\") int %s(struct pt_regs *ctx)\n{\n\trt_entry_save(ctx);\n\treturn 0;\n}\n",
			   program);
}

void entry_regs_prepare(struct session *s)
{
	struct bpf_program *prog = bpf_object__find_program_by_name(s->obj, program);

	if (prog)
		uprobe_expect(s, prog);
}

struct places { VEC(struct uprobe_place) v; };

static void add(const struct probe *p, void *ctx)
{
	struct places *to = ctx;
	const struct site *site = p->data;
	uint64_t offset = p->is_return ? site->offset : site->entry;

	for (size_t i = 0; i < to->v.n; i++)
		if (to->v.v[i].path == site->path && to->v.v[i].pid == site->pid && to->v.v[i].offset == offset)
			return;
	vec_push(NULL, &to->v, ((struct uprobe_place){
		.path = site->path, .pid = site->pid, .offset = offset, .probe = p,
	}));
}

int entry_regs_attach(struct session *s, struct group *const *groups, size_t n)
{
	struct bpf_program *prog = bpf_object__find_program_by_name(s->obj, program);
	struct places places = { 0 };
	int err;

	if (!prog)
		return 0;
	each(s->emit, groups, n, add, &places);
	err = uprobe_arm(s, prog, places.v.v, places.v.n, false, "entry whose registers are kept");
	vec_fini(&places.v);
	return err;
}
