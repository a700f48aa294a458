/*
 * where.h - from a file name and a line, as clang and the verifier give them, to a span
 */
#ifndef SONDE_WHERE_H
#define SONDE_WHERE_H

#include <stdbool.h>
#include "lib/source.h"

struct prog;

/*
 * where_line - the text of a line of the script, without the blanks around it
 * @file:  as emitted #line wrote it: the name of a source
 * Returns false when no source of the program has that name or it has fewer lines.
 */
bool where_line(const struct prog *prog, const char *file, unsigned line, struct span *ret);

/*
 * where_text - the same for a quoted line whose file is not named (kernels before 6.x quote text only)
 */
bool where_text(const struct prog *prog, const char *text, struct span *ret);

#endif
