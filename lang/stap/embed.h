/*
 * embed.h - embedded C as script text
 *
 * No C is compiled. What stands between %{ and %} is read as C: tokens (embed_tok.c), macros (embed_macro.c),
 * conditionals (embed_cond.c), types (embed_type.c), expressions (embed_expr.c; operators embed_op.c,
 * assignments embed_assign.c, names embed_name.c, strings embed_text.c, memory embed_mem.c), what the kernel and
 * SystemTap's runtime offer to it (embed_call.c, embed_inline.c, embed_string.c, embed_read.c, embed_list.c, embed_cpu.c,
 * embed_atomic.c), declarations (embed_decl.c, embed_init.c, embed_record.c), functions and pointers to them
 * (embed_func.c), statements (embed_stmt.c, embed_switch.c), what stands outside of functions (embed_unit.c).
 * It comes out as text of the script language, which is parsed like any other (embed.c). So memory is read
 * through checked helpers, loops are bounded, and the text runs in both executors.
 *
 * What the language cannot say is refused with the place and the reason, when something calls it.
 * Semantics: SystemTap Language Reference, "Embedded C"; reference stap-language 1.10, 8.
 */
#ifndef SONDE_STAP_EMBED_H
#define SONDE_STAP_EMBED_H

#include "lang/stap/parse.h"

#define C_RESULT "__retvalue"	/* the variable that STAP_RETVALUE becomes */
#define C_FUNCTION "__c_"	/* in front of the names of C's functions: they may be words of the script (next, delete) */

#define C_THROUGH "__c_through_"	/* and a number: the functions that calls through pointers are calls of */

/* ---- tokens ---- */
enum c_tok_kind { C_END, C_NAME, C_NUMBER, C_STRING, C_OP };

struct c_tok {
	enum c_tok_kind kind;
	const char *text;	/* arena; C_STRING: with its quotes, as it is written */
	int64_t	    num;
	bool	    wide, is_unsigned;	/* C_NUMBER: of more than 32 bits; 5u */
	uint32_t    at;		/* byte of the block */
};

struct c_toks { VEC(struct c_tok) v; };

struct c_macro {
	const char *name;
	bool has_params;
	bool variadic;			/* the last parameter is all that is left */
	VEC(const char *) params;
	struct c_toks body;
};

/* ---- types ---- */
enum c_kind {
	CT_VOID,
	CT_INT,
	CT_POINTER,	/* to */
	CT_STRUCT,	/* name, as @cast takes it */
	CT_TEXT,	/* a string of the script: char [] of its own, "..." */
	CT_MEMBER,	/* of a structure: what its debug information says */
	CT_ARRAY,	/* of the script's own */
	CT_RECORD,	/* a structure of the script's own: a variable for each member */
	CT_FUNC,	/* what a pointer to a function leads to; the pointer is a number, which function it is */
	CT_LATER,	/* a char pointer: CT_TEXT or CT_POINTER, by what it is given first */
};

struct c_type {
	enum c_kind kind;
	unsigned size;			/* CT_INT: bytes; CT_MEMBER: as well, 0: not known */
	bool is_unsigned;
	const char *name;
	const struct c_type *to;
	/* CT_TEXT: bytes that it has room for, 0: as many as a string has; CT_ARRAY: elements, of type to, 0: not known */
	unsigned count;
	const struct c_record *record;	/* CT_RECORD */
	const struct c_func *func;	/* CT_FUNC: its parameters and result */
	unsigned bits, bit_at;		/* CT_INT: of a member of some bits: how many, from which bit of the number they are in */
	bool mine;			/* CT_POINTER: may lead to what the script has in its memory; CT_INT: a byte of what is there */
};

extern const struct c_type c_void, c_int, c_uint, c_long, c_ulong, c_char, c_text, c_member;

