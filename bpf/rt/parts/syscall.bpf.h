/*
 * syscall.bpf.h - arguments of system calls as text: argstr, flags_str; after text, syscalltab
 *
 * Which call shows what is data (lang/syscall/calls.tab). A text grows in dst as in text.bpf.h. What
 * is called from many places is a global function: the verifier walks it once, for any numbers, and
 * not again for each call; so it takes memory of a known size and gives back a number. At most one
 * loop is entered from a step, frames of calls are few.
 */
struct rt_sys_dst { char text[RT_STRSIZE]; };

struct rt_sys_args { rt_u64 arg[6]; };

struct rt_sys {
	struct rt_sys_dst *dst;
	rt_u64 at;		/* where the text ends */
	rt_u64 item;		/* kind, slot << 8, second slot << 12, RT_SYS_BY_OPTION, table << 16 */
	rt_u64 v, w;		/* the argument, and the second one */
	rt_u64 limit;		/* of quoted data: syscall_string_trunc */
};

#define RT_SYS_CALL __attribute__((noinline)) rt_u64

RT_INLINE rt_u64 rt_sys_word(rt_u64 addr, rt_u64 *ret)
{
	*ret = 0;
	return bpf_probe_read_user(ret, 8, (const void *)addr) == 0;
}

/* a short text that lies on the stack; no call, for frames are few and small */
RT_INLINE rt_u64 rt_sys_copy(struct rt_sys_dst *dst, rt_u64 at, const char *text, int n)
{
	for (int i = 0; i < n; i++) {
		char ch = text[i];

		rt_barrier(at);		/* what is compared is what is used, not a sum that clang keeps beside it */
		if (!ch || at >= RT_STRSIZE - 1)
			break;
		*rt_at(dst->text, at) = ch;
		at += 1;
	}
	return rt_put_end(dst->text, RT_STRSIZE, at);
}

/* a name of the table, up to its NUL */
RT_INLINE rt_u64 rt_sys_name(struct rt_sys_dst *dst, rt_u64 at, rt_u64 name)
{
	for (int i = 0; i < 48; i++) {
		rt_u64 k = name + i;

		rt_barrier(k);
		k &= RT_SYS_NAMES - 1;
		char ch = *rt_at((char *)rt_sys_names, k);

		rt_barrier(at);
		if (!ch || at >= RT_STRSIZE - 1)
			break;
		*rt_at(dst->text, at) = ch;
		at += 1;
	}
	return rt_put_end(dst->text, RT_STRSIZE, at);
}

/* up to eight characters */
RT_SYS_CALL rt_sys_g_chars(struct rt_sys_dst *dst, rt_u64 at, rt_u64 chars)
{
	if (!dst)
		return at;
	for (int i = 0; i < 8 && chars; i++, chars >>= 8)
		at = rt_put_char(dst->text, RT_STRSIZE, at, chars);
	return at;
}

RT_INLINE rt_u64 rt_sys_pack(const char *s)
{
	rt_u64 w = 0;

	for (rt_u64 i = 0; i < 8 && i < __builtin_strlen(s); i++)
		w |= (rt_u64)(rt_u8)s[i] << 8 * i;
	return w;
}

/* a short literal */
#define rt_sys_text(s, literal) ({							\
	(s)->at = rt_sys_g_chars((s)->dst, (s)->at, rt_sys_pack(literal));		\
	if (sizeof(literal) > 9)							\
		(s)->at = rt_sys_g_chars((s)->dst, (s)->at, rt_sys_pack(&(literal)[sizeof(literal) > 9 ? 8 : 0])); \
	0; })

/* a number by one of rt_put_num's letters */
RT_SYS_CALL rt_sys_g_num(struct rt_sys_dst *dst, rt_u64 at, rt_u64 v, rt_u64 letter)
{
	static const char dec[] = "%lld", uns[] = "%llu", hex[] = "0x%llx", oct[] = "0%llx";
	char text[24] = "";

	if (!dst)
		return at;
	if (letter == 'o' && v) {
		v = rt_octal(v & 0xffffffff);
		bpf_snprintf(text, sizeof(text), oct, &v, 8);
	} else if (letter == 'u') {
		bpf_snprintf(text, sizeof(text), uns, &v, 8);
	} else if (letter == 'x') {
		bpf_snprintf(text, sizeof(text), hex, &v, 8);
	} else {
		bpf_snprintf(text, sizeof(text), dec, &v, 8);
	}
	return rt_sys_copy(dst, at, text, sizeof(text));
}

