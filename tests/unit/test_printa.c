/* printa and its orders, the end of a session, lines of JSON: over snapshots in plain memory */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "lang/agg/agg.h"
#include "lang/eval/format.h"
#include "lang/eval/json.h"
#include "lang/eval/runtime.h"
#include "lib/diag.h"

enum { NAGGS = 3, CELL_MAX = 1024, KEY_MAX = 64 };

struct fixture {
	struct arena *arena;
	struct diag diag;
	struct options opt;
	struct prog prog;
	struct runtime rt;
	struct agg_view views[NAGGS];
	struct snapshot snap[NAGGS];
	FILE *messages;
};

static struct snapshot *agg(struct runtime *rt, const struct var *var)
{
	struct fixture *f = rt->impl;

	return f->snap[var->id].var ? &f->snap[var->id] : NULL;
}

static bool ksym(struct runtime *rt, uint64_t addr, struct sym *ret)
{
	*ret = (struct sym){ "vmlinux", "vfs_read", addr & 0xf };
	return (addr & 0xf) != 0xf;		/* a gap before the function: no call ends there */
}

static const struct runtime_ops ops = { .agg = agg, .ksym = ksym };

static int setup(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	f->arena = arena_new();
	f->messages = tmpfile();
	diag_init(&f->diag, f->messages);
	options_init(&f->opt, OPTION_FOR_D);
	f->rt = (struct runtime){ .ops = &ops, .opt = &f->opt, .prog = &f->prog, .views = f->views,
				  .impl = f };
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	for (unsigned i = 0; i < NAGGS; i++)
		vec_fini(&f->snap[i].entries);
	fclose(f->messages);
	arena_free(f->arena);
	buf_fini(&f->rt.out);
	free(f);
	return 0;
}

static struct var *new_agg(struct fixture *f, const char *name, const char *fn, size_t nkeys,
			   const struct type *const *keys)
{
	struct var *v = arena_new_of(f->arena, struct var);
	struct agg_use use = { .fn = agg_find_d(fn), .offset = 8 };

	use.size = use.fn->size(use.params);
	v->name = name;
	v->type = &type_stat;
	v->id = (unsigned)f->prog.vars.n;
	v->value_size = use.size + 8;
	for (size_t k = 0; k < nkeys; k++) {
		vec_push(f->arena, &v->keys, keys[k]);
		vec_push(f->arena, &v->key_offsets, v->key_size);
		v->key_size += (keys[k]->size + 7) & ~7ul;
	}
	vec_push(f->arena, &v->aggs, use);
	vec_push(f->arena, &f->prog.vars, v);
	f->snap[v->id].var = v;
	return v;
}

#define KEYS(...) sizeof((const struct type *[]){ __VA_ARGS__ }) / 8, \
		  (const struct type *const[]){ __VA_ARGS__ }

/* key parts: numbers, or text for strings; the value is aggregated once */
static struct entry *add(struct fixture *f, struct var *v, const struct value *keys, int64_t value)
{
	struct entry e = {
		.key = arena_alloc(f->arena, v->key_size + 8),
		.val = arena_alloc(f->arena, v->value_size),
	};

	for (size_t k = 0; k < v->keys.n; k++) {
		struct value key = keys[k];

		if (v->keys.v[k]->kind != TY_STRING)
			key.type = v->keys.v[k];
		value_store(&key, (char *)e.key + v->key_offsets.v[k], v->keys.v[k]->size);
	}
	v->aggs.v[0].fn->apply((char *)e.val + 8, v->aggs.v[0].params, value, 1);
	vec_push(NULL, &f->snap[v->id].entries, e);
	return &vec_last(&f->snap[v->id].entries);
}

#define T(s)	value_string(s, strlen(s))
#define I(n)	value_int(n, &type_int64)
#define ADD(v, num, ...) add(f, v, (struct value[]){ __VA_ARGS__ }, num)

static void prints_(struct fixture *f, const char *fmt, const struct var *const *aggs, size_t n,
		    const char *want)
{
	struct format *p = fmt ? format_parse(f->arena, &f->diag, LANG_D, fmt, strlen(fmt),
					      (struct span){ 0 }) : NULL;

	buf_reset(&f->rt.out);
	printa(&f->rt, p, aggs, n);
	assert_string_equal(buf_str(&f->rt.out), want);
}

#define PRINTS(want, fmt, ...) prints_(f, fmt, (const struct var *const[]){ __VA_ARGS__ },	\
		sizeof((const struct var *[]){ __VA_ARGS__ }) / 8, want)

static void test_default_form(void **state)
{
	struct fixture *f = *state;
	struct var *a = new_agg(f, "a", "sum", KEYS(type_string(f->arena, 16)));
	struct var *b = new_agg(f, "b", "sum", 0, NULL);

	PRINTS("\n", NULL, b);
	PRINTS("", "%@d", b);
	ADD(a, 7, T("alpha"));
	PRINTS("\n  alpha                                                             7\n", NULL, a);
	add(f, b, NULL, 7);
	PRINTS("\n                7\n", NULL, b);
	PRINTS("7 7", "%@d %@d", b);
}

