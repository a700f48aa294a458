/*
 * sdt.c - kernel tracepoints with the fields of their format: sdt:GROUP::NAME
 *
 * Typed by tracefs' format files, so args[] are what the tracepoint records. Each probe has its own
 * layout, hence its own program where a field is read, and plaintp.h's where none is; those of system
 * calls share one (syscall.h), with the same arguments. The raw arguments are rawtp's.
 * Semantics: D, "sdt Provider"; stapprobes(3stap), KERNEL TRACEPOINTS.
 */
#include <bpf/libbpf.h>
#include <errno.h>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "bpf/feature.h"
#include "bpf/provider/format.h"
#include "bpf/provider/plaintp.h"
#include "bpf/provider/sdt.h"
#include "bpf/provider/syscall.h"
#include "bpf/session.h"
#include "bpf/tracefs.h"
#include "lib/arena.h"
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

/* an event, and the system call whose entry or return it is */
struct sdt_event {
	struct event_format format;
	int	nr;		/* -1: none, or one with fields that are no registers */
	bool	ret;
};

static const char syscalls[] = "syscalls";	/* the group of their events */

#define CALL_FIELDS 16u		/* offset of the first behind the number; each has 8 bytes */

static void find_call(struct sdt_event *ev, const struct probe *p)
{
	static const char *const heads[] = { "sys_enter_", "sys_exit_" };
	size_t ret = !strncmp(p->name, heads[1], strlen(heads[1])), n = strlen(heads[ret]);
	const struct event_field *f = ev->format.fields.v;

	ev->nr = -1;
	if (strcmp(p->mod, syscalls) != 0 || strncmp(p->name, heads[ret], n) != 0)
		return;
	/* newer kernels record strings behind the registers: only their event has those */
	for (size_t i = 0; i < ev->format.fields.n; i++)
		if (i > 6 || f[i].data_loc || f[i].offset != (i ? CALL_FIELDS + 8 * (i - 1) : 8) || f[i].size != (i ? 8 : 4))
			return;
	ev->ret = ret;
	ev->nr = ev->format.fields.n ? syscall_number(p->name + n) : -1;
}

static const struct sdt_event *event_of(struct world *w, const struct probe *p)
{
	struct sdt_event *ev = p->data;

	if (!ev) {
		ev = arena_new_of(w->arena, struct sdt_event);
		event_format_read(w, p->mod, p->name, &ev->format);
		find_call(ev, p);
		((struct probe *)p)->data = ev;
	}
	return ev;
}

int sdt_args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	const struct event_format *f = &event_of(w, p)->format;

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

/* ---- system calls: all in two programs ---- */
static int call_nr(struct world *w, const struct probe *p, bool ret)
{
	const struct sdt_event *ev = strcmp(p->mod, syscalls) ? NULL : event_of(w, p);

	return ev && ev->ret == ret ? ev->nr : -1;
}

static int entry_nr(const struct emit *e, const struct probe *p)
{
	return call_nr(e->world, p, false);
}

static int return_nr(const struct emit *e, const struct probe *p)
{
	return call_nr(e->world, p, true);
}

static unsigned fields(const struct emit *e, const struct probe *p)
{
	return (unsigned)event_of(e->world, p)->format.fields.n;
}

static void entry_args(struct emit *e, const struct group *g)
{
	emit_arg(e, g, 0, "(rt_s32)nr");
	for (unsigned i = 0; i < 6; i++)
		emit_arg(e, g, i + 1, "n > %u ? %s : 0", i + 1, syscall_arg_text(i));
}

static void return_args(struct emit *e, const struct group *g)
{
	emit_arg(e, g, 0, "(rt_s32)nr");
	emit_arg(e, g, 1, "ctx[1]");
}

/* [entry or return][which name of the provider]: both may be in one script */
static const struct syscall_side sides[2][2] = {
	{ { .name = "sdt_enter", .nr = entry_nr, .args = entry_args, .fields = fields },
	  { .name = "tp_enter", .nr = entry_nr, .args = entry_args, .fields = fields } },
	{ { .name = "sdt_exit", .ret = true, .nr = return_nr, .args = return_args, .fields = fields },
	  { .name = "tp_exit", .ret = true, .nr = return_nr, .args = return_args, .fields = fields } },
};

static const struct syscall_side *side(size_t ret, struct group *const *groups)
{
	return &sides[ret][groups[0]->probes.v[0]->provider != &provider_sdt];
}

