/*
 * print.c - the text form of a prog, for --dump=prog and golden tests
 *
 *	global NAME[KEY TYPES] TYPE		self NAME, this NAME; "stat" and functions for @
 *	func NAME(PARAMETERS) TYPE kernel user
 *	clause N kernel
 *	  probe dtrace:::BEGIN
 *	  local NAME TYPE
 *	  guard (pid == $target)
 *	  defer printf "%d\n" (6 * 7)		defer.2: the clause's second record
 *
 * It depends on nothing but the prog: no addresses, no ids of this machine, no layout. Whatever
 * decides what a node means is shown: types of loads, casts and arguments, and a "u" behind an
 * operator or a constant that is unsigned. Operators are always in parentheses.
 */
#include <inttypes.h>
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/builtin/builtin.h"
#include "lang/probe.h"
#include "lang/prog/prog.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"
#include "lib/buf.h"

enum { PROBES_SHOWN = 32 };	/* of one clause; fbt:::entry has tens of thousands */

struct printer {
	struct buf   *out;
	struct arena *temp;	/* of type names */
	int	      indent;
	bool	      inside;	/* of an E_SEQ: statements on one line */
};

static void put_expr(struct printer *p, const struct expr *e);
static void put_block(struct printer *p, const struct block *b);

const char *probe_label(struct arena *a, const struct probe *p)
{
	const char *label = p->point ? p->point : arena_printf(a, "%s:%s:%s:%s", p->prov, p->mod, p->func, p->name);

	return p->alias ? arena_printf(a, "%s = %s", probe_str(a, p), label) : label;
}

static void put_type(struct printer *p, const struct type *t)
{
	buf_puts(p->out, type_str(p->temp, t));
	if (t->kind == TY_STRING)
		buf_printf(p->out, "<%" PRIu64 ">", t->size);
	else if (t->kind == TY_STACK)
		buf_printf(p->out, "<%" PRIu64 ">", (t->size - 8) / 8);
}

static bool is_unsigned(const struct type *t)
{
	return type_is_scalar(t) && !type_is_signed(t);
}

/* ---- variables ---- */
static void put_var(struct printer *p, const struct var *v)
{
	static const char *const prefix[] = {
		[V_GLOBAL] = "", [V_THREAD] = "self->", [V_FIRING] = "this->", [V_LOCAL] = "%",
	};

	if (v->type->kind == TY_STAT)
		buf_putc(p->out, '@');
	buf_puts(p->out, prefix[v->storage]);
	buf_puts(p->out, v->name);
}

static void put_list(struct printer *p, struct expr *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_puts(p->out, i ? ", " : "");
		if (v[i])
			put_expr(p, v[i]);
		else
			buf_putc(p->out, '*');
	}
}

static void put_keys(struct printer *p, const struct expr *e)
{
	if (!e->args.n)
		return;
	buf_putc(p->out, '[');
	put_list(p, e->args.v, e->args.n);
	buf_putc(p->out, ']');
}

static const char *agg_name(const struct aggfn *fn)
{
	return fn->d_name ? fn->d_name : fn->stap_name;
}

/* ---- expressions ---- */
static void put_const(struct printer *p, const struct expr *e)
{
	if (is_unsigned(e->type))
		buf_printf(p->out, "%" PRIu64 "u", (uint64_t)e->num);
	else
		buf_printf(p->out, "%" PRId64, e->num);
}

static const char *space_word(enum space s)
{
	switch (s) {
	case SPACE_KERNEL: return "";
	case SPACE_USER: return ", user";
	case SPACE_SCRATCH: return ", scratch";
	}
	return "";
}

/* a prefix operator in front of a number, a cast or another prefix operator needs parentheses */
static void put_operand(struct printer *p, const struct expr *e)
{
	bool wrap = e->kind == E_UNARY || e->kind == E_ADDR || (e->kind == E_CONST && e->num < 0);

	buf_puts(p->out, wrap ? "(" : "");
	put_expr(p, e);
	buf_puts(p->out, wrap ? ")" : "");
}

