/*
 * cpp.c - dtrace -C: a script through the system's C preprocessor (D reference, 1.11)
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "cmd/job.h"
#include "lang/d/sysheader.h"
#include "lib/arena.h"
#include "lib/buf.h"

extern char **environ;

/*
 * The system's own macros and what every DTrace defines; the version is the D language's, 2.0.7 in 8,
 * 12 and 12 bits. The two words that GNU C defines without underscores are words of scripts.
 */
static const char *const predefined[] = {
	"cpp", "-std=gnu99", "-U__GNUC__", "-Ulinux", "-Uunix", "-D__linux", "-D__unix", "-D__SVR4", "-D__amd64", "-D__x86_64",
	"-D__Linux", "-D__SUNW_D=1", "-D__SUNW_D_64", "-D__SUNW_D_VERSION=0x02000007",
};

/*
 * The preprocessor refuses a #! line, and what can be read once only was read before it comes to look:
 * such a script is given to it as its input. A descriptor, or -1: it can read the file by itself.
 */
static int as_input(const struct source *script)
{
	bool shebang = script->len > 2 && !memcmp(script->text, "#!", 2);
	const char *rest = shebang ? memchr(script->text, '\n', script->len) : script->text;
	size_t n = rest ? script->len - (size_t)(rest - script->text) : 0;

	if (!shebang && !script->read_once)
		return -1;
	int fd = memfd_create("script", MFD_CLOEXEC);

	if (fd < 0)
		return -1;
	dprintf(fd, "# 1 \"%s\"\n", script->name);
	if (n && write(fd, rest, n) != (ssize_t)n)
		ftruncate(fd, 0);
	lseek(fd, 0, SEEK_SET);
	return fd;
}

static const char *folder_of(struct job *j, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? arena_strndup(j->arena, path, (size_t)(slash - path) + 1) : ".";
}

static pid_t start(struct job *j, const struct source *s, int *out)
{
	VEC(const char *) argv = { 0 };
	int script = as_input(s);
	posix_spawn_file_actions_t fa;
	int pipe_fd[2];
	pid_t pid;

	if (pipe2(pipe_fd, O_CLOEXEC))
		return -errno;
	for (size_t i = 0; i < sizeof(predefined) / sizeof(predefined[0]); i++)
		vec_push(j->arena, &argv, i || !j->cpp_path ? predefined[i] : j->cpp_path);
	for (size_t i = 0; i < j->cpp_args.n; i++)
		vec_push(j->arena, &argv, j->cpp_args.v[i]);
	if (script >= 0) {	/* what it includes lies beside it */
		vec_push(j->arena, &argv, "-iquote");
		vec_push(j->arena, &argv, folder_of(j, s->name));
	}
	vec_push(j->arena, &argv, script < 0 ? s->name : "-");
	vec_push(j->arena, &argv, (const char *)NULL);
	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_adddup2(&fa, pipe_fd[1], 1);
	if (script >= 0)
		posix_spawn_file_actions_adddup2(&fa, script, 0);
	int err = posix_spawnp(&pid, argv.v[0], &fa, NULL, (char **)(uintptr_t)argv.v, environ);

	posix_spawn_file_actions_destroy(&fa);
	close(pipe_fd[1]);
	if (script >= 0)
		close(script);
	*out = pipe_fd[0];
	if (err)
		close(pipe_fd[0]);
	return err ? -err : pid;
}

/* dtrace says of what, as for all that is wrong with a script */
static const char *of_script(struct job *j, const char *path)
{
	return j->form == FORM_DTRACE ? arena_printf(j->arena, "failed to compile script %s: ", path) : "";
}

struct source *cpp_read(struct job *j, const char *path)
{
	struct buf text = BUF_INIT;
	char piece[4096];
	int fd = -1, status = 0;
	struct source *script = source_read(j->arena, path);
	pid_t pid = script ? start(j, script, &fd) : 0;

	if (!script)
		return NULL;
	if (pid < 0) {
		diag_sys(&j->diag, pid, "%sFailed to fork/exec preprocessor", of_script(j, path));
		diag_hint(&j->diag, j->cpp_path ? "-x cpppath says which" : "apt install cpp");
		return NULL;
	}
	for (ssize_t n; (n = read(fd, piece, sizeof(piece))) > 0;)
		buf_add(&text, piece, (size_t)n);
	close(fd);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (status) {
		diag_sys(&j->diag, 0, "%sPreprocessor failed to process input program", of_script(j, path));
		diag_hint(&j->diag, "a header of another system is not here, and seldom needed: D knows the kernel's types and "
				    "the constants of its libraries");
		buf_fini(&text);
		return NULL;
	}
	buf_str(&text);
	d_trim_headers(text.s, text.len);

	struct source *src = source_new(j->arena, script->name, buf_str(&text), text.len);

	buf_fini(&text);
	return src;
}
