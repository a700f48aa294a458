/*
 * fakes.c - a small machine that is always the same: providers and kernel types for language cases
 *
 * The probes and types are those that tests name; they look like the real ones, so that a case
 * reads like a script. Nothing here asks the running system.
 */
#include <errno.h>
#include <string.h>
#include "lib/arena.h"
#include "lib/glob.h"
#include "lang/stability.h"
#include "lib/type.h"
#include "tests/tools/fakes.h"

/* ---- types ---- */
#define N(a) (sizeof(a) / sizeof((a)[0]))

static struct type t_task, t_file, t_inode, t_path, t_dentry, t_list, t_flags_t, t_state;
static struct type p_task = { .kind = TY_PTR, .size = 8, .to = &t_task, .filled = true, .from_kernel = true };
static struct type p_file = { .kind = TY_PTR, .size = 8, .to = &t_file, .filled = true, .from_kernel = true };
static struct type p_inode = { .kind = TY_PTR, .size = 8, .to = &t_inode, .filled = true, .from_kernel = true };
static struct type p_dentry = { .kind = TY_PTR, .size = 8, .to = &t_dentry, .filled = true, .from_kernel = true };
static struct type p_char = { .kind = TY_PTR, .size = 8, .to = &type_char, .filled = true };
static struct type p_void = { .kind = TY_PTR, .size = 8, .to = &type_void, .filled = true };
static struct type a_comm = { .kind = TY_ARRAY, .size = 16, .to = &type_char, .nelem = 16, .filled = true };
static struct type a_long4 = { .kind = TY_ARRAY, .size = 32, .to = &type_int64, .nelem = 4, .filled = true };
static struct type d_pid = { .kind = TY_TYPEDEF, .name = "pid_t", .size = 4, .to = &type_int32, .filled = true };
static struct type d_size = { .kind = TY_TYPEDEF, .name = "size_t", .size = 8, .to = &type_uint64, .filled = true };
static struct type d_loff = { .kind = TY_TYPEDEF, .name = "loff_t", .size = 8, .to = &type_int64, .filled = true };
static struct type p_loff = { .kind = TY_PTR, .size = 8, .to = &d_loff, .filled = true };
static struct type d_u32 = { .kind = TY_TYPEDEF, .name = "u32", .size = 4, .to = &type_uint32, .filled = true };
static struct type d_u64 = { .kind = TY_TYPEDEF, .name = "u64", .size = 8, .to = &type_uint64, .filled = true };

static struct member m_task[] = {
	{ "__state", &type_uint32, 0 }, { "pid", &d_pid, 8 }, { "tgid", &d_pid, 12 }, { "real_parent", &p_task, 16 },
	{ "comm", &a_comm, 24 }, { "counters", &a_long4, 40 }, { "start_time", &d_u64, 72 },
	{ "in_iowait", &type_uint32, 80, 640, 1 }, { "rt", &t_list, 88 },
};
static struct member m_file[] = {
	{ "f_flags", &type_uint32, 0 }, { "f_pos", &d_loff, 8 }, { "f_path", &t_path, 16 }, { "f_inode", &p_inode, 32 },
};
static struct member m_path[] = { { "mnt", &p_void, 0 }, { "dentry", &p_dentry, 8 } };
static struct member m_dentry[] = { { "d_name", &p_char, 0 }, { "d_inode", &p_inode, 8 } };
static struct member m_anon[] = { { "i_nlink", &type_uint32, 0 }, { "__i_nlink", &type_uint32, 0 } };
static struct type t_anon = { .kind = TY_UNION, .size = 4, .members = m_anon, .nmembers = 2, .filled = true, .from_kernel = true };
static struct member m_inode[] = {
	{ "i_mode", &type_uint16, 0 }, { "", &t_anon, 4 }, { "i_ino", &type_uint64, 8 }, { "i_size", &d_loff, 16 },
};
static struct type p_list = { .kind = TY_PTR, .size = 8, .to = &t_list, .filled = true, .from_kernel = true };
static struct member m_list[] = { { "next", &p_list, 0 }, { "prev", &p_list, 8 } };

#define SOU(tag, mem, n) { .kind = TY_STRUCT, .name = tag, .size = n, .members = mem, .nmembers = N(mem), \
			   .filled = true, .from_kernel = true }
