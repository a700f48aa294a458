/*
 * embed_tok.c - embedded C: tokens, and the preprocessor's definitions and conditionals
 *
 * #include has no effect. Conditions know LINUX_VERSION_CODE, KERNEL_VERSION(), defined() and what
 * was defined; what nobody defined is 0.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include "lang/stap/embed.h"

enum { DEEPEST = 200, MOST_TOKENS = 200000 };

static void remember(struct c_parser *c, bool wrong, const char *fmt, va_list ap)
{
	struct buf b = BUF_INIT;

	if (c->why)
		return;
	buf_vprintf(&b, fmt, ap);
	c->is_wrong = wrong;
	c->why_at = c->pos < c->n ? c->t[c->pos].at : c->n ? c->t[c->n - 1].at : 0;
	c->why = arena_strdup(c->p->arena, buf_str(&b));
	buf_fini(&b);
}

void c_refuse(struct c_parser *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	remember(c, false, fmt, ap);
	va_end(ap);
}

void c_wrong(struct c_parser *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	remember(c, true, fmt, ap);
	va_end(ap);
}

bool c_enter(struct c_parser *c)
{
	if (++c->depth <= DEEPEST)
		return true;
	c_refuse(c, "it is nested too deeply");
	return false;
}

void c_leave(struct c_parser *c)
{
	c->depth--;
}

const struct c_tok *c_peek(const struct c_parser *c, size_t ahead)
{
	static const struct c_tok end = { .kind = C_END, .text = "" };

	return c->why || c->pos + ahead >= c->n ? &end : &c->t[c->pos + ahead];
}

bool c_is(const struct c_parser *c, size_t ahead, const char *text)
{
	const struct c_tok *t = c_peek(c, ahead);

	return (t->kind == C_OP || t->kind == C_NAME) && !strcmp(t->text, text);
}

bool c_take(struct c_parser *c, const char *text)
{
	if (!c_is(c, 0, text))
		return false;
	c->pos++;
	return true;
}

bool c_expect(struct c_parser *c, const char *text)
{
	if (c_take(c, text))
		return true;
	c_wrong(c, "expected '%s'", text);
	return false;
}

/* ---- one token ---- */
struct c_text { const char *s, *start, *end; };

static bool at_nl_escape(const struct c_text *x)
{
	return x->end - x->s > 1 && x->s[0] == '\\' && x->s[1] == '\n';
}

/* blanks and comments; line: up to the end of the line only */
static void skip(struct c_text *x, bool line)
{
	while (x->s < x->end) {
		if (at_nl_escape(x)) {
			x->s += 2;
		} else if (isspace((unsigned char)*x->s) && !(line && *x->s == '\n')) {
			x->s++;
		} else if (x->end - x->s > 3 && !strncmp(x->s, "/*", 2)) {
			const char *close = memmem(x->s + 2, (size_t)(x->end - x->s - 2), "*/", 2);

			x->s = close ? close + 2 : x->end;
		} else if (x->end - x->s > 1 && !strncmp(x->s, "//", 2)) {
			const char *nl = memchr(x->s, '\n', (size_t)(x->end - x->s));

			x->s = nl ? nl : x->end;
		} else {
			return;
		}
	}
}

static int64_t escaped(struct c_text *x)
{
	static const char names[] = "abfnrtv", values[] = "\a\b\f\n\r\t\v";
	const char *at = x->s < x->end && *x->s ? strchr(names, *x->s) : NULL;
	char *end;

	if (at) {
		x->s++;
		return values[at - names];
	}
	if (x->s < x->end && *x->s == 'x') {
		long n = strtol(x->s + 1, &end, 16);

		x->s = end;
		return n;
	}
	if (x->s < x->end && *x->s >= '0' && *x->s <= '7') {
		long n = strtol(x->s, &end, 8);

		x->s = end;
		return n;
	}
	return x->s < x->end ? *x->s++ : 0;
}

