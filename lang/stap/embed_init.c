/*
 * embed_init.c - embedded C: first values of arrays and structures of its own
 */
#include <stdlib.h>
#include <string.h>
#include "lang/stap/embed.h"

static unsigned initialise_elements(struct c_parser *c, const struct c_value *to, struct buf *out)
{
	unsigned n = 0, most = 0;

	for (; !c->why && !c_is(c, 0, "}"); n++) {
		if (c_take(c, "[")) {
			struct c_value at = c_cond(c);

			n = at.text ? (unsigned)strtoul(at.text + (*at.text == '('), NULL, 10) : 0;
			c_expect(c, "]");
			c_expect(c, "=");
		}
		struct c_value i = c_made(arena_printf(c->p->arena, "%u", n), c_int), e = c_element(c, to, &i);

		c_initialise(c, &e, out);
		most = n + 1 > most ? n + 1 : most;
		if (!c_take(c, ","))
			break;
	}
	return most;
}

static void initialise_members(struct c_parser *c, const struct c_value *to, struct buf *out)
{
	const struct c_record *r = to->type.record;

	for (size_t i = 0; !c->why && !c_is(c, 0, "}"); i++) {
		while (i < r->members.n && *r->members.v[i].name == ':')
			i++;
		const char *name = i < r->members.n ? r->members.v[i].name : "";

		if (c_take(c, ".")) {
			name = c_peek(c, 0)->text;
			c->pos++;
			c_expect(c, "=");
			for (i = 0; i < r->members.n && strcmp(r->members.v[i].name, name) != 0;)
				i++;
		}
		struct c_value m = c_member_of(c, to, name);

		c_initialise(c, &m, out);
		if (!c_take(c, ","))
			break;
	}
}

unsigned c_initialise(struct c_parser *c, const struct c_value *to, struct buf *out)
{
	unsigned n = 0;
	struct c_value v;

	if (to->type.kind == CT_ARRAY || to->type.kind == CT_RECORD) {
		if (!c_is(c, 0, "{"))
			c_refuse(c, "structures are copied member by member");
		c_expect(c, "{");
		if (to->type.kind == CT_ARRAY)
			n = initialise_elements(c, to, out);
		else
			initialise_members(c, to, out);
		c_expect(c, "}");
		return n;
	}
	v = c_expr(c);
	if (v.text && !c->why)
		buf_printf(out, "%s; ", c_store(c, to, c_fit(c, &v, &to->type)));
	return 0;
}