RT_INLINE int rt_sys_hex(struct rt_sys *s, rt_u64 v)
{
	s->at = rt_sys_g_num(s->dst, s->at, v, 'x');
	return 0;
}

RT_INLINE int rt_sys_dec(struct rt_sys *s, rt_u64 v)
{
	s->at = rt_sys_g_num(s->dst, s->at, v, 'd');
	return 0;
}

RT_INLINE int rt_sys_oct(struct rt_sys *s, rt_u64 v)
{
	s->at = rt_sys_g_num(s->dst, s->at, v, 'o');
	return 0;
}

/* ---- names ---- */
struct rt_sys_names {
	struct rt_sys_dst *dst;
	rt_u64 at;
	rt_u64 left, first, n;	/* bits that have no name yet */
	rt_u64 flags, any;
};

static long rt_sys_name_step(rt_u32 i, struct rt_sys_names *c)
{
	rt_u64 row = c->first + i;

	if (i >= c->n || row >= sizeof(rt_sys_rows) / sizeof(rt_sys_rows[0]))
		return 1;
	rt_barrier(row);
	if (row >= sizeof(rt_sys_rows) / sizeof(rt_sys_rows[0]))
		return 1;
	if ((c->left & rt_sys_rows[row].mask) != rt_sys_rows[row].value)
		return 0;

	rt_u64 name = rt_sys_rows[row].name;

	if (c->any)
		c->at = rt_put_char(c->dst->text, RT_STRSIZE, c->at, '|');
	c->at = rt_sys_name(c->dst, c->at, name);
	c->any = 1;
	c->left &= ~(rt_u64)rt_sys_rows[row].mask;
	return !c->flags;
}

/* flags: O_RDWR|O_CLOEXEC|0x100; a code: its name, or the number */
RT_SYS_CALL rt_sys_g_table(struct rt_sys_dst *dst, rt_u64 at, rt_u64 table, rt_u64 v)
{
	if (!dst || table >= sizeof(rt_sys_tables) / sizeof(rt_sys_tables[0]))
		return at;
	struct rt_sys_names c = {
		.dst = dst, .at = rt_hide(at), .left = rt_hide(v), .any = rt_hide(0),
		.first = rt_sys_tables[table].first, .n = rt_sys_tables[table].n, .flags = rt_sys_tables[table].flags,
	};

	bpf_loop(128, rt_sys_name_step, &c, 0);
	at = rt_put_end(dst->text, RT_STRSIZE, c.at);
	if (c.any && !(c.flags && c.left))
		return at;
	if (c.any)
		at = rt_put_char(dst->text, RT_STRSIZE, at, '|');
	if (!c.flags)
		return rt_sys_g_num(dst, at, (rt_s64)(rt_s32)v, 'd');
	return rt_sys_g_num(dst, at, c.left, 'x');
}

RT_INLINE int rt_sys_table(struct rt_sys *s, rt_u64 table, rt_u64 v)
{
	s->at = rt_sys_g_table(s->dst, s->at, table, v);
	return 0;
}

/* ---- text in user memory ---- */
/* quoted, in at most max bytes (0: all there is room for); ~0: it cannot be read */
RT_SYS_CALL rt_sys_g_quote(struct rt_sys_dst *dst, rt_u64 at, rt_u64 src, rt_u64 n, rt_u64 max)
{
	struct rt_quote q = { .size = RT_STRSIZE, .src = src, .n = n };
	rt_u64 start = at;

	if (!dst)
		return at;
	if (!src)
		return ~0ULL;
	q.dst = dst->text;
	q.flags = RT_TEXT_USER | RT_TEXT_QUOTED | (max ? RT_TEXT_COUNTED : 0);
	q.max = max && at + max < RT_STRSIZE ? at + max : RT_STRSIZE - 1;
	start = rt_put_char(dst->text, RT_STRSIZE, at, '"');
	q.at = rt_hide(start);
	q.cut = rt_hide(start);
	q.full = rt_hide(0);
	q.skip = rt_hide(0);
	q.bad = rt_hide(0);
	bpf_loop(RT_MAX_STRING, rt_quote_step, &q, 0);
	if (q.bad)
		return ~0ULL;
	at = rt_put_char(dst->text, RT_STRSIZE, q.full ? q.cut : q.at, '"');
	if (q.full)
		at = rt_sys_g_chars(dst, at, 0x2e2e2e);
	return at;
}

