/*
 * test_eval.c - the meaning of nodes, on small programs built by hand over the store in memory
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "lang/agg/agg.h"
#include "lang/builtin/builtin.h"
#include "lang/eval/eval.h"
#include "lib/arena.h"

struct fix {
	struct prog   *p;
	struct clause *c;
	struct options opt;
	struct runtime rt;
	struct runtime_ops ops;
	int exit_status;
};

static const struct span at;		/* no place */

static void on_exit_call(struct runtime *rt, int status)
{
	((struct fix *)rt->impl)->exit_status = status;
}

static struct fix *begin(enum lang lang)
{
	struct fix *f = xcalloc(1, sizeof(*f));
	struct arena *a = arena_new();

	options_init(&f->opt, (unsigned)lang);
	f->p = prog_new(a, lang);
	f->c = arena_new_of(a, struct clause);
	f->c->body = prog_block(f->p);
	vec_push(a, &f->p->clauses, f->c);
	f->ops.exit = on_exit_call;
	f->rt = (struct runtime){
		.ops = &f->ops, .store = store_mem_new(), .prog = f->p, .opt = &f->opt,
		.temp = arena_new(), .impl = f,
	};
	f->exit_status = -1;
	return f;
}

static struct eval_fault run(struct fix *f, const struct event *ev)
{
	prog_layout(f->p, &f->opt);
	return eval_clause(&f->rt, f->c, ev);
}

static void end(struct fix *f)
{
	buf_fini(&f->rt.out);
	store_mem_free(f->rt.store);
	arena_free(f->rt.temp);
	arena_free(f->p->arena);
	free(f);
}

/* ---- building ---- */
static struct expr *num(struct fix *f, int64_t n) { return prog_const(f->p, n, &type_int64, at); }
static struct expr *text(struct fix *f, const char *s) { return prog_str(f->p, s, strlen(s), at); }

static struct expr *bin(struct fix *f, enum op op, struct expr *a, struct expr *b)
{
	return prog_binary(f->p, op, a, b, &type_int64, at);
}

static struct expr *var(struct fix *f, struct var *v)
{
	struct expr *x = prog_expr(f->p, E_VAR, v->type, at);

	x->var = v;
	return x;
}

static struct expr *elem(struct fix *f, enum expr_kind kind, struct var *v, struct expr *key)
{
	struct expr *x = prog_expr(f->p, kind, v->type, at);

	x->var = v;
	if (key)
		vec_push(f->p->arena, &x->args, key);
	return x;
}

static struct var *local(struct fix *f, const char *name, const struct type *t)
{
	struct var *v = prog_var(f->p, name, V_LOCAL, t, at);

	v->id = (unsigned)f->c->locals.n;
	vec_push(f->p->arena, &f->c->locals, v);
	return v;
}

static struct var *global(struct fix *f, const char *name, const struct type *t, const struct type *key)
{
	struct var *v = prog_var(f->p, name, V_GLOBAL, t, at);

	if (key)
		vec_push(f->p->arena, &v->keys, key);
	return v;
}

static struct stmt *set(struct fix *f, struct block *b, struct expr *to, struct expr *value)
{
	struct stmt *s = prog_stmt(f->p, S_SET, at);

	s->to = to;
	s->value = value;
	prog_add(f->p, b, s);
	return s;
}

static struct expr *call(struct fix *f, const char *name, const struct type *t, struct expr *a, struct expr *b)
{
	struct expr *x = prog_expr(f->p, E_CALL, t, at);

	if (a)
		vec_push(f->p->arena, &x->args, a);
	if (b)
		vec_push(f->p->arena, &x->args, b);
	x->builtin = builtin_find(f->p->lang, name, (int)x->args.n);
	assert_non_null(x->builtin);
	return x;
}

static void act(struct fix *f, struct block *b, struct expr *x)
{
	struct stmt *s = prog_stmt(f->p, S_DO, at);

	s->value = x;
	prog_add(f->p, b, s);
}

static void print(struct fix *f, struct block *b, struct expr *x)
{
	act(f, b, call(f, "println", &type_void, x, NULL));
}

