/*
 * sdt.h - what the two names of the tracepoint provider share
 */
#ifndef SONDE_PROVIDER_SDT_H
#define SONDE_PROVIDER_SDT_H

#include "bpf/emit.h"

int sdt_match_as(const struct provider *as, struct world *w, const struct probe_desc *d, found_fn *found,
		 void *ctx);
int sdt_args(struct world *w, const struct probe *p, struct arg_list *ret);
const char *sdt_blind(struct world *w);
void sdt_emit(struct emit *e, struct group *const *groups, size_t n);
int sdt_attach(struct session *s, struct group *const *groups, size_t n);

/*
 * the kernel's prototype of the tracepoint, or that of a module: nothing tells which one an event is of; NULL: there
 * is no tracepoint of the name
 */
const struct type *rawtp_prototype(struct world *w, const char *name, bool *in_module);

#endif
