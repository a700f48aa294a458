/*
 * unwind_rest.c - the rest of user stacks whose walk met an object that the BPF side had no table of
 *
 * A library may be called microseconds after it was mapped, a program may be seen for the first time: the stack
 * that is wanted then is walked to its end here, from a copy of the registers and of the stack's memory, by the
 * same rows. Until it is shown it has RT_UNW_REST | id for its last frame; an id is asked for when it is.
 */
#include <assert.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>
#include "bpf/ring.h"
#include "bpf/session_int.h"
#include "bpf/unwind.h"
#include "bpf/rt/parts/unwind.h"
#include "lang/eval/frame.h"
#include "lib/arena.h"
#include "lib/cfi.h"
#include "lib/map.h"
#include "lib/usym.h"

static_assert((int)RT_UNW_FRAMES_MAX == (int)STACK_MAX, "stacks that cannot be shown");

struct table {			/* of a file */
	struct cfi_row *rows;
	size_t n;
};

struct rest {
	uint32_t n;
	uint64_t pc[];
};

struct unwind_rests {
	struct ring *ring;
	struct usyms *usyms;		/* the session's */
	struct arena *arena;
	struct map *tables;		/* path -> struct table */
	struct map *known;		/* id -> struct rest */
};

struct walk {
	struct unwind_rests *r;
	const struct rt_rest *from;
	uint64_t pc, sp, bp;
	bool	 exact;
	uint64_t pcs[RT_UNW_FRAMES_MAX];
	uint32_t n;
};

static const struct table *table_of(struct unwind_rests *r, const char *path)
{
	struct table *t = map_get(r->tables, path);
	bool vdso = !strcmp(path, "[vdso]");

	if (t)
		return t;
	t = arena_new_of(r->arena, struct table);
	map_put(r->tables, arena_strdup(r->arena, path), t);
	long n = cfi_read(vdso ? NULL : path, (const void *)(uintptr_t)(vdso ? getauxval(AT_SYSINFO_EHDR) : 0),
			  2 * (size_t)sysconf(_SC_PAGESIZE), &t->rows);

	t->n = n > 0 ? (size_t)n : 0;
	return t;
}

/* false: nothing is mapped there */
static bool row_at(struct walk *w, uint64_t addr, struct cfi_row *ret)
{
	char path[USYM_PATH];
	struct usym_mapping m;

	*ret = (struct cfi_row){ .rule = CFI_NONE };
	if (!usyms_mapping(w->r->usyms, (pid_t)w->from->tgid, addr, &m, path))
		return false;
	if (!*path)
		return true;

	const struct table *t = table_of(w->r, path);
	uint64_t offset = addr - m.start + m.offset;
	size_t lo = 0, hi = t->n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (t->rows[mid].at <= offset)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo)
		*ret = t->rows[lo - 1];
	return true;
}

static bool read_stack(const struct walk *w, uint64_t addr, uint64_t *ret)
{
	uint64_t at = addr - w->from->sp;

	if (addr < w->from->sp || at + sizeof(*ret) > w->from->size)
		return false;
	memcpy(ret, w->from->bytes + at, sizeof(*ret));
	return true;
}

/* a return that a uprobe has bent: where it would have gone */
static void straighten(struct walk *w)
{
	const struct rt_rest *f = w->from;

	if (!f->trampoline || w->pc - f->trampoline >= 4096)
		return;
	for (unsigned i = 0; i < RT_UNW_BENT && f->bent[i].sp; i++)
		if (f->bent[i].sp == w->sp - 8) {
			w->pc = f->bent[i].pc;
			return;
		}
}

/* the registers that a signal handler returns to: offsets of struct ucontext */
static bool from_signal(struct walk *w)
{
	uint64_t frame = w->sp;

	w->exact = true;
	return read_stack(w, frame + 120, &w->bp) && read_stack(w, frame + 160, &w->sp) &&
	       read_stack(w, frame + 168, &w->pc) && w->pc;
}

/* what rt_unw_step() does; false: this was the last frame */
static bool step(struct walk *w)
{
	struct cfi_row row;
	uint64_t cfa = 0;

	if (w->n == RT_UNW_FRAMES_MAX || (!row_at(w, w->pc - !w->exact, &row) && w->n))
		return false;
	w->exact = false;
	w->pcs[w->n++] = w->pc;
	switch ((enum cfi_rule)row.rule) {
	case CFI_END:
		return false;
	case CFI_SIGNAL:
		return from_signal(w);
	case CFI_SP:
		cfa = w->sp + (uint64_t)(int64_t)row.cfa;
		break;
	case CFI_PLT:
		cfa = w->sp + ((w->pc & 15) >= 11 ? 16 : 8);
		break;
	case CFI_BP:
		cfa = w->bp + (uint64_t)(int64_t)row.cfa;
		break;
	case CFI_BP_DEREF:
		if (!read_stack(w, w->bp + (uint64_t)(int64_t)row.cfa, &cfa))
			return false;
		break;
	case CFI_NONE:
		cfa = w->bp + 16;
		row.bp = -16;
		break;
	}
	if (cfa <= w->sp || !read_stack(w, cfa - 8, &w->pc) || !w->pc)
		return false;
	if (row.bp != CFI_BP_SAME && !read_stack(w, cfa + (uint64_t)(int64_t)row.bp, &w->bp))
		return false;
	w->sp = cfa;
	straighten(w);
	return true;
}

static void on_rest(void *ctx, const void *rec, size_t len)
{
	const struct rt_rest *from = rec;
	struct unwind_rests *r = ctx;
	struct walk w = { .r = r, .from = from };

	if (len < sizeof(*from) || from->size > sizeof(from->bytes))
		return;
	w.pc = from->pc;
	w.sp = from->sp;
	w.bp = from->bp;
	w.exact = from->exact;
	while (step(&w))
		;
	struct rest *rest = arena_alloc(r->arena, sizeof(*rest) + w.n * sizeof(*rest->pc));

	rest->n = w.n;
	memcpy(rest->pc, w.pcs, w.n * sizeof(*rest->pc));
	map_putn(r->known, &from->id, sizeof(from->id), rest);
}

int unwind_rest(const struct unwind_rests *r, uint64_t frame, const uint64_t **ret)
{
	uint64_t id = frame & ~RT_UNW_REST_MASK;

	if (!r || (frame & RT_UNW_REST_MASK) != RT_UNW_REST)
		return -1;
	const struct rest *rest = map_getn(r->known, &id, sizeof(id));

	*ret = rest ? rest->pc : NULL;
	return rest ? (int)rest->n : 0;
}

bool unwind_rests_wait(const struct unwind_rests *r)
{
	return !ring_is_empty(r->ring);
}

void unwind_rests_drain(struct unwind_rests *r)
{
	ring_drain(r->ring, on_rest, r);
}

struct unwind_rests *unwind_rests_new(struct usyms *usyms, int map_fd)
{
	struct ring *ring = ring_new(map_fd, RT_UNW_RESTS);

	if (!ring)
		return NULL;
	struct unwind_rests *r = xcalloc(1, sizeof(*r));

	*r = (struct unwind_rests){ .ring = ring, .usyms = usyms, .arena = arena_new(), .tables = map_new(),
				    .known = map_new() };
	return r;
}

void unwind_rests_free(struct unwind_rests *r)
{
	size_t it = 0, n;
	const void *key;
	void *table;

	if (!r)
		return;
	while (map_next(r->tables, &it, &key, &n, &table))
		free(((struct table *)table)->rows);
	map_free(r->tables);
	map_free(r->known);
	ring_free(r->ring);
	arena_free(r->arena);
	free(r);
}
