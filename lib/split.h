/*
 * split.h - the other half of debug info that was split off, as libdw can read it
 *
 * libdw 0.188 reads a .dwo file with one section of each kind. Compilers put each type unit into a section of its own,
 * and dwp packs the files of a whole program into one with an index (.dwp). Of either one unit, with the type units that
 * were made beside it, is put together into a file in memory. Formats: DWARF 5, 7.3.5; before it gcc.gnu.org/wiki/DebugFission.
 */
#ifndef SONDE_SPLIT_H
#define SONDE_SPLIT_H

#include <stddef.h>
#include <stdint.h>

struct split_pack;		/* a .dwp file */

/* NULL with errno: no such file, or none of this kind */
struct split_pack *split_pack_open(const char *path);
void split_pack_close(struct split_pack *p);		/* NULL is fine */
/* the unit of an identifier, as a .dwo file in memory: a descriptor, the caller's, or -errno (-ENOENT: it is not there) */
int split_pack_unit(struct split_pack *p, uint64_t id);
uint64_t split_pack_id(const struct split_pack *p, size_t n);	/* of the nth unit; 0: there are no more */
/* a .dwo file with its sections of one kind joined; -ENOENT: nothing has to be joined */
int split_join(const char *path);

#endif
