/*
 * test_places.c - what pid, process() and fbt find; nothing is armed
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "bpf/provider/cache.h"
#include "bpf/provider/kfunc.h"
#include "bpf/provider/process.h"
#include "bpf/provider/uprobe.h"
#include "lang/option.h"
#include "lib/arena.h"
#include "lib/btf.h"
#include "lib/diag.h"
#include "lib/proc.h"

extern const struct provider provider_fbt;

__attribute__((noinline, used)) int sonde_test_target(int x);
int sonde_test_target(int x)
{
	return x * 3 + 1;
}

struct fixture {
	struct world w;
	struct diag d;
	struct options o;
	FILE *null;
	char prov[32];			/* "pid<OURS>" */
	VEC(struct probe *) found;
};

static int setup(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	f->null = fopen("/dev/null", "w");
	diag_init(&f->d, f->null);
	f->w = (struct world){ .arena = arena_new(), .diag = &f->d, .options = &f->o };
	snprintf(f->prov, sizeof(f->prov), "pid%d", (int)getpid());
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	provider_caches_drop(&f->w);
	btf_source_free(f->w.kernel);
	arena_free(f->w.arena);
	vec_fini(&f->found);
	fclose(f->null);
	free(f);
	return 0;
}

static int keep(struct probe *p, void *ctx)
{
	struct fixture *f = ctx;

	vec_push(NULL, &f->found, p);
	return 0;
}

static int find(struct fixture *f, const struct provider *pr, const char *prov, const char *mod,
		const char *func, const char *name)
{
	struct probe_desc d = { .prov = prov, .mod = mod, .func = func, .name = name };

	f->found.n = 0;
	f->d.errors = 0;
	return pr->match(&f->w, &d, keep, f);
}

static int find_pid(struct fixture *f, const char *mod, const char *func, const char *name)
{
	return find(f, &provider_pid, f->prov, mod, func, name);
}

static const struct site *site(const struct fixture *f, size_t i)
{
	return f->found.v[i]->data;
}

static void a_module_has_several_names(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(find_pid(f, "a.out", "sonde_test_target", "entry"), 1);
	assert_string_equal(f->found.v[0]->mod, "test_places");
	assert_int_equal(site(f, 0)->kind, SITE_ENTRY);
	assert_int_equal(site(f, 0)->pid, getpid());
	assert_int_equal(find_pid(f, "test_places", "sonde_test_target", "return"), 1);
	assert_true(f->found.v[0]->is_return);
	assert_int_equal(find_pid(f, site(f, 0)->path, "sonde_test_target", "entry"), 1);
	assert_int_equal(find_pid(f, "", "sonde_test_target", "entry"), 1);
	assert_int_equal(find_pid(f, "libc", "getpagesize", "entry"), 1);
	assert_int_equal(find_pid(f, "libc.so.6", "getpagesize", "entry"), 1);
	assert_int_equal(find_pid(f, "lib?.so*", "getpagesize", "entry"), 1);
	assert_int_equal(find_pid(f, "a.out", "sonde_test_*", "entry"), 1);
}

static void offsets_are_instructions(void **state)
{
	struct fixture *f = *state;
	int n = find_pid(f, "a.out", "sonde_test_target", "");

	assert_true(n >= 4);			/* entry, return and at least two instructions */
	assert_string_equal(f->found.v[0]->name, "entry");
	assert_string_equal(f->found.v[1]->name, "return");
	assert_string_equal(f->found.v[2]->name, "0");

	const char *second = f->found.v[3]->name;

	assert_int_equal(find_pid(f, "a.out", "sonde_test_target", second), 1);
	assert_int_equal(site(f, 0)->kind, SITE_OFFSET);
	assert_int_equal(find_pid(f, "a.out", "sonde_test_target", "fffff"), -EINVAL);
	assert_int_equal(f->d.errors, 1);
}

static enum diag_tag tag_of(struct fixture *f, const char *prov, const char *mod, const char *func, const char *name)
{
	diag_init(&f->d, f->null);
	assert_int_equal(find(f, &provider_pid, prov, mod, func, name), -EINVAL);
	assert_int_equal(f->d.errors, 1);
	return f->d.first;
}

static void each_mistake_has_its_tag(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(tag_of(f, f->prov, "no-such-lib", "f", "entry"), ERR_PROC_LIB);
	assert_int_equal(tag_of(f, f->prov, "a.out", "no_such_function", "entry"), ERR_PROC_FUNC);
	assert_int_equal(tag_of(f, f->prov, "a.out", "sonde_test_target", "leave"), ERR_PROC_NAME);
	assert_int_equal(tag_of(f, f->prov, "a.out", "sonde_test_target", "fffff"), ERR_PROC_OFF);
	assert_int_equal(tag_of(f, "pid2147483646", "a.out", "main", "entry"), ERR_PROC_GRAB);
	assert_int_equal(tag_of(f, "pid99999999999999999999", "a.out", "main", "entry"), ERR_PROC_BADPID);
	assert_int_equal(find(f, &provider_pid, "pid*", "a.out", "main", "entry"), 0);
	f->o.zdefs = true;
	assert_int_equal(find_pid(f, "no-such-lib", "f", "entry"), 0);
	assert_int_equal(find_pid(f, "a.out", "no_such_function", "entry"), 0);
}

