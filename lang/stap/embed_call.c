/*
 * embed_call.c - embedded C: what the kernel's headers and SystemTap's runtime offer to it
 *
 * A row says a call as script text: $1 is the first argument as a number, $s1 as a string. What needs to
 * look at its arguments' types has a function.
 */
#include <string.h>
#include <unistd.h>
#include "lang/stap/embed.h"

enum { MOST_ARGS = 32 };

struct args {
	struct c_value v[MOST_ARGS];
	unsigned n;
};

struct row {
	const char *name, *text;
	const struct c_type *type;
	struct c_value (*call)(struct c_parser *c, const struct row *r);	/* NULL: text; behind the ( */
};

static const struct c_value refused;

static bool take_args(struct c_parser *c, struct args *a)
{
	a->n = 0;
	while (!c_is(c, 0, ")") && !c->why && a->n < MOST_ARGS) {
		a->v[a->n++] = c_expr(c);
		if (!c_take(c, ","))
			break;
	}
	return c_expect(c, ")");
}

static const char *said(struct c_parser *c, const char *text, const struct args *a)
{
	struct buf b = BUF_INIT;

	for (const char *s = text; *s; s++) {
		bool string = s[0] == '$' && s[1] == 's';
		unsigned i = *s == '$' ? (unsigned)(s[1 + string] - '1') : 0;

		if (*s != '$') {
			buf_putc(&b, *s);
			continue;
		}
		if (i >= a->n)
			c_refuse(c, "too few arguments");
		else
			buf_puts(&b, string ? c_string(c, &a->v[i]) : c_number(c, &a->v[i]));
		s += 1 + string;
	}
	const char *ret = arena_strdup(c->p->arena, buf_str(&b));

	buf_fini(&b);
	return ret;
}

/* ---- strings ---- */
/* %llu: numbers have one width here */
static void format_text(struct buf *b, const char *s)
{
	bool in = false;

	for (; *s; s++) {
		if (*s == '%')
			in = !in;
		else if (in && strchr("hlqjzt", *s))
			continue;
		else if (in && !strchr("0123456789.-+# *", *s))
			in = false;
		buf_putc(b, *s);
	}
}

static unsigned conversions(const char *s, char *ret)
{
	unsigned n = 0;

	for (; *s; s++) {
		if (*s != '%')
			continue;
		for (s++; *s && strchr("0123456789.-+# *hlqjzt", *s); s++)
			if (*s == '*' && n < MOST_ARGS)
				ret[n++] = 'd';
		if (*s && *s != '%' && n < MOST_ARGS)
			ret[n++] = *s;
		if (!*s)
			break;
	}
	return n;
}

/* "..." and what it prints, up to the ) */
static const char *formatted(struct c_parser *c)
{
	struct buf b = BUF_INIT;
	char kinds[MOST_ARGS];
	unsigned n, i = 0;

	if (c_peek(c, 0)->kind == C_NAME && !strncmp(c_peek(c, 0)->text, "KERN_", 5))
		c->pos++;
	if (c_peek(c, 0)->kind != C_STRING) {
		c_refuse(c, "the format has to be a literal string");
		return "\"\"";
	}
	for (bool first = true; c_peek(c, 0)->kind == C_STRING; first = false) {
		if (!first)		/* "a" "b" are one: without the quotes between them */
			b.s[--b.len] = '\0';
		format_text(&b, c_peek(c, 0)->text + !first);
		c->pos++;
	}
	n = conversions(buf_str(&b), kinds);
	while (c_take(c, ",")) {
		struct c_value v = c_expr(c);

		buf_printf(&b, ", %s", i < n && kinds[i] == 's' ? c_string(c, &v) : c_number(c, &v));
		i++;
	}
	c_expect(c, ")");
	const char *ret = arena_strdup(c->p->arena, buf_str(&b));

	buf_fini(&b);
	return ret;
}

static struct c_value call_format(struct c_parser *c, const struct row *r)
{
	struct args a = { .n = 1 };

	a.v[0] = c_made(formatted(c), c_text);
	return c_made(said(c, r->text, &(struct args){ .v = { c_made(a.v[0].text, c_long) }, .n = 1 }), *r->type);
}

