/*
 * look.h - a session that runs, as somebody sees it who looks in from time to time
 *
 * Hits and times are there with the options times and monitor; probes can be muted with monitor alone.
 */
#ifndef SONDE_LOOK_H
#define SONDE_LOOK_H

#include "bpf/session.h"
#include "bpf/shared.h"

struct seen_probe {		/* a clause at one of its probes */
	const struct clause *clause;
	const struct probe *probe;
	struct rt_time time;	/* nanoseconds; hits 0: it has not fired */
	bool muted;
};

/* all of them, in the order of the script; heap, *n of them. Their indexes are those of -t's report. */
struct seen_probe *look_probes(struct session *s, size_t *n);
/* hits and times start at nothing again */
void look_forget(struct session *s);
/* a muted probe fires nothing; 0 or -errno */
int look_mute(struct session *s, const struct seen_probe *p, bool muted);
/* nothing fires but end probes, until it goes on; an exit() stays one */
void look_pause(struct session *s, bool paused);
/*
 * look_variables - the script's variables, a line each; of an array at most @rows elements, the largest first
 */
void look_variables(struct session *s, struct buf *out, size_t rows);
/* bytes of the kernel's memory that the maps of the session take */
uint64_t look_memory(const struct session *s);

#endif
