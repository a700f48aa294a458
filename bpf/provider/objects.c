/*
 * objects.c - see objects.h
 */
#include <dlfcn.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bpf/cc.h"
#include "bpf/provider/cache.h"
#include "bpf/provider/objects.h"
#include "lib/arena.h"
#include "lib/dwarf.h"
#include "lib/elf.h"
#include "lib/glob.h"
#include "lib/ldso.h"
#include "lib/map.h"
#include "lib/proc.h"
#include "lib/ways.h"
#include "lib/type.h"

static void *make_cache(struct world *w)
{
	struct object_cache *c = arena_new_of(w->arena, struct object_cache);

	c->arena = w->arena;
	c->files = map_new();
	c->processes = map_new();
	return c;
}

static void close_object(struct object *o)
{
	dwarf_file_close(o->dwarf);
	elf_close(o->elf);
	vec_fini(&o->plt);
}

static void drop_cache(void *cache)
{
	struct object_cache *c = cache;
	const void *key;
	void *value;
	size_t n, it = 0;

	while (map_next(c->files, &it, &key, &n, &value))
		close_object(value);
	map_free(c->files);
	map_free(c->processes);
}

struct object_cache *world_objects(struct world *w)
{
	static const char owner;

	return provider_cache(w, &owner, make_cache, drop_cache);
}

/* ---- objects ---- */

static struct object *new_object(struct object_cache *c, const char *path, const char *open_path)
{
	struct object *o = map_get(c->files, open_path);
	const char *slash;

	if (o)
		return o;
	o = arena_new_of(c->arena, struct object);
	o->path = arena_intern(c->arena, path, strlen(path));
	o->open_path = arena_intern(c->arena, open_path, strlen(open_path));
	slash = strrchr(o->path, '/');
	o->base = slash ? slash + 1 : o->path;
	map_put(c->files, open_path, o);
	return o;
}

struct object *object_of_file(struct object_cache *c, const char *path)
{
	return new_object(c, path, path);
}

struct object *object_seen_by(struct object_cache *c, pid_t pid, const char *path)
{
	char seen[PATH_MAX], ours[PATH_MAX];

	return proc_path(pid, path, seen, ours) ? new_object(c, seen, ours) : NULL;
}

static bool is_file(const char *path, uint64_t ino)
{
	struct stat st;

	return !stat(path, &st) && st.st_ino == ino;
}

/* the name of a file that was removed or replaced says so behind it */
static void cut_deleted(char *path)
{
	static const char mark[] = " (deleted)";
	size_t n = strlen(path), m = sizeof(mark) - 1;

	if (n > m && !strcmp(path + n - m, mark))
		path[n - m] = 0;
}

/*
 * A process in a container sees another file under the same name; one that was removed or replaced is
 * there by its mapping only.
 */
static struct object *object_of_mapping(struct object_cache *c, pid_t pid, char *path, uint64_t ino, const char *range)
{
	char other[PATH_MAX + 64];

	if (is_file(path, ino))
		return new_object(c, path, path);
	cut_deleted(path);
	snprintf(other, sizeof(other), "/proc/%d/root%s", (int)pid, path);
	if (!is_file(other, ino))
		snprintf(other, sizeof(other), "/proc/%d/map_files/%s", (int)pid, range);
	return new_object(c, path, access(other, R_OK) ? path : other);
}

struct elf_file *object_elf(struct object *o)
{
	if (!o->tried) {
		o->tried = true;
		o->elf = elf_open(o->open_path);
	}
	return o->elf;
}

bool object_unwound(struct object *o)
{
	if (!o->unwound_tried) {
		o->unwound_tried = true;
		o->unwound = object_elf(o) && ways_unwound(o->elf);
	}
	return o->unwound;
}

static int add_plt(const struct elf_plt *e, void *ctx)
{
	vec_push(NULL, &((struct object *)ctx)->plt, *e);
	return 0;
}

