/*
 * json.c - output as lines of JSON; the schema is in docs/json.md
 */
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/eval/json.h"
#include "lang/eval/print.h"
#include "lang/eval/rows.h"
#include "lang/eval/runtime.h"

enum { JSON_VERSION = 1 };

/* ---- strings ---- */
/* bytes of the UTF-8 character at s, 0: it is none (RFC 3629, section 4) */
static size_t utf8(const unsigned char *s, size_t n)
{
	size_t len = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : s[0] < 0xf5 ? 4 : 0;

	if (len > n)
		return 0;
	for (size_t i = 1; i < len; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] >= 0xa0) ||
	    (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] >= 0x90))
		return 0;
	return len;
}

static void quote_char(struct buf *out, unsigned char c)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	const char *at = c ? strchr(from, c) : NULL;

	if (at)
		buf_printf(out, "\\%c", to[at - from]);
	else if (c < 0x20 || c == 0x7f)
		buf_printf(out, "\\u%04x", c);
	else
		buf_putc(out, (char)c);
}

void json_quote(struct buf *out, const char *s, size_t len)
{
	const unsigned char *at = (const unsigned char *)s;

	buf_putc(out, '"');
	for (size_t i = 0; i < len;) {
		size_t n = utf8(at + i, len - i);

		if (n == 0)
			buf_puts(out, "\\ufffd");
		else if (n == 1)
			quote_char(out, at[i]);
		else
			buf_add(out, s + i, n);
		i += n ? n : 1;
	}
	buf_putc(out, '"');
}

static void begin(struct buf *out, const char *type)
{
	buf_printf(out, "{\"v\":%d,\"type\":\"%s\"", JSON_VERSION, type);
}

void json_seal(struct runtime *rt)
{
	struct buf line = BUF_INIT;

	if (rt->out.len <= rt->sealed)
		return;
	begin(&line, "text");
	buf_puts(&line, ",\"text\":");
	json_quote(&line, rt->out.s + rt->sealed, rt->out.len - rt->sealed);
	buf_puts(&line, "}\n");
	rt->out.len = rt->sealed;
	buf_add(&rt->out, line.s, line.len);
	rt->sealed = rt->out.len;
	buf_fini(&line);
}

/* ---- aggregations ---- */
static void put_text(struct buf *out, const struct buf *text)
{
	json_quote(out, buf_str(text), text->len);
}

/* frames as a list of strings: take the lines of the text form */
static void put_stack(struct runtime *rt, struct buf *out, const struct value *v)
{
	struct buf text = BUF_INIT;
	const char *sep = "";

	stack_text(rt, &text, v, 0, 0);
	buf_putc(out, '[');
	for (const char *s = buf_str(&text) + 1, *end; (end = strchr(s, '\n')) != NULL; s = end + 1) {
		buf_puts(out, sep);
		json_quote(out, s, (size_t)(end - s));
		sep = ",";
	}
	buf_putc(out, ']');
	buf_fini(&text);
}

static void put_key(struct runtime *rt, struct buf *out, const struct value *v)
{
	const struct type *t = type_strip(v->type);

	if (t->kind == TY_STACK) {
		put_stack(rt, out, v);
	} else if (t->kind == TY_SYMADDR || t->kind == TY_USYMADDR) {
		struct buf text = BUF_INIT;

		sym_text(rt, &text, v, sym_form_of(v->type));
		put_text(out, &text);
		buf_fini(&text);
	} else if (!type_is_scalar(t)) {
		json_quote(out, v->p, v->len);
	} else if (type_is_signed(t)) {
		buf_printf(out, "%lld", (long long)v->i);
	} else {
		buf_printf(out, "%llu", (unsigned long long)v->i);
	}
}

static void put_bound(struct buf *out, const char *name, int64_t n, int64_t open)
{
	if (n == open)
		buf_printf(out, "\"%s\":null,", name);
	else
		buf_printf(out, "\"%s\":%lld,", name, (long long)n);
}

/* normalization as in the default columns: D reference 5.8 */
static int64_t normalized(int64_t n, int64_t normal)
{
	return normal > 1 ? (int64_t)((uint64_t)n / (uint64_t)normal) : n;
}

static void put_hist(struct buf *out, const struct agg_use *use, const void *cell, int64_t normal)
{
	const char *sep = "";

	buf_putc(out, '[');
	for (unsigned i = 0; i < agg_buckets(use->fn, use->params); i++) {
		if (agg_bucket_count(use->fn, cell, use->params, i) == 0)
			continue;
		struct agg_bucket b = agg_bucket(use->fn, cell, use->params, i);

		buf_printf(out, "%s{", sep);
		put_bound(out, "min", b.min, INT64_MIN);
		put_bound(out, "max", b.max, INT64_MAX);
		buf_printf(out, "\"count\":%lld}", (long long)normalized(b.count, normal));
		sep = ",";
	}
	buf_putc(out, ']');
}

static void put_value(struct buf *out, const struct agg_use *use, const void *cell, int64_t normal)
{
	int64_t n = normalized(use->fn->value(cell, use->params), normal);

	if (use->fn->is_hist)
		put_hist(out, use, cell, normal);
	else if (use->fn->is_unsigned)
		buf_printf(out, "%llu", (unsigned long long)n);
	else
		buf_printf(out, "%lld", (long long)n);
}

static void put_entry(struct runtime *rt, const struct agg_rows *r, const struct agg_row *row, size_t k)
{
	const struct var *var = r->aggs[k];
	struct buf *out = &rt->out;

	begin(out, "agg");
	buf_puts(out, ",\"name\":");
	json_quote(out, var->name, strlen(var->name));
	buf_printf(out, ",\"function\":\"%s\",\"key\":[", var->aggs.v[0].fn->d_name);
	for (size_t i = 0; i < r->nkeys; i++) {
		buf_puts(out, i ? "," : "");
		put_key(rt, out, &row->keys[i]);
	}
	buf_puts(out, "],\"value\":");
	put_value(out, &var->aggs.v[0], agg_rows_cell(r, row, k),
		  rt->views ? rt->views[var->id].normal : 0);
	buf_puts(out, "}\n");
}

void json_agg(struct runtime *rt, const struct var *const *aggs, size_t n)
{
	struct agg_rows r;

	json_seal(rt);
	agg_rows_init(&r, rt, aggs, n);
	for (size_t i = 0; i < r.rows.n; i++)
		for (size_t k = 0; k < n; k++)
			put_entry(rt, &r, &r.rows.v[i], k);
	agg_rows_fini(&r);
	rt->sealed = rt->out.len;
}
