/*
 * user_symbol.c - data, functions and types of the traced process, by name: D's ``x and a.out`x
 *
 * The process exists when its program is compiled, so an address is that of this run. What its
 * loader has yet to map (a command that has not begun) has none.
 */
#include "bpf/user_symbol.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bpf/provider/objects.h"
#include "bpf/provider/process.h"
#include "lib/arena.h"
#include "lib/dwarf.h"
#include "lib/elf.h"
#include "lib/proc.h"
#include "lib/type.h"

/* the symbol as the object counts; its type when the debug info has one */
static bool in_object(struct object_cache *c, struct object *o, const char *name, uint64_t *addr, const struct type **type)
{
	struct elf_file *elf = object_elf(o);
	struct dwarf_file *dwarf;
	const struct elf_sym *func;
	struct dwarf_var v;

	*type = NULL;
	if (!elf)
		return false;
	if (elf_find_data(elf, name, addr)) {
		dwarf = object_dwarf(c, o);
		if (dwarf && dwarf_global(dwarf, NULL, name, NULL, &v))
			*type = v.type;
		return true;
	}
	func = elf_find_func(elf, name);
	if (func)
		*addr = func->addr;
	return func;
}

/* where the object lies in the process: what is added to its addresses */
static bool bias_of(pid_t pid, const struct object *o, uint64_t *ret)
{
	char path[64], *line = NULL;
	size_t cap = 0, n = strlen(o->path);
	bool found = false;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)pid);

	FILE *f = fopen(path, "re");

	while (f && !found && getline(&line, &cap, f) > 0) {
		uint64_t start, end, offset, vaddr;
		int at = 0;

		if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %*s %" SCNx64 " %*s %*s %n", &start, &end, &offset, &at) < 3 || !at)
			continue;
		if (strncmp(line + at, o->path, n) || line[at + (int)n] != '\n')
			continue;
		if (!elf_offset_to_addr(o->elf, offset, &vaddr))
			continue;
		*ret = start - vaddr;
		found = true;
	}
	free(line);
	if (f)
		fclose(f);
	return found;
}

/* files of the target; a command is brought to where they are known: at its exec */
static const struct objects *target_objects(struct world *w)
{
	bool mapped = !w->proc || !proc_exec(w->proc);

	return mapped && w->target ? objects_of(world_objects(w), w->target) : NULL;
}

bool user_types_next(struct world *w, const char *object, size_t *at, struct target_types *ret)
{
	const struct objects *all = target_objects(w);

	while (all && *at < all->list.n) {
		struct object *o = all->list.v[(*at)++];
		struct dwarf_file *f;

		if (!object_matches(o, object))
			continue;
		f = object_dwarf(world_objects(w), o);
		*ret = (struct target_types){ o->path, f ? dwarf_types(f) : NULL };
		return true;
	}
	return false;
}

int user_symbol_find(struct world *w, const char *object, const char *name, uint64_t *addr, const struct type **type)
{
	struct object_cache *c = world_objects(w);
	const struct objects *all = target_objects(w);
	uint64_t bias;

	if (!all)
		return -ESRCH;
	for (size_t i = 0; i < all->list.n; i++) {
		struct object *o = all->list.v[i];

		if (!object_matches(o, object) || !in_object(c, o, name, addr, type))
			continue;
		if (!bias_of(w->target, o, &bias))
			return -EAGAIN;
		*addr += bias;
		return 0;
	}
	return -ENOENT;
}
