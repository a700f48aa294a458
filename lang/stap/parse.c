/*
 * parse.c - the top level of a script: probes and aliases, globals, functions
 *
 * Braces in probe points (vm.{kfree,kmalloc}) are multiplied out here; wildcards are the resolver's.
 * Semantics: SystemTap Language Reference, "Components of a SystemTap script", "Probe points".
 */
#include <string.h>
#include "lang/stap/parse.h"
#include "lang/stap/tapset.h"

#define MAX_POINTS 4000		/* of one declaration, after braces */

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

	if (t->kind == TK_JUNK)
		p->panic = true;	/* the lexer has reported it */
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

/* ---- probe points ---- */

typedef VEC(struct point *) point_vec;

static void parse_points(struct parser *p, point_vec *out, bool braces);

static bool adjacent(const struct tok *a, const struct tok *b)
{
	return a->span.src == b->span.src && a->span.end == b->span.start;
}

static bool is_word(const struct tok *t, bool first)
{
	return (t->kind == TK_IDENT && t->text[0] != '$') || t->kind == TK_MUL ||
	       tok_is_keyword(t->kind) || (!first && t->kind == TK_NUM);
}

/* op*, *64, **: the lexer's tokens that touch each other */
static const char *comp_word(struct parser *p, struct span *at)
{
	struct buf b = BUF_INIT;
	const struct tok *last = NULL;

	*at = peek_tok(p)->span;
	while (is_word(peek_tok(p), !last) && (!last || adjacent(last, peek_tok(p)))) {
		last = take(p);
		buf_puts(&b, last->text ? last->text : tok_text(last->kind));
		*at = span_join(*at, last->span);
	}
	const char *s = arena_intern(p->arena, buf_str(&b), b.len);

	buf_fini(&b);
	if (!last)
		fail_peek(p, "identifier or '*' or '{'");
	return s;
}

static void comp_arg(struct parser *p, struct point_comp *comp)
{
	if (!accept(p, TK_LPAREN))
		return;
	if (peek_kind(p) == TK_STR) {
		comp->arg = PA_STR;
		comp->str = take(p)->text;
	} else if (accept_number(p, &comp->num)) {
		comp->arg = PA_NUM;
	} else {
		fail(p, "literal string or number");
	}
	expect(p, TK_RPAREN);
	if (peek_kind(p) == TK_LPAREN)
		fail(p, "one argument of a probe point component");
}

static struct point *point_copy(struct parser *p, const struct point *from)
{
	struct point *pt = arena_new_of(p->arena, struct point);

	*pt = *from;
	memset(&pt->comps, 0, sizeof(pt->comps));
	for (size_t i = 0; i < from->comps.n; i++)
		vec_push(p->arena, &pt->comps, from->comps.v[i]);
	return pt;
}

/* every point so far, continued by every one of the group */
static void multiply(struct parser *p, point_vec *heads, const point_vec *group)
{
	point_vec out = { 0 };

	if (heads->n * group->n > MAX_POINTS) {
		fail_at(p, peek_tok(p)->span, ERR_LIMIT, "braces make too many probe points");
		return;
	}
	for (size_t i = 0; i < heads->n; i++)
		for (size_t k = 0; k < group->n; k++) {
			struct point *pt = point_copy(p, heads->v[i]);
			const struct point *tail = group->v[k];

			for (size_t m = 0; m < tail->comps.n; m++)
				vec_push(p->arena, &pt->comps, tail->comps.v[m]);
			pt->optional |= tail->optional;
			pt->sufficient |= tail->sufficient;
			vec_push(p->arena, &out, pt);
		}
	*heads = out;
}

static void point_comps(struct parser *p, point_vec *heads)
{
	do {
		if (accept(p, TK_LBRACE)) {
			point_vec group = { 0 };

			if (!enter(p))
				return;
			parse_points(p, &group, true);
			leave(p);
			expect(p, TK_RBRACE);
			for (size_t i = 0; i < group.n && peek_kind(p) == TK_DOT; i++)
				if (group.v[i]->optional || group.v[i]->sufficient || group.v[i]->cond)
					fail(p, "'?', '!' and 'if' at the end of a probe point");
			multiply(p, heads, &group);
			continue;
		}
		struct point_comp comp = { 0 };

		comp.name = comp_word(p, &comp.span);
		comp_arg(p, &comp);
		for (size_t i = 0; i < heads->n; i++)
			vec_push(p->arena, &heads->v[i]->comps, comp);
	} while (!p->panic && accept(p, TK_DOT));
}

