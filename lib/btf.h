/*
 * btf.h - the kernel's and its modules' BTF as a type_source, through libbpf's reader
 */
#ifndef SONDE_BTF_H
#define SONDE_BTF_H

#include "lib/type.h"

struct btf;

/* types of the running kernel; NULL with errno when there is no BTF. Types live in a. */
struct type_source *btf_kernel(struct arena *a);
/* of a module, over the kernel's; NULL with errno */
struct type_source *btf_module(struct arena *a, struct type_source *kernel, const char *module);
/* from bytes that a bundle brought; NULL with errno */
struct type_source *btf_bytes(struct arena *a, const void *bytes, size_t n);
/* the bytes of a kernel's types, borrowed; NULL: nobody asked for a type yet */
const void *btf_bytes_read(const struct type_source *ts, size_t *n);
/* from a file (tests) */
struct type_source *btf_file(struct arena *a, const char *path);
void btf_source_free(struct type_source *ts);		/* NULL is fine; its types die with the arena */
const struct btf *btf_raw(const struct type_source *ts);	/* libbpf's object, borrowed */
uint32_t btf_func_id(struct type_source *ts, const char *name);	/* 0: it has no such function */
/* every function that has a prototype; non-zero from fn stops */
int btf_each_func(struct type_source *ts, int (*fn)(const char *name, void *ctx), void *ctx);

#endif
