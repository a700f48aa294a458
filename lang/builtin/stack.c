/*
 * stack.c - stacks, and addresses that are shown as symbols
 */
#include "lang/builtin/body.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

USER(user_sym)
{
	*ret = value_int(args[0].i, call->type);
	return FAULT_NONE;
}

USER(user_usym)
{
	uint64_t *pair = rt_temp(rt, 2 * sizeof(*pair));

	pair[0] = (uint64_t)rt->fire.pid;
	pair[1] = (uint64_t)args[0].i;
	*ret = value_load(&type_usymaddr, pair, 2 * sizeof(*pair));
	return FAULT_NONE;
}

#define KSYM(name, type, help) \
	{ name, LANG_D, type " (ptr)", "(rt_u64)($1)", user_sym, 0, help }
#define USYM(name, type, help) \
	{ name, LANG_D, type " (ptr)", "rt_usym($dst, $1)", user_usym, 0, help, .rt = "path tree unwind" }

static const struct builtin_tags
	stack_tags = { ERR_STACK_PROTO, ERR_STACK_PROTO, ERR_STACK_PROTO, ERR_STACK_PROTO, ERR_STACK_SIZE },
	ustack_tags = { ERR_USTACK_PROTO, ERR_USTACK_PROTO, ERR_USTACK_PROTO, ERR_USTACK_PROTO, ERR_USTACK_FRAMES };

const struct builtin builtins_stack[] = {
	{ "stack", LANG_D, "stack ([const])", "rt_stack($f, $dst, $size)", NULL, B_STACK,
	  "the kernel stack", .tags = &stack_tags },
	{ "ustack", LANG_D, "stack ([const], [const])", "rt_ustack($f, $dst, $size)", NULL,
	  B_STACK, "the user stack", .tags = &ustack_tags, .rt = "path tree unwind" },
	{ "jstack", LANG_D, "stack ([const], [const])", "rt_ustack($f, $dst, $size)", NULL,
	  B_STACK, "the user stack; frames of a Java VM are shown as addresses", .tags = &ustack_tags, .rt = "path tree unwind" },
	{ "caller", LANG_D, "uint64", "rt_caller($f, 0)", NULL, 0,
	  "kernel address that the probed function was called from", "uintptr_t" },
	{ "ucaller", LANG_D, "uint64", "rt_ucaller($f)", NULL, 0,
	  "user address that the current function was called from", .rt = "path tree unwind" },
	{ "stackdepth", LANG_D, "uint32", "rt_depth($f, $dst, $size, 0)", NULL, B_DEPTH,
	  "number of frames of the kernel stack" },
	{ "ustackdepth", LANG_D, "uint32", "rt_udepth($f, $dst, $size)", NULL, B_DEPTH,
	  "number of frames of the user stack", .rt = "path tree unwind" },
	KSYM("sym", "symaddr", "a kernel address as module`symbol"),
	KSYM("func", "symaddr", "a kernel address as module`symbol"),
	KSYM("mod", "modaddr", "a kernel address as its module"),
	USYM("usym", "usymaddr", "a user address as object`symbol"),
	USYM("ufunc", "usymaddr", "a user address as object`symbol"),
	USYM("umod", "umodaddr", "a user address as its object"),
	USYM("uaddr", "uoffaddr", "a user address as object`symbol+0xoffset"),
	{ 0 }
};
