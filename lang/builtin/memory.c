/*
 * memory.c - memory of the kernel and of processes, scratch memory, byte order
 *
 * Handlers that run in user space have no task to read from, so most rows have a kernel body only. Those of
 * SystemTap that read plain numbers and text have another for handlers that the session fires (.peeks).
 */
#include <errno.h>
#include <string.h>
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

/* ---- memory as it is now ---- */
static int peek(struct runtime *rt, bool user, int64_t addr, void *bytes, size_t n)
{
	return rt->ops->peek ? rt->ops->peek(rt, user, (uint64_t)addr, bytes, n) : -EFAULT;
}

#define USER_PEEK(bits, type) \
	USER(user_or_zero_##bits) \
	{ \
		type n = 0; \
		return body_int(call, ret, peek(rt, true, args[0].i, &n, sizeof(n)) ? 0 : (int64_t)n); \
	} \
	USER(user_or_fault_##bits) \
	{ \
		type n = 0; \
		return peek(rt, true, args[0].i, &n, sizeof(n)) ? FAULT_USER_NUMBER : \
								  body_int(call, ret, (int64_t)n); \
	}
#define KERNEL_PEEK(code, type) \
	USER(user_kernel_##code) \
	{ \
		type n = 0; \
		return peek(rt, false, args[0].i, &n, sizeof(n)) ? FAULT_KERNEL_##code : \
								   body_int(call, ret, (int64_t)n); \
	}
USER_PEEK(s8, int8_t) USER_PEEK(u8, uint8_t) USER_PEEK(s16, int16_t) USER_PEEK(u16, uint16_t)
USER_PEEK(s32, int32_t) USER_PEEK(u32, uint32_t) USER_PEEK(s64, int64_t) USER_PEEK(u64, uint64_t)
KERNEL_PEEK(CHAR, int8_t) KERNEL_PEEK(SHORT, int16_t) KERNEL_PEEK(INT, int32_t) KERNEL_PEEK(LONG, int64_t)
KERNEL_PEEK(POINTER, uint64_t)

/* up to its end, piece by piece: what lies behind it may not be there; false: it cannot be read */
static bool peek_text(struct runtime *rt, bool user, int64_t addr, size_t most, struct buf *ret)
{
	enum { PIECE = 64 };	/* pieces end at multiples of it, so none reaches into another page */
	char piece[PIECE];

	for (size_t n; ret->len < most; addr += (int64_t)n) {
		n = PIECE - (uint64_t)addr % PIECE;
		n = n < most - ret->len ? n : most - ret->len;
		if (peek(rt, user, addr, piece, n))
			return false;
		size_t len = strnlen(piece, n);

		buf_add(ret, piece, len);
		if (len < n)
			break;
	}
	return true;
}

/* (address), (address, n), and what there is instead as the last argument */
static int string_at(struct runtime *rt, const struct expr *call, const struct value *args, struct value *ret,
		     const struct value *instead)
{
	bool user = call->builtin->user_at, counted = body_nargs(call) > 1 && !type_is_string(args[1].type);
	size_t most = call->type->size ? call->type->size - 1 : 0;
	struct buf b = BUF_INIT;
	int err = FAULT_NONE;

	if (counted && args[1].i < (int64_t)most)
		most = args[1].i < 0 ? 0 : (size_t)args[1].i;
	if (peek_text(rt, user, args[0].i, most, &b))
		err = body_string(rt, call, ret, buf_str(&b), b.len);
	else if (instead)
		err = body_string(rt, call, ret, instead->p, instead->len);
	else
		err = user ? FAULT_USER_STRING : FAULT_KERNEL_STRING;
	buf_fini(&b);
	return err;
}

USER(user_string_at)
{
	size_t last = body_nargs(call) - 1;

	return string_at(rt, call, args, ret, last && type_is_string(args[last].type) ? &args[last] : NULL);
}

USER(user_string_nofault)
{
	struct value none = value_string("", 0);

	return string_at(rt, call, args, ret, &none);
}

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
#define USER_READ(name, bits, what) \
	{ "user_" name, LANG_STAP, "long (ptr)", "RT_READ_USER(rt_" #bits ", $1)", user_or_zero_##bits, 0, \
	  what " in user memory, 0 when it cannot be read", .user_at = 1, .peeks = true }, \
	{ "user_" name "_error", LANG_STAP, "long (ptr)", "RT_READ_USER_FAULT($f, rt_" #bits ", $1, FAULT_USER_NUMBER)", \
	  user_or_fault_##bits, B_FAULTS, what " in user memory", .user_at = 1, .peeks = true }
#define KERNEL_READ(name, bits, what, code) \
	{ name, LANG_STAP, "long (ptr)", "RT_READ_KERNEL($f, rt_" #bits ", $1, FAULT_KERNEL_" #code ")", \
	  user_kernel_##code, B_FAULTS | B_KERNEL, what, .peeks = true }
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
	{ space "_string" suffix, LANG_STAP, args, fn "($f, $dst, $size, " params ")", user_string_at, B_FAULTS | (bits), \
	  "text in " space " memory", .user_at = READS_USER(bits), .peeks = true }
#define STRING_OR(space, bits, suffix, args, fn, params) \
	{ space "_string" suffix, LANG_STAP, args, fn "_or($dst, $size, " params ")", user_string_at, bits, \
	  "text in " space " memory, or the last argument when it cannot be read", .user_at = READS_USER(bits), .peeks = true }

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
	  user_string_nofault, 0, "text in user memory, \"\" when it cannot be read", .user_at = 1, .peeks = true },
	{ "user_string_n_nofault", LANG_STAP, "string (ptr, long)", "rt_user_string_or($dst, $size, $1, $2, NULL)",
	  user_string_nofault, 0, "text of at most n bytes in user memory, \"\" when it cannot be read", .user_at = 1, .peeks = true },
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
	USER_READ("char", s8, "a char"), USER_READ("short", s16, "a short"),
	USER_READ("ushort", u16, "an unsigned short"), USER_READ("int", s32, "an int"),
	USER_READ("uint", u32, "an unsigned int"), USER_READ("long", s64, "a long"),
	USER_READ("ulong", u64, "an unsigned long"), USER_READ("int8", s8, "a byte"),
	USER_READ("uint8", u8, "an unsigned byte"), USER_READ("int16", s16, "a 16-bit number"),
	USER_READ("uint16", u16, "an unsigned 16-bit number"),
	USER_READ("int32", s32, "a 32-bit number"),
	USER_READ("uint32", u32, "an unsigned 32-bit number"),
	USER_READ("int64", s64, "a 64-bit number"),
	USER_READ("uint64", u64, "an unsigned 64-bit number"),
	KERNEL_READ("kernel_char", s8, "a char in kernel memory", CHAR), KERNEL_READ("kernel_short", s16, "a short in kernel memory", SHORT),
	KERNEL_READ("kernel_int", s32, "an int in kernel memory", INT), KERNEL_READ("kernel_long", s64, "a long in kernel memory", LONG),
	KERNEL_READ("kernel_pointer", u64, "a pointer in kernel memory", POINTER),
	KERNEL_READ("atomic_read", s32, "value of an atomic_t", INT), KERNEL_READ("atomic_long_read", s64, "value of an atomic_long_t", LONG),
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
