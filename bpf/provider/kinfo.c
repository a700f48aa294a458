/*
 * kinfo.c - debug info of the kernel and its modules: where distributions put it, and $SYSTEMTAP_DEBUGINFO_PATH
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "bpf/cc.h"
#include "bpf/provider/cache.h"
#include "bpf/provider/kinfo.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/map.h"

struct info { struct dwarf_file *f; };

static void close_info(void *info)
{
	dwarf_file_close(((struct info *)info)->f);
}

static struct dwarf_file *try_path(struct world *w, const char *path)
{
	return access(path, R_OK) ? NULL : dwarf_file_open(w->arena, path, cc_cache_file);
}

/* module names have _ where those of files may have - */
static bool names_module(const char *file, const char *module)
{
	for (; *module; file++, module++)
		if (*file != *module && !(*file == '-' && *module == '_'))
			return false;
	return !strncmp(file, ".ko", 3);
}

/* modules lie in folders by subject: modules.dep knows which. "kernel/fs/ext4/ext4.ko", NULL: not known */
static const char *module_file(struct arena *a, const char *module, const char *release)
{
	struct buf deps = BUF_INIT;
	const char *ret = NULL;

	buf_read_file(&deps, AT_FDCWD, arena_printf(a, "/lib/modules/%s/modules.dep", release));
	for (const char *at = buf_str(&deps); *at && !ret; at += strcspn(at, "\n"), at += *at == '\n') {
		size_t n = strcspn(at, ":\n"), base = n;

		while (base && at[base - 1] != '/')
			base--;
		if (at[n] == ':' && names_module(at + base, module))
			ret = arena_strndup(a, at, base + strlen(module) + strlen(".ko"));
	}
	buf_fini(&deps);
	return ret;
}

/* what debug info is called below a folder that is laid out as /usr/lib/debug is, or that holds the files themselves */
static struct dwarf_file *in_folder(struct world *w, const char *dir, const char *name, const char *file,
				    const char *release)
{
	const char *const tries[] = {
		arena_printf(w->arena, "%s/%s", dir, name),
		arena_printf(w->arena, "%s/lib/modules/%s/%s", dir, release, file ? file : name),
		file ? NULL : arena_printf(w->arena, "%s/boot/vmlinux-%s", dir, release),
	};
	struct dwarf_file *f = NULL;

	for (size_t i = 0; !f && i < sizeof(tries) / sizeof(*tries); i++)
		if (tries[i])
			f = try_path(w, tries[i]);
	return f;
}

static struct dwarf_file *in_folders(struct world *w, const char *folders, const char *name, const char *file,
				     const char *release)
{
	struct dwarf_file *f = NULL;

	while (folders && *folders && !f) {
		size_t n = strcspn(folders, ":");

		f = in_folder(w, arena_strndup(w->arena, folders, n), name, file, release);
		folders += n + (folders[n] == ':');
	}
	return f;
}

static struct dwarf_file *find_info(struct world *w, const char *module)
{
	static const struct { const char *before, *after; } places[] = {	/* around the release */
		{ "/lib/modules/", "/vmlinux" }, { "/lib/modules/", "/build/vmlinux" }, { "/boot/vmlinux-", "" },
	};
	struct utsname u;
	bool core = !strcmp(module, "vmlinux");
	const char *name = core ? module : arena_printf(w->arena, "%s.ko", module);
	struct dwarf_file *f;

	if (uname(&u))
		return NULL;
	const char *file = core ? NULL : module_file(w->arena, module, u.release);

	f = in_folders(w, getenv("SYSTEMTAP_DEBUGINFO_PATH"), name, file, u.release);
	if (!f && *module == '/')
		return dwarf_file_open(w->arena, module, cc_cache_file);
	if (!f && (core || file))
		f = in_folders(w, "/usr/lib/debug", name, file, u.release);
	for (size_t i = 0; !f && core && i < sizeof(places) / sizeof(*places); i++)
		f = try_path(w, arena_printf(w->arena, "%s%s%s", places[i].before, u.release, places[i].after));
	return f;
}

struct dwarf_file *kinfo_file(struct world *w, const char *module)
{
	static const char owner;
	struct map *known = provider_map(w, &owner, close_info);
	struct info *info = map_get(known, module);

	if (!info) {
		info = arena_new_of(w->arena, struct info);
		info->f = find_info(w, module);
		map_put(known, module, info);
	}
	return info->f;
}
