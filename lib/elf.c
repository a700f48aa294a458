/*
 * elf.c - executables and shared libraries through libelf
 *
 * Symbols come from .symtab, .dynsym and, where a distribution keeps its function names there, the
 * compressed .gnu_debugdata, which libdwfl unpacks. Nothing is read before it is asked for.
 */
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <elfutils/libdwelf.h>
#include <elfutils/libdwfl.h>
#include "lib/arena.h"
#include "lib/elf.h"
#include "lib/nameix.h"
#include "lib/vec.h"

struct elf_file {
	int	 fd;			/* -1: in memory */
	Elf	*elf;
	Dwfl	*dwfl, *dwfl_apart;	/* for .gnu_debugdata and debug info in another file; they own names of symbols */
	struct arena *arena;
	GElf_Ehdr ehdr;
	VEC(GElf_Phdr) loads;		/* PT_LOAD */
	const uint8_t *image;		/* the whole file, libelf's */
	size_t	 image_size;
	VEC(struct elf_sym) funcs;
	bool	 have_funcs, have_debug_funcs;
	struct nameix index;
	bool	 indexed;
	VEC(const char *) needed;
	const char *runpath;
	bool	    named, pie;		/* the dynamic section has a soname; says that it is a program */
	bool	 have_dynamic;
};

/* ---- opening ---- */

static void read_loads(struct elf_file *f)
{
	size_t n;

	if (elf_getphdrnum(f->elf, &n))
		return;
	for (size_t i = 0; i < n && i <= INT_MAX; i++) {
		GElf_Phdr ph;

		if (gelf_getphdr(f->elf, i, &ph) && ph.p_type == PT_LOAD)
			vec_push(NULL, &f->loads, ph);
	}
}

/* takes fd; NULL with errno */
static struct elf_file *open_elf(int fd, Elf *elf)
{
	struct elf_file *f = xcalloc(1, sizeof(*f));
	size_t size = 0;

	f->fd = fd;
	f->elf = elf;
	f->arena = arena_new();
	if (!elf || elf_kind(elf) != ELF_K_ELF || !gelf_getehdr(elf, &f->ehdr)) {
		elf_close(f);
		errno = ENOEXEC;
		return NULL;
	}
	f->image = (const uint8_t *)elf_rawfile(elf, &size);
	f->image_size = f->image ? size : 0;
	read_loads(f);
	return f;
}

struct elf_file *elf_open(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);		/* a pipe would let us wait for its writer */
	struct stat st;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) || !S_ISREG(st.st_mode)) {
		close(fd);
		errno = ENOEXEC;
		return NULL;
	}
	elf_version(EV_CURRENT);
	return open_elf(fd, elf_begin(fd, ELF_C_READ_MMAP, NULL));
}

struct elf_file *elf_open_memory(const void *image, size_t size)
{
	elf_version(EV_CURRENT);
	return open_elf(-1, elf_memory((char *)image, size));
}

void elf_close(struct elf_file *f)
{
	if (!f)
		return;
	if (f->dwfl)
		dwfl_end(f->dwfl);
	if (f->dwfl_apart)
		dwfl_end(f->dwfl_apart);
	elf_end(f->elf);
	if (f->fd >= 0)
		close(f->fd);
	if (f->indexed)
		nameix_fini(&f->index);
	vec_fini(&f->loads);
	vec_fini(&f->funcs);
	vec_fini(&f->needed);
	arena_free(f->arena);
	free(f);
}

bool elf_stat(struct elf_file *f, struct stat *ret)
{
	return f->fd >= 0 && !fstat(f->fd, ret);
}

uint64_t elf_missing(const struct elf_file *f)
{
	uint64_t size = f->image_size, table = (uint64_t)f->ehdr.e_shnum * f->ehdr.e_shentsize, end;

	if (!f->image || __builtin_add_overflow(f->ehdr.e_shoff, table, &end))
		return f->image ? UINT64_MAX - size : 0;
	for (size_t i = 0; i < f->loads.n; i++) {
		uint64_t to;

		if (__builtin_add_overflow(f->loads.v[i].p_offset, f->loads.v[i].p_filesz, &to))
			to = UINT64_MAX;
		end = to > end ? to : end;
	}
	return end > size ? end - size : 0;
}

/* ---- addresses ---- */

