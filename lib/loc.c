/*
 * loc.c - see loc.h
 */
#include <inttypes.h>
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/loc.h"

static const struct op_row {
	const char *text;	/* with spaces: between two operands; else before one */
	unsigned char takes, gives;
} ops[] = {
	[LOC_NUM] = { "", 0, 1 }, [LOC_REG] = { "", 0, 1 }, [LOC_OBJECT] = { "", 0, 1 }, [LOC_TLS] = { "", 0, 1 },
	[LOC_PROGRAM] = { "", 0, 1 }, [LOC_RUNS] = { "", 0, 0 }, [LOC_ENTRY] = { "", 1, 1 },
	[LOC_DEREF] = { "*", 1, 1 }, [LOC_CUT] = { "", 1, 1 },
	[LOC_DUP] = { "", 1, 2 }, [LOC_DROP] = { "", 1, 0 }, [LOC_SWAP] = { "", 2, 2 }, [LOC_ROT] = { "", 3, 3 },
	[LOC_SELECT] = { "", 3, 1 }, [LOC_PICK] = { "", 0, 1 },
	[LOC_NEG] = { "-", 1, 1 }, [LOC_NOT] = { "~", 1, 1 }, [LOC_ABS] = { "abs", 1, 1 },
	[LOC_ADD] = { "+", 2, 1 }, [LOC_SUB] = { "-", 2, 1 }, [LOC_MUL] = { "*", 2, 1 }, [LOC_DIV] = { "/", 2, 1 },
	[LOC_MOD] = { "%", 2, 1 }, [LOC_AND] = { "&", 2, 1 }, [LOC_OR] = { "|", 2, 1 }, [LOC_XOR] = { "^", 2, 1 },
	[LOC_SHL] = { "<<", 2, 1 }, [LOC_SHR] = { ">>>", 2, 1 }, [LOC_SAR] = { ">>", 2, 1 },
	[LOC_EQ] = { "==", 2, 1 }, [LOC_NE] = { "!=", 2, 1 }, [LOC_LT] = { "<", 2, 1 }, [LOC_LE] = { "<=", 2, 1 },
	[LOC_GT] = { ">", 2, 1 }, [LOC_GE] = { ">=", 2, 1 },
};

bool loc_is_valid(const struct loc *l)
{
	size_t depth = 0;

	if (l->kind == LOC_MISSING)
		return true;
	if (l->nsteps > LOC_MAX_STEPS)
		return false;
	for (size_t i = 0; i < l->nsteps; i++) {
		const struct loc_step *s = &l->steps[i];
		const struct op_row *row = &ops[s->op];

		if (depth < row->takes || (s->op == LOC_PICK && (s->num < 0 || (uint64_t)s->num >= depth)))
			return false;
		depth += row->gives;
		depth -= row->takes;
		if (depth > LOC_MAX_DEPTH)
			return false;
	}
	return depth > 0;
}

bool loc_has(const struct loc *l, enum loc_op op)
{
	for (size_t i = 0; i < l->nsteps; i++)
		if (l->steps[i].op == op)
			return true;
	return false;
}

bool loc_can_fail(const struct loc *l)
{
	return loc_has(l, LOC_DEREF) || loc_has(l, LOC_TLS) || loc_has(l, LOC_ENTRY) || loc_has(l, LOC_PROGRAM) ||
	       loc_has(l, LOC_RUNS);
}

const char *loc_reg_name(unsigned reg)
{
	static const char *const names[] = {	/* System V ABI for x86-64, "DWARF Register Number Mapping" */
		"ax", "dx", "cx", "bx", "si", "di", "bp", "sp",
		"r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "ip",
	};

	return reg < sizeof(names) / sizeof(*names) ? names[reg] : NULL;
}

static void print_step(const struct loc_step *s, struct buf *out)
{
	switch (s->op) {
	case LOC_NUM:
		buf_printf(out, "%" PRId64, s->num);
		return;
	case LOC_REG:
		buf_puts(out, loc_reg_name((unsigned)s->num));
		return;
	case LOC_OBJECT:
		buf_printf(out, "object+0x%" PRIx64, (uint64_t)s->num);
		return;
	case LOC_TLS:
		buf_printf(out, "tls+0x%" PRIx64, (uint64_t)s->num);
		return;
	case LOC_PROGRAM:
		buf_printf(out, "code%+" PRId64, s->num);
		return;
	case LOC_RUNS:
		buf_printf(out, "runs:%" PRId64, s->num);
		return;
	case LOC_ENTRY:
		buf_printf(out, "entry:%s", loc_reg_name((unsigned)s->num));
		return;
	case LOC_DEREF:
		buf_printf(out, "*%u", s->size);
		return;
	case LOC_CUT:
		buf_printf(out, "%c%u", s->is_signed ? 's' : 'u', s->size * 8);
		return;
	case LOC_DUP:
		buf_puts(out, "dup");
		return;
	case LOC_DROP:
		buf_puts(out, "drop");
		return;
	case LOC_SWAP:
		buf_puts(out, "swap");
		return;
	case LOC_ROT:
		buf_puts(out, "rot");
		return;
	case LOC_SELECT:
		buf_puts(out, "select");
		return;
	case LOC_PICK:
		buf_printf(out, "pick%" PRId64, s->num);
		return;
	case LOC_NEG:
		buf_puts(out, "neg");
		return;
	case LOC_NOT: case LOC_ABS: case LOC_ADD: case LOC_SUB: case LOC_MUL: case LOC_DIV: case LOC_MOD:
	case LOC_AND: case LOC_OR: case LOC_XOR: case LOC_SHL: case LOC_SHR: case LOC_SAR: case LOC_EQ:
	case LOC_NE: case LOC_LT: case LOC_LE: case LOC_GT: case LOC_GE:
		buf_puts(out, ops[s->op].text);
		return;
	}
}

void loc_print(const struct loc *l, struct buf *out)
{
	if (l->kind == LOC_MISSING) {
		buf_puts(out, "nowhere");
		return;
	}
	buf_puts(out, l->kind == LOC_ADDRESS ? "at [" : "[");
	for (size_t i = 0; i < l->nsteps; i++) {
		if (i)
			buf_putc(out, ' ');
		print_step(&l->steps[i], out);
	}
	buf_putc(out, ']');
}
