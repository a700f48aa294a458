/*
 * cond.c - the conditions of SystemTap's preprocessor: what stands between %( and %?
 *
 * Comparisons joined by && and ||, of tokens in which the macros are expanded. && binds tighter; there are
 * no parentheses.
 * Semantics: stap(1), PREPROCESSING.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include "lang/front.h"
#include "lang/stap/lex.h"
#include "lang/stap/tapset.h"
#include "lib/glob.h"
#include "lib/kconfig.h"

void stap_unexpected(struct compile *c, const struct tok *t, const char *what)
{
	if (t->kind != TK_JUNK)
		diag_error(c->diag, t->span, ERR_STAP_PARSE, "%s, found %s", what, tok_str(c, t));
	else if (t->later)
		diag_error(c->diag, t->span, t->tag, "%s", t->later);
}

/* what may stand on the left decides what may stand on the right, and which operators fit */
enum operand_kind {
	O_NUM, O_STR,		/* with their like only, in any order */
	O_VERSION,		/* kernel_v, kernel_vr, systemtap_v: with strings, ordered as versions; patterns */
	O_WORD,			/* arch, runtime, systemtap_privilege: equal to a pattern, or not */
	O_GURU,			/* guru_mode: 0 or 1, or not */
	O_CONFIG,		/* CONFIG_X: equal to a pattern or not; a number in any order; another CONFIG_Y */
};

struct operand {
	enum operand_kind kind;
	const struct tok *at;
	int64_t num;
	const char *str;
};

static const char *kernel_vr(struct compile *c)
{
	struct utsname u;

	if (c->release)
		return c->release;
	return uname(&u) == 0 ? arena_strdup(c->arena, u.release) : "";
}

static const char *kernel_v(struct compile *c)
{
	const char *vr = kernel_vr(c);

	return arena_strndup(c->arena, vr, strcspn(vr, "-"));
}

