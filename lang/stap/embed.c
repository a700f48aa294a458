/*
 * embed.c - embedded C that the language can say itself
 *
 * No C is compiled. Guru scripts often embed no more than a constant, or a function whose body sets
 * the result from its arguments; such text is turned into script text and parsed as that. All else
 * is refused by who called, with a reason.
 * Semantics: SystemTap Language Reference, "Embedded C"; reference stap-language 1.10, 8.
 */
#include <ctype.h>
#include <string.h>
#include "lang/stap/consts.h"
#include "lang/stap/parse.h"

#define RESULT "__retvalue"		/* the variable that STAP_RETVALUE becomes */

enum { DEEPEST = 50 };

struct embed {
	struct parser *p;
	const struct func_decl *f;	/* NULL: an expression by itself */
	const char *s, *end;
	struct buf *out;
	unsigned depth;			/* of statements in statements */
	bool gives;			/* RESULT was assigned */
};

static void skip(struct embed *e)
{
	while (e->s < e->end) {
		if (isspace((unsigned char)*e->s)) {
			e->s++;
		} else if (e->end - e->s > 3 && !strncmp(e->s, "/*", 2)) {
			const char *close = memmem(e->s + 2, (size_t)(e->end - e->s - 2), "*/", 2);

			e->s = close ? close + 2 : e->end;
		} else if (e->end - e->s > 1 && !strncmp(e->s, "//", 2)) {
			const char *nl = memchr(e->s, '\n', (size_t)(e->end - e->s));

			e->s = nl ? nl : e->end;
		} else {
			return;
		}
	}
}

static bool take_text(struct embed *e, const char *text)
{
	size_t n = strlen(text);

	skip(e);
	if ((size_t)(e->end - e->s) < n || memcmp(e->s, text, n) != 0)
		return false;
	if (isalnum((unsigned char)text[n - 1]) && (size_t)(e->end - e->s) > n &&
	    (isalnum((unsigned char)e->s[n]) || e->s[n] == '_'))
		return false;
	e->s += n;
	return true;
}

static bool is_param(const struct embed *e, const char *name, size_t n)
{
	for (size_t i = 0; e->f && i < e->f->params.n; i++)
		if (strlen(e->f->params.v[i].name) == n && !memcmp(e->f->params.v[i].name, name, n))
			return true;
	return false;
}

static void take_name(struct embed *e)
{
	while (e->s < e->end && (isalnum((unsigned char)*e->s) || *e->s == '_'))
		buf_putc(e->out, *e->s++);
}

/* STAP_GLOBAL_GET_g() is g */
static bool global(struct embed *e, const char *prefix)
{
	size_t n = strlen(prefix);

	if ((size_t)(e->end - e->s) <= n || memcmp(e->s, prefix, n) != 0)
		return false;
	e->s += n;
	take_name(e);
	return take_text(e, "(");
}

static bool to_result(struct embed *e)
{
	return take_text(e, "STAP_RETVALUE") || take_text(e, "THIS->__retvalue");
}

/* an argument, a global variable, or a constant of C's headers */
static bool word(struct embed *e)
{
	static const char *const prefixes[] = { "STAP_ARG_", "THIS->" };
	const char *start;
	int64_t value;

	for (size_t i = 0; i < 2; i++) {
		size_t n = strlen(prefixes[i]);

		if ((size_t)(e->end - e->s) <= n || memcmp(e->s, prefixes[i], n) != 0)
			continue;
		start = e->s += n;
		while (e->s < e->end && (isalnum((unsigned char)*e->s) || *e->s == '_'))
			e->s++;
		buf_add(e->out, start, (size_t)(e->s - start));
		return is_param(e, start, (size_t)(e->s - start));
	}
	if (global(e, "STAP_GLOBAL_GET_"))
		return take_text(e, ")");
	if (e->gives && to_result(e)) {
		buf_puts(e->out, RESULT);
		return true;
	}
	for (start = e->s; e->s < e->end && (isalnum((unsigned char)*e->s) || *e->s == '_');)
		e->s++;
	if (!stap_const(arena_strndup(e->p->arena, start, (size_t)(e->s - start)), &value))
		return false;
	buf_printf(e->out, "(%lld)", (long long)value);
	return true;
}

