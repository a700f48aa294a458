/*
 * json.h - output as lines of JSON (--json); the schema is in docs/json.md
 *
 * Bodies add to rt->out as always. Text is turned into a line when something else follows it, or
 * when the session is about to write: it calls json_seal() and then writes and empties rt->out.
 */
#ifndef SONDE_EVAL_JSON_H
#define SONDE_EVAL_JSON_H

#include <stddef.h>

struct buf;
struct runtime;
struct var;

/* text as a JSON string with its quotes; bytes that are not UTF-8 become U+FFFD */
void json_quote(struct buf *out, const char *s, size_t len);

/* make a line of what was added to rt->out as text since the last call; nothing if nothing was */
void json_seal(struct runtime *rt);

/* one line per entry of each aggregation, in printa()'s order */
void json_agg(struct runtime *rt, const struct var *const *aggs, size_t n);

#endif
