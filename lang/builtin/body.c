/*
 * body.c - results of user-space bodies
 */
#include <stdio.h>
#include "lang/builtin/body.h"

int body_string(struct runtime *rt, const struct expr *call, struct value *ret, const char *s, size_t n)
{
	if (type_is_string(call->type) && call->type->size && n >= call->type->size)
		n = call->type->size - 1;
	char *copy = rt_temp(rt, n + 1);

	if (n)
		memcpy(copy, s, n);
	copy[n] = 0;
	*ret = value_string(copy, n);
	ret->type = call->type;
	return FAULT_NONE;
}

int body_write_line(const char *path, const char *level, const char *text, size_t n)
{
	FILE *f = fopen(path, "we");
	int err = FAULT_NONE;

	if (!f || fprintf(f, "%s%.*s\n", level, (int)n, text) < 0)
		err = FAULT_LIBRARY;
	if (f && fclose(f))
		err = FAULT_LIBRARY;
	return err;
}

int body_log(int64_t level, const char *text, size_t n)
{
	char word[16];

	snprintf(word, sizeof(word), "<%d>", (int)(level & 7));
	return body_write_line("/dev/kmsg", word, text, n);
}

int body_null(struct value *ret)
{
	*ret = value_string("", 0);
	ret->is_null = 1;
	return FAULT_NONE;
}

int body_int(const struct expr *call, struct value *ret, int64_t n)
{
	*ret = value_int(value_cut(n, call->type), call->type);
	return FAULT_NONE;
}
