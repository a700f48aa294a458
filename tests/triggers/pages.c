/*
 * pages.c - pages N...: for each N, a call of touch() that touches N pages for the first time
 */
#include <stdlib.h>
#include <sys/mman.h>

__attribute__((noinline))
int touch(long n)
{
	size_t size = n * 4096;
	volatile char *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return 1;
	madvise((void *)p, size, MADV_NOHUGEPAGE);
	for (long i = 0; i < n; i++)
		p[i * 4096] = 1;
	return munmap((void *)p, size);
}

int main(int argc, char **argv)
{
	int failed = touch(1);

	for (int i = 1; i < argc; i++)
		failed |= touch(atol(argv[i]));
	return failed;
}
