/*
 * threads.c - "threads T N": T threads named t1 .. tT at the same time; thread k calls work() k * N
 * times and getppid() as often
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static long rounds;
static pthread_barrier_t start;

long work(long k, long i) { return k + i; }

static void *thread(void *arg)
{
	long k = (long)arg;
	char name[16];

	snprintf(name, sizeof(name), "t%ld", k);
	pthread_setname_np(pthread_self(), name);
	pthread_barrier_wait(&start);
	for (long i = 0; i < k * rounds; i++) {
		work(k, i);
		syscall(SYS_getppid);
	}
	return NULL;
}

int main(int argc, char **argv)
{
	long n = argc > 1 ? atol(argv[1]) : 2;
	pthread_t ids[64];

	rounds = argc > 2 ? atol(argv[2]) : 10;
	if (n < 1 || n > 64)
		return 2;
	pthread_barrier_init(&start, NULL, n);
	for (long k = 1; k <= n; k++)
		if (pthread_create(&ids[k - 1], NULL, thread, (void *)k))
			return 1;
	for (long k = 1; k <= n; k++)
		pthread_join(ids[k - 1], NULL);
	return 0;
}
