/*
 * process.c - process("PATH").function("PAT") and its relatives
 *
 * With -c or -x the probes fire in the target and its children only.
 * Semantics: stapprobes(3stap), USER-SPACE; reference stap-language 3.6. Functions are those of the
 * symbol table. TODO: inlined instances, statements and file names need DWARF; marks are USDT's.
 */
#include <errno.h>
#include <string.h>
#include "bpf/provider/process.h"
#include "bpf/provider/program.h"
#include "bpf/provider/uprobe.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/elf.h"

enum { F_ENTRY = 0, F_CALL = 1, F_RETURN = 2, F_EXPORTED = 3, F_KIND = 3, F_LIBRARY = 4 };

/* all have the shape process[(X)][.library("L")].function("F")[.SUFFIX] */
const struct point_form process_forms[] = {
	{ "process.function(string)", F_ENTRY },
	{ "process.function(string).call", F_CALL },
	{ "process.function(string).return", F_RETURN },
	{ "process.function(string).exported", F_EXPORTED },
	{ "process(string).function(string)", F_ENTRY },
	{ "process(string).function(string).call", F_CALL },
	{ "process(string).function(string).return", F_RETURN },
	{ "process(string).function(string).exported", F_EXPORTED },
	{ "process(number).function(string)", F_ENTRY },
	{ "process(number).function(string).call", F_CALL },
	{ "process(number).function(string).return", F_RETURN },
	{ "process(number).function(string).exported", F_EXPORTED },
	{ "process(string).library(string).function(string)", F_LIBRARY | F_ENTRY },
	{ "process(string).library(string).function(string).call", F_LIBRARY | F_CALL },
	{ "process(string).library(string).function(string).return", F_LIBRARY | F_RETURN },
	{ "process(number).library(string).function(string)", F_LIBRARY | F_ENTRY },
	{ "process(number).library(string).function(string).call", F_LIBRARY | F_CALL },
	{ "process(number).library(string).function(string).return", F_LIBRARY | F_RETURN },
	{ NULL, 0 },
};

struct search {
	struct world *w;
	const struct probe_desc *d;
	found_fn *found;
	void	*ctx;
	int	 kind;			/* F_ENTRY ... F_EXPORTED */
	const char *func;
	const struct program *program;
	int	 n;
	bool	 stop;
};

/* ---- one function ---- */

static const char *point_of(const struct search *s, const struct object *o, const char *func)
{
	static const char *const suffix[] = { "", ".call", ".return", ".exported" };
	struct arena *a = s->w->arena;

	if (s->program->exe)
		return arena_printf(a, "process(\"%s\").library(\"%s\").function(\"%s\")%s", s->program->exe, o->path, func,
				    suffix[s->kind]);
	return arena_printf(a, "process(\"%s\").function(\"%s\")%s", o->path, func, suffix[s->kind]);
}

static int one_func(struct object *o, const struct elf_sym *sym, void *ctx)
{
	struct search *s = ctx;
	bool ret = s->kind == F_RETURN;

	if (s->kind == F_EXPORTED && !sym->is_global)
		return 0;

	struct probe *p = probe_new(s->w, &provider_pid, "process", o->path, sym->name, ret ? "return" : "entry");
	struct site *site = arena_new_of(s->w->arena, struct site);

	*site = (struct site){
		.kind = ret ? SITE_RETURN : SITE_ENTRY, .path = o->open_path, .pid = s->program->pid,
		.target_tree = s->w->target && s->program->pid != s->w->target, .offset = sym->offset,
	};
	p->data = site;
	p->key = sym->offset;
	p->is_return = ret;
	p->point = point_of(s, o, sym->name);
	s->n++;
	s->stop = s->found(p, s->ctx);
	return s->stop;
}

static int one_program(const struct program *p, void *ctx)
{
	struct search *s = ctx;

	s->program = p;
	return object_each_func(p->object, s->func, one_func, s);
}

int process_match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct search s = { .w = w, .d = d, .found = found, .ctx = ctx, .kind = d->form->tag & F_KIND };
	const struct point_comp *lib = d->form->tag & F_LIBRARY ? &d->comps[1] : NULL;
	const struct point_comp *func = &d->comps[lib ? 2 : 1];
	int err;

	if (strchr(func->str, '@')) {
		diag_error(w->diag, func->span, ERR_STAP_POINT,
			   "functions by source file need DWARF, which is not read yet");
		diag_hint(w->diag, "name the function alone: function(\"%.*s\")",
			  (int)strcspn(func->str, "@"), func->str);
		return -EINVAL;
	}
	s.func = func->str;
	err = program_each(w, d, lib, one_program, &s);
	return err < 0 ? err : s.n;
}
