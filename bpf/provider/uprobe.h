/*
 * uprobe.h - places in user code: the programs for them, and how they are armed
 *
 * What pid and process() share: they find places, this arms them. A probe of such a provider has a
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
	bool	    target_tree;	/* SystemTap with -c or -x: in the target and its children only */
	uint64_t    offset;		/* in the file */
};

void uprobe_emit(struct emit *e, struct group *const *groups, size_t n);
int uprobe_prepare(struct session *s, struct group *const *groups, size_t n);
int uprobe_attach(struct session *s, struct group *const *groups, size_t n);

#endif
