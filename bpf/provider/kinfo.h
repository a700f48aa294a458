/*
 * kinfo.h - debug info of the kernel, where it is installed
 */
#ifndef SONDE_PROVIDER_KINFO_H
#define SONDE_PROVIDER_KINFO_H

#include "lang/probe.h"
#include "lib/dwarf.h"

/* of the running kernel ("vmlinux") or of a module of it; NULL: it is not installed. The world's. */
struct dwarf_file *kinfo_file(struct world *w, const char *module);

#endif
