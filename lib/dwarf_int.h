/*
 * dwarf_int.h - what the dwarf*.c files share
 */
#ifndef SONDE_DWARF_INT_H
#define SONDE_DWARF_INT_H

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include "lib/dwarf.h"
#include "lib/type.h"

enum {
	MAX_NESTING = 64,	/* of blocks, scopes and types; compilers make a dozen */
	MAX_DIES = 50000000,	/* looked at for one file: hostile info cannot keep us for ever */
};

struct unit;

struct dwarf_die {
	Dwarf_Die    die;
	struct unit *unit;
};

struct inline_instance {
	const void  *origin;	/* address of the abstract function's entry */
	Dwarf_Die    die;
	uint64_t     entry, func_low;
};

struct src_line {
	uint64_t    addr;
	unsigned    line;
	const char *file;	/* libdw's; equal files are equal pointers within a unit */
};

struct unit {
	struct dwarf_file *file;
	Dwarf_Die die;		/* with the entries: of the split unit when there is one */
	Dwarf_Die skeleton;	/* with the lines */
	bool	  partial;	/* of dwz: others import it */
	bool	  has_scopes;	/* its language has namespaces and classes */
	bool	  is_rust;
	VEC(struct dwarf_func *) funcs;
	bool	  have_inlines, have_lines, have_globals;
	VEC(struct inline_instance) inlines;
	VEC(struct src_line) lines;	/* beginnings of statements, by address */
	VEC(Dwarf_Die) globals;
};

struct code_range {
	uint64_t start, end;
	struct dwarf_func *fn;
};

struct dwarf_file {
	struct type_source ts;	/* first: callers hold a pointer to it */
	struct arena *arena;	/* the caller's */
	dwarf_keep_fn *keep;	/* NULL: nothing is kept */
	Dwfl	  *dwfl;
	Dwfl_Module *mod;
	Dwarf	  *dw;
	Dwarf_CFI *cfi[2];	/* .eh_frame, .debug_frame */
	VEC(struct unit *) units;	/* heap */
	struct map *by_unit;	/* address of a unit's entry to struct unit */
	bool	   have_funcs;
	VEC(struct dwarf_func *) funcs;
	bool	   have_code;
	VEC(struct code_range) code;	/* of out-of-line functions, by address */
	struct map *types;	/* address of an entry to struct type */
	struct map *spellings;	/* ... to how SystemTap spells it */
	struct map *names;	/* "KIND NAME" to struct dwarf_die of a definition; NULL: not made yet */
	size_t	   ndies;
	bool	   have_packs;
	VEC(struct split_pack *) packs;	/* .dwp files */
	VEC(Dwarf *) with_types;	/* that may have units of types */
	VEC(struct unit *) type_units;	/* heap */
	struct map *signatures;		/* of types to struct dwarf_die; NULL: not read yet */
	const char *missing_split;	/* the first .dwo file that was not found; NULL: none */
	bool	   saves_entries;	/* LOC_ENTRY can be had */
	bool	   found_apart;		/* a file with the debug info alone was found */
	const char *damage;		/* the first thing that could not be read: "SECTION: why"; NULL: none so far */
};

/* ---- dwarf.c ---- */
void dwarf_note_damage(struct dwarf_file *f, const char *section);	/* libdw has just refused something of it */
/* the next entry on the same level, child first: false at the end, or when it makes no sense */
bool die_child(struct dwarf_file *f, Dwarf_Die *parent, Dwarf_Die *ret);
bool die_next(struct dwarf_file *f, Dwarf_Die *die);
bool die_ref(Dwarf_Die *die, unsigned attr, Dwarf_Die *ret);
const char *die_file(struct dwarf_file *f, Dwarf_Die *die);	/* of its declaration; "" when unknown */
const char *die_name(Dwarf_Die *die);			/* "" for none */
const char *die_string(struct dwarf_file *f, const char *s);	/* in the arena */
struct dwarf_die *die_keep(struct dwarf_file *f, Dwarf_Die *die, struct unit *u);
bool die_has_code(Dwarf_Die *die);
bool die_entry(Dwarf_Die *die, uint64_t *ret);			/* where it is entered; false: nowhere */
struct unit *unit_of(struct dwarf_file *f, Dwarf_Die *die);	/* NULL: not of ours */

struct unit *dwarf_new_unit(struct dwarf_file *f, Dwarf_Die *skeleton, Dwarf_Die *die);	/* heap */

/* ---- dwarf_split.c ---- */
const char *dwarf_split_name(Dwarf_Die *skeleton);		/* of the file with its other half; NULL: it is whole */
void dwarf_split_open(struct dwarf_file *f, Dwarf_CU *cu, Dwarf_Die *skeleton, Dwarf_Die *ret);	/* no address: not found */
void dwarf_split_close(struct dwarf_file *f);
void dwarf_read_types(struct dwarf_file *f);			/* type_units */
bool die_to(struct dwarf_file *f, Dwarf_Attribute *a, Dwarf_Die *ret);	/* dwarf_formref_die() */

/* ---- dwarf_func.c ---- */
/* with link-time optimisation an abstract function may itself stand for one of another unit */
const void *die_origin(const Dwarf_Die *of);
void dwarf_read_funcs(struct dwarf_file *f);
void dwarf_func_decl(struct dwarf_file *f, struct dwarf_func *fn);	/* file and line */
void unit_read_inlines(struct unit *u);
/* do the lines of a pattern have the one that a function is declared at */
bool dwarf_at_declaration(const struct dwarf_pattern *p, const struct dwarf_func *fn);
/*
 * scopes around an address, outermost (the out-of-line function) first; number of them. Only what
 * has its code there: functions, inlined instances, blocks.
 */
size_t dwarf_scopes(struct dwarf_file *f, uint64_t addr, struct unit **u, Dwarf_Die ret[MAX_NESTING]);
/* the function that an instance is one of; NULL: unknown */
const struct dwarf_func *dwarf_origin(struct dwarf_file *f, Dwarf_Die *instance);

/* ---- dwarf_line.c ---- */
void unit_read_lines(struct unit *u);

/* ---- dwarf_type.c ---- */
const struct type *die_type(struct dwarf_file *f, Dwarf_Die *die);	/* what its DW_AT_type names; void */
const char *die_type_spelling(struct dwarf_file *f, Dwarf_Die *die);
const struct type *type_of_die(struct dwarf_file *f, Dwarf_Die *type);
void dwarf_types_init(struct dwarf_file *f);

/* ---- dwarf_loc.c ---- */
/*
 * where a variable is: pieces in the arena, their number; 0: nowhere
 * @scope: of the instance that @at names; DW_AT_location or DW_AT_const_value of die
 */
size_t die_location(struct dwarf_file *f, const struct dwarf_place *at, Dwarf_Die *die, struct loc_piece **ret);
/* dwarf_abi.c: is a variable in a frame that the prologue makes; where a parameter is until then */
bool die_lives_in_frame(Dwarf_Attribute *a, const struct dwarf_place *at);
bool die_frame_is_later(const struct dwarf_place *at);
size_t die_by_convention(struct dwarf_file *f, const struct dwarf_place *at, Dwarf_Die *die,
			 struct loc_piece **ret);

#endif
