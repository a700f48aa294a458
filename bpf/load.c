/*
 * load.c - object to kernel: maps sized by the options, control words set, refusals explained
 */
#include <assert.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include "bpf/cgroup.h"
#include "bpf/core_btf.h"
#include "bpf/keep.h"
#include "bpf/ring.h"
#include "bpf/session_int.h"
#include "bpf/store.h"
#include "bpf/unwind.h"
#include "bpf/verifier.h"
#include "bpf/world.h"
#include "lib/hz.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/proc.h"

/* ---- libbpf's words; its hook has no argument, hence the lone variable of this kind ---- */
static struct buf *log_to;

/* warnings; and what the verifier says of a program that it takes, which it is asked for by -x bpflog only */
static int log_hook(enum libbpf_print_level level, const char *fmt, va_list ap)
{
	if (log_to && (level <= LIBBPF_WARN || strstr(fmt, "PROG LOAD LOG")))
		buf_vprintf(log_to, fmt, ap);
	return 0;
}

void libbpf_log(struct buf *to)
{
	log_to = to;
	libbpf_set_print(log_hook);
}

/* ---- sizes ---- */
static uint64_t power_of_two(uint64_t n, uint64_t least)
{
	uint64_t size = least;

	while (size < n && size < 1ull << 31)
		size *= 2;
	return size;
}

static struct bpf_map *map_of(struct session *s, const char *name)
{
	return bpf_object__find_map_by_name(s->obj, name);
}

/* room for how many elements, when the script does not say: D gives its sizes in bytes */
static uint64_t default_entries(const struct session *s, const struct var *v)
{
	uint64_t bytes = v->type->kind == TY_STAT ? s->opt->aggsize : s->opt->dynvarsize;
	uint64_t each = v->key_size + v->value_size + 16;	/* and the hash's own two pointers */
	uint64_t data = v->value_size + (v->type->kind == TY_STAT ? v->key_size : 0);
	uint64_t n = bytes / each;

	if (s->prog->lang == LANG_STAP)
		return s->opt->maxmapentries ? s->opt->maxmapentries : 2048;
	if (n >= 64)
		return n > 1u << 24 ? 1u << 24 : n;
	if (v->hidden || data * 64 <= bytes)
		return 64;
	/* who asks for a handful thinks of the data alone */
	return data <= bytes ? bytes / data : 1;
}

struct seek { const struct var *var; bool found; };

static bool find_update(struct stmt *s, void *ctx)
{
	struct seek *k = ctx;

	k->found |= (s->kind == S_AGG || s->kind == S_SET) && s->to->var == k->var;
	return true;
}

/* is it filled where interrupts are off? Not more than an element or two could be had on demand */
static bool filled_in_atomic(const struct session *s, const struct var *v)
{
	struct seek k = { .var = v };

	for (size_t i = 0; i < s->prog->clauses.n && !k.found; i++) {
		const struct clause *c = s->prog->clauses.v[i];

		if (c->probes.n && c->probes.v[0]->provider->atomic)
			block_walk(c->body, find_update, NULL, &k);
	}
	return k.found;
}

/* of all the variables that lie in v's map */
static bool any_filled_in_atomic(struct session *s, const struct var *v)
{
	for (size_t i = 0; v->pool && i < s->prog->vars.n; i++)
		if (s->prog->vars.v[i]->pool == v && filled_in_atomic(s, s->prog->vars.v[i]))
			return true;
	return filled_in_atomic(s, v);
}

/*
 * The room of variables that share a map, each of which has n: on demand. D's sizes are those of all
 * its variables together, and empty places cost time when the map is made and walked.
 */
static uint64_t pool_entries(const struct session *s, const struct var *v, uint64_t n)
{
	enum { D_FULL = 4, MOST = 1 << 22 };
	uint64_t full = s->prog->lang == LANG_D && v->pooled > D_FULL ? D_FULL : v->pooled;

	return n * full > MOST ? MOST : n * full;
}

