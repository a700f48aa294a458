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
#include "bpf/provider/objects.h"
#include "bpf/provider/process.h"
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

	return pt ? object_dwarf(pid_objects(w), pt->object) : NULL;
}

/* ---- one variable ---- */

/* offsets in the thread's own data count from the end of the executable's block of it */
static bool fix_tls(const struct process_point *pt, struct loc *loc)
{
	struct elf_tls tls;

	if (!loc_has(loc, LOC_TLS))
		return true;
	if (!elf_tls(pt->object->elf, &tls))
		return false;
	for (size_t i = 0; i < loc->nsteps; i++) {
		struct loc_step *s = &loc->steps[i];

		if (s->op != LOC_TLS || s->num < 0)
			continue;
		/* with split DWARF linkers leave the address in the image, not the offset */
		if ((uint64_t)s->num >= tls.addr && (uint64_t)s->num - tls.addr < tls.size)
			s->num -= (int64_t)tls.addr;
		s->num -= (int64_t)tls.size;
	}
	return true;
}

static void place_arg(struct world *w, const struct process_point *pt, struct loc *loc, struct arg *a, const char *key)
{
	a->user = true;
	a->where = ARG_MISSING;
	a->why = "is optimised out at this address";
	if (loc->kind == LOC_MISSING || !fix_tls(pt, loc))
		return;
	a->where = loc->kind == LOC_VALUE ? ARG_VALUE : ARG_ADDRESS;
	a->loc = loc;
	a->slot = world_slot(w, arena_printf(w->arena, "%s %d", key, (int)a->where));
}

static void pieces_arg(struct world *w, const struct process_point *pt, const struct dwarf_var *v, struct arg *a)
{
	struct arg_piece *to = arena_array(w->arena, struct arg_piece, v->npieces);
	uint64_t offset = 0;

	for (size_t i = 0; i < v->npieces; i++) {
		struct loc_piece *from = &v->pieces[i];

		to[i].offset = offset;
		to[i].size = from->size ? from->size : v->type->size;
		to[i].arg.name = v->name;
		place_arg(w, pt, &from->loc, &to[i].arg, arena_printf(w->arena, "%s#%zu", v->name, i));
		offset += to[i].size;
	}
	a->where = ARG_PIECES;
	a->pieces = to;
	a->npieces = v->npieces;
}

/* lines where it lives, for one that is missing here */
static const char *why_missing(struct world *w, const struct process_point *pt, const struct dwarf_var *v)
{
	struct dwarf_near near = { 0 };
	struct dwarf_file *f = object_dwarf(pid_objects(w), pt->object);

	if (f && pt->place.scope && v->kind != DWARF_GLOBAL)
		dwarf_var_lines(f, &pt->place, v, &near);
	if (near.before && near.after)
		return arena_printf(w->arena, "is optimised out at this address (it lives at :%u and :%u)", near.before,
				    near.after);
	if (near.before || near.after)
		return arena_printf(w->arena, "is optimised out at this address (it lives at :%u)",
				    near.before + near.after);
	return "is optimised out";
}

static struct arg arg_of(struct world *w, const struct process_point *pt, const struct dwarf_var *v)
{
	static const enum arg_kind kinds[] = { ARG_PARM, ARG_LOCAL, ARG_GLOBAL };
	struct arg a = { .name = v->name, .type = v->type, .spelling = v->spelling, .kind = kinds[v->kind], .user = true };
	const struct type *t = type_strip(v->type);

	if (!v->npieces) {
		a.where = ARG_MISSING;
		a.why = why_missing(w, pt, v);
	} else if (v->npieces > 1 || ((type_is_sou(t) || t->kind == TY_ARRAY) && v->pieces->loc.kind == LOC_VALUE)) {
		pieces_arg(w, pt, v, &a);
	} else {
		place_arg(w, pt, &v->pieces->loc, &a, v->name);
	}
	return a;
}

/* ---- members of struct provider ---- */

