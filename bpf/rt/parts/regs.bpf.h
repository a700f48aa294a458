/*
 * regs.bpf.h - registers at the probe, by name; arguments by the calling convention
 *
 * Of names that are literals clang decides all but the load.
 */
enum { RT_REG_64 = 0, RT_REG_32 = 32, RT_REG_16 = 64, RT_REG_8 = 96, RT_REG_NONE = 255 };

/* a literal of at most 8 characters as a number, which clang works out */
RT_INLINE rt_u64 rt_literal_word(const char *s)
{
	rt_u64 w = 0;

	if (__builtin_strlen(s) > 8)
		return 0;
#pragma clang loop unroll(full)
	for (int i = 0; i < 8; i++)
		if (i < (int)__builtin_strlen(s))
			w |= (rt_u64)(rt_u8)s[i] << 8 * i;
	return w;
}

/* the same of any text */
RT_INLINE rt_u64 rt_text_word(const char *s)
{
	rt_u64 w[2] = { 0, 0 };

	if (bpf_probe_read_kernel_str(w, sizeof(w), s) < 0 || w[1] & 0xff)
		return 0;
	return w[0];
}

#define RT_IS(name, text) ((name) == rt_literal_word(text))
#define RT_REG4(name, i, r64, r32, r16, r8) \
	(RT_IS(name, r64) ? (i) | RT_REG_64 : RT_IS(name, r32) ? (i) | RT_REG_32 : \
	 RT_IS(name, r16) ? (i) | RT_REG_16 : RT_IS(name, r8) ? (i) | RT_REG_8 : RT_REG_NONE)

/* place in struct pt_regs and width of a register */
RT_INLINE rt_u64 rt_reg_number(rt_u64 name)
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

/*
 * The kernel lets a program read its registers at places that are known beforehand only. In assembler, because clang
 * makes one load at a place that it works out of several.
 */
RT_INLINE rt_u64 rt_reg_at(struct pt_regs *r, rt_u64 i)
{
	rt_u64 v = 0;

#define RT_AT(n) case n: asm volatile("%0 = *(u64 *)(%1 + %2)" : "=r"(v) : "r"(r), "i"(8 * n)); break
	switch (i) {
	RT_AT(0); RT_AT(1); RT_AT(2); RT_AT(3); RT_AT(4); RT_AT(5); RT_AT(6); RT_AT(7); RT_AT(8); RT_AT(9); RT_AT(10);
	RT_AT(11); RT_AT(12); RT_AT(13); RT_AT(14); RT_AT(15); RT_AT(16); RT_AT(17); RT_AT(18); RT_AT(19); RT_AT(20);
	}
#undef RT_AT
	return v;
}

RT_INLINE rt_u64 rt_register(struct firing *f, const char *name, int is_signed)
{
	rt_u64 n = rt_reg_number(__builtin_constant_p(__builtin_strlen(name)) ? rt_literal_word(name) : rt_text_word(name));
	rt_u64 v;

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

RT_INLINE rt_u64 rt_returnval(struct firing *f, const char *mark)
{
	enum { AX = 10 };
	rt_u64 v = 0;

	if (rt_is_return(mark)) {
		/* through memory: where it is another argument of a typed tracepoint, the verifier takes it for a pointer */
		bpf_probe_read_kernel(&v, sizeof(v), &f->arg[1]);
		return v;
	}
	if (!f->regs)
		return rt_fault(f, FAULT_REGISTER, 0);
	return rt_reg_at(f->regs, AX);
}

/* @type: probe_type(); begin_end and hrtimer interrupt no call */
RT_INLINE rt_u64 rt_int_arg(struct firing *f, rt_u64 n, const char *type)
{
	if (type[0] == 'b' || type[0] == 'h')
		return rt_fault(f, FAULT_REGISTER, 0);
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