static void size_var(struct session *s, const struct var *v)
{
	char name[24];

	if (!v->keys.n)
		return;
	snprintf(name, sizeof(name), "v%u", v->id);
	struct bpf_map *map = map_of(s, name);
	uint64_t n = v->max_entries ? v->max_entries : default_entries(s, v);

	if (!map)
		return;
	if (v->pool)
		n = pool_entries(s, v, n);
	if (v->taken)		/* while it is taken there are two of it */
		n *= 2;
	bpf_map__set_max_entries(map, (uint32_t)n);
	if (v->wrap) {
		snprintf(name, sizeof(name), "v%u_order", v->id);
		bpf_map__set_max_entries(map_of(s, name), (uint32_t)(STORE_WRAP_ORDER * n));
		return;		/* filled to the brim, and what it gives up is wanted again at once */
	}
	if (!feature_has(s->features, FEAT_alloc_atomic))
		return;
	/* on demand where any context may allocate: starts sooner, and takes what is used */
	unsigned flags = bpf_map__map_flags(map) & ~(unsigned)BPF_F_NO_PREALLOC;

	bpf_map__set_map_flags(map, any_filled_in_atomic(s, v) ? flags : flags | BPF_F_NO_PREALLOC);
}

/* what a policy keeps is kept here, within bufsize (keep.c); on its way nothing of it may be lost */
static uint64_t ring_size(const struct options *o)
{
	enum { WAY = 4 << 20 };

	return keep_waits(o) && o->bufsize < WAY ? WAY : o->bufsize;
}

static void size_maps(struct session *s)
{
	struct bpf_map *times = map_of(s, "times"), *muted = map_of(s, "muted");
	struct bpf_map *ring = map_of(s, "ring"), *self = map_of(s, "self"), *scratch = map_of(s, "scratch");
	struct bpf_map *walks = map_of(s, "walks");

	if (scratch && bpf_map__type(scratch) == BPF_MAP_TYPE_ARRAY)	/* too big for a per-CPU one */
		bpf_map__set_max_entries(scratch, 4 * (uint32_t)libbpf_num_possible_cpus());
	if (walks)
		bpf_map__set_max_entries(walks, bpf_map__max_entries(walks) * (uint32_t)libbpf_num_possible_cpus());
	if (muted)
		bpf_map__set_max_entries(muted, (uint32_t)times_pairs(s));
	if (times)
		bpf_map__set_max_entries(times, (uint32_t)times_pairs(s));
	if (ring)
		bpf_map__set_max_entries(ring, (uint32_t)power_of_two(ring_size(s->opt), (uint64_t)sysconf(_SC_PAGESIZE)));
	if (self && bpf_map__type(self) == BPF_MAP_TYPE_HASH) {
		uint64_t n = s->opt->dynvarsize / (s->prog->thread_size + 24);

		bpf_map__set_max_entries(self, (uint32_t)(n < 1024 ? 1024 : n));
	}
	for (size_t i = 0; i < s->prog->vars.n; i++)
		size_var(s, s->prog->vars.v[i]);
}

/* ---- control words ---- */
static int64_t now_ns(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return t.tv_sec * 1000000000ll + t.tv_nsec;
}

static void set_control(struct session *s)
{
	struct rt_control *c = s->control;

	c->target = (rt_u32)s->rt.target;
	c->self_pid = (rt_u32)getpid();
	c->ram_pages = (rt_u64)sysconf(_SC_PHYS_PAGES);
	c->hz = (rt_u64)kernel_hz();
	c->cpus = (rt_u32)libbpf_num_possible_cpus();
	c->mhz = (rt_u64)cpu_mhz();
	c->wall_offset = (rt_u64)(now_ns(CLOCK_REALTIME) - now_ns(CLOCK_MONOTONIC));
	c->gate = RT_GATE_CLOSED;
	c->nspec = s->opt->nspec < RT_SPECS ? (rt_u32)s->opt->nspec : RT_SPECS;
}

static int map_section(struct session *s, const char *name, struct mapped *ret)
{
	struct bpf_map *map = map_of(s, name);
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	*ret = (struct mapped){ 0 };
	if (!map)
		return 0;
	size_t size = (bpf_map__value_size(map) + page - 1) / page * page;
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, bpf_map__fd(map), 0);

	if (at == MAP_FAILED)
		return diag_sys(s->diag, -errno, "cannot map %s of the program", name);
	*ret = (struct mapped){ .at = at, .size = size };
	return 0;
}

void *session_section(struct session *s, const char *name, size_t *size)
{
	struct bpf_map *map = map_of(s, name);
	struct mapped m;

	*size = 0;
	if (!map || map_section(s, name, &m))
		return NULL;
	*size = bpf_map__value_size(map);
	return m.at;
}

