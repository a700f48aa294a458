/*
 * procs.c - "procs N": N rounds of what processes do
 *
 * Round i: a child that ends with status 3; one that is killed; one that handles SIGUSR1, which its
 * parent sends, and ends; one that executes this program as "procs child one", after it failed to
 * execute /no/such/file; a thread that is joined; SIGUSR2, blocked, sent to itself and taken by
 * sigtimedwait; SIGURG, which is ignored, sent to itself.
 */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t handled;

static void handler(int sig)
{
	(void)sig;
	handled = 1;
}

static void *thread(void *arg)
{
	return arg;
}

static void handles(void)
{
	int ready[2];
	char c;

	if (pipe(ready))
		exit(1);
	pid_t pid = fork();

	if (!pid) {
		sigset_t none;

		sigemptyset(&none);
		signal(SIGUSR1, handler);
		if (write(ready[1], "x", 1) != 1)
			_exit(1);
		while (!handled)
			usleep(1000);
		_exit(0);
	}
	if (read(ready[0], &c, 1) != 1)
		exit(1);
	close(ready[0]);
	close(ready[1]);
	kill(pid, SIGUSR1);
	waitpid(pid, NULL, 0);
}

static void executes(void)
{
	pid_t pid = fork();
	char *const none[] = { "none", NULL }, *const child[] = { "procs", "child", "one", NULL };

	if (!pid) {
		execv("/no/such/file", none);
		execv("/proc/self/exe", child);
		_exit(1);
	}
	waitpid(pid, NULL, 0);
}

static void round_of(void)
{
	sigset_t usr2;
	pthread_t t;
	pid_t pid = fork();

	if (!pid)
		_exit(3);
	waitpid(pid, NULL, 0);
	pid = fork();
	if (!pid) {
		pause();
		_exit(0);
	}
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	handles();
	executes();
	pthread_create(&t, NULL, thread, NULL);
	pthread_join(t, NULL);
	sigemptyset(&usr2);
	sigaddset(&usr2, SIGUSR2);
	pthread_sigmask(SIG_BLOCK, &usr2, NULL);
	kill(getpid(), SIGUSR2);
	sigtimedwait(&usr2, NULL, &(struct timespec){ .tv_sec = 5 });
	kill(getpid(), SIGURG);
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "child"))
		return 0;
	for (long i = 0, n = argc > 1 ? atol(argv[1]) : 1; i < n; i++)
		round_of();
	return 0;
}
