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
#include "lang/prog/print_int.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

enum { PROBES_SHOWN = 32 };	/* of one clause; fbt:::entry has tens of thousands */

const char *probe_label(struct arena *a, const struct probe *p)
{
	const char *label = p->point ? p->point : arena_printf(a, "%s:%s:%s:%s", p->prov, p->mod, p->func, p->name);

	return p->alias ? arena_printf(a, "%s = %s", probe_str(a, p), label) : label;
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
	printer_block(p, b);
	p->indent--;
	if (p->inside)
		buf_puts(p->out, "} ");
}

static void put_agg(struct printer *p, const struct stmt *s)
{
	printer_expr(p, s->to);
	if (s->use == ~0u) {
		buf_puts(p->out, " <<< ");
		printer_list(p, s->args.v, s->args.n);
	} else {
		buf_printf(p->out, " = %s(", printer_agg_name(s->to->var->aggs.v[s->use].fn));
		printer_list(p, s->args.v, s->args.n);
		buf_putc(p->out, ')');
	}
	if (s->value)
		printer_wrapped(p, " incr ", s->value, "");
}

static void put_sort(struct printer *p, const struct foreach *fe)
{
	if (!fe->sort)
		return;
	buf_puts(p->out, " sort ");
	if (fe->sort_by >= 0)
		printer_var(p, fe->keys.v[fe->sort_by]);
	else if (fe->array->type->kind != TY_STAT)
		buf_puts(p->out, "value");
	else
		buf_puts(p->out, fe->sort_use < 0 ? "count" : printer_agg_name(fe->array->aggs.v[fe->sort_use].fn));
	buf_puts(p->out, fe->sort < 0 ? " down" : " up");
}

static void put_foreach(struct printer *p, const struct foreach *fe)
{
	buf_puts(p->out, "foreach ");
	if (fe->value) {
		printer_var(p, fe->value);
		buf_puts(p->out, " = ");
	}
	buf_putc(p->out, '[');
	for (size_t i = 0; i < fe->keys.n; i++) {
		buf_puts(p->out, i ? ", " : "");
		printer_var(p, fe->keys.v[i]);
	}
	buf_puts(p->out, "] in ");
	printer_var(p, fe->array);
	if (fe->slice.n) {
		buf_putc(p->out, '[');
		printer_list(p, fe->slice.v, fe->slice.n);
		buf_putc(p->out, ']');
	}
	put_sort(p, fe);
	if (fe->limit)
		printer_wrapped(p, " limit ", fe->limit, "");
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
		printer_wrapped(p, " ", call->args.v[i], "");
}

static void put_word(struct printer *p, const char *word, const struct expr *e)
{
	buf_puts(p->out, word);
	if (e)
		printer_wrapped(p, " ", e, "");
}

static void put_try(struct printer *p, const struct stmt *s)
{
	struct buf *out = p->out;

	put_nested(p, NULL, s->body);
	begin_line(p);
	buf_puts(out, "catch");
	if (s->catch_var) {
		buf_putc(out, ' ');
		printer_var(p, s->catch_var);
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
		printer_expr(p, s->to);
		printer_wrapped(p, " = ", s->value, "");
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
	if (s->locks && !p->inside) {
		begin_line(p);
		buf_puts(p->out, "lock\n");
	}
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

void printer_block(struct printer *p, const struct block *b)
{
	for (size_t i = 0; i < b->stmts.n; i++)
		put_stmt(p, b->stmts.v[i]);
}

/* ---- declarations ---- */
static void put_agg_use(struct printer *p, const struct agg_use *u)
{
	buf_printf(p->out, " %s", printer_agg_name(u->fn));
	for (unsigned i = 0; i < u->nparams; i++)
		buf_printf(p->out, "%s%" PRId64 "%s", i ? ", " : "(", u->params[i],
			   i + 1 == u->nparams ? ")" : "");
}

static void put_var_type(struct printer *p, const struct var *v)
{
	for (size_t i = 0; i < v->keys.n; i++) {
		buf_puts(p->out, i ? ", " : "[");
		printer_type(p, v->keys.v[i]);
	}
	buf_puts(p->out, v->keys.n ? "] " : " ");
	if (v->type->kind == TY_STAT)
		buf_puts(p->out, "stat");
	else
		printer_type(p, v->type);
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
	printer_type(p, f->result);
	buf_printf(p->out, "%s%s\n", f->in_kernel ? " kernel" : "", f->in_user ? " user" : "");
	p->indent = 1;
	for (size_t i = f->params.n; i < f->locals.n; i++)
		put_decl(p, f->locals.v[i]);
	printer_block(p, f->body);
	p->indent = 0;
}

static void put_clause(struct printer *p, const struct clause *c)
{
	size_t shown = c->probes.n <= PROBES_SHOWN ? c->probes.n : PROBES_SHOWN;

	buf_printf(p->out, "clause %u %s", c->id + 1, c->place == PLACE_KERNEL ? "kernel" : "user");
	if (c->lock)
		buf_printf(p->out, " lock %u%s", c->lock, c->shares ? " shared" : "");
	buf_putc(p->out, '\n');
	p->indent = 1;
	for (size_t i = 0; i < shown; i++)
		buf_printf(p->out, "  probe %s\n", probe_label(p->temp, c->probes.v[i]));
	if (shown < c->probes.n)
		buf_printf(p->out, "  probe ... and %zu more\n", c->probes.n - shown);
	for (size_t i = 0; i < c->locals.n; i++)
		put_decl(p, c->locals.v[i]);
	if (c->guard)
		printer_wrapped(p, "  guard ", c->guard, "\n");
	if (c->default_action)
		buf_puts(p->out, "  default\n");
	printer_block(p, c->body);
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

void block_print(const struct block *b, int indent, struct buf *out)
{
	struct printer p = { .out = out, .temp = arena_new(), .indent = indent };

	printer_block(&p, b);
	arena_free(p.temp);
}
