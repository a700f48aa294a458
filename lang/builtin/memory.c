/*
 * memory.c - memory of the kernel and of processes, scratch memory, byte order
 *
 * Handlers that run in user space have no task to read from, so most rows have a kernel body only.
 */
#include "lang/builtin/body.h"
#include "lang/stability.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

USER(user_swap16) { return body_int(call, ret, __builtin_bswap16((uint16_t)args[0].i)); }
USER(user_swap32) { return body_int(call, ret, __builtin_bswap32((uint32_t)args[0].i)); }
USER(user_swap64) { return body_int(call, ret, (int64_t)__builtin_bswap64((uint64_t)args[0].i)); }
USER(user_cut16) { return body_int(call, ret, (uint16_t)args[0].i); }
USER(user_cut32) { return body_int(call, ret, (uint32_t)args[0].i); }
USER(user_cut64) { return body_int(call, ret, args[0].i); }

#define SWAP_ROWS(name, bits, help) \
	{ name, LANG_D, "uint" #bits " (uint" #bits ")", "rt_swap" #bits "($1)", user_swap##bits, 0, help }, \
	{ name, LANG_STAP, "long (long)", "rt_swap" #bits "($1)", user_swap##bits, 0, help }
#define ENDIAN_ROWS(n, bits) \
	{ "big_endian" #n, LANG_STAP, "long (long)", "rt_swap" #bits "($1)", user_swap##bits, 0, \
	  "a big-endian number of " #n " bytes" }, \
	{ "little_endian" #n, LANG_STAP, "long (long)", "((rt_u" #bits ")($1))", user_cut##bits, 0, \
	  "a little-endian number of " #n " bytes" }
#define READS_USER(flags) !((flags) & B_KERNEL)
/* SystemTap: 0 when the user's memory cannot be read; _error: a fault */
#define USER_READ(name, c_type, what) \
	{ "user_" name, LANG_STAP, "long (ptr)", "RT_READ_USER(" c_type ", $1)", NULL, 0, \
	  what " in user memory, 0 when it cannot be read", .user_at = 1 }, \
	{ "user_" name "_error", LANG_STAP, "long (ptr)", "RT_READ_USER_FAULT($f, " c_type ", $1, FAULT_USER_NUMBER)", NULL, \
	  B_FAULTS, what " in user memory", .user_at = 1 }
#define KERNEL_READ(name, c_type, what, code) \
	{ "kernel_" name, LANG_STAP, "long (ptr)", "RT_READ_KERNEL($f, " c_type ", $1, FAULT_KERNEL_" code ")", \
	  NULL, B_FAULTS | B_KERNEL, what " in kernel memory" }
/* what @kderef and @uderef become: no sign, and the fault of a load */
#define DEREF(n, c_type) \
	{ "__kderef" #n, LANG_STAP, "long (ptr)", "RT_READ_KERNEL($f, " c_type ", $1, RT_F_BADADDR)", NULL, \
	  B_FAULTS | B_KERNEL, "@kderef(" #n ", address)" }, \
	{ "__uderef" #n, LANG_STAP, "long (ptr)", "RT_READ_USER_FAULT($f, " c_type ", $1, RT_F_BADADDR)", NULL, B_FAULTS, \
	  "@uderef(" #n ", address)", .user_at = 1 }
#define USER_WRITE(name, c_type, what) \
	{ "set_user_" name, LANG_STAP, "void (ptr, long)", "(void)RT_WRITE_USER($f, " c_type ", $1, $2)", NULL, \
	  B_FAULTS | B_DESTRUCTIVE, "write " what " to user memory" }
/* what $x = value becomes where its value is used */
#define USER_STORE(n, c_type) \
	{ "__uwrite" #n, LANG_STAP, "long (ptr, long)", \
	  "({ rt_s64 w_ = $2; RT_WRITE_USER($f, " c_type ", $1, w_); w_; })", NULL, B_FAULTS | B_DESTRUCTIVE, "$x = value" }
/* text as C escapes; memory that cannot be read shows as its address */
#define QUOTED(space, bits, user, name, args, n, max, flags, what) \
	{ space "_" name, LANG_STAP, args, \
	  "rt_quote_or_hex($dst, $size, $1, " n ", " max ", " user " | RT_TEXT_QUOTED" flags ")", NULL, bits, \
	  what " in " space " memory as C escapes between quotes", .rt = "text", .user_at = READS_USER(bits) }
#define QUOTED_ROWS(space, bits, user) \
	QUOTED(space, bits, user, "string_quoted", "string (ptr)", "RT_MAX_STRING", "0", "", "text"), \
	QUOTED(space, bits, user, "string_n_quoted", "string (ptr, long)", "$2", "0", "", "text of at most n bytes"), \
	QUOTED(space, bits, user, "string_n_quoted", "string (ptr, long, long)", "$2", "$3", "", \
	       "text of at most n bytes"), \
	QUOTED(space, bits, user, "buffer_quoted", "string (ptr, long)", "$2", "0", " | RT_TEXT_COUNTED", "n bytes"), \
	QUOTED(space, bits, user, "buffer_quoted", "string (ptr, long, long)", "$2", "$3", " | RT_TEXT_COUNTED", \
	       "n bytes")
/* the same, but what cannot be read is an error */
#define QUOTED_ERROR_ROW(space, bits, user, code) \
	{ space "_buffer_quoted_error", LANG_STAP, "string (ptr, long, long)", \
	  "rt_quote_or_fault($f, $dst, $size, $1, $2, $3, " user " | RT_TEXT_QUOTED | RT_TEXT_COUNTED, FAULT_" code ")", \
	  NULL, B_FAULTS | (bits), "n bytes in " space " memory as C escapes between quotes; an error when they cannot be read", \
	  .rt = "text", .user_at = READS_USER(bits) }
#define WIDE_ROWS(space, flags, user, bits, width, code) \
	{ space "_string_utf" bits, LANG_STAP, "string (ptr)", \
	  "rt_wide_text($f, $dst, $size, $1, " user ", " width ", FAULT_" code ")", NULL, B_FAULTS | (flags), \
	  "UTF-" bits " text in " space " memory", .rt = "text", .user_at = READS_USER(flags) }, \
	{ space "_string_utf" bits, LANG_STAP, "string (ptr, string)", \
	  "rt_wide_or($dst, $size, $1, " user ", " width ", $2)", NULL, flags, \
	  "UTF-" bits " text in " space " memory, or the last argument when it cannot be read", .rt = "text", .user_at = READS_USER(flags) }, \
	{ space "_string2_utf" bits, LANG_STAP, "string (ptr, string)", \
	  "rt_wide_or($dst, $size, $1, " user ", " width ", $2)", NULL, flags, \
	  "UTF-" bits " text in " space " memory, or the last argument when it cannot be read", .rt = "text", .user_at = READS_USER(flags) }
/* both spellings of the form with a text for the case of a fault */
#define STRING_READ(space, bits, suffix, args, fn, params) \
	{ space "_string" suffix, LANG_STAP, args, fn "($f, $dst, $size, " params ")", NULL, B_FAULTS | (bits), \
	  "text in " space " memory", .user_at = READS_USER(bits) }
#define STRING_OR(space, bits, suffix, args, fn, params) \
	{ space "_string" suffix, LANG_STAP, args, fn "_or($dst, $size, " params ")", NULL, bits, \
	  "text in " space " memory, or the last argument when it cannot be read", .user_at = READS_USER(bits) }

static const struct builtin_tags
	alloca_tags = { ERR_PROTO_LEN, ERR_PROTO_ARG, ERR_PROTO_ARG, ERR_PROTO_ARG, ERR_ALLOCA_SIZE };

const struct builtin builtins_memory[] = {
	/* D: scratch memory and user memory */
	{ "alloca", LANG_D, "ptr (uint64)", "rt_alloca($f, $dst, $size, $1)", NULL, B_FAULTS | B_ALLOCA,
	  "scratch memory until the end of the clause", .tags = &alloca_tags },
	{ "copyin", LANG_D, "ptr (ptr, uint64)", "rt_copyin($f, $dst, $size, $1, $2)", NULL,
	  B_FAULTS | B_ALLOCA, "scratch memory filled from user memory", .user_at = 1, .as_string = "$copyintext" },
	{ "$copyintext", LANG_D, "string (ptr, uint64)",
	  "rt_copyinstr($f, $dst, $size, $1, (rt_u64)($2) < $size ? (rt_u64)($2) + 1 : $size)", NULL, B_FAULTS,
	  "stringof(copyin()): no scratch memory for what a string holds", .user_at = 1 },
	{ "copyinto", LANG_D, "void (ptr, uint64, ptr)", "rt_copyinto($f, $dst, $size, $1, $2, $3)", NULL,
	  B_FAULTS | B_ALLOCA, "user memory into scratch memory" },
	{ "bcopy", LANG_D, "void (mem, ptr, uint64)", "rt_bcopy($f, $dst, $size, $1, $2, $3)", NULL,
	  B_FAULTS | B_ALLOCA, "kernel or scratch memory into scratch memory" },
	{ "copyinstr", LANG_D, "string (ptr, [uint64])",
	  "rt_copyinstr($f, $dst, $size, $1, $# > 1 ? (rt_u64)($2) : $size)", NULL, B_FAULTS,
	  "text in user memory", .user_at = 1 },
	{ "copyout", LANG_D, "void (mem, ptr, uint64)", "rt_copyout($f, $1, $2, $3)", NULL,
	  B_FAULTS | B_DESTRUCTIVE | B_RECORDS, "write to user memory" },
	{ "copyoutstr", LANG_D, "void (string, ptr, uint64)", "rt_copyoutstr($f, $1, $n1, $2, $3)", NULL,
	  B_FAULTS | B_DESTRUCTIVE | B_RECORDS, "write a string to user memory" },

	{ "dlib_resident", LANG_D, "int (ptr)",
	  "({ char c_; !bpf_probe_read_user(&c_, 1, (void *)(rt_u64)($1)); })", NULL, 0,
	  "1 if user memory can be read now; for library scripts" },

	/* SystemTap: text */
	STRING_READ("user", 0, "", "string (ptr)", "rt_user_string", "$1, $size"),
	STRING_OR("user", 0, "", "string (ptr, string)", "rt_user_string", "$1, $size, $2"),
	STRING_OR("user", 0, "2", "string (ptr, string)", "rt_user_string", "$1, $size, $2"),
	STRING_READ("user", 0, "_n", "string (ptr, long)", "rt_user_string", "$1, $2"),
	STRING_OR("user", 0, "_n", "string (ptr, long, string)", "rt_user_string", "$1, $2, $3"),
	STRING_OR("user", 0, "_n2", "string (ptr, long, string)", "rt_user_string", "$1, $2, $3"),
	{ "user_string_nofault", LANG_STAP, "string (ptr)", "rt_user_string_or($dst, $size, $1, $size, NULL)",
	  NULL, 0, "text in user memory, \"\" when it cannot be read", .user_at = 1 },
	{ "user_string_n_nofault", LANG_STAP, "string (ptr, long)", "rt_user_string_or($dst, $size, $1, $2, NULL)",
	  NULL, 0, "text of at most n bytes in user memory, \"\" when it cannot be read", .user_at = 1 },
	STRING_READ("kernel", B_KERNEL, "", "string (ptr)", "rt_kernel_string", "$1, $size"),
	STRING_OR("kernel", B_KERNEL, "", "string (ptr, string)", "rt_kernel_string", "$1, $size, $2"),
	STRING_OR("kernel", B_KERNEL, "2", "string (ptr, string)", "rt_kernel_string", "$1, $size, $2"),
	STRING_READ("kernel", B_KERNEL, "_n", "string (ptr, long)", "rt_kernel_string", "$1, $2"),
	STRING_OR("kernel", B_KERNEL, "_n", "string (ptr, long, string)", "rt_kernel_string", "$1, $2, $3"),
	STRING_OR("kernel", B_KERNEL, "_n2", "string (ptr, long, string)", "rt_kernel_string", "$1, $2, $3"),
	QUOTED_ROWS("user", 0, "RT_TEXT_USER"), QUOTED_ROWS("kernel", B_KERNEL, "0"),
	QUOTED_ERROR_ROW("user", 0, "RT_TEXT_USER", "USER_BUFFER"), QUOTED_ERROR_ROW("kernel", B_KERNEL, "0", "KERNEL_BUFFER"),
	WIDE_ROWS("user", 0, "1", "16", "2", "USER_STRING"), WIDE_ROWS("user", 0, "1", "32", "4", "USER_STRING"),
	WIDE_ROWS("kernel", B_KERNEL, "0", "16", "2", "KERNEL_STRING"), WIDE_ROWS("kernel", B_KERNEL, "0", "32", "4", "KERNEL_STRING"),

	{ "__kernel_bytes", LANG_STAP, "bytes (ptr, long)", "rt_bytes($f, $dst, $size, $1, $2, 0, FAULT_KERNEL_STRING)",
	  NULL, B_FAULTS | B_KERNEL, "kernel memory for %m and %M" },
	{ "__user_bytes", LANG_STAP, "bytes (ptr, long)", "rt_bytes($f, $dst, $size, $1, $2, 1, FAULT_USER_STRING)",
	  NULL, B_FAULTS, "user memory for %#m and %#M", .user_at = 1 },

	/* SystemTap: numbers */
	USER_READ("char", "rt_s8", "a char"), USER_READ("short", "rt_s16", "a short"),
	USER_READ("ushort", "rt_u16", "an unsigned short"), USER_READ("int", "rt_s32", "an int"),
	USER_READ("uint", "rt_u32", "an unsigned int"), USER_READ("long", "rt_s64", "a long"),
	USER_READ("ulong", "rt_u64", "an unsigned long"), USER_READ("int8", "rt_s8", "a byte"),
	USER_READ("uint8", "rt_u8", "an unsigned byte"), USER_READ("int16", "rt_s16", "a 16-bit number"),
	USER_READ("uint16", "rt_u16", "an unsigned 16-bit number"),
	USER_READ("int32", "rt_s32", "a 32-bit number"),
	USER_READ("uint32", "rt_u32", "an unsigned 32-bit number"),
	USER_READ("int64", "rt_s64", "a 64-bit number"),
	USER_READ("uint64", "rt_u64", "an unsigned 64-bit number"),
	KERNEL_READ("char", "rt_s8", "a char", "CHAR"), KERNEL_READ("short", "rt_s16", "a short", "SHORT"),
	KERNEL_READ("int", "rt_s32", "an int", "INT"), KERNEL_READ("long", "rt_s64", "a long", "LONG"),
	KERNEL_READ("pointer", "rt_u64", "a pointer", "POINTER"),
	{ "atomic_read", LANG_STAP, "long (ptr)", "RT_READ_KERNEL($f, rt_s32, $1, FAULT_KERNEL_INT)", NULL,
	  B_FAULTS, "value of an atomic_t" },
	{ "atomic_long_read", LANG_STAP, "long (ptr)", "RT_READ_KERNEL($f, rt_s64, $1, FAULT_KERNEL_LONG)", NULL,
	  B_FAULTS, "value of an atomic_long_t" },
	DEREF(1, "rt_u8"), DEREF(2, "rt_u16"), DEREF(4, "rt_u32"), DEREF(8, "rt_u64"),
	USER_WRITE("char", "rt_s8", "a char"), USER_WRITE("short", "rt_s16", "a short"),
	USER_WRITE("int", "rt_s32", "an int"), USER_WRITE("long", "rt_s64", "a long"),
	USER_WRITE("pointer", "rt_u64", "a pointer"),
	USER_STORE(1, "rt_s8"), USER_STORE(2, "rt_s16"), USER_STORE(4, "rt_s32"), USER_STORE(8, "rt_s64"),
	{ "__uwritebits", LANG_STAP, "long (ptr, long, long, long)", "rt_write_bits($f, FAULT_USER_STORE, $1, $2, $3, $4)", NULL,
	  B_FAULTS | B_DESTRUCTIVE, "$x->field = value" },
	{ "set_user_string", LANG_STAP, "void (ptr, string)",
	  "if (rt_copyout_run((rt_u64)($2), $1, $n2, 1)) rt_fault($f, FAULT_USER_STORE, $1)", NULL,
	  B_FAULTS | B_DESTRUCTIVE, "write a string to user memory" },
	{ "set_user_string_arg", LANG_STAP, "void (ptr, string)",
	  "if (rt_copyout_run((rt_u64)($2), $1, $n2, 1)) rt_fault($f, FAULT_USER_STORE, $1)", NULL,
	  B_FAULTS | B_DESTRUCTIVE, "write a string to the user memory that an argument points to" },
	{ "set_user_string_n", LANG_STAP, "void (ptr, long, string)",
	  "if (rt_copyout_run((rt_u64)($3), $1, $2, 1)) rt_fault($f, FAULT_USER_STORE, $1)", NULL,
	  B_FAULTS | B_DESTRUCTIVE, "write at most n bytes of a string to user memory" },

	/* byte order */
	SWAP_ROWS("htons", 16, "16 bits to network byte order"),
	SWAP_ROWS("htonl", 32, "32 bits to network byte order"),
	SWAP_ROWS("htonll", 64, "64 bits to network byte order"),
	SWAP_ROWS("ntohs", 16, "16 bits from network byte order"),
	SWAP_ROWS("ntohl", 32, "32 bits from network byte order"),
	SWAP_ROWS("ntohll", 64, "64 bits from network byte order"),
	ENDIAN_ROWS(2, 16), ENDIAN_ROWS(4, 32), ENDIAN_ROWS(8, 64),

	/* locks of the kernel */
	{ "mutex_owned", LANG_D, "int (obj)", "rt_mutex_owned($f, $1)", NULL, B_FAULTS,
	  "1 when the current thread holds a mutex", .object = "mutex", .stability = &stability_evolving },
	{ "mutex_owner", LANG_D, "ptr (obj)", "rt_mutex_owner($f, $1)", NULL, B_FAULTS,
	  "the task that holds a mutex, or NULL", "struct task_struct *", .object = "mutex", .stability = &stability_evolving },
	{ "mutex_type_adaptive", LANG_D, "int (obj)", "((void)($1), 1)", NULL, 0,
	  "1: all mutexes are adaptive", .object = "mutex", .stability = &stability_evolving },
	{ "mutex_type_spin", LANG_D, "int (obj)", "((void)($1), 0)", NULL, 0,
	  "0: no mutex spins", .object = "mutex", .stability = &stability_evolving },
	/* x86's queued rwlock: writer in the low byte, readers above the waiting bit */
	{ "rw_read_held", LANG_D, "int (obj)", "(RT_READ_KERNEL($f, rt_u32, $1, 1) >> 9 != 0)", NULL, B_FAULTS,
	  "1 when readers hold a rwlock", .object = "rwlock_t rw_semaphore", .stability = &stability_evolving },
	{ "rw_write_held", LANG_D, "int (obj)", "((RT_READ_KERNEL($f, rt_u32, $1, 1) & 255) == 255)", NULL, B_FAULTS,
	  "1 when a writer holds a rwlock", .object = "rwlock_t rw_semaphore", .stability = &stability_evolving },
	{ "rw_iswriter", LANG_D, "int (obj)", "((RT_READ_KERNEL($f, rt_u32, $1, 1) & 255) == 255)", NULL, B_FAULTS,
	  "1 when a rwlock is held for writing", .object = "rwlock_t rw_semaphore", .stability = &stability_evolving },
	{ 0 }
};
