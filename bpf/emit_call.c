/*
 * emit_call.c - calls of builtins (their templates filled in) and of the script's functions
 */
#include <assert.h>
#include <ctype.h>
#include <inttypes.h>
#include "bpf/cc.h"
#include "bpf/emit_int.h"
#include "bpf/feature.h"
#include "lang/eval/format.h"
#include "lang/eval/frame.h"
#include "lang/option.h"

enum {
	FRAMES = 127,			/* as many as the kernel walks, if it is not told otherwise */
	STACK_BYTES = 8 + 8 * FRAMES,	/* number of frames, frames */
	WORK_BYTES = STACK_BYTES + 256,	/* $work: frames, and a line of text behind them */
};

struct call {
	const struct expr *x;
	const struct builtin *b;
	unsigned n;		/* names of its temporaries: a<n>_<i> */
	const char *dst;
	size_t	size;
};

bool emit_takes_dst(const struct builtin *b)
{
	return b->bpf && (strstr(b->bpf, "$dst") || strstr(b->bpf, "$sprintf") || strstr(b->bpf, "$values"));
}

/* one conversion in the words of bpf_snprintf (kernel/bpf/helpers.c, bpf_bprintf_prepare) */
static void bpf_conversion(struct emit *e, const struct call *c, const struct format_piece *p, struct buf *b)
{
	char letter = p->conv->letter;
	bool number = letter && strchr("diuxX", letter);

	if (p->prec >= 0 || p->width_arg || p->prec_arg || !(number || strchr("scp", letter)))
		emit_error(e, c->x->span, "%s() in the kernel knows %%d %%i %%u %%x %%X %%p %%s %%c "
			   "with flags and a width only", c->b->name);
	emit_conversion(b, p);
}

static void expand_format(struct emit *e, const struct call *c)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; c->x->fmt && i < c->x->fmt->pieces.n; i++) {
		const struct format_piece *p = &c->x->fmt->pieces.v[i];

		emit_literal(&b, p);
		if (p->conv)
			bpf_conversion(e, c, p, &b);
	}
	buf_quote(&e->out, buf_str(&b), b.len);
	buf_fini(&b);
}

/* the arguments after the format; the kernel takes at most 12 */
static void expand_rest(struct emit *e, const struct call *c)
{
	if (c->x->args.n > 13)
		emit_error(e, c->x->span, "%s() takes at most 12 values in the kernel", c->b->name);
	out(e, "%s", c->x->args.n > 1 ? "" : "0");
	for (size_t i = 1; i < c->x->args.n; i++)
		out(e, "%s(rt_u64)a%u_%zu", i > 1 ? ", " : "", c->n, i + 1);
}

/* a part of the runtime that needs more of the kernel; what it would replace does without */
static bool part_usable(const struct emit *e, const char *text)
{
	return text != rt_part("unwind", 6) ||
	       (e->world->options->unwind[0] == 'a' && feature_has(e->features, FEAT_unwind));
}

/* names of parts of the runtime, those that others build on first */
void emit_need_parts(struct emit *e, const char *names)
{
	while (names && *names) {
		size_t n = strcspn(names, " ");
		const char *text = rt_part(names, n);
		bool there = false;

		assert(text);
		for (size_t i = 0; i < e->parts.n; i++)
			there |= e->parts.v[i] == text;
		if (!there && part_usable(e, text))
			vec_push(e->prog->arena, &e->parts, text);
		names += n + (names[n] == ' ');
	}
}

static void expand(struct emit *e, const struct call *c, const char *tmpl);

/* where a clause keeps the value of a row that is computed once (B_PER_FIRING); in its declarations */
static void declare_once(struct emit *e, const char *name)
{
	char *decl = arena_printf(e->prog->arena, "\trt_u64 once_%s = 0;\n", name);

	if (!strstr(buf_str(&e->decl), decl))
		buf_puts(&e->decl, decl);
}

/* the clock as timestamp has it in this clause */
static void emit_now(struct emit *e)
{
	const struct builtin *b = builtin_find(LANG_D, "timestamp", -1);

	declare_once(e, b->name);
	out(e, "(once_%s ? once_%s : (once_%s = %s))", b->name, b->name, b->name, b->bpf);
}

static void expand_sprintf(struct emit *e, const struct call *c)
{
	if (emit_format_is_plain(c->x)) {
		expand(e, c, "rt_sprintf($dst, $size, $fmt, $rest)");
		return;
	}

	struct text_call t = { .x = c->x, .n = c->n, .dst = c->dst, .size = c->size };

	if (emit_format_is_spliced(c->x)) {
		emit_spliced(e, &t);
		return;
	}
	emit_need_parts(e, "text");
	emit_text_format(e, &t);
}

