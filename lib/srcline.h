/*
 * srcline.h - addresses of objects to source lines and inlined calls, from their debug info
 */
#ifndef SONDE_SRCLINE_H
#define SONDE_SRCLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct srclines;

struct src_frame {		/* strings live as long as the srclines */
	const char *func;	/* as the linker would call it, or demangled; NULL: unknown */
	const char *file;	/* where it is executing, or calls what is inlined in it; NULL: unknown */
	unsigned    line;	/* 0: unknown */
	uint64_t    entry, size;	/* of the function around: its code; size 0: unknown, or not in one piece */
};

struct srclines *srclines_new(bool demangle);	/* names of C++ and Rust as these languages have them */
void srclines_free(struct srclines *s);		/* NULL is fine */
/*
 * srclines_frames - the functions that an address is in: inlined ones, innermost first, then the one around
 * @path: of the object, by which it can be opened the first time
 * @addr: as the object's symbol table counts
 * Their number; 0: the object has no debug info of it.
 */
size_t srclines_frames(struct srclines *s, const char *path, uint64_t addr, const struct src_frame **ret);

#endif
