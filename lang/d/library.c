/*
 * library.c - D's library scripts on demand (library.h)
 */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include "lang/d/library.h"
#include "lang/d/lower.h"
#include "lang/d/parse.h"

/* ---- what is there ---- */
bool d_lib_has_rows(const struct options *o)
{
	return !o->nolibs && !o->syslibdir;
}

bool d_lib_met(struct world *w, const char *kind, const char *name)
{
	if (!strcmp(kind, "provider")) {
		for (const struct provider *const *p = w->providers; p && *p; p++)
			if (!strcmp((*p)->name, name))
				return true;
		for (unsigned i = 0; i < d_lib_nrows && d_lib_has_rows(w->options); i++)
			if (d_lib_rows[i].kind == LIB_PROBE && !strcmp(d_lib_rows[i].prov, name))
				return true;
		return d_alias_provider(w, name);
	}
	if (!strcmp(kind, "module"))
		return !strcmp(name, "vmlinux") || (w->module && w->module(w, name));

	size_t n = strlen(name);

	for (unsigned i = 0; i < d_lib_nfiles; i++) {	/* library X or X.d */
		const char *base = strrchr(d_lib_files[i].src.name, '/') + 1;

		if (!strncmp(base, name, n) && (!base[n] || !strcmp(base + n, ".d")))
			return true;
	}
	for (size_t i = 0; i < d_library(w)->files.n; i++) {
		const char *file = d_library(w)->files.v[i];

		if (!strncmp(file, name, n) && (!file[n] || !strcmp(file + n, ".d")))
			return true;
	}
	return false;
}

bool d_lib_row_met(struct world *w, const struct d_lib_row *row)
{
	for (const char *const *need = d_lib_files[row->file].needs; *need; need += 2)
		if (!d_lib_met(w, need[0], need[1]))
			return false;
	return true;
}

