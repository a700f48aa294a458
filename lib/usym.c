/*
 * usym.c - addresses of processes to names
 *
 * A process is a list of mappings, kept when it has gone; a mapping leads to an object, which is
 * one file, shared by all processes that map it and opened when a name in it is first asked for.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>
#include "lib/arena.h"
#include "lib/elf.h"
#include "lib/jit.h"
#include "lib/map.h"
#include "lib/usym.h"
#include "lib/vec.h"

/* an address that no mapping has makes us read the mappings again, but not more often than this */
#define REFRESH_NS 10000000ULL

struct object {
	const char *path;		/* as the kernel shows it */
	const char *base;
	dev_t	    dev;
	ino_t	    ino;
	struct elf_file *elf;
	const char *file;		/* by which it was opened; NULL: it was not */
	bool	    tried;
};

struct mapping {
	uint64_t start, end, offset;	/* offset of start in the file */
	struct object *object;		/* NULL: anonymous memory */
	bool data;			/* not executable */
	bool bss;			/* no file's, but behind the data of the object's */
};

struct process {
	pid_t	 pid;
	VEC(struct mapping) maps;	/* by address, as the kernel prints them */
	uint64_t read_ns;		/* when */
	uint64_t asked_ns;		/* when somebody else was asked for more of them; 0: never */
	struct jit jit;
	struct object *jit_object;
};

struct usyms {
	struct arena *arena;
	usyms_more_fn *more;		/* NULL: nobody to ask */
	void	     *more_ctx;
	struct map   *processes;	/* pid_t to struct process */
	struct map   *objects;		/* "DEV:INODE:PATH" to struct object */
};

struct usyms *usyms_new(void)
{
	struct usyms *u = xcalloc(1, sizeof(*u));

	u->arena = arena_new();
	u->processes = map_new();
	u->objects = map_new();
	return u;
}

void usyms_free(struct usyms *u)
{
	const void *key;
	void *value;
	size_t n, it = 0;

	if (!u)
		return;
	while (map_next(u->processes, &it, &key, &n, &value)) {
		struct process *p = value;

		vec_fini(&p->maps);
		jit_fini(&p->jit);
	}
	it = 0;
	while (map_next(u->objects, &it, &key, &n, &value))
		elf_close(((struct object *)value)->elf);
	map_free(u->processes);
	map_free(u->objects);
	arena_free(u->arena);
	free(u);
}

static uint64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ULL + t.tv_nsec;
}

/* ---- mappings ---- */

static struct object *object_get(struct usyms *u, const char *path, dev_t dev, ino_t ino)
{
	char key[PATH_MAX + 64];
	int n = snprintf(key, sizeof(key), "%llx:%llx:%s", (unsigned long long)dev,
			 (unsigned long long)ino, path);
	struct object *o = map_get(u->objects, key);
	const char *slash = strrchr(path, '/');

	if (o || n < 0 || (size_t)n >= sizeof(key))
		return o;
	o = arena_new_of(u->arena, struct object);
	o->path = arena_strdup(u->arena, path);
	o->base = o->path + (slash && path[0] == '/' ? slash - path + 1 : 0);
	o->dev = dev;
	o->ino = ino;
	map_put(u->objects, key, o);
	return o;
}

/* of a file that was removed or replaced; object_path() notices by the inode */
static void cut_deleted(char *path)
{
	static const char mark[] = " (deleted)";
	size_t n = strlen(path), m = sizeof(mark) - 1;

	if (n > m && !strcmp(path + n - m, mark))
		path[n - m] = 0;
}

/* "START-END PERM OFFSET MAJOR:MINOR INODE    PATH"; the path may have blanks */
static bool parse_mapping(struct usyms *u, char *line, struct mapping *ret)
{
	unsigned major_no, minor_no;
	uint64_t ino;
	int path = 0;

	char perm[8];

	if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %7s %" SCNx64 " %x:%x %" SCNu64 " %n", &ret->start,
		   &ret->end, perm, &ret->offset, &major_no, &minor_no, &ino, &path) < 7 || !path)
		return false;
	ret->data = !strchr(perm, 'x');
	line[strcspn(line, "\n")] = 0;
	cut_deleted(line + path);
	ret->object = NULL;
	ret->bss = !line[path];		/* continue_object() says whether it really is */
	if (line[path] == '/' || !strcmp(line + path, "[vdso]"))
		ret->object = object_get(u, line + path, makedev(major_no, minor_no), ino);
	return true;
}

