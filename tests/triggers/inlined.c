/*
 * inlined.c - calls that are inlined, through a signal, and calls that are a function's last instruction
 */
#include <signal.h>
#include <stdlib.h>

volatile int sum;

__attribute__((noinline)) void leaf(int n)
{
	sum += n;
	__asm__ volatile("");
}

static inline __attribute__((always_inline)) void inner(int n)
{
	leaf(n + 1);
	sum++;
}

static inline __attribute__((always_inline)) void middle(int n)
{
	sum += 3;
	inner(n * 2);
	sum++;
}

__attribute__((noinline)) void outer(int n)
{
	middle(n);
	sum--;
}

__attribute__((noinline)) static void handler(int sig)
{
	leaf(sig);
	sum--;
}

/* their return addresses are beginnings of other functions */
__attribute__((noinline, noreturn)) void last(void)
{
	leaf(77);
	exit(0);
}

__attribute__((noinline, noreturn)) void before_last(void)
{
	last();
}

int main(void)
{
	signal(SIGUSR1, handler);
	outer(sum + 5);
	raise(SIGUSR1);
	before_last();
}
