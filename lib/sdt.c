/*
 * sdt.c - see sdt.h
 */
#include <ctype.h>
#include <string.h>
#include "lib/elf.h"
#include "lib/sdt.h"

/* ---- notes ---- */

enum { NOTE_STAPSDT = 3 };

struct cursor { const uint8_t *p; size_t left; };

static bool take(struct cursor *c, void *to, size_t n)
{
	if (n > c->left)
		return false;
	if (to)
		memcpy(to, c->p, n);
	c->p += n;
	c->left -= n;
	return true;
}

static const char *take_string(struct cursor *c)
{
	const char *s = (const char *)c->p;
	size_t n = strnlen(s, c->left);

	return n < c->left && take(c, NULL, n + 1) ? s : NULL;
}

static bool read_desc(struct cursor c, uint64_t base, struct sdt_note *ret)
{
	uint64_t words[3];		/* address, base when it was linked, semaphore */

	if (!take(&c, words, sizeof(words)))
		return false;
	ret->provider = take_string(&c);
	ret->name = ret->provider ? take_string(&c) : NULL;
	if (!ret->name || !*ret->name)
		return false;
	ret->args = take_string(&c);
	if (!ret->args)
		ret->args = "";

	uint64_t moved = base && words[1] ? base - words[1] : 0;

	ret->addr = words[0] + moved;
	ret->semaphore = words[2] ? words[2] + moved : 0;
	return true;
}

void sdt_parse(const uint8_t *bytes, size_t size, uint64_t base, struct sdt_notes *ret)
{
	struct cursor c = { bytes, size };
	uint32_t head[3];		/* sizes of owner and description, type */

	while (take(&c, head, sizeof(head))) {
		struct cursor owner = c, desc;
		struct sdt_note n;
		uint64_t owner_size = ((uint64_t)head[0] + 3) & ~3ull, desc_size = ((uint64_t)head[1] + 3) & ~3ull;

		if (owner_size > c.left || !take(&c, NULL, owner_size) || head[1] > c.left)
			return;
		desc = (struct cursor){ c.p, head[1] };
		if (head[2] == NOTE_STAPSDT && head[0] == sizeof("stapsdt") &&
		    !memcmp(owner.p, "stapsdt", sizeof("stapsdt")) && read_desc(desc, base, &n))
			vec_push(NULL, &ret->list, n);
		if (!take(&c, NULL, desc_size))
			return;
	}
}

void sdt_read(struct elf_file *f, struct sdt_notes *ret)
{
	uint64_t base = 0, addr;
	size_t size;
	const uint8_t *bytes = elf_section(f, ".note.stapsdt", &size, &addr);

	if (!bytes)
		return;
	elf_section(f, ".stapsdt.base", &(size_t){ 0 }, &base);
	sdt_parse(bytes, size, base, ret);
}

/* "provider P { probe N(": what stands before the arguments, or NULL */
static const char *behind(const char *text, const char *word)
{
	size_t n = strlen(word);

	return text && !strncmp(text, word, n) ? text + n : NULL;
}

const char *sdt_definition(struct elf_file *f, const char *provider, const char *name)
{
	struct cursor c = { 0 };
	const char *text;

	c.p = elf_section(f, ".sonde.usdt", &c.left, &(uint64_t){ 0 });
	if (!c.p)
		return NULL;
	while ((text = take_string(&c))) {
		const char *p = behind(behind(behind(behind(text, "provider "), provider), " { probe "), name);

		if (p && *p == '(')
			return text;
	}
	return NULL;
}

const char *sdt_stability(struct elf_file *f, const char *provider)
{
	struct cursor c = { 0 };
	const char *text;

	c.p = elf_section(f, ".sonde.usdt", &c.left, &(uint64_t){ 0 });
	while (c.p && (text = take_string(&c))) {
		const char *p = behind(behind(text, "stability "), provider);

		if (p && *p == ' ')
			return p;
	}
	return NULL;
}

void sdt_fini(struct sdt_notes *n)
{
	vec_fini(&n->list);
}

/* ---- arguments ---- */

struct reg_row { const char *name, *member; unsigned size; bool high; };

/* of x86-64; names of the members are those of struct pt_regs */
static const struct reg_row regs[] = {
	{ "rax", "ax", 8 }, { "eax", "ax", 4 }, { "ax", "ax", 2 }, { "al", "ax", 1 }, { "ah", "ax", 1, true },
	{ "rbx", "bx", 8 }, { "ebx", "bx", 4 }, { "bx", "bx", 2 }, { "bl", "bx", 1 }, { "bh", "bx", 1, true },
	{ "rcx", "cx", 8 }, { "ecx", "cx", 4 }, { "cx", "cx", 2 }, { "cl", "cx", 1 }, { "ch", "cx", 1, true },
	{ "rdx", "dx", 8 }, { "edx", "dx", 4 }, { "dx", "dx", 2 }, { "dl", "dx", 1 }, { "dh", "dx", 1, true },
	{ "rsi", "si", 8 }, { "esi", "si", 4 }, { "si", "si", 2 }, { "sil", "si", 1 },
	{ "rdi", "di", 8 }, { "edi", "di", 4 }, { "di", "di", 2 }, { "dil", "di", 1 },
	{ "rbp", "bp", 8 }, { "ebp", "bp", 4 }, { "bp", "bp", 2 }, { "bpl", "bp", 1 },
	{ "rsp", "sp", 8 }, { "esp", "sp", 4 }, { "sp", "sp", 2 }, { "spl", "sp", 1 },
	{ "rip", "ip", 8 }, { "eip", "ip", 4 },
#define NUMBERED(r) { r, r, 8 }, { r "d", r, 4 }, { r "w", r, 2 }, { r "b", r, 1 }
	NUMBERED("r8"), NUMBERED("r9"), NUMBERED("r10"), NUMBERED("r11"),
	NUMBERED("r12"), NUMBERED("r13"), NUMBERED("r14"), NUMBERED("r15"),
#undef NUMBERED
};

