/*
 * parse.c - the top level of a script: globals, functions, and what comes after a mistake
 *
 * Semantics: SystemTap Language Reference, "Components of a SystemTap script".
 */
#include <string.h>
#include "lang/stap/parse.h"
#include "lang/stap/tapset.h"

static const struct tok tok_eof = { .kind = TK_EOF };

const struct tok *peek_at(const struct parser *p, size_t ahead)
{
	if (p->panic)
		return &tok_eof;
	return p->pos + ahead < p->n ? &p->t[p->pos + ahead] : &p->t[p->n - 1];
}

const struct tok *peek_tok(const struct parser *p)
{
	return peek_at(p, 0);
}

enum tok_kind peek_kind(const struct parser *p)
{
	return peek_tok(p)->kind;
}

const struct tok *take(struct parser *p)
{
	const struct tok *t = peek_tok(p);

	if (!p->panic && p->pos + 1 < p->n)
		p->pos++;
	return t;
}

bool accept(struct parser *p, enum tok_kind k)
{
	if (peek_kind(p) != k)
		return false;
	take(p);
	return true;
}

void fail_at(struct parser *p, struct span at, enum diag_tag tag, const char *message)
{
	if (!p->panic)
		diag_error(p->c->diag, at, tag, "%s", message);
	p->panic = true;
}

void complain_at(struct parser *p, struct span at, enum diag_tag tag, const char *message)
{
	if (!p->panic)
		diag_error(p->c->diag, at, tag, "%s", message);
}

void fail_peek(struct parser *p, const char *what)
{
	const struct tok *t = peek_tok(p);

	if (t->kind == TK_JUNK && t->later)
		fail_at(p, t->span, t->tag, t->later);
	if (t->kind == TK_JUNK)
		p->panic = true;	/* it was reported before */
	fail_at(p, t->span, ERR_STAP_PARSE,
		arena_printf(p->arena, "expected %s, found %s", what, tok_str(p->c, t)));
}

void fail(struct parser *p, const char *what)
{
	if (peek_kind(p) == TK_EOF && !p->panic)
		fail_at(p, peek_tok(p)->span, ERR_STAP_PARSE, "unexpected end-of-file");
	else
		fail_peek(p, what);
}

bool expect(struct parser *p, enum tok_kind k)
{
	if (accept(p, k))
		return true;
	if (!p->panic)
		fail(p, arena_printf(p->arena, "'%s'", tok_text(k)));
	return false;
}

bool enter(struct parser *p)
{
	if (++p->depth <= PARSE_DEPTH)
		return true;
	fail_at(p, peek_tok(p)->span, ERR_LIMIT, "nested too deeply");
	p->depth--;
	return false;
}

void leave(struct parser *p)
{
	p->depth--;
}

/* with its sign */
bool accept_number(struct parser *p, int64_t *ret)
{
	bool neg = peek_kind(p) == TK_MINUS && peek_at(p, 1)->kind == TK_NUM;

	if (neg)
		take(p);
	if (peek_kind(p) != TK_NUM)
		return false;
	int64_t v = take(p)->num;

	*ret = neg ? (int64_t)(0 - (uint64_t)v) : v;
	return true;
}

/* ---- globals ---- */

static struct node *literal(struct parser *p)
{
	const struct tok *t = peek_tok(p);
	struct node *n = stap_node(p, N_NUM, t->span);

	if (t->kind == TK_STR) {
		n->kind = N_STR;
		n->str = t->text;
		n->len = t->len;
		take(p);
	} else if (!accept_number(p, &n->num)) {
		fail(p, "literal string or number");
	}
	return n;
}

static void global_size(struct parser *p, struct global_decl *g)
{
	const struct tok *t = peek_at(p, 1);

	if (!accept(p, TK_LBRACKET))
		return;
	if (!accept_number(p, &g->size))
		fail(p, "number");
	else if (g->size < 1 || g->size > INT32_MAX)
		complain_at(p, t->span, ERR_LIMIT, "array size out of range");
	g->has_size = true;
	expect(p, TK_RBRACKET);
}

static void one_global(struct parser *p, bool is_private)
{
	const struct tok *t = peek_tok(p);
	struct global_decl *g = arena_new_of(p->arena, struct global_decl);

	if (t->kind != TK_IDENT || t->text[0] == '$') {
		fail(p, "identifier");
		return;
	}
	g->name = take(p)->text;
	g->span = t->span;
	g->is_private = is_private;
	for (size_t i = 0; i < p->file->globals.n; i++)
		if (p->file->globals.v[i]->name == g->name)
			complain_at(p, t->span, ERR_STAP_NAME,
				arena_printf(p->arena, "duplicate global name '%s'", g->name));
	g->wrap = accept(p, TK_MOD);
	global_size(p, g);
	if (peek_kind(p) == TK_SET) {
		if (g->has_size)
			fail(p, "no initial value for an array");
		take(p);
		g->has_init = true;
		g->init = literal(p);
	}
	if (!p->panic)
		vec_push(p->arena, &p->file->globals, g);
}

static void parse_globals(struct parser *p, bool is_private)
{
	do
		one_global(p, is_private);
	while (!p->panic && accept(p, TK_COMMA));
	accept(p, TK_SEMI);
}

/* ---- functions ---- */

static enum value_type parse_type(struct parser *p)
{
	if (accept(p, TK_LONG))
		return VT_LONG;
	if (accept(p, TK_STRING))
		return VT_STRING;
	fail(p, "'string' or 'long'");
	return VT_UNKNOWN;
}

