/*
 * split.c - see split.h
 */
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "lib/buf.h"
#include "lib/split.h"
#include "lib/vec.h"

enum { MOST_BYTES = 128 << 20 };	/* of one unit with its types */

/* the columns of an index; TYPES is of version 2 only, RNGLISTS of version 5 */
enum { COL_INFO = 1, COL_TYPES, COL_ABBREV, COL_LINE, COL_LOC, COL_STR_OFFSETS, COL_MAC, COL_RNGLISTS, NCOLS };

static const char *const names[2][NCOLS] = {
	{ [COL_INFO] = ".debug_info.dwo", [COL_TYPES] = ".debug_types.dwo", [COL_ABBREV] = ".debug_abbrev.dwo",
	  [COL_LINE] = ".debug_line.dwo", [COL_LOC] = ".debug_loc.dwo", [COL_STR_OFFSETS] = ".debug_str_offsets.dwo" },
	{ [COL_INFO] = ".debug_info.dwo", [COL_ABBREV] = ".debug_abbrev.dwo", [COL_LINE] = ".debug_line.dwo",
	  [COL_LOC] = ".debug_loclists.dwo", [COL_STR_OFFSETS] = ".debug_str_offsets.dwo",
	  [COL_RNGLISTS] = ".debug_rnglists.dwo" },
};

struct bytes { const uint8_t *p; uint64_t n; };

struct index {
	unsigned version;		/* 2 or 5; 0: none */
	uint32_t ncols, nunits, nslots;
	const uint8_t *ids, *rows, *columns, *offsets, *sizes;
};

struct type_row { uint64_t beside; uint32_t row; };	/* where the string offsets of its .dwo file are */

struct split_pack {
	int	     fd;
	Elf	    *elf;
	struct index cu, tu;
	struct bytes sections[NCOLS], strings;
	VEC(struct type_row) types;	/* by beside */
};

/* ---- reading ---- */

static uint32_t u32(const uint8_t *p)
{
	uint32_t n;

	memcpy(&n, p, sizeof(n));
	return n;
}

static uint64_t u64(const uint8_t *p)
{
	uint64_t n;

	memcpy(&n, p, sizeof(n));
	return n;
}

static struct bytes part(struct bytes of, uint64_t at, uint64_t n)
{
	return at <= of.n && n <= of.n - at ? (struct bytes){ of.p + at, n } : (struct bytes){ 0 };
}

static struct bytes contents(Elf_Scn *scn)
{
	GElf_Shdr shdr;
	GElf_Chdr chdr;

	if (!gelf_getshdr(scn, &shdr))
		return (struct bytes){ 0 };
	if (shdr.sh_flags & SHF_COMPRESSED &&
	    (!gelf_getchdr(scn, &chdr) || chdr.ch_size > MOST_BYTES || elf_compress(scn, 0, 0) < 0))
		return (struct bytes){ 0 };
	Elf_Data *d = elf_rawdata(scn, NULL);

	return d && d->d_buf ? (struct bytes){ d->d_buf, d->d_size } : (struct bytes){ 0 };
}

/* the next section of a name, from scn on */
static Elf_Scn *next_named(Elf *elf, Elf_Scn *scn, const char *name)
{
	size_t strings;
	GElf_Shdr shdr;

	if (elf_getshdrstrndx(elf, &strings))
		return NULL;
	while ((scn = elf_nextscn(elf, scn))) {
		const char *s = gelf_getshdr(scn, &shdr) ? elf_strptr(elf, strings, shdr.sh_name) : NULL;

		if (s && !strcmp(s, name))
			return scn;
	}
	return NULL;
}

static struct bytes section(Elf *elf, const char *name)
{
	Elf_Scn *scn = next_named(elf, NULL, name);

	return scn ? contents(scn) : (struct bytes){ 0 };
}

