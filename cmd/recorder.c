/*
 * recorder.c - -F: a session in the background; without -o its text stays in a ring in memory
 *
 * The command forks before anything else happens, because the traced command has to be the child of
 * the process that lets it run. The parent waits until the probes are armed, so what goes wrong until
 * then is told, and its exit status is the command's. The recorder listens on a socket in its folder,
 * /run/sonde/NAME: `sonde show NAME` prints what the ring has, `sonde attach NAME` follows until ^C,
 * which ends the session, or ^\, which leaves it, `sonde stop NAME` ends it. A session that ended by
 * itself keeps its text until somebody attaches or stops it.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include "cmd/run_int.h"
#include "lib/arena.h"

enum { CMD_SHOW = 's', CMD_ATTACH = 'a', CMD_STOP = 'q' };

struct recorder {
	struct session *s;
	char  *ring;
	size_t size, len;		/* room, 0: the text goes to a file; bytes kept */
	size_t at;			/* the oldest of them */
	int    listen_fd;
	VEC(int) followers;
	bool   stopped;			/* somebody asked for the end and has seen all */
};

/* ---- the text ---- */
static void send_all(int fd, const char *text, size_t n)
{
	while (n) {
		ssize_t done = send(fd, text, n, MSG_NOSIGNAL);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return;		/* gone, or too slow for two seconds */
		text += done;
		n -= (size_t)done;
	}
}

static void send_ring(const struct recorder *r, int fd)
{
	size_t first = r->size - r->at < r->len ? r->size - r->at : r->len;
	char where[PATH_MAX + 32], *name;

	if (!r->size) {
		name = output_path(&r->s->output);
		snprintf(where, sizeof(where), "The text goes to %s\n", name);
		free(name);
		send_all(fd, where, strlen(where));
		return;
	}
	send_all(fd, r->ring + r->at, first);
	send_all(fd, r->ring, r->len - first);
}

/* of a FILE: what is too much pushes out the oldest */
static ssize_t ring_write(void *cookie, const char *text, size_t n)
{
	struct recorder *r = cookie;
	size_t skip = n > r->size ? n - r->size : 0;

	for (size_t i = skip; i < n; i++) {
		r->ring[(r->at + r->len) % r->size] = text[i];
		if (r->len < r->size)
			r->len++;
		else
			r->at = (r->at + 1) % r->size;
	}
	for (size_t i = 0; i < r->followers.n; i++)
		send_all(r->followers.v[i], text, n);
	return (ssize_t)n;
}

static void recorder_new(struct run *run, size_t size)
{
	run->recorder = xcalloc(1, sizeof(*run->recorder));
	*run->recorder = (struct recorder){ .s = &run->session, .size = size, .listen_fd = -1 };
	run->recorder->ring = size ? xmalloc(size) : NULL;
}

FILE *recorder_file(struct run *run)
{
	recorder_new(run, run->job->opt.bufsize);
	return fopencookie(run->recorder, "w", (cookie_io_functions_t){ .write = ring_write });
}

/* ---- the recorder's side of the socket ---- */
static void on_command(struct session *s, int fd, void *ctx)
{
	struct recorder *r = ctx;
	char c = 0;
	ssize_t n = recv(fd, &c, 1, MSG_DONTWAIT);

	if (n == 1 && c != CMD_SHOW) {
		bool known = false;

		for (size_t i = 0; i < r->followers.n; i++)
			known |= r->followers.v[i] == fd;
		if (!known) {
			send_ring(r, fd);
			vec_push(NULL, &r->followers, fd);
		}
		r->stopped |= c == CMD_STOP;
		s->stopping |= c == CMD_STOP;
		return;
	}
	if (n == 1)
		send_ring(r, fd);
	for (size_t i = 0; i < r->followers.n; i++)
		if (r->followers.v[i] == fd)
			r->followers.v[i--] = r->followers.v[--r->followers.n];
	session_unwatch(s, fd);
	close(fd);
}

static int take_client(const struct recorder *r)
{
	struct timeval patience = { .tv_sec = 2 };
	int fd = accept4(r->listen_fd, NULL, NULL, SOCK_CLOEXEC);

	if (fd >= 0)	/* a reader that stands still must not stop the session */
		setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	return fd;
}

