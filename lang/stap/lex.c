/*
 * lex.c - SystemTap text to tokens
 *
 * Script arguments are pasted here, before anything looks at the text: $1 as it is, @1 as a string
 * literal. Not for macros, which work on tokens (macro.c).
 * Semantics: SystemTap Language Reference, "Lexical structure".
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "lang/front.h"
#include "lang/stap/lex.h"

#define PASTE_DEPTH 10		/* arguments that name arguments */

struct lexer {
	struct compile *c;
	const struct source *src;
	size_t	pos;
	struct toks *out;
	unsigned depth;
};

struct op_row { const char *text; enum tok_kind kind; };

static const struct op_row ops[] = {
#define OP(name, text) { text, TK_##name },
#define KW(name, text)
#include "lang/stap/tok.def"
#undef OP
#undef KW
};

static const struct op_row keywords[] = {
#define OP(name, text)
#define KW(name, text) { text, TK_##name },
#include "lang/stap/tok.def"
#undef OP
#undef KW
};

#define NROWS(a) (sizeof(a) / sizeof((a)[0]))

bool tok_is_keyword(enum tok_kind k)
{
	return k >= TK_PROBE;
}

const char *tok_text(enum tok_kind k)
{
	for (size_t i = 0; i < NROWS(ops); i++)
		if (ops[i].kind == k)
			return ops[i].text;
	for (size_t i = 0; i < NROWS(keywords); i++)
		if (keywords[i].kind == k)
			return keywords[i].text;
	return "";
}

const char *tok_str(struct compile *c, const struct tok *t)
{
	switch (t->kind) {
	case TK_EOF:
		return "end of file";
	case TK_IDENT:
		return arena_printf(c->arena, "identifier '%s'", t->text);
	case TK_NUM:
		return arena_printf(c->arena, "number '%lld'", (long long)t->num);
	case TK_STR:
		return arena_printf(c->arena, "string '%.*s'", (int)(t->len > 40 ? 40 : t->len), t->text);
	case TK_AT:
		return arena_printf(c->arena, "operator '%s'", t->text);
	case TK_EMBED:
		return "embedded C code";
	case TK_JUNK:
		return "junk";
#define OP(name, text) case TK_##name:
#define KW(name, text) case TK_##name:
#include "lang/stap/tok.def"
#undef OP
#undef KW
		break;
	}
	return arena_printf(c->arena, "%s '%s'", tok_is_keyword(t->kind) ? "keyword" : "operator",
			    tok_text(t->kind));
}

static int peek(const struct lexer *l, size_t ahead)
{
	return l->pos + ahead < l->src->len ? (unsigned char)l->src->text[l->pos + ahead] : -1;
}

static struct span span_from(const struct lexer *l, size_t start)
{
	return (struct span){ l->src, (uint32_t)start, (uint32_t)l->pos };
}

static struct tok *push(struct lexer *l, enum tok_kind kind, size_t start)
{
	struct tok t = { .kind = kind, .span = span_from(l, start) };

	vec_push(l->c->arena, &l->out->v, t);
	return &vec_last(&l->out->v);
}

static bool ident_start(int ch)
{
	return isalpha(ch) || ch == '_' || ch == '$';
}

static bool ident_char(int ch)
{
	return isalnum(ch) || ch == '_' || ch == '$';
}

/* one without an end takes the rest of the text, as in the original; that is worth a word */
static void skip_block_comment(struct lexer *l)
{
	size_t start = l->pos;

	for (l->pos += 2; l->pos < l->src->len; l->pos++)
		if (peek(l, 0) == '*' && peek(l, 1) == '/') {
			l->pos += 2;
			return;
		}
	l->pos = start + 2;
	diag_warn(l->c->diag, span_from(l, start), "comment without its closing */");
	l->pos = l->src->len;
}

static void skip_blank(struct lexer *l)
{
	for (;;) {
		int ch = peek(l, 0);

		if (ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r' || ch == '\f' || ch == '\v') {
			l->pos++;
		} else if (ch == '#' || (ch == '/' && peek(l, 1) == '/')) {
			while (l->pos < l->src->len && peek(l, 0) != '\n')
				l->pos++;
		} else if (ch == '/' && peek(l, 1) == '*') {
			skip_block_comment(l);
		} else {
			return;
		}
	}
}

static int hex_digit(int ch)
{
	if (ch >= '0' && ch <= '9')
		return ch - '0';
	if (ch >= 'a' && ch <= 'f')
		return ch - 'a' + 10;
	if (ch >= 'A' && ch <= 'F')
		return ch - 'A' + 10;
	return -1;
}