static bool read_index(struct bytes b, struct index *ret)
{
	struct bytes ids, rows, table;

	if (b.n < 16)
		return false;
	*ret = (struct index){ .version = u32(b.p) & 0xffff, .ncols = u32(b.p + 4), .nunits = u32(b.p + 8),
			       .nslots = u32(b.p + 12) };
	if ((ret->version != 2 && ret->version != 5) || !ret->ncols || ret->ncols >= 2 * NCOLS)
		return false;
	ids = part(b, 16, 8ULL * ret->nslots);
	rows = part(b, 16 + ids.n, 4ULL * ret->nslots);
	table = part(b, 16 + ids.n + rows.n, 4ULL * ret->ncols * (1 + 2ULL * ret->nunits));
	ret->ids = ids.p;
	ret->rows = rows.p;
	ret->columns = table.p;
	ret->offsets = table.p + 4ULL * ret->ncols;
	ret->sizes = ret->offsets + 4ULL * ret->ncols * ret->nunits;
	return ids.p && rows.p && table.p;
}

/* what a row (1 is the first) has of a column's section */
static struct bytes share(const struct split_pack *p, const struct index *x, uint32_t row, unsigned column, uint64_t *at)
{
	for (uint32_t i = 0; row && row <= x->nunits && i < x->ncols; i++) {
		uint64_t cell = 4 * ((uint64_t)(row - 1) * x->ncols + i);

		if (u32(x->columns + 4ULL * i) != column)
			continue;
		*at = u32(x->offsets + cell);
		return part(p->sections[column], *at, u32(x->sizes + cell));
	}
	*at = UINT64_MAX;
	return (struct bytes){ 0 };
}

static uint32_t find_row(const struct index *x, uint64_t id)
{
	uint32_t mask = x->nslots - 1, slot = (uint32_t)id & mask, step = ((uint32_t)(id >> 32) & mask) | 1;

	if (!x->nslots || x->nslots & mask)
		return 0;
	for (uint32_t i = 0; i < x->nslots; i++, slot = (slot + step) & mask) {
		uint32_t row = u32(x->rows + 4ULL * slot);

		if (!row || u64(x->ids + 8ULL * slot) == id)
			return row;
	}
	return 0;
}

/* ---- writing ---- */

struct image {
	int	   fd;
	uint64_t   end;
	struct buf names;
	VEC(Elf64_Shdr) headers;
	bool	   failed;
};

static void put(struct image *im, const void *p, uint64_t n)
{
	if (im->end + n > MOST_BYTES)
		im->failed = true;
	for (uint64_t done = 0; done < n && !im->failed;) {
		ssize_t r = pwrite(im->fd, (const char *)p + done, n - done, (off_t)(im->end + done));

		im->failed = r <= 0;
		done += r > 0 ? (uint64_t)r : 0;
	}
	im->end += n;
}

static void begin_section(struct image *im, const char *name)
{
	Elf64_Shdr h = { .sh_name = (Elf64_Word)im->names.len, .sh_type = SHT_PROGBITS, .sh_addralign = 1 };

	buf_add(&im->names, name, strlen(name) + 1);
	h.sh_offset = im->end;
	vec_push(NULL, &im->headers, h);
}

static void end_section(struct image *im)
{
	vec_last(&im->headers).sh_size = im->end - vec_last(&im->headers).sh_offset;
	if (!vec_last(&im->headers).sh_size)
		im->headers.n--;
}

static void put_section(struct image *im, const char *name, struct bytes b)
{
	if (!b.n)
		return;
	begin_section(im, name);
	put(im, b.p, b.n);
	end_section(im);
}

static bool image_begin(struct image *im)
{
	*im = (struct image){ .fd = memfd_create("sonde-dwo", MFD_CLOEXEC), .end = sizeof(Elf64_Ehdr), .names = BUF_INIT };
	vec_push(NULL, &im->headers, (Elf64_Shdr){ 0 });
	buf_putc(&im->names, '\0');
	return im->fd >= 0;
}

