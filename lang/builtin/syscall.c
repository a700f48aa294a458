/*
 * syscall.c - what SystemTap's variables of system calls are made with; not for scripts
 * The texts are made by bpf/rt/parts/syscall.bpf.h from the tables of lang/syscall.
 */
#include <stddef.h>
#include "lang/builtin/body.h"
#include "lang/builtin/builtin.h"

#define PARTS "text syscalltab time syscall"

const struct builtin builtins_syscall[] = {
	{ "__syscall_argstr", LANG_STAP, "string (long)", "rt_sys_argstr((struct rt_sys_dst *)($dst), $f, $1)", NULL, 0,
	  "all arguments of a system call as strace shows them", .arg_slots = 0x3f, .rt = PARTS },
	{ "__syscall_arg", LANG_STAP, "string (long, long, long, long)",
	  "rt_sys_one((struct rt_sys_dst *)($dst), $1, $2, $3, $4)", NULL, 0,
	  "one argument of a system call as text", .rt = PARTS },
	{ "__syscall_nr", LANG_STAP, "long (long)", "(rt_s64)$f->sysnr", NULL, 0,
	  "number of the system call" },
	{ "__syscall_name", LANG_STAP, "string ()", "rt_str_copy($dst, $size, $name)", NULL, 0,
	  "name of the system call", .field = FIELD_CALL },
	{ 0 }
};
