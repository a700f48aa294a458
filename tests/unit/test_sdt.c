/*
 * test_sdt.c - notes of marks and the texts of their arguments
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "lib/sdt.h"

static struct sdt_arg one(const char *text)
{
	struct sdt_arg a[SDT_ARGS];

	assert_int_equal(sdt_parse_args(text, a), 1);
	return a[0];
}

static void registers_have_sizes(void **state)
{
	struct sdt_arg a = one("-4@%edi");

	assert_true(a.kind == SDT_REG && a.size == 4 && a.is_signed && !strcmp(a.base, "di"));
	a = one("1@%ah");
	assert_true(a.kind == SDT_REG && a.size == 1 && !a.is_signed && a.high && !strcmp(a.base, "ax"));
	a = one("2@%r9w");
	assert_true(a.kind == SDT_REG && a.size == 2 && !strcmp(a.base, "r9"));
	a = one("%rsi");
	assert_true(a.kind == SDT_REG && a.size == 8 && !strcmp(a.base, "si"));
}

static void constants_are_signed_or_not(void **state)
{
	assert_int_equal(one("-4@$-5").value, -5);
	assert_int_equal(one("8@$0xffffffffffffffff").value, -1);
	assert_int_equal(one("8@$18446744073709551615").value, -1);
	assert_true(one("-4@$7").kind == SDT_CONST);
	struct sdt_arg a = one("8@$table+16");

	assert_true(a.kind == SDT_CONST && a.is_rip && a.value == 16 && a.symbol_len == 5);
}

static void memory_has_base_index_and_scale(void **state)
{
	struct sdt_arg a = one("-8@-24(%rbp)");

	assert_true(a.kind == SDT_MEM && a.value == -24 && !strcmp(a.base, "bp") && !a.index);
	a = one("4@8(%rax,%rbx,4)");
	assert_true(a.kind == SDT_MEM && a.value == 8 && !strcmp(a.base, "ax") && !strcmp(a.index, "bx") && a.scale == 4);
	a = one("4@(,%rcx,8)");
	assert_true(a.kind == SDT_MEM && !a.base && !strcmp(a.index, "cx") && a.scale == 8);
	a = one("4@counter+4(%rip)");
	assert_true(a.kind == SDT_MEM && a.is_rip && a.value == 4 && !strncmp(a.symbol, "counter", a.symbol_len));
	a = one("4@4+counter(%rip)");
	assert_true(a.kind == SDT_MEM && a.is_rip && a.value == 4 && !strncmp(a.symbol, "counter", a.symbol_len));
	a = one("8@(%rax, %rbx)");
	assert_true(a.kind == SDT_MEM && !strcmp(a.index, "bx") && a.scale == 1);
}

static void what_cannot_be_read_keeps_its_place(void **state)
{
	struct sdt_arg a[SDT_ARGS];

	assert_int_equal(sdt_parse_args("8f@%xmm0 -4@%eax 8@%fs:0x10 3@%al 8@(%rax,%rbx,9) 8@", a), 6);
	assert_true(a[0].kind == SDT_UNKNOWN && a[1].kind == SDT_REG && a[2].kind == SDT_UNKNOWN);
	assert_true(a[3].kind == SDT_UNKNOWN && a[4].kind == SDT_UNKNOWN && a[5].kind == SDT_UNKNOWN);
	assert_int_equal(sdt_parse_args("", a), 0);

	char many[5 * (SDT_ARGS + 1) + 1];

	for (unsigned i = 0; i < SDT_ARGS + 1; i++)
		memcpy(many + 5 * i, "1@$1 ", 6);
	assert_int_equal(sdt_parse_args(many, a), SDT_ARGS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(registers_have_sizes),
		cmocka_unit_test(constants_are_signed_or_not),
		cmocka_unit_test(memory_has_base_index_and_scale),
		cmocka_unit_test(what_cannot_be_read_keeps_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
