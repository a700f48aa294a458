/* hz.h - clocks of the machine: how many ticks the kernel makes in a second, how fast its processors are */
#ifndef SONDE_HZ_H
#define SONDE_HZ_H

long kernel_hz(void);	/* CONFIG_HZ; what is usual where that cannot be found out */
long cpu_mhz(void);	/* of the first processor; 0: nobody says */

#endif
