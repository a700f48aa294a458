/*
 * dumps.c - stages as text: --dump, stap -p1 to -p4, -k
 *
 * What stap -p1 and -p2 print is SystemTap's shape (SystemTap reference, 6.1); the C text and the
 * object are ours.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cmd/run_int.h"
#include "lang/builtin/builtin.h"
#include "lib/arena.h"

/* a script of SystemTap's, whose passes have something to show */
bool pass_shows(const struct run *r, int pass)
{
	return r->job->last_pass == pass && r->job->form != FORM_DTRACE && r->compile.front == &frontend_stap;
}

/* ---- the syntax tree ---- */
int dump_ast(struct run *r)
{
	struct job *j = r->job;
	bool stap = pass_shows(r, 1);
	struct buf out = BUF_INIT;

	if (!(j->dump & DUMP_AST) && !stap)
		return 0;
	void *ast = compile_parse(&r->compile);

	if (!diag_failed(&j->diag) && ast && r->compile.front->dump_ast)
		r->compile.front->dump_ast(ast, &out);
	if (stap && !diag_failed(&j->diag))
		printf("# parse tree dump\n# file %s\n", r->compile.units.v[0].src->name);
	fputs(buf_str(&out), stdout);
	buf_fini(&out);
	if (!diag_failed(&j->diag))
		return 0;
	pass_failed(j, 1, "parse");
	return STATUS_SCRIPT;
}

/* ---- what was resolved: stap -p2 ---- */
static const char *type_word(const struct type *t)
{
	if (t->kind == TY_STAT)
		return "stats";
	if (t->kind == TY_VOID)
		return "unknown";
	return type_is_string(t) ? "string" : "long";
}

static void print_var(const struct var *v)
{
	printf("%s%s", v->name, v->wrap ? "%" : "");
	if (v->max_entries)
		printf("[%zu]", v->max_entries);
	printf(":%s", type_word(v->type));
	for (size_t i = 0; i < v->keys.n; i++)
		printf("%s%s%s", i ? ", " : " [", type_word(v->keys.v[i]), i + 1 == v->keys.n ? "]" : "");
	putchar('\n');
}

static void print_locals(struct var *const *v, size_t n, size_t from)
{
	bool any = false;

	for (size_t i = from; i < n; i++) {
		if (v[i]->hidden)
			continue;
		if (!any)
			puts("  # locals");
		any = true;
		fputs("  ", stdout);
		print_var(v[i]);
	}
}

/* a function of the script or the library; builtins have no locals that anybody knows */
struct listed {
	const char *line;
	const struct func *func;	/* NULL: a builtin */
};

struct listing {
	struct arena *a;
	VEC(struct listed) v;
};

static const char *func_line(struct arena *a, const struct func *f)
{
	const char *line = arena_printf(a, "%s:%s (", f->name, type_word(f->result));

	for (size_t i = 0; i < f->params.n; i++)
		line = arena_printf(a, "%s%s%s:%s", line, i ? ", " : "", f->params.v[i]->name,
				    type_word(f->params.v[i]->type));
	return arena_printf(a, "%s)", line);
}

static bool list_builtin(struct expr *e, void *ctx)
{
	struct listing *l = ctx;
	const char *line = e->kind == E_CALL && isalpha((unsigned char)*e->builtin->name) ?
			   builtin_line(l->a, e->builtin) : NULL;

	for (size_t i = 0; line && i < l->v.n; i++)
		if (!strcmp(l->v.v[i].line, line))
			line = NULL;
	if (line)
		vec_push(l->a, &l->v, ((struct listed){ line, NULL }));
	return true;
}

static int by_line(const void *a, const void *b)
{
	return strcmp(((const struct listed *)a)->line, ((const struct listed *)b)->line);
}

/* what the script calls, by name */
static void list_functions(const struct prog *p, struct listing *l)
{
	for (size_t i = 0; i < p->clauses.n; i++)
		block_walk(p->clauses.v[i]->body, NULL, list_builtin, l);
	for (size_t i = 0; i < p->funcs.n; i++) {
		struct func *f = p->funcs.v[i];

		block_walk(f->body, NULL, list_builtin, l);
		if (!strchr(f->name, '.'))	/* others are parts of handlers */
			vec_push(l->a, &l->v, ((struct listed){ func_line(l->a, f), f }));
	}
	if (l->v.n)
		qsort(l->v.v, l->v.n, sizeof(*l->v.v), by_line);
}

size_t count_functions(const struct prog *p)
{
	struct listing l = { .a = p->arena };

	list_functions(p, &l);
	return l.v.n;
}

