/*
 * cfi.c - call frame information to rows, through libdw's interpreter of it
 *
 * .eh_frame_hdr has a sorted table of all functions that .eh_frame describes; static programs may
 * lack it, then the entries are gone through. From the start of each, libdw says what holds there and up
 * to which address, and so on to the function's end. What only .debug_frame has (compiled without
 * unwind tables, with -g) is added.
 */
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "lib/arena.h"
#include "lib/cfi.h"
#include "lib/vec.h"

enum { REG_BP = 6, REG_SP = 7, ROWS_MAX = 4 << 20, FUNCS_MAX = 1 << 20 };

struct reader {
	Elf *elf;
	Dwarf_CFI *cfi;
	VEC(GElf_Phdr) loads;
	VEC(uint64_t) starts;		/* of functions; addresses, rising */
	VEC(struct cfi_row) rows;
};

/* ---- where functions begin ---- */

/* values of the table: 4 bytes, relative to the section (what every linker writes) */
static void read_table(struct reader *r, const uint8_t *hdr, size_t size, uint64_t addr)
{
	uint32_t count;

	if (size < 12 || hdr[0] != 1 || hdr[2] != DW_EH_PE_udata4 ||
	    hdr[3] != (DW_EH_PE_datarel | DW_EH_PE_sdata4))
		return;
	memcpy(&count, hdr + 8, sizeof(count));
	if (count > FUNCS_MAX || count > (size - 12) / 8)
		return;
	for (uint32_t i = 0; i < count; i++) {
		int32_t start;

		memcpy(&start, hdr + 12 + 8 * (size_t)i, sizeof(start));
		vec_push(NULL, &r->starts, addr + (uint64_t)(int64_t)start);
	}
}

static void read_headers(struct reader *r)
{
	size_t n = 0, size = 0;
	const char *image = elf_rawfile(r->elf, &size);

	if (!image || elf_getphdrnum(r->elf, &n))
		return;
	for (size_t i = 0; i < n && i < 4096; i++) {
		GElf_Phdr ph;

		if (!gelf_getphdr(r->elf, (int)i, &ph))
			continue;
		if (ph.p_type == PT_LOAD)
			vec_push(NULL, &r->loads, ph);
		else if (ph.p_type == PT_GNU_EH_FRAME && ph.p_offset <= size && ph.p_filesz <= size - ph.p_offset)
			read_table(r, (const uint8_t *)image + ph.p_offset, ph.p_filesz, ph.p_vaddr);
	}
}

