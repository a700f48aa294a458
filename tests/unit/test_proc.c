/*
 * test_proc.c - commands are started stopped, and end as they should
 */
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "lib/proc.h"

static void wait_end(struct proc *p)
{
	struct pollfd fd = { .fd = p->pidfd, .events = POLLIN };

	while (!proc_wait(p))
		poll(&fd, 1, p->pidfd < 0 ? 10 : -1);
}

static int run(const char *command)
{
	struct proc *p;

	assert_int_equal(proc_start(command, &p), 0);
	assert_int_equal(proc_go(p), 0);
	wait_end(p);

	int status = p->status;

	proc_free(p);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void a_command_runs_only_when_told(void **state)
{
	char dir[] = "/tmp/sonde-test-XXXXXX", command[128], file[64];
	struct proc *p;

	assert_non_null(mkdtemp(dir));
	snprintf(file, sizeof(file), "%s/ran", dir);
	snprintf(command, sizeof(command), "touch %s", file);
	assert_int_equal(proc_start(command, &p), 0);
	assert_true(p->ours && p->stopped && proc_alive(p));
	assert_non_null(strstr(p->path, "/touch") ? p->path : strstr(p->path, "/coreutils"));
	assert_int_equal(access(file, F_OK), -1);
	assert_int_equal(proc_go(p), 0);
	wait_end(p);
	assert_false(proc_alive(p));
	assert_int_equal(p->status, 0);
	assert_int_equal(access(file, F_OK), 0);
	proc_free(p);
	unlink(file);
	rmdir(dir);
}

static void an_exec_can_be_waited_for(void **state)
{
	char *argv[] = { (char[]){ "sh" }, (char[]){ "-c" }, (char[]){ "exit 3" }, NULL };
	char *bad[] = { (char[]){ "/etc/passwd" }, NULL };
	struct proc *p;

	assert_int_equal(proc_start_argv(argv, PROC_BEFORE_EXEC, &p), 0);
	assert_true(p->ours && p->stopped && p->before_exec && p->path && proc_alive(p));
	assert_int_equal(proc_exec(p), 0);
	assert_true(p->stopped && !p->before_exec && proc_alive(p));
	assert_int_equal(proc_exec(p), 0);
	assert_int_equal(proc_go(p), 0);
	wait_end(p);
	assert_int_equal(WEXITSTATUS(p->status), 3);
	proc_free(p);

	assert_int_equal(proc_start_argv(argv, PROC_BEFORE_EXEC, &p), 0);
	pid_t pid = p->pid;

	proc_free(p);		/* never ran: ended */
	assert_int_equal(kill(pid, 0), -1);
	assert_int_equal(proc_start_argv(bad, PROC_BEFORE_EXEC, &p), -EACCES);
}

static void one_that_never_ran_is_ended(void **state)
{
	struct proc *p;

	assert_int_equal(proc_start("sleep 1000", &p), 0);

	pid_t pid = p->pid;

	proc_free(p);
	assert_int_equal(kill(pid, 0), -1);
	assert_int_equal(errno, ESRCH);
}

static void quotes_are_a_shells(void **state)
{
	assert_int_equal(run("true"), 0);
	assert_int_equal(run("  false  "), 1);
	assert_int_equal(run("test 'a b' = \"a b\""), 0);
	assert_int_equal(run("test a\\ b = 'a'\" \"b"), 0);
	assert_int_equal(run("test \"\" = ''"), 0);
	assert_int_equal(run("test '\\n' = \"\\n\""), 0);
	assert_int_equal(run("test \"\\\"\" = '\"'"), 0);
	assert_int_equal(run("test '$HOME' = \"\\$HOME\""), 0);
	assert_int_equal(run("sh -c 'exit 7'"), 7);
}

static void refusals_say_why(void **state)
{
	char path[] = "/tmp/sonde-test-XXXXXX";
	struct proc *p;
	int fd = mkstemp(path);

	assert_int_equal(proc_start("", &p), -EINVAL);
	assert_int_equal(proc_start("echo 'x", &p), -EINVAL);
	assert_int_equal(proc_start("echo \"x", &p), -EINVAL);
	assert_int_equal(proc_start("echo x\\", &p), -EINVAL);
	assert_int_equal(proc_start("no-such-command", &p), -ENOENT);
	assert_int_equal(proc_start("/no/such/command", &p), -ENOENT);
	assert_int_equal(proc_start("/tmp", &p), -EACCES);
	assert_int_equal(proc_start(path, &p), -EACCES);	/* no x bit */
	assert_int_equal(write(fd, "\1\2\3\4", 4), 4);
	fchmod(fd, 0700);
	close(fd);
	assert_int_equal(proc_start(path, &p), -ENOEXEC);
	assert_null(p);
	unlink(path);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);	/* no child was left */
	assert_int_equal(errno, ECHILD);
}

static void signals_of_the_engine_are_not_inherited(void **state)
{
	sigset_t set, old;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, &old);

	struct proc *p;

	assert_int_equal(proc_start("sh -c 'kill -TERM $$; exit 0'", &p), 0);
	proc_go(p);
	wait_end(p);
	sigprocmask(SIG_SETMASK, &old, NULL);
	assert_true(WIFSIGNALED(p->status) && WTERMSIG(p->status) == SIGTERM);
	proc_free(p);
}

static void a_process_is_grabbed_and_let_go(void **state)
{
	struct proc *p;
	pid_t pid = fork();

	if (!pid)
		for (;;)
			pause();
	assert_int_equal(proc_grab(pid, &p), 0);
	assert_true(!p->ours && proc_alive(p));
	assert_non_null(strstr(p->path, "test_proc"));
	proc_free(p);
	assert_int_equal(kill(pid, 0), 0);
	assert_int_equal(proc_grab(pid, &p), 0);
	kill(pid, SIGKILL);
	wait_end(p);
	assert_false(proc_alive(p));
	proc_free(p);
	waitpid(pid, NULL, 0);
	assert_int_equal(proc_grab(pid, &p), -ESRCH);
	assert_int_equal(proc_grab(0, &p), -ESRCH);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_command_runs_only_when_told),
		cmocka_unit_test(an_exec_can_be_waited_for),
		cmocka_unit_test(one_that_never_ran_is_ended),
		cmocka_unit_test(quotes_are_a_shells),
		cmocka_unit_test(refusals_say_why),
		cmocka_unit_test(signals_of_the_engine_are_not_inherited),
		cmocka_unit_test(a_process_is_grabbed_and_let_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