RT_INLINE int rt_sys_quote(struct rt_sys *s, rt_u64 src, rt_u64 n, rt_u64 max)
{
	rt_u64 at = rt_sys_g_quote(s->dst, s->at, src, n, max);

	if (at == ~0ULL)
		return rt_sys_hex(s, src);
	s->at = at;
	return 0;
}

/* ["ls", "-l"] */
RT_INLINE int rt_sys_argv(struct rt_sys *s, rt_u64 addr, rt_u64 n)
{
	rt_u64 word;

	if (!addr)
		return rt_sys_hex(s, 0);
	rt_sys_text(s, "[");
	for (rt_u64 i = 0; i <= n; i++) {
		if (!rt_sys_word(addr + 8 * i, &word) || !word)
			break;
		if (i)
			rt_sys_text(s, ", ");
		if (i == n || s->at + 8 >= RT_STRSIZE) {
			rt_sys_text(s, "...");
			break;
		}
		rt_sys_quote(s, word, RT_MAX_STRING, 0);
	}
	rt_sys_text(s, "]");
	return 0;
}

/* ---- structures in user memory ---- */
/* two words as [1.500000000]; 9 or 6 digits */
RT_SYS_CALL rt_sys_g_time(struct rt_sys_dst *dst, rt_u64 at, rt_u64 addr, rt_u64 digits)
{
	static const char nano[] = "[%lld.%09lld]", micro[] = "[%lld.%06lld]";
	rt_u64 t[2] = { 0, 0 };
	char text[40] = "";

	if (!dst)
		return at;
	if (!addr)
		return rt_sys_g_chars(dst, at, 0x4c4c554e);	/* NULL */
	if (bpf_probe_read_user(t, 16, (const void *)addr))
		return rt_sys_g_num(dst, at, addr, 'x');
	if (digits == 9 && (t[1] == 0x3fffffff || t[1] == 0x3ffffffe)) {
		at = rt_sys_g_chars(dst, at, 0x5f454d495455);	/* UTIME_ */
		return rt_sys_g_chars(dst, at, t[1] == 0x3fffffff ? 0x574f4e : 0x54494d4f);	/* NOW, OMIT */
	}
	if (digits == 9)
		bpf_snprintf(text, sizeof(text), nano, t, 16);
	else
		bpf_snprintf(text, sizeof(text), micro, t, 16);
	return rt_sys_copy(dst, at, text, sizeof(text));
}

RT_INLINE int rt_sys_time(struct rt_sys *s, rt_u64 addr, rt_u64 digits)
{
	s->at = rt_sys_g_time(s->dst, s->at, addr, digits);
	return 0;
}

RT_INLINE int rt_sys_times(struct rt_sys *s, rt_u64 addr, rt_u64 digits)
{
	rt_u64 word;

	if (!addr || !rt_sys_word(addr, &word))
		return rt_sys_time(s, addr, digits & 15);
	if (digits < 16)
		rt_sys_text(s, "[");
	rt_sys_time(s, addr, digits & 15);
	rt_sys_text(s, digits < 16 ? ", " : ",");
	rt_sys_time(s, addr + 16, digits & 15);
	if (digits < 16)
		rt_sys_text(s, "]");
	return 0;
}

/* a path that a socket address has, up to 108 bytes; in pieces, for frames are small */
RT_SYS_CALL rt_sys_g_path(struct rt_sys_dst *dst, rt_u64 at, rt_u64 addr)
{
	char text[28] = "";

	if (!dst)
		return at;
	for (int i = 0; i < 4; i++, addr += 27) {
		long n = bpf_probe_read_user_str(text, sizeof(text), (const void *)addr);

		if (n < 0)
			break;
		at = rt_sys_copy(dst, at, text, sizeof(text));
		if (n < 28)
			break;
	}
	return at;
}

