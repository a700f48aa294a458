/*
 * dump.c - the text form of the syntax tree, --dump=ast: what the parser understood, fully bracketed
 */
#include <inttypes.h>
#include "lang/d/ast.h"
#include "lang/d/lex.h"

static void node(struct buf *o, const struct d_node *n);
static void type(struct buf *o, const struct d_type *t);

static void list(struct buf *o, const struct d_node *n)
{
	for (size_t i = 0; i < n->list.n; i++) {
		buf_puts(o, i ? ", " : "");
		node(o, n->list.v[i]);
	}
}

static void spec(struct buf *o, const struct d_spec *s)
{
	static const char *const storages[] = { "", "typedef ", "extern ", "self ", "this ", "static " };
	static const char *const bases[] = { "int", "void", "char", "int", "float", "double", "string", "struct ",
					     "union ", "enum ", "" };

	buf_printf(o, "%s%s%s", storages[s->storage], s->is_unsigned ? "unsigned " : s->is_signed ? "signed " : "",
		   s->is_short ? "short " : "");
	for (unsigned i = 0; i < s->nlong; i++)
		buf_puts(o, "long ");
	buf_printf(o, "%s%s", bases[s->base], s->name ? s->name : "");
	if (!s->has_body)
		return;
	buf_puts(o, " {");
	for (size_t i = 0; i < s->members.n; i++) {
		buf_puts(o, " ");
		type(o, s->members.v[i]);
		if (s->members.v[i]->bits) {
			buf_puts(o, " : ");
			node(o, s->members.v[i]->bits);
		}
		buf_puts(o, ";");
	}
	for (size_t i = 0; i < s->enumerators.n; i++) {
		buf_printf(o, "%s%s", i ? ", " : " ", s->enumerators.v[i].name);
		if (s->enumerators.v[i].value) {
			buf_puts(o, " = ");
			node(o, s->enumerators.v[i].value);
		}
	}
	buf_puts(o, " }");
}

/* the steps from the name outwards, in words that cannot be misread */
static void type(struct buf *o, const struct d_type *t)
{
	if (t->spec)
		spec(o, t->spec);
	if (t->name)
		buf_printf(o, "%s%s", t->spec ? " " : "", t->name);
	for (size_t i = 0; i < t->ops.n; i++) {
		const struct d_dop *op = &t->ops.v[i];

		buf_puts(o, op->kind == DD_PTR ? " *" : op->kind == DD_FUNC ? " (" : " [");
		if (op->dim)
			node(o, op->dim);
		for (size_t k = 0; k < op->params.n; k++) {
			buf_puts(o, k ? ", " : "");
			type(o, op->params.v[k]);
		}
		buf_puts(o, op->kind == DD_PTR ? "" : op->kind == DD_FUNC ? op->varargs ? ", ...)" : ")" : "]");
	}
}

static void around(struct buf *o, const char *open, const struct d_node *n, const char *close)
{
	buf_puts(o, open);
	node(o, n);
	buf_puts(o, close);
}

static void two(struct buf *o, const struct d_node *n, const char *op, const char *eq)
{
	around(o, "(", n->a, " ");
	buf_printf(o, "%s%s ", op, eq);
	around(o, "", n->b, ")");
}

static void member_path(struct buf *o, const struct d_node *n)
{
	for (size_t i = 0; i < n->list.n; i++) {
		const struct d_node *step = n->list.v[i];

		if (step->kind == DN_INDEX)
			around(o, "[", step->a, "]");
		else
			buf_printf(o, "%s%s", i ? "." : ", ", step->str);
	}
}