static int rising(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* where an entry's function begins: relative to the place of the number in .eh_frame, else an address */
static bool entry_start(const Dwarf_FDE *fde, const Elf_Data *data, const GElf_Shdr *sh, bool eh, uint64_t *ret)
{
	size_t room = (size_t)(fde->end - fde->start);
	int32_t distance;

	if (fde->end < fde->start || room < (eh ? sizeof(distance) : sizeof(*ret)))
		return false;
	if (!eh) {
		memcpy(ret, fde->start, sizeof(*ret));
		return true;
	}
	memcpy(&distance, fde->start, sizeof(distance));
	*ret = sh->sh_addr + (uint64_t)(fde->start - (const uint8_t *)data->d_buf) + (uint64_t)(int64_t)distance;
	return true;
}

/* by a section's entries, in any order */
static void read_entries(struct reader *r, const char *section, bool eh)
{
	Elf_Scn *scn = NULL;
	size_t strings;

	if (elf_getshdrstrndx(r->elf, &strings))
		return;
	while ((scn = elf_nextscn(r->elf, scn))) {
		GElf_Shdr sh;
		const char *name = gelf_getshdr(scn, &sh) ? elf_strptr(r->elf, strings, sh.sh_name) : NULL;
		Elf_Data *data = name && !strcmp(name, section) && !(sh.sh_flags & SHF_COMPRESSED) &&
				 sh.sh_type != SHT_NOBITS ? elf_rawdata(scn, NULL) : NULL;
		Dwarf_Off at = 0, next;
		Dwarf_CFI_Entry e;
		uint64_t start;
		int got;

		while (data && data->d_buf && r->starts.n < FUNCS_MAX &&
		       (got = dwarf_next_cfi((const unsigned char *)elf_getident(r->elf, NULL), data, eh, at, &next, &e)) != 1) {
			if (!got && !dwarf_cfi_cie_p(&e) && entry_start(&e.fde, data, &sh, eh, &start))
				vec_push(NULL, &r->starts, start);
			if (next <= at || next == (Dwarf_Off)-1)
				break;
			at = next;
		}
	}
	if (r->starts.n)
		qsort(r->starts.v, r->starts.n, sizeof(*r->starts.v), rising);
}

static bool to_offset(const struct reader *r, uint64_t addr, uint32_t *ret)
{
	for (size_t i = 0; i < r->loads.n; i++) {
		const GElf_Phdr *ph = &r->loads.v[i];

		if (addr < ph->p_vaddr || addr - ph->p_vaddr >= ph->p_filesz)
			continue;

		uint64_t offset = addr - ph->p_vaddr + ph->p_offset;

		*ret = (uint32_t)offset;
		return offset <= UINT32_MAX;
	}
	return false;
}

/* ---- one state of the registers ---- */

static bool fits(int64_t n)
{
	return n > INT16_MIN && n <= INT16_MAX;
}

/* %rip + 8, shifted by a comparison of its low bits: what linkers write for the PLT */
static bool is_plt(const Dwarf_Op *ops, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ops[i].atom == DW_OP_and && i && ops[i - 1].atom == DW_OP_lit15)
			return ops[0].atom == DW_OP_breg7;
	return false;
}

static void cfa_rule(Dwarf_Frame *frame, struct cfi_row *row)
{
	Dwarf_Op *ops;
	size_t n;

	if (dwarf_frame_cfa(frame, &ops, &n) || !n)
		return;

	int64_t off = (int64_t)ops[0].number;
	bool sp = ops[0].atom == DW_OP_breg7, bp = ops[0].atom == DW_OP_breg6;

	if (ops[0].atom == DW_OP_bregx) {
		sp = ops[0].number == REG_SP;
		bp = ops[0].number == REG_BP;
		off = (int64_t)ops[0].number2;
	}
	if (n > 2 && is_plt(ops, n)) {
		row->rule = CFI_PLT;
	} else if (fits(off) && n == 1 && (sp || bp)) {
		row->rule = sp ? CFI_SP : CFI_BP;
		row->cfa = (int16_t)off;
	} else if (fits(off) && n == 2 && bp && ops[1].atom == DW_OP_deref) {
		row->rule = CFI_BP_DEREF;
		row->cfa = (int16_t)off;
	}
}

/* a register saved at an offset from the CFA, as libdw words it */
static bool saved_at(const Dwarf_Op *ops, size_t n, int64_t *ret)
{
	*ret = n > 1 ? (int64_t)ops[1].number : 0;
	return ops && n && n <= 2 && ops[0].atom == DW_OP_call_frame_cfa &&
	       (n == 1 || ops[1].atom == DW_OP_plus_uconst);
}

static void describe(Dwarf_Frame *frame, bool signal, struct cfi_row *row)
{
	Dwarf_Op mem[3], *ops;
	int64_t off;
	size_t n;
	int ra = dwarf_frame_info(frame, NULL, NULL, NULL);

	row->rule = signal ? CFI_SIGNAL : CFI_NONE;
	row->bp = CFI_BP_SAME;
	if (signal)
		return;
	if (!dwarf_frame_register(frame, ra, mem, &ops, &n) && !n && ops == mem) {
		row->rule = CFI_END;
		return;
	}
	cfa_rule(frame, row);
	if (dwarf_frame_register(frame, REG_BP, mem, &ops, &n) || !n)
		return;
	if (saved_at(ops, n, &off) && fits(off))
		row->bp = (int16_t)off;
	else
		row->rule = CFI_NONE;
}

