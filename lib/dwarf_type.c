/*
 * dwarf_type.c - DWARF types as a type_source, and as SystemTap spells them
 *
 * Types are converted when they are named: structures as empty shells whose members come with
 * fill(), so a conversion ends at the next structure. const and volatile are of no use to a script
 * and are dropped; a listing shows them.
 */
#include <errno.h>
#include <string.h>
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/dwarf_int.h"
#include "lib/map.h"

static const struct type *convert(struct dwarf_file *f, Dwarf_Die *die, unsigned depth);

static struct dwarf_file *file_of(struct type_source *ts)
{
	return (struct dwarf_file *)ts;
}

static uint64_t number(Dwarf_Die *die, unsigned attr, uint64_t otherwise)
{
	Dwarf_Attribute a;
	Dwarf_Word n;

	return dwarf_attr_integrate(die, attr, &a) && !dwarf_formudata(&a, &n) ? n : otherwise;
}

static struct type *new_type(struct dwarf_file *f, enum type_kind kind, Dwarf_Die *die)
{
	struct type *t = arena_new_of(f->arena, struct type);
	const char *name = die_name(die);

	t->kind = kind;
	t->name = *name ? die_string(f, name) : NULL;
	t->size = number(die, DW_AT_byte_size, 0);
	t->filled = true;
	t->src = &f->ts;
	return t;
}

static const struct type *named_by(struct dwarf_file *f, Dwarf_Die *die, unsigned depth)
{
	Dwarf_Attribute a;
	Dwarf_Die to;

	if (depth >= MAX_NESTING || !dwarf_attr_integrate(die, DW_AT_type, &a) || !die_to(f, &a, &to))
		return &type_void;
	return convert(f, &to, depth + 1);
}

/* ---- one type ---- */

static const struct type *base_type(struct dwarf_file *f, Dwarf_Die *die)
{
	struct type *t = new_type(f, TY_INT, die);

	switch (number(die, DW_AT_encoding, DW_ATE_signed)) {
	case DW_ATE_float: case DW_ATE_complex_float: case DW_ATE_imaginary_float: case DW_ATE_decimal_float:
		t->kind = TY_FLOAT;
		break;
	case DW_ATE_boolean:
		t->is_bool = true;
		break;
	case DW_ATE_signed_char:
		t->is_char = t->size == 1;
		t->is_signed = true;
		break;
	case DW_ATE_unsigned_char:
		t->is_char = t->size == 1 && t->name && !strcmp(t->name, "char");
		break;
	case DW_ATE_signed:
		t->is_signed = true;
		break;
	default:
		break;
	}
	if (t->kind == TY_INT && t->size != 1 && t->size != 2 && t->size != 4 && t->size != 8)
		t->kind = TY_FLOAT;	/* __int128: can be stored, not calculated with */
	return t;
}

static const struct type *struct_type(struct dwarf_file *f, Dwarf_Die *die, enum type_kind kind)
{
	struct type *t = new_type(f, kind, die);

	t->incomplete = dwarf_hasattr(die, DW_AT_declaration);
	t->filled = false;
	t->id = 0;
	/* fill() finds the entry again by the type's address */
	map_putn(f->types, &t, sizeof(t), die_keep(f, die, NULL));
	return t;
}

static uint64_t elements(Dwarf_Die *range)
{
	Dwarf_Attribute a;
	Dwarf_Word n;

	if (dwarf_attr(range, DW_AT_count, &a) && !dwarf_formudata(&a, &n))
		return n;
	if (!dwarf_attr(range, DW_AT_upper_bound, &a) || dwarf_formudata(&a, &n) || n >= UINT32_MAX)
		return 0;
	return n + 1;
}

/* int a[2][3]: the last dimension is the innermost array */
static const struct type *array_type(struct dwarf_file *f, Dwarf_Die *die, unsigned depth)
{
	const struct type *t = named_by(f, die, depth);
	uint64_t n[MAX_NESTING];
	size_t ndims = 0;
	Dwarf_Die range;

	for (bool more = die_child(f, die, &range); more && ndims < MAX_NESTING; more = die_next(f, &range))
		if (dwarf_tag(&range) == DW_TAG_subrange_type || dwarf_tag(&range) == DW_TAG_enumeration_type)
			n[ndims++] = elements(&range);
	if (!ndims)
		n[ndims++] = 0;
	while (ndims-- > 0)
		t = type_array(f->arena, t, n[ndims]);
	return t;
}

