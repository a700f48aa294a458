/*
 * core_btf.c - of the kernel's BTF, only what an object's CO-RE relocations look at
 *
 * A relocation names a type of the object and a path of member numbers. The path is followed in
 * the kernel's types by the members' names, as libbpf will do it, and what it touches is marked;
 * then a BTF is written with the marked members alone, at their places. Anything but members'
 * places, sizes and existence, and any type that the kernel's own BTF lacks (a module's), is left
 * to libbpf and the whole BTF.
 * Source: Documentation/bpf/llvm_reloc.rst and btf.rst of the kernel, "CO-RE relocations".
 */
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <errno.h>
#include <gelf.h>
#include <linux/bpf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "bpf/cc.h"
#include "bpf/core_btf.h"
#include "lib/arena.h"
#include "lib/map.h"
#include "lib/vec.h"

enum { FIELD_KIND_LAST = 5 /* BPF_CORE_FIELD_RSHIFT_U64 */, DEPTH_MAX = 16 };

struct relo { uint32_t insn_off, type_id, access_off, kind; };	/* struct bpf_core_relo */

struct ext_head {			/* struct btf_ext_header */
	uint16_t magic;
	uint8_t	 version, flags;
	uint32_t hdr_len, func_off, func_len, line_off, line_len, relo_off, relo_len;
};

struct mark {				/* a struct or union of the kernel's */
	uint32_t id;
	uint32_t made;			/* its id in the new BTF; 0: not yet */
	bool	*member;
};

struct maker {
	struct arena *arena;
	struct btf *local, *kernel, *out;
	struct map *marks;		/* kernel id to struct mark */
	VEC(struct relo) relos;
	VEC(uint32_t) candidates;	/* kernel ids for the type that is looked at */
};

/* ---- the object's relocations ---- */

struct sections {
	Elf_Data *btf, *ext;
	bool all;		/* it is hung on typed things: libbpf needs all types to find them */
};

static bool is_typed(const char *section)
{
	static const char *const kinds[] = { "tp_btf", "fentry", "fexit", "fmod_ret", "lsm", "iter", ".ksyms" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!strncmp(section, kinds[i], strlen(kinds[i])))
			return true;
	return false;
}

static struct sections find_sections(Elf *elf)
{
	struct sections ret = { 0 };
	size_t names;
	Elf_Scn *scn = NULL;

	if (elf_getshdrstrndx(elf, &names))
		return ret;
	while ((scn = elf_nextscn(elf, scn))) {
		GElf_Shdr sh;
		const char *name = gelf_getshdr(scn, &sh) ? elf_strptr(elf, names, sh.sh_name) : NULL;

		if (name && !strcmp(name, ".BTF"))
			ret.btf = elf_getdata(scn, NULL);
		else if (name && !strcmp(name, ".BTF.ext"))
			ret.ext = elf_getdata(scn, NULL);
		ret.all |= name && is_typed(name);
	}
	return ret;
}

/* a size of records, then for each section of code its name, their number and themselves */
static int read_relos(struct maker *m, const Elf_Data *ext)
{
	struct ext_head h;
	uint32_t rec_size, head[2];

	if (ext->d_size < sizeof(h))
		return -EINVAL;
	memcpy(&h, ext->d_buf, sizeof(h));
	if (h.hdr_len < sizeof(h) || h.relo_len < 4)
		return -ENOENT;
	if (h.hdr_len > ext->d_size || h.relo_off > ext->d_size - h.hdr_len ||
	    h.relo_len > ext->d_size - h.hdr_len - h.relo_off)
		return -EINVAL;
	const uint8_t *p = (const uint8_t *)ext->d_buf + h.hdr_len + h.relo_off, *end = p + h.relo_len;

	memcpy(&rec_size, p, 4);
	if (rec_size < sizeof(struct relo))
		return -EINVAL;
	for (p += 4; end - p >= 8;) {
		memcpy(head, p, 8);
		p += 8;
		if (head[1] > (size_t)(end - p) / rec_size)
			return -EINVAL;
		for (uint32_t i = 0; i < head[1]; i++, p += rec_size) {
			struct relo r;

			memcpy(&r, p, sizeof(r));
			vec_push(m->arena, &m->relos, r);
		}
	}
	return m->relos.n ? 0 : -ENOENT;
}

