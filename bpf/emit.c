/*
 * emit.c - a laid-out prog to one text of BPF C
 *
 * Clauses are always_inline functions of the firing; a group is a function that calls the clauses
 * of the probes that share them, so two clauses on one probe cost one program. Providers write the
 * programs themselves. #line stands before every function and statement: clang and the verifier
 * then quote the script.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include "bpf/cc.h"
#include "bpf/emit_int.h"
#include "bpf/feature.h"
#include "lang/option.h"
#include "lib/diag.h"

enum {
	PERCPU_MAX = 30 * 1024,		/* bytes; PCPU_MIN_UNIT_SIZE (include/linux/percpu.h), less a bit */
	LONG_STRING = 4096,		/* RT_MAX_STRING without RT_LONG */
	SCRATCH_MAX = 1 << 20,		/* bytes, four of these for each CPU */
	INLINE_NODES = 600,		/* a program with more expressions has its clauses apart */
	GROUP_COPIES = 4,		/* in programs that call it: clang's time */
	ERROR_COPIES = 32,		/* the same of ERROR, which is called where the stack is deep already */
	SUBPROGS = 200,			/* of 256 that the kernel allows (BPF_MAX_SUBPROGS) */
};

/* ---- small services ---- */
void emit_line(struct emit *e, struct span at)
{
	if (!at.src)
		return;
	/* clang opens what it finds named, for the line's text: where.c looks at the last part only */
	const char *name = at.src->read_once ? arena_printf(e->prog->arena, "<>/%s", at.src->name) : at.src->name;

	out(e, "\n#line %u ", span_line(at));
	buf_quote(&e->out, name, strlen(name));
	out(e, "\n");
	e->line = at;
}

unsigned emit_site(struct emit *e, struct span at)
{
	for (size_t i = e->sites.n; i-- > 0 && i + 8 > e->sites.n;)
		if (e->sites.v[i].src == at.src && e->sites.v[i].start == at.start &&
		    e->sites.v[i].end == at.end)
			return (unsigned)i;
	vec_push(NULL, &e->sites, at);
	return (unsigned)e->sites.n - 1;
}

void emit_fail(struct emit *e, const char *code, const char *value, struct span at)
{
	out(e, "{ f->fault.code = %s; f->fault.value = %s; f->fault.site = %u; goto %s; }", code, value,
	    emit_site(e, at), e->fault_label);
}

void emit_unreadable(struct emit *e, const char *value, struct span at)
{
	if (e->world->options && e->world->options->skipbadvars)
		out(e, ";");		/* what could not be read is 0 */
	else
		emit_fail(e, "1", value, at);
}

void emit_error(struct emit *e, struct span at, const char *fmt, ...)
{
	va_list ap;
	char text[512];

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	diag_error(e->world->diag, at, ERR_PLACE, "%s", text);
	e->failed = true;
}

size_t emit_scratch(struct emit *e, size_t size)
{
	size_t at = e->scratch_at;

	e->uses_scratch = true;
	e->scratch_at += (size + 7) / 8 * 8;
	if (e->scratch_at > e->scratch_top)
		e->scratch_top = e->scratch_at;
	return at;
}

void emit_zero(struct emit *e, const char *dst, size_t size)
{
	if (size <= INLINE_BYTES)
		out(e, "__builtin_memset(%s, 0, %zu); ", dst, size);
	else	/* clang would call memset(); rt_zero is as long as the longest key and value */
		out(e, "bpf_probe_read_kernel(%s, %zu, (const void *)rt_zero); ", dst, size);
}

/* the smallest that is free and large enough, as the last that is taken; NULL: none */
static const char *take_free(struct emit *e, size_t size)
{
	struct emit_buffer *v = e->slots.all.v, b;
	size_t best = e->slots.all.n;

	for (size_t i = e->slots.live; i < e->slots.all.n; i++)
		if (v[i].size >= size && (best == e->slots.all.n || v[i].size < v[best].size))
			best = i;
	if (best == e->slots.all.n)
		return NULL;
	b = v[best];
	v[best] = v[e->slots.live];
	v[e->slots.live++] = b;
	return arena_printf(e->prog->arena, "b%u", b.id);
}