static const struct type *func_type(struct dwarf_file *f, Dwarf_Die *die, unsigned depth)
{
	struct type *t = new_type(f, TY_FUNC, die);
	VEC(struct member) params = { 0 };
	Dwarf_Die p;

	t->to = named_by(f, die, depth);
	for (bool more = die_child(f, die, &p); more; more = die_next(f, &p)) {
		struct member m = { .name = "", .type = &type_int64 };

		t->varargs |= dwarf_tag(&p) == DW_TAG_unspecified_parameters;
		if (dwarf_tag(&p) != DW_TAG_formal_parameter)
			continue;
		m.name = die_string(f, die_name(&p));
		m.type = named_by(f, &p, depth);
		vec_push(f->arena, &params, m);
	}
	t->members = params.v;
	t->nmembers = params.n;
	return t;
}

static const struct type *enum_type(struct dwarf_file *f, Dwarf_Die *die, unsigned depth)
{
	struct type *t = new_type(f, TY_ENUM, die);
	VEC(struct enumerator) values = { 0 };
	const struct type *under = type_strip(named_by(f, die, depth));
	bool told = under->kind == TY_INT;	/* else the sign is that of its values */
	Dwarf_Die e;

	t->is_signed = told && under->is_signed;
	if (t->size != 1 && t->size != 2 && t->size != 4 && t->size != 8)
		t->size = 4;
	for (bool more = die_child(f, die, &e); more; more = die_next(f, &e)) {
		Dwarf_Attribute a;
		Dwarf_Sword n = 0;

		if (dwarf_tag(&e) != DW_TAG_enumerator)
			continue;
		if (!dwarf_attr(&e, DW_AT_const_value, &a) || dwarf_formsdata(&a, &n))
			continue;
		if (told && !under->is_signed && t->size < 8)	/* a constant's form has a sign of its own */
			n &= (1LL << 8 * t->size) - 1;
		t->is_signed |= !told && n < 0;
		vec_push(f->arena, &values, ((struct enumerator){ die_string(f, die_name(&e)), n }));
	}
	t->enums = values.v;
	t->nenums = values.n;
	return t;
}

static const struct type *build(struct dwarf_file *f, Dwarf_Die *die, unsigned depth)
{
	struct type *t;

	switch (dwarf_tag(die)) {
	case DW_TAG_base_type:
		return base_type(f, die);
	case DW_TAG_structure_type: case DW_TAG_class_type: case DW_TAG_interface_type:
		return struct_type(f, die, TY_STRUCT);
	case DW_TAG_union_type:
		return struct_type(f, die, TY_UNION);
	case DW_TAG_enumeration_type:
		return enum_type(f, die, depth);
	case DW_TAG_pointer_type:
		return type_ptr(f->arena, named_by(f, die, depth));
	case DW_TAG_reference_type: case DW_TAG_rvalue_reference_type:
		return type_ref(f->arena, named_by(f, die, depth));
	case DW_TAG_array_type:
		return array_type(f, die, depth);
	case DW_TAG_subroutine_type:
		return func_type(f, die, depth);
	case DW_TAG_typedef: case DW_TAG_template_alias:
		t = new_type(f, TY_TYPEDEF, die);
		t->to = named_by(f, die, depth);
		t->size = t->to->size;
		return t;
	case DW_TAG_const_type: case DW_TAG_volatile_type: case DW_TAG_restrict_type: case DW_TAG_atomic_type:
	case DW_TAG_subrange_type: case DW_TAG_immutable_type: case DW_TAG_packed_type: case DW_TAG_shared_type:
		return named_by(f, die, depth);
	case DW_TAG_ptr_to_member_type:
		/* C++: of data its offset; of a function its address and what is added to the object's */
		return named_by(f, die, depth)->kind == TY_FUNC ? type_array(f->arena, &type_int64, 2) : &type_int64;
	default:
		return &type_void;
	}
}

static const struct type *convert(struct dwarf_file *f, Dwarf_Die *die, unsigned depth)
{
	const struct type *t = map_getn(f->types, &die->addr, sizeof(die->addr));
	Dwarf_Die whole;	/* in a unit of types */
	Dwarf_Attribute a;

	if (t)
		return t;
	if (depth >= MAX_NESTING || ++f->ndies > MAX_DIES)
		return &type_void;
	t = dwarf_attr(die, DW_AT_signature, &a) && die_to(f, &a, &whole) ? convert(f, &whole, depth + 1) : build(f, die, depth);
	map_putn(f->types, &die->addr, sizeof(die->addr), (void *)t);
	return t;
}

