/*
 * parse.c - the items of a D program: clauses, declarations, inlines, translators, providers
 * (reference D, 1.3 to 1.8), and statements
 */
#include <ctype.h>
#include <string.h>
#include "lang/d/library.h"
#include "lang/d/parse.h"

/* ---- tokens ---- */
struct d_token d_advance(struct d_parser *p)
{
	p->prev = p->tok;
	if (p->tok.kind != T_EOF)
		p->tok = d_lex_next(&p->lex);
	return p->prev;
}

bool d_accept(struct d_parser *p, enum d_tok t)
{
	if (p->tok.kind != t)
		return false;
	d_advance(p);
	return true;
}

struct span d_since(const struct d_parser *p, struct span start)
{
	return span_join(start, p->prev.span);
}

void d_syntax(struct d_parser *p, const char *expected)
{
	struct span at = p->tok.span;

	if (p->panic)
		return;
	p->panic = true;
	if (p->tok.kind == T_BAD)
		return;		/* the lexer has said it */
	if (p->tok.kind == T_EOF)
		diag_error(p->c->diag, at, ERR_SYNTAX, "syntax error at the end: expected %s", expected);
	else
		diag_error(p->c->diag, at, ERR_SYNTAX, "syntax error near \"%.*s\": expected %s",
			   (int)(at.end - at.start), at.src->text + at.start, expected);
}

bool d_expect(struct d_parser *p, enum d_tok t, const char *what)
{
	if (p->panic)
		return false;
	if (d_accept(p, t))
		return true;
	d_syntax(p, what);
	return false;
}

bool d_deeper(struct d_parser *p)
{
	if (p->panic)
		return p->depth++, true;
	if (++p->depth <= D_DEPTH_MAX)
		return true;
	p->depth--;
	diag_error(p->c->diag, p->tok.span, ERR_LIMIT, "nested more than %d levels deep", D_DEPTH_MAX);
	p->panic = true;
	return false;
}

/* skip to behind a `;` or before a `}` of this level */
static void resync_stmt(struct d_parser *p)
{
	int level = 0;

	for (; p->tok.kind != T_EOF; d_advance(p)) {
		enum d_tok k = p->tok.kind;

		if (k == T_RBRACE && level-- == 0)
			break;
		level += k == T_LBRACE;
		if (k == T_SEMI && !level) {
			d_advance(p);
			break;
		}
	}
	p->panic = false;
}

/* ---- statements ---- */
static struct d_stmt *new_stmt(struct d_parser *p, int kind)
{
	struct d_stmt *s = arena_new_of(p->arena, struct d_stmt);

	s->kind = kind;
	s->span = p->tok.span;
	return s;
}

static struct d_stmt *parse_stmt(struct d_parser *p);

static struct d_stmt *parse_if(struct d_parser *p)
{
	struct d_stmt *s = new_stmt(p, DT_IF);

	d_advance(p);
	d_expect(p, T_LPAREN, "'(' after if");
	s->expr = d_parse_expr(p);
	d_expect(p, T_RPAREN, "')' after the condition");
	s->then = parse_stmt(p);
	if (!p->panic && d_accept(p, T_ELSE))
		s->other = parse_stmt(p);
	s->span = d_since(p, s->span);
	return s;
}

static bool is_flow_word(enum d_tok k)
{
	return k == T_FOR || k == T_WHILE || k == T_DO || k == T_SWITCH || k == T_GOTO || k == T_BREAK ||
	       k == T_CONTINUE;
}

static struct d_stmt *parse_expr_stmt(struct d_parser *p)
{
	struct d_stmt *s = new_stmt(p, DT_EXPR);

	if (is_flow_word(p->tok.kind)) {
		d_syntax(p, "a statement");
		diag_hint(p->c->diag, "D has no loops; conditions are predicates, ?: and if");
		return s;
	}
	s->expr = d_parse_expr(p);
	s->span = s->expr->span;
	if (p->tok.kind != T_RBRACE && !p->panic)
		d_expect(p, T_SEMI, "an operator or ';'");
	return s;
}

