/*
 * elf_plt.c - PLT entries of an object, and its thread-local block
 *
 * An entry is found by what it does: it jumps through a word that the loader fills in with the address
 * of an imported function. Linkers lay the tables out in several ways; the jump is in all of them.
 * Source: System V ABI, AMD64 supplement, "Procedure Linkage Table", "Thread-Local Storage".
 */
#include <gelf.h>
#include <string.h>
#include "lib/arena.h"
#include "lib/elf.h"
#include "lib/map.h"

enum { ENTRY_SIZE = 8, MAX_ENTRIES = 1 << 20 };	/* entries stand at multiples of 8 or 16 bytes */

/* word of the offset table to name of the function */
static void read_relocations(Elf *elf, Elf_Scn *scn, const GElf_Shdr *shdr, struct map *names)
{
	Elf_Data *data = elf_getdata(scn, NULL), *syms;
	Elf_Scn *symtab = elf_getscn(elf, shdr->sh_link);
	GElf_Shdr symhdr;

	syms = symtab && gelf_getshdr(symtab, &symhdr) ? elf_getdata(symtab, NULL) : NULL;
	for (int i = 0; data && syms && i < MAX_ENTRIES; i++) {
		const char *name;
		GElf_Rela r;
		GElf_Sym sym;

		if (!gelf_getrela(data, i, &r))
			return;
		if (GELF_R_TYPE(r.r_info) != R_X86_64_JUMP_SLOT && GELF_R_TYPE(r.r_info) != R_X86_64_GLOB_DAT)
			continue;
		if (!gelf_getsym(syms, (int)GELF_R_SYM(r.r_info), &sym))
			continue;
		name = elf_strptr(elf, symhdr.sh_link, sym.st_name);
		if (name && *name)
			map_putn(names, &r.r_offset, sizeof(r.r_offset), (void *)name);
	}
}

/* [endbr64] [bnd] jmp *DISTANCE(%rip): the word that it jumps through; 0: it is something else */
static uint64_t jump_target(const uint8_t *code, size_t n, uint64_t addr)
{
	static const uint8_t endbr[] = { 0xf3, 0x0f, 0x1e, 0xfa };
	size_t at = 0;
	int32_t distance;

	if (n >= 4 && !memcmp(code, endbr, 4))
		at = 4;
	if (at < n && code[at] == 0xf2)
		at++;
	if (n - at < 6 || code[at] != 0xff || code[at + 1] != 0x25)
		return 0;
	memcpy(&distance, code + at + 2, 4);
	return addr + at + 6 + (uint64_t)(int64_t)distance;
}

static int each_entry(struct elf_file *f, const GElf_Shdr *shdr, const struct map *names,
		      int (*fn)(const struct elf_plt *e, void *ctx), void *ctx)
{
	const uint8_t *code = elf_code(f, shdr->sh_addr, shdr->sh_size);
	int stop = 0;

	for (uint64_t at = 0; code && at < shdr->sh_size && !stop; at += ENTRY_SIZE) {
		uint64_t word = jump_target(code + at, shdr->sh_size - at, shdr->sh_addr + at);
		struct elf_plt e = { .addr = shdr->sh_addr + at };

		e.name = word ? map_getn(names, &word, sizeof(word)) : NULL;
		if (e.name)
			stop = fn(&e, ctx);
	}
	return stop;
}

int elf_each_plt(struct elf_file *f, int (*fn)(const struct elf_plt *e, void *ctx), void *ctx)
{
	Elf *elf = elf_raw(f);
	struct map *names = map_new();
	Elf_Scn *scn = NULL;
	GElf_Shdr shdr;
	size_t strings;
	int stop = 0;

	while ((scn = elf_nextscn(elf, scn)))
		if (gelf_getshdr(scn, &shdr) && shdr.sh_type == SHT_RELA)
			read_relocations(elf, scn, &shdr, names);
	for (scn = NULL; !elf_getshdrstrndx(elf, &strings) && !stop && (scn = elf_nextscn(elf, scn));) {
		const char *name = gelf_getshdr(scn, &shdr) ? elf_strptr(elf, strings, shdr.sh_name) : NULL;

		if (name && !strncmp(name, ".plt", 4) && shdr.sh_type == SHT_PROGBITS)
			stop = each_entry(f, &shdr, names, fn, ctx);
	}
	map_free(names);
	return stop;
}

