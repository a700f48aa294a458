/*
 * core_btf.h - of the kernel's BTF, only what an object's CO-RE relocations look at
 *
 * libbpf reads all of the kernel's BTF (150,000 types, 9 ms) to place a handful of members. What
 * those need is a few hundred bytes, which are kept beside the cached objects.
 */
#ifndef SONDE_CORE_BTF_H
#define SONDE_CORE_BTF_H

#include <stdbool.h>
#include <stddef.h>

/*
 * core_btf - a file of the types that an object needs, for bpf_object_open_opts.btf_custom_path
 * @cache: look for one made before, keep one that is made
 * Returns a descriptor of a file in memory, the caller's; or -errno: let libbpf read everything
 * (nothing is reported). -ENOENT: there are no such relocations.
 */
int core_btf(const void *obj, size_t size, bool cache);

#endif
