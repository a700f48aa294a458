/*
 * ksym.h - kernel addresses to names, from /proc/kallsyms
 */
#ifndef SONDE_KSYM_H
#define SONDE_KSYM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ksyms;

struct ksym {
	uint64_t    addr;
	const char *name;
	const char *module;	/* "vmlinux" for built-in code */
	char	    kind;	/* of nm: t T d D ... */
};

struct ksyms *ksyms_load(void);			/* NULL with errno; addresses may all be 0 without privilege */
void ksyms_free(struct ksyms *k);
const struct ksym *ksyms_find(struct ksyms *k, uint64_t addr);	/* text symbol at or below; NULL: none */
uint64_t ksyms_size(struct ksyms *k, const struct ksym *s);	/* up to the next one; 0: the last */
const struct ksym *ksyms_name(struct ksyms *k, const char *module /* NULL: any */, const char *name);
const struct ksym *ksyms_all(struct ksyms *k, size_t *n);	/* sorted by address */

/* type of a well-known variable that BTF, which has per-CPU ones only, leaves out; NULL: not one */
struct type;
struct type_source;
const struct type *ksym_type(struct type_source *ts, const char *name);

#endif
