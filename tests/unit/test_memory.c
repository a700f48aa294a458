/*
 * test_memory.c - arena, vec, buf, map
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/map.h"
#include "lib/vec.h"

static void arena_gives_zeroed_aligned_memory(void **state)
{
	struct arena *a = arena_new();

	for (int round = 0; round < 2; round++, arena_reset(a))
		for (size_t size = 0; size < 100000; size = size * 3 + 1) {
			unsigned char *p = arena_alloc(a, size);

			assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < size; i++)
				assert_int_equal(p[i], 0);
			memset(p, 0xff, size);
		}
	arena_free(a);
	arena_free(NULL);
}

static void arena_interns_names(void **state)
{
	struct arena *a = arena_new();
	const char *x = arena_intern(a, "read_more", 4);

	assert_string_equal(x, "read");
	assert_ptr_equal(x, arena_intern(a, "read", 4));
	assert_ptr_not_equal(x, arena_intern(a, "rea", 3));
	assert_string_equal(arena_intern(a, "", 0), "");
	arena_free(a);
}

static void arena_formats(void **state)
{
	struct arena *a = arena_new();

	assert_string_equal(arena_printf(a, "%s-%d", "x", 42), "x-42");
	assert_string_equal(arena_strndup(a, "abc", 2), "ab");
	assert_string_equal(arena_strndup(a, "abc", 9), "abc");
	assert_int_equal(strlen(arena_printf(a, "%0*d", 100000, 1)), 100000);
	arena_free(a);
}

static void vec_grows_in_both_kinds_of_memory(void **state)
{
	struct arena *a = arena_new();
	VEC(int) heap = { 0 }, mine = { 0 };

	for (int i = 0; i < 1000; i++) {
		vec_push(NULL, &heap, i);
		vec_push(a, &mine, -i);
	}
	assert_int_equal(heap.n, 1000);
	assert_int_equal(vec_last(&heap), 999);
	assert_int_equal(mine.v[500], -500);
	vec_fini(&heap);
	assert_int_equal(heap.n, 0);
	arena_free(a);
}

static void buf_stays_terminated(void **state)
{
	struct buf b = BUF_INIT;

	assert_string_equal(buf_str(&b), "");
	buf_puts(&b, "ab");
	buf_putc(&b, 'c');
	buf_printf(&b, "%d", 7);
	buf_pad(&b, '.', 3);
	assert_string_equal(b.s, "abc7...");
	buf_reset(&b);
	assert_string_equal(buf_str(&b), "");
	buf_printf(&b, "%0*d", 5000, 1);
	assert_int_equal(b.len, 5000);
	assert_int_equal(strlen(b.s), 5000);
	buf_fini(&b);
	assert_null(b.s);
}

static void buf_reads_a_file_without_a_size(void **state)
{
	struct buf b = BUF_INIT;

	buf_puts(&b, "before ");
	assert_int_equal(buf_read_file(&b, AT_FDCWD, "/proc/self/comm"), 0);
	assert_string_equal(buf_str(&b), "before test_memory\n");
	buf_reset(&b);
	/* several reads of it, and nothing lost between them */
	assert_int_equal(buf_read_file(&b, AT_FDCWD, "/proc/self/exe"), 0);
	assert_true(b.len > 1 << 15 && !memcmp(b.s, "\177ELF", 4));
	assert_int_equal(buf_read_file(&b, AT_FDCWD, "/proc/self/none"), -ENOENT);
	assert_int_equal(buf_read_file(&b, AT_FDCWD, "/proc/self"), -EISDIR);
	buf_fini(&b);
}

static void buf_quotes_c_strings(void **state)
{
	struct buf b = BUF_INIT;

	buf_quote(&b, "a\"\\\n\0\x7f\xc3?\?/1", 11);
	assert_string_equal(b.s, "\"a\\\"\\\\\\n\\000\\177\\303?\\?/1\"");
	buf_fini(&b);
}

static void map_finds_replaces_and_deletes(void **state)
{
	static int values[1000];
	struct map *m = map_new();

	assert_null(map_get(m, "x"));
	for (int i = 0; i < 1000; i++)
		map_putn(m, &i, sizeof(i), &values[i]);
	assert_int_equal(map_count(m), 1000);
	for (int i = 0; i < 1000; i += 2)
		assert_true(map_deln(m, &i, sizeof(i)));
	assert_int_equal(map_count(m), 500);
	for (int i = 0; i < 1000; i++)
		assert_ptr_equal(map_getn(m, &i, sizeof(i)), i % 2 ? &values[i] : NULL);

	int seven = 7;

	map_putn(m, &seven, sizeof(seven), &values[0]);
	assert_int_equal(map_count(m), 500);
	assert_ptr_equal(map_getn(m, &seven, sizeof(seven)), &values[0]);
	assert_false(map_deln(m, "absent", 6));
	map_free(m);
	map_free(NULL);
}

static void map_walks_in_order_of_insertion(void **state)
{
	struct map *m = map_new();
	char names[100][8];
	size_t it = 0, len;
	const void *key;
	void *value;

	for (int i = 0; i < 100; i++) {
		snprintf(names[i], sizeof(names[i]), "k%d", i);
		map_put(m, names[i], names[i]);
	}
	map_deln(m, "k0", 2);
	map_put(m, "k0", names[0]);
	for (int i = 1; i <= 100; i++) {
		assert_true(map_next(m, &it, &key, &len, &value));
		assert_ptr_equal(value, names[i % 100]);
		assert_memory_equal(key, names[i % 100], len);
	}
	assert_false(map_next(m, &it, &key, &len, &value));
	map_free(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_gives_zeroed_aligned_memory),
		cmocka_unit_test(arena_interns_names),
		cmocka_unit_test(arena_formats),
		cmocka_unit_test(vec_grows_in_both_kinds_of_memory),
		cmocka_unit_test(buf_stays_terminated),
		cmocka_unit_test(buf_reads_a_file_without_a_size),
		cmocka_unit_test(buf_quotes_c_strings),
		cmocka_unit_test(map_finds_replaces_and_deletes),
		cmocka_unit_test(map_walks_in_order_of_insertion),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
