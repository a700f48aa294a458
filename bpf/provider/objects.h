/*
 * objects.h - the files of a process that have code, and the functions in them
 */
#ifndef SONDE_PROVIDER_OBJECTS_H
#define SONDE_PROVIDER_OBJECTS_H

#include <stdbool.h>
#include <sys/types.h>
#include "lib/elf.h"
#include "lib/vec.h"

struct arena;
struct dwarf_file;
struct elf_file;
struct elf_sym;
struct map;
struct world;

struct object {
	const char *path;	/* as the process sees it; interned */
	const char *open_path;	/* as we can open it: the same, or below /proc/PID/root */
	const char *base;	/* after the last slash */
	bool	    is_exe;
	struct elf_file *elf;	/* objects_elf() */
	bool	    tried;
	bool	    unwound, unwound_tried;	/* object_unwound() */
	VEC(struct elf_plt) plt;	/* object_import() */
	bool	    plt_tried;
	struct dwarf_file *dwarf;	/* object_dwarf() */
	bool	    dwarf_tried, dwarf_bad, damage_told;
	const char *hint;	/* where its debug info would come from: process_hint() */
};

struct objects {			/* of one process or one file */
	pid_t pid;
	VEC(struct object *) list;	/* the executable first */
};

struct object_cache {
	struct arena *arena;	/* of the compile */
	struct map *files;	/* open path to struct object */
	struct map *processes;	/* pid to struct objects */
};


/* the files that the providers of one session have opened */
struct object_cache *world_objects(struct world *w);
/*
 * objects_of - what a process has mapped; when its loader has not run yet, what it will map
 * NULL with errno: no such process, or not ours to look into. Borrowed from the cache.
 */
const struct objects *objects_of(struct object_cache *c, pid_t pid);
/* one file by itself */
struct object *object_of_file(struct object_cache *c, const char *path);
struct object *object_seen_by(struct object_cache *c, pid_t pid, const char *path);	/* NULL: it has no such file */
/* NULL with errno: cannot be opened, or is not an ELF file */
struct elf_file *object_elf(struct object *o);
/* is there something in it, or in what it is linked to, that unwinds stacks by tables (C++, Rust) */
bool object_unwound(struct object *o);
/* the imported function that a PLT entry leads to; NULL: there is no entry at that address */
const char *object_import(struct object *o, uint64_t addr);
/* its debug info; NULL with errno: there is none */
struct dwarf_file *object_dwarf(struct object_cache *c, struct object *o);
/* what is wrong with its debug info, as far as it was read; NULL: nothing */
const char *object_damage(const struct object *o);
/* a.out, base name, base name up to a dot, full path; or a pattern on base name or path; "" is any */
bool object_matches(const struct object *o, const char *pattern);

/*
 * object_each_func - functions whose name fits a pattern
 * Of several names for one address a pattern gives one, the plainest. Indirect functions are given
 * only when they are named: as what they resolve to here, else as their resolvers. Non-zero from fn stops and is returned.
 */
int object_each_func(struct object *o, const char *pattern,
		     int (*fn)(struct object *o, const struct elf_sym *sym, void *ctx), void *ctx);

#endif
