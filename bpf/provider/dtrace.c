/*
 * dtrace.c - BEGIN, END, ERROR; SystemTap's begin, end, error, never
 *
 * Nothing in the kernel fires these: the session runs the program of a BEGIN or END group by hand,
 * with the probe's index as its argument. ERROR has no program; faulting clauses call its group.
 */
#include <inttypes.h>
#include "bpf/emit.h"
#include "lang/probe.h"
#include "lang/stability.h"
#include "lib/arena.h"

extern const struct provider provider_dtrace;

enum { FORM_BEGIN, FORM_END, FORM_ERROR, FORM_NEVER };

static const struct point_form forms[] = {
	{ "begin", FORM_BEGIN }, { "begin(number)", FORM_BEGIN },
	{ "end", FORM_END }, { "end(number)", FORM_END },
	{ "error", FORM_ERROR }, { "error(number)", FORM_ERROR },
	{ "never", FORM_NEVER },
	{ NULL, 0 },
};

static const struct { const char *name; enum probe_role role; } names[] = {
	{ "BEGIN", ROLE_BEGIN }, { "END", ROLE_END }, { "ERROR", ROLE_ERROR },
};

static const char *const own_names[] = { "BEGIN", "END", "ERROR", NULL };

static struct probe *new_probe(struct world *w, size_t i)
{
	struct probe *p = probe_new(w, &provider_dtrace, "dtrace", "", "", names[i].name);

	p->role = names[i].role;
	p->id = (unsigned)i + 1;	/* as every DTrace numbers them */
	return p;
}

static int match_form(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	static const char *const points[] = { "begin", "end", "error", "never" };
	static const enum probe_role roles[] = { ROLE_BEGIN, ROLE_END, ROLE_ERROR, ROLE_NEVER };
	struct probe *p = probe_new(w, &provider_dtrace, "dtrace", "", "", points[d->form->tag]);

	p->role = roles[d->form->tag];
	p->point = points[d->form->tag];
	if (d->comps[0].arg == PA_NUM) {
		p->order = d->comps[0].num;
		p->point = arena_printf(w->arena, "%s(%" PRId64 ")", p->point, p->order);
	}
	found(p, ctx);
	return 1;
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	int n = 0;

	if (d->form)
		return match_form(w, d, found, ctx);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!desc_matches(d, "dtrace", "", "", names[i].name))
			continue;
		n++;
		if (found(new_probe(w, i), ctx))
			break;
	}
	return n;
}

static void emit(struct emit *e, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct probe *p = groups[i]->probes.v[0];

		if (p->role != ROLE_BEGIN && p->role != ROLE_END)
			continue;
		emit_program_begin(e, "raw_tp", arena_printf(e->prog->arena, "g%u", groups[i]->id), "rt_u64");
		emit_group_call(e, groups[i], "(rt_u32)ctx[0]");
		emit_program_end(e);
	}
}

const struct provider provider_dtrace = {
	.name = "dtrace",
	.forms = forms,
	.where = IN_KERNEL | IN_USER,
	.help = "the session itself: BEGIN, END, ERROR",
	.own_names = own_names,
	.raw_args = true,
	.stability = &stability_of_dtrace,
	.match = match,
	.emit = emit,
};
