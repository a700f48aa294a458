/*
 * syscall.c - syscall:::entry and return; SystemTap's syscall.NAME
 *
 * One raw tracepoint program for all entries and one for all returns, that look the call's number
 * up: a tracepoint per call costs twice as much per event and 70 ms each to detach. Calls are
 * named as the kernel names its tracepoints (newfstat); the names of unistd.h are understood too.
 * Semantics: D, "syscall Provider"; stapprobes(3stap), SYSCALL PROBES.
 */
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include "bpf/feature.h"
#include "bpf/provider/format.h"
#include "bpf/session.h"
#include "bpf/tracefs.h"
#include "lang/syscall/syscall.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/glob.h"
#include "lib/type.h"

extern const struct provider provider_syscall;

#define MAX_NR 512	/* numbers of x86-64; x32's begin at 512 */

struct syscall_row {
	unsigned    nr;
	const char *posix;	/* as unistd.h spells it */
	const char *kernel;
};

static const struct syscall_row rows[] = {
#define SYSCALL(nr, posix, kernel) { nr, posix, kernel },
#include "lib/syscall_x86_64.def"
#undef SYSCALL
};

/* the same calls of 32-bit programs */
static const struct { uint16_t nr32, nr; } compat_rows[] = {
#define COMPAT(nr32, nr) { nr32, nr },
#include "lib/syscall_i386.def"
#undef COMPAT
};

enum { FORM_ENTRY, FORM_RETURN, FORM_ANY, FORM_ANY_RETURN };

static const struct point_form forms[] = {
	{ "syscall.*", FORM_ENTRY }, { "syscall.*.return", FORM_RETURN },
	{ "nd_syscall.*", FORM_ENTRY }, { "nd_syscall.*.return", FORM_RETURN },
	{ "tp_syscall.*", FORM_ENTRY }, { "tp_syscall.*.return", FORM_RETURN },
	{ "dw_syscall.*", FORM_ENTRY }, { "dw_syscall.*.return", FORM_RETURN },
	{ "syscall_any", FORM_ANY }, { "syscall_any.return", FORM_ANY_RETURN },
	{ NULL, 0 },
};

/* ---- matching ---- */
/* does this kernel have the call? Without tracefs nobody knows: then every known one is taken. */
static bool exists(const struct world *w, int tracefs, const struct syscall_row *row)
{
	char path[128];

	if (w->log && w->log->replay)	/* a bundle names those that it wants */
		return true;
	if (tracefs < 0 || faccessat(tracefs, "events/syscalls", F_OK, 0))
		return true;
	snprintf(path, sizeof(path), "events/syscalls/sys_enter_%s", row->kernel);
	return !faccessat(tracefs, path, F_OK, 0);
}

static struct probe *new_probe(struct world *w, const struct syscall_row *row, bool ret)
{
	struct probe *p = probe_new(w, &provider_syscall, "syscall", "vmlinux", row->kernel,
				    ret ? "return" : "entry");

	p->is_return = ret;
	p->key = row->nr;
	p->data = (void *)row;
	const struct syscall_def *d = syscall_find(row->kernel);

	p->call = d && d->named_so ? d->alias : row->posix;
	p->point = arena_printf(w->arena, "syscall.%s%s", d ? d->alias : row->posix, ret ? ".return" : "");
	return p;
}

static bool name_matches(const char *pattern, const struct syscall_row *row)
{
	const struct syscall_def *d = syscall_find(row->kernel);

	return glob_match(pattern, row->kernel) || glob_match(pattern, row->posix) ||
	       (d && glob_match(pattern, d->alias));
}

static bool wanted(const struct probe_desc *d, const struct syscall_row *row, bool ret)
{
	if (d->form && d->form->tag >= FORM_ANY)
		return ret == (d->form->tag == FORM_ANY_RETURN);
	if (d->form)
		return ret == (d->form->tag == FORM_RETURN) && name_matches(d->comps[1].name, row);
	if (desc_matches(d, "syscall", "vmlinux", row->kernel, ret ? "return" : "entry"))
		return true;
	/* the C library's name, asked for by itself: fstat for newfstat */
	return d->func[0] && !glob_is_pattern(d->func) && !strcmp(d->func, row->posix) &&
	       desc_matches(d, "syscall", "vmlinux", d->func, ret ? "return" : "entry");
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	int n = 0, tracefs = -1;
	bool opened = false, stop = false;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows) && !stop; i++) {
		for (int ret = 0; ret < 2 && !stop; ret++) {
			if (!wanted(d, &rows[i], ret))
				continue;
			if (!opened) {
				tracefs = tracefs_open();
				opened = true;
			}
			if (!exists(w, tracefs, &rows[i]))
				continue;
			n++;
			stop = found(new_probe(w, &rows[i], ret), ctx);
		}
	}
	if (tracefs >= 0)
		close(tracefs);
	return n;
}

