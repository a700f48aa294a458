/*
 * unwind.c - tables for the BPF side's walk of user stacks, and what it saw of mappings
 */
#include <assert.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bpf/provider/mmaps.h"
#include "bpf/ring.h"
#include "bpf/session_int.h"
#include "bpf/unwind.h"
#include "bpf/rt/parts/unwind.h"
#include "lib/arena.h"
#include "lib/cfi.h"
#include "lib/elf.h"
#include "lib/ldso.h"
#include "lib/map.h"
#include "lib/proc.h"
#include "lib/usym.h"

enum {
	POLL_NS = 20000000, WANTED_MAX = 64 /* in one poll */, EXEC_MAX = 8 << 20 /* bytes */,
	HEARD_MAX = 256,
};

struct file {
	struct rt_object key;
	const char *path;
};

struct heard {			/* a file that somebody of the target's has mapped, who may have gone since */
	struct rt_object key;
	pid_t pid;
	uint64_t start, end, offset;
	char *path;		/* malloc'd; NULL: none yet */
};

struct unwind {
	struct session *s;
	int objects, wanted, maps, asked, key_prog;	/* borrowed descriptors */
	struct arena *arena;
	VEC(struct file) files;		/* that have a table */
	VEC(struct rt_object) new_keys;	/* of tables that are not in the map yet */
	VEC(int) new_fds;
	int64_t next_ns;
	struct ring *execs;		/* programs that are started; NULL: not told */
	struct bpf_link *exec_link;
	struct mmaps *mmaps;		/* what the target's processes load; NULL: no target, or not told */
	struct unwind_rests *rests;	/* of stacks in what had no table; NULL: cannot be had */
	struct heard heard[HEARD_MAX];	/* the last ones */
	unsigned nheard;			/* that there were */
	struct map *seen;		/* "INODE DEVICE" of files that they have mapped */
};

/* the rows of lib/cfi.h are what the BPF side reads */
static_assert(sizeof(struct cfi_row) == sizeof(struct rt_cfi) &&
	      offsetof(struct cfi_row, cfa) == offsetof(struct rt_cfi, cfa) &&
	      offsetof(struct cfi_row, bp) == offsetof(struct rt_cfi, bp) &&
	      offsetof(struct cfi_row, rule) == offsetof(struct rt_cfi, rule), "rows differ");
static_assert((int)CFI_BP_DEREF == (int)RT_CFI_BP_DEREF && (int)CFI_END == (int)RT_CFI_END &&
	      (int)CFI_PLT == (int)RT_CFI_PLT && (int)CFI_BP_SAME == (int)RT_CFI_BP_SAME, "rules differ");

static int map_fd(const struct session *s, const char *name)
{
	struct bpf_map *map = bpf_object__find_map_by_name(s->obj, name);

	return map ? bpf_map__fd(map) : -1;
}

/* ---- tables ---- */

/* the object's key is asked of the kernel side, which sees another inode than stat() on an overlay */
static bool key_of_mapping(struct unwind *u, const void *at, struct rt_object *ret)
{
	uint64_t ctx[1] = { (uintptr_t)at };
	struct bpf_test_run_opts opts = { .sz = sizeof(opts), .ctx_in = ctx, .ctx_size_in = sizeof(ctx) };
	rt_u32 zero = 0;

	return !bpf_prog_test_run_opts(u->key_prog, &opts) && !opts.retval &&
	       !bpf_map_lookup_elem(u->asked, &zero, ret);
}

static bool key_of(struct unwind *u, const char *path, struct rt_object *ret)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	void *at = fd < 0 ? MAP_FAILED : mmap(NULL, 1, PROT_READ, MAP_PRIVATE, fd, 0);
	bool known = at != MAP_FAILED && key_of_mapping(u, at, ret);

	if (at != MAP_FAILED)
		munmap(at, 1);
	if (fd >= 0)
		close(fd);
	return known;
}

static bool is_same(const struct rt_object *a, const struct rt_object *b)
{
	return a->ino == b->ino && a->dev == b->dev;
}

static const char *path_of(const struct unwind *u, const struct rt_object *key)
{
	for (size_t i = 0; i < u->files.n; i++)
		if (is_same(&u->files.v[i].key, key))
			return u->files.v[i].path;
	return NULL;
}

static bool has_table(const struct unwind *u, const struct rt_object *key)
{
	rt_u32 id;

	for (size_t i = 0; i < u->new_keys.n; i++)
		if (is_same(&u->new_keys.v[i], key))
			return true;
	return !bpf_map_lookup_elem(u->objects, key, &id);
}