/* ---- expressions ---- */
static int64_t value_of(enum op op, const struct type *t, int64_t a, int64_t b, int *code)
{
	struct fix *f = begin(LANG_STAP);
	struct var *v = global(f, "v", &type_int64, NULL);
	int64_t ret = 0;

	set(f, f->c->body, var(f, v), bin(f, op, prog_const(f->p, a, t, at), prog_const(f->p, b, t, at)));
	*code = run(f, NULL).code;
	f->rt.store->ops->get(f->rt.store, v, NULL, &ret);
	end(f);
	return ret;
}

static void test_operators(void **state)
{
	static const struct {
		enum op op;
		bool is_unsigned;
		int64_t a, b, ret;
	} rows[] = {
		{ OP_ADD, false, INT64_MAX, 1, INT64_MIN },
		{ OP_MUL, false, INT64_MIN, -1, INT64_MIN },
		{ OP_DIV, false, 7, -2, -3 }, { OP_MOD, false, -7, 3, -1 },
		{ OP_DIV, false, INT64_MIN, -1, INT64_MIN }, { OP_MOD, false, INT64_MIN, -1, 0 },
		{ OP_DIV, true, -1, 2, INT64_MAX },
		{ OP_SHR, false, -8, 1, -4 }, { OP_SHR, true, -8, 60, 15 }, { OP_SHL, false, 1, 64, 1 },
		{ OP_LT, false, -1, 0, 1 }, { OP_LT, true, -1, 0, 0 }, { OP_GE, true, -1, 0, 1 },
		{ OP_XOR, false, 6, 3, 5 }, { OP_XORXOR, false, 6, 3, 0 }, { OP_ANDAND, false, 6, 3, 1 },
		{ OP_OROR, false, 0, 0, 0 }, { OP_NE, false, 1, 1, 0 },
	};
	int code;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t got = value_of(rows[i].op, rows[i].is_unsigned ? &type_uint64 : &type_int64,
				       rows[i].a, rows[i].b, &code);

		if (got != rows[i].ret || code)
			fail_msg("row %zu: %lld", i, (long long)got);
	}
	value_of(OP_DIV, &type_int64, 1, 0, &code);
	assert_int_equal(code, FAULT_DIVZERO);
	value_of(OP_MOD, &type_int64, 1, 0, &code);
	assert_int_equal(code, FAULT_DIVZERO);
}

static void test_registers_are_wide(void **state)
{
	/* (char)100 + (char)100 is 200 in its register, and -56 once it is stored in a char or shown as one */
	struct fix *f = begin(LANG_STAP);
	struct expr *sum = prog_binary(f->p, OP_ADD, prog_const(f->p, 100, &type_int8, at),
				       prog_const(f->p, 100, &type_int8, at), &type_int8, at);
	struct var *c = local(f, "c", &type_int8);

	print(f, f->c->body, bin(f, OP_GT, sum, num(f, 150)));
	print(f, f->c->body, sum);
	set(f, f->c->body, var(f, c), sum);
	print(f, f->c->body, var(f, c));
	assert_int_equal(run(f, NULL).code, 0);
	assert_string_equal(buf_str(&f->rt.out), "1\n-56\n-56\n");
	end(f);
}

static void test_strings(void **state)
{
	struct fix *f = begin(LANG_STAP);
	const struct type *s6 = type_string(f->p->arena, 6);
	struct var *v = global(f, "s", s6, NULL);
	struct block *b = f->c->body;

	set(f, b, var(f, v), prog_binary(f->p, OP_CONCAT, text(f, "abcd"), text(f, "efgh"),
					 type_string(f->p->arena, 20), at));
	print(f, b, var(f, v));
	print(f, b, bin(f, OP_LT, text(f, "ab"), text(f, "abc")));
	print(f, b, bin(f, OP_EQ, text(f, "x"), text(f, "x")));
	print(f, b, call(f, "strlen", &type_int64, var(f, v), NULL));
	assert_int_equal(run(f, NULL).code, 0);
	assert_string_equal(buf_str(&f->rt.out), "abcde\n1\n1\n5\n");
	end(f);
}

