/*
 * target.c - see target.h
 */
#include "lang/d/target.h"

#include <errno.h>
#include <string.h>
#include "lang/d/lower.h"
#include "lang/probe.h"
#include "lib/buf.h"

static const struct d_scope any_file = { "", true };

static bool next_file(struct world *w, const struct d_scope *s, size_t *at, struct target_types *ret)
{
	return w->target && w->target_types && w->target_types(w, s && s->mod ? s->mod : "", at, ret);
}

bool d_target_scope(struct world *w, const struct d_scope *s)
{
	struct target_types file;

	if (s->user || !s->mod || !*s->mod || strchr(s->mod, '.'))
		return s->user || (s->mod && *s->mod);
	if (w->kernel && w->kernel->name && !strcmp(w->kernel->name, s->mod))
		return false;
	return !(w->module && w->module(w, s->mod)) && next_file(w, s, &(size_t){ 0 }, &file);
}

const struct type *d_target_type(struct world *w, const struct d_scope *s, enum type_kind k, const char *name)
{
	struct target_types file;
	const struct type *t = NULL;

	for (size_t at = 0; !t && next_file(w, s, &at, &file);)
		t = file.types ? file.types->find(file.types, k, name) : NULL;
	return t;
}

const struct type *d_target_enumerator(struct world *w, const struct d_scope *s, const char *name, int64_t *value)
{
	struct target_types file;
	const struct type *t = NULL;

	for (size_t at = 0; !t && next_file(w, s, &at, &file);)
		if (file.types && file.types->enumerator(file.types, name, value, &t))
			t = NULL;
	return t;
}

bool d_target_memory(const struct type *t)
{
	for (t = type_strip(t); t->kind == TY_PTR || t->kind == TY_ARRAY;)
		t = type_strip(t->to);
	return type_is_sou(t) && t->src && t->src->of_program;
}

const struct type *d_target_complete(struct world *w, const struct type *t)
{
	const struct type *full;

	type_members(t, &(size_t){ 0 });
	full = t->incomplete && t->name ? d_target_type(w, &any_file, t->kind, t->name) : NULL;
	return full ? full : t;
}

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

void d_target_hint(struct d_lower *l, const struct d_scope *s)
{
	struct buf known = BUF_INIT;
	struct target_types file;

	for (size_t at = 0; next_file(l->c->world, s, &at, &file);)
		if (file.types)
			buf_printf(&known, "%s%s", known.len ? ", " : "", base_of(file.path));
	if (known.len)
		diag_hint(l->diag, "looked also in the debug info of %s", buf_str(&known));
	d_target_bare_hint(l, s);
	buf_fini(&known);
}

void d_target_bare_hint(struct d_lower *l, const struct d_scope *s)
{
	struct target_types file;
	size_t at = 0;

	if (next_file(l->c->world, s, &at, &file) && !file.types)
		diag_hint(l->diag, "%s has no debug info, where its types would be: build it with -g", file.path);
}