/* System V ABI: an object of up to 16 bytes comes in ax and dx; of a larger one ax has the address */
static const struct arg *return_object(struct world *w, const struct process_point *pt, const struct type *t)
{
	struct arg *a = arena_new_of(w->arena, struct arg);
	struct loc_step ax = { .op = LOC_REG, .num = 0 }, dx = { .op = LOC_REG, .num = 1 };
	struct loc_piece p[2] = {
		{ 8, { LOC_VALUE, arena_dup(w->arena, &ax, sizeof(ax)), 1 } },
		{ 8, { LOC_VALUE, arena_dup(w->arena, &dx, sizeof(dx)), 1 } },
	};
	struct dwarf_var v = { .name = "$return", .type = t, .pieces = arena_dup(w->arena, p, sizeof(p)), .npieces = 2 };

	*a = (struct arg){ .name = v.name, .type = t, .user = true };
	pieces_arg(w, pt, &v, a);
	return a;
}

static void return_args(struct world *w, const struct process_point *pt, struct dwarf_file *f, struct arg_list *ret)
{
	ret->ret = dwarf_result(f, &pt->place, &ret->ret_spelling);
	ret->ret_slot = 1;
	ret->ret_user = true;
	if (!ret->ret || !type_is_sou(type_strip(ret->ret)) || type_strip(ret->ret)->size > 16)
		return;
	ret->ret_arg = return_object(w, pt, ret->ret);
	vec_push(w->arena, &ret->others, ret->ret_arg);
}

int process_args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	const struct process_point *pt = point_of(p);
	struct dwarf_file *f = info_of(w, p);
	struct dwarf_var *vars;
	size_t n;

	if (!pt)
		return -ENOENT;		/* D's: arg0 to arg9 */
	if (!f || !pt->place.func) {
		if (!pt->plt)
			ret->why_none = f ? "this function has none: it may be written in assembler"
					  : process_hint(w, pt->object->path);
		return 0;
	}
	if (p->is_return) {
		return_args(w, pt, f, ret);
		return 0;
	}
	n = dwarf_vars(f, &pt->place, &vars);
	for (size_t i = 0; i < n; i++)
		vec_push(w->arena, &ret->args, arg_of(w, pt, &vars[i]));
	return 0;
}

/* the file that a script calls a module: by its path or by a name that program_each() would find */
static struct object *module_of(struct world *w, const char *module)
{
	char real[PATH_MAX];

	return realpath(module, real) ? object_of_file(pid_objects(w), arena_strdup(w->arena, real)) : NULL;
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

const struct arg *process_var(struct world *w, const struct probe *p, const char *name, const char *file,
			      const char *module)
{
	const struct process_point *pt = point_of(p);
	struct object *o = !pt ? NULL : module ? module_of(w, module) : pt->object;
	struct dwarf_file *f = o ? object_dwarf(pid_objects(w), o) : NULL;
	struct dwarf_var v;
	struct arg *a;

	if (!f || (!file && !module && (!pt->place.func || hidden_by_entry(w, p, name))))
		return NULL;
	if (!dwarf_global(f, o == pt->object && pt->place.func ? &pt->place : NULL, name, file, &v))
		return NULL;
	a = arena_new_of(w->arena, struct arg);
	*a = arg_of(w, pt, &v);
	if (file || module)	/* several may have the name */
		a->slot = a->loc ? world_slot(w, arena_printf(w->arena, "%s@%s %s", name, file ? file : "",
							      module ? module : "")) : 0;
	if (o != pt->object && a->loc && loc_has(a->loc, LOC_OBJECT) && elf_is_dyn(o->elf)) {
		a->where = ARG_MISSING;
		a->loc = NULL;
		a->why = "lies in another module, whose place in memory is not known here";
	}
	return a;
}

struct type_source *process_types(struct world *w, const struct probe *p, const char *module)
{
	const struct process_point *pt = point_of(p);
	struct object *o = !pt ? NULL : module ? module_of(w, module) : pt->object;
	struct dwarf_file *f = o ? object_dwarf(pid_objects(w), o) : NULL;

	return f ? dwarf_types(f) : NULL;
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

const char *process_hint(struct world *w, const char *path)
{
	const char *package = package_of(w, path);

	if (package)
		return arena_printf(w->arena, "install the debug info of %s (package %s%s), or set DEBUGINFOD_URLS", path,
				    package, !strcmp(package, "libc6") ? "-dbg" : "-dbgsym");
	return arena_printf(w->arena, "build %s with -g", path);
}