bool elf_addr_to_offset(struct elf_file *f, uint64_t addr, uint64_t *offset)
{
	for (size_t i = 0; i < f->loads.n; i++) {
		const GElf_Phdr *ph = &f->loads.v[i];

		if (addr < ph->p_vaddr || addr - ph->p_vaddr >= ph->p_filesz)
			continue;
		return !__builtin_add_overflow(addr - ph->p_vaddr, ph->p_offset, offset);
	}
	return false;
}

bool elf_offset_to_addr(struct elf_file *f, uint64_t offset, uint64_t *addr)
{
	const GElf_Phdr *found = NULL;

	/* segments may share a page of the file: prefer the one with code */
	for (size_t i = 0; i < f->loads.n; i++) {
		const GElf_Phdr *ph = &f->loads.v[i];

		if (offset < ph->p_offset || offset - ph->p_offset >= ph->p_filesz)
			continue;
		if (!found || (ph->p_flags & PF_X))
			found = ph;
	}
	return found && !__builtin_add_overflow(offset - found->p_offset, found->p_vaddr, addr);
}

const uint8_t *elf_code(struct elf_file *f, uint64_t addr, size_t size)
{
	uint64_t offset;

	if (!elf_addr_to_offset(f, addr, &offset) || offset > f->image_size ||
	    size > f->image_size - offset)
		return NULL;
	return f->image + offset;
}

/* ---- symbols ---- */

static bool is_func(const GElf_Sym *sym)
{
	unsigned type = GELF_ST_TYPE(sym->st_info);

	return (type == STT_FUNC || type == STT_GNU_IFUNC) && sym->st_shndx != SHN_UNDEF;
}

/* name lives as long as the file is open */
static void add_func(struct elf_file *f, const GElf_Sym *sym, uint64_t addr, const char *name)
{
	struct elf_sym s = {
		.name = name, .addr = addr, .size = sym->st_size,
		.is_global = GELF_ST_BIND(sym->st_info) != STB_LOCAL,
		.is_ifunc = GELF_ST_TYPE(sym->st_info) == STT_GNU_IFUNC,
	};
	const char *at;

	if (!name || !*name || !elf_addr_to_offset(f, addr, &s.offset))
		return;
	at = strchr(name, '@');			/* memcpy@@GLIBC_2.14 */
	if (at && at != name)
		s.name = arena_strndup(f->arena, name, at - name);
	vec_push(NULL, &f->funcs, s);
}

static void read_symtab(struct elf_file *f, Elf_Scn *scn, const GElf_Shdr *shdr)
{
	Elf_Data *data = elf_getdata(scn, NULL);

	if (!data || !shdr->sh_entsize)
		return;

	size_t n = data->d_size / gelf_fsize(f->elf, ELF_T_SYM, 1, EV_CURRENT);

	for (size_t i = 0; i < n && i <= INT_MAX; i++) {
		GElf_Sym sym;

		if (gelf_getsym(data, i, &sym) && is_func(&sym))
			add_func(f, &sym, sym.st_value, elf_strptr(f->elf, shdr->sh_link, sym.st_name));
	}
}

static int no_debuginfo(Dwfl_Module *mod, void **userdata, const char *name, Dwarf_Addr base,
			const char *file, const char *link, GElf_Word crc, char **ret)
{
	return -1;
}

/*
 * The symbols of .gnu_debugdata, or with a path those of the file that has this one's debug info. Without them a
 * program has fewer names, no more.
 */
static void read_more_funcs(struct elf_file *f, const char *path)
{
	static const Dwfl_Callbacks own = {
		.find_elf = dwfl_build_id_find_elf,
		.find_debuginfo = no_debuginfo,
		.section_address = dwfl_offline_section_address,
	}, apart = {
		.find_elf = dwfl_build_id_find_elf,
		.find_debuginfo = dwfl_standard_find_debuginfo,
		.section_address = dwfl_offline_section_address,
	};
	int fd = f->fd < 0 ? -1 : fcntl(f->fd, F_DUPFD_CLOEXEC, 3);
	Dwfl **dwfl = path ? &f->dwfl_apart : &f->dwfl;
	const char *shown = path ? path : "";

	if (fd < 0)
		return;
	*dwfl = dwfl_begin(path ? &apart : &own);

	/* base 0 plus the file's own addresses: what comes out are addresses in the file */
	Dwfl_Module *mod = *dwfl ? dwfl_report_elf(*dwfl, shown, shown, fd, 0, true) : NULL;

	if (!mod) {
		close(fd);			/* dwfl takes it only when it succeeds */
		return;
	}
	dwfl_report_end(*dwfl, NULL, NULL);

	int n = dwfl_module_getsymtab(mod);

	for (int i = 0; i < n; i++) {
		GElf_Sym sym;
		GElf_Addr addr;
		const char *name = dwfl_module_getsym_info(mod, i, &sym, &addr, NULL, NULL, NULL);

		if (name && is_func(&sym))
			add_func(f, &sym, addr, name);
	}
}

