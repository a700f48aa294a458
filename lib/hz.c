/*
 * hz.c - CONFIG_HZ: the coarse clocks go on with each tick
 */
#include <time.h>
#include "lib/hz.h"

long kernel_hz(void)
{
	struct timespec step = { 0 };

	if (clock_getres(CLOCK_MONOTONIC_COARSE, &step) || step.tv_nsec <= 0)
		return 250;
	return 1000000000 / step.tv_nsec;
}
