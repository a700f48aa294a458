/*
 * eval_var.c - eval's way to variables: locals, the firing's, and the store's scalars and elements
 *
 * A thread's variable has the key { u64 tid; keys }, everything else the layout of prog_layout().
 */
#include <string.h>
#include "lang/eval/eval_int.h"

static size_t round8(size_t n)
{
	return (n + 7) & ~(size_t)7;
}

size_t var_bytes(const struct var *v)
{
	return v->value_size ? v->value_size : round8(bytes_of(v->type) ? bytes_of(v->type) : 8);
}

static size_t thread_bytes(const struct var *v)
{
	return v->storage == V_THREAD ? sizeof(uint64_t) : 0;
}

/* D: a thread-local and an element are NULL until something is stored; other variables are empty */
static bool starts_null(struct eval *e, const struct var *v)
{
	return e->rt->prog->lang == LANG_D && (v->keys.n > 0 || v->storage == V_THREAD);
}

static struct value unset(struct eval *e, const struct var *v)
{
	struct value ret;

	if (!type_is_string(v->type)) {
		if (type_is_scalar(v->type))
			return value_int(v->has_init ? v->init : 0, v->type);
		size_t n = var_bytes(v);

		ret = value_load_all(v->type, rt_temp(e->rt, n), n);
		ret.is_null = starts_null(e, v);
		return ret;
	}
	ret = value_string(v->init_str ? v->init_str : "", v->init_str ? strlen(v->init_str) : 0);
	ret.type = v->type;
	ret.is_null = !v->init_str && starts_null(e, v);
	return ret;
}

static void *thread_key(struct eval *e, const struct var *v)
{
	if (v->storage != V_THREAD)
		return NULL;
	uint64_t *key = rt_temp(e->rt, sizeof(*key));

	*key = (uint64_t)e->rt->fire.tid;
	return key;
}

bool eval_get(struct eval *e, const struct var *v, const void *key, void *val)
{
	struct store *s = e->rt->store;

	return s->ops->get(s, v, key, val);
}

static struct value *firing_slot(struct eval *e, const struct var *v)
{
	struct prog *p = e->rt->prog;

	if (!e->rt->firing)
		e->rt->firing = rt_temp(e->rt, (p->vars.n + 1) * sizeof(struct value));
	return &e->rt->firing[v->id];
}

struct value eval_var(struct eval *e, const struct var *v)
{
	struct value *slot;
	void *val;

	switch (v->storage) {
	case V_LOCAL:
	case V_FIRING:
		slot = v->storage == V_LOCAL ? &e->locals[v->id] : firing_slot(e, v);
		if (!slot->type)
			*slot = unset(e, v);
		return *slot;
	case V_GLOBAL:
	case V_THREAD:
		val = rt_temp(e->rt, var_bytes(v));
		if (!eval_get(e, v, thread_key(e, v), val))
			return unset(e, v);
		return value_load_all(v->type, val, bytes_of(v->type));
	}
	return unset(e, v);
}

/* a value as variable v keeps it: numbers cut to its type, strings to its bound */
static struct value kept(struct eval *e, const struct var *v, const struct value *to)
{
	struct value ret = *to;

	if (type_is_scalar(v->type))
		return value_int(value_cut(to->i, v->type), v->type);
	if (type_is_string(v->type) && !type_is_string(to->type))
		ret = value_string("", 0), ret.is_null = 1;	/* D: x = NULL */
	ret.is_null &= starts_null(e, v) || v->nulls;
	ret.type = v->type;
	if (type_is_string(v->type) && bytes_of(v->type) && ret.len >= bytes_of(v->type))
		ret.len = bytes_of(v->type) - 1;
	return ret;
}

static bool is_zero(const struct value *v)
{
	return type_is_string(v->type) ? v->is_null : type_is_scalar(v->type) && !v->i;
}

void eval_set_elem(struct eval *e, const struct var *v, const void *key, const struct value *to,
		   struct span at)
{
	struct store *s = e->rt->store;
	struct value k = kept(e, v, to);

	if (v->del_zero && is_zero(&k)) {
		s->ops->del(s, v, key);
		return;
	}
	void *val = rt_temp(e->rt, var_bytes(v));

	value_store(&k, val, bytes_of(v->type));
	if (s->ops->set(s, v, key, val) && e->rt->prog->lang == LANG_STAP)
		eval_raise(e, FAULT_OVERFLOW, (int64_t)v->max_entries, at);
}

void eval_set_var(struct eval *e, const struct var *v, const struct value *to, struct span at)
{
	switch (v->storage) {
	case V_LOCAL:
		e->locals[v->id] = kept(e, v, to);
		return;
	case V_FIRING:
		*firing_slot(e, v) = kept(e, v, to);
		return;
	case V_GLOBAL:
	case V_THREAD:
		eval_set_elem(e, v, thread_key(e, v), to, at);
		return;
	}
}

