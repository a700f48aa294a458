/*
 * percpu.c - see percpu.h
 */
#include "lang/builtin/builtin.h"
#include "lang/percpu.h"
#include "lib/type.h"

struct expr *percpu_address(struct prog *p, struct world *w, struct expr *addr)
{
	uint64_t from, to, table;

	if (w->symbol(w, "", "__per_cpu_start", &from) || w->symbol(w, "", "__per_cpu_end", &to) ||
	    w->symbol(w, "", "__per_cpu_offset", &table) || (uint64_t)addr->num - from >= to - from)
		return addr;

	bool d = p->lang == LANG_D;	/* its cpu is a variable, SystemTap's a function */
	struct expr *cpu = prog_expr(p, E_CALL, d ? &type_int32 : &type_int64, addr->span);
	const struct type *offsets = type_ptr(w->arena, &type_uint64);
	struct expr *row = prog_const(p, (int64_t)table, offsets, addr->span);
	struct expr *offset = prog_expr(p, E_LOAD, &type_uint64, addr->span);

	cpu->builtin = d ? builtin_find(LANG_D, "cpu", -1) : builtin_find(LANG_STAP, "cpu", 0);
	cpu = prog_binary(p, OP_MUL, prog_cast(p, cpu, &type_uint64), prog_const(p, 8, &type_uint64, addr->span),
			  &type_uint64, addr->span);
	offset->a = prog_binary(p, OP_ADD, row, cpu, offsets, addr->span);
	return prog_binary(p, OP_ADD, addr, offset, addr->type, addr->span);
}