/* ---- statements ---- */
static struct stmt *loop(struct fix *f, struct var *i, struct expr *cond)
{
	struct stmt *s = prog_stmt(f->p, S_LOOP, at);

	s->cond = cond;
	s->body = prog_block(f->p);
	s->step = prog_block(f->p);
	set(f, s->step, var(f, i), bin(f, OP_ADD, var(f, i), num(f, 1)));
	prog_add(f->p, f->c->body, s);
	return s;
}

static void test_loop(void **state)
{
	struct fix *f = begin(LANG_STAP);
	struct var *i = local(f, "i", &type_int64);
	struct stmt *l = loop(f, i, NULL), *s;

	s = prog_stmt(f->p, S_IF, at);
	s->cond = bin(f, OP_EQ, var(f, i), num(f, 1));
	s->body = prog_block(f->p);
	prog_add(f->p, s->body, prog_stmt(f->p, S_CONTINUE, at));
	prog_add(f->p, l->body, s);
	s = prog_stmt(f->p, S_IF, at);
	s->cond = bin(f, OP_EQ, var(f, i), num(f, 3));
	s->body = prog_block(f->p);
	prog_add(f->p, s->body, prog_stmt(f->p, S_BREAK, at));
	prog_add(f->p, l->body, s);
	print(f, l->body, var(f, i));
	assert_int_equal(run(f, NULL).code, 0);
	assert_string_equal(buf_str(&f->rt.out), "0\n2\n");
	end(f);
}

static void test_endless_loop_ends(void **state)
{
	struct fix *f = begin(LANG_STAP);
	struct var *i = local(f, "i", &type_int64);

	loop(f, i, NULL);

	struct eval_fault e = run(f, NULL);

	assert_int_equal(e.code, FAULT_ACTIONS);
	assert_string_equal(e.message, "MAXACTION exceeded");
	end(f);
}

static void test_try(void **state)
{
	struct fix *f = begin(LANG_STAP);
	struct stmt *t = prog_stmt(f->p, S_TRY, at), *s = prog_stmt(f->p, S_THROW, at);

	t->body = prog_block(f->p);
	t->other = prog_block(f->p);
	t->catch_var = local(f, "msg", type_string(f->p->arena, 64));
	print(f, t->body, bin(f, OP_DIV, num(f, 1), num(f, 0)));
	print(f, t->body, text(f, "not reached"));
	print(f, t->other, var(f, t->catch_var));
	prog_add(f->p, f->c->body, t);
	s->value = text(f, "boom");
	prog_add(f->p, f->c->body, s);
	print(f, f->c->body, text(f, "not reached"));

	struct eval_fault e = run(f, NULL);

	assert_int_equal(e.code, FAULT_ERROR);
	assert_string_equal(e.message, "boom");
	assert_string_equal(buf_str(&f->rt.out), "division by 0\n");
	end(f);
}

static void test_foreach(void **state)
{
	struct fix *f = begin(LANG_STAP);
	struct var *a = global(f, "a", &type_int64, type_string(f->p->arena, 16));
	static const struct { const char *key; int64_t n; } rows[] = {
		{ "x", 5 }, { "y", 20 }, { "z", 10 }, { "w", 20 },
	};

	for (size_t i = 0; i < 4; i++)
		set(f, f->c->body, elem(f, E_ELEM, a, text(f, rows[i].key)), num(f, rows[i].n));

	struct stmt *s = prog_stmt(f->p, S_FOREACH, at);
	struct var *k = local(f, "k", type_string(f->p->arena, 16)), *v = local(f, "v", &type_int64);

	s->fe = arena_new_of(f->p->arena, struct foreach);
	*s->fe = (struct foreach){ .array = a, .value = v, .sort = -1, .sort_by = -1, .limit = num(f, 3) };
	vec_push(f->p->arena, &s->fe->keys, k);
	s->body = prog_block(f->p);
	print(f, s->body, var(f, k));
	print(f, s->body, var(f, v));
	prog_add(f->p, f->c->body, s);
	print(f, f->c->body, elem(f, E_IN, a, text(f, "x")));

	struct stmt *d = prog_stmt(f->p, S_DEL, at);

	d->to = elem(f, E_ELEM, a, text(f, "x"));
	prog_add(f->p, f->c->body, d);
	print(f, f->c->body, elem(f, E_IN, a, text(f, "x")));
	print(f, f->c->body, elem(f, E_ELEM, a, text(f, "x")));
	assert_int_equal(run(f, NULL).code, 0);
	assert_string_equal(buf_str(&f->rt.out), "y\n20\nw\n20\nz\n10\n1\n0\n0\n");
	end(f);
}