/* "%rdi"; *p moves behind it */
static const struct reg_row *parse_reg(const char **p)
{
	const char *s = *p + 1;
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789");

	if (**p != '%')
		return NULL;
	for (size_t i = 0; i < sizeof(regs) / sizeof(*regs); i++) {
		if (strlen(regs[i].name) != n || memcmp(regs[i].name, s, n))
			continue;
		*p = s + n;
		return &regs[i];
	}
	return NULL;
}

static bool is_symbol_char(char c)
{
	return isalnum((unsigned char)c) || (c && strchr("_.$@", c));
}

/* a sum of numbers and at most one symbol: "8", "-8", "table+16", "16+table" */
static bool parse_sum(const char **p, struct sdt_arg *a)
{
	const char *s = *p;

	for (;;) {
		bool minus = *s == '-';

		s += *s == '-' || *s == '+';
		if (isdigit((unsigned char)*s)) {
			char *end;
			uint64_t n = strtoull(s, &end, 0);

			a->value = (int64_t)(minus ? (uint64_t)a->value - n : (uint64_t)a->value + n);
			s = end;
		} else {
			size_t n = 0;

			while (is_symbol_char(s[n]))
				n++;
			if (!n || minus || a->symbol_len)
				return false;
			a->symbol = s;
			a->symbol_len = n;
			a->is_rip = true;
			s += n;
		}
		if (*s != '+' && *s != '-')
			break;
	}
	*p = s;
	return true;
}

/* "(base, index, scale)", each of them optional */
static bool parse_address(const char **p, struct sdt_arg *a)
{
	const struct reg_row *r;
	const char *s = *p + 1;

	if (*s == '%') {
		r = parse_reg(&s);
		if (!r)
			return false;
		if (!strcmp(r->member, "ip"))
			a->is_rip = true;
		else
			a->base = r->member;
	}
	a->scale = 1;
	if (*s == ',') {
		s += 1 + strspn(s + 1, " ");
		if (*s == '%') {
			r = parse_reg(&s);
			if (!r)
				return false;
			a->index = r->member;
		}
		if (*s == ',') {
			char *end;

			a->scale = (unsigned)strtoul(s + 1, &end, 10);
			s = end;
		}
	}
	*p = s + 1;
	return *s == ')' && a->scale && a->scale <= 8;
}

static bool parse_operand(const char *s, struct sdt_arg *a)
{
	const struct reg_row *r;

	if (*s == '$') {
		s++;
		a->kind = SDT_CONST;
		return parse_sum(&s, a) && !*s;
	}
	if (*s == '%') {
		r = parse_reg(&s);
		if (!r || *s)
			return false;
		a->kind = SDT_REG;
		a->base = r->member;
		a->high = r->high;
		if (!a->size)
			a->size = r->size;
		return true;
	}
	a->kind = SDT_MEM;
	if (*s != '(' && !parse_sum(&s, a))
		return false;
	if (*s == '(' && !parse_address(&s, a))
		return false;
	return !*s;
}

/* "-4@%edi": size and signedness in front, both may be missing */
static void parse_arg(const char *text, size_t n, struct sdt_arg *a)
{
	char copy[128];
	const char *s = copy, *at;
	size_t cut;

	*a = (struct sdt_arg){ 0 };
	if (n >= sizeof(copy))
		return;
	memcpy(copy, text, n);
	copy[n] = 0;
	at = strchr(copy, '@');
	if (at && (isdigit((unsigned char)*copy) || (*copy == '-' && isdigit((unsigned char)copy[1])))) {
		char *end;
		long size = strtol(copy, &end, 10);

		if (end != at)		/* "8f@": floating point */
			return;
		a->is_signed = size < 0;
		a->size = (unsigned)(size < 0 ? 0 - (unsigned long)size : (unsigned long)size);
		if (a->size != 1 && a->size != 2 && a->size != 4 && a->size != 8)
			return;
		s = at + 1;
	}
	if (!parse_operand(s, a)) {
		*a = (struct sdt_arg){ 0 };
		return;
	}
	if (!a->size) {
		a->size = 8;
		a->is_signed = true;
	}
	/* the copy goes away: the symbol is the same bytes of the text */
	cut = a->symbol ? (size_t)(a->symbol - copy) : 0;
	a->symbol = a->symbol ? text + cut : NULL;
}

unsigned sdt_parse_args(const char *text, struct sdt_arg ret[SDT_ARGS])
{
	unsigned n = 0;

	for (const char *s = text + strspn(text, " "); *s && n < SDT_ARGS; s += strspn(s, " ")) {
		size_t len = 0;
		int depth = 0;

		while (s[len] && (s[len] != ' ' || depth > 0)) {
			depth += (s[len] == '(') - (s[len] == ')');
			len++;
		}
		parse_arg(s, len, &ret[n++]);
		s += len;
	}
	return n;
}
