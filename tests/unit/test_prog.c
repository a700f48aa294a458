/*
 * test_prog.c - the passes over small programs built by hand: verify, place, defer, layout, print
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "lang/agg/agg.h"
#include "lang/builtin/builtin.h"
#include "lang/probe.h"
#include "lang/prog/prog.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/diag.h"

static int user_body(struct runtime *rt, const struct expr *call, const struct value *args,
		     struct value *ret)
{
	return 0;
}

enum { BOTH = LANG_D | LANG_STAP };

static const struct builtin
	b_pid = { "pid", BOTH, "int32", "rt_pid()", user_body },
	b_printf = { "printf", BOTH, "void (fmt, ...)", NULL, user_body, B_RECORDS },
	b_clear = { "clear", BOTH, "void (agg)", NULL, user_body },
	b_exit = { "exit", BOTH, "void (int)", "rt_exit($1)", user_body, B_RECORDS | B_GATE },
	b_raise = { "raise", BOTH, "void (int)", "rt_raise($1)", NULL, B_RECORDS },
	b_ctime = { "ctime", BOTH, "string (long)", NULL, user_body };

static size_t size_of_12(const int64_t *params)
{
	return 12;
}

static const struct aggfn fn_hist = { .d_name = "quantize", .stap_name = "hist_log", .size = size_of_12 };
static const struct aggfn fn_count = { .d_name = "count", .stap_name = "count", .size = size_of_12 };

static const struct provider kernel_only = { .name = "syscall", .where = IN_KERNEL };
static const struct provider either = { .name = "dtrace", .where = IN_KERNEL | IN_USER };
static const struct span none;

struct fixture {
	struct arena  *arena;
	struct prog   *p;
	struct clause *c;	/* one clause on one probe */
	struct diag    d;
	FILE	      *out;
	char	      *messages;
	size_t	       size;
	struct buf     text;
};

static struct probe *add_probe(struct fixture *f, const struct provider *pr, enum probe_role role,
			       const char *func, const char *name)
{
	struct probe *probe = arena_new_of(f->arena, struct probe);

	probe->index = (unsigned)f->p->probes.n;
	probe->provider = pr;
	probe->prov = pr->name;
	probe->mod = "";
	probe->func = func;
	probe->name = name;
	probe->role = role;
	vec_push(f->arena, &f->p->probes, probe);
	return probe;
}

static void new_prog(struct fixture *f, enum lang lang, const struct provider *pr, enum probe_role role)
{
	f->p = prog_new(f->arena, lang);
	f->c = arena_new_of(f->arena, struct clause);
	f->c->body = prog_block(f->p);
	vec_push(f->arena, &f->p->clauses, f->c);

	struct probe *probe = role == ROLE_EVENT ? add_probe(f, pr, role, "read", "entry")
						 : add_probe(f, pr, role, "", "BEGIN");

	vec_push(f->arena, &f->c->probes, probe);
}

static int setup(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	f->arena = arena_new();
	f->out = open_memstream(&f->messages, &f->size);
	diag_init(&f->d, f->out);
	*state = f;
	return f->out ? 0 : -1;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	fclose(f->out);
	free(f->messages);
	buf_fini(&f->text);
	arena_free(f->arena);
	free(f);
	return 0;
}

static struct expr *num(struct fixture *f, int64_t n)
{
	return prog_const(f->p, n, &type_int64, none);
}

static struct expr *str(struct fixture *f, const char *s)
{
	return prog_str(f->p, s, strlen(s), none);
}

static struct expr *call(struct fixture *f, const struct builtin *b, const struct type *t,
			 struct expr *arg0, struct expr *arg1)
{
	struct expr *e = prog_expr(f->p, E_CALL, t, none);

	e->builtin = b;
	if (arg0)
		vec_push(f->arena, &e->args, arg0);
	if (arg1)
		vec_push(f->arena, &e->args, arg1);
	return e;
}

static struct stmt *add(struct fixture *f, struct block *b, enum stmt_kind k)
{
	struct stmt *s = prog_stmt(f->p, k, none);

	prog_add(f->p, b, s);
	return s;
}

static struct stmt *add_do(struct fixture *f, struct block *b, struct expr *e)
{
	struct stmt *s = add(f, b, S_DO);

	s->value = e;
	return s;
}

