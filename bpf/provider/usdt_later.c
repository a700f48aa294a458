/*
 * usdt_later.c - marks of programs that start while we trace (D with -Z)
 *
 * A description that may come to mean marks of other programs has a few probes without a name. A file
 * with marks that fit and that somebody maps gives them one each: the mark is armed in all processes,
 * those to come as well, by the program of the description's group, which is told by a table in its
 * data how to find the arguments. Processes whose marks were armed one by one at the start are left
 * out there, in the files that were theirs then. Such a probe is shown as NAME*:OBJECT:FUNCTION:MARK.
 */
#include <bpf/libbpf.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include "bpf/provider/mmaps.h"
#include "bpf/provider/objects.h"
#include "bpf/provider/process.h"
#include "bpf/provider/uprobe.h"
#include "bpf/provider/uprobe_arm.h"
#include "bpf/provider/usdt.h"
#include "bpf/session.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/glob.h"
#include "lib/map.h"
#include "lib/proc.h"

enum { WAYS = 256, KNOWN = 64, ARGS = SDT_ARGS };

/* ---- in the program's data: both sides have it ---- */
struct later_arg {
	int64_t	 value;
	int16_t	 base, index;		/* offsets in struct pt_regs; -1: none */
	uint8_t	 kind, size, scale, is_signed, high;
	uint8_t	 pad[3];
};

struct later_table {
	uint32_t nways, nknown;
	uint32_t known[KNOWN];		/* processes whose marks are armed one by one */
	struct later_arg arg[WAYS][ARGS];
};

static const char table_text[] =
	"struct rt_later_arg {\n"
	"\trt_s64 value;\n"
	"\trt_s16 base, index;\n"
	"\trt_u8 kind, size, scale, is_signed, high, pad[3];\n"
	"};\n"
	"volatile struct {\n"
	"\trt_u32 nways, nknown;\n"
	"\trt_u32 known[%d];\n"
	"\tstruct rt_later_arg arg[%d][%d];\n"
	"} rt_later SEC(\".data.later\") = { 0 };\n"
	"RT_INLINE rt_u64 later_reg(struct pt_regs *ctx, rt_s16 at)\n"
	"{\n"
	"\trt_u64 v = 0;\n"
	"\n"
	"\tif (at >= 0 && at < (rt_s16)sizeof(*ctx))\n"
	"\t\tbpf_probe_read_kernel(&v, 8, (char *)ctx + at);\n"
	"\treturn v;\n"
	"}\n"
	"static __attribute__((noinline)) rt_s64 later_value(struct pt_regs *ctx, rt_u32 way, rt_u32 n)\n"
	"{\n"
	"\tif (way >= %d || n >= %d)\n"
	"\t\treturn 0;\n"
	"\tvolatile struct rt_later_arg *a = &rt_later.arg[way][n];\n"
	"\trt_u64 size = a->size, v = (rt_u64)a->value;\n"
	"\n"
	"\tif (a->kind == %d || size < 1 || size > 8)\n"
	"\t\treturn 0;\n"
	"\tif (a->kind == %d) {\n"
	"\t\tv = later_reg(ctx, a->base) >> (a->high ? 8 : 0);\n"
	"\t} else {\n"
	"\t\tv += later_reg(ctx, a->base) + later_reg(ctx, a->index) * a->scale;\n"
	"\t\tif (a->kind == %d) {\n"
	"\t\t\trt_u64 from = v;\n"
	"\t\t\tv = 0;\n"
	"\t\t\tbpf_probe_read_user(&v, size, (void *)from);\n"
	"\t\t}\n"
	"\t}\n"
	"\tsize = 64 - size * 8;\n"
	"\treturn a->is_signed ? (rt_s64)(v << (size & 63)) >> (size & 63) : (rt_s64)(v << (size & 63) >> (size & 63));\n"
	"}\n"
	"static __attribute__((noinline)) int later_known(void)\n"
	"{\n"
	"\trt_u32 tgid = bpf_get_current_pid_tgid() >> 32, n = rt_later.nknown;\n"
	"\n"
	"\tfor (rt_u32 i = 0; i < %d && i < n; i++)\n"
	"\t\tif (rt_later.known[i] == tgid)\n"
	"\t\t\treturn 1;\n"
	"\treturn 0;\n"
	"}\n";

