/*
 * buf.h - growing text (or bytes); always terminated, so buf.s is a C string
 */
#ifndef SONDE_BUF_H
#define SONDE_BUF_H

#include <stdarg.h>
#include <stddef.h>

struct buf {
	char  *s;		/* heap; never NULL once something was added; "" via buf_str() */
	size_t len, cap;	/* bytes, terminator not counted in len */
};

#define BUF_INIT { 0 }

void buf_fini(struct buf *b);
void buf_reset(struct buf *b);				/* empty, memory kept */
void buf_putc(struct buf *b, char c);
void buf_puts(struct buf *b, const char *s);
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_pad(struct buf *b, char c, size_t n);		/* n times c */
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap);
const char *buf_str(const struct buf *b);		/* "" when empty */

/*
 * buf_read_file - the bytes of a file, appended
 * @dir: for openat(); AT_FDCWD for a path from here. For files of the kernel, whose size is not known
 * before they are read. Returns 0 or -errno; what was read until then stays.
 */
int buf_read_file(struct buf *b, int dir, const char *path);

/* text as a C string literal with its quotes: bytes that are not printable as three octal digits */
void buf_quote(struct buf *b, const char *s, size_t n);

#endif
