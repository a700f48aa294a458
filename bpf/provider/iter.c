/*
 * iter.c - what the kernel has now, one by one: iter:::task, iter:::task_file; kernel.iter("task")
 *
 * The kernel walks over its tasks, open files, sockets and so on by itself and calls a program for each
 * (BPF iterators). That happens once, when the begin probes have run and before anything else fires. The
 * arguments are those of the kernel's bpf_iter_NAME(), the first of which is the walk's own. The current
 * process is the one that asks: the tracer.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "bpf/provider/cache.h"
#include "bpf/session.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/glob.h"
#include "lib/type.h"

extern const struct provider provider_iter;

static const struct point_form forms[] = {
	{ "kernel.iter(string)", 0, .own = true },
	{ NULL, 0 },
};

/* what a pattern sees: those that need nothing else named */
static const char *const names[] = {
	"task", "task_file", "task_vma", "tcp", "udp", "unix", "netlink", "ipv6_route", "cgroup", "bpf_map", "bpf_prog",
	"bpf_link", "ksym", "kmem_cache", "dmabuf",
};

/* bpf_iter_NAME(struct bpf_iter_meta *, ...); NULL: this kernel has no such walk */
static const struct type *prototype(struct world *w, const char *name)
{
	const struct type *proto = w->kernel && w->kernel->func ?
		w->kernel->func(w->kernel, arena_printf(w->arena, "bpf_iter_%s", name)) : NULL;
	size_t n = 0;
	const struct member *params = proto ? type_members(proto, &n) : NULL;
	const struct type *meta = n ? type_strip(params[0].type) : NULL;

	if (!meta || meta->kind != TY_PTR)
		return NULL;
	meta = type_strip(meta->to);
	return meta->name && !strcmp(meta->name, "bpf_iter_meta") ? proto : NULL;
}

struct search { struct world *w; const struct probe_desc *d; found_fn *found; void *ctx; int n; };

static int one_walk(struct search *s, const char *name)
{
	struct probe *p;

	if (!prototype(s->w, name) || (!s->d->form && !desc_matches(s->d, "iter", "", "", name)))
		return 0;
	p = probe_new(s->w, &provider_iter, "iter", "", "", name);
	p->point = arena_printf(s->w->arena, "kernel.iter(\"%s\")", name);
	s->n++;
	return s->found(p, s->ctx);
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct search s = { w, d, found, ctx, 0 };
	const char *name = d->form ? d->comps[1].str : d->name;

	if (!d->form && !glob_match(*d->prov ? d->prov : "*", "iter"))
		return 0;
	/* a name that could be anybody's is not worth reading the kernel's types */
	if (*name && !glob_is_pattern(name) && (d->form || *d->prov)) {
		one_walk(&s, name);
		return s.n;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if ((!*name || glob_match(name, names[i])) && one_walk(&s, names[i]))
			break;
	return s.n;
}

static int args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	const struct type *proto = prototype(w, p->name);
	size_t n = 0;
	const struct member *params = proto ? type_members(proto, &n) : NULL;

	ret->typed = proto != NULL;
	for (size_t i = 1; i < n && i <= PROBE_SLOTS; i++)
		vec_push(w->arena, &ret->args,
			 ((struct arg){ .name = params[i].name, .type = params[i].type, .slot = (unsigned)i - 1 }));
	return 0;
}

/* each of the context's members has eight bytes; through the helper, so that they are numbers */
static void emit_one(struct emit *e, const struct group *g, const struct probe *p)
{
	struct arena *a = e->prog->arena;
	size_t n = 0;
	const struct type *proto = prototype(e->world, p->name);

	if (proto)
		type_members(proto, &n);
	emit_program_begin(e, arena_printf(a, "iter/%s", p->name), arena_printf(a, "iter%u", p->index), "rt_u64");
	buf_puts(&e->out, "\trt_u64 first_ = 0;\n\tbpf_probe_read_kernel(&first_, 8, ctx + 1);\n"
		 "\tif (!first_)\n\t\treturn 0;\n");		/* the end of the walk */
	for (unsigned i = 0; i + 1 < n && i < PROBE_SLOTS; i++)
		emit_arg(e, g, i, "({ rt_u64 v_ = 0; bpf_probe_read_kernel(&v_, 8, ctx + %u); v_; })", i + 1);
	emit_group_call(e, g, arena_printf(a, "%u", p->index));
	emit_program_end(e);
}

static void emit(struct emit *e, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++)
			emit_one(e, groups[i], groups[i]->probes.v[k]);
}

/* ---- walking ---- */

struct walks { VEC(int) links; };		/* in the order of the script */

static void *make_walks(struct world *w)
{
	(void)w;
	return xcalloc(1, sizeof(struct walks));
}

static void drop_walks(void *walks)
{
	vec_fini(&((struct walks *)walks)->links);
	free(walks);
}

/* the walk over groups wants to be told an order, and from which group: the root, each before its members */
static struct bpf_link *attach_walk(struct bpf_program *prog, const char *name)
{
	union bpf_iter_link_info info = { .cgroup = { .order = BPF_CGROUP_ITER_DESCENDANTS_PRE } };
	struct bpf_iter_attach_opts opts;

	memset(&opts, 0, sizeof(opts));		/* the hole at its end, too: libbpf looks */
	opts.sz = sizeof(opts);
	opts.link_info = &info;
	opts.link_info_len = sizeof(info);

	return bpf_program__attach_iter(prog, strcmp(name, "cgroup") ? NULL : &opts);
}

/* a walk that this kernel refuses costs the others nothing, if there are others */
static int attach(struct session *s, struct group *const *groups, size_t n)
{
	struct walks *walks = provider_cache(s->world, &provider_iter, make_walks, drop_walks);
	const char *refused = NULL;
	int err = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < groups[i]->probes.n; k++) {
			const struct probe *p = groups[i]->probes.v[k];
			const char *name = arena_printf(s->world->arena, "iter%u", p->index);
			struct bpf_link *link = attach_walk(session_program(s, name), p->name);

			if (!link) {
				err = -errno;
				refused = p->name;
				continue;
			}
			session_own_link(s, link);
			session_armed(s, FEAT_iter, "walk", p, 1);
			vec_push(NULL, &walks->links, bpf_link__fd(link));
		}
	}
	if (refused && !walks->links.n)
		return diag_sys(s->diag, err, "cannot walk over %s", refused);
	if (refused)
		diag_warn(s->diag, (struct span){ 0 }, "cannot walk over %s: %s", refused, strerror(-err));
	return 0;
}

/* reading drives the walk; our programs write nothing that could be read */
static void opened(struct session *s)
{
	struct walks *walks = provider_cache(s->world, &provider_iter, make_walks, drop_walks);
	char text[256];

	for (size_t i = 0; i < walks->links.n; i++) {
		int fd = bpf_iter_create(walks->links.v[i]);

		while (fd >= 0 && read(fd, text, sizeof(text)) > 0)
			;
		if (fd >= 0)
			close(fd);
	}
}

const struct provider provider_iter = {
	.name = "iter",
	.type = "iter",
	.forms = forms,
	.where = IN_KERNEL,
	.help = "what the kernel has when the session begins: iter:::task, task_file, task_vma, tcp, unix, cgroup ...",
	.raw_args = true,
	.match = match,
	.args = args,
	.emit = emit,
	.attach = attach,
	.opened = opened,
};
