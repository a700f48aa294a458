/* hz.h - how many ticks the kernel makes in a second */
#ifndef SONDE_HZ_H
#define SONDE_HZ_H

long kernel_hz(void);	/* CONFIG_HZ; what is usual where that cannot be found out */

#endif
