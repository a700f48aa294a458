/*
 * hz.c - CONFIG_HZ: the coarse clocks go on with each tick; the clock of the processors
 */
#include <stdio.h>
#include <time.h>
#include "lib/hz.h"

long kernel_hz(void)
{
	struct timespec step = { 0 };

	if (clock_getres(CLOCK_MONOTONIC_COARSE, &step) || step.tv_nsec <= 0)
		return 250;
	return 1000000000 / step.tv_nsec;
}

long cpu_mhz(void)
{
	char line[4096];
	double mhz = 0;
	FILE *f = fopen("/proc/cpuinfo", "re");

	if (!f)
		return 0;
	while (fgets(line, sizeof(line), f) && sscanf(line, "cpu MHz : %lf", &mhz) != 1)
		if (line[0] == '\n')	/* it is not among what is said of the first */
			break;
	fclose(f);
	return (long)mhz;
}
