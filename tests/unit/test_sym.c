/*
 * test_sym.c - kernel and user addresses to names
 */
#include <inttypes.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include "lib/ksrc.h"
#include "lib/ksym.h"
#include "lib/usym.h"

__attribute__((noinline, used)) int sonde_test_target(int x);
int sonde_test_target(int x)
{
	return x * 3 + 1;
}

static void kernel_names_and_addresses(void **state)
{
	struct ksyms *k = ksyms_load();
	size_t n;

	assert_non_null(k);

	const struct ksym *all = ksyms_all(k, &n), *s = ksyms_name(k, NULL, "vfs_read");

	assert_true(n > 1000);
	for (size_t i = 1; i < n; i++)
		assert_true(all[i - 1].addr <= all[i].addr);
	assert_non_null(s);
	assert_string_equal(s->module, "vmlinux");
	assert_ptr_equal(ksyms_name(k, "vmlinux", "vfs_read"), s);
	assert_null(ksyms_name(k, "no_such_module", "vfs_read"));
	assert_null(ksyms_name(k, NULL, "no such symbol"));
	if (s->addr) {			/* addresses are hidden from the unprivileged */
		assert_string_equal(ksyms_find(k, s->addr)->name, "vfs_read");
		assert_string_equal(ksyms_find(k, s->addr + 1)->name, "vfs_read");
	}
	assert_null(ksyms_find(k, 0x1000));
	ksyms_free(k);
}

static void own_function_has_a_name(void **state)
{
	struct usyms *u = usyms_new();
	struct usym s;

	assert_true(usyms_find(u, getpid(), (uintptr_t)sonde_test_target + 3, &s));
	assert_string_equal(s.name, "sonde_test_target");
	assert_int_equal(s.offset, 3);
	assert_string_equal(s.object, "test_sym");
	assert_int_equal(s.path[0], '/');
	assert_false(usyms_find(u, getpid(), 8, &s));
	assert_null(s.name);
	usyms_free(u);
}

static void library_and_vdso(void **state)
{
	struct usyms *u = usyms_new();
	struct usym s;
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[4096];
	uint64_t vdso = 0;

	while (fgets(line, sizeof(line), maps))
		if (strstr(line, "[vdso]"))
			vdso = strtoull(line, NULL, 16);
	fclose(maps);
	if (vdso) {
		assert_true(usyms_find(u, getpid(), vdso + 1, &s));
		assert_string_equal(s.object, "[vdso]");
	}
	assert_true(usyms_find(u, getpid(), (uintptr_t)getpagesize, &s));
	assert_string_equal(s.object, "libc.so.6");
	usyms_free(u);
}

/* same program, same addresses: a fork; its mappings were read while it lived */
static void a_process_that_has_gone_is_still_known(void **state)
{
	struct usyms *u = usyms_new();
	struct usym s;
	pid_t pid = fork();

	if (!pid)
		for (;;)
			pause();
	assert_true(usyms_keep(u, pid));
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	assert_true(usyms_find(u, pid, (uintptr_t)sonde_test_target, &s));
	assert_string_equal(s.name, "sonde_test_target");
	assert_false(usyms_keep(u, 0x7ffffffe));
	usyms_free(u);
}

static void code_made_at_run_time(void **state)
{
	char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), path[64];
	struct usyms *u = usyms_new();
	struct usym s;

	snprintf(path, sizeof(path), "/tmp/perf-%d.map", (int)getpid());

	FILE *f = fopen(path, "w");

	fprintf(f, "%" PRIxPTR " 20 py::first name\nnonsense\n%" PRIxPTR " 10 second\n", (uintptr_t)page + 0x100,
		(uintptr_t)page + 0x200);
	fclose(f);
	assert_true(usyms_find(u, getpid(), (uintptr_t)page + 0x110, &s));
	assert_string_equal(s.name, "py::first name");
	assert_int_equal(s.offset, 0x10);
	assert_true(usyms_find(u, getpid(), (uintptr_t)page + 0x200, &s));
	assert_string_equal(s.name, "second");
	assert_false(usyms_find(u, getpid(), (uintptr_t)page + 0x210, &s));
	unlink(path);
	usyms_free(u);
	munmap(page, 4096);
}

static void functions_lie_beside_others_of_their_file(void **state)
{
	static const struct { const char *name, *file; } known[] = {
		{ "sock_sendmsg", "net/socket.c" }, { "__sys_connect_file", "net/socket.c" },	/* the second not by name */
		{ "do_sys_openat2", "fs/open.c" }, { "ksys_read", "fs/read_write.c" }, { "schedule", "kernel/sched/core.c" },
	};
	struct ksyms *k = ksyms_load();

	(void)state;
	if (!k)
		skip();
	struct ksrc *files = ksrc_new(k);

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		const struct ksym *s = ksyms_name(k, "vmlinux", known[i].name);
		const char *file = s ? ksrc_file(files, s->addr) : NULL;

		if (s && s->addr)
			assert_string_equal(file, known[i].file);
		else
			assert_null(file);
	}
	assert_null(ksrc_file(files, 0x1000));
	ksrc_free(files);
	ksyms_free(k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kernel_names_and_addresses),
		cmocka_unit_test(own_function_has_a_name),
		cmocka_unit_test(library_and_vdso),
		cmocka_unit_test(a_process_that_has_gone_is_still_known),
		cmocka_unit_test(code_made_at_run_time),
		cmocka_unit_test(functions_lie_beside_others_of_their_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
