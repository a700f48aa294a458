/*
 * json_walk.h - the walk of D's json(): the value at a path, "a.b[2].c", of a JSON text
 *
 * One source for the kernel (bpf/rt/parts/djson.bpf.h) and for user space (lang/builtin/djson.c), so that
 * both give the same for every text, good or bad. The walk takes a character at a time and follows the
 * path down: what is not on it is skipped by counting brackets. The texts of names and values are taken
 * as they stand, escapes too. As illumos has it, the text is an object or an array.
 *
 * User space includes it as it is; the kernel's part says before it how bytes are read and written there.
 */
#ifndef SONDE_JSON_WALK_H
#define SONDE_JSON_WALK_H

#ifndef JSON_FN
#include <stdint.h>
typedef uint64_t json_u64;
#define JSON_FN static inline		/* how a function of the walk is declared */
/* the byte of a text at an offset; 0 at its end */
#define JSON_BYTE(s, at) ((unsigned char)(s)[at])
/* append to the value, which has room */
#define JSON_STORE(w, ch) ((w)->dst[(w)->out] = (char)(ch))
/* call long fn(unsigned i, w) n times, or until it gives 1 */
#define JSON_TIMES(n, fn, w) \
	do { \
		for (unsigned turn = 0; turn < (n) && !fn(turn, w); turn++) \
			; \
	} while (0)
#endif

enum json_state {
	JSON_START,		/* before the text's one value */
	JSON_VALUE,		/* before the value that the path leads to so far */
	JSON_OBJECT,		/* before a name, or the end */
	JSON_NAME, JSON_NAME_ESC,
	JSON_COLON,
	JSON_ARRAY,		/* before element c->index, counted down */
	JSON_SKIP, JSON_SKIP_STR, JSON_SKIP_ESC,
	JSON_STR, JSON_STR_ESC,	/* these are the value: a string, */
	JSON_WORD,		/* a number or word, */
	JSON_TREE, JSON_TREE_STR, JSON_TREE_ESC,	/* an object or array as it is */
	JSON_FOUND, JSON_NONE,
};

/* offset, sizes and counts in bytes; all but the texts and size begin as 0 */
struct json_walk {
	const char *s, *path;
	char *dst;
	json_u64 size, out;	/* of dst: bytes, and how many are written */
	json_u64 state;
	json_u64 off;		/* where the rest of the path begins */
	json_u64 at;		/* compared so far, or behind the element that is looked for */
	json_u64 same;		/* the name is that of the path so far */
	json_u64 index, nest;
	json_u64 array;		/* we skip elements of an array, not members */
};

JSON_FN void json_put(struct json_walk *c, json_u64 ch)
{
	if (c->out < c->size) {
		JSON_STORE(c, ch);
		c->out += 1;
	}
}

JSON_FN int json_blank(json_u64 ch)
{
	return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r';
}

/* how a number, true, false and null begin */
JSON_FN int json_word(json_u64 ch)
{
	return (ch >= '0' && ch <= '9') || ch == '-' || ch == 't' || ch == 'f' || ch == 'n';
}

/* "[12]" at c->off: its number, and what is behind it */
static long json_digit(unsigned i, struct json_walk *c)
{
	json_u64 ch = JSON_BYTE(c->path, c->at);

	if (ch < '0' || ch > '9')
		return 1;
	c->index = c->index * 10 + ch - '0';
	c->at += 1;
	return 0;
}

JSON_FN json_u64 json_enter(struct json_walk *c, json_u64 ch)
{
	json_u64 p = JSON_BYTE(c->path, c->off);

	if (ch == '{' && p != '[') {
		c->off += p == '.';
		c->array = 0;
		return JSON_OBJECT;
	}
	if (ch != '[' || p != '[')
		return JSON_NONE;
	c->at = c->off + 1;
	c->index = 0;
	c->array = 1;
	JSON_TIMES(9, json_digit, c);
	if (JSON_BYTE(c->path, c->at) != ']')
		return JSON_NONE;
	c->at += 1;
	return JSON_ARRAY;
}

/* the value begins: it is what is wanted, or on the way to it */
JSON_FN json_u64 json_value(struct json_walk *c, json_u64 ch)
{
	if (json_blank(ch))
		return JSON_VALUE;
	if (JSON_BYTE(c->path, c->off))
		return json_enter(c, ch);
	if (ch == '"')
		return JSON_STR;
	if (ch != '{' && ch != '[' && !json_word(ch))
		return JSON_NONE;
	json_put(c, ch);
	c->nest = 1;
	return ch == '{' || ch == '[' ? JSON_TREE : JSON_WORD;
}