/* after the backslash; one byte of the literal */
static char escape(struct lexer *l)
{
	static const char letters[] = "abtnvfr", values[] = "\a\b\t\n\v\f\r";
	int ch = peek(l, 0);
	unsigned n = 0;

	l->pos++;
	if (ch >= '0' && ch <= '7') {
		n = (unsigned)(ch - '0');
		for (int i = 0; i < 2 && peek(l, 0) >= '0' && peek(l, 0) <= '7'; i++, l->pos++)
			n = n * 8 + (unsigned)(peek(l, 0) - '0');
		return (char)n;
	}
	if (ch == 'x' && hex_digit(peek(l, 0)) >= 0) {
		for (int i = 0; i < 2 && hex_digit(peek(l, 0)) >= 0; i++, l->pos++)
			n = n * 16 + (unsigned)hex_digit(peek(l, 0));
		return (char)n;
	}
	const char *p = ch > 0 ? strchr(letters, ch) : NULL;

	return p && *p ? values[p - letters] : (char)ch;
}

/* what the preprocessor skips is not wrong */
static void say_later(struct tok *t, enum diag_tag tag, const char *what)
{
	t->tag = tag;
	t->later = what;
}

static void lex_string(struct lexer *l)
{
	size_t start = l->pos++;
	struct buf b = BUF_INIT;

	while (peek(l, 0) >= 0 && peek(l, 0) != '"' && peek(l, 0) != '\n') {
		if (peek(l, 0) == '\\' && peek(l, 1) >= 0) {	/* of a newline, too: it is then in the text */
			l->pos++;
			buf_putc(&b, escape(l));
		} else {
			buf_putc(&b, l->src->text[l->pos++]);
		}
	}
	bool closed = peek(l, 0) == '"';

	if (closed)
		l->pos++;
	else
		diag_error(l->c->diag, span_from(l, start), ERR_STR_UNTERM,
			   "Could not find matching closing quote");
	struct tok *t = push(l, closed ? TK_STR : TK_JUNK, start);

	t->len = b.len;
	t->text = arena_strndup(l->c->arena, buf_str(&b), b.len);
	buf_fini(&b);
}

/* digits only, base as in C; false: junk or more than 64 bits */
static bool number_value(const char *s, size_t n, int64_t *ret)
{
	uint64_t v = 0;
	unsigned base = 10;
	size_t i = 0;

	if (n > 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) {
		base = 16;
		i = 2;
	} else if (n > 1 && s[0] == '0') {
		base = 8;
		i = 1;
	}
	for (; i < n; i++) {
		int d = hex_digit((unsigned char)s[i]);

		if (d < 0 || (unsigned)d >= base || __builtin_mul_overflow(v, (uint64_t)base, &v) ||
		    __builtin_add_overflow(v, (uint64_t)d, &v))
			return false;
	}
	*ret = (int64_t)v;
	return true;
}

static void lex_number(struct lexer *l)
{
	size_t start = l->pos;
	int64_t v = 0;

	while (isalnum(peek(l, 0)))
		l->pos++;
	bool ok = number_value(l->src->text + start, l->pos - start, &v);

	struct tok *t = push(l, ok ? TK_NUM : TK_JUNK, start);

	if (!ok)
		say_later(t, ERR_NUM_RANGE, "number invalid or out of range");
	t->num = v;
	t->text = arena_intern(l->c->arena, l->src->text + start, l->pos - start);
}

static void lex_text(struct lexer *l);

/*
 * argument @n as raw text, in its own source so that messages show it; what follows without a blank
 * goes on with its last word: $2$ with $clock is $clock$
 */
static void paste_raw(struct lexer *l, unsigned n)
{
	size_t start = l->pos;

	while (ident_char(peek(l, 0)))
		l->pos++;
	const char *text = arena_printf(l->c->arena, "%s%.*s", l->c->args[n - 1],
					(int)(l->pos - start), l->src->text + start);
	struct lexer sub = { .c = l->c, .out = l->out, .depth = l->depth + 1 };
	struct source *src = source_new(l->c->arena, arena_printf(l->c->arena, "<argument %u>", n),
					text, strlen(text));

	src->parent = l->src;
	sub.src = src;
	lex_text(&sub);
}

static void paste_string(struct lexer *l, size_t start, const char *s)
{
	struct tok *t = push(l, TK_STR, start);

	t->text = s;
	t->len = strlen(s);
}

