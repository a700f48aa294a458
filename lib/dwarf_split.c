/*
 * dwarf_split.c - units whose other half was split off, and types in units of their own
 *
 * libdw opens the other half itself, by the name in the unit. For one that it cannot read (lib/split.h) the name is
 * changed, in our private copy of the strings and for as long as that takes, to that of a file in memory.
 */
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>
#include "lib/arena.h"
#include "lib/dwarf_int.h"
#include "lib/map.h"
#include "lib/split.h"

static const char fd_dir[] = "/dev/fd";

static const char *string_of(Dwarf_Die *die, unsigned attr, unsigned before_5)
{
	Dwarf_Attribute a;

	if (dwarf_attr(die, attr, &a) || (before_5 && dwarf_attr(die, before_5, &a)))
		return dwarf_formstring(&a);
	return NULL;
}

const char *dwarf_split_name(Dwarf_Die *skeleton)
{
	return string_of(skeleton, DW_AT_dwo_name, DW_AT_GNU_dwo_name);
}

/* ---- where it is ---- */

static void open_packs(struct dwarf_file *f)
{
	const char *paths[2] = { f->ts.name, NULL };
	const char *debug = NULL;
	char path[PATH_MAX];

	f->have_packs = true;
	if (dwfl_module_info(f->mod, NULL, NULL, NULL, NULL, NULL, NULL, &debug))
		paths[1] = debug;
	for (size_t i = 0; i < 2; i++) {
		struct split_pack *p;
		int n = paths[i] ? snprintf(path, sizeof(path), "%s.dwp", paths[i]) : 0;

		p = n > 0 && (size_t)n < sizeof(path) ? split_pack_open(path) : NULL;
		if (p)
			vec_push(NULL, &f->packs, p);
	}
}

/* a .dwo file that libdw would not read whole; where libdw looks */
static int joined(struct dwarf_file *f, const char *dir, const char *name)
{
	char path[PATH_MAX];
	const char *main = f->ts.name, *slash;
	int n, fd;

	if (*name == '/')
		return split_join(name);
	dwfl_module_info(f->mod, NULL, NULL, NULL, NULL, NULL, NULL, &main);
	main = main ? main : f->ts.name;
	slash = strrchr(main, '/');
	n = snprintf(path, sizeof(path), "%.*s%s", slash ? (int)(slash + 1 - main) : 0, main, name);
	fd = n > 0 && (size_t)n < sizeof(path) ? split_join(path) : -1;
	if (fd >= 0 || !dir)
		return fd;
	n = snprintf(path, sizeof(path), "%s/%s", dir, name);
	return n > 0 && (size_t)n < sizeof(path) ? split_join(path) : -1;
}

static int other_half(struct dwarf_file *f, uint64_t id, const char *dir, const char *name)
{
	if (!f->have_packs)
		open_packs(f);
	for (size_t i = 0; i < f->packs.n; i++) {
		int fd = split_pack_unit(f->packs.v[i], id);

		if (fd >= 0)
			return fd;
	}
	return joined(f, dir, name);
}

/* ---- letting libdw open it ---- */

/* false: these bytes may not be changed. A system call says so, where a store would end us */
static bool overwrite(const char *at, const char *bytes, size_t n)
{
	int p[2];
	bool ok;

	if (pipe2(p, O_CLOEXEC))
		return false;
	ok = n <= PIPE_BUF && write(p[1], bytes, n) == (ssize_t)n && read(p[0], (char *)at, n) == (ssize_t)n;
	close(p[0]);
	close(p[1]);
	return ok;
}

struct patch { const char *at; char before[32]; size_t n; };

static bool patch(struct patch *p, const char *at, const char *text)
{
	size_t n = strlen(text) + 1;

	if (!at || strlen(at) + 1 < n || n > sizeof(p->before))
		return false;
	*p = (struct patch){ .at = at, .n = n };
	memcpy(p->before, at, n);
	return overwrite(at, text, n);
}

