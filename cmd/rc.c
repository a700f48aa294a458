/*
 * rc.c - what a user's home brings along: stap's file of flags, the cache of objects
 *
 * $SYSTEMTAP_DIR/rc, else ~/.systemtap/rc, holds flags as on the command line, on any number of
 * lines; '#' begins a comment (SystemTap reference, 6.1).
 */
#include <ctype.h>
#include <string.h>
#include "bpf/cc.h"
#include "cmd/job.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/source.h"

/* one word, its quotes removed; NULL: there is none left */
static const char *take(struct job *j, const char **at)
{
	struct buf word = BUF_INIT;
	const char *p = *at;
	char quote = 0;
	bool any = false;

	for (;;) {
		while (isspace((unsigned char)*p))
			p++;
		if (*p != '#')
			break;
		p += strcspn(p, "\n");
	}
	for (; *p && (quote || !isspace((unsigned char)*p)); p++) {
		any = true;
		if (quote ? *p == quote : *p == '\'' || *p == '"')
			quote = quote ? 0 : *p;
		else if (*p == '\\' && p[1] && quote != '\'')
			buf_putc(&word, *++p);
		else
			buf_putc(&word, *p);
	}
	*at = p;
	const char *text = any ? arena_strdup(j->arena, buf_str(&word)) : NULL;

	buf_fini(&word);
	return text;
}

int rc_parse(struct job *j, const struct flag *table)
{
	const char *dir = getenv("SYSTEMTAP_DIR"), *home = getenv("HOME"), *at;
	VEC(char *) words = { 0 };

	if (!dir && !home)
		return 0;
	const struct source *src = source_read(j->arena, dir ? arena_printf(j->arena, "%s/rc", dir) :
					       arena_printf(j->arena, "%s/.systemtap/rc", home));

	if (!src)
		return 0;
	at = src->text;
	for (const char *w; (w = take(j, &at));)
		vec_push(j->arena, &words, arena_strdup(j->arena, w));
	int status = args_parse(j, table, (int)words.n, words.v);

	j->args.n = 0;		/* scripts stand on the command line */
	return status;
}

int cache_clean(struct job *j)
{
	(void)j;
	cc_cache_clean();
	return STATUS_OK;
}
