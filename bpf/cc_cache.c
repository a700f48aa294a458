/*
 * cc_cache.c - compiled objects kept for the next run of the same program
 *
 * A failure of the cache is never an error of the run: get answers -errno, put does nothing.
 */
#include "bpf/cc.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/vec.h"

static const char magic[8] = "sonde\2\n";

struct head {			/* of a file; checked before the object is used */
	char	 magic[8];
	uint64_t size;		/* of the object, bytes */
	uint64_t check;		/* hash of the object */
	uint64_t maker;		/* identity of its clang */
};

/* two multiplicative lanes with different constants; not against an adversary, who cannot write here */
void cc_hash_init(struct cc_hash *h)
{
	*h = (struct cc_hash){ .a = 0x9e3779b97f4a7c15ull, .b = 0xc2b2ae3d27d4eb4full };
}

static unsigned long long mix(unsigned long long x)
{
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
	return x ^ (x >> 31);
}

void cc_hash_add(struct cc_hash *h, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	h->len += n;
	for (; n >= 8; n -= 8, p += 8) {
		uint64_t w;

		memcpy(&w, p, 8);
		h->a = mix(h->a ^ w);
		h->b = (h->b + w) * 0x9fb21c651e98df25ull;
		h->b ^= h->b >> 29;
	}
	uint64_t last = n;

	for (size_t i = 0; i < n; i++)
		last = last << 8 | p[i];
	h->a = mix(h->a ^ last);
	h->b = mix(h->b + last);
}

struct cc_key cc_hash_end(const struct cc_hash *h)
{
	struct cc_key k;

	snprintf(k.hex, sizeof(k.hex), "%016llx%016llx", mix(h->a + h->len), mix(h->b ^ h->len));
	return k;
}

static uint64_t check_of(const void *obj, size_t size)
{
	struct cc_hash h;

	cc_hash_init(&h);
	cc_hash_add(&h, obj, size);
	return h.a ^ h.b;
}

/* ours, a folder, writable by nobody else */
static bool is_safe(int fd)
{
	struct stat st;

	return !fstat(fd, &st) && S_ISDIR(st.st_mode) && st.st_uid == geteuid() &&
	       !(st.st_mode & (S_IWGRP | S_IWOTH));
}

static bool base_path(struct buf *path)
{
	const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

	if (xdg && xdg[0] == '/')
		buf_puts(path, xdg);
	else if (home && home[0] == '/')
		buf_printf(path, "%s/.cache", home);
	else
		return false;
	return true;
}

char *cc_cache_path(const struct cc_key *key)
{
	struct buf path = BUF_INIT;
	char *ret = NULL;

	if (base_path(&path)) {
		buf_printf(&path, "/sonde/%s", key->hex);
		ret = xstrdup(path.s);
	}
	buf_fini(&path);
	return ret;
}

/* the cache's folder, made if need be; -errno */
static int folder_open(bool create)
{
	struct buf path = BUF_INIT;

	if (!base_path(&path))
		return -ENOENT;
	if (create)
		mkdir(path.s, 0700);
	buf_puts(&path, "/sonde");
	if (create)
		mkdir(path.s, 0700);
	int fd = open(path.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int err = fd < 0 ? -errno : 0;

	buf_fini(&path);
	if (!err && !is_safe(fd)) {
		close(fd);
		err = -EPERM;
	}
	return err ? err : fd;
}

static bool read_all(int fd, void *to, size_t n)
{
	for (size_t got = 0; got < n;) {
		ssize_t r = read(fd, (char *)to + got, n - got);

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			return false;
		got += (size_t)r;
	}
	return true;
}

static bool write_all(int fd, const void *from, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t r = write(fd, (const char *)from + done, n - done);

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			return false;
		done += (size_t)r;
	}
	return true;
}

static int object_read(int fd, uint64_t maker, void **obj, size_t *size)
{
	struct head h;
	struct stat st;

	if (fstat(fd, &st) || st.st_uid != geteuid() || !read_all(fd, &h, sizeof(h)))
		return -EIO;
	if (memcmp(h.magic, magic, sizeof(magic)) != 0 || st.st_size < (off_t)sizeof(h) ||
	    h.size != (uint64_t)st.st_size - sizeof(h) || h.size > CC_CACHE_MAX)
		return -EIO;
	if (maker && maker != h.maker)
		return -ESTALE;
	void *bytes = xmalloc(h.size);

	if (!read_all(fd, bytes, h.size) || check_of(bytes, h.size) != h.check) {
		free(bytes);
		return -EIO;
	}
	futimens(fd, NULL);	/* used now: the oldest go first */
	*obj = bytes;
	*size = h.size;
	return 0;
}

