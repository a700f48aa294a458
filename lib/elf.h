/*
 * elf.h - executables and shared libraries: symbols, file offsets, instruction boundaries
 * Through libelf; bytes from outside are checked before use.
 */
#ifndef SONDE_ELF_H
#define SONDE_ELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct elf_sym {
	const char *name;	/* lives as long as the file is open */
	uint64_t    addr;	/* virtual address in the object */
	uint64_t    size;	/* bytes; 0: unknown (then up to the next symbol) */
	uint64_t    offset;	/* in the file: what a uprobe takes */
	bool	    is_global, is_ifunc;
};

struct Elf;			/* libelf's */
struct stat;
struct elf_file;

/* NULL with errno (ENOEXEC: not an ELF file) */
struct elf_file *elf_open(const char *path);
/* of an image that stays where it is (a vdso); NULL with errno */
struct elf_file *elf_open_memory(const void *image, size_t size);
void elf_close(struct elf_file *f);			/* NULL is fine */
/* bytes that the headers of a program speak of and the file does not have: a copy that was cut short; 0: it is whole */
uint64_t elf_missing(const struct elf_file *f);
bool elf_stat(struct elf_file *f, struct stat *ret);	/* of the file that was opened; false: in memory */
/* functions of .symtab and .dynsym (and .gnu_debugdata), sorted by address, doubles removed */
const struct elf_sym *elf_funcs(struct elf_file *f, size_t *n);
/*
 * elf_add_debug_funcs - functions that only the file with the debug info names, as of stripped programs
 * @path: of the file. Symbols handed out before are no longer valid.
 */
void elf_add_debug_funcs(struct elf_file *f, const char *path);
const struct elf_sym *elf_find_func(struct elf_file *f, const char *name);
const struct elf_sym *elf_addr_func(struct elf_file *f, uint64_t addr);	/* containing, or NULL */
uint64_t elf_func_size(struct elf_file *f, const struct elf_sym *sym);	/* bytes, never unknown */
bool elf_addr_to_offset(struct elf_file *f, uint64_t addr, uint64_t *offset);
bool elf_offset_to_addr(struct elf_file *f, uint64_t offset, uint64_t *addr);
/* code of a function; NULL when the file has no bytes there */
const uint8_t *elf_code(struct elf_file *f, uint64_t addr, size_t size);
/* bytes of a section by name, and where it is loaded; NULL: none, or it has none in the file */
const uint8_t *elf_section(struct elf_file *f, const char *name, size_t *size, uint64_t *addr);
/* bytes by which debug info is found; NULL: it has none */
const uint8_t *elf_build_id(struct elf_file *f, size_t *size);
bool elf_find_data(struct elf_file *f, const char *name, uint64_t *addr);	/* a variable of the symbol tables */
bool elf_has_tls_data(struct elf_file *f, const char *name);			/* one that each thread has of its own */
/* the variable at what is mapped from an offset of the file on, .bss behind it too; false: none */
bool elf_offset_data(struct elf_file *f, uint64_t offset, struct elf_sym *ret, uint64_t *addr);
bool elf_has_symtab(struct elf_file *f);		/* not stripped of what only debuggers need */
bool elf_is_dyn(struct elf_file *f);			/* position independent or shared */
bool elf_is_program(struct elf_file *f);		/* no library, even if that can be run as libc.so.6 can */
const char *elf_interp(struct elf_file *f);		/* dynamic loader's path, or NULL */
uint64_t elf_entry(struct elf_file *f);
struct Elf *elf_raw(struct elf_file *f);		/* borrowed */
struct elf_tls {
	uint64_t addr;		/* of the initial image */
	uint64_t size;		/* bytes from the block's beginning to the thread pointer (x86-64 ABI) */
};
/* an executable's thread-local block; false: none, or not at a fixed distance */
bool elf_tls(struct elf_file *f, struct elf_tls *ret);

/*
 * How a library finds its thread-local block: a word that the loader has filled for it. Its number among the
 * loaded modules, or the distance of something in its block from the thread pointer.
 */
struct elf_tls_word {
	uint64_t addr;		/* of the word */
	bool	 is_module;	/* the number; else the distance: */
	uint64_t of;		/* of what is so far into the block */
};
bool elf_tls_word(struct elf_file *f, struct elf_tls_word *ret);	/* false: it has none */
/* the lowest address of executable segments, which the kernel remembers where it loads the program */
bool elf_code_start(struct elf_file *f, uint64_t *ret);

struct elf_plt {
	const char *name;	/* of the imported function; lives as long as the file is open */
	uint64_t    addr;	/* of its entry in the procedure linkage table */
};
/* every PLT entry, by address; non-zero from fn stops and is returned */
int elf_each_plt(struct elf_file *f, int (*fn)(const struct elf_plt *e, void *ctx), void *ctx);
/* sonames that the dynamic section needs; in order; n set */
const char *const *elf_needed(struct elf_file *f, size_t *n);
const char *elf_runpath(struct elf_file *f);		/* DT_RUNPATH or DT_RPATH, unexpanded; NULL */

/* length of the x86-64 instruction at code (at most max bytes), 0 when it is not one */
unsigned insn_length(const uint8_t *code, size_t max);
enum insn_flow {
	INSN_ON,		/* to the next one, perhaps by way of a call */
	INSN_RET,
	INSN_JUMP,		/* to target, or to the next one */
	INSN_JUMP_SOMEWHERE,	/* through a register or memory, not through a table of the code's own */
};

struct insn {
	unsigned length;
	enum insn_flow flow;
	int64_t	 target;	/* counted from its own beginning */
	bool	 indexes;	/* reads memory by an index, or adds registers, as a jump by table is prepared */
};
/* how an instruction goes on; false: it is none */
bool insn_read(const uint8_t *code, size_t max, struct insn *ret);
/*
 * elf_insn_at - may a probe stand at an address of an object
 * A breakpoint inside of an instruction makes another one of it. What cannot be told, because no symbol says where
 * to begin reading, counts as one if it can be read as one.
 */
enum insn_place { INSN_HERE, INSN_INSIDE, INSN_NO_CODE };
enum insn_place elf_insn_at(struct elf_file *f, uint64_t addr);
/* the same of code that begins at an instruction; false also behind what is none */
bool insn_starts_at(const uint8_t *code, uint64_t size, uint64_t offset);
/* is it one of AVX's, with a VEX, EVEX or XOP prefix before the opcode */
bool insn_is_vector(const uint8_t *code, size_t max);
bool insn_is_refused(const uint8_t *code, size_t max);	/* most kernels put no uprobe on one with such a prefix */

#endif
