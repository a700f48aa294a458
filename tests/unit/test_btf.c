/*
 * test_btf.c - the running kernel's BTF as types
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "lib/arena.h"
#include "lib/btf.h"

struct fixture { struct arena *a; struct type_source *k; };

static int setup(void **state)
{
	static struct fixture f;

	f.a = arena_new();
	f.k = btf_kernel(f.a);
	*state = &f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	btf_source_free(f->k);
	arena_free(f->a);
	return 0;
}

static struct fixture *need_btf(void **state)
{
	struct fixture *f = *state;

	if (!f->k)
		skip();
	return f;
}

static void members_of_task_struct(void **state)
{
	struct fixture *f = need_btf(state);
	const struct type *t = f->k->find(f->k, TY_STRUCT, "task_struct");
	uint64_t offset;
	const struct member *m;

	assert_non_null(t);
	assert_true(t->from_kernel);
	assert_true(t->size > 1000);
	m = type_member(t, "comm", &offset);
	assert_non_null(m);
	assert_string_equal(type_str(f->a, m->type), "char [16]");
	assert_true(offset < t->size);
	m = type_member(t, "pid", &offset);
	assert_string_equal(type_str(f->a, m->type), "pid_t");
	assert_int_equal(type_strip(m->type)->size, 4);
	assert_true(type_is_signed(m->type));
	m = type_member(t, "real_parent", &offset);
	assert_ptr_equal(m->type->to, t);		/* each type once */
	m = type_member(t, "mm", &offset);
	assert_true(m->type->kind == TY_PTR && m->type->to->kind == TY_STRUCT);
	assert_null(type_member(t, "no_such_member", &offset));
}

static void bit_fields_have_a_storage_unit(void **state)
{
	struct fixture *f = need_btf(state);
	const struct type *t = f->k->find(f->k, TY_STRUCT, "task_struct");
	uint64_t offset;
	const struct member *m = type_member(t, "in_execve", &offset);

	assert_non_null(m);
	assert_int_equal(m->bit_size, 1);
	assert_true(m->bit_offset / 8 >= m->offset && m->bit_offset / 8 < m->offset + m->type->size);
	assert_int_equal(m->offset % m->type->size, 0);
}

static void members_inside_anonymous_ones(void **state)
{
	struct fixture *f = need_btf(state);
	const struct type *t = f->k->find(f->k, TY_STRUCT, "page");
	uint64_t offset;

	assert_non_null(t);
	assert_non_null(type_member(t, "mapping", &offset));
	assert_true(offset > 0);
}

static void functions_have_prototypes(void **state)
{
	struct fixture *f = need_btf(state);
	const struct type *t = f->k->func(f->k, "vfs_read");
	size_t n;
	const struct member *m;

	assert_non_null(t);
	m = type_members(t, &n);
	assert_int_equal(n, 4);
	assert_string_equal(m[0].name, "file");
	assert_string_equal(type_str(f->a, m[0].type), "struct file *");
	assert_string_equal(m[2].name, "count");
	assert_int_equal(type_strip(m[2].type)->size, 8);
	assert_int_equal(type_strip(t->to)->size, 8);
	assert_null(f->k->func(f->k, "no_such_function"));
	for (int i = 0; i < 20; i++)		/* past the switch from scanning to an index */
		assert_non_null(f->k->func(f->k, "vfs_write"));
	assert_null(f->k->func(f->k, "no_such_function"));
}

static int count_one(const char *name, void *ctx)
{
	++*(size_t *)ctx;
	return !strcmp(name, "vfs_read");
}

static void every_function_is_walked_until_told(void **state)
{
	struct fixture *f = need_btf(state);
	size_t n = 0;

	assert_int_equal(btf_each_func(f->k, count_one, &n), 1);
	assert_true(n > 100);
}

static void enumerators_by_name(void **state)
{
	struct fixture *f = need_btf(state);
	const struct type *t;
	int64_t value;

	assert_int_equal(f->k->enumerator(f->k, "PIDTYPE_SID", &value, &t), 0);
	assert_int_equal(value, 3);
	assert_string_equal(t->name, "pid_type");
	assert_true(f->k->enumerator(f->k, "NO_SUCH_ENUMERATOR", &value, &t) < 0);
}

static void variables_have_types(void **state)
{
	struct fixture *f = need_btf(state);
	const struct type *t = f->k->var(f->k, "runqueues");

	assert_non_null(t);
	assert_string_equal(type_str(f->a, t), "struct rq");
	assert_null(f->k->var(f->k, "no_such_variable"));
}

static void what_is_no_btf_is_refused(void **state)
{
	struct fixture *f = *state;

	assert_null(btf_file(f->a, "/no/such/file"));
	assert_null(btf_file(f->a, "/proc/self/exe"));	/* an ELF file without .BTF */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_of_task_struct),
		cmocka_unit_test(bit_fields_have_a_storage_unit),
		cmocka_unit_test(members_inside_anonymous_ones),
		cmocka_unit_test(functions_have_prototypes),
		cmocka_unit_test(every_function_is_walked_until_told),
		cmocka_unit_test(enumerators_by_name),
		cmocka_unit_test(variables_have_types),
		cmocka_unit_test(what_is_no_btf_is_refused),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
