/*
 * embed_macro.c - embedded C: #define, and what macros make of the tokens
 */
#include <string.h>
#include "lang/stap/embed.h"

enum { MOST_TOKENS = 200000 };

struct c_macro *c_macro(const struct c_unit *u, const char *name)
{
	for (size_t i = u->macros.n; i-- > 0;)
		if (!strcmp(u->macros.v[i]->name, name))
			return u->macros.v[i];
	return NULL;
}

static void parameters(struct c_parser *c, struct c_text *x, struct c_macro *m)
{
	bool named = false;

	x->s++;
	for (c_skip(x, true); x->s < x->end && *x->s != ')' && *x->s != '\n'; c_skip(x, true)) {
		struct c_tok t = c_next(c, x);

		if (!strcmp(t.text, "...")) {
			if (!named)
				vec_push(c->p->arena, &m->params, "__VA_ARGS__");
			m->variadic = true;
		} else if (t.kind == C_NAME) {
			vec_push(c->p->arena, &m->params, t.text);
		}
		named = t.kind == C_NAME;	/* args... */
	}
	x->s += x->s < x->end && *x->s == ')';
}

void c_define(struct c_parser *c, struct c_text *x)
{
	struct c_macro *m = arena_new_of(c->p->arena, struct c_macro);

	c_skip(x, true);
	m->name = c_next(c, x).text;
	m->has_params = x->s < x->end && *x->s == '(';
	if (!*m->name)
		return;
	if (m->has_params)
		parameters(c, x, m);
	for (c_skip(x, true); x->s < x->end && *x->s != '\n'; c_skip(x, true))
		vec_push(c->p->arena, &m->body.v, c_next(c, x));
	vec_push(c->p->arena, &c->unit->macros, m);
}

struct expansion {		/* macros that are being expanded: not again */
	const struct c_macro *m;
	const struct expansion *up;
};

static bool is_open(const struct expansion *e, const struct c_macro *m)
{
	for (; e; e = e->up)
		if (e->m == m)
			return true;
	return false;
}

static void expand(struct c_parser *c, const struct c_tok *t, size_t n, const struct expansion *up, struct c_toks *out);

static size_t argument_end(const struct c_tok *t, size_t n, size_t i)
{
	unsigned depth = 0;

	for (; i < n; i++) {
		if (t[i].kind != C_OP)
			continue;
		if (!depth && (*t[i].text == ',' || *t[i].text == ')'))
			break;
		depth += *t[i].text == '(';
		depth -= *t[i].text == ')';
	}
	return i;
}

/* ---- calls ---- */
struct call {
	const struct c_macro *m;
	struct c_toks *raw, *full;	/* of each parameter: as it is written; expanded */
};

/* the call's tokens behind its name: those that it takes */
static size_t take_arguments(struct c_parser *c, const struct call *k, const struct c_tok *t, size_t n)
{
	size_t i = 1, p = 0, last = k->m->params.n;

	for (; i < n; i++) {
		size_t end = argument_end(t, n, i), to = p < last ? p : last;

		for (size_t a = i; a < end; a++)
			vec_push(c->p->arena, &k->raw[to].v, t[a]);
		expand(c, t + i, end - i, NULL, &k->full[to]);
		i = end;
		if (i < n && *t[i].text == ')')
			break;
		if (k->m->variadic && p + 1 == last && i < n) {		/* the comma is a part of it */
			vec_push(c->p->arena, &k->raw[p].v, t[i]);
			vec_push(c->p->arena, &k->full[p].v, t[i]);
		} else {
			p++;
		}
	}
	return i + 1;
}

/* the place of a parameter; those that there are: it is none */
static size_t parameter(const struct c_macro *m, const struct c_tok *t)
{
	size_t p = 0;

	while (p < m->params.n && (t->kind != C_NAME || strcmp(m->params.v[p], t->text) != 0))
		p++;
	return p;
}

/* #x */
static struct c_tok in_quotes(struct c_parser *c, const struct c_toks *arg, uint32_t at)
{
	struct c_tok ret = { .kind = C_STRING, .at = at };
	struct buf b = BUF_INIT;

