/*
 * control.c - lines that begin with #, and the values of macro variables (reference D, 1.9, 1.10)
 */
#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "lang/d/lex.h"
#include "lang/d/library.h"
#include "lang/stability.h"
#include "lib/arena.h"

struct words {			/* what a control line is made of */
	const char *v[8];
	struct span at[8];
	size_t n;
};

static void split(struct d_lex *l, size_t start, size_t end, struct words *w)
{
	const char *s = l->src->text;
	size_t i = start;

	w->n = 0;
	while (w->n < 8) {
		while (i < end && (isspace((unsigned char)s[i]) || s[i] == '\\'))
			i++;
		if (i == end)
			return;

		size_t from = i;

		if (s[i] == '"') {
			for (i++; i < end && s[i] != '"'; i++)
				;
			i += i < end;
		} else {
			while (i < end && !isspace((unsigned char)s[i]))
				i++;
		}
		w->v[w->n] = arena_strndup(l->c->arena, s + from, i - from);
		w->at[w->n++] = (struct span){ l->src, (uint32_t)from, (uint32_t)i };
	}
}

/* opt, opt=value */
static void pragma_option(struct d_lex *l, const char *text, struct span at)
{
	const char *eq = strchr(text, '=');
	char *name = arena_strndup(l->c->arena, text, eq ? (size_t)(eq - text) : strlen(text));

	if (l->saw_clause) {
		diag_error(l->c->diag, at, ERR_PRAGMA_OPTSET,
			   "option '%s' comes too late: options precede the clauses", name);
		return;
	}

	const struct option_row *row = option_find(name);
	int err = row && row->outside ? -EPERM : options_set(l->c->options, name, eq ? eq + 1 : NULL);

	if (err == -EPERM)
		diag_error(l->c->diag, at, ERR_PRAGMA_OPTSET,
			   "option '%s' cannot be used from within a D program: give it on the command line", name);
	else if (err == -ENOENT)
		diag_error(l->c->diag, at, ERR_PRAGMA_OPTSET, "there is no option '%s'", name);
	else if (err)
		diag_error(l->c->diag, at, ERR_PRAGMA_OPTSET, "'%s' is not a value for option '%s'",
			   eq ? eq + 1 : "", name);
}

static void pragma_depends(struct d_lex *l, const struct words *w, size_t i)
{
	static const char *const kinds[] = { "provider", "module", "library" };
	bool known = false;

	if (i + 2 != w->n) {
		diag_error(l->c->diag, w->at[0], ERR_PRAGMA_MALFORM,
			   "#pragma D depends_on takes a kind and a name");
		return;
	}
	for (size_t k = 0; k < 3; k++)
		known |= !strcmp(kinds[k], w->v[i]);
	if (!known) {
		diag_error(l->c->diag, w->at[i], ERR_PRAGMA_MALFORM,
			   "'%s' is no kind of dependency; these are: provider, module, library", w->v[i]);
		return;
	}
	if (d_lib_met(l->c->world, w->v[i], w->v[i + 1]))
		return;
	if (l->in_library) {
		l->unmet = true;
		l->pos = l->src->len;	/* nothing of it is read */
		return;
	}
	diag_error(l->c->diag, w->at[i + 1], ERR_PRAGMA_DEPEND, "%s '%s' is not available", w->v[i], w->v[i + 1]);
}

/* said of a name that has to be there when the program has been read; rated: NULL if not how stable it is */
static void describe(struct d_lex *l, const struct words *w, size_t i, const struct stability *rated)
{
	struct d_named named = { .name = w->v[i], .span = w->at[i], .rated = rated != NULL };

	if (rated)
		named.stability = *rated;
	if (strchr(w->v[i], '`'))
		diag_error(l->c->diag, w->at[i], ERR_PRAGMA_SCOPE, "'%s' is not D's to describe", w->v[i]);
	else if (l->described)
		vec_push(l->c->arena, &l->described->names, named);
}

