/*
 * kfunc.c - the functions of the kernel and its modules
 *
 * Names and prototypes are BTF's. Whether a function can be traced is in tracefs'
 * available_filter_functions, which the kernel takes its time to print; so it is read for patterns
 * only. A name that was written out is believed, and the kernel says no when it is armed.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "bpf/provider/kfunc.h"
#include "bpf/provider/kinit.h"
#include "bpf/tracefs.h"
#include "lib/arena.h"
#include "lib/btf.h"
#include "lib/buf.h"
#include "lib/glob.h"
#include "lib/ksrc.h"
#include "lib/ksym.h"
#include "lib/map.h"
#include "lib/nameix.h"

/* fentry passes so many; later kernels more, but none asks for them */
#define FENTRY_ARGS 6

/* of that many functions the kernel is asked one by one; for more its whole list is read */
enum { FEW = 20 };

struct line { const char *name, *module; };

struct kfuncs {
	struct world *w;
	char   *text;			/* of available_filter_functions, cut */
	VEC(struct line) traceable;
	struct nameix index;
	bool	have_traceable;
	struct ksyms *ksyms;
	bool	have_ksyms;
	unsigned asked;			/* of kinit_has() */
	struct ksrc *files;		/* NULL: not needed yet */
};

struct kfuncs *kfuncs_new(struct world *w)
{
	struct kfuncs *k = xcalloc(1, sizeof(*k));

	k->w = w;
	return k;
}

void kfuncs_free(struct kfuncs *k)
{
	nameix_fini(&k->index);
	vec_fini(&k->traceable);
	free(k->text);
	ksrc_free(k->files);
	ksyms_free(k->ksyms);
	free(k);
}

static struct ksyms *ksyms_of(struct kfuncs *k)
{
	if (!k->have_ksyms) {
		k->have_ksyms = true;
		k->ksyms = ksyms_load();
	}
	return k->ksyms;
}

/* ---- what can be traced ---- */

/* "NAME" or "NAME [MODULE]" */
static void cut_line(struct kfuncs *k, char *text)
{
	struct line l = { .name = text, .module = "vmlinux" };
	char *bracket = strchr(text, '[');

	if (!*text)
		return;
	if (bracket) {
		l.module = bracket + 1;
		bracket[strcspn(bracket, "]")] = 0;
	}
	text[strcspn(text, " \t")] = 0;
	vec_push(NULL, &k->traceable, l);
}

static void read_traceable(struct kfuncs *k)
{
	int dir = tracefs_open();
	char *rest, *line;

	k->have_traceable = true;
	if (dir < 0)
		return;
	struct buf text = BUF_INIT;

	buf_read_file(&text, dir, "available_filter_functions");
	k->text = rest = text.s;
	close(dir);
	while (rest && (line = strsep(&rest, "\n")))
		cut_line(k, line);
	if (!k->traceable.n)
		return;
	nameix_init(&k->index, k->traceable.n);
	for (size_t i = 0; i < k->traceable.n; i++)
		nameix_add(&k->index, k->traceable.v[i].name, i);
}

/* where the kernel does not say, any code with a name */
static bool is_traceable(struct kfuncs *k, const char *module, const char *name)
{
	uint32_t it = 0, row;

	if (!k->have_traceable)
		read_traceable(k);
	if (!k->traceable.n)
		return !ksyms_of(k) || ksyms_name(k->ksyms, module, name);
	while (nameix_next(&k->index, name, &it, &row))
		if (!strcmp(k->traceable.v[row].name, name) && !strcmp(k->traceable.v[row].module, module))
			return true;
	return false;
}

/* its memory was given back when the kernel had started */
bool kfuncs_gone(struct kfuncs *k, const char *symbol)
{
	int has = k->ksyms || ++k->asked > FEW ? -EAGAIN : kinit_has(symbol);

	if (has >= 0 || !ksyms_of(k))
		return has > 0;

	const struct ksym *s = ksyms_name(k->ksyms, "vmlinux", symbol);
	const struct ksym *from = s ? ksyms_name(k->ksyms, "vmlinux", "_sinittext") : NULL;
	const struct ksym *to = from ? ksyms_name(k->ksyms, "vmlinux", "_einittext") : NULL;

	return to && s->addr >= from->addr && s->addr < to->addr;
}

