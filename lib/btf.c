/*
 * btf.c - the kernel's and its modules' BTF as a type_source, through libbpf's reader
 *
 * Types are converted when they are named: pointers, typedefs and arrays at once with what they
 * name, structures as empty shells whose members come with fill(). So a conversion ends at the next
 * structure, and naming task_struct costs one type.
 *
 * What a file says is not believed: a type id or name that does not exist, or a chain of types that
 * does not end, becomes void.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <bpf/btf.h>
#include "lib/arena.h"
#include "lib/btf.h"
#include "lib/ksym.h"
#include "lib/nameix.h"

/* longest chain of pointers, typedefs and arrays believed; C code has a handful */
#define MAX_CHAIN 64
/* so many look-ups by name scan the table before an index over all names pays */
#define MAX_SCANS 6

struct btf_source {
	struct type_source ts;		/* first: callers hold a pointer to it */
	struct btf *btf;
	struct btf_source *base;	/* of a module: the kernel's */
	uint32_t start, end;		/* ids that are ours */
	const struct type **types;	/* by id - start; NULL: not converted yet */
	struct nameix index;
	bool	 indexed;
	bool	 late;			/* the kernel's, not read yet: that takes 9 ms, and many scripts need no type */
	unsigned scans;
};

static const struct type *convert(struct btf_source *s, uint32_t id, unsigned depth);

static struct btf_source *source_of(struct type_source *ts)
{
	return (struct btf_source *)ts;
}

static const char *name_at(const struct btf_source *s, uint32_t offset)
{
	const char *name = btf__name_by_offset(s->btf, offset);

	return name ? name : "";
}

/* NULL when the id does not exist */
static const struct btf_type *raw_at(const struct btf_source *s, uint32_t id)
{
	return btf__type_by_id(s->btf, id);
}

static struct type *new_type(struct btf_source *s, enum type_kind kind, const char *name)
{
	struct type *t = arena_new_of(s->ts.arena, struct type);

	t->kind = kind;
	/* libbpf's strings die with its object, types with the arena */
	t->name = *name ? arena_intern(s->ts.arena, name, strlen(name)) : NULL;
	t->from_kernel = true;
	t->filled = true;
	return t;
}

static const struct type *convert_int(struct btf_source *s, const struct btf_type *raw)
{
	struct type *t = new_type(s, TY_INT, name_at(s, raw->name_off));
	unsigned encoding = btf_int_encoding(raw);

	t->size = raw->size;
	t->is_signed = encoding & BTF_INT_SIGNED;
	t->is_bool = encoding & BTF_INT_BOOL;
	t->is_char = raw->size == 1 && ((encoding & BTF_INT_CHAR) || (t->name && !strcmp(t->name, "char")));
	return t;
}

/* structs, unions, enums: the members come when they are asked for */
static const struct type *convert_shell(struct btf_source *s, const struct btf_type *raw,
					enum type_kind kind, uint32_t id)
{
	struct type *t = new_type(s, kind, name_at(s, raw->name_off));

	t->id = id;
	t->src = &s->ts;
	t->filled = false;
	t->size = raw->size;
	if (kind == TY_ENUM)
		t->is_signed = btf_kflag(raw);
	return t;
}

static const struct type *convert_fwd(struct btf_source *s, const struct btf_type *raw)
{
	struct type *t = new_type(s, btf_kflag(raw) ? TY_UNION : TY_STRUCT, name_at(s, raw->name_off));

	t->incomplete = true;
	return t;
}

static const struct type *convert_array(struct btf_source *s, const struct btf_type *raw, unsigned depth)
{
	const struct btf_array *array = btf_array(raw);
	const struct type *elem = convert(s, array->type, depth + 1);
	struct type *t = new_type(s, TY_ARRAY, "");

	t->to = elem;
	t->nelem = array->nelems;
	if (__builtin_mul_overflow(elem->size, t->nelem, &t->size))
		t->size = t->nelem = 0;
	return t;
}

static const struct type *convert_ref(struct btf_source *s, const struct btf_type *raw,
				      enum type_kind kind, unsigned depth)
{
	struct type *t = new_type(s, kind, kind == TY_TYPEDEF ? name_at(s, raw->name_off) : "");

	t->to = convert(s, raw->type, depth + 1);
	t->size = kind == TY_PTR ? btf__pointer_size(s->btf) : t->to->size;
	if (kind == TY_TYPEDEF) {
		t->is_signed = t->to->is_signed;
		t->is_char = t->to->is_char;
		t->is_bool = t->to->is_bool;
	}
	return t;
}

