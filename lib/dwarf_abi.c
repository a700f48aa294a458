/*
 * dwarf_abi.c - where parameters are before the prologue has run
 */
#include "lib/arena.h"
#include "lib/dwarf_int.h"

/* is there floating point in it: then it may travel in other registers */
static bool has_float(const struct type *t, unsigned depth)
{
	size_t n;
	const struct member *m;

	t = type_strip(t);
	if (t->kind == TY_FLOAT || depth > 8)
		return true;
	if (t->kind == TY_ARRAY)
		return has_float(t->to, depth + 1);
	m = type_is_sou(t) ? type_members(t, &n) : NULL;
	for (size_t i = 0; m && i < n; i++)
		if (has_float(m[i].type, depth + 1))
			return true;
	return false;
}

struct params { unsigned nreg; uint64_t stack; };	/* given out so far; bytes above the stack pointer */

static struct loc in_register(struct dwarf_file *f, unsigned n)
{
	static const unsigned regs[] = { 5, 4, 1, 2, 8, 9 };
	struct loc_step s = { .op = LOC_REG, .num = regs[n] };

	return (struct loc){ LOC_VALUE, arena_dup(f->arena, &s, sizeof(s)), 1 };
}

static struct loc on_stack(struct dwarf_file *f, uint64_t offset)
{
	struct loc_step s[3] = { { .op = LOC_REG, .num = 7 }, { .op = LOC_NUM, .num = (int64_t)offset }, { .op = LOC_ADD } };

	return (struct loc){ LOC_ADDRESS, arena_dup(f->arena, s, sizeof(s)), 3 };
}

/* where the next parameter is: its pieces, their number; 0: it cannot be told, nor of those behind it */
static size_t next_param(struct dwarf_file *f, const struct type *t, struct params *p, struct loc_piece ret[2])
{
	size_t words = (size_t)(t->size + 7) / 8;
	bool fits = words && words <= 2 && p->nreg + words <= 6;

	if (!t->size || (t->size <= 16 && has_float(t, 0)))
		return 0;
	if (!fits) {
		ret[0] = (struct loc_piece){ .loc = on_stack(f, p->stack) };
		p->stack += words * 8;
		return 1;
	}
	for (size_t i = 0; i < words; i++)
		ret[i] = (struct loc_piece){ words > 1 ? 8 : 0, in_register(f, p->nreg++) };
	return words;
}

/* simple values that something of Rust is made of: where, and how large; those of variants may lie in one place */
struct parts {
	unsigned n;			/* 3: more than two */
	bool	 unknown;		/* floating point, unions: other rules */
	uint64_t at[2], size[2];
};

static void add_part(struct parts *p, uint64_t at, uint64_t size)
{
	unsigned i = 0;

	while (i < p->n && i < 2 && p->at[i] != at)
		i++;
	if (i < p->n && i < 2) {
		p->n = p->size[i] == size ? p->n : 3;	/* variants of different kind: one object */
		return;
	}
	if (p->n < 2) {
		p->at[p->n] = at;
		p->size[p->n] = size;
	}
	p->n = p->n < 3 ? p->n + 1 : 3;
}

static void find_parts(const struct type *t, uint64_t offset, struct parts *p, unsigned depth)
{
	const struct member *m;
	size_t count;

	t = type_strip(t);
	p->unknown |= depth > 8 || t->kind == TY_FLOAT || t->kind == TY_UNION;
	if (!t->size || p->unknown || p->n > 2)
		return;
	if (t->kind == TY_ARRAY) {
		p->n = 3;
	} else if (t->kind != TY_STRUCT) {
		add_part(p, offset, t->size);
	} else {
		m = type_members(t, &count);
		for (size_t i = 0; i < count; i++)
			find_parts(m[i].type, offset + m[i].offset, p, depth + 1);
	}
}

/* its members may stand in any order; what goes by two registers does so in the order of their places */
static size_t rust_pair(struct dwarf_file *f, const uint64_t at[2], struct params *p, struct loc_piece ret[2])
{
	ret[0] = (struct loc_piece){ (unsigned)(at[0] < at[1] ? at[1] : at[0]), in_register(f, p->nreg++) };
	ret[1] = (struct loc_piece){ 8, in_register(f, p->nreg++) };
	return 2;
}

/*
 * Rust promises no convention; this is what rustc does: one or two simple values go by a register each, other things of
 * up to two words like those of C, larger ones by address.
 */
static size_t next_rust(struct dwarf_file *f, const struct type *t, struct params *p, struct loc_piece ret[2])
{
	struct parts parts = { 0 };
	struct loc_step s;

	find_parts(t, 0, &parts, 0);
	if (!t->size || (parts.unknown && t->size <= 16))
		return 0;
	if (t->size > 16) {
		if (p->nreg >= 6)
			return 0;
		s = in_register(f, p->nreg++).steps[0];
		ret[0] = (struct loc_piece){ .loc = { LOC_ADDRESS, arena_dup(f->arena, &s, sizeof(s)), 1 } };
		return 1;
	}
	return parts.n == 2 && p->nreg + 2 <= 6 ? rust_pair(f, parts.at, p, ret) : next_param(f, t, p, ret);
}

/*
 * Without optimisation parameters are said to be in the frame from the first instruction on, but get
 * there with the prologue. Where they are before is the calling convention's matter: integers and
 * pointers in six registers, then on the stack (System V ABI for x86-64, 3.2.3).
 */
size_t die_by_convention(struct dwarf_file *f, const struct dwarf_place *at, Dwarf_Die *die,
			 struct loc_piece **ret)
{
	Dwarf_Die scope = at->scope->die, p;
	struct params done = { .stack = 8 };	/* above the return address */
	const struct type *result = type_strip(die_type(f, &scope));
	bool is_rust = at->scope->unit->is_rust;

	if (type_is_sou(result) && result->size > 16)
		done.nreg = 1;		/* where to write it */
	*ret = arena_array(f->arena, struct loc_piece, 2);
	for (bool more = die_child(f, &scope, &p); more; more = die_next(f, &p)) {
		const struct type *t;
		size_t n;

		if (dwarf_tag(&p) != DW_TAG_formal_parameter)
			continue;
		t = type_strip(die_type(f, &p));
		if (t->kind == TY_FLOAT && t->size <= 8 && p.addr != die->addr)
			continue;		/* in a register of its own kind */
		n = is_rust ? next_rust(f, t, &done, *ret) : next_param(f, t, &done, *ret);
		if (!n || p.addr == die->addr)
			return n;
	}
	return 0;
}

/*
 * Frames of clang and rustc hang on a register that is the caller's until the prologue has run: then what lies in them
 * is not there yet.
 */
bool die_frame_is_later(const struct dwarf_place *at)
{
	Dwarf_Die scope = at->scope->die;
	Dwarf_Attribute a;
	Dwarf_Op *ops;
	size_t n;

	return dwarf_attr_integrate(&scope, DW_AT_frame_base, &a) &&
	       dwarf_getlocation_addr(&a, at->addr, &ops, &n, 1) == 1 && n == 1 &&
	       (ops[0].atom == DW_OP_reg6 || ops[0].atom == DW_OP_reg7);
}

bool die_lives_in_frame(Dwarf_Attribute *a, const struct dwarf_place *at)
{
	Dwarf_Op *ops;
	size_t n;

	/* an expression, not a list: for the whole function */
	return dwarf_whatform(a) == DW_FORM_exprloc && !dwarf_getlocation(a, &ops, &n) && n == 1 &&
	       ops[0].atom == DW_OP_fbreg && ((int64_t)ops[0].number < 0 || die_frame_is_later(at));
}
