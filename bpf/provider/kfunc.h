/*
 * kfunc.h - kernel functions: which there are, the programs for them, and how they are armed
 *
 *	kfunc.c		the functions of the kernel and its modules
 *	kfunc_attach.c	programs, arming
 *	fbt.c		D's spelling and SystemTap's
 *	rawfbt.c	D's spelling of them without types
 */
#ifndef SONDE_PROVIDER_KFUNC_H
#define SONDE_PROVIDER_KFUNC_H

#include "bpf/emit.h"
#include "lang/probe.h"
#include "lib/type.h"

struct kfunc {			/* data of a probe */
	const char *symbol;	/* what the kernel calls it; the script may use its old name */
	const char *module;	/* "vmlinux" for built-in code */
	const struct type *proto;	/* NULL: unknown */
	unsigned    nargs;
	bool	    by_registers;	/* every argument and the result fit what fentry can pass */
	int	    refused[2];		/* kfunc_try() of its entry, its return: -errno; 0: taken, or not tried yet */
};

/* ---- kfunc.c ---- */
struct kfuncs;			/* tables, read when first needed */

struct kfuncs *kfuncs_new(struct world *w);
void kfuncs_free(struct kfuncs *k);

typedef int kfunc_fn(const struct kfunc *f, const char *name, void *ctx);

/*
 * kfuncs_each - functions whose module and name fit the patterns ("" is any)
 * A name without a pattern that the kernel has built in is not looked for in modules too. fn gets
 * the name the script may know it by; non-zero stops and is returned.
 */
int kfuncs_each(struct kfuncs *k, const char *module, const char *name, kfunc_fn *fn, void *ctx);
bool kfuncs_exported(struct kfuncs *k, const char *symbol);
/* a built-in __init function: it was there until the kernel had started */
bool kfuncs_gone(struct kfuncs *k, const char *symbol);
uint64_t kfuncs_addr(struct kfuncs *k, const struct kfunc *f);		/* 0: unknown or hidden */
bool kfuncs_unique(struct kfuncs *k, const struct kfunc *f);		/* no other there has its name */
const char *kfuncs_file(struct kfuncs *k, const struct kfunc *f);	/* "net/socket.c" (lib/ksrc.h); NULL: unknown */

/* ---- kfunc_attach.c ---- */
struct kfuncs *kfuncs_of(struct world *w);				/* fbt.c */
/* fbt.c: a D description, the probes under another provider's name */
int fbt_match(struct world *w, const struct provider *as, const struct probe_desc *d, found_fn *found, void *ctx);
/* SystemTap: kernel.statement("F") without debug info is the function's entry */
int fbt_statement(struct world *w, const struct probe_desc *d, bool of_module, found_fn *found, void *ctx);
void kfunc_emit(struct emit *e, struct group *const *groups, size_t n);
int kfunc_prepare(struct session *s, struct group *const *groups, size_t n);
int kfunc_attach(struct session *s, struct group *const *groups, size_t n);

/* ---- kfunc_try.c ---- */
int kfunc_try(struct world *w, const struct kfunc *f, bool is_return);	/* by fentry, fexit: 0, or the kernel's -errno */
bool kfunc_is_deep(const struct kfunc *f);	/* programs themselves run in it: for kprobe.multi only */

/* ---- kfunc_instead.c ---- */
/* probes that tell much the same as one on a function does, where functions cannot be probed; NULL: none known */
const char *kfunc_instead(const char *symbol, enum lang lang);
/* does this kernel let nobody probe its functions? false: it does, or nobody may know (world->features) */
bool kfunc_none(struct world *w);
const char *kfunc_stand_in(struct world *w, const char *symbol);	/* world->stand_in() */

#endif
