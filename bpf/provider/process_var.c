/*
 * process_var.c - variables and types of user programs, for the points of process.c
 *
 * Semantics: reference stap-language 1.8, 3.6.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <linux/magic.h>
#include "bpf/provider/objects.h"
#include "bpf/provider/process.h"
#include "bpf/provider/program.h"
#include "bpf/provider/variables.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/elf.h"
#include "lib/glob.h"
#include "lib/type.h"

static const struct process_point *point_of(const struct probe *p)
{
	return p->point ? p->data : NULL;
}

static struct dwarf_file *info_of(struct world *w, const struct probe *p)
{
	const struct process_point *pt = point_of(p);

	return pt ? object_dwarf(world_objects(w), pt->object) : NULL;
}

static struct code_point code_of(const struct process_point *pt, struct dwarf_file *f)
{
	return (struct code_point){ .info = f, .elf = pt->object->elf, .user = true,
				    .place = pt->place.func ? &pt->place : NULL };
}

/* ---- members of struct provider ---- */

static void return_args(struct world *w, const struct process_point *pt, struct dwarf_file *f, struct arg_list *ret)
{
	const struct code_point cp = code_of(pt, f);

	ret->ret = dwarf_result(f, &pt->place, &ret->ret_spelling);
	ret->ret_slot = 1;
	ret->ret_user = true;
	if (!ret->ret || !type_is_sou(type_strip(ret->ret)))
		return;
	ret->ret_arg = variables_result(w, &cp, ret->ret);
	vec_push(w->arena, &ret->others, ret->ret_arg);
}

/*
 * D's names for a function: values are where the calling convention has them, as arg0 has, whatever the
 * code does with them at its first instruction; debug info gives the types. Numbers with a point travel
 * elsewhere, and behind a structure nobody can count registers without its class.
 */
static void convention_args(struct world *w, struct dwarf_file *f, const struct dwarf_place *at, struct arg_list *ret)
{
	struct dwarf_var *vars;
	size_t n = dwarf_vars(f, at, &vars);
	unsigned slot = 0;

	for (size_t i = 0; i < n && slot < 10; i++) {
		const struct type *t = vars[i].type ? type_strip(vars[i].type) : NULL;

		if (vars[i].kind != DWARF_PARM)
			continue;
		if (!t || type_is_sou(t))
			break;
		vec_push(w->arena, &ret->args, ((struct arg){
			.name = vars[i].name, .type = t->kind == TY_FLOAT ? NULL : vars[i].type, .user = true,
			.slot = t->kind == TY_FLOAT ? PROBE_SLOTS - 1 : slot++,
		}));
	}
}

static int site_args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	const struct site *site = p->data;
	struct dwarf_file *f = p->addr ? object_dwarf(world_objects(w), object_of_file(world_objects(w), site->path)) : NULL;
	struct dwarf_place at;
	const char *spelling;

	if (!f || !dwarf_place_at(f, p->addr, &at))
		return -ENOENT;		/* arg0 to arg9 */
	ret->typed = true;
	if (!p->is_return) {
		convention_args(w, f, &at, ret);
		return 0;
	}
	vec_push(w->arena, &ret->args, ((struct arg){ .name = "", .type = &type_int64 }));
	const struct type *t = dwarf_result(f, &at, &spelling);

	if (t && !type_is_sou(type_strip(t)) && type_strip(t)->kind != TY_FLOAT && type_strip(t)->kind != TY_VOID)
		vec_push(w->arena, &ret->args, ((struct arg){ .name = "", .type = t, .slot = 1, .user = true }));
	return 0;
}

static const char *damaged(struct world *w, const struct object *o)
{
	return arena_printf(w->arena, "the debug info of %s is damaged: %s", o->path, object_damage(o));
}

int process_args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	const struct process_point *pt = point_of(p);
	struct dwarf_file *f = info_of(w, p);

	if (!pt)
		return site_args(w, p, ret);
	if (!f || !pt->place.func) {
		if (!pt->plt)
			ret->why_none = object_damage(pt->object) ? damaged(w, pt->object) : f ? "this function has none: it may be written in assembler"
					  : process_hint(w, pt->object);
		return 0;
	}
	if (p->is_return) {
		return_args(w, pt, f, ret);
		return 0;
	}
	const struct code_point cp = code_of(pt, f);

	variables_all(w, &cp, pt->object->path, ret);
	return 0;
}

/* the file that a script calls a module: as program_each() would find it */
static struct object *module_of(struct world *w, const struct process_point *pt, const char *module)
{
	const char *real;

	if (!strcmp(module, pt->object->path))		/* in a container it may be another file here */
		return pt->object;
	real = program_find(w, (struct span){ 0 }, module);
	return real ? object_of_file(world_objects(w), real) : NULL;
}