/* do the signs of the operands decide what it does, and are they unsigned? */
static bool op_is_unsigned(const struct expr *e)
{
	switch (e->op) {
	case OP_SHR:
		return is_unsigned(e->a->type);
	case OP_DIV: case OP_MOD: case OP_LT: case OP_LE: case OP_GT: case OP_GE:
		return is_unsigned(e->a->type) || is_unsigned(e->b->type);
	case OP_NEG: case OP_BITNOT: case OP_NOT: case OP_MUL: case OP_ADD: case OP_SUB: case OP_SHL:
	case OP_EQ: case OP_NE: case OP_AND: case OP_XOR: case OP_OR: case OP_ANDAND: case OP_XORXOR:
	case OP_OROR: case OP_CONCAT:
		return false;
	}
	return false;
}

static void put_binary(struct printer *p, const struct expr *e)
{
	buf_putc(p->out, '(');
	put_expr(p, e->a);
	buf_printf(p->out, " %s%s ", op_text(e->op), op_is_unsigned(e) ? "u" : "");
	put_expr(p, e->b);
	buf_putc(p->out, ')');
}

static void put_load(struct printer *p, const struct expr *e)
{
	buf_puts(p->out, "load<");
	put_type(p, e->type);
	buf_printf(p->out, "%s>(", space_word(e->space));
	put_expr(p, e->a);
	buf_putc(p->out, ')');
}

/* a member of what a kernel pointer points to is so common that it has C's short form */
static void put_member(struct printer *p, const struct expr *e)
{
	bool arrow = e->a->kind == E_LOAD && e->a->space == SPACE_KERNEL;

	put_expr(p, arrow ? e->a->a : e->a);
	buf_printf(p->out, "%s%s", arrow ? "->" : ".", e->member->name);
}

static void put_ctx(struct printer *p, const struct expr *e)
{
	buf_printf(p->out, "arg%u", e->arg);
	if (e->type == &type_int64 && !e->trusted)
		return;
	buf_putc(p->out, '<');
	put_type(p, e->type);
	buf_puts(p->out, e->trusted ? ", trusted>" : ">");
}

static void put_aggread(struct printer *p, const struct expr *e)
{
	buf_printf(p->out, "%s(", agg_name(e->var->aggs.v[e->use].fn));
	put_var(p, e->var);
	put_keys(p, e);
	buf_putc(p->out, ')');
	if (!e->b)
		return;
	buf_puts(p->out, e->num ? (e->num < 0 ? "[by count down " : "[by count up ") : "[");
	put_expr(p, e->b);
	buf_putc(p->out, ']');
}

static void put_call(struct printer *p, const struct expr *e)
{
	buf_puts(p->out, e->builtin->name);
	if (!e->args.n && !strchr(e->builtin->sig, '('))
		return;		/* a variable: pid */
	buf_putc(p->out, '(');
	put_list(p, e->args.v, e->args.n);
	buf_putc(p->out, ')');
}

static void put_seq(struct printer *p, const struct expr *e)
{
	bool was = p->inside;

	p->inside = true;
	buf_puts(p->out, "{ ");
	put_block(p, e->body);
	put_expr(p, e->a);
	buf_puts(p->out, " }");
	p->inside = was;
}

static void put_wrapped(struct printer *p, const char *before, const struct expr *e, const char *after)
{
	buf_puts(p->out, before);
	put_expr(p, e);
	buf_puts(p->out, after);
}

