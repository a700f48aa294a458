/*
 * djson.c - json() of D in user space; the walk is the kernel's, lib/json_walk.h
 */
#include <string.h>
#include "lang/builtin/body.h"
#include "lib/json_walk.h"

/* a value's text with the zero at its end that the walk looks for */
static char *text_of(struct runtime *rt, const struct value *v)
{
	char *text = rt_temp(rt, v->len + 1);

	if (v->len)
		memcpy(text, v->p, v->len);
	text[v->len] = 0;
	return text;
}

static int user_json(struct runtime *rt, const struct expr *call, const struct value *args, struct value *ret)
{
	struct json_walk c = {
		.s = text_of(rt, &args[0]), .path = text_of(rt, &args[1]),
		.dst = rt_temp(rt, args[0].len + 1), .size = args[0].len,
	};
	size_t at = 0;

	while (!json_step(&c, JSON_BYTE(c.s, at)))
		at++;
	return c.state == JSON_FOUND ? body_string(rt, call, ret, c.dst, c.out) : body_null(ret);
}

const struct builtin builtins_djson[] = {
	{ "json", LANG_D, "string (string, string)", "rt_json($dst, $size, $1, $2)", user_json, B_NULL_RESULT,
	  "the value at a path of a JSON text, a.b[2].c, or NULL", .rt = "djson" },
	{ 0 }
};