/* (long), (int64_t): all numbers are of 64 bits here */
static bool wide_cast(struct embed *e)
{
	static const char *const types[] = { "(long)", "(long long)", "(int64_t)", "(uint64_t)", "(unsigned long)", "(s64)",
					     "(u64)" };

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (take_text(e, types[i]))
			return true;
	return false;
}

static bool string(struct embed *e)
{
	const char *start = e->s++;

	for (; e->s < e->end && *e->s != '"'; e->s++)
		e->s += *e->s == '\\';
	if (e->s >= e->end)
		return false;
	e->s++;
	buf_add(e->out, start, (size_t)(e->s - start));
	return true;
}

/* arithmetic up to a ; or a comma or parenthesis that is not its own */
static bool expression(struct embed *e)
{
	unsigned depth = 0;
	size_t before = e->out->len;

	for (;;) {
		const char *at = e->s;

		skip(e);
		if (e->s > at)
			buf_putc(e->out, ' ');
		if (e->s >= e->end || *e->s == ';' || (!depth && (*e->s == ')' || *e->s == ',')))
			return !depth && e->out->len > before;
		if (wide_cast(e))
			continue;
		char c = *e->s;

		if (isdigit((unsigned char)c)) {
			while (e->s < e->end && (isxdigit((unsigned char)*e->s) || *e->s == 'x'))
				buf_putc(e->out, *e->s++);
			while (e->s < e->end && strchr("uUlL", *e->s))
				e->s++;
		} else if (isalpha((unsigned char)c) || c == '_') {
			if (!word(e))
				return false;
		} else if (c == '"') {
			if (!string(e))
				return false;
		} else if (strchr("+-*/%&|^~!<>=?:()", c)) {
			if (c == '=' && (e->s + 1 >= e->end || e->s[1] != '=') && !strchr("<>!=", e->s[-1]))
				return false;
			depth += c == '(';
			depth -= c == ')';
			buf_putc(e->out, c);
			e->s++;
		} else {
			return false;
		}
	}
}

/* calls with a format or a message */
static bool call(struct embed *e, const char *name)
{
	buf_printf(e->out, "%s(", name);
	do {
		if (!expression(e))
			return false;
	} while (take_text(e, ",") && (buf_puts(e->out, ","), true));
	buf_puts(e->out, ")");
	return take_text(e, ")");
}

static bool assign(struct embed *e, const char *how)
{
	e->gives = true;
	buf_printf(e->out, " " RESULT " %s (", how);
	if (!expression(e))
		return false;
	buf_puts(e->out, ")");
	return true;
}

/* strlcpy(STAP_RETVALUE, s, MAXSTRINGLEN) and its like */
static bool string_call(struct embed *e, const char *how)
{
	return take_text(e, "(") && to_result(e) && take_text(e, ",") && assign(e, how) && take_text(e, ",") &&
	       take_text(e, "MAXSTRINGLEN") && take_text(e, ")");
}

static bool format_result(struct embed *e)
{
	e->gives = true;
	buf_puts(e->out, " " RESULT " =");
	return take_text(e, "(") && to_result(e) && take_text(e, ",") && take_text(e, "MAXSTRINGLEN") && take_text(e, ",") &&
	       call(e, " sprintf");
}

static bool raise_error(struct embed *e)
{
	if (!take_text(e, "(") || !call(e, " error(sprintf"))
		return false;
	buf_puts(e->out, ")");
	return true;
}

static bool give_back(struct embed *e)
{
	buf_puts(e->out, " return (");
	if (!take_text(e, "(") || !expression(e) || !take_text(e, ")"))
		return false;
	buf_puts(e->out, ")");
	return true;
}

/* one that ends with a ; */
static bool simple(struct embed *e)
{
	if (take_text(e, "STAP_RETURN"))
		return give_back(e);
	if (to_result(e))
		return take_text(e, "=") && assign(e, "=");
	if (take_text(e, "STAP_PRINTF") || take_text(e, "_stp_printf"))
		return take_text(e, "(") && call(e, " printf");
	if (take_text(e, "STAP_ERROR"))
		return raise_error(e);
	if (take_text(e, "strlcpy"))
		return string_call(e, "=");
	if (take_text(e, "strlcat"))
		return string_call(e, ".=");
	if (take_text(e, "snprintf"))
		return format_result(e);
	skip(e);
	if (!global(e, "STAP_GLOBAL_SET_"))
		return false;
	buf_puts(e->out, " = (");
	if (!expression(e) || !take_text(e, ")"))
		return false;
	buf_puts(e->out, ")");
	return true;
}

