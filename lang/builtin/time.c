/*
 * time.c - clocks, and times as text
 *
 * All clocks count nanoseconds unless the name says otherwise. Wall clock in a kernel handler: the
 * monotonic clock plus an offset taken at the start, so that it agrees with timestamp.
 */
#include <time.h>
#include "lang/builtin/body.h"
#include "lib/hz.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

static int64_t clock_ns(clockid_t id)
{
	struct timespec ts;

	clock_gettime(id, &ts);
	return ts.tv_sec * 1000000000ll + ts.tv_nsec;
}

USER(user_timestamp) { return body_int(call, ret, clock_ns(CLOCK_MONOTONIC)); }
USER(user_boot) { return body_int(call, ret, clock_ns(CLOCK_BOOTTIME)); }
USER(user_vtimestamp) { return body_int(call, ret, clock_ns(CLOCK_THREAD_CPUTIME_ID)); }
USER(user_wall_ns) { return body_int(call, ret, clock_ns(CLOCK_REALTIME)); }
USER(user_wall_us) { return body_int(call, ret, clock_ns(CLOCK_REALTIME) / 1000); }
USER(user_wall_ms) { return body_int(call, ret, clock_ns(CLOCK_REALTIME) / 1000000); }
USER(user_wall_s) { return body_int(call, ret, clock_ns(CLOCK_REALTIME) / 1000000000); }
USER(user_mono_us) { return body_int(call, ret, clock_ns(CLOCK_MONOTONIC) / 1000); }
USER(user_mono_ms) { return body_int(call, ret, clock_ns(CLOCK_MONOTONIC) / 1000000); }
USER(user_mono_s) { return body_int(call, ret, clock_ns(CLOCK_MONOTONIC) / 1000000000); }

/* 24 characters, day of the month padded with a blank, always UTC */
USER(user_ctime)
{
	time_t t = body_nargs(call) ? args[0].i : time(NULL);
	struct tm tm;
	char s[32];

	if (t > INT32_MAX)
		return FAULT_TIME_FUTURE;
	if (t < INT32_MIN || !gmtime_r(&t, &tm))
		return FAULT_TIME_PAST;
	return body_string(rt, call, ret, s, strftime(s, sizeof(s), "%a %b %e %H:%M:%S %Y", &tm));
}

USER(user_tz_ctime)
{
	time_t t = args[0].i;
	struct tm tm;
	char s[64];

	if (t > INT32_MAX)
		return FAULT_TIME_FUTURE;
	if (t < INT32_MIN || !localtime_r(&t, &tm))
		return FAULT_TIME_PAST;
	return body_string(rt, call, ret, s, strftime(s, sizeof(s), "%a %b %e %H:%M:%S %Y %Z", &tm));
}

USER(user_tz_gmtoff)
{
	time_t t = time(NULL);
	struct tm tm;

	return body_int(call, ret, localtime_r(&t, &tm) ? -tm.tm_gmtoff : 0);
}

USER(user_tz_name)
{
	time_t t = time(NULL);
	struct tm tm;
	char s[32];

	return body_string(rt, call, ret, s, localtime_r(&t, &tm) ? strftime(s, sizeof(s), "%Z", &tm) : 0);
}

USER(user_hz) { return body_int(call, ret, kernel_hz()); }

/* the counter starts so that its lower half overflows after five minutes (INITIAL_JIFFIES) */
USER(user_jiffies)
{
	int64_t hz = kernel_hz();

	return body_int(call, ret, clock_ns(CLOCK_MONOTONIC) / (1000000000 / hz) + (uint32_t)(-300 * hz));
}

#define MONO "bpf_ktime_get_ns()"
#define WALL "(rt_s64)(bpf_ktime_get_ns() + rt.wall_offset)"

