/*
 * bundle.h - a compile that was done, in one file: what -m saves and `sonde run` starts from
 *
 * A bundle holds the scripts and options, what the outside answered while they were compiled
 * (facilities of the kernel, probes that were found, the kernel's types), the C text and the object.
 * To run it, the front end and emit go over the scripts again, with those answers, and have to come
 * to the same C text; then the object is the program's, and neither clang nor headers are needed.
 * So nothing of prog is stored, the check covers all that was decided, and a text that differs says
 * where this kernel, or this sonde, is another.
 *
 *	magic "sondebn\n", u32 version, u32 crc32 of the items, u64 size of the items,
 *	then, by zlib: items of u8 kind, u32 length, bytes
 */
#ifndef SONDE_BUNDLE_H
#define SONDE_BUNDLE_H

#include <stdbool.h>
#include "lang/probe.h"
#include "lib/buf.h"

enum { BUNDLE_VERSION = 1, BUNDLE_MAX = 64 << 20 /* bytes of all items */ };

struct bundle_unit {
	const char *name, *text;
	size_t len;
	bool is_file;
	int kind;
};

struct bundle {
	const char *form, *lang, *script, *release, *maker;	/* never NULL after reading */
	bool guru;
	VEC(struct bundle_unit) units;
	VEC(const char *) args, options, defines;
	VEC(const char *) features;	/* "+tp_btf" was found to work, "-kprobe" not */
	struct match_log matches;
	const void *types;		/* BTF of the kernel, if it was read; NULL: it was not */
	size_t types_size;
	const char *c_text;
	size_t c_len;
	const void *obj;
	size_t obj_size;
};

void bundle_write(const struct bundle *b, struct buf *out);
/*
 * bundle_read - foreign bytes to a bundle; everything is copied into the arena
 * Returns NULL, or what is wrong with the file.
 */
const char *bundle_read(struct arena *a, const void *bytes, size_t n, struct bundle *ret);

#endif
