/*
 * sample_list.c - the names of perf events that a pattern sees, as perf list shows them
 *
 * Generic events of hardware and software, those of caches that processors have, and what the drivers of all units
 * describe in sysfs ("msr/tsc/"). Whether this machine counts them shows when one is opened.
 */
#include <dirent.h>
#include <stdio.h>
#include "bpf/provider/sample.h"
#include "lib/arena.h"

struct list {
	struct arena *a;
	int	    (*fn)(const char *name, void *ctx);
	void	     *ctx;
};

/* caches and what is counted of them: tools/perf of the kernel leaves the others out, too */
static int each_cache(const struct list *l)
{
	enum { READ = 1, WRITE = 2, PREFETCH = 4 };
	static const struct { const char *name; unsigned ops; } caches[] = {
		{ "L1-dcache", READ | WRITE | PREFETCH }, { "L1-icache", READ | PREFETCH }, { "LLC", READ | WRITE | PREFETCH },
		{ "dTLB", READ | WRITE | PREFETCH }, { "iTLB", READ }, { "branch", READ }, { "node", READ | WRITE | PREFETCH },
	};
	static const struct { unsigned op; const char *all, *misses; } ops[] = {
		{ READ, "loads", "load-misses" }, { WRITE, "stores", "store-misses" }, { PREFETCH, "prefetches", "prefetch-misses" },
	};
	int stop = 0;

	for (size_t i = 0; i < sizeof(caches) / sizeof(*caches); i++)
		for (size_t k = 0; k < sizeof(ops) / sizeof(*ops); k++) {
			if (!(caches[i].ops & ops[k].op))
				continue;
			stop = stop ? stop : l->fn(arena_printf(l->a, "%s-%s", caches[i].name, ops[k].all), l->ctx);
			stop = stop ? stop : l->fn(arena_printf(l->a, "%s-%s", caches[i].name, ops[k].misses), l->ctx);
		}
	return stop;
}

/* a file for each event, and beside it "NAME.unit", "NAME.scale" */
static int each_of_unit(const struct list *l, const char *unit)
{
	DIR *dir = opendir(arena_printf(l->a, "/sys/bus/event_source/devices/%s/events", unit));
	struct dirent *d;
	int stop = 0;

	while (dir && !stop && (d = readdir(dir)))
		if (!strchr(d->d_name, '.'))
			stop = l->fn(arena_printf(l->a, "%s/%s/", unit, d->d_name), l->ctx);
	if (dir)
		closedir(dir);
	return stop;
}

int sample_each_name(struct arena *a, int (*fn)(const char *name, void *ctx), void *ctx)
{
	const struct list l = { a, fn, ctx };
	int stop = 0;

	for (size_t i = 0; sample_name(i) && !stop; i++)
		stop = fn(sample_name(i), ctx);
	stop = stop ? stop : each_cache(&l);
	if (stop)
		return stop;

	DIR *units = opendir("/sys/bus/event_source/devices");
	struct dirent *d;

	while (units && !stop && (d = readdir(units)))
		if (d->d_name[0] != '.')
			stop = each_of_unit(&l, d->d_name);
	if (units)
		closedir(units);
	return stop;
}