static struct expr *print(struct fixture *f, const char *fmt, struct expr *arg)
{
	return call(f, &b_printf, &type_void, str(f, fmt), arg);
}

static struct expr *ref(struct fixture *f, enum expr_kind k, struct var *v, struct expr *key)
{
	struct expr *e = prog_expr(f->p, k, v->type, none);

	e->var = v;
	if (key)
		vec_push(f->arena, &e->args, key);
	return e;
}

static struct func *add_func(struct fixture *f, const char *name)
{
	struct func *fn = arena_new_of(f->arena, struct func);

	fn->name = name;
	fn->id = (unsigned)f->p->funcs.n;
	fn->result = &type_void;
	fn->body = prog_block(f->p);
	vec_push(f->arena, &f->p->funcs, fn);
	return fn;
}

static void add_fcall(struct fixture *f, struct block *b, struct func *fn)
{
	struct expr *e = prog_expr(f->p, E_FCALL, &type_void, none);

	e->func = fn;
	add_do(f, b, e);
}

/* an array of the clause's prog with one local to walk it with */
static struct stmt *add_foreach(struct fixture *f, struct block *b, struct var *array)
{
	struct stmt *s = add(f, b, S_FOREACH);
	struct var *k = prog_var(f->p, "k", V_LOCAL, array->keys.v[0], none);

	k->id = (unsigned)f->c->locals.n;
	vec_push(f->arena, &f->c->locals, k);
	s->body = prog_block(f->p);
	s->fe = arena_new_of(f->arena, struct foreach);
	s->fe->array = array;
	s->fe->sort = -1;
	s->fe->sort_by = s->fe->sort_use = -1;
	s->fe->limit = num(f, 10);
	vec_push(f->arena, &s->fe->keys, k);
	return s;
}

static struct var *add_array(struct fixture *f, const char *name, const struct type *value,
			     const struct type *key)
{
	struct var *v = prog_var(f->p, name, V_GLOBAL, value, none);

	vec_push(f->arena, &v->keys, key);
	return v;
}

static void passes(struct fixture *f)
{
	assert_string_equal(prog_wrong(f->p) ? prog_wrong(f->p) : "", "");
	prog_place(f->p, &f->d, NULL);
	prog_defer(f->p, &f->d);
	prog_layout(f->p, NULL);
	assert_string_equal(prog_wrong(f->p) ? prog_wrong(f->p) : "", "");
	fflush(f->out);
}

static void expect(struct fixture *f, const char *text)
{
	buf_reset(&f->text);
	prog_print(f->p, &f->text);
	assert_string_equal(buf_str(&f->text), text);
}

/* ---- print ---- */
static void style_example_prints_as_written(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_D, &either, ROLE_BEGIN);
	add_do(f, f->c->body, print(f, "%d\n", prog_binary(f->p, OP_MUL, num(f, 6), num(f, 7),
							    &type_int64, none)));
	add_do(f, f->c->body, call(f, &b_exit, &type_void, num(f, 0), NULL));
	passes(f);
	expect(f, "clause 1 kernel\n"
		  "  probe dtrace:::BEGIN\n"
		  "  defer printf \"%d\\n\" (6 * 7)\n"
		  "  defer exit 0\n");
}

static void expressions_show_what_decides_their_meaning(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_D, &kernel_only, ROLE_EVENT);

	struct type task = { .kind = TY_STRUCT, .name = "task", .size = 16, .filled = true };
	struct member m = { "pid", &type_int32, 8 };
	struct expr *arg = prog_expr(f->p, E_CTX, type_ptr(f->arena, &task), none);
	struct expr *load = prog_expr(f->p, E_LOAD, &task, none);
	struct expr *pid = prog_expr(f->p, E_MEMBER, &type_int32, none);
	struct expr *u = prog_const(f->p, -1, &type_uint64, none);

	arg->arg = 2;
	arg->trusted = true;
	load->a = arg;
	pid->a = load;
	pid->member = &m;
	f->c->guard = prog_binary(f->p, OP_LT, prog_unary(f->p, OP_NEG, num(f, -5), &type_int64, none),
				  prog_binary(f->p, OP_DIV, pid, u, &type_uint64, none), &type_int32, none);
	passes(f);
	expect(f, "clause 1 kernel\n  probe syscall::read:entry\n"
		  "  guard (-(-5) <u (arg2<struct task *, trusted>->pid /u 18446744073709551615u))\n");

	struct expr *user = prog_expr(f->p, E_LOAD, &type_int32, none);

	user->a = arg;
	user->space = SPACE_USER;
	buf_reset(&f->text);
	expr_print(prog_cast(f->p, user, &type_uint8), &f->text);
	assert_string_equal(f->text.s, "(unsigned char)load<int, user>(arg2<struct task *, trusted>)");
}

