/*
 * proc.c - start, grab and follow a traced process
 *
 * A command is started under ptrace and left where its exec stopped: the kernel has mapped the
 * executable and the dynamic loader, and no instruction of theirs has run. It stays attached, with
 * PTRACE_O_EXITKILL, until proc_go() detaches: so our death takes along only what never ran. All
 * calls for one process have to come from one thread, which is what ptrace asks for. One that is
 * started PROC_BEFORE_EXEC stops itself once more before the exec, by a signal that nobody delivers.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
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

/* what will run: the file itself, or the interpreter that its first line names */
static char *exe_to_be(const char *path)
{
	char real[PATH_MAX], line[256] = "";

	for (int depth = 0; depth < 5 && realpath(path, real); depth++) {
		int fd = open(real, O_RDONLY | O_CLOEXEC);
		ssize_t n = fd < 0 ? 0 : read(fd, line, sizeof(line) - 1);
		char *name = line + 2;

		if (fd >= 0)
			close(fd);
		line[n > 0 ? n : 0] = 0;
		if (line[0] != '#' || line[1] != '!')
			return xstrdup(real);
		name += strspn(name, " \t");
		name[strcspn(name, " \t\n")] = 0;
		path = name;
	}
	return NULL;
}

static struct proc *new_proc(pid_t pid, char *path)
{
	struct proc *p = xcalloc(1, sizeof(*p));

	p->pid = pid;
	p->pidfd = open_pidfd(pid);
	if (p->pidfd < 0)
		p->pidfd = -1;
	p->path = path;
	p->err_fd = -1;
	return p;
}

/* the command does not inherit what we arranged for ourselves */
static void reset_signals(void)
{
	static const int ours[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGCHLD, SIGALRM, SIGUSR1, SIGUSR2,
		SIGXFSZ };
	sigset_t none;

	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++)
		signal(ours[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* the system call and nothing around it: what the process does from its stop on is its exec */
static int stop_here(void)
{
	return (int)syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), SIGSTOP);
}

__attribute__((noreturn))
static void child_exec(const char *path, char *const argv[], enum proc_stop at, int err_fd)
{
	int err;

	reset_signals();
	if (!ptrace(PTRACE_TRACEME, 0, NULL, NULL) && (at == PROC_AT_EXEC || !stop_here()))
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

/* what the child wrote when its exec failed, closed by one that succeeds: 0 or -errno */
static int read_error(int err_fd)
{
	int err = 0;
	ssize_t n;

	do
		n = read(err_fd, &err, sizeof(err));
	while (n < 0 && errno == EINTR);
	return n != sizeof(err) ? 0 : err ? -err : -ENOEXEC;
}

/* at its stop; 0 or -errno, then the child is gone */
static int take_stopped(pid_t pid, long options)
{
	int status;

	if (wait_for(pid, &status) < 0)
		return -errno;
	if (!WIFSTOPPED(status))
		return -ECHILD;			/* killed on the way */
	if (ptrace(PTRACE_SETOPTIONS, pid, NULL, (void *)options)) {
		int err = -errno;

		end_child(pid);
		return err;
	}
	return 0;
}

/* until the exec has happened and stopped; 0 or -errno, then the child is gone */
static int wait_exec_stop(pid_t pid, int err_fd)
{
	int status, err = read_error(err_fd);	/* comes before the stop */

	if (!err)
		return take_stopped(pid, PTRACE_O_EXITKILL);
	wait_for(pid, &status);
	return err;
}

static struct proc *new_child(pid_t pid, const char *path, enum proc_stop at, int err_fd)
{
	struct proc *p = new_proc(pid, at == PROC_AT_EXEC ? exe_of(pid) : exe_to_be(path));

	p->ours = p->stopped = true;
	p->before_exec = at == PROC_BEFORE_EXEC;
	if (p->before_exec)
		p->err_fd = err_fd;
	else
		close(err_fd);
	return p;
}

int proc_start_argv(char *const argv[], enum proc_stop at, struct proc **ret)
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
		child_exec(path, argv, at, pipe_fd[1]);
	err = pid < 0 ? -errno : 0;
	close(pipe_fd[1]);
	if (!err)
		err = at == PROC_AT_EXEC ? wait_exec_stop(pid, pipe_fd[0]) :
					   take_stopped(pid, PTRACE_O_EXITKILL | PTRACE_O_TRACEEXEC);
	if (err) {
		close(pipe_fd[0]);
		return err;
	}
	*ret = new_child(pid, path, at, pipe_fd[0]);
	return 0;
}

int proc_start(const char *command, struct proc **ret)
{
	words w = { 0 };
	int err = split_words(command, &w);

	*ret = NULL;
	if (!err) {
		vec_push(NULL, &w, NULL);
		err = proc_start_argv(w.v, PROC_AT_EXEC, ret);
	}
	free_words(&w);
	return err;
}

