/*
 * embed_type.c - embedded C: the names of types
 *
 * Numbers have their width and sign; structures are names that the kernel's type data knows.
 */
#include <string.h>
#include "lang/stap/consts.h"
#include "lang/stap/embed.h"

const struct c_type c_void = { .kind = CT_VOID };
const struct c_type c_char = { .kind = CT_INT, .size = 1 };
const struct c_type c_int = { .kind = CT_INT, .size = 4 }, c_uint = { .kind = CT_INT, .size = 4, .is_unsigned = true };
const struct c_type c_long = { .kind = CT_INT, .size = 8 }, c_ulong = { .kind = CT_INT, .size = 8, .is_unsigned = true };
const struct c_type c_text = { .kind = CT_TEXT };
const struct c_type c_member = { .kind = CT_MEMBER };

static const struct { const char *name; unsigned size; bool is_unsigned; } numbers[] = {
	{ "bool", 1, true }, { "_Bool", 1, true }, { "u8", 1, true }, { "__u8", 1, true }, { "uint8_t", 1, true },
	{ "s8", 1, false }, { "__s8", 1, false }, { "int8_t", 1, false }, { "u16", 2, true }, { "__u16", 2, true },
	{ "uint16_t", 2, true }, { "s16", 2, false }, { "__s16", 2, false }, { "int16_t", 2, false },
	{ "u32", 4, true }, { "__u32", 4, true }, { "uint32_t", 4, true }, { "uint", 4, true }, { "s32", 4, false },
	{ "__s32", 4, false }, { "int32_t", 4, false }, { "u64", 8, true }, { "__u64", 8, true }, { "uint64_t", 8, true },
	{ "s64", 8, false }, { "__s64", 8, false }, { "int64_t", 8, false }, { "size_t", 8, true }, { "ssize_t", 8, false },
	{ "loff_t", 8, false }, { "off_t", 8, false }, { "ulong", 8, true }, { "uintptr_t", 8, true },
	{ "intptr_t", 8, false }, { "ptrdiff_t", 8, false }, { "sector_t", 8, true }, { "blkcnt_t", 8, true },
	{ "ktime_t", 8, false }, { "time_t", 8, false }, { "time64_t", 8, false }, { "cputime_t", 8, true },
	{ "cycles_t", 8, true }, { "pgoff_t", 8, true }, { "phys_addr_t", 8, true }, { "dma_addr_t", 8, true },
	{ "ino_t", 8, true }, { "pid_t", 4, false }, { "uid_t", 4, true }, { "gid_t", 4, true }, { "dev_t", 4, true },
	{ "mode_t", 4, true }, { "umode_t", 2, true }, { "fmode_t", 4, true }, { "gfp_t", 4, true }, { "key_t", 4, false },
	{ "__be16", 2, true }, { "__be32", 4, true }, { "__be64", 8, true }, { "__le16", 2, true }, { "__le32", 4, true },
	{ "__le64", 8, true }, { "__sum16", 2, true }, { "__wsum", 4, true },
	{ "atomic_t", 4, false }, { "atomic64_t", 8, false }, { "atomic_long_t", 8, false }, { "refcount_t", 4, false },
};

static const char *const words[] = { "unsigned", "signed", "long", "int", "short", "char", "void" };
static const char *const marks[] = { "const", "volatile", "register", "static", "inline", "extern", "__always_inline",
				     "__inline__", "__inline", "__user", "__kernel", "__rcu", "__maybe_unused", "noinline", "__init", "__exit",
				     "__cold", "__hot", "__used", "__always_unused", "notrace", "asmlinkage", "__force", "__iomem",
				     "__percpu", "__restrict__", "__restrict", "restrict", "__const", "__volatile__", "auto",
				     "__read_mostly", "__must_check", "__weak", "__pure" };

static bool among(const char *const *list, size_t n, const struct c_tok *t)
{
	for (size_t i = 0; i < n; i++)
		if (t->kind == C_NAME && !strcmp(list[i], t->text))
			return true;
	return false;
}

#define IS_AMONG(list, t) among(list, sizeof(list) / sizeof(*(list)), t)

static const struct c_type *named(const struct c_parser *c, const char *name)
{
	for (size_t i = c->unit->types.n; i-- > 0;)
		if (!strcmp(c->unit->types.v[i].name, name))
			return &c->unit->types.v[i].type;
	return NULL;
}

static size_t number_row(const char *name)
{
	size_t i = 0;

	while (i < sizeof(numbers) / sizeof(*numbers) && strcmp(numbers[i].name, name) != 0)
		i++;
	return i;
}

