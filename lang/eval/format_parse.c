/*
 * format_parse.c - taking printf-like formats apart and checking the arguments' types
 *
 * D reference 7.1, tags D_PRINTF_*; SystemTap reference 4.6.
 */
#include <ctype.h>
#include <limits.h>
#include <string.h>
#include "lang/eval/format.h"
#include "lang/eval/runtime.h"
#include "lib/diag.h"

struct parser {
	struct arena *arena;
	struct diag  *diag;
	enum lang     lang;
	const char   *s, *end;
	const char   *start;	/* of the conversion being read, at its % */
	const char   *whole;	/* the format, to find places in it */
	struct span   at;
	bool	      exact;	/* the literal has no escapes: places in it can be told */
	struct buf    text;	/* literal text since the last conversion */
	struct format *f;
};

static struct span here(const struct parser *p)
{
	struct span at = p->at;

	if (p->exact) {
		at.start = p->at.start + 1 + (uint32_t)(p->start - p->whole);
		at.end = at.start + (uint32_t)(p->s - p->start);
	}
	return at;
}

static bool bad(struct parser *p, const char *what)
{
	struct buf shown = BUF_INIT;

	if (p->s < p->end)
		p->s++;
	buf_quote(&shown, p->start, (size_t)(p->s - p->start));	/* "%\n" is written as it is typed */
	diag_error(p->diag, here(p), p->lang == LANG_D ? ERR_SYNTAX : ERR_STAP_PARSE,
		   "invalid or missing conversion specifier: %s %s", shown.s, what);
	buf_fini(&shown);
	return false;
}

static const struct conv *find_conv(enum lang lang, char letter)
{
	size_t it = 0;

	for (const struct conv *c; (c = conv_next(&it)) != NULL;)
		if (c->letter == letter && (c->langs & lang))
			return c;
	return NULL;
}

static bool number(struct parser *p, int *ret)
{
	long n = 0;

	while (p->s < p->end && isdigit((unsigned char)*p->s)) {
		n = n * 10 + (*p->s++ - '0');
		if (n > FORMAT_WIDTH_MAX)
			return bad(p, "is wider than 65535");
	}
	*ret = (int)n;
	return true;
}

static bool flag(struct format_piece *c, char ch)
{
	switch (ch) {
	case '#': c->alt = true; return true;
	case '+': c->plus = true; return true;
	case ' ': c->space = true; return true;
	case '\'': c->quote = true; return true;
	case '-': c->minus = true; c->zero = false; return true;
	case '0': c->zero = true; c->minus = false; return true;
	}
	return false;
}

static bool size_prefix(struct format_piece *c, char ch)
{
	size_t n = strlen(c->size);

	if (!strchr("hlLw", ch) || n == 2 || (n == 1 && (c->size[0] != ch || !strchr("hl", ch))))
		return false;
	c->size[n] = ch;
	return true;
}

static bool star(struct parser *p, struct format_piece *c, bool dot)
{
	bool *which = dot ? &c->prec_arg : &c->width_arg;

	if (*which)
		return bad(p, "has two * of one kind");
	*which = true;
	return true;
}

/* flags, width and the rest come in any order until a letter is met */
static bool d_conversion(struct parser *p, struct format_piece *c)
{
	bool dot = false;

	for (; p->s < p->end; p->s++) {
		char ch = *p->s;

		if (isdigit((unsigned char)ch) && (dot || ch != '0')) {
			if (!number(p, dot ? &c->prec : &c->width))
				return false;
			p->s--;
		} else if (ch == '*') {
			if (!star(p, c, dot))
				return false;
		} else if (ch == '.') {
			if (dot)
				return bad(p, "has two .");
			dot = true;
		} else if (ch == '?') {
			c->width = 2 * (int)sizeof(void *);
			c->ptr_width = true;
		} else if (ch == '@') {
			c->at = true;
		} else if (!flag(c, ch) && !(ch && strchr("hlLw", ch))) {
			break;
		} else if (ch && strchr("hlLw", ch) && !size_prefix(c, ch)) {
			return bad(p, "has a wrong size prefix");
		}
	}
	if (c->prec == 0)
		c->prec = -1;		/* D: as if there were none */
	return true;
}

static bool stap_conversion(struct parser *p, struct format_piece *c)
{
	if (p->s < p->end && *p->s && strchr("0+- #", *p->s))
		flag(c, *p->s++);
	c->zero_first = c->star_kept = true;
	if (p->s < p->end && *p->s == '*')
		c->width_arg = true, p->s++;
	else if (p->s < p->end && isdigit((unsigned char)*p->s) && !number(p, &c->width))
		return false;
	if (p->s < p->end && *p->s == '.') {
		p->s++;
		if (p->s < p->end && *p->s == '*')
			c->prec_arg = true, p->s++;
		else if (!number(p, &c->prec))
			return false;
	}
	if (p->s < p->end && *p->s == 'l')
		c->size[0] = *p->s++;
	return true;
}

