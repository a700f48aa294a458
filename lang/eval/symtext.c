/*
 * symtext.c - addresses and stacks as text: module`symbol+0xoff (D reference 5.4, 7.6)
 */
#include <string.h>
#include "lang/eval/frame.h"
#include "lang/eval/print.h"
#include "lang/eval/runtime.h"

static bool resolve(struct runtime *rt, pid_t pid, uint64_t addr, struct sym *ret)
{
	*ret = (struct sym){ 0 };
	if (!rt->ops)
		return false;
	if (pid)
		return rt->ops->usym && rt->ops->usym(rt, pid, addr, ret);
	return rt->ops->ksym && rt->ops->ksym(rt, addr, ret);
}

static void put_symbol(struct runtime *rt, struct buf *out, uint64_t addr, const struct sym *sym, enum sym_form form)
{
	if (!sym->module) {
		buf_printf(out, "0x%llx", (unsigned long long)addr);
	} else if (form == SYM_MODULE) {
		buf_puts(out, sym->module);
	} else if (!sym->name && sym->path && rt->opt && rt->opt->noresolve) {
		buf_printf(out, "%s:0x%llx", sym->module, (unsigned long long)sym->offset);
	} else if (!sym->name) {
		buf_printf(out, "%s`0x%llx", sym->module, (unsigned long long)addr);
	} else {
		buf_printf(out, "%s`%s", sym->module, sym->name);
		if (form == SYM_OFFSET && sym->offset)
			buf_printf(out, "+0x%llx", (unsigned long long)sym->offset);
	}
}

static void put_address(struct runtime *rt, struct buf *out, pid_t pid, uint64_t addr, enum sym_form form)
{
	struct sym sym;

	if (!resolve(rt, pid, addr, &sym))
		sym = (struct sym){ 0 };
	put_symbol(rt, out, addr, &sym, form);
}

void sym_text(struct runtime *rt, struct buf *out, const struct value *v, enum sym_form form)
{
	uint64_t pair[2] = { 0, (uint64_t)v->i };

	if (type_strip(v->type)->kind == TY_USYMADDR && v->p && v->len >= sizeof(pair))
		memcpy(pair, v->p, sizeof(pair));
	put_address(rt, out, (pid_t)pair[0], pair[1], form);
}

enum sym_form sym_form_of(const struct type *t)
{
	t = type_strip(t);
	if (t == &type_modaddr || t == &type_umodaddr)
		return SYM_MODULE;
	return t == &type_uoffaddr ? SYM_OFFSET : SYM_NAME;
}

void print_sym(struct runtime *rt, struct buf *out, const struct value *v)
{
	struct buf text = BUF_INIT;

	sym_text(rt, &text, v, sym_form_of(v->type));
	buf_printf(out, "  %-50s", buf_str(&text));
	buf_fini(&text);
}

static void put_line(struct buf *out, const char *text, int indent, int width)
{
	size_t n = strlen(text);

	buf_pad(out, ' ', (size_t)(indent > 0 ? indent : 0));
	if (width > 0 && (size_t)width > n)
		buf_pad(out, ' ', (size_t)width - n);
	buf_puts(out, text);
	buf_putc(out, '\n');
}

/* a line for each function that is inlined there, then one for the function itself */
static void put_frame(struct runtime *rt, struct buf *out, struct frame_walk *w, uint64_t pc, int indent, int width)
{
	struct buf text = BUF_INIT;
	struct frame f;

	frame_next(rt, w, pc, &f);
	for (size_t i = 0; i + 1 < f.n; i++) {
		buf_reset(&text);
		buf_printf(&text, "%s`%s (inlined)", f.sym.module, frame_inlined(&f, i));
		put_line(out, buf_str(&text), indent, width);
	}
	buf_reset(&text);
	put_symbol(rt, &text, pc, &f.sym, SYM_OFFSET);
	put_line(out, buf_str(&text), indent, width);
	buf_fini(&text);
}

void stack_text(struct runtime *rt, struct buf *out, const struct value *stack, int indent, int width)
{
	struct stack_frames f;

	buf_putc(out, '\n');
	stack_frames(rt, stack->p, stack->len, &f);

	struct frame_walk walk = { .pid = f.pid };

	for (size_t i = 0; i < f.n; i++)
		put_frame(rt, out, &walk, f.pc[i], indent, width);
}

void print_stack(struct runtime *rt, struct buf *out, const struct value *stack, int indent)
{
	stack_text(rt, out, stack, indent, 0);
}
