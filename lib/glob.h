/*
 * glob.h - patterns of probe descriptions: * ? [a-z] [!a-z] and \ before a character
 * Anchored at both ends, case-sensitive. Semantics: DTrace, "Probe Descriptions"; the same
 * characters in SystemTap's string arguments.
 */
#ifndef SONDE_GLOB_H
#define SONDE_GLOB_H

#include <stdbool.h>

bool glob_match(const char *pattern, const char *s);
bool glob_is_pattern(const char *s);		/* has a character that is special */

#endif
