/*
 * json.h - the few pieces of JSON that --json writes; one object per line, "v" is the schema (docs/json.md)
 */
#ifndef SONDE_JSON_H
#define SONDE_JSON_H

#include <stddef.h>
#include "lib/buf.h"

/* a string with its quotes; bytes that are not UTF-8 become U+FFFD */
void json_string(struct buf *b, const char *s, size_t n);

#endif
