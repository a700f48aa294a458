/*
 * sdt.c - kernel tracepoints with the fields of their format: sdt:GROUP::NAME
 *
 * Typed by tracefs' format files, so args[] are what the tracepoint records. Each probe has its own
 * layout, hence its own program. The raw arguments are rawtp's.
 * Semantics: D, "sdt Provider"; stapprobes(3stap), KERNEL TRACEPOINTS.
 */
#include <bpf/libbpf.h>
#include <errno.h>
#include "bpf/provider/format.h"
#include "bpf/provider/sdt.h"
#include "bpf/session.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/type.h"

extern const struct provider provider_sdt;

struct search {
	struct world *w;
	const struct provider *provider;
	const struct probe_desc *d;
	found_fn *found;
	void *ctx;
	int n;
};

static int one_event(const char *group, const char *name, void *ctx)
{
	struct search *s = ctx;

	/* system calls have their own provider; ftrace's are not tracepoints */
	if (!strcmp(group, "ftrace") || !desc_matches(s->d, s->provider->name, group, "", name))
		return 0;

	struct probe *p = probe_new(s->w, s->provider, s->provider->name, group, "", name);

	p->point = arena_printf(s->w->arena, "kernel.trace(\"%s:%s\")", group, name);
	s->n++;
	return s->found(p, s->ctx);
}

int sdt_match_as(const struct provider *as, struct world *w, const struct probe_desc *d, found_fn *found,
		 void *ctx)
{
	struct search s = { w, as, d, found, ctx, 0 };

	if (d->func[0] && strcmp(d->func, "*"))
		return 0;
	event_each(d->mod, d->name, one_event, &s);
	return s.n;
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	return d->form ? 0 : sdt_match_as(&provider_sdt, w, d, found, ctx);
}

static const struct event_format *format_of(struct world *w, const struct probe *p)
{
	struct event_format *f = p->data;

	if (!f) {
		f = arena_new_of(w->arena, struct event_format);
		event_format_read(w, p->mod, p->name, f);
		((struct probe *)p)->data = f;
	}
	return f;
}

int sdt_args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	const struct event_format *f = format_of(w, p);

	ret->typed = true;
	for (size_t i = 0; i < f->fields.n && i < PROBE_SLOTS; i++)
		vec_push(w->arena, &ret->args,
			 ((struct arg){ .name = f->fields.v[i].name,
					.type = f->fields.v[i].type ? f->fields.v[i].type : &type_int64,
					.slot = (unsigned)i }));
	return 0;
}

static void emit_field(struct emit *e, const struct group *g, unsigned slot, const struct event_field *f)
{
	const struct type *t = f->type ? type_strip(f->type) : NULL;

	if (f->data_loc)
		emit_arg(e, g, slot, "(char *)ctx + (*(rt_u32 *)((char *)ctx + %u) & 0xffff)", f->offset);
	else if (!t || t->kind == TY_ARRAY || t->kind == TY_STRUCT || t->kind == TY_UNION || f->size > 8)
		emit_arg(e, g, slot, "(char *)ctx + %u", f->offset);
	else
		emit_arg(e, g, slot, "*(rt_%c%u *)((char *)ctx + %u)", type_is_signed(t) ? 's' : 'u', f->size * 8,
			 f->offset);
}

void sdt_emit(struct emit *e, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct group *g = groups[i];

		for (size_t k = 0; k < g->probes.n; k++) {
			const struct probe *p = g->probes.v[k];
			const struct event_format *f = format_of(e->world, p);

			emit_program_begin(e, arena_printf(e->prog->arena, "tracepoint/%s/%s", p->mod, p->name),
					   arena_printf(e->prog->arena, "tp%u", p->index), "void");
			for (unsigned j = 0; j < f->fields.n && j < PROBE_SLOTS; j++)
				emit_field(e, g, j, &f->fields.v[j]);
			emit_group_call(e, g, arena_printf(e->prog->arena, "%u", p->index));
			emit_program_end(e);
		}
	}
}

int sdt_attach(struct session *s, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < groups[i]->probes.n; k++) {
			const struct probe *p = groups[i]->probes.v[k];
			char name[32];

			snprintf(name, sizeof(name), "tp%u", p->index);

			struct bpf_link *link = bpf_program__attach_tracepoint(session_program(s, name), p->mod, p->name);

			if (!link)
				return diag_sys(s->diag, -errno, "cannot attach to the tracepoint %s:%s", p->mod, p->name);
			session_own_link(s, link);
		}
	}
	return 0;
}

const struct provider provider_sdt = {
	.name = "sdt",
	.where = IN_KERNEL,
	.help = "kernel tracepoints: sdt:GROUP::NAME, args[] are the fields",
	.raw_args = true,
	.atomic = true,
	.match = match,
	.args = sdt_args,
	.emit = sdt_emit,
	.attach = sdt_attach,
};