static struct type t_task = SOU("task_struct", m_task, 104);
static struct type t_file = SOU("file", m_file, 40);
static struct type t_path = SOU("path", m_path, 16);
static struct type t_dentry = SOU("dentry", m_dentry, 16);
static struct type t_inode = SOU("inode", m_inode, 24);
static struct type t_list = SOU("list_head", m_list, 16);
static struct enumerator e_state[] = { { "FAKE_IDLE", 0 }, { "FAKE_BUSY", 3 }, { "FAKE_GONE", -1 } };
static struct type t_state = { .kind = TY_ENUM, .name = "fake_state", .size = 4, .is_signed = true,
			       .enums = e_state, .nenums = 3, .filled = true, .from_kernel = true };
static struct type t_flags_t = { .kind = TY_TYPEDEF, .name = "fake_state_t", .size = 4, .to = &t_state, .filled = true };

static const struct type *const all_types[] = {
	&t_task, &t_file, &t_path, &t_dentry, &t_inode, &t_list, &t_state, &t_flags_t, &d_pid, &d_size, &d_loff, &d_u32, &d_u64,
};

static const struct type *find_type(struct type_source *ts, enum type_kind k, const char *name)
{
	for (size_t i = 0; i < N(all_types); i++)
		if (all_types[i]->kind == k && !strcmp(all_types[i]->name, name))
			return all_types[i];
	return NULL;
}

static int find_enumerator(struct type_source *ts, const char *name, int64_t *value, const struct type **type)
{
	for (size_t i = 0; i < N(e_state); i++) {
		if (strcmp(e_state[i].name, name))
			continue;
		*value = e_state[i].value;
		*type = &t_state;
		return 0;
	}
	return -ENOENT;
}

static const struct type *find_var(struct type_source *ts, const char *name)
{
	return !strcmp(name, "jiffies") || !strcmp(name, "cpu_load") ? &type_uint64 : !strcmp(name, "init_task") ? &t_task : NULL;
}

static struct member params_read[] = { { "file", &p_file }, { "buf", &p_char }, { "count", &d_size }, { "pos", &p_loff } };
static const struct type f_read = { .kind = TY_FUNC, .to = &type_int64, .members = params_read, .nmembers = 4, .filled = true };

static const struct type *find_func(struct type_source *ts, const char *name)
{
	return !strcmp(name, "vfs_read") || !strcmp(name, "vfs_write") ? &f_read : NULL;
}

static struct type_source fake_types = {
	.name = "vmlinux", .find = find_type, .enumerator = find_enumerator, .var = find_var, .func = find_func,
};

static int fake_symbol(struct world *w, const char *module, const char *name, uint64_t *addr)
{
	static const struct { const char *name; uint64_t addr; } per_cpu[] = {
		{ "__per_cpu_start", 0 }, { "__per_cpu_end", 0x30000 }, { "__per_cpu_offset", 0xffffffff82000000 }, { "cpu_load", 0x1230 },
	};
	bool known = !strcmp(name, "jiffies") || !strcmp(name, "init_task") || !strcmp(name, "no_type");

	for (size_t i = 0; i < N(per_cpu); i++) {
		*addr = per_cpu[i].addr;
		if (!strcmp(name, per_cpu[i].name))
			return 0;
	}
	if (!known || (*module && strcmp(module, "vmlinux")))
		return -ENOENT;
	*addr = 0xffffffff81000000 + 64 * strlen(name);
	return 0;
}

static const struct arg *fake_kernel_var(struct world *w, const char *name, const char *file, const char *module)
{
	struct arg *a = arena_new_of(w->arena, struct arg);

	*a = (struct arg){ .name = name, .type = find_var(w->kernel, name), .where = ARG_ADDRESS, .kind = ARG_GLOBAL };
	return a->type && !fake_symbol(w, "", name, &a->fixed) ? a : NULL;
}

/* ---- probes ---- */
struct row {			/* one probe, and the SystemTap form and name that give it */
	const char *prov, *mod, *func, *name;
	enum probe_role role;
	bool is_return;
	const struct type *args[6];	/* ended by NULL */
	const char *names[6];
	const struct type *ret;
	const char *definition;		/* as a mark's program carries it */
};

#define PAIR(mod, func, ret, ...) \
	{ "", mod, func, "entry", ROLE_EVENT, false, __VA_ARGS__ }, \
	{ "", mod, func, "return", ROLE_EVENT, true, { NULL }, { NULL }, ret }

