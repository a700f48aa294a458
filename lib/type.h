/*
 * type.h - C types as both languages and the kernel's BTF know them
 *
 * Types are immutable once handed out, live in the arena of the compile, and are compared by
 * pointer only after type_same(). Structures from a type_source fill their members when first
 * asked (type_members), so that naming task_struct does not read all of the kernel.
 */
#ifndef SONDE_TYPE_H
#define SONDE_TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct type;
struct type_source;

enum type_kind {
	TY_ERROR,		/* already reported: do not echo */
	TY_VOID,
	TY_INT,			/* char, bool and all integers; size and is_signed say which */
	TY_FLOAT,		/* storage only, no arithmetic */
	TY_ENUM,
	TY_PTR,
	TY_ARRAY,		/* C array: to, nelem */
	TY_STRUCT,
	TY_UNION,
	TY_FUNC,		/* prototype: to is the result, members the parameters */
	TY_TYPEDEF,
	TY_STRING,		/* by value, at most size bytes with the terminating NUL */
	TY_STACK,		/* struct rt_stack: u32 tgid (0: kernel), u32 n, u64 pc[max]; size = 8 + 8 * max */
	TY_SYMADDR,		/* kernel address shown as a symbol; 8 bytes */
	TY_USYMADDR,		/* u64 tgid, u64 address; 16 bytes */
	TY_STAT,		/* an aggregation or statistic: has no value of its own */
};

struct member {			/* of a struct, union or func; enumerators use value */
	const char	  *name;	/* "" for an anonymous struct or union; parameter name or "" */
	const struct type *type;
	uint64_t	   offset;	/* bytes; of the storage unit's first byte for a bit-field */
	uint32_t	   bit_offset;	/* bits from the start of the struct, bit-fields only */
	uint32_t	   bit_size;	/* 0: not a bit-field */
	bool		   is_base;	/* what a class inherits; has no name */
};

struct enumerator {
	const char *name;
	int64_t	    value;
};

struct type {
	enum type_kind kind;
	bool	    is_signed;
	bool	    is_char;		/* TY_INT of one byte that holds text */
	bool	    is_bool;
	const char *name;		/* tag, typedef name, "unsigned int"; NULL when anonymous */
	uint64_t    size;		/* bytes; 0: unknown or incomplete */
	const struct type *to;		/* pointed to, element, result, or what a typedef names */
	uint64_t    nelem;		/* TY_ARRAY; 0: unknown */
	bool	    incomplete;		/* struct or union declared only */
	bool	    from_kernel;	/* of the kernel's BTF: members are read through CO-RE */
	bool	    varargs;		/* TY_FUNC */
	bool	    is_ref;		/* TY_PTR: a reference of C++ */

	struct type_source *src;	/* who fills the members; NULL: they are there */
	uint32_t    id;			/* src's name for it */
	struct member	  *members;	/* use type_members() */
	struct enumerator *enums;	/* TY_ENUM */
	size_t	    nmembers, nenums;
	bool	    filled;
};

/*
 * Where types come from: the kernel's BTF, a module's, a program's DWARF, or a test's fake.
 * Every function may be NULL. Strings given are not kept. Absent is NULL / -ENOENT.
 */
struct type_source {
	const char *name;		/* "vmlinux", "ext4", a path */
	/* a type by kind (TY_STRUCT, TY_UNION, TY_ENUM, TY_TYPEDEF, TY_INT) and name */
	const struct type *(*find)(struct type_source *, enum type_kind, const char *name);
	/* fill members, enums of t; called once per type */
	void (*fill)(struct type_source *, struct type *t);
	int (*enumerator)(struct type_source *, const char *name, int64_t *value,
			  const struct type **type);
	/* TY_FUNC of a function; parameters as members */
	const struct type *(*func)(struct type_source *, const char *name);
	/* type of a data symbol; -ENOENT when it is not known */
	const struct type *(*var)(struct type_source *, const char *name);
	struct arena *arena;		/* where its types live */
	bool of_program;		/* objects of its types lie in the memory of processes */
};

extern const struct type type_error, type_void, type_char, type_bool,
	type_int8, type_int16, type_int32, type_int64,
	type_uint8, type_uint16, type_uint32, type_uint64, type_llong, type_ullong,
	type_stat, type_symaddr, type_usymaddr, type_void_ptr;
/* shown as the module, the object, and with the offset: D's mod(), umod(), uaddr() */
extern const struct type type_modaddr, type_umodaddr, type_uoffaddr;
/* type_int32 is "int", type_int64 is "long", type_uint64 "unsigned long" and so on */

const struct type *type_ptr(struct arena *a, const struct type *to);
const struct type *type_ref(struct arena *a, const struct type *to);
const struct type *type_array(struct arena *a, const struct type *elem, uint64_t n);
const struct type *type_string(struct arena *a, uint64_t size);
const struct type *type_stack(struct arena *a, unsigned frames);
const struct type *type_typedef(struct arena *a, const char *name, const struct type *to);
const struct type *type_int_of(unsigned size_bytes, bool is_signed);

const struct type *type_strip(const struct type *t);	/* typedefs removed */
/*
 * What a script means by an object of the type: a reference stands for what it refers to. One to a
 * structure stays the pointer that it is, whose value and members are found as they are.
 */
const struct type *type_meant(const struct type *t);
bool type_is_int(const struct type *t);			/* integer or enum, typedefs seen through */
bool type_is_scalar(const struct type *t);		/* integer, enum or pointer */
bool type_is_ptr(const struct type *t);
bool type_is_sou(const struct type *t);			/* struct or union */
bool type_is_string(const struct type *t);		/* TY_STRING only */
bool type_is_stringish(const struct type *t);		/* TY_STRING, char *, char[] */
bool type_is_signed(const struct type *t);		/* of a scalar; pointers are unsigned */
/*
 * type_same - may one stand for the other without a conversion?
 * Typedefs are seen through; structs, unions and enums go by tag (two sources may both know one);
 * char, signed char and int8_t are the same; the bound of a string is not part of its type.
 */
bool type_same(const struct type *a, const struct type *b);

/* members filled; NULL and *n = 0 for what has none */
const struct member *type_members(const struct type *t, size_t *n);
const struct enumerator *type_enums(const struct type *t, size_t *n);

/*
 * type_member - find a member by name, inside anonymous structs and unions too
 * @offset: set to its byte offset from the start of t
 * Returns NULL when there is none.
 */
const struct member *type_member(const struct type *t, const char *name, uint64_t *offset);
/* where one of them is, from t's start: it may stand in an anonymous member; a bit-field's first bit */
uint64_t type_offset(const struct type *t, const struct member *m);
uint64_t type_first_bit(const struct type *t, const struct member *m);

/* C spelling, allocated in a: "struct task_struct *", "char [16]", "string" */
const char *type_str(struct arena *a, const struct type *t);

#endif
