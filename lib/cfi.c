/*
 * cfi.c - call frame information to rows, through libdw's interpreter of it
 *
 * .eh_frame_hdr has a sorted table of all functions that .eh_frame describes; from the start of
 * each, libdw says what holds there and up to which address, and so on to the function's end.
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

	return x->at < y->at ? -1 : x->at > y->at;
}

static long read_elf(struct reader *r, struct cfi_row **ret)
{
	read_headers(r);
	r->cfi = dwarf_getcfi_elf(r->elf);
	for (size_t i = 0; r->cfi && i < r->starts.n; i++)
		read_function(r, r->starts.v[i], i + 1 < r->starts.n ? r->starts.v[i + 1] : UINT64_MAX);
	if (r->cfi)
		dwarf_cfi_end(r->cfi);
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