/* with -v; what became of the script's statements */
static void print_body(const struct block *b, bool wanted)
{
	struct buf out = BUF_INIT;

	if (!wanted)
		return;
	block_print(b, 1, &out);
	printf("{\n%s}\n", buf_str(&out));
	buf_fini(&out);
}

static void print_sections(const struct compile *compile, bool bodies)
{
	const struct prog *p = compile->prog;
	struct listing l = { .a = p->arena };
	bool any = false;

	if (compile->embeds.n)
		puts("# global embedded code");
	for (size_t i = 0; i < compile->embeds.n; i++)
		printf("%%{%s%%}\n", compile->embeds.v[i]);

	for (size_t i = 0; i < p->vars.n; i++) {
		if (p->vars.v[i]->storage != V_GLOBAL || p->vars.v[i]->hidden)
			continue;
		if (!any)
			puts("# globals");
		any = true;
		print_var(p->vars.v[i]);
	}
	list_functions(p, &l);
	if (l.v.n)
		puts("# functions");
	for (size_t i = 0; i < l.v.n; i++) {
		const struct func *f = l.v.v[i].func;

		puts(l.v.v[i].line);
		if (!f)
			continue;
		print_locals(f->locals.v, f->locals.n, f->params.n);
		print_body(f->body, bodies);
	}
	if (p->clauses.n)
		puts("# probes");
	for (size_t i = 0; i < p->clauses.n; i++) {
		const struct clause *c = p->clauses.v[i];

		for (size_t k = 0; k < c->probes.n; k++)
			printf("%s /*  <- %s */ \n", c->probes.v[k]->point ? c->probes.v[k]->point : "?",
			       c->spelling ? c->spelling : "");
		print_locals(c->locals.v, c->locals.n, 0);
		print_body(c->body, bodies);
	}
}

void dump_prog(struct run *r)
{
	struct job *j = r->job;
	bool stap = pass_shows(r, 2);
	struct buf out = BUF_INIT;

	if (stap)
		print_sections(&r->compile, j->verbose > 0);
	if (!(j->dump & DUMP_PROG))
		return;
	prog_print(r->compile.prog, &out);
	fputs(buf_str(&out), stdout);
	buf_fini(&out);
}

/* ---- files ---- */
static void keep_file(const struct run *r, const char *name, const void *bytes, size_t n)
{
	struct job *j = r->job;
	const char *path = arena_printf(j->arena, "%s/%s", r->keep_dir, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0 || write(fd, bytes, n) != (ssize_t)n)
		diag_warn(&j->diag, (struct span){ 0 }, "cannot write %s", path);
	if (fd >= 0)
		close(fd);
}

/* -k makes a folder below /tmp, --tmpdir says where */
int keep_begin(struct run *r)
{
	struct job *j = r->job;
	const char *tmp = getenv("TMPDIR");
	char *made;

	r->base = j->module ? j->module : arena_printf(j->arena, "stap_%s", r->cc.script.hex);
	if (!j->keep_dir)
		return 0;
	r->keep_dir = j->keep_dir;
	if (!*j->keep_dir) {
		made = arena_strdup(j->arena, arena_printf(j->arena, "%s/stapXXXXXX", tmp && *tmp ? tmp : "/tmp"));
		r->keep_dir = mkdtemp(made);
	} else if (mkdir(j->keep_dir, 0700) && errno != EEXIST) {
		r->keep_dir = NULL;
	}
	if (r->keep_dir)
		return 0;
	diag_sys(&j->diag, -errno, "cannot make a folder for temporary files");
	return status_refused(j);
}

const char *keep_name(const struct run *r, const char *suffix)
{
	return r->keep_dir ? arena_printf(r->job->arena, "%s/%s%s", r->keep_dir, r->base, suffix) :
			     arena_printf(r->job->arena, "%s%s", r->base, suffix);
}

/* what pass 4 made: the bundle, where one was asked for and nothing else is kept */
const char *keep_object_name(const struct run *r)
{
	return keep_name(r, r->keep_dir || !r->job->module ? ".o" : r->job->form == FORM_STAP ? ".ko" : ".sonde");
}

void keep_text(const struct run *r)
{
	if (r->keep_dir)
		keep_file(r, arena_printf(r->job->arena, "%s_src.c", r->base), buf_str(&r->c_text), r->c_text.len);
}

void keep_object(const struct run *r)
{
	if (r->keep_dir)
		keep_file(r, arena_printf(r->job->arena, "%s.o", r->base), r->obj, r->obj_size);
}

void keep_end(const struct run *r)
{
	if (r->keep_dir)
		fprintf(stderr, "Keeping temporary directory \"%s\"\n", r->keep_dir);
}
