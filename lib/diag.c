/*
 * diag.c - diagnostics with a caret, in three styles of head
 *
 * The heads of DIAG_DTRACE follow reference D 8.4 and 12, those of DIAG_STAP SystemTap 6.7. Script
 * text that is quoted may hold anything: control bytes are shown as '?', so that a script cannot
 * drive the terminal it is reported on.
 */
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/diag.h"

/* bytes of a source line that are quoted; SystemTap quotes all of it, but a file of noise should not be repeated */
enum { LINE_MAX_SHOWN = 240, LINE_MAX_STAP = 65536 };

static const char *const tag_names[] = {
#define TAG(name, help) [ERR_##name] = #name,
#include "lib/diag.def"
#undef TAG
};

const char *diag_tag_name(enum diag_tag tag)
{
	return (unsigned)tag < ERR_COUNT_ ? tag_names[tag] : "UNKNOWN";
}

void diag_init(struct diag *d, FILE *out)
{
	*d = (struct diag){ .out = out, .first = ERR_NONE };
}

bool diag_failed(const struct diag *d)
{
	return d->errors || d->sys_errors;
}

/* ---- colours ---- */
/* by style: sonde's, and what SystemTap's reference (6.1) has */
static const char *const palettes[][DIAG_COLORS_] = {
	{ [DIAG_PLACE] = "\033[1m", [DIAG_ERROR] = "\033[1;31m", [DIAG_WARNING] = "\033[1;34m",
	  [DIAG_GUTTER] = "\033[1;34m", [DIAG_CARET] = "\033[1;32m" },
	{ [DIAG_ERROR] = "\033[01;31m", [DIAG_WARNING] = "\033[00;33m", [DIAG_CARET] = "\033[01m",
	  [DIAG_SOURCE] = "\033[00;34m", [DIAG_TOKEN] = "\033[01m" },
};

static const char *paint(const struct diag *d, enum diag_color c)
{
	const char *own = palettes[d->style == DIAG_STAP][c];

	return !d->color ? "" : *d->palette[c] ? d->palette[c] : own ? own : "";
}

static const char *paint_off(const struct diag *d)
{
	return d->color ? "\033[0m" : "";
}

/* ---- the quoted line and its caret ---- */
struct quoted {
	const char *s;		/* first byte shown */
	size_t	    n;		/* bytes shown */
	size_t	    from, to;	/* caret, relative to s; to > from unless at the end of the line */
	bool	    cut_left, cut_right;
};

static bool is_continuation(char c)	/* of a UTF-8 sequence */
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

static struct quoted quote_line(struct span at, size_t most)
{
	const struct source *src = at.src;
	size_t pos = at.start < src->len ? at.start : src->len, start = pos, end = pos;
	struct quoted q = { 0 };

	while (start && src->text[start - 1] != '\n')
		start--;
	while (end < src->len && src->text[end] != '\n')
		end++;
	if (end - start > most) {
		size_t line_end = end;

		if (pos - start > most / 2) {
			start = pos - most / 2;
			while (start < pos && is_continuation(src->text[start]))
				start++;
			q.cut_left = true;
		}
		if (end - start > most) {
			end = start + most;
			while (end > pos && is_continuation(src->text[end]))
				end--;
		}
		q.cut_right = end < line_end;
	}
	q.s = src->text + start;
	q.n = end - start;
	q.from = pos - start;
	q.to = at.end < end ? at.end - start : end - start;
	if (at.end <= at.start || q.to < q.from)
		q.to = q.from;
	return q;
}

static void put_line(const struct quoted *q, struct buf *b)
{
	if (q->cut_left)
		buf_puts(b, "...");
	for (size_t i = 0; i < q->n; i++) {
		unsigned char c = (unsigned char)q->s[i];

		buf_putc(b, c == '\t' || (c >= 0x20 && c != 0x7f) ? (char)c : c == '\r' ? ' ' : '?');
	}
	if (q->cut_right)
		buf_puts(b, "...");
}

static void put_caret(const struct quoted *q, struct buf *b, bool wide)
{
	if (q->cut_left)
		buf_puts(b, "   ");
	for (size_t i = 0; i < q->from; i++)
		if (!is_continuation(q->s[i]))
			buf_putc(b, q->s[i] == '\t' ? '\t' : ' ');
	buf_putc(b, '^');
	for (size_t i = q->from + 1; wide && i < q->to; i++)
		if (!is_continuation(q->s[i]))
			buf_putc(b, '^');
}

