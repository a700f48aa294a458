/*
 * embed_mem.c - embedded C: what pointers of its own lead to
 *
 * Variables of the script have no address. What C takes the address of, and unions, live in arrays of the library's
 * instead (tapset/embed_memory.stp): numbers and strings by address. The addresses are numbers that neither the kernel
 * nor a program uses; whose one is, is looked at when it is followed. The members of a union share one number.
 */
#include <stdlib.h>
#include <string.h>
#include "lang/stap/embed_call.h"

enum { SLOT = 16, MOST_ELEMENTS = 64 };		/* bits of what a place is a multiple of */

static const uint64_t places = 0x4dULL << 56;
static const struct c_value refused;

static struct c_value refuse(struct c_parser *c, const char *why)
{
	c_refuse(c, "%s", why);
	return refused;
}

struct c_type c_mine(struct c_type t)
{
	t.mine |= t.kind == CT_POINTER;
	return t;
}

/* ---- sizes ---- */
const struct type *c_kernel_type(struct c_parser *c, const char *name)
{
	struct type_source *ts = c->p->c->world ? c->p->c->world->kernel : NULL;
	const struct type *t;

	if (!ts)
		return NULL;
	if (!strncmp(name, "struct ", 7))
		t = ts->find(ts, TY_STRUCT, name + 7);
	else if (!strncmp(name, "union ", 6))
		t = ts->find(ts, TY_UNION, name + 6);
	else
		t = ts->find(ts, TY_TYPEDEF, name);
	return t ? type_strip(t) : NULL;
}

static uint64_t kernel_size(struct c_parser *c, const char *name)
{
	const struct type *t = c_kernel_type(c, name);

	return t ? t->size : 0;
}

unsigned c_bytes(struct c_parser *c, const struct c_type *t)
{
	switch (t->kind) {
	case CT_INT: return t->size;
	case CT_POINTER:
	case CT_LATER: return 8;
	case CT_TEXT: return t->count ? t->count : 8;
	case CT_ARRAY: return t->count * c_bytes(c, t->to);
	case CT_RECORD: return t->record->size;
	case CT_STRUCT: return (unsigned)kernel_size(c, t->name);
	case CT_VOID:
	case CT_FUNC:
	case CT_MEMBER: break;
	}
	return 0;
}

static unsigned alignment(const struct c_type *t)
{
	switch (t->kind) {
	case CT_INT: return t->size;
	case CT_TEXT: return t->count ? 1 : 8;
	case CT_ARRAY: return alignment(t->to);
	case CT_RECORD: return t->record->align ? t->record->align : 1;
	default: return 8;
	}
}

/* a member of some bits, at a bit of the structure; it does not reach over the end of a number of its type */
static uint64_t place_bits(struct c_var *m, uint64_t at)
{
	unsigned unit = 8 * m->type.size, bits = m->type.bits;

	if (bits == UINT32_MAX || at / unit != (at + bits - 1) / unit)
		at = (at + unit - 1) / unit * unit;
	m->offset = (unsigned)(at / unit * m->type.size);
	m->type.bit_at = (unsigned)(at % unit);
	return bits == UINT32_MAX ? at : at + bits;
}

void c_layout(struct c_parser *c, struct c_record *r)
{
	uint64_t at = 0, most = 0;		/* in bits */

	r->align = 1;
	for (size_t i = 0; i < r->members.n; i++) {
		struct c_var *m = &r->members.v[i];
		unsigned align = r->packed ? 1 : alignment(&m->type), size = c_bytes(c, &m->type);

		if (!size && m->type.kind != CT_ARRAY)		/* nobody knows */
			return;
		if (r->is_union)
			at = 0;
		if (m->type.bits) {
			at = place_bits(m, at);
		} else {
			at = (at + 8 * align - 1) / (8 * align) * align;
			m->offset = (unsigned)at;
			at = 8 * (at + size);
		}
		most = at > most ? at : most;
		r->align = align > r->align ? align : r->align;
	}
	r->size = (unsigned)((most + 8 * r->align - 1) / (8 * r->align) * r->align);
}