const struct builtin builtins_time[] = {
	{ "timestamp", LANG_D, "uint64", MONO, user_timestamp, B_PER_FIRING,
	  "monotonic clock, ns since boot" },
	{ "vtimestamp", LANG_D, "uint64", "rt_vtimestamp($now)", user_vtimestamp, B_PER_FIRING,
	  "ns that the current thread has spent on a CPU", .rt = "vtime" },
	{ "walltimestamp", LANG_D, "int64", WALL, user_wall_ns, B_PER_FIRING,
	  "wall clock, ns since 1970-01-01 UTC" },

	{ "gettimeofday_ns", LANG_STAP, "long ()", WALL, user_wall_ns, 0,
	  "wall clock, ns since 1970-01-01 UTC" },
	{ "gettimeofday_us", LANG_STAP, "long ()", "((rt_u64)" WALL " / 1000)", user_wall_us, 0,
	  "wall clock, microseconds since 1970-01-01 UTC" },
	{ "gettimeofday_ms", LANG_STAP, "long ()", "((rt_u64)" WALL " / 1000000)", user_wall_ms, 0,
	  "wall clock, milliseconds since 1970-01-01 UTC" },
	{ "gettimeofday_s", LANG_STAP, "long ()", "((rt_u64)" WALL " / 1000000000)", user_wall_s, 0,
	  "wall clock, seconds since 1970-01-01 UTC" },
	{ "ktime_get_ns", LANG_STAP, "long ()", "bpf_ktime_get_boot_ns()", user_boot, 0,
	  "ns since boot, time asleep included" },
	{ "local_clock_ns", LANG_STAP, "long ()", MONO, user_timestamp, 0,
	  "clock of this CPU, ns" },
	{ "local_clock_us", LANG_STAP, "long ()", "(" MONO " / 1000)", user_mono_us, 0,
	  "clock of this CPU, microseconds" },
	{ "local_clock_ms", LANG_STAP, "long ()", "(" MONO " / 1000000)", user_mono_ms, 0,
	  "clock of this CPU, milliseconds" },
	{ "local_clock_s", LANG_STAP, "long ()", "(" MONO " / 1000000000)", user_mono_s, 0,
	  "clock of this CPU, seconds" },
	{ "cpu_clock_ns", LANG_STAP, "long (long)", "((void)($1), " MONO ")", user_timestamp, B_NOW,
	  "clock of a CPU, ns" },
	{ "cpu_clock_us", LANG_STAP, "long (long)", "((void)($1), " MONO " / 1000)", user_mono_us, B_NOW,
	  "clock of a CPU, microseconds" },
	{ "cpu_clock_ms", LANG_STAP, "long (long)", "((void)($1), " MONO " / 1000000)", user_mono_ms, B_NOW,
	  "clock of a CPU, milliseconds" },
	{ "cpu_clock_s", LANG_STAP, "long (long)", "((void)($1), " MONO " / 1000000000)", user_mono_s, B_NOW,
	  "clock of a CPU, seconds" },
	/* BPF has no cycle counter that all kernels know; nanoseconds count as evenly */
	{ "get_cycles", LANG_STAP, "long ()", MONO, user_timestamp, 0,
	  "a counter that grows evenly" },
	{ "HZ", LANG_STAP, "long ()", "rt.hz", user_hz, 0, "ticks of the kernel in a second" },
	{ "jiffies", LANG_STAP, "long ()", "bpf_jiffies64()", user_jiffies, 0,
	  "the kernel's tick counter" },
	{ "ctime", LANG_STAP, "string<25> (long)", "rt_ctime($f, $dst, $size, $1)", user_ctime, B_FAULTS,
	  "seconds since 1970 as \"Thu Jan  1 00:00:00 1970\", UTC", .rt = "time" },
	{ "ctime", LANG_STAP, "string<25> ()", "rt_ctime($f, $dst, $size, (rt_u64)" WALL " / 1000000000)", user_ctime, B_FAULTS,
	  "now as \"Thu Jan  1 00:00:00 1970\", UTC", .rt = "time" },
	{ "tz_ctime", LANG_STAP, "string<40> (long)", NULL, user_tz_ctime, 0,
	  "seconds since 1970 as local time with the name of the zone" },
	{ "tz_gmtoff", LANG_STAP, "long ()", NULL, user_tz_gmtoff, 0,
	  "seconds that local time is west of UTC" },
	{ "tz_name", LANG_STAP, "string<32> ()", NULL, user_tz_name, 0,
	  "name of the local time zone" },
	{ 0 }
};
