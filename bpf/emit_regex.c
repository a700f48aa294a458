/*
 * emit_regex.c - tables of regular expressions, and the functions that walk them
 *
 * Where groups are asked for, the program (an NFA) is written, too: rt/parts/groups.bpf.h takes its ways as
 * regex_groups() does.
 */
#include "bpf/emit_int.h"
#include "lang/option.h"
#include "lib/regex_int.h"

enum { WAYS_MAX = 4096 };	/* left to be tried at a time: 32 KB of scratch */

unsigned emit_regex(struct emit *e, const struct regex *re)
{
	struct buf *b = &e->decl_top;
	unsigned n = 0;

	for (; n < e->regexes.n; n++)
		if (e->regexes.v[n] == re)
			return n;
	vec_push(NULL, &e->regexes, re);
	buf_printf(b, "static const rt_u8 rt_class_%u[257] RT_TABLE = {", n);
	for (unsigned i = 0; i < 257; i++)
		buf_printf(b, "%s%u,", i % 32 ? "" : "\n\t", re->classes[i]);
	buf_printf(b, "\n};\nstatic const rt_u16 rt_next_%u[%u] RT_TABLE = {", n, re->nstates * re->nclasses);
	for (unsigned i = 0; i < re->nstates * re->nclasses; i++)
		buf_printf(b, "%s%u,", i % 24 ? "" : "\n\t", re->next[i]);
	buf_printf(b, "\n};\nRT_REGEX(%u, %u, %u)\n", n, re->nclasses, re->nstates * re->nclasses);
	return n;
}

static void emit_insns(struct buf *b, const struct regex *re, unsigned n)
{
	buf_printf(b, "static const struct rt_insn rt_insns_%u[%u] RT_TABLE = {\n", n, re->ninsns);
	for (unsigned i = 0; i < re->ninsns; i++) {
		const struct regex_insn *in = &re->insns[i];

		buf_printf(b, "\t{ %d, %u, %u, %u, {", in->op, in->x, in->y, in->n);
		for (unsigned k = 0; k < 32; k += 4)
			buf_printf(b, " 0x%02x%02x%02x%02x,", in->set[k + 3], in->set[k + 2], in->set[k + 1], in->set[k]);
		buf_puts(b, " } },\n");
	}
	buf_printf(b, "};\nRT_GROUPED(%u, %u, %u, %u)\n", n, re->ninsns, re->start, re->ngroups);
}

unsigned emit_grouped(struct emit *e, const struct regex *re)
{
	unsigned n = emit_regex(e, re);

	for (size_t i = 0; i < e->grouped.n; i++)
		if (e->grouped.v[i] == re)
			return n;
	vec_push(NULL, &e->grouped, re);
	emit_insns(&e->decl_top, re, n);
	return n;
}

/* ---- what is kept of a handler's last match ---- */

static void at_least(size_t *n, size_t want)
{
	*n = *n > want ? *n : want;
}

static bool find_groups(struct expr *x, void *ctx)
{
	struct emit *e = ctx;
	size_t strsize = e->world->options->strsize, ways = 2;

	if (x->kind != E_CALL || !(x->builtin->flags & B_STATE))
		return true;
	at_least(&e->match_groups, x->regex ? x->regex->ngroups : 1);
	if (!x->regex)
		return true;
	for (unsigned i = 0; i < x->regex->ninsns; i++) {
		const struct regex_insn *in = &x->regex->insns[i];

		ways += (in->op == RX_SPLIT && !in->n) || in->op == RX_SAVE ? strsize : 0;
	}
	at_least(&e->match_ways, ways < WAYS_MAX ? ways : WAYS_MAX);
	at_least(&e->match_seen, (x->regex->ninsns * strsize + 7) / 8);
	return true;
}

void emit_reserve_match(struct emit *e)
{
	kernel_walk(e->prog, NULL, find_groups, e);
	if (!e->match_groups)
		return;
	at_least(&e->match_ways, 2);
	at_least(&e->match_seen, 8);
	e->match_seen = (e->match_seen + 7) / 8 * 8;
	e->match_at = e->scratch_base;
	e->scratch_base += (7 + 2 * e->match_groups + e->match_ways) * sizeof(uint64_t) + e->match_seen +
			   (e->world->options->strsize + 7) / 8 * 8;
}

void emit_match_begin(struct emit *e)
{
	if (e->match_groups && e->uses_scratch)
		out(e, "\t*(rt_u64 *)(f->scratch + %zu) = 0;\n", e->match_at);
}

void emit_match_sizes(struct emit *e, struct buf *out)
{
	if (e->match_groups)
		buf_printf(out, "#define RT_GROUPS %zu\n#define RT_WAYS %zu\n#define RT_SEEN %zu\n", e->match_groups,
			   e->match_ways, e->match_seen);
}
