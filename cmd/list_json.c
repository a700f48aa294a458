/*
 * list_json.c - a probe as a line of JSON (docs/json.md)
 */
#include <stdio.h>
#include "cmd/list_int.h"
#include "lang/eval/json.h"
#include "lib/buf.h"

static void put(struct buf *b, const char *before, const char *s)
{
	buf_puts(b, before);
	json_quote(b, s, strlen(s));
}

static void put_vars(struct buf *b, const char *member, const struct list_vars *vars)
{
	buf_printf(b, ",\"%s\":[", member);
	for (size_t i = 0; i < vars->n; i++) {
		const struct list_var *v = &vars->v[i];

		put(b, i ? ",{\"name\":" : "{\"name\":", v->name);
		put(b, ",\"type\":", v->type);
		if (v->source)
			put(b, ",\"source\":", v->source);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

void list_json(const struct probe *p, const char *point, const char *member, const struct list_vars *vars)
{
	static const struct { const char *before; enum probe_field field; } parts[] = {
		{ ",\"provider\":", FIELD_PROV }, { ",\"module\":", FIELD_MOD }, { ",\"function\":", FIELD_FUNC },
		{ ",\"name\":", FIELD_NAME },
	};
	struct buf b = BUF_INIT;

	buf_puts(&b, "{\"v\":1,\"type\":\"probe\"");
	if (p)
		buf_printf(&b, ",\"id\":%u", p->id);
	for (unsigned i = 0; p && i < sizeof(parts) / sizeof(*parts); i++)
		put(&b, parts[i].before, probe_shown(p, parts[i].field));
	put(&b, ",\"point\":", point);
	if (vars)
		put_vars(&b, member, vars);
	buf_puts(&b, "}");
	puts(b.s);
	buf_fini(&b);
}
