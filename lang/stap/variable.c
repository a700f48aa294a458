/*
 * variable.c - $name and @var: variables of the probed code by name; types by name
 *
 * Semantics: SystemTap Language Reference, "Target variables"; stapprobes(3stap), CONTEXT VARIABLES;
 * reference stap-language 1.8.
 */
#include <string.h>
#include "lang/older.h"
#include "lang/stap/lower.h"
#include "lib/near.h"

/* ---- variables ---- */

static const struct arg *return_arg(struct sema *s, const struct arg_list *args)
{
	if (!args->ret)
		return NULL;
	if (args->ret_arg)
		return args->ret_arg;
	struct arg *a = arena_new_of(s->arena, struct arg);

	a->name = "$return";
	a->type = args->ret;
	a->slot = args->ret_slot;
	a->user = args->ret_user;
	return a;
}

static const struct arg *named_arg(const struct arg_list *args, const char *name, size_t len)
{
	for (size_t i = 0; i < args->args.n; i++)
		if (!strncmp(args->args.v[i].name, name, len) && !args->args.v[i].name[len] && len)
			return &args->args.v[i];
	return NULL;
}

/* of a whole file, or of another module: what the provider finds is kept for emit */
static const struct arg *other_arg(struct sema *s, struct probe *p, const char *name, const char *file,
				   const char *module)
{
	const struct provider *pr = p->provider;
	struct world *w = s->c->world;
	const struct arg *a = pr && pr->var ? pr->var(w, p, name, file, module) : NULL;

	/* a probe of no program's or module's is in the kernel */
	if (!a && (module || !pr || !pr->var) && w->kernel_var)
		a = w->kernel_var(w, name, file, module);
	if (!a && (file || module) && w->program_var)
		a = w->program_var(w, p, name, file, module);
	if (a && !p->args && !a->fixed)
		p->args = arena_new_of(s->arena, struct arg_list);
	if (a && !a->fixed)
		vec_push(s->arena, &p->args->others, a);
	return a;
}

static bool is_pretty(const char *name)
{
	return name[1] == '$' || name[strlen(name) - 1] == '$';
}

/* $x, $return; without the dollar for probes whose arguments are plain variables, retval then */
const struct arg *target_arg(struct sema *s, struct handler *h, const char *name)
{
	struct probe *p = h->probes.n ? h->probes.v[0] : NULL;
	const struct arg_list *args = p ? probe_args(s->c->world, p) : NULL;
	bool plain = name[0] != '$';

	if (!args)
		return NULL;
	if (!strcmp(name, plain ? "retval" : "$return"))
		return p->is_return ? return_arg(s, args) : NULL;
	const char *word = plain ? name : name + 1;
	size_t len = strlen(word);
	const struct arg *a = named_arg(args, word, len);

	h->reads_args |= a != NULL;
	if (!a && plain && len > 6 && !strcmp(word + len - 6, "_uaddr"))
		a = named_arg(args, word, len - 6);
	return a || plain || is_pretty(name) ? a : other_arg(s, p, word, NULL, NULL);
}

/* @var("name@file", "module") */
const struct arg *target_var(struct sema *s, struct handler *h, const struct node *n)
{
	struct probe *p = h && h->probes.n ? h->probes.v[0] : NULL;
	const char *text = n->args.v[0]->kind == N_STR ? n->args.v[0]->str : "", *at = strchr(text, '@');
	const char *module = n->args.n > 1 && n->args.v[1]->kind == N_STR ? n->args.v[1]->str : NULL;
	const char *name = arena_intern(s->arena, text, at ? (size_t)(at - text) : strlen(text));

	if (!p || !*name)
		return NULL;
	probe_args(s->c->world, p);
	const struct arg *a = at || module ? NULL : target_arg(s, h, arena_printf(s->arena, "$%s", name));

	return a ? a : other_arg(s, p, name, at ? at + 1 : NULL, module);
}

/* the likeliest first */
static const char *arg_names(struct sema *s, const struct handler *h, const struct arg_list *args, const char *like)
{
	const char **names = arena_array(s->arena, const char *, args->args.n + 1);
	size_t n = 0;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < args->args.n; i++)
		if (*args->args.v[i].name)
			names[n++] = args->args.v[i].name;
	if (args->ret && h->probes.v[0]->is_return)
		names[n++] = "return";
	near_sort(like, names, n);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s$%s", i ? ", " : " (alternatives: ", names[i]);
	buf_puts(&b, n ? ")" : "");
	const char *text = arena_strdup(s->arena, buf_str(&b));

	buf_fini(&b);
	return text;
}