static void expand_now(struct emit *e, const struct call *c)
{
	(void)c;
	emit_now(e);
}

static void expand_work(struct emit *e, const struct call *c)
{
	(void)c;
	out(e, "%s", emit_slot(e, WORK_BYTES));
}

static void expand_frames(struct emit *e, const struct call *c)
{
	(void)c;
	out(e, "%" PRIu64, e->world->options->stackframes);
}

static void expand_token(struct emit *e, const struct call *c)
{
	(void)c;
	e->uses_scratch = true;
	out(e, "(struct rt_token *)(f->scratch + %zu)", e->token_at);
}

static void expand_match(struct emit *e, const struct call *c)
{
	(void)c;
	e->uses_scratch = true;
	out(e, "(struct rt_match *)(f->scratch + %zu)", e->match_at);
}

static void expand_grouped(struct emit *e, const struct call *c)
{
	out(e, "rt_grouped_%u", emit_grouped(e, c->x->regex));
}

static void expand_dst(struct emit *e, const struct call *c)
{
	out(e, "%s", c->dst);
}

static void expand_size(struct emit *e, const struct call *c)
{
	out(e, "%zu", c->size);
}

static void expand_regex(struct emit *e, const struct call *c)
{
	out(e, "rt_regex_%u", emit_regex(e, c->x->regex));
}

static void expand_name(struct emit *e, const struct call *c)
{
	out(e, "rt_name_%d(f->probe)", c->b->field);
}

static void expand_count(struct emit *e, const struct call *c)
{
	out(e, "%zu", c->x->args.n);
}

static void expand_firing(struct emit *e, const struct call *c)
{
	(void)c;
	out(e, "f");
}

/* placeholders of templates, without the $: builtin.h says what they stand for. A word before its beginnings. */
static const struct placeholder {
	const char *word;
	void (*expand)(struct emit *e, const struct call *c);
} placeholders[] = {
	{ "sprintf", expand_sprintf },
	{ "now", expand_now },
	{ "work", expand_work },
	{ "frames", expand_frames },
	{ "token", expand_token },
	{ "match", expand_match },
	{ "grouped", expand_grouped },
	{ "dst", expand_dst },
	{ "size", expand_size },
	{ "regex", expand_regex },
	{ "fmt", expand_format },
	{ "rest", expand_rest },
	{ "name", expand_name },
	{ "#", expand_count },
	{ "f", expand_firing },
};

/* the one at s; NULL: none */
static const struct placeholder *placeholder_at(const char *s)
{
	for (size_t i = 0; i < sizeof(placeholders) / sizeof(placeholders[0]); i++)
		if (!strncmp(s, placeholders[i].word, strlen(placeholders[i].word)))
			return &placeholders[i];
	return NULL;
}

/* one placeholder at *p (after the $); moves *p behind it */
static void expand_one(struct emit *e, const struct call *c, const char **p)
{
	const char *s = *p;
	size_t nargs = c->x->args.n;

	if (isdigit((unsigned char)*s)) {
		size_t i = strtoul(s, (char **)p, 10);

		if (i >= 1 && i <= nargs)
			out(e, "a%u_%zu", c->n, i);
		else
			out(e, "0");
	} else if (*s == 'n' && isdigit((unsigned char)s[1])) {
		size_t i = strtoul(s + 1, (char **)p, 10);

		out(e, "%zu", i >= 1 && i <= nargs ? emit_string_size(c->x->args.v[i - 1]) : 0);
	} else if (!strncmp(s, "values", 6)) {		/* $values01: delimiter, newline */
		emit_text_values(e, &(struct text_call){ .x = c->x, .n = c->n, .dst = c->dst, .size = c->size },
				 s[6] == '1', s[7] == '1');
		*p = s + 8;
	} else if (placeholder_at(s)) {
		placeholder_at(s)->expand(e, c);
		*p = s + strlen(placeholder_at(s)->word);
	} else {
		out(e, "$");
	}
}

static void expand(struct emit *e, const struct call *c, const char *tmpl)
{
	for (const char *p = tmpl; *p;) {
		if (*p == '$') {
			p++;
			expand_one(e, c, &p);
		} else {
			buf_putc(&e->out, *p++);
		}
	}
}

/* strings that are NULL, once all arguments have been evaluated: a fault in one of those comes first */
static void emit_null_args(struct emit *e, const struct call *c)
{
	if (c->b->flags & B_NULL_OK)
		return;
	for (size_t i = 0; i < c->x->args.n; i++) {
		const struct expr *arg = c->x->args.v[i];

		if (arg->kind == E_VARREF || arg->kind == E_STR || !type_is_string(arg->type))
			continue;
		out(e, "if (!a%u_%zu) ", c->n, i + 1);
		if (e->loud_nulls)
			emit_fail(e, "1", "0", arg->span);
		else
			out(e, "a%u_%zu = \"\";", c->n, i + 1);
		out(e, " ");
	}
}

