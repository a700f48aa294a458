/*
 * body.h - small things that the user-space bodies of builtins share
 */
#ifndef SONDE_BODY_H
#define SONDE_BODY_H

#include "lang/builtin/builtin.h"
#include "lang/eval/runtime.h"

#define BOTH (LANG_D | LANG_STAP)

/* the string result of a call, cut to the bound of the call's type; bytes are copied */
int body_string(struct runtime *rt, const struct expr *call, struct value *ret, const char *s, size_t n);
/* the NULL string */
int body_null(struct value *ret);
int body_int(const struct expr *call, struct value *ret, int64_t n);
/* a line into a file of the kernel that takes lines; FAULT_NONE, or FAULT_LIBRARY */
int body_write_line(const char *path, const char *level, const char *text, size_t n);
/* ... into the kernel's log, with a level from 0 to 7 */
int body_log(int64_t level, const char *text, size_t n);
/* how many arguments were given */
static inline size_t body_nargs(const struct expr *call)
{
	return call->args.n;
}

#endif
