/*
 * procfs.c - procfs("PATH").read and .write: files whose readers and writers fire handlers
 *
 * A BPF program cannot make files in /proc. Ordinary ones lie in the session's folder,
 * /run/sonde/NAME/PATH, and fanotify has the kernel ask us before each open: a reader waits until the
 * handler has run and its $value is in the file; what a writer left is handed over when it closes.
 * Several descriptors at once and the modes of the files work as with the real thing.
 * Semantics: stapprobes(3stap), PROCFS PROBES; SystemTap reference, 3.8.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fanotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "bpf/session.h"
#include "lang/option.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/diag.h"

extern const struct provider provider_procfs;

enum { F_READ = 1, F_WRITE = 2 };

static const struct point_form forms[] = {
	{ "procfs.read", F_READ }, { "procfs.write", F_WRITE },
	{ "procfs(string).read", F_READ }, { "procfs(string).write", F_WRITE },
	{ "procfs.read.maxsize(number)", F_READ }, { "procfs(string).read.maxsize(number)", F_READ },
	{ "procfs.umask(number).read", F_READ }, { "procfs.umask(number).write", F_WRITE },
	{ "procfs(string).umask(number).read", F_READ }, { "procfs(string).umask(number).write", F_WRITE },
	{ "procfs.umask(number).read.maxsize(number)", F_READ },
	{ "procfs(string).umask(number).read.maxsize(number)", F_READ },
	{ NULL, 0 },
};

struct file {			/* one path; its probes by direction */
	char *path;
	int   fd;		/* ours, read and write; opened before anybody is asked */
	bool  reads, writes;
	unsigned umask;
	struct stat st;
	struct procfs *all;
};

struct procfs {			/* of a session */
	struct session *s;
	char *folder;
	int   fan_fd;
	VEC(struct file *) files;
};

/* ---- matching ---- */
static int refuse(struct world *w, const struct probe_desc *d, const char *fmt, const char *what)
{
	char text[PATH_MAX];

	snprintf(text, sizeof(text), fmt, what);
	diag_error(w->diag, d->span, ERR_STAP_POINT, "%s", text);
	return -EINVAL;
}

static bool is_good_path(const char *p)
{
	size_t n;

	if (!*p || strlen(p) > 512)
		return false;
	for (;; p += n + 1) {
		n = strcspn(p, "/");
		if (!n || p[0] == '.')
			return false;
		if (!p[n])
			return true;
	}
}

static const struct point_comp *component(const struct probe_desc *d, const char *name)
{
	for (size_t i = 0; i < d->ncomps; i++)
		if (!strcmp(d->comps[i].name, name))
			return &d->comps[i];
	return NULL;
}

/* key: umask and whether it was given */
static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	if (!d->form)
		return 0;

	const char *path = d->comps[0].arg == PA_STR ? d->comps[0].str : "command";
	const struct point_comp *mask = component(d, "umask"), *max = component(d, "maxsize");
	bool write = d->form->tag == F_WRITE;

	if (!is_good_path(path))
		return refuse(w, d, "bad procfs path '%s': no slash at its ends, no empty or dotted parts", path);
	if (mask && (mask->num < 0 || mask->num > 0777))
		return refuse(w, d, "procfs umask must be between 0 and 0777%s", "");
	if (max && (max->num < 1 || max->num > INT_MAX))
		return refuse(w, d, "maxsize must be greater than 0%s", "");

	struct probe *p = probe_new(w, &provider_procfs, "procfs", path, "", write ? "write" : "read");

	p->point = d->comps[0].arg == PA_STR ? arena_printf(w->arena, "procfs(\"%s\").%s", path, p->name) :
					       arena_printf(w->arena, "procfs.%s", p->name);
	p->text_var = "$value";
	p->text_given = write;
	p->text_room = max ? (size_t)max->num : 0;
	p->key = mask ? 01000 | (uint64_t)mask->num : write ? 0022 : 0044;
	found(p, ctx);
	return 1;
}

/* ---- files ---- */
static bool is_read(const struct probe *p)
{
	return !p->text_given;
}

static struct file *file_of(struct procfs *f, const char *path)
{
	for (size_t i = 0; i < f->files.n; i++)
		if (!strcmp(f->files.v[i]->path, path))
			return f->files.v[i];