static void test_array_full(void **state)
{
	for (int wrap = 0; wrap < 2; wrap++) {
		struct fix *f = begin(LANG_STAP);
		struct var *a = global(f, "a", &type_int64, &type_int64);

		a->max_entries = 2;
		a->wrap = wrap;
		for (int i = 0; i < 3; i++)
			set(f, f->c->body, elem(f, E_ELEM, a, num(f, i)), num(f, i + 10));
		print(f, f->c->body, elem(f, E_IN, a, num(f, 0)));
		print(f, f->c->body, elem(f, E_ELEM, a, num(f, 2)));

		struct eval_fault e = run(f, NULL);

		assert_int_equal(e.code, wrap ? FAULT_NONE : FAULT_OVERFLOW);
		assert_string_equal(buf_str(&f->rt.out), wrap ? "0\n12\n" : "");
		if (!wrap)
			assert_string_equal(e.message, "Array overflow, check size limit (2)");
		end(f);
	}
}

static void test_statistics(void **state)
{
	static const char *const names[] = { "count", "sum", "min", "max", "avg" };
	struct fix *f = begin(LANG_STAP);
	struct var *s = global(f, "s", &type_stat, &type_int64);

	for (size_t i = 0; i < 5; i++) {
		struct agg_use u = { .fn = agg_find_stap(names[i]) };

		assert_non_null(u.fn);
		vec_push(f->p->arena, &s->aggs, u);
	}
	for (int64_t i = 1; i <= 5; i++) {
		struct stmt *add = prog_stmt(f->p, S_AGG, at);

		add->to = elem(f, E_VARREF, s, num(f, 7));
		add->use = ~0u;
		vec_push(f->p->arena, &add->args, num(f, i * i));
		prog_add(f->p, f->c->body, add);
	}
	for (unsigned i = 0; i < 5; i++) {
		struct expr *x = elem(f, E_AGGREAD, s, num(f, 7));

		x->type = &type_int64;
		x->use = i;
		print(f, f->c->body, x);
	}
	struct expr *none = elem(f, E_AGGREAD, s, num(f, 8));

	none->type = &type_int64;
	print(f, f->c->body, none);	/* count of nothing is 0 */
	none = elem(f, E_AGGREAD, s, num(f, 8));
	none->type = &type_int64;
	none->use = 4;
	print(f, f->c->body, none);	/* its average is an error */
	assert_int_equal(run(f, NULL).code, FAULT_EMPTY);
	assert_string_equal(buf_str(&f->rt.out), "5\n55\n1\n25\n11\n0\n");
	end(f);
}