static void variables_and_blocks_print(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_STAP, &either, ROLE_BEGIN);

	struct var *a = add_array(f, "a", &type_stat, type_string(f->arena, 16));
	struct var *n = prog_var(f->p, "n", V_GLOBAL, &type_int64, none);

	vec_push(f->arena, &a->aggs, ((struct agg_use){ .fn = &fn_count }));
	vec_push(f->arena, &a->aggs, ((struct agg_use){ .fn = &fn_hist, .params = { 1, 2 }, .nparams = 2 }));
	n->has_init = true;
	n->init = 5;

	struct stmt *agg = add(f, f->c->body, S_AGG);

	agg->to = ref(f, E_VARREF, a, str(f, "x"));
	agg->use = ~0u;
	vec_push(f->arena, &agg->args, num(f, 1));

	struct stmt *fe = add_foreach(f, f->c->body, a);
	struct stmt *cond = add(f, fe->body, S_IF);
	struct expr *read = prog_expr(f->p, E_AGGREAD, &type_int64, none);

	read->var = a;
	vec_push(f->arena, &read->args, ref(f, E_VAR, fe->fe->keys.v[0], NULL));
	cond->cond = read;
	cond->body = prog_block(f->p);
	cond->other = prog_block(f->p);
	add(f, cond->body, S_BREAK);

	struct stmt *set = add(f, cond->other, S_SET);
	struct expr *seq = prog_expr(f->p, E_SEQ, &type_int64, none);

	seq->body = prog_block(f->p);

	struct stmt *inner = add(f, seq->body, S_SET);

	inner->to = ref(f, E_VAR, n, NULL);
	inner->value = num(f, 2);
	seq->a = ref(f, E_VAR, n, NULL);
	set->to = ref(f, E_VAR, n, NULL);
	set->value = seq;
	passes(f);
	expect(f, "global a[string<16>] stat count quantize(1, 2)\n"
		  "global n long = 5\n"
		  "clause 1 user\n"
		  "  probe dtrace:::BEGIN\n"
		  "  local k string<16>\n"
		  "  @a[\"x\"] <<< 1\n"
		  "  foreach [%k] in @a sort count down limit 10\n"
		  "    if count(@a[%k])\n"
		  "      break\n"
		  "    else\n"
		  "      n = { n = 2; n }\n");
}

/* ---- verify ---- */
static void verify_finds_mistakes(void **state)
{
	struct fixture *f = *state;
	struct stmt *s;

	new_prog(f, LANG_D, &either, ROLE_BEGIN);
	add(f, f->c->body, S_BREAK);
	assert_non_null(prog_wrong(f->p));

	new_prog(f, LANG_D, &either, ROLE_BEGIN);
	s = add(f, f->c->body, S_SET);
	s->to = ref(f, E_VAR, prog_var(f->p, "x", V_GLOBAL, &type_int64, none), NULL);
	s->value = num(f, 1);
	assert_null(prog_wrong(f->p));
	s->value = str(f, "x");		/* a string into a number */
	assert_non_null(prog_wrong(f->p));

	new_prog(f, LANG_D, &either, ROLE_BEGIN);
	add_do(f, f->c->body, prog_binary(f->p, OP_ADD, num(f, 1), str(f, "x"), &type_int64, none));
	assert_non_null(prog_wrong(f->p));

	new_prog(f, LANG_D, &either, ROLE_BEGIN);
	add_do(f, f->c->body, num(f, 1))->value->type = &type_error;
	assert_non_null(prog_wrong(f->p));

	new_prog(f, LANG_D, &either, ROLE_BEGIN);
	add_do(f, f->c->body, ref(f, E_VAR, prog_var(f->p, "x", V_LOCAL, &type_int64, none), NULL));
	assert_non_null(prog_wrong(f->p));	/* a local that the clause does not have */
}