/* ---- arguments: their names and types are in tracefs ---- */
static int args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	const struct syscall_row *row = p->data;
	struct event_format format = { 0 };
	struct buf name = BUF_INIT;
	unsigned slot = 0;

	ret->ret = &type_int64;
	ret->ret_slot = 1;
	if (p->is_return) {
		ret->typed = true;
		vec_push(w->arena, &ret->args, ((struct arg){ .name = "", .type = &type_int64, .slot = 1 }));
		return 0;
	}
	buf_printf(&name, "sys_enter_%s", row->kernel);

	int err = event_format_read(w, "syscalls", name.s, &format);

	buf_fini(&name);
	if (err)
		return 0;	/* arg0..arg5 remain */
	ret->typed = true;
	for (size_t i = 0; i < format.fields.n && slot < 6; i++) {
		const struct event_field *f = &format.fields.v[i];

		if (!strcmp(f->name, "__syscall_nr") || f->offset < 16)
			continue;
		vec_push(w->arena, &ret->args,
			 ((struct arg){ .name = f->name, .type = f->type ? f->type : &type_int64, .slot = slot++,
					.user = f->is_pointer }));
	}
	return 0;
}

/* ---- BPF side ---- */
static void emit_args(struct emit *e, const struct group *g, bool ret)
{
	static const char *const regs[] = { "di, bx", "si, cx", "dx, dx", "r10, si", "r8, di", "r9, bp" };

	if (ret) {
		emit_arg(e, g, 0, "ctx[1]");
		emit_arg(e, g, 1, "ctx[1]");
		return;
	}
	for (unsigned i = 0; i < 6; i++)
		emit_arg(e, g, i, "RT_SYS_ARG(compat, %s)", regs[i]);
}

/* does another probe of the same call fire, too? D's libraries give calls more names */
static bool is_shared(struct group *const *groups, size_t n, const struct probe *p)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++) {
			const struct probe *q = groups[i]->probes.v[k];

			/* only an alias can be a second one */
			if ((p->alias || q->alias) && q != p && q->key == p->key && q->is_return == p->is_return)
				return true;
		}
	return false;
}

/* calls compared one by one: the few asked for, or those that the table has no room for */
static void emit_chain(struct emit *e, struct group *const *groups, size_t n, bool ret, bool shared_only)
{
	for (size_t i = 0; i < n; i++) {
		const struct group *g = groups[i];

		if (g->probes.v[0]->is_return != ret)
			continue;
		for (size_t k = 0; k < g->probes.n; k++) {
			const struct probe *p = g->probes.v[k];
			bool shared = is_shared(groups, n, p);

			if (shared_only && !shared)
				continue;
			buf_printf(&e->out, "\tif (nr == %u) {\n", (unsigned)p->key);
			emit_args(e, g, ret);
			emit_group_call(e, g, arena_printf(e->prog->arena, "%u", p->index));
			buf_puts(&e->out, shared ? "\t*f = (struct firing){ .ctx = ctx, .sysnr = nr };\n\t}\n" : "\treturn 0;\n\t}\n");
		}
	}
}

/* many: a table from the number to probe and group */
static void emit_table(struct emit *e, struct group *const *groups, size_t n, bool ret)
{
	const char *which = ret ? "exit" : "enter";

	buf_printf(&e->out, "\tif (nr >= %d) return 0;\n\trt_u32 hit = rt_sys_%s[nr];\n"
		   "\tif (!hit) return 0;\n\trt_u32 probe = hit & 0xffff;\n", MAX_NR, which);
	for (size_t i = 0; i < n; i++) {
		if (groups[i]->probes.v[0]->is_return != ret)
			continue;
		buf_printf(&e->out, "\tif (hit >> 16 == %zu) {\n", i + 1);
		emit_args(e, groups[i], ret);
		emit_group_call(e, groups[i], "probe");
		buf_puts(&e->out, "\treturn 0;\n\t}\n");
	}
}

