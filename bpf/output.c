/*
 * output.c - see output.h; names of files as staprun has them (SystemTap reference, 6.1: -o -S -b)
 */
#include "bpf/output.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "lib/arena.h"
#include "lib/buf.h"

void output_init(struct output *o, const char *path)
{
	char text[4096];
	time_t now = time(NULL);
	struct tm tm;

	*o = (struct output){ 0 };
	if (!path)
		return;
	/* a name that comes out empty or too long is taken as it is */
	if (!localtime_r(&now, &tm) || !strftime(text, sizeof(text), path, &tm))
		snprintf(text, sizeof(text), "%s", path);
	o->path = xstrdup(text);
}

static char *name_of(const struct output *o, const char *mark, unsigned n)
{
	struct buf b = BUF_INIT;

	buf_printf(&b, "%s%s%u", o->path ? o->path : "stpd_cpu", mark, n);

	char *name = xstrdup(b.s);

	buf_fini(&b);
	return name;
}

static FILE *open_number(const struct output *o)
{
	char *name = name_of(o, ".", o->number);
	FILE *f = fopen(name, "we");
	int err = errno;

	free(name);
	errno = err;
	return f;
}

/* of every CPU from the beginning: who merges them looks for all */
static bool open_cpus(struct output *o)
{
	long n = sysconf(_SC_NPROCESSORS_CONF);

	for (long i = 0; i < n; i++)
		if (!output_cpu(o, (unsigned)i))
			return false;
	return true;
}

FILE *output_open(struct output *o, bool append)
{
	if (o->bulk)
		return open_cpus(o) ? stdout : NULL;
	if (!o->path)
		return stdout;
	return o->max_bytes ? open_number(o) : fopen(o->path, append ? "ae" : "we");
}

char *output_path(const struct output *o)
{
	if (!o->bulk)
		return o->max_bytes ? name_of(o, ".", o->number) : xstrdup(o->path);

	char *first = name_of(o, o->path ? "_" : "", 0);

	first[strlen(first) - 1] = '*';
	return first;
}

int output_next(struct output *o, FILE **f)
{
	if (!o->path || !o->max_bytes)
		return 0;
	o->number++;

	FILE *next = open_number(o);

	if (!next) {
		o->number--;
		return -errno;
	}
	fclose(*f);
	*f = next;
	o->written = 0;
	if (o->keep && o->number >= o->keep) {
		char *old = name_of(o, ".", o->number - o->keep);

		unlink(old);
		free(old);
	}
	return 0;
}

int output_wrote(struct output *o, FILE **f, size_t n)
{
	o->written += n;
	return o->max_bytes && o->written >= o->max_bytes ? output_next(o, f) : 0;
}

FILE *output_cpu(struct output *o, unsigned cpu)
{
	if (!o->cpus) {
		long n = sysconf(_SC_NPROCESSORS_CONF);

		o->ncpus = n > 0 ? (unsigned)n : 1;
		o->cpus = xcalloc(o->ncpus, sizeof(*o->cpus));
	}
	cpu = cpu < o->ncpus ? cpu : 0;
	if (o->cpus[cpu])
		return o->cpus[cpu];

	char *name = name_of(o, o->path ? "_" : "", cpu);
	FILE *f = fopen(name, "we");
	int err = errno;

	free(name);
	errno = err;
	return o->cpus[cpu] = f;
}

void output_fini(struct output *o)
{
	for (unsigned i = 0; i < o->ncpus; i++)
		if (o->cpus[i])
			fclose(o->cpus[i]);
	free(o->cpus);
	free(o->path);
	*o = (struct output){ 0 };
}
