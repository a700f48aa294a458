/*
 * lex.c - bytes of a D program to tokens (reference D, 1.1, 1.2, 1.4)
 *
 * Any bytes give tokens: what starts none becomes T_BAD after a message, and every message here
 * is about one token, so the parser can go on behind it.
 */
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include "lang/d/lex.h"
#include "lib/arena.h"
#include "lib/buf.h"

static const char *const texts[] = {
#define TOK(name, text) [T_##name] = text,
#include "lang/d/tok.def"
#undef TOK
};

const char *d_tok_text(enum d_tok t)
{
	return texts[t];
}

/* three bytes that some editors begin a file with */
static size_t byte_order_mark(const struct source *src)
{
	return src->len >= 3 && !memcmp(src->text, "\xef\xbb\xbf", 3) ? 3 : 0;
}

void d_lex_init(struct d_lex *l, struct compile *c, const struct source *src, unsigned char *used)
{
	*l = (struct d_lex){ .c = c, .src = src, .pos = byte_order_mark(src), .bol = true, .used = used };
}

void d_lex_seek(struct d_lex *l, size_t pos)
{
	l->pos = pos;
	l->bol = false;
}

static struct span span_at(const struct d_lex *l, size_t start, size_t end)
{
	return (struct span){ l->src, (uint32_t)start, (uint32_t)end };
}

static int at(const struct d_lex *l, size_t pos)
{
	return pos < l->src->len ? (unsigned char)l->src->text[pos] : -1;
}

static bool word_start(int c)
{
	return c == '_' || (c < 128 && isalpha(c));
}

static bool word_char(int c)
{
	return c == '_' || (c >= 0 && c < 128 && isalnum(c));
}

/* ---- what stands between tokens ---- */
static void skip_comment(struct d_lex *l)
{
	size_t start = l->pos;

	for (l->pos += 2; at(l, l->pos) >= 0; l->pos++) {
		if (at(l, l->pos) == '*' && at(l, l->pos + 1) == '/') {
			l->pos += 2;
			return;
		}
		if (at(l, l->pos) == '/' && at(l, l->pos + 1) == '*') {
			diag_error(l->c->diag, span_at(l, l->pos, l->pos + 2), ERR_SYNTAX,
				   "/* inside a comment: comments do not nest");
			l->pos++;
		}
	}
	diag_error(l->c->diag, span_at(l, start, start + 2), ERR_SYNTAX,
		   "comment without its */");
}

static void skip_line(struct d_lex *l)
{
	while (at(l, l->pos) >= 0 && at(l, l->pos) != '\n')
		l->pos++;
}

static void control_line(struct d_lex *l)
{
	size_t start = l->pos;
	const struct source *src = l->src;

	while (at(l, l->pos) >= 0 && at(l, l->pos) != '\n')
		l->pos += at(l, l->pos) == '\\' && at(l, l->pos + 1) >= 0 ? 2 : 1;

	size_t end = l->pos < src->len ? l->pos : src->len;

	l->pos = end;
	if (at(l, start + 1) != '!')
		d_control_line(l, start, end);
}

static void skip_blanks(struct d_lex *l)
{
	for (;;) {
		int c = at(l, l->pos), next = at(l, l->pos + 1);

		if (c == '\n') {
			l->bol = true;
			l->pos++;
		} else if (c == ' ' || (c >= '\t' && c <= '\r')) {
			l->pos++;
		} else if (c == '\\' && (next == '\n' || (next == '\r' && at(l, l->pos + 2) == '\n'))) {
			l->pos += next == '\n' ? 2 : 3;
		} else if (c == '/' && next == '*') {
			skip_comment(l);
		} else if (c == '/' && next == '/') {
			skip_line(l);
		} else if (c == '#' && l->bol) {
			control_line(l);
		} else {
			return;
		}
	}
}

/* ---- literals ---- */
static int escape(struct d_lex *l)	/* l->pos is behind the backslash */
{
	static const char from[] = "ntrabfv", to[] = "\n\t\r\a\b\f\v";
	int c = at(l, l->pos++), v = 0;
	const char *p;

	if (c >= '0' && c <= '7') {
		v = c - '0';
		for (int i = 0; i < 2 && at(l, l->pos) >= '0' && at(l, l->pos) <= '7'; i++)
			v = v * 8 + at(l, l->pos++) - '0';
		return v & 0xff;
	}
	if (c == 'x' && isxdigit(at(l, l->pos))) {
		for (int i = 0; i < 2 && at(l, l->pos) >= 0 && isxdigit(at(l, l->pos)); i++) {
			int d = tolower(at(l, l->pos++));

			v = v * 16 + (d > '9' ? d - 'a' + 10 : d - '0');
		}
		return v;
	}
	p = c > 0 ? strchr(from, c) : NULL;
	return p ? to[p - from] : c;
}