/* returns the descriptor, or -errno */
static int image_end(struct image *im)
{
	begin_section(im, ".shstrtab");
	vec_last(&im->headers).sh_type = SHT_STRTAB;
	put(im, im->names.s, im->names.len);
	end_section(im);
	im->end = (im->end + 7) & ~7ULL;

	Elf64_Ehdr e = {
		.e_ident = { ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB, EV_CURRENT }, .e_type = ET_REL,
		.e_machine = EM_X86_64, .e_version = EV_CURRENT, .e_shoff = im->end, .e_ehsize = sizeof(Elf64_Ehdr),
		.e_shentsize = sizeof(Elf64_Shdr), .e_shnum = (Elf64_Half)im->headers.n,
		.e_shstrndx = (Elf64_Half)(im->headers.n - 1),
	};
	put(im, im->headers.v, im->headers.n * sizeof(*im->headers.v));
	im->failed |= pwrite(im->fd, &e, sizeof(e), 0) != (ssize_t)sizeof(e);
	vec_fini(&im->headers);
	buf_fini(&im->names);
	if (!im->failed)
		return im->fd;
	close(im->fd);
	return -EIO;
}

/* ---- .dwp ---- */

static int by_beside(const void *a, const void *b)
{
	const struct type_row *x = a, *y = b;

	return x->beside < y->beside ? -1 : x->beside > y->beside;
}

static bool read_pack(struct split_pack *p)
{
	if (!p->elf || elf_kind(p->elf) != ELF_K_ELF || gelf_getclass(p->elf) != ELFCLASS64 ||
	    !read_index(section(p->elf, ".debug_cu_index"), &p->cu))
		return false;
	for (unsigned i = 0; i < NCOLS; i++)
		if (names[p->cu.version == 5][i])
			p->sections[i] = section(p->elf, names[p->cu.version == 5][i]);
	p->strings = section(p->elf, ".debug_str.dwo");
	if (!read_index(section(p->elf, ".debug_tu_index"), &p->tu) || p->tu.version != p->cu.version)
		p->tu = (struct index){ 0 };
	for (uint32_t i = 1; i <= p->tu.nunits; i++) {
		struct type_row r = { .row = i };

		share(p, &p->tu, i, COL_STR_OFFSETS, &r.beside);
		vec_push(NULL, &p->types, r);
	}
	if (p->types.n)
		qsort(p->types.v, p->types.n, sizeof(*p->types.v), by_beside);
	return true;
}

struct split_pack *split_pack_open(const char *path)
{
	struct split_pack *p = xcalloc(1, sizeof(*p));

	elf_version(EV_CURRENT);
	p->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (p->fd >= 0)
		p->elf = elf_begin(p->fd, ELF_C_READ_MMAP_PRIVATE, NULL);
	if (p->fd >= 0 && read_pack(p))
		return p;
	if (p->fd >= 0)
		errno = ENOEXEC;
	int err = errno;

	split_pack_close(p);
	errno = err;
	return NULL;
}

void split_pack_close(struct split_pack *p)
{
	if (!p)
		return;
	vec_fini(&p->types);
	elf_end(p->elf);
	if (p->fd >= 0)
		close(p->fd);
	free(p);
}

/* the unit, then types of the same file: their numbers of abbreviations and strings are the same */
static void put_units(struct image *im, const struct split_pack *p, uint32_t row, unsigned column)
{
	uint64_t at, beside;
	struct bytes own = share(p, &p->cu, row, column, &at);
	size_t low = 0, high = p->types.n;

	share(p, &p->cu, row, COL_STR_OFFSETS, &beside);
	begin_section(im, names[p->cu.version == 5][column]);
	put(im, own.p, own.n);
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (p->types.v[middle].beside < beside)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < p->types.n && p->types.v[low].beside == beside && beside != UINT64_MAX; low++) {
		struct bytes type = share(p, &p->tu, p->types.v[low].row, column, &at);

		put(im, type.p, type.n);
	}
	end_section(im);
}