static bool same(const struct cfi_row *a, const struct cfi_row *b)
{
	return a->rule == b->rule && a->cfa == b->cfa && a->bp == b->bp;
}

static void add_row(struct reader *r, uint64_t addr, struct cfi_row *row)
{
	if (!to_offset(r, addr, &row->at) || r->rows.n >= ROWS_MAX)
		return;
	if (r->rows.n && same(&r->rows.v[r->rows.n - 1], row))
		return;
	vec_push(NULL, &r->rows, *row);
}

/* rows from start on; where its description ends, one that says so unless another follows at once */
static void read_function(struct reader *r, uint64_t start, uint64_t next)
{
	for (uint64_t at = start; at < next;) {
		struct cfi_row row = { 0 };
		Dwarf_Addr from, end;
		Dwarf_Frame *frame;
		bool signal;

		if (dwarf_cfi_addrframe(r->cfi, at, &frame)) {
			if (at == start)
				return;
			add_row(r, at, &row);
			return;
		}
		if (dwarf_frame_info(frame, &from, &end, &signal) < 0 || end <= at) {
			free(frame);
			return;
		}
		describe(frame, signal, &row);
		free(frame);
		add_row(r, at, &row);
		at = end;
	}
}

static int by_offset(const void *a, const void *b)
{
	const struct cfi_row *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	/* an end goes before what begins there: the last one counts */
	return (x->rule != CFI_NONE) - (y->rule != CFI_NONE);
}

static void read_functions(struct reader *r, Dwarf_CFI *cfi)
{
	r->cfi = cfi;
	for (size_t i = 0; cfi && i < r->starts.n; i++)
		read_function(r, r->starts.v[i], i + 1 < r->starts.n ? r->starts.v[i + 1] : UINT64_MAX);
}

/* functions of .debug_frame that .eh_frame says nothing of */
static void read_debug_frame(struct reader *r, Dwarf_CFI *eh)
{
	Dwarf *dw = NULL;
	size_t n = 0;

	r->starts.n = 0;
	read_entries(r, ".debug_frame", false);
	for (size_t i = 0; i < r->starts.n; i++) {
		Dwarf_Frame *known = NULL;

		if (!eh || dwarf_cfi_addrframe(eh, r->starts.v[i], &known))
			r->starts.v[n++] = r->starts.v[i];
		free(known);
	}
	r->starts.n = n;
	dw = n ? dwarf_begin_elf(r->elf, DWARF_C_READ, NULL) : NULL;
	if (dw)
		read_functions(r, dwarf_getcfi(dw));
	dwarf_end(dw);
}

static long read_elf(struct reader *r, struct cfi_row **ret)
{
	Dwarf_CFI *eh = dwarf_getcfi_elf(r->elf);

	read_headers(r);
	if (!r->starts.n)
		read_entries(r, ".eh_frame", true);
	read_functions(r, eh);
	read_debug_frame(r, eh);
	if (eh)
		dwarf_cfi_end(eh);
	if (r->rows.n)
		qsort(r->rows.v, r->rows.n, sizeof(*r->rows.v), by_offset);
	*ret = r->rows.v;
	vec_fini(&r->loads);
	vec_fini(&r->starts);
	elf_end(r->elf);
	return (long)r->rows.n;
}

long cfi_read(const char *path, const void *image, size_t size, struct cfi_row **ret)
{
	struct reader r = { 0 };
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;

	*ret = NULL;
	if (path && fd < 0)
		return -errno;
	elf_version(EV_CURRENT);
	r.elf = path ? elf_begin(fd, ELF_C_READ_MMAP, NULL) : elf_memory((char *)(uintptr_t)image, size);

	long n = r.elf && elf_kind(r.elf) == ELF_K_ELF ? read_elf(&r, ret) : -ENOEXEC;

	if (n == -ENOEXEC && r.elf)
		elf_end(r.elf);
	if (fd >= 0)
		close(fd);
	return n;
}