/* what an object has of variables beyond its file's last page */
static void continue_object(const struct mapping *before, struct mapping *m)
{
	m->bss &= before && before->object && !before->bss && before->data && m->data && before->end == m->start;
	if (!m->bss)
		return;
	m->object = before->object;
	m->offset = before->offset + (before->end - before->start);
}

/* false, and what is known stays: no such process, or it has given its memory back */
static bool read_maps(struct usyms *u, struct process *p)
{
	char path[64], *line = NULL;
	size_t cap = 0, n = 0;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)p->pid);

	FILE *file = fopen(path, "re");
	struct mapping m;

	p->read_ns = now_ns();
	if (!file)
		return false;
	while (getline(&line, &cap, file) > 0) {
		if (!parse_mapping(u, line, &m))
			continue;
		if (!n++)
			p->maps.n = 0;
		continue_object(p->maps.n ? &p->maps.v[p->maps.n - 1] : NULL, &m);
		vec_push(NULL, &p->maps, m);
	}
	free(line);
	fclose(file);
	return n > 0;
}

static struct process *process_get(struct usyms *u, pid_t pid)
{
	struct process *p = map_getn(u->processes, &pid, sizeof(pid));

	if (p)
		return p;
	p = arena_new_of(u->arena, struct process);
	p->pid = pid;
	if (!read_maps(u, p))
		return NULL;		/* nothing to remember: the arena keeps a few bytes */
	map_putn(u->processes, &pid, sizeof(pid), p);
	return p;
}

bool usyms_keep(struct usyms *u, pid_t pid)
{
	return process_get(u, pid);
}

void usyms_refresh(struct usyms *u, pid_t pid)
{
	struct process *p = map_getn(u->processes, &pid, sizeof(pid));

	if (p)
		read_maps(u, p);
	else
		process_get(u, pid);
}

void usyms_ask(struct usyms *u, usyms_more_fn *more, void *ctx)
{
	u->more = more;
	u->more_ctx = ctx;
}

static struct object *object_of_path(struct usyms *u, const char *path)
{
	struct stat st;

	return stat(path, &st) ? NULL : object_get(u, path, st.st_dev, st.st_ino);
}

