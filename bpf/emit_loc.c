/*
 * emit_loc.c - variables of the probed code: their location programs as C
 *
 * A variable is looked for where and when a clause reads it. Its number stands for different places
 * in the probes of a clause, so each number that is read becomes a function, which asks the probe's
 * number when the places differ.
 */
#include <inttypes.h>
#include "bpf/emit_int.h"
#include "bpf/feature.h"
#include "lib/loc.h"
#include "lib/map.h"

enum { RT_NO_PLACE = 0xffff };

struct stack {
	unsigned v[LOC_MAX_DEPTH + 1];	/* numbers of the C variables */
	unsigned n, next;
};

static unsigned pop(struct stack *s)
{
	return s->v[--s->n];
}

static unsigned push(struct stack *s)
{
	return s->v[s->n++] = s->next++;
}

/* clang may not merge what different places read: the verifier wants fixed offsets into the context */
static void load_reg(struct buf *out, struct stack *s, const struct loc_step *step)
{
	unsigned n = push(s);

	buf_printf(out, "rt_u64 v%u = rt_reg(c, %s); rt_barrier(v%u); ", n, loc_reg_name((unsigned)step->num), n);
}

/* where a function begins its return does not know (perf uprobes before 6.7) */
bool emit_entry_unknown(const struct emit *e, const struct probe *p)
{
	return p->is_return && p->moves && (p->saves_entry || !feature_has(e->features, FEAT_uprobe_multi));
}

bool emit_saves_entry(const struct emit *e, const struct probe *p, const struct arg *a)
{
	return loc_has(a->loc, LOC_ENTRY) || (loc_has(a->loc, LOC_OBJECT) && emit_entry_unknown(e, p));
}

static void object_address(struct emit *e, struct buf *out, struct stack *s, const struct loc_step *step,
			   const struct probe *p)
{
	unsigned n = push(s);

	if (!p->moves) {
		buf_printf(out, "rt_u64 v%u = %" PRIu64 "ULL; ", n, (uint64_t)step->num);
		return;
	}
	/* loaded anywhere: as far from the probe as in the file */
	if (emit_entry_unknown(e, p))
		buf_printf(out, "struct rt_entry_regs *e%u = rt_entry_find(rt_frame(f)); if (!e%u) return 1; rt_u64 v%u = e%u->ip; ",
			   n, n, n, n);
	else if (p->is_return)
		buf_printf(out, "rt_u64 v%u = bpf_get_func_ip(c); if (!v%u) return 1; ", n, n);
	else
		buf_printf(out, "rt_u64 v%u = c->ip; rt_barrier(v%u); ", n, n);
	buf_printf(out, "v%u += %" PRIu64 "ULL; ", n, (uint64_t)step->num - p->addr);
}

static void load(struct buf *out, struct stack *s, const struct loc_step *step, bool user)
{
	unsigned a = pop(s), n = push(s);

	buf_printf(out, "rt_u64 v%u = 0; if (bpf_probe_read_%s(&v%u, %u, (void *)v%u)) return 1; ", n,
		   user ? "user" : "kernel", n, step->size, a);
}

static void saved(struct buf *out, struct stack *s, const struct loc_step *step)
{
	unsigned a = pop(s), n = push(s);

	buf_printf(out, "struct rt_entry_regs *e%u = rt_entry_find(v%u); if (!e%u) return 1; rt_u64 v%u = e%u->%s; ", n, a,
		   n, n, n, loc_reg_name((unsigned)step->num));
}

static void cut(struct buf *out, struct stack *s, const struct loc_step *step)
{
	unsigned a = pop(s), n = push(s);

	buf_printf(out, "rt_u64 v%u = (rt_u64)(rt_%c%u)v%u; ", n, step->is_signed ? 's' : 'u', step->size * 8, a);
}

/* BPF divides without signs */
static void divide(struct buf *out, struct stack *s)
{
	unsigned b = pop(s), a = pop(s), n = push(s);

	buf_printf(out, "rt_u64 v%u = (rt_s64)v%u < 0 ? -v%u : v%u; v%u /= (rt_s64)v%u < 0 ? -v%u : v%u; "
		   "if (((rt_s64)v%u < 0) != ((rt_s64)v%u < 0)) v%u = -v%u; ", n, a, a, a, n, b, b, b, a, b, n, n);
}

