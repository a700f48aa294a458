/*
 * locks.c - "locks N": N rounds with locks: a mutex that another thread waits for, one that is tried in
 * vain, a lock that is taken for reading, then for writing
 */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t rw = PTHREAD_RWLOCK_INITIALIZER;

static void *waiter(void *arg)
{
	pthread_mutex_lock(&mutex);
	pthread_mutex_unlock(&mutex);
	return arg;
}

/* the lock says that somebody will ask the kernel; that many moments are enough where it does not */
static void wait_for_waiter(void)
{
	const volatile int *word = (const volatile int *)&mutex;

	for (int i = 0; i < 5000 && *word != 2; i++)
		usleep(1000);
	usleep(50000);
}

int main(int argc, char **argv)
{
	for (long i = 0, n = argc > 1 ? atol(argv[1]) : 1; i < n; i++) {
		pthread_t t;

		pthread_mutex_lock(&mutex);
		pthread_create(&t, NULL, waiter, NULL);
		wait_for_waiter();
		pthread_mutex_trylock(&mutex);
		pthread_mutex_unlock(&mutex);
		pthread_join(t, NULL);
		pthread_rwlock_rdlock(&rw);
		pthread_rwlock_unlock(&rw);
		pthread_rwlock_wrlock(&rw);
		pthread_rwlock_unlock(&rw);
	}
	return 0;
}