const struct type *type_of_die(struct dwarf_file *f, Dwarf_Die *type)
{
	return convert(f, type, 0);
}

const struct type *die_type(struct dwarf_file *f, Dwarf_Die *die)
{
	return named_by(f, die, 0);
}

/* ---- members ---- */

/* offsets of bit-fields count from the structure's start; before DWARF 4 from the storage's far end */
static void bit_field(Dwarf_Die *die, struct member *m)
{
	uint64_t bits = number(die, DW_AT_bit_size, 0), size = number(die, DW_AT_byte_size, m->type->size);
	uint64_t at = number(die, DW_AT_data_bit_offset, UINT64_MAX), old = number(die, DW_AT_bit_offset, UINT64_MAX);

	if (!bits || bits > 64)
		return;
	if (at == UINT64_MAX && old != UINT64_MAX && old + bits <= size * 8)
		at = m->offset * 8 + size * 8 - old - bits;
	if (at == UINT64_MAX)
		at = m->offset * 8;
	if (at > UINT32_MAX)
		return;
	m->bit_size = (uint32_t)bits;
	m->bit_offset = (uint32_t)at;
	if (size && size <= 8)
		m->offset = at / 8 / size * size;
}

static bool is_member(Dwarf_Die *die)
{
	int tag = dwarf_tag(die);

	/* what is static in C++ lies elsewhere; where a virtual base lies is only known at run time */
	if (tag == DW_TAG_inheritance)
		return !dwarf_hasattr(die, DW_AT_virtuality);
	return tag == DW_TAG_member && !dwarf_hasattr(die, DW_AT_external) && !dwarf_hasattr(die, DW_AT_declaration);
}

struct members { VEC(struct member) list; };

static void add_member(struct dwarf_file *f, struct members *ret, Dwarf_Die *m, const char *unnamed)
{
	struct member one = { .name = "" };

	if (!is_member(m))
		return;
	if (dwarf_tag(m) == DW_TAG_member)
		one.name = die_string(f, die_name(m));
	if (!*one.name)
		one.name = unnamed;
	one.is_base = dwarf_tag(m) == DW_TAG_inheritance;
	one.type = die_type(f, m);
	one.offset = number(m, DW_AT_data_member_location, 0);
	bit_field(m, &one);
	vec_push(f->arena, &ret->list, one);
}

/*
 * An enum of Rust: which variant it is, as __tag (what that means is the variants' matter: a niche may be one), and the
 * variants, which lie in the same place, as members.
 */
static void add_variants(struct dwarf_file *f, struct members *ret, Dwarf_Die *part)
{
	Dwarf_Die m, v;

	for (bool more = die_child(f, part, &m); more; more = die_next(f, &m)) {
		if (dwarf_tag(&m) != DW_TAG_variant)
			add_member(f, ret, &m, "__tag");
		else if (die_child(f, &m, &v))
			add_member(f, ret, &v, "");
	}
}

static void fill_members(struct dwarf_file *f, struct type *t, Dwarf_Die *die)
{
	struct members members = { 0 };
	Dwarf_Die m;

	for (bool more = die_child(f, die, &m); more; more = die_next(f, &m))
		if (dwarf_tag(&m) == DW_TAG_variant_part)
			add_variants(f, &members, &m);
		else
			add_member(f, &members, &m, "");
	t->members = members.list.v;
	t->nmembers = members.list.n;
}

static bool find_named(struct dwarf_file *f, const char *kind, const char *name, Dwarf_Die *ret);

static const char *kind_of(int tag)
{
	switch (tag) {
	case DW_TAG_structure_type: case DW_TAG_class_type:
		return "struct";
	case DW_TAG_union_type:
		return "union";
	case DW_TAG_enumeration_type:
		return "enum";
	case DW_TAG_typedef:
		return "typedef";
	case DW_TAG_base_type:
		return "int";
	case DW_TAG_variable:
		return "var";
	default:
		return NULL;
	}
}

/* a structure that is only declared in its unit is defined in another one */
static void fill(struct type_source *ts, struct type *t)
{
	struct dwarf_file *f = file_of(ts);
	const struct dwarf_die *kept = map_getn(f->types, &t, sizeof(t));
	Dwarf_Die die;

	if (!kept)
		return;
	die = kept->die;
	if (t->incomplete && t->name && find_named(f, kind_of(dwarf_tag(&die)), t->name, &die)) {
		t->incomplete = false;
		t->size = number(&die, DW_AT_byte_size, 0);
	}
	fill_members(f, t, &die);
}