static struct d_stmt *parse_stmt(struct d_parser *p)
{
	struct d_stmt *s;

	if (!d_deeper(p))
		return new_stmt(p, DT_BLOCK);
	if (p->tok.kind == T_LBRACE)
		s = d_parse_block(p);
	else if (p->tok.kind == T_IF)
		s = parse_if(p);
	else if (d_accept(p, T_SEMI))
		s = new_stmt(p, DT_BLOCK);
	else
		s = parse_expr_stmt(p);
	p->depth--;
	return s;
}

struct d_stmt *d_parse_block(struct d_parser *p)
{
	struct d_stmt *s = new_stmt(p, DT_BLOCK);

	d_advance(p);
	while (p->tok.kind != T_RBRACE && p->tok.kind != T_EOF) {
		vec_push(p->arena, &s->list, parse_stmt(p));
		if (p->panic)
			resync_stmt(p);
	}
	d_expect(p, T_RBRACE, "'}' at the end of the clause");
	s->span = d_since(p, s->span);
	return s;
}

/* ---- clauses ---- */
struct d_item *d_new_item(struct d_parser *p, enum d_item_kind k, struct span at)
{
	struct d_item *it = arena_new_of(p->arena, struct d_item);

	it->kind = k;
	it->span = at;
	it->unit = p->unit;
	return it;
}

static void add_desc(struct d_parser *p, struct d_item *it, struct d_token t)
{
	struct d_desc d = { t.str, t.span };

	p->prev = t;
	vec_push(p->arena, &it->descs, d);
	it->span = span_join(it->span, t.span);
}

static bool more_descs(struct d_parser *p, struct d_item *it)
{
	const char *raw;

	if (p->tok.kind != T_COMMA)
		return false;

	struct d_token t = d_lex_spec(&p->lex, &raw);

	if (t.kind == T_NONE) {
		d_advance(p);
		d_syntax(p, "a probe description after ','");
		return false;
	}
	add_desc(p, it, t);
	p->tok = d_lex_next(&p->lex);
	return true;
}

void d_parse_predicate(struct d_parser *p, struct d_node **ret)
{
	p->lex.in_pred = true;
	d_advance(p);
	*ret = d_parse_expr(p);
	if (!p->panic && p->tok.kind != T_PRED_END)
		d_syntax(p, "an operator or '/' at the end of the predicate");
	p->lex.in_pred = false;
	if (!p->panic) {
		d_advance(p);
		return;
	}
	/* the body can still be read */
	while (p->tok.kind != T_LBRACE && p->tok.kind != T_EOF)
		d_advance(p);
	p->panic = false;
}

static void need_body(struct d_parser *p, struct d_item *it)
{
	if (!p->unit->is_file)
		return;		/* the default action */
	if (it->pred)
		diag_error(p->c->diag, it->span, ERR_SYNTAX,
			   "expected actions { } following probe description and predicate");
	else
		diag_error(p->c->diag, it->span, ERR_SYNTAX,
			   "expected predicate and/or actions following probe description");
	if (!it->pred && it->descs.n == 1 && !d_is_keyword(it->descs.v[0].text) && !strpbrk(it->descs.v[0].text, ":-.?*[]$\\") &&
	    (p->tok.kind == T_STAR || p->tok.kind == T_IDENT)) {
		diag_hint(p->c->diag, "if it is to be a declaration: '%s' is not the name of a type", it->descs.v[0].text);
		p->panic = true;	/* what follows is no item of its own then */
	}
}