static int by_addr_name(const void *a, const void *b)
{
	const struct elf_sym *x = a, *y = b;

	if (x->addr != y->addr)
		return x->addr < y->addr ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void drop_doubles(struct elf_file *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->funcs.n; i++) {
		if (n && !by_addr_name(&f->funcs.v[n - 1], &f->funcs.v[i])) {
			f->funcs.v[n - 1].is_global |= f->funcs.v[i].is_global;
			continue;
		}
		f->funcs.v[n++] = f->funcs.v[i];
	}
	f->funcs.n = n;
}

static void sort_funcs(struct elf_file *f)
{
	if (f->funcs.n)
		qsort(f->funcs.v, f->funcs.n, sizeof(*f->funcs.v), by_addr_name);
	drop_doubles(f);
}

static void read_funcs(struct elf_file *f)
{
	Elf_Scn *scn = NULL;
	size_t names;
	bool debugdata = false, have_names = !elf_getshdrstrndx(f->elf, &names);

	while ((scn = elf_nextscn(f->elf, scn))) {
		GElf_Shdr shdr;

		if (!gelf_getshdr(scn, &shdr))
			continue;

		const char *name = have_names ? elf_strptr(f->elf, names, shdr.sh_name) : NULL;

		if (shdr.sh_type == SHT_SYMTAB || shdr.sh_type == SHT_DYNSYM)
			read_symtab(f, scn, &shdr);
		else if (name && !strcmp(name, ".gnu_debugdata"))
			debugdata = true;
	}
	if (debugdata)
		read_more_funcs(f, NULL);
	sort_funcs(f);
}

const struct elf_sym *elf_funcs(struct elf_file *f, size_t *n)
{
	if (!f->have_funcs) {
		f->have_funcs = true;
		if (f->ehdr.e_type != ET_REL)
			read_funcs(f);
	}
	*n = f->funcs.n;
	return f->funcs.v;
}

bool elf_has_symtab(struct elf_file *f)
{
	Elf_Scn *scn = NULL;

	while ((scn = elf_nextscn(f->elf, scn))) {
		GElf_Shdr shdr;

		if (gelf_getshdr(scn, &shdr) && shdr.sh_type == SHT_SYMTAB)
			return true;
	}
	return false;
}

void elf_add_debug_funcs(struct elf_file *f, const char *path)
{
	size_t n;

	if (f->have_debug_funcs)
		return;
	f->have_debug_funcs = true;
	if (f->ehdr.e_type == ET_REL || elf_has_symtab(f))
		return;
	elf_funcs(f, &n);
	read_more_funcs(f, path);
	if (f->funcs.n == n)
		return;
	sort_funcs(f);
	if (f->indexed)
		nameix_fini(&f->index);
	f->indexed = false;
}

/* a global one before a local one of the same name */
const struct elf_sym *elf_find_func(struct elf_file *f, const char *name)
{
	size_t n;
	const struct elf_sym *funcs = elf_funcs(f, &n), *found = NULL;
	uint32_t it = 0, row;

	if (!f->indexed) {
		nameix_init(&f->index, n);
		for (size_t i = 0; i < n; i++)
			nameix_add(&f->index, funcs[i].name, i);
		f->indexed = true;
	}
	while (nameix_next(&f->index, name, &it, &row)) {
		if (strcmp(funcs[row].name, name))
			continue;
		if (!found || (funcs[row].is_global && !found->is_global))
			found = &funcs[row];
	}
	return found;
}

uint64_t elf_func_size(struct elf_file *f, const struct elf_sym *sym)
{
	size_t n;
	const struct elf_sym *funcs = elf_funcs(f, &n);

	if (sym->size)
		return sym->size;
	for (size_t i = sym - funcs + 1; i < n; i++)
		if (funcs[i].addr > sym->addr)
			return funcs[i].addr - sym->addr;
	for (size_t i = 0; i < f->loads.n; i++) {
		const GElf_Phdr *ph = &f->loads.v[i];

		if (sym->addr >= ph->p_vaddr && sym->addr - ph->p_vaddr < ph->p_filesz)
			return ph->p_filesz - (sym->addr - ph->p_vaddr);
	}
	return 0;
}

