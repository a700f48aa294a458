/*
 * regs.c - SystemTap: registers at a probe, arguments by the calling convention, where a probe is
 *
 * A handler that the session runs has no registers, and no address.
 */
#include <inttypes.h>
#include "lang/builtin/body.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

USER(user_zero) { return body_int(call, ret, 0); }
USER(user_no_registers) { return FAULT_REGISTER; }

USER(user_probe_type)
{
	const char *s = rt->fire.probe ? probe_shown(rt->fire.probe, FIELD_TYPE) : "";

	return body_string(rt, call, ret, s, strlen(s));
}

USER(user_registers)
{
	size_t n = call->type->size ? call->type->size : 8;

	*ret = value_load(call->type, memset(rt_temp(rt, n), 0, n), n);
	return FAULT_NONE;
}

/* struct rt_stack with the first 20 of struct pt_regs as its frames */
USER(user_print_regs)
{
	enum { R15, R14, R13, R12, BP, BX, R11, R10, R9, R8, AX, CX, DX, SI, DI, ORIG_AX, IP, CS, FLAGS, SP, N };
	static const struct { const char *name; int at; const char *end; } shown[] = {
		{ "RIP", IP, "\n" }, { "RSP", SP, "  " }, { "EFLAGS", FLAGS, "\n" }, { "RAX", AX, " " },
		{ "RBX", BX, " " }, { "RCX", CX, "\n" }, { "RDX", DX, " " }, { "RSI", SI, " " }, { "RDI", DI, "\n" },
		{ "RBP", BP, " " }, { "R08", R8, " " }, { "R09", R9, "\n" }, { "R10", R10, " " }, { "R11", R11, " " },
		{ "R12", R12, "\n" }, { "R13", R13, " " }, { "R14", R14, " " }, { "R15", R15, "\n" },
	};
	uint64_t regs[N] = { 0 };
	uint32_t head[2] = { 0 };

	if (args[0].p && args[0].len >= sizeof(head) + sizeof(regs)) {
		memcpy(head, args[0].p, sizeof(head));
		memcpy(regs, (const char *)args[0].p + sizeof(head), sizeof(regs));
	}
	if (!head[1])
		return FAULT_NONE;
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
		buf_printf(&rt->out, shown[i].at == FLAGS ? "%s: %08" PRIx64 "%s" : "%s: %016" PRIx64 "%s",
			   shown[i].name, regs[shown[i].at], shown[i].end);
	return FAULT_NONE;
}

#define ARG_ROW(name, c_type, what) \
	{ name "_arg", LANG_STAP, "long (long)", "(" c_type ")rt_int_arg($f, $1, $name)", user_no_registers, \
	  B_FAULTS | B_NOW, "n-th argument of the probed function, from 1, as " what, NULL, 0x3f, .rt = "text symbol regs", \
	  .field = FIELD_TYPE }

USER(user_hint) { return FAULT_NONE; }

const struct builtin builtins_regs[] = {
	{ "asmlinkage", LANG_STAP, "void ()", "(void)0", user_hint, 0,
	  "how arguments are passed needs no hint: they are read where the kernel's ABI has them" },
	{ "fastcall", LANG_STAP, "void ()", "(void)0", user_hint, 0, "no hint either" },
	{ "regparm", LANG_STAP, "void (long)", "(void)($1)", user_hint, 0, "no hint either" },
	{ "probe_type", LANG_STAP, "string ()", "rt_str_copy($dst, $size, $name)", user_probe_type, 0,
	  "what kind of probe this is: kprobe, uprobe, kernel_tracepoint, begin_end ...", .field = FIELD_TYPE },
	{ "registers_valid", LANG_STAP, "long ()", "(f->regs != NULL)", user_zero, 0,
	  "1 where the probe has registers", .registers = true },
	{ "user_mode", LANG_STAP, "long ()", "(f->regs && (f->regs->cs & 3) == 3)", user_zero, 0,
	  "1 when the probe interrupted user code" },
	{ "addr", LANG_STAP, "long ()", "rt_probe_addr($f)", user_zero, 0, "address of the probe",
	  .rt = "text symbol regs" },
	{ "uaddr", LANG_STAP, "long ()", "rt_ureg(16)", user_zero, 0,
	  "address that the current task goes on at in user mode" },
	{ "register", LANG_STAP, "long (string)", "rt_register($f, $1, 1)", user_no_registers, B_FAULTS | B_NOW,
	  "a register by its name, with its sign", .rt = "text symbol regs", .registers = true },
	{ "u_register", LANG_STAP, "long (string)", "rt_register($f, $1, 0)", user_no_registers, B_FAULTS | B_NOW,
	  "a register by its name, without a sign", .rt = "text symbol regs", .registers = true },
	{ "__perf_counter", LANG_STAP, "long (long)", "rt_perf_counter($1)", NULL, B_NOW,
	  "what a perf counter has counted for the current thread", .rt = "perf" },
	{ "__registers", LANG_STAP, "stack ()", "rt_registers($f, $dst, $size)", user_registers, 0,
	  "all registers, for print_regs()", .rt = "text symbol regs", .registers = true },
	{ "print_regs", LANG_STAP, "void ()", NULL, user_print_regs, 0, "print the registers", .with = "__registers" },
	{ "returnval", LANG_STAP, "long ()", "rt_returnval($f, $name)", user_no_registers, B_FAULTS | B_NOW,
	  "what the probed function returns; where none does, the register that it would be in", NULL, 1u << 1,
	  .rt = "text symbol regs", .field = FIELD_RETURN },
	ARG_ROW("int", "rt_s32", "an int"), ARG_ROW("uint", "rt_u32", "an unsigned int"),
	ARG_ROW("long", "rt_s64", "a long"), ARG_ROW("ulong", "rt_u64", "an unsigned long"),
	ARG_ROW("longlong", "rt_s64", "a long long"), ARG_ROW("ulonglong", "rt_u64", "an unsigned long long"),
	ARG_ROW("pointer", "rt_u64", "a pointer"), ARG_ROW("s32", "rt_s32", "32 bits with a sign"),
	ARG_ROW("s64", "rt_s64", "64 bits with a sign"), ARG_ROW("u32", "rt_u32", "32 bits"),
	ARG_ROW("u64", "rt_u64", "64 bits"),
	{ 0 }
};
