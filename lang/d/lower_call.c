/*
 * lower_call.c - calls of actions and subroutines, built-in variables (reference D, section 6)
 *
 * What is checked comes from the builtin's row: sig and flags, and the tags by which D reports.
 */
#include <inttypes.h>
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/d/lower.h"
#include "lang/eval/format.h"
#include "lang/eval/frame.h"
#include "lang/stability.h"
#include "lib/near.h"

enum { REG_LAST = 25 };		/* of uregs[]: R_TRAPNO */

static const struct builtin_tags plain = {
	ERR_PROTO_LEN, ERR_PROTO_ARG, ERR_PROTO_ARG, ERR_PROTO_ARG, ERR_PROTO_ARG
};

/* ---- types of results ---- */
static unsigned probe_string_size(const struct d_lower *l)
{
	size_t most = 1;

	for (size_t i = 0; l->clause && i < l->clause->probes.n; i++) {
		for (enum probe_field f = FIELD_PROV; f <= FIELD_NAME; f++) {
			const struct probe *p = l->clause->probes.v[i];
			size_t n = p->later ? PROBE_LATER_NAME - 1 : strlen(probe_shown(p, f));

			most = n > most ? n : most;
		}
	}
	return (unsigned)(most + 1 + 7) / 8 * 8;
}

/* dtrace cuts without a word (D, "stack()") */
static uint64_t frames_cut(struct d_lower *l, const struct expr *call, uint64_t frames, bool user)
{
	uint64_t max = l->opt->maxframes && l->opt->maxframes < STACK_MAX ? l->opt->maxframes : STACK_MAX;

	if (frames <= max)
		return frames;
	if (l->diag->style != DIAG_DTRACE) {
		diag_warn(l->diag, call->span, "of these stacks the first %" PRIu64 " frames are kept (option maxframes)", max);
		diag_hint(l->diag, user ? "-O maxframes=%" PRIu64 " keeps more" : "-O maxframes=%" PRIu64 " keeps more, as "
			  "far as sysctl kernel.perf_event_max_stack allows", frames);
	}
	return max;
}

static const struct type *result_type(struct d_lower *l, const struct builtin *b, const struct sig *sig, const struct expr *call)
{
	uint64_t frames = l->opt->stackframes;
	const struct type *t = b->d_type ? d_type_text(l, b->d_type) : NULL;

	if (t)
		return t;
	if (builtin_is_probe_name(b))
		return type_string(l->arena, probe_string_size(l));
	if (sig->ret.kind == SA_TASK)
		t = d_type_text(l, "struct task_struct *");
	if (t)
		return t;
	if (sig->ret.kind == SA_STACK) {
		/* ustack's own default is the larger: it takes the size of its string table as well */
		if (sig->nargs > 1)
			frames = l->opt->ustackframes;
		if (call->args.n && call->args.v[0]->kind == E_CONST)
			frames = (uint64_t)call->args.v[0]->num;
		frames = frames_cut(l, call, frames, sig->nargs > 1);
	}
	return sig_type(l->arena, &sig->ret, (unsigned)(l->opt->strsize ? l->opt->strsize : 1), (unsigned)frames);
}

static struct expr *call_expr(struct d_lower *l, const struct builtin *b, struct span at)
{
	struct expr *e = prog_expr(l->prog, E_CALL, &type_void, at);

	e->builtin = b;
	e->trusted = b->flags & B_TRUSTED;
	return e;
}

struct expr *d_builtin_var(struct d_lower *l, const struct builtin *b, struct span at)
{
	struct expr *e = call_expr(l, b, at);
	struct sig sig;

	if (!builtin_sig(b, &sig))
		return d_error(l, at);
	if (b->flags & B_ABSENT) {
		diag_error(l->diag, at, ERR_VAR_UNSUP, "built-in variable '%s' not implemented", b->name);
		return d_error(l, at);
	}
	e->type = result_type(l, b, &sig, e);
	if (b->stability)
		d_attr(l, *b->stability, b->name, at);
	return e;
}

/* ---- arguments ---- */
struct arg_ctx {
	struct d_lower *l;
	const struct builtin *b;
	const struct builtin_tags *tags;
	const struct d_node *call;
};

