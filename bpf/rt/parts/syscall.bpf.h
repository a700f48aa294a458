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
	rt_u64 item;		/* kind, slot << 8, second slot << 12, table << 16 */
	rt_u64 v, w;		/* the argument, and the second one */
	rt_u64 limit;		/* of quoted data: syscall_string_trunc */
};

#define RT_SYS_CALL __attribute__((noinline)) rt_u64

RT_INLINE rt_u64 rt_sys_word(rt_u64 addr, rt_u64 *ret)
{
	*ret = 0;
	return bpf_probe_read_user(ret, 8, (const void *)addr) == 0;
}

RT_INLINE void rt_sys_add(struct rt_sys *s, const char *text, rt_u64 n)
{
	s->at = rt_put_n(s->dst->text, RT_STRSIZE, s->at, text, n);
}

/* numbers in a format of bpf_snprintf's */
#define rt_sys_put(s, fmt, ...) ({							\
	static const char fmt_[] = fmt;							\
	rt_u64 args_[] = { __VA_ARGS__ };						\
	char text_[64] = "";								\
	bpf_snprintf(text_, sizeof(text_), fmt_, args_, sizeof(args_));			\
	rt_sys_add(s, text_, sizeof(text_) - 1);					\
})

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
	static const char dec[] = "%lld", hex[] = "0x%llx", oct[] = "0%llx";
	rt_u64 octal = rt_octal(v & 0xffffffffffffULL);
	char text[32] = "";

	if (!dst)
		return at;
	if (letter == 'o' && v)
		bpf_snprintf(text, sizeof(text), oct, &octal, 8);
	else if (letter == 'x')
		bpf_snprintf(text, sizeof(text), hex, &v, 8);
	else
		bpf_snprintf(text, sizeof(text), dec, &v, 8);
	return rt_put_n(dst->text, RT_STRSIZE, at, text, sizeof(text) - 1);
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
	char *dst;
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

	rt_barrier(name);
	name &= RT_SYS_NAMES - 1;
	if (c->any)
		c->at = rt_put_char(c->dst, RT_STRSIZE, c->at, '|');
	c->at = rt_put_n(c->dst, RT_STRSIZE, c->at, rt_at((char *)rt_sys_names, name), 64);
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
		.dst = dst->text, .at = rt_hide(at), .left = rt_hide(v), .any = rt_hide(0),
		.first = rt_sys_tables[table].first, .n = rt_sys_tables[table].n, .flags = rt_sys_tables[table].flags,
	};

	bpf_loop(64, rt_sys_name_step, &c, 0);
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

struct rt_sys_argv {
	struct rt_sys_dst *dst;
	rt_u64 at, addr, n;
};

static long rt_sys_argv_step(rt_u32 i, struct rt_sys_argv *c)
{
	rt_u64 word, at = c->at;

	if (!rt_sys_word(c->addr + 8 * (rt_u64)i, &word) || !word)
		return 1;
	if (i)
		at = rt_sys_g_chars(c->dst, at, 0x202c);	/* ", " */
	if (i >= c->n || at + 8 >= RT_STRSIZE) {
		c->at = rt_sys_g_chars(c->dst, at, 0x2e2e2e);
		return 1;
	}
	rt_u64 end = rt_sys_g_quote(c->dst, at, word, RT_MAX_STRING, 0);

	c->at = end == ~0ULL ? rt_sys_g_num(c->dst, at, word, 'x') : end;
	return 0;
}

/* ["ls", "-l"] */
RT_INLINE int rt_sys_argv(struct rt_sys *s, rt_u64 addr, rt_u64 n)
{
	struct rt_sys_argv c = { .dst = s->dst, .addr = addr, .n = n };

	if (!addr)
		return rt_sys_hex(s, 0);
	rt_sys_text(s, "[");
	c.at = rt_hide(s->at);
	bpf_loop(32, rt_sys_argv_step, &c, 0);
	s->at = c.at;
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
	return rt_put_n(dst->text, RT_STRSIZE, at, text, sizeof(text) - 1);
}

RT_INLINE int rt_sys_time(struct rt_sys *s, rt_u64 addr, rt_u64 digits)
{
	s->at = rt_sys_g_time(s->dst, s->at, addr, digits);
	return 0;
}

