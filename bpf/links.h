/*
 * links.h - take many links off at once
 */
#ifndef SONDE_LINKS_H
#define SONDE_LINKS_H

#include <stddef.h>

struct bpf_link;

/* destroys all n; the array stays the caller's */
void links_destroy(struct bpf_link **links, size_t n);

/*
 * A process of its own keeps the n descriptors, and nothing else, until the result is closed; then it lets them go.
 * @fds: with room for one more. -errno: there is none, and they have to be closed here.
 */
int links_leave(int *fds, size_t n);

#endif
