/*
 * kvar.h - variables of the kernel by name
 */
#ifndef SONDE_PROVIDER_KVAR_H
#define SONDE_PROVIDER_KVAR_H

#include "lang/probe.h"

/* @module NULL, "kernel": built in. @file decides between types only. NULL: no such symbol, or its type is not known */
const struct arg *kvar_find(struct world *w, const char *name, const char *file, const char *module);
/* the same as provider.var() of a probe in the kernel: without a module, in that of the probe */
const struct arg *kvar_of_probe(struct world *w, const struct probe *p, const char *name, const char *file,
				const char *module);
/* for a tracepoint, whose probe's module is its group */
const struct arg *kvar_of_kernel(struct world *w, const struct probe *p, const char *name, const char *file,
				 const char *module);

#endif
