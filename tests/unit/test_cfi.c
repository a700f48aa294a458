/*
 * test_cfi.c - rows made of call frame information
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <unistd.h>
#include <cmocka.h>
#include "lib/cfi.h"
#include "lib/elf.h"

/* a frame of 40 bytes at least, whose address the stack pointer or the frame pointer gives */
int cfi_subject(int (*fn)(void *));
__attribute__((noinline)) int cfi_subject(int (*fn)(void *))
{
	volatile char room[40] = { 0 };

	return fn((void *)room) + room[3];
}

static const struct cfi_row *row_at(const struct cfi_row *rows, long n, uint32_t at)
{
	const struct cfi_row *found = NULL;

	for (long i = 0; i < n && rows[i].at <= at; i++)
		found = &rows[i];
	return found;
}

static void rows_of_ourselves(void **state)
{
	struct cfi_row *rows;
	long n = cfi_read("/proc/self/exe", NULL, 0, &rows);
	struct elf_file *f = elf_open("/proc/self/exe");
	const struct elf_sym *s = elf_find_func(f, "cfi_subject");
	const struct cfi_row *first = s ? row_at(rows, n, (uint32_t)s->offset) : NULL;
	bool grows = false;

	assert_true(n > 10);
	for (long i = 1; i < n; i++)
		assert_true(rows[i - 1].at < rows[i].at);
	/* at its first instruction only the return address lies on the stack */
	assert_non_null(first);
	assert_int_equal(first->at, s->offset);
	assert_int_equal(first->rule, CFI_SP);
	assert_int_equal(first->cfa, 8);
	assert_int_equal(first->bp, CFI_BP_SAME);
	for (const struct cfi_row *r = first; r < rows + n && r->at < s->offset + s->size; r++)
		grows |= (r->rule == CFI_SP && r->cfa >= 48) || (r->rule == CFI_BP && r->bp == -16);
	assert_true(grows);
	elf_close(f);
	free(rows);
}

static void rows_of_the_vdso(void **state)
{
	const void *image = (const void *)getauxval(AT_SYSINFO_EHDR);
	struct cfi_row *rows = NULL;

	if (!image)
		skip();
	assert_true(cfi_read(NULL, image, 2 * (size_t)sysconf(_SC_PAGESIZE), &rows) > 0);
	free(rows);
}

static void nothing_to_read(void **state)
{
	struct cfi_row *rows;

	assert_int_equal(cfi_read("/no/such/file", NULL, 0, &rows), -ENOENT);
	assert_null(rows);
	assert_int_equal(cfi_read("/etc/passwd", NULL, 0, &rows), -ENOEXEC);
	assert_null(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_of_ourselves),
		cmocka_unit_test(rows_of_the_vdso),
		cmocka_unit_test(nothing_to_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