/* ---- names ---- */
struct c_var {
	const char *name, *text;	/* in C; in the script */
	struct c_type type;
	const char *whole;		/* a pointer into that string of the script's: text is a number, how far */
	const char *whole_put;		/* ... and how it is assigned to; NULL: it is a variable of the script's */
	bool writes;			/* ... which may be written to */
	bool of_thread;			/* an array: each thread has its own elements */
	const char *addr;		/* it lives in the script's memory: where; NULL: in a variable of the script */
	unsigned offset;		/* of a member */
};

struct c_record {
	const char *tag;		/* NULL: it has none */
	VEC(struct c_var) members;
	bool is_union, packed;
	bool incomplete;		/* not all members were taken over */
	unsigned size, align;		/* bytes; size 0: not known */
};

struct c_func {
	const char *name;
	struct c_type result;		/* CT_TEXT: a string */
	const char *result_at;		/* CT_RECORD: where it is */
	VEC(struct c_type) params;
	bool has_pointer;		/* that leads to it */
	const char *head;		/* its parameters in the script */
	bool is_there;			/* it has one */
	const char *why;		/* it could not be taken over; NULL: it is a function of the script */
	bool is_wrong;
	struct span at;
};

/* what the blocks outside of functions declare, in one file */
struct c_unit {
	VEC(struct c_macro *) macros;
	VEC(struct c_var) vars;
	VEC(struct c_func *) funcs;
	VEC(const struct c_func *) called;	/* what pointers to functions are called as */
	VEC(struct c_var) types;	/* typedef: name, type */
	VEC(struct c_var) values;	/* enumerators: name, text */
	VEC(struct c_record *) records;
	bool incomplete;		/* not all that stands there was taken over */
	bool includes;			/* headers may declare what nobody knows here */
};

/* ---- values ---- */
struct c_value {
	const char *text;		/* NULL: refused */
	struct c_type type;
	const char *addr;		/* where it was read from; NULL: not in memory */
	const struct c_value *of;	/* &of */
	bool is_variable;		/* may be assigned to */
	const char *index;		/* CT_RECORD, CT_ARRAY: which element of an array it is; NULL: none */
	bool is_argument;		/* a string that is there as long as the function runs */
	const char *whole, *at;		/* a byte of a string of the script's, or its end from there: which, from where */
	const char *moves;		/* it is a pointer to there: the number that says how far */
	const char *alone;		/* NULL: text; what is said where nobody asks for the value */
	const char *put;		/* an assignment is this, what is assigned, and a ) */
	const char *whole_put;		/* ... to whole */
	bool in_union;			/* it shares the number at addr with others: */
	unsigned part;			/* which byte of it */
	const char *made;		/* kmalloc(): the address, where no string is wanted */
};

struct c_parser {
	struct parser *p;
	struct c_unit *unit;
	const struct tok *block;
	const struct func_decl *f;	/* of the script; NULL: outside */
	struct c_func *own;		/* a function in C */
	const struct c_tok *t;
	size_t n, pos;
	VEC(struct c_var) vars;		/* the inner scopes last; what was there stays in its place */
	VEC(struct c_var) args;		/* of a function in C: its parameters in the script */
	unsigned nlocals;
	unsigned depth;			/* of statements, expressions, jumps */
	unsigned loops, jumps;
	unsigned nests;			/* loops and switches around what is written */
	VEC(struct c_var) leaves;	/* labels that a goto leads back to, out of one of these */
	VEC(struct c_var) backs;	/* labels that were passed: their name, what says that a goto leads there, nests (offset) */
	unsigned in_switch;		/* a break would leave a switch */
	struct buf *pre;		/* what is done before the statement that is read; NULL: there is none */
	bool breaks;			/* one stood in the middle of the innermost */
	const char *continues;		/* of the innermost switch: set where a continue leaves it */
	bool continued;			/* one stood in it */
	bool gives;			/* STAP_RETVALUE stands somewhere */
	bool sets_result;		/* ... and was assigned to */
	const char *why;		/* what cannot be taken over, the first of it */
	uint32_t why_at;
	bool is_wrong;			/* ... and would not be by a compiler of C */
};