static void test_function(void **state)
{
	/* function fact(n) { if (n < 2) return 1; return n * fact(n - 1) } */
	struct fix *f = begin(LANG_STAP);
	struct func *fn = arena_new_of(f->p->arena, struct func);
	struct var *n = prog_var(f->p, "n", V_LOCAL, &type_int64, at);
	struct stmt *s = prog_stmt(f->p, S_IF, at), *r = prog_stmt(f->p, S_RETURN, at);
	struct expr *inner = prog_expr(f->p, E_FCALL, &type_int64, at);
	struct expr *outer = prog_expr(f->p, E_FCALL, &type_int64, at);

	*fn = (struct func){ .name = "fact", .result = &type_int64, .body = prog_block(f->p) };
	vec_push(f->p->arena, &f->p->funcs, fn);
	vec_push(f->p->arena, &fn->params, n);
	vec_push(f->p->arena, &fn->locals, n);
	r->value = num(f, 1);
	s->cond = bin(f, OP_LT, var(f, n), num(f, 2));
	s->body = prog_block(f->p);
	prog_add(f->p, s->body, r);
	prog_add(f->p, fn->body, s);
	inner->func = outer->func = fn;
	vec_push(f->p->arena, &inner->args, bin(f, OP_SUB, var(f, n), num(f, 1)));
	r = prog_stmt(f->p, S_RETURN, at);
	r->value = bin(f, OP_MUL, var(f, n), inner);
	prog_add(f->p, fn->body, r);
	vec_push(f->p->arena, &outer->args, num(f, 10));
	print(f, f->c->body, outer);
	f->opt.maxnesting = 100;
	assert_int_equal(run(f, NULL).code, 0);
	assert_string_equal(buf_str(&f->rt.out), "3628800\n");

	struct value five = value_int(5, &type_int64), ret;

	assert_int_equal(eval_func(&f->rt, fn, &five, 1, &ret).code, 0);
	assert_int_equal(ret.i, 120);
	f->opt.maxnesting = 3;
	assert_int_equal(eval_func(&f->rt, fn, &five, 1, &ret).code, FAULT_NESTING);
	end(f);
}

static void test_next_and_guard(void **state)
{
	struct fix *f = begin(LANG_STAP);
	struct expr *pid = prog_expr(f->p, E_CTX, &type_int32, at);
	struct event ev = { .arg = { 0x100000005 } };

	f->c->guard = bin(f, OP_EQ, pid, num(f, 5));	/* the slot is cut to its type */
	print(f, f->c->body, text(f, "in"));
	prog_add(f->p, f->c->body, prog_stmt(f->p, S_NEXT, at));
	print(f, f->c->body, text(f, "out"));
	assert_int_equal(run(f, &ev).code, 0);
	ev.arg[0] = 6;
	assert_int_equal(run(f, &ev).code, 0);
	assert_string_equal(buf_str(&f->rt.out), "in\n");
	end(f);
}

/* ---- D ---- */
static void test_d_dynamic(void **state)
{
	struct fix *f = begin(LANG_D);
	struct var *self = prog_var(f->p, "x", V_THREAD, type_string(f->p->arena, 32), at);
	struct var *arr = global(f, "a", &type_int64, &type_int64);
	struct var *n = global(f, "n", &type_int64, NULL), *m = global(f, "m", &type_int64, NULL);
	int64_t val;

	self->del_zero = arr->del_zero = true;
	/* an unset thread-local string is NULL, and a set one is not */
	set(f, f->c->body, var(f, n), bin(f, OP_EQ, var(f, self), num(f, 0)));
	set(f, f->c->body, var(f, self), text(f, ""));
	set(f, f->c->body, var(f, m), bin(f, OP_NE, var(f, self), num(f, 0)));
	set(f, f->c->body, elem(f, E_ELEM, arr, num(f, 1)), num(f, 4));
	set(f, f->c->body, elem(f, E_ELEM, arr, num(f, 2)), num(f, 4));
	set(f, f->c->body, elem(f, E_ELEM, arr, num(f, 1)), num(f, 0));
	f->rt.fire.tid = 77;
	assert_int_equal(run(f, NULL).code, 0);
	assert_true(f->rt.store->ops->get(f->rt.store, n, NULL, &val) && val == 1);
	assert_true(f->rt.store->ops->get(f->rt.store, m, NULL, &val) && val == 1);

	struct snapshot s;

	assert_int_equal(f->rt.store->ops->snapshot(f->rt.store, arr, &s), 0);
	assert_int_equal(s.entries.n, 1);
	snapshot_fini(&s);

	/* another thread sees its own */
	f->c->body = prog_block(f->p);
	set(f, f->c->body, var(f, n), call(f, "strlen", &type_uint64, var(f, self), NULL));
	f->rt.fire.tid = 78;
	assert_int_equal(run(f, NULL).code, FAULT_BADADDR);
	end(f);
}

