/*
 * lower_attr.c - how stable a program is: the least of what it names (reference D, 9.2, 10.14)
 *
 * Gathered while names are lowered, for dtrace -v; the option amin refuses what is below it.
 */
#include <string.h>
#include "lang/d/lex.h"
#include "lang/d/library.h"
#include "lang/d/lower.h"
#include "lang/stability.h"

/* a library's promise is its own, whatever it is made of */
static bool is_library(const struct d_lower *l, struct span at)
{
	return !l->unit || l->unit->is_library || (l->env && l->env->lib) || d_lib_is_text(at);
}

static void gather(struct d_lower *l, struct stability *sum, struct stability s, const char *what, struct span at)
{
	*sum = stability_min(*sum, s);
	if (!stability_below(s, l->opt->amin))
		return;
	diag_error(l->diag, at, ERR_ATTR_MIN, "attributes for %s (%s) are less than predefined minimum", what,
		   stability_str(l->arena, s));
	diag_hint(l->diag, "the option amin asks for %s", stability_str(l->arena, l->opt->amin));
}

void d_attr(struct d_lower *l, struct stability s, const char *what, struct span at)
{
	if (!is_library(l, at))
		gather(l, &l->unit->statements, s, what, at);
}

/* #pragma D attributes N/D/C name */
void d_attr_name(struct d_lower *l, const char *name, struct span at)
{
	for (size_t i = 0; l->described && i < l->described->names.n; i++)
		if (l->described->names.v[i].rated && !strcmp(l->described->names.v[i].name, name))
			d_attr(l, l->described->names.v[i].stability, name, at);
}

void d_attr_type(struct d_lower *l, const struct type *t, struct span at)
{
	for (t = type_strip(t); t->kind == TY_PTR && t->to; t = type_strip(t->to))
		;
	if (type_is_sou(t) && t->from_kernel)
		d_attr(l, stability_code, d_tstr(l, t), at);
}

static unsigned spelled(const char *field, enum probe_field f)
{
	return *field && !strpbrk(field, "*?[") ? 1u << f : 0;
}

void d_attr_desc(struct d_lower *l, const struct probe_desc *d, const struct probe_stability *t)
{
	unsigned fields = spelled(d->mod, FIELD_MOD) | spelled(d->func, FIELD_FUNC) | spelled(d->name, FIELD_NAME);

	l->arg_stability = stability_min(l->arg_stability, t->args);
	if (is_library(l, d->span))
		return;
	gather(l, &l->unit->descs, stability_desc(t, fields), d->text, d->span);
}