static void libraries_of_a_process_that_has_not_run(void **state)
{
	struct fixture *f = *state;
	struct proc *p;

	assert_int_equal(proc_start("cat /dev/null", &p), 0);
	snprintf(f->prov, sizeof(f->prov), "pid%d", (int)p->pid);
	assert_int_equal(find_pid(f, "libc", "malloc", "entry"), 1);
	assert_true(find_pid(f, "libc", "mall*", "entry") > 1);
	proc_free(p);
}

static int find_point(struct fixture *f, const char *pattern, struct point_comp *comps, size_t n)
{
	const struct point_form *form = process_forms;

	while (strcmp(form->pattern, pattern))
		form++;

	struct probe_desc d = { .form = form, .comps = comps, .ncomps = n };

	f->found.n = 0;
	return provider_pid.match(&f->w, &d, keep, f);
}

static void points_are_spelled_with_the_real_path(void **state)
{
	struct fixture *f = *state;
	struct point_comp comps[] = {
		{ .name = "process", .arg = PA_STR, .str = "/proc/self/exe" },
		{ .name = "function", .arg = PA_STR, .str = "sonde_test_target" },
		{ .name = "return" },
	};

	assert_int_equal(find_point(f, "process(string).function(string).return", comps, 3), 1);
	assert_non_null(strstr(f->found.v[0]->point, "/test_places\").function(\"sonde_test_target@"));
	assert_int_equal(site(f, 0)->pid, 0);
	comps[0] = (struct point_comp){ .name = "process", .arg = PA_NUM, .num = getpid() };
	assert_int_equal(find_point(f, "process(number).function(string)", comps, 2), 1);
	assert_int_equal(site(f, 0)->pid, getpid());
	comps[0] = (struct point_comp){ .name = "process", .arg = PA_STR, .str = "no-such-program" };
	assert_int_equal(find_point(f, "process(string).function(string)", comps, 2), -EINVAL);
	comps[0] = (struct point_comp){ .name = "process" };
	assert_int_equal(find_point(f, "process.function(string)", comps, 2), -EINVAL);
	f->w.target_path = "/proc/self/exe";
	assert_int_equal(find_point(f, "process.function(string)", comps, 2), 1);
}

static void kernel_functions_have_prototypes(void **state)
{
	struct fixture *f = *state;
	struct arg_list args = { 0 };

	f->w.kernel = btf_kernel(f->w.arena);
	if (!f->w.kernel)
		skip();
	assert_int_equal(find(f, &provider_fbt, "fbt", "", "vfs_read", "entry"), 1);
	assert_string_equal(f->found.v[0]->mod, "vmlinux");
	assert_int_equal(provider_fbt.args(&f->w, f->found.v[0], &args), 0);
	assert_int_equal(args.args.n, 4);
	assert_string_equal(args.args.v[0].name, "file");
	assert_int_equal(args.args.v[3].slot, 3);
	assert_int_equal(find(f, &provider_fbt, "fbt", "vmlinux", "vfs_read", ""), 2);
	assert_int_equal(find(f, &provider_fbt, "", "", "vfs_read", "return"), 1);
	args = (struct arg_list){ 0 };
	provider_fbt.args(&f->w, f->found.v[0], &args);
	assert_int_equal(args.ret_slot, 1);
	assert_int_equal(find(f, &provider_fbt, "fbt", "", "no_such_function", "entry"), 0);
	assert_int_equal(find(f, &provider_fbt, "fbt", "no_module", "vfs_read", "entry"), 0);
	assert_int_equal(find(f, &provider_fbt, "", "", "", "BEGIN"), 0);
	assert_true(find(f, &provider_fbt, "fbt", "", "vfs_*", "return") > 10);
	/* Linux 6.10 renamed it; scripts did not */
	assert_int_equal(find(f, &provider_fbt, "fbt", "", "__kmalloc", "entry"), 1);
	assert_string_equal(f->found.v[0]->func, "__kmalloc");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_module_has_several_names, setup, teardown),
		cmocka_unit_test_setup_teardown(offsets_are_instructions, setup, teardown),
		cmocka_unit_test_setup_teardown(each_mistake_has_its_tag, setup, teardown),
		cmocka_unit_test_setup_teardown(libraries_of_a_process_that_has_not_run, setup, teardown),
		cmocka_unit_test_setup_teardown(points_are_spelled_with_the_real_path, setup, teardown),
		cmocka_unit_test_setup_teardown(kernel_functions_have_prototypes, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
