/*
 * print.h - pieces of output that several user bodies and conversions share
 */
#ifndef SONDE_PRINT_H
#define SONDE_PRINT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct runtime;
struct value;

/* what of an address is shown: module`name, module`name+0xoff, module */
enum sym_form { SYM_NAME, SYM_OFFSET, SYM_MODULE };

/* text of a TY_SYMADDR or TY_USYMADDR value, not padded; symtext.c */
struct type;
enum sym_form sym_form_of(const struct type *t);	/* what sym(), mod(), uaddr().. show */
void sym_text(struct runtime *rt, struct buf *out, const struct value *v, enum sym_form form);

/*
 * stack_text - a newline, then each frame on its own line; symtext.c
 * @indent: blanks before a frame; @width: frames are right-justified in it, 0: not
 */
void stack_text(struct runtime *rt, struct buf *out, const struct value *stack, int indent, int width);

/* one key of an aggregation as D prints it by default, its leading blanks included; printa.c */
void print_key(struct runtime *rt, struct buf *out, const struct value *key);

#endif
