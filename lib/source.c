/*
 * source.c - script texts and places in them
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/source.h"

enum { TEXT_MAX = 256 << 20 };	/* spans count in 32 bits; no script comes near */

struct source *source_new(struct arena *a, const char *name, const char *text, size_t len)
{
	struct source *s = arena_new_of(a, struct source);
	char *copy = arena_alloc(a, len + 1);

	if (len)
		memcpy(copy, text, len);
	s->name = arena_strdup(a, name);
	s->text = copy;
	s->len = len;
	return s;
}

/* 0, or -errno */
static int read_all(int fd, struct buf *ret)
{
	char part[16384];

	for (;;) {
		ssize_t n = read(fd, part, sizeof(part));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -errno : 0;
		if (ret->len + (size_t)n > TEXT_MAX)
			return -EFBIG;
		buf_add(ret, part, (size_t)n);
	}
}

struct source *source_read(struct arena *a, const char *path)
{
	bool is_stdin = !strcmp(path, "-");
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return NULL;

	struct buf text = BUF_INIT;
	struct stat st;
	int err = read_all(fd, &text);
	struct source *s = err ? NULL
		: source_new(a, is_stdin ? "<input>" : path, buf_str(&text), text.len);

	if (s)
		s->read_once = fstat(fd, &st) || !S_ISREG(st.st_mode);
	if (!is_stdin)
		close(fd);
	buf_fini(&text);
	errno = -err;
	return s;
}

const struct source *source_origin(const struct source *s)
{
	while (s && s->call)
		s = s->parent;
	return s;
}

bool source_is_file(const struct source *s)
{
	return s->name[0] != '<';
}

unsigned span_line(struct span s)
{
	if (!s.src)
		return 0;

	unsigned line = s.src->first_line ? s.src->first_line : 1;

	for (size_t i = 0; i < s.start && i < s.src->len; i++)
		line += s.src->text[i] == '\n';
	return line;
}

unsigned span_column(struct span s)
{
	if (!s.src)
		return 0;

	size_t at = s.start < s.src->len ? s.start : s.src->len, start = at;

	while (start && s.src->text[start - 1] != '\n')
		start--;
	return (unsigned)(at - start) + 1;
}

struct span span_join(struct span a, struct span b)
{
	if (!a.src)
		return b;
	if (a.src != b.src || b.end < a.end)
		return a;
	a.end = b.end;
	return a;
}