const char *emit_slot(struct emit *e, size_t size)
{
	unsigned n = ++e->label;

	size = (size + 7) / 8 * 8;

	const char *free = e->stack_used <= STACK_ROOM ? take_free(e, size) : NULL;

	if (free)
		return free;
	if (size <= 64 && e->stack_used + size <= STACK_ROOM) {
		e->stack_used += (unsigned)size;
		buf_printf(&e->decl, "\tchar b%u[%zu] __attribute__((aligned(8))) = { 0 };\n", n, size);
		vec_push(e->prog->arena, &e->slots.all, ((struct emit_buffer){ n, (unsigned)size }));
		return take_free(e, size);
	}
	return arena_printf(e->prog->arena, "(f->scratch + %zu)", emit_scratch(e, size));
}

bool emit_is_role(const struct group *g, enum probe_role role)
{
	return g->probes.v[0]->role == role;
}

/* ---- this-> variables ---- */
static void place_this(struct emit *e, struct var *v)
{
	v->offset = e->scratch_base;
	e->scratch_base += (type_strip(v->type)->size + 7) / 8 * 8;
}

/* objects lie side by side: they are cleared in one go, from rt_zero, which has to be as long */
static void place_objects(struct emit *e)
{
	e->objects_at = e->scratch_base;
	for (size_t i = 0; i < e->prog->vars.n; i++)
		if (e->prog->vars.v[i]->storage == V_FIRING && emit_is_object(e->prog->vars.v[i]->type))
			place_this(e, e->prog->vars.v[i]);
	e->objects_size = e->scratch_base - e->objects_at;
	if (e->objects_size > INLINE_BYTES)
		e->zero_size = e->objects_size;
}

static void define_this(struct emit *e, struct buf *out)
{
	buf_puts(out, "struct rt_this {\n\tchar none;\n");
	for (size_t i = 0; i < e->prog->vars.n; i++) {
		struct var *v = e->prog->vars.v[i];

		if (v->storage != V_FIRING || emit_is_object(v->type))
			continue;
		if (type_is_string(v->type) || !type_is_scalar(v->type))
			place_this(e, v);
		else
			buf_printf(out, "\trt_s64 v%u;\n", v->id);
	}
	buf_puts(out, "};\n");
	place_objects(e);
}

static void define_scratch(struct emit *e, struct buf *out)
{
	if (!e->scratch_size) {
		buf_puts(out, "RT_INLINE int rt_scratch_get(struct firing *f)\n{\n\treturn 0;\n}\n"
			 "RT_INLINE void rt_scratch_put(struct firing *f)\n{\n}\n");
		return;
	}
	/*
	 * A firing may be interrupted by another on the same CPU, or preempted and overtaken by
	 * one: a stack of levels would be popped out of order, so each takes a free one of four.
	 * Per-CPU memory comes in units of 32 KB: beyond that it is an array of four for each CPU.
	 */
	bool big = e->scratch_size > PERCPU_MAX;

	buf_printf(out,
		"struct rt_scratch { rt_u32 busy, pad; char data[%zu]; };\n"
		"struct { MAP_UINT(type, %d); MAP_UINT(max_entries, 4); MAP_TYPE(key, rt_u32); "
		"MAP_TYPE(value, struct rt_scratch); } scratch SEC(\".maps\");\n"
		"RT_INLINE int rt_scratch_get(struct firing *f)\n{\n"
		"\tfor (rt_u32 i = 0; i < 4; i++) {\n\t\trt_u32 key = i%s;\n"
		"\t\tstruct rt_scratch *s = bpf_map_lookup_elem(&scratch, &key);\n"
		"\t\tif (s && !__sync_val_compare_and_swap(&s->busy, 0, 1)) {\n"
		"\t\t\tf->scratch = s->data;\n", (e->scratch_size + 7) / 8 * 8,
		big ? 2 : 6, big ? " + 4 * bpf_get_smp_processor_id()" : "");
	for (size_t i = 0; i < e->prog->vars.n; i++) {
		const struct var *v = e->prog->vars.v[i];

		if (v->storage == V_FIRING && type_is_string(v->type))
			buf_printf(out, "\t\t\ts->data[%zu] = 0;\n", v->offset);
	}
	if (e->objects_size > INLINE_BYTES)
		buf_printf(out, "\t\t\tbpf_probe_read_kernel(s->data + %zu, %zu, (const void *)rt_zero);\n",
			   e->objects_at, e->objects_size);
	else if (e->objects_size)
		buf_printf(out, "\t\t\t__builtin_memset(__builtin_assume_aligned(s->data + %zu, 8), 0, %zu);\n",
			   e->objects_at, e->objects_size);
	buf_puts(out, "\t\t\treturn 1;\n\t\t}\n\t}\n\trt_add(&rt.nested, 1);\n\treturn 0;\n}\n"
		 "RT_INLINE void rt_scratch_put(struct firing *f)\n{\n"
		 "\t((volatile struct rt_scratch *)(f->scratch -\n\t\t__builtin_offsetof(struct rt_scratch, data)))->busy = 0;\n}\n");
}