/*
 * Source line and caret behind a gutter. SystemTap's caret is one character wide and its gutter a
 * word; tabs of the line are repeated above the caret, so that both are as wide.
 */
static void show_source(struct diag *d, struct span at, const char *word)
{
	if (!at.src)
		return;

	struct quoted q = quote_line(at, d->style == DIAG_STAP ? LINE_MAX_STAP : LINE_MAX_SHOWN);
	struct buf line = BUF_INIT, caret = BUF_INIT;

	put_line(&q, &line);
	put_caret(&q, &caret, d->style != DIAG_STAP);
	if (d->style == DIAG_STAP)
		fprintf(d->out, "%s%s\n%*s%.*s%s^%s\n", word, buf_str(&line), (int)strlen(word), "",
			(int)caret.len - 1, buf_str(&caret), paint(d, DIAG_CARET), paint_off(d));
	else
		fprintf(d->out, "%s%5u | %s%s\n%s      | %s%s%s%s\n", paint(d, DIAG_GUTTER), span_line(at), paint_off(d),
			buf_str(&line), paint(d, DIAG_GUTTER), paint_off(d), paint(d, DIAG_CARET), buf_str(&caret), paint_off(d));
	buf_fini(&line);
	buf_fini(&caret);
}

/* the macro calls that a place stands in, innermost first, each in the shape of its message */
static void show_calls(struct diag *d, struct span at, const char *word)
{
	for (; at.src && at.src->call; at = *at.src->call) {
		struct span call = *at.src->call;
		const char *name = call.src->text + call.start;
		int n = (int)(call.end - call.start);

		if (d->style == DIAG_STAP)
			fprintf(d->out, "\tin expansion of macro: operator '%.*s' at %s:%u:%u\n", n, name,
				call.src->name, span_line(call), span_column(call));
		else
			fprintf(d->out, "      %s= note:%s in the expansion of %.*s at %s:%u:%u\n", paint(d, DIAG_GUTTER), paint_off(d),
				n, name, call.src->name, span_line(call), span_column(call));
		if (d->style == DIAG_STAP)
			show_source(d, call, word);
	}
}

static void show_parent(struct diag *d, struct span at)
{
	const struct source *src = source_origin(at.src);

	if (src && src->parent && src->name != src->parent->name)
		fprintf(d->out, "      %s= note:%s in text that comes from %s\n", paint(d, DIAG_GUTTER), paint_off(d),
			src->parent->name);
}

/* ---- heads ---- */
static void head_sonde(struct diag *d, struct span at, const char *colour, const char *kind,
		       enum diag_tag tag, const char *msg)
{
	if (at.src)
		fprintf(d->out, "%s%s:%u:%u:%s ", paint(d, DIAG_PLACE), at.src->name, span_line(at),
			span_column(at), paint_off(d));
	fprintf(d->out, "%s%s:%s %s", colour, kind, paint_off(d), msg);
	if (tag != ERR_NONE)
		fprintf(d->out, " [%s]", diag_tag_name(tag));
	fputc('\n', d->out);
	show_source(d, at, "");
	show_calls(d, at, "");
	show_parent(d, at);
}

static const struct source *root_of(const struct source *s)
{
	while (s->parent)
		s = s->parent;
	return s;
}

static void head_dtrace(struct diag *d, struct span at, enum diag_tag tag, const char *msg)
{
	const struct source *root = at.src ? root_of(at.src) : NULL;

	fprintf(d->out, "%sdtrace:%s ", paint(d, DIAG_PLACE), paint_off(d));
	if (root && source_is_file(root))
		fprintf(d->out, "failed to compile script %s: ", root->name);
	else if (root)
		fprintf(d->out, "invalid probe specifier %s: ", root->text);
	if (d->errtags && tag != ERR_NONE)
		fprintf(d->out, "[D_%s] ", diag_tag_name(tag > ERR_NONE ? ERR_UNKNOWN : tag));	/* ours are none of D's */
	if (at.src && at.src->name != root->name && source_is_file(at.src))
		fprintf(d->out, "\"%s\", line %u: ", at.src->name, span_line(at));
	else if (root && source_is_file(root))
		fprintf(d->out, "line %u: ", span_line(at));
	else if (root && d->region)
		fprintf(d->out, "in %s: ", d->region);
	fprintf(d->out, "%s\n", msg);
	show_source(d, at, "");
}

