/*
 * rawtp.c - tracepoints with the arguments the kernel passes: rawtp:GROUP::NAME; kernel.trace("NAME"),
 * kernel.tracepoint("NAME")
 *
 * Types come from BTF: the typedef btf_trace_NAME has them, the prototype of __bpf_trace_NAME has
 * the names too. As typed programs (tp_btf) they may follow the pointers directly.
 * Semantics: D, "rawtp Provider"; stapprobes(3stap), KERNEL TRACEPOINTS.
 */
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "bpf/feature.h"
#include "bpf/provider/format.h"
#include "bpf/provider/kvar.h"
#include "bpf/provider/plaintp.h"
#include "bpf/provider/sdt.h"
#include "bpf/session.h"
#include "lang/older.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/glob.h"
#include "lib/near.h"
#include "lib/type.h"

extern const struct provider provider_rawtp;

enum { FORM_TRACE, FORM_TRACEPOINT, FORM_OF_MODULE };

static const struct point_form forms[] = {
	{ "kernel.trace(string)", FORM_TRACE },
	{ "kernel.tracepoint(string)", FORM_TRACEPOINT },
	{ "module(string).tracepoint(string)", FORM_OF_MODULE },
	{ NULL, 0 },
};

struct search {
	struct world *w;
	const struct probe_desc *d;
	found_fn *found;
	void *ctx;
	int n;
};

/* named by SystemTap without the system that it belongs to */
static bool is_plain(const struct probe_desc *d)
{
	return d->form && d->form->tag != FORM_TRACE;
}

static bool is_of_module(struct world *w, const char *pattern, const char *name, const char **module);

static int one_event(const char *group, const char *name, void *ctx)
{
	struct search *s = ctx;

	if (!strcmp(group, "syscalls") || !strcmp(group, "ftrace"))
		return 0;
	if (!s->d->form && !desc_matches(s->d, "rawtp", group, "", name))
		return 0;

	const char *module = NULL;

	if (s->d->form && s->d->form->tag == FORM_OF_MODULE && !is_of_module(s->w, s->d->comps[0].str, name, &module))
		return 0;

	bool plain = is_plain(s->d);
	struct probe *p = probe_new(s->w, &provider_rawtp, "rawtp", plain ? "" : group, "", name);

	p->point = module ? arena_printf(s->w->arena, "module(\"%s\").tracepoint(\"%s\")", module, name) :
		   plain ? arena_printf(s->w->arena, "kernel.tracepoint(\"%s\")", name) :
			   arena_printf(s->w->arena, "kernel.trace(\"%s:%s\")", group, name);
	s->n++;
	return s->found(p, s->ctx);
}

static int count_event(const char *group, const char *name, void *ctx)
{
	++*(int *)ctx;
	return 1;
}

/*
 * Some tracepoints have no event in tracefs, only a place to hang a program on (DECLARE_TRACE). They
 * are found by their whole name when our provider is named, in the group that the description gives
 * (SystemTap's may leave it out: the scheduler has the ones that people know).
 */
static int bare(struct search *s, const char *group, const char *name)
{
	int events = 0;
	bool plain = is_plain(s->d);
	size_t len = strlen(name);

	if (s->d->form && !*group && !plain && len > 3 && !strcmp(name + len - 3, "_tp"))
		group = "sched";	/* that is how it names its own */
	if (s->n || !*name || (!*group && !plain) || glob_is_pattern(name) || glob_is_pattern(group) ||
	    (!s->d->form && strcmp(s->d->prov, "rawtp")))
		return s->n;
	event_each("", name, count_event, &events);
	if (!events && rawtp_prototype(s->w, name, NULL))
		one_event(group, name, s);
	return s->n;
}

struct likeness { struct arena *arena; struct near near; };

static int add_near(const char *group, const char *name, void *ctx)
{
	struct likeness *l = ctx;

	if (strcmp(group, "syscalls") != 0 && strcmp(group, "ftrace") != 0)
		near_add(&l->near, arena_strndup(l->arena, name, strlen(name)));
	return 0;
}

/* names that a misspelled one may mean; 0: there are none, or it is a pattern */
static int no_event(const struct search *s, const char *name)
{
	struct likeness l = { s->w->arena, { .like = name, .most = NEAR_ANY } };

	if (glob_is_pattern(s->d->comps[1].str) || s->d->form->tag == FORM_OF_MODULE)
		return 0;
	event_each("", "*", add_near, &l);
	if (!l.near.n)
		return 0;
	const char *instead = older_gone_event(name);

	diag_error(s->w->diag, s->d->comps[1].span, ERR_STAP_POINT, "while resolving probe point: no match%s",
		   near_text(s->w->arena, &l.near, "similar tracepoints"));
	if (instead)
		diag_hint(s->w->diag, "%s", instead);
	return -EINVAL;
}