/* rows with their number in front; an object without any has a table too, or it would be asked for again */
static void add_table(struct unwind *u, const struct rt_object *key, const struct cfi_row *rows, size_t n)
{
	struct bpf_map_create_opts opts = { .sz = sizeof(opts), .map_flags = BPF_F_INNER_MAP };
	rt_u32 count = (rt_u32)n + 1;
	int fd = bpf_map_create(BPF_MAP_TYPE_ARRAY, "unw_table", 4, sizeof(*rows), count, &opts);

	if (fd < 0)
		return;
	struct cfi_row *all = xcalloc(count, sizeof(*all));
	rt_u32 *keys = xcalloc(count, sizeof(*keys));

	all[0].at = (rt_u32)n;
	if (n)
		memcpy(all + 1, rows, n * sizeof(*rows));
	for (rt_u32 i = 0; i < count; i++)
		keys[i] = i;
	if (!bpf_map_update_batch(fd, keys, all, &count, NULL)) {
		vec_push(NULL, &u->new_keys, *key);
		vec_push(NULL, &u->new_fds, fd);
	} else {
		close(fd);
	}
	free(keys);
	free(all);
}

/*
 * The new tables in one go: after a change of a map of maps the kernel waits until no program runs any more
 * that might see the old one, some milliseconds (maybe_wait_bpf_programs()), but once for a batch.
 */
static void publish_tables(struct unwind *u)
{
	rt_u32 count = (rt_u32)u->new_keys.n;

	if (count && bpf_map_update_batch(u->objects, u->new_keys.v, u->new_fds.v, &count, NULL))
		for (size_t i = 0; i < u->new_keys.n; i++)
			bpf_map_update_elem(u->objects, &u->new_keys.v[i], &u->new_fds.v[i], BPF_ANY);
	for (size_t i = 0; i < u->new_fds.n; i++)
		close(u->new_fds.v[i]);
	u->new_keys.n = u->new_fds.n = 0;
}

static void load_file(struct unwind *u, const struct rt_object *key, const char *path)
{
	struct cfi_row *rows = NULL;

	if (has_table(u, key))
		return;
	long n = cfi_read(path, NULL, 0, &rows);

	add_table(u, key, rows, n > 0 ? (size_t)n : 0);
	vec_push(NULL, &u->files, ((struct file){ .key = *key, .path = arena_strdup(u->arena, path) }));
	free(rows);
}

/* every 64-bit process has the same one, ours too; its size is in its own headers */
static void load_vdso(struct unwind *u)
{
	const struct rt_object key = { .ino = RT_UNW_VDSO };
	const void *image = (const void *)getauxval(AT_SYSINFO_EHDR);
	struct cfi_row *rows = NULL;

	if (!image)
		return;
	long n = cfi_read(NULL, image, 2 * (size_t)sysconf(_SC_PAGESIZE), &rows);

	add_table(u, &key, rows, n > 0 ? (size_t)n : 0);
	free(rows);
}

static int load_path(const char *path, void *ctx)
{
	struct unwind *u = ctx;
	struct rt_object key;
	char real[PATH_MAX];

	/* as /proc/PID/maps calls it, not as the loader asks for it; but another's root stays in front */
	if (strncmp(path, "/proc/", 6) && realpath(path, real))
		path = real;
	if (key_of(u, path, &key))
		load_file(u, &key, path);
	return 0;
}

/* of large ones the table is read when a stack leads into them: it takes its time */
static int load_small(const char *path, void *ctx)
{
	struct stat st;

	return stat(path, &st) || st.st_size > EXEC_MAX ? 0 : load_path(path, ctx);
}

/* a program, its loader, and what that will load */
static void load_program(struct unwind *u, const char *path, int (*load)(const char *path, void *ctx))
{
	struct elf_file *elf = elf_open(path);

	if (!elf)
		return;
	load(path, u);
	if (elf_interp(elf))
		load(elf_interp(elf), u);
	ldso_each(path, load, u);
	elf_close(elf);
}

static void load_target(struct unwind *u)
{
	struct proc *p = u->s->proc;

	if (!p)
		return;
	if (!p->before_exec)
		usyms_each_object(u->s->impl->usyms, p->pid, load_path, u);
	if (p->path)
		load_program(u, p->path, load_path);
}

/* whoever runs them: what the script names */
static void load_named(struct unwind *u)
{
	const struct prog *prog = u->s->prog;
	const char *last = NULL;

	for (size_t i = 0; i < prog->probes.n; i++) {
		const char *path = prog->probes.v[i]->program;

		if (path && (!last || strcmp(path, last)))
			load_program(u, path, load_path);
		if (path)
			last = path;
	}
}

/* ---- programs that are started ---- */

