/*
 * cpc.c - counters that overflow: cpc:::EVENT-MODE-COUNT
 *
 * EVENT is any name that perf list shows, MODE is user, kernel or all, and the probe fires on each
 * CPU whenever COUNT events of that kind have happened there.
 * Semantics: D, "cpc Provider"; reference d-language 10.13.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "bpf/provider/sample.h"
#include "lib/arena.h"
#include "lib/glob.h"

extern const struct provider provider_cpc;

static struct probe *new_probe(struct world *w, const char *name, const struct perf_event_attr *attr)
{
	struct probe *p = probe_new(w, &provider_cpc, "cpc", "", "", name);
	struct sample *s = arena_new_of(w->arena, struct sample);

	s->attr = *attr;
	p->data = s;
	return p;
}

static bool parse_mode(const char *s, size_t n, struct perf_event_attr *attr)
{
	bool user = n == 4 && !memcmp(s, "user", 4), kernel = n == 6 && !memcmp(s, "kernel", 6);

	attr->exclude_kernel = user;
	attr->exclude_hv = user;
	attr->exclude_user = kernel;
	return user || kernel || (n == 3 && !memcmp(s, "all", 3));
}

/* the last two dashes are ours, others belong to the event's name */
static bool parse_name(struct world *w, const char *name, struct perf_event_attr *attr)
{
	const char *count = strrchr(name, '-'), *mode = count ? memrchr(name, '-', (size_t)(count - name)) : NULL;
	char *end;

	*attr = (struct perf_event_attr){ 0 };
	if (!mode || mode == name || count[1] < '1' || count[1] > '9')
		return false;
	errno = 0;
	attr->sample_period = strtoull(count + 1, &end, 10);
	return !*end && !errno && attr->sample_period <= INT64_MAX &&
	       parse_mode(mode + 1, (size_t)(count - mode - 1), attr) &&
	       sample_find(arena_strndup(w->arena, name, (size_t)(mode - name)), attr);
}

/* does this machine count it? Where that cannot be told, because we may not ask, it does */
static bool is_counted(const struct world *w, struct perf_event_attr attr)
{
	attr.size = sizeof(attr);
	attr.disabled = 1;
	if (w->log && w->log->replay)
		return true;

	int fd = (int)syscall(SYS_perf_event_open, &attr, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);

	if (fd < 0)
		return errno != ENOENT && errno != ENODEV && errno != EOPNOTSUPP && errno != EINVAL;
	close(fd);
	return true;
}

/* a pattern sees one of each generic event that there is */
static int match_samples(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	const char *event;
	int n = 0;

	for (size_t i = 0; (event = sample_name(i)); i++) {
		const char *name = arena_printf(w->arena, "%s-all-1000000000", event);
		struct perf_event_attr attr;

		if (!desc_matches(d, "cpc", "", "", name) || !parse_name(w, name, &attr) ||
		    !is_counted(w, attr))
			continue;
		n++;
		if (found(new_probe(w, name, &attr), ctx))
			break;
	}
	return n;
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct perf_event_attr attr;

	if (d->form)
		return 0;
	if (glob_is_pattern(d->name) || !d->name[0])
		return match_samples(w, d, found, ctx);
	if (!desc_matches(d, "cpc", "", "", d->name) || !parse_name(w, d->name, &attr))
		return 0;
	found(new_probe(w, d->name, &attr), ctx);
	return 1;
}

const struct provider provider_cpc = {
	.name = "cpc",
	.type = "perf_event",
	.where = IN_KERNEL,
	.help = "events counted by the processor and the kernel: cpc:::EVENT-user|kernel|all-COUNT",
	.raw_args = true,
	.atomic = true,
	.match = match,
	.emit = sample_emit,
	.attach = sample_attach,
};