static bool is_parse_error(enum diag_tag tag)
{
	return tag == ERR_STAP_PARSE || tag == ERR_NUM_RANGE || tag == ERR_STR_UNTERM ||
	       tag == ERR_CHAR_BAD || tag == ERR_SYNTAX;
}

/* ---- the token under the caret, in SystemTap's words ---- */

static bool one_of(const char *const *words, size_t n, const char *s, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(words[i]) == len && !memcmp(words[i], s, len))
			return true;
	return false;
}

static bool is_keyword(const char *s, size_t len)
{
	static const char *const words[] = {
		"probe", "global", "private", "function", "if", "else", "for", "foreach", "in", "limit",
		"return", "delete", "while", "break", "continue", "next", "string", "long", "try", "catch",
	};

	return one_of(words, sizeof(words) / sizeof(words[0]), s, len);
}

static size_t operator_len(const char *s, size_t max)
{
	static const char *const longer[] = {
		">>>", "<<<", "<<=", ">>=", "==", "!=", "<=", ">=", "=~", "!~", "+=", "-=", "*=", "/=", "%=", "&=",
		"^=", "|=", ".=", "&&", "||", "++", "--", "->", "<<", ">>", "%(", "%?", "%:", "%)",
	};

	for (size_t len = max < 3 ? max : 3; len > 1; len--)
		if (one_of(longer, sizeof(longer) / sizeof(longer[0]), s, len))
			return len;
	return max ? 1 : 0;
}

static size_t word_len(const char *s, size_t max)
{
	size_t n = 0;

	while (n < max && (isalnum((unsigned char)s[n]) || s[n] == '_' || s[n] == '$'))
		n++;
	return n;
}

static size_t string_len(const char *s, size_t max)
{
	size_t n = 1;

	while (n < max && s[n] != '"' && s[n] != '\n')
		n += s[n] == '\\' && n + 1 < max ? 2 : 1;
	return n < max ? n + (s[n] == '"') : max;
}

void diag_put_token(struct buf *b, struct span at)
{
	size_t start = at.start < at.src->len ? at.start : at.src->len, len, max = at.src->len - start;
	const char *s = at.src->text + start;
	const char *kind = "operator";

	if (max > 1 && s[0] == '%' && s[1] == '{') {
		buf_puts(b, "embedded-code");
		return;
	}
	if (isalpha((unsigned char)*s) || *s == '_' || *s == '$') {
		kind = "identifier";
		len = word_len(s, max);
		if (is_keyword(s, len)) {
			buf_puts(b, "keyword");
			return;
		}
	} else if (isdigit((unsigned char)*s)) {
		kind = "number";
		len = word_len(s, max);
	} else if (*s == '"') {
		kind = "string";
		len = string_len(s, max);
	} else {
		len = *s == '@' ? 1 + word_len(s + 1, max - 1) : operator_len(s, max);
	}
	if (*s == '"' && len >= 2 && s[len - 1] == '"') {
		s++;
		len -= 2;
	}
	buf_printf(b, "%s '", kind);
	for (size_t i = 0; i < len; i++)
		buf_putc(b, iscntrl((unsigned char)s[i]) ? '?' : s[i]);
	buf_putc(b, '\'');
}

/* "identifier 'foo' at FILE:L:C"; the file's name only when it is not that of the message before */
static void put_place(struct diag *d, struct span at, struct buf *b)
{
	struct buf token = BUF_INIT;

	diag_put_token(&token, at);

	size_t kind = strcspn(buf_str(&token), "'");

	buf_printf(b, "%.*s%s%s%s at %s%s:%u:%u%s", (int)kind, buf_str(&token), paint(d, DIAG_TOKEN), buf_str(&token) + kind,
		   paint_off(d), paint(d, DIAG_SOURCE), d->last == source_origin(at.src) ? "" : at.src->name, span_line(at),
		   span_column(at), paint_off(d));
	buf_fini(&token);
	d->last = source_origin(at.src);
}

