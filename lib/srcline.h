/*
 * srcline.h - addresses of objects to source lines, from their debug info
 */
#ifndef SONDE_SRCLINE_H
#define SONDE_SRCLINE_H

#include <stdbool.h>
#include <stdint.h>

struct srclines;

struct srclines *srclines_new(void);
void srclines_free(struct srclines *s);		/* NULL is fine */
/* @addr: as the object's symbol table counts; @file lives as long as s. false: no line is known */
bool srclines_find(struct srclines *s, const char *path, uint64_t addr, const char **file, unsigned *line);

#endif
