/*
 * links.h - take many links off at once
 */
#ifndef SONDE_LINKS_H
#define SONDE_LINKS_H

#include <stddef.h>

struct bpf_link;

/* destroys all n; the array stays the caller's */
void links_destroy(struct bpf_link **links, size_t n);

#endif