static void head_stap_parse(struct diag *d, struct span at, enum diag_tag tag, char *msg)
{
	struct buf place = BUF_INIT;
	char *found = strstr(msg, ", found ");

	if (found && at.src)		/* "saw" says it */
		*found = '\0';
	fprintf(d->out, "%s%s%s%s\n", paint(d, DIAG_ERROR), tag == ERR_EMPTY ? "" : "parse error: ", paint_off(d), msg);
	if (!at.src || tag == ERR_EMPTY)
		return;
	d->last = NULL;		/* parse errors always name the file */
	if (at.start >= at.src->len)
		buf_printf(&place, "%s EOF", at.src->name);
	else if (tag == ERR_MACRO_UNDEF || tag == ERR_STR_UNTERM)	/* what is no token */
		buf_printf(&place, "junk '' at %s:%u:%u", at.src->name, span_line(at), span_column(at));
	else
		put_place(d, at, &place);
	fprintf(d->out, "        saw: %s\n", buf_str(&place));
	if (at.start < at.src->len)
		show_source(d, at, "     source: ");
	show_calls(d, at, "     source: ");
	buf_fini(&place);
}

static void head_stap(struct diag *d, struct span at, bool warning, const char *msg)
{
	const char *word = warning ? " source: " : "        source: ";
	struct buf place = BUF_INIT;

	if (at.src) {
		buf_puts(&place, ": ");
		put_place(d, at, &place);
	}
	fprintf(d->out, "%s%s%s %s%s\n", paint(d, warning ? DIAG_WARNING : DIAG_ERROR),
		warning ? "WARNING:" : "semantic error:", paint_off(d), msg, buf_str(&place));
	show_source(d, at, word);
	show_calls(d, at, word);
	buf_fini(&place);
}

/* where the probe point begins that a place is in */
static struct span point_start(struct span at)
{
	while (at.src && at.start && !strchr(" \t\n,{}=", at.src->text[at.start - 1]))
		at.start--;
	return at;
}

/* why a probe point did not resolve is the second message of a chain, its place perhaps one component */
static void head_stap_semantic(struct diag *d, struct span at, const char *msg)
{
	static const char first[] = "while resolving probe point";
	size_t n = sizeof(first) - 1;

	if (at.src && !strncmp(msg, first, n) && !strncmp(msg + n, ": ", 2)) {
		head_stap(d, point_start(at), false, first);
		fputc('\n', d->out);
		msg += n + 2;
	}
	head_stap(d, at, false, msg);
}

/* ---- entry points ---- */
static char *format_message(const char *fmt, va_list ap)
{
	struct buf b = BUF_INIT;

	buf_vprintf(&b, fmt, ap);
	return b.s;		/* never NULL: buf_vprintf makes room */
}

/* one error ends dtrace's compilation (D 12), so its style shows one unless told otherwise */
static unsigned shown_max(const struct diag *d)
{
	return d->max_errors ? d->max_errors : d->style == DIAG_DTRACE ? 1 : 20;
}

/* is this error to be shown? Counted it is in any case. */
static bool count_error(struct diag *d, enum diag_tag tag)
{
	if (!d->errors++)
		d->first = tag;
	d->muted = d->errors > shown_max(d);
	if (d->muted && d->errors == shown_max(d) + 1 && d->style == DIAG_SONDE)
		fputs("further errors are not shown\n", d->out);
	return !d->muted;
}

/* stap says a thing once; of very many the first are remembered */
static bool was_said(struct diag *d, struct span at, const char *msg, bool repeat)
{
	uint64_t hash = 14695981039346656037ull ^ at.start ^ (uintptr_t)at.src;	/* FNV-1a */

	for (; *msg; msg++)
		hash = (hash ^ (unsigned char)*msg) * 1099511628211ull;
	for (unsigned i = 0; i < d->nsaid; i++)
		if (d->said[i] == hash)
			return !repeat;
	if (d->nsaid < sizeof(d->said) / sizeof(d->said[0]))
		d->said[d->nsaid++] = hash;
	return false;
}

void diag_error(struct diag *d, struct span at, enum diag_tag tag, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	diag_verror(d, at, tag, fmt, ap);
	va_end(ap);
}

/*
 * stap says one error of each kind, whatever it is about: it tells them by the line of its source. Here
 * what is alike is what is said in the same words.
 */
static bool is_similar(struct diag *d, struct span at, const char *fmt, const char *msg)
{
	if (d->parsing)
		return false;
	if (!strcmp(fmt, "%s"))
		return was_said(d, at, msg, d->repeat_errors);
	return was_said(d, (struct span){ 0 }, fmt, d->repeat_errors);
}

