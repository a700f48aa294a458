/*
 * replaced.c - see replaced.h
 *
 * inotify tells of the file that a path led to when it was armed: a rename over it, or its removal, takes one of its
 * names away (IN_ATTRIB). Its folder is watched from then on, as what takes its place may come later.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bpf/provider/objects.h"
#include "bpf/provider/replaced.h"
#include "bpf/session.h"
#include "lang/probe.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/elf.h"

enum { FILES_MAX = 256 };		/* watched; a pattern may name thousands, and a user may watch so many only */

struct armed_link {
	int	 fd;
	struct bpf_link *link;		/* NULL: only fd */
};

struct armed_file {
	const char *path;
	struct stat was;
	int	 watch, folder;		/* inotify's; -1: none */
	VEC(struct armed_link) links;
	bool	 written, told;
};

struct replaced {			/* of a session; lives in its arena */
	int	 fd;			/* inotify's, the session's to close */
	VEC(struct armed_file *) files;
};

static bool is_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_dev == b->st_dev;
}

static bool is_same_text(const struct stat *a, const struct stat *b)
{
	return is_same_file(a, b) && a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static void tell_written(struct session *s, struct armed_file *f, const char *when)
{
	f->told = true;
	for (size_t i = 0; i < f->links.n; i++)
		if (f->links.v[i].link)
			session_drop_link(s, f->links.v[i].link);
		else
			session_drop_fd(s, f->links.v[i].fd);
	f->links.n = 0;
	diag_warn(s->diag, (struct span){ 0 }, "%s was written to %s: its probes were let go, as other code may stand where "
		  "they were", f->path, when);
	diag_hint(s->diag, "start again to probe what it is now");
}

/* one that is gone is no news: it may run on, and nothing else has its name */
static void look_again(struct session *s, struct replaced *r, struct armed_file *f)
{
	char folder[PATH_MAX];
	struct stat now;

	if (f->told)
		return;
	if (stat(f->path, &now)) {
		snprintf(folder, sizeof(folder), "%.*s/", (int)(strrchr(f->path, '/') - f->path), f->path);
		if (f->folder < 0)
			f->folder = inotify_add_watch(r->fd, folder, IN_CREATE | IN_MOVED_TO | IN_ONLYDIR);
		if (f->folder < 0 || stat(f->path, &now))	/* it may have come meanwhile */
			return;
	}
	if (!is_same_file(&now, &f->was)) {
		f->told = true;
		diag_warn(s->diag, (struct span){ 0 }, "%s was replaced while it is traced: processes that run the new file "
			  "are not probed, those that run the old one still are", f->path);
		diag_hint(s->diag, "start again to probe the new file");
	} else if (f->written) {
		tell_written(s, f, "while it is traced");
	}
}

static void one_event(struct session *s, struct replaced *r, const struct inotify_event *ev)
{
	for (size_t i = 0; i < r->files.n; i++) {
		struct armed_file *f = r->files.v[i];

		f->written |= ev->wd == f->watch && ev->mask & IN_MODIFY;
		if (ev->mask & IN_Q_OVERFLOW || ev->wd == f->watch || ev->wd == f->folder)
			look_again(s, r, f);
	}
}

static void ready(struct session *s, int fd, void *ctx)
{
	_Alignas(struct inotify_event) char buf[4096];
	ssize_t n;

	while ((n = read(fd, buf, sizeof(buf))) > 0)
		for (ssize_t at = 0; at < n;) {
			const struct inotify_event *ev = (const void *)(buf + at);

			one_event(s, ctx, ev);
			at += (ssize_t)(sizeof(*ev) + ev->len);
		}
}

static struct replaced *started(struct session *s)
{
	struct replaced *r = s->replaced;

	if (r)
		return r;
	r = s->replaced = arena_new_of(s->world->arena, struct replaced);
	r->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (r->fd >= 0) {
		session_own_fd(s, r->fd);
		session_watch(s, r->fd, ready, r);
	}
	return r;
}

static struct armed_file *file_of(struct session *s, struct replaced *r, const char *path)
{
	struct armed_file *f;
	struct stat now;

	for (size_t i = 0; i < r->files.n; i++)
		if (r->files.v[i]->path == path)
			return r->files.v[i];
	/* by way of a process the name goes when that does */
	if (r->fd < 0 || r->files.n >= FILES_MAX || *path != '/' || !strncmp(path, "/proc/", 6) || stat(path, &now))
		return NULL;
	f = arena_new_of(s->world->arena, struct armed_file);
	f->path = path;
	f->was = now;
	f->folder = -1;
	f->watch = inotify_add_watch(r->fd, path, IN_ATTRIB | IN_MODIFY | IN_MOVE_SELF | IN_DELETE_SELF);
	vec_push(s->world->arena, &r->files, f);
	return f;
}

/* the places are those of the file as it was when its symbols were read */
static bool is_stale(struct session *s, const struct armed_file *f)
{
	struct elf_file *elf = object_elf(object_of_file(world_objects(s->world), f->path));
	struct stat read;

	return elf && elf_stat(elf, &read) && !is_same_text(&read, &f->was);
}

void replaced_watch(struct session *s, const char *path, int fd, struct bpf_link *link)
{
	struct armed_file *f = file_of(s, started(s), path);

	if (!f)
		return;
	vec_push(s->world->arena, &f->links, ((struct armed_link){ fd, link }));
	if (is_stale(s, f))
		tell_written(s, f, "since its symbols were read");
}

void replaced_stop(struct session *s)
{
	struct replaced *r = s->replaced;

	if (!r)
		return;
	s->replaced = NULL;
	if (r->fd < 0)
		return;
	ready(s, r->fd, r);
	session_unwatch(s, r->fd);
}
