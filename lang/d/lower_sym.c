/*
 * lower_sym.c - kernel symbols: `jiffies, vmlinux`init_task, &`anything; of the target: ``x, a.out`x
 */
#include <errno.h>
#include <string.h>
#include "lang/d/foreign.h"
#include "lang/d/lower.h"
#include "lang/d/target.h"
#include "lang/percpu.h"
#include "lang/probe.h"
#include "lang/stability.h"

/* ``x, and x of a file of the target: a.out`x, libc.so.6`x */
static bool is_users(struct d_lower *l, const struct d_node *n)
{
	return d_target_scope(l->c->world, &(struct d_scope){ n->mod, n->num });
}

/* false after reporting; type NULL: not known */
static bool user_symbol(struct d_lower *l, const struct d_node *n, uint64_t *addr, const struct type **type)
{
	struct world *w = l->c->world;
	int err;

	if (!w->target || !w->user_symbol) {
		diag_error(l->diag, n->span, ERR_SYM_BADREF, "'%s' is a symbol of the traced process, and there is none", n->str);
		diag_hint(l->diag, "name a process with -p or a command with -c");
		return false;
	}
	*type = NULL;
	err = w->user_symbol(w, n->mod, n->str, addr, type);
	if (!err)
		return true;
	diag_error(l->diag, n->span, ERR_IDENT_UNDEF, err == -EAGAIN ? "'%s' is in a library that process %d has not loaded yet"
		   : "there is no symbol '%s' in process %d", n->str, (int)w->target);
	return false;
}

/* false after reporting */
static bool address_of(struct d_lower *l, const struct d_node *n, uint64_t *ret)
{
	struct world *w = l->c->world;

	if (w->symbol && !w->symbol(w, n->mod, n->str, ret))
		return true;
	diag_error(l->diag, n->span, ERR_IDENT_UNDEF, "the kernel has no symbol '%s'%s%s, or its address cannot be seen",
		   n->str, *n->mod ? " in module " : "", n->mod);
	diag_hint(l->diag, "%s", d_foreign_symbol(n->str) ? d_foreign_symbol(n->str) :
		  "/proc/kallsyms says what there is; data are in it if the kernel has CONFIG_KALLSYMS_ALL");
	return false;
}

static const struct type *type_of(struct d_lower *l, const struct d_node *n)
{
	struct world *w = l->c->world;
	struct type_source *ts = *n->mod && w->module ? w->module(w, n->mod) : NULL;
	const struct type *t = NULL;

	ts = ts ? ts : w->kernel;
	if (ts && ts->var)
		t = ts->var(ts, n->str);
	return t || !ts || !ts->func ? t : ts->func(ts, n->str);
}

static struct expr *user_address(struct d_lower *l, const struct d_node *n, uint64_t addr, const struct type *t)
{
	struct expr *a = prog_const(l->prog, (int64_t)addr, t, n->span);

	a->space = SPACE_USER;	/* of what it points to */
	return a;
}

/* the object lies in the memory of the process that is current then, which should be the target */
static struct expr *user_object(struct d_lower *l, const struct d_node *n)
{
	const struct type *t;
	struct world *w = l->c->world;
	int64_t value;
	uint64_t addr;
	struct expr *a, *e;

	if (w->target && w->user_symbol && w->user_symbol(w, n->mod, n->str, &addr, &t) == -ENOENT &&
	    d_target_enumerator(w, &(struct d_scope){ n->mod, true }, n->str, &value))
		return d_enumerator_value(l, value, n->span);
	if (!user_symbol(l, n, &addr, &t))
		return d_error(l, n->span);
	if (!t) {	/* a function, or an object without debug info: its address */
		return user_address(l, n, addr, type_typedef(l->arena, "uintptr_t", &type_uint64));
	}
	a = user_address(l, n, addr, type_ptr(l->arena, t));
	e = prog_expr(l->prog, E_LOAD, t, n->span);
	e->a = a;
	e->space = SPACE_USER;
	return e;
}

struct expr *d_symbol(struct d_lower *l, const struct d_node *n)
{
	const struct type *t;
	uint64_t addr;

	d_attr(l, stability_code, n->str, n->span);
	if (is_users(l, n))
		return user_object(l, n);
	if (!address_of(l, n, &addr))
		return d_error(l, n->span);
	t = type_of(l, n);
	if (!t) {
		diag_error(l->diag, n->span, ERR_SYM_NOTYPES, "the type of the kernel's symbol '%s' is not known", n->str);
		diag_hint(l->diag, "the kernel's BTF describes functions and per-CPU data; say the type: *(int *)&`%s",
			  n->str);
		return d_error(l, n->span);
	}

	struct expr *a = prog_const(l->prog, (int64_t)addr, type_ptr(l->arena, t), n->span);

	return type_strip(t)->kind == TY_FUNC ? a : d_load(l, percpu_address(l->prog, l->c->world, a), t, n->span);
}

struct expr *d_symbol_addr(struct d_lower *l, const struct d_node *n)
{
	const struct type *t = NULL;
	uint64_t addr;

	d_attr(l, stability_code, n->str, n->span);
	if (is_users(l, n))
		return user_symbol(l, n, &addr, &t)
			? user_address(l, n, addr, type_ptr(l->arena, t ? t : &type_void)) : d_error(l, n->span);
	t = type_of(l, n);
	if (!address_of(l, n, &addr))
		return d_error(l, n->span);

	struct expr *a = prog_const(l->prog, (int64_t)addr, type_ptr(l->arena, t ? t : &type_void), n->span);

	return t && type_strip(t)->kind == TY_FUNC ? a : percpu_address(l->prog, l->c->world, a);
}
