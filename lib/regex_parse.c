/*
 * regex_parse.c - the text of a regular expression to a program
 *
 * Recursive descent; every piece is a fragment of the program with one entry and one open end, which
 * is always an instruction whose x is still to be set.
 * Dialect: reference stap-language 1.3; POSIX, "Extended Regular Expressions".
 */
#include <ctype.h>
#include <string.h>
#include "lib/regex_int.h"

enum { DEPTH_MAX = 100, INSNS_MAX = 4000, REPEAT_MAX = 255 };

struct parse {
	struct arena *arena;
	struct regex_prog *prog;
	const char *s;
	size_t len, pos, *at;
	const char **why;
	unsigned depth;
};

struct frag { unsigned in, out; bool ok; };	/* out: the instruction whose x goes on */

static struct frag fail(struct parse *p, size_t at, const char *why)
{
	if (!*p->why) {
		*p->why = why;
		*p->at = at;
	}
	return (struct frag){ .ok = false };
}

static unsigned insn(struct parse *p, enum regex_op op)
{
	struct regex_insn i = { .op = op };

	if (p->prog->v.n >= INSNS_MAX) {
		fail(p, p->pos, "too complex");
		return 0;
	}
	vec_push(p->arena, &p->prog->v, i);
	return (unsigned)p->prog->v.n - 1;
}

static struct frag one(struct parse *p, enum regex_op op)
{
	unsigned i = insn(p, op);

	return (struct frag){ i, i, !*p->why };
}

static void add(uint8_t *set, unsigned c)
{
	set[c / 8] |= (uint8_t)(1u << c % 8);
}

static int peek(const struct parse *p)
{
	return p->pos < p->len ? (unsigned char)p->s[p->pos] : -1;
}

static struct frag alternatives(struct parse *p);

/* ---- brackets ---- */

static const struct { const char *name; int (*is)(int); } classes[] = {
	{ "alpha", isalpha }, { "alnum", isalnum }, { "blank", isblank }, { "cntrl", iscntrl }, { "d", isdigit },
	{ "digit", isdigit }, { "xdigit", isxdigit }, { "graph", isgraph }, { "l", islower }, { "lower", islower },
	{ "u", isupper }, { "upper", isupper }, { "print", isprint }, { "punct", ispunct }, { "s", isspace },
	{ "space", isspace },
};

/* behind "[:"; false: reported */
static bool named_class(struct parse *p, uint8_t *set)
{
	const char *name = p->s + p->pos, *end = memchr(name, ':', p->len - p->pos);
	size_t n = end ? (size_t)(end - name) : 0;

	if (!end || p->pos + n + 1 >= p->len || end[1] != ']')
		return fail(p, p->pos, "expected ':]' to close the name of a class").ok;
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		if (strlen(classes[i].name) != n || memcmp(classes[i].name, name, n) != 0)
			continue;
		for (int c = 0; c < 128; c++)
			if (classes[i].is(c))
				add(set, (unsigned)c);
		p->pos += n + 2;
		return true;
	}
	return fail(p, p->pos, "unknown character class").ok;
}

/* one byte, maybe quoted by a backslash; -1: none left */
static int byte(struct parse *p)
{
	int c = peek(p);

	if (c == '\\' && p->pos + 1 < p->len) {
		p->pos++;
		c = peek(p);
	}
	p->pos += c >= 0;
	return c;
}

static bool range(struct parse *p, uint8_t *set)
{
	size_t at = p->pos;
	int from = byte(p), to = from;

	if (peek(p) == '-' && p->pos + 1 < p->len && p->s[p->pos + 1] != ']') {
		p->pos++;
		to = byte(p);
	}
	if (from < 0 || to < from)
		return fail(p, at, "a range of characters that runs backwards").ok;
	for (int c = from; c <= to; c++)
		add(set, (unsigned)c);
	return true;
}

static struct frag bracket(struct parse *p)
{
	uint8_t set[32] = { 0 };
	size_t start = p->pos++;
	bool invert = peek(p) == '^', first = true;

