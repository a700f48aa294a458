/*
 * parse_decl.c - syntax of declarations and type names (reference D, 1.5; C17 6.7)
 *
 * Only the syntax: decl.c makes types of it. The parser needs to know which names are types.
 */
#include <string.h>
#include "lang/builtin/builtin.h"
#include "lang/d/library.h"
#include "lang/d/parse.h"
#include "lang/d/target.h"
#include "lang/probe.h"

static const struct { const char *name; const struct type *type; } typedefs[] = {
	{ "int8_t", &type_int8 }, { "int16_t", &type_int16 }, { "int32_t", &type_int32 },
	{ "int64_t", &type_int64 }, { "uint8_t", &type_uint8 }, { "uint16_t", &type_uint16 },
	{ "uint32_t", &type_uint32 }, { "uint64_t", &type_uint64 }, { "uchar_t", &type_uint8 },
	{ "ushort_t", &type_uint16 }, { "uint_t", &type_uint32 }, { "ulong_t", &type_uint64 },
	{ "u_longlong_t", &type_ullong }, { "longlong_t", &type_llong }, { "intptr_t", &type_int64 },
	{ "uintptr_t", &type_uint64 }, { "ptrdiff_t", &type_int64 }, { "size_t", &type_uint64 },
	{ "ssize_t", &type_int64 }, { "id_t", &type_int32 }, { "pid_t", &type_int32 },
	{ "dev_t", &type_uint32 }, { "uid_t", &type_uint32 }, { "gid_t", &type_uint32 },
	{ "time_t", &type_int64 }, { "caddr_t", &type_uint64 }, { "hrtime_t", &type_int64 },
	{ "processorid_t", &type_int32 }, { "psetid_t", &type_int32 }, { "chipid_t", &type_int32 },
	{ "lgrp_id_t", &type_int32 }, { "zoneid_t", &type_int32 }, { "taskid_t", &type_int32 },
	{ "dprojid_t", &type_int32 }, { "poolid_t", &type_int32 }, { "netstackid_t", &type_int32 },
	{ "ipaddr_t", &type_uint32 },
};

const struct type *d_builtin_typedef(const char *name)
{
	for (size_t i = 0; i < sizeof(typedefs) / sizeof(typedefs[0]); i++)
		if (!strcmp(typedefs[i].name, name))
			return typedefs[i].type;
	return NULL;
}

static struct d_scope scope_of(const struct d_token *t)
{
	return (struct d_scope){ .mod = t->mod, .user = t->mod && t->num };
}

bool d_is_type_name(struct d_parser *p, const char *name)
{
	struct world *w = p->c->world;
	struct type_source *k = w->kernel;

	if (map_get(p->types, name))
		return true;
	if (map_get(p->values, name))
		return false;
	if (d_builtin_typedef(name) || d_lib_find(w, LIB_TYPE, name) || (k && k->find && k->find(k, TY_TYPEDEF, name)))
		return true;
	/* the debug info of the target is read for names that nobody else has */
	return w->target && !builtin_find(LANG_D, name, -1) && !d_lib_find(w, LIB_NAME, name) &&
	       d_target_type(w, NULL, TY_TYPEDEF, name);
}

/* mod`name */
static bool is_scoped_type(struct d_parser *p, const struct d_token *t)
{
	struct world *w = p->c->world;
	struct d_scope s = scope_of(t);

	if (!d_target_scope(w, &s) && w->kernel && w->kernel->find && w->kernel->find(w->kernel, TY_TYPEDEF, t->str))
		return true;
	return d_target_type(w, &s, TY_TYPEDEF, t->str);
}

bool d_is_userland(const char *word)
{
	return !strcmp(word, "userland");
}

/* userland struct cfg *p */
static bool is_userland(const struct d_parser *p)
{
	return p->tok.kind == T_IDENT && d_is_userland(p->tok.str) && d_word_follows(p);
}

bool d_starts_type(struct d_parser *p)
{
	switch ((int)p->tok.kind) {
	case T_VOID: case T_CHAR: case T_SHORT: case T_KINT: case T_LONG: case T_FLOAT: case T_DOUBLE:
	case T_SIGNED: case T_UNSIGNED: case T_STRING: case T_STRUCT: case T_UNION: case T_ENUM:
	case T_CONST: case T_VOLATILE: case T_RESTRICT:
		return true;
	case T_IDENT:
		return p->any_type || is_userland(p) || d_is_type_name(p, p->tok.str);
	case T_SYM:
		return p->any_type || is_scoped_type(p, &p->tok);
	default:
		return false;
	}
}

