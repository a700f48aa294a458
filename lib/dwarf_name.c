/*
 * dwarf_name.c - names of functions and files, and the patterns for them
 *
 * Semantics: stapprobes(3stap), DWARF PROBES; reference stap-language 3.3.
 */
#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/dwarf.h"
#include "lib/glob.h"

/* libiberty's demangle.h; the header itself brings alloca */
char *cplus_demangle(const char *mangled, int options);
enum { DMGL_PARAMS = 1, DMGL_ANSI = 2, DMGL_AUTO = 1 << 8 };

enum { MAX_SYMBOL = 4096 };	/* longer ones are shown as they are: demangling may be slow for them */

/* ---- C++ and Rust ---- */

const char *demangle(struct arena *a, const char *symbol, bool params)
{
	int flags = DMGL_ANSI | DMGL_AUTO | (params ? DMGL_PARAMS : 0);
	char *text;
	const char *ret;

	if (symbol[0] != '_' || (symbol[1] != 'Z' && symbol[1] != 'R') || strlen(symbol) > MAX_SYMBOL)
		return NULL;
	text = cplus_demangle(symbol, flags);
	ret = text ? arena_intern(a, text, strlen(text)) : NULL;
	free(text);
	return ret;
}

/* behind the next "::" that is not between < and > or in parentheses; NULL: there is none */
static const char *next_part(const char *name)
{
	int depth = 0;

	for (const char *p = name; *p; p++) {
		if (*p == '<' || *p == '(')
			depth++;
		else if ((*p == '>' || *p == ')') && depth)
			depth--;
		else if (!depth && p[0] == ':' && p[1] == ':')
			return p + 2;
	}
	return NULL;
}

static bool fits(const char *pattern, const char *s)
{
	return !strcmp(pattern, s) || glob_match(pattern, s);
}

/* "max" names every max<int>, "box::get" the get of every box<T>; what stands behind "operator" is no bracket */
static bool fits_template(const char *pattern, const char *s)
{
	if (!strchr(s, '<') || glob_is_pattern(pattern))
		return false;
	while (*s && *s == *pattern) {
		if (!strncmp(s, "operator", 8))
			return !strcmp(s, pattern);
		s++;
		pattern++;
		if (*s != '<')
			continue;
		int depth = 0;

		do {
			depth += *s == '<' ? 1 : *s == '>' && s[-1] != '-' ? -1 : 0;
			s++;
		} while (*s && depth);
	}
	return !*s && !*pattern;
}

/* blanks of "f(int, char const*)" do not count */
static bool same_text(const char *a, const char *b)
{
	bool same = true;

	while (same && (*a || *b)) {
		a += strspn(a, " ");
		b += strspn(b, " ");
		same = *a == *b;
		a += *a != 0;
		b += *b != 0;
	}
	return same;
}

/* "f(const char*, int)" as demangled names have it: "f(char const*, int)"; heap */
static char *const_behind(const char *pattern)
{
	struct buf b = BUF_INIT;

	while (*pattern) {
		bool begins = b.len && strchr("(, ", b.s[b.len - 1]) && !strncmp(pattern, "const ", 6);
		const char *type = begins ? pattern + 6 : pattern;
		size_t n = begins ? strcspn(type, "*&,)") : 1;

		while (begins && n && type[n - 1] == ' ')
			n--;
		buf_printf(&b, "%.*s%s", (int)n, type, begins ? " const" : "");
		pattern = type + n;
	}
	return b.s;
}

static bool fits_params(const char *written, const char *symbol)
{
	char *text = cplus_demangle(symbol, DMGL_ANSI | DMGL_AUTO | DMGL_PARAMS);
	char *pattern = const_behind(written);
	bool same = false;

	for (const char *p = text; p && !same; p = next_part(p))
		same = same_text(pattern, p) || (glob_is_pattern(pattern) && glob_match(pattern, p));
	free(pattern);
	free(text);
	return same;
}

/* with all its scopes, some, or none */
bool dwarf_name_fits(const char *pattern, const char *name, const char *symbol)
{
	for (const char *p = name; p; p = next_part(p))
		if (fits(pattern, p) || fits_template(pattern, p))
			return true;
	return symbol && (!strcmp(pattern, symbol) || (strchr(pattern, '(') && strlen(symbol) <= MAX_SYMBOL &&
						       fits_params(pattern, symbol)));
}

/* "file.c", "dir/file.c" and patterns name the end of a path */
bool dwarf_file_fits(const char *pattern, const char *path)
{
	char text[1024];
	int n;

	if (!pattern || !strcmp(pattern, "*") || fits(pattern, path))
		return true;
	if (*pattern == '/')
		return false;
	n = snprintf(text, sizeof(text), "*/%s", pattern);
	return n > 0 && (size_t)n < sizeof(text) && glob_match(text, path);
}

/* ---- "func@file:lines" ---- */

/* no file has so many lines */
static unsigned line_number(const char *s, char **end)
{
	unsigned long n = strtoul(s, end, 10);

	return n > INT_MAX ? INT_MAX : (unsigned)n;
}

/* "13", "10-16", "*", and lists of them; moves nothing when it is none */
static bool parse_lines(struct arena *a, const char *s, struct dwarf_pattern *ret)
{
	if (!strcmp(s, "*")) {
		ret->lines = LINES_ALL;
		return true;
	}
	for (;;) {
		struct line_range r;
		char *end;

		if (!isdigit((unsigned char)*s))
			return false;
		r.from = r.to = line_number(s, &end);
		if (*end == '-') {
			if (!isdigit((unsigned char)end[1]))
				return false;
			r.to = line_number(end + 1, &end);
		}
		if (r.to < r.from)
			return false;
		vec_push(a, &ret->ranges, r);
		if (!*end)
			return true;
		if (*end != ',')
			return false;
		s = end + 1;
	}
}

bool dwarf_pattern_parse(struct arena *a, const char *text, struct dwarf_pattern *ret)
{
	const char *at = strrchr(text, '@'), *file = at ? at + 1 : text + strlen(text), *colon, *plus;

	*ret = (struct dwarf_pattern){ .func = arena_strndup(a, text, at ? (size_t)(at - text) : strlen(text)) };
	if (!*ret->func)
		ret->func = "*";
	if (!at)
		return true;
	colon = strrchr(file, ':');
	plus = strrchr(file, '+');
	if (colon && colon[1] == '+')
		plus = colon + 1;
	if (plus && plus[1 + strspn(plus + 1, "0123456789,-")] == '\0' && isdigit((unsigned char)plus[1])) {
		ret->lines = LINES_REL;
		if (!parse_lines(a, plus + 1, ret))
			return false;
		at = plus - (colon && colon == plus - 1);
	} else if (colon) {
		ret->lines = LINES_ABS;
		if (!parse_lines(a, colon + 1, ret))
			return false;
		at = colon;
	} else {
		at = file + strlen(file);
	}
	ret->file = at > file ? arena_strndup(a, file, (size_t)(at - file)) : NULL;
	return true;
}
