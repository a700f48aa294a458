/*
 * dstring.c - strings of D that take more than a search: strtok(), cleanpath(), addresses
 *
 * strtok() keeps its text between calls: lower_token.c makes hidden variables of the firing for it and
 * the calls named with a $ here. Semantics: D reference, 6.5; bases as illumos has them.
 */
#include <ctype.h>
#include "lang/builtin/body.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

/* ---- strtok() ---- */
static int span(const struct expr *call, const struct value *args, struct value *ret, bool in)
{
	const char *s = args[0].p;
	size_t at = (uint64_t)args[1].i < args[0].len ? (size_t)args[1].i : args[0].len;

	while (at < args[0].len && s[at] && (memchr(args[2].p, s[at], args[2].len) != NULL) == in)
		at++;
	return body_int(call, ret, (int64_t)at);
}

USER(user_spn) { return span(call, args, ret, true); }
USER(user_cspn) { return span(call, args, ret, false); }

USER(user_token)
{
	int64_t at = args[1].i, end = args[2].i - 1;

	if (end <= at || (uint64_t)end > args[0].len)
		return body_null(ret);
	return body_string(rt, call, ret, (const char *)args[0].p + at, (size_t)(end - at));
}

/* ---- numbers in any base: signed in base 10 only ---- */
USER(user_lltostr_base)
{
	int64_t base = args[1].i;
	bool minus = base == 10 && args[0].i < 0;
	uint64_t n = minus ? -(uint64_t)args[0].i : (uint64_t)args[0].i, rest = n;
	char text[80], *p = text + sizeof(text);

	if (base < 2 || base > 36)
		return FAULT_ILLOP;
	do {
		*--p = "0123456789abcdefghijklmnopqrstuvwxyz"[rest % (uint64_t)base];
		rest /= (uint64_t)base;
	} while (rest);
	if (base == 16)
		*--p = 'x';
	if (base == 16 || (base == 8 && n))
		*--p = '0';
	if (minus)
		*--p = '-';
	return body_string(rt, call, ret, p, (size_t)(text + sizeof(text) - p));
}

/* ---- cleanpath() ---- */
static size_t put_component(char *out, size_t n, const char *s, size_t len, bool root, size_t *depth)
{
	if (!len || (len == 1 && s[0] == '.'))
		return n;
	if (len == 2 && s[0] == '.' && s[1] == '.') {
		if (*depth) {
			--*depth;
			for (n -= n > root; n > root && out[n - 1] != '/';)
				n--;
			return n;
		}
		if (root)
			return n;
	} else {
		++*depth;
	}
	memcpy(out + n, s, len);
	out[n + len] = '/';
	return n + len + 1;
}

USER(user_cleanpath)
{
	const char *s = args[0].p;
	size_t len = args[0].len, depth = 0, n = 0;
	char *out = rt_temp(rt, len + 2);
	bool root = len && s[0] == '/';

	if (!len)
		return body_string(rt, call, ret, "", 0);
	if (root)
		out[n++] = '/';
	for (size_t at = 0, end; at < len; at = end + 1) {
		for (end = at; end < len && s[end] != '/';)
			end++;
		n = put_component(out, n, s + at, end - at, root, &depth);
	}
	if (n > 1 && out[n - 1] == '/')
		n--;
	return n ? body_string(rt, call, ret, out, n) : body_string(rt, call, ret, ".", 1);
}

const struct builtin builtins_dstring[] = {
	{ "strtok", LANG_D, "string (string, string)", NULL, NULL, B_TOKEN | B_NULL_OK,
	  "next part of a string between delimiters; NULL goes on with the string given before" },
	{ "$strspn", LANG_D, "int64 (string, int64, string)", "rt_span($1, $n1, $2, $3, 1)", user_spn, 0,
	  "first position from one on that holds no delimiter", .rt = "dstring" },
	{ "$strcspn", LANG_D, "int64 (string, int64, string)", "rt_span($1, $n1, $2, $3, 0)", user_cspn, 0,
	  "first position from one on that holds a delimiter", .rt = "dstring" },
	{ "$strtok", LANG_D, "string (string, int64, int64)", "rt_token_text($dst, $size, $1, $2, $3)", user_token,
	  B_NULL_RESULT, "a part of the text of strtok()", .rt = "dstring" },
	{ "cleanpath", LANG_D, "string (string)", "rt_cleanpath($dst, $size, $1)", user_cleanpath, 0,
	  "a path without //, /./ and what .. takes back", .rt = "dstring" },
	{ "lltostr", LANG_D, "string (int64, int)", "rt_lltostr_base($f, $dst, $size, $1, $2)", user_lltostr_base,
	  B_FAULTS, "a number in a base from 2 to 36", .rt = "dstring" },
	{ "inet_ntoa6", LANG_D, "string (obj, [int])", "rt_inet6($f, $dst, $size, $1, $2)", NULL, B_FAULTS,
	  "the IPv6 address at a kernel address; IPv4 inside it bare, or with its prefix if strict", .rt = "dnet",
	  .object = "in6_addr 1 2 4" },
	{ "inet_ntop", LANG_D, "string (int, ptr)", "rt_inet_ntop($f, $dst, $size, $1, $2)", NULL, B_FAULTS,
	  "the address of a family at a kernel address", .rt = "dnet" },
	{ "link_ntop", LANG_D, "string (int, ptr)", "rt_link_ntop($f, $dst, $size, $1, $2)", NULL, B_FAULTS,
	  "the hardware address at a kernel address: Ethernet, InfiniBand", .rt = "dnet" },
	{ 0 }
};
