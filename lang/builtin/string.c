/*
 * string.c - strings: measure, cut, join, search, convert
 *
 * Semantics: D, "Actions and Subroutines"; SystemTap, tapset strings. Positions and lengths are in
 * bytes. A NULL argument never gets here: it is a fault of the call (unless B_NULL_OK).
 */
#include <ctype.h>
#include <unistd.h>
#include "lang/builtin/body.h"
#include "lib/regex.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

static const char *text(const struct value *v)
{
	return v->p;
}

/* first place of t in s at or after from; -1: none */
static int64_t find(const struct value *s, const struct value *t, size_t from)
{
	for (size_t i = from; i + t->len <= s->len; i++) {
		if (!memcmp(text(s) + i, text(t), t->len))
			return (int64_t)i;
	}
	return -1;
}

static int tail(struct runtime *rt, const struct expr *call, struct value *ret, const struct value *s,
		int64_t from)
{
	if (from < 0)
		return body_null(ret);
	return body_string(rt, call, ret, text(s) + from, s->len - (size_t)from);
}

USER(user_maxstringlen) { return body_int(call, ret, rt->opt ? (int64_t)rt->opt->strsize : 512); }
USER(user_strlen) { return body_int(call, ret, (int64_t)args[0].len); }

USER(user_strjoin)
{
	size_t n = args[0].len, m = args[1].len;
	char *s = rt_temp(rt, n + m + 1);

	memcpy(s, args[0].p, n);
	memcpy(s + n, args[1].p, m);
	return body_string(rt, call, ret, s, n + m);
}

USER(user_strchr)
{
	const char *s = text(&args[0]);

	for (size_t i = 0; i <= args[0].len; i++) {
		if ((i < args[0].len ? s[i] : 0) == (char)args[1].i)
			return tail(rt, call, ret, &args[0], (int64_t)i);
	}
	return body_null(ret);
}

USER(user_strrchr)
{
	const char *s = text(&args[0]);

	for (size_t i = args[0].len + 1; i-- > 0;) {
		if ((i < args[0].len ? s[i] : 0) == (char)args[1].i)
			return tail(rt, call, ret, &args[0], (int64_t)i);
	}
	return body_null(ret);
}

USER(user_strstr)
{
	return tail(rt, call, ret, &args[0], find(&args[0], &args[1], 0));
}

USER(user_index)
{
	int64_t from = body_nargs(call) > 2 && args[2].i > 0 ? args[2].i : 0;

	if ((uint64_t)from > args[0].len)
		return body_int(call, ret, args[1].len ? -1 : (int64_t)args[0].len);
	return body_int(call, ret, find(&args[0], &args[1], (size_t)from));
}

USER(user_rindex)
{
	int64_t len = (int64_t)args[0].len, n = (int64_t)args[1].len;
	int64_t from = body_nargs(call) > 2 ? args[2].i : len;

	for (int64_t i = from < len - n ? from : len - n; i >= 0; i--) {
		if (!memcmp(text(&args[0]) + i, args[1].p, (size_t)n))
			return body_int(call, ret, i);
	}
	return body_int(call, ret, -1);
}

/* D: a negative index counts from the end, a negative length leaves that many off the end */
USER(user_substr_d)
{
	int64_t len = (int64_t)args[0].len, i = args[1].i;
	int64_t n = body_nargs(call) > 2 ? args[2].i : INT32_MAX;

	if (i < 0)
		i += len;
	if (i < 0 && n + i > 0) {		/* what lies before the start is counted, not shown */
		n += i;
		i = 0;
	}
	if (i < 0 || i >= len)
		return body_string(rt, call, ret, "", 0);
	if (n < 0)
		n += len - i;
	if (n > len - i)
		n = len - i;
	return body_string(rt, call, ret, text(&args[0]) + i, n > 0 ? (size_t)n : 0);
}

USER(user_substr)
{
	int64_t len = (int64_t)args[0].len, i = args[1].i, n = args[2].i;

	if (i < 0 || i >= len || n <= 0)
		return body_string(rt, call, ret, "", 0);
	return body_string(rt, call, ret, text(&args[0]) + i, (size_t)(n < len - i ? n : len - i));
}

USER(user_basename)
{
	const char *s = text(&args[0]);
	size_t end = args[0].len, start;

	if (!end)
		return body_string(rt, call, ret, ".", 1);
	while (end > 1 && s[end - 1] == '/')
		end--;
	for (start = end; start > 0 && s[start - 1] != '/';)
		start--;
	if (start == end)		/* only slashes */
		return body_string(rt, call, ret, "/", 1);
	return body_string(rt, call, ret, s + start, end - start);
}

