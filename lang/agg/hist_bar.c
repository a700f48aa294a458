/*
 * hist_bar.c - a count as a bar of characters, or of block elements of Unicode; the line it stands in
 */
#include "lang/agg/hist.h"
#include "lib/buf.h"

enum {
	BAR = 40,			/* columns */
	FULL_BLOCK = 0x2588,		/* U+2588 to U+258f: full to one eighth, from the left */
	LEFT_EIGHTH = 0x258f,
	EIGHTHS = 8,
};

uint64_t hist_magnitude(int64_t v)
{
	return v < 0 ? -(uint64_t)v : (uint64_t)v;
}

/* floor(|count| * width / total + 0.5) */
static size_t bar_length(int64_t count, u128 total, unsigned width)
{
	if (total == 0)
		return 0;
	return (size_t)((2 * (u128)hist_magnitude(count) * width + total) / (2 * total));
}

static void print_bar(struct buf *out, int64_t count, u128 total, bool pos, bool neg)
{
	unsigned width = pos && neg ? BAR / 2 : BAR;
	size_t bar = bar_length(count, total, width);
	bool right = pos && neg ? count > 0 : !neg;	/* it grows from the | to the right */

	if (!right)
		buf_pad(out, ' ', width - bar);
	else if (neg)
		buf_pad(out, ' ', width);
	if (!right)
		buf_pad(out, '@', bar);
	buf_putc(out, '|');
	if (right) {
		buf_pad(out, '@', bar);
		buf_pad(out, ' ', width - bar);
	} else if (pos) {
		buf_pad(out, ' ', width);
	}
}

void hist_put_block(struct buf *out, unsigned code)
{
	buf_printf(out, "%c%c%c", (char)(0xe0 | code >> 12), (char)(0x80 | (code >> 6 & 0x3f)),
		   (char)(0x80 | (code & 0x3f)));
}

/* @count as a share of @total in eighths of a column, @width columns wide, begun with | */
static void print_blocks(struct buf *out, int64_t count, u128 total, unsigned width)
{
	u128 eighths = total ? (u128)hist_magnitude(count) * width * EIGHTHS / total : 0;
	unsigned whole = (unsigned)(eighths / EIGHTHS), part = (unsigned)(eighths % EIGHTHS);

	buf_putc(out, '|');
	for (unsigned i = 0; i < whole; i++)
		hist_put_block(out, FULL_BLOCK);
	if (part)
		hist_put_block(out, LEFT_EIGHTH - (part - 1));
	buf_pad(out, ' ', width - whole - (part != 0));
}

void hist_scale_add(struct hist_scale *s, int64_t count, const struct hist_opts *o)
{
	u128 n = hist_magnitude(count);

	if (!o || !o->zoom)
		s->total += n;
	else if (s->total < n)
		s->total = n;
	s->pos |= count > 0;
	s->neg |= count < 0;
}

void hist_line(struct buf *out, int64_t count, const struct hist_scale *s, const struct hist_opts *o)
{
	uint64_t shown = (uint64_t)count;

	if (o && o->encoding == HIST_UTF8 && s->pos && !s->neg)
		print_blocks(out, count, s->total, BAR);
	else
		print_bar(out, count, s->total, s->pos, s->neg);
	if (o && o->normal > 1)		/* counts, not bars; as unsigned: D 5.8 */
		shown /= (uint64_t)o->normal;
	buf_printf(out, " %-9lld\n", (long long)shown);
}

void hist_header(struct buf *out, int width, const char *label)
{
	buf_printf(out, "\n%*s %41s %-9s\n", width, label, "------------- Distribution -------------", "count");
}