/* there in programs that use vtimestamp: bpf/rt/parts/vtime.bpf.h */
static void set_sched_ahead(struct session *s)
{
	struct mapped m;

	if (map_section(s, ".data.vtime", &m) || !m.at)
		return;
	*(int64_t *)m.at = sched_clock_ahead();
	munmap(m.at, m.size);
}

static int map_sections(struct session *s)
{
	struct session_impl *m = s->impl;
	int err = map_section(s, ".data.rt", &m->control);

	if (!err)
		err = map_section(s, ".data.rec", &m->rec_drops);
	if (!err)
		err = map_section(s, ".data.var", &m->vars);
	if (!err)
		err = map_section(s, ".data.glob", &m->globals);
	if (!err)
		err = map_section(s, ".data.put", &m->put);
	if (!err)
		err = map_section(s, ".data.cell", &m->cell);
	if (err)
		return err;
	assert(m->control.at && m->control.size >= sizeof(struct rt_control));
	s->control = m->control.at;
	set_control(s);
	set_sched_ahead(s);
	/* generations count from 1: a cell of generation 0 was never used */
	for (size_t i = 0; m->vars.at && i < s->prog->vars.n; i++)
		((struct rt_var *)m->vars.at)[s->prog->vars.v[i]->id].gen = 1;
	return 0;
}

/* ---- loading ---- */
static void more_files(void)
{
	struct rlimit r;

	/* a probe may need a descriptor per CPU; the hard limit is ours to use */
	if (!getrlimit(RLIMIT_NOFILE, &r) && r.rlim_cur < r.rlim_max) {
		r.rlim_cur = r.rlim_max;
		setrlimit(RLIMIT_NOFILE, &r);
	}
}

/* of kernels that charge maps to it (before 5.11), and of what mlock() takes */
static void lock_limit(const struct options *o)
{
	struct rlimit r = { o->lockmem, o->lockmem };

	if (o->lockmem)
		setrlimit(RLIMIT_MEMLOCK, &r);
}

static int open_object(struct session *s, const void *obj, size_t size, const struct buf *log)
{
	struct bpf_object_open_opts opts = { .sz = sizeof(opts), .object_name = "sonde",
					     .kernel_log_level = s->opt->bpflog };
	int types = s->opt->btfpath ? -1 : core_btf(obj, size, !s->no_cache);
	char path[32];

	/* libbpf reads the file when it loads the object */
	snprintf(path, sizeof(path), "/proc/self/fd/%d", types);
	if (types >= 0) {
		opts.btf_custom_path = path;
		session_own_fd(s, types);
	}
	if (s->opt->btfpath)
		opts.btf_custom_path = s->opt->btfpath;
	s->obj = bpf_object__open_mem(obj, size, &opts);
	if (s->obj)
		return 0;
	int err = -errno;

	diag_sys(s->diag, 0, "internal error: libbpf cannot read the object: %s", log->len ? log->s : strerror(-err));
	return err ? err : -EINVAL;
}

/* groups of one provider lie together in the list that emit keeps */
typedef int groups_fn(struct session *s, const struct provider *p, struct group *const *groups, size_t n);

static int each_provider(struct session *s, groups_fn *fn)
{
	struct group **groups = xcalloc(s->emit->groups.n + 1, sizeof(*groups));
	int err = 0;

	for (const struct provider *const *p = s->world->providers; *p && !err; p++) {
		size_t n = 0;

		for (size_t i = 0; i < s->emit->groups.n; i++)
			if (s->emit->groups.v[i]->provider == *p)
				groups[n++] = s->emit->groups.v[i];
		if (n)
			err = fn(s, *p, groups, n);
	}
	free(groups);
	return err;
}

static int prepare_groups(struct session *s, const struct provider *p, struct group *const *groups, size_t n)
{
	return p->prepare ? p->prepare(s, groups, n) : 0;
}

static int load_object(struct session *s, const void *obj, size_t size, struct buf *log)
{
	int err = open_object(s, obj, size, log);

	if (err)
		return err;
	size_maps(s);
	err = each_provider(s, prepare_groups);
	if (!err)
		err = session_refused(s);
	if (err)
		return err;
	err = bpf_object__load(s->obj) ? -errno : 0;
	if (err)
		return verifier_report(s->diag, s->prog, log->s, err);
	err = cgroup_set(s);
	return err ? err : map_sections(s);
}

