/*
 * resize.c - sizes that the machine has no room for: halved until it has, or refused (D reference, 8.4, 9.3)
 *
 * What the kernel allocates it allocates at once: a size is measured against the memory that is there, for
 * finding out by trying would take that memory from everybody else.
 */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>
#include "cmd/run_int.h"

enum { SHARE = 4 };			/* one of them of what is available, for each size */
static const uint64_t most = 1ull << 30;	/* of any: numbers of entries have 32 bits */

/* bytes */
static uint64_t room(void)
{
	uint64_t kb = 0;
	char line[128];
	FILE *f = fopen("/proc/meminfo", "re");

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "MemAvailable: %" SCNu64 " kB", &kb) == 1)
			break;
	if (f)
		fclose(f);
	if (!kb)
		return most;

	uint64_t bytes = kb * 1024 / SHARE;

	return bytes < most ? bytes : most;
}

/* 2m; what no unit divides in bytes */
static void say_size(const char *what, uint64_t n)
{
	static const char units[] = "kmgt";
	unsigned unit = 0;
	uint64_t left = n;

	while (left && left % 1024 == 0 && unit < sizeof(units) - 1) {
		left /= 1024;
		unit++;
	}
	fprintf(stderr, "dtrace: %s lowered to ", what);
	if (unit)
		fprintf(stderr, "%" PRIu64 "%c\n", left, units[unit - 1]);
	else
		fprintf(stderr, "%" PRIu64 " bytes\n", n);
}

bool sizes_fit(struct run *r)
{
	struct job *j = r->job;
	struct options *o = &j->opt;
	const struct { const char *what; uint64_t *size; } rows[] = {
		{ "buffer size", &o->bufsize }, { "aggregation size", &o->aggsize },
		{ "speculation size", &o->specsize }, { "dynamic variable size", &o->dynvarsize },
	};
	uint64_t there = room();

	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint64_t n = *rows[i].size;

		while (n > there)
			n /= 2;
		if (n == *rows[i].size)
			continue;
		if (o->bufresize[0] == 'm') {
			diag_sys(&j->diag, 0, "Memory allocation failure");
			diag_hint(&j->diag, "the %s is %" PRIu64 " bytes, and there is room for %" PRIu64, rows[i].what,
				  *rows[i].size, there);
			return false;
		}
		*rows[i].size = n;
		if (!o->quietresize)
			say_size(rows[i].what, n);
	}
	return true;
}
