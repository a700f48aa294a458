/*
 * embed_string.c - embedded C: the calls that print, and those that make and read strings
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "lang/stap/embed_call.h"

static const struct c_value refused;

/* ---- formats ---- */
/* a format as the script has it, and what its arguments are */
struct said {
	struct buf b;
	char kinds[MOST_ARGS];
	unsigned char sizes[MOST_ARGS];	/* bytes of a number without a sign that are printed; 0: as it is */
	unsigned n;
	char unknown;			/* behind %p */
};

static void takes(struct said *f, char kind, size_t size)
{
	if (f->n == MOST_ARGS)
		return;
	f->sizes[f->n] = (unsigned char)size;
	f->kinds[f->n++] = kind;
}

/* h, hh, none: of an int */
static size_t size_of(char kind, const char *length, size_t n)
{
	if (!strchr("uxXo", kind) || (n && *length != 'h'))
		return 0;
	return n == 2 ? 1 : n ? 2 : 4;
}

/* %pI4 and its like: a string, made by a function of the library's */
static const struct { const char *suffix, *by; char kind; } pointers[] = {
	{ "I4", "__embed_ip4", '4' }, { "I6", "__embed_ip6", '6' }, { "I6c", "__embed_ip6c", '7' }, { "M", "__embed_mac", 'M' }, { "S", "symdata", 'S' }, { "s", "symname", 'n' },
	{ "B", "symdata", 'B' }, { "F", "symdata", 'F' }, { "f", "symname", 'f' }, { "d", "d_name", 'D' },
};

static const char *pointer(struct said *f, const char *s)
{
	for (size_t i = 0; i < sizeof(pointers) / sizeof(*pointers); i++) {
		size_t n = strlen(pointers[i].suffix);

		if (strncmp(s, pointers[i].suffix, n) != 0 || isalnum((unsigned char)s[n]))
			continue;
		buf_putc(&f->b, 's');
		takes(f, pointers[i].kind, 0);
		return s + n;
	}
	buf_putc(&f->b, 'p');
	takes(f, 'p', 0);
	s += *s == 'x' || *s == 'K';
	f->unknown = isalnum((unsigned char)*s) ? *s : f->unknown;
	return s;
}

/* %-#08lx: the script has one flag at most, and one width of numbers; behind the letter */
static const char *conversion(struct said *f, const char *s)
{
	size_t n = strspn(s, "-+# 0"), width, prec;
	bool hash = memchr(s, '#', n), left = memchr(s, '-', n), sign = memchr(s, '+', n), zero = !left && memchr(s, '0', n);
	const char *at = s + n;
	unsigned long most = strtoul(at, NULL, 10);

	width = strspn(at, "0123456789*");
	prec = strspn(at + width, ".0123456789*");
	for (size_t i = 0; i < width + prec; i++)
		if (at[i] == '*')
			takes(f, 'd', 0);
	const char *length = at + width + prec;

	s = length + strspn(length, "hlqjzt");
	if (*s == '%') {
		buf_puts(&f->b, "%%");
		return s + 1;
	}
	if (hash && most > 2 && (zero || left) && (*s == 'x' || *s == 'X'))	/* what is in front has its place of its own */
		buf_printf(&f->b, "0%c%%%s%lu", *s, left ? "-" : "0", most - 2);
	else if (sign && zero && most > 1 && !prec)
		buf_printf(&f->b, "%%+.%lu", most - 1);
	else
		buf_printf(&f->b, "%%%s%.*s", left ? "-" : hash ? "#" : sign ? "+" : zero ? "0" : n ? " " : "", (int)width, at);
	buf_add(&f->b, at + width, prec);
	if (*s == 'p')
		return pointer(f, s + 1);
	if (*s) {
		takes(f, *s, size_of(*s, length, (size_t)(s - length)));
		buf_putc(&f->b, *s++);
	}
	return s;
}

static void format_text(struct said *f, const char *s)
{
	while (*s)
		if (*s == '%')
			s = conversion(f, s + 1);
		else
			buf_putc(&f->b, *s++);
}