static void define_faults(struct emit *e, struct buf *out)
{
	uint64_t msg = e->prog->lang == LANG_STAP ? e->world->options->strsize : 8;

	buf_printf(out,
		"%s void rt_fault_report(struct firing *f, rt_u32 clause, const char *thrown)\n{\n"
		"\tstruct { struct rt_fault_record r; char msg[%" PRIu64 "]; } *m = bpf_ringbuf_reserve(&ring, sizeof(*m), 0);\n"
		"\tif (!m) {\n\t\trt_lost(&rt_rec_drops[%zu], rt.cpu_drops);\n\t\treturn;\n\t}\n"
		"\tm->r.head.id = RT_REC_FAULT;\n\tm->r.head.cpu = (rt_u16)bpf_get_smp_processor_id();\n"
		"\tm->r.head.probe = f->probe;\n\tm->r.clause = clause;\n\tm->r.site = f->fault.site;\n"
		"\tm->r.code = f->fault.code;\n\tm->r.via = f->fault.via;\n\tm->r.value = f->fault.value;\n\tm->r.msg_len = 0;\n",
		e->apart ? "RT_CALL" : "RT_INLINE", msg, e->prog->records.n);
	if (e->prog->lang == LANG_STAP)
		buf_printf(out, "\tif (!thrown)\n\t\tthrown = f->thrown;\n\trt_barrier(thrown);\n"
			   "\tif (thrown && f->fault.code == 15) {\n\t\trt_str_copy(m->msg, %" PRIu64 ", thrown);\n"
			   "\t\tm->r.msg_len = %" PRIu64 ";\n\t}\n", msg, msg);
	buf_puts(out, "\trt_submit(m);\n\tRT_NOTHING;\n}\n");
}

/* a group that is called from many places (programs of one probe each, faults) is a function there */
static void define_groups(const struct emit *e, struct buf *out)
{
	const struct group *error = emit_error_group(e);

	for (size_t i = 0; i < e->groups.n; i++) {
		bool called = e->group_calls[i] > (error && error->id == i ? ERROR_COPIES : GROUP_COPIES);

		buf_printf(out, "#define GROUP_%zu %s\nenum { GROUP_%zu_FRAMES = %d };\n", i,
			   called ? "RT_CALL" : "RT_INLINE", i, called);
	}
}

/* ---- programs, for providers ---- */
void emit_program_begin(struct emit *e, const char *section, const char *name, const char *ctx_type)
{
	bool regs = !strcmp(ctx_type, "struct pt_regs");
	bool event = !strncmp(section, "tracepoint/", 11);	/* its stack is that of the tracepoint's function */
	bool traced = event || !strncmp(section, "raw_tp/", 7) || !strncmp(section, "tp_btf/", 7);
	const char *skip = traced ? event ? "RT_SKIP_TRACE" : "RT_SKIP_OURS | RT_SKIP_TRACE" : regs ? NULL : "RT_SKIP_OURS";

	out(e, "SEC(\"%s\") int %s(%s *ctx)\n{\n\tstruct firing firing = { .ctx = ctx%s%s%s }, *f = &firing;\n"
	    "\tstruct rt_this this_, *t = &this_;\n\t(void)f;\n\t(void)t;\n", section, name, ctx_type, regs ? ", .regs = ctx" : "", skip ? ", .skip = " : "", skip ? skip : "");
}

