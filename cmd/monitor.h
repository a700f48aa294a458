/*
 * monitor.h - what the files of --monitor share
 *
 *	monitor.c	the terminal, what others write to it, keys, when it is drawn
 *	monitor_view.c	the picture: status above, output below
 */
#ifndef SONDE_MONITOR_H
#define SONDE_MONITOR_H

#include "bpf/look.h"
#include "lib/buf.h"

enum monitor_sort { BY_INDEX, BY_HITS, BY_MIN, BY_AVG, BY_MAX, BY_NAME, MONITOR_SORTS };

enum monitor_pane { PANE_STATUS, PANE_OUTPUT, MONITOR_PANES };

/* what is shown; how is monitor_view.c's business alone */
struct monitor_view {
	struct session *s;
	const char *name;		/* of the session */
	time_t	    begun;
	uint64_t    memory;		/* bytes of maps */
	enum monitor_sort sort;
	enum monitor_pane focus;	/* the arrows move it */
	bool	    hidden;		/* the status */
	bool	    paused, help;
	size_t	    scroll[MONITOR_PANES];	/* lines; of the output from its end */
	const char *asks;		/* a question, and what was typed; NULL: none */
	struct buf *output;		/* text so far, its last lines */
};

/* draws all of it on ncurses' screen; scroll is cut to what there is */
void monitor_draw(struct monitor_view *v);

#endif