static void put_expr(struct printer *p, const struct expr *e)
{
	switch (e->kind) {
	case E_CONST:
		put_const(p, e);
		break;
	case E_STR:
		buf_quote(p->out, e->str, e->str_len);
		break;
	case E_VAR:
		put_var(p, e->var);
		break;
	case E_ELEM:
		put_var(p, e->var);
		put_keys(p, e);
		break;
	case E_IN:
		buf_putc(p->out, '(');
		put_keys(p, e);
		buf_puts(p->out, " in ");
		put_var(p, e->var);
		buf_putc(p->out, ')');
		break;
	case E_VARREF:
		buf_puts(p->out, e->var->type->kind == TY_STAT ? "" : "&");
		put_var(p, e->var);
		put_keys(p, e);
		break;
	case E_CTX:
		put_ctx(p, e);
		break;
	case E_LOAD:
		put_load(p, e);
		break;
	case E_MEMBER:
		put_member(p, e);
		break;
	case E_INDEX:
		put_expr(p, e->a);
		put_wrapped(p, "[", e->b, "]");
		break;
	case E_ADDR:
		buf_putc(p->out, '&');
		put_operand(p, e->a);
		break;
	case E_UNARY:
		buf_puts(p->out, op_text(e->op));
		put_operand(p, e->a);
		break;
	case E_BINARY:
		put_binary(p, e);
		break;
	case E_COND:
		put_wrapped(p, "(", e->a, " ? ");
		put_wrapped(p, "", e->b, " : ");
		put_wrapped(p, "", e->c, ")");
		break;
	case E_CAST:
		buf_putc(p->out, '(');
		put_type(p, e->type);
		buf_printf(p->out, "%s)", type_is_string(e->type) ? space_word(e->space) : "");
		put_operand(p, e->a);
		break;
	case E_AGGREAD:
		put_aggread(p, e);
		break;
	case E_CALL:
		put_call(p, e);
		break;
	case E_FCALL:
		buf_printf(p->out, "%s(", e->func->name);
		put_list(p, e->args.v, e->args.n);
		buf_putc(p->out, ')');
		break;
	case E_SEQ:
		put_seq(p, e);
		break;
	}
}

/* ---- statements ---- */
static void begin_line(struct printer *p)
{
	if (!p->inside)
		buf_pad(p->out, ' ', 2 * (size_t)p->indent);
}

static void end_line(struct printer *p)
{
	buf_puts(p->out, p->inside ? "; " : "\n");
}

static void put_nested(struct printer *p, const char *word, const struct block *b)
{
	if (!b)
		return;
	if (word) {
		begin_line(p);
		buf_puts(p->out, word);
		if (!p->inside)
			buf_putc(p->out, '\n');
	}
	if (p->inside)
		buf_puts(p->out, " { ");
	p->indent++;
	put_block(p, b);
	p->indent--;
	if (p->inside)
		buf_puts(p->out, "} ");
}

static void put_agg(struct printer *p, const struct stmt *s)
{
	put_expr(p, s->to);
	if (s->use == ~0u) {
		buf_puts(p->out, " <<< ");
		put_list(p, s->args.v, s->args.n);
	} else {
		buf_printf(p->out, " = %s(", agg_name(s->to->var->aggs.v[s->use].fn));
		put_list(p, s->args.v, s->args.n);
		buf_putc(p->out, ')');
	}
	if (s->value)
		put_wrapped(p, " incr ", s->value, "");
}

static void put_sort(struct printer *p, const struct foreach *fe)
{
	if (!fe->sort)
		return;
	buf_puts(p->out, " sort ");
	if (fe->sort_by >= 0)
		put_var(p, fe->keys.v[fe->sort_by]);
	else if (fe->array->type->kind != TY_STAT)
		buf_puts(p->out, "value");
	else
		buf_puts(p->out, fe->sort_use < 0 ? "count" : agg_name(fe->array->aggs.v[fe->sort_use].fn));
	buf_puts(p->out, fe->sort < 0 ? " down" : " up");
}

