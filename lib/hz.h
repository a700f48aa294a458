/* hz.h - clocks of the machine: how many ticks the kernel makes in a second, how fast its processors are */
#ifndef SONDE_HZ_H
#define SONDE_HZ_H

#include <stdint.h>

long kernel_hz(void);	/* CONFIG_HZ; what is usual where that cannot be found out */
/* the clock of the scheduler, and of perf - CLOCK_MONOTONIC, ns: they drift apart; 0: nobody says */
int64_t sched_clock_ahead(void);
long cpu_mhz(void);	/* of the first processor; 0: nobody says */

#endif
