/*
 * fbt.c - entry and return of kernel functions: fbt:MODULE:FUNCTION:entry|return;
 * kernel.function("F"), module("M").function("F"), kprobe.function("F")
 *
 * Semantics: D, "fbt Provider", reference d-language 10.4; stapprobes(3stap), DWARF PROBES and
 * DWARF-less probing, reference stap-language 3.3.
 */
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include "bpf/feature.h"
#include "bpf/provider/cache.h"
#include "bpf/provider/kdwarf.h"
#include "bpf/provider/kinfo.h"
#include "bpf/provider/kvar.h"
#include "bpf/provider/kfunc.h"
#include "lang/older.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/btf.h"
#include "lib/glob.h"
#include "lib/near.h"

extern const struct provider provider_fbt;

/* bits of a form's tag */
enum { F_RETURN = 1, F_CALL = 2, F_EXPORTED = 4, F_MODULE = 8, F_KPROBE = 16, F_NONE = 32, F_ADDR = 64 };
enum { ABI_REGISTERS = 6, ABI_SLOTS = 10 };	/* what kfunc_attach.c reads */

static const struct point_form forms[] = {
	{ "kernel.function(string)", 0 },
	{ "kernel.function(string).call", F_CALL },
	{ "kernel.function(string).inline", F_NONE },
	{ "kernel.function(string).return", F_RETURN },
	{ "kernel.function(string).return.maxactive(number)", F_RETURN },
	{ "kernel.function(string).exported", F_EXPORTED },
	{ "kernel.function(number)", F_ADDR },
	{ "kernel.function(number).call", F_ADDR | F_CALL },
	{ "kernel.function(number).return", F_ADDR | F_RETURN },
	{ "module(string).function(string)", F_MODULE },
	{ "module(string).function(string).call", F_MODULE | F_CALL },
	{ "module(string).function(string).inline", F_MODULE | F_NONE },
	{ "module(string).function(string).return", F_MODULE | F_RETURN },
	{ "module(string).function(string).return.maxactive(number)", F_MODULE | F_RETURN },
	{ "module(string).function(string).exported", F_MODULE | F_EXPORTED },
	{ "kprobe.function(string)", F_KPROBE },
	{ "kprobe.function(string).call", F_KPROBE | F_CALL },
	{ "kprobe.function(string).return", F_KPROBE | F_RETURN },
	{ "kprobe.function(string).return.maxactive(number)", F_KPROBE | F_RETURN },
	{ "kprobe.module(string).function(string)", F_KPROBE | F_MODULE },
	{ "kprobe.module(string).function(string).call", F_KPROBE | F_MODULE | F_CALL },
	{ "kprobe.module(string).function(string).return", F_KPROBE | F_MODULE | F_RETURN },
	{ NULL, 0 },
};

struct search {
	struct world *w;
	const struct probe_desc *d;
	found_fn *found;
	void	*ctx;
	const struct provider *provider;
	int	 tag;			/* of the form; D: 0 */
	const char *word;		/* "function", or "statement" */
	int	 n;
	const char *number;		/* of function(ADDR), as written; NULL: by name */
	const char *written;		/* an older name that the script has for the function; NULL: its own */
	const char *built_in;		/* a module that is part of this kernel; NULL: it is none */
	const char *in_module;		/* one that has the function, though the script says nothing of it; NULL: none */
	const char *file;		/* that the function was found by; NULL: by name alone */
	const char *copy;		/* a changed copy that was found for a name; NULL: none */
};

static void *make_kfuncs(struct world *w)
{
	return kfuncs_new(w);
}

static void drop_kfuncs(void *k)
{
	kfuncs_free(k);
}

struct kfuncs *kfuncs_of(struct world *w)
{
	return provider_cache(w, &provider_fbt, make_kfuncs, drop_kfuncs);
}

static struct probe *new_probe(const struct search *s, const struct kfunc *f, const char *name, bool is_return)
{
	struct probe *p = probe_new(s->w, s->provider, s->provider->name, f->module, name, is_return ? "return" : "entry");

	p->data = arena_dup(s->w->arena, f, sizeof(*f));
	p->is_return = is_return;
	return p;
}

static void remember_copy(struct search *s, const struct kfunc *f, const char *name)
{
	if (!f->proto && !s->copy && strcmp(f->symbol, name))
		s->copy = f->symbol;
}

