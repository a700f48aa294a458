/*
 * replaced.h - what becomes of files while places in them are armed
 *
 * A place is one of a file, not of a path: when a package is upgraded, or a program built anew, what is armed stays with
 * the old file. Whoever runs the new one is not seen, and the user would wait for nothing: it is said, once for each
 * file. What is written into the file itself is worse: the places are now in the midst of other code, where a breakpoint
 * would lead the program astray. They are let go.
 */
#ifndef SONDE_PROVIDER_REPLACED_H
#define SONDE_PROVIDER_REPLACED_H

struct bpf_link;
struct session;

/*
 * replaced_watch - a link that has places in a file was made
 * @path: interned
 * @link: NULL: fd is one by itself. Either is the session's.
 */
void replaced_watch(struct session *s, const char *path, int fd, struct bpf_link *link);
void replaced_stop(struct session *s);		/* what came last is told; again is fine */

#endif
