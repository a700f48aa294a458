/*
 * dwarf.c - see dwarf.h: opening, and what is asked of any entry
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "lib/arena.h"
#include "lib/dwarf_int.h"
#include "lib/map.h"
#include "lib/unpack.h"

/* ---- entries ---- */

void dwarf_note_damage(struct dwarf_file *f, const char *section)
{
	const char *why = dwarf_errmsg(-1);

	if (!f->damage)
		f->damage = arena_printf(f->arena, "%s: %s", section, why ? why : "makes no sense");
}

/* a step in the tree of entries that libdw could not take: what it says of them, if it is no end */
static bool step_to(struct dwarf_file *f, int result, Dwarf_Die *die)
{
	bool lost = result < 0 || (!result && dwarf_tag(die) == DW_TAG_invalid);

	if (lost)
		dwarf_note_damage(f, ".debug_info");
	return !lost && !result;
}

bool die_child(struct dwarf_file *f, Dwarf_Die *parent, Dwarf_Die *ret)
{
	return ++f->ndies < MAX_DIES && step_to(f, dwarf_child(parent, ret), ret);
}

/* a sibling attribute could lead back */
bool die_next(struct dwarf_file *f, Dwarf_Die *die)
{
	const void *before = die->addr;

	return ++f->ndies < MAX_DIES && step_to(f, dwarf_siblingof(die, die), die) && die->addr > before;
}

bool die_ref(Dwarf_Die *die, unsigned attr, Dwarf_Die *ret)
{
	Dwarf_Attribute a;

	return dwarf_attr(die, attr, &a) && dwarf_formref_die(&a, ret);
}

const char *die_name(Dwarf_Die *die)
{
	Dwarf_Attribute a;
	const char *s = dwarf_formstring(dwarf_attr_integrate(die, DW_AT_name, &a));

	return s ? s : "";
}

const char *die_string(struct dwarf_file *f, const char *s)
{
	return arena_intern(f->arena, s ? s : "", s ? strlen(s) : 0);
}

struct dwarf_die *die_keep(struct dwarf_file *f, Dwarf_Die *die, struct unit *u)
{
	struct dwarf_die *d = arena_new_of(f->arena, struct dwarf_die);

	d->die = *die;
	d->unit = u;
	return d;
}

/* where it is entered; a function in several ranges begins with the first */
bool die_entry(Dwarf_Die *die, uint64_t *ret)
{
	Dwarf_Addr base, start, end;

	return !dwarf_entrypc(die, ret) || (dwarf_ranges(die, 0, &base, &start, &end) > 0 && (*ret = start, true));
}

bool die_has_code(Dwarf_Die *die)
{
	return dwarf_hasattr(die, DW_AT_low_pc) || dwarf_hasattr(die, DW_AT_ranges);
}

/*
 * The file that an entry or what it stands for was declared in. Not libdw's dwarf_decl_file(), which ends
 * the process when the table of files cannot be read.
 */
const char *die_file(struct dwarf_file *f, Dwarf_Die *die)
{
	Dwarf_Attribute a;
	Dwarf_Files *files;
	Dwarf_Word n;
	size_t count;
	Dwarf_Die cu;
	struct unit *u;

	Dwarf_Half version = 0;

	if (!dwarf_attr_integrate(die, DW_AT_decl_file, &a) || dwarf_formudata(&a, &n))
		return "";
	/* clang's first file is number 0, which means none before DWARF 5 */
	if (!n && (dwarf_cu_info(a.cu, &version, NULL, NULL, NULL, NULL, NULL, NULL) || version < 5))
		return "";
	u = map_getn(f->by_unit, &a.cu, sizeof(a.cu));
	if (u)
		cu = u->skeleton;
	else if (!dwarf_diecu(die, &cu, NULL, NULL))
		return "";
	if (dwarf_getsrcfiles(&cu, &files, &count)) {
		dwarf_note_damage(f, ".debug_line");
		return "";
	}
	if (n >= count)
		return "";
	return die_string(f, dwarf_filesrc(files, n, NULL, NULL));
}

/* ---- opening ---- */

struct unit *dwarf_new_unit(struct dwarf_file *f, Dwarf_Die *skeleton, Dwarf_Die *die)
{
	struct unit *u = xcalloc(1, sizeof(*u));

