/*
 * emit_type.c - declarations of the kernel types a program looks into
 *
 * Only the members that are read are declared, with preserve_access_index: libbpf moves every
 * access to where the running kernel has the member. A whole vmlinux.h would cost clang ten times
 * what it needs now. Members of anonymous structs are declared as members of the outer one, which
 * is how libbpf matches them. The suffix ___k is a "flavour" that libbpf takes off: our names never
 * meet those of the runtime's headers.
 */
#include "bpf/emit_int.h"
#include "lib/map.h"

struct used_type {
	const struct type *type;	/* struct or union */
	const char *name;		/* as C says it: "struct file", "atomic_t" */
	struct map *members;		/* name -> struct member */
	bool	    by_typedef;		/* anonymous: known by a typedef's name only */
};

struct emit_types {
	struct arena *arena;
	struct map   *by_name;		/* name -> struct used_type */
};

struct emit_types *emit_types_new(struct arena *a)
{
	struct emit_types *ts = arena_new_of(a, struct emit_types);

	ts->arena = a;
	ts->by_name = map_new();
	return ts;
}

static const char *sou_name(struct emit *e, const struct type *t, bool *by_typedef)
{
	const struct type *s = type_strip(t);

	*by_typedef = !s->name || !s->name[0];
	if (!*by_typedef)
		return arena_printf(e->prog->arena, "%s %s___k",
				    s->kind == TY_UNION ? "union" : "struct", s->name);
	/* typedef struct { int counter; } atomic_t: the innermost typedef names it */
	while (t->kind == TY_TYPEDEF && t->to->kind == TY_TYPEDEF)
		t = t->to;
	return t->kind == TY_TYPEDEF ? arena_printf(e->prog->arena, "%s___k", t->name) : NULL;
}

const char *emit_type_use(struct emit *e, const struct type *sou, const struct member *m)
{
	bool by_typedef;
	const char *name = sou_name(e, sou, &by_typedef);

	if (!name)
		return NULL;

	struct used_type *u = map_get(e->types->by_name, name);

	if (!u) {
		u = arena_new_of(e->prog->arena, struct used_type);
		u->type = type_strip(sou);
		u->name = name;
		u->by_typedef = by_typedef;
		u->members = map_new();
		map_put(e->types->by_name, name, u);
	}
	if (!map_get(u->members, m->name))
		map_put(u->members, m->name, (void *)m);
	return name;
}

/* declare a member so that libbpf takes it for the kernel's: the kind has to be right, not more */
static void print_member(struct emit *e, struct buf *out, const struct member *m)
{
	const struct type *t = type_strip(m->type);
	struct buf dims = BUF_INIT;

	while (t->kind == TY_ARRAY) {
		buf_printf(&dims, "[%llu]", (unsigned long long)(t->nelem ? t->nelem : 1));
		t = type_strip(t->to);
	}
	buf_puts(out, "\t");
	switch (t->kind) {
	case TY_INT:
		buf_puts(out, emit_ctype(t));
		break;
	case TY_ENUM:
		buf_printf(out, "enum { rt_e_%u }", ++e->label);
		break;
	case TY_STRUCT:
	case TY_UNION:
		buf_printf(out, "%s { char rt_; }", t->kind == TY_UNION ? "union" : "struct");
		break;
	case TY_PTR:
	case TY_FUNC:
	case TY_ERROR:
	case TY_VOID:
	case TY_FLOAT:
	case TY_ARRAY:
	case TY_TYPEDEF:
	case TY_STRING:
	case TY_STACK:
	case TY_SYMADDR:
	case TY_USYMADDR:
	case TY_STAT:
		buf_puts(out, "void *");
		break;
	}
	buf_printf(out, " %s%s", m->name, buf_str(&dims));
	if (m->bit_size)
		buf_printf(out, " : %u", m->bit_size);
	buf_puts(out, ";\n");
	buf_fini(&dims);
}

void emit_types_print(struct emit *e, struct buf *out)
{
	size_t it = 0;
	const void *key;
	void *value;
	size_t n;

	while (map_next(e->types->by_name, &it, &key, &n, &value)) {
		struct used_type *u = value;
		size_t mit = 0;
		const char *kind = u->type->kind == TY_UNION ? "union" : "struct";
		void *m;

		if (u->by_typedef)
			buf_printf(out, "typedef %s {\n", kind);
		else
			buf_printf(out, "%s {\n", u->name);
		while (map_next(u->members, &mit, &key, &n, &m))
			print_member(e, out, m);
		if (u->by_typedef)
			buf_printf(out, "} RT_CORE %s;\n", u->name);
		else
			buf_puts(out, "} RT_CORE;\n");
		map_free(u->members);
	}
	map_free(e->types->by_name);
	e->types->by_name = NULL;
}
