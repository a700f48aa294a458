/*
 * tables.c - --dump-functions, --dump-probe-types, --dump-probe-aliases (SystemTap reference, 6.1)
 */
#include <ctype.h>
#include <string.h>
#include "bpf/world.h"
#include "cmd/job.h"
#include "lang/builtin/builtin.h"
#include "lang/stap/tapset.h"
#include "lib/arena.h"

struct lines { struct arena *a; VEC(const char *) v; };

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* each once */
static void print_sorted(struct lines *l)
{
	if (l->v.n)
		qsort(l->v.v, l->v.n, sizeof(*l->v.v), by_text);
	for (size_t i = 0; i < l->v.n; i++)
		if (!i || strcmp(l->v.v[i], l->v.v[i - 1]) != 0)
			puts(l->v.v[i]);
}

/* ---- functions ---- */
static const char *type_of(const struct sig_arg *s)
{
	switch (s->kind) {
	case SA_VOID:
		return "unknown";
	case SA_STRING:
		return "string";
	default:	/* what a script sees of all others is a number */
		return "long";
	}
}

/* printf and its family are operators of the language */
static bool is_operator(const struct sig *s)
{
	return s->nargs && (s->args[0].kind == SA_ANY || s->args[0].kind == SA_FMT || s->args[0].kind == SA_LIT);
}

const char *builtin_line(struct arena *a, const struct builtin *b)
{
	struct buf text = BUF_INIT;
	struct sig sig;

	if (!(b->langs & LANG_STAP) || !builtin_sig(b, &sig) || is_operator(&sig))
		return NULL;
	buf_printf(&text, "%s:%s (", b->name, type_of(&sig.ret));
	for (unsigned i = 0; i < sig.nargs; i++)
		buf_printf(&text, "%s%s", i ? ", " : "", sig.args[i].kind == SA_REST ? "..." : type_of(&sig.args[i]));
	buf_puts(&text, ")");
	if (b->flags & B_DESTRUCTIVE)
		buf_puts(&text, " /* guru */");
	const char *line = arena_strdup(a, text.s);

	buf_fini(&text);
	return line;
}

/* text of a definition from after a word to a character, blanks made one */
static const char *head_of(struct arena *a, const struct tapset_name *n, const char *word, char end)
{
	const struct tapset_chunk *c = &tapset_chunks[n->chunk];
	const char *p = c->text, *stop = c->text + c->len;
	struct buf text = BUF_INIT;
	size_t len = strlen(word), name = strlen(n->name);

	for (; p < stop; p++) {
		const char *after = p + len + strspn(p + len, " \t\n");

		if ((p == c->text || isspace((unsigned char)p[-1])) && !strncmp(p, word, len) && after > p + len &&
		    !strncmp(after, n->name, name) && !isalnum((unsigned char)after[name]) && after[name] != '_') {
			p = after;
			break;
		}
	}
	for (; p < stop && *p != end; p++) {
		bool blank = isspace((unsigned char)*p);

		if (!blank || (text.len && text.s[text.len - 1] != ' '))
			buf_putc(&text, blank ? ' ' : *p);
	}
	while (text.len && text.s[text.len - 1] == ' ')
		text.len--;
	const char *line = text.len ? arena_strndup(a, text.s, text.len) : n->name;

	buf_fini(&text);
	return line;
}

/* NAME:TYPE (ARG:TYPE, ...) from "NAME:TYPE(ARG:TYPE" */
static const char *function_line(struct arena *a, const struct tapset_name *n)
{
	const char *head = head_of(a, n, "function", ')'), *open = strchr(head, '(');
	int len = open ? (int)(open - head) : (int)strlen(head);

	while (len && head[len - 1] == ' ')
		len--;
	return arena_printf(a, "%.*s%s (%s)", len, head, memchr(head, ':', (size_t)len) ? "" : ":unknown",
			    open ? open + 1 : "");
}

static void dump_functions(struct job *j)
{
	struct lines l = { .a = j->arena };
	size_t it = 0;

	for (const struct builtin *b; (b = builtin_next(&it));) {
		const char *line = isalpha((unsigned char)*b->name) || (*b->name == '_' && j->verbose) ?
				   builtin_line(l.a, b) : NULL;

		if (line)
			vec_push(l.a, &l.v, line);
	}
	for (size_t i = 0; i < tapset_nnames; i++)
		if (tapset_names[i].kind == TAPSET_FUNC && (*tapset_names[i].name != '_' || j->verbose))
			vec_push(l.a, &l.v, function_line(l.a, &tapset_names[i]));
	print_sorted(&l);
}

/* ---- probe points ---- */
static void dump_types(struct job *j)
{
	struct lines l = { .a = j->arena };

	for (const struct provider *const *p = all_providers; *p; p++)
		for (const struct point_form *f = (*p)->forms; f && f->pattern; f++)
			vec_push(l.a, &l.v, f->pattern);
	print_sorted(&l);
}

static void dump_aliases(struct job *j)
{
	struct lines l = { .a = j->arena };

	for (size_t i = 0; i < tapset_nnames; i++)
		if (tapset_names[i].kind == TAPSET_ALIAS && (*tapset_names[i].name != '_' || j->verbose))
			vec_push(l.a, &l.v, head_of(l.a, &tapset_names[i], "probe", '{'));
	print_sorted(&l);
}

int tables_run(struct job *j)
{
	switch (j->table) {
	case TABLE_FUNCTIONS:
		dump_functions(j);
		break;
	case TABLE_TYPES:
		dump_types(j);
		break;
	case TABLE_ALIASES:
		dump_aliases(j);
		break;
	case TABLE_NONE:
		break;
	}
	return STATUS_OK;
}
