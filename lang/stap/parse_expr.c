/*
 * parse_expr.c - expressions
 *
 * Semantics: SystemTap Language Reference, "Expressions"; the order of precedence has SystemTap's
 * peculiarities: "." between + and <<, "in" between the comparisons and &.
 */
#include <string.h>
#include "lang/builtin/builtin.h"
#include "lang/eval/format.h"
#include "lang/stap/parse.h"

static struct node *parse_unary(struct parser *p);
static struct node *parse_binary(struct parser *p, unsigned level);

/* binary operators, from loose to tight */
enum level { L_OROR = 1, L_ANDAND, L_OR, L_XOR, L_AND, L_IN, L_COMPARE, L_SHIFT, L_CONCAT, L_ADD, L_MUL,
	     L_UNARY };

static const struct { enum tok_kind op; enum level level; } binary_ops[] = {
	{ TK_OROR, L_OROR }, { TK_ANDAND, L_ANDAND }, { TK_OR, L_OR }, { TK_XOR, L_XOR },
	{ TK_AND, L_AND }, { TK_LT, L_COMPARE }, { TK_GT, L_COMPARE }, { TK_LE, L_COMPARE },
	{ TK_GE, L_COMPARE }, { TK_EQ, L_COMPARE }, { TK_NE, L_COMPARE },
	{ TK_SHL, L_SHIFT }, { TK_SHR, L_SHIFT }, { TK_USHR, L_SHIFT },
	{ TK_DOT, L_CONCAT }, { TK_PLUS, L_ADD }, { TK_MINUS, L_ADD }, { TK_MUL, L_MUL },
	{ TK_DIV, L_MUL }, { TK_MOD, L_MUL },
};

static const enum tok_kind assign_ops[] = {
	TK_SET, TK_ADD_SET, TK_SUB_SET, TK_MUL_SET, TK_DIV_SET, TK_MOD_SET, TK_AND_SET, TK_XOR_SET,
	TK_OR_SET, TK_SHL_SET, TK_SHR_SET, TK_CAT_SET, TK_STAT,
};

#define NROWS(a) (sizeof(a) / sizeof((a)[0]))

struct node *stap_node(struct parser *p, enum node_kind k, struct span at)
{
	struct node *n = arena_new_of(p->arena, struct node);

	n->kind = k;
	n->at = n->span = at;
	n->depth = 1;
	return n;
}

/* n now has child as a part of it */
static struct node *adopt(struct parser *p, struct node *n, const struct node *child)
{
	if (child && child->depth >= n->depth)
		n->depth = child->depth + 1;
	if (n->depth > TREE_DEPTH && !p->panic)
		fail_at(p, n->at, ERR_LIMIT, "expression too complex");
	if (child && child->span.src == n->span.src)
		n->span = (struct span){ n->span.src,
			child->span.start < n->span.start ? child->span.start : n->span.start,
			child->span.end > n->span.end ? child->span.end : n->span.end };
	return n;
}

void end_at(struct parser *p, struct node *n)
{
	const struct tok *last = p->pos > 0 ? &p->t[p->pos - 1] : NULL;

	if (last && last->span.src == n->span.src && last->span.end > n->span.end)
		n->span.end = last->span.end;
}

static struct node *binary(struct parser *p, enum node_kind k, const struct tok *op, struct node *a,
			   struct node *b)
{
	struct node *n = stap_node(p, k, op->span);

	n->op = op->kind;
	n->a = a;
	n->b = b;
	adopt(p, n, a);
	return adopt(p, n, b);
}

/* expressions up to the closing token, which is taken; * as a key is NULL */
void stap_parse_keys(struct parser *p, struct node *into, enum tok_kind close, bool wild)
{
	if (peek_kind(p) == close && close == TK_RPAREN) {
		take(p);
		return;
	}
	do {
		struct node *key = NULL;
		enum tok_kind after = peek_at(p, 1)->kind;

		if (wild && peek_kind(p) == TK_MUL && (after == TK_COMMA || after == close))
			take(p);
		else
			key = stap_parse_expr(p);
		vec_push(p->arena, &into->args, key);
		adopt(p, into, key);
	} while (accept(p, TK_COMMA));
	if (peek_kind(p) != close)
		fail(p, close == TK_RPAREN ? "',' or ')'" : "',' or ']'");
	else
		take(p);
	end_at(p, into);
}

