/*
 * text.c - probes whose handlers get a text from the session or leave one: procfs, input
 *
 * The text is one hidden global of the program: handlers run here, one after the other. What they make may be longer
 * than a string: it comes in pieces (lang/stap/lower_made.c).
 */
#include <string.h>
#include "bpf/session_int.h"

void session_fire_text(struct session *s, const struct probe *p, const char *in, size_t len, struct buf *out)
{
	const struct var *v = s->prog->text;
	size_t room = v ? type_strip(v->type)->size : 1, size = v ? v->value_size : 1;
	char *value = xcalloc(1, size + 1);
	struct buf made = BUF_INIT;

	if (v) {
		memcpy(value, in ? in : "", in ? (len < room - 1 ? len : room - 1) : 0);
		s->store->ops->set(s->store, v, NULL, value);
	}
	free(value);
	s->rt.text = out ? &made : NULL;
	s->rt.text_room = p->text_room ? p->text_room : room - 1;
	session_fire(s, p);
	session_pass(s);
	s->rt.text = NULL;
	if (out)
		buf_add(out, made.s, made.len);
	buf_fini(&made);
}
