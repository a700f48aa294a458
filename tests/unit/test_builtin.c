/*
 * test_builtin.c - every row of the tables of builtins: signature, doubles, kernel template
 *
 * SONDE_KEEP=FILE keeps the C text that the templates were compiled in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>
#include <cmocka.h>
#include "lang/builtin/builtin.h"
#include "lib/buf.h"

static void test_signatures(void **state)
{
	const struct builtin *b;
	struct sig s;
	size_t it = 0, n = 0;

	for (; (b = builtin_next(&it)); n++) {
		if (!builtin_sig(b, &s))
			fail_msg("%s: bad signature \"%s\"", b->name, b->sig);
		if (!b->help || !b->help[0] || (!b->bpf && !b->user && !(b->flags & (B_THROWS | B_ABSENT | B_TOKEN))))
			fail_msg("%s: no help or no body", b->name);
		assert_true(b->langs == LANG_D || b->langs == LANG_STAP || b->langs == (LANG_D | LANG_STAP));
		assert_true(s.min <= s.nargs);
	}
	assert_true(n > 150);
	assert_null(builtin_next(&it));
}

static void test_no_doubles(void **state)
{
	const struct builtin *a, *b;
	struct sig x, y;

	for (size_t i = 0; (a = builtin_next(&i));) {
		assert_true(builtin_sig(a, &x));
		for (size_t j = i; (b = builtin_next(&j));) {
			if (strcmp(a->name, b->name) || !(a->langs & b->langs))
				continue;
			assert_true(builtin_sig(b, &y));
			if (x.is_call == y.is_call && x.nargs == y.nargs && x.min == y.min && x.rest == y.rest)
				fail_msg("%s is there twice in one language", a->name);
		}
	}
}

static void test_lookup(void **state)
{
	struct sig s;
	const struct builtin *b = builtin_find(LANG_D, "pid", -1);

	assert_non_null(b);
	assert_true(builtin_sig(b, &s) && !s.is_call);
	b = builtin_find(LANG_STAP, "pid", 0);
	assert_non_null(b);
	assert_true(builtin_sig(b, &s) && s.is_call && s.nargs == 0);
	assert_null(builtin_find(LANG_STAP, "timestamp", -1));
	assert_null(builtin_find(LANG_D, "no_such_thing", 0));

	/* rows of one name: by arity, else the first */
	b = builtin_find(LANG_STAP, "tokenize", 1);
	assert_true(builtin_sig(b, &s) && s.nargs == 1);
	b = builtin_find(LANG_STAP, "tokenize", 7);
	assert_true(builtin_sig(b, &s) && s.nargs == 2);

	b = builtin_find(LANG_D, "substr", 2);
	assert_true(builtin_sig(b, &s) && s.nargs == 3 && s.min == 2);
	assert_int_equal(s.ret.kind, SA_STRING);
	assert_int_equal(s.args[2].kind, SA_VALUE);
	assert_true(s.args[2].optional);
}

static void test_actions(void **state)
{
	assert_true(builtin_is_action(builtin_find(LANG_D, "printf", 1)));
	assert_true(builtin_is_action(builtin_find(LANG_D, "exit", 1)));
	assert_true(builtin_is_action(builtin_find(LANG_STAP, "println", 2)));
	assert_false(builtin_is_action(builtin_find(LANG_D, "strlen", 1)));
	assert_true(builtin_is_action(builtin_find(LANG_D, "raise", 1)));
	assert_false(builtin_is_action(builtin_find(LANG_D, "copyoutstr", 3)));
	assert_false(builtin_is_action(builtin_find(LANG_D, "stack", 0)));
}

static void test_bad_signatures(void **state)
{
	static const char *const bad[] = {
		"", "void", "number", "int (", "int (int", "int (int,)", "int (int) x", "int ([int)",
		"int (void)", "string<0>", "string<16", "int (..., int)", "int (fmt, int)",
	};
	struct sig s;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct builtin b = { .name = "x", .sig = bad[i] };

		if (builtin_sig(&b, &s))
			fail_msg("\"%s\" passes", bad[i]);
	}
}

/* ---- templates ---- */
static unsigned given(const struct sig *s, bool all)
{
	return all ? s->nargs : s->min;
}