static bool statement(struct embed *e);

static bool block(struct embed *e)
{
	buf_puts(e->out, " {");
	while (!take_text(e, "}"))
		if (!statement(e))
			return false;
	buf_puts(e->out, " }");
	return true;
}

static bool condition(struct embed *e)
{
	buf_puts(e->out, " if (");
	if (!take_text(e, "(") || !expression(e) || !take_text(e, ")"))
		return false;
	buf_puts(e->out, ")");
	if (!statement(e))
		return false;
	if (!take_text(e, "else"))
		return true;
	buf_puts(e->out, " else");
	return statement(e);
}

static bool statement(struct embed *e)
{
	if (++e->depth > DEEPEST)
		return false;
	bool ok = take_text(e, "{") ? block(e) : take_text(e, "if") ? condition(e) :
		  (take_text(e, ";") || (simple(e) && take_text(e, ";"))) && (buf_puts(e->out, ";"), true);

	e->depth--;
	return ok;
}

static struct parser sub_parser(struct parser *p, const struct tok *at, const char *text, struct toks *toks)
{
	struct source *src = source_new(p->arena, "<embedded>", text, strlen(text));
	struct parser sub = { .c = p->c, .arena = p->arena, .file = p->file, .in_func = true };

	src->parent = at->span.src;
	stap_lex(p->c, src, toks);
	for (size_t i = 0; i < toks->v.n; i++)		/* messages point at the text as it is written */
		toks->v.v[i].span = at->span;
	sub.t = toks->v.v;
	sub.n = toks->v.n;
	return sub;
}

struct snode *embed_body(struct parser *p, const struct func_decl *f, const struct tok *t)
{
	struct buf b = BUF_INIT;
	struct embed e = { .p = p, .f = f, .s = t->text, .end = t->text + t->len, .out = &b };
	struct toks toks = { 0 };
	bool ok = true;

	buf_puts(&b, "{");
	for (skip(&e); ok && e.s < e.end; skip(&e))
		ok = statement(&e);
	buf_puts(&b, e.gives ? "return " RESULT "}" : "}");
	const char *text = arena_strdup(p->arena, buf_str(&b));

	buf_fini(&b);
	if (!ok)
		return NULL;
	struct parser sub = sub_parser(p, t, text, &toks);

	return stap_parse_block(&sub);
}

bool embed_is_prelude(const struct tok *t)
{
	struct embed e = { .s = t->text, .end = t->text + t->len };

	for (skip(&e); e.s < e.end; skip(&e)) {
		if (*e.s++ != '#' || (skip(&e), !take_text(&e, "include")))
			return false;
		const char *nl = memchr(e.s, '\n', (size_t)(e.end - e.s));

		e.s = nl ? nl : e.end;
	}
	return true;
}

struct node *embed_value(struct parser *p, const struct tok *t)
{
	struct buf b = BUF_INIT;
	struct embed e = { .p = p, .s = t->text, .end = t->text + t->len, .out = &b };
	struct toks toks = { 0 };
	bool ok;

	buf_puts(&b, "(");
	ok = expression(&e) && (skip(&e), e.s == e.end);
	buf_puts(&b, ")");
	const char *text = arena_strdup(p->arena, buf_str(&b));

	buf_fini(&b);
	if (!ok)
		return NULL;
	struct parser sub = sub_parser(p, t, text, &toks);

	return stap_parse_expr(&sub);
}

void embed_refuse(struct parser *p)
{
	if (!p->panic && !p->c->guru) {
		fail_at(p, peek_tok(p)->span, ERR_STAP_CONTEXT, "embedded code in unprivileged script; need stap -g");
	} else if (!p->panic) {
		fail_at(p, peek_tok(p)->span, ERR_STAP_CONTEXT,
			"embedded C is not supported: handlers run as BPF programs");
		diag_hint(p->c->diag, "constants and bodies that set STAP_RETVALUE from STAP_ARG_x are taken over; for memory "
			  "there are @cast, kernel_long() and their like, for constants @const");
	}
}