static struct d_token lex_string(struct d_lex *l)
{
	size_t start = l->pos++;
	struct buf b = BUF_INIT;
	struct d_token t = { .kind = T_STR };

	for (;;) {
		int c = at(l, l->pos);

		if (c == '"') {
			l->pos++;
			break;
		}
		if (c < 0 || c == '\n') {
			diag_error(l->c->diag, span_at(l, start, l->pos), ERR_STR_NL,
				   c < 0 ? "string without its closing quote" : "newline in a string");
			diag_hint(l->c->diag, "end the string with \", or write the newline as \\n");
			break;
		}
		l->pos++;
		if (c == '\\' && at(l, l->pos) == '\n') {
			l->pos++;
			continue;
		}
		if (c == '\\' && at(l, l->pos) >= 0)
			c = escape(l);
		buf_putc(&b, (char)c);
	}
	t.span = span_at(l, start, l->pos);
	t.len = b.len;
	t.str = arena_dup(l->c->arena, buf_str(&b), b.len + 1);
	buf_fini(&b);
	return t;
}

static struct d_token lex_char(struct d_lex *l)
{
	size_t start = l->pos++;
	uint64_t v = 0;
	int n = 0;
	enum diag_tag tag = ERR_NONE;
	const char *what = "";

	while (at(l, l->pos) != '\'') {
		int c = at(l, l->pos);

		if (c < 0 || c == '\n') {
			tag = ERR_CHR_NL;
			what = "newline in a character constant";
			break;
		}
		l->pos++;
		if (c == '\\' && at(l, l->pos) >= 0)
			c = escape(l);
		v = n ? v << 8 | (unsigned char)c : (uint64_t)(int64_t)(signed char)c;
		n++;
	}
	if (!tag || tag == ERR_NONE) {
		l->pos++;
		if (!n) {
			tag = ERR_CHR_NULL;
			what = "empty character constant";
		} else if (n > 8) {
			tag = ERR_CHR_OFLOW;
			what = "character constant of more than 8 characters";
		}
	}
	if (tag != ERR_NONE)
		diag_error(l->c->diag, span_at(l, start, l->pos), tag, "%s", what);
	return (struct d_token){ T_INT, span_at(l, start, l->pos), .num = (int64_t)v,
				 .type = &type_int32 };
}

/* the smallest type that holds it; octal and hex may become unsigned (C17 6.4.4.1) */
static const struct type *int_type(uint64_t v, bool is_unsigned, unsigned nlong, bool decimal)
{
	if (!nlong && v <= INT32_MAX && !is_unsigned)
		return &type_int32;
	if (!nlong && v <= UINT32_MAX && (is_unsigned || !decimal))
		return &type_uint32;
	return v <= INT64_MAX && !is_unsigned ? &type_int64 : &type_uint64;
}

static struct d_token lex_number(struct d_lex *l)
{
	size_t start = l->pos;
	unsigned base = 10, nlong = 0;
	bool is_unsigned = false, over = false, bad = false;
	uint64_t v = 0;

	if (at(l, start) == '0') {
		base = 8;
		if ((at(l, start + 1) | 32) == 'x' && at(l, start + 2) >= 0 && isxdigit(at(l, start + 2))) {
			base = 16;
			l->pos += 2;
		}
	}
	for (;; l->pos++) {
		int c = at(l, l->pos);

		if (c < 0 || c > 127 || !(base == 16 ? isxdigit(c) : isdigit(c)))
			break;

		unsigned d = (unsigned)(isdigit(c) ? c - '0' : (c | 32) - 'a' + 10);

		bad |= d >= base;
		over |= __builtin_mul_overflow(v, (uint64_t)base, &v);
		over |= __builtin_add_overflow(v, (uint64_t)d, &v);
	}
	if ((at(l, l->pos) | 32) == 'u') {
		is_unsigned = true;
		l->pos++;
	}
	while (nlong < 2 && at(l, l->pos) >= 0 && (at(l, l->pos) | 32) == 'l') {
		nlong++;
		l->pos++;
	}