static bool is_tag(const struct c_parser *c, size_t ahead)
{
	return c_is(c, ahead, "struct") || c_is(c, ahead, "union") || c_is(c, ahead, "enum");
}

/* name_t *p: a name that is followed by stars, and then by what a value is not followed by */
static bool looks_like(const struct c_parser *c, size_t ahead)
{
	size_t i = ahead + 1;

	if (c_peek(c, ahead)->kind != C_NAME || c_find((struct c_parser *)c, c_peek(c, ahead)->text))
		return false;
	if (c_peek(c, i)->kind == C_NAME && !strcmp(c_peek(c, ahead)->text + strlen(c_peek(c, ahead)->text) - 1, "t"))
		return true;		/* foo_t x */
	if (!c_is(c, i, "*"))
		return false;
	while (c_is(c, i, "*") || c_is(c, i, "const"))
		i++;
	if (c_is(c, i, ")") || c_is(c, i, ","))
		return true;
	return c_peek(c, i)->kind == C_NAME && (c_is(c, i + 1, ";") || c_is(c, i + 1, "=") || c_is(c, i + 1, ",") ||
						c_is(c, i + 1, ")") || c_is(c, i + 1, "("));
}

static bool at_typeof(const struct c_parser *c, size_t ahead)
{
	return c_is(c, ahead, "typeof") || c_is(c, ahead, "__typeof__") || c_is(c, ahead, "__typeof");
}

bool c_at_type(const struct c_parser *c, size_t ahead)
{
	const struct c_tok *t = c_peek(c, ahead);

	if (t->kind != C_NAME)
		return false;
	return is_tag(c, ahead) || at_typeof(c, ahead) || IS_AMONG(words, t) || IS_AMONG(marks, t) || named(c, t->text) ||
	       number_row(t->text) < sizeof(numbers) / sizeof(*numbers) || looks_like(c, ahead);
}

static bool basic(struct c_parser *c, struct c_type *ret)
{
	unsigned longs = 0, n = 0;
	bool is_short = false, is_char = false, is_void = false, is_unsigned = false;

	for (;; c->pos++) {
		const struct c_tok *t = c_peek(c, 0);

		if (IS_AMONG(marks, t))
			continue;
		if (!IS_AMONG(words, t))
			break;
		n++;
		longs += !strcmp(t->text, "long");
		is_short |= !strcmp(t->text, "short");
		is_char |= !strcmp(t->text, "char");
		is_void |= !strcmp(t->text, "void");
		is_unsigned |= !strcmp(t->text, "unsigned");
	}
	*ret = is_void ? c_void : (struct c_type){ .kind = CT_INT, .is_unsigned = is_unsigned,
						   .size = is_char ? 1 : is_short ? 2 : longs ? 8 : 4 };
	return n > 0;
}

static const struct c_record *record_of(const struct c_parser *c, const char *tag)
{
	for (size_t i = c->unit->records.n; i-- > 0;)
		if (c->unit->records.v[i]->tag && !strcmp(c->unit->records.v[i]->tag, tag))
			return c->unit->records.v[i];
	return NULL;
}

#define LONG(member) { .name = member, .type = { .kind = CT_INT, .size = 8 } }

struct c_type c_time_record(const struct c_type *t)
{
	static struct c_var second[] = { LONG("tv_sec"), LONG("tv_nsec") }, old[] = { LONG("tv_sec"), LONG("tv_usec") };
	static const struct c_record timespec = { .members = { second, 2, 2 } }, timeval = { .members = { old, 2, 2 } };
	bool spec = !strncmp(t->name, "struct timespec", 15), val = !strncmp(t->name, "struct timeval", 14);

	return spec || val ? (struct c_type){ .kind = CT_RECORD, .record = spec ? &timespec : &timeval } : *t;
}

/* unsigned a:3 */
static void some_bits(struct c_parser *c, struct c_type *t, bool is_named)
{
	struct c_value v = c_cond(c);
	int64_t n;

	if (t->kind != CT_INT || !c_constant(&v, &n) || n < is_named || n > 8 * t->size)
		c_wrong(c, "so many bits");
	else
		t->bits = n ? (unsigned)n : UINT32_MAX;
}

