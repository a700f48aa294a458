/*
 * fuzz_btf.c - any bytes as BTF
 */
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#include "lib/arena.h"
#include "lib/btf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use_type(struct arena *a, const struct type *t)
{
	size_t n;

	if (!t)
		return;
	type_str(a, t);
	type_strip(t);
	const struct member *m = type_members(t, &n);

	for (size_t i = 0; i < n; i++)
		type_str(a, m[i].type);
	type_enums(t, &n);
}

static int use_func(const char *name, void *ctx)
{
	struct type_source *ts = ctx;

	use_type(ts->arena, ts->func(ts, name));
	return 0;
}

static void use_name(struct type_source *ts, const char *name)
{
	static const enum type_kind kinds[] = { TY_STRUCT, TY_UNION, TY_ENUM, TY_TYPEDEF, TY_INT };
	const struct type *t;
	int64_t value;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		use_type(ts->arena, ts->find(ts, kinds[i], name));
	use_type(ts->arena, ts->var(ts, name));
	ts->enumerator(ts, name, &value, &t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	int fd = memfd_create("btf", MFD_CLOEXEC);
	struct type_source *ts = NULL;
	char path[64];

	libbpf_set_print(NULL);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (fd >= 0 && write(fd, data, size) == (ssize_t)size)
		ts = btf_file(a, path);
	if (ts) {
		uint32_t n = btf__type_cnt(btf_raw(ts));

		btf_each_func(ts, use_func, ts);
		for (uint32_t id = 1; id < n && id < 200; id++) {
			const struct btf_type *t = btf__type_by_id(btf_raw(ts), id);
			const char *name = t ? btf__name_by_offset(btf_raw(ts), t->name_off) : NULL;

			if (name)
				use_name(ts, name);
		}
		btf_source_free(ts);
	}
	if (fd >= 0)
		close(fd);
	arena_free(a);
	return 0;
}