/* what stands behind the family in a socket address: "127.0.0.1, 80"; head: its first eight bytes */
RT_SYS_CALL rt_sys_g_address(struct rt_sys_dst *dst, rt_u64 at, rt_u64 addr, rt_u64 head)
{
	static const char v4[] = "%pI4", v6[] = "%pI6", nl[] = "pid=%d, groups=%08x";
	rt_u64 in[2] = { head >> 32 }, arg = (rt_u64)in, family = head & 0xffff;
	char text[40] = "";

	if (!dst)
		return at;
	if (family == 2) {
		bpf_snprintf(text, sizeof(text), v4, &arg, 8);
	} else if (family == 10) {
		bpf_probe_read_user(in, 16, (const void *)(addr + 8));
		bpf_snprintf(text, sizeof(text), v6, &arg, 8);
	} else {
		bpf_probe_read_user(in, 8, (const void *)(addr + 4));
		in[1] = in[0] >> 32;
		in[0] = (rt_u32)in[0];
		bpf_snprintf(text, sizeof(text), nl, in, 16);
	}
	at = rt_sys_copy(dst, at, text, sizeof(text));
	if (family == 16)
		return at;
	at = rt_sys_g_chars(dst, at, 0x202c);
	return rt_sys_g_num(dst, at, __builtin_bswap16(head >> 16), 'd');
}

enum { RT_SYS_MAX_FAMILY = 45 };

/* {AF_INET, 127.0.0.1, 80}; its two halves are not on the stack together */
RT_SYS_CALL rt_sys_g_sockaddr(struct rt_sys_dst *dst, rt_u64 at, rt_u64 addr)
{
	rt_u64 head = 0;

	if (!dst)
		return at;
	if (!addr || bpf_probe_read_user(&head, 8, (const void *)addr))
		return rt_sys_g_num(dst, at, addr, 'x');
	at = rt_put_char(dst->text, RT_STRSIZE, at, '{');
	if ((head & 0xffff) > RT_SYS_MAX_FAMILY) {
		at = rt_sys_g_chars(dst, at, rt_sys_pack("unknown "));
		at = rt_sys_g_chars(dst, at, rt_sys_pack("address "));
		at = rt_sys_g_chars(dst, at, rt_sys_pack("family "));
	}
	at = rt_sys_g_table(dst, at, RT_SYS_TABLE_af, head & 0xffff);
	if ((head & 0xffff) == 1)
		at = rt_sys_g_path(dst, rt_sys_g_chars(dst, at, 0x202c), addr + 2);
	else if ((head & 0xffff) == 2 || (head & 0xffff) == 10 || (head & 0xffff) == 16)
		at = rt_sys_g_address(dst, rt_sys_g_chars(dst, at, 0x202c), addr, head);
	return rt_put_char(dst->text, RT_STRSIZE, at, '}');
}

struct rt_sys_set {
	struct rt_sys_dst *dst;
	rt_u64 at, left, any;
};

static long rt_sys_set_step(rt_u32 i, struct rt_sys_set *c)
{
	if (i > 63)
		return 1;
	if (!(c->left >> i & 1))
		return 0;
	if (c->any)
		c->at = rt_put_char(c->dst->text, RT_STRSIZE, c->at, '|');
	c->any = 1;
	if (i < 31)
		c->at = rt_sys_name(c->dst, c->at, rt_sys_rows[rt_sys_tables[RT_SYS_TABLE_signal].first + i].name);
	else
		c->at = rt_sys_g_num(c->dst, rt_sys_g_chars(c->dst, c->at, 0x5f5452474953), i + 1 - 32, 'd');	/* SIGRT_ */
	return 0;
}

/* [SIGINT|SIGCHLD] */
RT_SYS_CALL rt_sys_g_sigset(struct rt_sys_dst *dst, rt_u64 at, rt_u64 set)
{
	if (!dst)
		return at;
	if (!set)
		return rt_sys_g_chars(dst, at, 0x5d5954504d455b);	/* [EMPTY] */
	at = rt_put_char(dst->text, RT_STRSIZE, at, '[');
	struct rt_sys_set c = { .dst = dst, .at = rt_hide(at), .left = set, .any = rt_hide(0) };

	bpf_loop(64, rt_sys_set_step, &c, 0);
	return rt_put_char(dst->text, RT_STRSIZE, c.at, ']');
}