	u->file = f;
	u->skeleton = *skeleton;
	u->die = *die;
	u->partial = dwarf_tag(&u->die) == DW_TAG_partial_unit;
	u->is_rust = dwarf_srclang(&u->die) == DW_LANG_Rust;
	switch (dwarf_srclang(&u->die)) {
	case DW_LANG_C: case DW_LANG_C89: case DW_LANG_C99: case DW_LANG_C11: case DW_LANG_Mips_Assembler: case -1:
		break;
	default:
		u->has_scopes = true;
	}
	return u;
}

static void add_unit(struct dwarf_file *f, Dwarf_Die *skeleton, Dwarf_Die *die)
{
	struct unit *u = dwarf_new_unit(f, skeleton, die);

	vec_push(NULL, &f->units, u);
	map_putn(f->by_unit, &u->die.cu, sizeof(u->die.cu), u);
}

static void read_units(struct dwarf_file *f, Dwarf *dw)
{
	Dwarf_CU *cu = NULL;
	Dwarf_Die die, split;
	uint8_t kind;
	int err;

	vec_push(NULL, &f->with_types, dw);
	while (!(err = dwarf_get_units(dw, cu, &cu, NULL, &kind, &die, NULL))) {
		int tag = dwarf_tag(&die);

		if (tag == DW_TAG_invalid)
			dwarf_note_damage(f, ".debug_abbrev");
		split = die;
		if (kind == DW_UT_skeleton)
			dwarf_split_open(f, cu, &die, &split);
		if (tag == DW_TAG_compile_unit || tag == DW_TAG_partial_unit || tag == DW_TAG_skeleton_unit)
			add_unit(f, &die, split.addr ? &split : &die);
		if (!split.addr && !f->missing_split && dwarf_split_name(&die))
			f->missing_split = die_string(f, dwarf_split_name(&die));
	}
	if (err < 0)
		dwarf_note_damage(f, ".debug_info");
}

struct unit *unit_of(struct dwarf_file *f, Dwarf_Die *die)
{
	return map_getn(f->by_unit, &die->cu, sizeof(die->cu));
}

static int make_unpacked(int fd, void *ctx)
{
	return unpack_write(*(const int *)ctx, fd);
}

/* named by what it is a copy of: another package of the same build may be packed in another way */
static int unpacked(dwarf_keep_fn *keep, Dwfl_Module *mod, int fd)
{
	const unsigned char *id;
	GElf_Addr at;
	int n = dwfl_module_build_id(mod, &id, &at);
	struct stat st;
	char key[160] = "unpacked ";

	if (n <= 0 || n > 32 || fstat(fd, &st) || !unpack_wanted(fd))
		return -1;
	for (int i = 0; i < n; i++)
		snprintf(key + strlen(key), 3, "%02x", id[i]);
	snprintf(key + strlen(key), 64, " %lld %lld %ld", (long long)st.st_size, (long long)st.st_mtim.tv_sec,
		 st.st_mtim.tv_nsec);
	return keep(key, make_unpacked, &fd);
}

static Dwfl_Module *report(Dwfl *dwfl, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	/* base 0 plus the file's own addresses: what comes out are addresses in the file */
	Dwfl_Module *mod = dwfl && fd >= 0 ? dwfl_report_elf(dwfl, path, path, fd, 0, true) : NULL;

	if (!mod && fd >= 0) {
		close(fd);			/* dwfl takes it only when it succeeds */
		errno = ENOEXEC;
	} else if (mod) {
		dwfl_report_end(dwfl, NULL, NULL);
	}
	return mod;
}

/*
 * What elfutils finds by a build id for a module that did not ask for it itself, it ends as opened on descriptor 0, and
 * closes that: whatever it is, it has to be there afterwards.
 */
static void end_searched(Dwfl *dwfl)
{
	int first = fcntl(0, F_DUPFD_CLOEXEC, 3);

	dwfl_end(dwfl);
	if (first < 0)
		return;
	if (fcntl(0, F_GETFD) < 0)
		dup2(first, 0);
	close(first);
}

/*
 * Where elfutils looks, and of what it finds there a copy without compression. The search opens what it finds, for
 * its module: so it is done for another one, which ends here.
 */
