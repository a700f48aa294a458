/*
 * process.c - process("PATH").function("PAT") and its relatives
 *
 * With -c or -x the probes fire in the target and its children only.
 * Semantics: stapprobes(3stap), USER-SPACE; reference stap-language 3.6. Functions are those of the
 * symbol table. TODO: inlined instances, statements and file names need DWARF; marks are USDT's.
 */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "bpf/provider/objects.h"
#include "bpf/provider/process.h"
#include "bpf/provider/uprobe.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/diag.h"
#include "lib/elf.h"
#include "lib/ldso.h"
#include "lib/proc.h"

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
	pid_t	 pid;			/* of process(N); 0: none */
	const char *exe;		/* for a library: of the program that loads it */
	int	 n;
	bool	 stop;
};

__attribute__((format(printf, 2, 3)))
static int refuse(const struct search *s, const char *fmt, ...)
{
	char text[PATH_MAX + 256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	diag_error(s->w->diag, s->d->span, ERR_STAP_POINT, "%s", text);
	return -EINVAL;
}

/* ---- one function ---- */

static const char *point_of(const struct search *s, const struct object *o, const char *func)
{
	static const char *const suffix[] = { "", ".call", ".return", ".exported" };
	struct arena *a = s->w->arena;

	if (s->exe)
		return arena_printf(a, "process(\"%s\").library(\"%s\").function(\"%s\")%s", s->exe, o->path, func,
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
		.kind = ret ? SITE_RETURN : SITE_ENTRY, .path = o->open_path, .pid = s->pid,
		.target_tree = s->w->target && s->pid != s->w->target, .offset = sym->offset,
	};
	p->data = site;
	p->key = sym->offset;
	p->is_return = ret;
	p->point = point_of(s, o, sym->name);
	s->n++;
	s->stop = s->found(p, s->ctx);
	return s->stop;
}

/* ---- which file ---- */

/* "#! INTERPRETER": what runs, and has functions, is the interpreter */
static bool interpreter_of(const char *path, char ret[PATH_MAX])
{
	char head[256] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, head, sizeof(head) - 1);
	char *start;

	if (fd >= 0)
		close(fd);
	if (n < 3 || head[0] != '#' || head[1] != '!')
		return false;
	start = head + 2 + strspn(head + 2, " \t");
	start[strcspn(start, " \t\r\n")] = 0;
	return *start == '/' && realpath(start, ret);
}

static const char *real_path(const struct search *s, const char *path)
{
	char real[PATH_MAX], interpreter[PATH_MAX];

	if (!realpath(path, real))
		return NULL;
	return arena_strdup(s->w->arena, interpreter_of(real, interpreter) ? interpreter : real);
}

/* reported when there is none */
static const char *find_program(const struct search *s, const char *name)
{
	char path[PATH_MAX];
	const char *real;

	/* shared libraries may be named too, and need no x bit */
	if (!strchr(name, '/') && proc_search(name, path))
		real = NULL;
	else
		real = real_path(s, strchr(name, '/') ? name : path);
	if (!real)
		refuse(s, "cannot find executable '%s'", name);
	return real;
}

static int functions_in(struct search *s, struct object *o, const char *func)
{
	if (!object_elf(o))
		return refuse(s, "%s is not an ELF file that can be read: %s", o->path, strerror(errno));
	return object_each_func(o, func, one_func, s);
}

/* ---- libraries of a program ---- */

struct library_search { struct search *s; const char *pattern, *func; struct object_cache *cache; };

static int library_at(struct library_search *l, const char *path)
{
	char real[PATH_MAX];
	struct object *o = object_of_file(l->cache, realpath(path, real) ? real : path);
	const char *slash = strrchr(path, '/');

	/* by the name it is loaded as (libfoo.so.1) or by that of its file (libfoo.so.1.2.3) */
	if (!object_matches(o, l->pattern) && strcmp(slash ? slash + 1 : path, l->pattern))
		return 0;
	return functions_in(l->s, o, l->func);
}

static int one_library(const char *path, void *ctx)
{
	return library_at(ctx, path);
}

static int libraries_of(struct search *s, const char *exe, const char *lib, const char *func)
{
	struct library_search l = { s, lib, func, pid_objects(s->w) };

	if (!strchr(lib, '/'))
		return ldso_each(exe, one_library, &l);
	/* a library that is opened at run time can be named by its path */
	const char *real = real_path(s, lib);

	if (!real)
		return refuse(s, "cannot find library '%s'", lib);
	return functions_in(s, object_of_file(l.cache, real), func);
}

/* ---- the point ---- */

static int in_program(struct search *s, const char *path, const struct point_comp *lib, const char *func)
{
	if (!lib)
		return functions_in(s, object_of_file(pid_objects(s->w), path), func);
	s->exe = path;
	return libraries_of(s, path, lib->str, func);
}

/* process("/usr/bin/z*"): patterns are expanded when they have a slash */
static int in_programs(struct search *s, const char *name, const struct point_comp *lib, const char *func)
{
	glob_t g;
	int err = 0;

	if (!strchr(name, '/') || !strpbrk(name, "*?["))  {
		const char *path = find_program(s, name);

		return path ? in_program(s, path, lib, func) : -EINVAL;
	}
	if (glob(name, 0, NULL, &g))
		return refuse(s, "cannot find executable '%s'", name);
	for (size_t i = 0; i < g.gl_pathc && !err; i++) {
		const char *path = real_path(s, g.gl_pathv[i]);

		if (path && object_elf(object_of_file(pid_objects(s->w), path)))
			err = in_program(s, path, lib, func);
	}
	globfree(&g);
	return err;
}

static int in_process(struct search *s, int64_t pid, const struct point_comp *lib, const char *func)
{
	const struct objects *o = pid > 0 && pid <= INT_MAX ? objects_of(pid_objects(s->w), (pid_t)pid) : NULL;
	int err = 0;

	if (!o || !o->list.n)
		return refuse(s, "no process %lld, or it has no executable", (long long)pid);
	s->pid = (pid_t)pid;
	if (!lib)
		return functions_in(s, o->list.v[0], func);
	s->exe = o->list.v[0]->path;
	for (size_t i = 1; i < o->list.n && !err; i++)
		if (object_matches(o->list.v[i], lib->str))
			err = functions_in(s, o->list.v[i], func);
	return err;
}

int process_match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct search s = { .w = w, .d = d, .found = found, .ctx = ctx, .kind = d->form->tag & F_KIND };
	const struct point_comp *lib = d->form->tag & F_LIBRARY ? &d->comps[1] : NULL;
	const struct point_comp *func = &d->comps[lib ? 2 : 1], *first = &d->comps[0];
	int err;

	if (strchr(func->str, '@')) {
		diag_error(w->diag, func->span, ERR_STAP_POINT,
			   "functions by source file need DWARF, which is not read yet");
		diag_hint(w->diag, "name the function alone: function(\"%.*s\")",
			  (int)strcspn(func->str, "@"), func->str);
		return -EINVAL;
	}
	if (first->arg == PA_NUM)
		err = in_process(&s, first->num, lib, func->str);
	else if (first->arg == PA_STR)
		err = in_programs(&s, first->str, lib, func->str);
	else if (w->target_path)
		err = in_program(&s, w->target_path, lib, func->str);
	else
		err = refuse(&s, "unspecified process probe is invalid without a -c COMMAND or -x PID");
	return err < 0 ? err : s.n;
}