/* {SIG_DFL}, {0x7f..., SA_RESTART, 0x..., [EMPTY]} */
RT_SYS_CALL rt_sys_g_sigaction(struct rt_sys_dst *dst, rt_u64 at, rt_u64 addr)
{
	rt_u64 a[4] = { 0 };

	if (!dst)
		return at;
	if (bpf_probe_read_user(a, 32, (const void *)addr))
		return rt_sys_g_num(dst, at, addr, 'x');
	at = rt_put_char(dst->text, RT_STRSIZE, at, '{');
	if (a[0] <= 1) {
		at = rt_sys_g_chars(dst, at, a[0] ? 0x4e47495f474953 : 0x4c46445f474953);	/* SIG_IGN SIG_DFL */
		return rt_put_char(dst->text, RT_STRSIZE, at, '}');
	}
	at = rt_sys_g_num(dst, at, a[0], 'x');
	at = rt_sys_g_table(dst, rt_sys_g_chars(dst, at, 0x202c), RT_SYS_TABLE_sigaction, a[1]);
	at = rt_sys_g_num(dst, rt_sys_g_chars(dst, at, 0x202c), a[2], 'x');
	at = rt_sys_g_sigset(dst, rt_sys_g_chars(dst, at, 0x202c), a[3]);
	return rt_put_char(dst->text, RT_STRSIZE, at, '}');
}

/* words of a structure: numbers between brackets; d x o: decimal, hexadecimal, octal; ~0: RLIM_INFINITY */
RT_SYS_CALL rt_sys_g_words(struct rt_sys_dst *dst, rt_u64 at, rt_u64 kind, rt_u64 addr)
{
	rt_u64 w[3] = { 0 };
	rt_u64 n = kind == RT_SYS_INT2 || kind == RT_SYS_TZ ? 8 : kind == RT_SYS_RLIM || kind == RT_SYS_SIGINFO ? 16 : 24;

	if (!dst)
		return at;
	if (!addr || bpf_probe_read_user(w, n, (const void *)addr))
		return !addr && (kind == RT_SYS_RLIM || kind == RT_SYS_TZ) ? rt_sys_g_chars(dst, at, 0x4c4c554e)	/* NULL */
			: rt_sys_g_num(dst, at, addr, 'x');
	if (kind == RT_SYS_HOWFLAGS)
		return rt_sys_g_table(dst, at, RT_SYS_TABLE_open, w[0]);
	at = rt_put_char(dst->text, RT_STRSIZE, at, kind == RT_SYS_OPENHOW ? '{' : '[');
	if (kind == RT_SYS_OPENHOW) {
		at = rt_sys_g_table(dst, at, RT_SYS_TABLE_open, w[0]);
	} else if (kind == RT_SYS_SIGINFO) {
		at = rt_sys_g_chars(dst, at, 0x6f6e6769735f6973);	/* si_signo */
		at = rt_put_char(dst->text, RT_STRSIZE, at, '=');
		at = rt_sys_g_table(dst, at, RT_SYS_TABLE_signal, w[0] & 0xffffffff);
		at = rt_sys_g_chars(dst, at, 0x635f6973202c);	/* , si_c */
		at = rt_sys_g_chars(dst, at, 0x3d65646f);	/* ode= */
		w[1] = (rt_s64)(rt_s32)w[1];
		at = rt_sys_g_num(dst, at, w[1], 'd');
		return rt_put_char(dst->text, RT_STRSIZE, at, ']');
	} else if (kind == RT_SYS_RLIM && w[0] == ~0ULL) {
		at = rt_sys_g_chars(dst, at, 0x464e495f4d494c52);	/* RLIM_INF */
		at = rt_sys_g_chars(dst, at, 0x5954494e49);	/* INITY */
	} else {
		at = rt_sys_g_num(dst, at, n == 8 || kind == RT_SYS_TIMEX || kind == RT_SYS_SCHED ? (rt_u64)(rt_s64)(rt_s32)w[0] : w[0], 'd');
	}
	at = rt_put_char(dst->text, RT_STRSIZE, at, ',');
	if (kind != RT_SYS_RLIM && kind != RT_SYS_TZ)
		at = rt_put_char(dst->text, RT_STRSIZE, at, ' ');
	if (kind == RT_SYS_RLIM && w[1] == ~0ULL) {
		at = rt_sys_g_chars(dst, at, 0x464e495f4d494c52);
		at = rt_sys_g_chars(dst, at, 0x5954494e49);
	} else {
		at = rt_sys_g_num(dst, at, n == 8 ? (rt_u64)((rt_s64)w[0] >> 32) : w[1],
				  kind == RT_SYS_OPENHOW ? 'o' : kind == RT_SYS_STACK ? 'x' : 'd');
	}
	if (n == 24)
		at = rt_sys_g_num(dst, rt_sys_g_chars(dst, at, 0x202c), w[2], kind == RT_SYS_OPENHOW ? 'x' : 'd');
	return rt_put_char(dst->text, RT_STRSIZE, at, kind == RT_SYS_OPENHOW ? '}' : ']');
}

