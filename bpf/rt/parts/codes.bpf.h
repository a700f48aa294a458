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
		rt_code(dst, size, i < RT_ERRNOS ? rt_errnos[i] : NULL, n);
}

RT_INLINE void rt_signal_str(char *dst, rt_u64 size, rt_u64 n)
{
	rt_u64 at = 0;

	if (n < RT_SIGNALS || n > 64) {
		rt_code(dst, size, n < RT_SIGNALS ? rt_signals[n] : NULL, n);
		return;
	}
	at = rt_put(dst, size, at, "RTMIN");
	if (n == 32)
		return;
	at = rt_put_char(dst, size, at, '+');
	rt_put_num(dst, size, at, n - 32, rt_spec('d', 0, -1, -1));
}
