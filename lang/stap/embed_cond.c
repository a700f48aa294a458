/*
 * embed_cond.c - embedded C: the preprocessor's lines, and the tokens that are left of a block
 *
 * #include has no effect. Conditions know LINUX_VERSION_CODE, KERNEL_VERSION(), defined(), what
 * was defined, the machine and how the kernel was configured; what nobody defined is 0.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include "lang/stap/consts.h"
#include "lang/stap/embed.h"
#include "lib/kconfig.h"

enum { DEEPEST = 200 };

int64_t c_version_code(const struct compile *c)
{
	struct utsname u;
	unsigned a = 0, b = 0, d = 0;

	if (!c->release && uname(&u))
		return 0;
	if (sscanf(c->release ? c->release : u.release, "%u.%u.%u", &a, &b, &d) < 2)
		return 0;
	return (a << 16) + (b << 8) + (d > 255 ? 255 : d);
}

static const char *machine(const struct compile *c)
{
	struct utsname u;
	const char *name = c->machine ? c->machine : uname(&u) ? "" : u.machine;

	return arena_printf(c->arena, "__%s__", name);
}

/* CONFIG_X: y is 1, and m is 1 of CONFIG_X_MODULE */
static const char *configured(const struct c_parser *c, const char *name)
{
	/* where the kernel's configuration is not known: what every kernel has that runs our programs on such machines */
	static const char *const always[] = { "CONFIG_SMP", "CONFIG_64BIT", "CONFIG_MMU", "CONFIG_NET", "CONFIG_INET", "CONFIG_BPF",
					      "CONFIG_PERF_EVENTS", "CONFIG_MODULES", "CONFIG_BLOCK", "CONFIG_PROC_FS" };
	const char *value = kconfig_get(c->p->arena, name);
	size_t n = strlen(name);

	if (!strcmp(value, "y"))
		return "1";
	if (*value)
		return strcmp(value, "m") ? value : NULL;
	if (n > 7 && !strcmp(name + n - 7, "_MODULE"))
		return strcmp(kconfig_get(c->p->arena, arena_strndup(c->p->arena, name, n - 7)), "m") ? NULL : "1";
	for (size_t i = 0; i < sizeof(always) / sizeof(*always); i++)
		if (!strcmp(always[i], name) && !*kconfig_get(c->p->arena, "CONFIG_BPF_SYSCALL"))
			return "1";
	return NULL;
}

const char *c_predefined(const struct c_parser *c, const char *name)
{
	static const char *const ones[] = { "__KERNEL__", "MODULE", "__LP64__", "_LP64", "__linux__", "__STDC__", "KBUILD_MODNAME",
					    "__GNUC__", "LINUX_VERSION_CODE", "KERNEL_VERSION" };

	if (!strncmp(name, "CONFIG_", 7))
		return configured(c, name);
	for (size_t i = 0; i < sizeof(ones) / sizeof(*ones); i++)
		if (!strcmp(ones[i], name))
			return "1";
	return strcmp(name, machine(c->p->c)) ? NULL : "1";
}

struct cond {
	const struct c_tok *t;
	size_t n, pos;
	const struct c_parser *c;
	unsigned depth;
};

static bool cond_is(const struct cond *k, const char *op)
{
	return k->pos < k->n && k->t[k->pos].kind != C_STRING && !strcmp(k->t[k->pos].text, op);
}

static bool cond_take(struct cond *k, const char *op)
{
	bool ret = cond_is(k, op);

	k->pos += ret;
	return ret;
}

static int64_t cond_value(struct cond *k, unsigned level);

bool c_is_enabled(const struct c_parser *c, const char *how, const char *name)
{
	const char *module = arena_printf(c->p->arena, "%s_MODULE", name);

	return (strcmp(how, "IS_MODULE") != 0 && c_predefined(c, name)) ||
	       (strcmp(how, "IS_BUILTIN") != 0 && c_predefined(c, module));
}

/* the name behind defined, with or without parentheses */
static const char *cond_named(struct cond *k)
{
	bool paren = cond_take(k, "(");
	const char *name = k->pos < k->n ? k->t[k->pos++].text : "";

	if (paren)
		cond_take(k, ")");
	return name;
}

