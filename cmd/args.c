/*
 * args.c - argv by a table of flags; usage text from the same table
 */
#include <stdarg.h>
#include <string.h>
#include "cmd/job.h"
#include "lib/arena.h"

int args_wrong(struct job *j, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s: ", j->name);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	return j->form == FORM_DTRACE ? STATUS_SYSTEM : STATUS_SCRIPT;
}

static const struct flag *by_letter(const struct flag *t, char c)
{
	for (; t->set; t++)
		if (t->letter && t->letter == c)
			return t;
	return NULL;
}

static const struct flag *by_word(const struct flag *t, const char *s, size_t n)
{
	for (; t->set; t++)
		if (t->word && strlen(t->word) == n && !strncmp(t->word, s, n))
			return t;
	return NULL;
}

struct cursor { int argc, at; char **argv; };

static int take_word(struct job *j, const struct flag *table, struct cursor *c)
{
	const char *s = c->argv[c->at] + 2, *eq = strchr(s, '=');
	const struct flag *f = by_word(table, s, eq ? (size_t)(eq - s) : strlen(s));

	if (!f)
		return args_wrong(j, "unknown option --%s; try --help", s);
	if (!f->arg && eq)
		return args_wrong(j, "option --%s takes no value", f->word);
	if (f->arg && !eq && !f->optional) {
		if (c->at + 1 >= c->argc)
			return args_wrong(j, "option --%s needs %s", f->word, f->arg);
		return f->set(j, c->argv[++c->at]);
	}
	return f->set(j, eq ? eq + 1 : NULL);
}

/* -vvp4: letters together, the rest of the word or the next word is the argument */
static int take_letters(struct job *j, const struct flag *table, struct cursor *c)
{
	int err = 0;

	for (const char *s = c->argv[c->at] + 1; *s && !err; s++) {
		const struct flag *f = by_letter(table, *s);

		if (!f)
			return args_wrong(j, "unknown option -%c; try --help", *s);
		if (!f->arg || (f->optional && !s[1])) {
			err = f->set(j, NULL);
			continue;
		}
		if (s[1])
			return f->set(j, s + 1);
		if (c->at + 1 >= c->argc)
			return args_wrong(j, "option -%c needs %s", *s, f->arg);
		return f->set(j, c->argv[++c->at]);
	}
	return err;
}

int args_parse(struct job *j, const struct flag *table, int argc, char **argv, bool mixed)
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
			flags = flags && mixed;
		}
	}
	return err;
}

void args_usage(const struct flag *table, FILE *out)
{
	for (const struct flag *f = table; f->set; f++) {
		char left[64];
		const char *arg = f->arg ? f->arg : "";
		const char *gap = f->arg ? f->word ? f->optional ? "[=" : "=" : " " : "";

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
