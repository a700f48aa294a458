/*
 * decl.c - declarations to types and variables (reference D, 1.5, 2.1, 2.3; C17 6.7)
 *
 * Types are looked for in the program, then in D's own, then in the kernel's, then in the target's (target.h).
 */
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/d/library.h"
#include "lang/d/lower.h"
#include "lang/d/parse.h"
#include "lang/d/target.h"

enum { OBJECT_MAX = 1 << 20 };	/* bytes of one type that a script declares */

static const struct type *bad(struct d_lower *l, struct span at, enum diag_tag tag, const char *text)
{
	diag_error(l->diag, at, tag, "%s", text);
	return &type_error;
}

const struct type *d_string_type(struct d_lower *l)
{
	return type_string(l->arena, l->opt->strsize ? l->opt->strsize : 1);
}

/* ---- arithmetic specifiers ---- */
static const struct type *int_type(struct d_lower *l, const struct d_spec *s)
{
	if (s->is_short && s->nlong)
		return bad(l, s->span, ERR_DECL_COMBO, "short and long in one declaration");
	if (s->nlong > 2)
		return bad(l, s->span, ERR_DECL_COMBO, "long is given more than twice");
	if (s->nlong == 2)	/* print() shows the name */
		return s->is_unsigned ? &type_ullong : &type_llong;
	return type_int_of(s->is_short ? 2 : s->nlong ? 8 : 4, !s->is_unsigned);
}

static bool has_modifier(const struct d_spec *s)
{
	return s->is_short || s->nlong || s->is_signed || s->is_unsigned;
}

static const struct type *char_type(struct d_lower *l, const struct d_spec *s)
{
	if (s->is_short || s->nlong)
		return bad(l, s->span, ERR_DECL_CHARATTR, "char is neither short nor long");
	return s->is_unsigned ? &type_uint8 : s->is_signed ? &type_int8 : &type_char;
}

static const struct type *float_type(struct d_lower *l, const struct d_spec *s)
{
	struct type *t = arena_new_of(l->arena, struct type);

	if (s->is_short || s->is_signed || s->is_unsigned || s->nlong > 1 || (s->nlong && s->base == DB_FLOAT))
		return bad(l, s->span, ERR_DECL_LONGINT, "that is no floating-point type");
	t->kind = TY_FLOAT;
	t->name = s->base == DB_FLOAT ? "float" : s->nlong ? "long double" : "double";
	t->size = s->base == DB_FLOAT ? 4 : s->nlong ? 16 : 8;
	t->filled = true;
	return t;
}

/* ---- structures ---- */
struct layout {			/* where the next member goes */
	uint64_t bits, align, size;
	bool	 is_union;
};

static uint64_t align_of(const struct type *t)
{
	const struct type *s = type_strip(t);
	uint64_t most = 1;
	size_t n;

	if (s->kind == TY_ARRAY)
		return align_of(s->to);
	if (!type_is_sou(s))
		return s->kind == TY_STRING || !s->size ? 1 : s->size > 8 ? 8 : s->size;

	const struct member *m = type_members(s, &n);

	for (size_t i = 0; i < n; i++)
		if (align_of(m[i].type) > most)
			most = align_of(m[i].type);
	return most;
}

static void place(struct layout *lay, struct member *m)
{
	uint64_t size = type_strip(m->type)->size, align = align_of(m->type), at = lay->is_union ? 0 : lay->bits;

	if (m->bit_size) {
		if (at / (8 * size) != (at + m->bit_size - 1) / (8 * size))
			at = (at + 8 * size - 1) / (8 * size) * (8 * size);
		m->bit_offset = (uint32_t)at;
		m->offset = at / (8 * size) * size;
		at += m->bit_size;
	} else {
		at = (at + 8 * align - 1) / (8 * align) * (8 * align);
		m->offset = at / 8;
		at += 8 * size;
	}
	if (!lay->is_union || at > lay->bits)
		lay->bits = at;
	if (align > lay->align)
		lay->align = align;
}

