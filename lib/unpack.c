/*
 * unpack.c - see unpack.h
 *
 * Everything stays where it is in the file; what is unpacked is put behind it, and the section's header is changed to
 * say so.
 */
#include <errno.h>
#include <gelf.h>
#include <string.h>
#include <unistd.h>
#include "lib/unpack.h"

/* bytes when unpacked; 0: not compressed, or not one of ours */
static uint64_t packed_size(Elf_Scn *scn, const GElf_Shdr *shdr)
{
	GElf_Chdr chdr;

	return shdr->sh_flags & SHF_COMPRESSED && gelf_getchdr(scn, &chdr) ? chdr.ch_size : 0;
}

static bool sections_wanted(Elf *elf)
{
	Elf_Scn *scn = NULL;
	uint64_t total = 0, one;
	size_t names;

	if (elf_getshdrstrndx(elf, &names))
		return false;
	while ((scn = elf_nextscn(elf, scn))) {
		GElf_Shdr shdr;
		const char *name;

		if (!gelf_getshdr(scn, &shdr))
			return false;
		name = elf_strptr(elf, names, shdr.sh_name);
		one = packed_size(scn, &shdr);
		if ((name && !strcmp(name, ".gnu_debugaltlink")) || one > UNPACK_MOST || (total += one) > UNPACK_MOST)
			return false;
	}
	return total >= UNPACK_LEAST;
}

static bool is_native(Elf *elf)
{
	const char *ident = elf ? elf_getident(elf, NULL) : NULL;

	return ident && elf_kind(elf) == ELF_K_ELF && ident[EI_CLASS] == ELFCLASS64 && ident[EI_DATA] == ELFDATA2LSB;
}

bool unpack_wanted(int fd)
{
	elf_version(EV_CURRENT);

	Elf *elf = elf_begin(fd, ELF_C_READ_MMAP_PRIVATE, NULL);
	bool wanted = is_native(elf) && sections_wanted(elf);

	elf_end(elf);
	return wanted;
}

static int put(int fd, const void *bytes, size_t n, uint64_t at)
{
	for (size_t done = 0; done < n;) {
		ssize_t r = pwrite(fd, (const char *)bytes + done, n - done, (off_t)(at + done));

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			return r ? -errno : -EIO;
		done += (size_t)r;
	}
	return 0;
}

/* one section to the file's end, and its header; *end moves */
static int put_unpacked(Elf_Scn *scn, int to, uint64_t header_at, uint64_t *end)
{
	GElf_Shdr shdr;
	Elf_Data *data = elf_compress(scn, 0, 0) < 0 ? NULL : elf_rawdata(scn, NULL);
	int err;

	if (!data || !gelf_getshdr(scn, &shdr))
		return -EIO;
	*end = (*end + 15) & ~15ULL;
	/* libelf's header says all of it but where it lies now */
	Elf64_Shdr h = {
		.sh_name = shdr.sh_name, .sh_type = shdr.sh_type, .sh_flags = shdr.sh_flags, .sh_addr = shdr.sh_addr,
		.sh_offset = *end, .sh_size = data->d_size, .sh_link = shdr.sh_link, .sh_info = shdr.sh_info,
		.sh_addralign = shdr.sh_addralign, .sh_entsize = shdr.sh_entsize,
	};
	err = put(to, data->d_buf, data->d_size, *end);
	*end += data->d_size;
	return err ? err : put(to, &h, sizeof(h), header_at);
}

static int write_file(Elf *elf, int to)
{
	size_t size = 0;
	const char *image = elf_rawfile(elf, &size);
	uint64_t end = size;
	GElf_Ehdr ehdr;
	Elf_Scn *scn = NULL;
	int err = image && gelf_getehdr(elf, &ehdr) ? put(to, image, size, 0) : -ENOEXEC;

	while (!err && (scn = elf_nextscn(elf, scn))) {
		GElf_Shdr shdr;
		uint64_t header_at = ehdr.e_shoff + elf_ndxscn(scn) * sizeof(Elf64_Shdr);

		if (!gelf_getshdr(scn, &shdr) || packed_size(scn, &shdr) > UNPACK_MOST)
			err = -ENOEXEC;
		else if (packed_size(scn, &shdr))
			err = put_unpacked(scn, to, header_at, &end);
	}
	return err;
}

int unpack_write(int from, int to)
{
	elf_version(EV_CURRENT);

	Elf *elf = elf_begin(from, ELF_C_READ_MMAP_PRIVATE, NULL);
	int err = is_native(elf) ? write_file(elf, to) : -ENOEXEC;

	elf_end(elf);
	return err;
}