/* ---- types and variables by name ---- */

static void add_name(struct dwarf_file *f, const char *kind, const char *name, Dwarf_Die *die, struct unit *u)
{
	char key[512];
	int n = snprintf(key, sizeof(key), "%s %s", kind, name);

	if (n > 0 && (size_t)n < sizeof(key) && !map_get(f->names, key))
		map_put(f->names, key, die_keep(f, die, u));
}

static void scan_names(struct unit *u, Dwarf_Die *parent, const char *prefix, unsigned depth)
{
	struct dwarf_file *f = u->file;
	Dwarf_Die die;
	bool more = depth < MAX_NESTING && die_child(f, parent, &die);

	for (; more; more = die_next(f, &die)) {
		int tag = dwarf_tag(&die);
		const char *kind = tag == DW_TAG_variable ? NULL : kind_of(tag), *name;
		bool scope = u->has_scopes && (tag == DW_TAG_namespace || tag == DW_TAG_structure_type ||
					       tag == DW_TAG_class_type);

		if (!kind && !scope)
			continue;
		name = die_name(&die);
		if (kind && *name && !dwarf_hasattr(&die, DW_AT_declaration)) {
			add_name(f, kind, name, &die, u);
			if (*prefix)
				add_name(f, kind, arena_printf(f->arena, "%s%s", prefix, name), &die, u);
		}
		if (scope && *name && dwarf_haschildren(&die))
			scan_names(u, &die, arena_printf(f->arena, "%s%s::", prefix, name), depth + 1);
	}
}

static bool find_named(struct dwarf_file *f, const char *kind, const char *name, Dwarf_Die *ret)
{
	char key[512];
	int n = snprintf(key, sizeof(key), "%s %s", kind ? kind : "", name);
	const struct dwarf_die *d;

	if (!f->names) {
		f->names = map_new();
		for (size_t i = 0; i < f->units.n; i++)
			scan_names(f->units.v[i], &f->units.v[i]->die, "", 0);
		dwarf_read_types(f);
		for (size_t i = 0; i < f->type_units.n; i++)
			scan_names(f->type_units.v[i], &f->type_units.v[i]->die, "", 0);
	}
	if (n <= 0 || (size_t)n >= sizeof(key))
		return false;
	d = map_get(f->names, key);
	if (d)
		*ret = d->die;
	return d != NULL;
}

static const struct type *find(struct type_source *ts, enum type_kind kind, const char *name)
{
	static const char *const kinds[] = {
		[TY_STRUCT] = "struct", [TY_UNION] = "union", [TY_ENUM] = "enum", [TY_TYPEDEF] = "typedef",
		[TY_INT] = "int",
	};
	struct dwarf_file *f = file_of(ts);
	Dwarf_Die die;

	if (kind >= sizeof(kinds) / sizeof(*kinds) || !kinds[kind] || !find_named(f, kinds[kind], name, &die))
		return NULL;
	return type_of_die(f, &die);
}

static int enumerator(struct type_source *ts, const char *name, int64_t *value, const struct type **type)
{
	struct dwarf_file *f = file_of(ts);
	Dwarf_Die die;

	find_named(f, "enum", "", &die);	/* makes the index */
	for (size_t i = 0; i < f->units.n; i++) {
		bool more = die_child(f, &f->units.v[i]->die, &die);

		for (; more; more = die_next(f, &die)) {
			const struct type *t = dwarf_tag(&die) == DW_TAG_enumeration_type ? type_of_die(f, &die) : NULL;

			for (size_t k = 0; t && k < t->nenums; k++) {
				if (strcmp(t->enums[k].name, name))
					continue;
				*value = t->enums[k].value;
				*type = t;
				return 0;
			}
		}
	}
	return -ENOENT;
}

void dwarf_types_init(struct dwarf_file *f)
{
	f->ts.arena = f->arena;
	f->ts.find = find;
	f->ts.fill = fill;
	f->ts.enumerator = enumerator;
}

/* ---- as SystemTap lists them (reference stap-language 6.3) ---- */

static void spell(struct dwarf_file *f, Dwarf_Die *die, struct buf *out, unsigned depth);