static void parse_point(struct parser *p, point_vec *out, bool braces)
{
	point_vec heads = { 0 };
	struct point *first = arena_new_of(p->arena, struct point);
	struct node *cond = NULL;
	bool optional = false, sufficient = false;

	first->span = peek_tok(p)->span;
	vec_push(p->arena, &heads, first);
	point_comps(p, &heads);
	struct span end = p->pos > 0 ? p->t[p->pos - 1].span : first->span;

	if (accept(p, TK_QUESTION))
		optional = true;
	else if (accept(p, TK_NOT))
		sufficient = true;
	if (!braces && accept(p, TK_IF)) {
		expect(p, TK_LPAREN);
		cond = stap_parse_expr(p);
		expect(p, TK_RPAREN);
		if (peek_kind(p) == TK_DOT)
			fail(p, "a condition at the end of a probe point");
	}
	for (size_t i = 0; i < heads.n; i++) {
		struct point *pt = heads.v[i];

		if (pt->span.src == end.src && end.end > pt->span.end)
			pt->span.end = end.end;
		pt->optional |= optional;
		pt->sufficient |= sufficient;
		pt->cond = cond;
		vec_push(p->arena, out, pt);
	}
	if (out->n > MAX_POINTS)
		fail_at(p, first->span, ERR_LIMIT, "too many probe points in one declaration");
}

static void parse_points(struct parser *p, point_vec *out, bool braces)
{
	do
		parse_point(p, out, braces);
	while (!p->panic && accept(p, TK_COMMA));
}

static void check_alias_name(struct parser *p, const struct point *pt)
{
	for (size_t i = 0; i < pt->comps.n; i++) {
		const struct point_comp *comp = &pt->comps.v[i];

		if (comp->arg != PA_NONE)
			complain_at(p, comp->span, ERR_STAP_PARSE, arena_printf(p->arena,
				"alias component %s contains illegal parameter", comp->name));
		else if (strchr(comp->name, '*'))
			complain_at(p, comp->span, ERR_STAP_PARSE, "wildcard not allowed in the name of an alias");
	}
	if (pt->optional || pt->sufficient || pt->cond)
		complain_at(p, pt->span, ERR_STAP_PARSE, "'?', '!' and 'if' not allowed in the name of an alias");
}

/* the points just read are an alias's name: = or += is next */
static bool alias_name(struct parser *p, struct probe_decl *d, bool *epilogue)
{
	if (peek_kind(p) != TK_SET && peek_kind(p) != TK_ADD_SET)
		return false;
	*epilogue = take(p)->kind == TK_ADD_SET;
	for (size_t i = 0; i < d->points.n; i++) {
		check_alias_name(p, d->points.v[i]);
		vec_push(p->arena, &d->names, d->points.v[i]);
	}
	d->points.n = 0;
	return true;
}

static void parse_probe(struct parser *p)
{
	struct probe_decl *d = arena_new_of(p->arena, struct probe_decl);
	point_vec points = { 0 };
	bool epilogue = false, is_alias = false;

	d->file = p->file;
	d->span = take(p)->span;
	p->in_func = false;
	do {
		points.n = 0;
		parse_points(p, &points, false);
		d->points.n = 0;
		for (size_t i = 0; i < points.n; i++)
			vec_push(p->arena, &d->points, points.v[i]);
		if (!alias_name(p, d, &epilogue))
			break;
		is_alias = true;
	} while (!p->panic);
	if (peek_kind(p) != TK_LBRACE)
		fail_peek(p, is_alias ? "one of ', {'" : "one of ', { } = +='");
	struct snode *body = stap_parse_block(p);

	if (epilogue)
		d->epilogue = body;
	else
		d->body = body;
	if (is_alias && !epilogue && accept(p, TK_COMMA))
		d->epilogue = stap_parse_block(p);
	if (p->panic)
		return;
	if (is_alias)
		vec_push(p->arena, &p->file->aliases, d);
	else
		vec_push(p->arena, &p->file->probes, d);
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
	if (peek_kind(p) != TK_RPAREN)
		do
			parse_param(p, f);
		while (!p->panic && accept(p, TK_COMMA));
	if (peek_kind(p) != TK_RPAREN)
		fail(p, "',' or ')'");
	expect(p, TK_RPAREN);
	if (accept(p, TK_COLON) && !accept_number(p, &f->priority))
		fail(p, "number");
}

static void embedded_body(struct parser *p, struct func_decl *f)
{
	const struct tok *t = peek_tok(p);

	f->body = p->c->guru ? embed_body(p, f, t) : NULL;
	f->embedded = true;
	if (f->body)
		take(p);
	else
		embed_refuse(p);
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
		parse_probe(p);
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
		if (p->c->guru && embed_is_prelude(peek_tok(p)))
			take(p);
		else
			embed_refuse(p);
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

		if (!after_dot && (k == TK_PROBE || k == TK_GLOBAL || k == TK_FUNCTION || k == TK_PRIVATE))
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