/*
 * Parameters at once, unlike members: nothing in C lets a prototype name itself but through a
 * structure, so this ends, and a file that says otherwise is caught by the same check as the rest.
 */
static const struct type *convert_proto(struct btf_source *s, const struct btf_type *raw, unsigned depth)
{
	struct type *t = new_type(s, TY_FUNC, "");
	const struct btf_param *params = btf_params(raw);
	size_t n = btf_vlen(raw);

	t->varargs = n && !params[n - 1].type;
	n -= t->varargs;
	t->to = convert(s, raw->type, depth + 1);
	t->members = arena_array(s->ts.arena, struct member, n);
	t->nmembers = n;
	for (size_t i = 0; i < n; i++) {
		const char *name = name_at(s, params[i].name_off);

		t->members[i].name = arena_intern(s->ts.arena, name, strlen(name));
		t->members[i].type = convert(s, params[i].type, depth + 1);
		t->members[i].offset = 8 * i;
	}
	return t;
}

static const struct type *convert_raw(struct btf_source *s, const struct btf_type *raw, uint32_t id,
				      unsigned depth)
{
	struct type *t;

	switch (btf_kind(raw)) {
	case BTF_KIND_INT:
		return convert_int(s, raw);
	case BTF_KIND_FLOAT:
		t = new_type(s, TY_FLOAT, name_at(s, raw->name_off));
		t->size = raw->size;
		return t;
	case BTF_KIND_PTR:
		return convert_ref(s, raw, TY_PTR, depth);
	case BTF_KIND_TYPEDEF:
		return convert_ref(s, raw, TY_TYPEDEF, depth);
	case BTF_KIND_ARRAY:
		return convert_array(s, raw, depth);
	case BTF_KIND_STRUCT:
		return convert_shell(s, raw, TY_STRUCT, id);
	case BTF_KIND_UNION:
		return convert_shell(s, raw, TY_UNION, id);
	case BTF_KIND_ENUM:
	case BTF_KIND_ENUM64:
		return convert_shell(s, raw, TY_ENUM, id);
	case BTF_KIND_FWD:
		return convert_fwd(s, raw);
	case BTF_KIND_FUNC_PROTO:
		return convert_proto(s, raw, depth);
	case BTF_KIND_CONST:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_RESTRICT:
	case BTF_KIND_TYPE_TAG:
	case BTF_KIND_VAR:
	case BTF_KIND_FUNC:
		return convert(s, raw->type, depth + 1);
	}
	return &type_void;	/* a kind from the future, or nothing that a value can have */
}

/* never NULL */
static const struct type *convert(struct btf_source *s, uint32_t id, unsigned depth)
{
	if (s->base && id < s->start)
		return convert(s->base, id, depth);
	if (!id || id >= s->end || depth > MAX_CHAIN)
		return &type_void;

	const struct type **slot = &s->types[id - s->start];
	const struct btf_type *raw = raw_at(s, id);

	if (*slot)
		return *slot;
	if (!raw)
		return &type_void;
	/* A type that is met again while it is converted names itself: not a type of C. */
	*slot = &type_void;
	*slot = convert_raw(s, raw, id, depth);
	return *slot;
}

/* ---- members and enumerators ---- */

/* the storage unit: as large as the declared type, aligned to its size, that holds the first bit */
static void place_bitfield(struct member *m, uint32_t bit, uint32_t bits)
{
	uint64_t unit = m->type->size ? m->type->size : 1;

	m->bit_offset = bit;
	m->bit_size = bits;
	m->offset = bit / 8 / unit * unit;
}

static void fill_member(struct btf_source *s, const struct btf_type *raw, unsigned i, struct member *m)
{
	const struct btf_member *from = &btf_members(raw)[i];
	uint32_t bit = btf_member_bit_offset(raw, i), bits = btf_member_bitfield_size(raw, i);
	const char *name = name_at(s, from->name_off);

	m->name = arena_intern(s->ts.arena, name, strlen(name));
	m->type = convert(s, from->type, 0);
	if (bits || bit % 8)
		place_bitfield(m, bit, bits ? bits : 1);
	else
		m->offset = bit / 8;
}

static void fill_sou(struct btf_source *s, const struct btf_type *raw, struct type *t)
{
	size_t n = btf_vlen(raw);

	t->members = arena_array(s->ts.arena, struct member, n);
	t->nmembers = n;
	for (unsigned i = 0; i < n; i++)
		fill_member(s, raw, i, &t->members[i]);
}

