/*
 * folder.c - a session's folder: /run/sonde/NAME, where its procfs files and its socket are
 *
 * A folder of a session that died is taken over. Without the right to write to /run it lies below
 * $XDG_RUNTIME_DIR.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bpf/session.h"
#include "lib/arena.h"
#include "lib/buf.h"

static const char owner_file[] = ".owner";

char *session_folder_path(const char *name)
{
	const char *xdg = getenv("XDG_RUNTIME_DIR");
	struct buf b = BUF_INIT;

	if (access("/run", W_OK) && xdg && *xdg == '/')
		buf_puts(&b, xdg);
	else
		buf_puts(&b, "/run");
	buf_puts(&b, "/sonde");
	mkdir(b.s, 0755);
	buf_printf(&b, "/%s", name);

	char *path = xstrdup(b.s);

	buf_fini(&b);
	return path;
}

static char *path_of(const struct session *s)
{
	char own[32];

	snprintf(own, sizeof(own), "stap_%d", (int)getpid());
	return session_folder_path(s->name ? s->name : own);
}

static pid_t owner_of(int dir)
{
	char text[24] = "";
	int fd = openat(dir, owner_file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		return 0;

	ssize_t n = read(fd, text, sizeof(text) - 1);

	close(fd);
	return n > 0 ? (pid_t)atol(text) : 0;
}

static int own(int dir)
{
	char text[24];
	int fd = openat(dir, owner_file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);

	if (fd < 0)
		return -errno;
	int n = snprintf(text, sizeof(text), "%d\n", (int)getpid());
	int err = write(fd, text, (size_t)n) == n ? 0 : -EIO;

	close(fd);
	return err;
}

/* what is in a folder of ours; subfolders are those of procfs("a/b") */
static void empty(int dir, unsigned depth)
{
	int copy = dup(dir);
	DIR *d = copy < 0 ? NULL : fdopendir(copy);

	if (!d)
		return;
	for (struct dirent *e; (e = readdir(d));) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		if (!unlinkat(dir, e->d_name, 0) || errno != EISDIR || !depth)
			continue;

		int sub = openat(dir, e->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);

		if (sub >= 0) {
			empty(sub, depth - 1);
			close(sub);
		}
		unlinkat(dir, e->d_name, AT_REMOVEDIR);
	}
	closedir(d);
}

char *session_folder(const struct session *s)
{
	char *path = path_of(s);
	int made = mkdir(path, 0755), dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	int err = dir < 0 ? -errno : 0;
	pid_t owner = dir < 0 ? 0 : owner_of(dir);

	if (!err && made && owner && owner != getpid() && (!kill(owner, 0) || errno != ESRCH))
		err = -EBUSY;
	if (!err && made && owner != getpid())
		empty(dir, 8);
	if (!err && owner != getpid())
		err = own(dir);
	if (dir >= 0)
		close(dir);
	if (!err)
		return path;
	free(path);
	errno = -err;
	return NULL;
}

void session_folder_remove(const struct session *s)
{
	char *path = path_of(s);
	int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);

	if (dir >= 0 && owner_of(dir) == getpid()) {
		empty(dir, 8);
		rmdir(path);
	}
	if (dir >= 0)
		close(dir);
	free(path);
}
