/*
 * program.c - see program.h
 */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bpf/provider/process.h"
#include "bpf/provider/program.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/elf.h"
#include "lib/ldso.h"
#include "lib/proc.h"

struct search {
	struct world *w;
	const struct probe_desc *d;
	int    (*fn)(const struct program *p, void *ctx);
	void	*ctx;
	pid_t	 pid;			/* of process(N); 0: none */
	const char *exe;		/* for a library: of the program that loads it */
	bool	 many;			/* a pattern names several files */
};

int program_refuse(struct world *w, struct span at, const char *fmt, ...)
{
	char text[PATH_MAX + 256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	diag_error(w->diag, at, ERR_STAP_POINT, "%s", text);
	return -EINVAL;
}

/* ---- which file ---- */

/* "#! INTERPRETER": what runs, and has functions, is the interpreter */
static bool interpreter_of(const char *path, char ret[PATH_MAX])
{
	char head[256] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
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

static const char *real_path(const struct world *w, const char *path)
{
	char real[PATH_MAX], interpreter[PATH_MAX];

	if (!realpath(path, real))
		return NULL;
	return arena_strdup(w->arena, interpreter_of(real, interpreter) ? interpreter : real);
}

/* the loader's library of that name, where a distribution keeps it in another folder: /lib64/libc.so.6 */
static const char *moved_library(struct world *w, struct span at, const char *path)
{
	static const char *const dirs[] = { "/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/" };
	char found[PATH_MAX];
	const char *base = strrchr(path, '/') + 1;
	bool library = false;

	for (size_t i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++)
		library |= !strncmp(path, dirs[i], strlen(dirs[i])) && base == path + strlen(dirs[i]);
	if (!library || !strstr(base, ".so") || !ldso_find("/proc/self/exe", base, found))
		return NULL;
	diag_warn(w->diag, at, "'%s' is %s on this system", path, found);
	return real_path(w, found);
}

const char *program_find(struct world *w, struct span at, const char *name)
{
	char path[PATH_MAX];
	const char *real;

	/* a program in the current folder has its name without a slash in many a script */
	if (!strchr(name, '/'))
		return real_path(w, proc_search(name, path) ? name : path);
	real = real_path(w, name);
	return real ? real : moved_library(w, at, name);
}

/* reported when there is none */
static const char *find_program(const struct search *s, const char *name)
{
	const char *real = program_find(s->w, s->d->span, name);

	if (!real)
		program_refuse(s->w, s->d->span, "cannot find executable '%s'", name);
	return real;
}

/* ---- handing out ---- */

/* scripts and the like that a pattern names, too, are no news */
static bool says_elf(const char *path)
{
	char magic[4] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool says = fd >= 0 && read(fd, magic, sizeof(magic)) == sizeof(magic) && !memcmp(magic, "\177ELF", sizeof(magic));

	if (fd >= 0)
		close(fd);
	return says;
}

/* what cannot be used: an error, or one of many that a pattern names */
static int unusable(const struct search *s, const struct object *o, const char *why)
{
	if (!s->many)
		return program_refuse(s->w, s->d->span, "%s", why);
	if (says_elf(o->open_path))
		diag_warn(s->w->diag, s->d->span, "%s", why);
	return 0;
}

static int hand_out(struct search *s, struct object *o)
{
	struct program p = { .object = o, .exe = s->exe, .pid = s->pid };
	struct arena *a = s->w->arena;

	if (!object_elf(o))
		return unusable(s, o, arena_printf(a, "%s is not an ELF file that can be read: %s", o->path, strerror(errno)));
	if (elf_missing(o->elf))
		return unusable(s, o, arena_printf(a, "%s is cut short: its headers speak of %" PRIu64 " bytes more than it has",
						   o->path, elf_missing(o->elf)));
	return s->fn(&p, s->ctx);
}

/* ---- libraries of a program ---- */

struct library_search { struct search *s; const char *pattern; struct object_cache *cache; };

static int library_at(struct library_search *l, const char *path)
{
	char real[PATH_MAX];
	struct object *o = object_of_file(l->cache, realpath(path, real) ? real : path);
	const char *slash = strrchr(path, '/');

	/* by the name it is loaded as (libfoo.so.1) or by that of its file (libfoo.so.1.2.3) */
	if (!object_matches(o, l->pattern) && strcmp(slash ? slash + 1 : path, l->pattern))
		return 0;
	return hand_out(l->s, o);
}

static int one_library(const char *path, void *ctx)
{
	return library_at(ctx, path);
}

static int libraries_of(struct search *s, const char *exe, const char *lib)
{
	struct library_search l = { s, lib, world_objects(s->w) };

	if (!strchr(lib, '/'))
		return ldso_each(exe, one_library, &l);
	/* a library that is opened at run time can be named by its path */
	const char *real = real_path(s->w, lib);

	if (!real)
		return program_refuse(s->w, s->d->span, "cannot find library '%s'", lib);
	return hand_out(s, object_of_file(l.cache, real));
}

/* ---- the point ---- */

static int in_program(struct search *s, const char *path, const struct point_comp *lib)
{
	if (!lib)
		return hand_out(s, object_of_file(world_objects(s->w), path));
	s->exe = path;
	return libraries_of(s, path, lib->str);
}

/* by a path, or in the folders where programs are */
static struct object *find_there(const struct search *s, pid_t pid, const char *name)
{
	static const char *const folders[] = { "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin" };
	struct object_cache *c = world_objects(s->w);
	struct object *o = NULL;

	if (strchr(name, '/'))
		return *name == '/' ? object_seen_by(c, pid, name) : NULL;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders) && !o; i++)
		o = object_seen_by(c, pid, arena_printf(s->w->arena, "%s/%s", folders[i], name));
	return o;
}