/* ---- place ---- */
static void kernel_is_the_default(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_D, &either, ROLE_BEGIN);
	add_do(f, f->c->body, print(f, "x", call(f, &b_pid, &type_int32, NULL, NULL)));
	passes(f);
	assert_int_equal(f->c->place, PLACE_KERNEL);
}

static void a_value_of_user_space_moves_the_clause(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_STAP, &either, ROLE_BEGIN);
	add_do(f, f->c->body, call(f, &b_ctime, type_string(f->arena, 32), num(f, 0), NULL));
	passes(f);
	assert_int_equal(f->c->place, PLACE_USER);
	assert_int_equal(f->p->records.n, 0);
	assert_false(diag_failed(&f->d));
}

static void a_value_that_is_shown_is_made_late(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_STAP, &kernel_only, ROLE_EVENT);
	add_do(f, f->c->body, print(f, "%s", call(f, &b_ctime, type_string(f->arena, 32),
						  call(f, &b_pid, &type_int32, NULL, NULL), NULL)));
	passes(f);
	assert_int_equal(f->c->place, PLACE_KERNEL);
	assert_int_equal(f->p->records.n, 1);
	assert_non_null(f->p->records.v[0]->calls.v[0].late);
	assert_int_equal(f->p->records.v[0]->calls.v[0].call->args.n, 1);
	assert_false(diag_failed(&f->d));
}

static void a_loop_prefers_user_space_but_may_stay(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_STAP, &either, ROLE_BEGIN);
	add(f, f->c->body, S_LOOP)->body = prog_block(f->p);
	passes(f);
	assert_int_equal(f->c->place, PLACE_USER);

	new_prog(f, LANG_STAP, &kernel_only, ROLE_EVENT);
	add(f, f->c->body, S_LOOP)->body = prog_block(f->p);
	passes(f);
	assert_int_equal(f->c->place, PLACE_KERNEL);
	assert_false(diag_failed(&f->d));
}

/* ctime(1) != "": not part of an action, which could do it later */
static void ask_ctime(struct fixture *f)
{
	struct stmt *s = prog_stmt(f->p, S_IF, (struct span){ 0 });

	s->cond = prog_binary(f->p, OP_NE, call(f, &b_ctime, type_string(f->arena, 16), num(f, 1), NULL),
			      prog_str(f->p, "", 0, (struct span){ 0 }), &type_int64, (struct span){ 0 });
	s->body = prog_block(f->p);
	prog_add(f->p, f->c->body, s);
}

static void user_space_in_a_kernel_probe_is_an_error(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_STAP, &kernel_only, ROLE_EVENT);
	ask_ctime(f);
	prog_place(f->p, &f->d, NULL);
	fflush(f->out);
	assert_int_equal(f->d.first, ERR_PLACE);
	assert_string_equal(f->messages,
		"error: 'ctime' is only available in user space, and this handler runs in the kernel"
		" [PLACE]\nnote: syscall::read:entry fires in the kernel\n");
}

static void both_places_needed_is_an_error(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_STAP, &either, ROLE_BEGIN);
	add_do(f, f->c->body, call(f, &b_raise, &type_void, num(f, 9), NULL));
	ask_ctime(f);
	prog_place(f->p, &f->d, NULL);
	fflush(f->out);
	assert_int_equal(f->d.errors, 1);
	assert_non_null(strstr(f->messages, "note: 'raise' is only available in the kernel"));
}

static void functions_run_where_they_are_called(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_STAP, &kernel_only, ROLE_EVENT);

	struct func *outer = add_func(f, "outer"), *inner = add_func(f, "inner");
	struct func *idle = add_func(f, "idle");

	add_fcall(f, outer->body, inner);
	add_fcall(f, f->c->body, outer);
	add_do(f, inner->body, print(f, "x", NULL));
	passes(f);
	assert_true(outer->in_kernel && inner->in_kernel);
	assert_false(inner->in_user || idle->in_kernel || idle->in_user);
	assert_int_equal(inner->body->stmts.v[0]->kind, S_DEFER);
	assert_null(f->p->records.v[0]->clause);
}

static void recursion_is_a_loop(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_STAP, &either, ROLE_BEGIN);

	struct func *a = add_func(f, "a"), *b = add_func(f, "b");

	add_fcall(f, a->body, b);
	add_fcall(f, b->body, a);
	add_fcall(f, f->c->body, b);
	passes(f);
	assert_int_equal(f->c->place, PLACE_USER);
	assert_true(a->in_user && b->in_user);
}