static void on_exec(void *ctx, const void *rec, size_t len)
{
	const struct rt_exec *e = rec;
	struct unwind *u = ctx;
	char inside[RT_UNW_PATH + 64];
	struct rt_object key;

	if (len < sizeof(*e) || has_table(u, &e->object) || e->path[0] != '/' || !memchr(e->path, 0, sizeof(e->path)))
		return;
	/* a file that only has the same path has a key of its own: no harm. (On an overlay an exec has another inode.) */
	load_program(u, e->path, load_small);
	/* in a mount namespace of its own the process leads to its file, while it lives */
	snprintf(inside, sizeof(inside), "/proc/%d/root%s", (int)e->tgid, e->path);
	if (key_of(u, inside, &key) && !has_table(u, &key)) {
		load_program(u, inside, load_small);
		usyms_hold(u->s->impl->usyms, (pid_t)e->tgid);
	}
}

static void execs_ready(struct session *s, int fd, void *ctx)
{
	struct unwind *u = ctx;

	(void)s;
	(void)fd;
	ring_drain(u->execs, on_exec, u);
	publish_tables(u);
}

static void watch_execs(struct unwind *u)
{
	struct bpf_program *prog = session_program(u->s, "unw_exec");
	int fd = map_fd(u->s, "unw_execs");

	u->execs = prog && fd >= 0 ? ring_new(fd, RT_UNW_EXECS) : NULL;
	if (!u->execs)
		return;
	u->exec_link = bpf_program__attach_raw_tracepoint(prog, "sched_process_exec");
	session_watch(u->s, fd, execs_ready, u);
}

/* ---- libraries that the target loads while it runs ---- */

static void remember(struct unwind *u, const struct mmap_event *ev)
{
	struct heard *g = &u->heard[u->nheard++ % HEARD_MAX];

	free(g->path);
	*g = (struct heard){ .key = { .dev = ev->major << 20 | ev->minor, .ino = ev->inode }, .pid = ev->pid,
			    .start = ev->start, .end = ev->end, .offset = ev->offset, .path = xstrdup(ev->path) };
}

static const char *path_heard(const struct unwind *u, const struct rt_object *key, pid_t pid)
{
	for (size_t i = 0; i < HEARD_MAX; i++)
		if (u->heard[i].path && u->heard[i].pid == pid && is_same(&u->heard[i].key, key))
			return u->heard[i].path;
	return NULL;
}

/* the loader maps its code before anything in it can run: who does so waits for the table */
static void on_mmap(void *ctx, const struct mmap_event *ev)
{
	struct unwind *u = ctx;
	char name[64], inside[PATH_MAX + 64];
	struct stat st;
	int sig = 0;

	snprintf(name, sizeof(name), "%llx %x:%x", (unsigned long long)ev->inode, ev->major, ev->minor);
	bool is_target = proc_descends(ev->pid, u->s->world->target);

	/* who has gone may have been the target's; a stack that it left behind may lead there */
	if (is_target || (kill(ev->pid, 0) && errno == ESRCH))
		remember(u, ev);
	if (!is_target || map_get(u->seen, name))
		return;
	map_put(u->seen, name, u);
	for (size_t i = 0; i < u->files.n; i++)		/* what it needs from its start has tables */
		if (!strcmp(u->files.v[i].path, ev->path))
			return;

	bool waits = proc_hold(ev->tid, &sig);

	/* by a path that serves when the process has gone, unless that is another file here */
	snprintf(inside, sizeof(inside), "/proc/%d/root%s", (int)ev->pid, ev->path);
	load_small(!stat(ev->path, &st) && st.st_ino == ev->inode ? ev->path : inside, u);
	publish_tables(u);
	if (waits)
		proc_let_go(ev->tid, sig);
}

static void watch_mmaps(struct unwind *u)
{
	if (!u->s->world->target)
		return;
	u->seen = map_new();
	u->mmaps = mmaps_start(u->s, on_mmap, u);
}

/* ---- what the BPF side met ---- */

static void load_wanted(struct unwind *u, const struct rt_object *key)
{
	struct rt_mapping_at at;
	char path[USYM_PATH];

	if (bpf_map_lookup_elem(u->wanted, key, &at))
		return;
	if (usyms_object(u->s->impl->usyms, (pid_t)at.tgid, at.start, path))
		load_file(u, key, path);
	else if (path_heard(u, key, (pid_t)at.tgid))
		load_file(u, key, path_heard(u, key, (pid_t)at.tgid));
	else if (kill((pid_t)at.tgid, 0) && errno == ESRCH)
		;	/* too late to see its file: another process may bring it again */
	else
		add_table(u, key, NULL, 0);
	bpf_map_delete_elem(u->wanted, key);
}

