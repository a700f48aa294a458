/*
 * parse_expr.c - expressions of D, by precedence climbing (reference D, section 4)
 */
#include <string.h>
#include "lang/d/parse.h"

static struct d_node *parse_unary(struct d_parser *p);
static struct d_node *postfix_of(struct d_parser *p, struct d_node *n);
static struct d_node *paren_rest(struct d_parser *p, struct span start);

struct d_node *d_node(struct d_parser *p, enum d_kind k, struct span at)
{
	struct d_node *n = arena_new_of(p->arena, struct d_node);

	n->kind = k;
	n->span = at;
	return n;
}

static void below(struct d_parser *p, struct d_node *n, const struct d_node *child)
{
	if (!child)
		return;
	if (child->depth + 1 > n->depth)
		n->depth = child->depth + 1;
	if (n->depth <= D_DEPTH_MAX || p->panic)
		return;
	diag_error(p->c->diag, n->span, ERR_LIMIT, "expression of more than %d levels", D_DEPTH_MAX);
	p->panic = true;
}

static struct d_node *node1(struct d_parser *p, enum d_kind k, struct span at, struct d_node *a)
{
	struct d_node *n = d_node(p, k, at);

	n->a = a;
	below(p, n, a);
	return n;
}

static struct d_node *node2(struct d_parser *p, enum d_kind k, struct d_node *a, struct d_node *b)
{
	struct d_node *n = node1(p, k, span_join(a->span, b->span), a);

	n->b = b;
	below(p, n, b);
	return n;
}

static struct d_node *error_node(struct d_parser *p)
{
	return d_node(p, DN_ERROR, p->tok.span);
}

/* arguments or keys up to the closing token */
static void parse_list(struct d_parser *p, struct d_node *n, enum d_tok end)
{
	if (p->tok.kind != end) {
		do {
			struct d_node *arg = d_parse_assign(p);

			below(p, n, arg);
			vec_push(p->arena, &n->list, arg);
		} while (!p->panic && d_accept(p, T_COMMA));
	}
	d_expect(p, end, "an operator, ',' or the end of the list");
	n->span = d_since(p, n->span);
}

static struct d_node *parse_name(struct d_parser *p)
{
	struct d_token t = d_advance(p);
	struct d_node *n = d_node(p, DN_IDENT, t.span);

	n->str = t.str;
	n->name = t.span;
	if (p->tok.kind != T_LPAREN) {
		map_put(p->values, t.str, p);
		return n;
	}
	n->kind = DN_CALL;
	d_advance(p);
	parse_list(p, n, T_RPAREN);
	return n;
}

/* self->x, this->x */
static struct d_node *parse_scoped(struct d_parser *p, enum d_kind k)
{
	struct d_token t = d_advance(p);
	struct d_node *n = d_node(p, k, t.span);

	if (!d_expect(p, T_ARROW, k == DN_SELF ? "-> after self" : "-> after this"))
		return n;
	n->str = p->tok.str;
	/* a keyword is no name here either: self->string is refused as upstream does */
	if (!d_expect(p, T_IDENT, "the variable's name"))
		n->kind = DN_ERROR;
	n->span = d_since(p, n->span);
	return n;
}

static struct d_node *parse_sizeof(struct d_parser *p)
{
	struct d_node *n = d_node(p, DN_SIZEOF, d_advance(p).span);

	if (p->tok.kind == T_LPAREN) {
		struct span paren = d_advance(p).span;

		if (d_starts_type(p)) {
			n->type = d_parse_type_name(p);
			d_expect(p, T_RPAREN, "')' after the type");
			n->span = d_since(p, n->span);
			return n;
		}
		n->a = postfix_of(p, paren_rest(p, paren));
	} else {
		n->a = parse_unary(p);
	}
	below(p, n, n->a);
	n->span = span_join(n->span, n->a->span);
	return n;
}

