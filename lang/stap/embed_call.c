/*
 * embed_call.c - embedded C: what the kernel's headers and SystemTap's runtime offer to it
 *
 * A row says a call as script text: $1 is the first argument as a number, $s1 as a string. What needs to
 * look at its arguments' types has a function.
 */
#include <string.h>
#include <unistd.h>
#include "lang/stap/consts.h"
#include "lang/stap/embed_call.h"

static const struct c_value refused;

bool c_args(struct c_parser *c, struct c_args *a)
{
	a->n = 0;
	while (!c_is(c, 0, ")") && !c->why && a->n < MOST_ARGS) {
		a->v[a->n++] = c_expr(c);
		if (!c_take(c, ","))
			break;
	}
	return c_expect(c, ")");
}

const char *c_said(struct c_parser *c, const char *text, const struct c_args *a)
{
	struct buf b = BUF_INIT;

	for (const char *s = text; *s; s++) {
		bool string = s[0] == '$' && s[1] == 's';
		unsigned i = *s == '$' ? (unsigned)(s[1 + string] - '1') : 0;

		if (*s != '$') {
			buf_putc(&b, *s);
			continue;
		}
		if (i >= a->n)
			c_refuse(c, "too few arguments");
		else
			buf_puts(&b, string ? c_string(c, &a->v[i]) : c_number(c, &a->v[i]));
		s += 1 + string;
	}
	const char *ret = arena_strdup(c->p->arena, buf_str(&b));

	buf_fini(&b);
	return ret;
}

/* ---- the rest ---- */
/* send_sig(signal, task, 0): to the task that runs; the digit: which argument says whom */
static struct c_value call_signal(struct c_parser *c, const struct c_row *r)
{
	unsigned whom = (unsigned)(*r->text - '0');
	const char *task = "task_current()", *pid = "@cast(task_current(), \"task_struct\", \"kernel\")->thread_pid";
	struct c_args a;

	memset(&a, 0, sizeof(a));
	if (!c_args(c, &a))
		return refused;
	if (!strcmp(r->name, "kill_pid")) {		/* the pid, then the signal */
		struct c_value sig = a.v[1];

		a.v[1] = a.v[0];
		a.v[0] = sig;
	}
	if (!(a.n == 1 && !strcmp(r->name, "force_sig")) && (a.n <= whom || !a.v[whom].text || (strcmp(a.v[whom].text, task) &&
												     strcmp(a.v[whom].text, pid))))
		c_refuse(c, "signals go to the current task only; system(\"kill ...\") sends them to others");
	return c->why ? refused : c_made(c_said(c, "raise($1)", &a), c_void);
}

static struct c_value call_typed(struct c_parser *c, const struct c_row *r)	/* min_t(type, a, b) */
{
	struct c_args a;
	struct c_type t;

	c_type_base(c, &t);
	c_expect(c, ",");
	if (!c_args(c, &a))
		return refused;
	for (unsigned i = 0; i < a.n; i++)
		a.v[i] = c_made(c_fit(c, &a.v[i], &t), t);
	return c_made(c_said(c, r->text, &a), t);
}

/* what no BPF program may do */
static struct c_value call_refused(struct c_parser *c, const struct c_row *r)
{
	c_refuse(c, "%s(): %s", r->name, r->text);
	return refused;
}

/* what is not done here, whatever it is given */
static struct c_value call_nothing(struct c_parser *c, const struct c_row *r)
{
	(void)r;
	for (unsigned depth = 1; depth && c_peek(c, 0)->kind != C_END; c->pos++) {
		depth += c_is(c, 0, "(");
		depth -= c_is(c, 0, ")");
	}
	return c_made("", c_void);
}

/* ktime_get_real_ts64(&ts); the row's text: the time, the unit of the second member and its name */
static struct c_value call_time(struct c_parser *c, const struct c_row *r)
{
	struct c_value ts, sec, part;

	c_expect(c, "&");
	ts = c_unary(c);
	c_expect(c, ")");
	if (!c->why && ts.type.kind != CT_RECORD)
		c_refuse(c, "memory of the kernel is not written");
	if (c->why)
		return refused;
	bool micro = !strcmp(r->name, "do_gettimeofday");

	sec = c_member_of(c, &ts, "tv_sec");
	part = c_member_of(c, &ts, micro ? "tv_usec" : "tv_nsec");
	if (c->why)
		return refused;
	const char *now = arena_printf(c->p->arena, "(__c_now = %s)", r->text);

	return c_made(arena_printf(c->p->arena, "(%s + %s)", c_store(c, &sec, arena_printf(c->p->arena, "%s / 1000000000", now)),
				   c_store(c, &part, micro ? "__c_now % 1000000000 / 1000" : "__c_now % 1000000000")), c_void);
}