static const struct row rows_dtrace[] = {
	{ "dtrace", "", "", "BEGIN", ROLE_BEGIN }, { "dtrace", "", "", "END", ROLE_END },
	{ "dtrace", "", "", "ERROR", ROLE_ERROR }, { 0 },
};
static const struct row rows_profile[] = {
	{ "profile", "", "", "tick-1s", ROLE_TICK }, { "profile", "", "", "tick-5s", ROLE_TICK },
	{ "profile", "", "", "tick-10ms", ROLE_TICK }, { "profile", "", "", "profile-97", ROLE_EVENT }, { 0 },
};
static const struct row rows_syscall[] = {
	PAIR("vmlinux", "read", &type_int64, { &type_uint32, &p_char, &d_size }, { "fd", "buf", "count" }),
	PAIR("vmlinux", "write", &type_int64, { &type_uint32, &p_char, &d_size }, { "fd", "buf", "count" }),
	PAIR("vmlinux", "openat", &type_int64, { &type_int32, &p_char, &type_int32, &type_uint16 },
	     { "dfd", "filename", "flags", "mode" }),
	PAIR("vmlinux", "exit_group", &type_int64, { &type_int32 }, { "error_code" }), { 0 },
};
static const struct row rows_sdt[] = {
	{ "sdt", "sched", "", "sched_switch", ROLE_EVENT, false,
	  { &a_comm, &d_pid, &type_int32, &type_int64, &a_comm, &d_pid },
	  { "prev_comm", "prev_pid", "prev_prio", "prev_state", "next_comm", "next_pid" } },
	{ "sdt", "sched", "", "sched_wakeup", ROLE_EVENT, false, { &a_comm, &d_pid, &type_int32 }, { "comm", "pid", "prio" } },
	{ 0 },
};
static const struct row rows_fbt[] = {
	PAIR("vmlinux", "vfs_read", &type_int64, { &p_file, &p_char, &d_size, &p_loff }, { "file", "buf", "count", "pos" }),
	PAIR("vmlinux", "vfs_write", &type_int64, { &p_file, &p_char, &d_size, &p_loff }, { "file", "buf", "count", "pos" }),
	PAIR("vmlinux", "wake_up_new_task", NULL, { &p_task, &t_state }, { "p", "state" }),
	PAIR("ext4", "ext4_sync", &type_int32, { &p_inode, &type_int32 }, { "inode", "wait" }), { 0 },
};
static const struct row rows_pid[] = {
	PAIR("a.out", "main", NULL, { NULL }, { NULL }), PAIR("a.out", "work", NULL, { NULL }, { NULL }),
	{ .mod = "a.out", .func = "main", .name = "mark", .definition = "provider app { probe mark(other_t *o); };" },
	{ .mod = "a.out", .func = "main", .name = "shown",
	  .definition = "provider app { probe shown(int i) : (struct inode *i); };" }, { 0 },
};

static struct probe *make(struct world *w, const struct provider *pr, const struct row *r, const char *prov,
			  const char *name)
{
	struct probe *p = probe_new(w, pr, prov, r->mod, r->func, name);

	p->role = r->role;
	p->is_return = r->is_return;
	p->data = (void *)r;
	p->definition = r->definition;
	return p;
}

/* the string argument of a component, or its own name when there is none */
static const char *comp_pattern(const struct point_comp *c)
{
	return c->arg == PA_STR ? c->str : c->name;
}

enum { FORM_ROLE, FORM_TIMER, FORM_CALL, FORM_RETURN, FORM_TRACE };

static bool form_row(const struct probe_desc *d, const struct row *r)
{
	const struct point_comp *last = &d->comps[d->ncomps - 1];
	int tag = d->form->tag & 15;
	size_t at = (size_t)d->form->tag >> 4;	/* which component has the name */

	switch (tag) {
	case FORM_ROLE:
		return r->role == (!strcmp(d->comps[0].name, "begin") ? ROLE_BEGIN : !strcmp(d->comps[0].name, "end") ? ROLE_END
				   : ROLE_ERROR);
	case FORM_TIMER:
		return r->role == ROLE_TICK && !strcmp(r->name, "tick-1s") && last;
	case FORM_CALL: case FORM_RETURN:
		return r->is_return == (tag == FORM_RETURN) && glob_match(comp_pattern(&d->comps[at]), r->func);
	case FORM_TRACE:
		return glob_match(comp_pattern(&d->comps[at]), r->name);
	}
	return false;
}

static void set_point(struct world *w, struct probe *p, const struct probe_desc *d)
{
	const struct point_comp *last = &d->comps[d->ncomps - 1];
	const char *text = d->text ? d->text : d->comps[0].name;

	if ((d->form->tag & 15) != FORM_TRACE && !strcmp(d->comps[0].name, "syscall"))
		text = arena_printf(w->arena, "syscall.%s%s", p->func, p->is_return ? ".return" : "");
	p->point = arena_strdup(w->arena, text);
	if (p->role == ROLE_TICK)
		p->period_ns = (uint64_t)last->num * (!strcmp(last->name, "ms") ? 1000000 : 1000000000);
	else if (last->arg == PA_NUM)
		p->order = last->num;
}

