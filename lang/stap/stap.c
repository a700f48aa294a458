/*
 * stap.c - the SystemTap front end: the passes in order, and what is printed without being asked
 *
 * Globals that are written and never read are printed at shutdown (SystemTap Language Reference,
 * "Global variables"). That is done as the user would: by an end probe, made here as script text.
 */
#include <stdarg.h>
#include <string.h>
#include "lang/stap/resolve.h"

bool sem_error(struct sema *s, struct span at, enum diag_tag tag, const char *fmt, ...)
{
	va_list ap;

	for (size_t i = 0; i < s->reported.n; i++)
		if (s->reported.v[i].src == at.src && s->reported.v[i].start == at.start &&
		    s->reported.v[i].end == at.end)
			return false;
	vec_push(s->arena, &s->reported, at);
	va_start(ap, fmt);
	diag_verror(s->c->diag, at, tag, fmt, ap);
	va_end(ap);
	return true;
}

/* ---- the end probe for unread globals ---- */

static void keys_list(struct buf *b, const struct sym *sym)
{
	for (size_t i = 0; i < sym->keys.n; i++)
		buf_printf(b, "%s__k%zu_%s", i ? "," : "", i, sym->name);
}

/* name[%d,\"%s\"] inside a format */
static void keys_format(struct buf *b, const struct sym *sym)
{
	buf_puts(b, sym->name);
	for (size_t i = 0; i < sym->keys.n; i++)
		buf_printf(b, "%s%s", i ? "," : "[", sym->keys.v[i] == VT_STRING ? "\\\"%s\\\"" : "%d");
	if (sym->keys.n)
		buf_putc(b, ']');
}

static void element(struct buf *b, const struct sym *sym)
{
	buf_puts(b, sym->name);
	if (sym->keys.n) {
		buf_putc(b, '[');
		keys_list(b, sym);
		buf_putc(b, ']');
	}
}

static void unread_stats(struct buf *b, const struct sym *sym)
{
	static const char *const fns[] = { "count", "min", "max", "sum", "avg" };
	enum { N = sizeof(fns) / sizeof(fns[0]) };

	buf_puts(b, "if (@count(");
	element(b, sym);
	buf_puts(b, ") == 0) printf(\"");
	keys_format(b, sym);
	buf_puts(b, " @count=0x0\\n\"");
	if (sym->keys.n)
		buf_putc(b, ',');
	keys_list(b, sym);
	buf_puts(b, ") else printf(\"");
	keys_format(b, sym);
	for (size_t i = 0; i < N; i++)
		buf_printf(b, " @%s=%%d", fns[i]);
	buf_puts(b, "\\n\"");
	if (sym->keys.n)
		buf_putc(b, ',');
	keys_list(b, sym);
	for (size_t i = 0; i < N; i++) {
		buf_printf(b, ",@%s(", fns[i]);
		element(b, sym);
		buf_putc(b, ')');
	}
	buf_puts(b, ")\n");
}

static void unread_value(struct buf *b, const struct sym *sym)
{
	buf_puts(b, "printf(\"");
	keys_format(b, sym);
	buf_puts(b, sym->type == VT_STRING ? "=\\\"%s\\\"\\n\"," :
		    sym->shows_address ? "=%p\\n\"," : "=%d\\n\",");
	keys_list(b, sym);
	if (sym->keys.n)
		buf_printf(b, ",__v_%s)\n", sym->name);
	else
		buf_printf(b, "%s)\n", sym->name);
}

static void unread_sym(struct buf *b, const struct sym *sym)
{
	if (sym->keys.n) {
		buf_puts(b, "foreach (");	/* two arrays' keys and values may differ in type */
		if (sym->type != VT_STATS)
			buf_printf(b, "__v_%s = ", sym->name);
		buf_putc(b, '[');
		keys_list(b, sym);
		buf_printf(b, "] in %s-) ", sym->name);
	}
	if (sym->type == VT_STATS)
		unread_stats(b, sym);
	else
		unread_value(b, sym);
}

const char *stap_unread_text(struct sema *s, struct file *f)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < f->globals.n; i++) {
		const struct sym *sym = f->globals.v[i]->sym;

		if (!sym->written || sym->read || f->globals.v[i]->made)
			continue;
		buf_puts(&b, b.len ? "" : "probe end {\n");
		unread_sym(&b, sym);
	}
	if (b.len)
		buf_puts(&b, "}\n");
	const char *text = arena_strdup(s->arena, buf_str(&b));

	buf_fini(&b);
	return text;
}

static void add_unread(struct sema *s, struct file *f)
{
	const char *text = stap_unread_text(s, f);
	size_t first = s->handlers.n;

	if (!*text || s->c->options->nounread)
		return;
	struct file *made = stap_parse_text(s->c, source_new(s->arena, "<unread globals>", text, strlen(text)));

	for (size_t i = 0; i < made->probes.n; i++) {
		made->probes.v[i]->file = f;	/* its names are the file's */
		stap_expand(s, made->probes.v[i], true);
	}
	for (size_t i = first; i < s->handlers.n; i++)
		stap_resolve(s, s->handlers.v[i]);
}