struct c_text { const char *s, *start, *end; };

bool c_at_nl_escape(const struct c_text *x);
void c_skip(struct c_text *x, bool line);		/* blanks and comments; line: up to the end of the line only */
struct c_tok c_next(struct c_parser *c, struct c_text *x);
struct c_macro *c_macro(const struct c_unit *u, const char *name);	/* NULL: there is none */
void c_define(struct c_parser *c, struct c_text *x);	/* behind #define */
void c_expand(struct c_parser *c, const struct c_tok *t, size_t n, struct c_toks *out);
/* CONFIG_X, __x86_64__: what the compiler and the kernel's configuration define it as; NULL: nothing */
const char *c_predefined(const struct c_parser *c, const char *name);
int64_t c_version_code(const struct compile *c);
bool c_is_enabled(const struct c_parser *c, const char *how, const char *name);	/* IS_ENABLED, IS_BUILTIN, IS_MODULE */
/* tokens of a block with its macros gone; conditionals and definitions go into c->unit. false: refused */
bool c_tokens(struct c_parser *c, struct c_toks *ret);
const struct c_tok *c_peek(const struct c_parser *c, size_t ahead);
bool c_is(const struct c_parser *c, size_t ahead, const char *text);	/* an operator or a name */
bool c_take(struct c_parser *c, const char *text);
bool c_expect(struct c_parser *c, const char *text);
/* remembers why, at the next token; every look at the next token sees the end from here on */
void c_refuse(struct c_parser *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* the same of what no compiler takes: the script is refused even where it is only built */
void c_wrong(struct c_parser *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
bool c_enter(struct c_parser *c);	/* false: too deep */
void c_leave(struct c_parser *c);

bool c_at_type(const struct c_parser *c, size_t ahead);
bool c_type_base(struct c_parser *c, struct c_type *ret);		/* struct x, unsigned long */
struct c_type c_type_pointers(struct c_parser *c, struct c_type base);	/* * const * */
struct c_type c_declarator(struct c_parser *c, struct c_type base, const char **name);	/* char *s, a[16] */
struct c_type c_type_array(struct c_parser *c, struct c_type of);	/* [3][4] behind a name */
struct c_type *c_type_dup(struct c_parser *c, struct c_type t);
struct c_type c_time_record(const struct c_type *t);	/* struct timespec64 by value; others as they are */
const char *c_type_size(struct c_parser *c, const struct c_type *t);	/* script text; NULL: not known */

struct c_value c_expr(struct c_parser *c);		/* without the comma operator */
struct c_value c_unary(struct c_parser *c);
struct c_value c_unevaluated(struct c_parser *c);	/* for its type only */
struct c_value c_block_value(struct c_parser *c);	/* behind ({ */
struct buf *c_aside(struct c_parser *c, struct buf *pre);	/* what has to be done first goes there; where it went */
bool c_back_from(struct c_parser *c, const struct buf *pre, struct buf *outer);	/* there is something */
bool c_statement(struct c_parser *c, struct buf *out);	/* true: what comes behind it is not reached */
const char *c_condition(struct c_parser *c);	/* ( ... ) of an if, a while, a switch */
void c_switch(struct c_parser *c, struct buf *out);	/* behind the word */
void c_leave_more(struct c_parser *c, struct buf *out);	/* behind a loop or a switch */
void c_go_on(struct c_parser *c, struct buf *out);	/* continue */
void c_before(struct c_parser *c, struct buf *out);	/* what has to be done by now */
struct c_value c_apply(struct c_parser *c, const char *op, const struct c_value *a, const struct c_value *b);
struct c_value c_cond(struct c_parser *c);
const char *c_number(struct c_parser *c, const struct c_value *v);	/* as a number */
const char *c_truth(struct c_parser *c, const struct c_value *v);	/* as a condition */
bool c_is_null(const struct c_value *v);		/* a literal 0 */
bool c_constant(const struct c_value *v, int64_t *ret);	/* a number that is known */
const char *c_scaled(struct c_parser *c, const struct c_value *p, const char *n);	/* n elements of what p leads to */
const char *c_string(struct c_parser *c, const struct c_value *v);	/* as a string: read, where it is an address */
const char *c_cut(struct c_parser *c, const char *text, const struct c_type *t);	/* to the width of a type */
const char *c_fit(struct c_parser *c, const struct c_value *v, const struct c_type *t);	/* converted */
struct c_value c_member_of(struct c_parser *c, const struct c_value *v, const char *name);
struct c_value c_context_member(struct c_parser *c, const char *name);	/* CONTEXT->name */
struct c_value c_member_at(struct c_parser *c, const struct c_value *v, size_t i);	/* of a CT_RECORD */
struct c_value c_name_of(struct c_parser *c, const struct c_var *var);
/* the pointer var points into a string of the script's from here on; text NULL: v is none */
struct c_value c_point(struct c_parser *c, const char *var, const struct c_value *v);
/* v, or where a pointer of that name is going to walk through a string that nothing holds, what holds it */
struct c_value c_held(struct c_parser *c, const char *name, const struct c_value *v, struct buf *out);
struct c_value c_found(struct c_parser *c, const struct c_value *s, const struct c_value *what, const char *by);
struct c_value c_part(struct c_parser *c, const struct c_value *p, const struct c_value *set);
/* = { ... }, or a value: what gives it to the variable; returns how many elements an array was given */
unsigned c_initialise(struct c_parser *c, const struct c_value *to, struct buf *out);
struct c_value c_element(struct c_parser *c, const struct c_value *v, const struct c_value *i);
const char *c_store(struct c_parser *c, const struct c_value *to, const char *text);	/* an assignment */
/* the script's memory, for what pointers lead to: embed_mem.c */
void c_layout(struct c_parser *c, struct c_record *r);		/* offsets of its members */
unsigned c_bytes(struct c_parser *c, const struct c_type *t);	/* 0: not known */
bool c_lives_in_memory(struct c_parser *c, bool lasts, const char *name, const struct c_type *t);
const char *c_place(struct c_parser *c, const struct c_type *t);	/* room for it */
struct c_value c_at(struct c_parser *c, const char *addr, const struct c_type *t);	/* what stands there */
void c_remember_mine(struct c_parser *c, const char *var, const struct c_value *v);
const char *c_clear(struct c_parser *c, const struct c_value *to);	/* memset(&to, 0, sizeof(to)) */
const char *c_copy(struct c_parser *c, const struct c_value *to, const struct c_value *from);
/* the numbers and strings that a structure or an array of its own is made of */
struct c_values { VEC(struct c_value) v; };
void c_parts(struct c_parser *c, const struct c_value *v, struct c_values *ret);
/* a part of v, at an offset (text) */
struct c_value c_in(struct c_parser *c, const struct c_value *v, const struct c_type *t, bool is_union, const char *offset);
/* the same of what stands at an address; reads: "user", "kernel" */
const char *c_read_whole(struct c_parser *c, const struct c_value *to, const char *addr, const char *reads);
struct c_value c_text_at(struct c_parser *c, const char *addr);
struct c_value c_follow(struct c_parser *c, const char *addr, const struct c_type *t);
struct c_value c_decayed(struct c_parser *c, const struct c_value *v);	/* an array is its address */
const struct type *c_kernel_type(struct c_parser *c, const char *name);	/* struct x; NULL: there is none */
bool c_is_filled(const struct c_parser *c, const char *name);		/* a structure of the kernel's that has to be one of its own */
struct c_type c_mirror(struct c_parser *c, const struct c_type *t);	/* ... as that; t: it cannot be */
const char *c_where(struct c_parser *c, const struct c_value *v);
struct c_value c_object(struct c_parser *c);		/* what the pointer leads to that is an argument */
struct c_value c_object_and(struct c_parser *c, struct c_value *a, struct c_value *b);	/* and two more, with the ")" */
struct c_type c_mine(struct c_type t);
/* strings of the script's: embed_text.c */
struct c_value c_byte_in(struct c_parser *c, const struct c_value *s, const char *at);	/* s[at] */
struct c_value c_end_of(struct c_parser *c, const struct c_value *s, const char *at);	/* s + at */
struct c_value c_distance(struct c_parser *c, const char *op, const struct c_value *a, const struct c_value *b);
struct c_value c_text_step(struct c_parser *c, const struct c_value *v, const char *op, bool before);	/* p++ */
struct c_value c_text_move(struct c_parser *c, const struct c_value *to, const char *op);	/* p = s, p += n; at the op */
struct c_value c_deref(struct c_parser *c, const struct c_value *v);	/* *v */
struct c_value c_name(struct c_parser *c);	/* a name, and what it is called with */
struct c_value c_literal(struct c_parser *c);	/* "a" "b" */
struct c_value c_made(const char *text, struct c_type type);
struct c_var *c_find(struct c_parser *c, const char *name);

/* a call of, or a macro from, the kernel's headers; text NULL and nothing refused: there is none of that name */
struct c_value c_kernel_call(struct c_parser *c, const char *name);
struct c_value c_kernel_name(struct c_parser *c, const char *name);
/* reads the inline function of that name of the kernel's headers: it is one of the unit then; false: there is none */
bool c_inline(struct c_parser *c, const char *name);
const char *c_offset_in(struct c_parser *c, const struct c_type *t, const char *member);
const char *c_member_path(struct c_parser *c);		/* member, or member.inner[1] as it is written */
struct c_type c_list_head(void);
void c_own_list(struct c_parser *c, struct buf *globals);	/* behind LIST_HEAD */
void c_per_cpu(struct c_parser *c, struct buf *globals);	/* behind DEFINE_PER_CPU: embed_cpu.c */
/* pointers to functions: embed_func.c */
struct c_type c_func_declarator(struct c_parser *c, struct c_type result, const char **name);	/* (*name)(int, void *) */
bool c_parameter(struct c_parser *c, struct c_type *t, const char **name);	/* "": it has none */
bool c_is_func(const struct c_type *t);		/* a pointer to one */
struct c_value c_func_value(struct c_parser *c, const struct c_func *f);	/* its name, not called */
void c_throughs(const struct c_unit *u, struct buf *out);	/* what calls through pointers, and of what is declared only, are calls of */
struct c_value c_call_own(struct c_parser *c, const struct c_func *f, const char *head, bool more);	/* behind the ( */
struct c_value c_call_through(struct c_parser *c, const struct c_value *v);	/* v(...), at the ( */
bool c_kernel_has(struct c_parser *c, const char *name);	/* a function, or a macro that stands for one */
bool c_kernel_enumerator(struct c_parser *c, const char *name, int64_t *ret);
/* for_each-like heads; false: none */
const char *c_kernel_loop(struct c_parser *c, struct buf *out);	/* what the body begins with; NULL: none of these */

const char *c_fresh(struct c_parser *c, const char *name);	/* a name that nothing else has */
/* of a static variable, at what comes behind its name; globals: what has to stand outside of functions */
void c_lasting(struct c_parser *c, const char *name, struct c_type t, struct buf *globals);
void c_declaration(struct c_parser *c, struct buf *out);
void c_body(struct c_parser *c, struct buf *out);	/* statements up to the end, with their last return */
/* declarations of the script's, which C made; into the file */
void c_declare(struct c_parser *c, struct buf *text);
bool c_outside(struct c_parser *c, struct buf *out);	/* declarations */

#endif