static void binary(struct buf *out, struct stack *s, const char *op, const char *cast)
{
	unsigned b = pop(s), a = pop(s), n = push(s);

	buf_printf(out, "rt_u64 v%u = (rt_u64)((%s)v%u %s (%s)v%u); ", n, cast, a, op, cast, b);
}

static void shift(struct buf *out, struct stack *s, const char *op, const char *cast)
{
	unsigned b = pop(s), a = pop(s), n = push(s);

	buf_printf(out, "rt_u64 v%u = (rt_u64)((%s)v%u %s (v%u & 63)); ", n, cast, a, op, b);
}

static void unary(struct buf *out, struct stack *s, const char *op)
{
	unsigned a = pop(s), n = push(s);

	buf_printf(out, "rt_u64 v%u = %sv%u; ", n, op, a);
}

static void choose(struct buf *out, struct stack *s)
{
	unsigned cond = pop(s), b = pop(s), a = pop(s), n = push(s);

	buf_printf(out, "rt_u64 v%u = v%u ? v%u : v%u; ", n, cond, a, b);
}

static void rotate(struct stack *s)	/* the third goes below the top two: a b c -> c a b */
{
	unsigned top = s->v[s->n - 1];

	s->v[s->n - 1] = s->v[s->n - 2];
	s->v[s->n - 2] = s->v[s->n - 3];
	s->v[s->n - 3] = top;
}

static void one_step(struct emit *e, struct buf *out, struct stack *s, const struct loc_step *step, const struct probe *p,
		     bool user)
{
	unsigned a, n;

	switch (step->op) {
	case LOC_NUM:
		n = push(s);
		buf_printf(out, "rt_u64 v%u = %" PRIu64 "ULL; ", n, (uint64_t)step->num);
		return;
	case LOC_REG:
		load_reg(out, s, step);
		return;
	case LOC_OBJECT:
		object_address(e, out, s, step, p);
		return;
	case LOC_TLS:
		n = push(s);
		buf_printf(out, "rt_u64 v%u = rt_thread_pointer() + %" PRIu64 "ULL; ", n, (uint64_t)step->num);
		return;
	case LOC_PROGRAM:
		n = push(s);
		buf_printf(out, "rt_u64 v%u = rt_code_start(); if (!v%u) return 1; v%u += %" PRIu64 "ULL; ", n, n, n,
			   (uint64_t)step->num);
		return;
	case LOC_RUNS:
		buf_printf(out, "if (rt_program() != %" PRIu64 "ULL) return 1; ", (uint64_t)step->num);
		return;
	case LOC_ENTRY:
		saved(out, s, step);
		return;
	case LOC_DEREF:
		load(out, s, step, user);
		return;
	case LOC_CUT:
		cut(out, s, step);
		return;
	case LOC_DUP:
		n = s->v[s->n - 1];
		s->v[s->n++] = n;
		return;
	case LOC_DROP:
		pop(s);
		return;
	case LOC_SWAP:
		a = s->v[s->n - 1];
		s->v[s->n - 1] = s->v[s->n - 2];
		s->v[s->n - 2] = a;
		return;
	case LOC_ROT:
		rotate(s);
		return;
	case LOC_SELECT:
		choose(out, s);
		return;
	case LOC_PICK:
		n = s->v[s->n - 1 - (size_t)step->num];
		s->v[s->n++] = n;
		return;
	case LOC_NEG:
		unary(out, s, "-");
		return;
	case LOC_NOT:
		unary(out, s, "~");
		return;
	case LOC_ABS:
		a = pop(s), n = push(s);
		buf_printf(out, "rt_u64 v%u = (rt_s64)v%u < 0 ? -v%u : v%u; ", n, a, a, a);
		return;
	case LOC_ADD:
		binary(out, s, "+", "rt_u64");
		return;
	case LOC_SUB:
		binary(out, s, "-", "rt_u64");
		return;
	case LOC_MUL:
		binary(out, s, "*", "rt_u64");
		return;
	case LOC_DIV:
		divide(out, s);
		return;
	case LOC_MOD:
		binary(out, s, "%", "rt_u64");
		return;
	case LOC_AND:
		binary(out, s, "&", "rt_u64");
		return;
	case LOC_OR:
		binary(out, s, "|", "rt_u64");
		return;
	case LOC_XOR:
		binary(out, s, "^", "rt_u64");
		return;
	case LOC_SHL:
		shift(out, s, "<<", "rt_u64");
		return;
	case LOC_SHR:
		shift(out, s, ">>", "rt_u64");
		return;
	case LOC_SAR:
		shift(out, s, ">>", "rt_s64");
		return;
	case LOC_EQ:
		binary(out, s, "==", "rt_s64");
		return;
	case LOC_NE:
		binary(out, s, "!=", "rt_s64");
		return;
	case LOC_LT:
		binary(out, s, "<", "rt_s64");
		return;
	case LOC_LE:
		binary(out, s, "<=", "rt_s64");
		return;
	case LOC_GT:
		binary(out, s, ">", "rt_s64");
		return;
	case LOC_GE:
		binary(out, s, ">=", "rt_s64");
		return;
	}
}