/* ---- defer ---- */
static void a_d_clause_is_one_record(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_D, &kernel_only, ROLE_EVENT);
	add_do(f, f->c->body, print(f, "a", NULL));

	struct stmt *cond = add(f, f->c->body, S_IF);

	cond->cond = num(f, 1);
	cond->body = prog_block(f->p);
	add_do(f, cond->body, print(f, "b", NULL));

	struct stmt *block = add(f, f->c->body, S_BLOCK);

	block->body = prog_block(f->p);
	add_do(f, block->body, print(f, "c", NULL));
	passes(f);
	assert_int_equal(f->p->records.n, 3);
	assert_ptr_equal(f->p->records.v[0]->home, f->c->body);
	assert_ptr_equal(f->p->records.v[1]->home, cond->body);
	assert_true(f->p->records.v[0]->prefix && f->p->records.v[1]->prefix);
	expect(f, "clause 1 kernel\n  probe syscall::read:entry\n  defer printf \"a\"\n"
		  "  if 1\n    defer.2 printf \"b\"\n  block\n    defer.3 printf \"c\"\n");
}

static void systemtap_actions_have_a_record_each(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_STAP, &kernel_only, ROLE_EVENT);
	add_do(f, f->c->body, print(f, "a", NULL));
	add_do(f, f->c->body, print(f, "b", NULL));
	passes(f);
	assert_int_equal(f->p->records.n, 2);
	assert_false(f->p->records.v[0]->prefix);
}

/* D 8.2 */
static void which_clauses_print_a_line(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_D, &kernel_only, ROLE_EVENT);		/* only an expression */
	add_do(f, f->c->body, num(f, 1));
	passes(f);
	assert_int_equal(f->p->records.n, 0);

	new_prog(f, LANG_D, &kernel_only, ROLE_EVENT);		/* the default action */
	f->c->default_action = true;
	passes(f);
	assert_int_equal(f->p->records.n, 1);
	assert_int_equal(f->p->records.v[0]->calls.n, 0);
	assert_int_equal(f->p->records.v[0]->size, 8);
	assert_true(f->p->records.v[0]->prefix);

	new_prog(f, LANG_D, &kernel_only, ROLE_EVENT);		/* carried out in the kernel */
	add_do(f, f->c->body, call(f, &b_raise, &type_void, num(f, 9), NULL));
	passes(f);
	assert_int_equal(f->p->records.n, 1);
	assert_true(f->p->records.v[0]->prefix);
	assert_int_equal(f->c->body->stmts.v[0]->kind, S_DO);

	new_prog(f, LANG_D, &kernel_only, ROLE_EVENT);		/* an action that does not count */
	add_do(f, f->c->body, call(f, &b_clear, &type_void, num(f, 0), NULL));
	passes(f);
	assert_false(f->p->records.v[0]->prefix);
}

/* ---- layout ---- */
static void keys_and_values_are_naturally_aligned(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_STAP, &either, ROLE_BEGIN);

	struct var *a = add_array(f, "a", &type_int32, type_string(f->arena, 13));

	vec_push(f->arena, &a->keys, &type_int32);
	vec_push(f->arena, &a->keys, &type_int8);
	passes(f);
	assert_int_equal(a->key_offsets.n, 3);
	assert_int_equal(a->key_offsets.v[1], 16);
	assert_int_equal(a->key_offsets.v[2], 20);
	assert_int_equal(a->key_size, 24);
	assert_int_equal(a->value_size, 8);
	assert_int_equal(a->seq_offset, 0);
}

static void arrays_that_are_walked_keep_their_order(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_STAP, &either, ROLE_BEGIN);

	struct var *a = add_array(f, "a", &type_int64, &type_int64);

	add_foreach(f, f->c->body, a);
	passes(f);
	assert_int_equal(a->seq_offset, 8);
	assert_int_equal(a->value_size, 16);
}

