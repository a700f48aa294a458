/*
 * parse_stmt.c - statements, and the @operators
 *
 * Semantics: SystemTap Language Reference, "Statement types". A semicolon after a simple statement
 * is optional.
 */
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/stap/parse.h"

static struct snode *parse_stmt(struct parser *p);

static struct snode *snode_new(struct parser *p, enum snode_kind k, struct span at)
{
	struct snode *s = arena_new_of(p->arena, struct snode);

	s->kind = k;
	s->span = at;
	return s;
}

/* ---- @operators: extractors, histograms, casts and the rest ---- */

/* operators that are not extractors; how many arguments they take */
static const struct at_row {
	const char *name;
	enum node_kind kind;
	unsigned min, max;
	bool guru;
	unsigned strings;	/* bit i: argument i has to be a literal string that is not empty */
} at_rows[] = {
	{ "cast", N_CAST, 2, 3, false, 6 },
	{ "const", N_AT, 1, 1, true, 1 },
	{ "defined", N_AT, 1, 1, false, 0 },
	{ "entry", N_AT, 1, 1, false, 0 },
	{ "enum", N_AT, 1, 1, false, 1 },
	{ "enumname", N_AT, 1, 3, false, 6 },
	{ "kderef", N_AT, 2, 2, true, 0 },
	{ "kregister", N_AT, 1, 1, true, 0 },
	{ "perf", N_AT, 1, 1, false, 1 },
	{ "probewrite", N_AT, 1, 1, false, 0 },
	{ "uderef", N_AT, 2, 2, false, 0 },
	{ "uregister", N_AT, 1, 1, false, 0 },
	{ "var", N_VAR, 1, 2, false, 3 },
};

static const struct at_row *find_at(const char *name)
{
	for (size_t i = 0; i < sizeof(at_rows) / sizeof(at_rows[0]); i++)
		if (strcmp(at_rows[i].name, name) == 0)
			return &at_rows[i];
	return NULL;
}

bool stap_is_operator(const char *name)
{
	return find_at(name) || agg_find_stap(name);
}

/* numbers: the bounds of @hist_linear, the shift of @variance */
static void extractor_params(struct parser *p, struct node *n, const struct aggfn *fn)
{
	enum diag_tag tag = ERR_STAP_PARSE;
	int64_t params[AGG_PARAMS_MAX] = { 0 };
	unsigned count = 0;

	for (; count < fn->nparams && (count < fn->min_params || peek_kind(p) == TK_COMMA) && !p->panic; count++) {
		expect(p, TK_COMMA);
		struct node *param = stap_node(p, N_NUM, peek_tok(p)->span);

		if (!accept_number(p, &params[count]))
			fail(p, "number");
		param->num = params[count];
		vec_push(p->arena, &n->args, param);
	}
	expect(p, TK_RPAREN);
	/* what is wrong with a histogram is said when it is made */
	const char *wrong = fn->is_hist || p->panic ? NULL : agg_check_params(fn, params, count, &tag);

	if (wrong)
		complain_at(p, n->at, ERR_STAP_PARSE, wrong);
}

static struct node *extractor(struct parser *p, struct node *n, const struct aggfn *fn)
{
	n->kind = fn->is_hist ? N_HIST : N_EXTRACT;
	expect(p, TK_LPAREN);
	n->a = stap_parse_expr(p);
	n->depth = n->a->depth + 1;
	extractor_params(p, n, fn);
	end_at(p, n);
	return n;
}

static void check_strings(struct parser *p, const struct node *n, unsigned strings)
{
	for (size_t i = 0; i < n->args.n; i++) {
		const struct node *a = n->args.v[i];

		if ((strings >> i & 1) && (a->kind != N_STR || !a->len))
			complain_at(p, a->span, ERR_STAP_PARSE, "expected literal string");
	}
}

