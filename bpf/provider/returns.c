/*
 * returns.c - where a probe in user code stands, and its return probes in particular
 */
#include <string.h>
#include "bpf/provider/objects.h"
#include "bpf/provider/returns.h"
#include "bpf/provider/uprobe.h"
#include "lang/probe.h"
#include "lib/arena.h"
#include "lib/elf.h"
#include "lib/ways.h"

enum { OTHERS_MAX = 16 };	/* functions that jumps are followed into */

struct finding {
	struct world *w;
	struct object *o;
	struct elf_file *f;
	VEC(struct code_place) to;
	uint64_t entered[OTHERS_MAX];	/* addresses */
	size_t	 nentered;
	bool	 unseen;
};

static void add(struct finding *x, enum place_kind kind, uint64_t addr)
{
	uint64_t offset;

	if (elf_addr_to_offset(x->f, addr, &offset))
		vec_push(x->w->arena, &x->to, ((struct code_place){ kind, offset }));
}

static const struct elf_sym *func_at(struct elf_file *f, uint64_t addr)
{
	const struct elf_sym *sym = elf_addr_func(f, addr);

	return sym && sym->addr == addr && sym->size ? sym : NULL;
}

/* it throws nothing: its name says that it is written in C */
static bool is_calm(const char *name)
{
	return strncmp(name, "_Z", 2) && strncmp(name, "_R", 2) && strncmp(name, "__cxa_", 6) && strncmp(name, "_Unwind_", 8);
}

static void follow(struct finding *x, const struct way_tail *t, bool direct);

static bool entered_before(const struct finding *x, uint64_t addr)
{
	for (size_t i = 0; i < x->nentered; i++)
		if (x->entered[i] == addr)
			return true;
	return false;
}

static void into(struct finding *x, uint64_t addr)
{
	const struct elf_sym *sym = func_at(x->f, addr);
	struct ways ways = { 0 };

	if (entered_before(x, addr))
		return;
	if (sym && x->nentered < OTHERS_MAX && ways_out(x->f, sym, &ways)) {
		x->entered[x->nentered++] = addr;
		for (size_t i = 0; i < ways.rets.n; i++)
			add(x, AT_OTHERS_RET, ways.rets.v[i]);
		for (size_t i = 0; i < ways.tails.n; i++)
			follow(x, &ways.tails.v[i], false);
	} else {
		x->unseen = true;
	}
	ways_fini(&ways);
}

/* direct: a jump of the probed function itself, not of one that it has jumped into */
static void follow(struct finding *x, const struct way_tail *t, bool direct)
{
	const char *import = t->to ? object_import(x->o, t->to) : NULL;
	const struct elf_sym *own = import ? elf_find_func(x->f, import) : NULL;	/* a library's, through its own PLT */
	uint64_t to = own ? own->addr : t->to;

	if (direct && import && !own && is_calm(import)) {
		add(x, AT_CALLER, t->at);	/* the return address lies there as at the entry */
		return;
	}
	if (!to) {
		x->unseen = true;
		return;
	}
	into(x, to);
	if (direct) {
		add(x, AT_JUMP, t->at);
		add(x, AT_LANDING, to);
	}
}

/* false: the code cannot be told; what never returns has no places */
static bool by_code(struct finding *x, const struct probe *p)
{
	const struct elf_sym *sym = func_at(x->f, p->addr);
	struct ways ways = { 0 };
	bool known = sym && ways_out(x->f, sym, &ways);

	x->entered[x->nentered++] = p->addr;
	for (size_t i = 0; i < ways.rets.n && known; i++)
		add(x, AT_RET, ways.rets.v[i]);
	for (size_t i = 0; i < ways.tails.n && known; i++)
		follow(x, &ways.tails.v[i], true);
	ways_fini(&ways);
	return known;
}

static struct code_places *find(struct world *w, const struct probe *p)
{
	static const enum place_kind plain[SITE_KINDS_] = { AT_ENTRY, AT_CALLER, AT_OFFSET };
	const struct site *site = p->data;
	struct object *o = p->saves_entry ? object_of_file(world_objects(w), site->path) : NULL;
	struct finding x = { .w = w, .o = o, .f = o ? object_elf(o) : NULL };
	struct code_places *ret = arena_new_of(w->arena, struct code_places);

	if (!x.f || !by_code(&x, p)) {
		x.to.n = 0;
		vec_push(w->arena, &x.to, ((struct code_place){ plain[site->kind], site->offset }));
	}
	*ret = (struct code_places){ .v = x.to.v, .n = x.to.n, .unseen = x.unseen };
	return ret;
}

const struct code_places *places_of(struct world *w, const struct probe *p)
{
	struct site *site = p->data;

	if (!site->places)
		site->places = find(w, p);
	return site->places;
}