bool elf_tls(struct elf_file *f, struct elf_tls *ret)
{
	Elf *elf = elf_raw(f);
	size_t n;

	/* a library's block has no fixed distance */
	if (!elf_is_program(f) || elf_getphdrnum(elf, &n))
		return false;
	for (size_t i = 0; i < n && i <= INT32_MAX; i++) {
		GElf_Phdr ph;

		if (!gelf_getphdr(elf, (int)i, &ph) || ph.p_type != PT_TLS)
			continue;
		ret->addr = ph.p_vaddr;
		ret->size = ph.p_align > 1 ? (ph.p_memsz + ph.p_align - 1) / ph.p_align * ph.p_align : ph.p_memsz;
		return true;
	}
	return false;
}

/* value of a symbol that is defined here; 0 is none, and stands for the block */
static bool own_symbol(Elf *elf, size_t table, size_t index, uint64_t *ret)
{
	Elf_Data *data = elf_getdata(elf_getscn(elf, table), NULL);
	GElf_Sym sym = { 0 };

	*ret = 0;
	if (!index)
		return true;
	if (index > INT32_MAX || !data || !gelf_getsym(data, (int)index, &sym) || sym.st_shndx == SHN_UNDEF)
		return false;
	*ret = sym.st_value;
	return true;
}

static bool read_tls_word(Elf *elf, const GElf_Shdr *sh, Elf_Data *data, size_t i, struct elf_tls_word *ret)
{
	uint64_t value;
	GElf_Rela r;

	if (!gelf_getrela(data, (int)i, &r))
		return false;
	if (GELF_R_TYPE(r.r_info) != R_X86_64_DTPMOD64 && GELF_R_TYPE(r.r_info) != R_X86_64_TPOFF64)
		return false;
	if (!own_symbol(elf, sh->sh_link, GELF_R_SYM(r.r_info), &value))
		return false;
	ret->addr = r.r_offset;
	ret->is_module = GELF_R_TYPE(r.r_info) == R_X86_64_DTPMOD64;
	ret->of = value + (uint64_t)r.r_addend;
	return true;
}

bool elf_tls_word(struct elf_file *f, struct elf_tls_word *ret)
{
	Elf *elf = elf_raw(f);
	Elf_Scn *scn = NULL;
	GElf_Shdr sh;

	while ((scn = elf_nextscn(elf, scn))) {
		Elf_Data *data;

		if (!gelf_getshdr(scn, &sh) || sh.sh_type != SHT_RELA || !sh.sh_entsize || !(data = elf_getdata(scn, NULL)))
			continue;
		for (size_t i = 0; i < data->d_size / sh.sh_entsize && i <= INT32_MAX; i++)
			if (read_tls_word(elf, &sh, data, i, ret))
				return true;
	}
	return false;
}

bool elf_code_start(struct elf_file *f, uint64_t *ret)
{
	Elf *elf = elf_raw(f);
	bool found = false;
	size_t n;

	if (elf_getphdrnum(elf, &n))
		return false;
	for (size_t i = 0; i < n && i <= INT32_MAX; i++) {
		GElf_Phdr ph;

		if (!gelf_getphdr(elf, (int)i, &ph) || ph.p_type != PT_LOAD || !(ph.p_flags & PF_X) ||
		    (found && ph.p_vaddr >= *ret))
			continue;
		*ret = ph.p_vaddr;
		found = true;
	}
	return found;
}

static bool is_executable(struct elf_file *f, uint64_t addr)
{
	Elf *elf = elf_raw(f);
	size_t n;

	if (elf_getphdrnum(elf, &n))
		return false;
	for (size_t i = 0; i < n && i <= INT32_MAX; i++) {
		GElf_Phdr ph;

		if (gelf_getphdr(elf, (int)i, &ph) && ph.p_type == PT_LOAD && ph.p_flags & PF_X && addr >= ph.p_vaddr &&
		    addr - ph.p_vaddr < ph.p_filesz)
			return true;
	}
	return false;
}

enum { INSN_MAX = 15 };

enum insn_place elf_insn_at(struct elf_file *f, uint64_t addr)
{
	const struct elf_sym *sym = elf_addr_func(f, addr);
	const uint8_t *code;

	if (!is_executable(f, addr))
		return INSN_NO_CODE;
	/* a size that a symbol does not have is a guess, and what lies between functions is no code */
	if (sym && sym->size && addr - sym->addr < sym->size && (code = elf_code(f, sym->addr, sym->size)))
		return insn_starts_at(code, sym->size, addr - sym->addr) ? INSN_HERE : INSN_INSIDE;
	for (size_t size = INSN_MAX; size; size--)
		if ((code = elf_code(f, addr, size)))
			return insn_length(code, size) ? INSN_HERE : INSN_INSIDE;
	return INSN_NO_CODE;
}
