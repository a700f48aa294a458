/*
 * uprobe.h - probes in user code: the programs for them
 *
 * What pid and process() share: they find places, this makes programs for them and arms those. A probe of such a provider has a
 * struct site as its data.
 */
#ifndef SONDE_PROVIDER_UPROBE_H
#define SONDE_PROVIDER_UPROBE_H

#include "bpf/emit.h"

enum site_kind { SITE_ENTRY, SITE_RETURN, SITE_OFFSET, SITE_KINDS_ };

struct site {
	enum site_kind kind;
	const char *path;		/* of the file, as we can open it; interned */
	pid_t	    pid;		/* fires in this process only; 0: in all */
	bool	    target_tree;	/* with -f, or a path and -c or -x: in the target and its children only */
	uint64_t    offset;		/* in the file */
	uint64_t    entry;		/* of the function around, where its variables need one; in the file */
	uint64_t    caller, caller_end;	/* addresses in the object: fires when called from there; 0: from anywhere */
	const struct code_places *places;	/* places_of() */
};

/*
 * uprobe_whose - where a point of a process fires: the process to arm, 0 for all
 * @tree: set when it has to ask in_target_tree(), as -f wants for the target
 */
pid_t uprobe_whose(const struct world *w, pid_t pid, bool *tree);

/* in_target_tree() in C: rt/parts/tree.bpf.h */
void uprobe_emit_tree(struct emit *e);

/*
 * The program that may sleep in front of another (bpf/emit_touch.c): its name, what is done before loading, and
 * arming it at the places where the other was armed before: of the programs at one place the kernel runs the last armed
 * first. Both do nothing where there is no such program.
 */
struct uprobe_place;
const char *uprobe_touch_name(struct arena *a, const char *program);
void uprobe_prepare_touch(struct session *s, const char *program);
int uprobe_arm_touch(struct session *s, const char *program, struct uprobe_place *places, size_t n, bool ret);

void uprobe_emit(struct emit *e, struct group *const *groups, size_t n);
int uprobe_prepare(struct session *s, struct group *const *groups, size_t n);
int uprobe_attach(struct session *s, struct group *const *groups, size_t n);

#endif