static void on_connect(struct session *s, int fd, void *ctx)
{
	int client = take_client(ctx);

	(void)fd;
	if (client >= 0)
		session_watch(s, client, on_command, ctx);
}

static int address(const char *folder, struct sockaddr_un *a)
{
	*a = (struct sockaddr_un){ .sun_family = AF_UNIX };
	return snprintf(a->sun_path, sizeof(a->sun_path), "%s/socket", folder) < (int)sizeof(a->sun_path) ? 0 : -ENAMETOOLONG;
}

static int listen_at(struct recorder *r)
{
	char *folder = session_folder(r->s);
	struct sockaddr_un a;
	int err = folder ? address(folder, &a) : -errno;

	free(folder);
	if (err)
		return err;
	r->listen_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (r->listen_fd < 0 || bind(r->listen_fd, (struct sockaddr *)&a, sizeof(a)) || listen(r->listen_fd, 8))
		return -errno;
	return session_watch(r->s, r->listen_fd, on_connect, r);
}

/* ---- going into the background ---- */
/* the child returns 0 and goes on; the parent's status otherwise, with *parent set */
int recorder_fork(struct run *run, bool *parent)
{
	int pipe_fd[2], status = 0;
	char armed = 0;

	*parent = false;
	if (pipe2(pipe_fd, O_CLOEXEC))
		return status_refused(run->job);
	fflush(NULL);

	pid_t pid = fork();

	if (!pid) {
		setsid();
		close(pipe_fd[0]);
		run->armed_fd = pipe_fd[1];
		return 0;
	}
	*parent = true;
	close(pipe_fd[1]);
	if (pid < 0)
		return status_refused(run->job);
	ssize_t n = read(pipe_fd[0], &armed, 1);

	close(pipe_fd[0]);
	if (n != 1) {		/* it told why */
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			;
		return WIFEXITED(status) ? WEXITSTATUS(status) : STATUS_SYSTEM;
	}
	if (run->job->output) {
		printf("%d\n", (int)pid);
		return STATUS_OK;
	}
	const char *name = run->job->module ? run->job->module : arena_printf(run->job->arena, "stap_%d", (int)pid);

	printf("\nDisconnecting from systemtap module.\nTo reconnect, type \"staprun -A %s\"\n", name);
	fflush(stdout);
	fprintf(stderr, "%s records; 'sonde show %s' prints what it has, 'sonde stop %s' ends it\n", name, name, name);
	return STATUS_OK;
}

/* the probes are armed: let the parent go, and nothing of its terminal is ours any more */
int recorder_armed(struct run *run)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (!run->recorder)
		recorder_new(run, 0);
	int err = listen_at(run->recorder);

	if (err && run->recorder->size)		/* a file's text is there without us */
		return diag_sys(&run->job->diag, err, "cannot listen for 'sonde show'");
	if (write(run->armed_fd, "", 1) != 1)
		return -EPIPE;
	close(run->armed_fd);
	run->job->diag.out = run->session.out;
	for (int fd = 0; fd < 3 && null >= 0; fd++)
		if (fd != 1 || run->session.out != stdout)
			dup2(null, fd);
	if (null > 2)
		close(null);
	return 0;
}

/*
 * As staprun does at ^\\. The terminal gets its prompt back because the process that it knows ends: a
 * child goes on with the session. Its files belong to the old process: with them nothing is left alone.
 */
void recorder_detach(struct session *s, void *ctx)
{
	struct run *run = ctx;
	bool parent;

	if (run->job->flight || s->procfs || s->input) {
		fprintf(stderr, "WARNING: a session %s cannot be detached\n",
			run->job->flight ? "in the background" : s->procfs ? "with procfs files" : "that reads standard input");
		return;
	}

	int status = recorder_fork(run, &parent);

	if (parent && !status) {
		fflush(NULL);
		_exit(STATUS_OK);
	}
	if (parent)
		return;
	run->job->flight = true;
	if (!run->job->output)
		s->out = recorder_file(run);
	if (!s->out || session_signals(s) || recorder_armed(run))
		_exit(STATUS_SYSTEM);
}