/* ---- what has to live there ---- */
static bool is_word(char ch)
{
	return ch == '_' || ch == '$' || (ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
}

static const char *back_over_blanks(const char *start, const char *s)
{
	while (s > start && strchr(" \t\n", s[-1]))
		s--;
	return s;
}

/* the name of the call among whose arguments s is; "": of none */
static const char *call_around(struct c_parser *c, const char *start, const char *s)
{
	unsigned depth = 0;

	while (s > start && !strchr(";{}", s[-1])) {
		s--;
		depth += *s == ')';
		if (*s != '(')
			continue;
		if (depth) {
			depth--;
			continue;
		}
		const char *end = back_over_blanks(start, s), *from = end;

		while (from > start && is_word(from[-1]))
			from--;
		if (end > from)
			return arena_intern(c->p->arena, from, (size_t)(end - from));
	}
	return "";
}

/* the & before s takes an address: it is not the operator between two */
static bool is_address(const char *start, const char *s)
{
	s = back_over_blanks(start, s);
	if (s == start || s[-1] != '&')
		return false;
	s = back_over_blanks(start, s - 1);
	return s == start || (s[-1] != '&' && s[-1] != ']' && s[-1] != ')' && !is_word(s[-1])) ||
	       (s - start > 6 && !strncmp(s - 6, "return", 6)) || s[-1] == ')';
}

static bool is_comment(const char *start, const char *s)
{
	bool line = true;

	for (; s > start + 1; s--) {
		line &= s[-1] != '\n';
		if (s[-2] == '*' && s[-1] == '/')
			return false;
		if (s[-2] == '/' && (s[-1] == '*' || (line && s[-1] == '/')))
			return true;
	}
	return false;
}

/* an array without an index is its address, unless its size is asked for */
static bool is_used_as_address(struct c_parser *c, const char *start, const char *s, const char *end, const struct c_type *t)
{
	const char *next = end + strspn(end, " \t\n"), *call;

	if (s > start && (is_word(s[-1]) || s[-1] == '.' || s[-1] == '>'))
		return false;
	call = call_around(c, start, s);
	if (is_address(start, s))
		return strncmp(next, "->", 2) != 0 && !c_takes_own(call);
	return t->kind == CT_ARRAY && *next != '[' && strcmp(call, "sizeof") != 0 && strcmp(call, "ARRAY_SIZE") != 0;
}

static bool needs_memory(const struct c_type *t)
{
	if (t->kind == CT_ARRAY)
		return needs_memory(t->to);
	if (t->kind != CT_RECORD)
		return false;
	for (size_t i = 0; i < t->record->members.n; i++)
		if (!*t->record->members.v[i].name || needs_memory(&t->record->members.v[i].type))
			return true;
	return t->record->is_union;
}

static bool has_array(const struct c_type *t)
{
	for (size_t i = 0; t->kind == CT_RECORD && i < t->record->members.n; i++)
		if (t->record->members.v[i].type.kind == CT_ARRAY || has_array(&t->record->members.v[i].type))
			return true;
	return false;
}

/* is the token an argument of a call that reads a program's memory */
static bool is_read_into(const struct c_parser *c, size_t i)
{
	unsigned depth = 1;

	while (i > 0 && depth) {
		const struct c_tok *t = &c->t[--i];

		depth += t->kind == C_OP && *t->text == ')';
		depth -= t->kind == C_OP && *t->text == '(';
	}
	return i > 0 && (strstr(c->t[i - 1].text, "from_user") || strstr(c->t[i - 1].text, "user_read"));
}

/* of a variable that is declared here: &name is given to what reads a program's memory, or a member is assigned to */
bool c_is_filled(const struct c_parser *c, const char *name)
{
	for (size_t i = c->pos; i + 1 < c->n; i++) {
		const struct c_tok *t = &c->t[i], *before = i ? t - 1 : t;

		if (t->kind != C_NAME || strcmp(t->text, name) != 0 || (before->kind == C_OP && strchr(".-", *before->text)))
			continue;
		if (before->kind == C_OP && !strcmp(before->text, "&") && is_read_into(c, i))
			return true;
		if (t[1].kind != C_OP || *t[1].text != '.')
			continue;
		size_t k = i + 1;

		while (k < c->n && (c->t[k].kind == C_NAME || (c->t[k].kind == C_OP && *c->t[k].text == '.')))
			k++;
		if (k < c->n && c->t[k].kind == C_OP && !strcmp(c->t[k].text, "="))
			return true;
	}
	return false;
}

/* the whole file is looked at, as it is written: what is declared here may be used there */
bool c_lives_in_memory(struct c_parser *c, bool lasts, const char *name, const struct c_type *t)
{
	const struct source *src = c->p->file->src;
	size_t n = strlen(name);

	if (t->kind == CT_TEXT || t->kind == CT_LATER || t->kind == CT_STRUCT || (t->kind == CT_RECORD && !t->record->size))
		return false;
	if (needs_memory(t) || (!lasts && has_array(t)))
		return true;
	if (!lasts && t->kind == CT_ARRAY && (t->to->kind == CT_ARRAY || t->to->kind == CT_RECORD))
		return true;
	for (const char *s = src->text; n && (s = strstr(s, name)); s += n)	/* a parameter may have no name */
		if (!is_word(s[n]) && !is_comment(src->text, s) && is_used_as_address(c, src->text, s, s + n, t))
			return true;
	return false;
}

const char *c_place(struct c_parser *c, const struct c_type *t)
{
	unsigned long long at = ++c->p->c->embed_places;

	c->p->c->embed_places += c_bytes(c, t) >> SLOT;
	return arena_printf(c->p->arena, "%llu", (unsigned long long)places + (at << SLOT));
}

/* ---- values ---- */
/* a number that is a part of the eight bytes at an address: a member of a union */
static void in_part(struct c_parser *c, struct c_value *v)
{
	unsigned bits = v->type.bits ? v->type.bits : 8 * c_bytes(c, &v->type), at = v->part % 8 * 8 + v->type.bit_at;
	unsigned long long mask = (bits < 64 ? (1ULL << bits) - 1 : ~0ULL) << at;
	const char *word = arena_printf(c->p->arena, "%s + %u", v->addr, v->part / 8 * 8);

	v->text = c_cut(c, arena_printf(c->p->arena, "(__embed_load8(%s) >> %u)", word, at), &v->type);
	v->put = arena_printf(c->p->arena, "__embed_part_of(%s, %llu, %u, ", word, mask, at);
}

struct c_value c_at(struct c_parser *c, const char *addr, const struct c_type *t)
{
	struct c_value v = { .text = addr, .type = c_mine(*t), .addr = addr };
	bool number = t->kind == CT_INT || t->kind == CT_POINTER || t->kind == CT_LATER;
	bool own = addr[strspn(addr, "(0123456789 +)")] == '\0';
	unsigned size = c_bytes(c, t);
	long long mask = size && size < 8 ? (1LL << 8 * size) - 1 : -1;		/* kept without a sign: bytes are looked at */

	if (t->kind == CT_LATER)
		v.type = (struct c_type){ .kind = CT_POINTER, .to = &c_char, .mine = true };
	if (t->bits) {
		unsigned long long kept = (t->bits < 64 ? (1ULL << t->bits) - 1 : ~0ULL) << t->bit_at;

		v.text = c_cut(c, arena_printf(c->p->arena, "(__embed_load%u(%s) >> %u)", size, addr, t->bit_at), t);
		v.put = arena_printf(c->p->arena, "__embed_part_of(%s, %lld, %u, ", addr, (long long)kept, t->bit_at);
	} else if (number && own) {
		v.text = c_cut(c, arena_printf(c->p->arena, "__embed_words[%s]", addr), t);
		v.put = arena_printf(c->p->arena, "__embed_set(%s, %lld, ", addr, mask);
	} else if (number) {
		v.text = c_cut(c, arena_printf(c->p->arena, "__embed_load%u(%s)", size, addr), t);
		v.put = arena_printf(c->p->arena, "__embed_store(%s, %lld, ", addr, mask);
	} else if (t->kind == CT_TEXT && own) {
		v.text = arena_printf(c->p->arena, "__embed_texts[%s]", addr);
	} else if (t->kind == CT_TEXT) {
		v.text = arena_printf(c->p->arena, t->count ? "__embed_leaf(%s)" : "__embed_name(%s)", addr);
		v.put = arena_printf(c->p->arena, "__embed_put_leaf(%s, ", addr);
	}
	v.is_variable = number || t->kind == CT_TEXT;
	return v;
}

struct c_value c_in(struct c_parser *c, const struct c_value *v, const struct c_type *t, bool is_union, const char *offset)
{
	bool known = offset[strspn(offset, "0123456789")] == '\0';
	struct c_value ret;

	if (!is_union && !v->in_union)
		return c_at(c, strcmp(offset, "0") ? arena_printf(c->p->arena, "(%s + %s)", v->addr, offset) : v->addr, t);
	ret = c_at(c, v->addr, t);
	if (t->kind == CT_TEXT || !known)
		return refuse(c, t->kind == CT_TEXT ? "a union with a string" : "an index into a union that is not a constant");
	ret.in_union = true;
	ret.part = v->part + (unsigned)strtoul(offset, NULL, 10);
	if (ret.is_variable)
		in_part(c, &ret);
	return ret;
}

/* a string that a pointer leads to, or leads into */
struct c_value c_text_at(struct c_parser *c, const char *addr)
{
	struct c_value v = c_made(arena_printf(c->p->arena, "__embed_text(%s)", addr), c_text);

	v.put = arena_printf(c->p->arena, "__embed_put_text(%s, ", addr);
	v.is_variable = true;
	return v;
}

/* where a pointer of its own leads to; bytes with a sign are those of a string */
struct c_value c_follow(struct c_parser *c, const char *addr, const struct c_type *t)
{
	struct c_value v = c_at(c, addr, t);

	if (t->kind == CT_INT && t->size == 1)
		v.text = c_cut(c, arena_printf(c->p->arena, "__embed_load1(%s)", addr), t);
	v.is_variable &= !t->mine || t->kind != CT_INT;		/* a byte of a larger number */
	if (t->kind != CT_INT || t->size != 1 || t->is_unsigned || t->mine)
		return v;
	v.text = arena_printf(c->p->arena, "__embed_byte(%s)", addr);
	v.put = arena_printf(c->p->arena, "__embed_put_byte(%s, ", addr);
	return v;
}

struct c_value c_decayed(struct c_parser *c, const struct c_value *v)
{
	struct c_value ret = *v;

	if (v->type.kind != CT_ARRAY || !v->addr)
		return ret;
	ret.type = (struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, *v->type.to), .mine = true };
	ret.text = v->addr;
	ret.addr = NULL;
	return ret;
}

