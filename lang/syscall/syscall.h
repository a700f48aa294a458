/*
 * syscall.h - system calls as SystemTap names them: aliases, and the variables of each
 *
 * Made from calls.tab and names.tab by gen.py; the kernel's half is bpf/rt/parts/syscall.bpf.h.
 */
#ifndef SONDE_SYSCALL_H
#define SONDE_SYSCALL_H

#include <stdbool.h>
#include <stddef.h>

enum syscall_kind {		/* those that the compiler tells apart: positions in gen.py's KINDS */
	SYSCALL_INT = 1, SYSCALL_LONG = 2, SYSCALL_ULONG = 3, SYSCALL_PTR = 4, SYSCALL_HEX = 5, SYSCALL_OCTAL = 6,
	SYSCALL_STRING = 7, SYSCALL_BUFFER = 8, SYSCALL_ARGV = 21, SYSCALL_CLONE = 30, SYSCALL_WORD0 = 36,
	SYSCALL_WORD1 = 37, SYSCALL_HOWFLAGS = 40, SYSCALL_ZERO = 42, SYSCALL_UINT = 45, SYSCALL_LIBRARY = 47,
};

struct syscall_var {
	const char *name;
	unsigned kind, slot, other, table;	/* other: argument that has the length */
};

struct syscall_def {		/* sorted by the kernel's name */
	const char *kernel;	/* sys_enter_KERNEL */
	const char *alias;	/* syscall.ALIAS */
	bool	    named_so;	/* the variable name is the alias, else as unistd.h has it */
	const struct syscall_var *vars;
	size_t nvars;
};

extern const struct syscall_def syscall_defs[];
extern const size_t syscall_ndefs;

const struct syscall_def *syscall_find(const char *kernel);	/* NULL: none */

/* what a name stands for: the variable, and which form of it */
enum syscall_form { SYSCALL_VALUE, SYSCALL_TEXT, SYSCALL_ADDRESS, SYSCALL_UNQUOTED };
const struct syscall_var *syscall_var(const struct syscall_def *d, const char *name, enum syscall_form *form);

#endif