void emit_arg(struct emit *e, const struct group *g, unsigned slot, const char *fmt, ...)
{
	va_list ap;

	if (!(g->arg_mask & 1u << slot))
		return;
	out(e, "\tf->arg[%u] = (rt_s64)(", slot);
	va_start(ap, fmt);
	buf_vprintf(&e->out, fmt, ap);
	va_end(ap);
	out(e, ");\n");
}

void emit_group_call(struct emit *e, const struct group *g, const char *probe)
{
	e->group_calls[g->id]++;
	out(e, "\tf->probe = %s;\n\tgroup_%u(f, t);\n", probe, g->id);
}

void emit_program_end(struct emit *e)
{
	out(e, "\treturn 0;\n}\n");
}

/* ---- the whole ---- */
static bool count_node(struct expr *x, void *ctx)
{
	(void)x;
	++*(unsigned *)ctx;
	return true;
}

/*
 * One function of all clauses takes clang more than its length in time, and a jump in it reaches no
 * further than 32767 instructions.
 */
static bool is_long(const struct prog *p)
{
	unsigned nodes = 0;

	for (size_t i = 0; i < p->clauses.n; i++) {
		if (p->clauses.v[i]->guard)
			expr_walk(p->clauses.v[i]->guard, count_node, &nodes);
		block_walk(p->clauses.v[i]->body, NULL, count_node, &nodes);
	}
	return nodes > INLINE_NODES && p->clauses.n > 1;
}

/* so many clauses share a function that there are not too many functions */
static unsigned share(const struct emit *e, unsigned finders)
{
	size_t n = e->prog->clauses.n + finders, calls = 0;

	for (size_t i = 0; i < e->groups.n; i++)
		calls += e->groups.v[i]->clauses.n;
	return n <= SUBPROGS ? 1 : (unsigned)(calls / (SUBPROGS / 2)) + 1;
}

static bool find_exit(struct stmt *s, void *ctx)
{
	if (s->kind == S_DEFER && s->rec->calls.v[s->call].call->builtin->flags & B_GATE)
		*(bool *)ctx = true;
	return true;
}

static bool find_tokens(struct expr *x, void *ctx)
{
	if (x->kind == E_CALL && x->builtin->flags & B_TOKENS && !(x->builtin->flags & B_STATE))
		*(bool *)ctx = true;
	return true;
}

/* one text for each handler, also of the functions that it calls: struct rt_token, the text */
static void emit_reserve_tokens(struct emit *e)
{
	kernel_walk(e->prog, NULL, find_tokens, &e->tokens);
	if (!e->tokens)
		return;
	e->token_at = e->scratch_base;
	e->scratch_base += 16 + (e->world->options->strsize + 7) / 8 * 8;
}

static void emit_programs(struct emit *e)
{
	struct group **of = xcalloc(e->groups.n + 1, sizeof(*of));

	out(e, "\n#line 1 \"<programs>\"\n");
	for (size_t i = 0; i < e->groups.n; i++) {
		const struct provider *pr = e->groups.v[i]->provider;
		size_t n = 0;
		bool first = true;

		for (size_t k = 0; k < i; k++)
			if (e->groups.v[k]->provider == pr)
				first = false;
		if (!first)
			continue;
		for (size_t k = i; k < e->groups.n; k++)
			if (e->groups.v[k]->provider == pr)
				of[n++] = e->groups.v[k];
		if (pr->emit)
			pr->emit(e, of, n);
	}
	free(of);
}

/* of struct firing, which lies on the stack with everything else: as many as are read */
static unsigned slots(const struct emit *e)
{
	unsigned n = emit_error_group(e) ? 6 : 2;	/* ERROR has its arguments; errno is of the second */

	for (size_t i = 0; i < e->groups.n; i++)
		while (n < PROBE_SLOTS && e->groups.v[i]->arg_mask >> n)
			n++;
	return n;
}