static bool bit_field(struct d_lower *l, struct d_type *t, struct member *m)
{
	int64_t n;

	if (!type_is_int(m->type)) {
		bad(l, t->span, ERR_DECL_BFTYPE, "a bit-field has an integer type");
	} else if (!d_constant(l, t->bits, &n) || n < 0 || (!n && t->name)) {
		bad(l, t->bits->span, ERR_DECL_BFCONST, "the width of a bit-field is a positive constant integer");
	} else if (n > (int64_t)type_strip(m->type)->size * 8) {
		bad(l, t->bits->span, ERR_DECL_BFSIZE, "the bit-field is wider than its type");
	} else {
		m->bit_size = (uint32_t)n;
		return true;
	}
	return false;
}

static bool member_of(struct d_lower *l, struct d_type *t, struct member *m)
{
	const struct type *s;

	m->name = t->name ? t->name : "";
	m->type = t->ops.n || t->name ? d_type_of(l, t) : d_spec_type(l, t->spec);
	s = type_strip(m->type);
	if (s->kind == TY_ERROR)
		return false;
	if (!t->name && !t->bits && !type_is_sou(s))
		return bad(l, t->span, ERR_DECL_MNAME, "a member needs a name"), false;
	if (s->kind == TY_VOID || s->kind == TY_FUNC)
		return bad(l, t->span, ERR_DECL_VOIDOBJ, "a member cannot be of this type"), false;
	if (s->incomplete)
		return bad(l, t->span, ERR_DECL_INCOMPLETE, "the member's type is incomplete"), false;
	return !t->bits || bit_field(l, t, m);
}

static void fill_members(struct d_lower *l, struct d_spec *s, struct type *t)
{
	struct layout lay = { .align = 1, .is_union = s->base == DB_UNION };

	t->members = arena_array(l->arena, struct member, s->members.n + 1);
	for (size_t i = 0; i < s->members.n; i++) {
		struct member m = { 0 };

		if (!member_of(l, s->members.v[i], &m))
			continue;
		if (s->members.v[i]->bits && !m.bit_size) {	/* :0 ends the unit */
			lay.bits = (lay.bits + 63) / 64 * 64;
			continue;
		}
		for (size_t k = 0; *m.name && k < t->nmembers; k++)
			if (!strcmp(t->members[k].name, m.name))
				diag_error(l->diag, s->members.v[i]->span, ERR_UNKNOWN,
					   "member '%s' is declared twice", m.name);
		place(&lay, &m);
		t->members[t->nmembers++] = m;
		if (lay.bits / 8 > OBJECT_MAX) {
			bad(l, s->span, ERR_DECL_ARRBIG, "the structure is larger than a megabyte");
			break;
		}
	}
	t->size = ((lay.bits + 7) / 8 + lay.align - 1) / lay.align * lay.align;
	t->incomplete = false;
}

static bool named(const struct type *t, const char *name)
{
	for (size_t i = 0; i < t->nenums; i++)
		if (!strcmp(t->enums[i].name, name))
			return true;
	return false;
}

static void fill_enumerators(struct d_lower *l, struct d_spec *s, struct type *t)
{
	int64_t next = 0;

	t->enums = arena_array(l->arena, struct enumerator, s->enumerators.n + 1);
	for (size_t i = 0; i < s->enumerators.n; i++) {
		const struct d_enumerator *e = &s->enumerators.v[i];

		if (e->value && !d_constant(l, e->value, &next))
			bad(l, e->value->span, ERR_DECL_ENCONST, "an enumerator's value is a constant integer");
		if (e->value && next == (uint32_t)next)
			next = (int32_t)next;		/* 1 << 31, 0x80000000: a flag */
		bool wide = next > INT32_MAX || next < INT32_MIN;

		if (wide && s->in_header)
			t->size = 8;
		else if (wide)
			bad(l, e->span, ERR_DECL_ENOFLOW, "the enumerator's value does not fit an int");
		if (map_get(l->enums, e->name))
			bad(l, e->span, named(t, e->name) ? ERR_UNKNOWN : ERR_DECL_IDRED, "the enumerator is already declared");
		t->enums[t->nenums] = (struct enumerator){ e->name, next++ };
		map_put(l->enums, e->name, &t->enums[t->nenums++]);
	}
}