static void warn_of_copy(const struct search *s, const char *written)
{
	if (s->copy && !s->d->library && !glob_is_pattern(written))
		diag_warn(s->w->diag, s->d->span, "the compiler has left only a changed copy of the function, %s: its "
			  "arguments are not known, and calls that it inlined are not seen", s->copy);
}

/* ---- D ---- */

static int one_of_d(const struct kfunc *f, const char *name, void *ctx)
{
	struct search *s = ctx;

	for (int is_return = 0; is_return < 2; is_return++) {
		if (!desc_matches(s->d, s->provider->name, f->module, name, is_return ? "return" : "entry"))
			continue;
		remember_copy(s, f, name);
		s->n++;
		if (s->found(new_probe(s, f, name, is_return), s->ctx))
			return 1;
	}
	return 0;
}

/* ---- SystemTap ---- */

static const char *point_of(const struct search *s, const struct kfunc *f, const char *name)
{
	struct arena *a = s->w->arena;
	const char *suffix = s->tag & F_RETURN ? ".return" : s->tag & F_CALL ? ".call" :
			     s->tag & F_EXPORTED ? ".exported" : "";
	const char *head = s->tag & F_KPROBE ? "kprobe." : "";

	if (s->file)
		name = arena_printf(a, "%s@%s", name, s->file);
	if (s->number)
		return arena_printf(a, "kernel.function(%s)%s", s->number, suffix);
	if (s->tag & F_MODULE)
		return arena_printf(a, "%smodule(\"%s\").%s(\"%s\")%s", head,
				    s->built_in ? s->built_in : f->module, s->word, name, suffix);
	return arena_printf(a, "%s.%s(\"%s\")%s", s->tag & F_KPROBE ? "kprobe" : "kernel", s->word, name, suffix);
}

static int one_of_stap(const struct kfunc *f, const char *name, void *ctx)
{
	struct search *s = ctx;
	struct probe *p;

	/* the kernel itself is no module, whatever a pattern says */
	if (s->tag & F_MODULE && !strcmp(f->module, "vmlinux") && !s->built_in)
		return 0;
	if (s->tag & F_EXPORTED && !kfuncs_exported(kfuncs_of(s->w), f->symbol))
		return 0;
	name = s->written ? s->written : name;
	p = new_probe(s, f, name, s->tag & F_RETURN);
	p->point = point_of(s, f, name);
	remember_copy(s, f, name);
	s->n++;
	return s->found(p, s->ctx);
}

static const struct point_comp *comp_named(const struct probe_desc *d, const char *name)
{
	for (size_t i = 0; i < d->ncomps; i++)
		if (!strcmp(d->comps[i].name, name))
			return &d->comps[i];
	return NULL;
}

/* ---- with debug info ---- */

struct by_source { struct search *s; const char *module; const struct dwarf_place *at; };

/* the function that the debug info has, as the kernel knows it */
static int one_known(const struct kfunc *f, const char *name, void *ctx)
{
	struct by_source *b = ctx;
	struct probe *p = new_probe(b->s, f, name, b->s->tag & F_RETURN);

	p->point = kdwarf_point(b->s->w, b->module, "function", b->at, b->s->tag & F_RETURN ? ".return" :
				b->s->tag & F_CALL ? ".call" : b->s->tag & F_EXPORTED ? ".exported" : "");
	b->s->n++;
	return b->s->found(p, b->s->ctx);
}

static int one_by_source(const struct dwarf_place *at, void *ctx)
{
	struct by_source *b = ctx;

	b->at = at;
	return kfuncs_each(kfuncs_of(b->s->w), b->module, at->func->name, one_known, b);
}

/* ---- without it ---- */

struct by_file { struct search *s; const struct dwarf_pattern *pattern; };

static int one_in_file(const struct kfunc *f, const char *name, void *ctx)
{
	struct by_file *b = ctx;
	const char *wanted = b->pattern->file, *file = kfuncs_file(kfuncs_of(b->s->w), f);

	/* of a name that only one function has, the script knows it better than nobody */
	if (!file && !glob_is_pattern(b->pattern->func) && !glob_is_pattern(wanted) && kfuncs_unique(kfuncs_of(b->s->w), f))
		file = wanted;
	b->s->file = file;
	if (!file || !dwarf_file_fits(wanted, file))
		return 0;
	return one_of_stap(f, name, b->s);
}

