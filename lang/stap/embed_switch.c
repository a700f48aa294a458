/*
 * embed_switch.c - embedded C: switch
 *
 * It becomes ifs, in which a case that falls through has the next one's statements, too.
 */
#include <string.h>
#include "lang/stap/embed.h"

enum { MOST_CASES = 256 };

struct cases {
	VEC(const char *) values;	/* of the group that is read: conditions */
	bool other;			/* default is among them */
};

static bool case_labels(struct c_parser *c, const char *value, struct cases *k)
{
	bool any = false;

	for (;;) {
		if (c_take(c, "default")) {
			k->other = true;
		} else if (c_take(c, "case")) {
			struct c_value v = c_cond(c), last = c_take(c, "...") ? c_cond(c) : v;
			const char *from = c_number(c, &v), *to = c_number(c, &last);

			vec_push(c->p->arena, &k->values, from == to ? arena_printf(c->p->arena, "%s == %s", value, from) :
				 arena_printf(c->p->arena, "(%s >= %s && %s <= %s)", value, from, value, to));
		} else {
			return any;
		}
		c_expect(c, ":");
		any = true;
	}
}

/* statements of a case, and those that it falls into */
static void case_body(struct c_parser *c, struct buf *out)
{
	struct cases skipped = { .other = false };
	bool ends = false;

	while (!ends && !c_is(c, 0, "}") && c_peek(c, 0)->kind != C_END) {
		if (case_labels(c, "", &skipped))
			continue;
		if (c_is(c, 0, "break") && c_is(c, 1, ";"))
			break;
		ends = c_statement(c, out);
	}
}

/* to the next label of this switch, or its end */
static void skip_case(struct c_parser *c)
{
	unsigned depth = 0;

	for (; c_peek(c, 0)->kind != C_END; c->pos++) {
		if (!depth && (c_is(c, 0, "case") || c_is(c, 0, "default") || c_is(c, 0, "}")))
			return;
		depth += c_is(c, 0, "{");
		depth -= c_is(c, 0, "}");
	}
}

static void switch_body(struct c_parser *c, const char *value, struct buf *out)
{
	struct buf other = BUF_INIT;
	const char *sep = "";

	for (unsigned n = 0; !c_is(c, 0, "}") && !c->why; n++) {
		struct cases k = { .other = false };
		struct buf body = BUF_INIT;
		size_t vars = c->vars.n;

		if (!case_labels(c, value, &k) || n > MOST_CASES)
			c_wrong(c, "expected a case");
		size_t at = c->pos;

		case_body(c, &body);
		c->vars.n = vars;
		c->pos = at;
		skip_case(c);
		if (k.other)
			buf_puts(&other, buf_str(&body));
		if (k.values.n && !k.other) {
			buf_printf(out, "%sif (", sep);
			for (size_t i = 0; i < k.values.n; i++)
				buf_printf(out, "%s%s", i ? " || " : "", k.values.v[i]);
			buf_printf(out, ") { %s} ", buf_str(&body));
			sep = "else ";
		}
		buf_fini(&body);
	}
	if (other.len)
		buf_printf(out, "%s{ %s} ", sep, buf_str(&other));
	buf_fini(&other);
}

void c_switch(struct c_parser *c, struct buf *out)
{
	struct c_parser outer = *c;
	struct buf body = BUF_INIT;
	const char *value = c_fresh(c, "switch"), *once = c_fresh(c, "once");

	buf_printf(out, "%s = %s; ", value, c_condition(c));
	c_expect(c, "{");
	c->in_switch = 1;
	c->breaks = c->continued = false;
	c->continues = c_fresh(c, "continue");
	c->nests++;
	switch_body(c, value, &body);
	c->nests--;
	c_expect(c, "}");

	bool continued = c->continued;
	const char *flag = c->continues;

	if (continued)
		buf_printf(out, "%s = 0; ", flag);
	if (c->breaks || continued)
		buf_printf(out, "for (%s = 1; %s; %s = 0) { %s} ", once, once, once, buf_str(&body));
	else
		buf_puts(out, buf_str(&body));
	buf_fini(&body);
	c->in_switch = outer.in_switch;
	c->breaks = outer.breaks;
	c->continued = outer.continued;
	c->continues = outer.continues;
	c_leave_more(c, out);
	if (continued) {
		buf_printf(out, "if (%s) { ", flag);
		c_go_on(c, out);
		buf_puts(out, "} ");
	}
}
