/*
 * symbol.c - SystemTap's stack traces and symbols
 *
 * In a kernel handler kernel addresses are resolved by the kernel itself, user addresses by the
 * session when they are shown. Stacks as text are addresses, "0x1 0x2 ", which print_stack() and its
 * kin resolve. Lines of a backtrace: " 0xADDR : name+0xoff/0xsize [module]".
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "lang/builtin/body.h"
#include "lang/eval/frame.h"
#include "lib/elf.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

enum form {
	FORM_ADDRESS = 1,	/* " 0xADDR : " in front */
	FORM_SIZE    = 2,	/* "/0xsize" */
	FORM_MODULE  = 4,	/* " [module]" */
	FORM_PATH    = 8,	/* the module by its path */
	FORM_SOURCE  = 16,	/* " at file:line" */
};

enum { BACKTRACE = FORM_ADDRESS | FORM_SIZE | FORM_MODULE | FORM_PATH };

static bool resolve(struct runtime *rt, pid_t pid, uint64_t addr, struct sym *ret)
{
	*ret = (struct sym){ 0 };
	if (pid)
		return rt->ops->usym && rt->ops->usym(rt, pid, addr, ret);
	return rt->ops->ksym && rt->ops->ksym(rt, addr, ret);
}

static void put_module(struct buf *b, pid_t pid, const struct sym *s, enum form form)
{
	if (!s->module)
		return;
	if (!pid)
		buf_printf(b, " [%s]", strcmp(s->module, "vmlinux") ? s->module : "kernel");
	else
		buf_printf(b, " [%s]", form & FORM_PATH && s->path ? s->path : s->module);
}

static void put_source(struct buf *b, const struct src_frame *at, unsigned form)
{
	if (form & FORM_SOURCE && at->file)
		buf_printf(b, " at %s:%u", at->file, at->line);
}

/* pid 0: an address of the kernel */
static void put_symbol(struct buf *b, pid_t pid, uint64_t addr, const struct frame *f, unsigned form)
{
	const struct sym *s = &f->sym;

	if (form & FORM_ADDRESS || !s->name)
		buf_printf(b, "%s0x%" PRIx64, form & FORM_ADDRESS ? " " : "", addr);
	if (!s->name) {
		if (s->module)
			buf_printf(b, " [%s+0x%" PRIx64 "]", form & FORM_PATH && s->path ? s->path : s->module, s->offset);
		return;
	}
	buf_printf(b, "%s%s+0x%" PRIx64, form & FORM_ADDRESS ? " : " : "", s->name, s->offset);
	if (form & FORM_SIZE)
		buf_printf(b, "/0x%" PRIx64, s->size);
	if (f->n)
		put_source(b, &f->at[f->n - 1], form);
	if (form & FORM_MODULE)
		put_module(b, pid, s, (enum form)form);
}

/* a line for each call that is inlined there, then one for the function itself, without its newline */
static void put_frame(struct runtime *rt, struct buf *b, struct frame_walk *w, uint64_t addr, unsigned form)
{
	struct frame f;

	frame_next(rt, w, addr, &f);
	for (size_t i = 0; i + 1 < f.n; i++) {
		if (form & FORM_ADDRESS)
			buf_printf(b, " 0x%" PRIx64 " : ", addr);
		buf_printf(b, "%s (inlined)", frame_inlined(&f, i));
		put_source(b, &f.at[i], form);
		if (form & FORM_MODULE)
			put_module(b, w->pid, &f.sym, (enum form)form);
		buf_putc(b, '\n');
	}
	put_symbol(b, w->pid, addr, &f, form);
}

static int give(struct runtime *rt, const struct expr *call, struct value *ret, struct buf *b)
{
	int err = body_string(rt, call, ret, buf_str(b), b->len);

	buf_fini(b);
	return err;
}

/*
 * The process that a user address belongs to, handed over behind the arguments (with = "pid"). In a
 * handler of the session's own that is the session: then the target is meant.
 */