static struct type_source *source_of(struct d_lower *l, const char *mod)
{
	struct world *w = l->c->world;
	struct type_source *ts = mod && *mod && w->module ? w->module(w, mod) : NULL;

	return ts ? ts : w->kernel;
}

/* the kernel's before the target's, which are read when nobody else has the name; of a mark's arguments the target's */
static const struct type *outer_type(struct d_lower *l, const struct d_spec *s, enum type_kind k)
{
	struct world *w = l->c->world;
	struct type_source *ts = d_target_scope(w, &s->scope) ? NULL : source_of(l, s->scope.mod);
	const struct type *t = l->of_mark && !s->scope.mod ? d_target_type(w, NULL, k, s->name) : NULL;

	if (!t && ts && ts->find)
		t = ts->find(ts, k, s->name);
	return t ? t : d_target_type(w, &s->scope, k, s->name);
}

/* struct a.out`x: of one that is not there nothing can be said later either */
static const struct type *not_there(struct d_lower *l, const struct d_spec *s)
{
	struct world *w = l->c->world;

	if (w->target)
		diag_error(l->diag, s->span, ERR_TYPE_ERR, "process %d has no type '%s'%s%s", (int)w->target, s->name,
			   *s->scope.mod ? " in an object " : "", s->scope.mod);
	else
		diag_error(l->diag, s->span, ERR_TYPE_ERR, "'%s' is a type of the traced process, and there is none", s->name);
	if (w->target)
		d_target_hint(l, &s->scope);
	else
		diag_hint(l->diag, "name a process with -p or a command with -c");
	return &type_error;
}

static const struct type *tagged_type(struct d_lower *l, struct d_spec *s)
{
	enum type_kind k = s->base == DB_STRUCT ? TY_STRUCT : s->base == DB_UNION ? TY_UNION : TY_ENUM;
	bool others = s->name && !s->has_body && d_target_scope(l->c->world, &s->scope);
	struct type *t = s->name && !others ? map_get(l->tags, s->name) : NULL;

	if (!s->has_body && !t && s->name && !s->scope.mod && d_lib_load(l, LIB_TAG, s->name))
		t = map_get(l->tags, s->name);
	if (!s->has_body && !t && s->name) {
		const struct type *known = outer_type(l, s, k);

		if (known || others)
			return known ? known : not_there(l, s);
	}
	if (t && t->kind != k) {
		diag_error(l->diag, s->span, ERR_DECL_TYPERED, "'%s' is declared as another kind of type", s->name);
		return &type_error;
	}
	if (t && s->has_body && !t->incomplete) {
		diag_error(l->diag, s->span, ERR_DECL_TYPERED, "type '%s' is already declared", s->name);
		return t;
	}
	if (!t) {
		t = arena_new_of(l->arena, struct type);
		t->kind = k;
		t->name = s->name;
		t->incomplete = true;
		t->filled = true;
		if (s->name)
			map_put(l->tags, s->name, t);
	}
	if (k == TY_ENUM && s->has_body) {
		t->size = 4;
		t->is_signed = true;
		t->incomplete = false;
		if (s->enumerators.n)	/* "enum e x;" names one that is there */
			fill_enumerators(l, s, t);
	} else if (s->has_body) {
		fill_members(l, s, t);
	}
	return t;
}

static const struct type *named_type(struct d_lower *l, const struct d_spec *s)
{
	bool others = d_target_scope(l->c->world, &s->scope);
	const struct type *t = others ? NULL : map_get(l->typedefs, s->name), *b;

	if (!t && !others && (b = d_builtin_typedef(s->name)))
		t = type_typedef(l->arena, s->name, b);
	if (!t && !s->scope.mod && d_lib_load(l, LIB_TYPE, s->name))
		t = map_get(l->typedefs, s->name);
	if (!t)
		t = outer_type(l, s, TY_TYPEDEF);
	if (t || others)
		return t ? t : not_there(l, s);
	diag_error(l->diag, s->span, ERR_TYPE_ERR, "unknown type '%s'", s->name);
	d_lib_hint(l, s->name);
	d_target_hint(l, NULL);
	return &type_error;
}