/* behind a cast: a number is an address */
static struct c_value addressed(struct c_parser *c)
{
	bool is_named = c_is(c, 0, "&");
	struct c_value v = c_object(c);

	if (!v.text || is_named || v.type.kind != CT_INT || v.addr)
		return v;
	return (struct c_value){ .text = v.text, .addr = v.text };
}

/* where the kernel's structure is that is copied: the copy is a name for it */
const char *c_where(struct c_parser *c, const struct c_value *v)
{
	if (v->type.kind == CT_MEMBER)
		return arena_printf(c->p->arena, "(&%s)", v->text);
	if (v->text && !(v->type.kind == CT_STRUCT && v->addr))
		c_refuse(c, "structures of the kernel's are copied from their like");
	return v->addr ? v->addr : "0";
}

/* what a pointer leads to that is given to a call: &x, a, p */
struct c_value c_object(struct c_parser *c)
{
	size_t back = c->pos;
	struct c_value v;
	struct c_type t;

	if (c_is(c, 0, "(") && c_at_type(c, 1)) {
		c->pos++;
		c_type_base(c, &t);
		c_type_pointers(c, t);
		if (c_take(c, ")"))
			return addressed(c);
		c->pos = back;
	}
	if (c_take(c, "&"))
		return c_unary(c);
	v = c_expr(c);
	return v.text && v.type.kind == CT_POINTER ? c_deref(c, &v) : v;
}

