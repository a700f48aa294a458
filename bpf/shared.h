/*
 * shared.h - bpf/rt/control.h for the engine: the fixed-width types it needs, then the structs
 */
#ifndef SONDE_SHARED_H
#define SONDE_SHARED_H

#include <stdint.h>

typedef uint16_t rt_u16;
typedef uint32_t rt_u32;
typedef uint64_t rt_u64;
typedef int16_t rt_s16;

#include "bpf/rt/control.h"

#endif
