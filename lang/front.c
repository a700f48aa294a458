/*
 * front.c - which language a text is in, and one compile from text to a laid-out prog
 */
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include "lang/builtin/builtin.h"
#include "lang/front.h"

static const struct frontend *const fronts[] = { &frontend_d, &frontend_stap };

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n > m && !strcmp(s + n - m, end);
}

static bool line_has(const char *text, size_t len, const char *word)
{
	const char *nl = memchr(text, '\n', len);

	return memmem(text, nl ? (size_t)(nl - text) : len, word, strlen(word));
}

/* comments and blanks of either language in front of the first token */
static size_t first_token(const char *s, size_t len)
{
	size_t i = 0;

	while (i < len) {
		if (isspace((unsigned char)s[i])) {
			i++;
		} else if (len - i > 1 && s[i] == '/' && s[i + 1] == '*') {
			const char *end = memmem(s + i + 2, len - i - 2, "*/", 2);

			i = end ? (size_t)(end - s) + 2 : len;
		} else if ((s[i] == '#' && len - i > 6 && memcmp(s + i, "#pragma", 7)) ||
			   (len - i > 1 && s[i] == '/' && s[i + 1] == '/')) {
			const char *end = memchr(s + i, '\n', len - i);

			i = end ? (size_t)(end - s) : len;
		} else {
			break;
		}
	}
	return i;
}

/* what a SystemTap script begins with and no D clause can (design.md section 4) */
static bool starts_like_stap(const char *s, size_t len)
{
	static const char *const words[] = { "probe", "global", "function", "private", "@define", "%(", "%{" };
	size_t i = first_token(s, len);

	for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++) {
		size_t n = strlen(words[k]);

		if (len - i < n || memcmp(s + i, words[k], n))
			continue;
		/* a D description may have these words too: probe:::entry, function / */
		if (words[k][0] == '%' || (len - i > n && isspace((unsigned char)s[i + n])))
			return true;
	}
	return false;
}

const struct frontend *front_pick(const char *lang, const char *path, const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof(fronts) / sizeof(fronts[0]); i++)
		if (lang && !strcmp(lang, fronts[i]->name))
			return fronts[i];
	for (size_t i = 0; i < sizeof(fronts) / sizeof(fronts[0]); i++)
		if (path && ends_with(path, fronts[i]->suffix))
			return fronts[i];
	if (len > 2 && text[0] == '#' && text[1] == '!') {
		if (line_has(text, len, "dtrace"))
			return &frontend_d;
		if (line_has(text, len, "stap"))
			return &frontend_stap;
	}
	return starts_like_stap(text, len) ? &frontend_stap : &frontend_d;
}

/* ---- actions that change the system need to be asked for ---- */
static bool refuse_destructive(struct expr *e, void *ctx)
{
	struct compile *c = ctx;

	if (e->kind != E_CALL || !(e->builtin->flags & B_DESTRUCTIVE))
		return true;
	diag_error(c->diag, e->span, ERR_DESTRUCTIVE, "destructive actions not allowed: %s() changes the system",
		   e->builtin->name);
	diag_hint(c->diag, "allow it with %s", c->diag->style == DIAG_DTRACE ? "-w" : "-g");
	return false;
}

static void check_destructive(struct compile *c)
{
	struct prog *p = c->prog;

	/* dtrace compiles them, and refuses to enable them: cmd/run.c */
	if (!p->destructive || c->options->destructive || c->guru || c->diag->style == DIAG_DTRACE)
		return;
	for (size_t i = 0; i < p->clauses.n; i++)
		block_walk(p->clauses.v[i]->body, NULL, refuse_destructive, c);
	for (size_t i = 0; i < p->funcs.n; i++)
		block_walk(p->funcs.v[i]->body, NULL, refuse_destructive, c);
}

void *compile_parse(struct compile *c)
{
	c->diag->parsing = true;
	void *ast = c->front->parse(c);

	c->diag->parsing = false;
	return ast;
}

bool compile_refused(struct compile *c, int pass)
{
	bool any = false;

	for (size_t i = 0; i < c->refusals.n; i++) {
		const struct refusal *r = &c->refusals.v[i];

		if (r->pass != pass)
			continue;
		any = true;
		diag_error(c->diag, r->at, r->tag, "%s", r->message);
		if (r->hint)
			diag_hint(c->diag, "%s", r->hint);
	}
	return any;
}

void compile_foresee(struct compile *c, int pass)
{
	for (size_t i = 0; i < c->refusals.n; i++)
		if (c->refusals.v[i].pass == pass)
			diag_warn(c->diag, c->refusals.v[i].at, "%s", c->refusals.v[i].message);
}

int compile_run(struct compile *c, int stop_after)
{
	void *ast = compile_parse(c);

	if (!ast || diag_failed(c->diag))
		return -EINVAL;
	c->parsed = true;
	if (stop_after == 1)
		return 0;
	c->prog = c->front->lower(c, ast);
	if (!c->prog || diag_failed(c->diag))
		return -EINVAL;
	prog_verify(c->prog);
	check_destructive(c);
	prog_outline(c->prog, c->diag, c->options);
	prog_place(c->prog, c->diag, c->options);
	if (diag_failed(c->diag))
		return -EINVAL;
	if (stop_after == 2)
		return 0;
	prog_apart(c->prog);
	prog_defer(c->prog, c->diag);
	prog_take(c->prog);
	prog_lock(c->prog);
	if (diag_failed(c->diag))
		return -EINVAL;
	prog_layout(c->prog, c->options);
	c->prog->nesting = prog_nesting(c->prog);
	return diag_failed(c->diag) ? -EINVAL : 0;
}
