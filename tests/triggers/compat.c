/*
 * compat.c - five of a 32-bit program's getpid() and a write, of which it is told nothing on failure
 */
#include <sys/syscall.h>
#include <unistd.h>

static long call32(long nr, long a, long b, long c)
{
	long ret;

	__asm__ volatile("int $0x80" : "=a"(ret) : "0"(nr), "b"(a), "c"(b), "d"(c)
			 : "memory", "r8", "r9", "r10", "r11");
	return ret;
}

int main(void)
{
	for (int i = 0; i < 5; i++)
		if (call32(20, 0x11, 0x22, 0x33) != getpid())
			return 1;
	return call32(4, -1, 0x44, 0x55) != -9;		/* EBADF */
}