static void bad_combination(struct d_parser *p, const char *what)
{
	diag_error(p->c->diag, p->tok.span, ERR_DECL_COMBO, "%s in one declaration", what);
}

static void set_base(struct d_parser *p, struct d_spec *s, enum d_base b)
{
	if (s->base != DB_NONE)
		bad_combination(p, "two types");
	s->base = b;
}

/* to the end of a broken member: the others are fine, and the struct ends where it ends */
static void resync_member(struct d_parser *p)
{
	for (int level = 0; p->tok.kind != T_EOF; d_advance(p)) {
		if (!level && (p->tok.kind == T_SEMI || p->tok.kind == T_RBRACE))
			break;
		level += (p->tok.kind == T_LBRACE) - (p->tok.kind == T_RBRACE);
	}
	p->panic = p->tok.kind == T_EOF;
	d_accept(p, T_SEMI);
}

static void parse_members(struct d_parser *p, struct d_spec *s)
{
	while (!p->panic && p->tok.kind != T_RBRACE && p->tok.kind != T_EOF) {
		struct d_spec *spec = d_parse_specs(p);

		if (spec->storage != DS_NONE)
			diag_error(p->c->diag, spec->span, ERR_DECL_PARMCLASS,
				   "a member has no storage class");
		if (p->tok.kind == T_SEMI) {	/* struct { ... }; without a name */
			struct d_type *t = arena_new_of(p->arena, struct d_type);

			t->span = spec->span;
			t->spec = spec;
			vec_push(p->arena, &s->members, t);
		} else {
			do {
				struct d_type *t = d_parse_declarator(p, spec);

				if (d_accept(p, T_COLON))
					t->bits = d_parse_cond(p);
				vec_push(p->arena, &s->members, t);
			} while (!p->panic && d_accept(p, T_COMMA));
		}
		d_expect(p, T_SEMI, "';' after a member");
		if (p->panic)
			resync_member(p);
	}
	d_expect(p, T_RBRACE, "'}' at the end of the members");
}

static void parse_enumerators(struct d_parser *p, struct d_spec *s)
{
	s->in_header = p->lex.in_header;
	do {
		struct d_enumerator e = { .name = p->tok.str, .span = p->tok.span };

		if (p->tok.kind == T_RBRACE)
			break;		/* a comma may stand at the end */
		if (!d_expect(p, T_IDENT, "an enumerator's name"))
			return;
		if (d_accept(p, T_ASSIGN))
			e.value = d_parse_cond(p);
		vec_push(p->arena, &s->enumerators, e);
	} while (!p->panic && d_accept(p, T_COMMA));
	d_expect(p, T_RBRACE, "'}' at the end of the enumerators");
}

static void parse_tagged(struct d_parser *p, struct d_spec *s)
{
	enum d_tok k = p->tok.kind;

	s->scope = scope_of(&p->tok);
	set_base(p, s, k == T_STRUCT ? DB_STRUCT : k == T_UNION ? DB_UNION : DB_ENUM);
	d_advance(p);
	if (p->tok.kind == T_IDENT || p->tok.kind == T_SYM) {
		s->name = p->tok.str;
		if (p->tok.mod)
			s->scope = scope_of(&p->tok);
		d_advance(p);
	}
	if (!d_accept(p, T_LBRACE)) {
		if (!s->name)
			d_syntax(p, "a tag or '{'");
		return;
	}
	s->has_body = true;
	if (!d_deeper(p))
		return;
	if (p->tok.kind == T_RBRACE && !p->lex.in_header)
		d_syntax(p, k == T_ENUM ? "an enumerator's name" : "a member");
	if (k == T_ENUM)
		parse_enumerators(p, s);
	else
		parse_members(p, s);
	p->depth--;
}

static void set_storage(struct d_parser *p, struct d_spec *s, enum d_storage st)
{
	if (s->storage != DS_NONE)
		diag_error(p->c->diag, p->tok.span, ERR_DECL_CLASS, "two storage classes in one declaration");
	if (p->in_params)
		diag_error(p->c->diag, p->tok.span, ERR_DECL_PARMCLASS, "a parameter has no storage class");
	else if (st == DS_BAD)
		diag_error(p->c->diag, p->tok.span, ERR_DECL_BADCLASS, "storage class %s has no meaning in D",
			   d_tok_text(p->tok.kind));
	s->storage = st;
}

/* long, unsigned: an int without the word */
static bool spec_is_int(const struct d_spec *s)
{
	return s->nlong || s->is_short || s->is_signed || s->is_unsigned;
}