/* what a placeholder becomes; returns behind it */
static const char *placeholder(struct buf *out, const char *p, const struct builtin *b, const struct sig *s,
			       unsigned nargs)
{
	char *end = (char *)p + 1;
	unsigned long i;

	if (!strncmp(p, "sprintf", 7))
		return buf_puts(out, "dst[0] = 0"), p + 7;
	if (!strncmp(p, "values", 6))
		return buf_puts(out, "dst[0] = 0"), p + 8;
	if (!strncmp(p, "work", 4))
		return buf_puts(out, "m->work"), p + 4;
	if (!strncmp(p, "frames", 6))
		return buf_puts(out, "20"), p + 6;
	if (!strncmp(p, "regex", 5))
		return buf_puts(out, "rt_isdigit"), p + 5;
	if (!strncmp(p, "grouped", 7))
		return buf_puts(out, "rt_grouped_0"), p + 7;
	if (!strncmp(p, "match", 5))
		return buf_puts(out, "(struct rt_match *)m->work"), p + 5;
	if (!strncmp(p, "token", 5))
		return buf_puts(out, "(struct rt_token *)m->work"), p + 5;
	if (!strncmp(p, "now", 3))
		return buf_puts(out, "1ull"), p + 3;
	if (!strncmp(p, "dst", 3))
		return buf_puts(out, "dst"), p + 3;
	if (!strncmp(p, "size", 4))
		return buf_printf(out, "%u", s->ret.size ? s->ret.size : b->flags & B_DEPTH ? 1024 : 256), p + 4;
	if (!strncmp(p, "fmt", 3))
		return buf_puts(out, "\"%d %s\""), p + 3;
	if (!strncmp(p, "rest", 4))
		return buf_puts(out, "(rt_u64)1, (rt_u64)dst"), p + 4;
	if (!strncmp(p, "name", 4))
		return buf_printf(out, "rt_name_%d(f->probe)", b->field), p + 4;
	if (*p == 'f')
		return buf_puts(out, "f"), end;
	if (*p == '#')
		return buf_printf(out, "%u", nargs), end;
	i = strtoul(*p == 'n' ? p + 1 : p, &end, 10);
	if (i < 1 || i > (s->rest ? 10 : s->nargs))
		fail_msg("%s: placeholder $%.4s is beyond its arguments", b->name, p);
	if (i > nargs)
		buf_puts(out, "0");
	else if (*p == 'n')
		buf_puts(out, "256");
	else
		buf_printf(out, "a%lu", i);
	return end;
}

static void declare_args(struct buf *out, const struct sig *s, unsigned nargs)
{
	for (unsigned i = 0; i < nargs; i++) {
		if (s->args[i].kind == SA_STRING)
			buf_printf(out, "\tconst char *a%u = m->str[%u];\n", i + 1, i);
		else if (s->args[i].kind == SA_LIT)
			buf_printf(out, "\tconst char *a%u = \"eax\";\n", i + 1);
		else if (s->args[i].kind == SA_CONST)
			buf_printf(out, "\trt_u64 a%u = %u;\n", i + 1, i + 3);
		else
			buf_printf(out, "\trt_s64 a%u = m->num[%u];\n", i + 1, i);
	}
}

static void one_program(struct buf *out, const struct builtin *b, unsigned n, bool all)
{
	struct sig s;

	assert_true(builtin_sig(b, &s));

	unsigned nargs = given(&s, all);

	buf_printf(out, "/* %s */\nSEC(\"raw_tp/sys_enter\") int row_%u%s(void *ctx)\n{\n"
		   "\tstruct firing fv = { .ctx = ctx }, *f = &fv;\n\trt_u32 key = 0;\n"
		   "\tenum { CLAUSE = 1 };\n"
		   "\tstruct memory *m = bpf_map_lookup_elem(&memory, &key);\n"
		   "\tif (!m)\n\t\treturn 0;\n\tchar *dst = m->dst;\n", b->name, n, all ? "a" : "");
	declare_args(out, &s, nargs);
	buf_puts(out, s.ret.kind == SA_VALUE || s.ret.kind == SA_PTR || s.ret.kind == SA_TASK ||
		      s.ret.kind == SA_SYM ? "\tm->num[0] = " : "\t");
	for (const char *p = b->bpf; *p;) {
		if (*p == '$')
			p = placeholder(out, p + 1, b, &s, nargs);
		else
			buf_putc(out, *p++);
	}
	buf_puts(out, ";\n\tm->num[1] = f->fault.code;\n\treturn 0;\n}\n");
}

