/*
 * tapset.c - the library's definitions, taken in by name
 * Semantics: stap(1), -I and TAPSETS; SystemTap Language Reference, "Tapsets".
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include "lang/stap/parse.h"
#include "lang/stap/sem.h"
#include "lang/stap/tapset.h"
#include "lib/glob.h"

struct tapset {				/* of one compile */
	struct file **files;		/* ours, by tapset_files; NULL: nothing of it taken in */
	bool *taken;			/* by tapset_chunks */
	VEC(struct file *) user;	/* of -I folders, not yet used */
	VEC(struct source *) macros;	/* .stpm of -I folders */
};

static struct tapset *tapset_of(struct compile *c)
{
	if (!c->tapset) {
		c->tapset = arena_new_of(c->arena, struct tapset);
		c->tapset->files = arena_array(c->arena, struct file *, tapset_nfiles + 1);
		c->tapset->taken = arena_array(c->arena, bool, tapset_nchunks + 1);
	}
	return c->tapset;
}

/* ---- ours ---- */

/* index of the first row with the name, or of where it would be */
static size_t first_row(const char *name)
{
	size_t low = 0, high = tapset_nnames;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(tapset_names[mid].name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct source *chunk_source(struct compile *c, const struct tapset_chunk *chunk)
{
	struct source *src = arena_new_of(c->arena, struct source);

	src->name = tapset_files[chunk->file];
	src->text = chunk->text;
	src->len = chunk->len;
	src->first_line = chunk->line;
	return src;
}

static struct file *library_file(struct sema *s, unsigned number)
{
	struct tapset *t = tapset_of(s->c);

	if (!t->files[number]) {
		struct file *f = arena_new_of(s->arena, struct file);

		f->library = true;
		t->files[number] = f;
		vec_push(s->arena, &s->ast->files, f);
	}
	return t->files[number];
}

static void set_priorities(struct file *f)
{
	for (size_t i = 0; i < f->funcs.n; i++)
		if (f->funcs.v[i]->priority == 0)
			f->funcs.v[i]->priority = 1;
}

static void take_chunk(struct sema *s, unsigned number)
{
	const struct tapset_chunk *chunk = &tapset_chunks[number];
	struct tapset *t = tapset_of(s->c);

	if (t->taken[number])
		return;
	t->taken[number] = true;
	struct file *f = library_file(s, chunk->file);

	stap_parse_into(s->c, f, chunk_source(s->c, chunk));
	set_priorities(f);
	stap_resolve_globals(s, f);
}

static const char *file_name(const struct compile *c, const struct file *f)
{
	const struct tapset *t = c->tapset;

	for (size_t i = 0; f && f->library && t && i < tapset_nfiles; i++)
		if (t->files[i] == f)
			return tapset_files[i];
	return NULL;
}

/* a global of another file does not come in the way of one's own */
static void take_ours(struct sema *s, enum tapset_kind kind, const char *name, const struct file *from)
{
	const char *own = kind == TAPSET_GLOBAL ? file_name(s->c, from) : NULL;
	bool found = false;

	for (int pass = own ? 0 : 1; pass < 2 && !found; pass++)
		for (size_t i = first_row(name); i < tapset_nnames && !strcmp(tapset_names[i].name, name); i++) {
			const struct tapset_name *row = &tapset_names[i];

			if (row->kind != kind ||
			    (pass == 0 && tapset_files[tapset_chunks[row->chunk].file] != own))
				continue;
			take_chunk(s, row->chunk);
			found = true;
		}
}

bool tapset_alias_fits(const char *dotted, const struct point *pt)
{
	char word[64];

	for (size_t i = 0; *dotted; i++) {
		size_t n = strcspn(dotted, ".");

		if (i >= pt->comps.n || pt->comps.v[i].arg != PA_NONE || n >= sizeof(word))
			return false;
		if (i + 1 == pt->comps.n && strstr(pt->comps.v[i].name, "**"))
			return true;
		memcpy(word, dotted, n);
		word[n] = '\0';
		if (!glob_match(pt->comps.v[i].name, word))
			return false;
		dotted += n + (dotted[n] == '.');
	}
	return true;
}

/* ---- folders of -I ---- */

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n > m && !strcmp(s + n - m, end);
}

static int wanted(const struct dirent *d)
{
	return ends_with(d->d_name, ".stp") || ends_with(d->d_name, ".stpm");
}

static void open_file(struct compile *c, const char *name, const char *program)
{
	struct tapset *t = tapset_of(c);
	struct source *src = source_read(c->arena, name);

	if (src && ends_with(name, ".stpm")) {
		vec_push(c->arena, &t->macros, src);
	} else if (src) {
		struct file *f = arena_new_of(c->arena, struct file);

		f->library = true;
		f->src = src;
		f->program = program;
		vec_push(c->arena, &t->user, f);
	}
}

static void open_folder(struct compile *c, const char *path)
{
	struct dirent **entries;
	int n = scandir(path, &entries, wanted, alphasort);

	for (int i = 0; i < n; i++) {
		open_file(c, arena_printf(c->arena, "%s/%s", path, entries[i]->d_name), NULL);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

/* what programs bring along: DIR/PATH/usr/bin/foo.stp is for /usr/bin/foo (reference stap-language 5.11) */
static void open_programs(struct compile *c, const char *root, const char *below, unsigned depth)
{
	struct dirent **entries;
	int n = depth < 16 ? scandir(arena_printf(c->arena, "%s%s", root, below), &entries, NULL, alphasort) : -1;

	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name, *path = arena_printf(c->arena, "%s/%s", below, name);

		if (ends_with(name, ".stp"))
			open_file(c, arena_printf(c->arena, "%s%s", root, path),
				  arena_strndup(c->arena, path, strlen(path) - 4));
		else if (*name != '.')
			open_programs(c, root, path, depth + 1);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

/* of kernel 6.1.2-3: DIR/6.1.2-3/ARCH, DIR/6.1.2-3, DIR/6.1.2 ..., DIR/6, DIR/ARCH, DIR */
static void open_versions(struct compile *c, const char *dir, const char *release, const char *machine)
{
	for (size_t n = strlen(release); n > 0;) {
		const char *version = arena_printf(c->arena, "%s/%.*s", dir, (int)n, release);

		open_folder(c, arena_printf(c->arena, "%s/%s", version, machine));
		open_folder(c, version);
		n = strcspn(release, "-") < n ? strcspn(release, "-") : n - 1;
		while (n > 0 && release[n] != '.' && release[n] != '-')
			n--;
	}
	if (*machine)
		open_folder(c, arena_printf(c->arena, "%s/%s", dir, machine));
	open_folder(c, dir);
}

/* what is for one runtime only lies in a folder of its own, which comes first */
static void open_tree(struct compile *c, const char *dir)
{
	const char *runtime = !c->runtime || !strcmp(c->runtime, "kernel") ? "linux" : c->runtime;
	struct utsname u;

	if (uname(&u) != 0)
		u.release[0] = u.machine[0] = '\0';

	const char *release = c->release ? c->release : u.release, *machine = c->machine ? c->machine : u.machine;

	open_versions(c, arena_printf(c->arena, "%s/%s", dir, runtime), release, machine);
	open_versions(c, dir, release, machine);
	open_programs(c, arena_printf(c->arena, "%s/PATH", dir), "", 0);
}

/* in such a file process("foo") and .library("foo") are beside the program */
static void place_paths(struct compile *c, struct probe_decl *d)
{
	const char *program = d->file->program;
	int folder = (int)(strrchr(program, '/') + 1 - program);

	for (size_t i = 0; i < d->points.n; i++)
		for (size_t k = 0; k < d->points.v[i]->comps.n; k++) {
			struct point_comp *it = &d->points.v[i]->comps.v[k];

			if (it->arg != PA_STR || *it->str == '/' || (strcmp(it->name, "process") && strcmp(it->name, "library")))
				continue;
			it->str = arena_printf(c->arena, "%.*s%s", folder, program, it->str);
		}
}

/* scripts that do not need a file are not held up by what is wrong with it */
static bool can_use(struct compile *c, struct file *f)
{
	struct diag before = *c->diag;

	stap_parse_into(c, f, f->src);
	embed_end(c, f);
	set_priorities(f);
	for (size_t i = 0; f->program && i < f->aliases.n; i++)
		place_paths(c, f->aliases.v[i]);
	for (size_t i = 0; f->program && i < f->probes.n; i++)
		place_paths(c, f->probes.v[i]);
	if (c->diag->errors == before.errors)
		return true;
	c->diag->errors = before.errors;
	c->diag->first = before.first;
	diag_warn(c->diag, (struct span){ 0 }, "tapset \"%s\" has errors, and will be skipped", f->src->name);
	return false;
}

void tapset_open(struct compile *c)
{
	c->tapset = NULL;	/* what a parse before this one read is gone: -v and -p1 parse twice */
	for (size_t i = 0; i < c->tapset_dirs.n; i++) {
		size_t k = 0;

		while (strcmp(c->tapset_dirs.v[k], c->tapset_dirs.v[i]) != 0)
			k++;
		if (k == i)
			open_tree(c, c->tapset_dirs.v[i]);
	}
	/* the macros of all folders are known before the first file is parsed */
	size_t n = 0;

	for (size_t i = 0; c->tapset && i < c->tapset->user.n; i++)
		if (can_use(c, c->tapset->user.v[i]))
			c->tapset->user.v[n++] = c->tapset->user.v[i];
	if (c->tapset)
		c->tapset->user.n = n;
}

static bool has_alias(const struct probe_decl *d, const struct point *pt)
{
	for (size_t i = 0; i < d->names.n; i++) {
		struct point plain = *d->names.v[i];

		if (pt->comps.n < plain.comps.n)
			continue;
		size_t k = 0;

		while (k < plain.comps.n && glob_match(pt->comps.v[k].name, plain.comps.v[k].name))
			k++;
		if (k == plain.comps.n)
			return true;
	}
	return false;
}

static bool defines(const struct file *f, enum tapset_kind kind, const char *name, const struct point *pt)
{
	for (size_t i = 0; kind == TAPSET_FUNC && i < f->funcs.n; i++)
		if (!strcmp(f->funcs.v[i]->name, name) && !f->funcs.v[i]->is_private)
			return true;
	for (size_t i = 0; kind == TAPSET_GLOBAL && i < f->globals.n; i++)
		if (!strcmp(f->globals.v[i]->name, name) && !f->globals.v[i]->is_private)
			return true;
	for (size_t i = 0; kind == TAPSET_ALIAS && i < f->aliases.n; i++)
		if (has_alias(f->aliases.v[i], pt))
			return true;
	return false;
}

/* returns whether a file joined */
static bool take_user(struct sema *s, enum tapset_kind kind, const char *name, const struct point *pt)
{
	struct tapset *t = s->c->tapset;
	bool joined = false;

	for (size_t i = 0; t && i < t->user.n; i++) {
		struct file *f = t->user.v[i];

		if (f->joined || !defines(f, kind, name, pt))
			continue;
		f->joined = joined = true;
		vec_push(s->arena, &s->ast->files, f);
		stap_resolve_globals(s, f);
		if (kind == TAPSET_GLOBAL)
			break;
	}
	return joined;
}

/* ---- for the passes ---- */

void tapset_need(struct sema *s, enum tapset_kind kind, const char *name, const struct file *from)
{
	if (!take_user(s, kind, name, NULL) || kind != TAPSET_GLOBAL)
		take_ours(s, kind, name, from);
}

void tapset_need_aliases(struct sema *s, const struct point *pt)
{
	take_user(s, TAPSET_ALIAS, NULL, pt);
	for (size_t i = 0; i < tapset_nnames; i++)
		if (tapset_names[i].kind == TAPSET_ALIAS && tapset_alias_fits(tapset_names[i].name, pt))
			take_chunk(s, tapset_names[i].chunk);
}

const struct source *tapset_macro(struct compile *c, const struct source *user, const char *name)
{
	for (size_t i = first_row(name); i < tapset_nnames && !strcmp(tapset_names[i].name, name); i++) {
		const struct tapset_chunk *chunk = &tapset_chunks[tapset_names[i].chunk];
		const char *file = tapset_files[chunk->file];

		if (ends_with(file, ".stpm") || (user && user->name == file))
			return chunk_source(c, chunk);
	}
	return NULL;
}

const struct source *tapset_user_macros(struct compile *c, size_t i)
{
	return c->tapset && i < c->tapset->macros.n ? c->tapset->macros.v[i] : NULL;
}
