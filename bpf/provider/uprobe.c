/*
 * uprobe.c - programs for probes in user code
 *
 * A group becomes one program for each kind of place it has: they differ in where arguments are.
 */
#include <bpf/libbpf.h>
#include "bpf/feature.h"
#include <errno.h>
#include "bpf/provider/entry_regs.h"
#include "bpf/provider/returns.h"
#include "bpf/provider/uprobe.h"
#include "bpf/provider/uprobe_arm.h"
#include "bpf/session.h"
#include "lang/probe.h"
#include "lib/arena.h"
#include "lib/diag.h"

static const struct site *site_of(const struct probe *p)
{
	return p->data;
}

/* what the places of a kind need of a program */
struct place_form {
	char	    suffix;
	const char *section;
	const char *what;		/* for session_armed() */
	const char *only_if;		/* C text, of ctx and i_, the index of the probe; NULL: always */
	const char *instead;		/* of calling the clauses; NULL: they are called */
	bool	    is_return;
	bool	    frame_next;		/* the return address is what the stack pointer points to */
};

static const struct place_form forms[PLACE_KINDS_] = {
	[AT_ENTRY]	= { 'e', "uprobe", "function entry", NULL, NULL, false, true },
	[AT_OFFSET]	= { 'o', "uprobe", "instruction", NULL, NULL, false, false },
	[AT_CALLER]	= { 'r', "uretprobe", "uretprobe", NULL, NULL, true, false },
	[AT_RET]	= { 'x', "uprobe", "return instruction", NULL, NULL, true, true },
	[AT_JUMP]	= { 'j', "uprobe", "jump into another function", NULL, "rt_tail_jumps(ctx, i_)", true, true },
	[AT_LANDING]	= { 'l', "uprobe", "entry after such a jump", NULL, "rt_tail_lands(ctx, i_)", true, true },
	[AT_OTHERS_RET]	= { 't', "uprobe", "return instruction after such a jump", "rt_tail_ends(ctx, i_)", NULL, true, true },
};

static bool has_kind(struct world *w, const struct group *g, enum place_kind kind)
{
	for (size_t i = 0; i < g->probes.n; i++) {
		const struct code_places *p = places_of(w, g->probes.v[i]);

		for (size_t k = 0; k < p->n; k++)
			if (p->v[k].kind == kind)
				return true;
	}
	return false;
}

static bool wants_tree(struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++)
			if (site_of(groups[i]->probes.v[k])->target_tree)
				return true;
	return false;
}

static const char *program_name(struct arena *a, const struct group *g, enum place_kind kind)
{
	return arena_printf(a, "g%u%c", g->id, forms[kind].suffix);
}

/* ---- BPF side ---- */

pid_t uprobe_whose(const struct world *w, pid_t pid, bool *tree)
{
	bool is_target = pid && pid == w->target;

	*tree = is_target && w->options && w->options->follow;
	return *tree ? 0 : pid;
}

void uprobe_emit_tree(struct emit *e)
{
	emit_need_parts(e, "tree");
}

/* System V ABI: six in registers, the rest above the return address */
static void emit_entry_args(struct emit *e, const struct group *g)
{
	static const char *const regs[] = { "di", "si", "dx", "cx", "r8", "r9" };
	unsigned nregs = sizeof(regs) / sizeof(*regs);

	for (unsigned i = 0; i < nregs; i++)
		emit_arg(e, g, i, "rt_reg(ctx, %s)", regs[i]);
	for (unsigned i = nregs; i < 10; i++)
		emit_arg(e, g, i, "({ rt_u64 v_ = 0; bpf_probe_read_user(&v_, 8, (void *)(ctx->sp + %u)); v_; })",
			 8 + 8 * (i - nregs));
}

static const char *index_text(struct emit *e, const struct group *g)
{
	if (g->probes.n == 1)
		return arena_printf(e->prog->arena, "%u", g->probes.v[0]->index);
	return "(rt_u32)bpf_get_attach_cookie(ctx)";
}

static bool asks_caller(const struct probe *p, enum place_kind kind)
{
	const struct site *s = site_of(p);

	return s->caller && (forms[kind].is_return ? s->kind == SITE_RETURN : kind == AT_ENTRY && s->kind == SITE_ENTRY);
}