/* a time as "Thu Jan  1 00:00:00 1970", in place: frames are small */
RT_SYS_CALL rt_sys_g_date(struct rt_sys_dst *dst, rt_u64 at, rt_u64 t)
{
	if (!dst)
		return at;
	rt_barrier(at);
	if (at > RT_STRSIZE - 28)
		return at;
	if ((rt_s64)t != (rt_s32)t)
		return rt_sys_g_num(dst, at, t, 'd');
	rt_ctime_text(rt_at(dst->text, at), 28, (rt_s32)t);
	return at + 24;
}

/* [Thu Jan  1 00:00:00 1970, Thu Jan  1 00:00:01 1970]; what cannot be read is 0, as the variables are */
RT_SYS_CALL rt_sys_g_utime(struct rt_sys_dst *dst, rt_u64 at, rt_u64 addr)
{
	rt_u64 w[2] = { 0, 0 };

	if (!dst)
		return at;
	if (bpf_probe_read_user(w, 16, (const void *)addr))
		w[0] = w[1] = 0;
	at = rt_sys_g_date(dst, rt_put_char(dst->text, RT_STRSIZE, at, '['), w[0]);
	at = rt_sys_g_date(dst, rt_sys_g_chars(dst, at, 0x202c), w[1]);
	return rt_put_char(dst->text, RT_STRSIZE, at, ']');
}

/* what lies in a structure; where the text ends */
RT_INLINE rt_u64 rt_sys_struct(struct rt_sys *s, rt_u64 kind, rt_u64 v)
{
	rt_u64 set;

	switch (kind) {
	case RT_SYS_SA:
		return rt_sys_g_sockaddr(s->dst, s->at, v);
	case RT_SYS_UTIME:
		return rt_sys_g_utime(s->dst, s->at, v);
	case RT_SYS_SIGACT:
		return v ? rt_sys_g_sigaction(s->dst, s->at, v) : rt_sys_g_chars(s->dst, s->at, 0x4c4c554e);
	case RT_SYS_SIGSET:
		if (!v)
			return rt_sys_g_chars(s->dst, s->at, 0x4c4c554e);	/* NULL */
		return rt_sys_word(v, &set) ? rt_sys_g_sigset(s->dst, s->at, set) : rt_sys_g_num(s->dst, s->at, v, 'x');
	default:
		return rt_sys_g_words(s->dst, s->at, kind, v);
	}
}