void usdt_later_emit_table(struct emit *e)
{
	buf_printf(&e->out, table_text, KNOWN, WAYS, ARGS, WAYS, ARGS, SDT_UNKNOWN, SDT_REG, SDT_MEM, KNOWN);
}

/* behind the known ways of finding the arguments, in a group's program */
void usdt_later_emit(struct emit *e, const struct group *g)
{
	buf_puts(&e->out, "\tif (cookie >> 63) {\n\t\trt_u32 way = (rt_u32)(cookie >> 32) & 0x3fffffff;\n"
		 "\t\tif (!(cookie >> 62 & 1) && later_known())\n\t\t\treturn 0;\n");
	for (unsigned i = 0; i < ARGS; i++)
		if (g->arg_mask & 1u << i)
			buf_printf(&e->out, "\t\tf->arg[%u] = later_value(ctx, way, %u);\n", i, i);
	buf_puts(&e->out, "\t\t(void)way;\n\t}\n");
}

/* ---- finding ---- */

int usdt_later(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct probe_desc *kept;

	if (d->form || !glob_is_pattern(d->prov) || !d->prov[strspn(d->prov, "*")] || !strncmp(d->prov, "pid", 3))
		return 0;
	kept = arena_new_of(w->arena, struct probe_desc);
	*kept = *d;
	for (int i = 0; i < USDT_LATER; i++) {
		struct probe *p = probe_new(w, &provider_usdt, d->prov, d->mod, arena_printf(w->arena, "%s#%d", d->func, i),
					    d->name);
		struct usdt_mark *m = arena_new_of(w->arena, struct usdt_mark);

		m->later = kept;
		p->data = m;
		p->later = true;
		found(p, ctx);
	}
	return USDT_LATER;
}

/* ---- giving names to probes while we run ---- */

struct wish {				/* a description of a group */
	const struct group *g;
	const struct probe_desc *d;
	struct bpf_program *prog;
};

struct later {				/* of a session */
	struct session *s;
	struct mmaps *mmaps;
	VEC(struct wish) wishes;
	struct map *files;		/* "DEVICE INODE" of those looked at */
	struct map *known_files;	/* ... of those with marks that are armed one by one */
	struct later_table *table;
	size_t	 table_size;
	char	*names[FIELD_NAME + 1];	/* tables of names that handlers read; NULL: none does */
	size_t	 sizes[FIELD_NAME + 1];
	bool	 full;
};

static int16_t reg_offset(const char *name)
{
	static const char *const regs[] = { "r15", "r14", "r13", "r12", "bp", "bx", "r11", "r10", "r9", "r8", "ax",
					    "cx", "dx", "si", "di", "orig_ax", "ip", "cs", "flags", "sp", "ss" };

	for (size_t i = 0; name && i < sizeof(regs) / sizeof(*regs); i++)
		if (!strcmp(regs[i], name))
			return (int16_t)(i * 8);
	return -1;
}

static void put_way(struct later_arg *to, const struct usdt_site *s)
{
	for (unsigned i = 0; i < ARGS && i < s->nargs; i++) {
		const struct sdt_arg *a = &s->args[i];
		bool is_rip = a->is_rip && !a->base;	/* relative to the object: to the mark, then */

		to[i] = (struct later_arg){
			.value = is_rip ? (int64_t)((uint64_t)a->value - s->addr) : a->value,
			.base = reg_offset(is_rip ? "ip" : a->base), .index = reg_offset(a->index),
			.kind = a->is_rip && a->base ? SDT_UNKNOWN : (uint8_t)a->kind, .size = (uint8_t)a->size,
			.scale = (uint8_t)a->scale, .is_signed = a->is_signed, .high = a->high,
		};
	}
}

/* handlers read a table with a row for each probe; the tool's own output reads the probe */
static void rename_field(struct later *l, const struct probe *p, enum probe_field f, const char **field, const char *to)
{
	size_t width = l->sizes[f] / l->s->prog->probes.n;

	*field = to;
	if (l->names[f])
		snprintf(l->names[f] + p->index * width, width, "%s", to);
}

