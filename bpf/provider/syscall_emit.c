/*
 * syscall_emit.c - one program for all entries of system calls, one for all returns (syscall.h)
 */
#include <bpf/libbpf.h>
#include <errno.h>
#include "bpf/feature.h"
#include "bpf/provider/syscall.h"
#include "bpf/session.h"
#include "lib/arena.h"
#include "lib/diag.h"

#define MAX_NR 512	/* numbers of x86-64; x32's begin at 512 */
#define FEW 4		/* so many are compared one by one */

/* the same calls of 32-bit programs */
static const struct { uint16_t nr32, nr; } compat_rows[] = {
#define COMPAT(nr32, nr) { nr32, nr },
#include "lib/syscall_i386.def"
	/* where both are traced, these */
#define COMPAT_ONLY(nr32, nr, name) { nr32, nr },
#include "lib/syscall_i386.def"
};

struct work {
	struct emit *e;
	const struct syscall_side *side;
	struct group *const *groups;
	size_t	n;
	unsigned counts[MAX_NR];	/* probes at each call, */
	unsigned layers;		/* and at the one that has the most */
};

const char *syscall_arg_text(unsigned i)
{
	static const char *const texts[] = {
		"RT_SYS_ARG(compat, di, bx)", "RT_SYS_ARG(compat, si, cx)", "RT_SYS_ARG(compat, dx, dx)",
		"RT_SYS_ARG(compat, r10, si)", "RT_SYS_ARG(compat, r8, di)", "RT_SYS_ARG(compat, r9, bp)",
	};

	return texts[i];
}

static int nr_of(const struct work *w, const struct probe *p)
{
	return w->side->nr(w->e, p);
}

static unsigned fields_of(const struct work *w, const struct probe *p)
{
	return w->side->fields ? w->side->fields(w->e, p) : 0;
}

/* returns how many there are in all */
static size_t count_probes(struct work *w)
{
	size_t all = 0;

	for (size_t i = 0; i < w->n; i++)
		for (size_t k = 0; k < w->groups[i]->probes.n; k++) {
			int nr = nr_of(w, w->groups[i]->probes.v[k]);

			if (nr < 0)
				continue;
			all++;
			if (++w->counts[nr] > w->layers)
				w->layers = w->counts[nr];
		}
	return all;
}

static bool fires_here(const struct work *w, const struct group *g)
{
	for (size_t k = 0; k < g->probes.n; k++)
		if (nr_of(w, g->probes.v[k]) >= 0)
			return true;
	return false;
}

/* the few that are asked for are compared one by one */
static void emit_chain(const struct work *w)
{
	struct buf *out = &w->e->out;

	for (size_t i = 0; i < w->n; i++) {
		const struct group *g = w->groups[i];

		for (size_t k = 0; k < g->probes.n; k++) {
			const struct probe *p = g->probes.v[k];
			int nr = nr_of(w, p);

			if (nr < 0)
				continue;

			bool last = w->counts[nr] == 1;	/* D's libraries give calls more names */

			buf_printf(out, "\tif (nr == %d) {\n", nr);
			if (w->side->fields)
				buf_printf(out, "\tconst rt_u32 n = %u;\n\t(void)n;\n", fields_of(w, p));
			w->side->args(w->e, g);
			emit_group_call(w->e, g, arena_printf(w->e->prog->arena, "%u", p->index));
			buf_puts(out, last ? "\treturn 0;\n\t}\n" : "\trt_fire_again(f);\n\t}\n");
		}
	}
}

/*
 * Many: from the number to probe (16 bits), group (12) and number of fields (4), in as many layers as
 * one call has probes. The clauses of a group are there once, however many of its calls have layers.
 */
static void emit_table(const struct work *w)
{
	struct buf *out = &w->e->out;

	buf_printf(out, "\tif (nr >= %d) return 0;\n"
		   "#pragma clang loop unroll(disable)\n"
		   "\tfor (rt_u32 layer = 0; layer < %u; layer++) {\n"
		   "\trt_u32 hit = %s_calls[layer][nr];\n"
		   "\tif (!hit) return 0;\n\trt_u32 probe = hit & 0xffff, n = hit >> 28;\n\t(void)n;\n",
		   MAX_NR, w->layers, w->side->name);
	for (size_t i = 0; i < w->n; i++) {
		if (!fires_here(w, w->groups[i]))
			continue;
		buf_printf(out, "\tif ((hit >> 16 & 0xfff) == %zu) {\n", i + 1);
		w->side->args(w->e, w->groups[i]);
		emit_group_call(w->e, w->groups[i], "probe");
		buf_puts(out, w->layers > 1 ? "\tgoto next;\n\t}\n" : "\treturn 0;\n\t}\n");
	}
	buf_puts(out, w->layers > 1 ? "next:\trt_fire_again(f);\n\t}\n" : "\t}\n");
}

