/*
 * unwind.h - what the BPF side and the session share to unwind user stacks; after control.h
 *
 *	unw_objects	struct rt_object to an array of struct rt_cfi; row 0: at = how many follow
 *	unw_wanted	objects that have no table yet, with a mapping where they were met
 *	unw_maps	mappings that were met
 *	unw_execs	a ring buffer of its own: programs that are started, the first time
 *	unw_rests	another: the rest of stacks whose walk met an object without a table
 */
#ifndef RT_UNWIND_H
#define RT_UNWIND_H

enum {
	RT_UNW_FRAMES_MAX = 1024,	/* of a stack; how many a program has room for is RT_UNW_FRAMES (emit.c) */
	RT_UNW_OBJECTS = 4096, RT_UNW_MAPS = 16384,
	RT_UNW_EXECS = 1 << 16,		/* bytes of the buffer of programs that were started */
	RT_UNW_PATH = 488,
	RT_UNW_RESTS = 1 << 20,		/* bytes of the buffer of rests */
	RT_UNW_PAGES = 4, RT_UNW_BYTES = RT_UNW_PAGES * 4096,	/* of stack memory in a rest */
	RT_UNW_BENT = 8,		/* returns that uprobes have bent, in a rest */
	RT_UNW_STEPS = 23,		/* of a search: rows of an object are fewer than 1 << 23 */
	RT_UNW_VDSO = 1,		/* inode of the object that is no file; dev 0 */
};

struct rt_object { rt_u32 dev, pad; rt_u64 ino; };	/* dev as the kernel encodes it: major << 20 | minor */

struct rt_mapping_at { rt_u64 tgid, start; };
struct rt_mapping { rt_u64 end, offset; struct rt_object object; };	/* offset of start in the file, bytes */

/* a program that was not met before: its table is wanted before it has got far */
struct rt_exec { struct rt_object object; rt_u64 tgid; char path[RT_UNW_PATH]; };

/*
 * What is needed to go on elsewhere: registers, and the stack from sp on. The stack that was walked ends in a frame
 * that is no address but RT_UNW_REST | id.
 */
struct rt_rest {
	rt_u64 id, tgid, pc, sp, bp;
	rt_u64 trampoline;		/* as in struct rt_unw */
	rt_u32 exact, size;		/* size: bytes that could be read */
	struct { rt_u64 sp, pc; } bent[RT_UNW_BENT];
	unsigned char bytes[RT_UNW_BYTES];
};
#define RT_UNW_REST 0x5300000000000000ULL
#define RT_UNW_REST_MASK 0xff00000000000000ULL

/* struct cfi_row of lib/cfi.h */
struct rt_cfi { rt_u32 at; rt_s16 cfa, bp; rt_u32 rule; };

enum { RT_CFI_NONE, RT_CFI_SP, RT_CFI_BP, RT_CFI_PLT, RT_CFI_SIGNAL, RT_CFI_END, RT_CFI_BP_DEREF };
enum { RT_CFI_BP_SAME = -32768 };

#endif