static bool hidden_by_entry(struct world *w, const struct probe *p, const char *name)
{
	struct probe *entry = p->is_return ? process_entry(w, p) : NULL;
	const struct arg_list *args = entry ? probe_args(w, entry) : NULL;

	for (size_t i = 0; args && i < args->args.n; i++)
		if (!strcmp(args->args.v[i].name, name))
			return true;
	return false;
}

/* the executable of a process is where the kernel remembers that it loaded it */
static bool from_program(struct world *w, struct elf_file *f, struct arg *a)
{
	struct loc *loc = arena_dup(w->arena, a->loc, sizeof(*a->loc));
	uint64_t start;

	if (!elf_is_program(f) || !elf_code_start(f, &start))
		return false;
	loc->steps = arena_dup(w->arena, loc->steps, loc->nsteps * sizeof(*loc->steps));
	for (size_t i = 0; i < loc->nsteps; i++)
		if (loc->steps[i].op == LOC_OBJECT)
			loc->steps[i] = (struct loc_step){ .op = LOC_PROGRAM, .num = loc->steps[i].num - (int64_t)start };
	a->loc = loc;
	return true;
}

static unsigned var_slot(struct world *w, const char *name, const char *file, const char *module)
{
	return world_slot(w, arena_printf(w->arena, "%s@%s %s", name, file ? file : "", module ? module : ""));
}

static const struct arg *global_at(struct world *w, const struct probe *p, const struct process_point *pt,
				   const char *name, const char *file, const char *module)
{
	struct object *o = !pt ? NULL : module ? module_of(w, pt, module) : pt->object;
	struct dwarf_file *f = o ? object_dwarf(world_objects(w), o) : NULL;
	struct code_point cp;
	struct dwarf_var v;
	struct arg *a;

	if (!f || !object_elf(o) || (!file && !module && (!pt->place.func || hidden_by_entry(w, p, name))))
		return NULL;
	if (!dwarf_global(f, o == pt->object && pt->place.func ? &pt->place : NULL, name, file, &v))
		return NULL;
	a = arena_new_of(w->arena, struct arg);
	cp = code_of(pt, f);
	cp.elf = object_elf(o);
	*a = variables_one(w, &cp, &v);
	if (file || module)	/* several may have the name */
		a->slot = a->loc ? var_slot(w, name, file, module) : 0;
	if (o != pt->object && a->loc && loc_has(a->loc, LOC_OBJECT) && elf_is_dyn(object_elf(o)) &&
	    !from_program(w, o->elf, a)) {
		a->where = ARG_MISSING;
		a->loc = NULL;
		a->why = "lies in another module, whose place in memory is not known here";
	}
	return a;
}

/* a variable of the code at a place whose provider gives its own arguments: one of a block around it, or of the file */
static const struct arg *local_at(struct world *w, const struct process_point *pt, struct dwarf_file *f, const char *name)
{
	const struct code_point cp = code_of(pt, f);
	struct dwarf_var *vars;
	size_t n = pt->place.func ? dwarf_vars(f, &pt->place, &vars) : 0;

	for (size_t i = 0; i < n; i++)
		if (!strcmp(vars[i].name, name)) {
			struct arg *a = arena_new_of(w->arena, struct arg);

			*a = variables_one(w, &cp, &vars[i]);
			return a;
		}
	return NULL;
}

const struct arg *process_var_at(struct world *w, const struct probe *p, const struct process_point *pt, const char *name,
				 const char *file, const char *module)
{
	struct dwarf_file *f = pt ? object_dwarf(world_objects(w), pt->object) : NULL;
	const struct arg *a = f && !file && !module ? local_at(w, pt, f, name) : NULL;

	return a ? a : global_at(w, p, pt, name, file, module);
}

const struct arg *process_var(struct world *w, const struct probe *p, const char *name, const char *file,
			      const char *module)
{
	return global_at(w, p, point_of(p), name, file, module);
}

/* inode and size of a file as the kernel has them; what stat() says of inodes in an overlay is the file's below */
static uint64_t file_identity(const char *path, const struct stat *st)
{
	struct statfs fs;
	bool overlay = !statfs(path, &fs) && fs.f_type == OVERLAYFS_SUPER_MAGIC;

	return (overlay ? 0 : (uint64_t)st->st_ino << 32) | (uint32_t)st->st_size;
}

/* before anything is read: other processes have other things at that address */
static struct loc *if_running(struct world *w, struct object *o, const struct loc *of)
{
	struct loc *loc = arena_dup(w->arena, of, sizeof(*of));
	struct stat st;

	if (!elf_stat(o->elf, &st) || of->nsteps >= LOC_MAX_STEPS)
		return NULL;
	loc->steps = arena_array(w->arena, struct loc_step, of->nsteps + 1);
	loc->steps[0] = (struct loc_step){ .op = LOC_RUNS, .num = (int64_t)file_identity(o->open_path, &st) };
	memcpy(loc->steps + 1, of->steps, of->nsteps * sizeof(*of->steps));
	loc->nsteps = of->nsteps + 1;
	return loc;
}

