/*
 * reference.c - the tables of the reference pages, made from the tables of the code
 *
 *	reference FILE		FILE with its tables as they are now, on standard output
 *	reference --check FILE	nothing, or what is not current; exit status 1
 * A table stands between "<!-- NAME -->" and "<!-- end -->".
 */
#include <stdio.h>
#include <string.h>
#include "bpf/world.h"
#include "lang/agg/agg.h"
#include "lang/builtin/builtin.h"
#include "lang/eval/format.h"
#include "lang/option.h"
#include "lib/buf.h"

/* | ends a cell */
static void cell(struct buf *out, const char *s)
{
	for (; *s; s++)
		buf_printf(out, *s == '|' ? "\\%c" : "%c", *s);
}

/* ---- builtins ---- */
/* "string (string, int, [int])" to "string substr(string, int, [int])" */
static void prototype(struct buf *out, const struct builtin *b)
{
	const char *paren = strchr(b->sig, '(');
	int type = paren ? (int)(paren - b->sig) - 1 : (int)strlen(b->sig);

	buf_puts(out, "`");
	if (b->d_type)
		buf_puts(out, b->d_type);
	else
		buf_printf(out, "%.*s", type, b->sig);
	buf_printf(out, " %s", b->name);
	if (paren)
		cell(out, paren);
	buf_puts(out, "`");
}

enum kind { KIND_VARIABLE, KIND_SUBROUTINE, KIND_ACTION };

static enum kind kind_of(const struct builtin *b)
{
	struct sig s;

	builtin_sig(b, &s);
	if (!s.is_call || !strcmp(b->name, "uregs"))
		return KIND_VARIABLE;
	return s.ret.kind == SA_VOID || s.ret.kind == SA_STACK || s.ret.kind == SA_SYM || s.ret.kind == SA_USYM ||
	       builtin_is_action(b) ? KIND_ACTION : KIND_SUBROUTINE;
}

static void put_builtins(struct buf *out, enum kind kind)
{
	const struct builtin *b;
	size_t it = 0;

	buf_printf(out, "| %s | |\n|---|---|\n", kind == KIND_VARIABLE ? "variable" : kind == KIND_ACTION ? "action" : "subroutine");
	while ((b = builtin_next(&it))) {
		/* $... are parts of others, dlib_... of the libraries */
		if (!(b->langs & LANG_D) || b->name[0] == '$' || !strncmp(b->name, "dlib_", 5) || kind_of(b) != kind)
			continue;
		buf_puts(out, "| ");
		prototype(out, b);
		buf_puts(out, " | ");
		cell(out, b->help);
		buf_puts(out, b->flags & B_ABSENT ? " (not implemented)" : "");
		buf_puts(out, b->flags & B_DESTRUCTIVE && !(b->flags & B_ABSENT) ? " (destructive) |\n" : " |\n");
	}
}

static void put_variables(struct buf *out) { put_builtins(out, KIND_VARIABLE); }
static void put_actions(struct buf *out) { put_builtins(out, KIND_ACTION); }
static void put_subroutines(struct buf *out) { put_builtins(out, KIND_SUBROUTINE); }

/* ---- the others ---- */
static void put_aggs(struct buf *out)
{
	const struct aggfn *f;
	size_t it = 0;

	buf_puts(out, "| function | |\n|---|---|\n");
	while ((f = agg_next(&it)))
		if (f->d_name)
			buf_printf(out, "| `%s%s` | %s |\n", f->d_name, f->sig, f->help);
}

static void put_conversions(struct buf *out)
{
	static const char *const takes[] = {
		[CONV_INT] = "integer", [CONV_PTR] = "pointer, integer", [CONV_CHAR] = "integer of up to 4 bytes",
		[CONV_STRING] = "string, char array", [CONV_SYM] = "kernel address", [CONV_USYM] = "user address",
		[CONV_STACK] = "stack", [CONV_TIME] = "ns since 1970", [CONV_FLOAT] = "floating point",
	};
	const struct conv *c;
	size_t it = 0;

	buf_puts(out, "| conversion | takes | prints |\n|---|---|---|\n");
	while ((c = conv_next(&it)))
		if (c->langs & LANG_D)
			buf_printf(out, "| `%%%c` | %s | %s |\n", c->letter, takes[c->takes] ? takes[c->takes] : "", c->help);
}

static void put_options(struct buf *out)
{
	static const char *const values[] = {
		[OPT_BOOL] = "", [OPT_SIZE] = "size", [OPT_NUM] = "number", [OPT_RATE] = "rate", [OPT_WORD] = "word",
		[OPT_INT] = "number", [OPT_STABILITY] = "N/D/C", [OPT_VERSION] = "x.y", [OPT_LIMIT] = "size",
	};
	const struct option_row *o;
	unsigned it = 0;

	buf_puts(out, "| option | value | while tracing | |\n|---|---|---|---|\n");
	while ((o = option_next(&it)))
		if (o->langs & OPTION_FOR_D)
			buf_printf(out, "| `%s` | %s | %s | %s |\n", o->name, values[o->kind], o->dynamic ? "yes" : "",
				   o->help);
}

static void put_providers(struct buf *out)
{
	buf_puts(out, "| provider | |\n|---|---|\n");
	for (const struct provider *const *p = all_providers; *p; p++)
		if ((*p)->name && *(*p)->name)
			buf_printf(out, "| `%s` | %s |\n", (*p)->name, (*p)->help);
}

static const struct table {
	const char *name;
	void (*put)(struct buf *out);
} tables[] = {
	{ "variables", put_variables }, { "actions", put_actions }, { "subroutines", put_subroutines },
	{ "aggregating functions", put_aggs }, { "conversions", put_conversions }, { "options", put_options },
	{ "providers", put_providers },
};

static const struct table *table_of(const char *line)
{
	for (unsigned i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		size_t n = strlen(tables[i].name);

		if (!strncmp(line, "<!-- ", 5) && !strncmp(line + 5, tables[i].name, n) && !strcmp(line + 5 + n, " -->\n"))
			return &tables[i];
	}
	return NULL;
}

int main(int argc, char **argv)
{
	bool check = argc > 2 && !strcmp(argv[1], "--check"), skip = false;
	const char *path = argc > 1 ? argv[argc - 1] : NULL;
	FILE *f = path ? fopen(path, "re") : NULL;
	struct buf was = BUF_INIT, now = BUF_INIT;
	char line[4096];

	if (!f) {
		perror(path ? path : "usage: reference [--check] FILE");
		return 2;
	}
	while (fgets(line, sizeof(line), f)) {
		const struct table *t = table_of(line);

		buf_puts(&was, line);
		skip &= strcmp(line, "<!-- end -->\n") != 0;
		if (!skip)
			buf_puts(&now, line);
		if (t)
			t->put(&now);
		skip |= t != NULL;
	}
	fclose(f);
	if (!check)
		fputs(buf_str(&now), stdout);
	else if (strcmp(buf_str(&was), buf_str(&now)))
		printf("%s is not current: write it again with\n\ttests/tools/reference %s >new && mv new %s\n", path, path, path);

	int status = check && strcmp(buf_str(&was), buf_str(&now)) != 0;

	buf_fini(&was);
	buf_fini(&now);
	return status;
}