/* ---- following a path in both ---- */

static const struct btf_type *stripped(const struct btf *btf, uint32_t *id)
{
	const struct btf_type *t = btf__type_by_id(btf, *id);

	while (t && (btf_is_mod(t) || btf_is_typedef(t))) {
		*id = t->type;
		t = btf__type_by_id(btf, *id);
	}
	return t;
}

static struct mark *mark_of(struct maker *m, uint32_t id)
{
	struct mark *mark = map_getn(m->marks, &id, sizeof(id));

	if (mark)
		return mark;
	mark = arena_new_of(m->arena, struct mark);
	mark->id = id;
	mark->member = arena_array(m->arena, bool, btf_vlen(btf__type_by_id(m->kernel, id)) + 1u);
	map_putn(m->marks, &id, sizeof(id), mark);
	return mark;
}

/* the member of that name, also inside anonymous ones; its type's id, 0: none. Marks the way */
static uint32_t mark_member(struct maker *m, uint32_t id, const char *name, unsigned depth)
{
	const struct btf_type *t = stripped(m->kernel, &id);

	if (!t || !btf_is_composite(t) || depth > DEPTH_MAX)
		return 0;
	for (uint32_t i = 0; i < btf_vlen(t); i++) {
		const struct btf_member *mem = btf_members(t) + i;
		const char *its = btf__name_by_offset(m->kernel, mem->name_off);
		uint32_t found = !*its ? mark_member(m, mem->type, name, depth + 1) :
				 strcmp(its, name) ? 0 : mem->type;

		if (found) {
			mark_of(m, id)->member[i] = true;
			return found;
		}
	}
	return 0;
}

/* one number of the path: an element of an array, or a member, whose name then leads on in the kernel's type */
static bool mark_step(struct maker *m, uint32_t *local, uint32_t *kernel, uint32_t at)
{
	const struct btf_type *t = stripped(m->local, local), *k = stripped(m->kernel, kernel);

	if (t && k && btf_is_array(t) && btf_is_array(k)) {
		*local = btf_array(t)->type;
		*kernel = btf_array(k)->type;
		return true;
	}
	if (!t || !btf_is_composite(t) || at >= btf_vlen(t))
		return false;
	const struct btf_member *mem = btf_members(t) + at;
	const char *name = btf__name_by_offset(m->local, mem->name_off);

	*local = mem->type;
	if (!*name)		/* the next number is a member of it, which the kernel may have elsewhere */
		return true;
	*kernel = mark_member(m, *kernel, name, 0);
	return *kernel;
}

/* false: the kernel has no such thing there (which a relocation may be asking) */
static void mark_path(struct maker *m, uint32_t local, uint32_t kernel, const char *path)
{
	char *end;

	mark_of(m, kernel);
	strtoul(path, &end, 10);	/* the pointer's own index */
	while (*end == ':') {
		unsigned long at = strtoul(end + 1, &end, 10);

		if (at > UINT32_MAX || !mark_step(m, &local, &kernel, (uint32_t)at))
			return;
	}
}

/* names match without what follows three underscores (libbpf's flavours) */
static size_t essential(const char *name)
{
	const char *flavour = strstr(name, "___");

	return flavour && flavour != name ? (size_t)(flavour - name) : strlen(name);
}