/* a string of the script that is written to, all of it or from a byte on */
static struct c_value target(struct c_parser *c)
{
	struct c_value v;

	v = c_expr(c);
	if (v.text && v.is_variable && v.type.kind == CT_LATER)
		v.type = c_text;
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
static const char *limit(struct c_parser *c)
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

/* strlcpy(to, from, n) and its like; the row's text: what is said of them, and how many bytes of n are no text */
static struct c_value call_copy(struct c_parser *c, const struct row *r)
{
	struct c_value to = target(c), from = c_expr(c);
	const char *n = c_take(c, ",") ? limit(c) : NULL, *text;

	c_expect(c, ")");
	if (c->why)
		return refused;
	text = c_string(c, &from);
	if (n && r->text[1] != '0')
		text = arena_printf(c->p->arena, "substr(%s, 0, %s - %c)", text, n, r->text[1] - 1);
	else if (n)
		text = arena_printf(c->p->arena, "substr(%s, 0, %s)", text, n);
	if (*r->text == '.')
		return c_made(arena_printf(c->p->arena, "(%s .= %s)", to.whole ? to.whole : to.text, text), c_void);
	return c_made(c_store(c, &to, text), c_void);
}

/* its value is the length of what was made, whether it fits or not */
static struct c_value call_sprintf(struct c_parser *c, const struct row *r)
{
	struct c_value to = target(c), ret;
	const char *n = NULL, *text, *made = "__c_made";

	if (*r->text) {
		n = limit(c);
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
static struct c_value call_user_string(struct c_parser *c, const struct row *r)
{
	struct c_value to = target(c), from = c_expr(c);
	const char *n;

	c_expect(c, ",");
	n = limit(c);
	c_expect(c, ")");
	if (c->why)
		return refused;
	(void)r;
	const char *text = n ? arena_printf(c->p->arena, "user_string_n(%s, %s)", c_number(c, &from), n) :
			       arena_printf(c->p->arena, "user_string(%s)", c_number(c, &from));

	return c_made(arena_printf(c->p->arena, "strlen(%s)", c_store(c, &to, text)), c_long);
}

/* ---- memory ---- */
static struct c_value call_kread(struct c_parser *c, const struct row *r)
{
	struct c_value p = c_expr(c);

	(void)r;
	c_expect(c, ")");
	return p.text ? c_deref(c, &p) : refused;
}

/* deref(size, address) */
static struct c_value call_deref(struct c_parser *c, const struct row *r)
{
	static const char *const by_size[] = { [1] = "char", [2] = "short", [4] = "int", [8] = "long" };
	struct args a;
	size_t n;

	if (!take_args(c, &a))
		return refused;
	n = a.n == 2 && a.v[0].text ? strtoul(a.v[0].text, NULL, 10) : 0;
	if (n > 8 || !by_size[n]) {
		c_refuse(c, "the size has to be 1, 2, 4 or 8");
		return refused;
	}
	return c_made(arena_printf(c->p->arena, "%s_%s(%s)", r->text, by_size[n], c_number(c, &a.v[1])), c_long);
}

/* get_user(x, p) */
static struct c_value call_get_user(struct c_parser *c, const struct row *r)
{
	struct c_value x = c_expr(c), p;

	(void)r;
	c_expect(c, ",");
	p = c_expr(c);
	c_expect(c, ")");
	if (!c->why && (!x.is_variable || p.type.kind != CT_POINTER || (p.type.to->kind != CT_INT && p.type.to->kind != CT_POINTER)))
		c_refuse(c, "nobody knows what the pointer points at");
	if (c->why)
		return refused;
	unsigned size = p.type.to->kind == CT_INT ? p.type.to->size : 8;

	return c_made(arena_printf(c->p->arena, "((%s = user_%s(%s)) * 0)", x.text, size == 1 ? "char" : size == 2 ? "short" :
				   size == 4 ? "int" : "long", p.text), c_int);
}

/* copy_from_kernel_nofault(&x, p, size) */
static struct c_value call_kernel_read(struct c_parser *c, const struct row *r)
{
	struct c_value x, p;

	(void)r;
	c_expect(c, "&");
	x = c_unary(c);
	c_expect(c, ",");
	p = c_expr(c);
	c_expect(c, ",");
	c_expr(c);
	c_expect(c, ")");
	if (!c->why && (!x.is_variable || (x.type.kind != CT_INT && x.type.kind != CT_POINTER && x.type.kind != CT_LATER)))
		c_refuse(c, "structures of its own");
	if (c->why)
		return refused;
	if (!p.of)
		p.type = (struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, x.type) };
	struct c_value v = c_deref(c, &p);

	return c_made(arena_printf(c->p->arena, "((%s = %s) * 0)", x.text, c_fit(c, &v, &x.type)), c_int);
}

/* the value of the first argument: READ_ONCE(), rcu_dereference() */
static struct c_value call_same(struct c_parser *c, const struct row *r)
{
	struct args a;

