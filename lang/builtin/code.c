/*
 * code.c - names of numbers: errors, signals, system calls
 */
#include "lang/builtin/body.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

static const char *const errnos[] = {
#define ERRNO(n, name) [n] = name,
#include "lib/errno.def"
#undef ERRNO
}, *const signals[] = {
#define SIGNAL(n, name) [n] = name,
#include "lib/signal.def"
#undef SIGNAL
}, *const syscalls[] = {
#define SYSCALL(n, name, kernel) [n] = name,
#include "lib/syscall_x86_64.def"
#undef SYSCALL
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* a name of a table, or the number */
static int name_or_number(struct runtime *rt, const struct expr *call, struct value *ret, const char *name, int64_t n)
{
	char number[24];

	if (!name) {
		snprintf(number, sizeof(number), "%lld", (long long)n);
		name = number;
	}
	return body_string(rt, call, ret, name, strlen(name));
}

USER(user_errno_str)
{
	uint64_t n = args[0].i < 0 ? -(uint64_t)args[0].i : (uint64_t)args[0].i;

	return name_or_number(rt, call, ret, !n ? "" : n < COUNT(errnos) ? errnos[n] : NULL, args[0].i);
}

USER(user_signal_str)
{
	uint64_t n = (uint64_t)args[0].i;
	char real_time[32];

	if (n < 32 || n > 64)
		return name_or_number(rt, call, ret, n < COUNT(signals) ? signals[n] : NULL, args[0].i);
	snprintf(real_time, sizeof(real_time), n == 32 ? "RTMIN" : "RTMIN+%d", (int)n - 32);
	return body_string(rt, call, ret, real_time, strlen(real_time));
}

USER(user_syscall_name)
{
	uint64_t n = (uint64_t)args[0].i;

	return name_or_number(rt, call, ret, n < COUNT(syscalls) ? syscalls[n] : NULL, args[0].i);
}

USER(user_syscall_num)
{
	const char *s = args[0].p;

	for (size_t i = 0; i < COUNT(syscalls); i++)
		if (syscalls[i] && strlen(syscalls[i]) == args[0].len && !memcmp(syscalls[i], s, args[0].len))
			return body_int(call, ret, (int64_t)i);
	return body_int(call, ret, -1);
}

const struct builtin builtins_code[] = {
	{ "errno_str", LANG_STAP, "string<24> (long)", "rt_errno_str($dst, $size, $1)", user_errno_str, 0,
	  "name of an error, of either sign, \"ENOENT\"", .rt = "text codes" },
	{ "signal_str", LANG_STAP, "string<24> (long)", "rt_signal_str($dst, $size, $1)", user_signal_str, 0,
	  "name of a signal without SIG", .rt = "text codes" },
	{ "syscall_name", LANG_STAP, "string<32> (long)", "rt_syscall_name($dst, $size, $1)", user_syscall_name, 0,
	  "name of a system call by its number", .rt = "text codes syscalls" },
	{ "syscall_num", LANG_STAP, "long (string)", "rt_syscall_number($1)", user_syscall_num, 0,
	  "number of a system call by its name, -1: unknown", .rt = "text codes syscalls" },
	{ 0 }
};