static bool has_caller(const struct group *g, enum place_kind kind)
{
	for (size_t i = 0; i < g->probes.n; i++)
		if (asks_caller(g->probes.v[i], kind))
			return true;
	return false;
}

/* C of the address by which the probed function was moved from where its file has it */
static const char *moved_by(struct emit *e, const struct probe *p, enum place_kind kind)
{
	struct arena *a = e->prog->arena;
	unsigned long long addr = p->addr;

	if (!p->moves)
		return "0";
	if (!forms[kind].is_return)
		return arena_printf(a, "ctx->ip - %lluULL", addr);
	if (emit_entry_unknown(e, p))
		return arena_printf(a, "({ struct rt_entry_regs *e_ = rt_entry_find(rt_frame(f)); e_ ? e_->ip - %lluULL : 0; })",
				    addr);
	return arena_printf(a, "bpf_get_func_ip(ctx) - %lluULL", addr);
}

/* .callee(): the return address, as far from the function as in the file, must lie in the caller */
static void emit_callers(struct emit *e, const struct group *g, enum place_kind kind)
{
	buf_printf(&e->out, "\trt_u64 from_ = 0, low_ = 0, high_ = ~0ULL;\n\t%s;\n\tswitch (%s) {\n",
		   kind == AT_CALLER ? "from_ = ctx->ip" : "bpf_probe_read_user(&from_, 8, (void *)ctx->sp)",
		   index_text(e, g));
	for (size_t i = 0; i < g->probes.n; i++) {
		const struct probe *p = g->probes.v[i];
		const struct site *s = site_of(p);

		if (asks_caller(p, kind))
			buf_printf(&e->out, "\tcase %u: low_ = %lluULL; high_ = %lluULL; from_ -= %s; break;\n", p->index,
				   (unsigned long long)s->caller, (unsigned long long)s->caller_end, moved_by(e, p, kind));
	}
	buf_puts(&e->out, "\t}\n\tif (from_ < low_ || from_ >= high_)\n\t\treturn 0;\n");
}

const char *uprobe_touch_name(struct arena *a, const char *program)
{
	return arena_printf(a, "%st", program);
}

static void emit_args(struct emit *e, const struct group *g, enum place_kind kind)
{
	if (kind == AT_ENTRY)
		emit_entry_args(e, g);
	if (forms[kind].is_return)
		emit_arg(e, g, 1, "rt_reg(ctx, ax)");
	/* at an offset there are none (D, "pid Provider") */
}

/* where the handlers run behind a program of their own that may sleep */
static bool can_touch(enum place_kind kind)
{
	return !forms[kind].instead && !forms[kind].only_if;
}

static void emit_touch(struct emit *e, const struct group *g, enum place_kind kind)
{
	emit_program_begin(e, arena_printf(e->prog->arena, "%s.s", forms[kind].section),
			   uprobe_touch_name(e->prog->arena, program_name(e->prog->arena, g, kind)), "struct pt_regs");
	if (forms[kind].frame_next)
		buf_puts(&e->out, "\tf->frame_up = 8;\n");
	emit_args(e, g, kind);
	buf_printf(&e->out, "\tf->probe = %s;\n\ttouch_%u(f);\n", index_text(e, g), g->id);
	emit_program_end(e);
}

static void emit_kind(struct emit *e, const struct group *g, enum place_kind kind, bool tree)
{
	const struct place_form *form = &forms[kind];
	const char *index = index_text(e, g);

	emit_program_begin(e, form->section, program_name(e->prog->arena, g, kind), "struct pt_regs");
	if (tree)
		buf_puts(&e->out, "\tif (!in_target_tree())\n\t\treturn 0;\n");
	if (form->frame_next)
		buf_puts(&e->out, "\tf->frame_up = 8;\n");
	if (!form->instead && has_caller(g, kind))
		emit_callers(e, g, kind);
	if (form->only_if || form->instead) {
		emit_need_parts(e, "tails");
		buf_printf(&e->out, "\trt_u64 i_ = %s;\n", index);
	}
	if (form->only_if)
		buf_printf(&e->out, "\tif (!%s)\n\t\treturn 0;\n", form->only_if);
	if (form->instead) {
		buf_printf(&e->out, "\t%s;\n", form->instead);
	} else {
		emit_args(e, g, kind);
		emit_group_call(e, g, index);
	}
	emit_program_end(e);
}

