/*
 * list_int.h - what the two files of -l share
 */
#ifndef SONDE_CMD_LIST_INT_H
#define SONDE_CMD_LIST_INT_H

#include "bpf/world.h"
#include "cmd/job.h"

struct listing {
	struct job *job;
	struct world world;
	size_t	    found;	/* of this pattern */
	bool	    header_done;
	unsigned    only_id;	/* dtrace -i; 0: all */
};

void list_json(const struct probe *p, const char *point);
int list_stap(struct listing *l, const char *text);	/* negative: nothing found, which was said */

#endif