static void test_key_forms(void **state)
{
	struct fixture *f = *state;
	struct var *a = new_agg(f, "a", "count", KEYS(&type_int64, &type_uint32, &type_int16, &type_uint8));

	ADD(a, 0, I(-1), I(4294967295), I(-7), I(255));
	PRINTS("\n               -1       -1    -7  -1                1\n", NULL, a);
}

static void test_symbols_and_stacks(void **state)
{
	struct fixture *f = *state;
	struct { uint32_t tgid, n; uint64_t pc[2]; } stack = { 0, 2, { 0x12, 0x20 } };
	const struct type *st = type_stack(f->arena, 2);
	struct var *a = new_agg(f, "a", "count", KEYS(&type_symaddr, st));

	ADD(a, 0, I(0x21), value_load(st, &stack, sizeof(stack)));
	PRINTS("\n  vmlinux`vfs_read                                  "
	       "\n              vmlinux`vfs_read+0x2"
	       "\n              vmlinux`vfs_read\n"
	       "                1\n", NULL, a);
	f->opt.json = true;
	PRINTS("{\"v\":1,\"type\":\"agg\",\"name\":\"a\",\"function\":\"count\",\"key\":[\"vmlinux`vfs_read\","
	       "[\"vmlinux`vfs_read+0x2\",\"vmlinux`vfs_read\"]],\"value\":1}\n", NULL, a);
}

static void test_bytes_that_are_no_text(void **state)
{
	struct fixture *f = *state;
	struct var *a = new_agg(f, "a", "count", KEYS(type_string(f->arena, 8)));

	ADD(a, 0, T("\x01z"));
	PRINTS("\n\n             0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f  0123456789abcdef\n"
	       "         0: 01 7a                                            .z\n"
	       "                1\n", NULL, a);
}

static struct var *sample(struct fixture *f)
{
	struct var *a = new_agg(f, "a", "sum", KEYS(&type_int32, type_string(f->arena, 8)));

	ADD(a, 5, I(2), T("b"));
	ADD(a, -5, I(3), T("a"));
	ADD(a, 5, I(-1), T("a"));
	ADD(a, 5, I(2), T("a"));
	return a;
}

static void test_order(void **state)
{
	struct fixture *f = *state;
	struct var *a = sample(f);

	/* by value, then keys as unsigned of their size */
	PRINTS("3a=-5 2a=5 2b=5 -1a=5 ", "%d%s=%@d ", a);
	f->opt.aggsortrev = true;
	PRINTS("-1a=5 2b=5 2a=5 3a=-5 ", "%d%s=%@d ", a);
	f->opt.aggsortrev = false;
	f->opt.aggsortkey = true;
	PRINTS("2a 2b 3a -1a ", "%d%s ", a);
	f->opt.aggsortkeypos = 1;
	PRINTS("2a 3a -1a 2b ", "%d%s ", a);
	f->opt.aggsortkeypos = 2;	/* out of range: as 0 */
	PRINTS("2a 2b 3a -1a ", "%d%s ", a);
}

static void test_normalize(void **state)
{
	struct fixture *f = *state;
	struct var *a = new_agg(f, "a", "sum", 0, NULL);

	add(f, a, NULL, -5);
	f->views[a->id].normal = 5;
	PRINTS("\n 3689348814741910322\n", NULL, a);	/* unsigned in columns, */
	PRINTS("-1", "%@d", a);				/* signed in a format */
	f->views[a->id].normal = 0;
	PRINTS("\n               -5\n", NULL, a);
}

static void test_cleared(void **state)
{
	struct fixture *f = *state;
	struct var *a = new_agg(f, "a", "min", KEYS(&type_int64));

	ADD(a, 3, I(1))->cleared = true;
	PRINTS("\n                1                0\n", NULL, a);
}

static void test_joined(void **state)
{
	struct fixture *f = *state;
	/* the strings' bounds differ: equal keys are equal all the same */
	struct var *a = new_agg(f, "a", "count", KEYS(type_string(f->arena, 16)));
	struct var *b = new_agg(f, "b", "max", KEYS(type_string(f->arena, 64)));

	ADD(a, 0, T("both"));
	ADD(a, 0, T("left"));
	ADD(b, 9, T("right"));
	ADD(b, -2, T("both"));
	PRINTS("right:0:9 both:1:-2 left:1:0 ", "%s:%@d:%@d ", a, b);
	PRINTS("both:-2:1:1 left:0:1:1 right:9:0:0 ", "%s:%@d:%@d:%@d ", b, a);
}

