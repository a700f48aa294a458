/*
 * services.c - what the session offers to user bodies: output, symbols, snapshots, exit, options
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "bpf/keep.h"
#include "bpf/session_int.h"
#include "bpf/unwind.h"
#include "lang/builtin/builtin.h"
#include "lang/eval/format.h"
#include "lang/eval/json.h"
#include "lib/arena.h"
#include "lib/dwarf.h"
#include "lib/diag.h"
#include "lib/ksym.h"
#include "lib/proc.h"
#include "lib/srcline.h"
#include "lib/usym.h"

static struct session *of(struct runtime *rt)
{
	return rt->impl;
}

/* ---- output ---- */
static int write_out(struct session *s, const char *text, size_t n)
{
	FILE *f = s->output.bulk && n ? output_cpu(&s->output, s->rt.fire.cpu) : s->out;

	if (!f)
		return -errno;
	/* what is longer than the buffer is written at once, and fflush() knows nothing of its failure */
	int err = (n && fwrite(text, 1, n, f) != n) || fflush(f) ? -errno : 0;

	if (err)
		clearerr(f);	/* it is told here: at the end nobody knows the errno of it */
	return err;
}

static void add_field(struct buf *out, const char *name, const char *text, size_t len)
{
	buf_printf(out, "dtrace: %20s => ", name);
	buf_quote(out, text, len);
	buf_putc(out, '\n');
}

/* dtrace -B: the text that waits, as one piece */
static void as_piece(struct session *s)
{
	const struct probe *p = s->rt.fire.probe;
	struct buf *out = &s->rt.out, text = *out;
	const struct { const char *name, *text; } names[] = {
		{ "dtpd_provider", p ? p->prov : "" }, { "dtpd_mod", p ? p->mod : "" },
		{ "dtpd_func", p ? p->func : "" }, { "dtpd_name", p ? p->name : "" },
	};

	*out = (struct buf)BUF_INIT;
	buf_puts(out, "dtrace: >>> Called buffer handler:\n");
	add_field(out, "dtbda_buffered", text.s, text.len);
	for (unsigned i = 0; p && i < sizeof(names) / sizeof(names[0]); i++)
		add_field(out, names[i].name, names[i].text, strlen(names[i].text));
	buf_putc(out, '\n');
	buf_fini(&text);
}

void session_flush(struct session *s)
{
	if (s->style.json)
		json_seal(&s->rt);
	if (s->style.pieces && s->rt.out.len)
		as_piece(s);

	size_t n = s->rt.out.len;
	int err = write_out(s, s->rt.out.s, n);

	buf_reset(&s->rt.out);
	s->rt.sealed = 0;
	if (!err && n)
		err = output_wrote(&s->output, &s->out, n);
	if (err && !s->impl->output_failed) {
		s->impl->output_failed = true;
		if (err != -EPIPE)	/* the reader of a pipe may leave whenever it likes */
			diag_sys(s->diag, err, "cannot write the output");
		session_stop(s, err == -EPIPE ? s->exit_status : 1);
	}
}

static void flush(struct runtime *rt)
{
	session_flush(of(rt));
}

/* a handler that loops for long: its text is shown as it comes, and a second ^C ends it (SystemTap) */
static bool go_on(struct runtime *rt)
{
	enum { MUCH = 1 << 16 };
	struct session *s = of(rt);

	if (s->prog->lang != LANG_STAP)
		return true;
	if (rt->out.len > MUCH)
		session_flush(s);
	wake_signals(s);
	if (s->impl->interrupts > 1)
		gate_set(s, RT_GATE_EXIT);
	return s->impl->interrupts < 2;
}

static int next_file(struct runtime *rt)
{
	struct session *s = of(rt);

	session_flush(s);
	return output_next(&s->output, &s->out);
}

static int reopen(struct runtime *rt, const char *path)
{
	struct session *s = of(rt);
	struct session_impl *m = s->impl;
	FILE *f = path ? fopen(path, "ae") : m->first_out ? m->first_out : s->out;

	if (!f)
		return -errno;
	session_flush(s);
	if (!m->first_out)
		m->first_out = s->out;
	if (s->out != m->first_out)
		fclose(s->out);
	s->out = f;
	return 0;
}