	buf_putc(&b, '"');
	for (size_t i = 0; i < arg->v.n; i++) {
		const struct c_tok *t = &arg->v.v[i];

		if (i && t->at > t[-1].at + strlen(t[-1].text))
			buf_putc(&b, ' ');
		for (const char *s = t->text; *s; s++) {
			if (t->kind == C_STRING && strchr("\"\\", *s))
				buf_putc(&b, '\\');
			buf_putc(&b, *s);
		}
	}
	buf_putc(&b, '"');
	ret.text = arena_strdup(c->p->arena, buf_str(&b));
	buf_fini(&b);
	return ret;
}

/* a##b; of ", ##args" no comma is left where there are none */
static void paste(struct c_parser *c, const struct call *k, const struct c_tok *right, struct c_toks *out)
{
	size_t p = parameter(k->m, right), from = 1;
	struct c_toks one = { 0 };
	const struct c_toks *with = &one;

	vec_push(c->p->arena, &one.v, *right);
	if (p < k->m->params.n)
		with = &k->raw[p];
	if (out->v.n && !strcmp(vec_last(&out->v).text, ",")) {
		out->v.n -= !with->v.n;
		with = p < k->m->params.n ? &k->full[p] : with;
		from = 0;
	} else if (out->v.n && with->v.n) {
		const char *text = arena_printf(c->p->arena, "%s%s", vec_last(&out->v).text, with->v.v[0].text);
		struct c_text x = { text, text, text + strlen(text) };

		vec_last(&out->v) = c_next(c, &x);
	} else {
		from = 0;
	}
	for (; from < with->v.n; from++)
		vec_push(c->p->arena, &out->v, with->v.v[from]);
}

static size_t expand_call(struct c_parser *c, const struct c_macro *m, const struct c_tok *t, size_t n, struct c_toks *out)
{
	struct call k = { m, arena_array(c->p->arena, struct c_toks, m->params.n + 1),
			  arena_array(c->p->arena, struct c_toks, m->params.n + 1) };
	const struct c_tok *body = m->body.v.v;
	size_t taken = take_arguments(c, &k, t, n);

	for (size_t b = 0; b < m->body.v.n; b++) {
		bool more = b + 1 < m->body.v.n;
		size_t p = parameter(m, &body[b]);

		if (more && !strcmp(body[b].text, "##")) {
			paste(c, &k, &body[++b], out);
		} else if (more && !strcmp(body[b].text, "#") && parameter(m, &body[b + 1]) < m->params.n) {
			vec_push(c->p->arena, &out->v, in_quotes(c, &k.raw[parameter(m, &body[b + 1])], body[b].at));
			b++;
		} else if (p < m->params.n) {
			const struct c_toks *arg = more && !strcmp(body[b + 1].text, "##") ? &k.raw[p] : &k.full[p];

			for (size_t a = 0; a < arg->v.n; a++)
				vec_push(c->p->arena, &out->v, arg->v.v[a]);
		} else {
			vec_push(c->p->arena, &out->v, body[b]);
		}
	}
	return taken;
}

static void expand(struct c_parser *c, const struct c_tok *t, size_t n, const struct expansion *up, struct c_toks *out)
{
	for (size_t i = 0; i < n && !c->why; i++) {
		struct c_macro *m = t[i].kind == C_NAME ? c_macro(c->unit, t[i].text) : NULL;
		struct expansion here = { m, up };
		struct c_toks body = { 0 };

		if (out->v.n > MOST_TOKENS) {
			c_refuse(c, "its macros make too much of it");
			return;
		}
		if (!m || is_open(up, m) || (m->has_params && (i + 1 >= n || strcmp(t[i + 1].text, "(") != 0))) {
			vec_push(c->p->arena, &out->v, t[i]);
			continue;
		}
		uint32_t at = t[i].at;

		if (m->has_params)
			i += expand_call(c, m, t + i + 1, n - i - 1, &body);
		else
			body = m->body;

		size_t from = out->v.n;

		expand(c, body.v.v, body.v.n, &here, out);
		for (; from < out->v.n; from++)
			out->v.v[from].at = at;
	}
}

void c_expand(struct c_parser *c, const struct c_tok *t, size_t n, struct c_toks *out)
{
	expand(c, t, n, NULL, out);
}