static struct node *number(struct parser *p)
{
	const struct tok *t = take(p);
	struct node *n = stap_node(p, N_NUM, t->span);

	n->num = t->num;
	return n;
}

static struct node *literal_string(struct parser *p)
{
	const struct tok *t = take(p);
	struct node *n = stap_node(p, N_STR, t->span);

	n->str = t->text;
	n->len = t->len;
	return n;
}

static void check_format(struct parser *p, struct node *n, struct node *lit)
{
	n->fmt = format_parse(p->arena, p->c->diag, LANG_STAP, lit->str, lit->len, lit->span);
	lit->bad = n->bad = !n->fmt;
}

/*
 * print and its family are words of the grammar: what they take is. The kind of their first argument, or SA_VOID;
 * *min: how many they need
 */
static int printer_takes(const char *name, unsigned *min)
{
	const struct builtin *b = builtin_find(LANG_STAP, name, 2);
	struct sig sig;

	if (!b || !builtin_sig(b, &sig) || !sig.rest)
		return SA_VOID;
	int kind = sig.args[0].kind;

	*min = sig.min;

	return kind == SA_FMT || kind == SA_LIT || kind == SA_ANY ? kind : SA_VOID;
}

/* formats and delimiters have to be literals, the others print something */
static void check_printed(struct parser *p, struct node *n, int takes)
{
	struct node *first = n->args.n ? n->args.v[0] : NULL;

	if (takes == SA_ANY || takes == SA_VOID)
		return;
	if (!first || first->kind != N_STR)
		complain_at(p, first ? first->span : n->span, ERR_STAP_PARSE, "expected literal string");
	else if (takes == SA_FMT)
		check_format(p, n, first);
	else if (n->args.n < 3)
		complain_at(p, n->span, ERR_STAP_PARSE, "expected a delimiter and at least two values");
}

static struct node *call(struct parser *p)
{
	const struct tok *t = take(p);
	struct node *n = stap_node(p, N_CALL, t->span);

	unsigned min = 0;
	int takes = printer_takes(t->text, &min);

	n->name = t->text;
	n->prints = takes != SA_VOID;
	expect(p, TK_LPAREN);
	if (takes == SA_ANY) {
		p->print_arg = p->pos;
		if (min && peek_kind(p) == TK_RPAREN)
			fail(p, "literal string or number");
	}
	stap_parse_keys(p, n, TK_RPAREN, false);
	if (!p->panic)
		check_printed(p, n, takes);
	return n;
}

static struct node *index_of(struct parser *p, struct node *base)
{
	struct node *n = stap_node(p, N_INDEX, base->at);

	n->a = base;
	n->name = base->name;
	adopt(p, n, base);
	take(p);
	stap_parse_keys(p, n, TK_RBRACKET, true);
	return n;
}

static struct node *name_or_index(struct parser *p)
{
	const struct tok *t = take(p);
	struct node *n = stap_node(p, N_NAME, t->span);

	n->name = t->text;
	return n;
}

static struct node *ident(struct parser *p)
{
	const struct tok *t = peek_tok(p);
	unsigned min;

	if (t->text[0] == '$') {
		struct node *n = stap_node(p, N_TARGET, t->span);

		n->name = t->text;
		take(p);
		return n;
	}
	if (peek_at(p, 1)->kind == TK_LPAREN || printer_takes(t->text, &min) != SA_VOID)
		return call(p);
	return name_or_index(p);
}

static struct node *primary(struct parser *p)
{
	const struct tok *t = peek_tok(p);
	struct node *n;

	switch (t->kind) {
	case TK_NUM:
		return number(p);
	case TK_STR:
		return literal_string(p);
	case TK_IDENT:
		return ident(p);
	case TK_AT:
		return stap_parse_at(p);
	case TK_EMBED:
		return embed_allowed(p) ? embed_value(p, take(p)) : stap_node(p, N_NUM, t->span);
	case TK_LPAREN:
		take(p);
		n = stap_parse_expr(p);
		expect(p, TK_RPAREN);
		return n;
	default:
		fail(p, "literal string or number");
		return stap_node(p, N_NUM, t->span);
	}
}