static void parse_clause(struct d_parser *p, struct d_token first)
{
	struct d_item *it = d_new_item(p, DI_CLAUSE, first.span);

	p->lex.saw_clause = true;
	add_desc(p, it, first);
	p->tok = d_lex_next(&p->lex);
	while (more_descs(p, it))
		;
	if (p->tok.kind == T_SLASH && !p->panic)
		d_parse_predicate(p, &it->pred);
	if (p->tok.kind == T_LBRACE && !p->panic) {
		it->body = d_parse_block(p);
	} else if (!p->panic && (p->tok.kind == T_EOF || p->tok.kind == T_SEMI || p->unit->is_file)) {
		need_body(p, it);
		if (!p->panic)
			d_accept(p, T_SEMI);
	} else if (!p->panic) {
		d_syntax(p, "',' '/' or '{' after a probe description");
	}
	vec_push(p->arena, &p->ast->items, it);
}

/* ---- inline, translator, provider ---- */
static void parse_inline(struct d_parser *p)
{
	struct d_item *it = d_new_item(p, DI_INLINE, p->tok.span);

	d_advance(p);

	struct d_type *t = d_parse_declarator(p, d_parse_specs(p));

	vec_push(p->arena, &it->decls, t);
	if (!t->name)
		d_syntax(p, "the inline's name");
	else
		map_put(p->values, t->name, p);
	for (size_t i = 0; t->ops.n && i < t->ops.v[0].params.n; i++)
		if (t->ops.v[0].params.v[i]->name)
			map_put(p->values, t->ops.v[0].params.v[i]->name, p);
	d_expect(p, T_ASSIGN, "'=' and the inline's expression");
	it->value = d_parse_assign(p);
	it->span = d_since(p, it->span);
	d_expect(p, T_SEMI, "';' after the inline");
	vec_push(p->arena, &p->ast->items, it);
}

static void parse_translator(struct d_parser *p)
{
	struct d_item *it = d_new_item(p, DI_XLATOR, p->tok.span);

	d_advance(p);
	it->target = d_parse_type_name(p);
	d_expect(p, T_LT, "'<' and the type that is translated");
	it->source = d_parse_declarator(p, d_parse_specs(p));
	if (!it->source->name)
		d_syntax(p, "the name of the input");
	else
		map_put(p->values, it->source->name, p);
	d_expect(p, T_GT, "'>'");
	it->span = d_since(p, it->span);
	d_expect(p, T_LBRACE, "'{' and the members");
	while (!p->panic && p->tok.kind != T_RBRACE && p->tok.kind != T_EOF) {
		struct d_member m = { .name = p->tok.str, .span = p->tok.span };

		if (!d_expect(p, T_IDENT, "a member's name") || !d_expect(p, T_ASSIGN, "'='"))
			break;
		m.value = d_parse_assign(p);
		d_expect(p, T_SEMI, "';' after a member");
		vec_push(p->arena, &it->members, m);
	}
	d_expect(p, T_RBRACE, "'}'");
	d_expect(p, T_SEMI, "';' after the translator");
	vec_push(p->arena, &p->ast->items, it);
}

/* probe NAME ( args ) [ : ( args ) ] ; */
static void parse_provider_probe(struct d_parser *p, struct d_item *it)
{
	struct d_type *t = arena_new_of(p->arena, struct d_type);

	d_expect(p, T_PROBE, "'probe'");
	t->name = p->tok.str;
	t->name_span = t->span = p->tok.span;
	if (!d_expect(p, T_IDENT, "the probe's name"))
		return;
	do {
		struct d_dop op = { .kind = DD_FUNC, .span = p->tok.span };

		d_expect(p, T_LPAREN, "'(' and the arguments");
		if (p->panic)
			return;
		if (!d_accept(p, T_RPAREN)) {
			do {
				if (p->tok.kind == T_ELLIPSIS) {
					diag_error(p->c->diag, d_advance(p).span, ERR_DECL_PROTO_VARARGS,
						   "the number of a probe's arguments is fixed: no ...");
					break;
				}
				vec_push(p->arena, &op.params, d_parse_declarator(p, d_parse_specs(p)));
			} while (!p->panic && d_accept(p, T_COMMA));
			d_expect(p, T_RPAREN, "')'");
		}
		op.span = d_since(p, op.span);
		vec_push(p->arena, &t->ops, op);
	} while (!p->panic && d_accept(p, T_COLON));
	d_expect(p, T_SEMI, "';' after the probe");
	vec_push(p->arena, &it->decls, t);
}