const char *object_import(struct object *o, uint64_t addr)
{
	size_t lo = 0, hi;

	if (!o->plt_tried && object_elf(o))
		elf_each_plt(o->elf, add_plt, o);
	o->plt_tried = true;
	for (hi = o->plt.n; lo < hi;) {
		size_t mid = (lo + hi) / 2;

		if (o->plt.v[mid].addr < addr)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < o->plt.n && o->plt.v[lo].addr == addr ? o->plt.v[lo].name : NULL;
}

struct dwarf_file *object_dwarf(struct object_cache *c, struct object *o)
{
	if (!o->dwarf_tried) {
		o->dwarf_tried = true;
		o->dwarf = dwarf_file_open(c->arena, o->open_path, cc_cache_file);
		o->dwarf_bad = !o->dwarf && errno == EBADMSG;
		if (o->dwarf) {
			dwarf_save_entries(o->dwarf);
			dwarf_types(o->dwarf)->of_program = true;
		}
	}
	return o->dwarf;
}

const char *object_damage(const struct object *o)
{
	return o->dwarf ? dwarf_damage(o->dwarf) : o->dwarf_bad ? "nothing of it makes sense" : NULL;
}

/* ---- processes ---- */

static void add_once(struct object_cache *c, struct objects *list, struct object *o)
{
	for (size_t i = 0; i < list->list.n; i++)
		if (list->list.v[i] == o)
			return;
	vec_push(c->arena, &list->list, o);
}

/* mappings with code; the path ends the line and may have blanks */
static bool read_maps(struct object_cache *c, struct objects *ret)
{
	char path[64], range[40], perm[8], *line = NULL;
	size_t cap = 0;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)ret->pid);

	FILE *f = fopen(path, "re");

	if (!f)
		return false;
	while (getline(&line, &cap, f) > 0) {
		uint64_t ino;
		int at = 0;

		if (sscanf(line, "%39s %7s %*x %*x:%*x %" SCNu64 " %n", range, perm, &ino, &at) < 3 || !at)
			continue;
		line[strcspn(line, "\n")] = 0;
		if (perm[2] == 'x' && line[at] == '/')
			add_once(c, ret, object_of_mapping(c, ret->pid, line + at, ino, range));
	}
	free(line);
	fclose(f);
	return true;
}

/* the executable goes first, wherever it is mapped */
static void find_exe(struct object_cache *c, struct objects *list)
{
	char link[64], path[PATH_MAX];

	snprintf(link, sizeof(link), "/proc/%d/exe", (int)list->pid);

	ssize_t n = readlink(link, path, sizeof(path) - 1);

	if (n < 0)
		return;
	path[n] = 0;
	cut_deleted(path);
	for (size_t i = 0; i < list->list.n; i++) {
		struct object *o = list->list.v[i];

		if (strcmp(o->path, path))
			continue;
		o->is_exe = true;
		list->list.v[i] = list->list.v[0];
		list->list.v[0] = o;
		return;
	}
}

static bool maps_only_loader(const struct objects *list)
{
	return list->list.n && list->list.n <= 2 && list->list.v[0]->is_exe &&
	       object_elf(list->list.v[0]) && elf_interp(list->list.v[0]->elf);
}

struct adding { struct object_cache *c; struct objects *list; };

static int add_library(const char *path, void *ctx)
{
	struct adding *a = ctx;
	char real[PATH_MAX];

	/* as the kernel will name it in the maps */
	if (realpath(path, real))
		add_once(a->c, a->list, object_of_file(a->c, real));
	return 0;
}

const struct objects *objects_of(struct object_cache *c, pid_t pid)
{
	struct objects *known = map_getn(c->processes, &pid, sizeof(pid));

	if (known)
		return known;
	known = arena_new_of(c->arena, struct objects);
	known->pid = pid;
	if (!read_maps(c, known))
		return NULL;
	find_exe(c, known);
	if (maps_only_loader(known)) {
		struct adding a = { c, known };

		ldso_each(known->list.v[0]->open_path, add_library, &a);
	}
	map_putn(c->processes, &pid, sizeof(pid), known);
	return known;
}