/* statements that set *ret and return 0, or return 1 */
static char *loc_text(struct emit *e, const struct arg *a, const struct probe *p)
{
	struct buf out = BUF_INIT;
	struct stack s = { 0 };
	char *text;

	if (emit_saves_entry(e, p, a))
		emit_need_parts(e, "entry");
	for (size_t i = 0; i < a->loc->nsteps; i++)
		one_step(e, &out, &s, &a->loc->steps[i], p, a->user);
	buf_printf(&out, "*ret = v%u; return 0;", s.v[s.n - 1]);
	text = arena_strdup(e->prog->arena, buf_str(&out));
	buf_fini(&out);
	return text;
}

/* the places of a number: one text for all that are alike; of each probe the number of its text */
struct places {
	VEC(const char *) texts;	/* arena */
	unsigned *of;			/* by probe index */
};

static void find_places(struct emit *e, unsigned slot, struct places *ret)
{
	struct map *known = map_new();
	size_t n = e->prog->probes.n;

	ret->of = xcalloc(n + 1, sizeof(*ret->of));
	for (size_t i = 0; i < n; i++) {
		const struct arg *a = probe_arg_at(e->prog->probes.v[i], slot);
		char *text = a ? loc_text(e, a, e->prog->probes.v[i]) : NULL;
		size_t at = text ? (size_t)map_get(known, text) : 0;

		ret->of[i] = RT_NO_PLACE;
		if (text && !at) {
			vec_push(e->prog->arena, &ret->texts, (const char *)text);
			at = ret->texts.n;
			map_put(known, text, (void *)at);
		}
		if (at)
			ret->of[i] = (unsigned)at - 1;
	}
	map_free(known);
}

static const char thread_text[] =
	"struct thread_struct___tls { unsigned long fsbase; } RT_CORE;\n"
	"struct super_block___tls { unsigned long s_magic; } RT_CORE;\n"
	"struct inode___tls { unsigned long i_ino; long long i_size; struct super_block___tls *i_sb; } RT_CORE;\n"
	"struct file___tls { struct inode___tls *f_inode; } RT_CORE;\n"
	"struct mm_struct___tls { unsigned long start_code; struct file___tls *exe_file; } RT_CORE;\n"
	"struct task_struct___tls { struct thread_struct___tls thread; struct mm_struct___tls *mm; } RT_CORE;\n"
	"static __attribute__((noinline, unused)) rt_u64 rt_thread_pointer(void)\n"
	"{\n"
	"\tstruct task_struct___tls *t = (void *)bpf_get_current_task();\n"
	"\trt_u64 v = 0;\n\n"
	"\tbpf_probe_read_kernel(&v, sizeof(v), &t->thread.fsbase);\n"
	"\treturn v;\n"
	"}\n"
	"static __attribute__((noinline, unused)) rt_u64 rt_code_start(void)\n"
	"{\n"
	"\tstruct task_struct___tls *t = (void *)bpf_get_current_task();\n"
	"\tstruct mm_struct___tls *mm = 0;\n"
	"\trt_u64 v = 0;\n\n"
	"\tif (!bpf_probe_read_kernel(&mm, sizeof(mm), &t->mm) && mm)\n"
	"\t\tbpf_probe_read_kernel(&v, sizeof(v), &mm->start_code);\n"
	"\treturn v;\n"
	"}\n"
	/* as file_identity() of provider/process_var.c; an overlay numbers its files anew */
	"static __attribute__((noinline, unused)) rt_u64 rt_program(void)\n"
	"{\n"
	"\tstruct task_struct___tls *t = (void *)bpf_get_current_task();\n"
	"\tstruct mm_struct___tls *mm = 0;\n"
	"\tstruct file___tls *f = 0;\n"
	"\tstruct inode___tls *i = 0;\n"
	"\tstruct super_block___tls *sb = 0;\n"
	"\trt_u64 v = 0, magic = 0, size = 0;\n\n"
	"\tif (bpf_probe_read_kernel(&mm, sizeof(mm), &t->mm) || !mm ||\n"
	"\t    bpf_probe_read_kernel(&f, sizeof(f), &mm->exe_file) || !f ||\n"
	"\t    bpf_probe_read_kernel(&i, sizeof(i), &f->f_inode) || !i ||\n"
	"\t    bpf_probe_read_kernel(&sb, sizeof(sb), &i->i_sb) || !sb ||\n"
	"\t    bpf_probe_read_kernel(&magic, sizeof(magic), &sb->s_magic) ||\n"
	"\t    bpf_probe_read_kernel(&size, sizeof(size), &i->i_size))\n"
	"\t\treturn 0;\n"
	"\tif (magic != 0x794c7630)\n"
	"\t\tbpf_probe_read_kernel(&v, sizeof(v), &i->i_ino);\n"
	"\treturn v << 32 | (rt_u32)size;\n"
	"}\n";

