/*
 * kvar.c - variables of the kernel by name: SystemTap's @var("name@file", "kernel"), $name in its functions
 *
 * The address is the running kernel's own list of symbols'. The type is BTF's, which knows per-CPU data and a
 * few others (lib/ksym_type.c), or that of the kernel's debug info where it is installed.
 */
#include <string.h>
#include "bpf/provider/kinfo.h"
#include "bpf/provider/kvar.h"
#include "lib/arena.h"
#include "lib/type.h"

static bool is_core(const char *module)
{
	return !module || !strcmp(module, "kernel") || !strcmp(module, "vmlinux");
}

static const struct type *type_of(struct world *w, const char *name, const char *file, const char *module)
{
	struct type_source *ts = is_core(module) ? w->kernel : w->module ? w->module(w, module) : NULL;
	const struct type *t = ts && ts->var ? ts->var(ts, name) : NULL;
	struct dwarf_file *info = t ? NULL : kinfo_file(w, is_core(module) ? "vmlinux" : module);
	struct dwarf_var v;

	return info && dwarf_global(info, NULL, name, file, &v) ? v.type : t;
}

const struct arg *kvar_find(struct world *w, const char *name, const char *file, const char *module)
{
	struct arg *a;
	uint64_t addr;

	if (!w->symbol || w->symbol(w, is_core(module) ? "" : module, name, &addr) || !addr)
		return NULL;
	const struct type *t = type_of(w, name, file, module);

	if (!t || type_strip(t)->kind == TY_FUNC)
		return NULL;
	a = arena_new_of(w->arena, struct arg);
	*a = (struct arg){ .name = arena_strdup(w->arena, name), .type = t, .where = ARG_ADDRESS, .kind = ARG_GLOBAL,
			   .fixed = addr };
	return a;
}

const struct arg *kvar_of_probe(struct world *w, const struct probe *p, const char *name, const char *file,
				const char *module)
{
	return kvar_find(w, name, file, module ? module : *p->mod ? p->mod : NULL);
}

const struct arg *kvar_of_kernel(struct world *w, const struct probe *p, const char *name, const char *file,
				 const char *module)
{
	(void)p;
	return kvar_find(w, name, file, module);
}
