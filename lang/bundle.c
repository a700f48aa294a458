/*
 * bundle.c - see bundle.h; nothing that a file says is believed before it is checked
 */
#include "lang/bundle.h"

#include <string.h>
#include <zlib.h>
#include "lib/arena.h"

static const char magic[8] = "sondebn\n";

enum kind {
	I_FORM = 1, I_LANG, I_SCRIPT, I_RELEASE, I_MAKER, I_GURU, I_UNIT, I_ARG, I_OPTION, I_DEFINE, I_FEATURE,
	I_MATCH,		/* provider, description */
	I_PROBE,		/* of the last match: five names */
	I_TYPES, I_TEXT, I_OBJECT,
};

struct head { char magic[8]; uint32_t version, crc; uint64_t size; };

/* ---- writing ---- */
static void item(struct buf *b, enum kind kind, const void *bytes, size_t n)
{
	uint32_t len = (uint32_t)n;

	buf_putc(b, (char)kind);
	buf_add(b, (const char *)&len, sizeof(len));
	buf_add(b, bytes, n);
}

static void item_str(struct buf *b, enum kind kind, const char *s)
{
	item(b, kind, s ? s : "", s ? strlen(s) : 0);
}

static void add_str(struct buf *b, const char *s)
{
	buf_add(b, s ? s : "", (s ? strlen(s) : 0) + 1);
}

static void write_unit(struct buf *b, const struct bundle_unit *u)
{
	struct buf part = BUF_INIT;

	buf_putc(&part, (char)u->is_file);
	buf_putc(&part, (char)u->kind);
	add_str(&part, u->name);
	buf_add(&part, u->text, u->len);
	item(b, I_UNIT, part.s, part.len);
	buf_fini(&part);
}

static void write_match(struct buf *b, const struct match_entry *e)
{
	struct buf part = BUF_INIT;

	add_str(&part, e->provider);
	add_str(&part, e->text);
	item(b, I_MATCH, part.s, part.len);
	for (size_t i = 0; i < e->names.n; i++) {
		buf_reset(&part);
		for (unsigned k = 0; k < MATCH_FIELDS; k++)
			add_str(&part, e->names.v[i].field[k]);
		item(b, I_PROBE, part.s, part.len);
	}
	buf_fini(&part);
}

void bundle_write(const struct bundle *b, struct buf *out)
{
	struct buf items = BUF_INIT;

	item_str(&items, I_FORM, b->form);
	item_str(&items, I_LANG, b->lang);
	item_str(&items, I_SCRIPT, b->script);
	item_str(&items, I_RELEASE, b->release);
	item_str(&items, I_MAKER, b->maker);
	if (b->guru)
		item_str(&items, I_GURU, "");
	for (size_t i = 0; i < b->units.n; i++)
		write_unit(&items, &b->units.v[i]);
	for (size_t i = 0; i < b->args.n; i++)
		item_str(&items, I_ARG, b->args.v[i]);
	for (size_t i = 0; i < b->options.n; i++)
		item_str(&items, I_OPTION, b->options.v[i]);
	for (size_t i = 0; i < b->defines.n; i++)
		item_str(&items, I_DEFINE, b->defines.v[i]);
	for (size_t i = 0; i < b->features.n; i++)
		item_str(&items, I_FEATURE, b->features.v[i]);
	for (size_t i = 0; i < b->matches.entries.n; i++)
		write_match(&items, &b->matches.entries.v[i]);
	if (b->types)
		item(&items, I_TYPES, b->types, b->types_size);
	item(&items, I_TEXT, b->c_text, b->c_len);
	item(&items, I_OBJECT, b->obj, b->obj_size);

	struct head h = { .version = BUNDLE_VERSION, .size = items.len };
	uLongf size = compressBound(items.len);
	Bytef *packed = xmalloc(size);

	memcpy(h.magic, magic, sizeof(magic));
	h.crc = (uint32_t)crc32(0, (const Bytef *)items.s, (uInt)items.len);
	compress2(packed, &size, (const Bytef *)items.s, items.len, 6);	/* cannot fail: there is room */
	buf_add(out, (const char *)&h, sizeof(h));
	buf_add(out, (const char *)packed, size);
	free(packed);
	buf_fini(&items);
}

/* ---- reading ---- */
struct reader { struct arena *a; struct bundle *b; const char *at; size_t left; };

