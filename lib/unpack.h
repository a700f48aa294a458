/*
 * unpack.h - debug info whose sections are compressed, as a file where they are not
 *
 * Unpacking the C library's takes libdw half of a narrow listing, each time. A copy that is kept (who keeps it, and
 * where, is the caller's) is mapped as it is.
 */
#ifndef SONDE_UNPACK_H
#define SONDE_UNPACK_H

#include <stdbool.h>

enum { UNPACK_LEAST = 1 << 18, UNPACK_MOST = 128 << 20 };	/* bytes of sections when unpacked: worth a copy */

/*
 * unpack_wanted - is this debug info worth a copy
 * Not when it names other files (dwz), which are looked for beside it.
 */
bool unpack_wanted(int fd);

/* unpack_write - the file without compression; returns 0 or -errno */
int unpack_write(int from, int to);

#endif