RT_INLINE int rt_sys_times(struct rt_sys *s, rt_u64 addr, rt_u64 digits)
{
	if (!addr)
		return rt_sys_time(s, 0, digits);
	if (digits < 16)
		rt_sys_text(s, "[");
	rt_sys_time(s, addr, digits & 15);
	rt_sys_text(s, digits < 16 ? ", " : ",");
	rt_sys_time(s, addr + 16, digits & 15);
	if (digits < 16)
		rt_sys_text(s, "]");
	return 0;
}

RT_INLINE void rt_sys_rlim(struct rt_sys *s, rt_u64 v)
{
	if (v == ~0ULL)
		rt_sys_text(s, "RLIM_INFINITY");
	else
		rt_sys_dec(s, v);
}

RT_INLINE int rt_sys_rlimit(struct rt_sys *s, rt_u64 addr)
{
	rt_u64 r[2];

	if (!addr) {
		rt_sys_text(s, "NULL");
		return 0;
	}
	if (bpf_probe_read_user(r, 16, (const void *)addr))
		return rt_sys_hex(s, addr);
	rt_sys_text(s, "[");
	rt_sys_rlim(s, r[0]);
	rt_sys_text(s, ",");
	rt_sys_rlim(s, r[1]);
	rt_sys_text(s, "]");
	return 0;
}

struct rt_sys_in6 { rt_u16 family, port; rt_u32 flow; rt_u8 addr[16]; };

/* {AF_INET, 127.0.0.1, 80} */
RT_INLINE int rt_sys_sockaddr(struct rt_sys *s, rt_u64 addr)
{
	struct rt_sys_in6 in = { 0 };
	static const char v4[] = ", %pI4, %llu}", v6[] = ", %pI6, %llu}";
	char text[64] = "";

	if (!addr)
		return rt_sys_hex(s, 0);
	if (bpf_probe_read_user(&in, 8, (const void *)addr))
		return rt_sys_hex(s, addr);
	rt_sys_text(s, "{");
	rt_sys_table(s, RT_SYS_TABLE_af, in.family);
	if (in.family == 1) {
		rt_sys_text(s, ", ");
		char path[24] = "";

		bpf_probe_read_user_str(path, sizeof(path), (const void *)(addr + 2));
		rt_sys_add(s, path, sizeof(path));
	} else if (in.family == 2 || in.family == 10) {
		rt_u64 args[] = { in.family == 2 ? (rt_u64)&in.flow : (rt_u64)in.addr,
				  __builtin_bswap16(in.port) };

		if (in.family == 10)
			bpf_probe_read_user(in.addr, 16, (const void *)(addr + 8));
		if (in.family == 2)
			bpf_snprintf(text, sizeof(text), v4, args, sizeof(args));
		else
			bpf_snprintf(text, sizeof(text), v6, args, sizeof(args));
		rt_sys_add(s, text, sizeof(text));
		return 0;
	}
	rt_sys_text(s, "}");
	return 0;
}

struct rt_sys_set {
	struct rt_sys *s;
	rt_u64 left, any;
};

static long rt_sys_set_step(rt_u32 i, struct rt_sys_set *c)
{
	if (!(c->left >> i & 1) || i > 63)
		return 0;
	if (c->any)
		rt_sys_text(c->s, "|");
	c->any = 1;
	if (i < 31) {
		rt_u64 name = rt_sys_rows[rt_sys_tables[RT_SYS_TABLE_signal].first + i].name & (RT_SYS_NAMES - 1);

		rt_sys_add(c->s, rt_at((char *)rt_sys_names, name), 64);
	} else {
		rt_sys_put(c->s, "SIGRT_%llu", i + 1 - 32);
	}
	return 0;
}

/* [SIGINT|SIGCHLD] */
RT_INLINE int rt_sys_sigset(struct rt_sys *s, rt_u64 set)
{
	struct rt_sys_set c = { .s = s, .left = set, .any = rt_hide(0) };

	if (!set) {
		rt_sys_text(s, "[EMPTY]");
		return 0;
	}
	rt_sys_text(s, "[");
	bpf_loop(64, rt_sys_set_step, &c, 0);
	rt_sys_text(s, "]");
	return 0;
}

RT_INLINE int rt_sys_sigset_at(struct rt_sys *s, rt_u64 addr)
{
	rt_u64 set;

	if (!addr) {
		rt_sys_text(s, "NULL");
		return 0;
	}
	return rt_sys_word(addr, &set) ? rt_sys_sigset(s, set) : rt_sys_hex(s, addr);
}