/* the kernel's types that may be meant: all of that name and kind, libbpf tells them apart */
static void find_candidates(struct maker *m, const struct btf_type *t)
{
	const char *name = btf__name_by_offset(m->local, t->name_off);
	size_t len = essential(name);
	uint32_t n = len ? btf__type_cnt(m->kernel) : 0;

	m->candidates.n = 0;
	for (uint32_t id = 1; id < n; id++) {
		const struct btf_type *k = btf__type_by_id(m->kernel, id);

		if (btf_kind(k) != btf_kind(t))
			continue;
		const char *its = btf__name_by_offset(m->kernel, k->name_off);

		if (!strncmp(its, name, len) && !its[len])
			vec_push(m->arena, &m->candidates, id);
	}
}

static bool mark_relo(struct maker *m, const struct relo *r, bool same_type)
{
	uint32_t local = r->type_id;
	const struct btf_type *t = stripped(m->local, &local);
	const char *path = btf__str_by_offset(m->local, r->access_off);

	if (r->kind > FIELD_KIND_LAST || !t || !btf_is_composite(t) || !path)
		return false;
	if (!same_type)
		find_candidates(m, t);
	for (size_t i = 0; i < m->candidates.n; i++)
		mark_path(m, local, m->candidates.v[i], path);
	return m->candidates.n;
}

/* relocations of one type stand together: the search through all types is made once for them */
static int by_type(const void *a, const void *b)
{
	const struct relo *x = a, *y = b;

	return x->type_id != y->type_id ? x->type_id < y->type_id ? -1 : 1 :
	       x->access_off < y->access_off ? -1 : x->access_off > y->access_off;
}

static bool mark_all(struct maker *m)
{
	qsort(m->relos.v, m->relos.n, sizeof(*m->relos.v), by_type);
	for (size_t i = 0; i < m->relos.n; i++) {
		const struct relo *r = &m->relos.v[i];

		if (i && !by_type(r, r - 1) && r->kind <= FIELD_KIND_LAST)
			continue;
		if (!mark_relo(m, r, i && r[-1].type_id == r->type_id))
			return false;
	}
	return true;
}

/* ---- writing what is marked ---- */

static int make_type(struct maker *m, uint32_t id, unsigned depth);

static int make_composite(struct maker *m, const struct btf_type *t, uint32_t id, unsigned depth)
{
	struct mark *mark = map_getn(m->marks, &id, sizeof(id));
	const char *name = btf__name_by_offset(m->kernel, t->name_off);
	uint32_t n = mark && !mark->made ? btf_vlen(t) : 0;
	int *types = n ? arena_array(m->arena, int, n) : NULL;

	if (mark && mark->made)
		return (int)mark->made;
	for (uint32_t i = 0; i < n; i++) {
		types[i] = mark->member[i] ? make_type(m, btf_members(t)[i].type, depth + 1) : 0;
		if (types[i] < 0)
			return types[i];
	}
	int made = btf_is_union(t) ? btf__add_union(m->out, name, t->size) :
				     btf__add_struct(m->out, name, t->size);

	for (uint32_t i = 0; i < n && made > 0; i++) {
		const struct btf_member *mem = btf_members(t) + i;

		if (types[i] && btf__add_field(m->out, btf__name_by_offset(m->kernel, mem->name_off), types[i],
					       btf_member_bit_offset(t, i), btf_member_bitfield_size(t, i)))
			return -EINVAL;
	}
	if (mark && made > 0)
		mark->made = (uint32_t)made;
	return made;
}

static int make_array(struct maker *m, const struct btf_type *t, unsigned depth)
{
	int elem = make_type(m, btf_array(t)->type, depth + 1);
	int index = elem < 0 ? elem : btf__add_int(m->out, "__ARRAY_SIZE_TYPE__", 4, 0);

	return index < 0 ? index : btf__add_array(m->out, index, elem, btf_array(t)->nelems);
}

