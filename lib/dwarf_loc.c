/*
 * dwarf_loc.c - location expressions to the small programs of loc.h
 *
 * What cannot be said there makes the variable missing: implicit pointers, values that only a
 * caller's frame knows, floating point. A value at entry is known at the entry itself.
 * Semantics: DWARF 5, 2.5 and 2.6; the extensions of gcc before DWARF 5 are the same under other names.
 */
#include <string.h>
#include "lib/arena.h"
#include "lib/dwarf_int.h"

struct building {
	struct dwarf_file *f;
	const struct dwarf_place *at;
	Dwarf_Attribute *attr;		/* that the operations are of */
	struct loc_step steps[LOC_MAX_STEPS];
	size_t nsteps;
	unsigned depth;			/* expressions inside expressions */
	bool is_value;			/* the result is the value, not its address */
	bool failed;
};

static bool convert_ops(struct building *b, const Dwarf_Op *ops, size_t n);

static bool step(struct building *b, enum loc_op op, int64_t num)
{
	if (b->nsteps >= LOC_MAX_STEPS)
		return false;
	b->steps[b->nsteps++] = (struct loc_step){ .op = op, .num = num, .size = op == LOC_DEREF ? 8 : 0 };
	return true;
}

static bool sized(struct building *b, enum loc_op op, uint64_t size, bool is_signed)
{
	if (size != 1 && size != 2 && size != 4 && size != 8)
		return false;
	if (op == LOC_CUT && size == 8)
		return true;
	if (!step(b, op, 0))
		return false;
	b->steps[b->nsteps - 1].size = (uint8_t)size;
	b->steps[b->nsteps - 1].is_signed = is_signed;
	return true;
}

static bool reg(struct building *b, uint64_t n)
{
	return n <= 16 && loc_reg_name((unsigned)n) && step(b, LOC_REG, (int64_t)n);
}

static bool reg_plus(struct building *b, uint64_t n, int64_t offset)
{
	return reg(b, n) && (!offset || (step(b, LOC_NUM, offset) && step(b, LOC_ADD, 0)));
}

/* ---- frames ---- */

static bool cfa(struct building *b)
{
	for (int i = 0; i < 2; i++) {
		Dwarf_Frame *frame = NULL;
		Dwarf_Op *ops;
		size_t n;
		bool ok;

		if (!b->f->cfi[i] || dwarf_cfi_addrframe(b->f->cfi[i], b->at->addr, &frame))
			continue;
		ok = !dwarf_frame_cfa(frame, &ops, &n) && n && convert_ops(b, ops, n);
		free(frame);
		if (ok)
			return true;
	}
	return false;
}

/* the frame base is an expression of the out-of-line function around the place */
static bool frame_base(struct building *b)
{
	Dwarf_Die scopes[MAX_NESTING];
	struct unit *u;
	Dwarf_Attribute a, *outer = b->attr;
	Dwarf_Op *ops;
	size_t n;
	bool ok, was_value = b->is_value;

	if (!dwarf_scopes(b->f, b->at->addr, &u, scopes) ||
	    !dwarf_attr_integrate(&scopes[0], DW_AT_frame_base, &a) ||
	    dwarf_getlocation_addr(&a, b->at->addr, &ops, &n, 1) != 1)
		return false;
	b->attr = &a;
	/* a bare register is the base itself */
	ok = convert_ops(b, ops, n);
	b->attr = outer;
	b->is_value = was_value;
	return ok;
}

/* ---- operations that refer to something else ---- */

/* where the registers of parameters are saved at the entry, one of them; memory may have changed since */
static bool saved_register(struct building *b, const Dwarf_Op *ops, size_t n)
{
	static const unsigned char saved[] = { 5, 4, 1, 2, 8, 9 };	/* di si dx cx r8 r9 */

	if (!b->f->saves_entries || n != 1 || ops[0].atom < DW_OP_reg0 || ops[0].atom > DW_OP_reg31 ||
	    !memchr(saved, ops[0].atom - DW_OP_reg0, sizeof(saved)))
		return false;
	return cfa(b) && step(b, LOC_ENTRY, ops[0].atom - DW_OP_reg0);
}

static bool entry_value(struct building *b, const Dwarf_Op *op)
{
	Dwarf_Attribute a;
	Dwarf_Op *ops;
	size_t n;

	if (dwarf_getlocation_attr(b->attr, op, &a) || dwarf_getlocation(&a, &ops, &n))
		return false;
	if (b->at->addr != b->at->func_low || b->at->inlined)
		return saved_register(b, ops, n);

	Dwarf_Attribute *outer = b->attr;
	bool was_value = b->is_value, ok;

	b->attr = &a;
	ok = convert_ops(b, ops, n);
	b->attr = outer;
	b->is_value = was_value;
	return ok;
}

