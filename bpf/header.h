/*
 * header.h - types out of C headers: @cast(p, "struct timeval", "<sys/time.h>")
 */
#ifndef SONDE_HEADER_H
#define SONDE_HEADER_H

struct arena;
struct dwarf_file;

/*
 * header_types - what a C compiler knows of a header
 * @name: "<sys/time.h>"; several follow each other, "<a.h><b.h>"
 * NULL: there is no compiler, or it did not like it. The caller closes it.
 */
struct dwarf_file *header_types(struct arena *a, const char *name);

#endif
