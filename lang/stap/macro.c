/*
 * macro.c - SystemTap's preprocessor: @define, macro calls, %( cond %? tokens %: tokens %)
 *
 * Works on token lists and knows nothing of the grammar. A macro's body is expanded where it is
 * called, with the arguments expanded before; conditionals are decided after the macros in them.
 * Semantics: SystemTap Language Reference, "Preprocessor"; stap(1), PREPROCESSING, MACROS.
 */
#include <string.h>
#include "lang/front.h"
#include "lang/stap/lex.h"
#include "lang/stap/parse.h"
#include "lang/stap/tapset.h"

#define MACRO_DEPTH 500		/* macros in macros, conditionals in conditionals */
#define MAX_CALLS 100000	/* of macros; the same for bombs that leave nothing */
#define MAX_TOKENS 1000000	/* of one unit after expansion: what a bomb of macros stops at */

struct macro {
	const char *name;		/* with its @ */
	struct span at;			/* where its definition says it */
	VEC(const char *) params;	/* with their @ */
	bool has_params;
	const struct tok *body;
	size_t nbody;
	bool library;			/* of the tapset: a script may define another of that name */
};

struct frame {				/* the call whose body is being expanded */
	const struct macro *macro;
	const struct frame *outer;	/* the call whose body this one stands in, or NULL */
	struct toks *args;
};

struct pp {
	struct compile *c;
	VEC(struct macro *) macros;
	unsigned depth;
	bool full;			/* MAX_TOKENS was reported */
	size_t ncalls;
	bool library;			/* definitions that are read are the tapset's */
};

struct range { const struct tok *t; size_t n; };

static void expand(struct pp *pp, struct range in, const struct frame *fr, struct toks *out);

static void put(struct pp *pp, struct toks *out, const struct tok *t)
{
	if (out->v.n < MAX_TOKENS) {
		vec_push(pp->c->arena, &out->v, *t);
	} else if (!pp->full) {
		pp->full = true;
		diag_error(pp->c->diag, t->span, ERR_LIMIT, "macros make more than %d tokens", MAX_TOKENS);
	}
}

static struct macro *find_macro(struct pp *pp, const char *name)
{
	for (size_t i = pp->macros.n; i > 0; i--)
		if (pp->macros.v[i - 1]->name == name)
			return pp->macros.v[i - 1];
	return NULL;
}

/* index of the %) that closes the %( at i; n when there is none */
static size_t find_close(struct range in, size_t i)
{
	unsigned depth = 0;

	for (; i < in.n; i++) {
		if (in.t[i].kind == TK_PP_OPEN)
			depth++;
		else if (in.t[i].kind == TK_PP_CLOSE && --depth == 0)
			break;
	}
	return i;
}

static const char *at_name(struct pp *pp, const struct tok *t)
{
	const char *s = arena_printf(pp->c->arena, "@%s", t->text ? t->text : tok_text(t->kind));

	return arena_intern(pp->c->arena, s, strlen(s));
}

/* in.t[i] is the token after the name; returns the index after the ")" */
static size_t define_params(struct pp *pp, struct range in, size_t i, struct macro *m)
{
	m->has_params = true;
	for (i++; i < in.n && in.t[i].kind == TK_IDENT; i++) {
		vec_push(pp->c->arena, &m->params, at_name(pp, &in.t[i++]));
		if (i >= in.n || in.t[i].kind != TK_COMMA)
			break;
		if (i + 1 < in.n && in.t[i + 1].kind == TK_RPAREN) {
			stap_unexpected(pp->c, &in.t[i + 1], "expected identifier");
			break;
		}
	}
	if (i >= in.n || in.t[i].kind != TK_RPAREN) {
		stap_unexpected(pp->c, &in.t[i < in.n ? i : in.n - 1], "expected ',' or ')'");
		while (i < in.n && in.t[i].kind != TK_PP_OPEN && in.t[i].kind != TK_EOF)
			i++;
		return i;
	}
	return i + 1;
}

static void redefined(struct pp *pp, const struct macro *m, const struct macro *first)
{
	diag_error(pp->c->diag, m->at, ERR_STAP_PARSE, "attempt to redefine macro '%s' in the same file", m->name);
	diag_note(pp->c->diag, first->at, "macro '%s' first defined here", m->name);
}