static bool is_defined(const struct c_parser *c, const char *name)
{
	int64_t n;

	return c_macro(c->unit, name) || c_predefined(c, name) || stap_const(name, &n);
}

static int64_t cond_name(struct cond *k, const char *name)
{
	int64_t part[3] = { 0 }, n;
	const char *text = c_predefined(k->c, name);

	if (!strcmp(name, "LINUX_VERSION_CODE"))
		return c_version_code(k->c->p->c);
	if (!strcmp(name, "defined"))
		return is_defined(k->c, cond_named(k));
	if (!strcmp(name, "IS_ENABLED") || !strcmp(name, "IS_BUILTIN") || !strcmp(name, "IS_MODULE"))
		return c_is_enabled(k->c, name, cond_named(k));
	if (text && strcmp(name, "KERNEL_VERSION") != 0)
		return strtoll(text, NULL, 0);
	if (stap_const(name, &n))
		return n;
	if (strcmp(name, "KERNEL_VERSION") != 0 || !cond_take(k, "("))
		return 0;
	for (int i = 0; i < 3; i++) {
		part[i] = cond_value(k, 0);
		cond_take(k, i < 2 ? "," : ")");
	}
	return (part[0] << 16) + (part[1] << 8) + (part[2] > 255 ? 255 : part[2]);
}

static int64_t cond_primary(struct cond *k)
{
	int64_t v;

	if (++k->depth > DEEPEST)	/* in all: no condition is that long */
		return 0;
	if (cond_take(k, "!"))
		return !cond_primary(k);
	if (cond_take(k, "-"))
		return -cond_primary(k);
	if (cond_take(k, "(")) {
		v = cond_value(k, 0);
		cond_take(k, ")");
		return v;
	}
	if (k->pos >= k->n)
		return 0;
	const struct c_tok *t = &k->t[k->pos++];

	return t->kind == C_NUMBER ? t->num : t->kind == C_NAME ? cond_name(k, t->text) : 0;
}

static int64_t cond_apply(const char *op, int64_t a, int64_t b)
{
	switch (op[0]) {
	case '|': return a || b;
	case '&': return a && b;
	case '=': return a == b;
	case '!': return a != b;
	case '<': return op[1] ? a <= b : a < b;
	case '>': return op[1] ? a >= b : a > b;
	case '+': return (int64_t)((uint64_t)a + (uint64_t)b);
	}
	return (int64_t)((uint64_t)a - (uint64_t)b);
}

static int64_t cond_value(struct cond *k, unsigned level)
{
	static const char *const ops[][5] = { { "||" }, { "&&" }, { "==", "!=" }, { "<=", ">=", "<", ">" }, { "+", "-" } };

	if (level == sizeof(ops) / sizeof(*ops))
		return cond_primary(k);
	int64_t v = cond_value(k, level + 1);

	for (size_t i = 0; i < 5 && ops[level][i]; i++) {
		if (!cond_take(k, ops[level][i]))
			continue;
		v = cond_apply(ops[level][i], v, cond_value(k, level + 1));
		i = (size_t)-1;
	}
	return v;
}

struct directives {
	bool taken[32], live[32];	/* by depth: a branch was taken; this one is */
	unsigned depth;
};

static bool is_live(const struct directives *d)
{
	for (unsigned i = 0; i < d->depth; i++)
		if (!d->live[i])
			return false;
	return true;
}

static bool holds(struct c_parser *c, struct c_text *x, const char *word)
{
	struct c_toks line = { 0 }, full = { 0 };

	for (c_skip(x, true); x->s < x->end && *x->s != '\n'; c_skip(x, true))
		vec_push(c->p->arena, &line.v, c_next(c, x));
	if (!strcmp(word, "ifdef") || !strcmp(word, "ifndef"))
		return line.v.n && is_defined(c, line.v.v[0].text) == (word[2] == 'd');

	/* what stands behind defined is a name, not what it is defined as */
	for (size_t i = 0; i < line.v.n; i++) {
		bool name = line.v.v[i].kind == C_NAME && !strcmp(line.v.v[i].text, "defined");

		if (name)
			for (; i < line.v.n && strcmp(line.v.v[i].text, ")") != 0 &&
			     (line.v.v[i].kind != C_NAME || !strcmp(line.v.v[i].text, "defined")); i++)
				vec_push(c->p->arena, &full.v, line.v.v[i]);
		if (i < line.v.n)
			c_expand(c, &line.v.v[i], name ? 0 : 1, &full);
		if (name && i < line.v.n)
			vec_push(c->p->arena, &full.v, line.v.v[i]);
	}
	struct cond k = { full.v.v, full.v.n, 0, c, 0 };

	return cond_value(&k, 0);
}