/* a string of a part, with its NUL; NULL: there is none */
static const char *take_str(struct reader *r)
{
	const char *end = r->left ? memchr(r->at, 0, r->left) : NULL;

	if (!end)
		return NULL;
	size_t n = (size_t)(end - r->at);
	const char *s = arena_strndup(r->a, r->at, n);

	r->at += n + 1;
	r->left -= n + 1;
	return s;
}

static bool read_unit(struct reader *r)
{
	struct bundle_unit u = { 0 };

	if (r->left < 2)
		return false;
	u.is_file = r->at[0];
	u.kind = r->at[1];
	r->at += 2;
	r->left -= 2;
	u.name = take_str(r);
	if (!u.name)
		return false;
	u.text = arena_strndup(r->a, r->at, r->left);
	u.len = r->left;
	vec_push(r->a, &r->b->units, u);
	return !memchr(u.text, 0, u.len);
}

static bool read_match(struct reader *r)
{
	struct match_entry e = { .provider = take_str(r) };

	e.text = take_str(r);
	if (!e.provider || !e.text || r->left)
		return false;
	vec_push(r->a, &r->b->matches.entries, e);
	return true;
}

static bool read_probe(struct reader *r)
{
	struct match_log *m = &r->b->matches;
	struct match_name n;

	for (unsigned k = 0; k < MATCH_FIELDS; k++) {
		n.field[k] = take_str(r);
		if (!n.field[k])
			return false;
	}
	if (!m->entries.n || r->left)
		return false;
	vec_push(r->a, &m->entries.v[m->entries.n - 1].names, n);
	return true;
}

static const void *copy(struct reader *r, size_t *n)
{
	*n = r->left;
	return arena_dup(r->a, r->at, r->left);
}

static bool read_item(struct reader *r, unsigned kind)
{
	struct bundle *b = r->b;
	const char *s;

	switch (kind) {
	case I_UNIT:
		return read_unit(r);
	case I_MATCH:
		return read_match(r);
	case I_PROBE:
		return read_probe(r);
	case I_TYPES:
		b->types = copy(r, &b->types_size);
		return true;
	case I_TEXT:
		b->c_text = arena_strndup(r->a, r->at, r->left);
		b->c_len = r->left;
		return true;
	case I_OBJECT:
		b->obj = copy(r, &b->obj_size);
		return true;
	}
	if (r->left && memchr(r->at, 0, r->left))
		return false;
	s = arena_strndup(r->a, r->at, r->left);
	switch (kind) {
	case I_FORM:
		b->form = s;
		break;
	case I_LANG:
		b->lang = s;
		break;
	case I_SCRIPT:
		b->script = s;
		break;
	case I_RELEASE:
		b->release = s;
		break;
	case I_MAKER:
		b->maker = s;
		break;
	case I_GURU:
		b->guru = true;
		break;
	case I_ARG:
		vec_push(r->a, &b->args, s);
		break;
	case I_OPTION:
		vec_push(r->a, &b->options, s);
		break;
	case I_DEFINE:
		vec_push(r->a, &b->defines, s);
		break;
	case I_FEATURE:
		vec_push(r->a, &b->features, s);
		break;
	default:	/* a kind that this version does not have */
		return false;
	}
	return true;
}

static bool read_items(struct arena *a, const char *at, size_t left, struct bundle *b)
{
	while (left) {
		uint32_t n;

		if (left < 5)
			return false;
		memcpy(&n, at + 1, 4);
		if (n > left - 5)
			return false;

		struct reader r = { a, b, at + 5, n };

		if (!read_item(&r, (unsigned char)*at))
			return false;
		at += 5 + n;
		left -= 5 + n;
	}
	return b->form && b->lang && b->script && b->release && b->maker && b->units.n && b->c_text && b->obj;
}

const char *bundle_read(struct arena *a, const void *bytes, size_t n, struct bundle *ret)
{
	struct head h;

	*ret = (struct bundle){ 0 };
	if (n < sizeof(h) || memcmp(bytes, magic, sizeof(magic)) != 0)
		return "it is not a bundle";
	memcpy(&h, bytes, sizeof(h));
	if (h.version != BUNDLE_VERSION)
		return "it is a bundle of another version";
	if (!h.size || h.size > BUNDLE_MAX)
		return "it is damaged";

	Bytef *items = xmalloc(h.size);
	uLongf size = h.size;
	const char *why = NULL;

	if (uncompress(items, &size, (const Bytef *)bytes + sizeof(h), n - sizeof(h)) != Z_OK || size != h.size ||
	    crc32(0, items, (uInt)size) != h.crc || !read_items(a, (const char *)items, size, ret))
		why = "it is damaged";
	free(items);
	return why;
}