static bool to_file(struct runtime *rt, bool *empty)
{
	struct session *s = of(rt);

	if (s->out == stdout)
		return false;
	*empty = !s->rt.out.len && ftell(s->out) == 0;
	return true;
}

static int truncate_output(struct runtime *rt)
{
	struct session *s = of(rt);

	session_flush(s);
	if (!ftruncate(fileno(s->out), 0))	/* a pipe, a terminal: there is nothing to take back (6.1) */
		rewind(s->out);
	return 0;
}

/* ---- symbols ---- */
static bool find_ksym(struct runtime *rt, uint64_t addr, struct sym *ret)
{
	struct session_impl *m = of(rt)->impl;

	if (!m->ksyms && !m->ksyms_failed) {
		m->ksyms = ksyms_load();
		m->ksyms_failed = !m->ksyms;
	}
	const struct ksym *k = m->ksyms ? ksyms_find(m->ksyms, addr) : NULL;

	if (!k)
		return false;
	*ret = (struct sym){ .module = k->module, .name = k->name, .offset = addr - k->addr,
			     .size = ksyms_size(m->ksyms, k) };
	return true;
}

static size_t find_source(struct runtime *rt, const struct sym *at, bool returned, const struct src_frame **ret)
{
	struct session_impl *m = of(rt)->impl;

	if (!m->srclines)
		m->srclines = srclines_new(of(rt)->opt->demangle);
	return srclines_frames(m->srclines, at->file ? at->file : at->path, at->addr - returned, ret);
}

/* local functions of libraries are in the debug info only */
static void name_by_source(struct runtime *rt, struct sym *s)
{
	const struct src_frame *at;
	size_t n = s->path && s->addr ? find_source(rt, s, false, &at) : 0;

	if (!n || !at[n - 1].func || !at[n - 1].entry)
		return;
	s->name = at[n - 1].func;
	s->offset = s->addr - at[n - 1].entry;
	s->size = at[n - 1].size;
}

static bool find_usym(struct runtime *rt, pid_t pid, uint64_t addr, struct sym *ret)
{
	struct session *s = of(rt);
	struct usym u;

	if (!s->impl->usyms)
		s->impl->usyms = usyms_new();
	if (!usyms_find(s->impl->usyms, pid, addr, &u))
		return false;
	if (s->opt->noresolve)
		u = (struct usym){ .object = u.object, .path = u.path, .offset = u.addr ? u.addr : u.offset };
	if (s->opt->demangle && u.name) {
		const char *plain = demangle(s->prog->arena, u.name, true);

		u.name = plain ? plain : u.name;
	}
	*ret = (struct sym){ .module = u.object, .name = u.name, .offset = u.offset, .size = u.size,
			     .path = u.path, .addr = u.addr, .file = u.file, .restores = u.restores };
	if (!u.name && !s->opt->noresolve)
		name_by_source(rt, ret);
	return true;
}

static int find_rest(struct runtime *rt, uint64_t frame, const uint64_t **ret)
{
	struct unwind *u = of(rt)->impl->unwind;

	unwind_settle(u);
	return unwind_rest(unwind_rests_of(u), frame, ret);
}

/*
 * The target's mappings are gone when it is, and its stacks may be printed after that. They are
 * read before its first instruction and again at growing intervals: libraries are mapped early.
 */
enum { FIRST_LOOK_NS = 150000, LONGEST_LOOK_NS = 1000000000 };

static bool is_user_address(const struct type *t)
{
	t = type_strip(t);
	return t->kind == TY_STACK || t->kind == TY_USYMADDR;
}

/* %A takes a bare number for an address of the target */
static bool has_address(const struct format *f)
{
	for (size_t i = 0; f && i < f->pieces.n; i++)
		if (f->pieces.v[i].conv && f->pieces.v[i].conv->takes == CONV_USYM)
			return true;
	return false;
}

static bool asks_for_symbols(struct expr *e, void *ctx)
{
	if (e->kind == E_CALL && (e->builtin->flags & B_USYMS || is_user_address(e->type) || has_address(e->fmt)))
		*(bool *)ctx = true;
	return true;
}

