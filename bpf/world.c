/*
 * world.c - see world.h
 */
#include "bpf/world.h"

#include <dirent.h>
#include <errno.h>
#include "bpf/header.h"
#include "bpf/provider/cache.h"
#include "bpf/provider/objects.h"
#include "bpf/provider/kfunc.h"
#include "bpf/provider/kvar.h"
#include "bpf/provider/process.h"
#include "bpf/provider/program.h"
#include "bpf/user_symbol.h"
#include "lang/option.h"
#include "lib/arena.h"
#include "lib/btf.h"
#include "lib/diag.h"
#include "lib/dwarf.h"
#include "lib/ksym.h"
#include "lib/map.h"
#include "lib/proc.h"

enum { FIRST_FREE_ID = 4 };	/* 1 to 3 are BEGIN, END and ERROR (D, "Providers") */

struct world_caches {
	struct ksyms *ksyms;	/* once a symbol was asked for */
	bool no_ksyms;
	struct map *modules;	/* name -> struct type_source, or &absent */
	VEC(const char *) module_names;	/* that have BTF, and NULL; arena; empty: not needed yet */
	struct map *headers;	/* "<sys/time.h>" -> struct header */
};

static struct type_source absent;	/* marks a module that was looked for in vain */

struct header { struct dwarf_file *f; };

static struct type_source *types_of_header(struct world *w, const char *name)
{
	struct world_caches *c = w->impl;
	struct header *h = map_get(c->headers, name);

	if (!h) {
		h = arena_new_of(w->arena, struct header);
		h->f = header_types(w->arena, name);
		map_put(c->headers, name, h);
	}
	return h->f ? dwarf_types(h->f) : NULL;
}

static struct type_source *types_of_kernel_module(struct world *w, const char *name)
{
	struct world_caches *c = w->impl;
	struct type_source *known = map_get(c->modules, name);

	if (known)
		return known == &absent ? NULL : known;
	struct type_source *ts = w->kernel ? btf_module(w->arena, w->kernel, name) : NULL;

	map_put(c->modules, name, ts ? ts : &absent);
	return ts;
}

/* NULL name: there is no such file */
static struct type_source *types_of_program(struct world *w, const char *name)
{
	struct object_cache *files = world_objects(w);
	struct dwarf_file *f = name ? object_dwarf(files, object_of_file(files, name)) : NULL;

	return f ? dwarf_types(f) : NULL;
}

/* "<sys/time.h>", "/usr/bin/app", "./app", a module of the kernel, or a program in $PATH */
static struct type_source *module_types(struct world *w, const char *name)
{
	struct type_source *ts;

	if (*name == '<')
		return types_of_header(w, name);
	ts = strchr(name, '/') ? NULL : types_of_kernel_module(w, name);
	return ts ? ts : types_of_program(w, program_find(w, (struct span){ 0 }, name));
}

static const char *const *module_names(struct world *w)
{
	struct world_caches *c = w->impl;
	DIR *dir = c->module_names.n ? NULL : opendir("/sys/kernel/btf");
	struct dirent *d;

	while (dir && (d = readdir(dir)))
		if (d->d_name[0] != '.' && strcmp(d->d_name, "vmlinux") != 0)
			vec_push(w->arena, &c->module_names, arena_strdup(w->arena, d->d_name));
	if (!c->module_names.n || dir)
		vec_push(w->arena, &c->module_names, NULL);
	if (dir)
		closedir(dir);
	return c->module_names.v;
}

static int find_symbol(struct world *w, const char *module, const char *name, uint64_t *addr)
{
	struct world_caches *c = w->impl;

	if (!c->ksyms && !c->no_ksyms) {
		c->ksyms = ksyms_load();
		c->no_ksyms = !c->ksyms;
	}
	const struct ksym *k = c->ksyms ? ksyms_name(c->ksyms, *module ? module : NULL, name) : NULL;

	if (!k || (!k->addr && k->kind != 'A'))		/* without privilege all are 0 */
		return -ENOENT;
	*addr = k->addr;
	return 0;
}

void world_init(struct world *w, struct arena *a, struct diag *d, struct options *o,
		struct proc *proc)
{
	struct world_caches *c = xcalloc(1, sizeof(*c));

	libbpf_log(NULL);
	c->modules = map_new();
	c->headers = map_new();
	*w = (struct world){
		.arena = a, .diag = d, .options = o, .providers = all_providers,
		.kernel = o->btfpath ? btf_file(a, o->btfpath) : btf_kernel(a),
		.module = module_types, .modules = module_names, .stand_in = kfunc_stand_in, .symbol = find_symbol,
		.user_symbol = user_symbol_find, .target_types = user_types_next, .kernel_var = kvar_find,
		.program_var = process_program_var,
		.first_id = FIRST_FREE_ID,
		.next_id = FIRST_FREE_ID,
		.target = proc ? proc->pid : 0,
		.proc = proc,
		.target_new = proc && proc->ours,
		.target_path = proc && proc->path ? arena_strdup(a, proc->path) : NULL,
		.impl = c,
	};
	if (o->btfpath && !w->kernel)
		diag_sys(d, -errno, "cannot read the kernel's types in %s", o->btfpath);
}

void world_fini(struct world *w)
{
	struct world_caches *c = w->impl;
	size_t it = 0, n;
	const void *key;
	void *value;

	if (!c)
		return;
	provider_caches_drop(w);
	while (map_next(c->modules, &it, &key, &n, &value))
		if (value != &absent)
			btf_source_free(value);
	map_free(c->modules);
	it = 0;
	while (map_next(c->headers, &it, &key, &n, &value))
		dwarf_file_close(((struct header *)value)->f);
	map_free(c->headers);
	ksyms_free(c->ksyms);
	btf_source_free(w->kernel);
	free(c);
	w->impl = NULL;
}