static struct expr *misfit(const struct arg_ctx *c, size_t i, const struct expr *e, enum diag_tag tag, const char *want)
{
	if (!d_is_error(e))
		diag_error(c->l->diag, c->call->list.v[i]->span, tag, "argument %zu of %s() must be %s, not %s", i + 1,
			   c->b->name, want, d_tstr(c->l, e->type));
	return d_error(c->l, c->call->list.v[i]->span);
}

static struct expr *string_arg(const struct arg_ctx *c, size_t i, struct expr *e)
{
	if (type_is_stringish(e->type))
		return d_stringof(c->l, e, e->span);
	if (d_is_null(e) && c->b->flags & B_NULL_OK)
		return e;
	if (d_is_null(e))	/* a fault when it is run */
		return d_stringof(c->l, prog_cast(c->l->prog, e, type_ptr(c->l->arena, &type_char)), e->span);
	misfit(c, i, e, c->tags->arg, "a string");
	if (!d_is_error(e) && type_is_scalar(e->type))
		diag_hint(c->l->diag, "text at an address is read by copyinstr() or, in the kernel, stringof()");
	return d_error(c->l, e->span);
}

static struct expr *const_arg(const struct arg_ctx *c, size_t i, struct expr *e)
{
	/* ustack() has a size of its string table, which may be 0 */
	enum diag_tag tag = c->tags->konst == ERR_USTACK_FRAMES && i ? ERR_USTACK_STRSIZE : c->tags->konst;

	int64_t most = tag == ERR_REGS_IDX ? REG_LAST : INT32_MAX;

	/* the number of a register begins with 0 */
	if (d_is_error(e) || (e->kind == E_CONST && type_is_int(e->type) && e->num <= most &&
			      (e->num > 0 || (!e->num && (tag == ERR_REGS_IDX || tag == ERR_USTACK_STRSIZE)))) ||
	    (e->kind == E_CONST && type_is_int(e->type) && c->tags->konst == ERR_PROTO_ARG))
		return e;
	diag_error(c->l->diag, e->span, tag, "argument %zu of %s() must be a positive constant integer", i + 1,
		   c->b->name);
	return d_error(c->l, e->span);
}

static struct expr *any_arg(const struct arg_ctx *c, size_t i, struct expr *e, const struct sig_arg *s)
{
	const struct type *t = type_strip(e->type);

	if (t->kind == TY_VOID)
		return misfit(c, i, e, c->tags->arg, "a value");
	if (d_xlated(c->l, e) && c->b->flags & B_OBJECT)
		e = d_whole(c->l, e);
	if (d_xlated(c->l, e))
		return misfit(c, i, e, s->kind == SA_REST ? ERR_PRINTF_ARG_TYPE : c->tags->agg,
			      "a member of what is translated");
	/* what is recorded has the size of its type: trace(1 << 33) is 0 (2.1) */
	if (e->kind == E_CONST && t->size && t->size < 8) {
		unsigned shift = 64 - 8 * (unsigned)t->size;
		uint64_t up = (uint64_t)e->num << shift;

		e->num = type_is_signed(t) ? (int64_t)up >> shift : (int64_t)(up >> shift);
	}
	return t->kind == TY_ARRAY && !t->nelem ? d_decay(c->l, e) : e;
}

static struct expr *agg_arg(const struct arg_ctx *c, size_t i)
{
	const struct d_node *n = c->call->list.v[i];

	if (n->kind == DN_AGG) {
		struct expr *e = d_agg_ref(c->l, n, c->tags->undef);

		if (e->var && c->b->flags & B_CLEARS)
			e->var->resets = true;
		return e;
	}
	diag_error(c->l->diag, n->span, c->tags->agg, "argument %zu of %s() must be an aggregation%s", i + 1, c->b->name,
		   d_is_agg(n) ? " without keys" : "");
	return d_error(c->l, n->span);
}

static struct expr *bytes_arg(const struct arg_ctx *c, size_t i, struct expr *e)
{
	struct d_lower *l = c->l;
	int64_t n = 0;