	(void)r;
	if (!take_args(c, &a) || !a.n)
		return refused;
	return a.v[0];
}

/* a member of the first argument */
static struct c_value call_member(struct c_parser *c, const struct row *r)
{
	struct c_value ret = c_expr(c);
	const char *next;

	c_expect(c, ")");
	for (const char *s = r->text; *s && !c->why; s = next) {
		size_t n = strcspn(s, " ");

		next = s + n + (s[n] == ' ');
		ret = c_member_of(c, &ret, arena_strndup(c->p->arena, s, n));
	}
	ret.type = r->type ? *r->type : ret.type;
	return c->why ? refused : ret;
}

/* from_kuid(namespace, id): as the first namespace has it */
static struct c_value call_id(struct c_parser *c, const struct row *r)
{
	struct c_value id;

	(void)r;
	for (unsigned depth = 0; c_peek(c, 0)->kind != C_END && (depth || !c_is(c, 0, ",")); c->pos++) {
		depth += c_is(c, 0, "(");
		depth -= c_is(c, 0, ")");
	}
	c_expect(c, ",");
	id = c_expr(c);
	c_expect(c, ")");
	return id.type.kind == CT_INT ? id : c_member_of(c, &id, "val");
}

/* inet_sk(sk): the same address as another structure */
static struct c_value call_as(struct c_parser *c, const struct row *r)
{
	struct args a;
	struct c_type t = { .kind = CT_STRUCT, .name = r->text };

	if (!take_args(c, &a) || !a.n)
		return refused;
	return c_made(c_number(c, &a.v[0]), (struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, t) });
}

/* ip_hdr(skb); the row's text: which offset, and what is there */
static struct c_value call_header(struct c_parser *c, const struct row *r)
{
	size_t n = strcspn(r->text, " ");
	struct c_type t = { .kind = CT_STRUCT, .name = r->text + n + 1 };
	struct args a;

	if (!take_args(c, &a) || !a.n)
		return refused;
	const char *skb = c_number(c, &a.v[0]);

	return c_made(arena_printf(c->p->arena, "(@cast(%s, \"sk_buff\", \"kernel\")->head + @cast(%s, \"sk_buff\", "
				   "\"kernel\")->%.*s)", skb, skb, (int)n, r->text),
		      (struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, t) });
}

/* ---- lists ---- */
const char *c_offset_in(struct c_parser *c, const struct c_type *t, const char *member)
{
	if (t->kind != CT_STRUCT) {
		c_refuse(c, "nobody knows what the list is made of");
		return "0";
	}
	return arena_printf(c->p->arena, "(&@cast(0, \"%s\", \"kernel\")->%s)", t->name, member);
}

/* member, or member.inner[1] as it is written */
const char *c_member_path(struct c_parser *c)
{
	struct buf b = BUF_INIT;

	while (c_peek(c, 0)->kind != C_END && !c_is(c, 0, ")") && !c_is(c, 0, ",")) {
		buf_puts(&b, c_is(c, 0, ".") ? "->" : c_peek(c, 0)->text);
		c->pos++;
	}
	const char *ret = arena_strdup(c->p->arena, buf_str(&b));

	buf_fini(&b);
	return ret;
}

/* container_of(p, type, member); the row's text: what of p is meant */
static struct c_value call_container(struct c_parser *c, const struct row *r)
{
	struct c_value p = c_expr(c);
	struct c_type t = c_int;
	const char *member;