/* struct tag { ... }, from the { */
static void record(struct c_parser *c, const char *tag, bool is_union, struct c_type *ret)
{
	struct c_record *r = arena_new_of(c->p->arena, struct c_record);
	struct c_var m = { 0 };
	struct c_type base;

	if (!c_enter(c))
		return;
	*r = (struct c_record){ .tag = tag, .is_union = is_union };
	vec_push(c->p->arena, &c->unit->records, r);		/* its members may point to it */
	for (c->pos++; !c->why && !c_is(c, 0, "}"); c_expect(c, ";")) {
		if (!c_type_base(c, &base))
			break;
		if (c_is(c, 0, ";") && base.kind == CT_RECORD) {	/* members of one without a name */
			vec_push(c->p->arena, &r->members, ((struct c_var){ .name = "", .type = base }));
			continue;
		}
		do {
			m.name = ":";
			m.type = c_is(c, 0, ":") ? base : c_declarator(c, base, &m.name);
			if (m.type.kind == CT_LATER)
				m.type = c_text;
			if (m.type.kind == CT_STRUCT && !strcmp(m.type.name, "struct list_head"))
				m.type = c_list_head();
			if (c_take(c, ":"))
				some_bits(c, &m.type, *m.name != ':');
			vec_push(c->p->arena, &r->members, m);
		} while (!c->why && c_take(c, ","));
	}
	c_expect(c, "}");
	r->incomplete = c->why;
	r->packed = c_take(c, "__packed");
	c_leave(c);
	if (!c->why)
		c_layout(c, r);
	*ret = (struct c_type){ .kind = CT_RECORD, .record = r };
}

/* { A, B = 5, C } */
static void enumerators(struct c_parser *c)
{
	int64_t next = 0;

	for (c->pos++; !c_is(c, 0, "}") && !c->why;) {
		const char *name = c_peek(c, 0)->text;

		if (c_peek(c, 0)->kind != C_NAME)
			c_wrong(c, "expected a name");
		c->pos++;
		if (c_take(c, "=")) {
			struct c_value v = c_cond(c);

			if (v.text && !c_constant(&v, &next))
				c_refuse(c, "an enumerator that is not a constant");
		}
		vec_push(c->p->arena, &c->unit->values,
			 ((struct c_var){ name, arena_printf(c->p->arena, "(%lld)", (long long)next), c_int }));
		next = (int64_t)((uint64_t)next + 1);
		if (!c_take(c, ","))
			break;
	}
	c_expect(c, "}");
}

/* behind struct, union, enum */
static bool tagged(struct c_parser *c, const char *word, struct c_type *ret)
{
	c_take(c, "__packed");

	const char *tag = c_peek(c, 0)->kind == C_NAME ? c_peek(c, 0)->text : NULL;
	bool is_enum = !strcmp(word, "enum");

	c->pos += tag != NULL;
	if (c_is(c, 0, "{") && !is_enum)
		record(c, tag, !strcmp(word, "union"), ret);
	else if (c_is(c, 0, "{"))
		enumerators(c);
	else if (!tag)
		c_refuse(c, "a structure without a name");
	else if (!is_enum && record_of(c, tag))
		*ret = (struct c_type){ .kind = CT_RECORD, .record = record_of(c, tag) };
	else if (!is_enum)
		*ret = (struct c_type){ .kind = CT_STRUCT, .name = arena_printf(c->p->arena, "%s %s", word, tag) };
	return !c->why;
}

/* typeof(expression), typeof(type) */
static bool type_of(struct c_parser *c, struct c_type *ret)
{
	c->pos++;
	c_expect(c, "(");
	if (c_at_type(c, 0)) {
		c_type_base(c, ret);
		*ret = c_type_pointers(c, *ret);
	} else {
		*ret = c_unevaluated(c).type;
	}
	c_expect(c, ")");
	if (ret->kind == CT_MEMBER)		/* a number, most likely; its width is what is read */
		*ret = c_long;
	return !c->why;
}

bool c_type_base(struct c_parser *c, struct c_type *ret)
{
	const char *tag;
	size_t row;

	*ret = c_int;
	if (basic(c, ret))
		return !c->why;
	if (at_typeof(c, 0))
		return type_of(c, ret);
	if (is_tag(c, 0)) {
		tag = c_peek(c, 0)->text;
		c->pos++;
		if (!tagged(c, tag, ret))
			return false;
	} else if (c_peek(c, 0)->kind == C_NAME) {
		const char *name = c_peek(c, 0)->text;
		const struct c_type *t = named(c, name);

		row = number_row(name);
		*ret = t ? *t : row < sizeof(numbers) / sizeof(*numbers) ?
			(struct c_type){ .kind = CT_INT, .size = numbers[row].size, .is_unsigned = numbers[row].is_unsigned } :
			(struct c_type){ .kind = CT_STRUCT, .name = name };
		c->pos++;
	} else {
		c_wrong(c, "expected a type");
		return false;
	}
	while (IS_AMONG(marks, c_peek(c, 0)))
		c->pos++;
	return !c->why;
}