/* in the words of the original, which people search for */
static void no_local(struct sema *s, const struct handler *h, const struct arg_list *args, const struct node *n)
{
	const char *name = n->name + 1, *names = arg_names(s, h, args, name);

	if (!args->where) {
		sem_error(s, n->span, ERR_STAP_NAME, "unable to find local '%s'%s", name, names);
	} else if (sem_error(s, n->span, ERR_STAP_NAME, "unable to find local '%s', [man error::dwarf] %s%s", name,
			     args->where, names) && s->c->diag->style == DIAG_STAP) {
		diag_note(s->c->diag, n->span, "unresolved type ");
	}
}

/* why there is no such variable */
static void report(struct sema *s, struct handler *h, struct node *n)
{
	const struct arg_list *args = h && h->probes.n ? probe_args(s->c->world, h->probes.v[0]) : NULL;

	if (!h)
		sem_error(s, n->span, ERR_STAP_NAME, "unresolved target-symbol expression %s", n->name);
	else if (n->kind == N_VAR) {
		if (sem_error(s, n->span, ERR_STAP_NAME, "unable to find global '%s'",
			      n->args.v[0]->kind == N_STR ? n->args.v[0]->str : "?") &&
		    (n->args.n > 1 || !h->provider->var))
			diag_hint(s->c->diag, "of the kernel's, /proc/kallsyms must have it, and BTF or debug info its type");
	} else if (!args)
		sem_error(s, n->span, ERR_STAP_NAME, "unresolved target-symbol expression %s: %s has no arguments",
			  n->name, h->spelling);
	else if (args->why_none) {
		if (sem_error(s, n->span, ERR_STAP_NAME, "unresolved target-symbol expression %s: target-symbol "
			      "requires debuginfo", n->name))
			diag_hint(s->c->diag, "%s", args->why_none);
	} else {
		no_local(s, h, args, n);
	}
}

const struct type *variable_type(struct sema *s, struct handler *h, struct node *n, bool quiet)
{
	const struct arg *a = !h ? NULL : n->kind == N_VAR ? target_var(s, h, n) : target_arg(s, h, n->name);

	if (a && a->where != ARG_MISSING)
		return a->type ? a->type : &type_int64;
	if (quiet || n->bad)
		return NULL;
	n->bad = true;
	if (a)
		sem_error(s, n->span, ERR_STAP_NAME, "'%s' %s", a->name, a->why);
	else
		report(s, h, n);
	return NULL;
}

/* two units of a program may have different structures of one name */
static void shape(struct sema *s, const struct type *t, struct buf *out)
{
	size_t n;

	t = type_strip(t);
	while (t->to && (t->kind == TY_PTR || t->kind == TY_ARRAY))
		t = type_strip(t->to);
	if (!type_is_sou(t) || t->from_kernel)
		return;
	const struct member *m = type_members(t, &n);

	buf_printf(out, "%llu", (unsigned long long)t->size);
	for (size_t i = 0; i < n; i++)
		buf_printf(out, ",%s:%llu:%u:%s", m[i].name, (unsigned long long)m[i].offset, m[i].bit_offset,
			   type_str(s->arena, m[i].type));
}

/* what of a probe a handler with these names sees: parts of alias.c's signature */
void variable_signature(struct sema *s, const struct arg *a, struct buf *out)
{
	if (!a)
		return;
	buf_printf(out, "%s:%d:%u:%s", a->name, (int)a->where, a->slot, a->type ? type_str(s->arena, a->type) : "?");
	if (a->type && type_strip(a->type)->is_ref)
		buf_putc(out, '&');
	if (a->type)
		shape(s, a->type, out);
	for (size_t i = 0; i < a->npieces; i++)
		buf_printf(out, "|%llu:%d:%u", (unsigned long long)a->pieces[i].offset,
			   (int)a->pieces[i].arg.where, a->pieces[i].arg.slot);
	buf_putc(out, ';');
}

/* ---- types ---- */