int cc_cache_get(const struct cc_key *key, unsigned long long maker, void **obj, size_t *size)
{
	int dir = folder_open(false);

	if (dir < 0)
		return dir;
	int fd = openat(dir, key->hex, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	int err = fd < 0 ? -errno : object_read(fd, maker, obj, size);

	if (fd >= 0)
		close(fd);
	if (err == -EIO || err == -ESTALE)
		unlinkat(dir, key->hex, 0);	/* the next put makes it anew */
	close(dir);
	return err;
}

struct old { char name[48]; struct timespec used; off_t size; };

static int by_age(const void *a, const void *b)
{
	const struct old *x = a, *y = b;

	if (x->used.tv_sec != y->used.tv_sec)
		return x->used.tv_sec < y->used.tv_sec ? -1 : 1;
	return x->used.tv_nsec < y->used.tv_nsec ? -1 : x->used.tv_nsec > y->used.tv_nsec;
}

static const char partial[] = "partial-";	/* and a process id: an object that is being written */
static const char file_prefix[] = "file-";	/* and a hash: what cc_cache_file() keeps */

/* an object is named by its hash alone */
static bool is_kind(const char *name, const char *prefix)
{
	size_t n = strlen(prefix);

	return !strncmp(name, prefix, n) && strlen(name + n) == 32;
}

/* the least recently used of one kind of file go */
static void trim_to(int dir, const char *prefix, off_t most)
{
	DIR *d = fdopendir(dup(dir));
	VEC(struct old) files = { 0 };
	off_t total = 0;

	if (!d)
		return;
	for (struct dirent *e; (e = readdir(d));) {
		struct old o = { 0 };
		struct stat st;

		if (!strncmp(e->d_name, partial, strlen(partial)) &&
		    !fstatat(dir, e->d_name, &st, AT_SYMLINK_NOFOLLOW) && st.st_mtime + 60 < time(NULL))
			unlinkat(dir, e->d_name, 0);
		if (!is_kind(e->d_name, prefix) || fstatat(dir, e->d_name, &st, AT_SYMLINK_NOFOLLOW) ||
		    !S_ISREG(st.st_mode))
			continue;
		memcpy(o.name, e->d_name, strlen(prefix) + 32);
		o.used = st.st_mtim;
		o.size = st.st_size;
		total += st.st_size;
		vec_push(NULL, &files, o);
	}
	closedir(d);
	if (total > most) {
		qsort(files.v, files.n, sizeof(*files.v), by_age);
		for (size_t i = 0; i < files.n && total > most / 4 * 3; i++) {
			unlinkat(dir, files.v[i].name, 0);
			total -= files.v[i].size;
		}
	}
	vec_fini(&files);
}

/* looking at thousands of files takes as long as a third of a compile: one object in 16 has the folder trimmed */
static void trim(int dir, const struct cc_key *put)
{
	if (put->hex[0] == '0')
		trim_to(dir, "", CC_CACHE_MAX);
}

void cc_cache_clean(void)
{
	int dir = folder_open(false);

	if (dir < 0)
		return;
	trim_to(dir, "", 0);
	trim_to(dir, file_prefix, 0);
	close(dir);
}

/* overlayfs before 6.3 has no O_TMPFILE: a name of our own, that trim() finds if we are killed */
static void put_named(int dir, const struct cc_key *key, const struct head *h, const void *obj, size_t size)
{
	char name[64];

	snprintf(name, sizeof(name), "%s%d", partial, (int)getpid());

	int fd = openat(dir, name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		return;
	if (!write_all(fd, h, sizeof(*h)) || !write_all(fd, obj, size) || renameat(dir, name, dir, key->hex))
		unlinkat(dir, name, 0);
	else
		trim(dir, key);
	close(fd);
}

void cc_cache_put(const struct cc_key *key, unsigned long long maker, const void *obj, size_t size)
{
	struct head h = { .size = size, .check = check_of(obj, size), .maker = maker };
	int dir = folder_open(true);

	if (dir < 0)
		return;
	memcpy(h.magic, magic, sizeof(magic));
	/* without a name until it is whole, where the file system can do that: a kill leaves nothing */
	int fd = openat(dir, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);

	if (fd >= 0) {
		char self[40];

		snprintf(self, sizeof(self), "/proc/self/fd/%d", fd);
		if (write_all(fd, &h, sizeof(h)) && write_all(fd, obj, size) &&
		    !linkat(AT_FDCWD, self, dir, key->hex, AT_SYMLINK_FOLLOW))
			trim(dir, key);
		close(fd);
	} else if (errno == EOPNOTSUPP || errno == EISDIR) {
		put_named(dir, key, &h, obj, size);
	}
	close(dir);
}

/* ---- files ---- */

struct made { int (*make)(int fd, void *ctx); void *ctx; };

/* under a name of our own first: it appears whole, or not at all */
static int make_file(int dir, const char *name, const struct made *m)
{
	char own[64];

	snprintf(own, sizeof(own), "%s%d", partial, (int)getpid());

	int fd = openat(dir, own, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		return -errno;
	int err = m->make(fd, m->ctx);

	if (!err && renameat(dir, own, dir, name))
		err = -errno;
	if (!err) {
		trim_to(dir, file_prefix, FILE_CACHE_MAX);
		return fd;
	}
	unlinkat(dir, own, 0);
	close(fd);
	return err;
}

int cc_cache_file(const char *key, int (*make)(int fd, void *ctx), void *ctx)
{
	const struct made m = { make, ctx };
	struct cc_hash h;
	char name[48];
	int dir = folder_open(true), fd;

	if (dir < 0)
		return dir;
	cc_hash_init(&h);
	cc_hash_add(&h, key, strlen(key));
	snprintf(name, sizeof(name), "%s%s", file_prefix, cc_hash_end(&h).hex);
	fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd >= 0)
		futimens(fd, NULL);	/* used now: the oldest go first */
	else
		fd = make_file(dir, name, &m);
	close(dir);
	return fd;
}
