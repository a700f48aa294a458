/*
 * symbol.bpf.h - kernel addresses as text, stacks as text of addresses; after text.bpf.h
 *
 * The kernel resolves its own symbols for bpf_snprintf(): %ps, %pS (lib/vsprintf.c).
 */
enum { RT_SYM_TEXT = 112, RT_STACK_BYTES = 8 + 8 * 127, RT_SYM_SIZE = 1, RT_SYM_LINE = 2 };

/* number of the lowest byte that is not 0; clang 14 ends in a fault on __builtin_ctzll() */
RT_INLINE rt_u64 rt_sym_first(rt_u64 m)
{
	rt_u64 n = 0;

	if (!(m & 0xffffffff)) {
		m >>= 32;
		n = 4;
	}
	if (!(m & 0xffff)) {
		m >>= 16;
		n += 2;
	}
	return n + !(m & 0xff);
}

/*
 * Place of a character in a buffer of words that ends in zeros; RT_SYM_TEXT: not there. The verifier
 * must not tell the places apart: it would go on from each of them.
 */
RT_INLINE rt_u64 rt_sym_scan(const rt_u64 *words, rt_u64 ch)
{
	rt_u64 pos = RT_SYM_TEXT;

#pragma clang loop unroll(full)
	for (int i = 0; i < RT_SYM_TEXT / 8; i++) {
		rt_u64 x = words[i] ^ ch * 0x0101010101010101ULL;
		rt_u64 m = (x - 0x0101010101010101ULL) & ~x & 0x8080808080808080ULL;

		if (m) {
			pos = 8 * i + rt_sym_first(m);
			break;
		}
	}
	pos = rt_hide(pos);
	rt_barrier(pos);
	return pos > RT_SYM_TEXT ? RT_SYM_TEXT : pos;
}

/* the text behind the frames in $work; not on the stack, of which the whole chain of calls has 512 bytes */
#define RT_SYM_AT(work) ((rt_u64 *)((char *)(work) + RT_STACK_BYTES))

RT_INLINE void rt_sym_clear(rt_u64 *text)
{
#pragma clang loop unroll(full)
	for (int i = 0; i < RT_SYM_TEXT / 8; i++)
		text[i] = 0;
}

/* "name" without module; "0x..." when there is none */
RT_CALL int rt_symname(char *dst, rt_u64 size, rt_u64 addr, void *work)
{
	static const char fmt[] = "%ps";
	rt_u64 *text = RT_SYM_AT(work);

	dst[0] = 0;
	rt_sym_clear(text);
	if (bpf_snprintf((char *)text, RT_SYM_TEXT, fmt, &addr, 8) < 0)
		return 0;
	rt_put_n(dst, size, 0, (const char *)text, rt_sym_scan(text, ' '));
	return 0;
}

/* "kernel" or the module's name; a fault where there is no code */
RT_CALL int rt_modname(struct firing *f, char *dst, rt_u64 size, rt_u64 addr, void *work)
{
	static const char fmt[] = "%ps";
	rt_u64 *text = RT_SYM_AT(work);

	dst[0] = 0;
	rt_sym_clear(text);
	bpf_snprintf((char *)text, RT_SYM_TEXT, fmt, &addr, 8);
	if ((text[0] & 0xffff) == 0x7830) {	/* "0x" */
		rt_fault(f, FAULT_MODULE_NAME, addr);
		return 0;
	}

	rt_u64 at = rt_sym_scan(text, '['), end = rt_sym_scan(text, ']');

	if (at >= RT_SYM_TEXT || end <= at)
		rt_put(dst, size, 0, "kernel");
	else
		rt_put_n(dst, size, 0, (const char *)text + at + 1, end - at - 1);
	return 0;
}

struct rt_addrs {
	char *dst;
	rt_u64 size, at;		/* of the text that is made; where it goes on */
	const struct rt_stack *stack;	/* the beginning of $work */
	rt_u64 n, form;
};

/* "0x..."; where it goes on */
RT_INLINE rt_u64 rt_put_addr(const struct rt_addrs *c, rt_u64 addr)
{
	static const char fmt[] = "0x%llx";
	char *text = (char *)RT_SYM_AT(c->stack);
	long n = bpf_snprintf(text, 24, fmt, &addr, 8);

	return rt_put_n(c->dst, c->size, c->at, text, n > 0 ? n - 1 : 0);
}

