/*
 * older.h - what the kernel called things before
 *
 * Scripts outlive kernels. A function, a parameter or a type that has another name now is found under the one that a script
 * has; members are moved.h's. One asks only where the kernel has nothing of the old name, and not for points with "?" or
 * "!": who wrote these has another way.
 */
#ifndef SONDE_LANG_OLDER_H
#define SONDE_LANG_OLDER_H

/* the nth of the names that it has had since, the likeliest first; NULL: no more */
const char *older_function(const char *name, unsigned nth);
/*
 * of functions that are there but that their callers, or most of them, do not call any more, as the compiler inlines them
 * or newer code goes around them: what all of those go on to, with the same arguments
 */
const char *older_bypassed(const char *name, unsigned nth);
/* the names of tracepoints; what answers the question of one that is gone for good, NULL: nothing is known */
const char *older_event(const char *name, unsigned nth);
const char *older_gone_event(const char *name);
/*
 * where a parameter of a function (by the name that the script has for it), or of a tracepoint (by its newest), is: a path
 * that begins with a parameter. "filename.name" asks for that member of it, where it is not one of what it became
 */
const char *older_argument(const char *func, const char *name, unsigned nth);
const char *older_type(const char *name, unsigned nth);

#endif
