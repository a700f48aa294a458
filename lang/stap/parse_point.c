/*
 * parse_point.c - probe points, probes and aliases
 *
 * Braces in probe points (vm.{kfree,kmalloc}) are multiplied out here; wildcards are the resolver's.
 * Semantics: SystemTap Language Reference, "Components of a SystemTap script", "Probe points".
 */
#include <string.h>
#include "lang/stap/parse.h"
#include "lang/stap/tapset.h"

#define MAX_POINTS 4000		/* of one declaration, after braces */

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
	bool is_signed = peek_kind(p) == TK_MINUS;
	const struct tok *number = peek_at(p, is_signed);

	if (peek_kind(p) == TK_STR) {
		comp->arg = PA_STR;
		comp->str = take(p)->text;
	} else if (accept_number(p, &comp->num)) {
		comp->arg = PA_NUM;
		comp->is_hex = (comp->num < 0 && !is_signed) || (number->text && !strncasecmp(number->text, "0x", 2));
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

/* its components are looked at when aliases are: stap_check_aliases() */
static void check_alias_name(struct parser *p, const struct point *pt)
{
	if (pt->optional || pt->sufficient)
		complain_at(p, pt->span, ERR_STAP_PARSE, "probe point alias name cannot be optional nor sufficient");
	else if (pt->cond)
		complain_at(p, pt->span, ERR_STAP_PARSE, "probe point alias name cannot have a condition");
}

/* the point just read is an alias's name: = or += is next */
static bool alias_name(struct parser *p, struct probe_decl *d, bool *epilogue)
{
	if (d->points.n != 1 || (peek_kind(p) != TK_SET && peek_kind(p) != TK_ADD_SET))
		return false;
	*epilogue = take(p)->kind == TK_ADD_SET;
	check_alias_name(p, d->points.v[0]);
	vec_push(p->arena, &d->names, d->points.v[0]);
	d->points.n = 0;
	return true;
}

void stap_parse_probe(struct parser *p)
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
		fail_peek(p, is_alias || points.n > 1 ? "one of ', {'" : "one of ', { } = +='");
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