/* the kernel's link order tells files, but neither lines nor what was inlined */
static int by_file(struct search *s, const struct point_comp *func, const char *module)
{
	struct dwarf_pattern p;
	struct by_file b = { s, &p };
	int err;

	if (s->tag & F_NONE || !dwarf_pattern_parse(s->w->arena, func->str, &p) || p.lines != LINES_NONE)
		return kdwarf_refuse(s->w, s->d, module);
	err = kfuncs_each(kfuncs_of(s->w), module, p.func, one_in_file, &b);
	return err < 0 ? err : s->n ? s->n : kdwarf_refuse(s->w, s->d, module);
}

static int by_source(struct search *s, const struct point_comp *func, const char *module)
{
	struct by_source b = { s, module, NULL };
	struct dwarf_file *info = kinfo_file(s->w, module);
	struct dwarf_pattern p;

	if (!info)
		return by_file(s, func, module);
	if (!dwarf_pattern_parse(s->w->arena, func->str, &p)) {
		diag_error(s->w->diag, func->span, ERR_STAP_POINT,
			   "\"%s\": what follows the file must be lines: :N, :A-B, :* or +N", func->str);
		return -EINVAL;
	}
	if (!(s->tag & F_NONE))
		dwarf_each_func(info, &p, DWARF_CALLED, one_by_source, &b);
	if (!(s->tag & (F_RETURN | F_CALL | F_EXPORTED)))
		s->n += kdwarf_inlined(s->w, s->d, module, &p, s->tag & F_NONE ? ".inline" : "", s->found, s->ctx);
	return s->n;
}

/* the kernel does not know of functions that were inlined everywhere: the debug info does, if it is there */
static int only_inlined(struct search *s, const char *name, const char *module)
{
	struct dwarf_pattern p = { .func = name };

	return kinfo_file(s->w, module) ? kdwarf_inlined(s->w, s->d, module, &p, "", s->found, s->ctx) : 0;
}

/* by the names that it has had since, for a point that must be there: one that need not be has other ways */
static int by_newer_name(struct search *s, const struct point_comp *func, const char *module)
{
	const char *name = "";
	int err = 0;

	s->written = func->str;
	for (unsigned i = 0; !err && !s->n && name && !s->w->diag->hushed; i++) {
		name = older_function(func->str, i);
		err = name ? kfuncs_each(kfuncs_of(s->w), module, name, one_of_stap, s) : 0;
	}
	return err;
}

/* a function that its callers go around, for a point that must be there: where they all come to */
static int by_what_runs(struct search *s, const struct point_comp *func, const char *module)
{
	bool as_is = s->w->diag->hushed || s->tag & F_KPROBE;
	const char *name = func->str;
	int err = 0;

	for (unsigned i = 0; !as_is && !err && !s->n && name; i++) {
		name = older_bypassed(func->str, i);
		s->written = name ? func->str : NULL;
		err = name ? kfuncs_each(kfuncs_of(s->w), module, name, one_of_stap, s) : 0;
	}
	return err;
}

static bool is_loaded(struct world *w, const char *name)
{
	const char *const *m = w->modules ? w->modules(w) : NULL;

	for (; m && *m; m++)
		if (!strcmp(*m, name))
			return true;
	return false;
}

static int note_module(const struct kfunc *f, const char *name, void *ctx)
{
	struct search *s = ctx;

	(void)name;
	if (!s->in_module && strcmp(f->module, "vmlinux") != 0)
		diag_warn(s->w->diag, s->d->span, "'%s' is in the module %s on this system", f->symbol, f->module);
	s->in_module = f->module;
	return one_of_stap(f, name, ctx);
}

/* what other systems have in the kernel itself may be in a module here, for a point that must be there */
static int of_loaded_module(struct search *s, const char *func)
{
	const char *name = func;
	int err = 0;

	if (s->w->diag->hushed || glob_is_pattern(func))
		return 0;
	s->written = func;
	for (unsigned i = 0; !err && !s->n && name; i++) {
		err = kfuncs_each(kfuncs_of(s->w), "*", name, note_module, s);
		name = older_function(func, i);
	}
	return err;
}