	size_t digits_end = l->pos;

	while (word_char(at(l, l->pos)))
		l->pos++;

	struct span s = span_at(l, start, l->pos);

	if (l->pos > digits_end || (at(l, l->pos) == '.' && at(l, l->pos + 1) >= 0 && isdigit(at(l, l->pos + 1)))) {
		while (word_char(at(l, l->pos)) || at(l, l->pos) == '.')
			l->pos++;
		s = span_at(l, start, l->pos);
		diag_error(l->c->diag, s, ERR_SYNTAX, "'%.*s' is not an integer constant", (int)(s.end - s.start),
			   l->src->text + s.start);
		diag_hint(l->c->diag, "D has integers only; the suffixes are u, l, ll");
	} else if (bad) {
		diag_error(l->c->diag, s, ERR_INT_DIGIT, "bad digit in the octal constant '%.*s'",
			   (int)(s.end - s.start), l->src->text + s.start);
	} else if (over) {
		diag_error(l->c->diag, s, ERR_INT_OFLOW, "integer constant '%.*s' does not fit in 64 bits",
			   (int)(s.end - s.start), l->src->text + s.start);
	}
	return (struct d_token){ T_INT, s, .num = (int64_t)v, .type = int_type(v, is_unsigned, nlong, base == 10) };
}

/* ---- names ---- */
static enum d_tok keyword(const char *s, size_t n)
{
	for (int t = T_AUTO; t <= T_XLATE; t++)
		if (strlen(texts[t]) == n && !memcmp(texts[t], s, n))
			return (enum d_tok)t;
	return T_IDENT;
}

/* what is a name in C, of a member of struct bpf_link_info for one: counter */
static bool is_ds_own(enum d_tok t)
{
	return t == T_COUNTER || t == T_IMPORT || t == T_OFFSETOF || t == T_PROBE || t == T_PROVIDER || t == T_SELF ||
	       t == T_STRING || t == T_STRINGOF || t == T_THIS || t == T_TRANSLATOR || t == T_XLATE;
}

bool d_is_keyword(const char *s)
{
	return keyword(s, strlen(s)) != T_IDENT;
}

static const char *lex_word(struct d_lex *l)
{
	size_t start = l->pos;

	while (word_char(at(l, l->pos)))
		l->pos++;
	return arena_intern(l->c->arena, l->src->text + start, l->pos - start);
}

static bool begins_type(enum d_tok k)
{
	return k == T_STRUCT || k == T_UNION || k == T_ENUM || k == T_UNSIGNED || k == T_SIGNED || k == T_CHAR || k == T_KINT ||
	       k == T_LONG || k == T_SHORT || k == T_VOID || k == T_FLOAT || k == T_DOUBLE;
}

static struct d_token lex_symbol(struct d_lex *l, size_t start, const char *mod)
{
	struct d_token t = { .kind = T_SYM, .mod = mod };

	l->pos++;
	if (at(l, l->pos) == '`') {
		t.num = 1;
		l->pos++;
	}
	t.str = lex_word(l);
	t.span = span_at(l, start, l->pos);
	if (begins_type(keyword(t.str, strlen(t.str)))) {
		t.kind = keyword(t.str, strlen(t.str));
	} else if (!*t.str) {
		diag_error(l->c->diag, t.span, ERR_SYNTAX, "a symbol's name has to follow the backtick");
		t.str = "?";
	}
	return t;
}

static struct d_token lex_name(struct d_lex *l)
{
	size_t start = l->pos, dots;
	const char *s = lex_word(l);

	/* a.out`x, libc.so.6`x: an object's name has dots */
	for (dots = l->pos; at(l, dots) == '.' && word_char(at(l, dots + 1));)
		for (dots++; word_char(at(l, dots)); dots++)
			;
	if (dots > l->pos && at(l, dots) == '`') {
		s = arena_intern(l->c->arena, l->src->text + start, dots - start);
		l->pos = dots;
	}
	if (at(l, l->pos) == '`')
		return lex_symbol(l, start, s);

	enum d_tok kind = keyword(s, strlen(s));

	return (struct d_token){ l->in_header && is_ds_own(kind) ? T_IDENT : kind, span_at(l, start, l->pos), s };
}

static struct d_token lex_agg(struct d_lex *l)
{
	size_t start = l->pos++;
	const char *s = isdigit(at(l, l->pos)) ? "" : lex_word(l);