static const char *enum_value(const struct btf_source *s, const struct btf_type *raw, unsigned i,
			      int64_t *value)
{
	if (btf_is_enum64(raw)) {
		const struct btf_enum64 *e = &btf_enum64(raw)[i];

		*value = (int64_t)btf_enum64_value(e);
		return name_at(s, e->name_off);
	}

	const struct btf_enum *e = &btf_enum(raw)[i];

	*value = btf_kflag(raw) ? e->val : (int64_t)(uint32_t)e->val;
	return name_at(s, e->name_off);
}

static void fill_enum(struct btf_source *s, const struct btf_type *raw, struct type *t)
{
	size_t n = btf_vlen(raw);

	t->enums = arena_array(s->ts.arena, struct enumerator, n);
	t->nenums = n;
	for (unsigned i = 0; i < n; i++) {
		const char *name = enum_value(s, raw, i, &t->enums[i].value);

		t->enums[i].name = arena_intern(s->ts.arena, name, strlen(name));
	}
}

static void source_fill(struct type_source *ts, struct type *t)
{
	struct btf_source *s = source_of(ts);
	const struct btf_type *raw = raw_at(s, t->id);

	t->filled = true;
	if (!raw)
		return;
	if (btf_is_composite(raw))
		fill_sou(s, raw, t);
	else if (btf_is_any_enum(raw))
		fill_enum(s, raw, t);
}

/* ---- look-up by name ---- */

static bool kind_fits(const struct btf_type *raw, unsigned kind)
{
	return btf_kind(raw) == kind || (kind == BTF_KIND_ENUM && btf_is_enum64(raw));
}

static bool is(const struct btf_source *s, uint32_t id, unsigned kind, const char *name)
{
	const struct btf_type *raw = raw_at(s, id);

	return raw && kind_fits(raw, kind) && !strcmp(name_at(s, raw->name_off), name);
}

static void index_names(struct btf_source *s)
{
	nameix_init(&s->index, s->end - s->start);
	for (uint32_t id = s->start; id < s->end; id++) {
		const struct btf_type *raw = raw_at(s, id);
		const char *name = raw ? name_at(s, raw->name_off) : "";

		if (*name)
			nameix_add(&s->index, name, id - s->start);
	}
	s->indexed = true;
}

/* set the ids that are ours, now that btf is there */
static void take_ids(struct btf_source *s)
{
	s->end = btf__type_cnt(s->btf);
	s->start = s->base ? s->base->end : 0;
	s->types = xcalloc(s->end - s->start, sizeof(*s->types));
}

/* read what was put off; a kernel whose BTF cannot be read has no types */
static void open_late(struct btf_source *s)
{
	if (!s->late)
		return;
	s->late = false;
	s->btf = btf__load_vmlinux_btf();
	if (s->btf)
		take_ids(s);
}

/* id of ours, 0 when there is none */
static uint32_t own_id(struct btf_source *s, unsigned kind, const char *name)
{
	uint32_t it = 0, row;

	open_late(s);
	if (!s->indexed && s->scans++ < MAX_SCANS) {
		for (uint32_t id = s->start; id < s->end; id++)
			if (is(s, id, kind, name))
				return id;
		return 0;
	}
	if (!s->indexed)
		index_names(s);
	while (nameix_next(&s->index, name, &it, &row))
		if (is(s, s->start + row, kind, name))
			return s->start + row;
	return 0;
}

/* ours first: a module may have a structure of the same name as the kernel */
static const struct type *by_name(struct btf_source *s, unsigned kind, const char *name)
{
	for (; s; s = s->base) {
		uint32_t id = own_id(s, kind, name);

		if (id)
			return convert(s, id, 0);
	}
	return NULL;
}

static const struct type *source_find(struct type_source *ts, enum type_kind kind, const char *name)
{
	struct btf_source *s = source_of(ts);

	if (kind == TY_STRUCT)
		return by_name(s, BTF_KIND_STRUCT, name);
	if (kind == TY_UNION)
		return by_name(s, BTF_KIND_UNION, name);
	if (kind == TY_ENUM)
		return by_name(s, BTF_KIND_ENUM, name);
	if (kind == TY_TYPEDEF)
		return by_name(s, BTF_KIND_TYPEDEF, name);
	if (kind == TY_INT)
		return by_name(s, BTF_KIND_INT, name);
	if (kind == TY_FLOAT)
		return by_name(s, BTF_KIND_FLOAT, name);
	return NULL;
}