static void put_foreach(struct printer *p, const struct foreach *fe)
{
	buf_puts(p->out, "foreach ");
	if (fe->value) {
		put_var(p, fe->value);
		buf_puts(p->out, " = ");
	}
	buf_putc(p->out, '[');
	for (size_t i = 0; i < fe->keys.n; i++) {
		buf_puts(p->out, i ? ", " : "");
		put_var(p, fe->keys.v[i]);
	}
	buf_puts(p->out, "] in ");
	put_var(p, fe->array);
	if (fe->slice.n) {
		buf_putc(p->out, '[');
		put_list(p, fe->slice.v, fe->slice.n);
		buf_putc(p->out, ']');
	}
	put_sort(p, fe);
	if (fe->limit)
		put_wrapped(p, " limit ", fe->limit, "");
}

static void put_defer(struct printer *p, const struct stmt *s)
{
	const struct expr *call = s->rec->calls.v[s->call].call, *late = s->rec->calls.v[s->call].late;

	buf_puts(p->out, "defer");
	if (s->rec->number > 1)
		buf_printf(p->out, ".%u", s->rec->number);
	buf_printf(p->out, " %s", late ? late->kind == E_FCALL ? late->func->name : late->builtin->name : call->builtin->name);
	if (late)
		buf_puts(p->out, " (late)");
	for (size_t i = 0; i < call->args.n; i++)
		put_wrapped(p, " ", call->args.v[i], "");
}

static void put_word(struct printer *p, const char *word, const struct expr *e)
{
	buf_puts(p->out, word);
	if (e)
		put_wrapped(p, " ", e, "");
}

static void put_try(struct printer *p, const struct stmt *s)
{
	struct buf *out = p->out;

	put_nested(p, NULL, s->body);
	begin_line(p);
	buf_puts(out, "catch");
	if (s->catch_var) {
		buf_putc(out, ' ');
		put_var(p, s->catch_var);
	}
	if (!p->inside)
		buf_putc(out, '\n');
	put_nested(p, NULL, s->other);
}

/* the part of a statement that is one line; false: blocks follow */
static void put_head(struct printer *p, const struct stmt *s)
{
	switch (s->kind) {
	case S_SET:
		put_expr(p, s->to);
		put_wrapped(p, " = ", s->value, "");
		break;
	case S_DEL:
		put_word(p, "delete", s->to);
		break;
	case S_AGG:
		put_agg(p, s);
		break;
	case S_IF:
		put_word(p, "if", s->cond);
		break;
	case S_LOOP:
		put_word(p, "loop", s->cond);
		break;
	case S_FOREACH:
		put_foreach(p, s->fe);
		break;
	case S_BREAK:
		buf_puts(p->out, "break");
		break;
	case S_CONTINUE:
		buf_puts(p->out, "continue");
		break;
	case S_NEXT:
		buf_puts(p->out, "next");
		break;
	case S_RETURN:
		put_word(p, "return", s->value);
		break;
	case S_TRY:
		buf_puts(p->out, "try");
		break;
	case S_THROW:
		put_word(p, "throw", s->value);
		break;
	case S_DO:
		put_word(p, "do", s->value);
		break;
	case S_DEFER:
		put_defer(p, s);
		break;
	case S_BLOCK:
		buf_puts(p->out, "block");
		break;
	}
}

static void put_stmt(struct printer *p, const struct stmt *s)
{
	begin_line(p);
	put_head(p, s);
	if (!s->body)
		end_line(p);
	else if (!p->inside)
		buf_putc(p->out, '\n');
	if (s->kind == S_TRY) {
		put_try(p, s);
		return;
	}
	put_nested(p, NULL, s->body);
	put_nested(p, "step", s->step);
	put_nested(p, "else", s->other);
}

static void put_block(struct printer *p, const struct block *b)
{
	for (size_t i = 0; i < b->stmts.n; i++)
		put_stmt(p, b->stmts.v[i]);
}

/* ---- declarations ---- */
static void put_agg_use(struct printer *p, const struct agg_use *u)
{
	buf_printf(p->out, " %s", agg_name(u->fn));
	for (unsigned i = 0; i < u->nparams; i++)
		buf_printf(p->out, "%s%" PRId64 "%s", i ? ", " : "(", u->params[i],
			   i + 1 == u->nparams ? ")" : "");
}