/* the first row of a name, of any kind */
static const struct d_lib_row *first_row(const char *name)
{
	unsigned low = 0, high = d_lib_nrows;

	while (low < high) {
		unsigned mid = (low + high) / 2;

		if (strcmp(d_lib_rows[mid].name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return d_lib_rows + low;
}

static const struct d_lib_row *next_row(struct world *w, const struct d_lib_row *row, enum d_lib_kind kind, const char *name)
{
	for (; row < d_lib_rows + d_lib_nrows && !strcmp(row->name, name); row++)
		if (row->kind == kind && d_lib_row_met(w, row))
			return row;
	return NULL;
}

const struct d_lib_row *d_lib_find(struct world *w, enum d_lib_kind kind, const char *name)
{
	return d_lib_has_rows(w->options) ? next_row(w, first_row(name), kind, name) : NULL;
}

bool d_lib_is_helper(const char *name)
{
	const struct d_lib_row *row = first_row(name);

	return name[0] >= 'a' && name[0] <= 'z' && strchr(name, '_') && row < d_lib_rows + d_lib_nrows &&
	       !strcmp(row->name, name) && row->kind == LIB_NAME;
}

/* ---- reading ---- */
const struct d_item *d_lib_item(struct world *w, const struct d_lib_row *row, const char **wrong)
{
	struct d_quiet q;
	struct compile c = { .arena = w->arena, .diag = &q.diag, .options = w->options, .world = w };
	struct unit *u = arena_new_of(w->arena, struct unit);
	const struct d_item *it;
	const char *text;

	*u = (struct unit){ .src = (struct source *)&d_lib_files[row->file].src, .is_file = true, .is_library = true };
	d_quiet_open(&q);
	it = d_parse_one(&c, u, row->at);
	text = d_quiet_close(&q, w->arena);
	if (wrong)
		*wrong = text;
	return text ? NULL : it;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* false: it depends on what there is not, or not yet */
static bool read_file(struct d_parser *p, const char *dir, const char *name)
{
	struct unit *u = arena_new_of(p->arena, struct unit);
	size_t items = p->ast->items.n;

	u->src = source_read(p->arena, arena_printf(p->arena, "%s/%s", dir, name));
	u->is_file = u->is_library = true;
	if (!u->src) {
		diag_sys(p->c->diag, -errno, "cannot read the library %s/%s", dir, name);
		return true;
	}
	if (!d_parse_unit(p, u)) {
		p->ast->items.n = items;
		return false;
	}
	vec_push(p->arena, &d_library(p->c->world)->files, name);
	return true;
}

/* one that depends on another comes behind it: as often as some file could be read */
static void read_files(struct d_parser *p, const char *dir, const char **names, size_t n)
{
	for (size_t left = n, before = n + 1; left && left < before;) {
		before = left;
		for (size_t i = 0; i < n; i++) {
			if (!names[i] || !read_file(p, dir, names[i]))
				continue;
			names[i] = NULL;
			left--;
		}
	}
}

static void read_folder(struct d_parser *p, const char *dir)
{
	VEC(const char *) names = { 0 };
	DIR *d = opendir(dir);
	size_t n;

	for (struct dirent *e; d && (e = readdir(d));)
		if ((n = strlen(e->d_name)) > 2 && !strcmp(e->d_name + n - 2, ".d"))
			vec_push(p->arena, &names, arena_strdup(p->arena, e->d_name));
	if (!d)
		return;		/* as in a path to search: some of the folders are not there */
	closedir(d);
	if (!names.n)
		return;
	qsort(names.v, names.n, sizeof(*names.v), by_name);
	read_files(p, dir, names.v, names.n);
}

void d_lib_read_users(struct d_parser *p)
{
	const struct options *o = p->c->options;

	size_t n = 0;

	d_library(p->c->world)->read = true;
	if (o->syslibdir && !o->nolibs)
		read_folder(p, o->syslibdir);
	for (unsigned i = 0; i < o->nlibdirs && !o->nolibs; i++)
		read_folder(p, o->libdirs[i]);
	for (size_t i = 0; i < p->ast->items.n; i++) {	/* probes are not the program's to lower */
		struct d_item *it = p->ast->items.v[i];

		if (it->kind == DI_ALIAS) {
			d_alias_add(p->c->world, it, d_lib_nrows);
			continue;
		}
		vec_push(p->arena, &d_library(p->c->world)->items, it);
		p->ast->items.v[n++] = it;
	}
	p->ast->items.n = n;
}

/* ---- errors that are not shown ---- */
void d_quiet_open(struct d_quiet *q)
{
	q->text = NULL;
	q->out = open_memstream(&q->text, &q->len);
	diag_init(&q->diag, q->out ? q->out : stderr);
	q->diag.max_errors = 1;
}

const char *d_quiet_close(struct d_quiet *q, struct arena *a)
{
	const char *from, *to, *text = NULL;

	if (q->out)
		fclose(q->out);
	if (q->diag.errors && q->text && (from = strstr(q->text, "error: "))) {
		from += strlen("error: ");
		to = strstr(from, " [");
		text = arena_strndup(a, from, to ? (size_t)(to - from) : strcspn(from, "\n"));
	} else if (q->diag.errors) {
		text = "?";
	}
	free(q->text);
	return text;
}

void d_quiet_begin(struct d_lower *l, struct d_quiet *q)
{
	d_quiet_open(q);
	q->shown = l->diag;
	l->c->diag = l->diag = &q->diag;
}

const char *d_quiet_end(struct d_lower *l, struct d_quiet *q)
{
	l->c->diag = l->diag = q->shown;
	return d_quiet_close(q, l->arena);
}

bool d_lib_is_text(struct span at)
{
	return at.src && (const char *)at.src >= (const char *)d_lib_files &&
	       (const char *)at.src < (const char *)(d_lib_files + d_lib_nfiles);
}

/* ---- in a program ---- */
struct outside {		/* of the clause and the text that made us load something */
	const struct d_env *env;
	struct clause *clause;
	struct unit *unit;
};

static bool load_row(struct d_lower *l, const struct d_lib_row *row)
{
	const char *wrong;
	const struct d_item *it = d_lib_item(l->c->world, row, &wrong);
	struct outside was = { l->env, l->clause, l->unit };
	struct d_quiet q;

	if (it) {
		l->env = NULL;
		l->clause = NULL;
		d_quiet_begin(l, &q);
		d_lower_item(l, it);
		wrong = d_quiet_end(l, &q);
	}
	l->env = was.env;
	l->clause = was.clause;
	l->unit = was.unit;
	if (wrong)
		map_put(l->lacks, row->name, (void *)wrong);
	return !wrong;
}

bool d_lib_load(struct d_lower *l, enum d_lib_kind kind, const char *name)
{
	bool any = false;

	if (!l->lib_loaded)
		l->lib_loaded = arena_array(l->arena, unsigned char, d_lib_nrows + 1);
	for (const struct d_lib_row *row = d_lib_find(l->c->world, kind, name); row;
	     row = next_row(l->c->world, row + 1, kind, name)) {
		unsigned char *loaded = &l->lib_loaded[row - d_lib_rows];

		if (*loaded)
			continue;
		/* the other names of the same item come with it */
		for (unsigned i = 0; i < d_lib_nrows; i++)
			if (d_lib_rows[i].file == row->file && d_lib_rows[i].at == row->at)
				l->lib_loaded[i] = 1;
		*loaded = 1;
		any |= load_row(l, row);
	}
	return any;
}

void d_lib_hint(struct d_lower *l, const char *name)
{
	const char *wrong = map_get(l->lacks, name);

	if (wrong)
		diag_hint(l->diag, "D's library has it, but not for this kernel: %s", wrong);
}