static void test_joined_order(void **state)
{
	struct fixture *f = *state;
	struct var *a = new_agg(f, "a", "count", KEYS(type_string(f->arena, 16)));
	struct var *b = new_agg(f, "b", "max", KEYS(type_string(f->arena, 16)));

	ADD(a, 0, T("x"));
	ADD(a, 0, T("y"));
	ADD(b, 1, T("y"));
	ADD(b, 2, T("x"));
	PRINTS("y x ", "%s ", a, b);
	PRINTS("\n  y                                                                 1                1\n"
	       "  x                                                                 1                2\n",
	       NULL, a, b);
	f->opt.aggsortpos = 1;
	PRINTS("y x ", "%s ", a, b);
	f->opt.aggsortkey = true;
	PRINTS("x y ", "%s ", a, b);
}

static void test_histogram(void **state)
{
	struct fixture *f = *state;
	struct var *a = new_agg(f, "a", "quantize", 0, NULL);

	add(f, a, NULL, 5);
#define HIST "\n           value  ------------- Distribution ------------- count    \n"	\
	     "               2 |                                         0        \n"	\
	     "               4 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 1        \n"	\
	     "               8 |                                         0        \n"
	PRINTS("\n" HIST "\n", NULL, a);
	PRINTS("<" HIST ">", "<%@d>", a);
}

static void test_percpu(void **state)
{
	struct fixture *f = *state;
	struct var *a = new_agg(f, "a", "count", 0, NULL);
	struct entry *e = add(f, a, NULL, 0);
	uint64_t cells[2][2] = { { 0, 3 }, { 0, 4 } };

	f->snap[a->id].ncpus = 2;
	e->percpu = cells;
	f->opt.aggpercpu = true;
	PRINTS("\n                1\n    [CPU 0]                3\n    [CPU 1]                4\n", NULL, a);
}

static void test_remaining(void **state)
{
	struct fixture *f = *state;
	struct var *a = new_agg(f, "a", "count", 0, NULL), *b = new_agg(f, "b", "sum", 0, NULL);

	new_agg(f, "c", "sum", 0, NULL)->hidden = true;
	add(f, a, NULL, 0);
	add(f, b, NULL, 9);
	print_remaining_aggs(&f->rt);
	assert_string_equal(buf_str(&f->rt.out), "\n                1\n                9\n");
	buf_reset(&f->rt.out);
	assert_false(print_remaining_aggs(&f->rt));
	assert_string_equal(buf_str(&f->rt.out), "");
	memset(f->views, 0, sizeof(f->views));
	PRINTS("1", "%@u", a);		/* printed by the script: not again */
	buf_reset(&f->rt.out);
	f->opt.aggsortrev = true;
	print_remaining_aggs(&f->rt);
	assert_string_equal(buf_str(&f->rt.out), "\n                9\n");
}

static void test_json(void **state)
{
	struct fixture *f = *state;
	struct var *a = sample(f), *q = new_agg(f, "q", "quantize", 0, NULL);
	struct var *c = new_agg(f, "c", "count", KEYS(&type_uint64));

	struct entry *e = add(f, q, NULL, 5);

	q->aggs.v[0].fn->apply((char *)e->val + 8, NULL, INT64_MIN, 1);
	ADD(c, 0, I(-1));
	f->opt.json = true;
	buf_puts(&f->rt.out, "before\n");
	printa(&f->rt, NULL, (const struct var *const[]){ a }, 1);
	buf_puts(&f->rt.out, "after \"\\\t\x01\xff\xe2\x82\xac\xed\xa0\x80");
	print_remaining_aggs(&f->rt);
	json_seal(&f->rt);
	json_seal(&f->rt);
#define AGG(name, fn, rest) "{\"v\":1,\"type\":\"agg\",\"name\":\"" name "\",\"function\":\"" fn "\"," rest "}\n"
	assert_string_equal(buf_str(&f->rt.out),
		"{\"v\":1,\"type\":\"text\",\"text\":\"before\\n\"}\n"
		AGG("a", "sum", "\"key\":[3,\"a\"],\"value\":-5")
		AGG("a", "sum", "\"key\":[2,\"a\"],\"value\":5")
		AGG("a", "sum", "\"key\":[2,\"b\"],\"value\":5")
		AGG("a", "sum", "\"key\":[-1,\"a\"],\"value\":5")
		"{\"v\":1,\"type\":\"text\",\"text\":\"after \\\"\\\\\\t\\u0001\\ufffd\xe2\x82\xac"
		"\\ufffd\\ufffd\\ufffd\"}\n"
		AGG("q", "quantize", "\"key\":[],\"value\":[{\"min\":null,\"max\":-4611686018427387904,"
		    "\"count\":1},{\"min\":4,\"max\":7,\"count\":1}]")
		AGG("c", "count", "\"key\":[18446744073709551615],\"value\":1"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_default_form), TEST(test_key_forms), TEST(test_symbols_and_stacks),
		TEST(test_bytes_that_are_no_text), TEST(test_order), TEST(test_normalize),
		TEST(test_cleared), TEST(test_joined), TEST(test_joined_order), TEST(test_histogram),
		TEST(test_percpu), TEST(test_remaining), TEST(test_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