/* by its entry in the table of exports, or, where kallsyms leaves that out, by being global */
bool kfuncs_exported(struct kfuncs *k, const char *symbol)
{
	const struct ksym *s;

	if (!ksyms_of(k))
		return false;
	if (ksyms_name(k->ksyms, NULL, "__ksymtab_kfree"))
		return ksyms_name(k->ksyms, NULL, arena_printf(k->w->arena, "__ksymtab_%s", symbol));
	s = ksyms_name(k->ksyms, NULL, symbol);
	return s && s->kind == 'T';
}

uint64_t kfuncs_addr(struct kfuncs *k, const struct kfunc *f)
{
	const struct ksym *s = ksyms_of(k) ? ksyms_name(k->ksyms, f->module, f->symbol) : NULL;

	return s ? s->addr : 0;
}

bool kfuncs_unique(struct kfuncs *k, const struct kfunc *f)
{
	size_t n = 0, same = 0;
	const struct ksym *s = ksyms_of(k) ? ksyms_all(k->ksyms, &n) : NULL;

	for (size_t i = 0; i < n; i++)
		same += !strcmp(s[i].name, f->symbol) && !strcmp(s[i].module, f->module);
	return same == 1;
}

const char *kfuncs_file(struct kfuncs *k, const struct kfunc *f)
{
	uint64_t addr = kfuncs_addr(k, f);

	if (!addr)
		return NULL;
	if (!k->files)
		k->files = ksrc_new(k->ksyms);
	return ksrc_file(k->files, addr);
}

/* ---- names and prototypes ---- */

static bool one_register(const struct type *t)
{
	t = type_strip(t);
	return t->kind == TY_VOID || (type_is_scalar(t) && t->size <= 8);
}

static void describe(struct kfunc *f)
{
	size_t n;
	const struct member *params = type_members(f->proto, &n);

	f->nargs = n;
	f->by_registers = n <= FENTRY_ARGS && !f->proto->varargs && one_register(f->proto->to);
	for (size_t i = 0; i < n; i++)
		f->by_registers = f->by_registers && one_register(params[i].type);
}

struct walk {
	struct kfuncs *k;
	struct type_source *types;
	const char *module, *pattern;
	kfunc_fn *fn;
	void *ctx;
	struct map *seen;		/* give_fitting(): BTF's names of the functions that it has given */
};

/* symbol is borrowed; -ENOENT: no such function */
static int give(struct walk *w, const char *symbol, const char *name)
{
	struct kfunc f = { .module = w->module };

	f.proto = w->types->func(w->types, symbol);
	if (!f.proto || (w->types == w->k->w->kernel && kfuncs_gone(w->k, symbol)))
		return -ENOENT;
	f.symbol = arena_intern(w->k->w->arena, symbol, strlen(symbol));
	describe(&f);
	return w->fn(&f, arena_intern(w->k->w->arena, name, strlen(name)), w->ctx);
}

/* a second probe at a function would count each call again */
static bool is_again(struct walk *w, const char *name)
{
	static char once;

	if (map_get(w->seen, name))
		return true;
	map_put(w->seen, name, &once);
	return false;
}

/* BTF may have a function twice, as Linux 6.1's has system calls */
static int one_name(const char *name, void *ctx)
{
	struct walk *w = ctx;

	/* clones (foo.isra.0) have arguments that no prototype tells */
	if (strchr(name, '.') || (*w->pattern && !glob_match(w->pattern, name)))
		return 0;
	if (!is_traceable(w->k, w->module, name) || is_again(w, name))
		return 0;

	int err = give(w, name, name);

	return err == -ENOENT ? 0 : err;
}