static bool implicit_value(struct building *b, const Dwarf_Op *op)
{
	Dwarf_Block block;
	int64_t v = 0;

	if (dwarf_getlocation_implicit_value(b->attr, op, &block) || block.length > 8)
		return false;
	memcpy(&v, block.data, block.length);
	b->is_value = true;
	return step(b, LOC_NUM, v);
}

/* an address or a constant out of the unit's table */
static bool indexed(struct building *b, const Dwarf_Op *op, bool is_address)
{
	Dwarf_Attribute a;
	Dwarf_Addr addr;
	Dwarf_Word n;

	if (dwarf_getlocation_attr(b->attr, op, &a))
		return false;
	if (!dwarf_formaddr(&a, &addr))
		return step(b, is_address ? LOC_OBJECT : LOC_NUM, (int64_t)addr);
	return !is_address && !dwarf_formudata(&a, &n) && step(b, LOC_NUM, (int64_t)n);
}

/* the last number pushed is an offset in the thread's own data */
static bool tls(struct building *b)
{
	struct loc_step *last = b->nsteps ? &b->steps[b->nsteps - 1] : NULL;

	if (!last || (last->op != LOC_NUM && last->op != LOC_OBJECT))
		return false;
	last->op = LOC_TLS;
	return true;
}

/* the type that typed operations of DWARF 5 name: integers only, of any number of bytes (clang has 3, too) */
static bool op_type(struct building *b, const Dwarf_Op *op, uint64_t *size, bool *is_signed)
{
	Dwarf_Die die;
	Dwarf_Attribute a;
	Dwarf_Word encoding;

	if (dwarf_getlocation_die(b->attr, op, &die) || dwarf_formudata(dwarf_attr(&die, DW_AT_byte_size, &a), size) ||
	    dwarf_formudata(dwarf_attr(&die, DW_AT_encoding, &a), &encoding) || !*size || *size > 8)
		return false;
	*is_signed = encoding == DW_ATE_signed || encoding == DW_ATE_signed_char;
	return *is_signed || encoding == DW_ATE_unsigned || encoding == DW_ATE_unsigned_char ||
	       encoding == DW_ATE_boolean || encoding == DW_ATE_UTF;
}

static bool cut(struct building *b, uint64_t size, bool is_signed)
{
	int64_t rest = 64 - 8 * (int64_t)size;

	if (size & (size - 1))
		return step(b, LOC_NUM, rest) && step(b, LOC_SHL, 0) && step(b, LOC_NUM, rest) &&
		       step(b, is_signed ? LOC_SAR : LOC_SHR, 0);
	return sized(b, LOC_CUT, size, is_signed);
}

static bool typed(struct building *b, const Dwarf_Op *op)
{
	Dwarf_Attribute a;
	Dwarf_Block block;
	uint64_t size;
	bool is_signed;
	int64_t v = 0;

	if ((op->atom == DW_OP_convert || op->atom == DW_OP_GNU_convert || op->atom == DW_OP_reinterpret ||
	     op->atom == DW_OP_GNU_reinterpret) && !op->number)
		return true;		/* to the generic type */
	if (!op_type(b, op, &size, &is_signed))
		return false;
	switch (op->atom) {
	case DW_OP_regval_type: case DW_OP_GNU_regval_type:
		return reg(b, op->number) && cut(b, size, is_signed);
	case DW_OP_deref_type: case DW_OP_GNU_deref_type:
		return sized(b, LOC_DEREF, op->number, false) && cut(b, size, is_signed);
	case DW_OP_const_type: case DW_OP_GNU_const_type:
		if (dwarf_getlocation_attr(b->attr, op, &a) || dwarf_formblock(&a, &block) || block.length > 8)
			return false;
		memcpy(&v, block.data, block.length);
		return step(b, LOC_NUM, v) && cut(b, size, is_signed);
	default:
		return cut(b, size, is_signed);
	}
}

/* ---- one operation ---- */