static const char *as_kind(struct c_parser *c, const struct c_value *v, char kind, unsigned size)
{
	struct c_type t = { .kind = CT_INT, .size = size, .is_unsigned = true };
	int64_t n;

	/* what is known to be longer was meant to be printed as a whole */
	if (size && (v->type.kind == CT_INT ? v->type.size <= 4 : v->type.kind == CT_MEMBER) && !(c_constant(v, &n) && n >= 0))
		return v->type.is_unsigned && v->type.size <= size ? c_number(c, v) : c_cut(c, c_number(c, v), &t);
	for (size_t i = 0; i < sizeof(pointers) / sizeof(*pointers); i++)
		if (pointers[i].kind == kind)
			return arena_printf(c->p->arena, "%s(%s)", pointers[i].by, c_number(c, v));
	return kind == 's' ? c_string(c, v) : c_number(c, v);
}

/* "..." and what it prints, up to the ) */
static const char *formatted(struct c_parser *c)
{
	struct said f = { .b = BUF_INIT };
	unsigned i = 0;

	if (c_peek(c, 0)->kind == C_NAME && !strncmp(c_peek(c, 0)->text, "KERN_", 5))
		c->pos++;
	if (c_peek(c, 0)->kind != C_STRING) {
		c_refuse(c, "the format has to be a literal string");
		return "\"\"";
	}
	for (bool first = true; c_peek(c, 0)->kind == C_STRING; first = false) {
		if (!first)		/* "a" "b" are one: without the quotes between them */
			f.b.s[--f.b.len] = '\0';
		format_text(&f, c_peek(c, 0)->text + !first);
		c->pos++;
	}
	for (; c_take(c, ","); i++) {
		struct c_value v = c_expr(c);

		buf_printf(&f.b, ", %s", as_kind(c, &v, i < f.n ? f.kinds[i] : 'd', i < f.n ? f.sizes[i] : 0));
	}
	c_expect(c, ")");
	if (f.unknown)
		c_refuse(c, "a format with a letter of the kernel's behind %%p");
	const char *ret = arena_strdup(c->p->arena, buf_str(&f.b));

	buf_fini(&f.b);
	return ret;
}

static struct c_value call_format(struct c_parser *c, const struct c_row *r)
{
	struct c_args a = { .n = 1 };

	a.v[0] = c_made(formatted(c), c_text);
	return c_made(c_said(c, r->text, &(struct c_args){ .v = { c_made(a.v[0].text, c_long) }, .n = 1 }), *r->type);
}

/* a string of the script that is written to, all of it or from a byte on */
struct c_value c_target(struct c_parser *c)
{
	struct c_value v;

	v = c_expr(c);
	if (v.text && v.is_variable && v.type.kind == CT_LATER)
		v.type = c_text;
	if (v.text && v.type.kind == CT_POINTER && v.type.mine && c_bytes(c, v.type.to) <= 1)
		v = c_text_at(c, v.text);
	if (v.text && (!v.is_variable || v.type.kind != CT_TEXT))
		c_refuse(c, "memory of the kernel is not written; a string of its own or STAP_RETVALUE is");
	c->sets_result |= v.text && !strcmp(v.whole ? v.whole : v.text, C_RESULT);
	c_expect(c, ",");
	return v;
}

/* sizeof(s): what a string of its own has room for */
static const char *room(struct c_parser *c)
{
	const struct c_var *var = c_is(c, 0, "(") && c_is(c, 2, ")") ? c_find(c, c_peek(c, 1)->text) : NULL;
	unsigned depth = 0;

	do {
		depth += c_is(c, 0, "(");
		depth -= c_is(c, 0, ")");
		c->pos++;
	} while (depth && c_peek(c, 0)->kind != C_END);
	return var && var->type.count ? arena_printf(c->p->arena, "%u", var->type.count) : NULL;
}

/* the most that fits; NULL: as much as strings may have here */
const char *c_limit(struct c_parser *c)
{
	bool strings = c_take(c, "MAXSTRINGLEN"), size = !strings && c_take(c, "sizeof");
	const char *most = size ? room(c) : NULL;
	struct c_value n;

	if (!strings && !size) {
		n = c_expr(c);
		return n.text ? c_number(c, &n) : NULL;
	}
	if (!c_take(c, "-"))
		return most;
	n = c_expr(c);
	return most && n.text ? arena_printf(c->p->arena, "(%s - %s)", most, c_number(c, &n)) : NULL;
}

