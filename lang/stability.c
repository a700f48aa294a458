/*
 * stability.c - promises: their words, how they combine, and what providers give (reference D, 10.14)
 */
#include <stdio.h>
#include <string.h>
#include "lang/probe.h"
#include "lang/stability.h"
#include "lib/arena.h"

#define S_(level, class) { STAB_##level, STAB_##level, CLASS_##class }

const struct stability stability_d = S_(STABLE, COMMON), stability_code = S_(PRIVATE, UNKNOWN),
	stability_evolving = S_(EVOLVING, COMMON),
	stability_layout = { STAB_STABLE, STAB_PRIVATE, CLASS_COMMON };

const struct probe_stability stability_unknown = {
	S_(UNSTABLE, COMMON), S_(UNSTABLE, COMMON), S_(UNSTABLE, COMMON), S_(UNSTABLE, COMMON), S_(UNSTABLE, COMMON)
};

const struct probe_stability stability_of_dtrace = {
	S_(STABLE, COMMON), S_(PRIVATE, UNKNOWN), S_(PRIVATE, UNKNOWN), S_(STABLE, COMMON), S_(STABLE, COMMON)
}, stability_of_profile = {
	S_(EVOLVING, COMMON), S_(UNSTABLE, COMMON), S_(PRIVATE, UNKNOWN), S_(EVOLVING, COMMON), S_(EVOLVING, COMMON)
};

/* modules and functions are nobody's promise; nor are arguments that no library has typed */
const struct probe_stability stability_plain = {
	S_(EVOLVING, ISA), S_(PRIVATE, UNKNOWN), S_(PRIVATE, UNKNOWN), S_(EVOLVING, ISA), S_(PRIVATE, ISA)
};

static const struct probe_stability typed = {
	S_(EVOLVING, ISA), S_(PRIVATE, UNKNOWN), S_(PRIVATE, UNKNOWN), S_(EVOLVING, ISA), S_(EVOLVING, ISA)
};

static const char *const levels[] = { "Internal", "Private", "Obsolete", "External", "Unstable", "Evolving", "Stable",
				      "Standard", NULL };
static const char *const classes[] = { "Unknown", "CPU", "Platform", "Group", "ISA", "Common", NULL };

static bool find(const char *s, size_t n, const char *const *words, unsigned char *ret)
{
	for (*ret = 0; words[*ret]; (*ret)++)
		if (strlen(words[*ret]) == n && !strncmp(s, words[*ret], n))
			return true;
	return false;
}

bool stability_parse(const char *s, struct stability *ret)
{
	size_t a = strcspn(s, "/"), b = s[a] ? strcspn(s + a + 1, "/") : 0;

	return s[a] && s[a + 1 + b] && find(s, a, levels, &ret->name) && find(s + a + 1, b, levels, &ret->data) &&
	       find(s + a + b + 2, strlen(s + a + b + 2), classes, &ret->class);
}

bool stability_parse_probe(const char *text, struct probe_stability *ret)
{
	struct stability *const parts[] = { &ret->prov, &ret->mod, &ret->func, &ret->name, &ret->args };
	char word[64];
	int n = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++, text += n)
		if (sscanf(text, " %63s%n", word, &n) != 1 || !stability_parse(word, parts[i]))
			return false;
	return true;
}

const char *stability_level(unsigned level)
{
	return levels[level];
}

const char *stability_class(unsigned class)
{
	return classes[class];
}

const char *stability_str(struct arena *a, struct stability s)
{
	return arena_printf(a, "%s/%s/%s", levels[s.name], levels[s.data], classes[s.class]);
}

static unsigned char less(unsigned char a, unsigned char b)
{
	return a < b ? a : b;
}

struct stability stability_min(struct stability a, struct stability b)
{
	return (struct stability){ less(a.name, b.name), less(a.data, b.data), less(a.class, b.class) };
}

bool stability_below(struct stability s, struct stability least)
{
	return s.name < least.name || s.data < least.data || s.class < least.class;
}

const struct probe_stability *stability_of(const struct probe *p)
{
	return p->stability ? p->stability : p->alias ? &typed : p->provider && p->provider->stability ? p->provider->stability : &stability_plain;
}

struct stability stability_desc(const struct probe_stability *t, unsigned fields)
{
	struct stability s = t->prov;

	if (fields & 1u << FIELD_MOD)
		s = stability_min(s, t->mod);
	if (fields & 1u << FIELD_FUNC)
		s = stability_min(s, t->func);
	return fields & 1u << FIELD_NAME ? stability_min(s, t->name) : s;
}