	e = d_decay(l, e);
	if (!type_is_scalar(e->type))
		return misfit(c, i, e, c->tags->arg, "an address");
	if (i + 1 >= c->call->list.n || !d_const_int(l, c->call->list.v[i + 1], &n) || n <= 0 || n > 1 << 20)
		return e;	/* said about the next argument */

	const struct type *t = type_array(l->arena, &type_char, (uint64_t)n);

	return d_load(l, prog_cast(l->prog, e, type_ptr(l->arena, t)), t, e->span);
}

static bool has_word(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = words; (at = strstr(at, word)); at += n)
		if ((at == words || at[-1] == ' ') && (!at[n] || at[n] == ' '))
			return true;
	return false;
}

/* does it point to what the function is about? What points to no type in particular may */
static bool object_fits(const char *words, const struct type *t)
{
	char bytes[2] = "0";

	if (!words || !type_is_ptr(t))
		return true;
	for (t = type_strip(t)->to; t->kind == TY_TYPEDEF && t->to; t = t->to)
		if (t->name && has_word(words, t->name))
			return true;
	if (!type_is_int(t))
		return t->kind == TY_VOID || t->kind == TY_ERROR || (t->name && has_word(words, t->name));
	bytes[0] += (char)(t->size % 10);
	return has_word(words, bytes);
}

/* text of what is at an address */
static bool makes_text(const struct builtin *b)
{
	struct sig sig;

	return builtin_sig(b, &sig) && sig.ret.kind == SA_STRING;
}

static struct expr *sized(const struct arg_ctx *c, size_t i, struct expr *e, const struct sig_arg *s)
{
	e = d_decay(c->l, e);
	if (!type_is_scalar(e->type)) {
		struct expr *bad = misfit(c, i, e, c->tags->arg, s->kind == SA_VALUE ? "an integer" : "an address");

		if (s->kind == SA_PTR && type_is_string(e->type) && makes_text(c->b))
			diag_hint(c->l->diag, "that is the text itself, and is used as it is");
		return bad;
	}
	if (s->kind == SA_PTR && s->type &&
	    ((e->kind == E_CONST && type_is_int(e->type) && e->num) || !object_fits(c->b->object, e->type)))
		return misfit(c, i, e, c->tags->arg, "a pointer to what it is about");
	return s->kind == SA_VALUE ? prog_cast(c->l->prog, e, s->type) : e;
}

static struct expr *one_arg(const struct arg_ctx *c, size_t i, const struct sig_arg *s)
{
	const struct d_node *n = c->call->list.v[i];
	struct expr *e;

	if (s->kind == SA_AGG || (s->kind == SA_REST && n->kind == DN_AGG))
		return agg_arg(c, i);
	if (s->kind == SA_ANY && d_is_agg(n)) {
		diag_error(c->l->diag, n->span, c->tags->agg, "argument %zu of %s() must be a value, and an aggregation has none",
			   i + 1, c->b->name);
		diag_hint(c->l->diag, "printa() prints aggregations");
		return d_error(c->l, n->span);
	}
	if (s->kind == SA_VALUE && d_is_agg(n)) {
		diag_error(c->l->diag, n->span, c->tags->arg, "argument %zu of %s() must be an integer, and an aggregation has no value",
			   i + 1, c->b->name);
		return d_error(c->l, n->span);
	}
	e = d_expr(c->l, n);
	if (d_is_error(e))
		return e;
	switch (s->kind) {
	case SA_VALUE: case SA_PTR: case SA_TASK:
		return sized(c, i, e, s);
	case SA_MEM:	/* a string lies somewhere, too */
		return type_is_string(e->type) ? prog_cast(c->l->prog, e, &type_uint64) : sized(c, i, e, s);
	case SA_BYTES:
		return bytes_arg(c, i, e);
	case SA_STRING:
		return string_arg(c, i, e);
	case SA_CONST:
		return const_arg(c, i, e);
	case SA_LIT: case SA_FMT:
		if (n->kind == DN_STR)		/* no string of the program: strsize is nothing to it */
			return prog_str(c->l->prog, n->str, n->len, n->span);
		return e->kind == E_STR ? e : misfit(c, i, e, s->kind == SA_FMT ? ERR_PRINTF_ARG_FMT : c->tags->arg, "a string literal");
	case SA_ANY: case SA_REST:
		return any_arg(c, i, e, s);
	case SA_STACK:
		return type_strip(e->type)->kind == TY_STACK ? e : misfit(c, i, e, c->tags->arg, "a stack");
	case SA_SYM:
		return type_strip(e->type)->kind == TY_SYMADDR ? e : misfit(c, i, e, c->tags->arg, "a symbol");
	case SA_USYM:
		return type_strip(e->type)->kind == TY_USYMADDR ? e : misfit(c, i, e, c->tags->arg, "a user symbol");
	case SA_AGG: case SA_VOID:
		break;
	}
	return e;
}

