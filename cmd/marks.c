/*
 * marks.c - dtrace -h and -G: what a program that defines probes is compiled and linked with
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "cmd/run_int.h"
#include "lang/d/header.h"
#include "lib/arena.h"

extern char **environ;

/* the script's name with another suffix, in the current folder; -o says another */
static const char *output_name(const struct job *j, const char *suffix)
{
	const char *script = j->texts.v[0].is_file ? j->texts.v[0].text : "d.out";
	const char *slash = strrchr(script, '/'), *base = slash ? slash + 1 : script, *dot = strrchr(base, '.');

	if (j->output)
		return j->output;
	if (!j->texts.v[0].is_file)
		return j->make == MAKE_OBJECT ? "d.out" : "d.h";
	return arena_printf(j->arena, "%.*s%s", (int)(dot && dot > base ? (size_t)(dot - base) : strlen(base)), base,
			    suffix);
}

static int write_header(struct run *r, const struct buf *text)
{
	const char *path = output_name(r->job, ".h");
	FILE *f = fopen(path, "we");

	if (!f)
		return diag_sys(&r->job->diag, -errno, "cannot write to %s", path);
	fputs(buf_str(text), f);
	return fclose(f) ? diag_sys(&r->job->diag, -errno, "cannot write to %s", path) : 0;
}

static int assemble(struct run *r, const struct buf *text)
{
	const char *path = output_name(r->job, ".o");
	char *argv[] = { "as", "-o", (char *)(uintptr_t)path, "-", NULL };
	posix_spawn_file_actions_t fa;
	int pipe_fd[2], status = -1;
	pid_t pid;

	if (pipe2(pipe_fd, O_CLOEXEC))
		return diag_sys(&r->job->diag, -errno, "cannot start the assembler");
	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_adddup2(&fa, pipe_fd[0], 0);
	int err = posix_spawnp(&pid, "as", &fa, NULL, argv, environ);

	posix_spawn_file_actions_destroy(&fa);
	close(pipe_fd[0]);
	if (err) {
		close(pipe_fd[1]);
		err = diag_sys(&r->job->diag, -err, "cannot start the assembler");
		diag_hint(&r->job->diag, "apt install binutils");
		return err;
	}
	for (size_t at = 0; at < text->len;) {
		ssize_t n = write(pipe_fd[1], text->s + at, text->len - at);

		if (n <= 0)
			break;
		at += (size_t)n;
	}
	close(pipe_fd[1]);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status ? diag_sys(&r->job->diag, 0, "the assembler could not write %s", path) : 0;
}

/* the object files of -G: nothing in them has to be changed, but they have to be there */
static bool have_objects(struct job *j, const char *script)
{
	for (size_t i = 0; i < j->args.n; i++)
		if (access(j->args.v[i], R_OK)) {
			diag_sys(&j->diag, -errno, "failed to link script %s: failed to open %s", script, j->args.v[i]);
			return false;
		}
	return true;
}

int marks_make(struct run *r)
{
	struct job *j = r->job;
	void *ast = r->compile.front == &frontend_d ? frontend_d.parse(&r->compile) : NULL;
	const char *script = j->texts.v[0].is_file ? j->texts.v[0].text : "d.h";
	const char *slash = strrchr(script, '/');
	struct buf text = BUF_INIT;

	if (!ast || diag_failed(&j->diag) || (j->make == MAKE_OBJECT && !have_objects(j, script)))
		return STATUS_SCRIPT;

	bool any = j->make == MAKE_HEADER ? d_header(ast, &j->diag, slash ? slash + 1 : script, &text) :
		   d_semaphores(ast, &text);

	if (!any && !diag_failed(&j->diag))
		diag_sys(&j->diag, 0, "%s defines no provider: there are no probes to make", script);
	if (!diag_failed(&j->diag) && any) {
		if (j->make == MAKE_HEADER)
			write_header(r, &text);
		else
			assemble(r, &text);
	}
	buf_fini(&text);
	return diag_failed(&j->diag) || !any ? STATUS_SCRIPT : 0;
}