static const char *timer_name(struct world *w, const struct probe_desc *d, const struct row *r)
{
	const struct point_comp *last = d->form ? &d->comps[d->ncomps - 1] : NULL;

	return last && r->role == ROLE_TICK ? arena_printf(w->arena, "tick-%lld%s", (long long)last->num, last->name) : r->name;
}

static bool own_form(const struct provider *pr, const struct probe_desc *d)
{
	const struct point_form *f = pr->forms;

	while (f->pattern && f != d->form)
		f++;
	return f->pattern;
}

static int match_rows(struct world *w, const struct provider *pr, const struct row *rows, const struct probe_desc *d,
		      found_fn *found, void *ctx)
{
	bool by_process = glob_is_pattern(pr->name);
	const char *prov = by_process ? "pid42" : pr->name;
	int n = 0;

	if (d->form ? !own_form(pr, d) : by_process && strcmp(d->prov, prov))
		return 0;
	for (const struct row *r = rows; r->name; r++) {
		if (d->form ? !form_row(d, r) : !desc_matches(d, prov, r->mod, r->func, r->name))
			continue;

		struct probe *p = make(w, pr, r, prov, timer_name(w, d, r));

		n++;
		if (d->form)
			set_point(w, p, d);
		if (found(p, ctx))
			break;
	}
	return n;
}

static int args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	const struct row *r = p->data;

	ret->typed = true;
	for (unsigned i = 0; i < 6 && r->args[i]; i++) {
		struct arg a = { .name = r->names[i], .type = r->args[i], .slot = i,
				 .trusted = type_is_ptr(r->args[i]) && type_is_sou(type_strip(r->args[i])->to) };

		vec_push(w->arena, &ret->args, a);
	}
	ret->ret = r->ret;
	ret->ret_slot = 1;
	return 0;
}

#define CALLS(at) (FORM_CALL | (at) << 4)
#define RETURNS(at) (FORM_RETURN | (at) << 4)

static const struct point_form forms_dtrace[] = {
	{ "begin", FORM_ROLE }, { "begin(number)", FORM_ROLE }, { "end", FORM_ROLE }, { "end(number)", FORM_ROLE },
	{ "error", FORM_ROLE }, { 0 },
};
static const struct point_form forms_profile[] = {
	{ "timer.s(number)", FORM_TIMER }, { "timer.ms(number)", FORM_TIMER }, { 0 },
};
static const struct point_form forms_syscall[] = { { "syscall.*", CALLS(1) }, { "syscall.*.return", RETURNS(1) }, { 0 } };
static const struct point_form forms_fbt[] = {
	{ "kernel.function(string)", CALLS(1) }, { "kernel.function(string).call", CALLS(1) },
	{ "kernel.function(string).return", RETURNS(1) }, { 0 },
};
static const struct point_form forms_sdt[] = { { "kernel.trace(string)", FORM_TRACE | 1 << 4 }, { 0 } };
static const struct point_form forms_pid[] = {
	{ "process(string).function(string)", CALLS(1) }, { "process(string).function(string).return", RETURNS(1) }, { 0 },
};

#define FAKE(id, pattern, places, ...) \
	static const struct provider fake_##id; \
	static int match_##id(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx) \
	{ return match_rows(w, &fake_##id, rows_##id, d, found, ctx); } \
	static const struct provider fake_##id = { \
		.name = pattern, .forms = forms_##id, .where = places, .help = "fake", .raw_args = true, \
		.match = match_##id, __VA_ARGS__ \
	};

FAKE(dtrace, "dtrace", IN_KERNEL | IN_USER, .args = NULL, .stability = &stability_of_dtrace)
FAKE(profile, "profile", IN_KERNEL | IN_USER, .args = NULL)
FAKE(syscall, "syscall", IN_KERNEL, .args = args, .script_args = true)
FAKE(sdt, "sdt", IN_KERNEL, .args = args)
FAKE(fbt, "fbt", IN_KERNEL, .args = args, .entry_values = true, .assigned = { "$return", "__set_return", .at_return = true })
FAKE(pid, "pid*", IN_KERNEL, .args = args)

extern const struct provider provider_library;

static const struct provider *const fake_providers[] = {
	&fake_dtrace, &fake_profile, &fake_syscall, &fake_sdt, &fake_fbt, &fake_pid, &provider_library, NULL,
};

void fake_world(struct world *w)
{
	fake_types.arena = w->arena;
	w->kernel = &fake_types;
	w->providers = fake_providers;
	w->symbol = fake_symbol;
	w->kernel_var = fake_kernel_var;
}