static void end_piece(struct parser *p, struct format_piece *c)
{
	c->text = arena_dup(p->arena, buf_str(&p->text), p->text.len + 1);
	c->text_len = p->text.len;
	buf_reset(&p->text);
	if (c->conv) {
		c->arg = (int)p->f->nargs;
		p->f->nargs += (unsigned)c->width_arg + c->prec_arg + !c->at;
	}
	vec_push(p->arena, &p->f->pieces, *c);
}

/* at the %; false after reporting */
static bool conversion(struct parser *p)
{
	struct format_piece c = { .width = -1, .prec = -1, .span = p->at };

	p->start = p->s++;
	if (p->s < p->end && *p->s == '%') {
		p->s++;
		buf_putc(&p->text, '%');
		return true;
	}
	if (p->s == p->end && p->lang == LANG_STAP) {
		buf_putc(&p->text, '%');
		return true;
	}
	if (!(p->lang == LANG_D ? d_conversion(p, &c) : stap_conversion(p, &c)))
		return false;
	if (p->s == p->end)
		return bad(p, "has no conversion letter");
	c.conv = find_conv(p->lang, *p->s);
	if (!c.conv)
		return bad(p, *p->s == '$' ? "is positional, which there is not" :
			      *p->s == '%' ? "gives flags to %%" : "is not known");
	p->s++;
	c.span = here(p);
	end_piece(p, &c);
	return true;
}

struct format *format_parse(struct arena *a, struct diag *d, enum lang lang, const char *s, size_t len,
			    struct span at)
{
	struct parser p = {
		.arena = a, .diag = d, .lang = lang, .s = s, .end = s + len, .whole = s, .start = s,
		.at = at, .exact = at.src && at.end - at.start == len + 2,
		.f = arena_new_of(a, struct format),
	};
	bool ok = true;

	if (len == 0 && lang == LANG_D) {
		diag_error(d, at, ERR_PRINTF_FMT_EMPTY, "format is empty");
		return NULL;
	}
	while (ok && p.s < p.end) {
		if (*p.s == '%')
			ok = conversion(&p);
		else
			buf_putc(&p.text, *p.s++);
	}
	if (ok && p.text.len)
		end_piece(&p, &(struct format_piece){ .width = -1, .prec = -1, .span = at });
	buf_fini(&p.text);
	return ok ? p.f : NULL;
}

/* ---- checking ---- */
struct checker {
	struct diag *diag;
	struct arena *arena;
	enum lang lang;
	struct expr *const *args;
	size_t nargs;
	struct span at;
};

static struct span span_of(const struct checker *c, size_t arg)
{
	return arg < c->nargs && c->args[arg]->span.src ? c->args[arg]->span : c->at;
}

static const char *takes_text(const struct format_piece *p)
{
	switch (p->conv->takes) {
	case CONV_INT:		return p->size[0] ? "an integer of that size" : "an integer";
	case CONV_STRING:	return p->size[0] ? "an array of 4-byte integers" : "a string or char array";
	case CONV_STRING_OR_INT: return "a string or an integer";
	case CONV_SYM:		return "a pointer, an integer or sym()";
	case CONV_USYM:		return "usym(), or with $target a pointer or an integer";
	case CONV_STACK:	return "a stack";
	case CONV_TIME:		return "a 64-bit integer";
	case CONV_CHAR:		return "an integer of at most 4 bytes";
	case CONV_PTR:		return "a pointer or an integer";
	case CONV_FLOAT:	return "a floating-point number";
	case CONV_BYTES:	return "an address";
	}
	return "";
}

/* a size prefix is optional; one that is there has to be the argument's */
static bool size_fits(const struct format_piece *p, const struct type *t)
{
	switch (p->size[0]) {
	case 'h': return t->size == (p->size[1] ? 1 : 2);
	case 'l': return t->size == 8;
	case 'L': return false;
	}
	return true;
}

static bool is_wide_array(const struct type *t)
{
	return t->kind == TY_ARRAY && type_is_int(t->to) && type_strip(t->to)->size == 4;
}