int proc_grab(pid_t pid, struct proc **ret)
{
	*ret = NULL;
	if (pid <= 0 || (kill(pid, 0) && errno == ESRCH))
		return -ESRCH;
	*ret = new_proc(pid, exe_of(pid));
	return 0;
}

/* ---- following ---- */

int proc_exec(struct proc *p)
{
	int status, err;

	if (!p->before_exec)
		return 0;
	p->before_exec = false;
	/* signals that come in between are passed on, its own stop is not */
	for (int sig = 0;; sig = WSTOPSIG(status)) {
		if (ptrace(PTRACE_CONT, p->pid, NULL, (void *)(long)sig) || wait_for(p->pid, &status) < 0)
			return -errno;
		if (!WIFSTOPPED(status) || status >> 8 == (SIGTRAP | PTRACE_EVENT_EXEC << 8))
			break;
	}
	err = read_error(p->err_fd);
	if (WIFSTOPPED(status))
		return err;
	p->stopped = false;
	p->ended = true;
	p->status = status;
	return err ? err : -ECHILD;
}

/* reading another's memory brings its pages in, for it as for us */
static size_t touch_range(int mem, uint64_t from, uint64_t to, size_t budget)
{
	char part[65536];
	size_t done = 0;

	while (from + done < to && done < budget) {
		size_t left = to - from - done, n = left < sizeof(part) ? left : sizeof(part);
		ssize_t got = pread(mem, part, n, (off_t)(from + done));

		if (got <= 0)
			break;
		done += (size_t)got;
	}
	return done;
}

static void touch_mappings(FILE *maps, int mem, const char *path)
{
	enum { BUDGET = 1 << 20 };
	size_t done = 0;
	char line[PATH_MAX + 256];

	while (done < BUDGET && fgets(line, sizeof(line), maps)) {
		uint64_t from, to;
		char flags[8];
		int at = 0;

		line[strcspn(line, "\n")] = 0;
		if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %7s %*s %*s %*s %n", &from, &to, flags, &at) < 3 || !at)
			continue;
		if (flags[0] == 'r' && flags[2] != 'x' && !strcmp(line + at, path))
			done += touch_range(mem, from, to, BUDGET - done);
	}
}

void proc_touch_file(pid_t pid, const char *path)
{
	char name[64];
	FILE *maps;
	int mem;

	snprintf(name, sizeof(name), "/proc/%d/maps", (int)pid);
	maps = fopen(name, "re");
	snprintf(name, sizeof(name), "/proc/%d/mem", (int)pid);
	mem = open(name, O_RDONLY | O_CLOEXEC);
	if (maps && mem >= 0)
		touch_mappings(maps, mem, path);
	if (mem >= 0)
		close(mem);
	if (maps)
		fclose(maps);
}

void proc_touch(const struct proc *p)
{
	char *path = exe_of(p->pid);

	if (path)
		proc_touch_file(p->pid, path);
	free(path);
}

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

#define GRACE_MS 200	/* what a command that was about to end has for its last words */

static bool is_ours_to_end(struct proc *p)
{
	struct pollfd fd = { .fd = p->pidfd, .events = POLLIN };

	if (!p->ours || p->ended || (!p->stopped && !p->ends_with_us))
		return false;
	if (!p->stopped && p->pidfd >= 0)
		poll(&fd, 1, GRACE_MS);
	return !proc_wait(p);
}

void proc_free(struct proc *p)
{
	if (!p)
		return;
	if (is_ours_to_end(p))
		end_child(p->pid);
	if (p->pidfd >= 0)
		close(p->pidfd);
	if (p->err_fd >= 0)
		close(p->err_fd);
	free(p->path);
	free(p);
}

/* between us and the command, so that nobody here has a child to reap; its end is our news */
__attribute__((noreturn))
static void stand_between(const char *command, unsigned wait_ms)
{
	struct timespec moment = { wait_ms / 1000, (wait_ms % 1000) * 1000000L };
	sigset_t chld;

	signal(SIGCHLD, SIG_DFL);
	sigemptyset(&chld);
	sigaddset(&chld, SIGCHLD);
	sigprocmask(SIG_BLOCK, &chld, NULL);
	pid_t pid = fork();

	if (pid == 0) {
		reset_signals();
		execl("/bin/sh", "sh", "-c", command, NULL);
		_exit(127);
	}
	if (pid > 0)
		sigtimedwait(&chld, NULL, &moment);
	_exit(pid < 0);
}

int proc_shell(const char *command, unsigned wait_ms)
{
	int status;
	pid_t pid = fork();

	if (pid < 0)
		return -errno;
	if (pid == 0)
		stand_between(command, wait_ms);
	wait_for(pid, &status);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -EAGAIN;
}