/* symbols before the last one at or below an address that may still contain it: they nest rarely */
#define NEST_MAX 16

const struct elf_sym *elf_addr_func(struct elf_file *f, uint64_t addr)
{
	size_t n, lo = 0, hi;
	const struct elf_sym *funcs = elf_funcs(f, &n), *found = NULL;

	for (hi = n; lo < hi;) {
		size_t mid = (lo + hi) / 2;

		if (funcs[mid].addr <= addr)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (size_t i = lo; i-- > 0 && lo - i <= NEST_MAX;) {
		if (addr - funcs[i].addr >= elf_func_size(f, &funcs[i]))
			continue;
		if (found && found->addr != funcs[i].addr)
			break;
		/* of several names for one place, the one that others link to */
		if (!found || funcs[i].is_global >= found->is_global)
			found = &funcs[i];
	}
	return found;
}

/* ---- sections and data ---- */

const uint8_t *elf_build_id(struct elf_file *f, size_t *size)
{
	const void *id;
	ssize_t n = dwelf_elf_gnu_build_id(f->elf, &id);

	*size = n > 0 ? (size_t)n : 0;
	return n > 0 ? id : NULL;
}

const uint8_t *elf_section(struct elf_file *f, const char *name, size_t *size, uint64_t *addr)
{
	Elf_Scn *scn = NULL;
	size_t names;

	if (elf_getshdrstrndx(f->elf, &names))
		return NULL;
	while ((scn = elf_nextscn(f->elf, scn))) {
		GElf_Shdr shdr;
		const char *s = gelf_getshdr(scn, &shdr) ? elf_strptr(f->elf, names, shdr.sh_name) : NULL;

		if (!s || strcmp(s, name))
			continue;
		*addr = shdr.sh_addr;
		*size = shdr.sh_size;
		if (shdr.sh_type == SHT_NOBITS || shdr.sh_offset > f->image_size ||
		    shdr.sh_size > f->image_size - shdr.sh_offset)
			return NULL;
		return f->image + shdr.sh_offset;
	}
	return NULL;
}

static bool find_data(struct elf_file *f, Elf_Scn *scn, const GElf_Shdr *shdr, const char *name, bool tls, uint64_t *addr)
{
	Elf_Data *data = elf_getdata(scn, NULL);
	size_t n = data ? data->d_size / gelf_fsize(f->elf, ELF_T_SYM, 1, EV_CURRENT) : 0;

	for (size_t i = 0; i < n && i <= INT_MAX; i++) {
		GElf_Sym sym;
		const char *s;

		if (!gelf_getsym(data, i, &sym) || sym.st_shndx == SHN_UNDEF ||
		    (GELF_ST_TYPE(sym.st_info) == STT_TLS) != tls)
			continue;
		s = elf_strptr(f->elf, shdr->sh_link, sym.st_name);
		if (!s || strcmp(s, name))
			continue;
		*addr = sym.st_value;
		return true;
	}
	return false;
}

static bool find_in_tables(struct elf_file *f, const char *name, bool tls, uint64_t *addr)
{
	Elf_Scn *scn = NULL;

	while ((scn = elf_nextscn(f->elf, scn))) {
		GElf_Shdr shdr;

		if (gelf_getshdr(scn, &shdr) && (shdr.sh_type == SHT_SYMTAB || shdr.sh_type == SHT_DYNSYM) &&
		    find_data(f, scn, &shdr, name, tls, addr))
			return true;
	}
	return false;
}

bool elf_find_data(struct elf_file *f, const char *name, uint64_t *addr)
{
	return find_in_tables(f, name, false, addr);
}

bool elf_has_tls_data(struct elf_file *f, const char *name)
{
	uint64_t offset;

	return find_in_tables(f, name, true, &offset);
}

/* what segments share of the file belongs to the one that can be written */
static bool data_addr(struct elf_file *f, uint64_t offset, uint64_t *addr)
{
	const GElf_Phdr *found = NULL;

	for (size_t i = 0; i < f->loads.n; i++) {
		const GElf_Phdr *ph = &f->loads.v[i];

		if ((ph->p_flags & PF_X) || offset < ph->p_offset || offset - ph->p_offset >= ph->p_memsz)
			continue;
		if (!found || (ph->p_flags & PF_W))
			found = ph;
	}
	return found && !__builtin_add_overflow(offset - found->p_offset, found->p_vaddr, addr);
}

static bool data_at(struct elf_file *f, Elf_Scn *scn, const GElf_Shdr *shdr, uint64_t addr, struct elf_sym *ret)
{
	Elf_Data *data = elf_getdata(scn, NULL);
	size_t n = data ? data->d_size / gelf_fsize(f->elf, ELF_T_SYM, 1, EV_CURRENT) : 0;

	for (size_t i = 0; i < n && i <= INT_MAX; i++) {
		GElf_Sym sym;

		if (!gelf_getsym(data, i, &sym) || GELF_ST_TYPE(sym.st_info) != STT_OBJECT ||
		    sym.st_shndx == SHN_UNDEF || addr < sym.st_value || addr - sym.st_value >= sym.st_size)
			continue;
		*ret = (struct elf_sym){ .name = elf_strptr(f->elf, shdr->sh_link, sym.st_name),
					 .addr = sym.st_value, .size = sym.st_size };
		if (ret->name && *ret->name)
			return true;
	}
	return false;
}

bool elf_offset_data(struct elf_file *f, uint64_t offset, struct elf_sym *ret, uint64_t *addr)
{
	Elf_Scn *scn = NULL;

	if (!data_addr(f, offset, addr))
		return false;
	while ((scn = elf_nextscn(f->elf, scn))) {
		GElf_Shdr shdr;

		if (gelf_getshdr(scn, &shdr) && (shdr.sh_type == SHT_SYMTAB || shdr.sh_type == SHT_DYNSYM) &&
		    data_at(f, scn, &shdr, *addr, ret))
			return true;
	}
	return false;
}

/* ---- header and dynamic section ---- */

bool elf_is_dyn(struct elf_file *f)
{
	return f->ehdr.e_type == ET_DYN;
}

uint64_t elf_entry(struct elf_file *f)
{
	return f->ehdr.e_entry;
}

Elf *elf_raw(struct elf_file *f)
{
	return f->elf;
}

const char *elf_interp(struct elf_file *f)
{
	size_t n;

	if (elf_getphdrnum(f->elf, &n))
		return NULL;
	for (size_t i = 0; i < n && i <= INT_MAX; i++) {
		GElf_Phdr ph;

		if (!gelf_getphdr(f->elf, i, &ph) || ph.p_type != PT_INTERP)
			continue;
		if (!ph.p_filesz || ph.p_offset > f->image_size ||
		    ph.p_filesz > f->image_size - ph.p_offset ||
		    f->image[ph.p_offset + ph.p_filesz - 1])
			return NULL;
		return (const char *)f->image + ph.p_offset;
	}
	return NULL;
}

static void read_dyn(struct elf_file *f, size_t strings, const GElf_Dyn *dyn)
{
	f->named |= dyn->d_tag == DT_SONAME;
	f->pie |= dyn->d_tag == DT_FLAGS_1 && dyn->d_un.d_val & DF_1_PIE;
	if (dyn->d_tag != DT_NEEDED && dyn->d_tag != DT_RUNPATH && dyn->d_tag != DT_RPATH)
		return;

	const char *s = elf_strptr(f->elf, strings, dyn->d_un.d_val);

	if (!s)
		return;
	if (dyn->d_tag == DT_NEEDED)
		vec_push(NULL, &f->needed, s);
	else if (dyn->d_tag == DT_RUNPATH || !f->runpath)
		f->runpath = s;
}

static void read_dynamic(struct elf_file *f)
{
	Elf_Scn *scn = NULL;

	f->have_dynamic = true;
	while ((scn = elf_nextscn(f->elf, scn))) {
		GElf_Shdr shdr;
		GElf_Dyn dyn;
		Elf_Data *data;

		if (!gelf_getshdr(scn, &shdr) || shdr.sh_type != SHT_DYNAMIC)
			continue;
		data = elf_getdata(scn, NULL);
		for (int i = 0; data && gelf_getdyn(data, i, &dyn) && dyn.d_tag != DT_NULL; i++)
			read_dyn(f, shdr.sh_link, &dyn);
	}
}

const char *const *elf_needed(struct elf_file *f, size_t *n)
{
	if (!f->have_dynamic)
		read_dynamic(f);
	*n = f->needed.n;
	return f->needed.v;
}

const char *elf_runpath(struct elf_file *f)
{
	if (!f->have_dynamic)
		read_dynamic(f);
	return f->runpath;
}

bool elf_is_program(struct elf_file *f)
{
	if (!f->have_dynamic)
		read_dynamic(f);
	return !elf_is_dyn(f) || f->pie || (elf_interp(f) && !f->named);
}