/* one specifier; false: this token is none */
static bool parse_spec(struct d_parser *p, struct d_spec *s)
{
	switch ((int)p->tok.kind) {
	case T_CONST: case T_VOLATILE: case T_RESTRICT: break;
	case T_TYPEDEF: set_storage(p, s, DS_TYPEDEF); break;
	case T_EXTERN: set_storage(p, s, DS_EXTERN); break;
	case T_SELF: set_storage(p, s, DS_SELF); break;
	case T_THIS: set_storage(p, s, DS_THIS); break;
	case T_AUTO: case T_STATIC: set_storage(p, s, DS_BAD); break;
	case T_REGISTER:	/* C has it for parameters, where it says nothing */
		if (!p->in_params)
			set_storage(p, s, DS_BAD);
		break;
	case T_VOID: set_base(p, s, DB_VOID); break;
	case T_CHAR: set_base(p, s, DB_CHAR); break;
	case T_KINT: set_base(p, s, DB_INT); break;
	case T_FLOAT: set_base(p, s, DB_FLOAT); break;
	case T_DOUBLE: set_base(p, s, DB_DOUBLE); break;
	case T_STRING: set_base(p, s, DB_STRING); break;
	case T_SHORT: s->is_short = true; break;
	case T_LONG: s->nlong++; break;
	case T_SIGNED: s->is_signed = true; break;
	case T_UNSIGNED: s->is_unsigned = true; break;
	case T_STRUCT: case T_UNION: case T_ENUM:
		parse_tagged(p, s);
		return true;
	case T_IDENT: case T_SYM:
		if (is_userland(p)) {
			s->userland = true;
			break;
		}
		if (s->base != DB_NONE || !d_starts_type(p) || (spec_is_int(s) && !d_word_follows(p)))
			return false;
		s->base = DB_NAME;
		s->name = p->tok.str;
		s->scope = scope_of(&p->tok);
		break;
	default:
		return false;
	}
	d_advance(p);
	return true;
}

/* self vnode_t *v: no name of a variable, for one follows */
static void unknown_type(struct d_parser *p)
{
	struct span at = p->tok.span;

	diag_error(p->c->diag, at, ERR_SYNTAX, "syntax error near \"%s\": it is not the name of a type", p->tok.str);
	diag_hint(p->c->diag, "the kernel has none of this name; another system's may");
	p->panic = true;
}

struct d_spec *d_parse_specs(struct d_parser *p)
{
	struct d_spec *s = arena_new_of(p->arena, struct d_spec);
	struct span start = p->tok.span;
	bool any = false;

	while (!p->panic && parse_spec(p, s))
		any = true;
	s->span = any ? d_since(p, start) : start;
	if (!p->panic && p->tok.kind == T_IDENT && s->base == DB_NONE && !spec_is_int(s) && (!any || d_word_follows(p)))
		unknown_type(p);
	else if (!any)
		d_syntax(p, "a type");
	return s;
}

/* int f(a, b): parameters that are names only */
static void old_style(struct d_parser *p)
{
	diag_error(p->c->diag, p->tok.span, ERR_DECL_IDENT, "a parameter has a type, which '%s' is not", p->tok.str);
	p->panic = true;
}

static struct d_type *parse_param(struct d_parser *p)
{
	bool was = p->in_params;
	struct d_spec *spec;

	if (p->tok.kind == T_IDENT && !d_starts_type(p) && !d_word_follows(p))
		old_style(p);
	p->in_params = true;
	spec = d_parse_specs(p);
	p->in_params = was;
	return d_parse_declarator(p, spec);
}

static void parse_params(struct d_parser *p, struct d_dop *op)
{
	if (d_accept(p, T_RPAREN))
		return;
	do {
		if (d_accept(p, T_ELLIPSIS)) {
			op->varargs = true;
			break;
		}
		vec_push(p->arena, &op->params, parse_param(p));
	} while (!p->panic && d_accept(p, T_COMMA));
	d_expect(p, T_RPAREN, "')' after the parameters");
}

/* [10], [], [int, string] */
static bool starts_key(const struct d_parser *p)
{
	switch ((int)p->tok.kind) {
	case T_AUTO: case T_REGISTER: case T_STATIC: case T_EXTERN: case T_TYPEDEF:
		return true;	/* and is an error */
	case T_SELF: case T_THIS:
		return d_word_follows(p);
	default:
		return p->tok.kind == T_ELLIPSIS;
	}
}

