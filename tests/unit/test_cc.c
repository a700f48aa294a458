/*
 * test_cc.c - the clang child and the cache of objects; skipped where there is no clang
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "bpf/cc.h"
#include "lang/prog/prog.h"
#include "lib/arena.h"
#include "lib/diag.h"

static const char script[] = "BEGIN\n{\n\tnosuch;\n}\n";
static const char good[] = "char _license[] SEC(\"license\") = \"GPL\";\n";
static const char bad[] = "#line 1 \"x.d\"\nint f(void) {\n#line 3 \"x.d\"\nreturn nosuch; }\n";

static char folder[] = "/tmp/sonde-test-XXXXXX";

static int in_a_folder_of_our_own(void **state)
{
	(void)state;
	return mkdtemp(folder) ? setenv("XDG_CACHE_HOME", folder, 1) : -1;
}

static int and_nothing_is_left(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof(command), "rm -r %s", folder);
	return system(command);
}

static void need_clang(void)
{
	char *path = cc_find(NULL);

	free(path);
	if (!path)
		skip();
}

/* one compile with its messages; heap text in *said */
static int compile(struct cc *cc, const struct prog *prog, const char *text, char **said)
{
	size_t n, size;
	void *obj = NULL;
	struct diag d;
	FILE *out = open_memstream(said, &n);

	diag_init(&d, out);
	cc->diag = &d;
	cc->prog = prog;
	int err = cc_compile(cc, text, strlen(text), &obj, &size);

	if (!err)
		assert_memory_equal(obj, "\177ELF", 4);
	free(obj);
	cc_fini(cc);
	fclose(out);
	return err;
}

static void the_second_time_it_comes_from_the_cache(void **state)
{
	struct cc cc = { 0 };
	char *said;

	(void)state;
	need_clang();
	cc_start(&cc);
	assert_int_equal(compile(&cc, NULL, good, &said), 0);
	assert_false(cc.from_cache);
	free(said);
	cc_start(&cc);
	assert_int_equal(compile(&cc, NULL, good, &said), 0);
	assert_true(cc.from_cache);
	free(said);
	cc.no_cache = true;
	assert_int_equal(compile(&cc, NULL, good, &said), 0);
	assert_false(cc.from_cache);
	free(said);
}

static void a_damaged_object_is_not_used(void **state)
{
	struct cc_key key = { "0123456789abcdef0123456789abcdef" };
	char path[128];
	void *obj;
	size_t size;

	(void)state;
	cc_cache_put(&key, 7, "object", 6);
	assert_int_equal(cc_cache_get(&key, 7, &obj, &size), 0);
	assert_int_equal(size, 6);
	free(obj);
	snprintf(path, sizeof(path), "%s/sonde/%s", folder, key.hex);
	FILE *f = fopen(path, "r+");

	assert_non_null(f);
	fseek(f, -1, SEEK_END);
	fputc('X', f);
	fclose(f);
	assert_int_not_equal(cc_cache_get(&key, 7, &obj, &size), 0);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void another_clang_makes_it_anew(void **state)
{
	struct cc_key key = { "00112233445566778899aabbccddeeff" };
	void *obj;
	size_t size;

	(void)state;
	cc_cache_put(&key, 7, "object", 6);
	assert_int_equal(cc_cache_get(&key, 0, &obj, &size), 0);	/* without any clang */
	free(obj);
	assert_int_not_equal(cc_cache_get(&key, 8, &obj, &size), 0);
}

static void a_folder_that_others_write_is_not_used(void **state)
{
	struct cc_key key = { "fedcba9876543210fedcba9876543210" };
	char path[128];
	void *obj;
	size_t size;

	(void)state;
	cc_cache_put(&key, 7, "object", 6);
	snprintf(path, sizeof(path), "%s/sonde", folder);
	chmod(path, 0777);
	assert_int_not_equal(cc_cache_get(&key, 7, &obj, &size), 0);
	chmod(path, 0700);
	assert_int_equal(cc_cache_get(&key, 7, &obj, &size), 0);
	free(obj);
}

static void a_complaint_comes_out_at_the_scripts_line(void **state)
{
	struct arena *a = arena_new();
	struct clause c = { .span = { .src = source_new(a, "x.d", script, sizeof(script) - 1) } };
	struct prog p = { .arena = a };
	struct cc cc = { 0 };
	char *said;

	(void)state;
	need_clang();
	vec_push(a, &p.clauses, &c);
	assert_int_not_equal(compile(&cc, &p, bad, &said), 0);
	assert_non_null(strstr(said, "x.d:3:2: error:"));
	assert_non_null(strstr(said, "[CLANG]"));
	free(said);
	assert_int_not_equal(compile(&cc, &p, "int f(void) { return nosuch; }\n", &said), 0);
	assert_non_null(strstr(said, "internal error"));
	free(said);
	arena_free(a);
}

static void without_clang_the_remedy_is_named(void **state)
{
	struct cc cc = { .clang = "/nonexistent/clang", .no_cache = true };
	char *said;

	(void)state;
	assert_int_not_equal(compile(&cc, NULL, good, &said), 0);
	assert_non_null(strstr(said, "apt install clang"));
	free(said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_second_time_it_comes_from_the_cache),
		cmocka_unit_test(a_damaged_object_is_not_used),
		cmocka_unit_test(another_clang_makes_it_anew),
		cmocka_unit_test(a_folder_that_others_write_is_not_used),
		cmocka_unit_test(a_complaint_comes_out_at_the_scripts_line),
		cmocka_unit_test(without_clang_the_remedy_is_named),
	};

	return cmocka_run_group_tests(tests, in_a_folder_of_our_own, and_nothing_is_left);
}