static bool parse_member_name(struct d_parser *p, struct d_node *n)
{
	n->str = p->tok.str;
	n->name = p->tok.span;
	/* members of kernel structures may have names that are words of D: ->counter, ->self, ->probe */
	if (p->tok.kind >= T_AUTO && p->tok.kind <= T_XLATE) {
		n->str = arena_intern(p->arena, d_tok_text(p->tok.kind), strlen(d_tok_text(p->tok.kind)));
		d_advance(p);
		return true;
	}
	return d_expect(p, T_IDENT, "a member's name");
}

/* a, a.b, a[2].b: a node for each step, of which the operand is the step before */
static void parse_member_path(struct d_parser *p, struct d_node *n)
{
	struct d_node *step = d_node(p, DN_DOT, p->tok.span);

	parse_member_name(p, step);
	while (!p->panic) {
		vec_push(p->arena, &n->list, step);
		step = d_node(p, p->tok.kind == T_DOT ? DN_DOT : DN_INDEX, p->tok.span);
		if (d_accept(p, T_DOT)) {
			parse_member_name(p, step);
		} else if (d_accept(p, T_LBRACK)) {
			step->a = d_parse_cond(p);
			d_expect(p, T_RBRACK, "']'");
		} else {
			return;
		}
	}
}

static struct d_node *parse_offsetof(struct d_parser *p)
{
	struct d_node *n = d_node(p, DN_OFFSETOF, d_advance(p).span);

	if (!d_expect(p, T_LPAREN, "'(' after offsetof"))
		return n;
	n->type = d_parse_type_name(p);
	d_expect(p, T_COMMA, "',' after the type");
	parse_member_path(p, n);
	d_expect(p, T_RPAREN, "')'");
	n->span = d_since(p, n->span);
	return n;
}

static struct d_node *parse_xlate(struct d_parser *p)
{
	struct d_node *n = d_node(p, DN_XLATE, d_advance(p).span);

	if (!d_expect(p, T_LT, "'<' after xlate"))
		return n;
	n->type = d_parse_type_name(p);
	if (!d_expect(p, T_GT, "'>' after the type"))
		return n;
	d_expect(p, T_LPAREN, "'(' and what is translated");
	n->a = d_parse_expr(p);
	below(p, n, n->a);
	d_expect(p, T_RPAREN, "')'");
	n->span = d_since(p, n->span);
	return n;
}

static struct d_node *literal(struct d_parser *p)
{
	struct d_token t = d_advance(p);
	struct d_node *n = d_node(p, t.kind == T_INT ? DN_INT : t.kind == T_STR ? DN_STR :
				  t.kind == T_SYM ? DN_SYM : t.kind == T_AGG ? DN_AGG : DN_MACRO, t.span);

	n->macro = t.macro;
	n->num = t.num;
	n->itype = t.type;
	n->str = t.str;
	n->mod = t.mod;
	n->len = t.len;
	return n;
}

/* behind the ( */
static struct d_node *paren_rest(struct d_parser *p, struct span start)
{
	struct d_node *n = d_parse_expr(p);

	d_expect(p, T_RPAREN, "an operator or ')'");
	n->span = d_since(p, start);
	n->paren = true;
	return n;
}

static struct d_node *parse_primary(struct d_parser *p)
{
	enum d_tok k = p->tok.kind;

	switch ((int)k) {
	case T_IDENT:
		return parse_name(p);
	case T_INT: case T_STR: case T_SYM: case T_AGG: case T_MACRO:
		return literal(p);
	case T_SELF:
		return parse_scoped(p, DN_SELF);
	case T_THIS:
		return parse_scoped(p, DN_THIS);
	case T_RETURN: {	/* the action return(value) */
		if (!d_paren_follows(p))
			break;

		struct d_token *t = &p->tok;

		t->kind = T_IDENT;
		t->str = arena_intern(p->arena, "return", 6);
		return parse_name(p);
	}
	default:
		break;
	}
	d_syntax(p, "an expression");
	return error_node(p);
}

static struct d_node *parse_member(struct d_parser *p, struct d_node *a, enum d_kind k)
{
	d_advance(p);

	struct d_node *n = node1(p, k, a->span, a);

	if (!parse_member_name(p, n))
		n->kind = DN_ERROR;
	n->span = d_since(p, a->span);
	return n;
}