	c_expect(c, ",");
	c_type_base(c, &t);
	c_expect(c, ",");
	member = c_member_path(c);
	c_expect(c, ")");
	if (c->why)
		return refused;
	const char *text = c_number(c, &p);

	if (*r->text)
		text = arena_printf(c->p->arena, "@cast(%s, \"list_head\", \"kernel\")->%s", text, r->text);
	return c_made(arena_printf(c->p->arena, "(%s - %s)", text, c_offset_in(c, &t, member)),
		      (struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, t) });
}

/* ---- the rest ---- */
/* send_sig(signal, task, 0): to the task that runs */
static struct c_value call_signal(struct c_parser *c, const struct row *r)
{
	struct args a;

	if (!take_args(c, &a))
		return refused;
	if (a.n < 2 || !a.v[1].text || strcmp(a.v[1].text, "task_current()") != 0)
		c_refuse(c, "signals go to the current task only");
	return c->why ? refused : c_made(said(c, r->text, &a), c_void);
}

static struct c_value call_typed(struct c_parser *c, const struct row *r)	/* min_t(type, a, b) */
{
	struct args a;
	struct c_type t;

	c_type_base(c, &t);
	c_expect(c, ",");
	if (!take_args(c, &a))
		return refused;
	for (unsigned i = 0; i < a.n; i++)
		a.v[i] = c_made(c_fit(c, &a.v[i], &t), t);
	return c_made(said(c, r->text, &a), t);
}

/* what is not done here, whatever it is given */
static struct c_value call_nothing(struct c_parser *c, const struct row *r)
{
	(void)r;
	for (unsigned depth = 1; depth && c_peek(c, 0)->kind != C_END; c->pos++) {
		depth += c_is(c, 0, "(");
		depth -= c_is(c, 0, ")");
	}
	return c_made("", c_void);
}

/* memset(s, 0, n) of a string of the script's */
static struct c_value call_clear(struct c_parser *c, const struct row *r)
{
	struct c_value to = target(c), v = c_expr(c);

	(void)r;
	c_expect(c, ",");
	limit(c);
	c_expect(c, ")");
	if (!c->why && strcmp(v.text, "0") != 0)
		c_refuse(c, "strings end with their first 0");
	return c->why ? refused : c_made(c_store(c, &to, "\"\""), c_void);
}

/* kstrtol(s, base, &n) */
static struct c_value call_strto(struct c_parser *c, const struct row *r)
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

/* ktime_get_real_ts64(&ts); the row's text: the time, the unit of the second member and its name */
static struct c_value call_time(struct c_parser *c, const struct row *r)
{
	struct c_value ts, sec, part;

	c_expect(c, "&");
	ts = c_unary(c);
	c_expect(c, ")");
	if (!c->why && ts.type.kind != CT_RECORD)
		c_refuse(c, "memory of the kernel is not written");
	if (c->why)
		return refused;
	bool micro = !strcmp(r->name, "do_gettimeofday");

	sec = c_member_of(c, &ts, "tv_sec");
	part = c_member_of(c, &ts, micro ? "tv_usec" : "tv_nsec");
	if (c->why)
		return refused;
	const char *now = arena_printf(c->p->arena, "(__c_now = %s)", r->text);

	return c_made(arena_printf(c->p->arena, "(%s + %s)", c_store(c, &sec, arena_printf(c->p->arena, "%s / 1000000000", now)),
				   c_store(c, &part, micro ? "__c_now % 1000000000 / 1000" : "__c_now % 1000000000")), c_void);
}

/* ARRAY_SIZE(a) */
static struct c_value call_count(struct c_parser *c, const struct row *r)
{
	struct c_value a = c_expr(c);

	(void)r;
	c_expect(c, ")");
	if (!c->why && !(a.type.kind == CT_ARRAY && a.type.count))
		c_refuse(c, "nobody knows how many elements it has");
	return c->why ? refused : c_made(arena_printf(c->p->arena, "%u", a.type.count), c_ulong);
}