static const struct type *spec_type(struct d_lower *l, struct d_spec *s)
{
	bool is_int = s->base == DB_NONE || s->base == DB_INT || s->base == DB_CHAR || s->base == DB_VOID;
	bool is_float = s->base == DB_FLOAT || s->base == DB_DOUBLE;

	if (s->is_signed && s->is_unsigned)
		return bad(l, s->span, ERR_DECL_COMBO, "signed and unsigned in one declaration");
	if ((s->is_signed || s->is_unsigned) && !is_int)
		return bad(l, s->span, ERR_DECL_SIGNINT, "signed and unsigned go with integers");
	if ((s->is_short || s->nlong) && !is_int && !is_float)
		return bad(l, s->span, ERR_DECL_LONGINT, "short and long go with integers");
	switch (s->base) {
	case DB_VOID:
		return has_modifier(s) ? bad(l, s->span, ERR_DECL_VOIDATTR, "void has no attributes") : &type_void;
	case DB_CHAR:
		return char_type(l, s);
	case DB_NONE: case DB_INT:
		return int_type(l, s);
	case DB_FLOAT: case DB_DOUBLE:
		return float_type(l, s);
	case DB_STRING:
		return d_string_type(l);
	case DB_STRUCT: case DB_UNION: case DB_ENUM:
		return tagged_type(l, s);
	case DB_NAME:
		return named_type(l, s);
	}
	return &type_error;
}

const struct type *d_spec_type(struct d_lower *l, struct d_spec *s)
{
	if (!s->resolved)
		s->resolved = spec_type(l, s);
	return s->resolved;
}

/* ---- declarators ---- */
static const struct type *array_of(struct d_lower *l, const struct type *t, const struct d_dop *op)
{
	const struct type *s = type_strip(t);
	int64_t n = 0;

	if (op->kind == DD_ASSOC)
		return bad(l, op->span, ERR_DECL_DYNOBJ, "an associative array is a variable of its own, not part of a type");
	if (op->dim && (!d_constant(l, op->dim, &n) || n < 0))
		return bad(l, op->dim->span, ERR_DECL_ARRSUB, "the size of an array is a constant integer");
	if (s->kind == TY_VOID || s->kind == TY_FUNC)
		return bad(l, op->span, ERR_DECL_VOIDOBJ, "an array of void or functions");
	if (s->incomplete)
		return bad(l, op->span, ERR_DECL_INCOMPLETE, "an array of an incomplete type");
	if (n && (s->size > OBJECT_MAX || (uint64_t)n > OBJECT_MAX / (s->size ? s->size : 1)))
		return bad(l, op->span, ERR_DECL_ARRBIG, "the array is larger than a megabyte");
	return type_array(l->arena, t, (uint64_t)n);
}

bool d_check_params(struct d_lower *l, const struct d_dop *op)
{
	for (size_t i = 0; i < op->params.n; i++) {
		struct d_type *p = op->params.v[i];

		if (type_strip(d_type_of(l, p))->kind == TY_VOID && (op->params.n > 1 || p->name))
			return bad(l, p->span, p->name ? ERR_DECL_PROTO_NAME : ERR_DECL_PROTO_VOID,
				   "void is the only parameter, and without a name"), false;
		if (p->spec->storage != DS_NONE)
			return bad(l, p->span, ERR_DECL_PARMCLASS, "a parameter has no storage class"), false;
	}
	return true;
}

static const struct type *func_of(struct d_lower *l, const struct type *result, const struct d_dop *op)
{
	struct type *t = arena_new_of(l->arena, struct type);

	if (!d_check_params(l, op))
		return &type_error;
	t->kind = TY_FUNC;
	t->to = result;
	t->varargs = op->varargs;
	t->filled = true;
	t->members = arena_array(l->arena, struct member, op->params.n + 1);
	for (size_t i = 0; i < op->params.n; i++) {
		const struct d_type *p = op->params.v[i];
		const struct type *pt = d_type_of(l, op->params.v[i]);

		if (type_strip(pt)->kind == TY_VOID)
			break;
		t->members[t->nmembers++] = (struct member){ p->name ? p->name : "", pt };
	}
	return t;
}