/* timespec64_to_ns(&ts); the row's text: nanoseconds of its second member */
static struct c_value call_as_ns(struct c_parser *c, const struct c_row *r)
{
	struct c_value ts = c_object(c), sec, part;

	c_expect(c, ")");
	if (c->why)
		return refused;
	sec = c_member_of(c, &ts, "tv_sec");
	part = c_member_of(c, &ts, !strcmp(r->text, "1") ? "tv_nsec" : "tv_usec");
	return c->why ? refused : c_made(arena_printf(c->p->arena, "(%s * 1000000000 + %s * %s)", c_number(c, &sec), c_number(c, &part),
						      r->text), c_long);
}

/* swap(a, b) */
static struct c_value call_swap(struct c_parser *c, const struct c_row *r)
{
	struct c_args a;

	if (!c_args(c, &a))
		return refused;
	if (a.n != 2 || !a.v[0].is_variable || !a.v[1].is_variable || a.v[0].type.kind == CT_TEXT)
		c_refuse(c, "only numbers of its own are swapped");
	if (c->why)
		return refused;
	const char *x = c_number(c, &a.v[0]), *y = c_number(c, &a.v[1]);

	return c_made(arena_printf(c->p->arena, "0 * ((__c_swap = %s) + %s + %s)", x, c_store(c, &a.v[0], y),
				   c_store(c, &a.v[1], "__c_swap")), c_void);
}

/* do_div(n, base): n is divided, the remainder is the value */
static struct c_value call_do_div(struct c_parser *c, const struct c_row *r)
{
	struct c_args a;

	if (!c_args(c, &a))
		return refused;
	if (a.n != 2 || !a.v[0].is_variable || a.v[0].type.kind != CT_INT)
		c_refuse(c, "it is not a number of its own");
	if (c->why)
		return refused;
	const char *n = c_number(c, &a.v[0]), *base = c_number(c, &a.v[1]);

	return c_made(arena_printf(c->p->arena, "((__c_rest = __embed_umod(%s, %s)) + 0 * %s)", n, base,
				   c_store(c, &a.v[0], arena_printf(c->p->arena, "__embed_udiv(%s, %s)", n, base))), c_uint);
}

/* uid_eq(a, b) */
static struct c_value call_same_id(struct c_parser *c, const struct c_row *r)
{
	struct c_args a;

	if (!c_args(c, &a))
		return refused;
	for (unsigned i = 0; i < a.n && i < 2; i++)
		if (a.v[i].type.kind != CT_INT)
			a.v[i] = c_member_of(c, &a.v[i], "val");
	return c->why ? refused : c_made(c_said(c, "($1 == $2)", &a), c_int);
}

/* ARRAY_SIZE(a) */
static struct c_value call_count(struct c_parser *c, const struct c_row *r)
{
	struct c_value a = c_expr(c);

	(void)r;
	c_expect(c, ")");
	if (!c->why && !(a.type.kind == CT_ARRAY && a.type.count))
		c_refuse(c, "nobody knows how many elements it has");
	return c->why ? refused : c_made(arena_printf(c->p->arena, "%u", a.type.count), c_ulong);
}

/* IS_ENABLED(CONFIG_X) */
static struct c_value call_enabled(struct c_parser *c, const struct c_row *r)
{
	const char *name = c_peek(c, 0)->text;

	c->pos++;
	c_expect(c, ")");
	return c_made(c_is_enabled(c, r->name, name) ? "1" : "0", c_int);
}

/* num_online_cpus(); with a text: all there may be */
static struct c_value call_cpus(struct c_parser *c, const struct c_row *r)
{
	c_expect(c, ")");
	return c_made(arena_printf(c->p->arena, "%ld", sysconf(r->text ? _SC_NPROCESSORS_CONF : _SC_NPROCESSORS_ONLN)), c_uint);
}

/* IS_ERR(p): a string was made, or is empty; the row's text: what it is then */
static struct c_value call_is_error(struct c_parser *c, const struct c_row *r)
{
	struct c_value p = c_expr(c);

	c_expect(c, ")");
	if (c->why)
		return refused;
	if (p.type.kind == CT_TEXT)
		return c_made(*r->text == '=' ? arena_printf(c->p->arena, "!%s", c_truth(c, &p)) : "0", c_int);
	return c_made(arena_printf(c->p->arena, "(%s <%s 0 && %s >= -4095)", c_number(c, &p), r->text, c_number(c, &p)), c_int);
}

