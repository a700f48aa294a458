/*
 * ast.c - copies, walks and the text form (--dump=ast) of the syntax tree
 */
#include <ctype.h>
#include <string.h>
#include "lang/stap/ast.h"

const char *value_type_str(enum value_type t)
{
	switch (t) {
	case VT_UNKNOWN:
		return "unknown";
	case VT_LONG:
		return "long";
	case VT_STRING:
		return "string";
	case VT_STATS:
		return "stats";
	}
	return "";
}

/* ---- copies ---- */

struct node *node_clone(struct arena *a, const struct node *n)
{
	if (!n)
		return NULL;
	struct node *c = arena_dup(a, n, sizeof(*n));

	c->a = node_clone(a, n->a);
	c->b = node_clone(a, n->b);
	c->c = node_clone(a, n->c);
	memset(&c->args, 0, sizeof(c->args));
	for (size_t i = 0; i < n->args.n; i++)
		vec_push(a, &c->args, node_clone(a, n->args.v[i]));
	return c;
}

struct snode *snode_clone(struct arena *a, const struct snode *s)
{
	if (!s)
		return NULL;
	struct snode *c = arena_dup(a, s, sizeof(*s));

	c->e = node_clone(a, s->e);
	c->init = node_clone(a, s->init);
	c->step = node_clone(a, s->step);
	c->limit = node_clone(a, s->limit);
	c->body = snode_clone(a, s->body);
	c->other = snode_clone(a, s->other);
	memset(&c->list, 0, sizeof(c->list));
	memset(&c->slice, 0, sizeof(c->slice));
	memset(&c->keys, 0, sizeof(c->keys));
	for (size_t i = 0; i < s->list.n; i++)
		vec_push(a, &c->list, snode_clone(a, s->list.v[i]));
	for (size_t i = 0; i < s->slice.n; i++)
		vec_push(a, &c->slice, node_clone(a, s->slice.v[i]));
	for (size_t i = 0; i < s->keys.n; i++)
		vec_push(a, &c->keys, s->keys.v[i]);
	return c;
}

/* ---- walks ---- */

void node_walk(struct node *n, node_fn *fn, void *ctx)
{
	if (!n || !fn(n, ctx))
		return;
	node_walk(n->a, fn, ctx);
	node_walk(n->b, fn, ctx);
	node_walk(n->c, fn, ctx);
	for (size_t i = 0; i < n->args.n; i++)
		node_walk(n->args.v[i], fn, ctx);
}

static bool find_act(struct node *n, void *ctx)
{
	bool *acts = ctx;

	*acts = *acts || n->kind == N_CALL || n->kind == N_ASSIGN || n->kind == N_STEP;
	return !*acts;
}

bool node_acts(struct node *n)
{
	bool acts = false;

	node_walk(n, find_act, &acts);
	return acts;
}

struct node *node_new(struct arena *a, enum node_kind k, const struct node *like)
{
	struct node *n = arena_new_of(a, struct node);

	n->kind = k;
	n->span = like->span;
	n->at = like->at;
	n->depth = like->depth + 1;
	return n;
}

void snode_walk(struct snode *s, node_fn *fn, void *ctx)
{
	if (!s)
		return;
	node_walk(s->e, fn, ctx);
	node_walk(s->init, fn, ctx);
	node_walk(s->step, fn, ctx);
	node_walk(s->limit, fn, ctx);
	for (size_t i = 0; i < s->slice.n; i++)
		node_walk(s->slice.v[i], fn, ctx);
	for (size_t i = 0; i < s->list.n; i++)
		snode_walk(s->list.v[i], fn, ctx);
	snode_walk(s->body, fn, ctx);
	snode_walk(s->other, fn, ctx);
}

/* ---- the text form: fully parenthesized script text ---- */

static void print_args(const struct node *n, struct buf *out, bool comma)
{
	for (size_t i = 0; i < n->args.n; i++) {
		if (i > 0 || comma)
			buf_puts(out, ", ");
		if (n->args.v[i])
			node_print(n->args.v[i], out);
		else
			buf_putc(out, '*');
	}
}