static bool is_target(const struct node *n)
{
	return n->kind == N_TARGET || n->kind == N_CAST || n->kind == N_VAR || n->kind == N_MEMBER ||
	       n->kind == N_SUBSCRIPT;
}

static struct node *member(struct parser *p, struct node *base)
{
	take(p);
	const struct tok *t = peek_tok(p);
	struct node *n = stap_node(p, N_MEMBER, t->span);

	n->a = base;
	if (t->kind != TK_IDENT && !tok_is_keyword(t->kind)) {
		fail(p, "identifier or keyword");
		return n;
	}
	n->name = t->text ? t->text : tok_text(t->kind);
	take(p);
	return adopt(p, n, base);
}

static struct node *subscript(struct parser *p, struct node *base)
{
	struct node *n = stap_node(p, N_SUBSCRIPT, take(p)->span);

	n->a = base;
	n->b = stap_parse_expr(p);
	expect(p, TK_RBRACKET);
	adopt(p, n, base);
	adopt(p, n, n->b);
	end_at(p, n);
	return n;
}

/* @var("x")$, $x[0]$$ */
static bool is_dollars(const struct tok *t)
{
	return t->kind == TK_IDENT && (!strcmp(t->text, "$") || !strcmp(t->text, "$$"));
}

/*
 * a primary with its [keys], ->members and [subscripts]; a[k] is an element, (a)[k] is what lies at a
 * pointer
 */
static struct node *path(struct parser *p)
{
	size_t start = p->pos;
	struct node *n = primary(p);

	for (;;) {
		if (peek_kind(p) == TK_ARROW)
			n = member(p, n);
		else if (is_target(n) && is_dollars(peek_tok(p)))
			n->pretty = take(p)->text[1] ? 2 : 1;
		else if (peek_kind(p) == TK_LBRACKET &&
			 ((n->kind == N_NAME && p->pos == start + 1) || n->kind == N_HIST))
			n = index_of(p, n);
		else if (peek_kind(p) == TK_LBRACKET)
			n = subscript(p, n);
		else
			break;
	}
	if (n->kind == N_HIST && !p->panic && !(start == p->print_arg && peek_kind(p) == TK_RPAREN))
		fail_at(p, n->at, ERR_STAP_PARSE, "base histogram operator where expression expected");
	return n;
}

struct node *stap_parse_lvalue(struct parser *p)
{
	return path(p);
}

static struct node *step(struct parser *p, const struct tok *op, struct node *a, bool postfix)
{
	struct node *n = stap_node(p, N_STEP, op->span);

	n->op = op->kind;
	n->postfix = postfix;
	n->a = a;
	return adopt(p, n, a);
}

/* one at most: what follows a++ begins the next statement, ++b */
static struct node *postfix(struct parser *p)
{
	struct node *n = path(p);

	if (peek_kind(p) == TK_INC || peek_kind(p) == TK_DEC)
		n = step(p, take(p), n, true);
	return n;
}

static struct node *parse_unary(struct parser *p)
{
	const struct tok *op = peek_tok(p);
	struct node *n;

	switch (op->kind) {
	case TK_PLUS:
	case TK_MINUS:
	case TK_NOT:
	case TK_BITNOT:
	case TK_INC:
	case TK_DEC:
	case TK_AND:
		break;
	default:
		return postfix(p);
	}
	if (!enter(p))
		return stap_node(p, N_NUM, op->span);
	take(p);
	struct node *a = parse_unary(p);

	leave(p);
	if (op->kind == TK_INC || op->kind == TK_DEC)
		return step(p, op, a, false);
	/* &@cast(p, "s"): a pointer to one, as without the '&' */
	if (op->kind == TK_AND && a->kind == N_CAST && !a->pretty)
		return a;
	n = stap_node(p, op->kind == TK_AND ? N_ADDR : N_UNARY, op->span);
	n->op = op->kind;
	n->a = a;
	return adopt(p, n, a);
}

