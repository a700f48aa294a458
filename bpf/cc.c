/*
 * cc.c - the clang child: started early on a pipe, fed one self-contained text
 *
 * Nothing touches a file system but the cache: input comes through a socket, object and complaints
 * go to memory files. The child dies with us.
 */
#include "bpf/cc.h"

#include <ctype.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bpf/where.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/diag.h"

extern char **environ;

struct child {
	pid_t pid;
	int   in;		/* socket to its standard input */
	int   out, err;		/* memory files: object, complaints */
};

/* everything that decides what comes out; part of the cache's key. Numbers of scripts wrap: -fwrapv */
static const char *const options[] = {
	"clang", "-O2", "-g", "-gno-column-info", "-target", "bpf", "-mcpu=v3", "-x", "c", "-std=gnu17", "-fwrapv",
	"-fno-color-diagnostics", "-fno-caret-diagnostics", "-ferror-limit=20", "-Wno-everything",
	"-fdebug-compilation-dir=.", "-fbracket-depth=65536", "-c", "-o", "-", "-", NULL
};

/* ---- finding it ---- */
static char *in_path(const char *name)
{
	const char *path = getenv("PATH");

	if (strchr(name, '/'))
		return access(name, X_OK) ? NULL : xstrdup(name);
	for (const char *p = path ? path : "/usr/bin:/bin"; p; ) {
		const char *end = strchr(p, ':');
		size_t n = end ? (size_t)(end - p) : strlen(p);
		struct buf full = BUF_INIT;

		buf_add(&full, p, n);
		buf_printf(&full, "/%s", name);
		if (n && !access(full.s, X_OK))
			return full.s;
		buf_fini(&full);
		p = end ? end + 1 : NULL;
	}
	return NULL;
}

char *cc_find(const char *wanted)
{
	const char *env = getenv("SONDE_CLANG");

	if (!wanted && env && *env)
		wanted = env;
	char *found = in_path(wanted ? wanted : "clang");

	for (int version = 30; !wanted && !found && version >= 11; version--) {
		char name[16];

		snprintf(name, sizeof(name), "clang-%d", version);
		found = in_path(name);
	}
	return found;
}

static const char *clang_path(struct cc *cc)
{
	if (!cc->path)
		cc->path = cc_find(cc->clang);
	return cc->path;
}

/* which clang; asking for its version would cost as much as a compile, and a new one is a new file */
static unsigned long long identity(struct cc *cc)
{
	struct cc_hash h;
	struct stat st = { 0 };

	if (!clang_path(cc))
		return 0;
	stat(cc->path, &st);
	cc_hash_init(&h);
	cc_hash_add(&h, cc->path, strlen(cc->path) + 1);
	cc_hash_add(&h, &st.st_mtim.tv_sec, sizeof(st.st_mtim.tv_sec));
	cc_hash_add(&h, &st.st_size, sizeof(st.st_size));
	cc_hash_add(&h, &st.st_ino, sizeof(st.st_ino));
	return h.a | 1;		/* 0 means anybody */
}

/* ---- the child ---- */
static void child_free(struct child *c)
{
	if (!c)
		return;
	if (c->in >= 0)
		close(c->in);
	if (c->pid > 0) {
		kill(c->pid, SIGKILL);
		while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	if (c->out >= 0)
		close(c->out);
	if (c->err >= 0)
		close(c->err);
	free(c);
}

/* clang goes down expressions, ours are as deep as the script's; it has the stack that is allowed when it starts */
static int spawn_deep(pid_t *pid, const char *path, posix_spawn_file_actions_t *fa, posix_spawnattr_t *attr)
{
	const rlim_t wanted = 512u << 20;
	struct rlimit had, r;
	bool more = !getrlimit(RLIMIT_STACK, &had) && had.rlim_cur < wanted && had.rlim_cur < had.rlim_max;

	if (more) {
		r = had;
		r.rlim_cur = had.rlim_max < wanted ? had.rlim_max : wanted;
		setrlimit(RLIMIT_STACK, &r);
	}
	int err = posix_spawn(pid, path, fa, attr, (char *const *)options, environ);

	if (more)
		setrlimit(RLIMIT_STACK, &had);
	return err;
}

static int spawn(struct child *c, const char *path, int in)
{
	posix_spawn_file_actions_t fa;
	posix_spawnattr_t attr;
	sigset_t none;

	sigemptyset(&none);
	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_adddup2(&fa, in, 0);
	posix_spawn_file_actions_adddup2(&fa, c->out, 1);
	posix_spawn_file_actions_adddup2(&fa, c->err, 2);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setsigmask(&attr, &none);
	int err = spawn_deep(&c->pid, path, &fa, &attr);

	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&fa);
	return -err;
}