static int find_debuginfo(Dwfl_Module *mod, void **userdata, const char *name, Dwarf_Addr base, const char *file,
			  const char *link, GElf_Word crc, char **ret)
{
	static const Dwfl_Callbacks callbacks = {
		.find_elf = dwfl_build_id_find_elf,
		.find_debuginfo = dwfl_standard_find_debuginfo,
		.section_address = dwfl_offline_section_address,
	};
	struct dwarf_file *f = *userdata;
	Dwfl *dwfl = f && f->keep ? dwfl_begin(&callbacks) : NULL;
	Dwfl_Module *other = dwfl ? report(dwfl, f->ts.name) : NULL;
	void *none = NULL;
	int fd, copy = -1;

	fd = dwfl_standard_find_debuginfo(other ? other : mod, other ? &none : userdata, name, base, file, link, crc, ret);
	if (f)
		f->found_apart |= fd >= 0;
	if (other && fd >= 0)
		copy = unpacked(f->keep, other, fd);
	if (dwfl)
		end_searched(dwfl);
	if (copy < 0)
		return fd;
	close(fd);
	return copy;
}

static bool has_info(Dwfl_Module *mod)
{
	GElf_Addr bias;
	Elf *elf = dwfl_module_getelf(mod, &bias);
	Elf_Scn *scn = NULL;
	size_t names;

	if (!elf || elf_getshdrstrndx(elf, &names))
		return false;
	while ((scn = elf_nextscn(elf, scn))) {
		GElf_Shdr shdr;
		const char *name = gelf_getshdr(scn, &shdr) ? elf_strptr(elf, names, shdr.sh_name) : NULL;

		if (name && shdr.sh_size && (!strcmp(name, ".debug_info") || !strcmp(name, ".zdebug_info")))
			return true;
	}
	return false;
}

static bool open_module(struct dwarf_file *f, const char *path)
{
	static const Dwfl_Callbacks callbacks = {
		.find_elf = dwfl_build_id_find_elf,
		.find_debuginfo = find_debuginfo,
		.section_address = dwfl_offline_section_address,
	};
	Dwarf_Addr bias = 0;
	void **userdata;

	f->dwfl = dwfl_begin(&callbacks);
	f->mod = report(f->dwfl, path);
	if (!f->mod)
		return false;
	if (dwfl_module_info(f->mod, &userdata, NULL, NULL, NULL, NULL, NULL, NULL))
		*userdata = f;
	f->dw = dwfl_module_getdwarf(f->mod, &bias);
	errno = !f->dw && (f->found_apart || has_info(f->mod)) ? EBADMSG : ENODATA;
	return f->dw && !bias;
}

struct dwarf_file *dwarf_file_open(struct arena *a, const char *path, dwarf_keep_fn *keep)
{
	struct dwarf_file *f = xcalloc(1, sizeof(*f));
	Dwarf_Addr bias = 0;

	f->arena = a;
	f->keep = keep;
	f->ts.name = arena_strdup(a, path);
	f->by_unit = map_new();
	f->types = map_new();
	f->spellings = map_new();
	dwarf_types_init(f);
	if (open_module(f, path)) {
		f->cfi[0] = dwfl_module_eh_cfi(f->mod, &bias);
		f->cfi[1] = dwfl_module_dwarf_cfi(f->mod, &bias);
		read_units(f, f->dw);
		if (dwarf_getalt(f->dw))
			read_units(f, dwarf_getalt(f->dw));
		errno = f->damage ? EBADMSG : ENODATA;
	}
	if (!f->units.n) {
		int err = errno;

		dwarf_file_close(f);
		errno = err;
		return NULL;
	}
	return f;
}

static void free_unit(struct unit *u)
{
	vec_fini(&u->funcs);
	vec_fini(&u->inlines);
	vec_fini(&u->lines);
	vec_fini(&u->globals);
	free(u);
}

void dwarf_file_close(struct dwarf_file *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->units.n; i++)
		free_unit(f->units.v[i]);
	for (size_t i = 0; i < f->type_units.n; i++)
		free_unit(f->type_units.v[i]);
	vec_fini(&f->units);
	vec_fini(&f->type_units);
	dwarf_split_close(f);
	map_free(f->signatures);
	vec_fini(&f->funcs);
	vec_fini(&f->code);
	map_free(f->by_unit);
	map_free(f->types);
	map_free(f->spellings);
	map_free(f->names);
	if (f->dwfl)
		dwfl_end(f->dwfl);
	free(f);
}

struct type_source *dwarf_types(struct dwarf_file *f)
{
	return &f->ts;
}

const char *dwarf_missing_split(struct dwarf_file *f)
{
	return f->missing_split;
}

const char *dwarf_damage(struct dwarf_file *f)
{
	return f->damage;
}

void dwarf_save_entries(struct dwarf_file *f)
{
	f->saves_entries = true;
}