static bool binary_level(enum tok_kind k, unsigned level)
{
	for (size_t i = 0; i < NROWS(binary_ops); i++)
		if (binary_ops[i].op == k)
			return binary_ops[i].level == level;
	return false;
}

/* what stands after "in": an array or a histogram, without keys */
static struct node *in_array(struct parser *p, const struct tok *op, struct node *in)
{
	const struct tok *t = peek_tok(p);

	if (t->kind == TK_IDENT && t->text[0] != '$')
		in->a = name_or_index(p);
	else if (t->kind == TK_AT)
		in->a = stap_parse_at(p);
	else
		fail(p, "identifier");
	if (!in->a)
		in->a = stap_node(p, N_NAME, op->span);
	return adopt(p, in, in->a);
}

static struct node *parse_in(struct parser *p)
{
	struct node *n = NULL, *keys = NULL;

	if (peek_kind(p) == TK_LBRACKET) {
		keys = stap_node(p, N_IN, take(p)->span);
		stap_parse_keys(p, keys, TK_RBRACKET, true);
		if (peek_kind(p) != TK_IN)
			fail_at(p, peek_tok(p)->span, ERR_STAP_PARSE, "unexpected comma-separated expression list");
	} else {
		n = parse_binary(p, L_COMPARE);
	}
	while (peek_kind(p) == TK_IN) {
		const struct tok *op = take(p);

		if (!keys) {
			keys = stap_node(p, N_IN, op->span);
			vec_push(p->arena, &keys->args, n);
			adopt(p, keys, n);
		}
		keys->at = op->span;
		n = in_array(p, op, keys);
		keys = NULL;
	}
	return n ? n : keys;
}

static bool is_match(enum tok_kind k)
{
	return k == TK_MATCH || k == TK_NMATCH;
}

/* s =~ "regex": one, of a literal, and not part of a chain of comparisons */
static struct node *match(struct parser *p, struct node *text)
{
	const struct tok *op = take(p);

	if (peek_kind(p) == TK_STR)
		return binary(p, N_BINARY, op, text, literal_string(p));
	fail(p, "literal string");
	return text;
}

static struct node *parse_binary(struct parser *p, unsigned level)
{
	if (level == L_UNARY)
		return parse_unary(p);
	if (level == L_IN)
		return parse_in(p);
	struct node *n = parse_binary(p, level + 1);

	if (level == L_COMPARE && is_match(peek_kind(p)))
		return match(p, n);
	while (binary_level(peek_kind(p), level)) {
		const struct tok *op = take(p);

		n = binary(p, N_BINARY, op, n, parse_binary(p, level + 1));
	}
	return n;
}

/* a ? b : c ? d : ... is a list in the text, however long, and is read as one */
static struct node *parse_cond(struct parser *p)
{
	VEC(struct node *) conds = { 0 };
	struct node *n = parse_binary(p, L_OROR);

	while (peek_kind(p) == TK_QUESTION) {
		struct node *cond = stap_node(p, N_COND, take(p)->span);

		cond->a = n;
		cond->b = stap_parse_expr(p);
		expect(p, TK_COLON);
		vec_push(p->arena, &conds, cond);
		n = parse_binary(p, L_OROR);
	}
	while (conds.n) {
		struct node *cond = conds.v[--conds.n];

		cond->c = n;
		adopt(p, cond, cond->a);
		adopt(p, cond, cond->b);
		n = adopt(p, cond, cond->c);
	}
	return n;
}

static bool is_assign(enum tok_kind k)
{
	for (size_t i = 0; i < NROWS(assign_ops); i++)
		if (assign_ops[i] == k)
			return true;
	return false;
}

struct node *stap_parse_expr(struct parser *p)
{
	if (!enter(p))
		return stap_node(p, N_NUM, peek_tok(p)->span);
	struct node *n = parse_cond(p);

	if (is_assign(peek_kind(p))) {
		const struct tok *op = take(p);

		n = binary(p, N_ASSIGN, op, n, stap_parse_expr(p));
	}
	leave(p);
	return n;
}
