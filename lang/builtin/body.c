/*
 * body.c - results of user-space bodies
 */
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