struct c_value c_object_and(struct c_parser *c, struct c_value *a, struct c_value *b)
{
	struct c_value ret = c_object(c);

	c_expect(c, ",");
	*a = c_expr(c);
	c_expect(c, ",");
	*b = c_expr(c);
	c_expect(c, ")");
	return ret;
}

/* ---- as a whole ---- */
struct whole {
	struct c_parser *c;
	struct buf b;
	const char *reads;	/* of an address: "user", "kernel"; NULL: from another one of these */
};

static void part(struct whole *w, const struct c_value *to, const struct c_value *from);

static void elements(struct whole *w, const struct c_value *to, const struct c_value *from)
{
	struct c_parser *c = w->c;

	bool numbers = to->type.to->kind == CT_INT || to->type.to->kind == CT_POINTER;

	if (to->addr && !to->in_union && (!from || (from->addr && !from->in_union)) && !w->reads && numbers) {
		if (from)
			buf_printf(&w->b, " + __embed_move(%s, %s, %u, %u)", to->addr, from->addr, to->type.count,
				   c_bytes(c, to->type.to));
		else
			buf_printf(&w->b, " + __embed_clear(%s, %u, %u)", to->addr, to->type.count, c_bytes(c, to->type.to));
		return;
	}
	if (to->type.count > MOST_ELEMENTS)
		c_refuse(c, "so large an array as a whole");
	for (unsigned i = 0; i < to->type.count && !c->why; i++) {
		struct c_value n = c_made(arena_printf(c->p->arena, "%u", i), c_int), f, t = c_element(c, to, &n);

		if (from)
			f = c_element(c, from, &n);
		part(w, &t, from ? &f : NULL);
	}
}

