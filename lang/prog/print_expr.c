/*
 * print_expr.c - see print.c: types, variables and expressions
 */
#include <inttypes.h>
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/builtin/builtin.h"
#include "lang/prog/print_int.h"
#include "lib/arena.h"

void printer_type(struct printer *p, const struct type *t)
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
void printer_var(struct printer *p, const struct var *v)
{
	static const char *const prefix[] = {
		[V_GLOBAL] = "", [V_THREAD] = "self->", [V_FIRING] = "this->", [V_LOCAL] = "%",
	};

	if (v->type->kind == TY_STAT)
		buf_putc(p->out, '@');
	buf_puts(p->out, prefix[v->storage]);
	buf_puts(p->out, v->name);
}

void printer_list(struct printer *p, struct expr *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_puts(p->out, i ? ", " : "");
		if (v[i])
			printer_expr(p, v[i]);
		else
			buf_putc(p->out, '*');
	}
}

static void put_keys(struct printer *p, const struct expr *e)
{
	if (!e->args.n)
		return;
	buf_putc(p->out, '[');
	printer_list(p, e->args.v, e->args.n);
	buf_putc(p->out, ']');
}

const char *printer_agg_name(const struct aggfn *fn)
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
	printer_expr(p, e);
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
	printer_expr(p, e->a);
	buf_printf(p->out, " %s%s ", op_text(e->op), op_is_unsigned(e) ? "u" : "");
	printer_expr(p, e->b);
	buf_putc(p->out, ')');
}

static void put_load(struct printer *p, const struct expr *e)
{
	buf_puts(p->out, "load<");
	printer_type(p, e->type);
	buf_printf(p->out, "%s>(", space_word(e->space));
	printer_expr(p, e->a);
	buf_putc(p->out, ')');
}

/* a member of what a kernel pointer points to is so common that it has C's short form */
static void put_member(struct printer *p, const struct expr *e)
{
	bool arrow = e->a->kind == E_LOAD && e->a->space == SPACE_KERNEL;

	printer_expr(p, arrow ? e->a->a : e->a);
	buf_printf(p->out, "%s%s", arrow ? "->" : ".", e->member->name);
}

static void put_ctx(struct printer *p, const struct expr *e)
{
	buf_printf(p->out, "arg%u", e->arg);
	if (e->type == &type_int64 && !e->trusted)
		return;
	buf_putc(p->out, '<');
	printer_type(p, e->type);
	buf_puts(p->out, e->trusted ? ", trusted>" : ">");
}

static void put_aggread(struct printer *p, const struct expr *e)
{
	buf_printf(p->out, "%s(", printer_agg_name(e->var->aggs.v[e->use].fn));
	printer_var(p, e->var);
	put_keys(p, e);
	buf_putc(p->out, ')');
	if (!e->b)
		return;
	buf_puts(p->out, e->num ? (e->num < 0 ? "[by count down " : "[by count up ") : "[");
	printer_expr(p, e->b);
	buf_putc(p->out, ']');
}

static void put_call(struct printer *p, const struct expr *e)
{
	buf_puts(p->out, e->builtin->name);
	if (!e->args.n && !strchr(e->builtin->sig, '('))
		return;		/* a variable: pid */
	buf_putc(p->out, '(');
	printer_list(p, e->args.v, e->args.n);
	buf_putc(p->out, ')');
}

static void put_seq(struct printer *p, const struct expr *e)
{
	bool was = p->inside;

	p->inside = true;
	buf_puts(p->out, "{ ");
	printer_block(p, e->body);
	printer_expr(p, e->a);
	buf_puts(p->out, " }");
	p->inside = was;
}

void printer_wrapped(struct printer *p, const char *before, const struct expr *e, const char *after)
{
	buf_puts(p->out, before);
	printer_expr(p, e);
	buf_puts(p->out, after);
}

void printer_expr(struct printer *p, const struct expr *e)
{
	switch (e->kind) {
	case E_CONST:
		put_const(p, e);
		break;
	case E_STR:
		buf_quote(p->out, e->str, e->str_len);
		break;
	case E_VAR:
		printer_var(p, e->var);
		break;
	case E_ELEM:
		printer_var(p, e->var);
		put_keys(p, e);
		break;
	case E_IN:
		buf_putc(p->out, '(');
		put_keys(p, e);
		buf_puts(p->out, " in ");
		printer_var(p, e->var);
		buf_putc(p->out, ')');
		break;
	case E_VARREF:
		buf_puts(p->out, e->var->type->kind == TY_STAT ? "" : "&");
		printer_var(p, e->var);
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
		printer_expr(p, e->a);
		printer_wrapped(p, "[", e->b, "]");
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
		printer_wrapped(p, "(", e->a, " ? ");
		printer_wrapped(p, "", e->b, " : ");
		printer_wrapped(p, "", e->c, ")");
		break;
	case E_CAST:
		buf_putc(p->out, '(');
		printer_type(p, e->type);
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
		printer_list(p, e->args.v, e->args.n);
		buf_putc(p->out, ')');
		break;
	case E_SEQ:
		put_seq(p, e);
		break;
	}
}

void expr_print(const struct expr *e, struct buf *out)
{
	struct printer p = { .out = out, .temp = arena_new() };

	printer_expr(&p, e);
	arena_free(p.temp);
}