static void define_table(struct emit *e, struct group *const *groups, size_t n, bool ret)
{
	buf_printf(&e->out, "const volatile rt_u32 rt_sys_%s[%d] SEC(\".rodata\") = {\n", ret ? "exit" : "enter", MAX_NR);
	for (size_t i = 0; i < n; i++) {
		const struct group *g = groups[i];

		for (size_t k = 0; k < g->probes.n; k++)
			if (g->probes.v[k]->is_return == ret && !is_shared(groups, n, g->probes.v[k]))
				buf_printf(&e->out, "[%u] = %u,", (unsigned)g->probes.v[k]->key,
					   g->probes.v[k]->index | (unsigned)(i + 1) << 16);
	}
	buf_puts(&e->out, "\n};\n");
}

/* from the number of a 32-bit program's call to 1 + that of the same one: those that are traced */
static void define_compat(struct emit *e, struct group *const *groups, size_t n, bool ret)
{
	bool wanted[MAX_NR] = { false };

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++)
			if (groups[i]->probes.v[k]->is_return == ret)
				wanted[groups[i]->probes.v[k]->key] = true;
	buf_printf(&e->out, "const volatile rt_u16 rt_sys_%s32[%d] SEC(\".rodata\") = {\n", ret ? "exit" : "enter", MAX_NR);
	for (size_t i = 0; i < sizeof(compat_rows) / sizeof(*compat_rows); i++)
		if (wanted[compat_rows[i].nr])
			buf_printf(&e->out, "[%u] = %u,", compat_rows[i].nr32, compat_rows[i].nr + 1);
	buf_puts(&e->out, "\n};\n");
}

static void emit_side(struct emit *e, struct group *const *groups, size_t n, bool ret)
{
	size_t probes = 0;

	for (size_t i = 0; i < n; i++)
		if (groups[i]->probes.v[0]->is_return == ret)
			probes += groups[i]->probes.n;
	if (!probes)
		return;

	bool table = probes > 4;
	/*
	 * At the return the number has to be read from the registers: a typed program does that
	 * by itself (90 ns an event), a raw one through a helper (123).
	 */
	bool typed = ret && feature_has(e->features, FEAT_tp_btf);

	emit_need_parts(e, "compat");
	define_compat(e, groups, n, ret);
	if (table)
		define_table(e, groups, n, ret);
	emit_program_begin(e, ret ? typed ? "tp_btf/sys_exit" : "raw_tp/sys_exit" : "raw_tp/sys_enter",
			   ret ? "sys_exit" : "sys_enter", "rt_u64");
	buf_printf(&e->out, "\tf->skip = %d;\n", TRACE_FRAMES);
	if (!ret)
		buf_puts(&e->out, "\trt_u64 nr = ctx[1];\n");
	else if (typed)
		buf_puts(&e->out, "\trt_u64 nr = ((struct pt_regs *)ctx[0])->orig_ax;\n");
	else
		buf_puts(&e->out, "\trt_u64 nr = ~0ULL;\n"
			 "\tbpf_probe_read_kernel(&nr, 8, &((struct pt_regs *)ctx[0])->orig_ax);\n");
	buf_printf(&e->out, "\trt_u32 compat = rt_is_compat();\n\t(void)compat;\n"
		   "\tif (compat)\n\t\tnr = nr < %d ? (rt_u64)rt_sys_%s32[nr] - 1 : ~0ULL;\n", MAX_NR, ret ? "exit" : "enter");
	buf_puts(&e->out, "\tf->sysnr = nr;\n");
	emit_chain(e, groups, n, ret, table);
	if (table)
		emit_table(e, groups, n, ret);
	emit_program_end(e);
}

static void emit(struct emit *e, struct group *const *groups, size_t n)
{
	emit_side(e, groups, n, false);
	emit_side(e, groups, n, true);
}

static int attach(struct session *s, struct group *const *groups, size_t n)
{
	static const char *const names[] = { "sys_enter", "sys_exit" };

	for (size_t i = 0; i < 2; i++) {
		struct bpf_program *prog = bpf_object__find_program_by_name(s->obj, names[i]);

		if (!prog)
			continue;

		struct bpf_link *link = bpf_program__attach(prog);

		if (!link)
			return diag_sys(s->diag, -errno, "cannot attach to the raw tracepoint %s", names[i]);
		session_own_link(s, link);
	}
	return 0;
}

const struct provider provider_syscall = {
	.name = "syscall",
	.forms = forms,
	.where = IN_KERNEL,
	.help = "system calls: entry and return",
	.raw_args = true,
	.script_args = true,
	.entry_values = true,
	.double_arrows = true,
	.match = match,
	.args = args,
	.emit = emit,
	.attach = attach,
};
