/*
 * plaintp.h - tracepoints of which a clause wants to know only that they fire
 *
 * A clause that reads no argument is the same at every tracepoint: the kernel takes one program for
 * all of them since 6.10, with cookies that tell which fired. Before, each has a small one.
 * An event of perf, which an argument of sdt needs, costs the kernel 50 ms to let go, one after the other.
 */
#ifndef SONDE_PROVIDER_PLAINTP_H
#define SONDE_PROVIDER_PLAINTP_H

#include "bpf/emit.h"

struct bpf_program;

/* the program, or programs, by which g fires at n of its probes, all plain */
void plaintp_emit(struct emit *e, const struct group *g, struct probe *const *probes, size_t n);

/* the one of a probe; NULL: it was none of those */
struct bpf_program *plaintp_program(struct session *s, const struct group *g, const struct probe *p);
/* 0, or -errno after reporting */
int plaintp_attach(struct session *s, struct bpf_program *prog, const struct probe *p);

#endif