/*
 * The target is in a container, so the script's paths are those that it sees; what it does not have is looked for here
 * (*there stays NULL).
 */
static int in_container(struct search *s, const char *name, const struct point_comp *lib, struct object **there)
{
	struct object *o = find_there(s, s->w->target, name);
	const struct objects *loaded = lib && o ? objects_of(world_objects(s->w), s->w->target) : NULL;
	int err = 0;

	if (lib && !loaded)
		return 0;
	*there = o && object_elf(o) ? o : NULL;
	if (!*there)
		return 0;
	if (!lib)
		return hand_out(s, o);
	s->exe = o->path;
	if (*lib->str == '/') {
		o = find_there(s, s->w->target, lib->str);
		return o ? hand_out(s, o) : program_refuse(s->w, s->d->span, "cannot find library '%s'", lib->str);
	}
	for (size_t i = 1; i < loaded->list.n && !err; i++)
		if (object_matches(loaded->list.v[i], lib->str))
			err = hand_out(s, loaded->list.v[i]);
	return err;
}

/* process("/usr/bin/z*"): patterns are expanded when they have a slash */
static int in_programs(struct search *s, const char *name, const struct point_comp *lib)
{
	struct object *there = NULL;
	glob_t g;
	int err = 0;

	if (s->w->target && proc_sees_others(s->w->target)) {
		err = in_container(s, name, lib, &there);
		if (err || there)
			return err;
	}
	if (!strchr(name, '/') || !strpbrk(name, "*?["))  {
		const char *path = find_program(s, name);

		return path ? in_program(s, path, lib) : -EINVAL;
	}
	if (glob(name, 0, NULL, &g))
		return program_refuse(s->w, s->d->span, "cannot find executable '%s'", name);
	s->many = g.gl_pathc > 1;
	for (size_t i = 0; i < g.gl_pathc && !err; i++) {
		const char *path = real_path(s->w, g.gl_pathv[i]);

		if (path && (!lib || object_elf(object_of_file(world_objects(s->w), path))))
			err = in_program(s, path, lib);
	}
	globfree(&g);
	return err;
}

static int in_process(struct search *s, int64_t pid, const struct point_comp *lib)
{
	const struct objects *o = pid > 0 && pid <= INT_MAX ? objects_of(world_objects(s->w), (pid_t)pid) : NULL;
	int err = 0;

	if (!o || !o->list.n)
		return program_refuse(s->w, s->d->span, "no process %lld, or it has no executable", (long long)pid);
	s->pid = (pid_t)pid;
	if (!lib)
		return hand_out(s, o->list.v[0]);
	s->exe = o->list.v[0]->path;
	for (size_t i = 1; i < o->list.n && !err; i++)
		if (object_matches(o->list.v[i], lib->str))
			err = hand_out(s, o->list.v[i]);
	return err;
}

/* in a container the path of its program names nothing here, or something else */
static bool target_is_elsewhere(const struct world *w)
{
	struct stat here, there;
	char exe[64];

	if (w->proc && w->proc->before_exec)
		return false;
	snprintf(exe, sizeof(exe), "/proc/%d/exe", (int)w->target);
	return w->target && !stat(exe, &there) &&
	       (stat(w->target_path, &here) || here.st_ino != there.st_ino || here.st_dev != there.st_dev);
}

int program_each(struct world *w, const struct probe_desc *d, const struct point_comp *lib,
		 int (*fn)(const struct program *p, void *ctx), void *ctx)
{
	struct search s = { .w = w, .d = d, .fn = fn, .ctx = ctx };
	const struct point_comp *first = &d->comps[0];

	if (first->arg == PA_NUM)
		return in_process(&s, first->num, lib);
	if (first->arg == PA_STR)
		return in_programs(&s, first->str, lib);
	if (w->target_path && target_is_elsewhere(w))
		return in_process(&s, w->target, lib);
	if (w->target_path)
		return in_program(&s, w->target_path, lib);
	if (w->target_gone)
		return program_refuse(w, s.d->span, "no process %d: it has ended, so its program is not known", (int)w->target_gone);
	return program_refuse(w, s.d->span, "unspecified process probe is invalid without a -c COMMAND or -x PID [man stapprobes]");
}