static struct d_node *postfix_of(struct d_parser *p, struct d_node *n)
{
	while (!p->panic) {
		struct d_node *a = n;

		switch ((int)p->tok.kind) {
		case T_LBRACK:
			d_advance(p);
			n = node1(p, DN_INDEX, a->span, a);
			if (p->tok.kind == T_RBRACK)
				d_syntax(p, "an index or a key");
			parse_list(p, n, T_RBRACK);
			break;
		case T_LPAREN:
			d_advance(p);
			n = node1(p, DN_CALL, a->span, a);
			parse_list(p, n, T_RPAREN);
			break;
		case T_DOT:
			n = parse_member(p, a, DN_DOT);
			break;
		case T_ARROW:
			n = parse_member(p, a, DN_ARROW);
			break;
		case T_INC: case T_DEC:
			n = node1(p, DN_INC, a->span, a);
			n->post = true;
			n->num = d_advance(p).kind == T_INC ? 1 : -1;
			n->span = d_since(p, a->span);
			break;
		default:
			return n;
		}
	}
	return n;
}

static struct d_node *prefix(struct d_parser *p, enum d_kind k, enum op op)
{
	struct span start = d_advance(p).span;
	struct d_node *a = parse_unary(p), *n = node1(p, k, span_join(start, a->span), a);

	n->op = op;
	return n;
}

/* (vnode_t *): no expression, so a type, of some other kernel; what there is to say of it waits until it is used */
static bool foreign_type_follows(const struct d_parser *p)
{
	const struct source *src = p->lex.src;
	size_t at = p->tok.span.end, stars = 0;

	if ((p->tok.kind != T_IDENT && p->tok.kind != T_SYM) || p->tok.span.src != src)
		return false;
	for (; at < src->len && strchr(" \t\n*", src->text[at]); at++)
		stars += src->text[at] == '*';
	return stars && at < src->len && src->text[at] == ')';
}

/* ( type ) operand, or an expression in parentheses */
static struct d_node *parse_cast(struct d_parser *p)
{
	struct span start = d_advance(p).span;
	bool known = d_starts_type(p);

	if (!known && !foreign_type_follows(p))
		return postfix_of(p, paren_rest(p, start));

	struct d_node *n = d_node(p, DN_CAST, start);

	n->num = !known && p->tok.kind == T_IDENT;	/* of a scoped one decl.c says what is wrong */
	p->any_type |= !known;
	n->type = d_parse_type_name(p);
	p->any_type &= known;
	if (!d_expect(p, T_RPAREN, "')' after the type of a cast"))
		return n;
	n->a = parse_unary(p);
	below(p, n, n->a);
	n->span = span_join(start, n->a->span);
	return n;
}

static struct d_node *parse_unary_one(struct d_parser *p)
{
	struct d_node *n;

	switch ((int)p->tok.kind) {
	case T_NOT:
		return prefix(p, DN_UNARY, OP_NOT);
	case T_TILDE:
		return prefix(p, DN_UNARY, OP_BITNOT);
	case T_MINUS:
		return prefix(p, DN_UNARY, OP_NEG);
	case T_PLUS:
		n = prefix(p, DN_UNARY, OP_ADD);
		return n;
	case T_STAR:
		return prefix(p, DN_DEREF, OP_MUL);
	case T_AND:
		return prefix(p, DN_ADDR, OP_AND);
	case T_INC: case T_DEC: {
		int64_t by = p->tok.kind == T_INC ? 1 : -1;

		n = prefix(p, DN_INC, OP_ADD);
		n->num = by;
		return n;
	}
	case T_STRINGOF:
		return prefix(p, DN_STRINGOF, OP_ADD);
	case T_SIZEOF:
		return parse_sizeof(p);
	case T_OFFSETOF:
		return parse_offsetof(p);
	case T_XLATE:
		return postfix_of(p, parse_xlate(p));
	case T_LPAREN:
		return parse_cast(p);
	default:
		return postfix_of(p, parse_primary(p));
	}
}

