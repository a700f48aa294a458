/*
 * dwarf_abi.c - where parameters are before the prologue has run
 */
#include <string.h>
#include "lib/arena.h"
#include "lib/dwarf_int.h"

/* how something of up to two words travels (System V ABI for x86-64, 3.2.3) */
struct class {
	bool integer[2];		/* the word goes by a general register; else by one of floating point */
	bool memory;			/* all of it by the stack */
	bool unknown;
};

static bool is_int128(const struct type *t)
{
	return t->kind == TY_FLOAT && t->size == 16 && t->name && strstr(t->name, "int128");
}

static void classify(const struct type *t, uint64_t at, struct class *c, unsigned depth)
{
	size_t n = 0;
	const struct member *m;

	t = type_strip(t);
	m = type_is_sou(t) ? type_members(t, &n) : NULL;
	if (depth > 8 || !t->size || at + t->size > 16) {
		c->unknown |= t->size > 0 || depth > 8;
	} else if (t->kind == TY_ARRAY) {
		for (uint64_t i = 0; i < t->nelem && i < 16; i++)
			classify(t->to, at + i * type_strip(t->to)->size, c, depth + 1);
	} else if (t->kind == TY_FLOAT && !is_int128(t)) {
		c->memory |= t->name && !strcmp(t->name, "long double");
	} else if (m) {
		for (size_t i = 0; i < n; i++)
			classify(m[i].type, at + m[i].offset, c, depth + 1);
	} else {
		c->memory |= at % 8 + t->size > 8 && !is_int128(t);	/* packed */
		c->integer[at / 8] = c->integer[(at + t->size - 1) / 8] = true;
	}
}

/* does it lie at multiples of 16 */
static bool is_wide(const struct type *t, unsigned depth)
{
	size_t n = 0;
	const struct member *m;

	t = type_strip(t);
	if (t->kind == TY_ARRAY)
		return is_wide(t->to, depth + 1);
	m = type_is_sou(t) ? type_members(t, &n) : NULL;
	for (size_t i = 0; i < n && depth < 8; i++)
		if (is_wide(m[i].type, depth + 1))
			return true;
	return t->kind == TY_FLOAT && t->size == 16;
}

/* given out so far: general registers, bytes above the stack pointer, those of floating point */
struct params { unsigned nreg; uint64_t stack; unsigned nfloat; };

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

enum { UNTOLD = -1 };

static int by_stack(struct dwarf_file *f, const struct type *t, struct params *p, struct loc_piece ret[2])
{
	if (is_wide(t, 0))
		p->stack = ((p->stack - 8 + 15) & ~15ULL) + 8;	/* aligned before the call */
	ret[0] = (struct loc_piece){ .loc = on_stack(f, p->stack) };
	p->stack += (t->size + 7) & ~7ULL;
	return 1;
}

/* its address goes by a register */
static int by_address(struct dwarf_file *f, struct params *p, struct loc_piece ret[2])
{
	if (p->nreg >= 6)
		return UNTOLD;
	ret[0] = (struct loc_piece){ .loc = in_register(f, p->nreg++) };
	ret[0].loc.kind = LOC_ADDRESS;
	return 1;
}

static bool type_of(Dwarf_Die *param, Dwarf_Die *ret)
{
	Dwarf_Die named;

	return die_ref(param, DW_AT_type, &named) && !dwarf_peel_type(&named, ret);
}

/* C++: an object whose copy is made by a function of its class: clang says so, gcc says that its address is kept */
static bool by_reference(Dwarf_Die *param)
{
	Dwarf_Die type;
	Dwarf_Attribute a;
	Dwarf_Word how;
	Dwarf_Op *ops;
	size_t n;

	if (type_of(param, &type) && dwarf_attr_integrate(&type, DW_AT_calling_convention, &a) &&
	    !dwarf_formudata(&a, &how) && how == DW_CC_pass_by_reference)
		return true;
	return dwarf_attr_integrate(param, DW_AT_location, &a) && dwarf_whatform(&a) == DW_FORM_exprloc &&
	       !dwarf_getlocation(&a, &ops, &n) && n == 2 && ops[0].atom == DW_OP_fbreg && ops[1].atom == DW_OP_deref;
}

/* C++: nullptr has a type without a size, and goes by a register */
static bool is_null_pointer(Dwarf_Die *param)
{
	Dwarf_Die type;

	return type_of(param, &type) && dwarf_tag(&type) == DW_TAG_unspecified_type;
}

/* where the next parameter is: its pieces, their number; UNTOLD: it cannot be told, nor of those behind it */
static int next_param(struct dwarf_file *f, const struct type *t, struct params *p, struct loc_piece ret[2])
{
	unsigned words = t->size > 16 ? 3 : (unsigned)(t->size + 7) / 8, general = 0;
	struct class c = { .memory = words > 2 };

	if (!c.memory)
		classify(t, 0, &c, 0);
	if (c.unknown)
		return UNTOLD;
	for (unsigned i = 0; i < words && !c.memory; i++)
		general += c.integer[i];
	if (c.memory || p->nreg + general > 6 || p->nfloat + words - general > 8)
		return by_stack(f, t, p, ret);
	p->nfloat += words - general;
	for (unsigned i = 0; i < words; i++)
		ret[i] = (struct loc_piece){ words > 1 ? 8 : 0,
					     c.integer[i] ? in_register(f, p->nreg++) : (struct loc){ 0 } };
	return general ? (int)words : 0;
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
static int rust_pair(struct dwarf_file *f, const uint64_t at[2], struct params *p, struct loc_piece ret[2])
{
	ret[0] = (struct loc_piece){ (unsigned)(at[0] < at[1] ? at[1] : at[0]), in_register(f, p->nreg++) };
	ret[1] = (struct loc_piece){ 8, in_register(f, p->nreg++) };
	return 2;
}

/*
 * Rust promises no convention; this is what rustc does: one or two simple values go by a register each, other things of
 * up to two words like those of C, larger ones by address.
 */
static int next_rust(struct dwarf_file *f, const struct type *t, struct params *p, struct loc_piece ret[2])
{
	struct parts parts = { 0 };

	find_parts(t, 0, &parts, 0);
	if (parts.unknown && t->size <= 16 && t->size)
		return t->kind == TY_FLOAT && t->size <= 8 ? next_param(f, t, p, ret) : UNTOLD;
	if (t->size > 16)
		return by_address(f, p, ret);
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
		int n;

		if (dwarf_tag(&p) != DW_TAG_formal_parameter)
			continue;
		t = type_strip(die_type(f, &p));
		if (is_null_pointer(&p))
			t = &type_int64;
		n = by_reference(&p) ? by_address(f, &done, *ret) : is_rust ? next_rust(f, t, &done, *ret) : next_param(f, t, &done, *ret);
		if (n == UNTOLD || p.addr == die->addr)
			return n > 0 ? (size_t)n : 0;
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
	if (dwarf_whatform(a) != DW_FORM_exprloc || dwarf_getlocation(a, &ops, &n) || !n || ops[0].atom != DW_OP_fbreg)
		return false;
	/* the second operation: its address is there */
	return (n == 1 || (n == 2 && ops[1].atom == DW_OP_deref)) &&
	       ((int64_t)ops[0].number < 0 || die_frame_is_later(at));
}