/* in.t[i] is @define; returns the index after it */
static size_t define(struct pp *pp, struct range in, size_t i, bool nested)
{
	const struct tok *at = &in.t[i++];

	if (i >= in.n || (in.t[i].kind != TK_IDENT && !tok_is_keyword(in.t[i].kind))) {
		stap_unexpected(pp->c, i < in.n ? &in.t[i] : at, "expected identifier");
		return i;
	}
	struct macro *m = arena_new_of(pp->c->arena, struct macro);

	m->at = in.t[i].span;
	m->name = at_name(pp, &in.t[i++]);
	if (!strcmp(m->name, "@define"))
		diag_error(pp->c->diag, in.t[i - 1].span, ERR_STAP_PARSE, "attempt to redefine '@define'");
	else if (stap_is_operator(m->name + 1))
		diag_warn(pp->c->diag, in.t[i - 1].span, "macro redefines built-in operator '%s'", m->name);
	if (i < in.n && in.t[i].kind == TK_LPAREN)
		i = define_params(pp, in, i, m);
	if (i >= in.n || in.t[i].kind != TK_PP_OPEN) {
		stap_unexpected(pp->c, i < in.n ? &in.t[i] : at, "expected '%('");
		return i;
	}
	size_t close = find_close(in, i);

	if (close == in.n) {
		diag_error(pp->c->diag, in.t[i].span, ERR_STAP_PARSE,
			   "incomplete macro definition - missing '%%)'");
		return in.n;
	}
	const struct macro *old = find_macro(pp, m->name);

	m->body = &in.t[i + 1];
	m->nbody = close - i - 1;
	m->library = pp->library;
	for (size_t k = i + 1; k < close && !nested; k++)	/* of one that nobody calls, too */
		if (in.t[k].kind == TK_AT && !strcmp(in.t[k].text, "@define"))
			diag_error(pp->c->diag, in.t[k].span, ERR_STAP_PARSE, "'@define' forbidden inside macro body");
	if (!nested && old && !old->library)
		redefined(pp, m, old);
	else if (!nested)
		vec_push(pp->c->arena, &pp->macros, m);
	return close + 1;
}

/* ---- conditionals ---- */

/* in.t[i] is "%("; returns the index after its "%)" */
static size_t conditional(struct pp *pp, struct range in, size_t i, const struct frame *fr,
			  struct toks *out)
{
	size_t close = find_close(in, i), then = 0, other = 0;
	unsigned depth = 0;

	if (close == in.n) {
		diag_error(pp->c->diag, in.t[i].span, ERR_STAP_PARSE, "incomplete conditional at end of file");
		return in.n;
	}
	for (size_t k = i + 1; k < close; k++) {
		enum tok_kind kind = in.t[k].kind;

		depth += kind == TK_PP_OPEN;
		depth -= kind == TK_PP_CLOSE;
		if (depth == 0 && kind == TK_PP_THEN) {
			if (then) {
				stap_unexpected(pp->c, &in.t[k], "expected one '%?' in a conditional");
				return close + 1;
			}
			then = k;
		} else if (depth == 0 && kind == TK_PP_ELSE) {
			if (other) {
				stap_unexpected(pp->c, &in.t[k], "expected one '%:' in a conditional");
				return close + 1;
			}
			other = k;
		}
	}
	if (!then || (other && other < then)) {
		diag_error(pp->c->diag, in.t[i].span, ERR_STAP_PARSE, "expected '%%?' marker for conditional");
		return close + 1;
	}
	struct toks cond = { 0 };
	size_t end = other ? other : close;

	expand(pp, (struct range){ &in.t[i + 1], then - i - 1 }, fr, &cond);
	if (stap_condition(pp->c, &cond, &in.t[i]))
		expand(pp, (struct range){ &in.t[then + 1], end - then - 1 }, fr, out);
	else if (other)
		expand(pp, (struct range){ &in.t[other + 1], close - other - 1 }, fr, out);
	return close + 1;
}