/* one part of a provider: where it is among those that have a stability; NULL: it is none */
static const struct d_rated *provider_part(const char *name, size_t n)
{
	static const struct d_rated parts[] = {
		{ "provider", offsetof(struct probe_stability, prov) }, { "module", offsetof(struct probe_stability, mod) },
		{ "function", offsetof(struct probe_stability, func) }, { "name", offsetof(struct probe_stability, name) },
		{ "args", offsetof(struct probe_stability, args) },
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (strlen(parts[i].provider) == n && !strncmp(name, parts[i].provider, n))
			return &parts[i];
	return NULL;
}

/* attributes N/D/C name; attributes N/D/C provider NAME PART */
static void pragma_attributes(struct d_lex *l, const struct words *w, size_t i)
{
	bool of_provider = i + 1 < w->n && !strcmp(w->v[i + 1], "provider");
	const struct d_rated *part = of_provider && i + 3 < w->n ? provider_part(w->v[i + 3], strlen(w->v[i + 3])) : NULL;
	struct stability stability;

	if (i + (of_provider ? 4 : 2) != w->n)
		diag_error(l->c->diag, w->at[0], ERR_PRAGMA_MALFORM,
			   "#pragma D attributes takes N/D/C and a name, or N/D/C provider NAME PART");
	else if (!stability_parse(w->v[i], &stability))
		diag_error(l->c->diag, w->at[i], ERR_PRAGMA_MALFORM,
			   "'%s' is no stability: name/data/class, as in Evolving/Evolving/Common", w->v[i]);
	else if (of_provider && !part)
		diag_error(l->c->diag, w->at[i + 3], ERR_PRAGMA_MALFORM,
			   "'%s' is no part of a provider: provider, module, function, name, args", w->v[i + 3]);
	else if (!of_provider)
		describe(l, w, i + 1, &stability);
	else if (l->described)
		vec_push(l->c->arena, &l->described->providers,
			 ((struct d_rated){ .provider = w->v[i + 2], .part = part->part, .stability = stability }));
}

/* binding "1.2" name */
static void pragma_binding(struct d_lex *l, const struct words *w, size_t i)
{
	unsigned major, minor, micro;
	char end;

	if (i + 2 != w->n)
		diag_error(l->c->diag, w->at[0], ERR_PRAGMA_MALFORM, "#pragma D binding takes \"VERSION\" and a name");
	else if (sscanf(w->v[i], "\"%u.%u.%u%c", &major, &minor, &micro, &end) != 4 &&
		 (sscanf(w->v[i], "\"%u.%u%c", &major, &minor, &end) != 3 || end != '"'))
		diag_error(l->c->diag, w->at[i], ERR_PRAGMA_MALFORM, "%s is no version: \"1.2\" is one", w->v[i]);
	else
		describe(l, w, i + 1, NULL);
}

static void pragma_d(struct d_lex *l, const struct words *w, size_t i)
{
	if (i >= w->n) {
		diag_error(l->c->diag, w->at[0], ERR_PRAGMA_MALFORM, "#pragma D needs a word");
		return;
	}
	if (!strcmp(w->v[i], "option")) {
		if (i + 2 != w->n)
			diag_error(l->c->diag, w->at[i], ERR_PRAGMA_MALFORM,
				   "#pragma D option takes one option: name or name=value");
		else
			pragma_option(l, w->v[i + 1], w->at[i + 1]);
	} else if (!strcmp(w->v[i], "depends_on")) {
		pragma_depends(l, w, i + 1);
	} else if (!strcmp(w->v[i], "attributes")) {
		pragma_attributes(l, w, i + 1);
	} else if (!strcmp(w->v[i], "binding")) {
		pragma_binding(l, w, i + 1);
	} else {
		diag_error(l->c->diag, w->at[i], ERR_PRAGMA_INVAL, "unknown #pragma D %s", w->v[i]);
		diag_hint(l->c->diag, "known are: option, attributes, binding, depends_on");
	}
}

/* what follows is line n of file: a text of its own, whose first line has that number */
static void line_marker(struct d_lex *l, const struct words *w, size_t i)
{
	unsigned long n = strtoul(w->v[i], NULL, 10);
	const char *name = l->src->name;
	size_t from = l->pos;

	if (i + 1 < w->n && w->v[i + 1][0] != '"') {
		diag_error(l->c->diag, w->at[i + 1], ERR_PRAGMA_MALFORM, "a file's name in quotes has to follow the line");
		return;
	}

	if (i + 1 < w->n && w->v[i + 1][0] == '"' && strlen(w->v[i + 1]) > 2)
		name = arena_strndup(l->c->arena, w->v[i + 1] + 1, strlen(w->v[i + 1]) - 2);
	if (from < l->src->len)
		from++;		/* the newline of the directive */

	struct source *src = arena_new_of(l->c->arena, struct source);

	src->parent = l->src->parent ? l->src->parent : l->src;	/* the script, whatever it includes */
	src->name = strcmp(name, src->parent->name) ? name : src->parent->name;
	src->text = l->src->text + from;
	src->len = l->src->len - from;
	src->first_line = n < 1u << 30 ? (unsigned)n : 0;
	l->in_header = false;
	for (size_t k = i + 2; k < w->n; k++)
		l->in_header |= !strcmp(w->v[k], "3");
	l->src = src;
	l->pos = 0;
}

void d_control_line(struct d_lex *l, size_t start, size_t end)
{
	struct words w;

	split(l, start + 1, end, &w);
	if (!w.n)
		return;		/* null directive */

	bool is_line = !strcmp(w.v[0], "line");

	if (isdigit((unsigned char)w.v[0][0]) || (is_line && w.n > 1 && isdigit((unsigned char)w.v[1][0]))) {
		line_marker(l, &w, is_line);
	} else if (is_line) {
		diag_error(l->c->diag, w.at[0], ERR_PRAGMA_MALFORM, "#line takes a number and a file's name in quotes");
	} else if (!strcmp(w.v[0], "pragma") && w.n > 1 && !strcmp(w.v[1], "D")) {
		pragma_d(l, &w, 2);
	} else if (!strcmp(w.v[0], "error") || (!strcmp(w.v[0], "pragma") && w.n > 1 && !strcmp(w.v[1], "error"))) {
		struct span s = { l->src, (uint32_t)start, (uint32_t)end };
		size_t from = (w.v[0][0] == 'e' ? w.at[0] : w.at[1]).end;

		while (from < end && isspace((unsigned char)l->src->text[from]))
			from++;
		diag_error(l->c->diag, s, ERR_PRAGERR, "#error: %.*s", (int)(end - from), l->src->text + from);
	} else if (strcmp(w.v[0], "pragma") && strcmp(w.v[0], "ident")) {
		diag_error(l->c->diag, w.at[0], ERR_PRAGCTL_INVAL, "unknown control line #%s", w.v[0]);
		diag_hint(l->c->diag, "known are: #pragma, #line, #ident, #error; #define and #include need "
				      "the preprocessor (-C)");
	}
}

/* ---- macro variables ---- */
static long proc_number(const char *name, bool *ok)
{
	static const struct { const char *name; int what; } rows[] = {
		{ "pid", 0 }, { "ppid", 1 }, { "pgid", 2 }, { "sid", 3 }, { "uid", 4 }, { "euid", 5 },
		{ "gid", 6 }, { "egid", 7 },
	};

	*ok = true;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (strcmp(rows[i].name, name))
			continue;
		switch (rows[i].what) {
		case 0: return getpid();
		case 1: return getppid();
		case 2: return getpgrp();
		case 3: return getsid(0);
		case 4: return getuid();
		case 5: return geteuid();
		case 6: return getgid();
		case 7: return getegid();
		}
	}
	*ok = false;
	return 0;
}