/* the session is over: somebody may still want to see what it said */
void recorder_linger(struct run *run)
{
	struct recorder *r = run->recorder;
	sigset_t none;

	if (!r)
		return;
	if (r->size) {
		run->job->diag.out = stderr;
		sigemptyset(&none);
		sigprocmask(SIG_SETMASK, &none, NULL);
	}
	for (bool over = !r->size || r->stopped || r->followers.n; !over && r->listen_fd >= 0;) {
		int fd = take_client(r);
		char c = 0;

		if (fd >= 0 && recv(fd, &c, 1, 0) == 1) {
			send_ring(r, fd);
			over = c != CMD_SHOW;
		}
		if (fd >= 0)
			close(fd);
		else if (errno != EINTR && errno != ECONNABORTED)
			over = true;
	}
	for (size_t i = 0; i < r->followers.n; i++)
		close(r->followers.v[i]);
	vec_fini(&r->followers);
	if (r->listen_fd >= 0)
		close(r->listen_fd);
	session_folder_remove(r->s);
}

void recorder_free(struct run *run)
{
	if (run->recorder)
		free(run->recorder->ring);
	free(run->recorder);
	run->recorder = NULL;
}

/* ---- the commands ---- */
static int reach(const char *name)
{
	char *folder = session_folder_path(name);
	struct sockaddr_un a;
	int fd = address(folder, &a) ? -1 : socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	free(folder);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&a, sizeof(a))) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* a recorder without a name has its process id in it */
static int reach_number(const char *pid)
{
	char name[64];

	snprintf(name, sizeof(name), "stap_%s", pid);
	return reach(name);
}

static int list_names(void)
{
	char *base = session_folder_path("");
	DIR *d = opendir(base);

	free(base);
	if (!d)
		return STATUS_OK;
	for (struct dirent *e; (e = readdir(d));) {
		int fd = e->d_name[0] == '.' ? -1 : reach(e->d_name);

		if (fd < 0)
			continue;
		puts(e->d_name);
		close(fd);
	}
	closedir(d);
	return STATUS_OK;
}

/* text to standard output until the recorder hangs up; signals on the way become commands */
static void copy(int fd, int signals)
{
	struct pollfd p[2] = { { .fd = fd, .events = POLLIN }, { .fd = signals, .events = POLLIN } };
	struct signalfd_siginfo info;
	char text[65536];

	for (;;) {
		if (poll(p, 2, -1) < 0 && errno != EINTR)
			return;
		if (p[1].revents && read(signals, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
			char c = CMD_STOP;

			if (info.ssi_signo == SIGQUIT || send(fd, &c, 1, MSG_NOSIGNAL) != 1)
				return;		/* it goes on without us */
		}
		if (!p[0].revents)
			continue;
		ssize_t n = read(fd, text, sizeof(text));

		if (n <= 0)
			return;
		fwrite(text, 1, (size_t)n, stdout);
		fflush(stdout);
	}
}

static int ask(struct job *j, char command)
{
	const char *name = j->recorder ? j->recorder : j->args.n ? j->args.v[0] : NULL;
	int signals = -1;

	if (!name && command == CMD_SHOW)
		return list_names();
	if (!name)
		return args_wrong(j, "which recorder? 'sonde show' lists them");

	int fd = strchr(name, '/') ? -1 : reach(name);

	if (fd < 0 && strspn(name, "0123456789") == strlen(name))	/* the process id that -F printed */
		fd = reach_number(name);
	if (fd < 0)
		return args_wrong(j, "%sno recorder %s is running; 'sonde show' lists them", j->runner ? "ERROR: " : "", name);
	if (command == CMD_ATTACH) {
		sigset_t set;

		sigemptyset(&set);
		sigaddset(&set, SIGINT);
		sigaddset(&set, SIGTERM);
		sigaddset(&set, SIGQUIT);
		sigprocmask(SIG_BLOCK, &set, NULL);
		signals = signalfd(-1, &set, SFD_CLOEXEC);
	}
	if (send(fd, &command, 1, MSG_NOSIGNAL) == 1)
		copy(fd, signals);
	close(fd);
	if (signals >= 0)
		close(signals);
	return STATUS_OK;
}

int recorder_show(struct job *j)
{
	return ask(j, CMD_SHOW);
}

int recorder_attach(struct job *j)
{
	return ask(j, CMD_ATTACH);
}

int recorder_stop(struct job *j)
{
	return ask(j, CMD_STOP);
}

const struct flag flags_recorder[] = {
	{ 'h', "help", NULL, "this text", set_help, false },
	{ 0, NULL, NULL, NULL, NULL, false },
};