static pid_t user_of(struct runtime *rt, const struct expr *call, const struct value *args)
{
	pid_t pid = body_nargs(call) ? (pid_t)args[body_nargs(call) - 1].i : 0;

	return (!pid || pid == getpid()) && rt->target ? rt->target : pid ? pid : getpid();
}

/* ---- one address ---- */
static int name_of(struct runtime *rt, const struct expr *call, struct value *ret, pid_t pid, uint64_t addr)
{
	struct buf b = BUF_INIT;
	struct sym s;

	if (resolve(rt, pid, addr, &s) && s.name)
		buf_puts(&b, s.name);
	else
		buf_printf(&b, "0x%" PRIx64, addr);
	return give(rt, call, ret, &b);
}

static int symbol_of(struct runtime *rt, const struct expr *call, struct value *ret, pid_t pid, uint64_t addr,
		     unsigned form)
{
	struct buf b = BUF_INIT;
	struct frame f = { 0 };

	resolve(rt, pid, addr, &f.sym);
	put_symbol(&b, pid, addr, &f, form);
	return give(rt, call, ret, &b);
}

USER(user_symname) { return name_of(rt, call, ret, 0, (uint64_t)args[0].i); }
USER(user_usymname) { return name_of(rt, call, ret, user_of(rt, call, args), (uint64_t)args[0].i); }
USER(user_symdata) { return symbol_of(rt, call, ret, 0, (uint64_t)args[0].i, FORM_SIZE | FORM_MODULE); }

USER(user_usymdata)
{
	return symbol_of(rt, call, ret, user_of(rt, call, args), (uint64_t)args[0].i,
			 FORM_SIZE | FORM_MODULE | FORM_PATH);
}

USER(user_modname)
{
	struct sym s;

	if (!resolve(rt, 0, (uint64_t)args[0].i, &s) || !s.module)
		return FAULT_MODULE_NAME;
	const char *name = strcmp(s.module, "vmlinux") ? s.module : "kernel";

	return body_string(rt, call, ret, name, strlen(name));
}

USER(user_umodname)
{
	struct sym s;
	bool known = resolve(rt, user_of(rt, call, args), (uint64_t)args[0].i, &s) && s.module;
	struct buf b = BUF_INIT;

	if (known)
		buf_puts(&b, s.module);
	else
		buf_puts(&b, "<unknown>");
	return give(rt, call, ret, &b);
}

USER(user_umodaddr)
{
	struct sym s;
	uint64_t addr = (uint64_t)args[0].i;

	if (!resolve(rt, user_of(rt, call, args), addr, &s))
		return body_int(call, ret, 0);
	return body_int(call, ret, (int64_t)(s.addr ? s.addr : s.name ? 0 : s.offset));
}

USER(user_umodbuildid)
{
	struct sym s;
	bool known = resolve(rt, user_of(rt, call, args), (uint64_t)args[0].i, &s) && (s.file || s.path);
	struct elf_file *f = known ? elf_open(s.file ? s.file : s.path) : NULL;
	size_t n = 0;
	const uint8_t *id = f ? elf_build_id(f, &n) : NULL;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%02x", id[i]);
	elf_close(f);
	if (!n)
		buf_puts(&b, "<unknown>");
	return give(rt, call, ret, &b);
}

enum { LOG_WARNING = 4 };	/* the level of the kernel's own dumps */
enum { SRC_FILE = 1, SRC_LINE = 2 };

static int source_of(struct runtime *rt, const struct expr *call, struct value *ret, pid_t pid, uint64_t addr,
		     unsigned what)
{
	struct frame_walk w = { .pid = pid };
	struct buf b = BUF_INIT;
	struct frame f;

	frame_next(rt, &w, addr, &f);
	if (!f.n || !f.at[0].file)
		buf_printf(&b, "0x%" PRIx64, addr);
	else if (what == SRC_FILE)
		buf_puts(&b, f.at[0].file);
	else if (what == SRC_LINE)
		buf_printf(&b, "%u", f.at[0].line);
	else
		buf_printf(&b, "%s:%u", f.at[0].file, f.at[0].line);
	return give(rt, call, ret, &b);
}