static struct probe *free_probe(const struct wish *w)
{
	for (size_t i = 0; i < w->g->probes.n; i++) {
		struct probe *p = w->g->probes.v[i];

		if (p->later && ((const struct usdt_mark *)p->data)->later == w->d)
			return p;
	}
	return NULL;
}

static void no_room(struct later *l, const struct wish *w)
{
	if (!l->full)
		diag_warn(l->s->diag, (struct span){ 0 }, "%s:::%s: more marks than %d in programs that start later: "
			  "the others are not traced", w->d->prov, w->d->name, USDT_LATER);
	l->full = true;
}

struct taking { struct later *l; const struct wish *w; };

enum { KEY_SIZE = 64 };

static bool file_key(const char *path, char key[KEY_SIZE])
{
	struct stat st;

	if (stat(path, &st))
		return false;
	snprintf(key, KEY_SIZE, "%llx %llx", (unsigned long long)st.st_dev, (unsigned long long)st.st_ino);
	return true;
}

/* bits 63 and 62: a later one; in a file that nobody had at the start, so of all processes */
static uint64_t cookie_of(const struct later *l, const struct usdt_site *x, const struct probe *p, uint64_t way)
{
	char key[KEY_SIZE];
	bool is_new = file_key(x->path, key) && !map_get(l->known_files, key);

	return 1ull << 63 | (uint64_t)is_new << 62 | way << 32 | p->index;
}

/* a mark of a file that fits a description: it gets the next probe without a name */
static int take(struct probe *found, void *ctx)
{
	const struct taking *t = ctx;
	struct later *l = t->l;
	struct probe *p = free_probe(t->w);
	struct usdt_mark *m = found->data;
	VEC(struct uprobe_place) places = { 0 };

	if (!p || l->table->nways + m->sites.n > WAYS) {
		no_room(l, t->w);
		return 1;
	}
	p->later = false;
	rename_field(l, p, FIELD_PROV, &p->prov, found->prov);
	rename_field(l, p, FIELD_MOD, &p->mod, found->mod);
	rename_field(l, p, FIELD_FUNC, &p->func, found->func);
	rename_field(l, p, FIELD_NAME, &p->name, found->name);
	for (size_t i = 0; i < m->sites.n; i++) {
		const struct usdt_site *x = &m->sites.v[i];
		uint64_t way = l->table->nways++;

		put_way(l->table->arg[way], x);
		vec_push(NULL, &places, ((struct uprobe_place){
			.path = x->path, .offset = x->offset, .semaphore = x->semaphore,
			.cookie = cookie_of(l, x, p, way), .probe = p,
		}));
	}
	uprobe_arm(l->s, t->w->prog, places.v, places.n, false, "USDT mark");
	vec_fini(&places);
	return 0;
}

static void look_at(struct later *l, struct object *o)
{
	char key[KEY_SIZE];

	if (!file_key(o->open_path, key) || map_get(l->files, key))
		return;
	map_put(l->files, key, l);
	for (size_t i = 0; i < l->wishes.n; i++)
		usdt_of_object(l->s->world, o, l->wishes.v[i].d, take, &(struct taking){ l, &l->wishes.v[i] });
}

/* a command that we were given waits meanwhile, so that nothing is missed; nobody else does */
static bool is_waiting(const struct later *l, const struct mmap_event *ev, int *sig)
{
	pid_t target = l->s->world->target;

	return target && proc_descends(ev->pid, target) && proc_hold(ev->tid, sig);
}

/* the process may be in another mount namespace; the path then means something else here */
static void on_mmap(void *ctx, const struct mmap_event *ev)
{
	struct later *l = ctx;
	char key[KEY_SIZE], path[4200];
	struct object *object;
	struct stat st;
	int sig;

	if (stat(ev->path, &st) || st.st_ino != ev->inode) {
		snprintf(path, sizeof(path), "/proc/%d/root%s", (int)ev->pid, ev->path);
		if (stat(path, &st) || st.st_ino != ev->inode)
			return;
	} else {
		snprintf(path, sizeof(path), "%s", ev->path);
	}
	if (!file_key(path, key) || map_get(l->files, key))
		return;
	object = object_of_file(world_objects(l->s->world), path);
	if (is_waiting(l, ev, &sig)) {
		look_at(l, object);
		proc_touch_file(ev->pid, ev->path);	/* what is there if it closed the file before we came */
		if (proc_through_close(ev->tid, &sig)) {
			proc_touch_file(ev->pid, ev->path);
			proc_let_go(ev->tid, sig);
		}
	} else {
		look_at(l, object);
	}
}