static const char *const clone_marks[] = { ".isra.", ".constprop.", ".part." };
enum { CLONE_MARKS = sizeof(clone_marks) / sizeof(*clone_marks) };

static bool is_clone(const char *symbol, const char *of, size_t len)
{
	for (size_t i = 0; i < CLONE_MARKS && !strncmp(symbol, of, len); i++)
		if (!strncmp(symbol + len, clone_marks[i], strlen(clone_marks[i])))
			return true;
	return false;
}

/* a name, or a pattern, that is meant for clones: it has the dot of one */
static bool names_clones(const char *pattern)
{
	return strchr(pattern, '.') != NULL;
}

static bool is_named_clone(const char *symbol, const char *pattern)
{
	bool clone = false;

	for (size_t i = 0; i < CLONE_MARKS; i++)
		clone |= strstr(symbol, clone_marks[i]) != NULL;
	return clone && glob_match(pattern, symbol);
}

/*
 * Of a function that the compiler copied and changed (foo.isra.0, foo.constprop.1), often only copies
 * are left. They are where the function's work is done; what their arguments are nothing tells.
 */
static int give_clones(struct walk *w)
{
	size_t n = 0, len = strlen(w->pattern);
	const struct ksym *s = ksyms_of(w->k) ? ksyms_all(w->k->ksyms, &n) : NULL;
	struct arena *a = w->k->w->arena;
	int err = -ENOENT;

	for (size_t i = 0; i < n && (err == -ENOENT || !err); i++) {
		bool named = names_clones(w->pattern) && is_named_clone(s[i].name, w->pattern);

		if ((!named && !is_clone(s[i].name, w->pattern, len)) || strcmp(s[i].module, w->module) ||
		    !is_traceable(w->k, w->module, s[i].name))
			continue;
		struct kfunc f = { .module = w->module, .symbol = arena_intern(a, s[i].name, strlen(s[i].name)) };

		err = w->fn(&f, named ? f.symbol : arena_intern(a, w->pattern, len), w->ctx);
	}
	return err;
}

/* the function that a symbol is a copy of, if its name or the copy's fits the pattern; NULL: no, or it is there itself */
static const char *copied(struct walk *w, const struct ksym *s)
{
	size_t len = strcspn(s->name, ".");

	if (!s->name[len] || strcmp(s->module, w->module) != 0 || !is_clone(s->name, s->name, len))
		return NULL;
	const char *of = arena_strndup(w->k->w->arena, s->name, len);
	bool fits = glob_match(w->pattern, of) || glob_match(w->pattern, s->name);

	return fits && !is_traceable(w->k, w->module, of) && is_traceable(w->k, w->module, s->name) ? of : NULL;
}

/* copies of the functions that a pattern names; where the function is left, too, it is probed itself */
static int give_fitting_clones(struct walk *w)
{
	static char once, twice;
	struct arena *a = w->k->w->arena;
	size_t n = 0;
	const struct ksym *s = ksyms_of(w->k) ? ksyms_all(w->k->ksyms, &n) : NULL;
	VEC(const struct ksym *) all = { 0 };
	struct map *names = map_new();
	int err = 0;

	for (size_t i = 0; i < n; i++) {
		if (!strchr(s[i].name, '.') || !copied(w, &s[i]))
			continue;
		vec_push(a, &all, &s[i]);
		map_put(names, s[i].name, map_get(names, s[i].name) ? &twice : &once);
	}
	for (size_t i = 0; i < all.n && !err; i++) {	/* two of one name: neither can be armed */
		const char *name = all.v[i]->name;
		struct kfunc f = { .module = w->module, .symbol = arena_intern(a, name, strlen(name)) };

		if (map_get(names, name) == &once)
			err = w->fn(&f, arena_intern(a, name, strcspn(name, ".")), w->ctx);
	}
	map_free(names);
	return err;
}

static bool is_code(const struct ksym *s)
{
	return strchr("tTwW", s->kind) != NULL;
}