static void directive(struct c_parser *c, struct c_text *x, struct directives *d)
{
	c_skip(x, true);
	const char *word = c_next(c, x).text;
	bool was_live = is_live(d);

	if (word && !strncmp(word, "if", 2) && d->depth < 32) {
		bool on = holds(c, x, word);

		d->live[d->depth] = d->taken[d->depth] = on;
		d->depth++;
	} else if (word && d->depth && (!strcmp(word, "else") || !strcmp(word, "elif"))) {
		bool *taken = &d->taken[d->depth - 1];

		d->live[d->depth - 1] = !*taken && (!strcmp(word, "else") || holds(c, x, word));
		*taken |= d->live[d->depth - 1];
	} else if (word && d->depth && !strcmp(word, "endif")) {
		d->depth--;
	} else if (word && was_live && !strcmp(word, "define")) {
		c_define(c, x);
	} else if (word && was_live && !strcmp(word, "include")) {
		c->unit->includes = true;
	} else if (word && was_live && !strcmp(word, "undef")) {
		c_skip(x, true);

		struct c_macro *m = c_macro(c->unit, c_next(c, x).text);

		if (m)
			m->name = "";
	}
	while (x->s < x->end && *x->s != '\n')	/* the rest of the line, and #include, #pragma, #error ... */
		x->s += c_at_nl_escape(x) ? 2 : 1;
}

/* __attribute__((...)) and __extension__ say nothing here; of a structure, packed does */
static void drop_attributes(struct c_toks *toks, struct arena *a)
{
	struct c_toks kept = { 0 };

	for (size_t i = 0; i < toks->v.n; i++) {
		const struct c_tok *t = &toks->v.v[i];
		bool attribute = t->kind == C_NAME && (!strcmp(t->text, "__attribute__") || !strcmp(t->text, "__attribute"));
		unsigned depth = 0;

		if (t->kind == C_NAME && !strcmp(t->text, "__extension__"))
			continue;
		if (!attribute) {
			vec_push(a, &kept.v, *t);
			continue;
		}
		while (++i < toks->v.n) {
			const char *text = toks->v.v[i].text;

			depth += !strcmp(text, "(");
			depth -= !strcmp(text, ")");
			if (!strcmp(text, "packed") || !strcmp(text, "__packed__")) {
				vec_push(a, &kept.v, toks->v.v[i]);
				vec_last(&kept.v).text = "__packed";
			}
			if (!depth)
				break;
		}
	}
	*toks = kept;
}

bool c_tokens(struct c_parser *c, struct c_toks *ret)
{
	struct c_text x = { c->block->text, c->block->text, c->block->text + c->block->len };
	struct directives d = { .depth = 0 };
	struct c_toks raw = { 0 };
	bool fresh = true;

	for (;;) {
		const char *from = x.s;

		c_skip(&x, false);
		fresh |= memchr(from, '\n', (size_t)(x.s - from)) != NULL;
		if (x.s >= x.end)
			break;
		if (*x.s == '#' && fresh) {
			c_expand(c, raw.v.v, raw.v.n, ret);	/* by what is defined up to here */
			raw.v.n = 0;
			x.s++;
			directive(c, &x, &d);
			continue;
		}
		fresh = false;
		struct c_tok t = c_next(c, &x);

		if (is_live(&d))
			vec_push(c->p->arena, &raw.v, t);
	}
	c_expand(c, raw.v.v, raw.v.n, ret);
	drop_attributes(ret, c->p->arena);
	return !c->why;
}