static bool arithmetic(struct building *b, unsigned atom)
{
	static const struct { unsigned char atom, op; } rows[] = {
		{ DW_OP_dup, LOC_DUP }, { DW_OP_drop, LOC_DROP }, { DW_OP_swap, LOC_SWAP }, { DW_OP_rot, LOC_ROT },
		{ DW_OP_neg, LOC_NEG }, { DW_OP_not, LOC_NOT }, { DW_OP_abs, LOC_ABS }, { DW_OP_plus, LOC_ADD },
		{ DW_OP_minus, LOC_SUB }, { DW_OP_mul, LOC_MUL }, { DW_OP_div, LOC_DIV }, { DW_OP_mod, LOC_MOD },
		{ DW_OP_and, LOC_AND }, { DW_OP_or, LOC_OR }, { DW_OP_xor, LOC_XOR }, { DW_OP_shl, LOC_SHL },
		{ DW_OP_shr, LOC_SHR }, { DW_OP_shra, LOC_SAR }, { DW_OP_eq, LOC_EQ }, { DW_OP_ne, LOC_NE },
		{ DW_OP_lt, LOC_LT }, { DW_OP_le, LOC_LE }, { DW_OP_gt, LOC_GT }, { DW_OP_ge, LOC_GE },
		{ DW_OP_deref, LOC_DEREF },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].atom == atom)
			return step(b, rows[i].op, 0);
	return false;
}

static bool convert_op(struct building *b, const Dwarf_Op *op)
{
	unsigned atom = op->atom;

	if (atom >= DW_OP_lit0 && atom <= DW_OP_lit31)
		return step(b, LOC_NUM, atom - DW_OP_lit0);
	if (atom >= DW_OP_breg0 && atom <= DW_OP_breg31)
		return reg_plus(b, atom - DW_OP_breg0, (int64_t)op->number);
	if (atom >= DW_OP_reg0 && atom <= DW_OP_reg31) {
		b->is_value = true;
		return reg(b, atom - DW_OP_reg0);
	}
	switch (atom) {
	case DW_OP_const1u: case DW_OP_const1s: case DW_OP_const2u: case DW_OP_const2s: case DW_OP_const4u:
	case DW_OP_const4s: case DW_OP_const8u: case DW_OP_const8s: case DW_OP_constu: case DW_OP_consts:
		return step(b, LOC_NUM, (int64_t)op->number);
	case DW_OP_addr:
		return step(b, LOC_OBJECT, (int64_t)op->number);
	case DW_OP_addrx: case DW_OP_GNU_addr_index:
		return indexed(b, op, true);
	case DW_OP_constx: case DW_OP_GNU_const_index:
		return indexed(b, op, false);
	case DW_OP_regx:
		b->is_value = true;
		return reg(b, op->number);
	case DW_OP_bregx:
		return reg_plus(b, op->number, (int64_t)op->number2);
	case DW_OP_fbreg:
		return frame_base(b) && step(b, LOC_NUM, (int64_t)op->number) && step(b, LOC_ADD, 0);
	case DW_OP_call_frame_cfa:
		return cfa(b);
	case DW_OP_plus_uconst:
		return step(b, LOC_NUM, (int64_t)op->number) && step(b, LOC_ADD, 0);
	case DW_OP_over:
		return step(b, LOC_PICK, 1);
	case DW_OP_pick:
		return step(b, LOC_PICK, (int64_t)op->number);
	case DW_OP_deref_size:
		return sized(b, LOC_DEREF, op->number, false);
	case DW_OP_stack_value:
		b->is_value = true;
		return true;
	case DW_OP_implicit_value:
		return implicit_value(b, op);
	case DW_OP_entry_value: case DW_OP_GNU_entry_value:
		return entry_value(b, op);
	case DW_OP_form_tls_address: case DW_OP_GNU_push_tls_address:
		return tls(b);
	case DW_OP_convert: case DW_OP_GNU_convert: case DW_OP_reinterpret: case DW_OP_GNU_reinterpret:
	case DW_OP_regval_type: case DW_OP_GNU_regval_type: case DW_OP_deref_type: case DW_OP_GNU_deref_type:
	case DW_OP_const_type: case DW_OP_GNU_const_type:
		return typed(b, op);
	case DW_OP_nop: case DW_OP_GNU_uninit:
		return true;
	default:
		return arithmetic(b, atom);
	}
}

/* how gcc says a ? b : c, the only jumps that we know: over the swap, which is one byte */
enum { SELECT_OPS = 3 };

static bool is_select(const Dwarf_Op *ops, size_t n)
{
	return n >= SELECT_OPS && ops[0].atom == DW_OP_bra && ops[0].number == 1 && ops[1].atom == DW_OP_swap &&
	       ops[2].atom == DW_OP_drop;
}

