/*
 * interactive.h - sonde -i
 *
 *	interactive.c	the prompt: lines read, commands carried out, scripts run
 *	complete.c	what a word that was begun may become
 */
#ifndef SONDE_INTERACTIVE_H
#define SONDE_INTERACTIVE_H

#include "cmd/job.h"

enum { CANDIDATES_MAX = 500 };

struct candidates {
	struct arena *arena;
	VEC(const char *) v;		/* sorted, each once */
	size_t common;			/* bytes that all begin with */
};

/*
 * complete_word - commands, builtins, providers; with a colon D's probes, with a dot SystemTap's points
 * @first: the word begins the line, so it may be a command
 */
void complete_word(const char *word, size_t n, bool first, const char *const *commands, struct candidates *ret);
bool builtin_show(const char *name);	/* rows of that name printed; false: there is none */

#endif
