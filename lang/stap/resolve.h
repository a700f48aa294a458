/*
 * resolve.h - what the parts of the name resolution share
 */
#ifndef SONDE_STAP_RESOLVE_H
#define SONDE_STAP_RESOLVE_H

#include "lang/stap/sem.h"

struct scope {
	struct sema *s;
	struct file *file;
	struct handler *h;		/* NULL in functions */
	struct unit_func *f;		/* NULL in handlers */
	struct handler *ctx;		/* whose $vars these are; NULL: of none */
	VEC(const char *) written;	/* names that the handler assigns */
	VEC(struct sym *) iterated;	/* arrays of the foreach loops around */
};

enum mode { READ, WRITE, UPDATE };

/* scope.c */
struct sym *scope_new_sym(struct sema *s, const char *name, struct span at);
struct sym *scope_global(struct scope *sc, const char *name);	/* NULL: none */
struct sym *scope_local(struct scope *sc, const char *name);	/* NULL: none yet */
struct sym *scope_lookup(struct scope *sc, const char *name, struct span at);	/* made if need be */
void scope_drop_local(struct scope *sc, const struct sym *sym);	/* one that nothing was resolved to */
/* the symbol is read or changed at a place: for the dump of unread globals, and foreach */
void scope_mark(struct scope *sc, struct sym *sym, enum mode mode, struct span at);
bool scope_written(const struct scope *sc, const char *name);	/* the handler assigns it */
void scope_collect_written(struct scope *sc, struct snode *body);

/* sysvar.c: a plain name that is a variable of syscall.*; false: it is not */
bool sysvar_resolve(struct scope *sc, struct node *n);

/* resolve_expr.c */
void resolve_node(struct scope *sc, struct node *n, enum mode mode);
void resolve_lvalue(struct scope *sc, struct node *n, enum mode mode);
void resolve_args(struct scope *sc, struct node *n);
/* a name that stands for an array: reported when it is not global */
void resolve_array(struct scope *sc, struct node *n, size_t arity, enum mode mode);

/* resolve_call.c, resolve_at.c */
void resolve_call(struct scope *sc, struct node *n);
void resolve_loop_calls(struct sema *s);	/* functions that change what a foreach around the call walks */
void resolve_func_next(struct scope *sc);	/* `next` in a function: find where it goes on */
struct unit_func *func_use(struct scope *sc, struct func_decl *d);	/* the copy of it that this scope calls */
bool func_uses_targets(struct sema *s, const struct file *from, const char *name);
void resolve_at(struct scope *sc, struct node *n);
bool resolve_asks(const struct node *n);		/* is it @defined */

/* $value of a procfs handler becomes the name that scope_lookup() knows */
void scope_take_text(struct scope *sc, struct node *n);
bool scope_may_set_text(const struct scope *sc, const struct node *assign);	/* false: reported */

/* target_write.c: an assignment to $x and what hangs on it */
void resolve_target_write(struct scope *sc, struct node *n);

/* older_path.c: a parameter that only an older kernel's function has becomes what leads there now */
void resolve_older(struct scope *sc, struct node *n);

/* pretty.c: $$vars, $x$; false: n is none of these */
bool resolve_pretty(struct scope *sc, struct node *n);
bool pretty_exists(struct scope *sc, struct node *n, bool value);	/* for @defined; value: not only its address */
/* pretty_keep.c: a path that is shown with locals where something is called; the assignments to them go to kept */
void pretty_keep_calls(struct scope *sc, struct node *n, struct node *kept);
/* they are put where a local is first used; one value alone needs no local */
void pretty_set_kept(struct scope *sc, struct node *call, const struct node *kept);
struct node *resolve_root(struct scope *sc, struct node *n);	/* what a path of members begins with */

/* entry.c: in return probes, values as they were at the entry; false: n stays what it is */
bool resolve_entry_target(struct scope *sc, struct node *n);
void resolve_entry(struct scope *sc, struct node *n);		/* @entry(e) */
/* whose types and arguments $x means here: the entry's, in return probes that keep its values */
struct handler *entry_context(struct scope *sc, const struct node *n);
struct snode *entry_taken_back(struct scope *sc);	/* what such a handler begins with */

#endif
