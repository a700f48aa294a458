/*
 * override.c - initial values of globals given on the command line (SystemTap -G; staprun VAR=VALUE)
 *
 * They are stored into the loaded program, so that the object stays the same for all values.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "bpf/session_int.h"
#include "lib/arena.h"

static const struct var *find_global(const struct session *s, const char *name, size_t n)
{
	for (size_t i = 0; i < s->prog->vars.n; i++) {
		const struct var *v = s->prog->vars.v[i];

		if (v->storage == V_GLOBAL && !v->keys.n && v->type->kind != TY_STAT && !v->hidden &&
		    strlen(v->name) == n && !strncmp(v->name, name, n))
			return v;
	}
	return NULL;
}

int session_override(struct session *s, const char *setting)
{
	size_t n = strcspn(setting, "=");
	const struct var *v = find_global(s, setting, n);
	const char *text = setting[n] ? setting + n + 1 : "";
	char *end;

	if (!v)
		return 0;

	char *value = xcalloc(1, v->value_size + 1);

	if (type_is_string(v->type)) {
		size_t most = type_strip(v->type)->size - 1, len = strlen(text);

		memcpy(value, text, len < most ? len : most);
	} else {
		errno = 0;

		int64_t number = (int64_t)strtoll(text, &end, 0);

		if (!*text || *end || errno) {
			free(value);
			return -EINVAL;
		}
		memcpy(value, &number, sizeof(number));
	}
	s->store->ops->set(s->store, v, NULL, value);
	free(value);
	return 0;
}
