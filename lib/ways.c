/*
 * ways.c - how control leaves a function
 *
 * Instructions are read from the beginning to the end, as compilers for x86-64 put no data among them. What
 * a jump through a register does is told by what stands before it: compilers load it from a table.
 */
#include <string.h>
#include "lib/elf.h"
#include "lib/glob.h"
#include "lib/ways.h"

struct part { uint64_t addr, size; };

struct reading {
	struct elf_file *f;
	const struct elf_sym *sym;
	VEC(struct part) parts;
	VEC(struct way_tail) jumps;	/* all direct ones */
	struct ways *ret;
};

enum { PART_MAX = 1 << 20 };	/* bytes; larger ones are not written by compilers */
enum { TABLE_WITHIN = 4 };	/* instructions between a look into a table and the jump */

static bool read_part(struct reading *r, struct part p)
{
	const uint8_t *code = elf_code(r->f, p.addr, p.size);
	unsigned since_table = TABLE_WITHIN;
	struct insn insn;

	if (!code || !p.size || p.size > PART_MAX)
		return false;
	for (uint64_t at = 0; at < p.size; at += insn.length) {
		if (!insn_read(code + at, p.size - at, &insn))
			return false;
		since_table = insn.indexes ? 0 : since_table + 1;
		switch (insn.flow) {
		case INSN_ON:
			break;
		case INSN_RET:
			vec_push(NULL, &r->ret->rets, p.addr + at);
			break;
		case INSN_JUMP:
			vec_push(NULL, &r->jumps, ((struct way_tail){ p.addr + at, p.addr + at + (uint64_t)insn.target }));
			break;
		case INSN_JUMP_SOMEWHERE:
			if (since_table > TABLE_WITHIN)
				vec_push(NULL, &r->ret->tails, ((struct way_tail){ p.addr + at, 0 }));
			break;
		}
	}
	return true;
}

static bool within(const struct reading *r, uint64_t addr)
{
	for (size_t i = 0; i < r->parts.n; i++)
		if (addr - r->parts.v[i].addr < r->parts.v[i].size)
			return true;
	return false;
}

/* "f.cold", "f.cold.3" */
static bool is_part_of(const char *name, const char *func)
{
	size_t n = strlen(func);

	return !strncmp(name, func, n) && !strncmp(name + n, ".cold", 5);
}

/* parts are read as jumps lead to them */
static bool read_parts(struct reading *r)
{
	vec_push(NULL, &r->parts, ((struct part){ r->sym->addr, r->sym->size }));
	if (!read_part(r, r->parts.v[0]))
		return false;
	for (size_t i = 0; i < r->jumps.n; i++) {
		uint64_t to = r->jumps.v[i].to;
		const struct elf_sym *sym = within(r, to) ? NULL : elf_addr_func(r->f, to);

		if (!sym || !is_part_of(sym->name, r->sym->name))
			continue;
		vec_push(NULL, &r->parts, ((struct part){ sym->addr, sym->size }));
		if (!read_part(r, r->parts.v[r->parts.n - 1]))
			return false;
	}
	return true;
}

/* the entries of a procedure linkage table are in no function; symbols without a size seem to reach into it */
static bool is_in_the_middle(struct elf_file *f, uint64_t addr)
{
	const struct elf_sym *sym = elf_addr_func(f, addr);

	return sym && sym->addr != addr && sym->size;
}

bool ways_out(struct elf_file *f, const struct elf_sym *sym, struct ways *ret)
{
	struct reading r = { .f = f, .sym = sym, .ret = ret };
	bool known = read_parts(&r);

	for (size_t i = 0; i < r.jumps.n && known; i++) {
		struct way_tail t = r.jumps.v[i];

		if (within(&r, t.to))
			continue;
		if (is_in_the_middle(f, t.to))
			t.to = 0;
		vec_push(NULL, &ret->tails, t);
	}
	vec_fini(&r.parts);
	vec_fini(&r.jumps);
	return known;
}

void ways_fini(struct ways *w)
{
	vec_fini(&w->rets);
	vec_fini(&w->tails);
}

bool ways_unwound(struct elf_file *f)
{
	static const char *const libraries[] = { "libstdc++.so*", "libc++.so*", "libc++abi.so*", "libgcc_s.so*", "libunwind.so*" };
	size_t n;
	const char *const *needed = elf_needed(f, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < sizeof(libraries) / sizeof(*libraries); k++)
			if (glob_match(libraries[k], needed[i]))
				return true;
	/* linked into it */
	return elf_find_func(f, "_Unwind_RaiseException");
}
