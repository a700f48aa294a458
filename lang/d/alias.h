/*
 * alias.h - probes that library scripts define: names of their own for points of other providers
 *
 * A clause on such a probe is lowered once for each way in which its probes come about, for args[]
 * and argN then mean what that way says; a clause that does not care is lowered once.
 */
#ifndef SONDE_D_ALIAS_H
#define SONDE_D_ALIAS_H

#include "lang/d/lower.h"

struct d_alias;

struct d_binding {		/* one way to have a probe, on this machine */
	const struct d_alias *alias;
	const struct d_item *item;
	const struct d_way  *way;
	VEC(struct probe *) helpers[8];	/* points of the item's helpers */
};

/* NULL: the probe is what it is called */
const struct d_binding *d_binding_of(const struct probe *p);

/* has to do with what fired it: its way has a predicate, or the clause looks at arguments */
bool d_binding_matters(struct d_lower *l, const struct d_binding *b, const struct d_item *clause);

/* helpers of a binding that is used, once; at: who uses it */
void d_binding_use(struct d_lower *l, const struct d_binding *b, struct span at);
void d_bindings_end(struct d_lower *l);		/* what comes behind all clauses */

struct expr *d_binding_guard(struct d_lower *l, const struct d_binding *b, struct span at);	/* NULL: none */
struct expr *d_binding_arg(struct d_lower *l, const struct d_binding *b, const struct d_node *n, size_t i);
struct expr *d_binding_raw(struct d_lower *l, const struct d_binding *b, unsigned slot, struct span at);
const struct type *d_binding_type(struct d_lower *l, const struct d_binding *b, size_t i);	/* NULL: none, unknown */

/* after a description that matched nothing: says what of its points this kernel lacks; false: no library has it */
bool d_alias_hint(struct d_lower *l, const struct probe_desc *d);
/*
 * d_number_anew - the probes that are made from here on get the numbers of a listing of all
 *
 * To be called before ":::" is matched: then it gives each probe the number that it gives it every time, whatever was
 * matched before. Other descriptions hand out the numbers in the order in which they meet probes.
 */
void d_number_anew(struct world *w);

#endif