/* arguments into temporaries, so that a template may name one twice */
static void emit_call_args(struct emit *e, const struct call *c)
{
	bool wait = emit_args_wait(c->x);

	if (wait)
		out(e, "rt_s64 *w%u = (rt_s64 *)%s; ", c->n, emit_slot(e, 8 * (c->x->args.n + 1)));
	for (size_t i = 0; i < c->x->args.n; i++) {
		const struct expr *arg = c->x->args.v[i];

		if (arg->kind == E_VARREF)
			continue;
		if (!type_is_string(arg->type)) {
			if (wait)
				out(e, "w%u[%zu] = ", c->n, i + 1);
			else
				out(e, "%s a%u_%zu = ", emit_wide(arg->type), c->n, i + 1);
			if (emit_is_object(arg->type))
				emit_addr(e, arg);
			else
				emit_expr(e, arg);
			if (wait)
				out(e, "; ");
			else
				out(e, "; (void)a%u_%zu; ", c->n, i + 1);
			continue;
		}
		out(e, "const char *a%u_%zu = ", c->n, i + 1);
		emit_expr(e, arg);
		out(e, "; ");
	}
	emit_null_args(e, c);
}

static void emit_call_check(struct emit *e, const struct call *c)
{
	if (!(c->b->flags & B_FAULTS))
		return;
	out(e, "if (f->fault.code) { f->fault.site = %u; goto %s; } ", emit_site(e, c->x->span),
	    e->fault_label);
}

static struct call call_begin(struct emit *e, const struct expr *x, const char *dst, size_t size)
{
	struct call c = { .x = x, .b = x->builtin, .n = ++e->label, .dst = dst, .size = size };

	emit_need_parts(e, c.b->rt);
	if (!c.b->bpf)
		emit_error(e, x->span, "%s() cannot be used in a probe that fires in the kernel",
			   c.b->name);
	emit_call_args(e, &c);
	return c;
}

/* statements that leave a string, stack or bytes result in dst */
void emit_call_into(struct emit *e, const struct expr *x, const char *dst, size_t size)
{
	struct call c = call_begin(e, x, dst, size);

	expand(e, &c, c.b->bpf ? c.b->bpf : "0");
	out(e, "; ");
	emit_call_check(e, &c);
}

void emit_call_stmt(struct emit *e, const struct expr *x)
{
	if (x->builtin->flags & B_ALLOCA) {	/* bcopy(): into what alloca() gave */
		const char *area = emit_alloca_area(e);

		out(e, "({ ");
		emit_call_into(e, x, area, e->world->options->scratchsize);
		out(e, "})");
		return;
	}
	const char *dst = emit_takes_dst(x->builtin) ?
			  emit_slot(e, type_strip(x->type)->size ? type_strip(x->type)->size : 8) : "0";

	out(e, "({ ");
	emit_call_into(e, x, dst, type_strip(x->type)->size);
	out(e, "})");
}

/* one area for all the alloca() and copyin() of a clause; bpf/rt/memory.bpf.h deals it out */
const char *emit_alloca_area(struct emit *e)
{
	if (!e->alloca_at) {
		size_t size = (e->world->options->scratchsize + 7) / 8 * 8;

		/* two sizes that only the run knows: the verifier bounds each by the area, not their sum */
		e->alloca_at = emit_scratch(e, 2 * size) + 1;
	}
	return arena_printf(e->prog->arena, "(f->scratch + %zu)", e->alloca_at - 1);
}

/* the name of the probe lies in a table: its place there, without a copy */
size_t emit_probe_width(const struct emit *e, const struct expr *x)
{
	return e->name_width[x->builtin->field];
}

static bool emit_probe_field(struct emit *e, const struct expr *x)
{
	if (!builtin_is_probe_name(x->builtin))
		return false;
	out(e, "rt_name_%d(f->probe)", x->builtin->field);
	return true;
}

unsigned emit_frames_max(const struct emit *e)
{
	uint64_t n = e->world->options->maxframes;

	return n < FRAMES ? FRAMES : n > STACK_MAX ? STACK_MAX : (unsigned)n;
}

/* a number for whose making the body needs memory: $dst is only its work space */
static void emit_call_working(struct emit *e, const struct expr *x)
{
	bool alloca_too = x->builtin->flags & B_ALLOCA;
	size_t size = alloca_too ? e->world->options->scratchsize : 8 + 8 * emit_frames_max(e);
	const char *dst = alloca_too ? emit_alloca_area(e) : emit_slot(e, size);

	out(e, "({ ");

	struct call c = call_begin(e, x, dst, size);

	out(e, "%s r%u = ", emit_wide(x->type), c.n);
	expand(e, &c, c.b->bpf);
	out(e, "; ");
	emit_call_check(e, &c);
	out(e, "r%u; })", c.n);
}

