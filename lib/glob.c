/*
 * glob.c - patterns of probe descriptions
 *
 * The matcher goes back to the last star only: what earlier stars took never has to change, so
 * the time is at most length of pattern times length of text.
 */
#include <stddef.h>
#include <string.h>
#include "lib/glob.h"

/*
 * One character class at p ('['). Returns the pattern behind its ']', or NULL when it has none
 * and '[' stands for itself. A ']' right after the opening is a member.
 */
static const char *match_class(const char *p, char c, bool *ret)
{
	bool invert = *++p == '!', hit = false;

	p += invert;
	for (const char *start = p; *p && (*p != ']' || p == start); p++) {
		if (*p == '\\' && p[1])
			p++;

		unsigned char low = (unsigned char)*p, high = low;

		if (p[1] == '-' && p[2] && p[2] != ']') {
			p += 2;
			if (*p == '\\' && p[1])
				p++;
			high = (unsigned char)*p;
		}
		hit |= (unsigned char)c >= low && (unsigned char)c <= high;
	}
	*ret = hit != invert;
	return *p == ']' ? p + 1 : NULL;
}

/* the pattern behind what matched c, or NULL */
static const char *match_one(const char *p, char c)
{
	bool hit;
	const char *behind;

	switch (*p) {
	case '\0':
		return NULL;
	case '?':
		return p + 1;
	case '[':
		behind = match_class(p, c, &hit);
		if (behind)
			return hit ? behind : NULL;
		break;
	case '\\':
		if (p[1])
			p++;
		break;
	}
	return *p == c ? p + 1 : NULL;
}

bool glob_match(const char *pattern, const char *s)
{
	const char *star = NULL, *resume = NULL;

	while (*s || *pattern) {
		if (*pattern == '*') {
			star = ++pattern;
			resume = s;
			continue;
		}

		const char *next = *s ? match_one(pattern, *s) : NULL;

		if (next) {
			pattern = next;
			s++;
		} else if (star && *resume) {
			pattern = star;
			s = ++resume;
		} else {
			return false;
		}
	}
	return true;
}

bool glob_is_pattern(const char *s)
{
	return strpbrk(s, "*?[\\") != NULL;
}