static void spell_named(struct dwarf_file *f, Dwarf_Die *die, struct buf *out, unsigned depth)
{
	Dwarf_Attribute a;
	Dwarf_Die to;

	if (depth < MAX_NESTING && dwarf_attr_integrate(die, DW_AT_type, &a) && die_to(f, &a, &to))
		spell(f, &to, out, depth + 1);
	else
		buf_puts(out, "void");
}

static void spell_params(struct dwarf_file *f, Dwarf_Die *die, struct buf *out, unsigned depth)
{
	const char *comma = "";
	Dwarf_Die p;

	buf_putc(out, '(');
	for (bool more = die_child(f, die, &p); more; more = die_next(f, &p)) {
		if (dwarf_tag(&p) == DW_TAG_formal_parameter) {
			buf_puts(out, comma);
			spell_named(f, &p, out, depth);
		} else if (dwarf_tag(&p) == DW_TAG_unspecified_parameters) {
			buf_printf(out, "%s...", comma);
		}
		comma = ", ";
	}
	buf_putc(out, ')');
}

/* int (*)(long), not int(long)* */
static void spell_pointer(struct dwarf_file *f, Dwarf_Die *die, const char *mark, struct buf *out, unsigned depth)
{
	Dwarf_Attribute a;
	Dwarf_Die to;

	if (dwarf_attr(die, DW_AT_type, &a) && die_to(f, &a, &to) && dwarf_tag(&to) == DW_TAG_subroutine_type) {
		spell_named(f, &to, out, depth + 1);
		buf_printf(out, " (%s)", mark);
		spell_params(f, &to, out, depth + 1);
		return;
	}
	spell_named(f, die, out, depth);
	buf_puts(out, mark);
}

static void spell_array(struct dwarf_file *f, Dwarf_Die *die, struct buf *out, unsigned depth)
{
	Dwarf_Die range;

	spell_named(f, die, out, depth);
	for (bool more = die_child(f, die, &range); more; more = die_next(f, &range)) {
		if (dwarf_tag(&range) != DW_TAG_subrange_type)
			continue;
		if (elements(&range))
			buf_printf(out, "[%llu]", (unsigned long long)elements(&range));
		else
			buf_puts(out, "[]");
	}
}

static void spell(struct dwarf_file *f, Dwarf_Die *die, struct buf *out, unsigned depth)
{
	const char *name = die_name(die), *kind = NULL;
	Dwarf_Attribute a;
	Dwarf_Die whole;

	if (++f->ndies > MAX_DIES || out->len > 1024)
		return;
	if (dwarf_attr(die, DW_AT_signature, &a) && die_to(f, &a, &whole) && whole.addr != die->addr && depth < MAX_NESTING) {
		spell(f, &whole, out, depth + 1);
		return;
	}
	switch (dwarf_tag(die)) {
	case DW_TAG_structure_type:
		kind = "struct ";
		break;
	case DW_TAG_class_type:
		kind = "class ";
		break;
	case DW_TAG_union_type:
		kind = "union ";
		break;
	case DW_TAG_enumeration_type:
		kind = "enum ";
		break;
	case DW_TAG_pointer_type:
		spell_pointer(f, die, "*", out, depth);
		return;
	case DW_TAG_reference_type:
		spell_pointer(f, die, "&", out, depth);
		return;
	case DW_TAG_rvalue_reference_type:
		spell_pointer(f, die, "&&", out, depth);
		return;
	case DW_TAG_array_type:
		spell_array(f, die, out, depth);
		return;
	case DW_TAG_const_type:
		spell_named(f, die, out, depth);
		buf_puts(out, " const");
		return;
	case DW_TAG_volatile_type:
		spell_named(f, die, out, depth);
		buf_puts(out, " volatile");
		return;
	case DW_TAG_restrict_type: case DW_TAG_atomic_type:
		spell_named(f, die, out, depth);
		return;
	case DW_TAG_subroutine_type:
		spell_named(f, die, out, depth);
		spell_params(f, die, out, depth);
		return;
	default:
		break;
	}
	buf_printf(out, "%s%s", kind ? kind : "", *name ? name : "{...}");
}

const char *die_type_spelling(struct dwarf_file *f, Dwarf_Die *die)
{
	struct buf b = BUF_INIT;
	const char *ret;

	spell_named(f, die, &b, 0);
	ret = die_string(f, buf_str(&b));
	buf_fini(&b);
	return ret;
}