#define SOURCE(name, what) \
	USER(user_##name) { return source_of(rt, call, ret, 0, (uint64_t)args[0].i, what); } \
	USER(user_u##name) { return source_of(rt, call, ret, user_of(rt, call, args), (uint64_t)args[0].i, what); }
SOURCE(symfile, SRC_FILE)
SOURCE(symline, SRC_LINE)
SOURCE(symfileline, SRC_FILE | SRC_LINE)

/* ---- a stack that the kernel handed over ---- */
static void put_frames(struct runtime *rt, struct buf *b, const struct stack_frames *f, unsigned form)
{
	struct frame_walk w = { .pid = f->pid };

	for (size_t i = 0; i < f->n; i++) {
		put_frame(rt, b, &w, f->pc[i], form);
		buf_putc(b, '\n');
	}
}

static const char *probe_point(struct runtime *rt)
{
	const struct probe *p = rt->fire.probe;

	return p && p->point ? p->point : rt->fire.clause && rt->fire.clause->spelling ? rt->fire.clause->spelling : "";
}

/*
 * At a function's return: which function, and where it goes on, before what is above (reference, 4.2).
 * At its entry the first frame is the function itself, not the place behind the call that traces it.
 */
static void put_return(struct runtime *rt, struct buf *b, struct stack_frames *f, unsigned form)
{
	const struct probe *p = rt->fire.probe;
	struct frame_walk w = { .pid = f->pid };
	enum { ENTRY_BYTES = 16 };	/* what comes before and with the call that fentry is */
	struct sym s;

	if (!p || f->pid || f->n < 2 || !resolve(rt, 0, f->pc[0], &s) || !s.name || strcmp(s.name, p->func))
		return;
	if (!p->is_return) {
		f->pc[0] -= s.offset <= ENTRY_BYTES ? s.offset : 0;
		return;
	}
	buf_puts(b, "Returning from: ");
	put_frame(rt, b, &w, f->pc[0] - s.offset, form);
	buf_puts(b, "\nReturning to  : ");
	put_frame(rt, b, &w, f->pc[1], form);
	buf_putc(b, '\n');
	f->n -= 2;
	memmove(f->pc, f->pc + 2, f->n * sizeof(*f->pc));
}

static int print_stack_of(struct runtime *rt, const struct value *stack, unsigned form, const char *space)
{
	struct stack_frames f;
	bool any;

	stack_frames(rt, stack->p, stack->len, &f);
	any = f.n;
	if (form & FORM_ADDRESS)
		put_return(rt, &rt->out, &f, form);
	if (any)
		put_frames(rt, &rt->out, &f, form);
	else
		buf_printf(&rt->out, "<no %s backtrace at %s>\n", space, probe_point(rt));
	return FAULT_NONE;
}

USER(user_print_backtrace) { return print_stack_of(rt, &args[0], BACKTRACE, "kernel"); }
USER(user_print_backtrace_src) { return print_stack_of(rt, &args[0], BACKTRACE | FORM_SOURCE, "kernel"); }
USER(user_print_ubacktrace) { return print_stack_of(rt, &args[0], BACKTRACE, "user"); }
USER(user_print_ubacktrace_src) { return print_stack_of(rt, &args[0], BACKTRACE | FORM_SOURCE, "user"); }
USER(user_print_ubacktrace_brief) { return print_stack_of(rt, &args[0], 0, "user"); }

/* the kernel's way: where, then a line for each frame */
USER(user_dump_stack)
{
	struct buf b = BUF_INIT;
	struct stack_frames f;

	stack_frames(rt, args[0].p, args[0].len, &f);
	buf_printf(&b, "CPU: %u at %s\nCall Trace:\n", rt->fire.cpu, probe_point(rt));
	put_frames(rt, &b, &f, BACKTRACE);

	int err = FAULT_NONE;

	for (const char *p = buf_str(&b), *end; !err && (end = strchr(p, '\n')); p = end + 1)
		err = body_log(LOG_WARNING, p, (size_t)(end - p));
	buf_fini(&b);
	return err;
}

USER(user_sprint_backtrace)
{
	struct buf b = BUF_INIT;
	struct stack_frames f;

	stack_frames(rt, args[0].p, args[0].len, &f);
	put_frames(rt, &b, &f, FORM_MODULE);
	return give(rt, call, ret, &b);
}

/* in a handler of the session's own there is no stack to be had */
USER(user_no_stack)
{
	size_t n = call->type->size ? call->type->size : 8;

	*ret = value_load(call->type, memset(rt_temp(rt, n), 0, n), n);
	return FAULT_NONE;
}

USER(user_no_text) { return body_string(rt, call, ret, "", 0); }
USER(user_zero) { return body_int(call, ret, 0); }

/* ---- addresses as text ---- */
static void text_frames(const struct value *v, pid_t pid, struct stack_frames *ret)
{
	const char *s = v->p, *end = s + v->len;

	*ret = (struct stack_frames){ .pid = pid };
	while (s < end && ret->n < 128) {
		char word[32] = "", *stop;
		size_t n = 0;

		while (s < end && (*s == ' ' || *s == '\n'))
			s++;
		while (s + n < end && s[n] != ' ' && s[n] != '\n')
			n++;
		if (!n)
			break;
		memcpy(word, s, n < sizeof(word) - 1 ? n : sizeof(word) - 1);
		uint64_t pc = strtoull(word, &stop, 16);

		if (stop != word)
			ret->pc[ret->n++] = pc;
		s += n;
	}
}

static int print_text(struct runtime *rt, const struct value *text, pid_t pid)
{
	struct stack_frames f;

	text_frames(text, pid, &f);
	put_frames(rt, &rt->out, &f, BACKTRACE);
	return FAULT_NONE;
}

static int sprint_text(struct runtime *rt, const struct expr *call, struct value *ret, const struct value *text,
		       pid_t pid, unsigned form)
{
	struct buf b = BUF_INIT;
	struct stack_frames f;

	text_frames(text, pid, &f);
	put_frames(rt, &b, &f, form);
	return give(rt, call, ret, &b);
}

USER(user_print_stack) { return print_text(rt, &args[0], 0); }
USER(user_print_ustack) { return print_text(rt, &args[0], user_of(rt, call, args)); }
USER(user_sprint_stack) { return sprint_text(rt, call, ret, &args[0], 0, FORM_MODULE); }
USER(user_sprint_syms) { return sprint_text(rt, call, ret, &args[0], 0, FORM_MODULE); }
USER(user_sprint_ustack) { return sprint_text(rt, call, ret, &args[0], user_of(rt, call, args), FORM_MODULE); }

#define KSTACK(form) "rt_stack_text($f, $dst, $size, $work, $frames, " form ")"
#define USTACK(form) "rt_ustack_text($f, $dst, $size, $work, $frames, " form ")"

const struct builtin builtins_symbol[] = {
	/* what others are handed; no script would name them */
	{ "__kernel_stack", LANG_STAP, "stack ()", "rt_stack($f, $dst, $size)", user_no_stack, B_HOME | B_KERNEL,
	  "the kernel stack, for functions that show it" },
	{ "__user_stack", LANG_STAP, "stack ()", "rt_ustack($f, $dst, $size)", user_no_stack, B_HOME,
	  "the user stack, for functions that show it", .rt = "path tree unwind" },

	{ "print_backtrace", LANG_STAP, "void ()", NULL, user_print_backtrace, B_KERNEL,
	  "print the kernel stack, a line for each frame", .with = "__kernel_stack" },
	{ "print_backtrace_fileline", LANG_STAP, "void ()", NULL, user_print_backtrace_src, B_KERNEL,
	  "print the kernel stack with source lines where they are known", .with = "__kernel_stack" },
	{ "dump_stack", LANG_STAP, "void ()", NULL, user_dump_stack, B_DESTRUCTIVE | B_KERNEL,
	  "the kernel stack into the kernel's log", .with = "__kernel_stack" },
	{ "print_ubacktrace", LANG_STAP, "void ()", NULL, user_print_ubacktrace, B_USYMS,
	  "print the user stack, a line for each frame", .with = "__user_stack" },
	{ "print_ubacktrace_fileline", LANG_STAP, "void ()", NULL, user_print_ubacktrace_src, B_USYMS,
	  "print the user stack with source lines where debug info has them", .with = "__user_stack" },
	{ "print_ubacktrace_brief", LANG_STAP, "void ()", NULL, user_print_ubacktrace_brief, B_USYMS,
	  "print the user stack as name+offset, a line for each frame", .with = "__user_stack" },
	{ "sprint_backtrace", LANG_STAP, "string ()", KSTACK("-1, RT_ADDRS_SYMBOLS"), user_no_text, B_HOME | B_KERNEL,
	  "the kernel stack as lines \"name+offset [module]\"", .rt = "text symbol" },
	{ "sprint_ubacktrace", LANG_STAP, "string ()", NULL, user_sprint_backtrace, B_USYMS,
	  "the user stack as lines \"name+offset [object]\"; in a probe that fires in the kernel only to be printed",
	  .with = "__user_stack" },
	{ "backtrace", LANG_STAP, "string ()", KSTACK("-1, RT_ADDRS_TRAIL"), user_no_text, B_HOME | B_KERNEL,
	  "the kernel stack as addresses, for print_stack()", .rt = "text symbol" },
	{ "ubacktrace", LANG_STAP, "string ()", USTACK("-1, RT_ADDRS_TRAIL"), user_no_text, B_USYMS | B_HOME,
	  "the user stack as addresses, for print_ustack()", .rt = "text symbol path tree unwind" },
	{ "callers", LANG_STAP, "string (long)", KSTACK("$1 < 0 ? -1 : $1 + 1, 0"), user_no_text, B_HOME | B_KERNEL,
	  "addresses of the first n callers, -1: all", .rt = "text symbol" },
	{ "ucallers", LANG_STAP, "string (long)", USTACK("$1 < 0 ? -1 : $1 + 1, 0"), user_no_text, B_USYMS | B_HOME,
	  "user addresses of the first n callers, -1: all", .rt = "text symbol path tree unwind" },
	{ "stack", LANG_STAP, "long (long)",
	  "(rt_stack($f, $dst, $size), rt_stack_nth((const struct rt_stack *)($dst), $1))", user_zero, B_DEPTH | B_HOME | B_NOW,
	  "the n-th address of the kernel stack, 0 behind its end", .rt = "text symbol" },
	{ "ustack", LANG_STAP, "long (long)",
	  "({ rt_ustack_now($f, $dst, $size); rt_stack_nth((const struct rt_stack *)($dst), $1); })", user_zero,
	  B_DEPTH | B_HOME | B_NOW,
	  "the n-th address of the user stack, 0 behind its end", .rt = "text symbol path tree unwind" },
	{ "caller", LANG_STAP, "string ()", "rt_caller_text($dst, $size, rt_caller($f, 0), $work)", user_no_text, B_HOME,
	  "name and address of what called the probed function", .rt = "text symbol" },
	{ "caller_addr", LANG_STAP, "long ()", "rt_caller($f, 0)", user_zero, B_HOME,
	  "kernel address that the probed function was called from" },
	{ "__frame", LANG_STAP, "long ()", "rt_frame($f)", user_zero, 0,
	  "frame of the probed user function: the same number at its entry and its return" },
	{ "ucaller_addr", LANG_STAP, "long ()", "rt_ucaller($f)", user_zero, B_HOME,
	  "user address that the current function was called from", .rt = "path tree unwind" },

	{ "print_stack", LANG_STAP, "void (string)", NULL, user_print_stack, 0,
	  "print kernel addresses of a text as lines of a backtrace" },
	{ "print_syms", LANG_STAP, "void (string)", NULL, user_print_stack, 0,
	  "print kernel addresses of a text as lines of a backtrace" },
	{ "print_ustack", LANG_STAP, "void (string)", NULL, user_print_ustack, B_USYMS,
	  "print user addresses of a text as lines of a backtrace", .with = "pid" },
	{ "print_usyms", LANG_STAP, "void (string)", NULL, user_print_ustack, B_USYMS,
	  "print user addresses of a text as lines of a backtrace", .with = "pid" },
	{ "sprint_stack", LANG_STAP, "string (string)", NULL, user_sprint_stack, 0,
	  "kernel addresses of a text as lines \"name+offset [module]\"" },
	{ "sprint_syms", LANG_STAP, "string (string)", NULL, user_sprint_syms, 0,
	  "kernel addresses of a text as lines \"name+offset [module]\"" },
	{ "sprint_ustack", LANG_STAP, "string (string)", NULL, user_sprint_ustack, B_USYMS,
	  "user addresses of a text as lines \"name+offset [object]\"", .with = "pid" },
	{ "sprint_usyms", LANG_STAP, "string (string)", NULL, user_sprint_ustack, B_USYMS,
	  "user addresses of a text as lines \"name+offset [object]\"", .with = "pid" },

	{ "symname", LANG_STAP, "string<128> (ptr)", "rt_symname($dst, $size, $1, $work)", user_symname, B_KERNEL,
	  "name of the function at a kernel address, or 0x...", .rt = "text symbol" },
	{ "symdata", LANG_STAP, "string<192> (ptr)", "rt_symdata($dst, $size, $1, $work)", user_symdata, B_KERNEL,
	  "a kernel address as \"name+0xoffset/0xsize [module]\"", .rt = "text symbol" },
	{ "modname", LANG_STAP, "string<64> (ptr)", "rt_modname($f, $dst, $size, $1, $work)", user_modname, B_FAULTS,
	  "module of a kernel address, \"kernel\" for its own code", .rt = "text symbol" },
	{ "symfile", LANG_STAP, "string (ptr)", NULL, user_symfile, 0,
	  "source file of a kernel address; without debug info 0x..." },
	{ "symline", LANG_STAP, "string (ptr)", NULL, user_symline, 0,
	  "source line of a kernel address; without debug info 0x..." },
	{ "symfileline", LANG_STAP, "string (ptr)", NULL, user_symfileline, 0,
	  "source file and line of a kernel address; without debug info 0x..." },
	{ "usymname", LANG_STAP, "string<128> (ptr)", NULL, user_usymname, B_USYMS,
	  "name of the function at a user address, or 0x...", .with = "pid" },
	{ "usymdata", LANG_STAP, "string<256> (ptr)", NULL, user_usymdata, B_USYMS,
	  "a user address as \"name+0xoffset/0xsize [object]\"", .with = "pid" },
	{ "usymfile", LANG_STAP, "string (ptr)", NULL, user_usymfile, B_USYMS,
	  "source file of a user address, or 0x...", .with = "pid" },
	{ "usymline", LANG_STAP, "string (ptr)", NULL, user_usymline, B_USYMS,
	  "source line of a user address, or 0x...", .with = "pid" },
	{ "usymfileline", LANG_STAP, "string (ptr)", NULL, user_usymfileline, B_USYMS,
	  "source file and line of a user address, or 0x...", .with = "pid" },
	{ "umodname", LANG_STAP, "string<128> (ptr)", NULL, user_umodname, B_USYMS,
	  "name of the object that a user address lies in", .with = "pid" },
	{ "umodaddr", LANG_STAP, "long (ptr)", NULL, user_umodaddr, B_USYMS,
	  "a user address as the object's own symbol table counts", .with = "pid" },
	{ "umodbuildid", LANG_STAP, "string<128> (ptr)", NULL, user_umodbuildid, B_USYMS,
	  "build id of the object that a user address lies in", .with = "pid" },
	{ 0 }
};
