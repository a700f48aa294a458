/*
 * test_diag.c - places in texts, and messages that point at them
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "lib/arena.h"
#include "lib/diag.h"

struct fixture {
	struct arena *arena;
	struct diag   d;
	FILE	     *out;
	char	     *text;
	size_t	      size;
};

static int setup(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	f->arena = arena_new();
	f->out = open_memstream(&f->text, &f->size);
	diag_init(&f->d, f->out);
	*state = f;
	return f->out ? 0 : -1;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	fclose(f->out);
	free(f->text);
	arena_free(f->arena);
	free(f);
	return 0;
}

/* the place of word in a new source */
static struct span place(struct fixture *f, const char *name, const char *text, const char *word)
{
	struct source *s = source_new(f->arena, name, text, strlen(text));
	size_t at = (size_t)(strstr(text, word) - text);

	return (struct span){ s, (uint32_t)at, (uint32_t)(at + strlen(word)) };
}

static void expect(struct fixture *f, const char *text)
{
	fflush(f->out);
	assert_string_equal(f->text, text);
}

static void line_and_column_count_from_one(void **state)
{
	struct span s = place(*state, "x.d", "a\n\tbc\n", "bc");

	assert_int_equal(span_line(s), 2);
	assert_int_equal(span_column(s), 2);
	s.start = s.end = 1000;		/* beyond the end: the place behind the last byte */
	assert_int_equal(span_line(s), 3);
	assert_int_equal(span_column(s), 1);
	assert_int_equal(span_line((struct span){ 0 }), 0);
}

static void span_join_covers_both(void **state)
{
	struct span a = place(*state, "x.d", "one two", "one"), b = a, none = { 0 };

	b.start = 4;
	b.end = 7;
	assert_int_equal(span_join(a, b).end, 7);
	assert_int_equal(span_join(a, none).end, 3);
	assert_int_equal(span_join(none, b).start, 4);
}

static void source_read_reports_through_errno(void **state)
{
	struct fixture *f = *state;

	assert_null(source_read(f->arena, "/nonexistent/x.d"));
	assert_int_equal(errno, ENOENT);
	assert_null(source_read(f->arena, "/"));
	assert_int_equal(errno, EISDIR);

	struct source *s = source_read(f->arena, "/proc/self/comm");

	assert_non_null(s);
	assert_int_equal(s->text[s->len], '\0');
	assert_true(s->len > 0);
}

static void caret_stands_under_a_line_with_tabs(void **state)
{
	struct fixture *f = *state;

	diag_error(&f->d, place(f, "size.d", "syscall:::\n{\n\t@s = quantize(\texecname);\n}\n", "execname"),
		   ERR_AGG_SCALAR, "argument 1 of %s() must be a scalar, not string", "quantize");
	diag_hint(&f->d, "key by the name and use count()");
	expect(f,
	       "size.d:3:17: error: argument 1 of quantize() must be a scalar, not string [AGG_SCALAR]\n"
	       "    3 | \t@s = quantize(\texecname);\n"
	       "      | \t              \t^^^^^^^^\n"
	       "      = hint: key by the name and use count()\n");
	assert_true(diag_failed(&f->d));
	assert_int_equal(f->d.first, ERR_AGG_SCALAR);
}

static void caret_counts_characters_not_bytes(void **state)
{
	struct fixture *f = *state;

	diag_error(&f->d, place(f, "x.d", "\"\303\251t\303\251\" y", "y"), ERR_NONE, "m");
	expect(f, "x.d:1:9: error: m\n    1 | \"\303\251t\303\251\" y\n      |       ^\n");
}

static void control_bytes_and_long_lines_are_tamed(void **state)
{
	struct fixture *f = *state;
	char line[2000];

	memset(line, 'a', sizeof(line));
	line[1000] = '\033';
	line[1001] = '!';
	line[sizeof(line) - 1] = '\0';
	diag_error(&f->d, place(f, "x.d", line, "!"), ERR_NONE, "m");
	fflush(f->out);
	assert_null(strchr(f->text, '\033'));
	assert_true(f->size < 600);
	assert_non_null(strstr(f->text, "a?!a"));
}

static void notes_show_a_second_caret(void **state)
{
	struct fixture *f = *state;
	struct span a = place(f, "x.d", "foo bar", "foo"), b = a;

	b.start = 4;
	b.end = 7;
	diag_error(&f->d, a, ERR_PLACE, "one");
	diag_note(&f->d, b, "two");
	expect(f, "x.d:1:1: error: one [PLACE]\n    1 | foo bar\n      | ^^^\n"
		  "x.d:1:5: note: two\n    1 | foo bar\n      |     ^^^\n");
}

static void errors_beyond_the_limit_are_counted_only(void **state)
{
	struct fixture *f = *state;
	struct span none = { 0 };

	f->d.max_errors = 1;
	diag_error(&f->d, none, ERR_SYNTAX, "one");
	diag_error(&f->d, none, ERR_UNKNOWN, "two");
	diag_hint(&f->d, "hidden");
	diag_note(&f->d, none, "hidden");
	diag_error(&f->d, none, ERR_UNKNOWN, "three");
	expect(f, "error: one [SYNTAX]\nfurther errors are not shown\n");
	assert_int_equal(f->d.errors, 3);
	assert_int_equal(f->d.first, ERR_SYNTAX);
}