struct c_type *c_type_dup(struct c_parser *c, struct c_type t)
{
	return arena_dup(c->p->arena, &t, sizeof(t));
}

struct c_type c_type_pointers(struct c_parser *c, struct c_type base)
{
	while (c_is(c, 0, "*") || IS_AMONG(marks, c_peek(c, 0)))
		if (c_take(c, "*"))
			base = (struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, base) };
		else
			c->pos++;
	return base;
}

const char *c_type_size(struct c_parser *c, const struct c_type *t)
{
	switch (t->kind) {
	case CT_INT:
		return arena_printf(c->p->arena, "%u", t->size);
	case CT_POINTER:
	case CT_LATER:
		return "8";
	case CT_STRUCT:
		return arena_printf(c->p->arena, "(&@cast(0, \"%s\", \"kernel\")[1])", t->name);
	case CT_VOID:
		return "1";
	case CT_TEXT:
		return t->count ? arena_printf(c->p->arena, "%u", t->count) : NULL;
	case CT_ARRAY:
		if (!t->count || !c_type_size(c, t->to))
			break;
		return arena_printf(c->p->arena, "(%u * %s)", t->count, c_type_size(c, t->to));
	case CT_RECORD:
		return t->record->size ? arena_printf(c->p->arena, "%u", t->record->size) : NULL;
	case CT_MEMBER:
		return t->size ? arena_printf(c->p->arena, "%u", t->size) : NULL;
	case CT_FUNC:
		break;
	}
	return NULL;
}

/* ---- arrays ---- */
static bool no_name(void *ctx, const char *name, int64_t *ret)
{
	(void)ctx;
	(void)name;
	(void)ret;
	return false;
}

bool c_constant(const struct c_value *v, int64_t *ret)
{
	return v->text && (v->type.kind == CT_INT || v->type.kind == CT_POINTER) && stap_const_expr(v->text, no_name, NULL, ret);
}

/* bytes are a string, unless they have no sign or are given one by one */
static bool is_string(const struct c_parser *c, const struct c_type *t, unsigned depth)
{
	bool one_by_one = !depth && c_is(c, 0, "=") && c_is(c, 1, "{") && !c_is(c, 2, "}") && !c_is(c, 3, "}");

	if (t->kind != CT_INT || t->size != 1 || one_by_one)
		return false;
	return !t->is_unsigned || (c_is(c, 0, "=") && c_peek(c, 1)->kind == C_STRING);
}

/* [3][4] behind a name */
static struct c_type array_of(struct c_parser *c, struct c_type t, unsigned depth)
{
	enum { MOST_DIMENSIONS = 8 };
	struct c_value n;
	int64_t count = 0;

	c_expect(c, "[");
	n = c_is(c, 0, "]") ? c_made("0", c_int) : c_expr(c);
	c_expect(c, "]");
	if (depth >= MOST_DIMENSIONS)
		c_refuse(c, "so many dimensions");
	if (c->why || !c_constant(&n, &count) || count < 0 || count > INT32_MAX)
		count = 0;
	if (!c->why && c_is(c, 0, "["))
		t = array_of(c, t, depth + 1);
	else if (is_string(c, &t, depth))
		return (struct c_type){ .kind = CT_TEXT, .count = (unsigned)count };
	return (struct c_type){ .kind = CT_ARRAY, .count = (unsigned)count, .to = c_type_dup(c, t) };
}

struct c_type c_type_array(struct c_parser *c, struct c_type of)
{
	return array_of(c, of, 0);
}

/* ---- conditions ---- */
bool c_is_null(const struct c_value *v)
{
	return v->text && v->type.kind == CT_INT && !strcmp(v->text, "0");
}

/* a string is the pointer NULL when it is empty, unless it is one that the function was given */
const char *c_truth(struct c_parser *c, const struct c_value *v)
{
	if (!v->text || v->type.kind != CT_TEXT)
		return c_number(c, v);
	if (v->whole)
		return arena_printf(c->p->arena, "(%s >= 0)", v->at);
	return v->is_argument ? "1" : arena_printf(c->p->arena, "(%s != \"\")", v->text);
}
