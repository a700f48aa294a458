/*
 * syscall.c - syscall:::entry and return; SystemTap's syscall.NAME
 *
 * Calls are named as the kernel names its tracepoints (newfstat); the names of unistd.h are
 * understood too. The programs are those of syscall.h.
 * Semantics: D, "syscall Provider"; stapprobes(3stap), SYSCALL PROBES.
 */
#include <fcntl.h>
#include <unistd.h>
#include "bpf/provider/format.h"
#include "bpf/provider/syscall.h"
#include "bpf/tracefs.h"
#include "lang/syscall/syscall.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/glob.h"
#include "lib/type.h"

extern const struct provider provider_syscall;

struct syscall_row {
	unsigned    nr;
	const char *posix;	/* as unistd.h spells it */
	const char *kernel;
};

static const struct syscall_row rows[] = {
#define SYSCALL(nr, posix, kernel) { nr, posix, kernel },
#include "lib/syscall_x86_64.def"
#undef SYSCALL
#define COMPAT_ONLY(nr32, nr, name) { nr, name, name },
#include "lib/syscall_i386.def"
};

enum { FORM_ENTRY, FORM_RETURN, FORM_ANY, FORM_ANY_RETURN };

static const char *const any_vars[] = { "syscall_nr:long", "name:string", NULL };
static const char *const any_return_vars[] = { "syscall_nr:long", "name:string", "retval:long", NULL };

static const struct point_form forms[] = {
	{ "syscall.*", FORM_ENTRY }, { "syscall.*.return", FORM_RETURN },
	{ "syscall.*.return.maxactive(number)", FORM_RETURN },
	{ "nd_syscall.*", FORM_ENTRY }, { "nd_syscall.*.return", FORM_RETURN },
	{ "nd_syscall.*.return.maxactive(number)", FORM_RETURN },
	{ "tp_syscall.*", FORM_ENTRY }, { "tp_syscall.*.return", FORM_RETURN },
	{ "dw_syscall.*", FORM_ENTRY }, { "dw_syscall.*.return", FORM_RETURN },
	{ "dw_syscall.*.return.maxactive(number)", FORM_RETURN },
	{ "syscall_any", FORM_ANY, .vars = any_vars }, { "syscall_any.return", FORM_ANY_RETURN, .vars = any_return_vars },
	{ NULL, 0 },
};

int syscall_number(const char *kernel)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (!strcmp(rows[i].kernel, kernel))
			return (int)rows[i].nr;
	return -1;
}

/* ---- matching ---- */
static bool compat_only(const struct syscall_row *row)
{
	return row->nr >= FIRST_COMPAT_ONLY;
}

/*
 * Does this kernel have the call? Without tracefs nobody knows: then every known one is taken. Aliases that
 * a script names are there whatever the kernel has, as in the tapset, which stands on sys_enter.
 */
static bool exists(const struct world *w, const struct probe_desc *d, int tracefs, const struct syscall_row *row)
{
	bool named = d->form && d->form->tag < FORM_ANY && !glob_is_pattern(d->comps[1].name);
	char path[128];

	if (named || compat_only(row) || (w->log && w->log->replay))	/* a bundle names those that it wants */
		return true;
	if (tracefs < 0 || faccessat(tracefs, "events/syscalls", F_OK, 0))
		return true;
	snprintf(path, sizeof(path), "events/syscalls/sys_enter_%s", row->kernel);
	return !faccessat(tracefs, path, F_OK, 0);
}

/* what follows "syscall." */
static const char *alias_of(const struct syscall_row *row)
{
	const struct syscall_def *d = syscall_find(row->kernel);

	return d ? d->alias : row->posix;
}

/* the variable name: syscall_any's is syscall_name()'s */
static const char *call_of(const struct syscall_row *row, bool any)
{
	const struct syscall_def *d = syscall_find(row->kernel);

	return d && d->named_so && !any ? d->alias : row->posix;
}

static struct probe *new_probe(struct world *w, const struct probe_desc *d, const struct syscall_row *row, bool ret)
{
	bool any = d->form && d->form->tag >= FORM_ANY;
	const char *word = d->form && !any ? d->comps[0].name : "syscall";
	struct probe *p = probe_new(w, &provider_syscall, "syscall", "vmlinux", row->kernel,
				    ret ? "return" : "entry");

	p->is_return = ret;
	p->key = row->nr;
	p->data = (void *)row;
	p->call = call_of(row, any);
	p->point = arena_printf(w->arena, "%s.%s%s", word, alias_of(row), ret ? ".return" : "");
	return p;
}

/*
 * SystemTap's names. The kernel's and the C library's (newfstatat for fstatat) are none of them: they are taken
 * where a script insists on one, but what is optional has its say under the other name already.
 */
static bool name_matches(const struct probe_desc *d, const struct syscall_row *row)
{
	const char *pattern = d->comps[1].name;
	bool insists = !d->optional && !glob_is_pattern(pattern);

	return glob_match(pattern, alias_of(row)) ||
	       (insists && (!strcmp(pattern, row->kernel) || !strcmp(pattern, row->posix)));
}

static bool wanted(const struct probe_desc *d, const struct syscall_row *row, bool ret)
{
	if (compat_only(row) && (!d->form || d->form->tag >= FORM_ANY))
		return false;
	if (d->form && d->form->tag >= FORM_ANY)
		return ret == (d->form->tag == FORM_ANY_RETURN);
	if (d->form)
		return ret == (d->form->tag == FORM_RETURN) && name_matches(d, row);
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
			if (!exists(w, d, tracefs, &rows[i]))
				continue;
			n++;
			stop = found(new_probe(w, d, &rows[i], ret), ctx);
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
static int entry_nr(const struct emit *e, const struct probe *p)
{
	return p->is_return ? -1 : (int)p->key;
}

static int return_nr(const struct emit *e, const struct probe *p)
{
	return p->is_return ? (int)p->key : -1;
}

static void entry_args(struct emit *e, const struct group *g)
{
	for (unsigned i = 0; i < 6; i++)
		emit_arg(e, g, i, "%s", syscall_arg_text(i));
}

static void return_args(struct emit *e, const struct group *g)
{
	emit_arg(e, g, 0, "ctx[1]");
	emit_arg(e, g, 1, "ctx[1]");
}

static const struct syscall_side sides[] = {
	{ .name = "sys_enter", .compat = true, .nr = entry_nr, .args = entry_args },
	{ .name = "sys_exit", .ret = true, .compat = true, .nr = return_nr, .args = return_args },
};

static void emit(struct emit *e, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < sizeof(sides) / sizeof(*sides); i++)
		syscall_emit_side(e, &sides[i], groups, n);
}

static int attach(struct session *s, struct group *const *groups, size_t n)
{
	int err = 0;

	for (size_t i = 0; !err && i < sizeof(sides) / sizeof(*sides); i++)
		err = syscall_attach_side(s, &sides[i]);
	return err;
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