static void print_call(const char *prefix, const struct node *n, struct buf *out)
{
	buf_printf(out, "%s%s(", prefix, n->name ? n->name : "");
	if (n->a)
		node_print(n->a, out);
	print_args(n, out, n->a != NULL);
	buf_putc(out, ')');
}

static void print_binary(const struct node *n, struct buf *out)
{
	buf_putc(out, '(');
	node_print(n->a, out);
	buf_printf(out, " %s ", tok_text(n->op));
	node_print(n->b, out);
	buf_putc(out, ')');
}

/* of names it is a part */
static const char *pretty_text(const struct node *n)
{
	return n->pretty > 1 ? "$$" : n->pretty ? "$" : "";
}

void node_print(const struct node *n, struct buf *out)
{
	switch (n->kind) {
	case N_NUM:
		buf_printf(out, "%lld", (long long)n->num);
		break;
	case N_STR:
		buf_quote(out, n->str, n->len);
		break;
	case N_NAME:
	case N_TARGET:
		buf_puts(out, n->name);
		break;
	case N_INDEX:
		node_print(n->a, out);
		buf_putc(out, '[');
		print_args(n, out, false);
		buf_putc(out, ']');
		break;
	case N_CAST:
		print_call("@", n, out);
		buf_puts(out, pretty_text(n));
		break;
	case N_VAR:
		print_call("@", n, out);
		buf_puts(out, pretty_text(n));
		break;
	case N_EXTRACT:
	case N_HIST:
	case N_AT:
		print_call("@", n, out);
		break;
	case N_MEMBER:
		node_print(n->a, out);
		buf_printf(out, "->%s", n->name);
		break;
	case N_SUBSCRIPT:
		node_print(n->a, out);
		buf_putc(out, '[');
		node_print(n->b, out);
		buf_printf(out, "]%s", pretty_text(n));
		break;
	case N_CALL:
		print_call("", n, out);
		break;
	case N_ADDR:
	case N_UNARY:
		buf_printf(out, "(%s", tok_text(n->op));
		node_print(n->a, out);
		buf_putc(out, ')');
		break;
	case N_BINARY:
	case N_ASSIGN:
		print_binary(n, out);
		break;
	case N_COND:
		buf_putc(out, '(');
		node_print(n->a, out);
		buf_puts(out, " ? ");
		node_print(n->b, out);
		buf_puts(out, " : ");
		node_print(n->c, out);
		buf_putc(out, ')');
		break;
	case N_STEP:
		buf_printf(out, "(%s", n->postfix ? "" : tok_text(n->op));
		node_print(n->a, out);
		buf_printf(out, "%s)", n->postfix ? tok_text(n->op) : "");
		break;
	case N_EMBED:
		buf_printf(out, "%%{%s%%}", n->str);
		break;
	case N_IN:
		buf_puts(out, "([");
		print_args(n, out, false);
		buf_puts(out, "] in ");
		node_print(n->a, out);
		buf_putc(out, ')');
		break;
	}
}

static void print_snode(const struct snode *s, struct buf *out, unsigned indent);

static void line(struct buf *out, unsigned indent, const char *word)
{
	buf_pad(out, ' ', 2 * (size_t)indent);
	buf_puts(out, word);
}

static void opt_expr(const struct node *n, struct buf *out)
{
	if (n)
		node_print(n, out);
}

static const char *dir_text(int dir)
{
	return dir > 0 ? "+" : dir < 0 ? "-" : "";
}