static void parse_param(struct parser *p, struct func_decl *f)
{
	const struct tok *t = peek_tok(p);
	struct param pa = { .name = t->text, .span = t->span };

	if (t->kind != TK_IDENT || t->text[0] == '$') {
		fail(p, "identifier");
		return;
	}
	take(p);
	for (size_t i = 0; i < f->params.n; i++)
		if (f->params.v[i].name == pa.name)
			complain_at(p, pa.span, ERR_STAP_NAME,
				arena_printf(p->arena, "duplicate parameter name '%s'", pa.name));
	if (accept(p, TK_COLON))
		pa.type = parse_type(p);
	vec_push(p->arena, &f->params, pa);
}

static void func_head(struct parser *p, struct func_decl *f)
{
	const struct tok *t = peek_tok(p);

	if (t->kind != TK_IDENT || t->text[0] == '$') {
		fail(p, "identifier");
		return;
	}
	f->name = take(p)->text;
	f->span = t->span;
	if (accept(p, TK_COLON))
		f->type = parse_type(p);
	expect(p, TK_LPAREN);
	while (!p->panic && peek_kind(p) != TK_RPAREN) {	/* a last comma is let pass */
		parse_param(p, f);
		if (!accept(p, TK_COMMA))
			break;
	}
	if (peek_kind(p) != TK_RPAREN)
		fail(p, "',' or ')'");
	expect(p, TK_RPAREN);
	if (!accept(p, TK_COLON))
		return;
	t = peek_tok(p);
	if (!accept_number(p, &f->priority))
		fail(p, "number");
	else if (f->priority < 1)
		complain_at(p, t->span, ERR_STAP_PARSE, "specified priority must be > 0");
}

static void embedded_body(struct parser *p, struct func_decl *f)
{
	if (!embed_allowed(p))
		return;
	f->embedded = true;
	f->code = peek_tok(p)->text;
	f->body = embed_body(p, f, take(p));
}

static void parse_function(struct parser *p, bool is_private)
{
	struct func_decl *f = arena_new_of(p->arena, struct func_decl);

	take(p);
	f->file = p->file;
	f->is_private = is_private;
	p->in_func = true;
	func_head(p, f);
	if (peek_kind(p) == TK_EMBED)
		embedded_body(p, f);
	else
		f->body = stap_parse_block(p);
	p->in_func = false;
	if (!p->panic)
		vec_push(p->arena, &p->file->funcs, f);
}

/* ---- the file ---- */

static void parse_private(struct parser *p)
{
	take(p);
	if (peek_kind(p) == TK_FUNCTION) {
		parse_function(p, true);
	} else {
		accept(p, TK_GLOBAL);
		parse_globals(p, true);
	}
}

static void parse_item(struct parser *p)
{
	switch (peek_kind(p)) {
	case TK_PROBE:
		stap_parse_probe(p);
		break;
	case TK_GLOBAL:
		take(p);
		parse_globals(p, false);
		break;
	case TK_PRIVATE:
		parse_private(p);
		break;
	case TK_FUNCTION:
		parse_function(p, false);
		break;
	case TK_EMBED:
		if (embed_allowed(p))
			embed_outside(p, take(p));
		break;
	default:
		fail(p, "'probe', 'global', 'private', 'function', or '%{'");
	}
}

/* to the next token that begins an item; a keyword after a dot is part of a probe point */
static void resync(struct parser *p, size_t start)
{
	p->panic = false;
	p->depth = p->loops = 0;
	p->in_func = false;
	if (p->pos == start)
		take(p);
	while (peek_kind(p) != TK_EOF) {
		enum tok_kind k = peek_kind(p);
		bool after_dot = p->pos > 0 && p->t[p->pos - 1].kind == TK_DOT;

		if (!after_dot && (k == TK_PROBE || k == TK_GLOBAL || k == TK_FUNCTION || k == TK_PRIVATE ||
				   k == TK_EMBED))
			return;
		take(p);
	}
}

static void parse_tokens(struct compile *c, struct file *f, const struct toks *toks)
{
	struct parser p = { .c = c, .arena = c->arena, .file = f, .t = toks->v.v, .n = toks->v.n };

	while (peek_kind(&p) != TK_EOF) {
		size_t start = p.pos;

		parse_item(&p);
		if (p.panic)
			resync(&p, start);
	}
}

void stap_parse_into(struct compile *c, struct file *f, const struct source *src)
{
	struct toks raw = { 0 }, toks = { 0 };

	stap_lex(c, src, &raw);
	stap_preprocess(c, &raw, &toks);
	parse_tokens(c, f, &toks);
}

struct file *stap_parse_text(struct compile *c, struct source *src)
{
	struct toks raw = { 0 }, toks = { 0 };
	struct file *f = arena_new_of(c->arena, struct file);

	f->src = src;
	stap_lex(c, src, &raw);
	stap_preprocess(c, &raw, &toks);
	if (toks.v.n == 1 && !diag_failed(c->diag))
		diag_error(c->diag, (struct span){ src, 0, 0 }, ERR_EMPTY,
			   raw.v.n == 1 ? "Input file '%s' is empty." :
			   "Input file '%s' is empty after preprocessing.", src->name);
	parse_tokens(c, f, &toks);
	embed_end(c, f);
	return f;
}

void *stap_parse(struct compile *c)
{
	struct ast *ast = arena_new_of(c->arena, struct ast);

	tapset_open(c);
	for (size_t i = 0; i < c->units.n; i++) {
		struct file *f = stap_parse_text(c, c->units.v[i].src);

		vec_push(c->arena, &ast->files, f);
	}
	return diag_failed(c->diag) ? NULL : ast;
}