static bool convert_ops(struct building *b, const Dwarf_Op *ops, size_t n)
{
	bool ok = b->depth < 4;

	b->depth++;
	for (size_t i = 0; i < n && ok; i++) {
		if (is_select(ops + i, n - i)) {
			ok = step(b, LOC_SELECT, 0);
			i += SELECT_OPS - 1;
		} else {
			ok = convert_op(b, &ops[i]);
		}
	}
	b->depth--;
	return ok;
}

/* ---- a variable ---- */

/* ops without pieces among them; missing when it cannot be said */
static struct loc one_loc(struct dwarf_file *f, const struct dwarf_place *at, Dwarf_Attribute *attr,
			  const Dwarf_Op *ops, size_t n)
{
	struct building b = { .f = f, .at = at, .attr = attr };
	struct loc ret = { 0 };

	if (!n || !convert_ops(&b, ops, n))
		return ret;
	ret.kind = b.is_value ? LOC_VALUE : LOC_ADDRESS;
	ret.nsteps = b.nsteps;
	ret.steps = arena_dup(f->arena, b.steps, b.nsteps * sizeof(*b.steps));
	if (!loc_is_valid(&ret))
		ret = (struct loc){ 0 };
	return ret;
}

static bool is_piece(const Dwarf_Op *op)
{
	return op->atom == DW_OP_piece || op->atom == DW_OP_bit_piece;
}

static uint64_t piece_size(const Dwarf_Op *op)
{
	if (op->atom == DW_OP_piece)
		return op->number;
	/* pieces of bits are whole bytes or nothing we can follow */
	return op->number2 || op->number % 8 ? 0 : op->number / 8;
}

static size_t split_pieces(struct dwarf_file *f, const struct dwarf_place *at, Dwarf_Attribute *attr,
			   const Dwarf_Op *ops, size_t n, struct loc_piece **ret)
{
	VEC(struct loc_piece) pieces = { 0 };
	size_t from = 0, known = 0;

	for (size_t i = 0; i < n; i++) {
		struct loc_piece p = { 0 };

		if (!is_piece(&ops[i]))
			continue;
		p.size = piece_size(&ops[i]);
		if (!p.size || pieces.n >= LOC_MAX_PIECES)
			return 0;
		p.loc = one_loc(f, at, attr, ops + from, i - from);
		known += p.loc.kind != LOC_MISSING;
		vec_push(f->arena, &pieces, p);
		from = i + 1;
	}
	if (!pieces.n) {
		struct loc_piece whole = { .loc = one_loc(f, at, attr, ops, n) };

		known = whole.loc.kind != LOC_MISSING;
		vec_push(f->arena, &pieces, whole);
	}
	*ret = pieces.v;
	return known ? pieces.n : 0;
}

/* DW_AT_const_value: a number, or the bytes of a small object */
static size_t constant(struct dwarf_file *f, Dwarf_Die *die, struct loc_piece **ret)
{
	Dwarf_Attribute a;
	Dwarf_Block block;
	Dwarf_Sword n = 0;
	struct loc_step s = { .op = LOC_NUM };

	if (!dwarf_attr_integrate(die, DW_AT_const_value, &a))
		return 0;
	if (dwarf_formsdata(&a, &n)) {
		if (dwarf_formblock(&a, &block) || block.length > 8)
			return 0;
		memcpy(&n, block.data, block.length);
	}
	s.num = n;
	*ret = arena_new_of(f->arena, struct loc_piece);
	(*ret)->loc = (struct loc){ .kind = LOC_VALUE, .nsteps = 1, .steps = arena_dup(f->arena, &s, sizeof(s)) };
	return 1;
}

size_t die_location(struct dwarf_file *f, const struct dwarf_place *at, Dwarf_Die *die, struct loc_piece **ret)
{
	Dwarf_Attribute a;
	Dwarf_Op *ops = NULL;
	size_t n = 0;

	if (!dwarf_attr_integrate(die, DW_AT_location, &a))
		return constant(f, die, ret);
	if (at && !at->inlined && at->addr == at->func_low && die_lives_in_frame(&a, at)) {
		if (dwarf_tag(die) == DW_TAG_formal_parameter)
			return die_by_convention(f, at, die, ret);
		if (die_frame_is_later(at))
			return 0;
	}
	int found = dwarf_getlocation_addr(&a, at ? at->addr : 0, &ops, &n, 1);

	if (found < 0)
		dwarf_note_damage(f, "a location");
	if (found != 1 || !n)
		return 0;
	return split_pieces(f, at, &a, ops, n, ret);
}