static bool d_fits(const struct format_piece *p, const struct type *type)
{
	const struct type *t = type_strip(type);
	bool is_int = type_is_int(t), address = is_int || type_is_ptr(t);

	switch (p->conv->takes) {
	case CONV_INT:
		return is_int && size_fits(p, t);
	case CONV_STRING:
		if (p->size[0])
			return is_wide_array(t);
		return type_is_string(t) || (t->kind == TY_ARRAY && type_is_stringish(t));
	case CONV_STRING_OR_INT:
		return is_int || type_is_string(t);
	case CONV_SYM:
		return address || t->kind == TY_SYMADDR;
	case CONV_USYM:
		return address || t->kind == TY_USYMADDR;
	case CONV_STACK:
		return t->kind == TY_STACK;
	case CONV_TIME:
		return is_int && t->size == 8;
	case CONV_CHAR:
		return is_int && t->size <= 4;
	case CONV_PTR:
	case CONV_BYTES:
		return address;
	case CONV_FLOAT:
		return t->kind == TY_FLOAT;
	}
	return false;
}

static bool fits(const struct checker *c, const struct format_piece *p, const struct type *t)
{
	if (t->kind == TY_ERROR)
		return true;
	if (c->lang == LANG_D)
		return d_fits(p, t);
	return (p->conv->takes == CONV_STRING) == type_is_string(t);
}

static bool check_star(const struct checker *c, size_t arg, const char *what)
{
	if (arg >= c->nargs) {
		diag_error(c->diag, c->at, c->lang == LANG_D ? ERR_PRINTF_DYN_PROTO : ERR_STAP_ARITY,
			   "format has a * for the %s but no argument for it", what);
		return false;
	}
	const struct type *t = c->args[arg]->type;

	if (t->kind == TY_ERROR || type_is_int(t))
		return true;
	diag_error(c->diag, span_of(c, arg), c->lang == LANG_D ? ERR_PRINTF_DYN_TYPE : ERR_STAP_TYPE,
		   "argument %zu gives the %s and must be an integer, not %s", arg + 2, what,
		   type_str(c->arena, t));
	return false;
}

static bool check_piece(const struct checker *c, const struct format_piece *p, bool printa)
{
	size_t arg = (size_t)p->arg;

	if (p->at && !printa) {
		diag_error(c->diag, p->span, ERR_PRINTF_AGG_CONV,
			   "%%@ takes the value of an aggregation and is for printa() only");
		return false;
	}
	if ((p->width_arg && !check_star(c, arg++, "width")) ||
	    (p->prec_arg && !check_star(c, arg++, "precision")))
		return false;
	if (p->at && d_fits(p, &type_int64))
		return true;
	if (p->at) {
		diag_error(c->diag, p->span, ERR_PRINTF_ARG_TYPE,
			   "an aggregation's value does not fit %%@%s%c: it is a 64-bit integer", p->size, p->conv->letter);
		return false;
	}
	if (arg >= c->nargs) {
		diag_error(c->diag, c->at, c->lang == LANG_D ? ERR_PRINTF_ARG_PROTO : ERR_STAP_ARITY,
			   "format has a %%%c for which there is no %s", p->conv->letter,
			   printa ? "key" : "argument");
		return false;
	}
	const struct type *t = c->args[arg]->type;

	if (fits(c, p, t))
		return true;
	diag_error(c->diag, span_of(c, arg), c->lang == LANG_D ? ERR_PRINTF_ARG_TYPE : ERR_STAP_TYPE,
		   "%s %zu does not fit %%%s%c: %s is expected, not %s", printa ? "key" : "argument",
		   arg + (printa ? 1 : 2), p->size, p->conv->letter,
		   takes_text(p), type_str(c->arena, t));
	return false;
}

bool format_check(const struct format *f, struct diag *d, enum lang lang, struct arena *a,
		  struct expr *const *args, size_t nargs, struct span at, bool printa)
{
	struct checker c = {
		.diag = d, .arena = a, .lang = lang, .args = args, .nargs = nargs, .at = at,
	};
	bool ok = true;

	for (size_t i = 0; i < f->pieces.n; i++) {
		const struct format_piece *p = &f->pieces.v[i];

		if (!p->conv)
			continue;
		bool fine = check_piece(&c, p, printa);

		ok = ok && fine;
		/* no argument for this one: none for those that follow, and one message is enough */
		if (!fine && (size_t)p->arg + p->width_arg + p->prec_arg >= nargs)
			return false;
	}
	if (nargs > f->nargs && !printa) {
		diag_error(d, span_of(&c, f->nargs),
			   lang == LANG_D ? ERR_PRINTF_ARG_EXTRA : ERR_STAP_ARITY,
			   "format takes %u arguments, but %zu are given", f->nargs, nargs);
		return false;
	}
	return ok;
}