/* parts of the runtime, each once and those that others build on first */
static void include_parts(struct buf *out)
{
	const struct builtin *b;
	struct buf seen = BUF_INIT;

	buf_puts(&seen, " ");
	for (size_t it = 0; (b = builtin_next(&it));) {
		for (const char *s = b->rt ? b->rt : ""; *s;) {
			int n = (int)strcspn(s, " ");
			char word[64];

			snprintf(word, sizeof(word), " %.*s ", n, s);
			if (!strstr(buf_str(&seen), word)) {
				buf_puts(&seen, word);
				buf_printf(out, "#include \"%.*s.bpf.h\"\n", n, s);
			}
			s += n + (s[n] == ' ');
		}
	}
	buf_fini(&seen);
}

static void make_text(struct buf *out)
{
	const struct builtin *b;
	struct sig s;

	buf_puts(out, "#include \"rt.bpf.h\"\n#include \"string.bpf.h\"\n#include \"memory.bpf.h\"\n"
		 "#include \"context.bpf.h\"\n#include \"stack.bpf.h\"\n"
		 "struct rt_control rt SEC(\".data.rt\");\n"
		 "struct memory { char str[4][256]; char dst[1024]; char work[1280]; rt_s64 num[10]; };\n"
		 "struct { MAP_UINT(type, 2); MAP_UINT(max_entries, 1); MAP_TYPE(key, rt_u32); "
		 "MAP_TYPE(value, struct memory); } memory SEC(\".maps\");\n"
		 "RT_INLINE rt_u32 rt_probe_id(rt_u32 probe) { return probe; }\n");
	buf_puts(out, "enum {\n"
#define FAULT(name, text) "FAULT_" #name ",\n"
#include "lang/prog/fault.def"
#undef FAULT
		 "};\nstatic int rt_fault_words(char *dst, rt_u32 size, rt_u32 code, rt_u64 value) { return 0; }\n");
	buf_puts(out, "#define RT_STRSIZE 512\n#define RT_UNW_FRAMES 127\n#define RT_GROUPS 1\n#define RT_WAYS 2\n#define RT_SEEN 8\n");
	include_parts(out);
	buf_puts(out, "static const rt_u8 rt_class_0[257];\nstatic const rt_u16 rt_next_0[3];\nstatic const struct rt_insn rt_insns_0[1];\n"
		 "RT_REGEX(0, 1, 3)\nRT_GROUPED(0, 1, 0, 1)\n");
	for (int i = FIELD_PROV; i < FIELD_ID; i++)
		buf_printf(out, "RT_INLINE const char *rt_name_%d(rt_u32 probe) { return \"name\"; }\n", i);
	unsigned n = 0;

	for (size_t it = 0; (b = builtin_next(&it)); n++) {
		if (!b->bpf)
			continue;
		assert_true(builtin_sig(b, &s));
		one_program(out, b, n, true);
		if (s.min < s.nargs)
			one_program(out, b, n, false);
	}
	buf_puts(out, "char _license[] SEC(\"license\") = \"GPL\";\n");
}

static void test_templates(void **state)
{
	struct buf text = BUF_INIT, cmd = BUF_INIT;
	const char *keep = getenv("SONDE_KEEP");
	char path[] = "/tmp/test_builtin_XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	make_text(&text);
	assert_int_equal(write(fd, text.s, text.len), (ssize_t)text.len);
	close(fd);
	buf_printf(&cmd, "clang -O2 -g -target bpf -mcpu=v3 -x c -std=gnu17 -Wall -Wno-unused-variable -Werror "
		   "-I '" SOURCE_ROOT "/bpf/rt' -I '" SOURCE_ROOT "/bpf/rt/parts' -I '" BUILD_ROOT "/lang/syscall' "
		   "-I '" SOURCE_ROOT "/lib' -c -o %s.o %s", path, path);
	bool missing = system("clang --version >/dev/null 2>&1") != 0;
	int failed = missing ? 0 : system(cmd.s);

	if (keep) {
		buf_reset(&cmd);
		buf_printf(&cmd, "cp %s '%s'; cp %s.o '%s.o'", path, keep, path, keep);
		assert_int_equal(system(cmd.s), 0);
	}
	unlink(path);
	buf_reset(&cmd);
	buf_printf(&cmd, "%s.o", path);
	unlink(cmd.s);
	buf_fini(&text);
	buf_fini(&cmd);
	if (missing)
		skip();
	assert_int_equal(failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_signatures),
		cmocka_unit_test(test_no_doubles),
		cmocka_unit_test(test_lookup),
		cmocka_unit_test(test_actions),
		cmocka_unit_test(test_bad_signatures),
		cmocka_unit_test(test_templates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
