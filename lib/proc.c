/*
 * proc.c - start, grab and follow a traced process
 *
 * A command is started under ptrace and left where its exec stopped: the kernel has mapped the
 * executable and the dynamic loader, and no instruction of theirs has run. It stays attached, with
 * PTRACE_O_EXITKILL, until proc_go() detaches: so our death takes along only what never ran. All
 * calls for one process have to come from one thread, which is what ptrace asks for.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/proc.h"
#include "lib/vec.h"

typedef VEC(char *) words;

/* ---- a command line to words ---- */

/* inside double quotes a backslash is special before these only (POSIX shell, 2.2.3) */
static bool escapes_in_quotes(char c)
{
	return c == '\\' || c == '"' || c == '$' || c == '`' || c == '\n';
}

/* one character or quoted stretch of a word; NULL: a quote without its end */
static const char *take_piece(const char *p, struct buf *word)
{
	const char *end;

	switch (*p) {
	case '\'':
		end = strchr(p + 1, '\'');
		if (end)
			buf_add(word, p + 1, end - p - 1);
		return end ? end + 1 : NULL;
	case '"':
		for (p++; *p && *p != '"'; p++) {
			if (*p == '\\' && escapes_in_quotes(p[1]))
				p++;
			buf_putc(word, *p);
		}
		return *p ? p + 1 : NULL;
	case '\\':
		if (!p[1])
			return NULL;
		p++;
		break;
	}
	buf_putc(word, *p);
	return p + 1;
}

/* 0, or -EINVAL: no word at all, or a quote without its end */
static int split_words(const char *p, words *ret)
{
	static const char blanks[] = " \t\n";

	for (p += strspn(p, blanks); *p; p += strspn(p, blanks)) {
		struct buf word = BUF_INIT;

		while (p && *p && !strchr(blanks, *p))
			p = take_piece(p, &word);
		vec_push(NULL, ret, xstrdup(buf_str(&word)));
		buf_fini(&word);
		if (!p)
			return -EINVAL;
	}
	return ret->n ? 0 : -EINVAL;
}

static void free_words(words *w)
{
	for (size_t i = 0; i < w->n; i++)
		free(w->v[i]);
	vec_fini(w);
}

/* ---- finding the program ---- */

static int try_program(const char *path)
{
	struct stat st;

	if (stat(path, &st))
		return -errno;
	if (S_ISDIR(st.st_mode))
		return -EACCES;
	return access(path, X_OK) ? -errno : 0;
}

/* as execvp() searches, but the error is the one worth telling: EACCES before ENOENT */
int proc_search(const char *name, char ret[PATH_MAX])
{
	const char *p = getenv("PATH");
	int err = -ENOENT;

	if (strchr(name, '/')) {
		snprintf(ret, PATH_MAX, "%s", name);
		return strlen(name) < PATH_MAX ? try_program(name) : -ENAMETOOLONG;
	}
	if (!p)
		p = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
	for (;; p++) {
		int dir = strcspn(p, ":");

		if (snprintf(ret, PATH_MAX, "%.*s%s%s", dir, p, dir ? "/" : "", name) < PATH_MAX) {
			int e = try_program(ret);

			if (!e)
				return 0;
			if (e == -EACCES)
				err = e;
		}
		p += dir;
		if (!*p)
			return err;
	}
}

/* ---- starting ---- */

static int open_pidfd(pid_t pid)
{
#ifdef SYS_pidfd_open
	int fd = syscall(SYS_pidfd_open, pid, 0);

	return fd < 0 ? -errno : fd;
#else
	return -ENOSYS;
#endif
}

/* the executable as the kernel has it: symbolic links followed, a script's interpreter */
static char *exe_of(pid_t pid)
{
	char link[64], path[PATH_MAX];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/%d/exe", (int)pid);
	n = readlink(link, path, sizeof(path) - 1);
	if (n < 0)
		return NULL;
	path[n] = 0;
	return xstrdup(path);
}

static struct proc *new_proc(pid_t pid)
{
	struct proc *p = xcalloc(1, sizeof(*p));

	p->pid = pid;
	p->pidfd = open_pidfd(pid);
	if (p->pidfd < 0)
		p->pidfd = -1;
	p->path = exe_of(pid);
	return p;
}