/* the symbol at the same place whose prototype is known; NULL: none, the symbol's own is, or places are hidden */
static const char *twin(struct walk *w, const struct ksym *all, size_t n, size_t i)
{
	const struct ksym *s = &all[i];
	size_t at = i;

	if (!s->addr || !is_code(s) || w->types->func(w->types, s->name))
		return NULL;
	while (at && all[at - 1].addr == s->addr)
		at--;
	for (; at < n && all[at].addr == s->addr; at++)
		if (is_code(&all[at]) && !strcmp(all[at].module, s->module) && w->types->func(w->types, all[at].name))
			return all[at].name;
	return NULL;
}

/* of a pattern that fits aliases of a function: it has not been given by its own name, nor by another alias */
static bool fits_anew(struct walk *w, const char *is)
{
	return !glob_match(w->pattern, is) && is_traceable(w->k, w->module, is) && !is_again(w, is);
}

/*
 * BTF has a function under one of its symbols. System calls without parameters are __do_sys_sync() there, and their
 * entries, __x64_sys_sync(), are aliases of it (Linux 4.17, SYSCALL_DEFINE0).
 */
static int give_twins(struct walk *w)
{
	bool pattern = glob_is_pattern(w->pattern);
	size_t n = 0;
	const struct ksym *s = ksyms_of(w->k) ? ksyms_all(w->k->ksyms, &n) : NULL;
	int err = -ENOENT;

	for (size_t i = 0; i < n && (err == -ENOENT || !err); i++) {
		if (strcmp(s[i].module, w->module) != 0 || !glob_match(w->pattern, s[i].name))
			continue;
		const char *is = twin(w, s, n, i);

		if (is && (!pattern || fits_anew(w, is)))
			err = give(w, is, s[i].name);
	}
	return err;
}

/*
 * Allocation profiling (Linux 6.10, "mm/slab: enable slab allocation tagging for kmalloc and
 * friends") made macros of the allocators' names and put _noprof behind those of the functions.
 */
static int give_exact(struct walk *w)
{
	char renamed[160];
	int err = give(w, w->pattern, w->pattern);

	if (err != -ENOENT)
		return err;
	snprintf(renamed, sizeof(renamed), "%s_noprof", w->pattern);
	err = give(w, renamed, w->pattern);
	err = err == -ENOENT ? give_clones(w) : err;
	return err == -ENOENT ? give_twins(w) : err;
}

static int give_fitting(struct walk *w)
{
	w->seen = map_new();
	int err = btf_each_func(w->types, one_name, w);

	if (!err && *w->pattern)
		err = names_clones(w->pattern) ? give_clones(w) : give_fitting_clones(w);
	if ((!err || err == -ENOENT) && *w->pattern)
		err = give_twins(w);
	map_free(w->seen);
	w->seen = NULL;
	return err == -ENOENT ? 0 : err;
}

/* -ENOENT: a name written out was not found */
static int in_source(struct walk *w)
{
	if (!w->types)
		return -ENOENT;
	if (*w->pattern && !glob_is_pattern(w->pattern))
		return give_exact(w);
	return give_fitting(w);
}

static bool fits(const char *pattern, const char *module)
{
	return !*pattern || glob_match(pattern, module);
}

int kfuncs_each(struct kfuncs *k, const char *module, const char *name, kfunc_fn *fn, void *ctx)
{
	struct walk w = { .k = k, .types = k->w->kernel, .module = "vmlinux", .pattern = name, .fn = fn, .ctx = ctx };
	bool exact = *name && !glob_is_pattern(name);
	int err = fits(module, "vmlinux") ? in_source(&w) : -ENOENT;

	if ((err && err != -ENOENT) || (!err && exact) || !k->w->module)
		return err == -ENOENT ? 0 : err;
	for (const char *const *m = k->w->modules(k->w); *m; m++) {
		if (!fits(module, *m))
			continue;
		w.module = *m;
		w.types = k->w->module(k->w, w.module);
		err = in_source(&w);
		if (err && err != -ENOENT)
			return err;
	}
	return 0;
}