JSON_FN json_u64 json_name(struct json_walk *c, json_u64 ch)
{
	json_u64 p = JSON_BYTE(c->path, c->at);

	if (ch == '"') {
		c->same = c->same && (!p || p == '.' || p == '[');
		return JSON_COLON;
	}
	c->same = c->same && p == ch;
	c->at += 1;
	return ch == '\\' ? JSON_NAME_ESC : JSON_NAME;
}

JSON_FN json_u64 json_skip(struct json_walk *c, json_u64 ch)
{
	if (ch == '"')
		return JSON_SKIP_STR;
	if (ch == '{' || ch == '[')
		c->nest += 1;
	if (ch == '}' || ch == ']') {
		if (!c->nest)
			return JSON_NONE;	/* it ended, and the path does not go on in it */
		c->nest -= 1;
	}
	if (ch != ',' || c->nest)
		return JSON_SKIP;
	c->index -= c->array;
	return c->array ? JSON_ARRAY : JSON_OBJECT;
}

JSON_FN json_u64 json_array(struct json_walk *c, json_u64 ch)
{
	if (json_blank(ch))
		return JSON_ARRAY;
	c->nest = 0;
	if (c->index)
		return json_skip(c, ch);
	c->off = c->at;
	return json_value(c, ch);
}

JSON_FN json_u64 json_object(struct json_walk *c, json_u64 ch)
{
	if (json_blank(ch))
		return JSON_OBJECT;
	c->at = c->off;
	c->same = 1;
	c->nest = 0;
	return ch == '"' ? JSON_NAME : JSON_NONE;
}

JSON_FN json_u64 json_colon(struct json_walk *c, json_u64 ch)
{
	if (json_blank(ch))
		return JSON_COLON;
	if (ch != ':')
		return JSON_NONE;
	if (!c->same)
		return JSON_SKIP;
	c->off = c->at;
	return JSON_VALUE;
}

JSON_FN json_u64 json_tree(struct json_walk *c, json_u64 ch)
{
	json_put(c, ch);
	if (ch == '"')
		return JSON_TREE_STR;
	c->nest += ch == '{' || ch == '[';
	c->nest -= ch == '}' || ch == ']';
	return c->nest ? JSON_TREE : JSON_FOUND;
}

JSON_FN json_u64 json_next(struct json_walk *c, json_u64 ch)
{
	switch (c->state) {
	case JSON_START:
		if (json_blank(ch))
			return JSON_START;
		return JSON_BYTE(c->path, c->off) ? json_enter(c, ch) : JSON_NONE;
	case JSON_VALUE:
		return json_value(c, ch);
	case JSON_OBJECT:
		return json_object(c, ch);
	case JSON_NAME:
		return json_name(c, ch);
	case JSON_NAME_ESC:
		c->same = c->same && JSON_BYTE(c->path, c->at) == ch;
		c->at += 1;
		return JSON_NAME;
	case JSON_COLON:
		return json_colon(c, ch);
	case JSON_ARRAY:
		return json_array(c, ch);
	case JSON_SKIP:
		return json_skip(c, ch);
	case JSON_SKIP_STR:
		return ch == '"' ? JSON_SKIP : ch == '\\' ? JSON_SKIP_ESC : JSON_SKIP_STR;
	case JSON_SKIP_ESC:
		return JSON_SKIP_STR;
	case JSON_STR:
		if (ch == '"')
			return JSON_FOUND;
		json_put(c, ch);
		return ch == '\\' ? JSON_STR_ESC : JSON_STR;
	case JSON_STR_ESC:
		json_put(c, ch);
		return JSON_STR;
	case JSON_WORD:
		if (json_blank(ch) || ch == ',' || ch == '}' || ch == ']')
			return JSON_FOUND;
		json_put(c, ch);
		return JSON_WORD;
	case JSON_TREE:
		return json_tree(c, ch);
	case JSON_TREE_STR:
		json_put(c, ch);
		return ch == '"' ? JSON_TREE : ch == '\\' ? JSON_TREE_ESC : JSON_TREE_STR;
	case JSON_TREE_ESC:
		json_put(c, ch);
		return JSON_TREE_STR;
	}
	return JSON_NONE;
}

/* one character of the text, 0 behind it; 1: the walk has ended, c->state says how */
JSON_FN int json_step(struct json_walk *c, json_u64 ch)
{
	c->state = ch ? json_next(c, ch) : JSON_NONE;
	return c->state == JSON_FOUND || c->state == JSON_NONE;
}

#endif