static void unpatch(const struct patch *p)
{
	if (p->n)
		overwrite(p->at, p->before, p->n);
}

/* the folder becomes /dev/fd and the name a number; where the folder's is too short, the name all of it */
static bool patch_names(struct patch p[2], const char *dir, const char *name, int fd)
{
	char number[16], path[32];

	snprintf(number, sizeof(number), "%d", fd);
	snprintf(path, sizeof(path), "%s/%d", fd_dir, fd);
	return (patch(&p[0], dir, fd_dir) && patch(&p[1], name, number)) || patch(&p[1], name, path);
}

void dwarf_split_open(struct dwarf_file *f, Dwarf_CU *cu, Dwarf_Die *skeleton, Dwarf_Die *ret)
{
	const char *dir = string_of(skeleton, DW_AT_comp_dir, 0), *name = dwarf_split_name(skeleton);
	struct patch p[2] = { 0 };
	uint64_t id = 0;
	int fd = -1;

	if (name && !dwarf_cu_info(cu, NULL, NULL, NULL, NULL, &id, NULL, NULL))
		fd = other_half(f, id, dir, name);
	if (fd >= 0 && !patch_names(p, dir, name, fd))
		f->missing_split = die_string(f, name);
	memset(ret, 0, sizeof(*ret));
	if (dwarf_cu_info(cu, NULL, NULL, NULL, ret, NULL, NULL, NULL))
		memset(ret, 0, sizeof(*ret));
	unpatch(&p[1]);
	unpatch(&p[0]);
	if (fd >= 0)
		close(fd);
	if (ret->addr)
		vec_push(NULL, &f->with_types, dwarf_cu_getdwarf(ret->cu));
}

void dwarf_split_close(struct dwarf_file *f)
{
	for (size_t i = 0; i < f->packs.n; i++)
		split_pack_close(f->packs.v[i]);
	vec_fini(&f->packs);
	vec_fini(&f->with_types);
}

/* ---- types in units of their own ---- */

static void add_type(struct dwarf_file *f, Dwarf_CU *cu, Dwarf_Die *unit, Dwarf_Die *type)
{
	struct unit *u;
	uint64_t id;

	if (dwarf_cu_info(cu, NULL, NULL, NULL, NULL, &id, NULL, NULL) || map_getn(f->signatures, &id, sizeof(id)))
		return;
	u = dwarf_new_unit(f, unit, unit);
	vec_push(NULL, &f->type_units, u);
	map_putn(f->signatures, &id, sizeof(id), die_keep(f, type, u));
}

void dwarf_read_types(struct dwarf_file *f)
{
	if (f->signatures)
		return;
	f->signatures = map_new();
	for (size_t i = 0; i < f->with_types.n; i++) {
		Dwarf_CU *cu = NULL;
		Dwarf_Die die, type;
		uint8_t kind;

		memset(&type, 0, sizeof(type));
		while (++f->ndies < MAX_DIES &&
		       !dwarf_get_units(f->with_types.v[i], cu, &cu, NULL, &kind, &die, NULL))
			if ((kind == DW_UT_type || kind == DW_UT_split_type) &&
			    !dwarf_cu_info(cu, NULL, NULL, NULL, &type, NULL, NULL, NULL) && type.addr)
				add_type(f, cu, &die, &type);
	}
}

/* a type that is packed with another unit's file than the one that names it */
bool die_to(struct dwarf_file *f, Dwarf_Attribute *a, Dwarf_Die *ret)
{
	const struct dwarf_die *d;
	uint64_t id;

	if (dwarf_formref_die(a, ret))
		return true;
	if (dwarf_whatform(a) != DW_FORM_ref_sig8 || !a->valp)
		return false;
	dwarf_read_types(f);
	memcpy(&id, a->valp, sizeof(id));
	d = map_getn(f->signatures, &id, sizeof(id));
	if (d)
		*ret = d->die;
	return d != NULL;
}
