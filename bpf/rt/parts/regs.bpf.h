/*
 * regs.bpf.h - registers at the probe, by name; arguments by the calling convention
 *
 * Names are literals, so clang decides all but the load.
 */
enum { RT_REG_64 = 0, RT_REG_32 = 32, RT_REG_16 = 64, RT_REG_8 = 96, RT_REG_NONE = 255 };

#define RT_IS(name, text) (!__builtin_strcmp(name, text))
#define RT_REG4(name, i, r64, r32, r16, r8) \
	(RT_IS(name, r64) ? (i) | RT_REG_64 : RT_IS(name, r32) ? (i) | RT_REG_32 : \
	 RT_IS(name, r16) ? (i) | RT_REG_16 : RT_IS(name, r8) ? (i) | RT_REG_8 : RT_REG_NONE)

/* place in struct pt_regs and width of a register */
RT_INLINE rt_u64 rt_reg_number(const char *name)
{
	rt_u64 n;

#define RT_TRY(i, r64, r32, r16, r8) \
	if ((n = RT_REG4(name, i, r64, r32, r16, r8)) != RT_REG_NONE) \
		return n
	RT_TRY(0, "r15", "r15d", "r15w", "r15b");
	RT_TRY(1, "r14", "r14d", "r14w", "r14b");
	RT_TRY(2, "r13", "r13d", "r13w", "r13b");
	RT_TRY(3, "r12", "r12d", "r12w", "r12b");
	RT_TRY(4, "rbp", "ebp", "bp", "bpl");
	RT_TRY(5, "rbx", "ebx", "bx", "bl");
	RT_TRY(6, "r11", "r11d", "r11w", "r11b");
	RT_TRY(7, "r10", "r10d", "r10w", "r10b");
	RT_TRY(8, "r9", "r9d", "r9w", "r9b");
	RT_TRY(9, "r8", "r8d", "r8w", "r8b");
	RT_TRY(10, "rax", "eax", "ax", "al");
	RT_TRY(11, "rcx", "ecx", "cx", "cl");
	RT_TRY(12, "rdx", "edx", "dx", "dl");
	RT_TRY(13, "rsi", "esi", "si", "sil");
	RT_TRY(14, "rdi", "edi", "di", "dil");
	RT_TRY(15, "orig_rax", "orig_eax", "orig_ax", "orig_al");
	RT_TRY(16, "rip", "eip", "ip", "xip");
	RT_TRY(17, "xcs", "xcs", "cs", "xcs");
	RT_TRY(18, "rflags", "eflags", "flags", "xflags");
	RT_TRY(19, "rsp", "esp", "sp", "spl");
	RT_TRY(20, "xss", "xss", "ss", "xss");
#undef RT_TRY
	return RT_REG_NONE;
}

/* the kernel lets a program read its registers at places that are known beforehand only */
RT_INLINE rt_u64 rt_reg_at(struct pt_regs *r, rt_u64 i)
{
	switch (i) {
	case 0: return r->r15;
	case 1: return r->r14;
	case 2: return r->r13;
	case 3: return r->r12;
	case 4: return r->bp;
	case 5: return r->bx;
	case 6: return r->r11;
	case 7: return r->r10;
	case 8: return r->r9;
	case 9: return r->r8;
	case 10: return r->ax;
	case 11: return r->cx;
	case 12: return r->dx;
	case 13: return r->si;
	case 14: return r->di;
	case 15: return r->orig_ax;
	case 16: return r->ip;
	case 17: return r->cs;
	case 18: return r->flags;
	case 19: return r->sp;
	case 20: return r->ss;
	}
	return 0;
}

RT_INLINE rt_u64 rt_register(struct firing *f, const char *name, int is_signed)
{
	rt_u64 n = rt_reg_number(name), v;

	if (n == RT_REG_NONE)
		return rt_fault(f, FAULT_REGISTER_NAME, 0);
	if (!f->regs)
		return rt_fault(f, FAULT_REGISTER, 0);
	v = rt_reg_at(f->regs, n & 31);
	switch (n & ~31ULL) {
	case RT_REG_32: return is_signed ? (rt_u64)(rt_s32)v : (rt_u32)v;
	case RT_REG_16: return is_signed ? (rt_u64)(rt_s16)v : (rt_u16)v;
	case RT_REG_8: return is_signed ? (rt_u64)(rt_s8)v : (rt_u8)v;
	}
	return v;
}

/* all of them in the order of struct pt_regs, as a stack of so many frames; none: no frames */
RT_INLINE void rt_registers(struct firing *f, void *dst, rt_u32 size)
{
	struct rt_stack *s = dst;

	s->tgid = 0;
	s->n = 0;
	if (!f->regs || size < sizeof(*s) + 20 * 8)
		return;
#pragma clang loop unroll(full)
	for (int i = 0; i < 20; i++)
		s->pc[i] = rt_reg_at(f->regs, i);
	s->n = 20;
}

RT_INLINE rt_u64 rt_int_arg(struct firing *f, rt_u64 n)
{
	if (n < 1 || n > 6)
		return rt_fault(f, FAULT_ARGUMENT, n);
	switch (n) {
	case 1: return f->arg[0];
	case 2: return f->arg[1];
	case 3: return f->arg[2];
	case 4: return f->arg[3];
	case 5: return f->arg[4];
	}
	return f->arg[5];
}

/* where the probe is: the instruction of the registers, else the frame of the probed kernel function */
RT_INLINE rt_u64 rt_probe_addr(struct firing *f)
{
	rt_u64 pc = 0;

	if (f->regs)
		return rt_reg(f->regs, ip);
	return f->in_function && bpf_get_stack(f->ctx, &pc, 8, rt_stack_flags(f, 0)) > 0 ? pc : 0;
}