static void print_foreach(const struct snode *s, struct buf *out)
{
	buf_puts(out, "foreach (");
	if (s->value.name)
		buf_printf(out, "%s%s = ", s->value.name, dir_text(s->value.dir));
	buf_putc(out, '[');
	for (size_t i = 0; i < s->keys.n; i++)
		buf_printf(out, "%s%s%s", i ? ", " : "", s->keys.v[i].name, dir_text(s->keys.v[i].dir));
	buf_puts(out, "] in ");
	node_print(s->e, out);
	for (size_t i = 0; i < s->slice.n; i++) {
		buf_puts(out, i ? ", " : "[");
		if (s->slice.v[i])
			node_print(s->slice.v[i], out);
		else
			buf_putc(out, '*');
	}
	buf_printf(out, "%s%s%s%s", s->has_slice ? "]" : "", s->by ? " @" : "", s->by ? s->by : "",
		   dir_text(s->dir));
	if (s->limit) {
		buf_puts(out, " limit ");
		node_print(s->limit, out);
	}
	buf_puts(out, ")\n");
}

static void print_head(const char *word, const struct node *e, struct buf *out)
{
	bool own = e->kind == N_UNARY || e->kind == N_ADDR || e->kind == N_BINARY || e->kind == N_ASSIGN || e->kind == N_COND ||
		   e->kind == N_STEP || e->kind == N_IN;	/* parentheses */

	buf_printf(out, own ? "%s " : "%s (", word);
	node_print(e, out);
	buf_puts(out, own ? "\n" : ")\n");
}

static void print_word(const char *word, const struct node *e, struct buf *out)
{
	buf_puts(out, word);
	if (e) {
		buf_putc(out, ' ');
		node_print(e, out);
	}
	buf_putc(out, '\n');
}

/* what would be read on into the next line, "delete x" and "(y++)", ends with a semicolon */
static void print_block(const struct snode *s, struct buf *out, unsigned indent)
{
	line(out, indent, "{\n");
	for (size_t i = 0; i < s->list.n; i++) {
		size_t end = out->len - 1, start = out->len + 2 * ((size_t)indent + 1);

		print_snode(s->list.v[i], out, indent + 1);
		if (i && out->s[start] == '(' && (isalnum((unsigned char)out->s[end - 1]) || strchr("_$", out->s[end - 1]))) {
			buf_putc(out, '\0');
			memmove(out->s + end + 1, out->s + end, out->len - end - 1);
			out->s[end] = ';';
		}
	}
	line(out, indent, "}\n");
}

static void print_snode(const struct snode *s, struct buf *out, unsigned indent)
{
	if (s->kind == SN_BLOCK) {
		print_block(s, out, indent);
		return;
	}
	line(out, indent, "");
	switch (s->kind) {
	case SN_EMPTY:
		buf_puts(out, ";\n");
		break;
	case SN_BLOCK:
		break;
	case SN_EXPR:
		node_print(s->e, out);
		buf_putc(out, '\n');
		break;
	case SN_IF:
		print_head("if", s->e, out);
		print_snode(s->body, out, indent + 1);
		if (s->other) {
			line(out, indent, "else\n");
			print_snode(s->other, out, indent + 1);
		}
		break;
	case SN_WHILE:
		print_head("while", s->e, out);
		print_snode(s->body, out, indent + 1);
		break;
	case SN_FOR:
		buf_puts(out, "for (");
		opt_expr(s->init, out);
		buf_puts(out, "; ");
		opt_expr(s->e, out);
		buf_puts(out, "; ");
		opt_expr(s->step, out);
		buf_puts(out, ")\n");
		print_snode(s->body, out, indent + 1);
		break;
	case SN_FOREACH:
		print_foreach(s, out);
		print_snode(s->body, out, indent + 1);
		break;
	case SN_BREAK:
		buf_puts(out, "break\n");
		break;
	case SN_CONTINUE:
		buf_puts(out, "continue\n");
		break;
	case SN_NEXT:
		buf_puts(out, "next\n");
		break;
	case SN_RETURN:
		print_word(s->e ? "return" : "return;", s->e, out);
		break;
	case SN_DELETE:
		print_word("delete", s->e, out);
		break;
	case SN_TRY:
		buf_puts(out, "try\n");
		print_snode(s->body, out, indent + 1);
		line(out, indent, "");
		buf_printf(out, s->caught.name ? "catch (%s)\n" : "catch%s\n",
			   s->caught.name ? s->caught.name : "");
		print_snode(s->other, out, indent + 1);
		break;
	}
}