static const struct type *apply(struct d_lower *l, const struct type *t, const struct d_dop *ops, size_t n)
{
	for (size_t i = n; i-- > 0 && t->kind != TY_ERROR;) {
		switch (ops[i].kind) {
		case DD_PTR:
			t = type_ptr(l->arena, t);
			break;
		case DD_ARRAY: case DD_ASSOC:
			t = array_of(l, t, &ops[i]);
			break;
		case DD_FUNC:
			t = func_of(l, t, &ops[i]);
			break;
		}
	}
	return t;
}

const struct type *d_type_of(struct d_lower *l, struct d_type *t)
{
	return apply(l, d_spec_type(l, t->spec), t->ops.v, t->ops.n);
}

bool d_read_text(struct d_lower *l, const char *text, void (*read)(struct d_lower *, struct d_parser *, void *), void *ctx)
{
	struct unit *u = arena_new_of(l->arena, struct unit);
	unsigned char used[1];
	struct diag quiet, *diag = l->c->diag;
	struct d_parser p = { .c = l->c, .arena = l->arena, .unit = u, .types = l->typedefs,
			      .values = map_new(), .ast = arena_new_of(l->arena, struct d_ast) };
	FILE *null = fopen("/dev/null", "we");

	if (!null)
		return false;
	u->src = source_new(l->arena, "<type>", text, strlen(text));
	diag_init(&quiet, null);
	l->c->diag = l->diag = &quiet;
	d_lex_init(&p.lex, l->c, u->src, used);
	p.tok = d_lex_next(&p.lex);
	read(l, &p, ctx);
	l->c->diag = l->diag = diag;
	map_free(p.values);
	fclose(null);
	return !diag_failed(&quiet);
}

/* a type as text, of a table */
static void read_type(struct d_lower *l, struct d_parser *p, void *ctx)
{
	const struct type **t = ctx;

	*t = d_type_of(l, d_parse_type_name(p));
}

static const struct type *parse_text(struct d_lower *l, const char *text)
{
	const struct type *t = &type_error;

	return d_read_text(l, text, read_type, &t) && t->kind != TY_ERROR ? t : NULL;
}

const struct type *d_type_text(struct d_lower *l, const char *text)
{
	const struct type *t = map_get(l->texts, text);

	if (!t) {
		t = parse_text(l, text);
		map_put(l->texts, text, (void *)(t ? t : &type_error));
	}
	return t && t->kind != TY_ERROR ? t : NULL;
}

/* ---- declared names ---- */
static bool same_keys(const struct var *v, const struct d_dop *op, struct d_lower *l)
{
	if (v->keys.n != (op ? op->params.n : 0))
		return false;
	for (size_t i = 0; i < v->keys.n; i++)
		if (!type_same(type_strip(v->keys.v[i]), type_strip(d_type_of(l, op->params.v[i]))))
			return false;
	return true;
}

static void declare_keys(struct d_lower *l, struct var *v, const struct d_dop *op)
{
	if (!d_check_params(l, op) || !d_few_keys(l, v->name, op->params.n, op->span))
		return;
	for (size_t i = 0; i < op->params.n; i++) {
		const struct type *t = d_type_of(l, op->params.v[i]);

		if (t->kind != TY_ERROR && !type_is_scalar(t) && !type_is_string(t)) {
			diag_error(l->diag, op->params.v[i]->span,
				   type_strip(t)->kind == TY_VOID ? ERR_DECL_PROTO_TYPE : ERR_KEY_TYPE,
				   "%s cannot be a key", d_tstr(l, t));
			t = &type_error;
		}
		vec_push(l->arena, &v->keys, t);
	}
}

/* a name of D's own may be declared again as what it is */
static bool redeclares_builtin(struct d_lower *l, const char *name, const struct type *t)
{
	const struct builtin *b = builtin_find(LANG_D, name, -1);
	const struct type *known;
	struct sig sig;

	if (!b || b->flags & B_ABSENT || !builtin_sig(b, &sig) || sig.is_call)
		return b || agg_find_d(name);
	known = d_builtin_var(l, b, (struct span){ 0 })->type;
	return !(type_is_string(known) && type_is_string(t)) && !type_same(type_strip(known), type_strip(t));
}