static void character(struct c_text *x, struct c_tok *t)
{
	t->kind = C_NUMBER;
	for (x->s++; x->s < x->end && *x->s != '\'';) {
		if (*x->s == '\\') {
			x->s++;
			t->num = escaped(x);
		} else {
			t->num = *x->s++;
		}
	}
	x->s += x->s < x->end;
}

static void number(struct c_text *x, struct c_tok *t)
{
	char *end;
	unsigned long long n = strtoull(x->s, &end, 0);

	t->kind = C_NUMBER;
	t->num = (int64_t)n;
	t->wide = n > INT32_MAX;
	for (x->s = end; x->s < x->end && strchr("uUlL", *x->s); x->s++) {
		t->is_unsigned |= *x->s == 'u' || *x->s == 'U';
		t->wide |= *x->s == 'l' || *x->s == 'L';
	}
}

static void quoted(struct c_text *x)
{
	for (x->s++; x->s < x->end && *x->s != '"'; x->s++)
		x->s += *x->s == '\\' && x->s + 1 < x->end;
	x->s += x->s < x->end;
}

static void operator(struct c_text *x)
{
	static const char *const ops[] = { "<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&",
					   "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "##" };

	for (size_t i = 0; i < sizeof(ops) / sizeof(*ops); i++) {
		size_t n = strlen(ops[i]);

		if ((size_t)(x->end - x->s) >= n && !memcmp(x->s, ops[i], n)) {
			x->s += n;
			return;
		}
	}
	x->s++;
}

static bool is_word(char ch)
{
	return isalnum((unsigned char)ch) || ch == '_' || ch == '$';
}

static struct c_tok next(struct c_parser *c, struct c_text *x)
{
	struct c_tok t = { .at = (uint32_t)(x->s - x->start), .text = "" };
	const char *from = x->s;

	if (x->s >= x->end)
		return t;
	if (isdigit((unsigned char)*x->s)) {
		number(x, &t);
	} else if (is_word(*x->s)) {
		t.kind = C_NAME;
		while (x->s < x->end && is_word(*x->s))
			x->s++;
	} else if (*x->s == '"') {
		t.kind = C_STRING;
		quoted(x);
	} else if (*x->s == '\'') {
		character(x, &t);
	} else {
		t.kind = C_OP;
		operator(x);
	}
	t.text = arena_intern(c->p->arena, from, (size_t)(x->s - from));
	return t;
}

/* ---- macros ---- */
static struct c_macro *find_macro(const struct c_unit *u, const char *name)
{
	for (size_t i = u->macros.n; i-- > 0;)
		if (!strcmp(u->macros.v[i]->name, name))
			return u->macros.v[i];
	return NULL;
}

static void define(struct c_parser *c, struct c_text *x)
{
	struct c_macro *m = arena_new_of(c->p->arena, struct c_macro);

	skip(x, true);
	m->name = next(c, x).text;
	m->has_params = x->s < x->end && *x->s == '(';
	if (!*m->name)
		return;
	if (m->has_params) {
		x->s++;
		for (skip(x, true); x->s < x->end && *x->s != ')' && *x->s != '\n'; skip(x, true)) {
			struct c_tok t = next(c, x);

			if (t.kind == C_NAME)
				vec_push(c->p->arena, &m->params, t.text);
		}
		x->s += x->s < x->end && *x->s == ')';
	}
	for (skip(x, true); x->s < x->end && *x->s != '\n'; skip(x, true))
		vec_push(c->p->arena, &m->body.v, next(c, x));
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

/* the call's tokens behind its name: those that it takes */
static size_t expand_call(struct c_parser *c, const struct c_macro *m, const struct c_tok *t, size_t n, struct c_toks *out)
{
	struct c_toks *args = arena_array(c->p->arena, struct c_toks, m->params.n + 1);
	size_t i = 1, k = 0;

	for (; i < n; i++) {
		size_t end = argument_end(t, n, i);

		expand(c, t + i, end - i, NULL, &args[k < m->params.n ? k : m->params.n]);
		k++;
		i = end;
		if (i < n && *t[i].text == ')')
			break;
	}
	for (size_t b = 0; b < m->body.v.n; b++) {
		const struct c_tok *bt = &m->body.v.v[b];
		size_t p = 0;

		while (p < m->params.n && (bt->kind != C_NAME || strcmp(m->params.v[p], bt->text) != 0))
			p++;
		if (p == m->params.n)
			vec_push(c->p->arena, &out->v, *bt);
		for (size_t a = 0; p < m->params.n && a < args[p].v.n; a++)
			vec_push(c->p->arena, &out->v, args[p].v.v[a]);
	}
	return i + 1;
}

static void expand(struct c_parser *c, const struct c_tok *t, size_t n, const struct expansion *up, struct c_toks *out)
{
	for (size_t i = 0; i < n && !c->why; i++) {
		struct c_macro *m = t[i].kind == C_NAME ? find_macro(c->unit, t[i].text) : NULL;
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

/* ---- conditionals ---- */
static int64_t version_code(void)
{
	struct utsname u;
	unsigned a = 0, b = 0, d = 0;

	if (uname(&u) || sscanf(u.release, "%u.%u.%u", &a, &b, &d) < 2)
		return 0;
	return (a << 16) + (b << 8) + (d > 255 ? 255 : d);
}

struct cond {
	const struct c_tok *t;
	size_t n, pos;
	const struct c_unit *u;
	unsigned depth;
};

static bool cond_is(const struct cond *k, const char *op)
{
	return k->pos < k->n && k->t[k->pos].kind != C_STRING && !strcmp(k->t[k->pos].text, op);
}

static bool cond_take(struct cond *k, const char *op)
{
	bool ret = cond_is(k, op);

	k->pos += ret;
	return ret;
}

static int64_t cond_value(struct cond *k, unsigned level);

static int64_t cond_name(struct cond *k, const char *name)
{
	int64_t part[3] = { 0 };
	bool paren;

	if (!strcmp(name, "LINUX_VERSION_CODE"))
		return version_code();
	if (!strcmp(name, "defined")) {
		paren = cond_take(k, "(");
		name = k->pos < k->n ? k->t[k->pos++].text : "";
		if (paren)
			cond_take(k, ")");
		return find_macro(k->u, name) != NULL;
	}
	if (strcmp(name, "KERNEL_VERSION") != 0 || !cond_take(k, "("))
		return 0;
	for (int i = 0; i < 3; i++) {
		part[i] = cond_value(k, 0);
		cond_take(k, i < 2 ? "," : ")");
	}
	return (part[0] << 16) + (part[1] << 8) + (part[2] > 255 ? 255 : part[2]);
}

static int64_t cond_primary(struct cond *k)
{
	int64_t v;

	if (++k->depth > DEEPEST)	/* in all: no condition is that long */
		return 0;
	if (cond_take(k, "!"))
		return !cond_primary(k);
	if (cond_take(k, "-"))
		return -cond_primary(k);
	if (cond_take(k, "(")) {
		v = cond_value(k, 0);
		cond_take(k, ")");
		return v;
	}
	if (k->pos >= k->n)
		return 0;
	const struct c_tok *t = &k->t[k->pos++];

	return t->kind == C_NUMBER ? t->num : t->kind == C_NAME ? cond_name(k, t->text) : 0;
}

static int64_t cond_apply(const char *op, int64_t a, int64_t b)
{
	switch (op[0]) {
	case '|': return a || b;
	case '&': return a && b;
	case '=': return a == b;
	case '!': return a != b;
	case '<': return op[1] ? a <= b : a < b;
	case '>': return op[1] ? a >= b : a > b;
	case '+': return (int64_t)((uint64_t)a + (uint64_t)b);
	}
	return (int64_t)((uint64_t)a - (uint64_t)b);
}

static int64_t cond_value(struct cond *k, unsigned level)
{
	static const char *const ops[][5] = { { "||" }, { "&&" }, { "==", "!=" }, { "<=", ">=", "<", ">" }, { "+", "-" } };

	if (level == sizeof(ops) / sizeof(*ops))
		return cond_primary(k);
	int64_t v = cond_value(k, level + 1);

	for (size_t i = 0; i < 5 && ops[level][i]; i++) {
		if (!cond_take(k, ops[level][i]))
			continue;
		v = cond_apply(ops[level][i], v, cond_value(k, level + 1));
		i = (size_t)-1;
	}
	return v;
}

struct directives {
	bool taken[32], live[32];	/* by depth: a branch was taken; this one is */
	unsigned depth;
};

static bool is_live(const struct directives *d)
{
	for (unsigned i = 0; i < d->depth; i++)
		if (!d->live[i])
			return false;
	return true;
}

static bool holds(struct c_parser *c, struct c_text *x, const char *word)
{
	struct c_toks line = { 0 }, full = { 0 };

	for (skip(x, true); x->s < x->end && *x->s != '\n'; skip(x, true))
		vec_push(c->p->arena, &line.v, next(c, x));
	if (!strcmp(word, "ifdef") || !strcmp(word, "ifndef"))
		return line.v.n && (find_macro(c->unit, line.v.v[0].text) != NULL) == (word[2] == 'd');

	/* what stands behind defined is a name, not what it is defined as */
	for (size_t i = 0; i < line.v.n; i++) {
		bool name = line.v.v[i].kind == C_NAME && !strcmp(line.v.v[i].text, "defined");

		if (name)
			for (; i < line.v.n && strcmp(line.v.v[i].text, ")") != 0 &&
			     (line.v.v[i].kind != C_NAME || !strcmp(line.v.v[i].text, "defined")); i++)
				vec_push(c->p->arena, &full.v, line.v.v[i]);
		if (i < line.v.n)
			expand(c, &line.v.v[i], name ? 0 : 1, NULL, &full);
		if (name && i < line.v.n)
			vec_push(c->p->arena, &full.v, line.v.v[i]);
	}
	struct cond k = { full.v.v, full.v.n, 0, c->unit, 0 };

	return cond_value(&k, 0);
}

static void directive(struct c_parser *c, struct c_text *x, struct directives *d)
{
	skip(x, true);
	const char *word = next(c, x).text;
	bool was_live = is_live(d);

	if (word && !strncmp(word, "if", 2) && d->depth < 32) {
		bool on = holds(c, x, word);

		d->live[d->depth] = d->taken[d->depth] = on;
		d->depth++;
	} else if (word && d->depth && (!strcmp(word, "else") || !strcmp(word, "elif"))) {
		bool *taken = &d->taken[d->depth - 1];

		d->live[d->depth - 1] = !*taken && (!strcmp(word, "else") || holds(c, x, word));
		*taken |= d->live[d->depth - 1];
	} else if (word && d->depth && !strcmp(word, "endif")) {
		d->depth--;
	} else if (word && was_live && !strcmp(word, "define")) {
		define(c, x);
	} else if (word && was_live && !strcmp(word, "undef")) {
		skip(x, true);

		struct c_macro *m = find_macro(c->unit, next(c, x).text);

		if (m)
			m->name = "";
	}
	while (x->s < x->end && *x->s != '\n')	/* the rest of the line, and #include, #pragma, #error ... */
		x->s += at_nl_escape(x) ? 2 : 1;
}

bool c_tokens(struct c_parser *c, struct c_toks *ret)
{
	struct c_text x = { c->block->text, c->block->text, c->block->text + c->block->len };
	struct directives d = { .depth = 0 };
	struct c_toks raw = { 0 };
	bool fresh = true;

	for (;;) {
		const char *from = x.s;

		skip(&x, false);
		fresh |= memchr(from, '\n', (size_t)(x.s - from)) != NULL;
		if (x.s >= x.end)
			break;
		if (*x.s == '#' && fresh) {
			expand(c, raw.v.v, raw.v.n, NULL, ret);	/* by what is defined up to here */
			raw.v.n = 0;
			x.s++;
			directive(c, &x, &d);
			continue;
		}
		fresh = false;
		struct c_tok t = next(c, &x);

		if (is_live(&d))
			vec_push(c->p->arena, &raw.v, t);
	}
	expand(c, raw.v.v, raw.v.n, NULL, ret);
	return !c->why;
}