/* by the names that it has had since, for a point that must be there: one that need not be has other ways */
static int by_newer_name(struct search *s, const char *name)
{
	const char *is = "";

	for (unsigned i = 0; !s->n && is && !s->w->diag->hushed; i++) {
		is = older_event(name, i);
		if (is)
			event_each("", is, one_event, s);
	}
	return s->n;
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct search s = { w, d, found, ctx, 0 };

	if (d->form) {		/* "name", or "system:name" for trace */
		const char *text = d->comps[1].str, *colon = d->form->tag == FORM_TRACE ? strchr(text, ':') : NULL;
		const char *group = colon ? arena_strndup(w->arena, text, (size_t)(colon - text)) : "";

		text = colon ? colon + 1 : text;
		event_each(group, text, one_event, &s);
		return bare(&s, group, text) || by_newer_name(&s, text) ? s.n : no_event(&s, text);
	}
	if (d->func[0] && strcmp(d->func, "*"))
		return 0;
	event_each(d->mod, d->name, one_event, &s);
	return bare(&s, d->mod, d->name);
}

static const struct type *prototype_in(struct type_source *ts, const char *name)
{
	/* events of one class share __bpf_trace_CLASS, without names */
	static const char *const names[] = { "__traceiter_%s", "__bpf_trace_%s" };
	const struct type *t = NULL;
	char text[160];

	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && !t && ts && ts->func; i++) {
		snprintf(text, sizeof(text), names[i], name);
		t = ts->func(ts, text);
	}
	if (t || !ts || !ts->find)
		return t;
	snprintf(text, sizeof(text), "btf_trace_%s", name);
	t = ts->find(ts, TY_TYPEDEF, text);
	t = t ? type_strip(t) : NULL;
	return t && t->kind == TY_PTR ? type_strip(t->to) : NULL;
}

static bool is_of_module(struct world *w, const char *pattern, const char *name, const char **module)
{
	for (const char *const *m = w->modules && w->kernel ? w->modules(w) : NULL; m && *m; m++)
		if (glob_match(pattern, *m) && prototype_in(w->module(w, *m), name)) {
			*module = *m;
			return true;
		}
	return false;
}

const struct type *rawtp_prototype(struct world *w, const char *name, bool *in_module)
{
	const struct type *t = prototype_in(w->kernel, name);

	if (in_module)
		*in_module = !t;
	for (const char *const *m = w->modules && w->kernel ? w->modules(w) : NULL; !t && m && *m; m++)
		t = prototype_in(w->module(w, *m), name);
	return t;
}

/*
 * Arguments that are always the address of an object: bit N is argument N. The verifier believes that of all but
 * those on a list of its own (raw_tp_null_args, 6.14), and lets a program follow them without a net. But
 * sched_process_wait has no pid where any child is waited for, signal_generate a 1 for the siginfo: to follow
 * those is an oops. So these here, which fire often, are followed; all others are numbers, read at by the helper.
 */
static const struct { const char *name; unsigned args; } objects[] = {
	{ "block_bio_backmerge", 1 }, { "block_bio_complete", 3 }, { "block_bio_frontmerge", 1 }, { "block_bio_queue", 1 },
	{ "block_rq_complete", 1 }, { "block_rq_insert", 1 }, { "block_rq_issue", 1 }, { "block_rq_requeue", 1 },
	{ "consume_skb", 1 }, { "hrtimer_expire_entry", 3 }, { "hrtimer_start", 1 }, { "irq_handler_entry", 2 },
	{ "irq_handler_exit", 2 }, { "kfree_skb", 1 }, { "net_dev_queue", 1 }, { "net_dev_start_xmit", 3 },
	{ "netif_receive_skb", 1 }, { "netif_rx", 1 }, { "sched_migrate_task", 1 },
	{ "sched_process_exec", 5 }, { "sched_process_exit", 1 }, { "sched_process_fork", 3 }, { "sched_process_free", 1 },
	{ "sched_stat_runtime", 1 }, { "sched_switch", 6 }, { "sched_wakeup", 1 }, { "sched_wakeup_new", 1 },
	{ "sched_waking", 1 }, { "sys_enter", 1 }, { "sys_exit", 1 }, { "task_newtask", 1 }, { "task_rename", 1 },
	{ "timer_expire_entry", 1 }, { "timer_start", 1 }, { "workqueue_execute_start", 1 },
};

static unsigned objects_of(const char *name)
{
	for (size_t i = 0; i < sizeof(objects) / sizeof(objects[0]); i++)
		if (!strcmp(objects[i].name, name))
			return objects[i].args;
	return 0;
}