/* as much of a type as libbpf looks at: its kind, its size, the marked members */
static int make_type(struct maker *m, uint32_t id, unsigned depth)
{
	const struct btf_type *t = stripped(m->kernel, &id);
	const char *name = t ? btf__name_by_offset(m->kernel, t->name_off) : NULL;

	if (!t || depth > 4 * DEPTH_MAX)
		return -EINVAL;
	switch (btf_kind(t)) {
	case BTF_KIND_INT:
		return btf__add_int(m->out, *name ? name : "int", t->size, btf_int_encoding(t));
	case BTF_KIND_FLOAT:
		return btf__add_float(m->out, name, t->size);
	case BTF_KIND_PTR:
		return btf__add_ptr(m->out, 0);
	case BTF_KIND_ENUM:
	case BTF_KIND_ENUM64:
		return btf__add_enum(m->out, name, t->size);
	case BTF_KIND_ARRAY:
		return make_array(m, t, depth);
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		return make_composite(m, t, id, depth);
	default:
		return -EINVAL;
	}
}

static int make_all(struct maker *m)
{
	const void *key;
	void *value;
	size_t n, it = 0;

	m->out = btf__new_empty();
	if (!m->out)
		return -errno;
	while (map_next(m->marks, &it, &key, &n, &value)) {
		int id = make_type(m, ((struct mark *)value)->id, 0);

		if (id < 0)
			return id;
	}
	return 0;
}

/* ---- the whole ---- */

static int make(struct maker *m, Elf *elf)
{
	struct sections s = find_sections(elf);

	if (!s.btf || !s.ext || s.all)
		return -ENOENT;
	int err = read_relos(m, s.ext);

	if (err)
		return err;
	m->local = btf__new(s.btf->d_buf, (uint32_t)s.btf->d_size);
	m->kernel = m->local ? btf__load_vmlinux_btf() : NULL;
	if (!m->kernel)
		return -errno;
	return mark_all(m) ? make_all(m) : -EOPNOTSUPP;
}

static int file_of(const void *data, size_t size)
{
	int fd = memfd_create("sonde-btf", MFD_CLOEXEC);

	if (fd >= 0 && write(fd, data, size) != (ssize_t)size) {
		close(fd);
		return -EIO;
	}
	return fd < 0 ? -errno : fd;
}

/* the object, and the kernel that it is to be placed in */
static struct cc_key key_of(const void *obj, size_t size)
{
	struct cc_hash h;
	struct utsname un;
	struct stat st = { 0 };

	uname(&un);
	stat("/sys/kernel/btf/vmlinux", &st);
	cc_hash_init(&h);
	cc_hash_add(&h, "core btf", 8);
	cc_hash_add(&h, un.release, strlen(un.release) + 1);
	cc_hash_add(&h, un.version, strlen(un.version) + 1);
	cc_hash_add(&h, &st.st_size, sizeof(st.st_size));
	cc_hash_add(&h, obj, size);
	return cc_hash_end(&h);
}

static int make_file(const void *obj, size_t size, const struct cc_key *keep)
{
	struct maker m = { .arena = arena_new(), .marks = map_new() };
	uint32_t len;

	elf_version(EV_CURRENT);
	Elf *elf = elf_memory((char *)(uintptr_t)obj, size);
	int err = elf ? make(&m, elf) : -EINVAL;
	const void *raw = err ? NULL : btf__raw_data(m.out, &len);

	if (keep)	/* that nothing can be made is worth knowing too */
		cc_cache_put(keep, 0, raw ? raw : "", raw ? len : 0);
	if (raw)
		err = file_of(raw, len);
	btf__free(m.out);
	btf__free(m.kernel);
	btf__free(m.local);
	elf_end(elf);
	map_free(m.marks);
	arena_free(m.arena);
	return err || raw ? err : -ENOMEM;
}

int core_btf(const void *obj, size_t size, bool cache)
{
	struct cc_key key = key_of(obj, size);
	void *kept;
	size_t len;

	if (!cache || cc_cache_get(&key, 0, &kept, &len))
		return make_file(obj, size, cache ? &key : NULL);
	int fd = len ? file_of(kept, len) : -ENOENT;

	free(kept);
	return fd;
}