struct node *stap_parse_at(struct parser *p)
{
	const struct tok *t = take(p);
	struct node *n = stap_node(p, N_AT, t->span);
	const struct aggfn *fn = agg_find_stap(t->text + 1);
	const struct at_row *row = find_at(t->text + 1);

	n->name = arena_intern(p->arena, t->text + 1, strlen(t->text + 1));
	if (fn)
		return extractor(p, n, fn);
	if (!row) {
		fail_at(p, t->span, ERR_STAP_NAME,
			arena_printf(p->arena, "unknown operator %s", t->text));
		return n;
	}
	if (row->guru && !p->c->guru && !p->file->library)
		complain_at(p, t->span, ERR_STAP_CONTEXT,
			arena_printf(p->arena, "using %s operator in unprivileged script; need stap -g",
				     t->text));
	n->kind = row->kind;
	expect(p, TK_LPAREN);
	stap_parse_keys(p, n, TK_RPAREN, false);
	if (!p->panic)
		check_strings(p, n, row->strings);
	if (!p->panic && (n->args.n < row->min || n->args.n > row->max))
		complain_at(p, n->span, ERR_STAP_ARITY,
			arena_printf(p->arena, "wrong number of arguments for %s", t->text));
	if (!p->panic && !strcmp(n->name, "const") && n->args.n == 1 && n->args.v[0]->kind == N_STR) {
		struct node *expr = embed_const(p, n);

		return expr ? expr : n;
	}
	return n;
}

/* ---- statements ---- */

static struct node *paren_expr(struct parser *p)
{
	expect(p, TK_LPAREN);
	struct node *e = stap_parse_expr(p);

	expect(p, TK_RPAREN);
	return e;
}

static struct snode *one_if(struct parser *p)
{
	struct snode *s = snode_new(p, SN_IF, take(p)->span);

	s->e = paren_expr(p);
	s->body = parse_stmt(p);
	return s;
}

/* if ... else if ... else ... is a list in the text, however long, and is read as one */
static struct snode *parse_if(struct parser *p)
{
	struct snode *first = one_if(p), *last = first;

	for (unsigned n = 0; accept(p, TK_ELSE); n++) {
		if (peek_kind(p) != TK_IF || n == TREE_DEPTH) {
			if (n == TREE_DEPTH)
				fail_at(p, last->span, ERR_LIMIT, "nested too deeply");
			last->other = parse_stmt(p);
			break;
		}
		last = last->other = one_if(p);
	}
	return first;
}

static struct snode *loop_body(struct parser *p)
{
	p->loops++;
	struct snode *body = parse_stmt(p);

	p->loops--;
	return body;
}

static struct snode *parse_while(struct parser *p)
{
	struct snode *s = snode_new(p, SN_WHILE, take(p)->span);

	s->e = paren_expr(p);
	s->body = loop_body(p);
	return s;
}

static struct snode *parse_for(struct parser *p)
{
	struct snode *s = snode_new(p, SN_FOR, take(p)->span);

	expect(p, TK_LPAREN);
	if (peek_kind(p) != TK_SEMI)
		s->init = stap_parse_expr(p);
	expect(p, TK_SEMI);
	if (peek_kind(p) != TK_SEMI)
		s->e = stap_parse_expr(p);
	expect(p, TK_SEMI);
	if (peek_kind(p) != TK_RPAREN)
		s->step = stap_parse_expr(p);
	expect(p, TK_RPAREN);
	s->body = loop_body(p);
	return s;
}

/* + or -; 0: neither */
static int direction(struct parser *p)
{
	if (accept(p, TK_PLUS))
		return 1;
	return accept(p, TK_MINUS) ? -1 : 0;
}

static struct loop_var loop_var(struct parser *p)
{
	const struct tok *t = peek_tok(p);
	struct loop_var v = { .name = t->text, .span = t->span };

	if (t->kind != TK_IDENT || t->text[0] == '$') {
		fail(p, "identifier");
		v.name = "";
		return v;
	}
	take(p);
	v.dir = direction(p);
	return v;
}

