/*
 * cpp.c - dtrace -C: a script through the system's C preprocessor (D reference, 1.11)
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "cmd/job.h"
#include "lib/arena.h"
#include "lib/buf.h"

extern char **environ;

/* what every DTrace defines; the version is the D language's, 2.0.7 in 8, 12 and 12 bits */
static const char *const predefined[] = {
	"cpp", "-std=gnu99", "-undef", "-D__linux", "-D__unix", "-D__SVR4", "-D__amd64", "-D__x86_64",
	"-D__Linux", "-D__SUNW_D=1", "-D__SUNW_D_64", "-D__SUNW_D_VERSION=0x02000007",
};

static pid_t start(struct job *j, const char *path, int *out)
{
	VEC(const char *) argv = { 0 };
	posix_spawn_file_actions_t fa;
	int pipe_fd[2];
	pid_t pid;

	if (pipe2(pipe_fd, O_CLOEXEC))
		return -errno;
	for (size_t i = 0; i < sizeof(predefined) / sizeof(predefined[0]); i++)
		vec_push(j->arena, &argv, predefined[i]);
	for (size_t i = 0; i < j->cpp_args.n; i++)
		vec_push(j->arena, &argv, j->cpp_args.v[i]);
	vec_push(j->arena, &argv, path);
	vec_push(j->arena, &argv, (const char *)NULL);
	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_adddup2(&fa, pipe_fd[1], 1);
	int err = posix_spawnp(&pid, "cpp", &fa, NULL, (char **)(uintptr_t)argv.v, environ);

	posix_spawn_file_actions_destroy(&fa);
	close(pipe_fd[1]);
	*out = pipe_fd[0];
	if (err)
		close(pipe_fd[0]);
	return err ? -err : pid;
}

/* cpp passes a #! line on as it is */
struct source *cpp_read(struct job *j, const char *path)
{
	struct buf text = BUF_INIT;
	char piece[4096];
	int fd = -1, status = 0;
	pid_t pid = start(j, path, &fd);

	if (pid < 0) {
		diag_sys(&j->diag, pid, "Failed to fork/exec preprocessor");
		diag_hint(&j->diag, "apt install cpp");
		return NULL;
	}
	for (ssize_t n; (n = read(fd, piece, sizeof(piece))) > 0;)
		buf_add(&text, piece, (size_t)n);
	close(fd);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (status) {
		diag_sys(&j->diag, 0, "Preprocessor failed to process input program");
		buf_fini(&text);
		return NULL;
	}
	struct source *src = source_new(j->arena, path, buf_str(&text), text.len);

	buf_fini(&text);
	return src;
}
