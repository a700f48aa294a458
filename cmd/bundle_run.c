/*
 * bundle_run.c - sonde run NAME.sonde: the bundle is found and read, and what it was made with taken over
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cmd/job.h"
#include "lang/bundle.h"
#include "lib/arena.h"

static int wrong_size(struct job *j, const char *v)
{
	char *end;
	long mb = strtol(v, &end, 10);

	if (*end || mb < 1 || mb > 4095)
		return args_wrong(j, "the size of the buffer is 1 to 4095 MB, not %s", v);
	return set_option(j, arena_printf(j->arena, "bufsize=%ldm", mb));
}

const struct flag flags_run[] = {
	{ 'b', NULL, "MB", "size of the record buffer", wrong_size, false },
	{ 0, "json", NULL, "all output as one JSON object per line", set_json, false },
	{ .more = flags_stap },
};

static const void *read_file(struct job *j, const char *path, size_t *n)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *bytes = NULL;

	if (fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size > 0 && st.st_size < BUNDLE_MAX) {
		bytes = arena_alloc(j->arena, (size_t)st.st_size);
		*n = 0;
		for (ssize_t got; *n < (size_t)st.st_size &&
		     (got = read(fd, bytes + *n, (size_t)st.st_size - *n)) > 0; *n += (size_t)got)
			;
	} else if (fd >= 0) {
		errno = EINVAL;
	}
	int err = errno;

	if (fd >= 0)
		close(fd);
	errno = err;
	return bytes;
}

/* NAME as it is, or the file that -m NAME made; users say NAME.ko, too */
static const void *find_bundle(struct job *j, const char **path, size_t *n)
{
	size_t len = strlen(*path);
	const void *bytes = read_file(j, *path, n);

	if (bytes || errno != ENOENT)
		return bytes;
	if (len > 3 && !strcmp(*path + len - 3, ".ko"))
		*path = arena_strndup(j->arena, *path, len - 3);
	*path = arena_printf(j->arena, "%s.sonde", *path);
	return read_file(j, *path, n);
}

/* what the bundle was made with comes before what is said now */
static void take_settings(struct job *j)
{
	const struct bundle *b = j->bundle;
	size_t given = j->options.n;

	for (size_t i = 0; i < b->options.n; i++)
		vec_push(j->arena, &j->options, b->options.v[i]);
	for (size_t i = 0; i < given; i++)
		vec_push(j->arena, &j->options, j->options.v[i]);
	j->options.v += given;
	j->options.n -= given;
	for (size_t i = 0; i < b->defines.n; i++)
		vec_push(j->arena, &j->defines, b->defines.v[i]);
	j->lang = b->lang;
	j->guru = j->guru || b->guru;
	for (int f = 0; f <= FORM_STAP; f++)
		if (!strcmp(form_names[f], b->form)) {
			j->form = (enum form)f;
			j->name = form_names[f];
		}
}

/* its name is the file's, as a module's: module_name(), that of a recorder and of procfs files */
static void take_name(struct job *j, const char *path)
{
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;

	j->module = arena_strndup(j->arena, name, strcspn(name, "."));
	j->module_file = path;
	vec_push(j->arena, &j->overrides, arena_printf(j->arena, "__module_name=%s", j->module));
}

static int take_args(struct job *j)
{
	for (size_t i = 1; i < j->args.n; i++) {
		if (!strchr(j->args.v[i], '='))
			return args_wrong(j, "%s%s: the script's arguments are saved with the bundle; globals are set by NAME=VALUE",
					  j->runner ? "ERROR: " : "", j->args.v[i]);
		vec_push(j->arena, &j->overrides, j->args.v[i]);
	}
	j->args.n = 0;
	for (size_t i = 0; i < j->bundle->args.n; i++)
		vec_push(j->arena, &j->args, j->bundle->args.v[i]);
	return 0;
}

bool bundle_exists(struct job *j, const char *name)
{
	size_t n;

	return find_bundle(j, &name, &n) != NULL;
}

int bundle_run(struct job *j)
{
	struct bundle *b = arena_new_of(j->arena, struct bundle);
	size_t n = 0;

	if (!j->args.n)
		return args_wrong(j, "which bundle? sonde run NAME.sonde");

	const char *path = j->args.v[0], *why = NULL;
	const void *bytes = find_bundle(j, &path, &n);

	if (bytes)
		why = bundle_read(j->arena, bytes, n, b);
	if (!bytes || why) {
		diag_sys(&j->diag, bytes ? 0 : -errno, "cannot run %s%s%s", j->args.v[0], why ? ": " : "", why ? why : "");
		return j->runner ? STATUS_SCRIPT : STATUS_SYSTEM;
	}
	j->bundle = b;
	if (j->command && j->pid)
		return args_wrong(j, "-c and -x exclude each other");
	if (j->rotate_bytes && !j->output)
		return args_wrong(j, "%sYou have to specify output FILE with '-S' option.", j->runner ? "ERROR: " : "");
	take_name(j, path);

	int status = take_args(j);

	if (status)
		return status;
	take_settings(j);
	start_messages(j);
	return job_run(j);
}