/* ---- printf-like: the format and what it takes ---- */
/* printa's conversions take the keys: stand-ins of their types */
static struct expr **key_args(struct d_lower *l, const struct expr *ref)
{
	struct expr **keys = arena_array(l->arena, struct expr *, ref->var->keys.n + 1);

	for (size_t i = 0; i < ref->var->keys.n; i++)
		keys[i] = prog_expr(l->prog, E_CONST, ref->var->keys.v[i], ref->span);
	return keys;
}

static void check_format(const struct arg_ctx *c, struct expr *e)
{
	struct d_lower *l = c->l;
	struct expr *lit = e->args.v[0];
	bool printa = e->args.n > 1 && e->args.v[1]->kind == E_VARREF;
	struct format *f;

	if (!lit->str_len && !(c->b->flags & B_DESTRUCTIVE)) {
		diag_error(l->diag, lit->span, ERR_PRINTF_FMT_EMPTY, "the format of %s() is empty", c->b->name);
		return;
	}
	f = !lit->str_len ? arena_new_of(l->arena, struct format)	/* freopen(""): back again */
			  : format_parse(l->arena, l->diag, LANG_D, lit->str, lit->str_len, lit->span);
	if (!f)
		return;
	if (printa ? format_check(f, l->diag, LANG_D, l->arena, key_args(l, e->args.v[1]), e->args.v[1]->var->keys.n,
				  c->call->span, true)
		   : format_check(f, l->diag, LANG_D, l->arena, e->args.v + 1, e->args.n - 1, c->call->span, false))
		e->fmt = f;
}

/* aggregations printed together have the same keys (5.7) */
static bool check_joined(const struct arg_ctx *c, const struct expr *e)
{
	const struct var *first = NULL;

	for (size_t i = 0; i < e->args.n; i++) {
		const struct var *v = e->args.v[i]->kind == E_VARREF ? e->args.v[i]->var : NULL;

		if (v && first && v->keys.n != first->keys.n) {
			diag_error(c->l->diag, e->args.v[i]->span, ERR_PRINTA_AGGPROTO, "@%s has %zu keys, but @%s has %zu",
				   v->name, v->keys.n, first->name, first->keys.n);
			return false;
		}
		for (size_t k = 0; v && first && k < v->keys.n; k++) {
			const struct type *a = type_strip(v->keys.v[k]), *b = type_strip(first->keys.v[k]);

			if (a->kind == b->kind && (a->kind == TY_STRING || a->kind == TY_STACK || a->size == b->size))
				continue;
			diag_error(c->l->diag, e->args.v[i]->span, ERR_PRINTA_AGGKEY, "key %zu of @%s is %s, but of @%s %s",
				   k + 1, v->name, d_tstr(c->l, a), first->name, d_tstr(c->l, b));
			return false;
		}
		first = first ? first : v;
	}
	return true;
}

/* ---- speculations (11.6) ---- */
static void spec_error(const struct arg_ctx *c, enum diag_tag tag, const char *what)
{
	diag_error(c->l->diag, c->call->span, tag, "%s() %s", c->b->name, what);
}

void d_records(struct d_lower *l, const char *name, struct span at)
{
	if (l->committed)
		diag_error(l->diag, at, ERR_DREC_COMM, "%s() records data after commit()", name);
	l->recorded += !l->speculated;	/* into the speculation, which a commit() may follow */
}