/* what of text is copied */
static const char *shortened(struct c_parser *c, const struct c_row *r, const char *text, const char *to, const char *n)
{
	if (n && *r->text == '.' && r->text[1] != '0')		/* of the whole, with what is there */
		return arena_printf(c->p->arena, "substr(%s, 0, %s - %c - strlen(%s))", text, n, r->text[1], to);
	if (n && r->text[1] != '0')
		return arena_printf(c->p->arena, "substr(%s, 0, %s - %c)", text, n, r->text[1]);
	return n ? arena_printf(c->p->arena, "substr(%s, 0, %s)", text, n) : text;
}

#define MADE "__c_made"		/* a text that is looked at twice */

/* the value of strlcpy() is the length of all there was; that of strscpy() of what was copied, or -E2BIG */
static struct c_value copied(struct c_parser *c, const struct c_row *r, const struct c_value *to, const char *from, const char *n)
{
	const char *store = c_store(c, to, shortened(c, r, MADE, to->text, n));
	struct c_value v = c_made("", c_void);

	if (!strcmp(r->name, "strlcpy"))
		v = c_made(arena_printf(c->p->arena, "(strlen(" MADE " = %s) + 0 * strlen(%s))", from, store), c_long);
	else if (!strncmp(r->name, "strscpy", 7))
		v = c_made(arena_printf(c->p->arena, "(strlen(" MADE " = %s) > strlen(%s) ? -7 : strlen(" MADE "))", from, store), c_long);
	v.alone = c_store(c, to, shortened(c, r, from, to->text, n));
	if (!*v.text)
		v.text = v.alone;
	return v;
}

/* strlcpy(to, from, n) and its like; the row's text: what is said of them, and how many bytes of n are no text */
static struct c_value call_copy(struct c_parser *c, const struct c_row *r)
{
	struct c_value to = c_target(c), from = c_expr(c);
	const char *n = c_take(c, ",") ? c_limit(c) : NULL, *text;

	c_expect(c, ")");
	if (c->why)
		return refused;
	if (*r->text != '.')
		return copied(c, r, &to, c_string(c, &from), n);
	text = shortened(c, r, c_string(c, &from), to.text, n);
	if (to.put)
		return c_made(c_store(c, &to, arena_printf(c->p->arena, "%s . %s", to.text, text)), c_void);
	return c_made(arena_printf(c->p->arena, "(%s .= %s)", to.whole ? to.whole : to.text, text), c_void);
}

/* its value is the length of what was made, whether it fits or not */
static struct c_value call_sprintf(struct c_parser *c, const struct c_row *r)
{
	struct c_value to = c_target(c), ret;
	const char *n = NULL, *text, *made = MADE;

	if (*r->text) {
		n = c_limit(c);
		c_expect(c, ",");
	}
	text = arena_printf(c->p->arena, "sprintf(%s)", formatted(c));
	if (c->why)
		return refused;
	ret = c_made(arena_printf(c->p->arena, "(strlen(%s = %s) + 0 * strlen(%s))", made, text,
				  c_store(c, &to, n ? arena_printf(c->p->arena, "substr(%s, 0, %s - 1)", made, n) : made)), c_int);
	if (n)
		text = arena_printf(c->p->arena, "substr(%s, 0, %s - 1)", text, n);
	ret.alone = c_store(c, &to, text);
	return ret;
}

/* strncpy_from_user(to, from, n) */
static struct c_value call_user_string(struct c_parser *c, const struct c_row *r)
{
	struct c_value to = c_target(c), from = c_expr(c);
	const char *n;

	c_expect(c, ",");
	n = c_limit(c);
	c_expect(c, ")");
	if (c->why)
		return refused;
	(void)r;
	const char *text = n ? arena_printf(c->p->arena, "user_string_n(%s, %s)", c_number(c, &from), n) :
			       arena_printf(c->p->arena, "user_string(%s)", c_number(c, &from));

	return c_made(arena_printf(c->p->arena, "strlen(%s)", c_store(c, &to, text)), c_long);
}

/* what is written to as a whole: a structure, an array or a number of its own; else a string, as c_target() has it */
static struct c_value whole_or_text(struct c_parser *c)
{
	size_t back = c->pos;
	struct c_value to = c_object(c);

