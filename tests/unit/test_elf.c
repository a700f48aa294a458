/*
 * test_elf.c - symbols, addresses and instructions of this very program and of libc
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "lib/elf.h"

/* something with a known name and known code */
__attribute__((noinline, used)) int sonde_test_target(int x);
int sonde_test_target(int x)
{
	return x * 3 + 1;
}

static struct elf_file *self(void)
{
	struct elf_file *f = elf_open("/proc/self/exe");

	assert_non_null(f);
	return f;
}

static void a_function_is_found_by_name_and_address(void **state)
{
	struct elf_file *f = self();
	const struct elf_sym *s = elf_find_func(f, "sonde_test_target");
	uint64_t offset, addr;

	assert_non_null(s);
	assert_true(s->is_global && !s->is_ifunc && s->size > 0);
	assert_true(elf_addr_to_offset(f, s->addr, &offset));
	assert_int_equal(offset, s->offset);
	assert_true(elf_offset_to_addr(f, offset, &addr));
	assert_int_equal(addr, s->addr);
	assert_string_equal(elf_addr_func(f, s->addr)->name, "sonde_test_target");
	assert_string_equal(elf_addr_func(f, s->addr + s->size - 1)->name, "sonde_test_target");
	assert_null(elf_find_func(f, "no_such_function"));
	assert_null(elf_addr_func(f, 0));
	assert_null(elf_addr_func(f, UINT64_MAX));
	elf_close(f);
}

static void code_is_what_is_in_memory(void **state)
{
	struct elf_file *f = self();
	const struct elf_sym *s = elf_find_func(f, "sonde_test_target");
	const uint8_t *code = elf_code(f, s->addr, s->size);

	assert_non_null(code);
	assert_memory_equal(code, (const void *)(uintptr_t)sonde_test_target, 8);
	assert_null(elf_code(f, s->addr, SIZE_MAX));
	assert_null(elf_code(f, UINT64_MAX, 1));
	elf_close(f);
}

static void symbols_are_sorted_and_single(void **state)
{
	struct elf_file *f = self();
	size_t n;
	const struct elf_sym *s = elf_funcs(f, &n);

	assert_true(n > 1);
	for (size_t i = 1; i < n; i++) {
		assert_true(s[i - 1].addr <= s[i].addr);
		assert_true(s[i - 1].addr < s[i].addr || strcmp(s[i - 1].name, s[i].name) < 0);
	}
	elf_close(f);
}

static void the_dynamic_section_is_read(void **state)
{
	struct elf_file *f = self();
	size_t n;
	const char *const *needed = elf_needed(f, &n);
	bool libc = false;

	for (size_t i = 0; i < n; i++)
		libc |= !strcmp(needed[i], "libc.so.6");
	assert_true(libc);
	assert_non_null(elf_interp(f));
	assert_non_null(strstr(elf_interp(f), "ld-linux"));
	assert_true(elf_entry(f) != 0);
	elf_close(f);
}

static void what_is_no_elf_is_refused(void **state)
{
	assert_null(elf_open("/proc/self/status"));
	assert_int_equal(errno, ENOEXEC);
	assert_null(elf_open("/no/such/file"));
	assert_int_equal(errno, ENOENT);
	assert_null(elf_open_memory("\177ELF", 4));
}