	return (struct d_token){ T_AGG, span_at(l, start, l->pos), *s ? s : "_" };
}

/* ---- macro variables (1.10) ---- */
/* a number is digits only: tick-$1ms */
static const char *macro_name(struct d_lex *l)
{
	size_t start = l->pos;

	if (!isdigit(at(l, l->pos)))
		return lex_word(l);
	while (isdigit(at(l, l->pos)))
		l->pos++;
	return arena_intern(l->c->arena, l->src->text + start, l->pos - start);
}

/* its text may have escapes, as between quotes */
static struct d_token macro_string(const struct d_lex *l, const char *text, size_t n, struct span s)
{
	struct source src = { .name = l->src->name, .text = text, .len = n };
	struct d_lex in = *l;
	struct d_token t = { T_STR, s };
	struct buf b = BUF_INIT;

	in.src = &src;
	for (in.pos = 0; in.pos < n;) {
		int c = at(&in, in.pos++);

		if (c == '\\' && at(&in, in.pos) >= 0)
			c = escape(&in);
		buf_putc(&b, (char)c);
	}
	t.len = b.len;
	t.str = arena_dup(l->c->arena, buf_str(&b), b.len + 1);
	buf_fini(&b);
	return t;
}

static struct d_token macro_value(struct d_lex *l, const char *text, struct span s)
{
	const char *p = text + (*text == '-' || *text == '+');
	size_t n = strlen(text);

	if (isdigit((unsigned char)*p)) {
		bool hex = p[0] == '0' && (p[1] | 32) == 'x';
		size_t i;

		for (i = hex ? 2 : 0; hex ? isxdigit((unsigned char)p[i]) : isdigit((unsigned char)p[i]); i++)
			;
		if (!p[i]) {
			struct d_token t = { T_INT, s, .macro = true };
			char *end;

			errno = 0;

			uint64_t v = strtoull(p, &end, 0);

			if (errno || *end)
				diag_error(l->c->diag, s, ERR_MACRO_OFLOW,
					   "the value '%s' does not fit in 64 bits", text);
			t.type = int_type(v, false, 0, true);
			t.num = *text == '-' ? (int64_t)-v : (int64_t)v;
			return t;
		}
	}
	for (p = text; word_char((unsigned char)*p); p++)
		;
	if (word_start((unsigned char)*text) && !*p)
		return (struct d_token){ keyword(text, n), s, arena_intern(l->c->arena, text, n) };
	if (n >= 2 && text[0] == '"' && text[n - 1] == '"')
		return macro_string(l, text + 1, n - 2, s);
	return macro_string(l, text, n, s);
}

static struct d_token lex_macro(struct d_lex *l)
{
	size_t start = l->pos++;
	bool as_string = at(l, l->pos) == '$';

	l->pos += as_string;

	const char *name = macro_name(l), *text;
	struct span s = span_at(l, start, l->pos);

	if (!*name) {
		diag_error(l->c->diag, s, ERR_SYNTAX, "a macro variable's name has to follow the $");
		return (struct d_token){ T_INT, s, .type = &type_int32 };
	}
	if (!as_string && (!strcmp(name, "target") || !strcmp(name, "pid")))
		return (struct d_token){ T_MACRO, s, arena_printf(l->c->arena, "$%s", name) };
	if (!d_macro_text(l, name, s, &text))
		text = "0";
	else if (!text)		/* missing, and defaultargs is on */
		text = as_string ? "" : "0";
	if (as_string)
		return macro_string(l, text, strlen(text), s);
	return macro_value(l, text, s);
}

/* ---- punctuation, longest first ---- */
static struct d_token lex_punct(struct d_lex *l)
{
	size_t start = l->pos, best_n = 0;
	enum d_tok best = T_BAD;

	for (int t = T_LPAREN; t < T_COUNT_; t++) {
		size_t n = strlen(texts[t]);

		if (n > best_n && n <= l->src->len - start && !memcmp(texts[t], l->src->text + start, n)) {
			best = (enum d_tok)t;
			best_n = n;
		}
	}
	l->pos += best_n ? best_n : 1;
	if (best == T_BAD) {
		while (at(l, l->pos) >= 128)	/* one message for a run of UTF-8 */
			l->pos++;
		diag_error(l->c->diag, span_at(l, start, l->pos), ERR_SYNTAX,
			   "no token starts with '%.*s'", (int)(l->pos - start), l->src->text + start);
	}
	return (struct d_token){ best, span_at(l, start, l->pos) };
}

