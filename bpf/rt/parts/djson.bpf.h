/*
 * djson.bpf.h - json() of D: the value at a path of a JSON text
 *
 * One walk over the text, a character at a time, that follows the path down: what is not on it is
 * skipped by counting brackets. The texts of names and values are taken as they stand, escapes too.
 */
enum rt_json_state {
	RT_J_VALUE,		/* before the value that the path leads to so far */
	RT_J_OBJECT,		/* before a name, or the end */
	RT_J_NAME, RT_J_NAME_ESC,
	RT_J_COLON,
	RT_J_ARRAY,		/* before element c->index, counted down */
	RT_J_SKIP, RT_J_SKIP_STR, RT_J_SKIP_ESC,
	RT_J_STR, RT_J_STR_ESC,	/* these are the value: a string, */
	RT_J_WORD,		/* a number or word, */
	RT_J_TREE, RT_J_TREE_STR, RT_J_TREE_ESC,	/* an object or array as it is */
	RT_J_FOUND, RT_J_NONE,
};

struct rt_json {
	const char *s, *path;
	char *dst;
	rt_u64 size, out;	/* of dst: bytes, and how many are written */
	rt_u64 state;
	rt_u64 off;		/* where the rest of the path begins */
	rt_u64 at;		/* compared so far, or behind the element that is looked for */
	rt_u64 same;		/* the name is that of the path so far */
	rt_u64 index, nest;
	rt_u64 array;		/* we skip elements of an array, not members */
};

RT_INLINE rt_u64 rt_json_byte(const char *s, rt_u64 at)
{
	rt_u8 ch = 0;

	at &= 0xfff;
	rt_barrier(at);
	bpf_probe_read_kernel(&ch, 1, s + at);
	return ch;
}

RT_INLINE void rt_json_put(struct rt_json *c, rt_u64 ch)
{
	rt_u64 at = c->out;

	rt_barrier(at);
	if (at >= c->size)
		return;
	*rt_at(c->dst, at) = (char)ch;
	c->out = at + 1;
}

RT_INLINE int rt_json_blank(rt_u64 ch)
{
	return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r';
}

/* "[12]" at c->off: its number, and what is behind it */
static long rt_json_digit(rt_u32 i, struct rt_json *c)
{
	rt_u64 ch = rt_json_byte(c->path, c->at);

	if (ch < '0' || ch > '9')
		return 1;
	c->index = c->index * 10 + ch - '0';
	c->at += 1;
	return 0;
}

RT_INLINE rt_u64 rt_json_enter(struct rt_json *c, rt_u64 ch)
{
	rt_u64 p = rt_json_byte(c->path, c->off);

	if (ch == '{' && p != '[') {
		c->off += p == '.';
		c->array = 0;
		return RT_J_OBJECT;
	}
	if (ch != '[' || p != '[')
		return RT_J_NONE;
	c->at = c->off + 1;
	c->index = 0;
	c->array = 1;
	bpf_loop(9, rt_json_digit, c, 0);
	if (rt_json_byte(c->path, c->at) != ']')
		return RT_J_NONE;
	c->at += 1;
	return RT_J_ARRAY;
}

/* the value begins: it is what is wanted, or on the way to it */
RT_INLINE rt_u64 rt_json_value(struct rt_json *c, rt_u64 ch)
{
	if (rt_json_blank(ch))
		return RT_J_VALUE;
	if (rt_json_byte(c->path, c->off))
		return rt_json_enter(c, ch);
	if (ch == '"')
		return RT_J_STR;
	if (ch == ',' || ch == '}' || ch == ']' || ch == ':')
		return RT_J_NONE;
	rt_json_put(c, ch);
	c->nest = 1;
	return ch == '{' || ch == '[' ? RT_J_TREE : RT_J_WORD;
}

RT_INLINE rt_u64 rt_json_name(struct rt_json *c, rt_u64 ch)
{
	rt_u64 p = rt_json_byte(c->path, c->at);

	if (ch == '"') {
		c->same = c->same && (!p || p == '.' || p == '[');
		return RT_J_COLON;
	}
	c->same = c->same && p == ch;
	c->at += 1;
	return ch == '\\' ? RT_J_NAME_ESC : RT_J_NAME;
}

RT_INLINE rt_u64 rt_json_skip(struct rt_json *c, rt_u64 ch)
{
	if (ch == '"')
		return RT_J_SKIP_STR;
	if (ch == '{' || ch == '[')
		c->nest += 1;
	if (ch == '}' || ch == ']') {
		if (!c->nest)
			return RT_J_NONE;	/* it ended, and the path does not go on in it */
		c->nest -= 1;
	}
	if (ch != ',' || c->nest)
		return RT_J_SKIP;
	c->index -= c->array;
	return c->array ? RT_J_ARRAY : RT_J_OBJECT;
}