/* ---- the programs ---- */
static void emit_one(struct emit *e, const struct group *g, const struct probe *p)
{
	const struct event_format *f = &event_of(e->world, p)->format;

	emit_program_begin(e, arena_printf(e->prog->arena, "tracepoint/%s/%s", p->mod, p->name),
			   arena_printf(e->prog->arena, "tp%u", p->index), "void");
	for (unsigned j = 0; j < f->fields.n && j < PROBE_SLOTS; j++)
		emit_field(e, g, j, &f->fields.v[j]);
	emit_group_call(e, g, arena_printf(e->prog->arena, "%u", p->index));
	emit_program_end(e);
}

static void emit_group(struct emit *e, const struct group *g)
{
	struct probe **plain = arena_array(e->prog->arena, struct probe *, g->probes.n);
	size_t n = 0;

	for (size_t i = 0; i < g->probes.n; i++) {
		struct probe *p = g->probes.v[i];

		if (entry_nr(e, p) >= 0 || return_nr(e, p) >= 0)
			continue;
		if (!g->arg_mask && rawtp_prototype(e->world, p->name, NULL))
			plain[n++] = p;
		else
			emit_one(e, g, p);
	}
	plaintp_emit(e, g, plain, n);
}

void sdt_emit(struct emit *e, struct group *const *groups, size_t n)
{
	for (size_t ret = 0; n && ret < 2; ret++)
		syscall_emit_side(e, side(ret, groups), groups, n);
	for (size_t i = 0; i < n; i++)
		emit_group(e, groups[i]);
}

/* by its number: libbpf would look it up in the folder where tracefs is usually mounted */
static struct bpf_link *attach_event(struct session *s, struct bpf_program *prog, const char *group, const char *name)
{
	int id = tracefs_event_id(group, name);
	struct perf_event_attr attr = { .type = PERF_TYPE_TRACEPOINT, .size = sizeof(attr), .config = (uint64_t)id };

	errno = -id;
	if (id < 0)
		return NULL;
	int fd = (int)syscall(SYS_perf_event_open, &attr, -1, 0, -1, PERF_FLAG_FD_CLOEXEC);
	struct bpf_link *link = fd < 0 ? NULL : bpf_program__attach_perf_event(prog, fd);

	if (fd >= 0 && !link) {
		int err = errno;

		close(fd);
		errno = err;
	}
	if (link)
		session_slow_fd(s, fd);
	return link;
}

static int attach_own(struct session *s, struct bpf_program *prog, const struct probe *p)
{
	struct bpf_link *link = attach_event(s, prog, p->mod, p->name);

	if (!link) {
		struct refused r = {
			.probe = p, .err = -errno,
			.error = arena_printf(s->world->arena, "cannot attach to the tracepoint %s:%s", p->mod, p->name),
		};

		if (!feature_has(s->features, FEAT_tracepoint))
			r.hints[0] = arena_printf(s->world->arena, "what it takes: %s",
						  feature_remedy(s->features, FEAT_tracepoint));
		return session_fail(s, &r);
	}
	session_own_link(s, link);
	session_armed(s, FEAT_tracepoint, "tracepoint", p, 1);
	return 0;
}

static int attach_one(struct session *s, const struct group *g, const struct probe *p)
{
	struct bpf_program *own = session_program(s, arena_printf(s->world->arena, "tp%u", p->index)), *plain;

	if (own)
		return attach_own(s, own, p);
	plain = call_nr(s->world, p, false) < 0 && call_nr(s->world, p, true) < 0 ? plaintp_program(s, g, p) : NULL;
	return plain ? plaintp_attach(s, plain, p) : 0;	/* or it is of a system call */
}

const char *sdt_blind(struct world *w)
{
	int dir = tracefs_open();
	bool empty = dir >= 0 && faccessat(dir, "events", F_OK, 0);

	if (empty)
		close(dir);
	if (dir < 0 || empty)
		return arena_printf(w->arena, "tracepoints cannot be seen here; what it takes: %s",
				    feature_remedy(w->features, FEAT_tracepoint));
	close(dir);
	return NULL;
}

int sdt_attach(struct session *s, struct group *const *groups, size_t n)
{
	int err = 0;

	for (size_t ret = 0; n && !err && ret < 2; ret++)
		err = syscall_attach_side(s, side(ret, groups));
	for (size_t i = 0; !err && i < n; i++)
		for (size_t k = 0; !err && k < groups[i]->probes.n; k++)
			err = attach_one(s, groups[i], groups[i]->probes.v[k]);
	return err;
}

const struct provider provider_sdt = {
	.name = "sdt",
	.where = IN_KERNEL,
	.help = "kernel tracepoints: sdt:GROUP::NAME, args[] are the fields",
	.raw_args = true,
	.arg_addresses = true,
	.atomic = true,
	.match = match,
	.blind = sdt_blind,
	.args = sdt_args,
	.emit = sdt_emit,
	.attach = sdt_attach,
};