/* a futex()'s rest by its operation: val, time, val3, uaddr2 only where they mean something */
RT_SYS_CALL rt_sys_g_futex(struct rt_sys_dst *dst, struct rt_sys_args *a, rt_u64 at, rt_u64 item)
{
	if (!dst || !a)
		return at;

	rt_u64 op = a->arg[1] & 127;

	at = rt_sys_g_table(dst, at, item >> 16, op);
	if (a->arg[1] & 128) {
		at = rt_sys_g_chars(dst, at, 0x5441564952505f);	/* _PRIVAT */
		at = rt_put_char(dst->text, RT_STRSIZE, at, 'E');
	}
	at = rt_sys_g_num(dst, rt_sys_g_chars(dst, at, 0x202c), (rt_s64)(rt_s32)a->arg[2], 'd');
	if (op == 0 || op == 6 || op == 9 || op == 11 || op == 13) {
		at = rt_sys_g_time(dst, rt_sys_g_chars(dst, at, 0x202c), a->arg[3], 9);
	} else if (op == 3 || op == 4 || op == 5 || op == 12) {
		at = rt_sys_g_num(dst, rt_sys_g_chars(dst, at, 0x202c), (rt_s64)(rt_s32)a->arg[3], 'd');
		at = rt_sys_g_num(dst, rt_sys_g_chars(dst, at, 0x202c), a->arg[4], 'x');
	}
	if (op == 4 || op == 5 || op == 12 || op == 9 || op == 10)
		at = rt_sys_g_num(dst, rt_sys_g_chars(dst, at, 0x202c), (rt_u64)(rt_u32)a->arg[5], op == 9 || op == 10 ? 'x' : 'd');
	return at;
}

/* one argument; it goes to the end of the text */
RT_INLINE int rt_sys_value(struct rt_sys *s)
{
	rt_u64 kind = s->item & 0xff, table = s->item >> 16, v = s->v;

	switch (kind) {
	case RT_SYS_d:
		return rt_sys_dec(s, (rt_s64)(rt_s32)v);
	case RT_SYS_l:
		return rt_sys_dec(s, v);
	case RT_SYS_u: case RT_SYS_U:
		s->at = rt_sys_g_num(s->dst, s->at, kind == RT_SYS_U ? (rt_u32)v : v, 'u');
		return 0;
	case RT_SYS_ZERO: case RT_SYS_HEX: case RT_SYS_p: case RT_SYS_x:
		return rt_sys_hex(s, kind == RT_SYS_ZERO ? 0 : v);
	case RT_SYS_o: case RT_SYS_CREAT:
		rt_sys_oct(s, v);
		return 0;
	case RT_SYS_S:
		return rt_sys_quote(s, v, RT_MAX_STRING, 0);
	case RT_SYS_B:
		return rt_sys_quote(s, v, s->w, s->limit);
	case RT_SYS_F: case RT_SYS_E:
		return rt_sys_table(s, table, v & 0xffffffff);
	case RT_SYS_CLONE:
		if (v & 0xffffff00) {
			rt_sys_table(s, table, v & 0xffffff00);
			if (!(v & 0xff))
				return 0;
			rt_sys_text(s, "|");
		}
		return rt_sys_table(s, RT_SYS_TABLE_signal, v & 0xff);
	case RT_SYS_SOCKTYPE:
		rt_sys_table(s, table, v & 0xf);
		if (!(v & ~0xfULL & 0xffffffff))
			return 0;
		rt_sys_text(s, "|");
		return rt_sys_table(s, RT_SYS_TABLE_sock, v & 0xfffffff0);
	case RT_SYS_AT:
		if ((rt_s32)v != -100)
			return rt_sys_dec(s, (rt_s64)(rt_s32)v);
		rt_sys_text(s, "AT_FDCWD");
		return 0;
	case RT_SYS_SIG:
		return rt_sys_table(s, RT_SYS_TABLE_signal, v & 0xffffffff);
	case RT_SYS_TS:
		return rt_sys_time(s, v, 9);
	case RT_SYS_TV:
		return rt_sys_time(s, v, 6);
	case RT_SYS_TS2:
		return rt_sys_times(s, v, 9);
	case RT_SYS_TV2:
		return rt_sys_times(s, v, 6);
	case RT_SYS_ITS:
		return rt_sys_times(s, v, 16 + 9);
	case RT_SYS_ITV:
		return rt_sys_times(s, v, 16 + 6);
	case RT_SYS_ARGV:
		return rt_sys_argv(s, v, 32);
	case RT_SYS_ENV:
		return rt_sys_argv(s, v, 8);
	case RT_SYS_MODE:
		if (v & 0xf000) {
			rt_sys_table(s, RT_SYS_TABLE_filetype, v & 0xf000);
			rt_sys_text(s, "|");
		}
		rt_sys_oct(s, v & 0xfff);
		return 0;
	case RT_SYS_PERM:
		if (v & 0xfffffe00) {
			rt_sys_table(s, table, v & 0xfffffe00);
			if (!(v & 0777))
				return 0;
			rt_sys_text(s, "|");
		}
		rt_sys_oct(s, v & 0777);
		return 0;
	case RT_SYS_FUTEX:
		rt_sys_table(s, table, v & 127);
		if (v & 128)
			rt_sys_text(s, "_PRIVATE");
		return 0;
	case RT_SYS_KEY:
		if (v)
			return rt_sys_dec(s, (rt_s64)(rt_s32)v);
		rt_sys_text(s, "IPC_PRIVATE");
		return 0;
	case RT_SYS_IOPRIO:
		rt_sys_table(s, RT_SYS_TABLE_ioclass, v >> 13 & 7);
		rt_sys_text(s, "|");
		return rt_sys_dec(s, v & 0x1fff);
	default:
		s->at = rt_sys_struct(s, kind, v);
		return 0;
	}
}

