/*
 * argv.c - argv as an array
 *
 * The library's argv[1..32] has the script's arguments. A script that only reads elements gets them as
 * constants (resolve_expr.c); one that does anything else with it (a loop over it, `in`, `delete`, an
 * assignment) gets the array, which a begin probe before all others fills.
 */
#include <string.h>
#include "lang/front.h"
#include "lang/stap/ast.h"
#include "lang/stap/sem.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/source.h"

enum { MAX_ARGV = 32 };

static bool is_argv(const struct node *n)
{
	return n && (n->kind == N_NAME || n->kind == N_INDEX) && n->name && !strcmp(n->name, "argv");
}

static bool find_use(struct node *n, void *ctx)
{
	bool *found = ctx;

	*found |= n->kind == N_IN && is_argv(n->a);
	*found |= (n->kind == N_ASSIGN || n->kind == N_STEP) && is_argv(n->a) && n->a->kind == N_INDEX;
	return !*found;
}

static bool used_by(struct snode *s)
{
	bool found = false;

	if (!s)
		return false;
	if ((s->kind == SN_FOREACH || s->kind == SN_DELETE) && is_argv(s->e))
		return true;
	node_walk(s->e, find_use, &found);
	node_walk(s->init, find_use, &found);
	node_walk(s->step, find_use, &found);
	node_walk(s->limit, find_use, &found);
	for (size_t i = 0; i < s->list.n && !found; i++)
		found = used_by(s->list.v[i]);
	return found || used_by(s->body) || used_by(s->other);
}

static bool used_by_probes(struct probe_decl *const *v, size_t n)
{
	bool used = false;

	for (size_t i = 0; i < n && !used; i++)
		used = used_by(v[i]->body) || used_by(v[i]->epilogue);
	return used;
}

static bool is_used(const struct file *f)
{
	bool used = used_by_probes(f->probes.v, f->probes.n) || used_by_probes(f->aliases.v, f->aliases.n);

	for (size_t i = 0; i < f->funcs.n && !used; i++)
		used = used_by(f->funcs.v[i]->body);
	for (size_t i = 0; i < f->globals.n; i++)
		used &= strcmp(f->globals.v[i]->name, "argv") != 0;	/* the script's own */
	return used;
}

void stap_make_argv(struct sema *s)
{
	struct buf text = BUF_INIT;
	bool used = false;

	for (size_t i = 0; i < s->ast->files.n && !used; i++)
		used = is_used(s->ast->files.v[i]);
	if (!used)
		return;
	buf_printf(&text, "global argv[%d]\nprobe begin(%lld) {\n", MAX_ARGV, -0x7fffffffffffffffLL - 1);
	for (unsigned i = 1; i <= s->c->nargs && i <= MAX_ARGV; i++)
		buf_printf(&text, "\targv[%u] = @%u\n", i, i);
	if (!s->c->nargs)		/* its type, at least */
		buf_puts(&text, "\targv[1] = \"\"\n\tdelete argv\n");
	buf_puts(&text, "}\n");

	struct source *src = source_new(s->arena, "<arguments>", arena_strdup(s->arena, buf_str(&text)), text.len);
	struct file *f = stap_parse_text(s->c, src);

	buf_fini(&text);
	f->library = f->joined = true;
	vec_push(s->arena, &s->ast->files, f);
	s->c->args_used = UINT64_MAX;
}
