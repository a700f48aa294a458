/*
 * ksym.c - /proc/kallsyms as a table sorted by address
 *
 * The text of the file is kept and cut in place: 150,000 names are not worth 150,000 allocations.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/ksym.h"
#include "lib/nameix.h"
#include "lib/vec.h"

/* a function is not longer; beyond this an address is not the symbol's any more */
#define MAX_REACH (1 << 20)

struct ksyms {
	char *text;			/* the file, cut into strings */
	VEC(struct ksym) all;		/* by address, file order among equals */
	VEC(uint32_t) code;		/* rows of all that are text */
	struct nameix index;
	bool  indexed;
};

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* the end of a word, cut there; *p goes on behind it */
static char *cut_word(char **p, const char *end)
{
	char *word = *p, *q = word;

	while (q < end && (unsigned char)*q > ' ')
		q++;
	*p = q < end ? q + 1 : q;
	*q = 0;
	return word;
}

/* "ADDRESS KIND NAME[\t[MODULE]]"; end is the newline's place. False: not of that shape */
static bool parse_line(char *p, char *end, struct ksym *ret)
{
	uint64_t addr = 0;

	for (; p < end && hex_digit(*p) >= 0; p++)
		addr = addr << 4 | hex_digit(*p);
	if (end - p < 4 || p[0] != ' ' || p[2] != ' ')
		return false;
	ret->addr = addr;
	ret->kind = p[1];
	p += 3;
	ret->name = cut_word(&p, end);
	ret->module = "vmlinux";
	if (p < end && *p == '[' && end[-1] == ']') {
		end[-1] = 0;
		ret->module = p + 1;
	}
	return true;
}

static int by_addr(const void *a, const void *b)
{
	const struct ksym *x = a, *y = b;

	if (x->addr != y->addr)
		return x->addr < y->addr ? -1 : 1;
	return x->name < y->name ? -1 : x->name > y->name;	/* place in the file */
}

static bool is_code(const struct ksym *s)
{
	return s->kind == 't' || s->kind == 'T' || s->kind == 'w' || s->kind == 'W';
}

static void parse(struct ksyms *k, size_t len)
{
	char *end = k->text + len;
	bool sorted = true;

	for (char *p = k->text; p < end;) {
		char *eol = memchr(p, '\n', end - p);
		struct ksym sym;

		if (!eol)
			eol = end;
		if (parse_line(p, eol, &sym)) {
			sorted = sorted && (!k->all.n || vec_last(&k->all).addr <= sym.addr);
			vec_push(NULL, &k->all, sym);
		}
		p = eol + 1;
	}
	/* built-in symbols come in order, only modules do not */
	if (!sorted)
		qsort(k->all.v, k->all.n, sizeof(*k->all.v), by_addr);
	for (size_t i = 0; i < k->all.n; i++)
		if (is_code(&k->all.v[i]))
			vec_push(NULL, &k->code, (uint32_t)i);
}

struct ksyms *ksyms_load(void)
{
	struct buf text = BUF_INIT;

	if (buf_read_file(&text, AT_FDCWD, "/proc/kallsyms")) {
		buf_fini(&text);
		return NULL;
	}
	struct ksyms *k = xcalloc(1, sizeof(*k));

	k->text = text.s;
	parse(k, text.len);
	return k;
}

void ksyms_free(struct ksyms *k)
{
	if (!k)
		return;
	if (k->indexed)
		nameix_fini(&k->index);
	vec_fini(&k->all);
	vec_fini(&k->code);
	free(k->text);
	free(k);
}

/* several names at one address: the first global one, else the first */
static const struct ksym *best_name(const struct ksyms *k, size_t i)
{
	const struct ksym *last = &k->all.v[k->code.v[i]], *best = last;

	for (;; i--) {
		const struct ksym *s = &k->all.v[k->code.v[i]];

		if (s->addr != last->addr)
			break;
		if (s->kind == 'T' || best->kind != 'T')
			best = s;
		if (!i)
			break;
	}
	return best;
}

const struct ksym *ksyms_find(struct ksyms *k, uint64_t addr)
{
	size_t lo = 0, hi = k->code.n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (k->all.v[k->code.v[mid]].addr <= addr)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (!lo)
		return NULL;

	const struct ksym *s = best_name(k, lo - 1);

	return s->addr && addr - s->addr < MAX_REACH ? s : NULL;
}

uint64_t ksyms_size(struct ksyms *k, const struct ksym *s)
{
	size_t lo = 0, hi = k->code.n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (k->all.v[k->code.v[mid]].addr <= s->addr)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < k->code.n ? k->all.v[k->code.v[lo]].addr - s->addr : 0;
}

const struct ksym *ksyms_name(struct ksyms *k, const char *module, const char *name)
{
	uint32_t it = 0, row;

	if (!k->indexed) {
		nameix_init(&k->index, k->all.n);
		for (size_t i = 0; i < k->all.n; i++)
			nameix_add(&k->index, k->all.v[i].name, i);
		k->indexed = true;
	}
	while (nameix_next(&k->index, name, &it, &row)) {
		const struct ksym *s = &k->all.v[row];

		if (!strcmp(s->name, name) && (!module || !strcmp(s->module, module)))
			return s;
	}
	return NULL;
}

const struct ksym *ksyms_all(struct ksyms *k, size_t *n)
{
	*n = k->all.n;
	return k->all.v;
}
