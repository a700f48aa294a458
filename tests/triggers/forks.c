/*
 * forks.c - "forks N": N children one after the other; each executes this program as "forks child",
 * which calls born() once and ends with status 3
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

volatile long sink;

void born(void) { sink++; }

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "child")) {
		born();
		return 3;
	}
	for (long n = argc > 1 ? atol(argv[1]) : 1; n > 0; n--) {
		pid_t pid = fork();
		int status;

		if (pid == 0) {
			execl("/proc/self/exe", "forks", "child", (char *)NULL);
			_exit(127);
		}
		if (pid < 0 || waitpid(pid, &status, 0) != pid || WEXITSTATUS(status) != 3)
			return 1;
	}
	return 0;
}