static struct c_value call_cpus(struct c_parser *c, const struct row *r)
{
	(void)r;
	c_expect(c, ")");
	return c_made(arena_printf(c->p->arena, "%ld", sysconf(_SC_NPROCESSORS_ONLN)), c_uint);
}

/* IS_ERR(p): a string was made, or is empty; the row's text: what it is then */
static struct c_value call_is_error(struct c_parser *c, const struct row *r)
{
	struct c_value p = c_expr(c);

	c_expect(c, ")");
	if (c->why)
		return refused;
	if (p.type.kind == CT_TEXT)
		return c_made(*r->text == '=' ? arena_printf(c->p->arena, "!%s", c_truth(c, &p)) : "0", c_int);
	return c_made(arena_printf(c->p->arena, "(%s <%s 0 && %s >= -4095)", c_number(c, &p), r->text, c_number(c, &p)), c_int);
}

/* get_task_comm(to, task) */
static struct c_value call_comm(struct c_parser *c, const struct row *r)
{
	struct c_value to = target(c), task = c_expr(c);

	(void)r;
	c_expect(c, ")");
	if (c->why)
		return refused;
	return c_made(c_store(c, &to, arena_printf(c->p->arena, "task_execname(%s)", c_number(c, &task))), c_void);
}

#define POINTER_TO(var, tag) \
	static const struct c_type var##_struct = { .kind = CT_STRUCT, .name = tag }; \
	static const struct c_type var = { .kind = CT_POINTER, .to = &var##_struct }

POINTER_TO(task_ptr, "task_struct");
POINTER_TO(file_ptr, "file");
POINTER_TO(fdtable_ptr, "fdtable");
POINTER_TO(socket_ptr, "socket");

static const struct row rows[] = {
#define CALL(name, text, type) { #name, text, &c_##type, NULL },
#define CURRENT(member) "@cast(task_current(), \"task_struct\", \"kernel\")->" member
#define NEW(name, text, type) { #name, text, &type##_ptr, NULL },
#define NOTHING(name) { #name, NULL, NULL, call_nothing },
#include "lang/stap/embed_call.def"
	/* SystemTap's runtime */
	{ "kread", NULL, NULL, call_kread },
	{ "deref", "kernel", NULL, call_deref }, { "kderef", "kernel", NULL, call_deref },
	{ "uderef", "user", NULL, call_deref },
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
	/* strings; the digit: how many bytes of the size are no text */
	{ "strlcpy", "=1", NULL, call_copy }, { "strscpy", "=1", NULL, call_copy }, { "strscpy_pad", "=1", NULL, call_copy },
	{ "strncpy", "=0", NULL, call_copy }, { "strcpy", "=0", NULL, call_copy }, { "strlcat", ".0", NULL, call_copy },
	{ "strncat", ".0", NULL, call_copy }, { "strcat", ".0", NULL, call_copy },
	{ "snprintf", "n", NULL, call_sprintf }, { "scnprintf", "n", NULL, call_sprintf },
	{ "sprintf", "", NULL, call_sprintf },
	{ "strncpy_from_user", NULL, NULL, call_user_string }, { "_stp_strncpy_from_user", NULL, NULL, call_user_string },
	/* memory */
	{ "get_user", NULL, NULL, call_get_user }, { "__get_user", NULL, NULL, call_get_user },
	{ "probe_kernel_read", NULL, NULL, call_kernel_read }, { "copy_from_kernel_nofault", NULL, NULL, call_kernel_read },
	{ "READ_ONCE", NULL, NULL, call_same }, { "ACCESS_ONCE", NULL, NULL, call_same },
	{ "rcu_dereference", NULL, NULL, call_same }, { "rcu_dereference_raw", NULL, NULL, call_same },
	{ "rcu_dereference_check", NULL, NULL, call_same }, { "rcu_dereference_protected", NULL, NULL, call_same },
	{ "rcu_access_pointer", NULL, NULL, call_same }, { "likely", NULL, NULL, call_same },
	{ "unlikely", NULL, NULL, call_same }, { "PTR_ERR", NULL, NULL, call_same }, { "ERR_PTR", NULL, NULL, call_same },
	{ "ktime_to_ns", NULL, NULL, call_same }, { "__builtin_expect", NULL, NULL, call_same },
	{ "IS_ERR", "", NULL, call_is_error }, { "IS_ERR_OR_NULL", "=", NULL, call_is_error },
	{ "container_of", "", NULL, call_container }, { "list_entry", "", NULL, call_container },
	{ "hlist_entry", "", NULL, call_container }, { "rb_entry", "", NULL, call_container },
	{ "list_first_entry", "next", NULL, call_container }, { "list_last_entry", "prev", NULL, call_container },
	{ "atomic_read", "counter", NULL, call_member }, { "atomic64_read", "counter", NULL, call_member },
	{ "atomic_long_read", "counter", NULL, call_member }, { "refcount_read", "refs counter", NULL, call_member },
	/* accessors */
	{ "task_pid_nr", "pid", &c_int, call_member }, { "task_tgid_nr", "tgid", &c_int, call_member },
	{ "get_current", "task_current()", NULL, NULL },
	{ "file_inode", "f_inode", NULL, call_member }, { "d_inode", "d_inode", NULL, call_member },
	{ "d_backing_inode", "d_inode", NULL, call_member }, { "file_dentry", "f_path dentry", NULL, call_member },
	{ "from_kuid", NULL, NULL, call_id }, { "from_kgid", NULL, NULL, call_id },
	{ "from_kuid_munged", NULL, NULL, call_id }, { "from_kgid_munged", NULL, NULL, call_id },
	{ "__kuid_val", "val", &c_uint, call_member }, { "__kgid_val", "val", &c_uint, call_member },
	{ "inet_sk", "inet_sock", NULL, call_as }, { "tcp_sk", "tcp_sock", NULL, call_as },
	{ "i_size_read", "i_size", NULL, call_member }, { "i_uid_read", "i_uid val", &c_uint, call_member },
	{ "i_gid_read", "i_gid val", &c_uint, call_member }, { "files_fdtable", "fdt", &fdtable_ptr, call_member },
	{ "get_files_struct", "files", NULL, call_member }, { "get_task_mm", "mm", NULL, call_member },
	{ "get_nr_threads", "signal nr_threads", &c_int, call_member }, { "get_task_comm", NULL, NULL, call_comm },
	{ "task_tgid_vnr", "tgid", &c_int, call_member }, { "task_pid_vnr", "pid", &c_int, call_member },
	{ "task_ppid_nr", "real_parent tgid", &c_int, call_member }, { "task_uid", "cred uid", NULL, call_member },
	{ "task_euid", "cred euid", NULL, call_member }, { "__task_cred", "real_cred", NULL, call_member },
	{ "get_task_cred", "real_cred", NULL, call_member }, { "sock_from_file", "private_data", &socket_ptr, call_member },
	{ "unix_sk", "unix_sock", NULL, call_as }, { "raw_sk", "raw_sock", NULL, call_as },
	{ "le16_to_cpu", NULL, NULL, call_same }, { "le32_to_cpu", NULL, NULL, call_same },
	{ "le64_to_cpu", NULL, NULL, call_same },
	{ "udp_sk", "udp_sock", NULL, call_as }, { "inet_csk", "inet_connection_sock", NULL, call_as },
	{ "ip_hdr", "network_header iphdr", NULL, call_header }, { "ipv6_hdr", "network_header ipv6hdr", NULL, call_header },
	{ "tcp_hdr", "transport_header tcphdr", NULL, call_header }, { "udp_hdr", "transport_header udphdr", NULL, call_header },
	{ "icmp_hdr", "transport_header icmphdr", NULL, call_header }, { "eth_hdr", "mac_header ethhdr", NULL, call_header },
	/* numbers */
	{ "min_t", "($1 < $2 ? $1 : $2)", NULL, call_typed }, { "max_t", "($1 > $2 ? $1 : $2)", NULL, call_typed },
	/* time, processors, tasks */
	{ "send_sig", "raise($1)", NULL, call_signal },
	{ "force_sig", "raise($1)", NULL, call_signal },
	{ "ktime_get_real_ts64", "gettimeofday_ns()", NULL, call_time }, { "getnstimeofday", "gettimeofday_ns()", NULL, call_time },
	{ "ktime_get_ts64", "local_clock_ns()", NULL, call_time }, { "do_gettimeofday", "gettimeofday_ns()", NULL, call_time },
	{ "num_online_cpus", NULL, NULL, call_cpus }, { "num_present_cpus", NULL, NULL, call_cpus },
	{ "ARRAY_SIZE", NULL, NULL, call_count }, { "memset", NULL, NULL, call_clear },
	{ "kstrtol", NULL, NULL, call_strto }, { "kstrtoul", NULL, NULL, call_strto }, { "kstrtoll", NULL, NULL, call_strto },
	{ "kstrtoint", NULL, NULL, call_strto }, { "kstrtouint", NULL, NULL, call_strto }, { "kstrtoull", NULL, NULL, call_strto },
};

static struct c_value task_pointer(struct c_parser *c)
{
	static const struct c_type task = { .kind = CT_STRUCT, .name = "task_struct" };

	(void)c;
	return c_made("task_current()", (struct c_type){ .kind = CT_POINTER, .to = &task });
}

struct c_value c_kernel_call(struct c_parser *c, const char *name)
{
	struct args a;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (strcmp(rows[i].name, name) != 0)
			continue;
		c_expect(c, "(");
		if (rows[i].call)
			return rows[i].call(c, &rows[i]);
		if (!take_args(c, &a))
			return refused;
		return rows[i].type ? c_made(said(c, rows[i].text, &a), *rows[i].type) : task_pointer(c);
	}
	return refused;
}