	p->pos += invert;
	for (; peek(p) != ']' || first; first = false) {
		if (peek(p) < 0)
			return fail(p, start, "unclosed character class");
		if (peek(p) == '[' && p->pos + 1 < p->len && p->s[p->pos + 1] == ':') {
			p->pos += 2;
			if (!named_class(p, set))
				return (struct frag){ .ok = false };
		} else if (!range(p, set)) {
			return (struct frag){ .ok = false };
		}
	}
	p->pos++;
	struct frag f = one(p, RX_SET);

	for (unsigned i = 0; f.ok && i < 32; i++)
		p->prog->v.v[f.in].set[i] = invert ? (uint8_t)~set[i] : set[i];
	return f;
}

/* ---- pieces ---- */

static struct frag group(struct parse *p)
{
	size_t start = p->pos++;
	bool keeps = !(peek(p) == '?' && p->pos + 1 < p->len && p->s[p->pos + 1] == ':');
	unsigned n = keeps ? p->prog->ngroups++ : 0;

	if (!keeps)
		p->pos += 2;
	if (++p->depth > DEPTH_MAX)
		return fail(p, start, "nested too deeply");
	struct frag f = alternatives(p);

	p->depth--;
	if (!f.ok)
		return f;
	if (peek(p) != ')')
		return fail(p, start, "expected ')'");
	p->pos++;
	if (!keeps)
		return f;
	struct frag open = one(p, RX_SAVE), close = one(p, RX_SAVE);

	if (!open.ok || !close.ok)
		return (struct frag){ .ok = false };
	p->prog->v.v[open.in].n = 2 * n;
	p->prog->v.v[close.in].n = 2 * n + 1;
	p->prog->v.v[open.in].x = f.in;
	p->prog->v.v[f.out].x = close.in;
	return (struct frag){ open.in, close.out, true };
}

static struct frag literal(struct parse *p)
{
	int c = byte(p);
	struct frag f = one(p, RX_SET);

	if (f.ok)
		add(p->prog->v.v[f.in].set, (unsigned)c);
	return f;
}

static struct frag any(struct parse *p)
{
	struct frag f = one(p, RX_SET);

	p->pos++;
	for (unsigned c = 0; f.ok && c < 256; c++)
		add(p->prog->v.v[f.in].set, c);
	return f;
}

static struct frag atom(struct parse *p)
{
	switch (peek(p)) {
	case '(':
		return group(p);
	case '[':
		return bracket(p);
	case '.':
		return any(p);
	case '^':
		p->pos++;
		return one(p, RX_BEGIN);
	case '$':
		p->pos++;
		return one(p, RX_END);
	case '*': case '+': case '?': case '{':
		return fail(p, p->pos, "unexpected repetition operator");
	case '\\':
		if (p->pos + 1 >= p->len)
			return fail(p, p->pos, "unexpected end of regex after '\\'");
		return literal(p);
	default:
		return literal(p);
	}
}

/* ---- repetition ---- */

struct bounds { unsigned min, max; bool open; };	/* open: no upper bound */

static bool number(struct parse *p, unsigned *ret)
{
	if (!isdigit(peek(p)))
		return false;
	for (*ret = 0; isdigit(peek(p)); p->pos++)
		if (*ret <= REPEAT_MAX)
			*ret = *ret * 10 + (unsigned)(peek(p) - '0');
	return true;
}

/* false: no repetition follows, or an error */
static bool repetition(struct parse *p, struct bounds *b)
{
	int c = peek(p);
	size_t start = p->pos;

	*b = (struct bounds){ c == '+', 1, c != '?' };
	if (c == '*' || c == '+' || c == '?') {
		p->pos++;
		return true;
	}
	if (c != '{')
		return false;
	p->pos++;
	if (!number(p, &b->min))
		return fail(p, p->pos, "expected a number after '{'").ok;
	b->max = b->min;
	b->open = false;
	if (peek(p) == ',') {
		p->pos++;
		b->open = !number(p, &b->max);
	}
	if (peek(p) != '}')
		return fail(p, p->pos, "expected '}'").ok;
	p->pos++;
	if (b->min > REPEAT_MAX || (!b->open && (b->max > REPEAT_MAX || b->max < b->min)))
		return fail(p, start, "bad number of repetitions").ok;
	return true;
}

/* an instruction that does nothing but go on */
static struct frag nothing(struct parse *p)
{
	struct frag f = one(p, RX_SPLIT);

	if (f.ok)
		p->prog->v.v[f.in].n = 1;	/* both ways are x */
	return f;
}