static struct child *child_new(const char *path, int *err)
{
	struct child *c = xcalloc(1, sizeof(*c));
	int pair[2] = { -1, -1 };

	*c = (struct child){ .in = -1 };
	c->out = memfd_create("sonde-object", MFD_CLOEXEC);
	c->err = memfd_create("sonde-clang", MFD_CLOEXEC);
	/* a socket and not a pipe: MSG_NOSIGNAL spares us SIGPIPE when clang gives up early */
	if (c->out < 0 || c->err < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) {
		*err = -errno;
		child_free(c);
		return NULL;
	}
	c->in = pair[0];
	*err = spawn(c, path, pair[1]);
	close(pair[1]);
	if (*err) {
		c->pid = 0;
		child_free(c);
		return NULL;
	}
	return c;
}

/* the cache has an empty object by the name of each script that was compiled */
static bool was_compiled(struct cc *cc)
{
	void *obj;
	size_t size;

	if (cc->no_cache || !cc->script.hex[0] || cc_cache_get(&cc->script, identity(cc), &obj, &size))
		return false;
	free(obj);
	return true;
}

void cc_start(struct cc *cc)
{
	int err;

	if (!cc->child && clang_path(cc) && !was_compiled(cc))
		cc->child = child_new(cc->path, &err);	/* trouble is reported by cc_compile */
}

void cc_fini(struct cc *cc)
{
	free(cc->object);
	child_free(cc->child);
	cc->child = NULL;
	free(cc->path);
	cc->path = NULL;
}