/* a module that is not there: this kernel may have been built with it, or it is to be loaded first */
static int of_absent_module(struct search *s, const struct point_comp *func, const char *module)
{
	int err = 0;

	if (s->w->diag->hushed || glob_is_pattern(module) || is_loaded(s->w, module))
		return 0;
	if (!glob_is_pattern(func->str)) {
		s->built_in = module;
		err = kfuncs_each(kfuncs_of(s->w), "vmlinux", func->str, one_of_stap, s);
		err = !err && !s->n ? by_newer_name(s, func, "vmlinux") : err;
	}
	if (err || s->n)
		return err;
	diag_error(s->w->diag, s->d->span, ERR_STAP_POINT, "while resolving probe point: no match for %s", s->d->text);
	diag_hint(s->w->diag, "no module %s is loaded, and only then its functions are known: modprobe %s", module, module);
	return -ENOENT;
}

static int add_near(const char *name, void *ctx)
{
	near_add(ctx, name);
	return 0;
}

/* names of the kernel that a misspelled one may mean; 0: there are none, or it is a pattern */
static int no_function(const struct search *s, const struct point_comp *func)
{
	struct near near = { .like = func->str, .most = NEAR_ANY };

	if (glob_is_pattern(func->str) || strlen(func->str) < 4)
		return 0;
	if (kfuncs_gone(kfuncs_of(s->w), func->str)) {
		diag_error(s->w->diag, func->span, ERR_STAP_POINT, "while resolving probe point: no match: %s runs while the "
			   "kernel starts (__init), and is not there any more", func->str);
		return -EINVAL;
	}
	const char *instead = kfunc_instead(func->str, LANG_STAP);

	btf_each_func(s->w->kernel, add_near, &near);
	if (!near.n && !instead)
		return 0;
	diag_error(s->w->diag, func->span, ERR_STAP_POINT, "while resolving probe point: no match%s",
		   near.n ? near_text(s->w->arena, &near, "similar functions") : "");
	if (instead)
		diag_hint(s->w->diag, "what this kernel has that tells much the same: %s", instead);
	return -EINVAL;
}

/* the function that an address is in */
static int by_address(struct search *s, uint64_t addr)
{
	uint64_t distance;
	const char *symbol = kdwarf_symbol(s->w, "vmlinux", addr, &distance);

	s->number = arena_printf(s->w->arena, "0x%" PRIx64, addr);
	if (!symbol) {
		diag_error(s->w->diag, s->d->span, ERR_STAP_POINT, "%s is not in a function of the kernel", s->number);
		return -EINVAL;
	}
	return kfuncs_each(kfuncs_of(s->w), "vmlinux", symbol, one_of_stap, s);
}

static int match_form(struct search *s)
{
	const struct point_comp *func = comp_named(s->d, s->word), *module = comp_named(s->d, "module");
	int err;

	if (func->str && (!*func->str || *func->str == '@')) {
		diag_error(s->w->diag, func->span, ERR_STAP_POINT, "malformed specification '%s'", func->str);
		return -EINVAL;
	}
	if (s->tag & F_ADDR) {
		err = by_address(s, (uint64_t)func->num);
		return err < 0 ? err : s->n;
	}
	if (strchr(func->str, '@') || s->tag & F_NONE)		/* nobody but DWARF knows of files and inlined instances */
		return by_source(s, func, module ? module->str : "vmlinux");
	err = by_what_runs(s, func, module ? module->str : "vmlinux");
	if (!err && !s->n)
		err = kfuncs_each(kfuncs_of(s->w), module ? module->str : "vmlinux", func->str, one_of_stap, s);
	warn_of_copy(s, func->str);
	if (!err && !s->n && !(s->tag & (F_KPROBE | F_RETURN | F_CALL | F_EXPORTED)))
		s->n = only_inlined(s, func->str, module ? module->str : "vmlinux");
	if (!err && !s->n)
		err = by_newer_name(s, func, module ? module->str : "vmlinux");
	if (!err && !s->n)
		err = module ? of_absent_module(s, func, module->str) : of_loaded_module(s, func->str);
	return err < 0 ? err : s->n || module ? s->n : no_function(s, func);
}

static bool fits(const char *pattern, const char *s)
{
	return !*pattern || glob_match(pattern, s);
}

int fbt_match(struct world *w, const struct provider *as, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct search s = { .w = w, .d = d, .found = found, .ctx = ctx, .provider = as };
	int err;

	/* most descriptions are of other providers: what is cheap is asked first */
	if (!w->kernel || !fits(d->prov, as->name) || (!fits(d->name, "entry") && !fits(d->name, "return")))
		return 0;
	err = kfuncs_each(kfuncs_of(w), d->mod, d->func, one_of_d, &s);
	warn_of_copy(&s, d->func);
	return err < 0 ? err : s.n;
}

