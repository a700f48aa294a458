/*
 * elsewhere.c - members that a script knows from an older kernel are taken where this one has them
 *
 * The tree is changed in place: $file->f_dentry->d_inode becomes $file->f_path->dentry->d_inode.
 */
#include <string.h>
#include "lang/moved.h"
#include "lang/stap/lower.h"

/* the structure, or the one that a pointer leads to; NULL: neither */
static const struct type *structure(const struct type *t)
{
	t = t ? type_strip(t) : NULL;
	if (t && t->kind == TY_PTR)
		t = type_strip(t->to);
	return t && type_is_sou(t) ? t : NULL;
}

/* the next word of a path with dots; NULL: it was the last */
static const char *next_word(struct sema *s, const char **path)
{
	size_t n = strcspn(*path, ".");
	const char *word = n ? arena_intern(s->arena, *path, n) : NULL;

	*path += n + ((*path)[n] == '.');
	return word;
}

static bool path_fits(struct sema *s, const struct type *t, const char *path)
{
	uint64_t offset;

	for (const char *word; t && (word = next_word(s, &path));) {
		const struct member *m = structure(t) ? type_member(structure(t), word, &offset) : NULL;

		t = m ? m->type : NULL;
	}
	return t != NULL;
}

/* n becomes the end of a path that begins at of */
static void put_path(struct sema *s, struct node *n, struct node *of, const char *path)
{
	struct node made = *n;

	for (const char *word; (word = next_word(s, &path));) {
		made.a = of;
		made.name = word;
		of = *path ? arena_dup(s->arena, &made, sizeof(made)) : of;
	}
	*n = made;
}

static bool put_moved(struct sema *s, struct node *n, struct node *of, const struct type *t, const char *word)
{
	const char *path;

	t = structure(t);
	for (size_t nth = 0; t && t->from_kernel && t->name && (path = moved_member(t->name, word, nth)); nth++)
		if (path_fits(s, t, path)) {
			put_path(s, n, of, path);
			return true;
		}
	return false;
}

bool target_put_moved(struct sema *s, struct handler *h, struct node *n, const struct type *t)
{
	uint64_t offset;

	if (structure(t) && type_member(structure(t), n->name, &offset))
		return false;
	if (put_moved(s, n, n->a, t, n->name))
		return true;
	if (n->a->kind != N_MEMBER || n->a->part)
		return false;
	const char *word = arena_printf(s->arena, "%s.%s", n->a->name, n->name);

	return moved_word(word) && put_moved(s, n, n->a->a, target_type(s, h, n->a->a, true), word);
}

bool target_put_number(struct sema *s, struct node *n, const struct type *t)
{
	const char *member = t->kind == TY_TYPEDEF ? moved_member(t->name, "", 0) : NULL;

	if (!member)
		return false;
	struct node *whole = arena_dup(s->arena, n, sizeof(*n));

	n->kind = N_MEMBER;
	put_path(s, n, whole, member);
	return true;
}