static void put_var_type(struct printer *p, const struct var *v)
{
	for (size_t i = 0; i < v->keys.n; i++) {
		buf_puts(p->out, i ? ", " : "[");
		put_type(p, v->keys.v[i]);
	}
	buf_puts(p->out, v->keys.n ? "] " : " ");
	if (v->type->kind == TY_STAT)
		buf_puts(p->out, "stat");
	else
		put_type(p, v->type);
	for (size_t i = 0; i < v->aggs.n; i++)
		put_agg_use(p, &v->aggs.v[i]);
}

static void put_decl(struct printer *p, const struct var *v)
{
	static const char *const words[] = {
		[V_GLOBAL] = "global", [V_THREAD] = "self", [V_FIRING] = "this", [V_LOCAL] = "local",
	};

	begin_line(p);
	buf_printf(p->out, "%s %s", words[v->storage], v->name);
	put_var_type(p, v);
	if (v->max_entries)
		buf_printf(p->out, " max %zu", v->max_entries);
	buf_puts(p->out, v->wrap ? " wrap" : "");
	buf_puts(p->out, v->resets ? " resets" : "");
	buf_puts(p->out, v->hidden ? " hidden" : "");
	if (v->has_init && v->init_str) {
		buf_puts(p->out, " = ");
		buf_quote(p->out, v->init_str, strlen(v->init_str));
	} else if (v->has_init) {
		buf_printf(p->out, " = %" PRId64, v->init);
	}
	buf_putc(p->out, '\n');
}

static void put_func(struct printer *p, const struct func *f)
{
	buf_printf(p->out, "func %s(", f->name);
	for (size_t i = 0; i < f->params.n; i++) {
		buf_printf(p->out, "%s%s", i ? ", " : "", f->params.v[i]->name);
		put_var_type(p, f->params.v[i]);
	}
	buf_puts(p->out, ") ");
	put_type(p, f->result);
	buf_printf(p->out, "%s%s\n", f->in_kernel ? " kernel" : "", f->in_user ? " user" : "");
	p->indent = 1;
	for (size_t i = f->params.n; i < f->locals.n; i++)
		put_decl(p, f->locals.v[i]);
	put_block(p, f->body);
	p->indent = 0;
}

static void put_clause(struct printer *p, const struct clause *c)
{
	size_t shown = c->probes.n <= PROBES_SHOWN ? c->probes.n : PROBES_SHOWN;

	buf_printf(p->out, "clause %u %s\n", c->id + 1, c->place == PLACE_KERNEL ? "kernel" : "user");
	p->indent = 1;
	for (size_t i = 0; i < shown; i++)
		buf_printf(p->out, "  probe %s\n", probe_label(p->temp, c->probes.v[i]));
	if (shown < c->probes.n)
		buf_printf(p->out, "  probe ... and %zu more\n", c->probes.n - shown);
	for (size_t i = 0; i < c->locals.n; i++)
		put_decl(p, c->locals.v[i]);
	if (c->guard)
		put_wrapped(p, "  guard ", c->guard, "\n");
	if (c->default_action)
		buf_puts(p->out, "  default\n");
	put_block(p, c->body);
	p->indent = 0;
}

void prog_print(const struct prog *prog, struct buf *out)
{
	struct printer p = { .out = out, .temp = arena_new() };

	for (size_t i = 0; i < prog->vars.n; i++)
		put_decl(&p, prog->vars.v[i]);
	for (size_t i = 0; i < prog->funcs.n; i++)
		put_func(&p, prog->funcs.v[i]);
	for (size_t i = 0; i < prog->clauses.n; i++)
		put_clause(&p, prog->clauses.v[i]);
	arena_free(p.temp);
}

void expr_print(const struct expr *e, struct buf *out)
{
	struct printer p = { .out = out, .temp = arena_new() };

	put_expr(&p, e);
	arena_free(p.temp);
}