static void feed(struct child *c, const char *text, size_t len)
{
	for (size_t done = 0; done < len;) {
		ssize_t n = send(c->in, text + done, len - done, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;		/* it has died: its exit status tells */
		done += (size_t)n;
	}
}

/* all of a memory file; heap, terminated */
static char *slurp(int fd, size_t *size)
{
	struct stat st;
	size_t got = 0;

	if (fstat(fd, &st) || st.st_size < 0)
		st.st_size = 0;
	char *bytes = xmalloc((size_t)st.st_size + 1);

	while (got < (size_t)st.st_size) {
		ssize_t n = pread(fd, bytes + got, (size_t)st.st_size - got, (off_t)got);

		if (n <= 0)
			break;
		got += (size_t)n;
	}
	bytes[got] = 0;
	*size = got;
	return bytes;
}

static int wait_for(struct child *c)
{
	int status;

	while (waitpid(c->pid, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	c->pid = 0;
	return status;
}

/* ---- its complaints ---- */
struct complaint {
	const char *file, *msg;
	unsigned    line;
	bool	    is_error;
};

/* FILE:LINE:COL: error: MESSAGE; cuts the line up in place */
static bool complaint_parse(char *s, struct complaint *ret)
{
	char *kind = strstr(s, ": error: "), *fatal = strstr(s, ": fatal error: ");
	char *msg = kind ? kind + strlen(": error: ") : fatal ? fatal + strlen(": fatal error: ") : NULL;

	if (!msg)
		return false;
	*ret = (struct complaint){ .file = "", .msg = msg, .is_error = true };
	*(kind ? kind : fatal) = 0;
	/* s is now FILE:LINE:COL; a driver's own error has no place */
	char *col = strrchr(s, ':');

	if (!col)
		return true;
	*col = 0;
	char *line = strrchr(s, ':');

	if (!line || !isdigit((unsigned char)line[1]))
		return true;
	*line = 0;
	ret->file = s;
	ret->line = (unsigned)strtoul(line + 1, NULL, 10);
	return true;
}

/* it failed, and not at a line of the script: a clang that cannot do it, or our mistake */
static void report_unplaced(struct cc *cc, const char *why, int status)
{
	if (WIFSIGNALED(status)) {
		diag_sys(cc->diag, 0, "%s was ended by signal %d", cc->path, WTERMSIG(status));
		diag_hint(cc->diag, "was memory short? another clang can be named in $SONDE_CLANG");
	} else if (strstr(why, "unable to create target") || strstr(why, "unknown target")) {
		diag_sys(cc->diag, 0, "%s cannot compile for BPF: %s", cc->path, why);
		diag_hint(cc->diag, "apt install clang, or name another one in $SONDE_CLANG");
	} else if (!*why) {
		diag_sys(cc->diag, 0, "%s failed with status %d and gave no reason", cc->path, WEXITSTATUS(status));
		diag_hint(cc->diag, "is it clang? another one can be named in $SONDE_CLANG");
	} else if (strstr(why, "BPF stack limit")) {
		diag_sys(cc->diag, 0, "one handler has too many values at a time: a BPF stack holds 512 bytes");
		diag_hint(cc->diag, "make two of it, or keep values in globals or arrays");
	} else {
		diag_sys(cc->diag, 0, "internal error: clang refuses the emitted C: %s", why);
		diag_hint(cc->diag, "please report it with the output of --dump=c");
	}
}

static int report(struct cc *cc, char *log, int status)
{
	struct buf others = BUF_INIT;
	unsigned last = 0, shown = 0;

	for (char *line = log, *next; line && *line; line = next) {
		struct complaint c;
		struct span at;

		next = strchr(line, '\n');
		if (next)
			*next++ = 0;
		if (!complaint_parse(line, &c))
			continue;
		if (!where_line(cc->prog, c.file, c.line, &at)) {
			if (others.len < 400)
				buf_printf(&others, "%s%s", others.len ? "; " : "", c.msg);
		} else if (c.line != last) {		/* one per line is enough */
			diag_error(cc->diag, at, ERR_CLANG, "clang refuses this line: %s", c.msg);
			last = c.line;
			shown++;
		}
	}
	if (!shown)
		report_unplaced(cc, buf_str(&others), status);
	buf_fini(&others);
	return -EINVAL;
}

/* ---- one compile ---- */
static struct cc_key key_of(const char *text, size_t len)
{
	struct cc_hash h;
	size_t rt_len;
	const char *rt = rt_text(&rt_len);

	cc_hash_init(&h);
	cc_hash_add(&h, rt, rt_len);
	cc_hash_add(&h, text, len);
	for (unsigned i = 0; options[i]; i++)
		cc_hash_add(&h, options[i], strlen(options[i]) + 1);
	return cc_hash_end(&h);
}

/* the bytes of emit's first lines, which say how the runtime is to be compiled */
static size_t definitions(const char *text, size_t len)
{
	static const char define[] = "#define ";
	size_t n = 0;

	while (len - n >= sizeof(define) - 1 && !memcmp(text + n, define, sizeof(define) - 1)) {
		const char *end = memchr(text + n, '\n', len - n);

		if (!end)
			break;
		n = (size_t)(end - text) + 1;
	}
	return n;
}

static int run(struct cc *cc, const char *text, size_t len, void **obj, size_t *obj_size)
{
	static const char begin[] = "#line 1 \"<emitted>\"\n";
	size_t rt_len, log_len;
	const char *rt = rt_text(&rt_len);
	struct child *c = cc->child;
	size_t first = definitions(text, len);

	feed(c, text, first);
	feed(c, rt, rt_len);
	feed(c, begin, sizeof(begin) - 1);
	feed(c, text + first, len - first);
	close(c->in);
	c->in = -1;
	int status = wait_for(c);

	if (status) {
		char *log = slurp(c->err, &log_len);
		int err = status < 0 ? diag_sys(cc->diag, status, "cannot wait for clang")
				     : report(cc, log, status);

		free(log);
		return err;
	}
	*obj = slurp(c->out, obj_size);
	if (*obj_size > EI_NIDENT && !memcmp(*obj, ELFMAG, SELFMAG))
		return 0;
	free(*obj);		/* and it must not come into the cache */
	*obj = NULL;
	diag_sys(cc->diag, 0, "%s wrote no object", cc->path);
	diag_hint(cc->diag, "is it clang? another one can be named in $SONDE_CLANG");
	return -EINVAL;
}

int cc_compile(struct cc *cc, const char *text, size_t len, void **obj, size_t *obj_size)
{
	struct cc_key key = key_of(text, len);

	cc->object = cc->no_cache ? NULL : cc_cache_path(&key);
	unsigned long long maker = identity(cc);
	int err = 0;

	cc->from_cache = false;
	if (!cc->no_cache && !cc_cache_get(&key, maker, obj, obj_size)) {
		cc->from_cache = true;
		/* its end takes milliseconds: cc_fini waits for it, when nobody is waiting for us */
		if (cc->child)
			kill(((struct child *)cc->child)->pid, SIGKILL);
		return 0;
	}
	if (!maker) {
		diag_sys(cc->diag, 0, "clang is not installed, and it compiles what sonde runs");
		diag_hint(cc->diag, "apt install clang, or name one in $SONDE_CLANG");
		return -ENOENT;
	}
	if (!cc->child)
		cc->child = child_new(cc->path, &err);
	if (!cc->child)
		return diag_sys(cc->diag, err, "cannot start %s", cc->path);
	err = run(cc, text, len, obj, obj_size);
	child_free(cc->child);
	cc->child = NULL;
	if (!err && !cc->no_cache)
		cc_cache_put(&key, maker, *obj, *obj_size);
	if (!err && !cc->no_cache && cc->script.hex[0])
		cc_cache_put(&cc->script, maker, "", 0);
	return err;
}