/* ---- starting ---- */

static bool has_wish(const struct later *l, const struct group *g, const struct probe_desc *d)
{
	for (size_t i = 0; i < l->wishes.n; i++)
		if (l->wishes.v[i].g == g && l->wishes.v[i].d == d)
			return true;
	return false;
}

static void add_known(struct later *l, const struct usdt_mark *m)
{
	for (size_t i = 0; i < m->sites.n; i++) {
		bool is_new = m->sites.v[i].pid != 0 && l->table->nknown < KNOWN;
		char key[KEY_SIZE];

		if (m->sites.v[i].pid && file_key(m->sites.v[i].path, key))
			map_put(l->known_files, key, l);

		for (uint32_t k = 0; k < l->table->nknown; k++)
			is_new &= l->table->known[k] != (uint32_t)m->sites.v[i].pid;
		if (is_new)
			l->table->known[l->table->nknown++] = (uint32_t)m->sites.v[i].pid;
	}
}

static void add_wishes(struct later *l, const struct group *g, struct bpf_program *prog)
{
	for (size_t i = 0; i < g->probes.n; i++) {
		const struct usdt_mark *m = g->probes.v[i]->data;

		add_known(l, m);
		if (m->later && !has_wish(l, g, m->later))
			vec_push(NULL, &l->wishes, ((struct wish){ g, m->later, prog }));
	}
}

/* processes that started since the descriptions were matched, and files of those that were there */
static void look_around(struct later *l)
{
	struct object_cache *c = world_objects(l->s->world);
	const void *key;
	void *value;
	size_t n, it = 0;
	VEC(struct object *) all = { 0 };

	while (map_next(c->files, &it, &key, &n, &value))
		vec_push(NULL, &all, value);	/* looking may add to the map */
	for (size_t i = 0; i < all.n; i++)
		look_at(l, all.v[i]);
	vec_fini(&all);
}

bool usdt_has_later(const struct group *g)
{
	for (size_t i = 0; i < g->probes.n; i++)
		if (((const struct usdt_mark *)g->probes.v[i]->data)->later)
			return true;
	return false;
}

/*
 * The loop has to stop a command before it runs what it has just mapped: on a busy machine it would
 * be its turn too late. What it starts (system()) is as nice as ever.
 */
static void be_prompt(void)
{
	if (!sched_setscheduler(0, SCHED_OTHER | SCHED_RESET_ON_FORK, &(struct sched_param){ 0 }))
		setpriority(PRIO_PROCESS, 0, -20);
}

int usdt_later_start(struct session *s, struct group *const *groups, struct bpf_program *const *progs, size_t n)
{
	struct later *l;

	for (size_t i = 0; i <= n; i++)
		if (i == n)
			return 0;
		else if (usdt_has_later(groups[i]))
			break;
	l = s->later = xcalloc(1, sizeof(*l));
	l->s = s;
	l->files = map_new();
	l->known_files = map_new();
	l->table = session_section(s, ".data.later", &l->table_size);
	if (!l->table || l->table_size < sizeof(*l->table))
		return diag_sys(s->diag, -EINVAL, "the program has no table for marks of later processes");
	for (enum probe_field f = FIELD_PROV; f <= FIELD_NAME; f++) {
		char name[32];

		snprintf(name, sizeof(name), ".data.name%d", (int)f);
		l->names[f] = session_section(s, name, &l->sizes[f]);
	}
	for (size_t i = 0; i < n; i++)
		add_wishes(l, groups[i], progs[i]);
	if (s->world->target)
		be_prompt();
	l->mmaps = mmaps_start(s, on_mmap, l);
	look_around(l);
	return 0;
}

void usdt_later_stop(struct session *s)
{
	struct later *l = s->later;

	if (!l)
		return;
	mmaps_stop(s, l->mmaps);
	map_free(l->files);
	map_free(l->known_files);
	vec_fini(&l->wishes);
	s->later = NULL;
	free(l);
}
