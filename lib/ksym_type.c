/*
 * ksym_type.c - the types of variables that scripts name and the kernel's BTF does not describe
 *
 * pahole writes BTF of per-CPU variables only, unless told otherwise. These are variables whose
 * declaration has not changed between 6.1 and now.
 */
#include <string.h>
#include "lib/arena.h"
#include "lib/ksym.h"
#include "lib/type.h"

struct row {
	const char *name;
	const struct type *scalar;	/* or: */
	enum type_kind kind;
	const char *tag;
	int nelem;			/* > 0: array of so many; < 0: pointer */
};

static const struct row rows[] = {
	{ .name = "jiffies", .scalar = &type_uint64 },
	{ .name = "jiffies_64", .scalar = &type_uint64 },
	{ .name = "max_pfn", .scalar = &type_uint64 },
	{ .name = "min_low_pfn", .scalar = &type_uint64 },
	{ .name = "max_low_pfn", .scalar = &type_uint64 },
	{ .name = "loops_per_jiffy", .scalar = &type_uint64 },
	{ .name = "total_forks", .scalar = &type_uint64 },
	{ .name = "avenrun", .scalar = &type_uint64, .nelem = 3 },
	{ .name = "__per_cpu_offset", .scalar = &type_uint64, .nelem = 8192 },
	{ .name = "nr_cpu_ids", .scalar = &type_uint32 },
	{ .name = "cpu_khz", .scalar = &type_uint32 },
	{ .name = "tsc_khz", .scalar = &type_uint32 },
	{ .name = "nr_threads", .scalar = &type_int32 },
	{ .name = "panic_timeout", .scalar = &type_int32 },
	{ .name = "panic_on_oops", .scalar = &type_int32 },
	{ .name = "console_printk", .scalar = &type_int32, .nelem = 4 },
	{ .name = "system_state", .scalar = &type_int32 },
	{ .name = "tainted_mask", .scalar = &type_uint64 },
	{ .name = "vm_swappiness", .scalar = &type_int32 },
	{ .name = "max_threads", .scalar = &type_int32 },
	{ .name = "pid_max", .scalar = &type_int32 },
	{ .name = "sysctl_overcommit_memory", .scalar = &type_int32 },
	{ .name = "linux_banner", .scalar = &type_char, .nelem = 512 },
	{ .name = "saved_command_line", .scalar = &type_char, .nelem = -1 },
	{ .name = "_totalram_pages", .kind = TY_TYPEDEF, .tag = "atomic_long_t" },
	{ .name = "init_task", .kind = TY_STRUCT, .tag = "task_struct" },
	{ .name = "init_uts_ns", .kind = TY_STRUCT, .tag = "uts_namespace" },
	{ .name = "init_pid_ns", .kind = TY_STRUCT, .tag = "pid_namespace" },
	{ .name = "init_user_ns", .kind = TY_STRUCT, .tag = "user_namespace" },
	{ .name = "init_nsproxy", .kind = TY_STRUCT, .tag = "nsproxy" },
	{ .name = "init_net", .kind = TY_STRUCT, .tag = "net" },
	{ .name = "init_mm", .kind = TY_STRUCT, .tag = "mm_struct" },
	{ .name = "init_cred", .kind = TY_STRUCT, .tag = "cred" },
	{ .name = "modules", .kind = TY_STRUCT, .tag = "list_head" },
	{ .name = "super_blocks", .kind = TY_STRUCT, .tag = "list_head" },
};

const struct type *ksym_type(struct type_source *ts, const char *name)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *r = &rows[i];
		const struct type *t;

		if (strcmp(r->name, name))
			continue;
		t = r->scalar ? r->scalar : ts->find(ts, r->kind, r->tag);
		if (!t || !r->nelem)
			return t;
		return r->nelem < 0 ? type_ptr(ts->arena, t) : type_array(ts->arena, t, (uint64_t)r->nelem);
	}
	return NULL;
}
