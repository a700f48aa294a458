/*
 * embed.c - embedded C in its three places: outside of functions, as a function's body, in an expression
 *
 * embed.h says how it becomes script text. What does not goes through the passes as it is (N_EMBED). If it is
 * still there then, it is refused: by pass 4 where a compiler of C would refuse it, else by the run.
 */
#include <string.h>
#include "lang/stap/consts.h"
#include "lang/stap/embed.h"
#include "lang/stap/sem.h"

static struct c_parser begin(struct parser *p, const struct func_decl *f, const struct tok *t)
{
	if (!p->file->unit)
		p->file->unit = arena_new_of(p->arena, struct c_unit);
	return (struct c_parser){ .p = p, .unit = p->file->unit, .block = t, .f = f };
}

static bool read_tokens(struct c_parser *c)
{
	struct c_toks toks = { 0 };

	if (!c_tokens(c, &toks))
		return false;
	c->t = toks.v.v;
	c->n = toks.v.n;
	return true;
}

static struct span place(const struct c_parser *c)
{
	const struct source *src = c->block->span.src;
	struct span at = c->block->span;

	if (at.end - at.start != c->block->len + 4 || !src)	/* pasted by a macro: not as it is written */
		return at;
	at.start += 2 + c->why_at;
	at.end = at.start + 1;
	return at;
}

static struct parser sub_parser(struct parser *p, const struct tok *at, const char *text, struct toks *toks)
{
	struct source *src = source_new(p->arena, "<embedded>", text, strlen(text));
	struct parser sub = { .c = p->c, .arena = p->arena, .file = p->file, .in_func = true };

	src->parent = at->span.src;
	stap_lex(p->c, src, toks);
	for (size_t i = 0; i < toks->v.n; i++)		/* messages point at the text as it is written */
		toks->v.v[i].span = at->span;
	sub.t = toks->v.v;
	sub.n = toks->v.n;
	return sub;
}

static const char *text_of(struct parser *p, struct buf *b)
{
	const char *text = arena_strdup(p->arena, buf_str(b));

	buf_fini(b);
	return text;
}

static bool mentions_result(const struct c_parser *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->t[i].kind == C_NAME && (!strcmp(c->t[i].text, "STAP_RETVALUE") || !strcmp(c->t[i].text, C_RESULT)))
			return true;
	return false;
}

/* what the C says cannot be said otherwise: it stays as it is */
static struct node *opaque(struct parser *p, const struct tok *t, const struct c_parser *c)
{
	struct node *n = stap_node(p, N_EMBED, t->span);

	n->str = t->text;
	n->len = t->len;
	n->name = c->why;
	n->num = c->is_wrong;
	n->at = place(c);
	return n;
}

static struct snode *opaque_body(struct parser *p, const struct tok *t, const struct c_parser *c)
{
	struct snode *s = arena_new_of(p->arena, struct snode);

	*s = (struct snode){ .kind = SN_EXPR, .span = t->span, .e = opaque(p, t, c) };
	s->e->is_stmt = s->e->is_body = true;
	return s;
}

struct snode *embed_body(struct parser *p, const struct func_decl *f, const struct tok *t)
{
	struct c_parser c = begin(p, f, t);
	struct buf b = BUF_INIT;
	struct toks toks = { 0 };

	if (read_tokens(&c)) {
		c.gives = f->type != VT_UNKNOWN || mentions_result(&c);
		if (f->type != VT_UNKNOWN)
			buf_printf(&b, C_RESULT " = %s; ", f->type == VT_STRING ? "\"\"" : "0");
		c_body(&c, &b);
		if (!c.why && c.pos < c.n)
			c_wrong(&c, "a } too many");
	}
	const char *body = text_of(p, &b);

	if (c.why)
		return opaque_body(p, t, &c);
	struct parser sub = sub_parser(p, t, arena_printf(p->arena, "{ %s}", body), &toks);

	return stap_parse_block(&sub);
}

static void declare(struct compile *c, struct file *f, const struct source *parent, const struct buf *text)
{
	size_t globals = f->globals.n, funcs = f->funcs.n, probes = f->probes.n;
	struct source *src;

	if (!text->len)
		return;
	src = source_new(c->arena, "<embedded>", arena_strdup(c->arena, buf_str(text)), text->len);
	src->parent = parent;
	stap_parse_into(c, f, src);
	for (; globals < f->globals.n; globals++)
		f->globals.v[globals]->made = true;
	for (; probes < f->probes.n; probes++)
		f->probes.v[probes]->made = true;
	for (; funcs < f->funcs.n; funcs++)
		f->funcs.v[funcs]->made = f->funcs.v[funcs]->embedded = true;
}

void c_declare(struct c_parser *c, struct buf *text)
{
	declare(c->p->c, c->p->file, c->block->span.src, text);
}

void embed_end(struct compile *c, struct file *f)
{
	struct buf b = BUF_INIT;

	if (f->unit)
		c_throughs(f->unit, &b);
	declare(c, f, f->src, &b);
	buf_fini(&b);
}

void embed_outside(struct parser *p, const struct tok *t)
{
	struct c_parser c = begin(p, NULL, t);
	struct buf b = BUF_INIT;

	vec_push(p->arena, &p->file->embeds, t->text);
	if (read_tokens(&c))
		c_outside(&c, &b);
	c_declare(&c, &b);
	buf_fini(&b);
}

struct node *embed_value(struct parser *p, const struct tok *t)
{
	struct c_parser c = begin(p, NULL, t);
	bool is_string = memmem(t->text, t->len, "/* string */", 12) != NULL;
	struct toks toks = { 0 };
	struct c_value v = { 0 };
	const char *text = NULL;

	if (read_tokens(&c))
		v = c_expr(&c);
	if (!c.why && c.pos < c.n)
		c_wrong(&c, "it is more than an expression");
	if (!c.why)
		text = v.type.kind == CT_TEXT || is_string ? c_string(&c, &v) : c_number(&c, &v);
	if (c.why)
		return opaque(p, t, &c);
	struct parser sub = sub_parser(p, t, arena_printf(p->arena, "(%s)", text), &toks);

	return stap_parse_expr(&sub);
}

struct node *embed_const(struct parser *p, const struct node *n)
{
	const struct node *arg = n->args.v[0];
	struct tok t = { .span = n->span, .text = arg->str, .len = arg->len };

	struct c_parser c = begin(p, NULL, &t);
	int64_t value;

	if (stap_const(t.text, &value) || c_kernel_enumerator(&c, t.text, &value))
		return NULL;		/* a name, as most are */
	struct node *ret = embed_value(p, &t);

	return ret->kind != N_EMBED ? ret : NULL;
}

bool embed_allowed(struct parser *p)
{
	bool allowed = p->c->guru || p->file->library;

	if (!allowed)		/* taken: the parser does not come by it again */
		fail_at(p, take(p)->span, ERR_STAP_CONTEXT, "embedded code in unprivileged script; need stap -g");
	return allowed;
}

bool embed_says(const char *code, const char *pragma)
{
	return strstr(code, pragma) != NULL;
}

void embed_refuse(struct compile *c, const struct node *n)
{
	vec_push(c->arena, &c->refusals, ((struct refusal){
		.pass = n->num ? 4 : 5,
		.at = n->at,
		.tag = ERR_STAP_CONTEXT,
		.message = arena_printf(c->arena, "this embedded C cannot be taken over: %s", n->name),
		.hint = "handlers run as BPF programs: docs/stap-language.md, \"Embedded C\", says what is taken over; "
			"@cast and kernel_long() read memory in the language",
	}));
}