/* v+ = or v+= : the lexer joins the two */
static bool value_assign(struct parser *p, struct loop_var *v)
{
	if (accept(p, TK_ADD_SET)) {
		v->dir = 1;
		return true;
	}
	if (accept(p, TK_SUB_SET)) {
		v->dir = -1;
		return true;
	}
	return accept(p, TK_SET);
}

static void foreach_keys(struct parser *p, struct snode *s)
{
	if (!accept(p, TK_LBRACKET)) {
		struct loop_var v = loop_var(p);

		if (!s->value.name && value_assign(p, &v)) {
			s->value = v;
			foreach_keys(p, s);
		} else {
			vec_push(p->arena, &s->keys, v);
		}
		return;
	}
	do {
		struct loop_var v = loop_var(p);

		vec_push(p->arena, &s->keys, v);
	} while (accept(p, TK_COMMA));
	expect(p, TK_RBRACKET);
}

static void foreach_base(struct parser *p, struct snode *s)
{
	const struct tok *t = peek_tok(p);

	if (t->kind == TK_AT) {
		s->e = stap_parse_at(p);
		if (!p->panic && s->e->kind != N_HIST)
			fail_at(p, t->span, ERR_STAP_PARSE, "expected an array or a histogram");
	} else if (t->kind == TK_IDENT && t->text[0] != '$') {
		s->e = stap_node(p, N_NAME, t->span);
		s->e->name = take(p)->text;
	} else {
		fail(p, "identifier");
		s->e = stap_node(p, N_NAME, t->span);
		s->e->name = "";
	}
}

static void foreach_sort(struct parser *p, struct snode *s)
{
	unsigned marks = s->value.dir != 0;

	if (peek_kind(p) == TK_AT) {
		const struct tok *t = take(p);
		const struct aggfn *fn = agg_find_stap(t->text + 1);

		if (!fn || fn->is_hist)
			complain_at(p, t->span, ERR_STAP_NAME, "expected @count, @sum, @min, @max or @avg");
		s->by = arena_strdup(p->arena, t->text + 1);
		if (!p->panic && peek_kind(p) != TK_PLUS && peek_kind(p) != TK_MINUS)
			fail(p, "'+' or '-'");
	}
	s->dir = direction(p);
	marks += s->dir != 0;
	for (size_t i = 0; i < s->keys.n; i++)
		marks += s->keys.v[i].dir != 0;
	if (marks > 1 && !p->panic)
		complain_at(p, s->span, ERR_STAP_PARSE, "multiple sort directives");
}

static struct snode *parse_foreach(struct parser *p)
{
	struct snode *s = snode_new(p, SN_FOREACH, take(p)->span);

	expect(p, TK_LPAREN);
	foreach_keys(p, s);
	expect(p, TK_IN);
	foreach_base(p, s);
	if (accept(p, TK_LBRACKET)) {
		struct node *holder = stap_node(p, N_INDEX, s->e->at);

		s->has_slice = true;
		stap_parse_keys(p, holder, TK_RBRACKET, true);
		for (size_t i = 0; i < holder->args.n; i++)
			vec_push(p->arena, &s->slice, holder->args.v[i]);
	}
	foreach_sort(p, s);
	if (accept(p, TK_LIMIT))
		s->limit = stap_parse_expr(p);
	expect(p, TK_RPAREN);
	s->body = loop_body(p);
	return s;
}

static struct snode *parse_jump(struct parser *p, enum snode_kind k)
{
	const struct tok *t = take(p);

	struct snode *s = snode_new(p, k, t->span);

	s->astray = k != SN_NEXT && p->loops == 0;	/* pass 3 refuses it */
	accept(p, TK_SEMI);
	return s;
}

