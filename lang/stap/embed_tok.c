/*
 * embed_tok.c - embedded C: tokens, as they are written and as the parser sees them
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "lang/stap/embed.h"

enum { DEEPEST = 200 };

static void remember(struct c_parser *c, bool wrong, const char *fmt, va_list ap)
{
	struct buf b = BUF_INIT;

	if (c->why)
		return;
	buf_vprintf(&b, fmt, ap);
	c->is_wrong = wrong;
	c->why_at = c->pos < c->n ? c->t[c->pos].at : c->n ? c->t[c->n - 1].at : 0;
	c->why = arena_strdup(c->p->arena, buf_str(&b));
	buf_fini(&b);
}

void c_refuse(struct c_parser *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	remember(c, false, fmt, ap);
	va_end(ap);
}

void c_wrong(struct c_parser *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	remember(c, true, fmt, ap);
	va_end(ap);
}

bool c_enter(struct c_parser *c)
{
	if (++c->depth <= DEEPEST)
		return true;
	c_refuse(c, "it is nested too deeply");
	return false;
}

void c_leave(struct c_parser *c)
{
	c->depth--;
}

const struct c_tok *c_peek(const struct c_parser *c, size_t ahead)
{
	static const struct c_tok end = { .kind = C_END, .text = "" };

	return c->why || c->pos + ahead >= c->n ? &end : &c->t[c->pos + ahead];
}

bool c_is(const struct c_parser *c, size_t ahead, const char *text)
{
	const struct c_tok *t = c_peek(c, ahead);

	return (t->kind == C_OP || t->kind == C_NAME) && !strcmp(t->text, text);
}

bool c_take(struct c_parser *c, const char *text)
{
	if (!c_is(c, 0, text))
		return false;
	c->pos++;
	return true;
}

bool c_expect(struct c_parser *c, const char *text)
{
	if (c_take(c, text))
		return true;
	c_wrong(c, "expected '%s'", text);
	return false;
}

/* ---- one token ---- */
bool c_at_nl_escape(const struct c_text *x)
{
	return x->end - x->s > 1 && x->s[0] == '\\' && x->s[1] == '\n';
}

void c_skip(struct c_text *x, bool line)
{
	while (x->s < x->end) {
		if (c_at_nl_escape(x)) {
			x->s += 2;
		} else if (isspace((unsigned char)*x->s) && !(line && *x->s == '\n')) {
			x->s++;
		} else if (x->end - x->s > 3 && !strncmp(x->s, "/*", 2)) {
			const char *close = memmem(x->s + 2, (size_t)(x->end - x->s - 2), "*/", 2);

			x->s = close ? close + 2 : x->end;
		} else if (x->end - x->s > 1 && !strncmp(x->s, "//", 2)) {
			const char *nl = memchr(x->s, '\n', (size_t)(x->end - x->s));

			x->s = nl ? nl : x->end;
		} else {
			return;
		}
	}
}

static int64_t escaped(struct c_text *x)
{
	static const char names[] = "abfnrtv", values[] = "\a\b\f\n\r\t\v";
	const char *at = x->s < x->end && *x->s ? strchr(names, *x->s) : NULL;
	char *end;

	if (at) {
		x->s++;
		return values[at - names];
	}
	if (x->s < x->end && *x->s == 'x') {
		long n = strtol(x->s + 1, &end, 16);

		x->s = end;
		return n;
	}
	if (x->s < x->end && *x->s >= '0' && *x->s <= '7') {
		long n = strtol(x->s, &end, 8);

		x->s = end;
		return n;
	}
	return x->s < x->end ? *x->s++ : 0;
}

static void character(struct c_text *x, struct c_tok *t)
{
	t->kind = C_NUMBER;
	for (x->s++; x->s < x->end && *x->s != '\'';) {
		if (*x->s == '\\') {
			x->s++;
			t->num = escaped(x);
		} else {
			t->num = *x->s++;
		}
	}
	x->s += x->s < x->end;
}

static void number(struct c_text *x, struct c_tok *t)
{
	char *end;
	unsigned long long n = strtoull(x->s, &end, 0);

	t->kind = C_NUMBER;
	t->num = (int64_t)n;
	t->wide = n > INT32_MAX;
	for (x->s = end; x->s < x->end && strchr("uUlL", *x->s); x->s++) {
		t->is_unsigned |= *x->s == 'u' || *x->s == 'U';
		t->wide |= *x->s == 'l' || *x->s == 'L';
	}
}

static void quoted(struct c_text *x)
{
	for (x->s++; x->s < x->end && *x->s != '"'; x->s++)
		x->s += *x->s == '\\' && x->s + 1 < x->end;
	x->s += x->s < x->end;
}

static void operator(struct c_text *x)
{
	static const char *const ops[] = { "<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&",
					   "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "##" };

	for (size_t i = 0; i < sizeof(ops) / sizeof(*ops); i++) {
		size_t n = strlen(ops[i]);

		if ((size_t)(x->end - x->s) >= n && !memcmp(x->s, ops[i], n)) {
			x->s += n;
			return;
		}
	}
	x->s++;
}

static bool is_word(char ch)
{
	return isalnum((unsigned char)ch) || ch == '_' || ch == '$';
}

struct c_tok c_next(struct c_parser *c, struct c_text *x)
{
	struct c_tok t = { .at = (uint32_t)(x->s - x->start), .text = "" };
	const char *from = x->s;

	if (x->s >= x->end)
		return t;
	if (isdigit((unsigned char)*x->s)) {
		number(x, &t);
	} else if (is_word(*x->s)) {
		t.kind = C_NAME;
		while (x->s < x->end && is_word(*x->s))
			x->s++;
	} else if (*x->s == '"') {
		t.kind = C_STRING;
		quoted(x);
	} else if (*x->s == '\'') {
		character(x, &t);
	} else {
		t.kind = C_OP;
		operator(x);
	}
	t.text = arena_intern(c->p->arena, from, (size_t)(x->s - from));
	return t;
}
