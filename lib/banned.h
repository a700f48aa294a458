/*
 * banned.h - library functions that have no place here
 *
 * Included by every file through the build's -include. What writes without knowing the size of
 * its target, keeps hidden state, or grows the stack by data, does not compile.
 */
#ifndef SONDE_BANNED_H
#define SONDE_BANNED_H

/* headers that declare the banned names have to be read before the names are poisoned */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#undef strcpy
#undef strcat
#undef sprintf
#undef vsprintf
#undef strtok
#undef alloca
#undef gets
#pragma GCC poison strcpy strcat sprintf vsprintf strtok alloca gets

#endif
