/*
 * sysheader.c - of the system's C headers, what D understands
 *
 * Scripts include <sys/socket.h> for a structure and some constants, and get inline functions and
 * prototypes beside them: some have names of D's own, some are no D at all. A line marker of the
 * preprocessor tells by the flag 3 what is the system's; only declarations of types stay of it.
 */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include "lang/d/sysheader.h"

struct text {
	char  *s;
	size_t len;
};

static void blank(struct text *t, size_t from, size_t to)
{
	for (; from < to; from++)
		if (t->s[from] != '\n')
			t->s[from] = ' ';
}

static size_t line_end(const struct text *t, size_t at)
{
	const char *nl = memchr(t->s + at, '\n', t->len - at);

	return nl ? (size_t)(nl - t->s) : t->len;
}

/* # 35 "/usr/include/x.h" 1 3 4 */
static bool marks_system(const struct text *t, size_t at, size_t end)
{
	const char *quote = memrchr(t->s + at, '"', end - at);

	for (size_t i = quote ? (size_t)(quote - t->s) + 1 : end; i < end; i++)
		if (t->s[i] == '3')
			return true;
	return false;
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static size_t word_end(const struct text *t, size_t at)
{
	while (at < t->len && is_word(t->s[at]))
		at++;
	return at;
}

static bool word_is(const struct text *t, size_t at, size_t end, const char *word)
{
	return end - at == strlen(word) && !memcmp(t->s + at, word, end - at);
}

/* behind the parenthesis that closes the one at `at` */
static size_t paren_end(const struct text *t, size_t at)
{
	unsigned depth = 0;

	for (; at < t->len; at++) {
		depth += t->s[at] == '(';
		depth -= t->s[at] == ')';
		if (!depth)
			return at + 1;
	}
	return at;
}

/* GNU C's words go, with what they have in parentheses; returns where to read on */
static size_t gnu_word(struct text *t, size_t at, size_t end)
{
	static const char *const alone[] = { "__extension__", "__inline", "__inline__", "__restrict", "__volatile__", NULL };
	static const char *const calls[] = { "__attribute__", "__asm__", "__asm", "_Alignas", NULL };

	for (const char *const *w = alone; *w; w++)
		if (word_is(t, at, end, *w))
			blank(t, at, end);
	if (word_is(t, at, end, "__signed__"))
		memcpy(t->s + at, "signed    ", end - at);
	for (const char *const *w = calls; *w; w++) {
		size_t paren = end;

		if (!word_is(t, at, end, *w))
			continue;
		while (paren < t->len && (t->s[paren] == ' ' || t->s[paren] == '\n'))
			paren++;
		if (paren == t->len || t->s[paren] != '(')
			continue;
		paren = paren_end(t, paren);
		blank(t, at, paren);
		return paren;
	}
	return end;
}

/* what the C library's errno expands to, (*__errno_location ()), is D's errno */
static void put_errno(struct text *t, size_t at, size_t end)
{
	size_t to = end;

	while (to < t->len && t->s[to] == ' ')
		to++;
	if (!word_is(t, at, end, "__errno_location") || at < 2 || memcmp(t->s + at - 2, "(*", 2) ||
	    t->len - to < 3 || memcmp(t->s + to, "())", 3))
		return;
	blank(t, at - 2, to + 3);
	memcpy(t->s + at, "errno", strlen("errno"));
}

/* the declaration that is read */
struct decl {
	size_t start;		/* of its first word */
	bool   begun, is_type, is_typedef;
	bool   called;		/* parentheses outside of braces: a function, unless it is a typedef */
	unsigned braces;
};

static void first_word(struct decl *d, const struct text *t, size_t at, size_t end)
{
	if (d->begun)
		return;
	d->is_typedef = word_is(t, at, end, "typedef");
	d->is_type = d->is_typedef || word_is(t, at, end, "struct") || word_is(t, at, end, "union") ||
		     word_is(t, at, end, "enum");
	d->begun = true;
	d->start = at;
}

/* true: a declaration ends with this character, and what is no type has been blanked */
static bool ends_decl(struct decl *d, struct text *t, size_t at)
{
	bool of_type = d->is_typedef || (d->is_type && !d->called);

	d->called |= t->s[at] == '(' && !d->braces;
	d->braces += t->s[at] == '{';
	if (t->s[at] == '}' && d->braces)
		d->braces--;
	if (d->braces || (t->s[at] != ';' && (t->s[at] != '}' || of_type)))
		return false;
	if (d->begun && !of_type)
		blank(t, d->start, at + 1);
	return true;
}

/* one piece of a header: a word, a string, a character; returns where the next begins */
static size_t step(struct decl *d, struct text *t, size_t at)
{
	if (is_word(t->s[at])) {
		size_t end = word_end(t, at), next = gnu_word(t, at, end);

		put_errno(t, at, end);
		if (t->s[at] != ' ')
			first_word(d, t, at, end);
		return next;
	}
	if (ends_decl(d, t, at))
		*d = (struct decl){ 0 };
	return at + 1;
}

void d_trim_headers(char *text, size_t len)
{
	struct text t = { text, len };
	struct decl d = { 0 };
	bool ours = true, bol = true;

	for (size_t at = 0; at < len;) {
		if (bol && text[at] == '#') {
			size_t end = line_end(&t, at);

			if (at + 2 < end && isdigit((unsigned char)text[at + 2]))
				ours = !marks_system(&t, at, end);
			at = end;
		} else if (ours) {
			at = line_end(&t, at);
			d = (struct decl){ 0 };
		} else {
			bol = text[at] == '\n';
			at = step(&d, &t, at);
			continue;
		}
		bol = true;
		at++;
	}
}
