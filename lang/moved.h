/*
 * moved.h - members of the kernel's structures that older kernels have elsewhere
 *
 * For scripts that were written for those. A row stands only where the value is the same.
 */
#ifndef SONDE_LANG_MOVED_H
#define SONDE_LANG_MOVED_H

#include <stdbool.h>
#include <stddef.h>

/*
 * moved_member - where a member that a structure does not have is now
 * @of:    tag of the structure; of a type that had no members once, the typedef's name, and word is ""
 * @word:  what the script asks for; "i_atime.tv_sec" is a member of a member
 * @nth:   which of the places that it had since: 0, 1 ...
 * Returns members with dots between them, for pointers and structures alike; NULL: there are no more.
 */
const char *moved_member(const char *of, const char *word, size_t nth);

/* does any structure have a row for this word */
bool moved_word(const char *word);

#endif
