/*
 * cgroup.c - see cgroup.h
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mntent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "bpf/cgroup.h"
#include "bpf/session.h"
#include "lib/diag.h"

bool cgroup_root(char ret[PATH_MAX])
{
	FILE *f = setmntent("/proc/self/mounts", "re");
	struct mntent *m;
	bool found = false;

	while (f && !found && (m = getmntent(f)))
		if (!strcmp(m->mnt_type, "cgroup2"))
			found = snprintf(ret, PATH_MAX, "%s", m->mnt_dir) < PATH_MAX;
	if (f)
		endmntent(f);
	return found;
}

/* "0::/PATH" of /proc/PID/cgroup, below the root */
static bool path_of_process(const char *pid, const char *root, char ret[PATH_MAX])
{
	char name[64], line[PATH_MAX];
	bool found = false;

	if (snprintf(name, sizeof(name), "/proc/%s/cgroup", pid) >= (int)sizeof(name))
		return false;
	FILE *f = fopen(name, "re");

	while (f && !found && fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = 0;
		if (!strncmp(line, "0::", 3))
			found = snprintf(ret, PATH_MAX, "%s%s", root, line + 3) < PATH_MAX;
	}
	if (f)
		fclose(f);
	return found;
}

/* a folder, a path below the root, or the number of a process that is in it */
static int open_cgroup(const char *what)
{
	char root[PATH_MAX] = "", path[PATH_MAX];
	bool have_root = cgroup_root(root);

	if (strspn(what, "0123456789") == strlen(what) && *what) {
		if (!have_root || !path_of_process(what, root, path))
			return -ESRCH;
	} else if (!access(what, F_OK) || !have_root) {
		snprintf(path, sizeof(path), "%s", what);
	} else if (snprintf(path, sizeof(path), "%s/%s", root, what) >= (int)sizeof(path)) {
		return -ENAMETOOLONG;
	}

	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	return fd < 0 ? -errno : fd;
}

int cgroup_set(struct session *s)
{
	struct bpf_map *map = bpf_object__find_map_by_name(s->obj, "cgroup");
	uint32_t zero = 0;
	int fd, err;

	if (!map)
		return 0;
	fd = open_cgroup(s->opt->cgroup);
	if (fd < 0)
		return diag_sys(s->diag, fd, "cannot open the cgroup '%s'", s->opt->cgroup);
	err = bpf_map_update_elem(bpf_map__fd(map), &zero, &fd, 0) ? -errno : 0;
	close(fd);
	if (err)
		return diag_sys(s->diag, err, "'%s' is not a folder of the unified cgroup hierarchy", s->opt->cgroup);
	return 0;
}