/* in.t[i] is the "(" of a call; arguments end at commas outside brackets; returns the index after ")" */
static size_t call_args(struct pp *pp, struct range in, size_t i, const struct frame *fr,
			struct toks *args, size_t max, size_t *nargs)
{
	unsigned depth = 0;
	size_t start = i + 1;

	*nargs = 0;
	for (i++; i < in.n; i++) {
		enum tok_kind k = in.t[i].kind;
		bool end = depth == 0 && (k == TK_RPAREN || k == TK_COMMA);

		/* the only argument may be empty */
		if (end && !(k == TK_RPAREN && i == start && *nargs == 0 && max == 0)) {
			if (*nargs < max)
				expand(pp, (struct range){ &in.t[start], i - start }, fr, &args[*nargs]);
			++*nargs;
			start = i + 1;
		}
		if (end && k == TK_RPAREN)
			return i + 1;
		depth += k == TK_LPAREN || k == TK_LBRACKET;
		if (depth > 0)
			depth -= k == TK_RPAREN || k == TK_RBRACKET;
	}
	return in.n + 1;
}

/* __ownN in a macro of the library is a variable of that call alone: two loops of one handler have keys of any types */
static void make_own(struct pp *pp, struct tok *t)
{
	if (t->kind == TK_IDENT && !strncmp(t->text, "__own", 5)) {
		const char *name = arena_printf(pp->c->arena, "%s_%zu", t->text, pp->ncalls);

		t->text = arena_intern(pp->c->arena, name, strlen(name));
	}
}

/* the tokens of a macro's body, in a text of their own that knows who called: messages tell that */
static struct range called_body(struct pp *pp, const struct macro *m, const struct tok *at)
{
	struct arena *a = pp->c->arena;
	struct range body = { m->body, m->nbody };

	if (++pp->ncalls > MAX_CALLS && !pp->full) {
		pp->full = true;
		diag_error(pp->c->diag, at->span, ERR_LIMIT, "more than %d calls of macros", MAX_CALLS);
	}
	if (!body.n || pp->full)
		return (struct range){ m->body, 0 };
	struct source *src = arena_new_of(a, struct source);
	struct span *call = arena_new_of(a, struct span);
	struct tok *copy = arena_array(a, struct tok, body.n);

	*call = at->span;
	*src = *body.t->span.src;
	src->parent = body.t->span.src;
	src->call = call;
	for (size_t i = 0; i < body.n; i++) {
		copy[i] = body.t[i];
		if (copy[i].span.src == body.t->span.src)
			copy[i].span.src = src;
		if (m->library)
			make_own(pp, &copy[i]);
	}
	return (struct range){ copy, body.n };
}

/* in.t[i] is the macro's name; returns the index after the call */
static size_t call(struct pp *pp, struct range in, size_t i, const struct macro *m,
		   const struct frame *fr, struct toks *out)
{
	const struct tok *at = &in.t[i++];
	struct frame sub = { .macro = m, .outer = fr };
	size_t nargs = 0;

	for (; fr; fr = fr->outer) {
		if (fr->macro == m) {
			diag_error(pp->c->diag, at->span, ERR_LIMIT, "recursive invocation of macro %s", m->name);
			return i;
		}
	}
	fr = sub.outer;
	if (m->has_params) {
		sub.args = arena_array(pp->c->arena, struct toks, m->params.n + 1);
		if (i < in.n && in.t[i].kind == TK_LPAREN)
			i = call_args(pp, in, i, fr, sub.args, m->params.n, &nargs);
		if (i > in.n) {
			diag_error(pp->c->diag, at->span, ERR_STAP_PARSE, "could not find end of macro invocation");
			return in.n;
		}
		if (nargs != m->params.n) {
			diag_error(pp->c->diag, at->span, ERR_STAP_ARITY,
				   "macro %s takes %zu arguments, found %zu", m->name, m->params.n, nargs);
			return i;
		}
	}
	expand(pp, called_body(pp, m, at), &sub, out);
	return i;
}

/* a parameter of the macro whose body this is */
static const struct toks *param(const struct frame *fr, const char *name)
{
	if (!fr)
		return NULL;
	for (size_t i = 0; i < fr->macro->params.n; i++)
		if (fr->macro->params.v[i] == name)
			return &fr->args[i];
	return NULL;
}