static void node(struct buf *o, const struct d_node *n)
{
	if (!n)
		return;
	switch (n->kind) {
	case DN_ERROR: buf_puts(o, "<error>"); break;
	case DN_INT: buf_printf(o, "%" PRId64, n->num); break;
	case DN_STR: buf_quote(o, n->str, n->len); break;
	case DN_IDENT: case DN_MACRO: buf_puts(o, n->str); break;
	case DN_SYM: buf_printf(o, "%s%s%s", n->mod, n->num ? "``" : "`", n->str); break;
	case DN_AGG: buf_printf(o, "@%s", n->str); break;
	case DN_SELF: buf_printf(o, "self->%s", n->str); break;
	case DN_THIS: buf_printf(o, "this->%s", n->str); break;
	case DN_CALL:
		if (n->a)
			node(o, n->a);
		else
			buf_puts(o, n->str);
		buf_puts(o, "(");
		list(o, n);
		buf_puts(o, ")");
		break;
	case DN_INDEX:
		around(o, "", n->a, "[");
		list(o, n);
		buf_puts(o, "]");
		break;
	case DN_DOT: around(o, "", n->a, "."); buf_puts(o, n->str); break;
	case DN_ARROW: around(o, "", n->a, "->"); buf_puts(o, n->str); break;
	case DN_UNARY: buf_puts(o, op_text(n->op)); around(o, "(", n->a, ")"); break;
	case DN_DEREF: around(o, "*(", n->a, ")"); break;
	case DN_ADDR: around(o, "&(", n->a, ")"); break;
	case DN_BINARY: two(o, n, op_text(n->op), ""); break;
	case DN_COND: around(o, "(", n->a, " ? "); around(o, "", n->b, " : "); around(o, "", n->c, ")"); break;
	case DN_ASSIGN: two(o, n, n->has_op ? op_text(n->op) : "", "="); break;
	case DN_INC:
		buf_puts(o, n->post ? "" : n->num < 0 ? "--" : "++");
		around(o, "(", n->a, ")");
		buf_puts(o, !n->post ? "" : n->num < 0 ? "--" : "++");
		break;
	case DN_CAST: buf_puts(o, "(("); type(o, n->type); around(o, ") ", n->a, ")"); break;
	case DN_SIZEOF:
		buf_puts(o, "sizeof (");
		if (n->type)
			type(o, n->type);
		around(o, "", n->a, ")");
		break;
	case DN_OFFSETOF:
		buf_puts(o, "offsetof (");
		type(o, n->type);
		member_path(o, n);
		buf_puts(o, ")");
		break;
	case DN_STRINGOF: around(o, "stringof (", n->a, ")"); break;
	case DN_XLATE: buf_puts(o, "xlate <"); type(o, n->type); around(o, "> (", n->a, ")"); break;
	case DN_COMMA: two(o, n, ",", ""); break;
	}
}

static void stmt(struct buf *o, const struct d_stmt *s, size_t indent)
{
	switch (s->kind) {
	case DT_EXPR:
		buf_pad(o, ' ', indent);
		around(o, "", s->expr, "\n");
		break;
	case DT_IF:
		buf_pad(o, ' ', indent);
		around(o, "if ", s->expr, "\n");
		stmt(o, s->then, indent + 2);
		if (s->other) {
			buf_pad(o, ' ', indent);
			buf_puts(o, "else\n");
			stmt(o, s->other, indent + 2);
		}
		break;
	case DT_BLOCK:
		for (size_t i = 0; i < s->list.n; i++)
			stmt(o, s->list.v[i], indent);
		break;
	}
}

static void clause(struct buf *o, const struct d_item *it)
{
	buf_puts(o, "clause");
	for (size_t i = 0; i < it->descs.n; i++)
		buf_printf(o, "%s %s", i ? "," : "", it->descs.v[i].text);
	buf_puts(o, "\n");
	if (it->pred)
		around(o, "  when ", it->pred, "\n");
	if (it->body)
		stmt(o, it->body, 2);
}

static void types(struct buf *o, const char *what, const struct d_item *it)
{
	for (size_t i = 0; i < it->decls.n; i++) {
		buf_puts(o, what);
		type(o, it->decls.v[i]);
		buf_puts(o, it->kind == DI_INLINE ? " = " : "\n");
	}
}

static void item(struct buf *o, const struct d_item *it)
{
	switch (it->kind) {
	case DI_CLAUSE:
		clause(o, it);
		break;
	case DI_DECL:
		if (!it->decls.n) {
			buf_puts(o, "declare ");
			spec(o, it->spec);
			buf_puts(o, "\n");
		}
		types(o, "declare ", it);
		break;
	case DI_INLINE:
		types(o, "inline ", it);
		around(o, "", it->value, "\n");
		break;
	case DI_XLATOR:
		buf_puts(o, "translator ");
		type(o, it->target);
		buf_puts(o, " from ");
		type(o, it->source);
		buf_puts(o, "\n");
		for (size_t i = 0; i < it->members.n; i++) {
			buf_printf(o, "  %s = ", it->members.v[i].name);
			around(o, "", it->members.v[i].value, "\n");
		}
		break;
	case DI_PROVIDER:
		buf_printf(o, "provider %s\n", it->name);
		types(o, "  probe ", it);
		break;
	case DI_ALIAS:
		buf_printf(o, "probe %s:%s:%s:%s\n", it->prov, it->mod, it->func, it->name);
		types(o, "  args ", it);
		break;
	}
}

void d_dump(const void *ast, struct buf *out)
{
	const struct d_ast *tree = ast;

	for (size_t i = 0; i < tree->items.n; i++)
		item(out, tree->items.v[i]);
}