/*
 * An item of a call behind what is there, with its arguments v and w; where the text ends. The upper
 * half of `item` bounds quoted data. Few and small frames: the handler's own lies below them.
 */
RT_SYS_CALL rt_sys_g_item(struct rt_sys_dst *dst, rt_u64 at, rt_u64 item, rt_u64 v, rt_u64 w)
{
	if (!dst)
		return at;
	struct rt_sys s = { .dst = dst, .at = at, .item = (rt_u32)item, .v = v, .w = w, .limit = item >> 32 };

	if ((item & 0xff) == RT_SYS_CREAT && !(w & 0x400040) && at)
		return at;
	if (at)
		rt_sys_text(&s, ", ");
	rt_sys_value(&s);
	return s.at;
}

/* which row of rt_sys_options, counted from 1, has what is behind the option; 0: none */
RT_SYS_CALL rt_sys_g_option(rt_u64 nr, rt_u64 value)
{
	for (rt_u32 i = 0; i < sizeof(rt_sys_options) / sizeof(rt_sys_options[0]); i++)
		if (rt_sys_options[i].nr == nr && rt_sys_options[i].value == (rt_u32)value)
			return i + 1;
	return 0;
}

/* the i-th item of a call, for its option */
RT_INLINE rt_u32 rt_sys_item(rt_u64 nr, rt_u64 option, rt_u64 i)
{
	rt_u64 row = option - 1;

	rt_barrier(row);
	if (!i || row >= sizeof(rt_sys_options) / sizeof(rt_sys_options[0]))
		return rt_sys_calls[nr][i];
	return i < 5 ? rt_sys_options[row].items[i - 1] : 0;
}

/* all of a call that argstr shows */
RT_INLINE int rt_sys_argstr(struct rt_sys_dst *dst, struct firing *f, rt_u64 limit)
{
	struct rt_sys_args *a = (struct rt_sys_args *)f->arg;
	rt_u64 at = 0, nr = f->sysnr;

	dst->text[0] = 0;
	if (nr >= sizeof(rt_sys_calls) / sizeof(rt_sys_calls[0]))
		return 0;
	rt_barrier(nr);
	if (nr >= sizeof(rt_sys_calls) / sizeof(rt_sys_calls[0]))
		return 0;
	rt_u64 option = rt_sys_calls[nr][0] & RT_SYS_BY_OPTION ? rt_sys_g_option(nr, a->arg[0]) : 0;

	for (int i = 0; i < 6; i++) {
		rt_u64 item = rt_sys_item(nr, option, i), slot = item >> 8 & 15, other = item >> 12 & 7;

		if (!item || slot > 5 || other > 5)
			break;
		if ((item & 0xff) == RT_SYS_FUTEX && at)
			at = rt_sys_g_futex(dst, a, rt_sys_g_chars(dst, at, 0x202c), item);
		else
			at = rt_sys_g_item(dst, at, item | limit << 32, a->arg[slot], a->arg[other]);
	}
	return 0;
}

/* one variable of a call */
RT_INLINE int rt_sys_one(struct rt_sys_dst *dst, rt_u64 item, rt_u64 v, rt_u64 w, rt_u64 limit)
{
	dst->text[0] = 0;
	rt_sys_g_item(dst, 0, (rt_u32)item | limit << 32, v, w);
	return 0;
}
