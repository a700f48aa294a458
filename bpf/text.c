/*
 * text.c - probes whose handlers get a text from the session or leave one: procfs, input
 *
 * The text is one hidden global of the program: handlers run here, one after the other.
 */
#include <string.h>
#include "bpf/session_int.h"
#include "lib/arena.h"

const char *session_fire_text(struct session *s, const struct probe *p, const char *in, size_t len, size_t *out)
{
	const struct var *v = s->prog->text;
	size_t room = v ? type_strip(v->type)->size : 1, size = v ? v->value_size : 1;
	char *value = xcalloc(1, size + 1);

	if (v) {
		memcpy(value, in ? in : "", in ? (len < room - 1 ? len : room - 1) : 0);
		s->store->ops->set(s->store, v, NULL, value);
	}
	session_fire(s, p);
	session_pass(s);
	memset(value, 0, size);
	if (v)
		s->store->ops->get(s->store, v, NULL, value);

	const char *text = arena_strdup(s->rt.temp, value);

	free(value);
	*out = strlen(text);
	return text;
}