static void check_speculation(const struct arg_ctx *c)
{
	struct d_lower *l = c->l;
	unsigned s = c->b->flags;

	if (s & B_SPECULATES) {
		if (l->speculated)
			spec_error(c, ERR_SPEC_SPEC, "a second time in one clause");
		else if (l->committed)
			spec_error(c, ERR_SPEC_COMM, "after commit()");
		else if (l->recorded || l->aggregated)
			spec_error(c, ERR_SPEC_DREC, "after data was recorded");
		l->speculated++;
	}
	if (s & B_COMMITS) {
		if (l->recorded || l->aggregated)
			spec_error(c, ERR_COMM_DREC, "after data was recorded");
		l->committed++;
	}
	if (s & B_GATE && l->speculated)
		spec_error(c, ERR_EXIT_SPEC, "after speculate()");
	else if (s & B_DESTRUCTIVE && l->speculated)
		spec_error(c, ERR_ACT_SPEC, "changes the system and cannot follow speculate()");
	else if (s & B_RECORDS && !(s & B_DESTRUCTIVE))
		d_records(l, c->b->name, c->call->span);
}

/* ---- calls ---- */
static void wrong_count(const struct arg_ctx *c, const struct sig *sig, size_t n)
{
	char most[32];

	snprintf(most, sizeof(most), " to %u", sig->nargs);
	diag_error(c->l->diag, c->call->span, c->tags->len, "%s() takes %u%s argument%s, not %zu", c->b->name, sig->min,
		   sig->rest ? " or more" : sig->min == sig->nargs ? "" : most, sig->nargs == 1 ? "" : "s", n);
	diag_hint(c->l->diag, "its prototype is %s %s", c->b->name, c->b->sig);
}

/* an optional format comes first or not at all; what has none begins with its first argument */
static bool has_format(const struct sig *sig, const struct d_node *call)
{
	return !sig->nargs || sig->args[0].kind != SA_FMT || !sig->args[0].optional ||
	       (call->list.n && call->list.v[0]->kind == DN_STR);
}

static bool count_fits(const struct sig *sig, const struct d_node *call)
{
	bool both = sig->nargs && sig->args[0].kind == SA_FMT && sig->args[0].optional && has_format(sig, call);

	return call->list.n >= sig->min + both && (sig->rest || call->list.n <= sig->nargs);
}

static bool lower_args(const struct arg_ctx *c, const struct sig *sig, struct expr *e)
{
	static const struct sig_arg rest = { .kind = SA_REST };
	const struct sig_arg *last = sig->nargs ? &sig->args[sig->nargs - 1] : &rest;
	const struct sig_arg *goes_on = last->kind == SA_AGG ? last : &rest;	/* behind an aggregation: aggregations */
	size_t n = c->call->list.n, at = has_format(sig, c->call) ? 0 : 1;
	bool ok = true;

	for (size_t i = 0; i < n; i++, at++) {
		struct expr *a = one_arg(c, i, at < sig->nargs ? &sig->args[at] : goes_on);

		ok &= !d_is_error(a);
		vec_push(c->l->arena, &e->args, a);
	}
	return ok;
}

static bool alloca_fits(struct d_lower *l, const struct expr *e)
{
	while (e->kind == E_CAST)
		e = e->a;
	if (e->kind != E_CONST || (uint64_t)e->num <= l->opt->scratchsize)
		return true;
	diag_error(l->diag, e->span, ERR_ALLOCA_SIZE, "alloca() of %lld bytes, and there is room for %llu",
		   (long long)e->num, (unsigned long long)l->opt->scratchsize);
	diag_hint(l->diag, "-x scratchsize=%lld makes room", (long long)e->num);
	return false;
}

static bool freopen_fits(struct d_lower *l, const struct expr *e)
{
	if (e->kind != E_STR || strcmp(e->str, "."))
		return true;
	diag_error(l->diag, e->span, ERR_FREOPEN_INVALID, "freopen() of \"%s\": that is no file", e->str);
	return false;
}

