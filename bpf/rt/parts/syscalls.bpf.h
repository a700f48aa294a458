/*
 * syscalls.bpf.h - names of system calls; after text.bpf.h and codes.bpf.h
 */
enum { RT_SYSCALLS = 512 };

static const char rt_syscalls[RT_SYSCALLS][24] = {
#define SYSCALL(n, name, kernel) [n] = name,
#include "syscall_x86_64.def"
#undef SYSCALL
};

RT_INLINE void rt_syscall_name(char *dst, rt_u64 size, rt_u64 n)
{
	rt_code(dst, size, RT_NAME(rt_syscalls, n, RT_SYSCALLS), n);
}

struct rt_syscall_num {
	const char *name;
	rt_s64 n;
};

static long rt_syscall_step(rt_u32 i, struct rt_syscall_num *c)
{
	const char *name = rt_syscalls[i & (RT_SYSCALLS - 1)];
	for (rt_u64 at = 0; at < 28; at += RT_CHUNK) {
		rt_u64 a = rt_chunk(name, at);

		if (a != rt_chunk(c->name, at) || !a)
			return 0;
		if (!(a >> 48))
			break;
	}
	c->n = i;
	return 1;
}

/* -1: there is none of that name */
RT_CALL rt_s64 rt_syscall_number(const char *name)
{
	struct rt_syscall_num c = { .name = name, .n = rt_hide(-1) };

	bpf_loop(RT_SYSCALLS, rt_syscall_step, &c, 0);
	return c.n;
}
