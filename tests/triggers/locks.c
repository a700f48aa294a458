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

int main(int argc, char **argv)
{
	for (long i = 0, n = argc > 1 ? atol(argv[1]) : 1; i < n; i++) {
		pthread_t t;

		pthread_mutex_lock(&mutex);
		pthread_create(&t, NULL, waiter, NULL);
		usleep(50000);		/* until it waits */
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