/* can the next token begin an expression: after return, where it is optional */
static bool starts_expr(enum tok_kind k)
{
	return k == TK_NUM || k == TK_STR || k == TK_IDENT || k == TK_AT || k == TK_EMBED ||
	       k == TK_LPAREN || k == TK_LBRACKET || k == TK_PLUS || k == TK_MINUS || k == TK_NOT ||
	       k == TK_BITNOT || k == TK_INC || k == TK_DEC || k == TK_AND;
}

static struct snode *parse_return(struct parser *p)
{
	const struct tok *t = take(p);
	struct snode *s = snode_new(p, SN_RETURN, t->span);

	if (!p->in_func)
		complain_at(p, t->span, ERR_STAP_CONTEXT, "found 'return' not in function context");
	if (starts_expr(peek_kind(p)))
		s->e = stap_parse_expr(p);
	accept(p, TK_SEMI);
	return s;
}

static struct snode *parse_delete(struct parser *p)
{
	struct snode *s = snode_new(p, SN_DELETE, take(p)->span);

	s->e = stap_parse_lvalue(p);
	accept(p, TK_SEMI);
	return s;
}

static struct snode *parse_try(struct parser *p)
{
	struct snode *s = snode_new(p, SN_TRY, take(p)->span);

	s->body = stap_parse_block(p);
	expect(p, TK_CATCH);
	if (accept(p, TK_LPAREN)) {
		const struct tok *t = peek_tok(p);

		if (t->kind != TK_IDENT || t->text[0] == '$') {
			fail(p, "identifier");
		} else {
			s->caught = (struct loop_var){ .name = t->text, .span = t->span };
			take(p);
			expect(p, TK_RPAREN);
		}
	}
	s->other = stap_parse_block(p);
	return s;
}

static struct snode *expr_stmt(struct parser *p)
{
	enum tok_kind k = peek_kind(p);

	if (!starts_expr(k))	/* any operator might begin a value */
		fail_peek(p, tok_is_keyword(k) || k == TK_JUNK || k == TK_EOF ? "statement" : "literal string or number");
	struct node *e = stap_parse_expr(p);
	struct snode *s = snode_new(p, SN_EXPR, e->span);

	s->e = e;
	e->is_stmt = true;
	accept(p, TK_SEMI);
	return s;
}

static struct snode *parse_stmt_kind(struct parser *p)
{
	const struct tok *t = peek_tok(p);

	switch (t->kind) {
	case TK_SEMI:
		take(p);
		return snode_new(p, SN_EMPTY, t->span);
	case TK_LBRACE:
		return stap_parse_block(p);
	case TK_IF:
		return parse_if(p);
	case TK_WHILE:
		return parse_while(p);
	case TK_FOR:
		return parse_for(p);
	case TK_FOREACH:
		return parse_foreach(p);
	case TK_BREAK:
		return parse_jump(p, SN_BREAK);
	case TK_CONTINUE:
		return parse_jump(p, SN_CONTINUE);
	case TK_NEXT:
		return parse_jump(p, SN_NEXT);
	case TK_RETURN:
		return parse_return(p);
	case TK_DELETE:
		return parse_delete(p);
	case TK_TRY:
		return parse_try(p);
	default:
		return expr_stmt(p);
	}
}

static struct snode *parse_stmt(struct parser *p)
{
	if (!enter(p))
		return snode_new(p, SN_EMPTY, peek_tok(p)->span);
	struct snode *s = parse_stmt_kind(p);

	leave(p);
	return s;
}

struct snode *stap_parse_block(struct parser *p)
{
	struct snode *s = snode_new(p, SN_BLOCK, peek_tok(p)->span);

	if (!enter(p))
		return s;
	expect(p, TK_LBRACE);
	while (!p->panic && peek_kind(p) != TK_RBRACE) {
		if (peek_kind(p) == TK_EOF) {
			fail_peek(p, "statement");
			break;
		}
		struct snode *sub = parse_stmt(p);

		vec_push(p->arena, &s->list, sub);
	}
	expect(p, TK_RBRACE);
	leave(p);
	return s;
}