USER(user_dirname)
{
	const char *s = text(&args[0]);
	size_t end = args[0].len;

	while (end > 1 && s[end - 1] == '/')
		end--;
	while (end > 0 && s[end - 1] != '/')
		end--;
	while (end > 1 && s[end - 1] == '/')
		end--;
	if (!end)
		return body_string(rt, call, ret, ".", 1);
	return body_string(rt, call, ret, s, end);
}

USER(user_lltostr)
{
	char num[24];
	int n = snprintf(num, sizeof(num), "%lld", (long long)args[0].i);

	return body_string(rt, call, ret, num, (size_t)n);
}

static int each_byte(struct runtime *rt, const struct expr *call, const struct value *s, struct value *ret,
		     int (*fn)(int))
{
	char *copy = rt_temp(rt, s->len + 1);

	for (size_t i = 0; i < s->len; i++)
		copy[i] = (char)fn((unsigned char)text(s)[i]);
	return body_string(rt, call, ret, copy, s->len);
}

/* ASCII only, whatever the locale, as in the kernel body */
static int upper(int c) { return c >= 'a' && c <= 'z' ? c - 32 : c; }
static int lower(int c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

USER(user_toupper) { return each_byte(rt, call, &args[0], ret, upper); }
USER(user_tolower) { return each_byte(rt, call, &args[0], ret, lower); }

static unsigned digit(char c)
{
	return c >= '0' && c <= '9' ? (unsigned)(c - '0') :
	       c >= 'a' && c <= 'z' ? (unsigned)(c - 'a' + 10) :
	       c >= 'A' && c <= 'Z' ? (unsigned)(c - 'A' + 10) : 99;
}

/* one '-' is allowed, no blanks; stops at junk; base 0 goes by the prefix; wraps at 64 bits */
static int64_t to_number(const struct value *v, int64_t base)
{
	const char *s = text(v), *end = s + v->len;
	bool minus = s < end && *s == '-';
	uint64_t n = 0;

	s += minus;
	bool hex = end - s > 2 && s[0] == '0' && (s[1] | 32) == 'x' && digit(s[2]) < 16;
	if (base == 0)
		base = hex ? 16 : s < end && *s == '0' ? 8 : 10;
	if (base < 2 || base > 36)
		return 0;
	if (base == 16 && hex)
		s += 2;
	for (; s < end && (int64_t)digit(*s) < base; s++)
		n = n * (uint64_t)base + digit(*s);
	return minus ? (int64_t)-n : (int64_t)n;
}

USER(user_strtol)
{
	return body_int(call, ret, to_number(&args[0], args[1].i));
}

USER(user_strtoll)
{
	int64_t base = body_nargs(call) > 1 ? args[1].i : 10;
	struct value rest = args[0];
	size_t skip = 0;

	if (base < 2 || base > 36)
		return FAULT_ILLOP;
	while (skip < rest.len && strchr(" \t", text(&rest)[skip]))
		skip++;
	skip += skip < rest.len && text(&rest)[skip] == '+';
	rest.p = text(&rest) + skip;
	rest.len -= skip;
	return body_int(call, ret, to_number(&rest, base));
}

USER(user_isinstr) { return body_int(call, ret, find(&args[0], &args[1], 0) >= 0); }
USER(user_strpos) { return body_int(call, ret, find(&args[0], &args[1], 0)); }

USER(user_isdigit)
{
	return body_int(call, ret, args[0].len && digit(*text(&args[0])) < 10);
}

USER(user_stringat)
{
	if ((uint64_t)args[1].i >= args[0].len)
		return FAULT_BADINDEX;
	return body_int(call, ret, (unsigned char)text(&args[0])[args[1].i]);
}

USER(user_str_replace)
{
	const struct value *s = &args[0], *from = &args[1], *to = &args[2];
	size_t room = s->len + 1;

	if (!from->len)
		return body_string(rt, call, ret, s->p, s->len);
	room += s->len / from->len * to->len;
	char *out = rt_temp(rt, room);
	size_t n = 0, pos = 0;

	for (int64_t at; (at = find(s, from, pos)) >= 0; pos = (size_t)at + from->len) {
		memcpy(out + n, text(s) + pos, (size_t)at - pos);
		n += (size_t)at - pos;
		memcpy(out + n, to->p, to->len);
		n += to->len;
	}
	memcpy(out + n, text(s) + pos, s->len - pos);
	return body_string(rt, call, ret, out, n + s->len - pos);
}

/* tokenize(text, delims) starts, tokenize("", delims) and tokenize(delims) go on */
USER(user_tokenize)
{
	const struct value *delims = &args[body_nargs(call) - 1];

	if (body_nargs(call) == 2 && args[0].len) {
		char *copy = rt_temp(rt, args[0].len + 1);

		memcpy(copy, args[0].p, args[0].len);
		rt->token = copy;
	}
	char *set = rt_temp(rt, delims->len + 1);

	memcpy(set, delims->p, delims->len);
	if (!rt->token)
		return body_string(rt, call, ret, "", 0);
	const char *s = rt->token + strspn(rt->token, set);
	size_t n = strcspn(s, set);

	rt->token = s[n] ? s + n + 1 : s + n;
	return body_string(rt, call, ret, s, n);
}

/* ---- escapes: as rt_quote() of bpf/rt/parts/text.bpf.h has them ---- */
/* the character that begins here, its length in *n; 0: bytes that are none */
static uint32_t utf8(const unsigned char *s, size_t left, size_t *n)
{
	unsigned more = s[0] >= 0xf0 && s[0] < 0xf5 ? 3 : s[0] >= 0xe0 && s[0] < 0xf0 ? 2 :
			s[0] >= 0xc2 && s[0] < 0xe0 ? 1 : 0;
	uint32_t code = s[0] & (0x3fu >> more);

	if (!more || more >= left)
		return 0;
	for (unsigned k = 1; k <= more; k++) {
		if ((s[k] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (s[k] & 0x3f);
	}
	*n = more + 1;
	return code < (more == 3 ? 0x10000u : more == 2 ? 0x800u : 0x80u) ? 0 : code;
}

/* one character or byte as a C escape; how many bytes of s it took */
static size_t escape_one(char out[16], const unsigned char *s, size_t left)
{
	static const char letters[] = "abtnvfr";	/* 7 to 13 */
	size_t n = 1;
	uint32_t code = utf8(s, left, &n);

	if (code)
		snprintf(out, 16, code > 0xffff ? "\\U%08x" : "\\u%04x", code);
	else if (*s >= 7 && *s <= 13)
		snprintf(out, 16, "\\%c", letters[*s - 7]);
	else if (*s == '"' || *s == '\\')
		snprintf(out, 16, "\\%c", *s);
	else
		snprintf(out, 16, *s >= 32 && *s < 127 ? "%c" : "\\%03o", *s);
	return n;
}

/* in at most max bytes, quotes and the mark of a cut text included */
static int escaped(struct runtime *rt, const struct expr *call, const struct value *s, struct value *ret,
		   size_t max, bool quoted)
{
	struct buf b = BUF_INIT;
	size_t cut = quoted;
	bool full = false;

	if (quoted)
		buf_putc(&b, '"');
	for (size_t i = 0; i < s->len && !full;) {
		char one[16];
		size_t n = escape_one(one, (const unsigned char *)s->p + i, s->len - i);

		full = b.len + strlen(one) + quoted > max;
		if (full)
			break;
		i += n;
		buf_puts(&b, one);
		if (b.len + 4 <= max)
			cut = b.len;
	}
	if (quoted && full)
		b.len = cut;
	buf_puts(&b, quoted ? full ? "\"..." : "\"" : "");
	int err = body_string(rt, call, ret, buf_str(&b), b.len);

	buf_fini(&b);
	return err;
}

static size_t room(const struct expr *call)
{
	return call->type->size ? call->type->size - 1 : SIZE_MAX;
}

USER(user_text_str) { return escaped(rt, call, &args[0], ret, room(call), false); }
USER(user_string_quoted) { return escaped(rt, call, &args[0], ret, room(call), true); }

USER(user_text_strn)
{
	size_t max = room(call);

	if (args[1].i > 0 && (uint64_t)args[1].i < max)
		max = (size_t)args[1].i;
	return escaped(rt, call, &args[0], ret, max, args[2].i != 0);
}

/* ---- regular expressions ---- */
USER(user_match)
{
	return body_int(call, ret, regex_test(call->regex, args[0].p, args[0].len));
}

/* the same, and what it found is kept for matched() */
USER(user_match_groups)
{
	const struct regex *re = call->regex;
	struct match *m = rt_temp(rt, sizeof(*m));
	struct regex_span *groups = rt_temp(rt, re->ngroups * sizeof(*groups));
	char *text = rt_temp(rt, args[0].len + 1);

	memcpy(text, args[0].p, args[0].len);
	bool found = regex_groups(re, rt->temp, text, args[0].len, groups);

	*m = (struct match){ .text = text, .groups = found ? groups : NULL, .n = re->ngroups };
	rt->match = m;
	return body_int(call, ret, found);
}

static int no_group(struct runtime *rt, const char *what, int64_t n)
{
	char *s = rt_temp(rt, 80);

	snprintf(s, 80, what, (long long)n);
	rt->error = s;
	return FAULT_ERROR;
}

USER(user_matched)
{
	const struct match *m = rt->match;
	int64_t n = args[0].i;

	if (!m || !m->groups)
		return no_group(rt, "Attempted to get subexpression %lld from failed match", n);
	if (n < 0 || n >= m->n)
		return no_group(rt, "Subexpression %lld does not exist", n);
	if (m->groups[n].start < 0)
		return body_string(rt, call, ret, "", 0);
	return body_string(rt, call, ret, m->text + m->groups[n].start,
			   (size_t)(m->groups[n].end - m->groups[n].start));
}

/* the text that was looked at, all of it */
USER(user_matched_str)
{
	const struct match *m = rt->match;

	if (!m || !m->groups)
		return no_group(rt, "Attempted to get matched string from failed match", 0);
	return body_string(rt, call, ret, m->text, strlen(m->text));
}

/* tapset context.stp knows another function of that name: further groups of the current task */
USER(user_ngroups)
{
	if (!rt->match)
		return body_int(call, ret, getgroups(0, NULL));
	if (!rt->match->groups)
		return no_group(rt, "Attempted to get subexpression %lld from failed match", 0);
	return body_int(call, ret, rt->match->n);
}

enum { IN_HANDLER = B_NOW | B_STATE | B_TOKENS | B_HOME };	/* goes by the last match of the handler */

const struct builtin builtins_string[] = {
	{ "strlen", LANG_D, "uint64 (string)", "rt_strlen($1, $n1)", user_strlen, 0,
	  "bytes in a string, terminator not counted" },
	{ "__maxstringlen", LANG_STAP, "long ()", "RT_STRSIZE", user_maxstringlen, 0,
	  "bytes of a string, its NUL counted: -D MAXSTRINGLEN" },
	{ "strlen", LANG_STAP, "long (string)", "rt_strlen($1, $n1)", user_strlen, 0,
	  "bytes in a string, terminator not counted" },
	{ "strjoin", LANG_D, "string (string, string)", "rt_strjoin($dst, $size, $1, $2)", user_strjoin, 0,
	  "one string after the other" },
	{ "strchr", LANG_D, "string (string, int)", "rt_strchr($dst, $size, $1, $n1, $2)", user_strchr,
	  B_NULL_RESULT, "from the first place of a character on, or NULL" },
	{ "strrchr", LANG_D, "string (string, int)", "rt_strrchr($dst, $size, $1, $n1, $2)", user_strrchr,
	  B_NULL_RESULT, "from the last place of a character on, or NULL" },
	{ "strstr", LANG_D, "string (string, string)", "rt_strstr($dst, $size, $1, $n1, $2, $n2)",
	  user_strstr, B_NULL_RESULT, "from the first place of a string on, or NULL" },
	{ "index", LANG_D, "int (string, string, [int])",
	  "rt_index($1, $n1, $2, $n2, $# > 2 ? (rt_s64)($3) : 0)", user_index, 0,
	  "first place of a string at or after a position, or -1" },
	{ "rindex", LANG_D, "int (string, string, [int])",
	  "rt_rindex($1, $n1, $2, $n2, $# > 2 ? (rt_s64)($3) : $n1)", user_rindex, 0,
	  "last place of a string at or before a position, or -1" },
	{ "substr", LANG_D, "string (string, int, [int])",
	  "rt_substr_d($dst, $size, $1, $n1, $2, $# > 2 ? (rt_s64)($3) : 0x7fffffff)", user_substr_d, 0,
	  "part of a string from an index on, at most n bytes" },
	{ "substr", LANG_STAP, "string (string, long, long)", "rt_substr($dst, $size, $1, $n1, $2, $3)",
	  user_substr, 0, "part of a string: start and length" },
	{ "basename", LANG_D, "string (string)", "rt_basename($dst, $size, $1)", user_basename, 0,
	  "last component of a path" },
	{ "dirname", LANG_D, "string (string)", "rt_dirname($dst, $size, $1)", user_dirname, 0,
	  "a path without its last component" },
	{ "lltostr", LANG_D, "string (int64)", "rt_lltostr($dst, $size, $1)", user_lltostr, 0,
	  "a number in decimal" },
	{ "toupper", LANG_D, "string (string)", "rt_toupper($dst, $size, $1)", user_toupper, 0,
	  "a string with its ASCII letters in upper case" },
	{ "tolower", LANG_D, "string (string)", "rt_tolower($dst, $size, $1)", user_tolower, 0,
	  "a string with its ASCII letters in lower case" },
	{ "strtoll", LANG_D, "int64 (string, [int])", "rt_strtoll($f, $1, $n1, $# > 1 ? (rt_s64)($2) : 10)",
	  user_strtoll, B_FAULTS, "the number that a string begins with, behind blanks, in a base from 2 to 36" },
	{ "inet_ntoa", LANG_D, "string (obj)", "rt_inet_ntoa($f, $dst, $size, $1)", NULL, B_FAULTS,
	  "the IPv4 address at a kernel address, in dotted decimal", .object = "4 in_addr" },

	{ "strtol", LANG_STAP, "long (string, long)", "rt_strtol($1, $n1, $2)", user_strtol, 0,
	  "the number that a string begins with, in a base" },
	{ "isinstr", LANG_STAP, "long (string, string)", "(rt_index($1, $n1, $2, $n2, 0) >= 0)", user_isinstr,
	  0, "1 when the second string is in the first" },
	{ "strpos", LANG_STAP, "long (string, string)", "rt_index($1, $n1, $2, $n2, 0)", user_strpos, 0,
	  "place of the second string in the first, or -1" },
	{ "isdigit", LANG_STAP, "long (string)", "rt_isdigit($1)", user_isdigit, 0,
	  "1 when a string begins with a digit" },
	{ "stringat", LANG_STAP, "long (string, long)", "rt_stringat($f, $1, $n1, $2)", user_stringat,
	  B_FAULTS, "byte at a position of a string" },
	{ "str_replace", LANG_STAP, "string (string, string, string)",
	  "rt_str_replace($dst, $size, $1, $2, $3)", user_str_replace, 0,
	  "a string with all places of another one replaced", .rt = "text" },
	{ "tokenize", LANG_STAP, "string (string, string)", "rt_tokenize($dst, $size, $token, $1, $2)",
	  user_tokenize, B_NOW | B_TOKENS, "next part of a string between delimiters; \"\" at the end",
	  .rt = "text" },
	{ "tokenize", LANG_STAP, "string (string)", "rt_tokenize($dst, $size, $token, NULL, $1)",
	  user_tokenize, B_NOW | B_TOKENS, "next part of the string that was given before", .rt = "text" },
	{ "text_str", LANG_STAP, "string (string)", "rt_quote_or_hex($dst, $size, (rt_u64)($1), $n1, 0, 0)",
	  user_text_str, 0, "a string with non-printing bytes as C escapes", .rt = "text" },
	{ "text_strn", LANG_STAP, "string (string, long, long)",
	  "rt_quote_or_hex($dst, $size, (rt_u64)($1), $n1, (rt_s64)($2) > 0 ? (rt_u64)($2) : 0, ($3) ? RT_TEXT_QUOTED : 0)",
	  user_text_strn, 0, "a string as C escapes in at most n bytes, between quotes if asked for", .rt = "text" },
	{ "string_quoted", LANG_STAP, "string (string)",
	  "rt_quote_or_hex($dst, $size, (rt_u64)($1), $n1, 0, RT_TEXT_QUOTED)", user_string_quoted, 0,
	  "a string as C escapes between quotes", .rt = "text" },
	/* the parser's =~ and !~ ; the second kind where matched() or ngroups() is used */
	{ "=~", LANG_STAP, "long (string, lit)", "$regex($1)", user_match, 0,
	  "1 when a regular expression matches somewhere in a string" },
	{ "=~()", LANG_STAP, "long (string, lit)", "$grouped($f, $match, $1)", user_match_groups, IN_HANDLER | B_FAULTS,
	  "the same, and groups are kept", .rt = "groups" },
	{ "matched", LANG_STAP, "string (long)", "rt_matched($f, $dst, $size, $match, $1)", user_matched,
	  IN_HANDLER | B_FAULTS, "part of the last match: 0 all of it, n a group", .rt = "groups" },
	{ "matched_str", LANG_STAP, "string ()", "rt_matched_str($f, $dst, $size, $match)", user_matched_str,
	  IN_HANDLER | B_FAULTS, "the string that the last match was looked for in", .rt = "groups" },
	{ "ngroups", LANG_STAP, "long ()", "rt_ngroups($f, $match)", user_ngroups, IN_HANDLER | B_FAULTS,
	  "groups of the last match, the whole counted; without one, further groups of the current task", .rt = "groups" },
	{ 0 }
};