static bool shows_user_addresses(const struct prog *p)
{
	for (size_t i = 0; i < p->vars.n; i++)
		for (size_t k = 0; k < p->vars.v[i]->keys.n; k++)
			if (is_user_address(p->vars.v[i]->keys.v[k]))
				return true;
	for (size_t i = 0; i < p->records.n; i++) {
		const struct record *r = p->records.v[i];

		for (size_t k = 0; k < r->calls.n; k++)
			for (size_t n = 0; n < r->calls.v[k].call->args.n; n++)
				if (is_user_address(r->calls.v[k].call->args.v[n]->type))
					return true;
	}
	bool asked = false;

	for (size_t i = 0; i < p->records.n; i++)
		for (size_t k = 0; k < p->records.v[i]->calls.n; k++) {
			expr_walk(p->records.v[i]->calls.v[k].call, asks_for_symbols, &asked);
			expr_walk(p->records.v[i]->calls.v[k].late, asks_for_symbols, &asked);
		}
	for (size_t i = 0; i < p->clauses.n; i++)
		block_walk(p->clauses.v[i]->body, NULL, asks_for_symbols, &asked);
	for (size_t i = 0; i < p->funcs.n; i++)
		block_walk(p->funcs.v[i]->body, NULL, asks_for_symbols, &asked);
	return asked;
}

void maps_start(struct session *s, int64_t now_ns)
{
	struct session_impl *m = s->impl;

	if (!s->proc || !shows_user_addresses(s->prog))
		return;
	if (!m->usyms)
		m->usyms = usyms_new();
	usyms_keep(m->usyms, s->proc->pid);
	if (s->proc->path)
		usyms_program(m->usyms, s->proc->path);
	m->maps_step_ns = FIRST_LOOK_NS;
	m->next_maps_ns = now_ns + m->maps_step_ns;
}

void maps_check(struct session *s, int64_t now_ns)
{
	struct session_impl *m = s->impl;

	if (!m->next_maps_ns || now_ns < m->next_maps_ns)
		return;
	usyms_refresh(m->usyms, s->proc->pid);
	if (m->maps_step_ns < LONGEST_LOOK_NS)
		m->maps_step_ns += m->maps_step_ns / 2;
	m->next_maps_ns = now_ns + m->maps_step_ns;
}

/* ---- aggregations ---- */
static void drop_one(struct snapshot *snap)
{
	if (snap->var)
		snapshot_fini(snap);
	*snap = (struct snapshot){ 0 };
}

void snapshots_drop(struct session *s)
{
	for (size_t i = 0; i < s->prog->vars.n; i++)
		drop_one(&s->impl->snapshots[i]);
}

static struct snapshot *agg(struct runtime *rt, const struct var *v)
{
	struct session *s = of(rt);
	struct snapshot *snap = &s->impl->snapshots[v->id];

	if (snap->var)
		return snap;
	if (s->store->ops->snapshot(s->store, v, snap))
		*snap = (struct snapshot){ .var = v };
	snapshot_merge(rt, snap);
	return snap;
}

static void agg_dirty(struct runtime *rt, const struct var *v)
{
	drop_one(&of(rt)->impl->snapshots[v->id]);
}

static void spec_end(struct runtime *rt, unsigned id, bool commit)
{
	keep_spec_end(of(rt), id, commit);
}

/* ---- the run ---- */
static void ask_exit(struct runtime *rt, int status)
{
	session_stop(of(rt), status & 0xff);
}

static int setopt(struct runtime *rt, const char *name, const char *value)
{
	const struct option_row *row = option_find(name);

	if (!row)
		return -ENOENT;
	if (!row->dynamic)
		return -EBUSY;
	return options_set(rt->opt, name, value);
}

const struct runtime_ops session_ops = {
	.ksym = find_ksym,
	.usym = find_usym,
	.rest = find_rest,
	.source = find_source,
	.exit = ask_exit,
	.go_on = go_on,
	.setopt = setopt,
	.reopen = reopen,
	.next_file = next_file,
	.to_file = to_file,
	.truncate = truncate_output,
	.flush = flush,
	.agg = agg,
	.peek = session_peek,
	.current = session_task,
	.agg_dirty = agg_dirty,
	.spec_end = spec_end,
};
