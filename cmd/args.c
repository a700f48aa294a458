/*
 * args.c - argv by a table of flags; usage text from the same table
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "cmd/job.h"
#include "lib/arena.h"
#include "lib/buf.h"

int args_wrong(struct job *j, const char *fmt, ...)
{
	va_list ap;

	if (j->form != FORM_STAP)	/* stap says these without its name */
		fprintf(stderr, "%s: ", j->name);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	return j->form == FORM_DTRACE ? STATUS_SYSTEM : STATUS_SCRIPT;
}

/* a flag that the table does not have, or misused: getopt's words for stap, ours for the others */
__attribute__((format(printf, 3, 4)))
static int misused(struct job *j, const char *ours, const char *getopt, ...)
{
	va_list ap;

	if (j->form == FORM_STAP)
		fprintf(stderr, "%s: ", j->name);
	va_start(ap, getopt);
	char *text = NULL;

	if (vasprintf(&text, j->form == FORM_STAP ? getopt : ours, ap) < 0)
		text = NULL;
	va_end(ap);
	if (j->form != FORM_STAP) {
		int status = args_wrong(j, "%s", text ? text : "");

		free(text);
		return status;
	}
	fprintf(stderr, "%s\nTry '--help' for more information.\n", text ? text : "");
	free(text);
	return STATUS_SCRIPT;
}

/* ---- the table ---- */
const struct flag *args_next(const struct flag *f)
{
	f = f ? f + 1 : NULL;
	return !f ? NULL : f->set ? f : f->more;
}

static const struct flag *by_letter(const struct flag *t, char c)
{
	for (; t; t = args_next(t))
		if (t->letter && t->letter == c)
			return t;
	return NULL;
}

/* the whole word, or the beginning of one word only, as getopt_long() has it; *several: of more than one */
static const struct flag *by_word(const struct flag *t, const char *s, size_t n, bool *several)
{
	const struct flag *found = NULL;

	*several = false;
	for (; t; t = args_next(t)) {
		if (!t->word || strncmp(t->word, s, n) != 0)
			continue;
		if (!t->word[n]) {
			*several = false;
			return t;
		}
		*several |= found && strcmp(found->word, t->word) != 0;
		found = found ? found : t;
	}
	return *several ? NULL : found;
}

static int ambiguous(struct job *j, const struct flag *t, const char *s, size_t n)
{
	struct buf words = BUF_INIT;

	for (; t; t = args_next(t))
		if (t->word && !strncmp(t->word, s, n))
			buf_printf(&words, " '--%s'", t->word);

	int status = misused(j, "option --%s may mean%s; try --help", "option '--%s' is ambiguous; possibilities:%s", s,
			     buf_str(&words));

	buf_fini(&words);
	return status;
}

/* flags that mean nothing here are remembered for a note under -v */
static int apply(struct job *j, const struct flag *f, const char *value)
{
	if (f->set == set_nothing && f->word)
		vec_push(j->arena, &j->ignored, arena_printf(j->arena, "--%s is accepted, and has no meaning here", f->word));
	else if (f->set == set_nothing)
		vec_push(j->arena, &j->ignored, arena_printf(j->arena, "-%c is accepted, and has no meaning here", f->letter));
	return f->set(j, value);
}

struct cursor { int argc, at; char **argv; };

static int take_word(struct job *j, const struct flag *table, struct cursor *c)
{
	const char *s = c->argv[c->at] + 2, *eq = strchr(s, '=');
	size_t n = eq ? (size_t)(eq - s) : strlen(s);
	bool several;
	const struct flag *f = by_word(table, s, n, &several);

	if (several)
		return ambiguous(j, table, s, n);
	if (!f)
		return misused(j, "unknown option --%s; try --help", "unrecognized option '--%s'", s);
	if (!f->arg && eq)
		return misused(j, "option --%s takes no value", "option '--%s' doesn't allow an argument", f->word);
	if (f->arg && !eq && !f->optional) {
		if (c->at + 1 >= c->argc)
			return misused(j, "option --%s needs a value", "option '--%s' requires an argument", f->word);
		return apply(j, f, c->argv[++c->at]);
	}
	return apply(j, f, eq ? eq + 1 : NULL);
}

/* -vvp4: letters together, the rest of the word or the next word is the argument */
static int take_letters(struct job *j, const struct flag *table, struct cursor *c)
{
	int err = 0;

	for (const char *s = c->argv[c->at] + 1; *s && !err; s++) {
		const struct flag *f = by_letter(table, *s);

		if (!f)
			return misused(j, "unknown option -%c; try --help", "invalid option -- '%c'", *s);
		if (!f->arg || f->optional) {
			err = apply(j, f, NULL);
			continue;
		}
		if (s[1])
			return apply(j, f, s + 1);
		if (c->at + 1 >= c->argc)
			return misused(j, "option -%c needs a value", "option requires an argument -- '%c'", *s);
		return apply(j, f, c->argv[++c->at]);
	}
	return err;
}

int args_parse(struct job *j, const struct flag *table, int argc, char **argv)
{
	struct cursor c = { .argc = argc, .argv = argv };
	bool flags = true;
	int err = 0;

	for (; c.at < argc && !err && !j->dry; c.at++) {
		const char *s = argv[c.at];

		if (flags && !strcmp(s, "--")) {
			flags = false;
		} else if (flags && s[0] == '-' && s[1] == '-') {
			err = take_word(j, table, &c);
		} else if (flags && s[0] == '-' && s[1]) {
			err = take_letters(j, table, &c);
		} else {
			vec_push(j->arena, &j->args, s);
		}
	}
	return err;
}

static bool shown_before(const struct flag *table, const struct flag *f)
{
	for (; table != f; table = args_next(table))
		if ((f->letter && table->letter == f->letter) || (f->word && table->word && !strcmp(f->word, table->word)))
			return true;
	return false;
}

void args_usage(const struct flag *table, FILE *out)
{
	for (const struct flag *f = table; f; f = args_next(f)) {
		char left[64];
		const char *arg = f->arg ? f->arg : "";
		/* -32: the digit is the argument, and part of the flag's name all the same */
		bool digits = isdigit((unsigned char)f->letter) && !f->word;
		const char *gap = f->arg ? f->word ? f->optional ? "[=" : "=" : digits ? "" : " " : "";

		if (shown_before(table, f))
			continue;
		if (f->letter && f->word)
			snprintf(left, sizeof(left), "-%c, --%s%s%s%s", f->letter, f->word, gap, arg,
				 f->arg && f->optional ? "]" : "");
		else if (f->letter)
			snprintf(left, sizeof(left), "-%c%s%s", f->letter, gap, arg);
		else
			snprintf(left, sizeof(left), "    --%s%s%s%s", f->word, gap, arg,
				 f->arg && f->optional ? "]" : "");
		fprintf(out, "  %-28s %s\n", left, f->help);
	}
}
