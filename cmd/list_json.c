/*
 * list_json.c - a probe as a line of JSON (docs/json.md)
 */
#include <stdio.h>
#include "cmd/list_int.h"
#include "lang/eval/json.h"
#include "lib/buf.h"

void list_json(const struct probe *p, const char *point)
{
	const char *const names[] = { "provider", "module", "function", "name", "point" };
	const char *const values[] = { probe_shown(p, FIELD_PROV), probe_shown(p, FIELD_MOD),
		probe_shown(p, FIELD_FUNC), probe_shown(p, FIELD_NAME), point };
	struct buf b = BUF_INIT;

	buf_printf(&b, "{\"v\":1,\"type\":\"probe\",\"id\":%u", p->id);
	for (unsigned i = 0; i < 5; i++) {
		buf_printf(&b, ",\"%s\":", names[i]);
		json_quote(&b, values[i], strlen(values[i]));
	}
	buf_puts(&b, "}");
	puts(b.s);
	buf_fini(&b);
}
