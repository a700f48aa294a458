/*
 * older.c - see older.h
 */
#include <stddef.h>
#include <string.h>
#include "lang/older.h"
#include "lib/glob.h"

struct older { const char *of, *was, *is; };

static const struct older functions[] = {
#define FUNCTION(was, is)	{ NULL, was, is },
#define BYPASSED(was, is)
#define ARGUMENT(of, was, is)
#define EVENT(was, is)
#define GONE(was, instead)
#define TYPE(was, is)
#include "lang/older.def"
#undef FUNCTION
#undef BYPASSED
};

static const struct older bypassed[] = {
#define FUNCTION(was, is)
#define BYPASSED(was, is)	{ NULL, was, is },
#include "lang/older.def"
#undef BYPASSED
#undef ARGUMENT
};

static const struct older arguments[] = {
#define BYPASSED(was, is)
#define ARGUMENT(of, was, is)	{ of, was, is },
#include "lang/older.def"
#undef ARGUMENT
#undef EVENT
};

static const struct older events[] = {
#define ARGUMENT(of, was, is)
#define EVENT(was, is)		{ NULL, was, is },
#include "lang/older.def"
#undef EVENT
#undef GONE
};

static const struct older gone[] = {
#define EVENT(was, is)
#define GONE(was, instead)	{ NULL, was, instead },
#include "lang/older.def"
#undef GONE
#undef TYPE
};

static const struct older types[] = {
#define GONE(was, instead)
#define TYPE(was, is)		{ NULL, was, is },
#include "lang/older.def"
};

static const char *find(const struct older *rows, size_t n, const char *of, const char *was, unsigned nth)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(rows[i].was, was) && (!of || !strcmp(rows[i].of, of)) && nth-- == 0)
			return rows[i].is;
	return NULL;
}

const char *older_function(const char *name, unsigned nth)
{
	return find(functions, sizeof(functions) / sizeof(functions[0]), NULL, name, nth);
}

const char *older_bypassed(const char *name, unsigned nth)
{
	return find(bypassed, sizeof(bypassed) / sizeof(bypassed[0]), NULL, name, nth);
}

const char *older_event(const char *name, unsigned nth)
{
	return find(events, sizeof(events) / sizeof(events[0]), NULL, name, nth);
}

const char *older_gone_event(const char *name)
{
	for (size_t i = 0; i < sizeof(gone) / sizeof(gone[0]); i++)
		if (glob_match(gone[i].was, name))
			return gone[i].is;
	return NULL;
}

const char *older_argument(const char *func, const char *name, unsigned nth)
{
	return find(arguments, sizeof(arguments) / sizeof(arguments[0]), func, name, nth);
}

const char *older_type(const char *name, unsigned nth)
{
	return find(types, sizeof(types) / sizeof(types[0]), NULL, name, nth);
}
