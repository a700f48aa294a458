/*
 * header.h - what a program that defines probes of its own is compiled with (dtrace -h and -G)
 */
#ifndef SONDE_D_HEADER_H
#define SONDE_D_HEADER_H

#include <stdbool.h>
#include "lib/buf.h"

struct diag;

/*
 * d_header - a C header with a macro for each probe of the script's providers
 * @ast:  what frontend_d.parse() returned
 * @name: of the script, for the comment and the header's guard
 * PROVIDER_PROBE(args) fires, PROVIDER_PROBE_ENABLED() asks whether somebody traces. Arguments that
 * are no scalars are reported. False when the script defines no provider.
 */
bool d_header(const void *ast, struct diag *diag, const char *name, struct buf *out);
/* the same probes' semaphores as text for the assembler: all that an object of -G has to carry */
bool d_semaphores(const void *ast, struct buf *out);

#endif
