/*
 * list_int.h - what the files of -l share
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
	const struct probe_desc *only;	/* of all probes, those that it matches; NULL: all */
};

struct list_var {		/* an argument or variable at a probe */
	const char *name, *type;
	const char *source;	/* where its value comes from; NULL: not asked for, or not known */
};

struct list_vars {
	struct list_var *v;	/* for vec_push() */
	size_t n, cap;
};

/* p NULL: the point stands for many; member: what vars are called there; vars NULL: not asked for */
void list_json(const struct probe *p, const char *point, const char *member, const struct list_vars *vars);
/*
 * one line: the address, what is returned (result: of a return probe, whose args are those of the entry; else NULL), and each variable's
 * place there; "" when nothing is known
 */
const char *list_source(struct arena *a, const struct probe *p, const struct arg_list *args, const struct arg_list *result);
void list_put_source(const struct arg *a, struct buf *out);	/* where one value comes from */
const char *list_arg_source(struct arena *a, const struct arg *arg);
const char *list_return_source(struct arena *a, const struct arg_list *args);	/* of $return */
int list_stap(struct listing *l, const char *text);	/* negative: nothing found, which was said */

#endif