int bpf_emit(struct emit *e, struct buf *ret)
{
	struct buf top = BUF_INIT;
	unsigned finders;

	e->types = emit_types_new(e->prog->arena);
	e->apart = is_long(e->prog);
	e->loud_nulls = e->prog->lang == LANG_D;
	e->has_exit = e->prog->fault == FAULT_ENDS_SESSION;
	for (size_t i = 0; i < e->prog->clauses.n; i++)
		block_walk(e->prog->clauses.v[i]->body, find_exit, NULL, &e->has_exit);
	emit_mark_steady(e);
	emit_count_sums(e);
	emit_groups(e);
	e->group_calls = arena_array(e->prog->arena, unsigned, e->groups.n + 1);
	define_this(e, &top);
	emit_maps(e);
	finders = emit_finders(e);
	e->share = e->apart ? share(e, finders) : 1;
	emit_names(e, emit_error_group(e) != NULL);
	if (e->world->options->times || e->world->options->monitor)
		emit_need_parts(e, "times");
	if (e->world->options->monitor)
		emit_need_parts(e, "muted");
	if (e->world->options->cgroup)
		emit_need_parts(e, "cgroup");
	emit_need_locks(e);
	emit_reserve_loops(e);
	emit_reserve_tokens(e);
	emit_reserve_match(e);
	e->funcs = arena_array(e->prog->arena, unsigned char, e->prog->funcs.n + 1);
	e->scratch_at = e->scratch_top = e->scratch_base;
	emit_bodies(e);
	emit_programs(e);
	emit_placers(e);
	emit_adders(e);
	emit_put(e);
	emit_places(e);
	define_scratch(e, &top);
	define_faults(e, &top);
	define_groups(e, &top);

	/* definitions at the very beginning are compiled before the runtime */
	buf_printf(ret, "#define RT_SLOTS %u\n#define RT_UNW_FRAMES %u\n%s%s", slots(e), emit_frames_max(e), e->prog->lang == LANG_STAP ? "#define RT_STAP\n" : "",
		   e->prog->thread_size ? "#define RT_SELF\n" : "");
	if (e->world->options->strsize > LONG_STRING)
		buf_printf(ret, "#define RT_LONG %" PRIu64 "\n", e->world->options->strsize);
	buf_puts(ret, "#line 1 \"<maps>\"\n");
	if (e->apart)
		buf_puts(ret, "#define rt_agg_quant rt_agg_quant_far\n");
	buf_puts(ret, "#pragma clang diagnostic ignored \"-Wunused-label\"\n");
	emit_types_print(e, ret);
	emit_fault_names(ret);
	if (emit_has_many_texts(e->prog))
		buf_puts(ret, "#define RT_SCRATCH volatile\n");
	buf_printf(ret, "#define RT_STRSIZE %" PRIu64 "\n", e->world->options->strsize);
	emit_walk_sizes(e, ret);
	emit_lock_sizes(e, ret);
	emit_match_sizes(e, ret);
	for (size_t i = 0; i < e->parts.n; i++)
		buf_puts(ret, e->parts.v[i]);
	buf_puts(ret, "\n#line 1 \"<maps>\"\n");
	buf_puts(ret, buf_str(&e->decl_top));
	buf_puts(ret, buf_str(&top));
	/* of types and lines the kernel wants to know, of locals nobody: a fifth of clang's time for a long program */
	if (e->apart)
		buf_puts(ret, "#pragma clang attribute push(__attribute__((nodebug)), apply_to = variable(unless(is_parameter)))\n");
	buf_puts(ret, buf_str(&e->out));
	if (e->apart)
		buf_puts(ret, "#pragma clang attribute pop\n");
	buf_puts(ret, "char _license[] SEC(\"license\") = \"GPL\";\n");
	buf_fini(&top);
	if (e->scratch_size > SCRATCH_MAX) {
		diag_error(e->world->diag, (struct span){ 0 }, ERR_LIMIT,
			   "the program needs %zu bytes of scratch for strings, the limit is %d",
			   e->scratch_size, SCRATCH_MAX);
		diag_hint(e->world->diag, "lower strsize (-O strsize=%" PRIu64 ")",
			  e->world->options->strsize / 2);
		e->failed = true;
	}
	return e->failed ? -EINVAL : 0;
}

void emit_fini(struct emit *e)
{
	buf_fini(&e->out);
	buf_fini(&e->decl);
	buf_fini(&e->loops);
	buf_fini(&e->decl_top);
	vec_fini(&e->sites);
	vec_fini(&e->regexes);
	vec_fini(&e->grouped);
}