static void declare_var(struct d_lower *l, struct d_type *t)
{
	const struct d_dop *assoc = t->ops.n && t->ops.v[0].kind == DD_ASSOC ? &t->ops.v[0] : NULL;
	enum storage st = t->spec->storage == DS_SELF ? V_THREAD : t->spec->storage == DS_THIS ? V_FIRING : V_GLOBAL;
	const struct type *ty = apply(l, d_spec_type(l, t->spec), t->ops.v + (assoc != NULL), t->ops.n - (assoc != NULL));
	const struct type *s = type_strip(ty);
	struct d_var *dv = d_find_var(l, st, t->name);

	if (s->kind == TY_ERROR || t->spec->storage == DS_BAD)
		return;
	if (assoc && st == V_FIRING) {
		bad(l, t->span, ERR_DECL_LOCASSC, "this-> cannot be an associative array");
	} else if (s->kind == TY_VOID) {
		bad(l, t->span, ERR_DECL_VOIDOBJ, "a variable of type void");
	} else if (s->kind == TY_FUNC && st != V_GLOBAL) {
		bad(l, t->span, ERR_DECL_IDENT, "a function is not a thread's or a clause's");
	} else if (s->incomplete) {
		bad(l, t->span, ERR_DECL_INCOMPLETE, "the variable's type is incomplete");
	} else if (s->kind == TY_ARRAY && !s->size) {
		bad(l, t->span, ERR_DECL_ARRNULL, "the array needs a dimension");
	} else if (type_is_sou(s) && !s->size) {
		bad(l, t->span, ERR_DECL_INCOMPLETE, "the variable's type has no members that take room");
	} else if (dv || (st == V_GLOBAL && map_get(l->inlines, t->name))) {
		if (!dv || !type_same(dv->var->type, ty) || !same_keys(dv->var, assoc, l))
			diag_error(l->diag, t->name_span, ERR_DECL_IDRED, "'%s' is already declared with another type", t->name);
	} else if (st == V_GLOBAL && redeclares_builtin(l, t->name, ty)) {
		diag_error(l->diag, t->name_span, ERR_DECL_IDRED, "'%s' is D's own, and of another type", t->name);
	} else if (st == V_GLOBAL && builtin_find(LANG_D, t->name, -1)) {
		return;		/* it is what it was */
	} else if (s->kind != TY_FUNC) {	/* a function's declaration is read, and nothing can call it */
		dv = d_new_var(l, st, t->name, ty, t->name_span);
		dv->declared = true;
		dv->user = t->spec->userland;
		if (assoc)
			declare_keys(l, dv->var, assoc);
		dv->var->del_zero = st == V_THREAD || assoc;
	}
}

static void declare_typedef(struct d_lower *l, struct d_type *t)
{
	const struct type *ty = d_type_of(l, t), *old = map_get(l->typedefs, t->name);

	if (old && !type_same(type_strip(old), type_strip(ty)))
		diag_error(l->diag, t->name_span, ERR_DECL_TYPERED, "type '%s' is already declared", t->name);
	else if (ty->kind != TY_ERROR)
		map_put(l->typedefs, t->name, (void *)type_typedef(l->arena, t->name, ty));
}

void d_declare(struct d_lower *l, const struct d_item *it)
{
	if (!it->decls.n) {
		const struct type *t = d_spec_type(l, it->spec);

		if (t->kind != TY_ERROR && !(it->spec->has_body && t->kind == TY_ENUM) &&
		    !((type_is_sou(t) || t->kind == TY_ENUM) && it->spec->name))
			bad(l, it->span, ERR_DECL_USELESS, "the declaration declares nothing");
		return;
	}
	for (size_t i = 0; i < it->decls.n; i++) {
		struct d_type *t = it->decls.v[i];

		if (t->bad || !t->name)
			continue;
		if (it->spec->storage == DS_TYPEDEF)
			declare_typedef(l, t);
		else
			declare_var(l, t);
	}
}