/* {SIG_DFL}, {0x7f..., SA_RESTART, 0x..., [EMPTY]} */
RT_INLINE int rt_sys_sigaction(struct rt_sys *s, rt_u64 addr)
{
	rt_u64 a[4];

	if (!addr) {
		rt_sys_text(s, "NULL");
		return 0;
	}
	if (bpf_probe_read_user(a, 32, (const void *)addr))
		return rt_sys_hex(s, addr);
	rt_sys_text(s, "{");
	if (a[0] == 0)
		rt_sys_text(s, "SIG_DFL");
	else if (a[0] == 1)
		rt_sys_text(s, "SIG_IGN");
	else
		rt_sys_hex(s, a[0]);
	if (a[0] > 1) {
		rt_sys_text(s, ", ");
		rt_sys_table(s, RT_SYS_TABLE_sigaction, a[1]);
		rt_sys_put(s, ", 0x%llx, ", a[2]);
		rt_sys_sigset(s, a[3]);
	}
	rt_sys_text(s, "}");
	return 0;
}

/* {si_signo=SIGUSR1, si_code=-1, ...} */
RT_INLINE int rt_sys_siginfo(struct rt_sys *s, rt_u64 addr)
{
	rt_s32 i[4];

	if (!addr || bpf_probe_read_user(i, 16, (const void *)addr))
		return rt_sys_hex(s, addr);
	rt_sys_text(s, "[{si_signo=");
	rt_sys_table(s, RT_SYS_TABLE_signal, (rt_u32)i[0]);
	rt_sys_put(s, ", si_code=%d}]", (rt_s64)i[2]);
	return 0;
}

/* futex by operation: val, time, val3, uaddr2 only where they mean something */
RT_INLINE int rt_sys_futex(struct rt_sys *s, rt_u64 *arg)
{
	rt_u64 op = arg[1] & 127, val = (rt_s64)(rt_s32)arg[2];

	rt_sys_table(s, (s->item >> 16), op);
	if (arg[1] & 128)
		rt_sys_text(s, "_PRIVATE");
	if (arg[1] & 256)
		rt_sys_text(s, "|FUTEX_CLOCK_REALTIME");
	rt_sys_put(s, ", %lld", val);
	if (op == 0 || op == 6 || op == 9 || op == 11 || op == 13) {
		rt_sys_text(s, ", ");
		rt_sys_time(s, arg[3], 9);
	} else if (op == 3 || op == 4 || op == 5 || op == 12) {
		rt_sys_put(s, ", %lld, 0x%llx", (rt_s64)(rt_s32)arg[3], arg[4]);
	}
	if (op == 4 || op == 5 || op == 12)
		rt_sys_put(s, ", %lld", (rt_s64)(rt_s32)arg[5]);
	else if (op == 9 || op == 10)
		rt_sys_put(s, ", 0x%llx", (rt_u64)(rt_u32)arg[5]);
	return 0;
}

/* small structures, read as words */
RT_INLINE int rt_sys_struct(struct rt_sys *s, rt_u64 kind)
{
	rt_u64 addr = s->v, w[3] = { 0 };

	if (!addr || bpf_probe_read_user(w, kind == RT_SYS_INT2 ? 8 : kind == RT_SYS_UTIME ? 16 : 24,
					 (const void *)addr))
		return rt_sys_hex(s, addr);
	if (kind == RT_SYS_INT2)
		rt_sys_put(s, "[%d, %d]", (rt_s64)(rt_s32)w[0], (rt_s64)w[0] >> 32);
	else if (kind == RT_SYS_UTIME)
		rt_sys_put(s, "[%lld, %lld]", w[0], w[1]);
	else if (kind == RT_SYS_STACK)
		rt_sys_put(s, "[%llu, 0x%llx, %llu]", w[0], w[1] & 0xffffffff, w[2]);
	else if (kind == RT_SYS_SCHED)
		rt_sys_put(s, "{size=%u, policy=%u, flags=0x%llx, ...}", w[0] & 0xffffffff, w[0] >> 32, w[1]);
	else if (kind == RT_SYS_OPENHOW) {
		rt_sys_text(s, "{flags=");
		rt_sys_table(s, RT_SYS_TABLE_open, w[0]);
		rt_sys_text(s, ", mode=");
		rt_sys_oct(s, w[1]);
		rt_sys_put(s, ", resolve=0x%llx}", w[2]);
	} else if (kind == RT_SYS_HOWFLAGS)
		rt_sys_table(s, RT_SYS_TABLE_open, w[0]);
	else
		rt_sys_put(s, "{modes=%u, offset=%lld, ...}", w[0] & 0xffffffff, w[1]);
	return 0;
}

