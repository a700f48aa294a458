/*
 * columns.h - D's default columns and flow indentation (D, "Output": 8.1 to 8.3)
 */
#ifndef SONDE_COLUMNS_H
#define SONDE_COLUMNS_H

#include <stdbool.h>
#include "lang/option.h"
#include "lang/probe.h"
#include "lib/buf.h"

struct clause;

struct cpu_flow {		/* flow indentation is kept per CPU */
	unsigned depth;		/* blanks */
	/* whose record was shown last: another clause of the same entry is not indented again */
	const struct probe *last;
	const struct clause *last_clause;
};

struct columns_of {		/* whose record it is */
	unsigned cpu;
	const struct probe *probe;
	const struct clause *clause;
	bool followed;		/* the next record of this CPU is another clause's of the same probe */
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
void columns_begin(struct columns *c, struct buf *out, const struct options *o, const struct columns_of *of);
void columns_end(struct columns *c, struct buf *out, const struct options *o);
/* must it be known whether this record is followed by another clause's before it can be shown? */
bool columns_asks(const struct columns *c, const struct options *o, const struct probe *p);

#endif
