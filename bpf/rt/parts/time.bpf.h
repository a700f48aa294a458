/*
 * time.bpf.h - seconds since 1970 as "Thu Jan  1 00:00:00 1970"
 */
#ifndef RT_TIME_BPF_H
#define RT_TIME_BPF_H

/* t fits an int: what does not has been told */
RT_CALL int rt_ctime_text(char *dst, rt_u64 size, rt_s64 t)
{
	static const char date[] = "%s %s %2d ", time[] = "%02d:%02d:%02d %4d";
	static const char days[7][4] = { "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed" };
	static const char months[12][4] = { "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
					    "Jan", "Feb" };

	dst[0] = 0;
	/* from a March long before, so that all is positive and leap days come last in their years */
	rt_u64 s = t + 719468 * 86400LL, day = s / 86400, rest = s % 86400;
	rt_u64 era = day / 146097, doe = day % 146097;
	rt_u64 yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	rt_u64 doy = doe - (365 * yoe + yoe / 4 - yoe / 100), m = (5 * doy + 2) / 153;
	rt_u64 weekday = (day - 719468 + 7 * 200000) % 7, month = m;

	rt_barrier(weekday);
	rt_barrier(month);
	if (weekday > 6 || month > 11)	/* never; but the verifier has lost sight of it */
		return 0;

	/* in two pieces, of 11 and 13 characters: the frame is small */
	rt_u64 args[4] = { (rt_u64)days[weekday], (rt_u64)months[month], doy - (153 * m + 2) / 5 + 1 };

	if (bpf_snprintf(dst, size, date, args, 24) < 0)
		return 0;
	args[0] = rest / 3600;
	args[1] = rest / 60 % 60;
	args[2] = rest % 60;
	args[3] = yoe + era * 400 + (m >= 10);
	bpf_snprintf(dst + 11, size - 11, time, args, sizeof(args));
	return 0;
}

RT_INLINE int rt_ctime(struct firing *f, char *dst, rt_u64 size, rt_s64 t)
{
	dst[0] = 0;
	if (t > 0x7fffffffLL)
		rt_fault(f, FAULT_TIME_FUTURE, t);
	else if (t < -0x80000000LL)
		rt_fault(f, FAULT_TIME_PAST, t);
	else
		rt_ctime_text(dst, size, t);
	return 0;
}

#endif