static void warnings_do_not_fail(void **state)
{
	struct fixture *f = *state;

	diag_warn(&f->d, place(f, "x.d", "abc", "bc"), "odd");
	expect(f, "x.d:1:2: warning: odd\n    1 | abc\n      |  ^^\n");
	assert_false(diag_failed(&f->d));
}

static void system_errors_name_the_reason(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(diag_sys(&f->d, -ENOENT, "cannot open %s", "x"), -ENOENT);
	assert_int_equal(diag_sys(&f->d, 0, "no clang"), -EINVAL);
	expect(f, "sonde: error: cannot open x: No such file or directory\nsonde: error: no clang\n");
	assert_int_equal(f->d.errors, 0);
	assert_true(diag_failed(&f->d));
}

static void colour_only_when_asked(void **state)
{
	struct fixture *f = *state;

	f->d.color = true;
	diag_error(&f->d, place(f, "x.d", "abc", "b"), ERR_NONE, "m");
	fflush(f->out);
	assert_non_null(strstr(f->text, "\033[1;31merror:\033[0m m\n"));
}

/* D 8.4, 12 */
static void dtrace_heads(void **state)
{
	struct fixture *f = *state;

	f->d.style = DIAG_DTRACE;
	f->d.max_errors = 9;
	diag_error(&f->d, place(f, "x.d", "\n\nx", "x"), ERR_IDENT_UNDEF, "failed to resolve x");
	f->d.errtags = true;
	diag_error(&f->d, place(f, "<command line>", "BEGIN{x}", "x"), ERR_IDENT_UNDEF, "no x");
	diag_sys(&f->d, -EPERM, "could not enable tracing");
	expect(f, "dtrace: failed to compile script x.d: line 3: failed to resolve x\n"
		  "    3 | x\n      | ^\n"
		  "dtrace: invalid probe specifier BEGIN{x}: [D_IDENT_UNDEF] no x\n"
		  "    1 | BEGIN{x}\n      |       ^\n"
		  "dtrace: could not enable tracing: Operation not permitted\n");
}

static void dtrace_shows_one_error(void **state)
{
	struct fixture *f = *state;
	struct span at = place(f, "x.d", "x", "x");

	f->d.style = DIAG_DTRACE;
	diag_error(&f->d, at, ERR_NONE, "one");
	diag_error(&f->d, at, ERR_NONE, "two");
	expect(f, "dtrace: failed to compile script x.d: line 1: one\n    1 | x\n      | ^\n");
}

/* SystemTap 6.7 */
static void stap_heads(void **state)
{
	struct fixture *f = *state;
	const char *parse = "global size = ; probe end {}", *sem = "probe begin { foo(1) }";
	struct span foo = place(f, "<input>", sem, "foo");

	f->d.style = DIAG_STAP;
	diag_error(&f->d, place(f, "<input>", parse, ";"), ERR_STAP_PARSE,
		   "expected literal string or number");
	diag_error(&f->d, foo, ERR_STAP_NAME, "unresolved function foo");
	diag_error(&f->d, foo, ERR_STAP_NAME, "again");
	expect(f, "parse error: expected literal string or number\n"
		  "        saw: operator ';' at <input>:1:15\n"
		  "     source: global size = ; probe end {}\n"
		  "                           ^\n"
		  "\n"
		  "semantic error: unresolved function foo: identifier 'foo' at <input>:1:15\n"
		  "        source: probe begin { foo(1) }\n"
		  "                              ^\n"
		  "\n"
		  "semantic error: again: identifier 'foo' at :1:15\n"
		  "        source: probe begin { foo(1) }\n"
		  "                              ^\n");
}

static void stap_end_of_file_and_warnings(void **state)
{
	struct fixture *f = *state;
	struct span end = place(f, "x.stp", "probe", "probe");

	f->d.style = DIAG_STAP;
	diag_warn(&f->d, end, "odd");
	end.start = end.end;
	diag_error(&f->d, end, ERR_STAP_PARSE, "unexpected end-of-file");
	expect(f, "WARNING: odd: keyword at x.stp:1:1\n source: probe\n         ^\n"
		  "parse error: unexpected end-of-file\n        saw: x.stp EOF\n");
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(line_and_column_count_from_one), T(span_join_covers_both),
		T(source_read_reports_through_errno), T(caret_stands_under_a_line_with_tabs),
		T(caret_counts_characters_not_bytes), T(control_bytes_and_long_lines_are_tamed),
		T(notes_show_a_second_caret), T(errors_beyond_the_limit_are_counted_only),
		T(warnings_do_not_fail), T(system_errors_name_the_reason), T(colour_only_when_asked),
		T(dtrace_heads), T(dtrace_shows_one_error), T(stap_heads),
		T(stap_end_of_file_and_warnings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