static void define_table(const struct work *w)
{
	struct buf *out = &w->e->out;
	unsigned char used[MAX_NR] = { 0 };

	buf_printf(out, "const volatile rt_u32 %s_calls[%u][%d] SEC(\".rodata\") = {\n", w->side->name, w->layers, MAX_NR);
	for (size_t i = 0; i < w->n; i++) {
		const struct group *g = w->groups[i];

		for (size_t k = 0; k < g->probes.n; k++) {
			const struct probe *p = g->probes.v[k];
			int nr = nr_of(w, p);

			if (nr >= 0)
				buf_printf(out, "[%u][%d] = %u,", used[nr]++, nr,
					   p->index | (unsigned)(i + 1) << 16 | fields_of(w, p) << 28);
		}
	}
	buf_puts(out, "\n};\n");
}

/* from the number of a 32-bit program's call to 1 + that of the same one: those that are traced */
static void define_compat(const struct work *w)
{
	bool wanted[MAX_NR] = { false };

	for (size_t i = 0; i < w->n; i++)
		for (size_t k = 0; k < w->groups[i]->probes.n; k++) {
			int nr = nr_of(w, w->groups[i]->probes.v[k]);

			if (nr >= 0)
				wanted[nr] = true;
		}
	buf_printf(&w->e->out, "const volatile rt_u16 %s_calls32[%d] SEC(\".rodata\") = {\n", w->side->name, MAX_NR);
	for (size_t i = 0; i < sizeof(compat_rows) / sizeof(*compat_rows); i++)
		if (wanted[compat_rows[i].nr])
			buf_printf(&w->e->out, "[%u] = %u,", compat_rows[i].nr32, compat_rows[i].nr + 1);
	buf_puts(&w->e->out, "\n};\n");
}

/* the program's head, to where nr is the number as 64-bit programs count, or no number */
static void emit_head(const struct work *w)
{
	struct buf *out = &w->e->out;
	bool ret = w->side->ret;
	/*
	 * At the return the number has to be read from the registers: a typed program does that
	 * by itself (90 ns an event), a raw one through a helper (123).
	 */
	bool typed = ret && feature_has(w->e->features, FEAT_tp_btf);

	emit_program_begin(w->e, ret ? typed ? "tp_btf/sys_exit" : "raw_tp/sys_exit" : "raw_tp/sys_enter",
			   w->side->name, "rt_u64");
	if (!ret)
		buf_puts(out, "\trt_u64 nr = ctx[1];\n");
	else if (typed)
		buf_puts(out, "\trt_u64 nr = ((struct pt_regs *)ctx[0])->orig_ax;\n");
	else
		buf_puts(out, "\trt_u64 nr = ~0ULL;\n"
			 "\tbpf_probe_read_kernel(&nr, 8, &((struct pt_regs *)ctx[0])->orig_ax);\n");
	if (w->side->compat)
		buf_printf(out, "\trt_u32 compat = rt_is_compat();\n\t(void)compat;\n"
			   "\tif (compat)\n\t\tnr = nr < %d ? (rt_u64)%s_calls32[nr] - 1 : ~0ULL;\n"
			   "\telse if (nr >= %d)\n\t\treturn 0;\n", MAX_NR, w->side->name, FIRST_COMPAT_ONLY);
	else
		buf_puts(out, "\tconst rt_u32 compat = 0;\n\t(void)compat;\n\tif (rt_is_compat())\n\t\treturn 0;\n");
	buf_puts(out, "\tf->sysnr = nr;\n");
}

void syscall_emit_side(struct emit *e, const struct syscall_side *side, struct group *const *groups, size_t n)
{
	struct work w = { .e = e, .side = side, .groups = groups, .n = n };
	size_t probes = count_probes(&w);

	if (!probes)
		return;
	emit_need_parts(e, "compat");
	if (side->compat)
		define_compat(&w);
	if (probes > FEW)
		define_table(&w);
	emit_head(&w);
	if (probes > FEW)
		emit_table(&w);
	else
		emit_chain(&w);
	emit_program_end(e);
}

int syscall_attach_side(struct session *s, const struct syscall_side *side)
{
	struct bpf_program *prog = bpf_object__find_program_by_name(s->obj, side->name);

	if (!prog)
		return 0;

	struct bpf_link *link = bpf_program__attach(prog);

	if (!link)
		return diag_sys(s->diag, -errno, "cannot attach to the raw tracepoint %s", side->ret ? "sys_exit" : "sys_enter");
	session_own_link(s, link);
	session_armed(s, FEAT_raw_tp, side->ret ? "returns of system calls" : "entries of system calls", NULL, 1);
	return 0;
}