static const struct type *type_by_name(struct type_source *ts, const char *name)
{
	static const struct { const char *prefix; enum type_kind kinds[5]; } rows[] = {
		{ "struct ", { TY_STRUCT } }, { "union ", { TY_UNION } }, { "enum ", { TY_ENUM } },
		{ "class ", { TY_STRUCT } }, { "", { TY_STRUCT, TY_UNION, TY_TYPEDEF, TY_ENUM, TY_INT } },
	};
	const struct type *t = NULL;

	for (size_t i = 0; ts && ts->find && i < sizeof(rows) / sizeof(*rows) && !t; i++) {
		size_t n = strlen(rows[i].prefix);

		if (strncmp(name, rows[i].prefix, n))
			continue;
		for (size_t k = 0; k < 5 && rows[i].kinds[k] && !t; k++)
			t = ts->find(ts, rows[i].kinds[k], name + n);
	}
	return t;
}

/* an older name is the kernel's alone: it is looked for where nothing has it */
static const struct type *find_type(struct type_source *ts, const char *name)
{
	const struct type *t = type_by_name(ts, name);

	for (unsigned i = 0; !t && older_type(name, i); i++)
		t = type_by_name(ts, older_type(name, i));
	return t;
}

static struct type_source *own_types(struct sema *s, struct handler *h, const char *module)
{
	struct probe *p = h && h->probes.n ? h->probes.v[0] : NULL;

	return p && p->provider && p->provider->types ? p->provider->types(s->c->world, p, module) : NULL;
}

/*
 * A type of the kernel that the kernel proper does not know: of the module that is probed, or, as stap's
 * "kernel" is all that is loaded, of any.
 */
static const struct type *in_any_module(struct sema *s, struct handler *h, const char *name)
{
	struct world *w = s->c->world;
	struct probe *p = h && h->probes.n ? h->probes.v[0] : NULL;
	const char *const *m = w->modules ? w->modules(w) : NULL;
	const struct type *t = NULL;

	for (size_t i = 0; m && p && m[i] && !t; i++)
		if (!strcmp(m[i], p->mod))
			t = find_type(w->module(w, m[i]), name);
	for (size_t i = 0; m && m[i] && !t; i++)
		t = find_type(w->module(w, m[i]), name);
	return t;
}

static const struct type *in_module(struct sema *s, struct handler *h, const char *module, const char *name)
{
	struct type_source *kernel = s->c->world->kernel, *ts;
	const struct type *t;

	/* "kernel<linux/sched.h>" names a header: the kernel knows its types without it */
	if (!strncmp(module, "kernel", 6) && (!module[6] || module[6] == '<'))
		return (t = find_type(kernel, name)) ? t : in_any_module(s, h, name);
	ts = own_types(s, h, module);
	if (!ts && s->c->world->module)
		ts = s->c->world->module(s->c->world, module);
	return find_type(ts, name);
}

/* NULL module: the probed code's own types, then the kernel's */
const struct type *variable_named_type(struct sema *s, struct handler *h, const char *name, const char *module)
{
	const struct type *t = NULL;

	if (!module || !*module) {
		struct type_source *own = own_types(s, h, NULL);

		t = find_type(own, name);
		t = t ? t : find_type(s->c->world->kernel, name);
		return t || own ? t : in_any_module(s, h, name);
	}
	for (const char *p = module; p && *p && !t;) {
		size_t n = strcspn(p, ":");

		t = in_module(s, h, arena_strndup(s->arena, p, n), name);
		p = p[n] ? p + n + 1 : NULL;
	}
	return t;
}

bool variable_enumerator(struct sema *s, struct handler *h, const char *name, int64_t *value)
{
	struct type_source *own = own_types(s, h, NULL);
	const struct type *type;

	return own && own->enumerator && own->enumerator(own, name, value, &type) == 0;
}

/* does a pointer to such a type lead into the memory of the probed program */
bool variable_in_user(struct handler *h, const struct type *to)
{
	const struct provider *pr = h && h->probes.n ? h->probes.v[0]->provider : NULL;
	const struct type *t = type_strip(to);

	while ((t->kind == TY_PTR || t->kind == TY_ARRAY) && !t->src && t->to)
		t = type_strip(t->to);
	return t->src ? t->src->of_program : pr && pr->types && !t->from_kernel;
}
