/*
 * sysheader.h - of the system's C headers, what D understands
 */
#ifndef SONDE_D_SYSHEADER_H
#define SONDE_D_SYSHEADER_H

#include <stddef.h>

/*
 * What the preprocessor put out, with all that came from the system's headers and is no declaration
 * of a type (functions, variables, GNU C's words) overwritten by blanks: spans stay what they are.
 */
void d_trim_headers(char *text, size_t len);

#endif