void unwind_poll(struct unwind *u, int64_t now_ns)
{
	struct rt_object key;

	if (!u || now_ns < u->next_ns)
		return;
	u->next_ns = now_ns + POLL_NS;
	for (int i = 0; i < WANTED_MAX && !bpf_map_get_next_key(u->wanted, NULL, &key); i++)
		load_wanted(u, &key);
	publish_tables(u);
}

/* what stacks lead through was mapped before, so it is told before; and the next one there shall need no rest */
void unwind_settle(struct unwind *u)
{
	if (!u || !u->rests || !unwind_rests_wait(u->rests))
		return;
	mmaps_drain(u->mmaps);
	u->next_ns = 0;
	unwind_poll(u, 1);
	unwind_rests_drain(u->rests);
}

static void rests_ready(struct session *s, int fd, void *ctx)
{
	struct unwind *u = ctx;

	(void)s;
	(void)fd;
	unwind_settle(u);
}

static void watch_rests(struct unwind *u)
{
	int fd = map_fd(u->s, "unw_rests");

	u->rests = fd >= 0 ? unwind_rests_new(u->s->impl->usyms, fd) : NULL;
	if (u->rests)
		session_watch(u->s, fd, rests_ready, u);
}

struct unwind_rests *unwind_rests_of(struct unwind *u)
{
	return u ? u->rests : NULL;
}

/* mappings of a process that /proc does not know any more */
static void give_mapping(struct unwind *u, const struct rt_mapping_at *key, const struct rt_mapping *m)
{
	bool vdso = !m->object.dev && m->object.ino == RT_UNW_VDSO;
	struct usym_mapping add = { .start = key->start, .end = m->end, .offset = m->offset,
				    .path = vdso ? "[vdso]" : path_of(u, &m->object) };

	if (add.path)
		usyms_add_mapping(u->s->impl->usyms, (pid_t)key->tgid, &add);
}

/* many at a time: there may be thousands of processes that have gone, and this looks through all of them for each */
static void give_mappings(void *ctx, pid_t pid)
{
	enum { BATCH = 4096 };
	struct unwind *u = ctx;
	struct rt_mapping_at *keys = xcalloc(BATCH, sizeof(*keys));
	struct rt_mapping *values = xcalloc(BATCH, sizeof(*values));
	struct rt_mapping_at cursor;
	rt_u32 n;

	for (int err = 0, first = 1; !err; first = 0) {
		n = BATCH;
		err = bpf_map_lookup_batch(u->maps, first ? NULL : &cursor, &cursor, keys, values, &n, NULL);
		for (rt_u32 i = 0; (!err || err == -ENOENT) && i < n; i++)
			if (keys[i].tgid == (rt_u64)pid)
				give_mapping(u, &keys[i], &values[i]);
	}
	free(keys);
	free(values);
	for (size_t i = 0; i < HEARD_MAX; i++) {
		const struct heard *g = &u->heard[i];

		if (g->path && g->pid == pid)
			usyms_add_mapping(u->s->impl->usyms, pid, &(struct usym_mapping){
					  .start = g->start, .end = g->end, .offset = g->offset, .path = g->path });
	}
}

/* ---- life ---- */

struct unwind *unwind_new(struct session *s)
{
	struct bpf_program *key_prog = session_program(s, "unw_key");

	if (!key_prog)
		return NULL;
	struct unwind *u = xcalloc(1, sizeof(*u));

	*u = (struct unwind){ .s = s, .objects = map_fd(s, "unw_objects"), .wanted = map_fd(s, "unw_wanted"),
			      .maps = map_fd(s, "unw_maps"), .asked = map_fd(s, "unw_asked"),
			      .key_prog = bpf_program__fd(key_prog), .arena = arena_new() };
	if (!s->impl->usyms)
		s->impl->usyms = usyms_new();
	usyms_ask(s->impl->usyms, give_mappings, u);
	load_vdso(u);
	load_target(u);
	load_named(u);
	publish_tables(u);
	watch_execs(u);
	watch_rests(u);
	watch_mmaps(u);
	return u;
}

void unwind_free(struct unwind *u)
{
	if (!u)
		return;
	usyms_ask(u->s->impl->usyms, NULL, NULL);
	bpf_link__destroy(u->exec_link);
	ring_free(u->execs);
	unwind_rests_free(u->rests);
	mmaps_stop(u->s, u->mmaps);
	map_free(u->seen);
	for (size_t i = 0; i < HEARD_MAX; i++)
		free(u->heard[i].path);
	vec_fini(&u->files);
	vec_fini(&u->new_keys);
	vec_fini(&u->new_fds);
	arena_free(u->arena);
	free(u);
}
