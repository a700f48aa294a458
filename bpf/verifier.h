/*
 * verifier.h - the kernel verifier's complaint as one sentence at the script's own line
 */
#ifndef SONDE_VERIFIER_H
#define SONDE_VERIFIER_H

struct diag;
struct prog;

/*
 * verifier_report - explain why a program was refused
 * @log: everything libbpf said while loading, the verifier's log in it; NULL or "": nothing
 * @err: negative errno of the load, returned
 */
int verifier_report(struct diag *d, const struct prog *prog, const char *log, int err);

#endif