void d_parse_provider(struct d_parser *p)
{
	struct d_item *it = d_new_item(p, DI_PROVIDER, p->tok.span);

	d_advance(p);
	it->name = p->tok.str;
	it->span = p->tok.span;
	if (!d_expect(p, T_IDENT, "the provider's name"))
		return;
	d_expect(p, T_LBRACE, "'{' and the probes");
	while (!p->panic && p->tok.kind != T_RBRACE && p->tok.kind != T_EOF)
		parse_provider_probe(p, it);
	d_expect(p, T_RBRACE, "'}'");
	d_expect(p, T_SEMI, "';' after the provider");
	vec_push(p->arena, &p->ast->items, it);
}

static void parse_decl_item(struct d_parser *p)
{
	struct d_item *it = d_new_item(p, DI_DECL, p->tok.span);

	d_parse_declaration(p, it);
	it->span = d_since(p, it->span);
	vec_push(p->arena, &p->ast->items, it);
}

/* ---- what a word at program level begins (1.4, "Naming ambiguity") ---- */
static bool is_always_probe(const char *s)
{
	return !strcmp(s, "BEGIN") || !strcmp(s, "END") || !strcmp(s, "ERROR");
}

static int after_word(const struct d_parser *p)	/* next byte that is no blank */
{
	size_t i = p->lex.pos;
	const struct source *s = p->lex.src;

	while (i < s->len && strchr(" \t\r\n", s->text[i]) && s->text[i])
		i++;
	return i < s->len ? s->text[i] : -1;
}

bool d_word_follows(const struct d_parser *p)
{
	int c = after_word(p);

	return c == '*' || c == '_' || (c > 0 && c < 128 && isalpha(c));
}

bool d_paren_follows(const struct d_parser *p)
{
	return after_word(p) == '(';
}

static bool begins_declaration(struct d_parser *p, const char *raw)
{
	if (strpbrk(raw, ":-.?*[]!$`") || is_always_probe(raw))
		return false;
	bool word = d_is_keyword(raw) || (d_is_userland(raw) && d_word_follows(p));

	/* program text: a word is a description, but no description is followed by a name or a * */
	if (!p->unit->is_file) {
		int c = after_word(p);

		if (!word || c < 0 || strchr(",/{;", c))
			return false;
		return true;
	}
	return word || d_is_type_name(p, arena_intern(p->arena, raw, strlen(raw)));
}

static void parse_declared(struct d_parser *p)
{
	switch ((int)p->tok.kind) {
	case T_INLINE:
		parse_inline(p);
		break;
	case T_TRANSLATOR:
		parse_translator(p);
		break;
	case T_PROVIDER:
		d_parse_provider(p);
		break;
	case T_PROBE:
		d_parse_alias(p);
		break;
	default:
		parse_decl_item(p);
	}
}

/* an item begins here; skip to the end of the broken one */
static void resync_item(struct d_parser *p)
{
	int level = 0;

	for (; p->tok.kind != T_EOF; d_advance(p)) {
		enum d_tok k = p->tok.kind;

		if (k == T_SEMI && !level)
			break;
		level += k == T_LBRACE;
		if (k == T_RBRACE && --level <= 0)
			break;
	}
	p->panic = false;
	if (p->tok.kind != T_EOF)
		p->prev = p->tok;
}

