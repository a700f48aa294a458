/*
 * keep.h - records that are not carried out when they arrive: speculations, buffer policies
 */
#ifndef SONDE_KEEP_H
#define SONDE_KEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "bpf/shared.h"

struct options;
struct session;

struct keep *keep_new(struct session *s);
void keep_free(struct keep *k);

/*
 * keep_policy - bufpolicy=fill and =ring: the record waits for the end of the run
 * Returns false when it is to be carried out now. Each CPU has bufsize bytes: the first record that
 * does not fit ends the run (fill) or pushes the oldest out (ring).
 */
bool keep_policy(struct session *s, const struct rt_record *rec, size_t len);
bool keep_waits(const struct options *o);	/* some policy holds records back */
void keep_replay(struct session *s);		/* the end: what waited is carried out, in order */

/* a record of a speculation, of len bytes */
void keep_spec(struct session *s, unsigned id, const struct rt_record *rec, size_t len);
/* commit() and discard() arrived; the number is free from the next pass on */
void keep_spec_end(struct session *s, unsigned id, bool commit);
void keep_pass_end(struct session *s);

uint64_t keep_spec_drops(const struct session *s);	/* records that found no room in a speculation */

#endif