static void one_place(struct emit *e, unsigned slot)
{
	struct buf *out = &e->decl_top;
	struct places pl = { 0 };

	find_places(e, slot, &pl);
	if (pl.texts.n > 1) {
		buf_printf(out, "const volatile rt_u16 rt_place_of_%u[%zu] SEC(\".rodata\") = { ", slot, e->prog->probes.n);
		for (size_t i = 0; i < e->prog->probes.n; i++)
			buf_printf(out, "%u, ", pl.of[i]);
		buf_puts(out, "};\n");
	}
	buf_printf(out, "RT_INLINE int rt_place_%u(struct firing *f, rt_u64 *ret)\n{\n"
		   "\tstruct pt_regs *c = f->ctx;\n\trt_barrier(c);\n", slot);	/* or clang keeps &c->ip, which the verifier refuses */
	if (pl.texts.n > 1)
		buf_printf(out, "\trt_u64 i = f->probe;\n\trt_barrier(i);\n\tif (i >= %zu)\n\t\treturn 1;\n"
			   "\tswitch (rt_place_of_%u[i]) {\n", e->prog->probes.n, slot);
	for (size_t i = 0; i < pl.texts.n && pl.texts.n > 1; i++)
		buf_printf(out, "\tcase %zu: { %s }\n", i, pl.texts.v[i]);
	if (pl.texts.n > 1)
		buf_puts(out, "\t}\n\treturn 1;\n}\n");
	else
		buf_printf(out, "\t%s\n}\n", pl.texts.n ? pl.texts.v[0] : "return 1;");
	free(pl.of);
}

/* functions for all numbers that were read, before the clauses that do */
void emit_places(struct emit *e)
{
	if (e->places.n)
		buf_puts(&e->decl_top, thread_text);
	for (size_t i = 0; i < e->places.n; i++)
		one_place(e, e->places.v[i]);
}

void emit_place(struct emit *e, const struct expr *x)
{
	unsigned n = ++e->label;
	size_t i = 0;

	while (i < e->places.n && e->places.v[i] != x->arg)
		i++;
	if (i == e->places.n)
		vec_push(e->prog->arena, &e->places, x->arg);
	out(e, "({ rt_u64 p%u = 0; if (rt_place_%u(f, &p%u)) ", n, x->arg, n);
	emit_unreadable(e, arena_printf(e->prog->arena, "p%u", n), x->span);
	if (emit_is_object(x->type) || type_strip(x->type)->size == 8)
		out(e, " (%s)p%u; })", emit_is_object(x->type) ? "rt_u64" : emit_wide(x->type), n);
	else
		out(e, " (%s)(%s)p%u; })", emit_wide(x->type), emit_ctype(x->type), n);
}