static int by_address(const void *a, const void *b)
{
	const struct mapping *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

void usyms_add_mapping(struct usyms *u, pid_t pid, const struct usym_mapping *m)
{
	struct process *p = map_getn(u->processes, &pid, sizeof(pid));
	struct mapping add = { .start = m->start, .end = m->end, .offset = m->offset };

	add.object = m->path[0] == '/' ? object_of_path(u, m->path) : object_get(u, m->path, 0, 0);
	if (!add.object || add.start >= add.end)
		return;
	if (!p) {
		p = arena_new_of(u->arena, struct process);
		p->pid = pid;
		map_putn(u->processes, &pid, sizeof(pid), p);
	}
	for (size_t i = 0; i < p->maps.n; i++)
		if (p->maps.v[i].start < add.end && add.start < p->maps.v[i].end)
			return;		/* what /proc says is newer */
	vec_push(NULL, &p->maps, add);
	qsort(p->maps.v, p->maps.n, sizeof(*p->maps.v), by_address);
}

static const struct mapping *find_mapping(const struct process *p, uint64_t addr)
{
	size_t lo = 0, hi = p->maps.n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (p->maps.v[mid].end <= addr)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < p->maps.n && p->maps.v[lo].start <= addr ? &p->maps.v[lo] : NULL;
}

/* ---- objects ---- */

/* every 64-bit process has the same vdso, ours too */
static struct elf_file *open_vdso(void)
{
	struct usyms *own = usyms_new();
	struct process *p = process_get(own, getpid());
	struct elf_file *elf = NULL;

	for (size_t i = 0; p && i < p->maps.n; i++) {
		const struct mapping *m = &p->maps.v[i];

		if (m->object && !strcmp(m->object->path, "[vdso]"))
			elf = elf_open_memory((const void *)(uintptr_t)m->start, m->end - m->start);
	}
	usyms_free(own);
	return elf;
}

static bool is_object(const struct object *o, const char *path)
{
	struct stat st;

	/* some file systems show another device in maps than in stat: the inode has to do */
	return !stat(path, &st) && st.st_ino == o->ino;
}

/* by its name, as the process sees its name, or through the mapping itself when it was deleted */
static void object_path(const struct process *p, const struct mapping *m, char ret[USYM_PATH])
{
	const struct object *o = m->object;

	snprintf(ret, USYM_PATH, "%s", o->path);
	if (is_object(o, ret))
		return;
	snprintf(ret, USYM_PATH, "/proc/%d/root%s", (int)p->pid, o->path);
	if (is_object(o, ret))
		return;
	snprintf(ret, USYM_PATH, "/proc/%d/map_files/%" PRIx64 "-%" PRIx64, (int)p->pid, m->start, m->end);
}

static void open_object(struct usyms *u, const struct process *p, const struct mapping *m)
{
	char path[USYM_PATH];

	m->object->tried = true;
	if (m->object->path[0] != '/') {
		m->object->elf = open_vdso();
		return;
	}
	object_path(p, m, path);
	m->object->elf = elf_open(path);
	m->object->file = m->object->elf ? arena_strdup(u->arena, path) : NULL;
}

/* rt_sigreturn(), called as the C libraries do: mov $15, %rax; syscall */
static bool restores_signal(struct elf_file *f, uint64_t addr)
{
	static const uint8_t code[] = { 0x48, 0xc7, 0xc0, 0x0f, 0, 0, 0, 0x0f, 0x05 };
	const uint8_t *at = elf_code(f, addr, sizeof(code));

	return at && !memcmp(at, code, sizeof(code));
}

static bool name_data(struct object *o, uint64_t offset, struct usym *ret)
{
	struct elf_sym sym;
	uint64_t addr;

	if (!elf_offset_data(o->elf, offset, &sym, &addr))
		return false;
	ret->addr = addr;
	ret->name = sym.name;
	ret->offset = addr - sym.addr;
	ret->size = sym.size;
	return true;
}

static bool name_in_object(struct usyms *u, struct process *p, const struct mapping *m, uint64_t offset,
			   struct usym *ret)
{
	struct object *o = m->object;
	const struct elf_sym *sym;
	uint64_t addr;

	if (!o->tried)
		open_object(u, p, m);
	if (!o->elf)
		return false;
	ret->file = o->file;
	if (m->data && name_data(o, offset, ret))
		return true;
	if (m->bss || !elf_offset_to_addr(o->elf, offset, &addr))
		return false;
	ret->addr = addr;
	sym = elf_addr_func(o->elf, addr);
	ret->restores = (!sym || sym->addr == addr) && restores_signal(o->elf, addr);
	if (!sym && ret->restores) {
		ret->name = "__restore_rt";	/* as the C libraries call it, where their symbol table says nothing */
		ret->offset = 0;
	}
	if (!sym)
		return false;
	ret->name = sym->name;
	ret->offset = addr - sym->addr;
	ret->size = elf_func_size(o->elf, sym);
	return true;
}

/* ---- code compiled at run time ---- */

static bool jit_lookup(const struct process *p, uint64_t addr, struct usym *ret)
{
	const struct jit_sym *s = jit_at(&p->jit, addr);

	if (!s)
		return false;
	ret->path = p->jit_object->path;
	ret->object = p->jit_object->base;
	ret->name = s->name;
	ret->offset = addr - s->start;
	ret->size = s->size;
	return true;
}

static bool jit_find(struct usyms *u, struct process *p, uint64_t addr, struct usym *ret)
{
	char path[64];
	struct stat st;

	if (jit_lookup(p, addr, ret))
		return true;
	if (jit_read(&p->jit, p->pid, path, &st) && !p->jit_object)
		p->jit_object = object_get(u, path, st.st_dev, st.st_ino);
	return jit_lookup(p, addr, ret);
}

/* a file that the loader looked into for a moment (its cache): a library may lie there since */
static bool is_stale(struct usyms *u, const struct process *p, const struct mapping *m)
{
	if (!m->object || now_ns() - p->read_ns <= REFRESH_NS)
		return false;
	if (!m->object->tried)
		open_object(u, p, m);
	return !m->object->elf;
}

/* what there is to know does not change from one frame of a stack to the next; whom nobody knows is remembered, too */
static bool may_ask(struct usyms *u, pid_t pid)
{
	struct process *p = map_getn(u->processes, &pid, sizeof(pid));
	uint64_t now = now_ns();

	if (!p) {
		p = arena_new_of(u->arena, struct process);
		p->pid = pid;
		map_putn(u->processes, &pid, sizeof(pid), p);
	}
	if (p->asked_ns && now - p->asked_ns <= REFRESH_NS)
		return false;
	p->asked_ns = now;
	return true;
}

bool usyms_find(struct usyms *u, pid_t pid, uint64_t addr, struct usym *ret)
{
	struct process *p = process_get(u, pid);
	const struct mapping *m = p ? find_mapping(p, addr) : NULL;

	*ret = (struct usym){ .offset = addr };
	if (m && m->data && is_stale(u, p, m) && read_maps(u, p))
		m = find_mapping(p, addr);
	if (p && !m && now_ns() - p->read_ns > REFRESH_NS && read_maps(u, p))
		m = find_mapping(p, addr);
	if (!m && u->more && may_ask(u, pid)) {
		u->more(u->more_ctx, pid);
		p = map_getn(u->processes, &pid, sizeof(pid));
		m = p ? find_mapping(p, addr) : NULL;
	}
	if (!m)
		return p && jit_find(u, p, addr, ret);
	if (!m->object)
		return jit_find(u, p, addr, ret);
	/* where a file lay for a moment (the loader's cache) code may have been made since */
	if (m->data && jit_find(u, p, addr, ret))
		return true;
	ret->path = m->object->path;
	ret->object = m->object->base;
	ret->offset = addr - m->start + m->offset;
	if (name_in_object(u, p, m, ret->offset, ret) || !m->bss)
		return true;
	*ret = (struct usym){ .offset = addr };
	return false;
}

/* in another mount namespace only the process leads to it, while it lives: opened now, if path is such */
static void hold_object(struct usyms *u, const struct process *p, const struct mapping *m, const char *path)
{
	if (!m->object->tried && strcmp(path, m->object->path))
		open_object(u, p, m);
}

bool usyms_object(struct usyms *u, pid_t pid, uint64_t addr, char ret[USYM_PATH])
{
	struct process *p = process_get(u, pid);
	const struct mapping *m = p ? find_mapping(p, addr) : NULL;

	if (p && !m && read_maps(u, p))
		m = find_mapping(p, addr);
	if (!m || !m->object || m->bss || m->object->path[0] != '/')
		return false;
	object_path(p, m, ret);
	hold_object(u, p, m, ret);
	return true;
}

bool usyms_mapping(struct usyms *u, pid_t pid, uint64_t addr, struct usym_mapping *ret, char path[USYM_PATH])
{
	struct process *p = process_get(u, pid);
	const struct mapping *m = p ? find_mapping(p, addr) : NULL;

	if (p && (!m || is_stale(u, p, m)) && read_maps(u, p))
		m = find_mapping(p, addr);
	if (!m && may_ask(u, pid)) {
		u->more(u->more_ctx, pid);
		p = process_get(u, pid);
		m = p ? find_mapping(p, addr) : NULL;
	}
	path[0] = '\0';
	if (!m)
		return false;
	if (m->object && !m->bss && m->object->path[0] == '/') {
		object_path(p, m, path);
		hold_object(u, p, m, path);
	} else if (m->object && !m->bss) {
		snprintf(path, USYM_PATH, "%s", m->object->path);
	}
	*ret = (struct usym_mapping){ .start = m->start, .end = m->end, .offset = m->offset, .path = path };
	return true;
}

void usyms_hold(struct usyms *u, pid_t pid)
{
	struct process *p = process_get(u, pid);
	char path[USYM_PATH];

	for (size_t i = 0; p && i < p->maps.n; i++) {
		const struct mapping *m = &p->maps.v[i];

		if (!m->object || m->object->tried || m->object->path[0] != '/')
			continue;
		object_path(p, m, path);
		hold_object(u, p, m, path);
	}
}

void usyms_program(struct usyms *u, const char *path)
{
	char real[PATH_MAX];
	struct object *o = realpath(path, real) ? object_of_path(u, real) : NULL;

	if (!o || o->tried)
		return;
	o->tried = true;
	o->elf = elf_open(real);
	o->file = o->elf ? arena_strdup(u->arena, real) : NULL;
}

void usyms_each_object(struct usyms *u, pid_t pid, int (*fn)(const char *path, void *ctx), void *ctx)
{
	struct process *p = process_get(u, pid);
	char path[USYM_PATH];

	for (size_t i = 0; p && i < p->maps.n; i++) {
		const struct mapping *m = &p->maps.v[i];

		if (!m->object || m->object->path[0] != '/' ||
		    (i && p->maps.v[i - 1].object == m->object))
			continue;
		object_path(p, m, path);
		if (fn(path, ctx))
			break;
	}
}