static void instructions_have_lengths(void **state)
{
	static const struct { unsigned len; uint8_t code[16]; } cases[] = {
		{ 1, { 0x55 } },						/* push %rbp */
		{ 3, { 0x48, 0x89, 0xe5 } },					/* mov %rsp,%rbp */
		{ 4, { 0xf3, 0x0f, 0x1e, 0xfa } },				/* endbr64 */
		{ 5, { 0xe8, 0, 0, 0, 0 } },					/* call */
		{ 10, { 0x48, 0xb8, 1, 2, 3, 4, 5, 6, 7, 8 } },			/* movabs */
		{ 4, { 0xc5, 0xf8, 0x58, 0xc1 } },				/* vaddps %xmm1,%xmm0,%xmm0 */
		{ 6, { 0x62, 0xf1, 0x7c, 0x48, 0x58, 0xc1 } },			/* vaddps %zmm1,%zmm0,%zmm0 */
		{ 0, { 0x06 } },						/* push %es: not in 64 bits */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(insn_length(cases[i].code, sizeof(cases[i].code)), cases[i].len);
	assert_int_equal(insn_length(cases[4].code, 9), 0);			/* cut */

	/* lock decl (%rdi); nopw %cs:0(%rax,%rax,1); mov %fs:0x28,%rax; nopw; endbr64 */
	static const struct { uint8_t code[16]; bool refused; } places[] = {
		{ { 0xf0, 0xff, 0x0f }, true }, { { 0x66, 0x2e, 0x0f, 0x1f, 0x84 }, true },
		{ { 0x64, 0x48, 0x8b, 0x04, 0x25, 0x28 }, false }, { { 0x66, 0x0f, 0x1f, 0x44 }, false },
		{ { 0xf3, 0x0f, 0x1e, 0xfa }, false },
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		assert_int_equal(insn_is_refused(places[i].code, sizeof(places[i].code)), places[i].refused);
	assert_int_equal(insn_length(cases[0].code, 0), 0);
}

static void instructions_lead_on(void **state)
{
	static const struct { struct insn is; uint8_t code[16]; } cases[] = {
		{ { 1, INSN_RET }, { 0xc3 } },
		{ { 2, INSN_RET }, { 0xf3, 0xc3 } },				/* rep ret */
		{ { 2, INSN_RET }, { 0xf2, 0xc3 } },				/* bnd ret */
		{ { 3, INSN_RET }, { 0xc2, 8, 0 } },
		{ { 2, INSN_JUMP, -2 }, { 0xeb, 0xfc } },
		{ { 5, INSN_JUMP, 0x105 }, { 0xe9, 0, 1, 0, 0 } },
		{ { 6, INSN_JUMP, 0x16 }, { 0x0f, 0x84, 0x10, 0, 0, 0 } },	/* je */
		{ { 5, INSN_ON }, { 0xe8, 0, 0, 0, 0 } },			/* call */
		{ { 2, INSN_JUMP_SOMEWHERE }, { 0xff, 0xe0 } },			/* jmp *%rax */
		{ { 3, INSN_ON }, { 0x3e, 0xff, 0xe0 } },			/* notrack jmp *%rax: by a table */
		{ { 6, INSN_JUMP_SOMEWHERE }, { 0xff, 0x25, 0, 0, 0, 0 } },	/* jmp *x(%rip) */
		{ { 7, INSN_ON, 0, true }, { 0xff, 0x24, 0xc5, 0, 0, 0, 0 } },	/* jmp *x(,%rax,8) */
		{ { 4, INSN_ON, 0, true }, { 0x48, 0x63, 0x04, 0x82 } },	/* movslq (%rdx,%rax,4),%rax */
		{ { 3, INSN_ON, 0, true }, { 0x48, 0x01, 0xd0 } },		/* add %rdx,%rax */
	};
	struct insn it;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_true(insn_read(cases[i].code, sizeof(cases[i].code), &it));
		assert_int_equal(it.length, cases[i].is.length);
		assert_int_equal(it.flow, cases[i].is.flow);
		assert_int_equal(it.target, cases[i].is.target);
		assert_int_equal(it.indexes, cases[i].is.indexes);
	}
	assert_false(insn_read(cases[5].code, 4, &it));
}

static void a_function_is_whole_instructions(void **state)
{
	struct elf_file *f = self();
	const struct elf_sym *s = elf_find_func(f, "sonde_test_target");
	const uint8_t *code = elf_code(f, s->addr, s->size);
	uint64_t at = 0;

	while (at < s->size) {
		unsigned n = insn_length(code + at, s->size - at);

		assert_true(n > 0);
		at += n;
	}
	assert_int_equal(at, s->size);
	elf_close(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_function_is_found_by_name_and_address),
		cmocka_unit_test(code_is_what_is_in_memory),
		cmocka_unit_test(symbols_are_sorted_and_single),
		cmocka_unit_test(the_dynamic_section_is_read),
		cmocka_unit_test(what_is_no_elf_is_refused),
		cmocka_unit_test(instructions_have_lengths),
		cmocka_unit_test(instructions_lead_on),
		cmocka_unit_test(a_function_is_whole_instructions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