/* the kernel's folder for a machine, where it has another name than uname's */
const char *stap_arch(const char *machine)
{
	static const char *const names[][2] = {
		{ "aarch64*", "arm64" }, { "armv*", "arm" }, { "i?86", "i386" }, { "ppc*", "powerpc" }, { "riscv*", "riscv" },
		{ "s390*", "s390" }, { "mips*", "mips" }, { "amd64", "x86_64" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (glob_match(names[i][0], machine))
			return names[i][1];
	return machine;
}

static const char *arch(struct compile *c)
{
	struct utsname u;

	if (c->machine)
		return stap_arch(c->machine);
	return uname(&u) ? "" : arena_strdup(c->arena, stap_arch(u.machine));
}

/* scripts ask in order to leave out what SystemTap's own BPF back end lacks; it is here */
static const char *runtime(struct compile *c)
{
	return c->runtime ? c->runtime : "kernel";
}

static const char *text_version(struct compile *c)
{
	return c->compatible ? c->compatible : "5.6";
}

static const char *text_privilege(struct compile *c)
{
	return c->privilege ? c->privilege : "stapdev";
}

static const struct {
	const char *name;
	const char *(*value)(struct compile *);
	enum operand_kind kind;
} cond_words[] = {
	{ "arch", arch, O_WORD },
	{ "kernel_v", kernel_v, O_VERSION },
	{ "kernel_vr", kernel_vr, O_VERSION },
	{ "runtime", runtime, O_WORD },
	{ "systemtap_privilege", text_privilege, O_WORD },
	{ "systemtap_v", text_version, O_VERSION },
};

static bool cond_fail(struct compile *c, const struct tok *at, const char *what)
{
	if (at->kind == TK_JUNK)
		stap_unexpected(c, at, NULL);
	else
		diag_error(c->diag, at->span, ERR_STAP_PARSE, "%s", what);
	return false;
}

static bool cond_ident(struct compile *c, struct operand *o)
{
	const char *name = o->at->text;

	o->kind = O_GURU;
	o->num = c->guru;
	if (!strcmp(name, "guru_mode"))
		return true;
	for (size_t i = 0; i < sizeof(cond_words) / sizeof(cond_words[0]); i++)
		if (!strcmp(name, cond_words[i].name)) {
			o->kind = cond_words[i].kind;
			o->str = cond_words[i].value(c);
			return true;
		}
	o->kind = O_CONFIG;
	o->str = strncmp(name, "CONFIG_", 7) ? NULL : kconfig_get(c->arena, name);
	return o->str || cond_fail(c, o->at, "expected 'arch' or 'kernel_v' or 'kernel_vr' or 'CONFIG_...' "
				   "or comparison between strings or integers");
}

static bool cond_operand(struct compile *c, const struct toks *in, size_t *i, struct operand *o)
{
	bool neg = *i + 1 < in->v.n && in->v.v[*i].kind == TK_MINUS && in->v.v[*i + 1].kind == TK_NUM;

	*i += neg;
	if (*i >= in->v.n)
		return false;
	const struct tok *t = &in->v.v[(*i)++];

	*o = (struct operand){ .at = t, .str = t->text, .num = neg ? (int64_t)(0 - (uint64_t)t->num) : t->num };
	if (t->kind == TK_IDENT)
		return cond_ident(c, o);
	o->kind = t->kind == TK_NUM ? O_NUM : O_STR;
	return t->kind == TK_NUM || t->kind == TK_STR ||
	       cond_fail(c, t, "expected 'arch' or 'kernel_v' or 'kernel_vr' or 'CONFIG_...' "
			 "or comparison between strings or integers");
}

static bool is_ordering(const struct tok *op)
{
	return op->kind == TK_LT || op->kind == TK_LE || op->kind == TK_GT || op->kind == TK_GE;
}

static bool is_equality(const struct tok *op)
{
	return op->kind == TK_EQ || op->kind == TK_NE;
}

static bool in_order(const struct tok *op, int64_t order)
{
	return op->kind == TK_EQ ? order == 0 : op->kind == TK_NE ? order != 0 : op->kind == TK_LT ? order < 0 :
	       op->kind == TK_LE ? order <= 0 : op->kind == TK_GT ? order > 0 : order >= 0;
}

static bool by_number(const struct tok *op, int64_t a, int64_t b)
{
	return in_order(op, a < b ? -1 : a > b);
}

static bool by_pattern(const struct tok *op, const struct operand *a, const struct operand *b)
{
	return in_order(op, strcmp(a->str, b->str) && !glob_match(b->str, a->str));
}

/* the value of an option that is not set is 0 */
static bool config_number(const struct operand *o, int64_t *ret)
{
	char *end;

	*ret = strtoll(o->str, &end, 0);
	return !*end;
}

/* what is wrong with the two and the operator between them; NULL: nothing. *at: where */
static const char *cond_misfit(const struct operand *a, const struct tok *op, const struct operand *b,
			       const struct tok **at)
{
	bool equality = a->kind == O_WORD || a->kind == O_GURU || (a->kind == O_CONFIG && b->kind == O_STR);
	int64_t n;

	*at = b->at;
	if ((a->kind == O_VERSION || a->kind == O_WORD) && b->kind != O_STR)
		return "expected string literal";
	if (a->kind == O_GURU && b->kind != O_NUM)
		return "expected number";
	if (a->kind == O_STR && b->kind != O_STR)
		return "expected string literal as right value";
	if (a->kind == O_NUM && b->kind != O_NUM)
		return "expected number literal as right value";
	if (a->kind == O_CONFIG && b->kind != O_NUM && b->kind != O_STR && b->kind != O_CONFIG)
		return "expected string, number literal or other CONFIG_... as right side operand";
	*at = a->at;
	if (a->kind == O_CONFIG && b->kind == O_NUM && !config_number(a, &n))
		return "Config option value not a number";
	*at = op;
	if (a->kind == O_GURU && b->num != 0 && b->num != 1)
		return "expected '0' or '1'";
	if (equality && !is_equality(op))
		return "expected '==' or '!='";
	if (!is_equality(op) && !is_ordering(op))
		return "expected comparison operator";
	if (a->kind == O_VERSION && is_ordering(op) && strpbrk(b->str, "*?["))
		return "wildcard not allowed with order comparison operators";
	return NULL;
}

static bool cond_holds(const struct operand *a, const struct tok *op, const struct operand *b)
{
	int64_t x, y;

	switch (a->kind) {
	case O_NUM: case O_GURU:
		return by_number(op, a->num, b->num);
	case O_STR:
		return in_order(op, strcmp(a->str, b->str));
	case O_VERSION:
		return is_equality(op) ? by_pattern(op, a, b) : in_order(op, strverscmp(a->str, b->str));
	case O_WORD:
		return by_pattern(op, a, b);
	case O_CONFIG:
		break;
	}
	if (b->kind == O_STR)
		return by_pattern(op, a, b);
	y = b->num;
	if (config_number(a, &x) && (b->kind == O_NUM || config_number(b, &y)))
		return by_number(op, x, y);
	return in_order(op, strcmp(a->str, b->str));
}

/* operand OP operand; false with *ok cleared, after reporting unless something is missing */
static bool cond_comparison(struct compile *c, const struct toks *in, size_t *i, bool *ok)
{
	struct operand a, b;
	const struct tok *at;

	*ok = false;
	if (!cond_operand(c, in, i, &a) || *i >= in->v.n)
		return false;
	const struct tok *op = &in->v.v[(*i)++];

	if (!cond_operand(c, in, i, &b))
		return false;
	const char *wrong = cond_misfit(&a, op, &b, &at);

	if (wrong)
		return cond_fail(c, at, wrong);
	*ok = true;
	return cond_holds(&a, op, &b);
}

bool stap_condition(struct compile *c, const struct toks *cond, const struct tok *at)
{
	bool any = false, all = true, ok;
	unsigned errors = c->diag->errors;

	for (size_t i = 0; ;) {
		all &= cond_comparison(c, cond, &i, &ok);
		if (!ok) {
			if (errors == c->diag->errors)
				diag_error(c->diag, at->span, ERR_STAP_PARSE,
					   "incomplete condition after '%%('");
			return false;
		}
		if (i >= cond->v.n)
			return any || all;
		if (cond->v.v[i].kind == TK_OROR) {
			any |= all;
			all = true;
		} else if (cond->v.v[i].kind != TK_ANDAND) {
			stap_unexpected(c, &cond->v.v[i], "expected '%?' marker for conditional");
			return false;
		}
		i++;
	}
}