/* a string, a stack or bytes in a buffer: its address; 0 for a string that is NULL */
static void emit_call_buffer(struct emit *e, const struct expr *x)
{
	const struct type *t = type_strip(x->type);
	const char *dst = emit_slot(e, t->size ? t->size : 8);

	out(e, "({ ");
	if (!(x->builtin->flags & B_NULL_RESULT)) {
		emit_call_into(e, x, dst, t->size);
		out(e, "(%s)%s; })", t->kind == TY_STRING ? "const char *" : "rt_u64", dst);
		return;
	}
	struct call c = call_begin(e, x, dst, t->size);

	out(e, "const char *r%u = (", c.n);
	expand(e, &c, c.b->bpf);
	out(e, ") ? %s : 0; ", dst);
	emit_call_check(e, &c);
	out(e, "r%u; })", c.n);
}

static void emit_call_value(struct emit *e, const struct expr *x)
{
	bool is_string = type_is_string(x->type);

	out(e, "({ ");

	struct call c = call_begin(e, x, "0", 0);

	if (is_string)
		out(e, "const char *r%u = ", c.n);
	else
		out(e, "%s r%u = (%s)(", emit_wide(x->type), c.n, emit_ctype(x->type));
	expand(e, &c, c.b->bpf ? c.b->bpf : "0");
	out(e, is_string ? "; " : "); ");
	emit_call_check(e, &c);
	out(e, "r%u; })", c.n);
}

/* one value for all of a clause: D latches timestamp at its first use */
static void emit_call_once(struct emit *e, const struct expr *x)
{
	const char *name = x->builtin->name, *type = emit_wide(x->type);

	declare_once(e, name);
	out(e, "(once_%s ? (%s)once_%s : (%s)(once_%s = (rt_u64)", name, type, name, type, name);
	emit_call_value(e, x);
	out(e, "))");
}

void emit_call(struct emit *e, const struct expr *x)
{
	if (emit_probe_field(e, x))
		return;
	if (emit_takes_dst(x->builtin) && type_is_scalar(type_strip(x->type)))
		emit_call_working(e, x);
	else if (emit_takes_dst(x->builtin))
		emit_call_buffer(e, x);
	else if (x->builtin->flags & B_PER_FIRING)
		emit_call_once(e, x);
	else
		emit_call_value(e, x);
}

/* without recursion a limit matters that is below what calls stand in calls */
uint64_t emit_nesting(const struct emit *e)
{
	uint64_t max = e->world->options->maxnesting;

	if (!e->prog->cycles.n)
		return max && max < e->prog->nesting ? max : 0;
	max = max ? max : e->prog->nesting;
	return max < NESTING_MAX ? max : NESTING_MAX;
}

void emit_fcall(struct emit *e, const struct expr *x)
{
	uint64_t limit = emit_nesting(e);
	unsigned n = ++e->label;
	const struct func *fn = x->func;
	bool is_string = type_is_string(fn->result), is_void = fn->result->kind == TY_VOID;

	out(e, "({ ");
	for (size_t i = 0; i < x->args.n; i++) {
		out(e, "%s a%u_%zu = ", type_is_string(x->args.v[i]->type) ? "const char *" : "rt_s64", n, i);
		emit_expr(e, x->args.v[i]);
		out(e, "; ");
	}
	if (e->funcs[fn->id] & EMIT_FUNC_SCRATCH)
		e->uses_scratch = true;
	if (limit) {
		out(e, "if (f->depth >= %" PRIu64 ") ", limit);
		emit_fail(e, "17", "0", x->span);
		out(e, " f->depth++; ");
	}
	if (!is_void)
		out(e, "%s r%u = ", is_string ? "const char *" : "rt_s64", n);
	out(e, "fn_%u(f, t", fn->id);
	for (size_t i = 0; i < x->args.n; i++)
		out(e, ", a%u_%zu", n, i);
	out(e, "); %sif (f->fault.code) { f->fault.via = RT_VIA(f->fault.via, %u); goto %s; } ", limit ? "f->depth--; " : "",
	    x->span.start, e->fault_label);
	if (is_string) {
		/* the function's buffer is written again by its next call */
		const char *dst = emit_slot(e, emit_string_size(x));

		out(e, "rt_str_copy(%s, %zu, r%u); r%u = %s; ", dst, emit_string_size(x), n, n, dst);
	}
	if (is_void)
		out(e, "(void)0; })");
	else
		out(e, "r%u; })", n);
}