static void parse_brackets(struct d_parser *p, struct d_dop *op)
{
	op->kind = DD_ARRAY;
	if (d_starts_type(p) || starts_key(p)) {
		op->kind = DD_ASSOC;
		do {
			if (p->tok.kind == T_ELLIPSIS) {
				diag_error(p->c->diag, d_advance(p).span, ERR_DECL_PROTO_VARARGS,
					   "the number of an array's keys is fixed: no ...");
				break;
			}
			vec_push(p->arena, &op->params, parse_param(p));
		} while (!p->panic && d_accept(p, T_COMMA));
	} else if (p->tok.kind != T_RBRACK) {
		op->dim = d_parse_cond(p);
	}
	d_expect(p, T_RBRACK, "']'");
}

static void parse_declarator_ops(struct d_parser *p, struct d_type *t)
{
	struct d_dop ptr = { .kind = DD_PTR, .span = p->tok.span };
	unsigned nptr = 0;

	if (!d_deeper(p))
		return;
	while (p->tok.kind == T_STAR || (p->tok.kind >= T_AUTO && (p->tok.kind == T_CONST ||
	       p->tok.kind == T_VOLATILE || p->tok.kind == T_RESTRICT)))
		nptr += d_advance(p).kind == T_STAR;
	if (nptr > 32) {
		d_syntax(p, "fewer than 32 levels of pointers");
		nptr = 0;
	}
	if (p->tok.kind == T_LPAREN) {
		struct d_dop op = { .kind = DD_FUNC, .span = d_advance(p).span };

		if (p->tok.kind == T_RPAREN || d_starts_type(p)) {
			parse_params(p, &op);	/* of an abstract function */
			vec_push(p->arena, &t->ops, op);
		} else {
			parse_declarator_ops(p, t);
			d_expect(p, T_RPAREN, "')'");
		}
	} else if (p->tok.kind == T_IDENT) {
		t->name = p->tok.str;
		t->name_span = d_advance(p).span;
	} else if (p->tok.kind == T_SYM) {
		diag_error(p->c->diag, p->tok.span, ERR_DECL_SCOPE, "a name that is declared has no ` scope");
		t->bad = true;
		t->name = p->tok.str;
		t->name_span = d_advance(p).span;
	}
	while (!p->panic && (p->tok.kind == T_LBRACK || p->tok.kind == T_LPAREN)) {
		struct d_dop op = { .kind = DD_FUNC, .span = p->tok.span };

		if (d_advance(p).kind == T_LPAREN)
			parse_params(p, &op);
		else
			parse_brackets(p, &op);
		op.span = d_since(p, op.span);
		vec_push(p->arena, &t->ops, op);
	}
	for (unsigned i = 0; i < nptr; i++)
		vec_push(p->arena, &t->ops, ptr);
	p->depth--;
}

struct d_type *d_parse_declarator(struct d_parser *p, struct d_spec *spec)
{
	struct d_type *t = arena_new_of(p->arena, struct d_type);

	t->spec = spec;
	parse_declarator_ops(p, t);
	t->span = d_since(p, spec->span);
	return t;
}

struct d_type *d_parse_type_name(struct d_parser *p)
{
	struct d_type *t = d_parse_declarator(p, d_parse_specs(p));

	if (t->spec->storage != DS_NONE && !p->panic)
		diag_error(p->c->diag, t->span, ERR_DECL_CLASS, "a type name has no storage class");
	if (t->name && !p->panic) {
		diag_error(p->c->diag, t->name_span, ERR_SYNTAX, "syntax error near \"%s\": a type has no name here",
			   t->name);
		p->panic = true;
	}
	return t;
}

void d_parse_declaration(struct d_parser *p, struct d_item *item)
{
	item->kind = DI_DECL;
	item->spec = d_parse_specs(p);
	if (p->panic || d_accept(p, T_SEMI))
		return;
	do {
		struct d_type *t = d_parse_declarator(p, item->spec);

		if (!t->name && !p->panic)
			d_syntax(p, "the name that is declared");
		else if (t->name && item->spec->storage == DS_TYPEDEF)
			map_put(p->types, t->name, p);
		else if (t->name)
			map_put(p->values, t->name, p);
		vec_push(p->arena, &item->decls, t);
	} while (!p->panic && d_accept(p, T_COMMA));
	if (p->tok.kind == T_ASSIGN && !p->panic) {
		d_syntax(p, "';'");
		diag_hint(p->c->diag, "a declaration has no initial value; assign in a BEGIN clause");
	}
	d_expect(p, T_SEMI, "';' after the declaration");
}
