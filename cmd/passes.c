/*
 * passes.c - what -v says about each pass, in SystemTap's words (SystemTap reference, 6.4)
 */
#include <inttypes.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include "cmd/run_int.h"
#include "lang/stap/tapset.h"

static int64_t ns_of(struct timeval t)
{
	return t.tv_sec * 1000000000ll + t.tv_usec * 1000ll;
}

struct pass pass_begin(void)
{
	struct rusage self, children;
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	getrusage(RUSAGE_SELF, &self);
	getrusage(RUSAGE_CHILDREN, &children);	/* clang's share */
	return (struct pass){
		.real_ns = t.tv_sec * 1000000000ll + t.tv_nsec,
		.user_ns = ns_of(self.ru_utime) + ns_of(children.ru_utime),
		.sys_ns = ns_of(self.ru_stime) + ns_of(children.ru_stime),
	};
}

/* virtual, resident, shared and data memory in kB, from /proc/self/statm */
static void print_memory(FILE *out)
{
	unsigned long virt = 0, res = 0, shr = 0, data = 0, kb = (unsigned long)sysconf(_SC_PAGESIZE) / 1024;
	FILE *f = fopen("/proc/self/statm", "re");

	if (f) {
		if (fscanf(f, "%lu %lu %lu %*u %*u %lu", &virt, &res, &shr, &data) != 4)
			virt = res = shr = data = 0;
		fclose(f);
	}
	fprintf(out, " using %luvirt/%lures/%lushr/%ludata kb,", virt * kb, res * kb, shr * kb, data * kb);
}

bool pass_is_told(const struct job *j, int n)
{
	return j->form != FORM_DTRACE && !j->runner && j->verbose + j->more_verbose[n - 1] > 0;
}

void pass_end(const struct job *j, int n, const struct pass *since, bool memory, const char *fmt, ...)
{
	struct pass now = pass_begin();
	va_list ap;

	if (!pass_is_told(j, n))
		return;
	fflush(stdout);			/* what the pass has printed stands before */
	fprintf(stderr, "Pass %d: ", n);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	if (memory)
		print_memory(stderr);
	fprintf(stderr, " in %" PRId64 "usr/%" PRId64 "sys/%" PRId64 "real ms.\n",
		(now.user_ns - since->user_ns) / 1000000, (now.sys_ns - since->sys_ns) / 1000000,
		(now.real_ns - since->real_ns) / 1000000);
}

void pass_parsed(const struct job *j, const struct pass *since)
{
	pass_end(j, 1, since, true, "parsed user script and %zu library script%s", tapset_nfiles, s_of(tapset_nfiles));
}

void pass_analyzed(const struct job *j, const struct pass *since, size_t probes, size_t funcs, size_t embeds, size_t globals)
{
	pass_end(j, 2, since, true, "analyzed script: %zu probe%s, %zu function%s, %zu embed%s, %zu global%s", probes,
		 s_of(probes), funcs, s_of(funcs), embeds, s_of(embeds), globals, s_of(globals));
}