static bool parse_item(struct d_parser *p)
{
	const char *raw;
	struct d_token t = d_lex_spec(&p->lex, &raw);

	if (t.kind == T_NONE || begins_declaration(p, raw)) {
		if (t.kind != T_NONE)
			d_lex_seek(&p->lex, t.span.start);
		p->tok = d_lex_next(&p->lex);
		if (p->tok.kind == T_EOF)
			return false;
		if (p->tok.kind == T_SEMI && t.kind == T_NONE)
			return true;	/* an empty item */
		if (t.kind == T_NONE)
			d_syntax(p, "a probe description or a declaration");
		else
			parse_declared(p);
	} else {
		parse_clause(p, t);
	}
	if (p->panic) {
		resync_item(p);
		if (p->tok.kind == T_EOF)
			return false;
		d_lex_seek(&p->lex, p->tok.span.end);
		return true;
	}
	if (p->tok.kind == T_EOF)
		return false;
	/* an item has looked one token too far, and not as a description: back to its start */
	d_lex_seek(&p->lex, p->tok.kind == T_BAD ? p->tok.span.end : p->tok.span.start);
	return true;
}

bool d_parse_unit(struct d_parser *p, struct unit *u)
{
	p->unit = u;
	d_lex_init(&p->lex, p->c, u->src, p->used);
	p->lex.in_library = u->is_library;
	p->lex.described = u->is_library ? NULL : p->ast->described;
	p->tok = (struct d_token){ T_NONE, { u->src, 0, 0 } };
	p->prev = p->tok;
	p->panic = false;
	while (parse_item(p)) {
		p->depth = 0;
		if (p->c->diag->errors >= 50 || p->lex.unmet)
			break;		/* this is no D program */
	}
	return !p->lex.unmet;
}

const struct d_item *d_parse_one(struct compile *c, struct unit *u, size_t at)
{
	struct d_parser p = { .c = c, .arena = c->arena, .types = map_new(), .values = map_new(), .unit = u };

	p.used = arena_array(c->arena, unsigned char, c->nargs + 1);
	p.ast = arena_new_of(c->arena, struct d_ast);
	d_lex_init(&p.lex, c, u->src, p.used);
	p.lex.in_library = u->is_library;
	d_lex_seek(&p.lex, at);
	p.tok = p.prev = (struct d_token){ T_NONE, { u->src, 0, 0 } };
	while (!p.ast->items.n && parse_item(&p))
		;
	map_free(p.types);
	map_free(p.values);
	return p.ast->items.n ? p.ast->items.v[0] : NULL;
}

static void check_args_used(struct compile *c, const unsigned char *used)
{
	if (c->options->argref || !c->units.n)
		return;
	for (unsigned i = 0; i < c->nargs; i++) {
		if (used[i])
			continue;
		diag_error(c->diag, (struct span){ c->units.v[0].src, 0, 0 }, ERR_MACRO_UNUSED,
			   "extraneous argument '%s' ($%u is not referenced)", c->args[i], i + 1);
	}
}

void *d_parse(struct compile *c)
{
	struct d_parser p = { .c = c, .arena = c->arena, .types = map_new(), .values = map_new() };
	unsigned char *used = arena_array(c->arena, unsigned char, c->nargs + 1);
	unsigned before = c->diag->errors;

	p.ast = arena_new_of(c->arena, struct d_ast);
	p.ast->described = arena_new_of(c->arena, struct d_described);
	p.used = used;
	d_lib_read_users(&p);

	size_t theirs = p.ast->items.n;

	for (size_t i = 0; i < c->units.n; i++)
		d_parse_unit(&p, &c->units.v[i]);
	map_free(p.types);
	map_free(p.values);
	if (c->diag->errors == before)
		check_args_used(c, used);
	if (c->diag->errors == before && p.ast->items.n == theirs && !c->options->empty && c->units.n)
		diag_error(c->diag, (struct span){ c->units.v[0].src, 0, 0 }, ERR_EMPTY,
			   "the program has no clauses or declarations");
	return c->diag->errors == before ? p.ast : NULL;
}