	if (to.text && ((to.type.kind == CT_RECORD || to.type.kind == CT_ARRAY || (to.type.kind == CT_STRUCT && to.is_variable)) ||
			((to.type.kind == CT_INT || to.type.kind == CT_POINTER) && to.is_variable && !to.whole &&
			 !(to.type.kind == CT_INT && to.type.size == 1 && !to.type.is_unsigned)))) {
		c_expect(c, ",");
		return to;
	}
	if (!c->why)
		c->pos = back;
	return c_target(c);
}

static struct c_value clear_whole(struct c_parser *c, const struct c_value *to, const struct c_value *v)
{
	c_expr(c);
	c_expect(c, ")");
	if (!c->why && to->type.kind == CT_STRUCT)
		return c_made(arena_printf(c->p->arena, "(%s = 0)", to->text), c_void);
	if (!c->why && strcmp(v->text, "0") != 0)
		c_refuse(c, "structures and arrays are filled with 0 only");
	return c->why ? refused : c_made(c_clear(c, to), c_void);
}

/* from: its like of its own, or what stands at an address */
static struct c_value copy_whole(struct c_parser *c, const struct c_value *to)
{
	struct c_value from = c_object(c);

	c_expect(c, ",");
	c_expr(c);
	c_expect(c, ")");
	if (c->why)
		return refused;
	if (to->type.kind == CT_STRUCT)
		return c_made(arena_printf(c->p->arena, "(%s = %s)", to->text, c_where(c, &from)), c_void);
	if (from.type.kind == to->type.kind && (from.type.kind != CT_RECORD || from.type.record == to->type.record))
		return c_made(c_copy(c, to, &from), c_void);
	if (from.type.kind == CT_MEMBER)
		return c_made(c_read_whole(c, to, arena_printf(c->p->arena, "(&%s)", from.text), "kernel"), c_void);
	if (!from.addr)
		c_refuse(c, "it is copied from its like only");
	return c->why ? refused : c_made(c_read_whole(c, to, from.addr, "kernel"), c_void);
}

/* memset(s, c, n) of a string of the script's */
static struct c_value call_clear(struct c_parser *c, const struct c_row *r)
{
	struct c_value to = whole_or_text(c), v = c_expr(c);
	const char *n;

	(void)r;
	c_expect(c, ",");
	if (to.text && to.type.kind != CT_TEXT)
		return clear_whole(c, &to, &v);
	n = c_limit(c);
	c_expect(c, ")");
	if (c->why)
		return refused;
	if (!strcmp(v.text, "0"))
		return c_made(c_store(c, &to, "\"\""), c_void);
	if (!n)
		c_refuse(c, "nobody knows the size of it");
	return c->why ? refused : c_made(c_store(c, &to, arena_printf(c->p->arena, "__embed_fill(%s, %s)", c_number(c, &v), n)), c_void);
}

/* memcpy(to, from, n) of strings */
static struct c_value call_move(struct c_parser *c, const struct c_row *r)
{
	struct c_value to = whole_or_text(c), from;
	const char *n, *text;

	(void)r;
	if (to.text && to.type.kind != CT_TEXT)
		return copy_whole(c, &to);
	from = c_expr(c);
	c_expect(c, ",");
	n = c_limit(c);
	c_expect(c, ")");
	if (c->why)
		return refused;
	text = c_string(c, &from);
	if (n)
		text = to.whole ? arena_printf(c->p->arena, "substr(%s, 0, %s)", text, n) :
				  arena_printf(c->p->arena, "__embed_copy(%s, %s, %s)", to.text, text, n);
	return c_made(c_store(c, &to, text), c_void);
}

/* memcmp(a, b, n): of strings, up to their ends */
static struct c_value call_compare(struct c_parser *c, const struct c_row *r)
{
	struct c_args a;

	if (!c_args(c, &a))
		return refused;
	if (a.n != 3 || (a.v[0].type.kind != CT_TEXT && a.v[1].type.kind != CT_TEXT))
		c_refuse(c, "only strings are compared");
	return c->why ? refused : c_made(c_said(c, r->text, &a), c_int);
}

/* strchr(s, c) and its like; the row's text: what finds it */
static struct c_value call_find(struct c_parser *c, const struct c_row *r)
{
	struct c_args a;

	if (!c_args(c, &a))
		return refused;
	if (a.n < 2)
		c_refuse(c, "too few arguments");
	return c->why ? refused : c_found(c, &a.v[0], &a.v[1], r->text);
}