static int open_ring(struct session *s)
{
	struct bpf_map *map = map_of(s, "ring");

	if (!map)
		return 0;
	s->ring = ring_new(bpf_map__fd(map), bpf_map__max_entries(map));
	return s->ring ? 0 : diag_sys(s->diag, -errno, "cannot map the ring buffer");
}

int session_load(struct session *s, const void *obj, size_t size)
{
	struct buf log = BUF_INIT;

	more_files();
	lock_limit(s->opt);
	libbpf_log(&log);
	int err = load_object(s, obj, size, &log);

	libbpf_log(NULL);
	if (((err && s->verbose > 2) || s->opt->bpflog) && log.len)
		fwrite(log.s, 1, log.len, s->diag->out);
	buf_fini(&log);
	if (!err)
		err = open_ring(s);
	if (err)
		return err;
	struct store_ground ground = { .obj = s->obj, .prog = s->prog, .opt = s->opt, .control = s->control,
				       .vars = s->impl->vars.at, .globals = s->impl->globals.at,
				       .put = s->impl->put.at, .cell = s->impl->cell.at };

	s->store = s->rt.store = store_bpf_new(&ground);
	drops_init(s);
	s->impl->unwind = unwind_new(s);
	return 0;
}

static int attach_groups(struct session *s, const struct provider *p, struct group *const *groups, size_t n)
{
	return p->attach ? p->attach(s, groups, n) : 0;
}

static bool provides(const struct session *s, const struct provider *p)
{
	for (size_t i = 0; i < s->prog->probes.n; i++)
		if (s->prog->probes.v[i]->provider == p)
			return true;
	return false;
}

/* programs of the runtime's parts that look for themselves; before any probe that asks them */
static int attach_parts(struct session *s)
{
	static const struct { const char *prog, *tracepoint; } rows[] = {
		{ "tree_fork", "sched_process_fork" }, { "tree_free", "sched_process_free" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct bpf_program *prog = session_program(s, rows[i].prog);
		struct bpf_link *link = prog ? bpf_program__attach_raw_tracepoint(prog, rows[i].tracepoint) : NULL;

		if (prog && !link)
			return diag_sys(s->diag, -errno, "cannot attach to the tracepoint %s", rows[i].tracepoint);
		if (link)
			session_own_link(s, link);
	}
	return 0;
}

int session_attach(struct session *s)
{
	int err = attach_parts(s);

	if (!err)
		err = each_provider(s, attach_groups);

	for (const struct provider *const *p = s->world->providers; *p && !err; p++)
		if ((*p)->start && provides(s, *p))
			err = (*p)->start(s);	/* its clauses are in no group */
	return err ? err : session_refused(s);
}

/* ---- for providers ---- */
struct bpf_program *session_program(struct session *s, const char *name)
{
	return bpf_object__find_program_by_name(s->obj, name);
}

void session_own_link(struct session *s, struct bpf_link *link)
{
	vec_push(NULL, &s->links, link);
}

void session_own_fd(struct session *s, int fd)
{
	vec_push(NULL, &s->fds, fd);
}

void session_slow_fd(struct session *s, int fd)
{
	vec_push(NULL, &s->impl->slow, fd);
}

void session_drop_link(struct session *s, struct bpf_link *link)
{
	for (size_t i = 0; i < s->links.n; i++)
		if (s->links.v[i] == link) {
			s->links.v[i] = s->links.v[--s->links.n];
			bpf_link__destroy(link);
			return;
		}
}

void session_drop_fd(struct session *s, int fd)
{
	for (size_t i = 0; i < s->fds.n; i++)
		if (s->fds.v[i] == fd) {
			s->fds.v[i] = s->fds.v[--s->fds.n];
			close(fd);
			return;
		}
}

int session_test_run(struct session *s, struct bpf_program *prog, unsigned probe)
{
	uint64_t ctx[1] = { probe };
	struct bpf_test_run_opts opts = { .sz = sizeof(opts), .ctx_in = ctx, .ctx_size_in = sizeof(ctx) };

	(void)s;
	return bpf_prog_test_run_opts(bpf_program__fd(prog), &opts) ? -errno : 0;
}