/* ---- names ---- */

static bool same_file(const char *a, const char *b)
{
	struct stat x, y;

	return !stat(a, &x) && !stat(b, &y) && x.st_ino == y.st_ino && x.st_dev == y.st_dev;
}

bool object_matches(const struct object *o, const char *pattern)
{
	size_t n = strlen(pattern);

	if (!n || (o->is_exe && !strcmp(pattern, "a.out")))
		return true;
	if (glob_match(pattern, o->base) || glob_match(pattern, o->path))
		return true;
	if (*pattern == '/')	/* by another of its paths: mappings name one */
		return same_file(pattern, o->open_path);
	/* libc for libc.so.6, libfoo-1.2 for libfoo-1.2.so */
	return !strncmp(o->base, pattern, n) && o->base[n] == '.';
}

/* fewest leading underscores, then the shortest: write before __write before __libc_write */
static bool plainer(const struct elf_sym *a, const struct elf_sym *b)
{
	size_t ua = strspn(a->name, "_"), ub = strspn(b->name, "_");

	if (a->is_global != b->is_global)
		return a->is_global;
	if (ua != ub)
		return ua < ub;
	return strlen(a->name) < strlen(b->name);
}

/*
 * An indirect function (strlen, memcpy) is chosen by its resolver for this processor when a program is
 * loaded; the resolver itself runs once. In the libraries that we run with ourselves, what was chosen for us
 * is what others have. False: another object, or the choice is the kernel's vdso.
 */
static bool resolve_ifunc(struct object *o, const struct elf_sym *sym, struct elf_sym *ret)
{
	void *lib = dlopen(o->open_path, RTLD_LAZY | RTLD_NOLOAD);	/* not what a sanitizer puts before it */
	void *at = lib ? dlsym(lib, sym->name) : NULL;
	const struct elf_sym *around;
	Dl_info info;

	*ret = *sym;
	if (lib)
		dlclose(lib);		/* one of several references */
	if (!at || !dladdr(at, &info) || !info.dli_fname || !same_file(info.dli_fname, o->open_path))
		return false;
	ret->addr = (uintptr_t)at - (uintptr_t)info.dli_fbase;
	around = elf_addr_func(o->elf, ret->addr);
	ret->size = around && around->addr == ret->addr ? elf_func_size(o->elf, around) : 1;
	ret->is_ifunc = false;
	return elf_addr_to_offset(o->elf, ret->addr, &ret->offset);
}

int object_each_func(struct object *o, const char *pattern,
		     int (*fn)(struct object *o, const struct elf_sym *sym, void *ctx), void *ctx)
{
	struct elf_file *f = object_elf(o);
	const struct elf_sym *syms;
	size_t n;
	int err = 0;

	if (!f)
		return 0;
	if (*pattern && !glob_is_pattern(pattern)) {
		const struct elf_sym *sym = elf_find_func(f, pattern);
		struct elf_sym chosen;

		if (!sym) {
			elf_add_debug_funcs(f, o->open_path);
			sym = elf_find_func(f, pattern);
		}
		if (sym && sym->is_ifunc && resolve_ifunc(o, sym, &chosen))
			sym = &chosen;
		return sym ? fn(o, sym, ctx) : 0;
	}
	elf_add_debug_funcs(f, o->open_path);
	syms = elf_funcs(f, &n);
	for (size_t i = 0; i < n && !err;) {
		const struct elf_sym *best = NULL;
		uint64_t addr = syms[i].addr;

		for (; i < n && syms[i].addr == addr; i++)
			if (!syms[i].is_ifunc && (!*pattern || glob_match(pattern, syms[i].name)) &&
			    (!best || plainer(&syms[i], best)))
				best = &syms[i];
		if (best)
			err = fn(o, best, ctx);
	}
	return err;
}
