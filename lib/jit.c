/*
 * jit.c - see jit.h
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "lib/arena.h"
#include "lib/jit.h"

/* a file larger than this is not a map of symbols */
#define MAP_MAX (256 << 20)

static int by_start(const void *a, const void *b)
{
	const struct jit_sym *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->name < y->name ? -1 : x->name > y->name;	/* where they stand in the map: the last is in force */
}

void jit_parse(struct jit *jit, char *text)
{
	char *rest = text, *line;
	off_t size = jit->size;

	jit_fini(jit);
	jit->text = text;
	jit->size = size;
	while ((line = strsep(&rest, "\n"))) {
		struct jit_sym s;
		char *p;

		s.start = strtoull(line, &p, 16);
		if (p == line || *p != ' ')
			continue;
		s.size = strtoull(p, &p, 16);
		if (*p != ' ' || !p[1])
			continue;
		s.name = p + 1;
		vec_push(NULL, &jit->syms, s);
	}
	if (jit->syms.n)
		qsort(jit->syms.v, jit->syms.n, sizeof(*jit->syms.v), by_start);
}

/* whoever may write to /tmp could name another user's functions */
static bool is_trusted(pid_t pid, const struct stat *map)
{
	struct stat st;
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d", (int)pid);
	return S_ISREG(map->st_mode) && map->st_size <= MAP_MAX &&
	       (!map->st_uid || (!stat(path, &st) && st.st_uid == map->st_uid) || map->st_uid == geteuid());
}

/* the number that a process has for itself */
static int own_number(pid_t pid)
{
	char path[64], line[256], *last;
	int number = 0;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);

	FILE *f = fopen(path, "re");

	while (f && fgets(line, sizeof(line), f)) {
		if (strncmp(line, "NSpid:", 6))
			continue;
		last = strrchr(line, '\t');
		number = last ? atoi(last) : 0;
	}
	if (f)
		fclose(f);
	return number;
}

static int open_map(pid_t pid, char path[64])
{
	enum { FLAGS = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK };
	int fd, number;

	snprintf(path, 64, "/tmp/perf-%d.map", (int)pid);
	fd = open(path, FLAGS);
	number = fd < 0 ? own_number(pid) : 0;
	if (!number)
		return fd;
	snprintf(path, 64, "/proc/%d/root/tmp/perf-%d.map", (int)pid, number);
	return open(path, FLAGS);
}

bool jit_read(struct jit *jit, pid_t pid, char path[64], struct stat *st)
{
	int fd = open_map(pid, path);
	bool changed = fd >= 0 && !fstat(fd, st) && st->st_size != jit->size && is_trusted(pid, st);

	if (changed) {
		char *text = xcalloc(1, (size_t)st->st_size + 1);
		ssize_t n = read(fd, text, (size_t)st->st_size);

		text[n < 0 ? 0 : n] = 0;
		jit->size = st->st_size;
		jit_parse(jit, text);
	}
	if (fd >= 0)
		close(fd);
	return changed;
}

const struct jit_sym *jit_at(const struct jit *jit, uint64_t addr)
{
	size_t lo = 0, hi = jit->syms.n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (jit->syms.v[mid].start <= addr)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo && addr - jit->syms.v[lo - 1].start < jit->syms.v[lo - 1].size ? &jit->syms.v[lo - 1] : NULL;
}

void jit_fini(struct jit *jit)
{
	vec_fini(&jit->syms);
	free(jit->text);
	*jit = (struct jit){ 0 };
}