/* what lies in a structure; where the text ends */
RT_SYS_CALL rt_sys_g_struct(struct rt_sys_dst *dst, rt_u64 at, rt_u64 kind, rt_u64 v)
{
	struct rt_sys s = { .dst = dst, .at = at, .v = v };

	if (!dst)
		return at;
	switch (kind) {
	case RT_SYS_SA:
		rt_sys_sockaddr(&s, v);
		break;
	case RT_SYS_RLIM:
		rt_sys_rlimit(&s, v);
		break;
	case RT_SYS_SIGACT:
		rt_sys_sigaction(&s, v);
		break;
	case RT_SYS_SIGSET:
		rt_sys_sigset_at(&s, v);
		break;
	case RT_SYS_SIGINFO:
		rt_sys_siginfo(&s, v);
		break;
	default:
		rt_sys_struct(&s, kind);
	}
	return s.at;
}

/* the rest of a futex() behind its first argument */
RT_SYS_CALL rt_sys_g_futex(struct rt_sys_dst *dst, struct rt_sys_args *a, rt_u64 at, rt_u64 item)
{
	struct rt_sys s = { .dst = dst, .at = at, .item = item };

	if (!dst || !a)
		return at;
	rt_sys_futex(&s, a->arg);
	return s.at;
}

/* one argument; it goes to the end of the text */
RT_INLINE int rt_sys_value(struct rt_sys *s)
{
	rt_u64 kind = s->item & 0xff, table = s->item >> 16, v = s->v;

	switch (kind) {
	case RT_SYS_d:
		return rt_sys_dec(s, (rt_s64)(rt_s32)v);
	case RT_SYS_l: case RT_SYS_u:
		return rt_sys_dec(s, v);
	case RT_SYS_ZERO: case RT_SYS_HEX: case RT_SYS_p: case RT_SYS_x:
		return rt_sys_hex(s, kind == RT_SYS_ZERO ? 0 : v);
	case RT_SYS_o: case RT_SYS_CREAT:
		rt_sys_oct(s, v & 0xffff);
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
		s->at = rt_sys_g_struct(s->dst, s->at, kind, v);
		return 0;
	}
}

/* an item of a call behind what is there; where the text ends */
RT_SYS_CALL rt_sys_g_item(struct rt_sys_dst *dst, struct rt_sys_args *a, rt_u64 at, rt_u64 item, rt_u64 limit)
{
	rt_u64 slot = item >> 8 & 15, other = item >> 12 & 15;

	if (!dst || !a || slot > 5 || other > 5)
		return at;
	struct rt_sys s = { .dst = dst, .at = at, .item = item, .v = a->arg[slot], .w = a->arg[other],
			    .limit = limit };

	if ((item & 0xff) == RT_SYS_CREAT && !(s.w & 0x400040) && at)
		return at;
	if (at)
		rt_sys_text(&s, ", ");
	if ((item & 0xff) == RT_SYS_FUTEX && at)
		s.at = rt_sys_g_futex(dst, a, s.at, item);
	else
		rt_sys_value(&s);
	return s.at;
}

/* all of a call that argstr shows */
RT_INLINE int rt_sys_argstr(struct rt_sys_dst *dst, struct firing *f, rt_u64 limit)
{
	struct rt_sys_args *a = (struct rt_sys_args *)f->arg;
	rt_u64 at = 0, nr = ((rt_u64 *)f->ctx)[1];

	dst->text[0] = 0;
	if (nr >= sizeof(rt_sys_calls) / sizeof(rt_sys_calls[0]))
		return 0;
	rt_barrier(nr);
	if (nr >= sizeof(rt_sys_calls) / sizeof(rt_sys_calls[0]))
		return 0;
	for (int i = 0; i < 6; i++) {
		rt_u64 item = rt_sys_calls[nr][i];

		if (!item)
			break;
		at = rt_sys_g_item(dst, a, at, item, limit);
	}
	return 0;
}

/* one variable of a call: its item with the arguments numbered anew */
RT_CALL int rt_sys_one(struct rt_sys_dst *dst, rt_u64 item, rt_u64 v, rt_u64 w, rt_u64 limit)
{
	struct rt_sys_args a = { .arg = { v, w } };

	dst->text[0] = 0;
	rt_sys_g_item(dst, &a, 0, (item & 0xffff00ff) | 1 << 12, limit);
	return 0;
}
