/*
 * djson.bpf.h - json() of D: the value at a path of a JSON text
 */
RT_INLINE rt_u64 rt_json_byte(const char *s, rt_u64 at)
{
	rt_u8 ch = 0;

	rt_mask(at, RT_STRING_MASK);
	bpf_probe_read_kernel(&ch, 1, s + at);
	return ch;
}

/* at is below the size of dst: the test before has to be on the register that is used */
RT_INLINE void rt_json_store(char *dst, rt_u64 at, rt_u64 size, rt_u64 ch)
{
	rt_barrier(at);
	if (at < size)
		*rt_at(dst, at) = (char)ch;
}

#define json_u64 rt_u64
#define JSON_FN RT_INLINE
#define JSON_BYTE(s, at) rt_json_byte(s, at)
#define JSON_STORE(w, ch) rt_json_store((w)->dst, (w)->out, (w)->size, ch)
#define JSON_TIMES(n, fn, w) bpf_loop(n, fn, w, 0)
#include "json_walk.h"

static long rt_json_step(rt_u32 i, struct json_walk *c)
{
	return json_step(c, JSON_BYTE(c->s, i));
}

/* 0 (NULL): there is no such value */
RT_CALL int rt_json(char *dst, rt_u32 size, const char *s, const char *path)
{
	struct json_walk c = {
		.s = s, .path = path, .dst = dst, .size = size, .out = rt_hide(0), .state = rt_hide(JSON_START),
		.off = rt_hide(0), .at = rt_hide(0), .same = rt_hide(0), .index = rt_hide(0), .nest = rt_hide(0),
		.array = rt_hide(0),
	};

	bpf_loop(RT_MAX_STRING, rt_json_step, &c, 0);

	rt_u64 end = c.out;

	rt_barrier(end);
	if (end < size)
		*rt_at(dst, end) = 0;
	dst[size - 1] = 0;
	return c.state == JSON_FOUND;
}