static bool macro_arg(struct d_lex *l, const char *name, struct span at, const char **text)
{
	unsigned long n = strtoul(name, NULL, 10);

	*text = NULL;
	if (!n) {
		*text = l->c->script_name ? l->c->script_name : "sonde";
		return true;
	}
	if (n <= l->c->nargs) {
		*text = l->c->args[n - 1];
		l->used[n - 1] = 1;
		return true;
	}
	if (l->c->options->defaultargs)
		return true;
	diag_error(l->c->diag, at, ERR_MACRO_UNDEF, "macro argument $%s is not defined", name);
	diag_hint(l->c->diag, "give it after the script's name, or set the option defaultargs");
	return false;
}

bool d_macro_known(const struct d_lex *l, const char *name)
{
	bool ok;

	if (isdigit((unsigned char)*name))
		return strtoul(name, NULL, 10) <= l->c->nargs || l->c->options->defaultargs;
	proc_number(name, &ok);
	return ok || !strcmp(name, "target");
}

bool d_macro_text(struct d_lex *l, const char *name, struct span at, const char **text)
{
	bool ok;

	if (isdigit((unsigned char)*name))
		return macro_arg(l, name, at, text);

	long n = proc_number(name, &ok);

	if (!strcmp(name, "target")) {
		n = l->c->world->target;
		ok = true;
	}
	if (!ok) {
		diag_error(l->c->diag, at, ERR_MACRO_UNDEF, "macro variable $%s is not defined", name);
		diag_hint(l->c->diag, "there are $1 $2 ..., $target, $pid, $ppid, $pgid, $sid, $uid, $euid, "
				      "$gid, $egid");
		return false;
	}
	*text = arena_printf(l->c->arena, "%ld", n);
	return true;
}
