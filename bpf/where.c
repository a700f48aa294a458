/*
 * where.c - places in the script from what clang and the verifier quote
 *
 * Emitted C has a #line before every function and statement, so both name our files. The sources
 * of a program are found through the spans of its clauses and functions; nothing else keeps them.
 */
#include "bpf/where.h"

#include <string.h>
#include "lang/prog/prog.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static struct span trimmed(const struct source *src, size_t start, size_t end)
{
	while (start < end && is_blank(src->text[start]))
		start++;
	while (end > start && is_blank(src->text[end - 1]))
		end--;
	return (struct span){ .src = src, .start = (uint32_t)start, .end = (uint32_t)end };
}

/* each line of src in turn; false from the callback goes on */
typedef bool line_fn(struct span s, unsigned line, const void *want);

static bool each_line(const struct source *src, line_fn *fn, const void *want, struct span *ret)
{
	unsigned line = 1;

	for (size_t at = 0; at <= src->len; line++) {
		const char *nl = memchr(src->text + at, '\n', src->len - at);
		size_t end = nl ? (size_t)(nl - src->text) : src->len;
		struct span s = trimmed(src, at, end);

		if (fn(s, line, want)) {
			*ret = s;
			return true;
		}
		at = end + 1;
	}
	return false;
}

static bool line_is(struct span s, unsigned line, const void *want)
{
	return line == *(const unsigned *)want && s.end > s.start;
}

static bool text_is(struct span s, unsigned line, const void *want)
{
	size_t n = strlen(want);

	(void)line;
	return n && s.end - s.start == n && !memcmp(s.src->text + s.start, want, n);
}

/* the kernel and clang may name a file by its path or by its last part */
static bool same_file(const char *a, const char *b)
{
	const char *x = strrchr(a, '/'), *y = strrchr(b, '/');

	return !strcmp(x ? x + 1 : a, y ? y + 1 : b);
}

/* in all sources of the program that are called name (NULL: any) */
static bool search(const struct prog *prog, const char *name, line_fn *fn, const void *want,
		   struct span *ret)
{
	const struct source *last = NULL;

	for (size_t i = 0; i < prog->clauses.n + prog->funcs.n; i++) {
		struct span at = i < prog->clauses.n ? prog->clauses.v[i]->span
						     : prog->funcs.v[i - prog->clauses.n]->span;
		const struct source *src = at.src;

		for (; src && src != last; src = src->parent) {
			if (name && !same_file(src->name, name))
				continue;
			if (each_line(src, fn, want, ret))
				return true;
		}
		last = at.src;
	}
	return false;
}

bool where_line(const struct prog *prog, const char *file, unsigned line, struct span *ret)
{
	return prog && line && search(prog, file, line_is, &line, ret);
}

bool where_text(const struct prog *prog, const char *text, struct span *ret)
{
	return prog && search(prog, NULL, text_is, text, ret);
}