	struct file *new = xcalloc(1, sizeof(*new));

	*new = (struct file){ .path = xstrdup(path), .fd = -1, .all = f };
	vec_push(NULL, &f->files, new);
	return new;
}

static void collect(struct procfs *f)
{
	const struct prog *prog = f->s->prog;

	for (size_t i = 0; i < prog->probes.n; i++) {
		const struct probe *p = prog->probes.v[i];

		if (p->provider != &provider_procfs)
			continue;

		struct file *file = file_of(f, p->mod);

		file->reads |= is_read(p);
		file->writes |= !is_read(p);
		file->umask |= (unsigned)p->key & 0777;
	}
}

/* mode: (0444 to read, 0222 to write) without both umasks; defaults leave it to the owner */
static unsigned mode_of(const struct file *file)
{
	unsigned mask = file->umask | (file->reads ? 0 : 0444) | (file->writes ? 0 : 0222);

	return 0666 & ~mask;
}

static void make_folders(char *path, size_t from)
{
	for (char *p = path + from + 1; (p = strchr(p, '/')); p++) {
		*p = 0;
		mkdir(path, 0755);
		*p = '/';
	}
}

static int make_file(struct procfs *f, struct file *file)
{
	struct buf b = BUF_INIT;

	buf_printf(&b, "%s/%s", f->folder, file->path);
	make_folders(b.s, strlen(f->folder));
	unlink(b.s);
	file->fd = open(b.s, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	int err = file->fd < 0 || fchmod(file->fd, mode_of(file)) || fstat(file->fd, &file->st) ? -errno : 0;

	if (!err && fanotify_mark(f->fan_fd, FAN_MARK_ADD, FAN_OPEN_PERM | FAN_CLOSE_WRITE, AT_FDCWD, b.s))
		err = -errno;
	if (err)
		diag_sys(f->s->diag, err, "cannot make %s for procfs(\"%s\")", b.s, file->path);
	else if (f->s->verbose)
		fprintf(f->s->diag->out, "procfs(\"%s\") is %s\n", file->path, b.s);
	buf_fini(&b);
	return err;
}

/* ---- events ---- */
static struct file *file_behind(struct procfs *f, int fd)
{
	struct stat st;

	if (fd < 0 || fstat(fd, &st))
		return NULL;
	for (size_t i = 0; i < f->files.n; i++)
		if (f->files.v[i]->st.st_ino == st.st_ino && f->files.v[i]->st.st_dev == st.st_dev)
			return f->files.v[i];
	return NULL;
}

/*
 * Is somebody opening it to write? The event does not say, but the caller stands in its system call,
 * whose arguments /proc shows: openat(dir, path, flags) and open(path, flags).
 */
static bool opens_to_write(pid_t tid)
{
	char path[40], text[256] = "";

	snprintf(path, sizeof(path), "/proc/%d/syscall", (int)tid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
	long nr, a, b, c;

	if (fd >= 0)
		close(fd);
	if (n <= 0 || sscanf(text, "%ld %lx %lx %lx", &nr, (unsigned long *)&a, (unsigned long *)&b,
			     (unsigned long *)&c) != 4)
		return false;
#ifdef SYS_open
	if (nr == SYS_open)
		return (b & O_ACCMODE) != O_RDONLY;
	if (nr == SYS_creat)
		return true;
#endif
	return nr == SYS_openat && (c & O_ACCMODE) != O_RDONLY;
}

static void fire_all(struct file *file, bool read, const char *in, size_t len, struct buf *out)
{
	struct session *s = file->all->s;

	for (size_t i = 0; i < s->prog->probes.n && !s->stopping; i++) {
		const struct probe *p = s->prog->probes.v[i];

		if (p->provider == &provider_procfs && !strcmp(p->mod, file->path) && is_read(p) == read)
			session_fire_text(s, p, in, len, out);
	}
}

static void before_open(struct file *file, pid_t tid)
{
	struct buf value = BUF_INIT;

	if (file->writes && opens_to_write(tid)) {
		if (ftruncate(file->fd, 0))
			return;
	} else if (file->reads) {
		fire_all(file, true, NULL, 0, &value);
		if (!ftruncate(file->fd, 0) && value.len && pwrite(file->fd, value.s, value.len, 0) < 0)
			diag_warn(file->all->s->diag, (struct span){ 0 }, "cannot fill procfs(\"%s\")", file->path);
	}
	buf_fini(&value);
}

/* longer text arrives as several calls of the handler (3.8) */
static void after_write(struct file *file)
{
	struct session *s = file->all->s;
	size_t room = s->opt->strsize > 1 ? (size_t)s->opt->strsize - 1 : 1;
	char *piece = xmalloc(room);
	off_t at = 0;

	for (ssize_t n; (n = pread(file->fd, piece, room, at)) > 0 && !s->stopping; at += n)
		fire_all(file, false, piece, (size_t)n, NULL);
	free(piece);
	if (ftruncate(file->fd, 0))
		diag_warn(s->diag, (struct span){ 0 }, "cannot empty procfs(\"%s\")", file->path);
}

static void on_event(struct procfs *f, const struct fanotify_event_metadata *m)
{
	struct file *file = file_behind(f, m->fd);

	if (m->mask & FAN_OPEN_PERM) {
		struct fanotify_response answer = { .fd = m->fd, .response = FAN_ALLOW };

		if (file && m->pid != getpid())
			before_open(file, m->pid);
		if (write(f->fan_fd, &answer, sizeof(answer)) < 0)
			diag_warn(f->s->diag, (struct span){ 0 }, "cannot answer to an open of a procfs file");
	} else if (file && file->writes) {
		after_write(file);
	}
	if (m->fd >= 0)
		close(m->fd);
}

static void on_ready(struct session *s, int fd, void *ctx)
{
	_Alignas(struct fanotify_event_metadata) char events[4096];
	ssize_t n = read(fd, events, sizeof(events));
	const struct fanotify_event_metadata *m = (const void *)events;

	(void)s;
	for (; n > 0 && FAN_EVENT_OK(m, n); m = FAN_EVENT_NEXT(m, n))
		on_event(ctx, m);
}

/* ---- the session ---- */
static void procfs_free(struct procfs *f)
{
	if (f->fan_fd >= 0)
		close(f->fan_fd);	/* who still waits for an answer may open */
	for (size_t i = 0; i < f->files.n; i++) {
		if (f->files.v[i]->fd >= 0)
			close(f->files.v[i]->fd);
		free(f->files.v[i]->path);
		free(f->files.v[i]);
	}
	vec_fini(&f->files);
	if (f->folder)
		session_folder_remove(f->s);
	free(f->folder);
	free(f);
}

static int open_all(struct procfs *f)
{
	struct session *s = f->s;
	int err = 0;

	collect(f);
	f->fan_fd = fanotify_init(FAN_CLASS_CONTENT | FAN_CLOEXEC | FAN_NONBLOCK | FAN_REPORT_TID,
				  O_RDONLY | O_LARGEFILE | O_CLOEXEC);
	if (f->fan_fd < 0) {
		err = diag_sys(s->diag, -errno, "procfs probes need fanotify");
		diag_hint(s->diag, "a kernel with CONFIG_FANOTIFY_ACCESS_PERMISSIONS, and CAP_SYS_ADMIN");
		return err;
	}
	f->folder = session_folder(s);
	if (!f->folder)
		return diag_sys(s->diag, -errno, "cannot make a folder for procfs files");
	for (size_t i = 0; i < f->files.n && !err; i++)
		err = make_file(f, f->files.v[i]);
	return err ? err : session_watch(s, f->fan_fd, on_ready, f);
}

static int start(struct session *s)
{
	struct procfs *f = xcalloc(1, sizeof(*f));

	*f = (struct procfs){ .s = s, .fan_fd = -1 };
	s->procfs = f;
	return open_all(f);
}

static void detach(struct session *s)
{
	if (!s->procfs)
		return;
	session_unwatch(s, ((struct procfs *)s->procfs)->fan_fd);
	procfs_free(s->procfs);
	s->procfs = NULL;
}

const struct provider provider_procfs = {
	.name = "procfs",
	.type = "procfs",
	.forms = forms,
	.where = IN_USER,
	.help = "files whose readers and writers fire handlers (SystemTap)",
	.match = match,
	.start = start,
	.detach = detach,
};
