/*
 * waits.c - for probes that need a process to be there
 *
 *	waits ready FILE	creates FILE, then calls beat() and getppid() every 10 ms until killed
 *	waits sleep MS		one nanosleep of MS milliseconds
 *	waits spin MS		burns MS milliseconds of CPU time in burn()
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

volatile long sink;

void beat(long n) { sink += n; }

void burn(void)
{
	for (int i = 0; i < 10000; i++)
		sink += i;
}

static void doze(long ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	if (!strcmp(argv[1], "ready")) {
		close(open(argv[2], O_CREAT | O_WRONLY, 0600));
		for (long n = 0;; n++) {
			beat(n);
			syscall(SYS_getppid);
			doze(10);
		}
	}
	if (!strcmp(argv[1], "sleep")) {
		doze(atol(argv[2]));
		return 0;
	}
	while (clock() < atol(argv[2]) * (CLOCKS_PER_SEC / 1000))
		burn();
	return 0;
}