/* the command does not inherit what we arranged for ourselves */
static void reset_signals(void)
{
	static const int ours[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGCHLD, SIGALRM, SIGUSR1, SIGUSR2 };
	sigset_t none;

	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++)
		signal(ours[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

__attribute__((noreturn))
static void child_exec(const char *path, char *const argv[], int err_fd)
{
	int err;

	reset_signals();
	if (!ptrace(PTRACE_TRACEME, 0, NULL, NULL))
		execv(path, argv);
	err = errno;
	if (write(err_fd, &err, sizeof(err)) < 0)
		_exit(126);
	_exit(127);
}

static pid_t wait_for(pid_t pid, int *status)
{
	pid_t got;

	do
		got = waitpid(pid, status, 0);
	while (got < 0 && errno == EINTR);
	return got;
}

static void end_child(pid_t pid)
{
	int status;

	kill(pid, SIGKILL);
	do
		if (wait_for(pid, &status) < 0)
			return;
	while (WIFSTOPPED(status));
}

/* until the exec has happened and stopped; 0 or -errno, then the child is gone */
static int wait_exec_stop(pid_t pid, int err_fd)
{
	int status, err = 0;
	ssize_t n;

	/* closed by a successful exec, before its stop */
	do
		n = read(err_fd, &err, sizeof(err));
	while (n < 0 && errno == EINTR);
	if (wait_for(pid, &status) < 0)
		return -errno;
	if (n == sizeof(err))
		return err ? -err : -ENOEXEC;
	if (!WIFSTOPPED(status))
		return -ECHILD;			/* killed on the way */
	if (ptrace(PTRACE_SETOPTIONS, pid, NULL, (void *)(long)PTRACE_O_EXITKILL)) {
		err = -errno;
		end_child(pid);
		return err;
	}
	return 0;
}

int proc_start_argv(char *const argv[], struct proc **ret)
{
	char path[PATH_MAX];
	int err = argv[0] ? proc_search(argv[0], path) : -EINVAL, pipe_fd[2];

	*ret = NULL;
	if (err)
		return err;
	if (pipe2(pipe_fd, O_CLOEXEC))
		return -errno;

	pid_t pid = fork();

	if (!pid)
		child_exec(path, argv, pipe_fd[1]);
	err = pid < 0 ? -errno : 0;
	close(pipe_fd[1]);
	if (!err)
		err = wait_exec_stop(pid, pipe_fd[0]);
	close(pipe_fd[0]);
	if (err)
		return err;
	*ret = new_proc(pid);
	(*ret)->ours = (*ret)->stopped = true;
	return 0;
}

int proc_start(const char *command, struct proc **ret)
{
	words w = { 0 };
	int err = split_words(command, &w);

	*ret = NULL;
	if (!err) {
		vec_push(NULL, &w, NULL);
		err = proc_start_argv(w.v, ret);
	}
	free_words(&w);
	return err;
}

int proc_grab(pid_t pid, struct proc **ret)
{
	*ret = NULL;
	if (pid <= 0 || (kill(pid, 0) && errno == ESRCH))
		return -ESRCH;
	*ret = new_proc(pid);
	return 0;
}

/* ---- following ---- */

int proc_go(struct proc *p)
{
	if (!p->stopped)
		return 0;
	p->stopped = false;
	return ptrace(PTRACE_DETACH, p->pid, NULL, NULL) ? -errno : 0;
}

int proc_wait(struct proc *p)
{
	struct pollfd fd = { .fd = p->pidfd, .events = POLLIN };
	int status;

	if (p->ended)
		return true;
	if (p->ours) {
		if (waitpid(p->pid, &status, WNOHANG) != p->pid || WIFSTOPPED(status))
			return false;
		p->status = status;
	} else if (p->pidfd >= 0) {
		if (poll(&fd, 1, 0) <= 0)
			return false;
	} else if (!kill(p->pid, 0) || errno != ESRCH) {
		return false;
	}
	p->ended = true;
	return true;
}

bool proc_alive(struct proc *p)
{
	return !proc_wait(p);
}

void proc_free(struct proc *p)
{
	if (!p)
		return;
	if (p->ours && p->stopped && !p->ended)
		end_child(p->pid);
	if (p->pidfd >= 0)
		close(p->pidfd);
	free(p->path);
	free(p);
}
