/*
 * process.h - SystemTap's spelling of probes on user programs
 *
 *	process.c	the points: functions, statements, labels, PLT entries
 *	process_var.c	variables and types at them
 *	program.c	the files that they name
 */
#ifndef SONDE_PROVIDER_PROCESS_H
#define SONDE_PROVIDER_PROCESS_H

#include "bpf/provider/uprobe.h"
#include "lang/probe.h"
#include "lib/dwarf.h"

struct object;
struct object_cache;

struct process_point {			/* data of a probe that has a point */
	struct site site;		/* first: uprobe.c knows no more */
	struct object *object;
	struct dwarf_place place;	/* func NULL: no debug info of it */
	const char *plt;		/* imported function; NULL: it is no PLT entry */
};

extern const struct point_form process_forms[];
int process_match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx);

/* process_var.c: members of struct provider; a probe without a point (D's) has none of it */
int process_args(struct world *w, const struct probe *p, struct arg_list *ret);
const struct arg *process_var(struct world *w, const struct probe *p, const char *name, const char *file,
			      const char *module);
/* of a process's program, from where the kernel runs for it; as provider.var() */
const struct arg *process_program_var(struct world *w, const struct probe *p, const char *name, const char *file,
				      const char *module);
struct type_source *process_types(struct world *w, const struct probe *p, const char *module);
/* the same at a place of code that is no point of ours: a mark's */
const struct arg *process_var_at(struct world *w, const struct probe *p, const struct process_point *pt, const char *name,
				 const char *file, const char *module);
struct type_source *process_types_at(struct world *w, const struct process_point *pt, const char *module);
struct probe *process_entry(struct world *w, const struct probe *p);
/* which package has the debug info of a file; kept in it */
const char *process_hint(struct world *w, struct object *o);

extern const struct provider provider_pid;

#endif