#define POINTER_TO(var, tag) \
	static const struct c_type var##_struct = { .kind = CT_STRUCT, .name = tag }; \
	static const struct c_type var = { .kind = CT_POINTER, .to = &var##_struct }

POINTER_TO(task_ptr, "task_struct");
POINTER_TO(file_ptr, "file");
POINTER_TO(ns_ptr, "pid_namespace");
POINTER_TO(pid_ptr, "pid");
POINTER_TO(uts_ptr, "new_utsname");
POINTER_TO(socket_ptr, "socket");

static const struct c_row rows[] = {
#define CALL(name, text, type) { #name, text, &c_##type, NULL },
#define SKB(member) "@cast($1, \"sk_buff\", \"kernel\")->" member
#define CURRENT(member) "@cast(task_current(), \"task_struct\", \"kernel\")->" member
#define NEW(name, text, type) { #name, text, &type##_ptr, NULL },
#define NOTHING(name) { #name, NULL, NULL, call_nothing },
#define REFUSED(name, why) { #name, why, NULL, call_refused },
#include "lang/stap/embed_call.def"
	{ "IS_ERR", "", NULL, call_is_error }, { "IS_ERR_OR_NULL", "=", NULL, call_is_error },
	{ "get_current", "task_current()", NULL, NULL },
	{ "min_t", "($1 < $2 ? $1 : $2)", NULL, call_typed },
	{ "max_t", "($1 > $2 ? $1 : $2)", NULL, call_typed },
	{ "send_sig", "1", NULL, call_signal }, { "force_sig", "1", NULL, call_signal },
	{ "send_sig_info", "2", NULL, call_signal }, { "group_send_sig_info", "2", NULL, call_signal }, { "kill_pid", "1", NULL, call_signal },
	{ "ktime_get_real_ts64", "gettimeofday_ns()", NULL, call_time },
	{ "getnstimeofday", "gettimeofday_ns()", NULL, call_time },
	{ "ktime_get_ts64", "local_clock_ns()", NULL, call_time },
	{ "do_gettimeofday", "gettimeofday_ns()", NULL, call_time },
	{ "timespec64_to_ns", "1", NULL, call_as_ns }, { "timespec_to_ns", "1", NULL, call_as_ns },
	{ "timeval_to_ns", "1000", NULL, call_as_ns },
	{ "num_online_cpus", NULL, NULL, call_cpus }, { "num_present_cpus", NULL, NULL, call_cpus },
	{ "num_possible_cpus", "all", NULL, call_cpus },
	{ "ARRAY_SIZE", NULL, NULL, call_count },
	{ "IS_ENABLED", NULL, NULL, call_enabled }, { "IS_BUILTIN", NULL, NULL, call_enabled },
	{ "IS_MODULE", NULL, NULL, call_enabled },
	{ "clamp_t", "($1 < $2 ? $2 : $1 > $3 ? $3 : $1)", NULL, call_typed }, { "swap", NULL, NULL, call_swap },
	{ "do_div", NULL, NULL, call_do_div }, { "uid_eq", "==", NULL, call_same_id }, { "gid_eq", "==", NULL, call_same_id },
	{ NULL, NULL, NULL, NULL }
};

static struct c_value task_pointer(struct c_parser *c)
{
	static const struct c_type task = { .kind = CT_STRUCT, .name = "task_struct" };

	(void)c;
	return c_made("task_current()", (struct c_type){ .kind = CT_POINTER, .to = &task });
}

static const struct c_row *find_row(const char *name)
{
	static const struct c_row *const tables[] = { rows, c_string_rows, c_read_rows, c_list_rows, c_memory_rows,
							c_atomic_rows, c_cpu_rows };

	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		for (const struct c_row *r = tables[i]; r->name; r++)
			if (!strcmp(r->name, name))
				return r;
	return NULL;
}

bool c_takes_own(const char *name)
{
	const struct c_row *r = find_row(name);

	return r && r->call && !strstr(r->name, "print") && strcmp(r->name, "STAP_ERROR") != 0;
}

struct c_value c_kernel_call(struct c_parser *c, const char *name)
{
	const struct c_row *r = find_row(name);
	struct c_args a;

	if (!r)
		return refused;
	c_expect(c, "(");
	if (r->call)
		return r->call(c, r);
	if (!c_args(c, &a))
		return refused;
	return r->type ? c_made(c_said(c, r->text, &a), *r->type) : task_pointer(c);
}

bool c_kernel_has(struct c_parser *c, const char *name)
{
	/* macros and inline functions, which the kernel's type data does not know: by what they begin with */
	static const char *const begins[] = {
		"kmalloc", "kzalloc", "kcalloc", "kfree", "memc", "memset", "memmove", "str", "list_", "hlist_", "rb_", "spin_",
		"read_", "write_", "raw_", "mutex_", "local_irq", "atomic", "refcount_", "set_bit", "clear_bit", "test_", "change_bit",
		"__", "_stp_", "per_cpu", "this_cpu_", "get_", "put_", "task_", "for_each_", "ktime_", "timespec", "time_", "copy_",
		"access_ok", "kstrto", "init_", "INIT_", "DEFINE_", "DECLARE_", "wake_up", "udelay", "mdelay", "skb_", "inet_",
		"page_", "virt_to_", "BUG", "WARN", "ARRAY_SIZE", "PTR_", "ERR_", "IS_", "div", "do_div", "swap", "clamp", "round",
		"ilog2", "ffs", "fls", "va_", "S_IS", "min", "max", "num_", "in_", "rcu_", "pid_", "native_", "rdmsr", "wrmsr", "boot_",
		"store_", "vma_", "mmap_", "dev_", "sock_", "sk_", "tcp_", "udp_", "ip_", "ipv6_", "net_", "page", "file_", "hweight",
		"preempt_",
	};
	struct type_source *ts = c->p->c->world ? c->p->c->world->kernel : NULL;

	for (size_t i = 0; i < sizeof(begins) / sizeof(*begins); i++)
		if (!strncmp(begins[i], name, strlen(begins[i])))
			return true;
	return ts && ts->func && ts->func(ts, name);
}

bool c_kernel_enumerator(struct c_parser *c, const char *name, int64_t *ret)
{
	struct type_source *ts = c->p->c->world ? c->p->c->world->kernel : NULL;
	const struct type *t;

	return ts && ts->enumerator && !ts->enumerator(ts, name, ret, &t);
}

/* variables of the kernel that something else leads to: those of its first task */
static struct c_value first_tasks(struct c_parser *c, const char *name)
{
	static const struct { const char *name, *tag, *path; } vars[] = {
		{ "init_task", "task_struct", "" }, { "init_net", "net", "->nsproxy->net_ns" },
		{ "init_pid_ns", "pid_namespace", "->nsproxy->pid_ns_for_children" }, { "init_nsproxy", "nsproxy", "->nsproxy" },
		{ "init_user_ns", "user_namespace", "->cred->user_ns" }, { "init_cred", "cred", "->cred" },
		{ "init_uts_ns", "uts_namespace", "->nsproxy->uts_ns" },
	};
	struct c_value v = { 0 };

	for (size_t i = 0; i < sizeof(vars) / sizeof(*vars); i++) {
		if (strcmp(vars[i].name, name) != 0)
			continue;
		v.text = *vars[i].path ? arena_printf(c->p->arena, "@cast(__embed_first_task(), \"task_struct\", \"kernel\")%s",
						      vars[i].path) : "__embed_first_task()";
		v.addr = v.text;
		v.type = (struct c_type){ .kind = CT_STRUCT, .name = vars[i].tag };
	}
	return v;
}

struct c_value c_kernel_name(struct c_parser *c, const char *name)
{
	static const struct { const char *name, *text; const struct c_type *type; } names[] = {
		{ "jiffies", "jiffies()", &c_ulong }, { "jiffies_64", "jiffies()", &c_ulong }, { "HZ", "HZ()", &c_int },
		{ "PIDTYPE_PID", "0", &c_int }, { "GLOBAL_ROOT_UID", "0", &c_uint }, { "GLOBAL_ROOT_GID", "0", &c_uint },
		{ "SEND_SIG_NOINFO", "0", &c_long }, { "SEND_SIG_PRIV", "1", &c_long }, { "SEND_SIG_FORCED", "2", &c_long },
		{ "MAXSTRINGLEN", "__maxstringlen()", &c_int }, { "true", "1", &c_int }, { "false", "0", &c_int }, { "NULL", "0", &c_long },
	};
	static const struct c_type context = { .kind = CT_STRUCT, .name = "struct context" };
	int64_t n;

	if (!strcmp(name, "current"))
		return task_pointer(c);
	if (!strcmp(name, "nr_cpu_ids"))
		return c_made(arena_printf(c->p->arena, "%ld", sysconf(_SC_NPROCESSORS_CONF)), c_uint);
	if (!strcmp(name, "__func__") || !strcmp(name, "__FUNCTION__") || !strcmp(name, "__PRETTY_FUNCTION__"))
		return c_made(arena_printf(c->p->arena, c->own ? "\"%s\"" : "\"function___global_%s__overload_0\"",
					   c->own ? c->own->name : c->f ? c->f->name : ""), c_text);
	if (!strcmp(name, "CONTEXT"))
		return c_made("0", (struct c_type){ .kind = CT_POINTER, .to = &context });
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(names[i].name, name))
			return c_made(names[i].text, *names[i].type);
	if (!strcmp(name, "LINUX_VERSION_CODE"))
		return c_made(arena_printf(c->p->arena, "%lld", (long long)c_version_code(c->p->c)), c_int);
	if (!strncmp(name, "CONFIG_", 7) && c_predefined(c, name) && stap_const_expr(c_predefined(c, name), NULL, NULL, &n))
		return c_made(arena_printf(c->p->arena, "(%lld)", (long long)n), c_int);
	return first_tasks(c, name);
}