/* calls that are something else in prog */
static struct expr *special_call(struct d_lower *l, struct expr *e)
{
	if (e->builtin->flags & B_TOKEN && !type_is_string(e->args.v[1]->type)) {
		diag_error(l->diag, e->args.v[1]->span, ERR_PROTO_ARG, "argument 2 of strtok() must be a string");
		return d_error(l, e->span);
	}
	if (e->builtin->flags & B_TOKEN)
		return d_strtok(l, e);
	if (e->builtin->tags && e->builtin->tags->konst == ERR_ALLOCA_SIZE && !alloca_fits(l, e->args.v[0]))
		return d_error(l, e->span);
	if (e->builtin->tags && e->builtin->tags->konst == ERR_FREOPEN_INVALID && !freopen_fits(l, e->args.v[0]))
		return d_error(l, e->span);
	if (e->builtin->flags & B_OBJECT && !d_print_object(l, e))
		return d_error(l, e->span);
	if (e->builtin->flags & B_PACKET)
		d_pcap_packet(l, e);
	return e;
}

static bool has_body(struct d_lower *l, const struct builtin *b, const struct d_node *n)
{
	if (!(b->flags & B_ABSENT))
		return true;
	diag_error(l->diag, n->span, ERR_UNKNOWN, "%s() is not implemented (yet)", b->name);
	diag_hint(l->diag, "%s", b->help);
	return false;
}

struct expr *d_builtin_call(struct d_lower *l, const struct builtin *b, const struct d_node *n)
{
	struct arg_ctx c = { l, b, b->tags ? b->tags : &plain, n };
	struct expr *e = call_expr(l, b, n->span);
	struct sig sig;

	if (!builtin_sig(b, &sig) || !sig.is_call) {
		diag_error(l->diag, n->name, ERR_FUNC_IDKIND, "'%s' is a variable, not a function", b->name);
		return d_error(l, n->span);
	}
	if (!count_fits(&sig, n)) {
		wrong_count(&c, &sig, n->list.n);
		return d_error(l, n->span);
	}
	if (!has_body(l, b, n))
		return d_error(l, n->span);
	check_speculation(&c);
	if (!lower_args(&c, &sig, e) || !check_joined(&c, e))
		return d_error(l, n->span);
	if (e->args.n && sig.nargs && sig.args[0].kind == SA_FMT && e->args.v[0]->kind == E_STR)
		check_format(&c, e);
	if (b->flags & B_DESTRUCTIVE)
		l->prog->destructive = true;
	d_attr(l, b->stability ? *b->stability : stability_d, b->name, n->name);
	e->type = result_type(l, b, &sig, e);
	return special_call(l, e);
}

static struct expr *action_in_expr(struct d_lower *l, const struct d_node *n)
{
	diag_error(l->diag, n->span, ERR_OP_ACT, "%s() is an action and cannot be part of an expression", n->str);
	diag_hint(l->diag, "make it a statement of its own");
	return d_error(l, n->span);
}

struct expr *d_call(struct d_lower *l, const struct d_node *n, bool statement)
{
	const struct builtin *b;

	if (!n->str) {
		diag_error(l->diag, n->a->span, ERR_FUNC_IDENT, "only a name can be called");
		return d_error(l, n->span);
	}
	b = builtin_find(LANG_D, n->str, (int)n->list.n);
	if (b && !statement && builtin_is_action(b))
		return action_in_expr(l, n);
	if (b)
		return d_builtin_call(l, b, n);
	if (d_find_var(l, V_GLOBAL, n->str) || map_get(l->inlines, n->str)) {
		diag_error(l->diag, n->name, ERR_FUNC_IDKIND, "'%s' is a variable, not a function", n->str);
		if (map_get(l->inlines, n->str))
			diag_hint(l->diag, "an inline with arguments is used as %s[...]", n->str);
		return d_error(l, n->span);
	}
	if (agg_find_d(n->str)) {
		diag_error(l->diag, n->name, ERR_CG_EXPR, "%s() is an aggregating function and no part of an expression", n->str);
		diag_hint(l->diag, "it is assigned to an aggregation: @a[keys] = %s(...);", n->str);
		return d_error(l, n->span);
	}
	diag_error(l->diag, n->name, ERR_FUNC_UNDEF, "unknown function %s()", n->str);

	struct near near = { .like = n->str, .most = near_slip(n->str) };

	for (size_t it = 0; (b = builtin_next(&it));)
		if (b->langs & LANG_D && strchr(b->sig, '('))
			near_add(&near, b->name);
	if (near.n)
		diag_hint(l->diag, "similar functions: %s", near_list(l->arena, &near));
	return d_error(l, n->span);
}
