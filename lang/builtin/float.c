/*
 * float.c - SystemTap's floating point: numbers of 64 bits that are read as IEEE 754
 *
 * User space only: in a kernel handler what is to be printed is computed when it is printed.
 */
#include <math.h>
#include <stdlib.h>
#include "lang/builtin/body.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

static double fp(const struct value *v)
{
	double d;

	memcpy(&d, &v->i, sizeof(d));
	return d;
}

static int give(const struct expr *call, struct value *ret, double d)
{
	int64_t bits;

	memcpy(&bits, &d, sizeof(bits));
	return body_int(call, ret, bits);
}

USER(user_fp32)
{
	uint32_t bits = (uint32_t)args[0].i;
	float f;

	memcpy(&f, &bits, sizeof(f));
	return give(call, ret, (double)f);
}

USER(user_fp_add) { return give(call, ret, fp(&args[0]) + fp(&args[1])); }
USER(user_fp_sub) { return give(call, ret, fp(&args[0]) - fp(&args[1])); }
USER(user_fp_mul) { return give(call, ret, fp(&args[0]) * fp(&args[1])); }
USER(user_fp_div) { return give(call, ret, fp(&args[0]) / fp(&args[1])); }
USER(user_fp_rem) { return give(call, ret, remainder(fp(&args[0]), fp(&args[1]))); }
USER(user_fp_sqrt) { return give(call, ret, sqrt(fp(&args[0]))); }
USER(user_fp_eq) { return body_int(call, ret, fp(&args[0]) == fp(&args[1])); }
USER(user_fp_lt) { return body_int(call, ret, fp(&args[0]) < fp(&args[1])); }
USER(user_fp_le) { return body_int(call, ret, fp(&args[0]) <= fp(&args[1])); }
USER(user_long_to_fp) { return give(call, ret, (double)args[0].i); }

/* how: 0 to the nearest, even; 1 towards 0; 2 down; 3 up; 4 to the nearest, away from 0 */
USER(user_fp_to_long)
{
	double d = fp(&args[0]);

	switch (body_nargs(call) > 1 ? args[1].i : 1) {
	case 0: d = rint(d); break;
	case 2: d = floor(d); break;
	case 3: d = ceil(d); break;
	case 4: d = round(d); break;
	}
	if (!(d > -9223372036854775808.0))
		return body_int(call, ret, INT64_MIN);
	return body_int(call, ret, d >= 9223372036854775808.0 ? INT64_MAX : (int64_t)d);
}

USER(user_string_to_fp)
{
	char text[128] = "";

	memcpy(text, args[0].p, args[0].len < sizeof(text) ? args[0].len : sizeof(text) - 1);
	return give(call, ret, strtod(text, NULL));
}

USER(user_fp_to_string)
{
	char text[512];
	int prec = args[1].i < 0 ? 0 : args[1].i > 20 ? 20 : (int)args[1].i;
	int n = snprintf(text, sizeof(text), "%.*f", prec, fp(&args[0]));

	return body_string(rt, call, ret, text, (size_t)n);
}

#define PAIR(name, body, what) { name, LANG_STAP, "long (long, long)", NULL, body, 0, what " of two floating-point numbers" }

const struct builtin builtins_float[] = {
	{ "fp32_to_fp64", LANG_STAP, "long (long)", NULL, user_fp32, 0, "a floating-point number of 32 bits as one of 64" },
	PAIR("fp_add", user_fp_add, "sum"), PAIR("fp_sub", user_fp_sub, "difference"),
	PAIR("fp_mul", user_fp_mul, "product"), PAIR("fp_div", user_fp_div, "quotient"),
	PAIR("fp_rem", user_fp_rem, "remainder"), PAIR("fp_eq", user_fp_eq, "equality"),
	PAIR("fp_lt", user_fp_lt, "less-than"), PAIR("fp_le", user_fp_le, "less-or-equal"),
	{ "fp_sqrt", LANG_STAP, "long (long)", NULL, user_fp_sqrt, 0, "square root of a floating-point number" },
	{ "fp_to_long", LANG_STAP, "long (long, [long], [long])", NULL, user_fp_to_long, 0,
	  "a floating-point number as an integer, rounded as the second argument says" },
	{ "long_to_fp", LANG_STAP, "long (long)", NULL, user_long_to_fp, 0, "an integer as a floating-point number" },
	{ "string_to_fp", LANG_STAP, "long (string)", NULL, user_string_to_fp, 0, "a text as a floating-point number" },
	{ "fp_to_string", LANG_STAP, "string<512> (long, long)", NULL, user_fp_to_string, 0,
	  "a floating-point number as text with n digits behind the point" },
	{ 0 }
};
