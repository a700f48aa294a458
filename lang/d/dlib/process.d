/*
 * process.d - processes and threads: psinfo_t, lwpsinfo_t (D reference, 10.15)
 */

typedef struct timestruc { time_t tv_sec; long tv_nsec; } timestruc_t;

/* nanoseconds, cut up */
translator timestruc_t < uint64_t ns > {
	tv_sec = ns / 1000000000;
	tv_nsec = ns % 1000000000;
};