/* $1 @1 $# @# ; false: not one of them */
static bool lex_argument(struct lexer *l)
{
	size_t start = l->pos;
	bool quoted = peek(l, 0) == '@';
	unsigned long n = 0;

	if (peek(l, 1) == '#') {
		l->pos += 2;
		const char *count = arena_printf(l->c->arena, "%u", l->c->nargs);

		if (quoted)
			paste_string(l, start, count);
		else
			push(l, TK_NUM, start)->num = l->c->nargs;
		return true;
	}
	if (!isdigit(peek(l, 1)))
		return false;
	for (l->pos++; isdigit(peek(l, 0)); l->pos++)
		n = n > 100000 ? n : n * 10 + (unsigned long)(peek(l, 0) - '0');
	if (n == 0 || n > l->c->nargs || l->depth >= PASTE_DEPTH) {
		while (ident_char(peek(l, 0)))
			l->pos++;
		if (l->depth >= PASTE_DEPTH)
			diag_error(l->c->diag, span_from(l, start), ERR_STAP_PARSE,
				   "invalid nested substitution of command line arguments");
		struct tok *t = push(l, TK_JUNK, start);

		/* %( $# > 0 %? $1 %: 10 %) skips it */
		if (l->depth < PASTE_DEPTH)
			say_later(t, ERR_MACRO_UNDEF,
				  arena_printf(l->c->arena, "command line argument out of range [1-%u]",
					       l->c->nargs));
		return true;
	}
	if (n <= 64)
		l->c->args_used |= 1ull << (n - 1);
	if (quoted)
		paste_string(l, start, arena_strdup(l->c->arena, l->c->args[n - 1]));
	else
		paste_raw(l, (unsigned)n);
	return true;
}

static void lex_ident(struct lexer *l)
{
	size_t start = l->pos++;

	while (ident_char(peek(l, 0)))
		l->pos++;
	size_t n = l->pos - start;
	const char *text = arena_intern(l->c->arena, l->src->text + start, n);
	struct tok *t = push(l, TK_IDENT, start);

	t->text = text;
	if (text[0] == '@')
		t->kind = TK_AT;
	for (size_t i = 0; i < NROWS(keywords); i++)
		if (strcmp(keywords[i].text, text) == 0)
			t->kind = keywords[i].kind;
}

static void lex_embedded(struct lexer *l)
{
	size_t start = l->pos;

	for (l->pos += 2; l->pos < l->src->len; l->pos++)
		if (peek(l, 0) == '%' && peek(l, 1) == '}')
			break;
	bool closed = l->pos < l->src->len;
	size_t end = l->pos;

	l->pos = closed ? l->pos + 2 : start + 2;
	if (!closed)
		diag_error(l->c->diag, span_from(l, start), ERR_STAP_PARSE,
			   "Could not find matching '%%}' to close embedded function block");
	struct tok *t = push(l, TK_EMBED, start);

	t->text = arena_strndup(l->c->arena, l->src->text + start + 2, end - start - 2);
	t->len = end - start - 2;
	if (!closed)
		l->pos = l->src->len;
}

static void lex_operator(struct lexer *l)
{
	size_t start = l->pos;

	for (size_t i = 0; i < NROWS(ops); i++) {
		size_t n = strlen(ops[i].text);

		if (l->src->len - l->pos >= n && memcmp(l->src->text + l->pos, ops[i].text, n) == 0) {
			l->pos += n;
			push(l, ops[i].kind, start)->text = ops[i].text;
			return;
		}
	}
	int ch = peek(l, 0);

	l->pos++;
	say_later(push(l, TK_JUNK, start), ERR_CHAR_BAD,
		  ch == '\'' ? "stray character '''; texts stand in double quotes" :
		  isprint(ch) ? arena_printf(l->c->arena, "stray character '%c'", ch) :
		  arena_printf(l->c->arena, "stray byte 0x%02x", ch));
}

static void lex_text(struct lexer *l)
{
	for (;;) {
		skip_blank(l);
		int ch = peek(l, 0);

		if (ch < 0)
			return;
		if ((ch == '$' || ch == '@') && lex_argument(l))
			continue;
		if (ident_start(ch) || (ch == '@' && ident_start(peek(l, 1))))
			lex_ident(l);
		else if (isdigit(ch))
			lex_number(l);
		else if (ch == '"')
			lex_string(l);
		else if (ch == '%' && peek(l, 1) == '{')
			lex_embedded(l);
		else
			lex_operator(l);
	}
}

void stap_lex(struct compile *c, const struct source *src, struct toks *ret)
{
	struct lexer l = { .c = c, .src = src, .out = ret };

	lex_text(&l);
	l.pos = src->len;
	push(&l, TK_EOF, src->len);
}