static struct frag join(struct parse *p, struct frag a, struct frag b)
{
	if (!a.ok || !b.ok)
		return (struct frag){ .ok = false };
	p->prog->v.v[a.out].x = b.in;
	return (struct frag){ a.in, b.out, true };
}

/* x or y */
static struct frag split(struct parse *p, unsigned x, unsigned y, unsigned out)
{
	struct frag f = one(p, RX_SPLIT);

	if (!f.ok)
		return f;
	p->prog->v.v[f.in].x = x;
	p->prog->v.v[f.in].y = y;
	return (struct frag){ f.in, out, true };
}

static struct frag star(struct parse *p, struct frag f)
{
	struct frag end = nothing(p);

	if (!f.ok || !end.ok)
		return (struct frag){ .ok = false };
	struct frag s = split(p, f.in, end.in, end.out);

	if (s.ok)
		p->prog->v.v[f.out].x = s.in;
	return s;
}

static struct frag maybe(struct parse *p, struct frag f)
{
	struct frag end = nothing(p);

	if (!f.ok || !end.ok)
		return (struct frag){ .ok = false };
	p->prog->v.v[f.out].x = end.in;
	return split(p, f.in, end.in, end.out);
}

/* the atom between from and to in the text, once more */
static struct frag again(struct parse *p, size_t from, size_t to, unsigned groups)
{
	struct parse sub = *p;

	sub.pos = from;
	sub.len = to;
	sub.prog->ngroups = groups;
	return atom(&sub);
}

static struct frag repeat(struct parse *p, struct frag first, size_t from, size_t to, unsigned groups,
			  const struct bounds *b)
{
	struct frag f = nothing(p);
	bool used = false;

	for (unsigned i = 0; f.ok && i < b->min; i++, used = true)
		f = join(p, f, used ? again(p, from, to, groups) : first);
	if (f.ok && b->open)
		return join(p, f, star(p, used ? again(p, from, to, groups) : first));
	struct frag tail = nothing(p);

	for (unsigned i = b->min; f.ok && tail.ok && i < b->max; i++, used = true)	/* (x(x(x)?)?)? */
		tail = maybe(p, join(p, used ? again(p, from, to, groups) : first, tail));
	return join(p, f, tail);
}

static struct frag piece(struct parse *p)
{
	size_t from = p->pos;
	unsigned groups = p->prog->ngroups;
	struct frag f = atom(p);
	size_t to = p->pos;
	struct bounds b;

	while (f.ok && repetition(p, &b)) {
		unsigned all = p->prog->ngroups;

		f = repeat(p, f, from, to, groups, &b);
		p->prog->ngroups = all;
		to = p->pos;
		if (p->pos < p->len && strchr("*+?{", p->s[p->pos]))
			return fail(p, p->pos, "unexpected repetition operator");
	}
	return *p->why ? (struct frag){ .ok = false } : f;
}

static struct frag sequence(struct parse *p)
{
	struct frag f = nothing(p);

	while (f.ok && peek(p) >= 0 && peek(p) != '|' && peek(p) != ')')
		f = join(p, f, piece(p));
	return f;
}

static struct frag alternatives(struct parse *p)
{
	struct frag f = sequence(p);

	while (f.ok && peek(p) == '|') {
		p->pos++;
		struct frag other = sequence(p), end = nothing(p);

		if (!other.ok || !end.ok)
			return (struct frag){ .ok = false };
		p->prog->v.v[f.out].x = end.in;
		p->prog->v.v[other.out].x = end.in;
		f = split(p, f.in, other.in, end.out);
	}
	return f;
}

bool regex_parse(struct arena *a, const char *s, size_t len, struct regex_prog *ret, size_t *at, const char **why)
{
	struct parse p = { .arena = a, .prog = ret, .s = s, .len = len, .at = at, .why = why };

	*why = NULL;
	*at = 0;
	ret->ngroups = 1;
	struct frag f = alternatives(&p), end = one(&p, RX_MATCH);

	if (f.ok && p.pos < p.len)
		f = fail(&p, p.pos, "unmatched ')'");
	if (!f.ok || !end.ok)
		return false;
	ret->v.v[f.out].x = end.in;
	ret->start = f.in;
	return true;
}