static void read_part(struct whole *w, const struct c_value *to, const char *addr)
{
	static const char *const by_size[] = { [1] = "char", [2] = "short", [4] = "int", [8] = "long" };
	struct c_parser *c = w->c;

	if (to->type.kind == CT_TEXT)
		buf_printf(&w->b, " + 0 * strlen(%s)", c_store(c, to, arena_printf(c->p->arena, "%s_string_n(%s, %u)", w->reads, addr,
										 c_bytes(c, &to->type))));
	else
		buf_printf(&w->b, " + 0 * %s", c_store(c, to, c_cut(c, arena_printf(c->p->arena, to->type.bits ? "(%s_%s(%s) >> %u)" :
									"%s_%s(%s)", w->reads, by_size[c_bytes(c, &to->type)],
									addr, to->type.bit_at), &to->type)));
}

static void part(struct whole *w, const struct c_value *to, const struct c_value *from)
{
	struct c_parser *c = w->c;

	switch (to->text ? to->type.kind : CT_VOID) {
	case CT_RECORD:
		for (size_t i = 0; i < to->type.record->members.n && !c->why; i++) {
			struct c_value t = c_member_at(c, to, i), f;

			if (*to->type.record->members.v[i].name == ':')		/* bits without a name */
				continue;
			if (from)
				f = c_member_at(c, from, i);
			part(w, &t, from ? &f : NULL);
		}
		return;
	case CT_ARRAY:
		elements(w, to, from);
		return;
	case CT_TEXT:
		if (w->reads)
			read_part(w, to, from->addr);
		else
			buf_printf(&w->b, " + 0 * strlen(%s)", c_store(c, to, from ? c_string(c, from) : "\"\""));
		return;
	case CT_INT:
	case CT_POINTER:
	case CT_LATER:
		if (w->reads)
			read_part(w, to, from->addr);
		else
			buf_printf(&w->b, " + 0 * %s", c_store(c, to, from ? c_number(c, from) : "0"));
		return;
	case CT_VOID:
	case CT_FUNC:
	case CT_STRUCT:
	case CT_MEMBER:
		c_refuse(c, "structures of the kernel's are not copied as a whole");
		return;
	}
}

static const char *as_whole(struct c_parser *c, const struct c_value *to, const struct c_value *from, const char *reads)
{
	struct whole w = { .c = c, .b = BUF_INIT, .reads = reads };

	buf_puts(&w.b, "(0");
	part(&w, to, from);
	buf_putc(&w.b, ')');
	const char *ret = arena_strdup(c->p->arena, buf_str(&w.b));

	buf_fini(&w.b);
	return ret;
}

const char *c_clear(struct c_parser *c, const struct c_value *to)
{
	return as_whole(c, to, NULL, NULL);
}

const char *c_copy(struct c_parser *c, const struct c_value *to, const struct c_value *from)
{
	return as_whole(c, to, from, NULL);
}

const char *c_read_whole(struct c_parser *c, const struct c_value *to, const char *addr, const char *reads)
{
	struct c_value from = c_at(c, addr, &to->type);

	return as_whole(c, to, &from, reads);
}

void c_parts(struct c_parser *c, const struct c_value *v, struct c_values *ret)
{
	if (v->type.kind == CT_ARRAY && v->type.count > MOST_ELEMENTS)
		c_refuse(c, "so large an array as a whole");
	if (c->why || !v->text)
		return;
	if (v->type.kind == CT_RECORD) {
		for (size_t i = 0; i < v->type.record->members.n; i++) {
			struct c_value m = c_member_at(c, v, i);

			if (*v->type.record->members.v[i].name != ':')
				c_parts(c, &m, ret);
		}
	} else if (v->type.kind == CT_ARRAY) {
		for (unsigned i = 0; i < v->type.count; i++) {
			struct c_value n = c_made(arena_printf(c->p->arena, "%u", i), c_int), e = c_element(c, v, &n);

			c_parts(c, &e, ret);
		}
	} else {
		vec_push(c->p->arena, &ret->v, *v);
	}
}