void diag_verror(struct diag *d, struct span at, enum diag_tag tag, const char *fmt, va_list ap)
{
	if (d->hushed)
		d->muted = true;	/* its notes and hints too */
	if (d->hushed || !count_error(d, tag))
		return;

	char *msg = format_message(fmt, ap);

	switch (d->style) {
	case DIAG_SONDE:
		head_sonde(d, at, paint(d, DIAG_ERROR), "error", tag, msg);
		break;
	case DIAG_DTRACE:
		head_dtrace(d, at, tag, msg);
		break;
	case DIAG_STAP:
		if (is_similar(d, at, fmt, msg)) {
			d->muted = true;
			d->similar++;
			break;
		}
		if (d->errors > 1)	/* a blank line between two messages, none after the last */
			fputc('\n', d->out);
		if (is_parse_error(tag) || d->parsing)
			head_stap_parse(d, at, tag, msg);
		else
			head_stap_semantic(d, at, msg);
		break;
	}
	free(msg);
}

void diag_warn(struct diag *d, struct span at, const char *fmt, ...)
{
	va_list ap;

	d->warnings++;
	d->muted = d->no_warnings;
	if (d->no_warnings)
		return;
	va_start(ap, fmt);

	char *msg = format_message(fmt, ap);

	va_end(ap);
	switch (d->style) {
	case DIAG_SONDE:
		head_sonde(d, at, paint(d, DIAG_WARNING), "warning", ERR_NONE, msg);
		break;
	case DIAG_DTRACE:
		fprintf(d->out, "dtrace: WARNING: ");
		if (at.src)
			fprintf(d->out, "line %u: ", span_line(at));
		fprintf(d->out, "%s\n", msg);
		show_source(d, at, "");
		break;
	case DIAG_STAP:
		if (was_said(d, (struct span){ 0 }, msg, d->repeat_errors)) {
			d->muted = true;
			d->similar_warnings++;
		} else {
			head_stap(d, at, true, msg);
		}
		break;
	}
	free(msg);
}

void diag_script_warning(struct diag *d, const char *text)
{
	if (d->no_warnings || was_said(d, (struct span){ 0 }, text, d->repeat))
		return;
	d->warnings++;
	fprintf(d->out, "%sWARNING:%s %s\n", paint(d, DIAG_WARNING), paint_off(d), text);
}

void diag_note(struct diag *d, struct span at, const char *fmt, ...)
{
	if (d->muted)
		return;

	va_list ap;

	va_start(ap, fmt);

	char *msg = format_message(fmt, ap);

	va_end(ap);
	if (d->style == DIAG_STAP) {		/* its chains of messages all have the same head */
		fputc('\n', d->out);
		if (d->parsing)
			head_stap_parse(d, at, ERR_NONE, msg);
		else
			head_stap(d, at, false, msg);
	} else {
		head_sonde(d, at, paint(d, DIAG_GUTTER), "note", ERR_NONE, msg);
	}
	free(msg);
}

void diag_hint(struct diag *d, const char *fmt, ...)
{
	if (d->muted)
		return;

	va_list ap;

	va_start(ap, fmt);
	fprintf(d->out, "      %s= hint:%s ", paint(d, DIAG_GUTTER), paint_off(d));
	vfprintf(d->out, fmt, ap);
	fputc('\n', d->out);
	va_end(ap);
}

int diag_sys(struct diag *d, int err, const char *fmt, ...)
{
	static const char *const heads[] = {
		[DIAG_SONDE] = "sonde: error:", [DIAG_DTRACE] = "dtrace:", [DIAG_STAP] = "ERROR:",
	};
	va_list ap;

	if (d->hushed) {
		d->muted = true;
		return err ? err : -EINVAL;
	}
	d->sys_errors++;
	d->muted = false;
	struct buf b = BUF_INIT;

	buf_printf(&b, "%s%s%s %s", paint(d, DIAG_ERROR), heads[d->style], paint_off(d),
		   d->enabling && d->style == DIAG_DTRACE ? "could not enable tracing: " : "");
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	if (err)
		buf_printf(&b, ": %s", strerror(-err));
	buf_putc(&b, '\n');
	fwrite(b.s, 1, b.len, d->out);	/* in one piece: others write there, too */
	buf_fini(&b);
	return err ? err : -EINVAL;
}
