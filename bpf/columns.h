/*
 * columns.h - D's default columns and flow indentation (D, "Output": 8.1 to 8.3)
 */
#ifndef SONDE_COLUMNS_H
#define SONDE_COLUMNS_H

#include <stdbool.h>
#include "lang/option.h"
#include "lang/probe.h"
#include "lib/buf.h"

struct cpu_flow {		/* flow indentation is kept per CPU */
	unsigned depth;		/* blanks */
	const struct probe *last;	/* entry shown last: its second clause is not indented again */
};

struct columns {
	bool on;		/* dtrace's form; sonde's own prints no columns */
	bool header_done;
	bool bare;		/* _DTRACE_TESTING: no CPU and ID */
	struct cpu_flow *cpus;
	unsigned ncpus;
};

void columns_init(struct columns *c, bool on, unsigned ncpus);
void columns_fini(struct columns *c);
/* before and after what the actions of one record print */
void columns_begin(struct columns *c, struct buf *out, const struct options *o, unsigned cpu,
		   const struct probe *p);
void columns_end(struct columns *c, struct buf *out, const struct options *o);

#endif