const struct arg *process_program_var(struct world *w, const struct probe *p, const char *name, const char *file,
				      const char *module)
{
	const char *path = module ? program_find(w, (struct span){ 0 }, module) : p->program;
	bool fires = p->role == ROLE_EVENT && p->provider && p->provider->where & IN_KERNEL;
	struct object *o = path && fires ? object_of_file(world_objects(w), path) : NULL;
	struct dwarf_file *f = o ? object_dwarf(world_objects(w), o) : NULL;
	struct code_point cp;
	struct dwarf_var v;
	struct arg *a;

	if (!f || !object_elf(o) || !dwarf_global(f, NULL, name, file, &v))
		return NULL;
	a = arena_new_of(w->arena, struct arg);
	cp = (struct code_point){ .info = f, .elf = o->elf, .user = true };
	*a = variables_one(w, &cp, &v);
	if (!a->loc)
		return a;
	a->slot = var_slot(w, name, file, module);
	if (loc_has(a->loc, LOC_OBJECT) && elf_is_dyn(o->elf) && !from_program(w, o->elf, a))
		a->loc = NULL;
	if (a->loc)
		a->loc = if_running(w, o, a->loc);
	if (!a->loc) {
		a->where = ARG_MISSING;
		a->why = "lies in a library, whose place in memory is not known here";
	}
	return a;
}

struct type_source *process_types_at(struct world *w, const struct process_point *pt, const char *module)
{
	struct object *o = !pt ? NULL : module ? module_of(w, pt, module) : pt->object;
	struct dwarf_file *f = o ? object_dwarf(world_objects(w), o) : NULL;

	return f ? dwarf_types(f) : NULL;
}

struct type_source *process_types(struct world *w, const struct probe *p, const char *module)
{
	return process_types_at(w, point_of(p), module);
}

struct probe *process_entry(struct world *w, const struct probe *p)
{
	const struct process_point *pt = point_of(p);
	struct process_point *to;
	struct probe *e;

	if (!pt || !p->is_return)
		return NULL;
	e = probe_new(w, p->provider, p->prov, p->mod, p->func, "entry");
	to = arena_dup(w->arena, pt, sizeof(*pt));
	to->site.kind = SITE_ENTRY;
	e->data = to;
	e->key = p->key;
	e->addr = p->addr;
	e->moves = p->moves;
	e->point = p->point;
	return e;
}

/* ---- which package has the debug info ---- */

static bool lists(const char *file, const char *path)
{
	struct buf b = BUF_INIT;
	char line[PATH_MAX + 2];
	bool found;

	snprintf(line, sizeof(line), "\n%s\n", path);
	found = !buf_read_file(&b, AT_FDCWD, file) && strstr(buf_str(&b), line);
	buf_fini(&b);
	return found;
}

/* dpkg's lists name files as packages do, before /lib became a link to /usr/lib */
static const char *package_of(struct world *w, const char *path)
{
	const char *other = !strncmp(path, "/usr/", 5) ? path + 4 : path;
	DIR *d = opendir("/var/lib/dpkg/info");
	const char *found = NULL;
	struct dirent *e;

	while (d && !found && (e = readdir(d))) {
		char file[PATH_MAX];
		size_t n = strlen(e->d_name);

		if (n < 6 || strcmp(e->d_name + n - 5, ".list"))
			continue;
		snprintf(file, sizeof(file), "/var/lib/dpkg/info/%s", e->d_name);
		if (lists(file, path) || lists(file, other))
			found = arena_strndup(w->arena, e->d_name, strcspn(e->d_name, ":") < n ? strcspn(e->d_name, ":") : n - 5);
	}
	if (d)
		closedir(d);
	return found;
}

/* where packages put programs: this one's manager is not known here */
static bool is_installed(const char *path)
{
	static const char *const folders[] = { "/usr/bin/", "/usr/sbin/", "/usr/lib", "/bin/", "/sbin/", "/lib" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		if (!strncmp(path, folders[i], strlen(folders[i])))
			return true;
	return false;
}

static const char *hint_for(struct world *w, const char *path)
{
	const char *package = package_of(w, path);

	if (package)
		return arena_printf(w->arena, "install the debug info of %s (package %s%s), or set DEBUGINFOD_URLS", path,
				    package, !strcmp(package, "libc6") ? "-dbg" : "-dbgsym");
	if (is_installed(path))
		return arena_printf(w->arena, "install the debug info of %s (its package's -debuginfo or -dbgsym), or set "
				    "DEBUGINFOD_URLS", path);
	return arena_printf(w->arena, "build %s with -g", path);
}

/* the search reads all of dpkg's lists, and each point of a pattern asks */
const char *process_hint(struct world *w, struct object *o)
{
	if (!o->hint)
		o->hint = hint_for(w, o->path);
	return o->hint;
}