void uprobe_emit(struct emit *e, struct group *const *groups, size_t n)
{
	bool tree = wants_tree(groups, n);

	if (tree)
		uprobe_emit_tree(e);
	entry_regs_emit(e, groups, n);
	for (size_t i = 0; i < n; i++) {
		bool touches = emit_touches(e, groups[i]);

		for (int kind = 0; kind < PLACE_KINDS_; kind++) {
			if (!has_kind(e->world, groups[i], kind))
				continue;
			emit_kind(e, groups[i], kind, tree);
			if (touches && can_touch(kind))
				emit_touch(e, groups[i], kind);
		}
	}
}

/* uprobes' programs may sleep from 6.0 on, and use whatever map from 6.1 on */
void uprobe_prepare_touch(struct session *s, const char *program)
{
	struct bpf_program *prog = session_program(s, uprobe_touch_name(s->prog->arena, program));

	if (!prog)
		return;
	if (feature_has(s->features, FEAT_alloc_atomic))
		uprobe_expect(s, prog);
	else
		bpf_program__set_autoload(prog, false);
}

int uprobe_arm_touch(struct session *s, const char *program, struct uprobe_place *places, size_t n, bool ret)
{
	struct bpf_program *prog = session_program(s, uprobe_touch_name(s->prog->arena, program));

	return prog && n && bpf_program__fd(prog) >= 0 ? uprobe_arm(s, prog, places, n, ret, "memory in front of a handler") : 0;
}

int uprobe_prepare(struct session *s, struct group *const *groups, size_t n)
{
	entry_regs_prepare(s);
	for (size_t i = 0; i < n; i++) {
		for (int kind = 0; kind < PLACE_KINDS_; kind++) {
			const char *name = program_name(s->prog->arena, groups[i], kind);
			struct bpf_program *prog = session_program(s, name);

			if (!prog)
				continue;
			uprobe_expect(s, prog);
			uprobe_prepare_touch(s, name);
		}
	}
	return 0;
}

static int attach_kind(struct session *s, const struct group *g, enum place_kind kind)
{
	VEC(struct uprobe_place) places = { 0 };

	for (size_t i = 0; i < g->probes.n; i++) {
		const struct probe *p = g->probes.v[i];
		const struct site *site = site_of(p);
		const struct code_places *at = places_of(s->world, p);

		for (size_t k = 0; k < at->n; k++)
			if (at->v[k].kind == kind)
				vec_push(NULL, &places, ((struct uprobe_place){
					.path = site->path, .pid = site->pid, .offset = at->v[k].offset,
					.cookie = p->index, .probe = p,
				}));
	}

	const char *name = program_name(s->prog->arena, g, kind);
	struct bpf_program *prog = session_program(s, name);
	int err = 0;

	if (places.n && !prog)
		err = diag_sys(s->diag, -ENOENT, "%s: this bundle was made for another build of it", places.v[0].path);
	else if (places.n)
		err = uprobe_arm(s, prog, places.v, places.n, kind == AT_CALLER, forms[kind].what);
	if (!err)
		err = uprobe_arm_touch(s, name, places.v, places.n, kind == AT_CALLER);
	vec_fini(&places);
	return err;
}

/* where nothing but the kernel's return probes would see the end, and those would end the program */
static void tell_unseen(struct session *s, struct group *const *groups, size_t n)
{
	const struct probe *first = NULL;
	size_t unseen = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < groups[i]->probes.n; k++) {
			const struct probe *p = groups[i]->probes.v[k];

			if (!places_of(s->world, p)->unseen)
				continue;
			unseen++;
			first = first ? first : p;
		}
	}
	if (!first)
		return;
	diag_warn(s->diag, (struct span){ 0 }, "%s may return unseen%s: it jumps into code that is not known, and its "
		  "program may throw exceptions", probe_str(s->world->arena, first),
		  unseen > 1 ? arena_printf(s->world->arena, ", as %zu others", unseen - 1) : "");
}

int uprobe_attach(struct session *s, struct group *const *groups, size_t n)
{
	int err = entry_regs_attach(s, groups, n);

	if (err)
		return err;
	tell_unseen(s, groups, n);
	for (size_t i = 0; i < n; i++) {
		for (int kind = 0; kind < PLACE_KINDS_; kind++) {
			err = attach_kind(s, groups[i], kind);

			if (err)
				return err;
		}
	}
	return 0;
}
