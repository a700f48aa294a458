/*
 * fuzz_elf.c - any bytes as an ELF file
 */
#include <stdint.h>
#include "lib/elf.h"
#include "lib/ways.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use_func(struct elf_file *f, const struct elf_sym *s)
{
	uint64_t n = elf_func_size(f, s), at = 0, addr;
	const uint8_t *code = elf_code(f, s->addr, n);

	struct ways ways = { 0 };

	ways_out(f, s, &ways);
	ways_fini(&ways);
	elf_find_func(f, s->name);
	elf_addr_func(f, s->addr);
	elf_offset_to_addr(f, s->offset, &addr);
	while (code && at < n && at < 256) {
		unsigned len = insn_length(code + at, n - at);

		if (!len)
			break;
		at += len;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct elf_file *f = elf_open_memory(data, size);
	size_t n;

	if (!f)
		return 0;

	const struct elf_sym *funcs = elf_funcs(f, &n);

	for (size_t i = 0; i < n && i < 1000; i++)
		use_func(f, &funcs[i]);
	elf_needed(f, &n);
	elf_runpath(f);
	elf_interp(f);
	elf_is_dyn(f);
	elf_entry(f);
	elf_close(f);
	return 0;
}