const char *point_str(struct arena *a, const struct point *p)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < p->comps.n; i++) {
		const struct point_comp *c = &p->comps.v[i];

		buf_printf(&b, "%s%s", i ? "." : "", c->name);
		if (c->arg == PA_NUM) {
			buf_printf(&b, c->is_hex ? "(%#llx)" : "(%lld)", (long long)c->num);
		} else if (c->arg == PA_STR) {
			buf_putc(&b, '(');
			buf_quote(&b, c->str, strlen(c->str));
			buf_putc(&b, ')');
		}
	}
	char *s = arena_strdup(a, buf_str(&b));

	buf_fini(&b);
	return s;
}

static void print_point(const struct point *p, struct buf *out)
{
	struct arena *a = arena_new();

	buf_printf(out, "%s%s%s", point_str(a, p), p->optional ? "?" : "", p->sufficient ? "!" : "");
	arena_free(a);
	if (p->cond) {
		buf_puts(out, " if (");
		node_print(p->cond, out);
		buf_putc(out, ')');
	}
}

static void print_probe(const struct probe_decl *d, struct buf *out)
{
	buf_puts(out, "probe ");
	for (size_t i = 0; i < d->names.n; i++) {
		print_point(d->names.v[i], out);
		buf_puts(out, d->body || i + 1 < d->names.n ? " = " : " += ");
	}
	for (size_t i = 0; i < d->points.n; i++) {
		buf_puts(out, i ? ", " : "");
		print_point(d->points.v[i], out);
	}
	buf_putc(out, '\n');
	if (d->body)
		print_snode(d->body, out, 0);
	if (d->epilogue) {
		buf_puts(out, d->body ? ",\n" : "");
		print_snode(d->epilogue, out, 0);
	}
}

static void print_global(const struct global_decl *g, struct buf *out)
{
	buf_printf(out, "%s %s%s", g->is_private ? "private" : "global", g->name, g->wrap ? "%" : "");
	if (g->has_size)
		buf_printf(out, "[%lld]", (long long)g->size);
	if (g->init) {
		buf_puts(out, " = ");
		node_print(g->init, out);
	}
	buf_putc(out, '\n');
}

static void print_func(const struct func_decl *f, struct buf *out)
{
	buf_printf(out, "%sfunction %s", f->is_private ? "private " : "", f->name);
	if (f->type)
		buf_printf(out, ":%s", value_type_str(f->type));
	buf_putc(out, '(');
	for (size_t i = 0; i < f->params.n; i++) {
		buf_printf(out, "%s%s", i ? ", " : "", f->params.v[i].name);
		if (f->params.v[i].type)
			buf_printf(out, ":%s", value_type_str(f->params.v[i].type));
	}
	buf_putc(out, ')');
	if (f->priority)
		buf_printf(out, ":%lld", (long long)f->priority);
	buf_putc(out, '\n');
	if (f->code)
		buf_printf(out, "%%{%s%%}\n", f->code);
	else
		print_snode(f->body, out, 0);
}

void stap_dump_ast(const void *v, struct buf *out)
{
	const struct ast *ast = v;

	for (size_t i = 0; i < ast->files.n; i++) {
		const struct file *f = ast->files.v[i];

		if (i > 0)		/* of -E; who prints all this names the first */
			buf_printf(out, "# file %s\n", f->src->name);
		for (size_t k = 0; k < f->embeds.n; k++)
			buf_printf(out, "%%{%s%%}\n", f->embeds.v[k]);
		for (size_t k = 0; k < f->globals.n; k++)
			if (!f->globals.v[k]->made)
				print_global(f->globals.v[k], out);
		for (size_t k = 0; k < f->aliases.n; k++)
			print_probe(f->aliases.v[k], out);
		for (size_t k = 0; k < f->funcs.n; k++)
			if (!f->funcs.v[k]->made)
				print_func(f->funcs.v[k], out);
		for (size_t k = 0; k < f->probes.n; k++)
			if (!f->probes.v[k]->made)
				print_probe(f->probes.v[k], out);
	}
}