static int args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	bool in_module;
	const struct type *proto = rawtp_prototype(w, p->name, &in_module);
	size_t n = 0;
	const struct member *params = proto ? type_members(proto, &n) : NULL;

	ret->typed = proto != NULL;
	for (size_t i = 1; i < n && i <= PROBE_SLOTS; i++) {	/* the first is the tracepoint's own */
		const struct type *t = type_strip(params[i].type);
		bool object = !in_module && t->kind == TY_PTR && type_is_sou(type_strip(t->to)) &&
			      objects_of(p->name) >> (i - 1) & 1;

		vec_push(w->arena, &ret->args,
			 ((struct arg){ .name = *p->mod ? params[i].name : arena_printf(w->arena, "arg%zu", i), .type = params[i].type, .slot = (unsigned)i - 1,
					.trusted = object }));
	}
	return 0;
}

/* kernel.tracepoint counts its arguments, $arg1 is the first: here they go by their names, too */
static const struct arg *by_name(struct world *w, const struct probe *p, const char *name, const char *file,
				 const char *module)
{
	bool in_module;
	const struct type *proto = file || module || *p->mod ? NULL : rawtp_prototype(w, p->name, &in_module);
	size_t n = 0;
	const struct member *params = proto ? type_members(proto, &n) : NULL;

	for (size_t i = 1; i < n && i <= p->args->args.n; i++)
		if (!strcmp(params[i].name, name))
			return &p->args->args.v[i - 1];
	return kvar_of_kernel(w, p, name, file, module);
}

/*
 * Pointers that have to be read as numbers: those to functions and to other pointers, as the verifier looks
 * for a struct behind each. const void *: it looks behind the qualifier, finds none and refuses (6.1 does);
 * our types have no qualifiers, so that goes for every void *. What a module passes, and what
 * the verifier has on a list of its own, may be NULL for all that it knows, and nothing may be calculated with it
 * (6.12: "R6 pointer arithmetic on trusted_ptr_or_null_ prohibited"). And all that may not be an address.
 */
static bool is_number(const struct type *t, bool in_module, bool object)
{
	t = type_strip(t);
	const struct type *to = t->kind == TY_PTR ? type_strip(t->to) : NULL;

	return to && (in_module || !object || !(type_is_sou(to) || to->kind == TY_INT));
}

static void emit_args(struct emit *e, const struct group *g, const struct probe *p, const struct type *proto, bool in_module)
{
	size_t n = 0;
	const struct member *params = proto ? type_members(proto, &n) : NULL;

	/* the verifier knows how many there are: reading past them is refused */
	for (unsigned i = 0; i + 1 < n && i < PROBE_SLOTS; i++) {
		if (is_number(params[i + 1].type, in_module, objects_of(p->name) >> i & 1))
			emit_arg(e, g, i, "({ rt_u64 v_ = 0; bpf_probe_read_kernel(&v_, 8, ctx + %u); v_; })", i);
		else
			emit_arg(e, g, i, "ctx[%u]", i);
	}
}

static void emit_one(struct emit *e, const struct group *g, const struct probe *p)
{
	bool typed = feature_has(e->features, FEAT_tp_btf), in_module;
	const struct type *proto = rawtp_prototype(e->world, p->name, &in_module);

	emit_program_begin(e, arena_printf(e->prog->arena, "%s/%s", typed && proto ? "tp_btf" : "raw_tp", p->name),
			   arena_printf(e->prog->arena, "rtp%u", p->index), "rt_u64");
	emit_args(e, g, p, proto, in_module);
	emit_group_call(e, g, arena_printf(e->prog->arena, "%u", p->index));
	emit_program_end(e);
}

static void emit(struct emit *e, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct group *g = groups[i];

		if (!g->arg_mask && g->probes.n > 1)
			plaintp_emit(e, g, g->probes.v, g->probes.n);
		for (size_t k = 0; (g->arg_mask || g->probes.n == 1) && k < g->probes.n; k++)
			emit_one(e, g, g->probes.v[k]);
	}
}

static int attach(struct session *s, struct group *const *groups, size_t n)
{
	int err = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; !err && k < groups[i]->probes.n; k++) {
			const struct probe *p = groups[i]->probes.v[k];

			err = plaintp_attach(s, plaintp_program(s, groups[i], p), p);
		}
	return err;
}

const struct provider provider_rawtp = {
	.name = "rawtp",
	.pn_resolved = true,
	.forms = forms,
	.where = IN_KERNEL,
	.help = "raw tracepoints: rawtp:GROUP::NAME, args[] are the kernel's arguments",
	.raw_args = true,
	.arg_addresses = true,
	.atomic = true,
	.match = match,
	.blind = sdt_blind,
	.args = args,
	.var = by_name,
	.emit = emit,
	.attach = attach,
};
