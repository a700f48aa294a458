/*
 * ldso.c - the search of ld.so(8), done from outside
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "lib/arena.h"
#include "lib/elf.h"
#include "lib/ldso.h"
#include "lib/map.h"
#include "lib/vec.h"

/* /etc/ld.so.cache since glibc 2.2 (sysdeps/generic/dl-cache.h): header, entries, strings */
static const char cache_magic[] = "glibc-ld.so.cache1.1";

struct cache_head {
	char	 magic[20];
	uint32_t nlibs, strings_len;
	uint8_t  flags, pad[3];
	uint32_t extension, unused[3];
};

struct cache_entry {
	int32_t  flags;		/* 0x303: ELF, libc 6, x86-64 */
	uint32_t key, value;	/* offsets of soname and path from the start of the file */
	uint32_t osversion;
	uint64_t hwcap;
};

#define CACHE_X86_64 0x0303

struct search {
	struct arena *arena;
	char  *cache;			/* NULL: none */
	size_t cache_size;
	struct map *seen;		/* sonames */
	VEC(const char *) queue;	/* paths whose needs are still to be read */
};

/* the file with a NUL behind it, so strings near its end are ended */
static char *read_file(struct arena *a, const char *path, size_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *text = NULL;

	if (fd < 0)
		return NULL;
	if (!fstat(fd, &st) && st.st_size > 0 && st.st_size < 64 << 20) {
		text = arena_alloc(a, st.st_size + 1);

		ssize_t n = read(fd, text, st.st_size);

		*size = n < 0 ? 0 : n;
	}
	close(fd);
	return text;
}

const char *ldso_cache_find(const char *cache, size_t size, const char *name)
{
	const struct cache_head *head = (const void *)cache;

	if (!cache || size < sizeof(*head) || memcmp(head->magic, cache_magic, sizeof(head->magic)))
		return NULL;

	const struct cache_entry *e = (const void *)(head + 1);
	size_t room = (size - sizeof(*head)) / sizeof(*e);

	for (size_t i = 0; i < head->nlibs && i < room; i++)
		if (e[i].flags == CACHE_X86_64 && e[i].key < size && e[i].value < size &&
		    !strcmp(cache + e[i].key, name))
			return cache + e[i].value;
	return NULL;
}

static bool is_library(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode);
}

/* $ORIGIN of a run path: the folder of the object that has it */
static const char *expand_origin(struct arena *a, const char *dir, const char *object)
{
	size_t skip = !strncmp(dir, "$ORIGIN", 7) ? 7 : !strncmp(dir, "${ORIGIN}", 9) ? 9 : 0;
	const char *slash = strrchr(object, '/');

	if (!skip)
		return dir;
	return arena_printf(a, "%.*s%s", slash ? (int)(slash - object) : 1, slash ? object : ".", dir + skip);
}

/* a list of folders parted by colons */
static const char *find_in_dirs(struct arena *a, const char *dirs, const char *object, const char *name)
{
	while (dirs && *dirs) {
		size_t n = strcspn(dirs, ":;");
		const char *dir = expand_origin(a, n ? arena_strndup(a, dirs, n) : ".", object);
		const char *path = arena_printf(a, "%s/%s", dir, name);

		if (is_library(path))
			return path;
		dirs += n + (dirs[n] != 0);
	}
	return NULL;
}

static const char *find_library(struct search *s, struct elf_file *f, const char *object, const char *name)
{
	static const char standard[] = "/lib/x86_64-linux-gnu:/usr/lib/x86_64-linux-gnu:/lib64:/usr/lib64:/lib:/usr/lib";
	const char *path;

	if (strchr(name, '/'))
		return is_library(name) ? name : NULL;
	path = find_in_dirs(s->arena, elf_runpath(f), object, name);
	if (!path)
		path = find_in_dirs(s->arena, getenv("LD_LIBRARY_PATH"), object, name);
	if (!path)
		path = ldso_cache_find(s->cache, s->cache_size, name);
	return path ? path : find_in_dirs(s->arena, standard, object, name);
}

static int visit_object(struct search *s, const char *object, int (*fn)(const char *, void *), void *ctx)
{
	struct elf_file *f = elf_open(object);
	const char *const *needed;
	int err = 0;
	size_t n;

	if (!f)
		return -errno;
	needed = elf_needed(f, &n);
	for (size_t i = 0; i < n && !err; i++) {
		const char *path;

		if (map_get(s->seen, needed[i]))
			continue;
		map_put(s->seen, needed[i], s);
		path = find_library(s, f, object, needed[i]);
		if (!path)
			continue;
		path = arena_strdup(s->arena, path);
		vec_push(s->arena, &s->queue, path);
		err = fn(path, ctx);
	}
	elf_close(f);
	return err;
}

int ldso_each(const char *exe, int (*fn)(const char *path, void *ctx), void *ctx)
{
	struct search s = { .arena = arena_new(), .seen = map_new() };

	s.cache = read_file(s.arena, "/etc/ld.so.cache", &s.cache_size);

	int err = visit_object(&s, exe, fn, ctx);

	for (size_t i = 0; i < s.queue.n && !err; i++)
		err = visit_object(&s, s.queue.v[i], fn, ctx);
	map_free(s.seen);
	arena_free(s.arena);
	return err;
}

bool ldso_find(const char *exe, const char *name, char ret[PATH_MAX])
{
	struct search s = { .arena = arena_new() };
	struct elf_file *f = elf_open(exe);
	const char *path;

	s.cache = read_file(s.arena, "/etc/ld.so.cache", &s.cache_size);
	path = f ? find_library(&s, f, exe, name) : NULL;
	if (path)
		snprintf(ret, PATH_MAX, "%s", path);
	elf_close(f);
	arena_free(s.arena);
	return path != NULL;
}