/* a point that may be missing is, where no function can be probed: what is written behind it serves */
static bool none_can_be(struct world *w)
{
	return w->diag->hushed && kfunc_none(w);
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct search s = { .w = w, .d = d, .found = found, .ctx = ctx, .provider = &provider_fbt, .word = "function",
			    .tag = d->form ? d->form->tag : 0 };

	if (!d->form)
		return fbt_match(w, &provider_fbt, d, found, ctx);
	return w->kernel && !none_can_be(w) ? match_form(&s) : 0;
}

int fbt_statement(struct world *w, const struct probe_desc *d, bool of_module, found_fn *found, void *ctx)
{
	struct search s = { .w = w, .d = d, .found = found, .ctx = ctx, .provider = &provider_fbt, .word = "statement",
			    .tag = of_module ? F_MODULE : 0 };

	return w->kernel && !none_can_be(w) ? match_form(&s) : 0;
}

/* ---- arguments ---- */

/*
 * Where the arguments of a function are (System V ABI): slots 0 to 5 are the registers, the rest is
 * behind the return address. A structure of two words takes two registers (sockptr_t), or none.
 */
struct abi { unsigned reg, stack; };

static unsigned next_slot(struct abi *at, const struct type *t)
{
	unsigned words = (unsigned)((type_strip(t)->size + 7) / 8);
	unsigned *from = &at->reg, slot;

	words = words ? words : 1;
	if (words > 2 || at->reg + words > ABI_REGISTERS)
		from = &at->stack;
	slot = *from;
	*from += words;
	return slot;
}

static int args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	const struct kfunc *f = p->data;
	struct abi at = { .stack = ABI_REGISTERS };
	size_t n;

	ret->is_copy = !f->proto;
	if (ret->is_copy)
		return 0;
	const struct member *params = type_members(f->proto, &n);

	ret->typed = true;
	if (p->is_return) {	/* D: arg0 is an offset nobody has, arg1 the value returned */
		vec_push(w->arena, &ret->args, ((struct arg){ .name = "", .type = &type_int64, .slot = 0 }));
		if (type_strip(f->proto->to)->kind == TY_VOID)
			return 0;
		vec_push(w->arena, &ret->args, ((struct arg){ .name = "", .type = f->proto->to, .slot = 1 }));
		ret->ret = f->proto->to;
		ret->ret_slot = 1;
		return 0;
	}
	for (size_t i = 0; i < n && at.stack < ABI_SLOTS; i++)
		vec_push(w->arena, &ret->args, ((struct arg){
			.name = params[i].name, .type = params[i].type, .slot = next_slot(&at, params[i].type) }));
	return 0;
}

/* functions are listed by what types the kernel has; that one can be probed is another matter */
static bool usable(struct world *w)
{
	struct feature_set fs = { 0 };

	(void)w;
	return feature_has(&fs, FEAT_fentry) || feature_has(&fs, FEAT_kprobe_multi) || feature_has(&fs, FEAT_kprobe);
}

static struct probe *entry(struct world *w, const struct probe *p)
{
	struct probe *e;

	if (!p->is_return)
		return NULL;
	e = probe_new(w, &provider_fbt, "fbt", p->mod, p->func, "entry");
	e->data = p->data;
	e->point = p->point;
	return e;
}

static const char *blind(struct world *w)
{
	if (w->kernel)
		return NULL;
	return arena_printf(w->arena, "the kernel's functions are known by its type information (BTF); what it takes: %s",
			    feature_remedy(w->features, FEAT_btf));
}

const struct provider provider_fbt = {
	.name = "fbt",
	.type = "kprobe",
	.return_type = "kretprobe",
	.entry_values = true,
	.forms = forms,
	.where = IN_KERNEL,
	.help = "kernel functions: fbt:MODULE:FUNCTION:entry|return, args[] are the function's",
	.raw_args = true,
	.atomic = true,
	.ends_function = true,
	.assigned = { "$return", "__set_return", .at_return = true },
	.match = match,
	.blind = blind,
	.args = args,
	.var = kvar_of_probe,
	.entry = entry,
	.usable = usable,
	.emit = kfunc_emit,
	.prepare = kfunc_prepare,
	.attach = kfunc_attach,
};