static struct d_node *parse_unary(struct d_parser *p)
{
	if (!d_deeper(p))
		return error_node(p);

	struct d_node *n = parse_unary_one(p);

	p->depth--;
	return n;
}

static const struct { enum d_tok tok; enum op op; int prec; } binaries[] = {
	{ T_STAR, OP_MUL, 11 }, { T_SLASH, OP_DIV, 11 }, { T_PERCENT, OP_MOD, 11 },
	{ T_PLUS, OP_ADD, 10 }, { T_MINUS, OP_SUB, 10 }, { T_SHL, OP_SHL, 9 }, { T_SHR, OP_SHR, 9 },
	{ T_LT, OP_LT, 8 }, { T_LE, OP_LE, 8 }, { T_GT, OP_GT, 8 }, { T_GE, OP_GE, 8 },
	{ T_EQ, OP_EQ, 7 }, { T_NE, OP_NE, 7 }, { T_AND, OP_AND, 6 }, { T_XOR, OP_XOR, 5 },
	{ T_OR, OP_OR, 4 }, { T_ANDAND, OP_ANDAND, 3 }, { T_XORXOR, OP_XORXOR, 2 }, { T_OROR, OP_OROR, 1 },
};

static int binary_of(enum d_tok t, enum op *op)
{
	for (size_t i = 0; i < sizeof(binaries) / sizeof(binaries[0]); i++) {
		if (binaries[i].tok == t) {
			*op = binaries[i].op;
			return binaries[i].prec;
		}
	}
	return 0;
}

static struct d_node *parse_binary(struct d_parser *p, int min)
{
	struct d_node *n = parse_unary(p);
	enum op op = OP_ADD;

	for (int prec; !p->panic && (prec = binary_of(p->tok.kind, &op)) >= min && prec;) {
		enum op this_op = op;

		d_advance(p);
		n = node2(p, DN_BINARY, n, parse_binary(p, prec + 1));
		n->op = this_op;
	}
	return n;
}

struct d_node *d_parse_cond(struct d_parser *p)
{
	if (!d_deeper(p))
		return error_node(p);

	struct d_node *n = parse_binary(p, 1);

	if (!p->panic && d_accept(p, T_QUEST)) {
		struct d_node *a = n, *b = d_parse_expr(p);

		d_expect(p, T_COLON, "':' of ?:");
		n = node2(p, DN_COND, a, b);
		n->c = d_parse_cond(p);
		below(p, n, n->c);
		n->span = span_join(a->span, n->c->span);
	}
	p->depth--;
	return n;
}

static const struct { enum d_tok tok; enum op op; } assigns[] = {
	{ T_ADD_A, OP_ADD }, { T_SUB_A, OP_SUB }, { T_MUL_A, OP_MUL }, { T_DIV_A, OP_DIV },
	{ T_MOD_A, OP_MOD }, { T_AND_A, OP_AND }, { T_XOR_A, OP_XOR }, { T_OR_A, OP_OR },
	{ T_SHL_A, OP_SHL }, { T_SHR_A, OP_SHR },
};

struct d_node *d_parse_assign(struct d_parser *p)
{
	if (!d_deeper(p))
		return error_node(p);

	struct d_node *n = d_parse_cond(p);
	size_t i;

	for (i = 0; i < sizeof(assigns) / sizeof(assigns[0]) && assigns[i].tok != p->tok.kind; i++)
		;

	bool has_op = i < sizeof(assigns) / sizeof(assigns[0]);

	if (!p->panic && (has_op || p->tok.kind == T_ASSIGN)) {
		d_advance(p);
		n = node2(p, DN_ASSIGN, n, d_parse_assign(p));
		n->has_op = has_op;
		if (has_op)
			n->op = assigns[i].op;
	}
	p->depth--;
	return n;
}

struct d_node *d_parse_expr(struct d_parser *p)
{
	struct d_node *n = d_parse_assign(p);

	while (!p->panic && d_accept(p, T_COMMA))
		n = node2(p, DN_COMMA, n, d_parse_assign(p));
	return n;
}