/* ---- the passes ---- */

static void expand_file(struct sema *s, struct file *f)
{
	for (; f->probes_done < f->probes.n; f->probes_done++)
		stap_expand(s, f->probes.v[f->probes_done], false);
}

static void resolve_all(struct sema *s)
{
	for (size_t i = 0; i < s->ast->files.n; i++)
		stap_resolve_globals(s, s->ast->files.v[i]);
	/* both grow while library files that are named join, with probes of their own */
	for (size_t i = 0, k = 0; i < s->ast->files.n || k < s->handlers.n;) {
		if (i < s->ast->files.n)
			expand_file(s, s->ast->files.v[i++]);
		else
			stap_resolve(s, s->handlers.v[k++]);
	}
}

/* all that there is was passed over, because nobody can probe it here: the run will say why */
static void resolve_passed_over(struct sema *s)
{
	struct feature_set *features = s->c->world->features;

	if (s->handlers.n > 0 || !features || diag_failed(s->c->diag))
		return;
	for (size_t i = 0; i < s->ast->files.n; i++)
		s->ast->files.v[i]->probes_done = 0;
	s->c->world->features = NULL;
	resolve_all(s);
	s->c->world->features = features;
}

static void warn_unused_args(const struct compile *c)
{
	for (unsigned i = 0; i < c->nargs && i < 64; i++)
		if (!(c->args_used >> i & 1))
			diag_warn(c->diag, (struct span){ 0 }, "unused command line option $%u/@%u", i + 1, i + 1);
}

static void check_any_probe(struct sema *s)
{
	if (s->handlers.n == 0 && !diag_failed(s->c->diag))
		diag_error(s->c->diag, (struct span){ 0 }, ERR_STAP_POINT, "no probes found");
}

/* a program's counter counts for its threads: in the code of another it is always nothing */
static void check_reads(struct sema *s, const struct counter *c)
{
	for (size_t i = 0; i < c->reads.n; i++) {
		if (!strcmp(c->reads.v[i].program, c->of))
			continue;
		sem_error(s, c->reads.v[i].at, ERR_STAP_NAME, "perf counter '%s' is of %s, and the probe in %s", c->name, c->of,
			  c->reads.v[i].program);
		return;
	}
}

static void check_counters(struct sema *s)
{
	for (size_t i = 0; i < s->c->world->counters.n; i++) {
		const struct counter *c = &s->c->world->counters.v[i];

		if (c->read && !c->given && !diag_failed(s->c->diag))	/* one that was refused is none */
			sem_error(s, c->at, ERR_STAP_NAME, "no perf probe has .counter(\"%s\")", c->name);
		if (c->read && c->of)
			check_reads(s, c);
	}
}

/*
 * What is left out in the end has to be right, too: functions that nobody calls, statements without an
 * effect. (The original leaves most of it out first, but with -u.)
 */
static void check_unused(struct sema *s)
{
	size_t used = stap_resolve_unused(s);

	if (!diag_failed(s->c->diag))
		stap_infer_known(s);
	s->funcs.n = used;
}

static struct prog *lower_script(struct compile *c, void *ast)
{
	struct sema s = { .c = c, .arena = c->arena, .ast = ast, .strsize = c->options->strsize };

	if (!ast)
		return NULL;
	for (size_t i = 0; i < s.ast->files.n; i++)
		for (size_t k = 0; k < s.ast->files.v[i]->embeds.n; k++)
			vec_push(c->arena, &c->embeds, s.ast->files.v[i]->embeds.v[k]);
	if (s.strsize < 2)
		s.strsize = 2;
	s.prog = prog_new(c->arena, LANG_STAP);
	stap_check_aliases(&s);
	if (diag_failed(c->diag))
		return NULL;
	stap_make_argv(&s);
	resolve_all(&s);
	resolve_passed_over(&s);
	resolve_loop_calls(&s);
	check_unused(&s);
	warn_unused_args(c);
	if (!diag_failed(c->diag))
		stap_elide(&s);
	check_any_probe(&s);
	check_counters(&s);
	stap_infer(&s);
	if (diag_failed(c->diag))
		return NULL;
	stap_check_globals(&s);
	for (size_t i = 0; i < s.ast->files.n; i++)
		if (!s.ast->files.v[i]->library)
			add_unread(&s, s.ast->files.v[i]);
	stap_infer(&s);
	if (diag_failed(c->diag))
		return NULL;
	stap_bounds(&s);
	stap_lower_all(&s);
	return diag_failed(c->diag) ? NULL : s.prog;
}

const struct frontend frontend_stap = {
	.name = "stap",
	.suffix = ".stp",
	.parse = stap_parse,
	.dump_ast = stap_dump_ast,
	.lower = lower_script,
	.list = stap_list,
};