static void cells_hold_a_generation_when_cleared(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_D, &either, ROLE_BEGIN);

	struct var *a = prog_var(f->p, "a", V_GLOBAL, &type_stat, none);

	vec_push(f->arena, &a->aggs, ((struct agg_use){ .fn = &fn_count }));
	vec_push(f->arena, &a->aggs, ((struct agg_use){ .fn = &fn_hist }));
	passes(f);
	assert_int_equal(a->aggs.v[0].offset, 0);
	assert_int_equal(a->aggs.v[1].offset, 16);
	assert_int_equal(a->value_size, 32);
	assert_int_equal(f->p->globals_size, 0);
	a->resets = true;
	prog_layout(f->p, NULL);
	assert_int_equal(a->aggs.v[0].offset, 8);
	assert_int_equal(a->value_size, 40);
}

static void scalars_are_packed_by_storage(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_D, &either, ROLE_BEGIN);

	struct var *a = prog_var(f->p, "a", V_GLOBAL, &type_int8, none);
	struct var *t = prog_var(f->p, "t", V_THREAD, &type_int64, none);
	struct var *b = prog_var(f->p, "b", V_GLOBAL, &type_int32, none);

	passes(f);
	assert_int_equal(a->offset, 0);
	assert_int_equal(b->offset, 4);
	assert_int_equal(t->offset, 0);
	assert_int_equal(f->p->globals_size, 8);
	assert_int_equal(f->p->thread_size, 8);
}

static void records_hold_what_is_not_known_before(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_D, &kernel_only, ROLE_EVENT);

	struct expr *e = print(f, "%d %s %d", call(f, &b_pid, &type_int32, NULL, NULL));

	vec_push(f->arena, &e->args, ref(f, E_VAR, prog_var(f->p, "s", V_GLOBAL,
							    type_string(f->arena, 5), none), NULL));
	vec_push(f->arena, &e->args, num(f, 7));
	vec_push(f->arena, &e->args, call(f, &b_pid, &type_int64, NULL, NULL));
	add_do(f, f->c->body, e);
	passes(f);

	const struct record *r = f->p->records.v[0];
	const struct rec_field *at = r->calls.v[0].fields.v;

	assert_int_equal(r->calls.v[0].fields.n, 5);
	assert_int_equal(at[0].size, 0);
	assert_int_equal(at[1].offset, 8);
	assert_int_equal(at[1].size, 4);
	assert_int_equal(at[2].offset, 16);
	assert_int_equal(at[2].size, 5);
	assert_int_equal(at[3].size, 0);
	assert_int_equal(at[4].offset, 24);
	assert_int_equal(r->size, 32);
}

/* ---- constructors ---- */
static void casts_of_constants_are_cut_at_once(void **state)
{
	struct fixture *f = *state;

	new_prog(f, LANG_D, &either, ROLE_BEGIN);

	struct expr *n = num(f, 0x1ff), *v = call(f, &b_pid, &type_int32, NULL, NULL);

	assert_int_equal(prog_cast(f->p, n, &type_int8)->num, -1);
	assert_int_equal(prog_cast(f->p, n, &type_uint8)->num, 0xff);
	assert_int_equal(prog_cast(f->p, n, &type_bool)->num, 1);
	assert_ptr_equal(prog_cast(f->p, n, &type_int64), n);
	assert_ptr_equal(prog_cast(f->p, v, type_typedef(f->arena, "pid_t", &type_int32)), v);
	assert_int_equal(prog_cast(f->p, v, &type_int64)->kind, E_CAST);
	assert_string_equal(op_text(OP_SHL), "<<");
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(style_example_prints_as_written), T(expressions_show_what_decides_their_meaning),
		T(variables_and_blocks_print), T(verify_finds_mistakes), T(kernel_is_the_default),
		T(a_value_of_user_space_moves_the_clause), T(a_loop_prefers_user_space_but_may_stay),
		T(a_value_that_is_shown_is_made_late), T(a_loop_prefers_user_space_but_may_stay),
		T(user_space_in_a_kernel_probe_is_an_error), T(both_places_needed_is_an_error),
		T(functions_run_where_they_are_called), T(recursion_is_a_loop),
		T(a_d_clause_is_one_record), T(systemtap_actions_have_a_record_each),
		T(which_clauses_print_a_line), T(keys_and_values_are_naturally_aligned),
		T(arrays_that_are_walked_keep_their_order), T(cells_hold_a_generation_when_cleared),
		T(scalars_are_packed_by_storage), T(records_hold_what_is_not_known_before),
		T(casts_of_constants_are_cut_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