RT_INLINE rt_u64 rt_json_array(struct rt_json *c, rt_u64 ch)
{
	if (rt_json_blank(ch))
		return RT_J_ARRAY;
	c->nest = 0;
	if (c->index)
		return rt_json_skip(c, ch);
	c->off = c->at;
	return rt_json_value(c, ch);
}

RT_INLINE rt_u64 rt_json_object(struct rt_json *c, rt_u64 ch)
{
	if (rt_json_blank(ch))
		return RT_J_OBJECT;
	c->at = c->off;
	c->same = 1;
	c->nest = 0;
	return ch == '"' ? RT_J_NAME : RT_J_NONE;
}

RT_INLINE rt_u64 rt_json_colon(struct rt_json *c, rt_u64 ch)
{
	if (rt_json_blank(ch))
		return RT_J_COLON;
	if (ch != ':')
		return RT_J_NONE;
	if (!c->same)
		return RT_J_SKIP;
	c->off = c->at;
	return RT_J_VALUE;
}

RT_INLINE rt_u64 rt_json_tree(struct rt_json *c, rt_u64 ch)
{
	rt_json_put(c, ch);
	if (ch == '"')
		return RT_J_TREE_STR;
	c->nest += ch == '{' || ch == '[';
	c->nest -= ch == '}' || ch == ']';
	return c->nest ? RT_J_TREE : RT_J_FOUND;
}

RT_INLINE rt_u64 rt_json_next(struct rt_json *c, rt_u64 ch)
{
	switch (c->state) {
	case RT_J_VALUE:
		return rt_json_value(c, ch);
	case RT_J_OBJECT:
		return rt_json_object(c, ch);
	case RT_J_NAME:
		return rt_json_name(c, ch);
	case RT_J_NAME_ESC:
		c->same = c->same && rt_json_byte(c->path, c->at) == ch;
		c->at += 1;
		return RT_J_NAME;
	case RT_J_COLON:
		return rt_json_colon(c, ch);
	case RT_J_ARRAY:
		return rt_json_array(c, ch);
	case RT_J_SKIP:
		return rt_json_skip(c, ch);
	case RT_J_SKIP_STR:
		return ch == '"' ? RT_J_SKIP : ch == '\\' ? RT_J_SKIP_ESC : RT_J_SKIP_STR;
	case RT_J_SKIP_ESC:
		return RT_J_SKIP_STR;
	case RT_J_STR:
		if (ch == '"')
			return RT_J_FOUND;
		rt_json_put(c, ch);
		return ch == '\\' ? RT_J_STR_ESC : RT_J_STR;
	case RT_J_STR_ESC:
		rt_json_put(c, ch);
		return RT_J_STR;
	case RT_J_WORD:
		if (rt_json_blank(ch) || ch == ',' || ch == '}' || ch == ']')
			return RT_J_FOUND;
		rt_json_put(c, ch);
		return RT_J_WORD;
	case RT_J_TREE:
		return rt_json_tree(c, ch);
	case RT_J_TREE_STR:
		rt_json_put(c, ch);
		return ch == '"' ? RT_J_TREE : ch == '\\' ? RT_J_TREE_ESC : RT_J_TREE_STR;
	case RT_J_TREE_ESC:
		rt_json_put(c, ch);
		return RT_J_TREE_STR;
	}
	return RT_J_NONE;
}

static long rt_json_step(rt_u32 i, struct rt_json *c)
{
	rt_u64 ch = rt_json_byte(c->s, i);

	if (ch)
		c->state = rt_json_next(c, ch);
	else		/* a word ends with the text, all else is cut off */
		c->state = c->state == RT_J_WORD ? RT_J_FOUND : RT_J_NONE;
	return c->state == RT_J_FOUND || c->state == RT_J_NONE;
}

/* 0 (NULL): there is no such value */
RT_CALL int rt_json(char *dst, rt_u32 size, const char *s, const char *path)
{
	struct rt_json c = {
		.s = s, .path = path, .dst = dst, .size = size, .out = rt_hide(0), .state = rt_hide(RT_J_VALUE),
		.off = rt_hide(0), .at = rt_hide(0), .same = rt_hide(0), .index = rt_hide(0), .nest = rt_hide(0),
		.array = rt_hide(0),
	};

	bpf_loop(RT_MAX_STRING, rt_json_step, &c, 0);

	rt_u64 end = c.out;

	rt_barrier(end);
	if (end < size)
		*rt_at(dst, end) = 0;
	dst[size - 1] = 0;
	return c.state == RT_J_FOUND;
}
