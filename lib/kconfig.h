/*
 * kconfig.h - how the running kernel was configured
 */
#ifndef SONDE_KCONFIG_H
#define SONDE_KCONFIG_H

struct arena;

/* value of CONFIG_X as the file spells it, quotes removed; "" when it is unset or nobody says */
const char *kconfig_get(struct arena *a, const char *name);

#endif