/* "name+0xoff/0xsize [module]"; without RT_SYM_SIZE no size, with RT_SYM_LINE a newline */
RT_INLINE rt_u64 rt_put_sym(const struct rt_addrs *c, rt_u64 addr, rt_u64 form)
{
	static const char fmt[] = "%pS";
	char *dst = c->dst;
	rt_u64 size = c->size, at = c->at, *text = RT_SYM_AT(c->stack);

	rt_sym_clear(text);
	if (bpf_snprintf((char *)text, RT_SYM_TEXT, fmt, &addr, 8) < 0)
		return at;

	rt_u64 slash = rt_sym_scan(text, '/'), module = rt_sym_scan(text, ' ');
	rt_u64 n = form & RT_SYM_SIZE || slash > module ? module : slash;

	at = rt_put_n(dst, size, at, (const char *)text, n);
	if (module < RT_SYM_TEXT)
		at = rt_put(dst, size, at, (const char *)text + module);
	else if (slash < RT_SYM_TEXT)
		at = rt_put(dst, size, at, " [kernel]");
	return form & RT_SYM_LINE ? rt_put_char(dst, size, at, '\n') : at;
}

RT_CALL int rt_symdata(char *dst, rt_u64 size, rt_u64 addr, const void *work)
{
	const struct rt_addrs c = { .dst = dst, .size = size, .at = rt_hide(0), .stack = work };

	dst[0] = 0;
	rt_put_sym(&c, addr, RT_SYM_SIZE);
	return 0;
}

/* "name 0xaddr" of whoever called the probed function; pc: asked for outside, where this call is no frame yet */
RT_CALL int rt_caller_text(char *dst, rt_u64 size, rt_u64 pc, void *work)
{
	struct rt_addrs c = { .dst = dst, .size = size, .stack = work };

	rt_symname(dst, size, pc, work);
	c.at = rt_put_char(dst, size, rt_strlen(dst, size), ' ');
	rt_put_addr(&c, pc);
	return 0;
}

/* ---- stacks: work holds a struct rt_stack ---- */
enum { RT_ADDRS_SYMBOLS = 1, RT_ADDRS_TRAIL = 2 };	/* symbols, a line each; a blank behind the last too */

static long rt_addrs_step(rt_u32 i, struct rt_addrs *c)
{
	rt_u64 pc = 0;

	if (i >= c->n || bpf_probe_read_kernel(&pc, 8, &c->stack->pc[i & 127]) || !pc)
		return 1;
	if (c->form & RT_ADDRS_SYMBOLS) {
		c->at = rt_put_sym(c, pc, RT_SYM_LINE);
		return 0;
	}
	if (i && !(c->form & RT_ADDRS_TRAIL))
		c->at = rt_put_char(c->dst, c->size, c->at, ' ');
	c->at = rt_put_addr(c, pc);
	if (c->form & RT_ADDRS_TRAIL)
		c->at = rt_put_char(c->dst, c->size, c->at, ' ');
	return 0;
}

/* at most n frames, n < 0: all that there are */
RT_CALL int rt_addrs(char *dst, rt_u64 size, const struct rt_stack *stack, rt_s64 n, rt_u64 form)
{
	rt_u64 have = 0;

	bpf_probe_read_kernel(&have, 4, &stack->n);

	struct rt_addrs c = {
		.dst = dst, .size = size, .at = rt_hide(0), .stack = stack, .form = form,
		.n = n >= 0 && (rt_u64)n < have ? (rt_u64)n : have,
	};

	dst[0] = 0;
	bpf_loop(127, rt_addrs_step, &c, 0);
	return 0;
}

#define RT_FRAMES(frames) (8 + 8 * ((frames) > 127 ? 127 : (frames)))
/* frames: the limit; n: how many are wanted */
#define rt_stack_text(f, dst, size, work, frames, n, form) ({				\
	rt_stack(f, work, RT_FRAMES(frames));						\
	rt_addrs(dst, size, (const struct rt_stack *)(work), n, form); })
#define rt_ustack_text(f, dst, size, work, frames, n, form) ({				\
	rt_ustack_now(f, work, RT_FRAMES(frames));						\
	rt_addrs(dst, size, (const struct rt_stack *)(work), n, form); })
/* the n-th frame, 0 when there are not so many */
RT_INLINE rt_u64 rt_stack_nth(const struct rt_stack *stack, rt_u64 n)
{
	rt_u64 pc = 0;

	if (n < 127)
		bpf_probe_read_kernel(&pc, 8, &stack->pc[n]);
	return pc;
}