/* definitions of the tapset's macros in a text */
static void read_library(struct pp *pp, const struct source *src)
{
	struct toks toks = { 0 }, none = { 0 };

	stap_lex(pp->c, src, &toks);
	pp->library = true;
	expand(pp, (struct range){ toks.v.v, toks.v.n }, NULL, &none);
	pp->library = false;
}

/* a macro of the file, or else of the tapset */
static const struct macro *known_macro(struct pp *pp, const struct tok *t)
{
	const struct macro *m = find_macro(pp, t->text);
	const struct source *src = m ? NULL : tapset_macro(pp->c, source_origin(t->span.src), t->text);

	if (!src)
		return m;
	read_library(pp, src);
	return find_macro(pp, t->text);
}

/* in.t[i] is @word; returns the index after what was taken */
static size_t at_word(struct pp *pp, struct range in, size_t i, const struct frame *fr,
		      struct toks *out)
{
	const struct toks *arg = param(fr, in.t[i].text);

	if (arg) {
		for (size_t k = 0; k < arg->v.n; k++)
			put(pp, out, &arg->v.v[k]);
		return i + 1;
	}
	if (strcmp(in.t[i].text, "@define") == 0)
		return define(pp, in, i, fr != NULL);
	const struct macro *m = known_macro(pp, &in.t[i]);

	if (m)
		return call(pp, in, i, m, fr, out);
	put(pp, out, &in.t[i]);
	return i + 1;
}

static void expand(struct pp *pp, struct range in, const struct frame *fr, struct toks *out)
{
	if (pp->full)
		return;
	if (pp->depth >= MACRO_DEPTH) {
		if (in.n > 0)
			diag_error(pp->c->diag, in.t[0].span, ERR_LIMIT, "macros nested too deeply");
		pp->full = true;	/* one message is enough */
		return;
	}
	pp->depth++;
	for (size_t i = 0; i < in.n && !pp->full;) {
		const struct tok *t = &in.t[i];
		unsigned errors = pp->c->diag->errors;

		if (t->kind == TK_AT) {
			i = at_word(pp, in, i, fr, out);
		} else if (t->kind == TK_PP_OPEN) {
			i = conditional(pp, in, i, fr, out);
		} else if (t->kind == TK_PP_THEN || t->kind == TK_PP_ELSE || t->kind == TK_PP_CLOSE) {
			stap_unexpected(pp->c, t, "expected '%(' first");
			i++;
		} else {
			put(pp, out, t);
			i++;
		}
		if (pp->c->diag->errors > errors)	/* what is missing there is no error of its own */
			put(pp, out, &(struct tok){ .kind = TK_JUNK, .span = t->span });
	}
	pp->depth--;
}

/* "ab" "cd" is one literal wherever a literal may stand */
static void join_strings(struct pp *pp, struct toks *t)
{
	size_t to = 0;

	for (size_t i = 0; i < t->v.n; to++) {
		struct tok first = t->v.v[i++];
		size_t run = i;

		while (first.kind == TK_STR && run < t->v.n && t->v.v[run].kind == TK_STR)
			run++;
		if (run > i) {
			struct buf b = BUF_INIT;

			buf_add(&b, first.text, first.len);
			for (; i < run; i++)
				buf_add(&b, t->v.v[i].text, t->v.v[i].len);
			first.text = arena_strndup(pp->c->arena, buf_str(&b), b.len);
			first.len = b.len;
			if (first.span.src == t->v.v[run - 1].span.src)
				first.span = span_join(first.span, t->v.v[run - 1].span);
			buf_fini(&b);
		}
		t->v.v[to] = first;
	}
	t->v.n = to;
}

void stap_preprocess(struct compile *c, const struct toks *in, struct toks *ret)
{
	struct pp pp = { .c = c };
	const struct source *src;

	for (size_t i = 0; (src = tapset_user_macros(c, i)) != NULL; i++)
		read_library(&pp, src);
	expand(&pp, (struct range){ in->v.v, in->v.n }, NULL, ret);
	if (ret->v.n == 0 || vec_last(&ret->v).kind != TK_EOF)
		vec_push(c->arena, &ret->v, vec_last(&in->v));
	join_strings(&pp, ret);
}
