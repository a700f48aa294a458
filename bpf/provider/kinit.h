/*
 * kinit.h - was a function of the kernel needed to start it only
 */
#ifndef SONDE_BPF_KINIT_H
#define SONDE_BPF_KINIT_H

/*
 * kinit_has - does the symbol lie in the memory that the kernel gave back when it had started
 * 1: it does, 0: it does not; -errno when the kernel does not answer (CAP_BPF, kptr_restrict): /proc/kallsyms may.
 */
int kinit_has(const char *symbol);

#endif
