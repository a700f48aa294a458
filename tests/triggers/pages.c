/*
 * pages.c - pages N...: for each N, a call of touch() that touches N pages for the first time
 *
 * Before that, look() is given a record and far_text() gives a text, each on a page of its own, of the program's file,
 * that nobody has read.
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

struct record { const char *name; long n; };
static const char name_page[65536] __attribute__((aligned(65536))) = "a name far away";
static const struct record record_page[4096] __attribute__((aligned(65536))) = { { name_page, 7 } };
static const char text_page[65536] __attribute__((aligned(65536))) = "a text far away";

__attribute__((noinline)) long look(const struct record *r, long n) { return n + (r != NULL); }
__attribute__((noinline)) const char *far_text(void) { return text_page; }

int main(int argc, char **argv)
{
	int failed = touch(1) | !look(record_page, 1) | !far_text();

	for (int i = 1; i < argc; i++)
		failed |= touch(atol(argv[i]));
	return failed;
}