/* is this `/` the end of a predicate: what follows is { ; / or the end (1.2) */
static bool ends_predicate(const struct d_lex *l)
{
	struct d_lex ahead = *l;

	ahead.pos++;
	for (;;) {
		int c = at(&ahead, ahead.pos), next = at(&ahead, ahead.pos + 1);

		if (c == '/' && next == '/') {
			skip_line(&ahead);
		} else if (c == '/' && next == '*') {
			for (ahead.pos += 2; at(&ahead, ahead.pos) >= 0 &&
			     !(at(&ahead, ahead.pos) == '*' && at(&ahead, ahead.pos + 1) == '/'); ahead.pos++)
				;
			ahead.pos += 2;
		} else if (c == '\\' || c == ' ' || (c >= '\t' && c <= '\r')) {
			ahead.pos++;
		} else {
			return c < 0 || c == '{' || c == ';' || c == '/';
		}
	}
}

struct d_token d_lex_next(struct d_lex *l)
{
	skip_blanks(l);

	int c = at(l, l->pos);
	struct d_token t;
	bool bol = l->bol;

	l->bol = false;
	if (c < 0)
		t = (struct d_token){ T_EOF, span_at(l, l->src->len, l->src->len) };
	else if (word_start(c))
		t = lex_name(l);
	else if (isdigit(c))
		t = lex_number(l);
	else if (c == '"')
		t = lex_string(l);
	else if (c == '\'')
		t = lex_char(l);
	else if (c == '@')
		t = lex_agg(l);
	else if (c == '`')
		t = lex_symbol(l, l->pos, "");
	else if (c == '$')
		t = lex_macro(l);
	else if (c == '/' && l->in_pred && ends_predicate(l)) {
		t = (struct d_token){ T_PRED_END, span_at(l, l->pos, l->pos + 1) };
		l->pos++;
	} else {
		t = lex_punct(l);
	}
	t.bol = bol;
	return t;
}

/* ---- probe descriptions (1.4) ---- */
static bool spec_char(int c)
{
	return word_char(c) || (c > 0 && strchr("-$:.?*\\[]!`", c));
}

static bool path_char(int c)
{
	return c != ':' && (spec_char(c) || (c > 0 && strchr("/+@~=%", c)));
}

/* the module of a process by its whole path: pid123:/PATH:FUNCTION:NAME. Elsewhere a slash begins a predicate */
static bool path_follows(const struct d_lex *l, const struct buf *b)
{
	size_t at_char = l->pos;

	if (at(l, at_char) != '/' || b->len < 2 || b->s[b->len - 1] != ':' || !isdigit((unsigned char)b->s[b->len - 2]) ||
	    memchr(b->s, ':', b->len - 1))
		return false;
	while (path_char(at(l, at_char)))
		at_char++;
	return at(l, at_char) == ':';
}

/* one macro variable inside a description */
static void paste(struct d_lex *l, struct buf *b)
{
	size_t start = l->pos++;

	l->pos += at(l, l->pos) == '$';

	const char *name = macro_name(l), *text;

	if (!*name) {
		buf_putc(b, '$');
		return;
	}
	if (!d_macro_known(l, name))
		diag_error(l->c->diag, span_at(l, start, l->pos), ERR_PDESC_INVAL,
			   "Undefined macro variable in probe description: $%s", name);
	else if (d_macro_text(l, name, span_at(l, start, l->pos), &text))
		buf_puts(b, text ? text : "");
}

struct d_token d_lex_spec(struct d_lex *l, const char **raw)
{
	skip_blanks(l);

	size_t start = l->pos;
	bool in_path = false;
	struct buf b = BUF_INIT;

	while (spec_char(at(l, l->pos)) || (in_path |= path_follows(l, &b))) {
		in_path &= path_char(at(l, l->pos));
		if (at(l, l->pos) == '$')
			paste(l, &b);
		else
			buf_putc(&b, (char)at(l, l->pos++));
	}
	l->bol = false;

	struct d_token t = { T_SPEC, span_at(l, start, l->pos),
			     arena_intern(l->c->arena, buf_str(&b), b.len) };

	if (l->pos == start)
		t.kind = T_NONE;
	*raw = arena_strndup(l->c->arena, l->src->text + start, l->pos - start);
	buf_fini(&b);
	return t;
}
