/*
 * codes.bpf.h - names of numbers: errors, signals; after text.bpf.h
 */
enum { RT_ERRNOS = 531, RT_SIGNALS = 32 };

static const char rt_errnos[RT_ERRNOS][24] = {
#define ERRNO(n, name) [n] = name,
#include "errno.def"
#undef ERRNO
};

static const char rt_signals[RT_SIGNALS][8] = {
#define SIGNAL(n, name) [n] = name,
#include "signal.def"
#undef SIGNAL
};

/* row of a table of names; the number is tested where it is used, for the verifier's sake */
#define RT_NAME(table, n, count) ({							\
	rt_u64 rt_n_ = n;								\
	const char *rt_s_ = NULL;							\
	rt_barrier(rt_n_);								\
	if (rt_n_ < (count))								\
		rt_s_ = (table)[rt_n_];							\
	rt_s_; })

/* a name of a table, or the number */
RT_CALL int rt_code(char *dst, rt_u64 size, const char *name, rt_s64 n)
{
	dst[0] = 0;
	rt_str_copy(dst, size, name);
	if (!dst[0])
		rt_put_num(dst, size, 0, n, rt_spec('d', 0, -1, -1));
	return 0;
}

RT_INLINE void rt_errno_str(char *dst, rt_u64 size, rt_s64 n)
{
	rt_u64 i = n < 0 ? -n : n;

	if (!n)
		dst[0] = 0;
	else
		rt_code(dst, size, RT_NAME(rt_errnos, i, RT_ERRNOS), n);
}

RT_INLINE void rt_signal_str(char *dst, rt_u64 size, rt_u64 n)
{
	rt_u64 at = 0;

	if (n < RT_SIGNALS || n > 64) {
		rt_code(dst, size, RT_NAME(rt_signals, n, RT_SIGNALS), n);
		return;
	}
	at = rt_put(dst, size, at, "RTMIN");
	if (n == 32)
		return;
	at = rt_put_char(dst, size, at, '+');
	rt_put_num(dst, size, at, n - 32, rt_spec('d', 0, -1, -1));
}