/* strsep(&p, set) */
static struct c_value call_part(struct c_parser *c, const struct c_row *r)
{
	struct c_value p, set;

	(void)r;
	c_expect(c, "&");
	p = c_unary(c);
	c_expect(c, ",");
	set = c_expr(c);
	c_expect(c, ")");
	return c->why ? refused : c_part(c, &p, &set);
}

/* kstrtol(s, base, &n) */
static struct c_value call_strto(struct c_parser *c, const struct c_row *r)
{
	struct c_value s = c_expr(c), base, n;

	(void)r;
	c_expect(c, ",");
	base = c_expr(c);
	c_expect(c, ",");
	c_expect(c, "&");
	n = c_unary(c);
	c_expect(c, ")");
	if (!c->why && (!n.is_variable || n.type.kind != CT_INT))
		c_refuse(c, "it is not a number of its own");
	if (c->why)
		return refused;
	return c_made(arena_printf(c->p->arena, "(0 * %s)", c_store(c, &n, arena_printf(c->p->arena, "strtol(%s, %s)",
				   c_string(c, &s), c_number(c, &base)))), c_int);
}

/* get_task_comm(to, task) */
static struct c_value call_comm(struct c_parser *c, const struct c_row *r)
{
	struct c_value to = c_target(c), task = c_expr(c);

	(void)r;
	c_expect(c, ")");
	if (c->why)
		return refused;
	return c_made(c_store(c, &to, arena_printf(c->p->arena, "task_execname(%s)", c_number(c, &task))), c_void);
}

/* the digit: how many bytes of the size are no text */
const struct c_row c_string_rows[] = {
	{ "STAP_PRINTF", "printf($1)", &c_void, call_format },
	{ "_stp_printf", "printf($1)", &c_void, call_format },
	{ "_stp_warn", "warn(sprintf($1))", &c_void, call_format },
	{ "_stp_error", "error(sprintf($1))", &c_void, call_format },
	{ "STAP_ERROR", "error(sprintf($1))", &c_void, call_format },
	{ "printk", "printk(6, sprintf($1))", &c_void, call_format },
	{ "pr_info", "printk(6, sprintf($1))", &c_void, call_format },
	{ "pr_warn", "printk(4, sprintf($1))", &c_void, call_format },
	{ "pr_err", "printk(3, sprintf($1))", &c_void, call_format },
	{ "pr_debug", "printk(7, sprintf($1))", &c_void, call_format },
	{ "strlcpy", "=1", NULL, call_copy }, { "strscpy", "=1", NULL, call_copy },
	{ "strscpy_pad", "=1", NULL, call_copy }, { "strncpy", "=0", NULL, call_copy },
	{ "strcpy", "=0", NULL, call_copy }, { "strlcat", ".1", NULL, call_copy },
	{ "strncat", ".0", NULL, call_copy }, { "strcat", ".0", NULL, call_copy },
	{ "snprintf", "n", NULL, call_sprintf }, { "scnprintf", "n", NULL, call_sprintf },
	{ "sprintf", "", NULL, call_sprintf }, { "strncpy_from_user", NULL, NULL, call_user_string },
	{ "_stp_strncpy_from_user", NULL, NULL, call_user_string },
	{ "get_task_comm", NULL, NULL, call_comm }, { "memset", NULL, NULL, call_clear },
	{ "kstrtol", NULL, NULL, call_strto }, { "kstrtoul", NULL, NULL, call_strto },
	{ "kstrtoll", NULL, NULL, call_strto }, { "kstrtoint", NULL, NULL, call_strto },
	{ "kstrtouint", NULL, NULL, call_strto }, { "kstrtoull", NULL, NULL, call_strto },
	{ "memcpy", NULL, NULL, call_move }, { "memmove", NULL, NULL, call_move },
	{ "memcmp", "__embed_strncmp($s1, $s2, $3)", NULL, call_compare },
	{ "strchr", "__embed_find", NULL, call_find }, { "strrchr", "__embed_find_last", NULL, call_find },
	{ "strstr", "__embed_find", NULL, call_find }, { "strnstr", "__embed_find", NULL, call_find },
	{ "strpbrk", "__embed_find_any", NULL, call_find }, { "memchr", "__embed_find", NULL, call_find },
	{ "strsep", NULL, NULL, call_part },
	{ NULL, NULL, NULL, NULL }
};
