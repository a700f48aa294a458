/*
 * ksrc.h - the source files of a running kernel's functions, without its debug info
 *
 * The linker puts the functions of an object file side by side, in every kernel. So where a few of
 * a file's functions are known by name (lib/ksrc.def), those between them in memory are of that
 * file, too, whatever this version calls them. Known are the files of fs, net, mm, kernel, block
 * and ipc that all kernels have; line numbers are not.
 */
#ifndef SONDE_KSRC_H
#define SONDE_KSRC_H

#include <stdint.h>

struct ksrc;
struct ksyms;

struct ksrc *ksrc_new(struct ksyms *k);			/* k is needed no longer afterwards */
void ksrc_free(struct ksrc *s);				/* NULL is fine */
/* of the function that begins at an address: "net/socket.c"; NULL: unknown */
const char *ksrc_file(const struct ksrc *s, uint64_t addr);

#endif
