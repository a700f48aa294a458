/*
 * parse_alias.c - probes that a library script defines (docs/d-libraries.md)
 *
 *	probe PROV:MOD:FUNC:NAME ( TYPE, ... )
 *		= POINT, ... / PREDICATE / { args[0] = E; arg1 = E; }
 *		| POINT ...
 *		with POINT, ... | POINT ... / PREDICATE / { ... }
 *		after { ... }
 *		;
 */
#include <string.h>
#include "lang/d/parse.h"

/* a description behind the token that is looked at; the next token is looked at then */
static bool parse_desc(struct d_parser *p, struct d_desc *ret)
{
	const char *raw;
	struct d_token t;

	if (p->panic)
		return false;
	t = d_lex_spec(&p->lex, &raw);
	p->prev = t;
	p->tok = d_lex_next(&p->lex);
	*ret = (struct d_desc){ t.str, t.span };
	if (t.kind == T_NONE)
		d_syntax(p, "a probe description");
	return t.kind != T_NONE;
}

static void parse_points(struct d_parser *p, struct d_way *w)
{
	struct d_desc d;

	do {
		if (parse_desc(p, &d))
			vec_push(p->arena, &w->points, d);
	} while (!p->panic && p->tok.kind == T_COMMA);
}

static bool is_word(const struct d_parser *p, const char *word)
{
	return p->tok.kind == T_IDENT && !strcmp(p->tok.str, word);
}

static void parse_sets(struct d_parser *p, struct d_way *w)
{
	w->has_block = true;
	d_advance(p);
	while (!p->panic && p->tok.kind != T_RBRACE && p->tok.kind != T_EOF) {
		struct d_node *n = d_parse_assign(p);

		if (!p->panic && (n->kind != DN_ASSIGN || n->has_op ||
				  (n->a->kind != DN_IDENT && (n->a->kind != DN_INDEX || n->a->a->kind != DN_IDENT))))
			diag_error(p->c->diag, n->span, ERR_SYNTAX, "args[N] = or argN = is expected here");
		else
			vec_push(p->arena, &w->sets, n);
		d_expect(p, T_SEMI, "';' after an argument");
	}
	d_expect(p, T_RBRACE, "'}' after the arguments");
}

/* points, predicate and arguments behind = or | */
static void parse_way(struct d_parser *p, struct d_item *it)
{
	struct d_way w = { 0 };

	parse_points(p, &w);
	if (p->tok.kind == T_SLASH && !p->panic)
		d_parse_predicate(p, &w.pred);
	if (p->tok.kind == T_LBRACE && !p->panic)
		parse_sets(p, &w);
	vec_push(p->arena, &it->ways, w);
}

static void parse_helper(struct d_parser *p, struct d_item *it)
{
	struct d_item *h = d_new_item(p, DI_CLAUSE, p->tok.span);

	do {
		struct d_way w = { 0 };

		parse_points(p, &w);
		vec_push(p->arena, &h->ways, w);
	} while (!p->panic && p->tok.kind == T_OR);
	if (p->tok.kind == T_SLASH && !p->panic)
		d_parse_predicate(p, &h->pred);
	h->span = d_since(p, h->span);
	if (p->tok.kind == T_LBRACE && !p->panic)
		h->body = d_parse_block(p);
	else
		d_syntax(p, "'{' and what the helper does");
	vec_push(p->arena, &it->helpers, h);
}

static bool set_names(struct d_parser *p, struct d_item *it, const char *text)
{
	const char **const fields[] = { &it->prov, &it->mod, &it->func, &it->name };
	size_t n = 0;

	for (const char *s = text; n < 4; s += strcspn(s, ":") + 1) {
		*fields[n++] = arena_intern(p->arena, s, strcspn(s, ":"));
		if (!s[strcspn(s, ":")])
			break;
	}
	return n == 4 && !strchr(it->name, ':');
}

void d_parse_alias(struct d_parser *p)
{
	struct d_item *it = d_new_item(p, DI_ALIAS, p->tok.span);
	struct d_desc name;

	if (!p->unit->is_library) {
		d_syntax(p, "a clause or a declaration");
		diag_hint(p->c->diag, "only library scripts (-L) define probes");
		return;
	}
	if (!parse_desc(p, &name))
		return;
	it->span = d_since(p, it->span);
	if (!set_names(p, it, name.text))
		diag_error(p->c->diag, name.span, ERR_PDESC_INVAL, "a probe is defined by all its four fields");
	if (d_accept(p, T_LPAREN) && !d_accept(p, T_RPAREN)) {
		p->any_type = true;
		do {
			vec_push(p->arena, &it->decls, d_parse_declarator(p, d_parse_specs(p)));
		} while (!p->panic && d_accept(p, T_COMMA));
		p->any_type = false;
		d_expect(p, T_RPAREN, "')' after the types of the arguments");
	}
	if (p->tok.kind != T_ASSIGN)
		d_syntax(p, "'=' and a probe description");
	while (!p->panic && (p->tok.kind == T_ASSIGN || p->tok.kind == T_OR))
		parse_way(p, it);
	while (!p->panic && is_word(p, "with"))
		parse_helper(p, it);
	if (!p->panic && is_word(p, "after")) {
		d_advance(p);
		if (p->tok.kind == T_LBRACE)
			it->after = d_parse_block(p);
		else
			d_syntax(p, "'{' after 'after'");
	}
	d_expect(p, T_SEMI, "';' after the probe");
	if (!p->panic)
		vec_push(p->arena, &p->ast->items, it);
}
