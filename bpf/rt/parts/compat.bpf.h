/*
 * compat.bpf.h - system calls of 32-bit programs, and of "int $0x80": numbers and registers of their own; a part
 */
#ifndef RT_COMPAT_BPF_H
#define RT_COMPAT_BPF_H

struct thread_info___sys { rt_u32 status; } RT_CORE;
struct task_struct___sys { struct thread_info___sys thread_info; } RT_CORE;

enum { RT_TS_COMPAT = 2 };	/* of the kernel's TS_COMPAT */

RT_INLINE rt_u32 rt_is_compat(void)
{
	struct task_struct___sys *task = (void *)bpf_get_current_task_btf();

	return task->thread_info.status & RT_TS_COMPAT;
}

#define RT_SYS_ARG(compat, reg, reg32) ({							\
	rt_u64 rt_r_ = 0;									\
	struct pt_regs *rt_c_ = (struct pt_regs *)ctx[0];					\
	bpf_probe_read_kernel(&rt_r_, 8, (compat) ? &rt_c_->reg32 : &rt_c_->reg);		\
	(compat) ? (rt_u32)rt_r_ : rt_r_; })

#endif