static void test_d_firing(void **state)
{
	struct fix *f = begin(LANG_D);
	struct var *this = prog_var(f->p, "t", V_FIRING, &type_int32, at);

	set(f, f->c->body, var(f, this), bin(f, OP_ADD, var(f, this), num(f, 3)));
	act(f, f->c->body, call(f, "exit", &type_void, var(f, this), NULL));
	assert_int_equal(run(f, NULL).code, 0);
	assert_int_equal(run(f, NULL).code, 0);		/* second clause of the firing */
	assert_int_equal(f->exit_status, 6);
	f->rt.firing = NULL;				/* another firing */
	assert_int_equal(run(f, NULL).code, 0);
	assert_int_equal(f->exit_status, 3);
	end(f);
}

static void test_string_builtins(void **state)
{
	static const struct { const char *fn, *a, *b; const char *ret; } rows[] = {
		{ "basename", "/a/b//", NULL, "b" }, { "basename", "", NULL, "." },
		{ "basename", "///", NULL, "/" }, { "dirname", "/a/b/", NULL, "/a" },
		{ "dirname", "a", NULL, "." }, { "dirname", "//a", NULL, "/" },
		{ "strjoin", "ab", "cd", "abcd" }, { "strstr", "hello", "l", "llo" },
		{ "strstr", "hello", "", "hello" }, { "toupper", "aZ9", NULL, "AZ9" },
		{ "tolower", "aZ9", NULL, "az9" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fix *f = begin(LANG_D);
		const struct type *t = type_string(f->p->arena, 64);
		struct var *v = global(f, "v", t, NULL);
		char val[64];

		set(f, f->c->body, var(f, v), call(f, rows[i].fn, t, text(f, rows[i].a),
						   rows[i].b ? text(f, rows[i].b) : NULL));
		assert_int_equal(run(f, NULL).code, 0);
		assert_true(f->rt.store->ops->get(f->rt.store, v, NULL, val));
		assert_string_equal(val, rows[i].ret);
		end(f);
	}
}

static void test_trunc(void **state)
{
	static const struct { int64_t keep; size_t left; int64_t first; } rows[] = {
		{ 2, 2, 3 }, { -2, 2, 1 }, { 9, 4, 1 }, { 0, 0, 0 },
	};

	for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++) {
		struct fix *f = begin(LANG_D);
		struct var *a = global(f, "a", &type_stat, &type_int64);
		struct agg_use u = { .fn = agg_find_d("sum") };
		struct snapshot s;

		vec_push(f->p->arena, &a->aggs, u);
		for (int64_t i = 1; i <= 4; i++) {
			struct stmt *add = prog_stmt(f->p, S_AGG, at);

			add->to = elem(f, E_VARREF, a, num(f, i));
			vec_push(f->p->arena, &add->args, num(f, i));
			prog_add(f->p, f->c->body, add);
		}
		act(f, f->c->body, call(f, "trunc", &type_void, elem(f, E_VARREF, a, NULL),
					num(f, rows[r].keep)));
		assert_int_equal(run(f, NULL).code, 0);
		f->rt.store->ops->snapshot(f->rt.store, a, &s);
		assert_int_equal(s.entries.n, rows[r].left);
		if (s.entries.n)
			assert_int_equal(*(int64_t *)s.entries.v[0].key, rows[r].first);
		snapshot_fini(&s);
		end(f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_operators),
		cmocka_unit_test(test_registers_are_wide),
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_loop),
		cmocka_unit_test(test_endless_loop_ends),
		cmocka_unit_test(test_try),
		cmocka_unit_test(test_foreach),
		cmocka_unit_test(test_array_full),
		cmocka_unit_test(test_statistics),
		cmocka_unit_test(test_function),
		cmocka_unit_test(test_next_and_guard),
		cmocka_unit_test(test_d_dynamic),
		cmocka_unit_test(test_d_firing),
		cmocka_unit_test(test_string_builtins),
		cmocka_unit_test(test_trunc),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