void *eval_key(struct eval *e, const struct var *v, struct expr *const *args, size_t n)
{
	size_t head = thread_bytes(v);
	char *key = rt_temp(e->rt, head + v->key_size + 8);

	if (!n)
		return thread_key(e, v);
	if (head)
		memcpy(key, &(uint64_t){ (uint64_t)e->rt->fire.tid }, head);
	for (size_t i = 0; i < n; i++) {
		struct value k = eval_expr(e, args[i]);

		if (stopped(e))
			return key;
		value_store(&k, key + head + v->key_offsets.v[i], bytes_of(v->keys.v[i]));
	}
	if (v->pool)		/* several share a map: whose it is stands at the end */
		memcpy(key + v->key_size - 8, &(uint64_t){ v->id }, 8);
	return key;
}

struct value eval_elem(struct eval *e, const struct expr *x)
{
	void *key = eval_key(e, x->var, x->args.v, x->args.n);
	void *val = rt_temp(e->rt, var_bytes(x->var));

	if (stopped(e) || !eval_get(e, x->var, key, val))
		return unset(e, x->var);
	return value_load_all(x->var->type, val, bytes_of(x->var->type));
}

struct value eval_entry_key(const struct var *v, const struct entry *at, size_t i)
{
	const char *key = at->key;

	return value_load(v->keys.v[i], key + thread_bytes(v) + v->key_offsets.v[i], bytes_of(v->keys.v[i]));
}

struct value *eval_slice(struct eval *e, struct expr *const *args, size_t n)
{
	struct value *ret = rt_temp(e->rt, (n + 1) * sizeof(*ret));

	for (size_t i = 0; i < n; i++) {
		if (args[i])
			ret[i] = eval_expr(e, args[i]);
	}
	return ret;
}

int value_order(const struct value *a, const struct value *b)
{
	if (type_is_string(a->type) && type_is_string(b->type)) {
		size_t n = a->len < b->len ? a->len : b->len;
		int d = n ? memcmp(a->p, b->p, n) : 0;

		return d ? d : (a->len > b->len) - (a->len < b->len);
	}
	return (a->i > b->i) - (a->i < b->i);
}

bool eval_slice_fits(const struct var *v, const struct entry *at, const struct value *slice, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct value k = eval_entry_key(v, at, i);

		if (slice[i].type && value_order(&k, &slice[i]))
			return false;
	}
	return true;
}

/* visit the elements that fit x's keys, wildcards among them; stops when fn says so */
static bool each_match(struct eval *e, const struct expr *x,
		       bool (*fn)(struct eval *, const struct var *, const struct entry *))
{
	struct store *s = e->rt->store;
	struct value *slice = eval_slice(e, x->args.v, x->args.n);
	struct snapshot snap = { 0 };
	bool found = false;

	if (stopped(e) || s->ops->snapshot(s, x->var, &snap))
		return false;
	for (size_t i = 0; i < snap.entries.n && !found; i++) {
		const struct entry *at = &snap.entries.v[i];

		found = eval_slice_fits(x->var, at, slice, x->args.n) && fn(e, x->var, at);
	}
	snapshot_fini(&snap);
	return found;
}

static bool match_any(struct eval *e, const struct var *v, const struct entry *at)
{
	return true;
}

static void del_elem(struct eval *e, const struct var *v, const void *key)
{
	e->rt->store->ops->del(e->rt->store, v, key);
	eval_forget_place(e->rt, v, key);
}

static bool match_del(struct eval *e, const struct var *v, const struct entry *at)
{
	del_elem(e, v, at->key);
	return false;
}

bool eval_in(struct eval *e, const struct expr *x)
{
	if (expr_has_wildcard(x))
		return each_match(e, x, match_any);
	void *key = eval_key(e, x->var, x->args.v, x->args.n);

	return !stopped(e) && eval_get(e, x->var, key, rt_temp(e->rt, var_bytes(x->var)));
}

void eval_del(struct eval *e, const struct expr *to)
{
	struct store *s = e->rt->store;
	struct value zero;

	if (to->kind == E_ELEM && expr_has_wildcard(to)) {
		each_match(e, to, match_del);
		return;
	}
	if (to->kind == E_ELEM) {
		void *key = eval_key(e, to->var, to->args.v, to->args.n);

		if (!stopped(e))
			del_elem(e, to->var, key);
		return;
	}
	if (to->kind == E_VARREF)
		eval_forget_order(e->rt, to->var);
	if (to->kind == E_VARREF || to->var->storage == V_GLOBAL || to->var->storage == V_THREAD) {
		s->ops->del(s, to->var, to->kind == E_VAR ? thread_key(e, to->var) : NULL);
		return;
	}
	zero = type_is_string(to->var->type) ? value_string("", 0) : value_int(0, to->var->type);
	zero.is_null = type_is_string(to->var->type) && e->rt->prog->lang == LANG_D;	/* x = NULL; kept() asks whether it may */
	eval_set_var(e, to->var, &zero, to->span);
}