bool c_kernel_has(struct c_parser *c, const char *name)
{
	/* macros and inline functions, which the kernel's type data does not know: by what they begin with */
	static const char *const begins[] = {
		"kmalloc", "kzalloc", "kcalloc", "kfree", "memc", "memset", "memmove", "str", "list_", "hlist_", "rb_", "spin_",
		"read_", "write_", "raw_", "mutex_", "local_irq", "atomic", "refcount_", "set_bit", "clear_bit", "test_", "change_bit",
		"__", "_stp_", "per_cpu", "this_cpu_", "get_", "put_", "task_", "for_each_", "ktime_", "timespec", "time_", "copy_",
		"access_ok", "kstrto", "init_", "INIT_", "DEFINE_", "DECLARE_", "wake_up", "udelay", "mdelay", "skb_", "inet_",
		"page_", "virt_to_", "BUG", "WARN", "ARRAY_SIZE", "PTR_", "ERR_", "IS_", "div", "do_div", "swap", "clamp", "round",
		"ilog2", "ffs", "fls", "va_", "S_IS", "min", "max", "num_", "in_", "rcu_", "pid_",
		"preempt_",
	};
	struct type_source *ts = c->p->c->world ? c->p->c->world->kernel : NULL;

	for (size_t i = 0; i < sizeof(begins) / sizeof(*begins); i++)
		if (!strncmp(begins[i], name, strlen(begins[i])))
			return true;
	return ts && ts->func && ts->func(ts, name);
}

bool c_kernel_enumerator(struct c_parser *c, const char *name, int64_t *ret)
{
	struct type_source *ts = c->p->c->world ? c->p->c->world->kernel : NULL;
	const struct type *t;

	return ts && ts->enumerator && !ts->enumerator(ts, name, ret, &t);
}

struct c_value c_kernel_name(struct c_parser *c, const char *name)
{
	static const struct { const char *name, *text; const struct c_type *type; } names[] = {
		{ "jiffies", "jiffies()", &c_ulong }, { "jiffies_64", "jiffies()", &c_ulong }, { "HZ", "HZ()", &c_int },
		{ "PIDTYPE_PID", "0", &c_int },
		{ "true", "1", &c_int }, { "false", "0", &c_int }, { "NULL", "0", &c_long },
		{ "GFP_KERNEL", "0", &c_int }, { "GFP_ATOMIC", "0", &c_int },
	};

	if (!strcmp(name, "current"))
		return task_pointer(c);
	if (!strcmp(name, "CONTEXT") && c_is(c, 0, "->") && c_is(c, 1, "probe_point")) {
		c->pos += 2;
		return c_made("pp()", c_text);
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(names[i].name, name))
			return c_made(names[i].text, *names[i].type);
	return refused;
}