/* of this source alone: whether a function is the kernel's or the module's is the question */
static const struct type *source_func(struct type_source *ts, const char *name)
{
	struct btf_source *s = source_of(ts);
	uint32_t id = own_id(s, BTF_KIND_FUNC, name);
	const struct type *t = id ? convert(s, id, 0) : NULL;

	return t && t->kind == TY_FUNC ? t : NULL;
}

static const struct type *source_var(struct type_source *ts, const char *name)
{
	const struct type *t = by_name(source_of(ts), BTF_KIND_VAR, name);

	return t ? t : ksym_type(ts, name);
}

static int source_enumerator(struct type_source *ts, const char *name, int64_t *value,
			     const struct type **type)
{
	for (struct btf_source *s = source_of(ts); s; s = s->base) {
		open_late(s);
		for (uint32_t id = s->start; id < s->end; id++) {
			const struct btf_type *raw = raw_at(s, id);

			for (unsigned i = 0; raw && btf_is_any_enum(raw) && i < btf_vlen(raw); i++) {
				if (strcmp(enum_value(s, raw, i, value), name))
					continue;
				if (type)
					*type = convert(s, id, 0);
				return 0;
			}
		}
	}
	return -ENOENT;
}

/* ---- opening ---- */

static struct btf_source *source_empty(struct arena *a, const char *name)
{
	struct btf_source *s = xcalloc(1, sizeof(*s));

	s->ts = (struct type_source){
		.name = arena_strdup(a, name), .arena = a,
		.find = source_find, .fill = source_fill, .func = source_func, .var = source_var,
		.enumerator = source_enumerator,
	};
	return s;
}

/* takes btf, also on failure: NULL with errno as libbpf left it */
static struct type_source *source_new(struct arena *a, struct btf *btf, struct btf_source *base,
				      const char *name)
{
	if (!btf)
		return NULL;

	struct btf_source *s = source_empty(a, name);

	s->btf = btf;
	s->base = base;
	take_ids(s);
	return &s->ts;
}

struct type_source *btf_kernel(struct arena *a)
{
	if (access("/sys/kernel/btf/vmlinux", R_OK))	/* libbpf knows more places: try them now */
		return source_new(a, btf__load_vmlinux_btf(), NULL, "vmlinux");

	struct btf_source *s = source_empty(a, "vmlinux");

	s->late = true;
	return &s->ts;
}

struct type_source *btf_module(struct arena *a, struct type_source *kernel, const char *module)
{
	struct btf_source *base = source_of(kernel);

	open_late(base);
	if (!base->btf)
		return NULL;
	return source_new(a, btf__load_module_btf(module, base->btf), base, module);
}

struct type_source *btf_bytes(struct arena *a, const void *bytes, size_t n)
{
	if (n > UINT32_MAX) {
		errno = EFBIG;
		return NULL;
	}
	return source_new(a, btf__new(bytes, (uint32_t)n), NULL, "vmlinux");
}

const void *btf_bytes_read(const struct type_source *ts, size_t *n)
{
	const struct btf_source *s = (const struct btf_source *)ts;
	uint32_t size = 0;
	const void *bytes = ts && !s->late && s->btf ? btf__raw_data(s->btf, &size) : NULL;

	*n = size;
	return bytes;
}

struct type_source *btf_file(struct arena *a, const char *path)
{
	return source_new(a, btf__parse(path, NULL), NULL, path);
}

void btf_source_free(struct type_source *ts)
{
	struct btf_source *s = source_of(ts);

	if (!s)
		return;
	if (s->indexed)
		nameix_fini(&s->index);
	btf__free(s->btf);
	free(s->types);
	free(s);
}

const struct btf *btf_raw(const struct type_source *ts)
{
	open_late((struct btf_source *)(uintptr_t)ts);
	return ((const struct btf_source *)ts)->btf;
}

uint32_t btf_func_id(struct type_source *ts, const char *name)
{
	return own_id(source_of(ts), BTF_KIND_FUNC, name);
}

int btf_each_func(struct type_source *ts, int (*fn)(const char *name, void *ctx), void *ctx)
{
	struct btf_source *s = source_of(ts);

	open_late(s);
	for (uint32_t id = s->start; id < s->end; id++) {
		const struct btf_type *raw = raw_at(s, id);
		int err = raw && btf_is_func(raw) ? fn(name_at(s, raw->name_off), ctx) : 0;

		if (err)
			return err;
	}
	return 0;
}
