/*
 * buf.c - growing text
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "lib/arena.h"
#include "lib/buf.h"

/* room for n more bytes and the terminator */
static char *room(struct buf *b, size_t n)
{
	assert(n < SIZE_MAX / 2 - b->len);
	if (b->len + n + 1 > b->cap) {
		size_t cap = b->cap ? b->cap : 64;

		while (cap < b->len + n + 1)
			cap *= 2;
		b->s = xrealloc(b->s, cap);
		b->cap = cap;
	}
	return b->s + b->len;
}

void buf_fini(struct buf *b)
{
	free(b->s);
	*b = (struct buf)BUF_INIT;
}

void buf_reset(struct buf *b)
{
	b->len = 0;
	if (b->s)
		b->s[0] = '\0';
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	char *to = room(b, n);

	if (n)
		memcpy(to, bytes, n);
	to[n] = '\0';
	b->len += n;
}

void buf_putc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_pad(struct buf *b, char c, size_t n)
{
	char *to = room(b, n);

	memset(to, c, n);
	to[n] = '\0';
	b->len += n;
}

void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;

	va_copy(again, ap);
	room(b, 0);

	size_t left = b->cap - b->len;
	int len = vsnprintf(b->s + b->len, left, fmt, ap);

	assert(len >= 0);
	if ((size_t)len >= left)
		vsnprintf(room(b, (size_t)len), (size_t)len + 1, fmt, again);
	b->len += (size_t)len;
	va_end(again);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

const char *buf_str(const struct buf *b)
{
	return b->s ? b->s : "";
}

static void quote_byte(struct buf *b, unsigned char c)
{
	static const char plain[] = "ntr\"\\", raw[] = "\n\t\r\"\\";
	const char *at = c ? strchr(raw, c) : NULL;

	if (at)
		buf_printf(b, "\\%c", plain[at - raw]);
	else if (c < 0x20 || c > 0x7e)
		buf_printf(b, "\\%03o", c);
	else
		buf_putc(b, (char)c);
}

void buf_quote(struct buf *b, const char *s, size_t n)
{
	buf_putc(b, '"');
	for (size_t i = 0; i < n; i++) {
		/* ??x is a trigraph in older C: keep the pair apart */
		if (s[i] == '?' && i && s[i - 1] == '?')
			buf_puts(b, "\\?");
		else
			quote_byte(b, (unsigned char)s[i]);
	}
	buf_putc(b, '"');
}

int buf_read_file(struct buf *b, int dir, const char *path)
{
	enum { LEAST = 1 << 16 };	/* the kernel makes as much text at a time as is asked for */
	int fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return -errno;
	do {
		char *to = room(b, LEAST);

		n = read(fd, to, b->cap - b->len - 1);
		if (n > 0)
			b->len += (size_t)n;
		b->s[b->len] = '\0';
	} while (n > 0 || (n < 0 && errno == EINTR));
	int err = n < 0 ? -errno : 0;

	close(fd);
	return err;
}
