/*
 * ring.h - the reading end of the BPF ring buffer
 *
 * Our own, over the kernel's documented layout (Documentation/bpf/ringbuf.rst): room is handed back
 * in big steps instead of after every record, which is what makes millions of records a second
 * possible. When to sleep is the session loop's business (struct rt_control.sleeping).
 */
#ifndef SONDE_RING_H
#define SONDE_RING_H

#include <stdbool.h>
#include <stddef.h>

struct ring;

/* @size: of the data area, bytes, as the map was made. NULL with errno */
struct ring *ring_new(int map_fd, size_t size);
void ring_free(struct ring *r);			/* NULL is fine */

/* one record, valid during the call; 8-byte aligned */
typedef void ring_fn(void *ctx, const void *rec, size_t len);
/*
 * ring_drain - hand every record that is complete now to fn, in order
 * Stops at a record that somebody is still writing, and at what was not there yet when it began: what
 * fn itself makes fire (a message is a write) would keep it here for ever. Returns how many there were.
 */
size_t ring_drain(struct ring *r, ring_fn *fn, void *ctx);
bool ring_is_empty(const struct ring *r);	/* nothing reserved, complete or not */

#endif
