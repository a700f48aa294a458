/*
 * sdt.h - marks that a program carries as notes of type stapsdt, and where their arguments are
 *
 * Format: SystemTap wiki, "UserSpaceProbeImplementation"; argument texts are operands as the
 * assembler writes them. The bytes come from outside: everything is checked before use.
 */
#ifndef SONDE_SDT_H
#define SONDE_SDT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "lib/vec.h"

struct elf_file;

enum { SDT_ARGS = 32 };		/* D's limit; headers of SystemTap make 12 at most */

struct sdt_note {			/* strings live as long as the bytes that were parsed */
	const char *provider, *name, *args;
	uint64_t    addr;		/* of the instruction, in the object */
	uint64_t    semaphore;		/* of a counter that is 0 while nobody traces; 0: none */
};

struct sdt_notes { VEC(struct sdt_note) list; };	/* heap */

/*
 * sdt_parse - notes of a section
 * @base: where the object's .stapsdt.base is, for addresses that prelink moved; 0: unknown
 * What is no well-formed note ends the reading; what came before stays.
 */
void sdt_parse(const uint8_t *bytes, size_t size, uint64_t base, struct sdt_notes *ret);
void sdt_read(struct elf_file *f, struct sdt_notes *ret);	/* of an object; empty when it has none */
void sdt_fini(struct sdt_notes *n);
/*
 * sdt_definition - what D's definition says of a mark, which notes have no place for
 * The headers and objects that dtrace -h and -G make carry, in a section .sonde.usdt, a text that ends
 * in a NUL for each probe: "provider P { probe N(int a, char *b) : (char *b); };". NULL: there is none.
 */
const char *sdt_definition(struct elf_file *f, const char *provider, const char *name);
/*
 * sdt_stability - how stable the script called the provider: "N/D/C N/D/C ...", five of them, or NULL
 * The same section has it as "stability P N/D/C ..." for providers of which #pragma D attributes speaks.
 */
const char *sdt_stability(struct elf_file *f, const char *provider);

enum sdt_kind {
	SDT_UNKNOWN,			/* a floating point register, an operand of another machine */
	SDT_CONST, SDT_REG, SDT_MEM,
};

/* one argument: value, register, or *(base + index * scale + value) */
struct sdt_arg {
	enum sdt_kind kind;
	unsigned size;			/* bytes: 1, 2, 4 or 8 */
	bool	 is_signed;
	bool	 high;			/* SDT_REG: bits 8 to 15 (%ah) */
	bool	 is_rip;		/* the address is relative to the object: symbols, (%rip) */
	int64_t	 value;
	const char *base, *index;	/* members of struct pt_regs: "di", "r8"; NULL: none */
	unsigned scale;
	const char *symbol;		/* whose address is added to value; in the text, */
	size_t	 symbol_len;		/* so long; 0: none */
};

/* the arguments of a note's text; the number, at most SDT_ARGS */
unsigned sdt_parse_args(const char *text, struct sdt_arg ret[SDT_ARGS]);

#endif
