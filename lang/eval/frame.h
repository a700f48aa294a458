/*
 * frame.h - one frame of a stack: the function around it and the calls that are inlined in it
 *
 * What a stack has of callers are return addresses: behind the call, which may be the last instruction of
 * its function or of an inlined call. Names are those of the call; offsets are of the address.
 */
#ifndef SONDE_FRAME_H
#define SONDE_FRAME_H

#include "lang/eval/runtime.h"
#include "lib/srcline.h"

enum { STACK_MAX = 1024 };	/* frames of a stack */

struct stack_frames {
	pid_t	 pid;		/* 0: of the kernel */
	size_t	 n;
	uint64_t pc[STACK_MAX];
};

/* a value of type stack (struct rt_stack, see TY_STACK) as frames: as many as it has room for */
void stack_frames(struct runtime *rt, const void *stack, size_t len, struct stack_frames *ret);

struct frame_walk {		/* through one stack, innermost frame first */
	pid_t pid;		/* 0: of the kernel */
	bool  returned;		/* what comes next is a return address; false for the first */
};

struct frame {
	struct sym sym;			/* what is not known is NULL */
	const struct src_frame *at;	/* inlined calls, innermost first, then where sym itself is; until the next */
	size_t n;			/* 0: nothing is known of sources */
};

void frame_next(struct runtime *rt, struct frame_walk *w, uint64_t pc, struct frame *ret);
/* "name (inlined)": of at[i], i < n - 1 */
const char *frame_inlined(const struct frame *f, size_t i);

#endif