/* a pack's strings are those of all files: the ones of this unit, and their offsets anew */
static void put_strings(struct image *im, const struct split_pack *p, uint32_t row)
{
	uint64_t at, head = p->cu.version == 5 ? 8 : 0;
	struct bytes offsets = share(p, &p->cu, row, COL_STR_OFFSETS, &at);
	struct buf table = BUF_INIT, text = BUF_INIT;

	if (offsets.n < head)
		return;
	buf_add(&table, offsets.p, head);
	for (uint64_t i = head; i + 4 <= offsets.n && text.len < MOST_BYTES; i += 4) {
		uint64_t from = u32(offsets.p + i), left = from < p->strings.n ? p->strings.n - from : 0;
		const char *s = left ? (const char *)p->strings.p + from : "";
		uint32_t to = (uint32_t)text.len;

		buf_add(&table, &to, sizeof(to));
		buf_add(&text, s, left ? strnlen(s, left) : 0);
		buf_putc(&text, '\0');
	}
	put_section(im, names[0][COL_STR_OFFSETS], (struct bytes){ (uint8_t *)table.s, table.len });
	put_section(im, ".debug_str.dwo", (struct bytes){ (uint8_t *)text.s, text.len });
	buf_fini(&table);
	buf_fini(&text);
}

int split_pack_unit(struct split_pack *p, uint64_t id)
{
	uint32_t row = find_row(&p->cu, id);
	struct image im;
	uint64_t at;

	if (!row)
		return -ENOENT;
	if (!image_begin(&im))
		return -errno;
	for (unsigned i = 0; i < NCOLS; i++) {
		const char *name = names[p->cu.version == 5][i];

		if (i == COL_INFO || (i == COL_TYPES && name))
			put_units(&im, p, row, i);
		else if (name && i != COL_STR_OFFSETS)
			put_section(&im, name, share(p, &p->cu, row, i, &at));
	}
	put_strings(&im, p, row);
	return image_end(&im);
}

uint64_t split_pack_id(const struct split_pack *p, size_t n)
{
	for (uint32_t i = 0; i < p->cu.nslots; i++)
		if (u32(p->cu.rows + 4ULL * i) && !n--)
			return u64(p->cu.ids + 8ULL * i);
	return 0;
}

/* ---- .dwo ---- */

static bool is_manifold(Elf *elf, const char *name)
{
	Elf_Scn *scn = next_named(elf, NULL, name);

	return scn && next_named(elf, scn, name);
}

static void join_section(struct image *im, Elf *elf, const char *name)
{
	Elf_Scn *scn = next_named(elf, NULL, name);

	if (!scn)
		return;
	begin_section(im, name);
	for (; scn; scn = next_named(elf, scn, name)) {
		struct bytes b = contents(scn);

		put(im, b.p, b.n);
	}
	end_section(im);
}

static int join(Elf *elf)
{
	static const char *const all[] = {
		".debug_info.dwo", ".debug_types.dwo", ".debug_abbrev.dwo", ".debug_line.dwo", ".debug_loc.dwo",
		".debug_loclists.dwo", ".debug_rnglists.dwo", ".debug_str_offsets.dwo", ".debug_str.dwo",
	};
	struct image im;

	if (elf_kind(elf) != ELF_K_ELF || gelf_getclass(elf) != ELFCLASS64)
		return -ENOEXEC;
	if (!is_manifold(elf, all[0]) && !is_manifold(elf, all[1]))
		return -ENOENT;
	if (!image_begin(&im))
		return -errno;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		join_section(&im, elf, all[i]);
	return image_end(&im);
}

int split_join(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), ret;
	Elf *elf;

	if (fd < 0)
		return -errno;
	elf_version(EV_CURRENT);
	elf = elf_begin(fd, ELF_C_READ_MMAP_PRIVATE, NULL);
	ret = elf ? join(elf) : -ENOEXEC;
	elf_end(elf);
	close(fd);
	return ret;
}