/* ---- calls ---- */
/* kmalloc(size): a string of its own has all the room there is; the row's text: which argument is the size, or * */
static struct c_value call_alloc(struct c_parser *c, const struct c_row *r)
{
	struct c_value v = c_made("\" \"", c_text);
	struct c_args a;

	if (!c_args(c, &a))
		return refused;
	v.made = arena_printf(c->p->arena, "__embed_%salloc(%s)", strstr(r->name, "zalloc") || strstr(r->name, "calloc") ? "z" : "",
			      c_said(c, r->text, &a));
	return c->why ? refused : v;
}

static struct c_value call_free(struct c_parser *c, const struct c_row *r)
{
	struct c_args a;

	(void)r;
	if (!c_args(c, &a) || !a.n)
		return refused;
	if (a.v[0].type.kind == CT_TEXT || a.v[0].type.kind == CT_LATER)
		return c_made("", c_void);
	return c_made(arena_printf(c->p->arena, "__embed_free(%s)", c_number(c, &a.v[0])), c_void);
}

/* copy_from_user(&x, p, size): how many bytes were not there; the row's text: whose memory */
static struct c_value call_read_in(struct c_parser *c, const struct c_row *r)
{
	struct c_value p, n, to = c_object_and(c, &p, &n);

	if (c->why)
		return refused;
	if (!c->why && to.type.kind == CT_STRUCT && to.is_variable && !strcmp(r->text, "kernel"))
		return c_made(arena_printf(c->p->arena, "(%s = %s) * 0", to.text, p.of && p.of->type.kind == CT_MEMBER ? p.text :
					   c_number(c, &p)), c_ulong);
	if (!to.is_variable && to.type.kind != CT_RECORD && to.type.kind != CT_ARRAY)
		c_refuse(c, "memory of the kernel is not written");
	if (to.type.kind == CT_ARRAY && !to.type.count)
		c_refuse(c, "nobody knows the size of it");
	if (c->why)
		return refused;
	const char *from = p.of && p.of->type.kind == CT_MEMBER ? p.text : c_number(c, &p), *read;

	if (to.type.kind == CT_TEXT)
		read = arena_printf(c->p->arena, "0 * strlen(%s)", c_store(c, &to, arena_printf(c->p->arena, "%s_string_n(%s, %s)", r->text,
											      from, c_number(c, &n))));
	else
		read = c_read_whole(c, &to, from, r->text);
	return c_made(arena_printf(c->p->arena, "(__embed_missing_%s(%s) ? %s : %s)", r->text, from, c_number(c, &n), read), c_ulong);
}

const struct c_row c_memory_rows[] = {
	{ "kmalloc", "$1", NULL, call_alloc }, { "kzalloc", "$1", NULL, call_alloc }, { "_stp_kmalloc", "$1", NULL, call_alloc },
	{ "_stp_kzalloc", "$1", NULL, call_alloc }, { "vmalloc", "$1", NULL, call_alloc }, { "vzalloc", "$1", NULL, call_alloc },
	{ "kvmalloc", "$1", NULL, call_alloc }, { "kcalloc", "$1 * $2", NULL, call_alloc },
	{ "kmalloc_array", "$1 * $2", NULL, call_alloc },
	{ "kfree", NULL, NULL, call_free }, { "_stp_kfree", NULL, NULL, call_free }, { "vfree", NULL, NULL, call_free },
	{ "kvfree", NULL, NULL, call_free },
	{ "probe_kernel_read", "kernel", NULL, call_read_in }, { "copy_from_kernel_nofault", "kernel", NULL, call_read_in },
	{ "copy_from_user", "user", NULL, call_read_in }, { "__copy_from_user", "user", NULL, call_read_in },
	{ "__copy_from_user_inatomic", "user", NULL, call_read_in }, { "copy_from_user_nofault", "user", NULL, call_read_in },
	{ "probe_user_read", "user", NULL, call_read_in }, { "_stp_copy_from_user", "user", NULL, call_read_in },
	{ NULL, NULL, NULL, NULL }
};
