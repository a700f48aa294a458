/*
 * embed_read.c - embedded C: the calls and accessors that read the kernel's memory
 */
#include <stdlib.h>
#include <string.h>
#include "lang/stap/embed_call.h"

static const struct c_value refused;

static struct c_value call_kread(struct c_parser *c, const struct c_row *r)
{
	struct c_value p = c_expr(c);

	(void)r;
	c_expect(c, ")");
	return p.text ? c_deref(c, &p) : refused;
}

/* deref(size, address) */
static struct c_value call_deref(struct c_parser *c, const struct c_row *r)
{
	static const char *const by_size[] = { [1] = "char", [2] = "short", [4] = "int", [8] = "long" };
	struct c_args a;
	size_t n;

	if (!c_args(c, &a))
		return refused;
	n = a.n == 2 && a.v[0].text ? strtoul(a.v[0].text, NULL, 10) : 0;
	if (n > 8 || !by_size[n]) {
		c_refuse(c, "the size has to be 1, 2, 4 or 8");
		return refused;
	}
	return c_made(arena_printf(c->p->arena, "%s_%s(%s)", r->text, by_size[n], c_number(c, &a.v[1])), c_long);
}

/* get_user(x, p) */
static struct c_value call_get_user(struct c_parser *c, const struct c_row *r)
{
	struct c_value x = c_expr(c), p;

	(void)r;
	c_expect(c, ",");
	p = c_expr(c);
	c_expect(c, ")");
	if (!c->why && (!x.is_variable || p.type.kind != CT_POINTER || (p.type.to->kind != CT_INT && p.type.to->kind != CT_POINTER)))
		c_refuse(c, "nobody knows what the pointer points at");
	if (c->why)
		return refused;
	unsigned size = p.type.to->kind == CT_INT ? p.type.to->size : 8;

	return c_made(arena_printf(c->p->arena, "((%s = user_%s(%s)) * 0)", x.text, size == 1 ? "char" : size == 2 ? "short" :
				   size == 4 ? "int" : "long", p.text), c_int);
}

/* get_fs_pwd(fs, &path) */
static struct c_value call_path(struct c_parser *c, const struct c_row *r)
{
	struct c_value fs = c_expr(c), to, from;

	c_expect(c, ",");
	to = c_object(c);
	c_expect(c, ")");
	from = c_member_of(c, &fs, r->text);
	if (!c->why && !(to.type.kind == CT_STRUCT && to.is_variable))
		c_refuse(c, "it is not a structure of the function's own");
	return c->why ? refused : c_made(arena_printf(c->p->arena, "(%s = %s)", to.text, c_where(c, &from)), c_void);
}

/* put_user(x, p) */
static struct c_value call_put_user(struct c_parser *c, const struct c_row *r)
{
	static const char *const by_size[] = { [1] = "char", [2] = "short", [4] = "int", [8] = "long" };
	struct c_args a;

	(void)r;
	if (!c_args(c, &a))
		return refused;
	if (a.n != 2 || !a.v[1].text || a.v[1].type.kind != CT_POINTER || c_bytes(c, a.v[1].type.to) > 8 ||
	    !by_size[c_bytes(c, a.v[1].type.to)])
		c_refuse(c, "nobody knows what the pointer points at; set_user_int() and its like write to a process");
	if (c->why)
		return refused;
	return c_made(arena_printf(c->p->arena, "set_user_%s(%s, %s)", by_size[c_bytes(c, a.v[1].type.to)], c_number(c, &a.v[1]),
				   c_number(c, &a.v[0])), c_void);
}

/* the value of the first argument: READ_ONCE(), rcu_dereference() */
static struct c_value call_same(struct c_parser *c, const struct c_row *r)
{
	struct c_args a;

	(void)r;
	if (!c_args(c, &a) || !a.n)
		return refused;
	return a.v[0];
}

/* a member of the first argument */
static struct c_value call_member(struct c_parser *c, const struct c_row *r)
{
	struct c_value ret = c_expr(c);
	const char *next;

	c_expect(c, ")");
	for (const char *s = r->text; *s && !c->why; s = next) {
		size_t n = strcspn(s, " ");

		next = s + n + (s[n] == ' ');
		ret = c_member_of(c, &ret, arena_strndup(c->p->arena, s, n));
	}
	ret.type = r->type ? *r->type : ret.type;
	return c->why ? refused : ret;
}

/* from_kuid(namespace, id): as the first namespace has it */
static struct c_value call_id(struct c_parser *c, const struct c_row *r)
{
	struct c_value id;

	(void)r;
	for (unsigned depth = 0; c_peek(c, 0)->kind != C_END && (depth || !c_is(c, 0, ",")); c->pos++) {
		depth += c_is(c, 0, "(");
		depth -= c_is(c, 0, ")");
	}
	c_expect(c, ",");
	id = c_expr(c);
	c_expect(c, ")");
	return id.type.kind == CT_INT ? id : c_member_of(c, &id, "val");
}

/* inet_sk(sk): the same address as another structure */
static struct c_value call_as(struct c_parser *c, const struct c_row *r)
{
	struct c_args a;
	struct c_type t = { .kind = CT_STRUCT, .name = r->text };

	if (!c_args(c, &a) || !a.n)
		return refused;
	return c_made(c_number(c, &a.v[0]), (struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, t) });
}

/* ip_hdr(skb); the row's text: which offset, and what is there */
static struct c_value call_header(struct c_parser *c, const struct c_row *r)
{
	size_t n = strcspn(r->text, " ");
	struct c_type t = { .kind = CT_STRUCT, .name = r->text + n + 1 };
	struct c_args a;

	if (!c_args(c, &a) || !a.n)
		return refused;
	const char *skb = c_number(c, &a.v[0]);

	return c_made(arena_printf(c->p->arena, "(@cast(%s, \"sk_buff\", \"kernel\")->head + @cast(%s, \"sk_buff\", "
				   "\"kernel\")->%.*s)", skb, skb, (int)n, r->text),
		      (struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, t) });
}

#define POINTER_TO(var, tag) \
	static const struct c_type var##_struct = { .kind = CT_STRUCT, .name = tag }; \
	static const struct c_type var = { .kind = CT_POINTER, .to = &var##_struct }

POINTER_TO(fdtable_ptr, "fdtable");
POINTER_TO(socket_ptr, "socket");

const struct c_row c_read_rows[] = {
	{ "kread", NULL, NULL, call_kread }, { "deref", "kernel", NULL, call_deref },
	{ "kderef", "kernel", NULL, call_deref }, { "uderef", "user", NULL, call_deref },
	{ "get_user", NULL, NULL, call_get_user }, { "__get_user", NULL, NULL, call_get_user },
	{ "put_user", NULL, NULL, call_put_user }, { "__put_user", NULL, NULL, call_put_user },
	{ "get_fs_pwd", "pwd", NULL, call_path }, { "get_fs_root", "root", NULL, call_path },
	{ "READ_ONCE", NULL, NULL, call_same }, { "ACCESS_ONCE", NULL, NULL, call_same },
	{ "rcu_dereference", NULL, NULL, call_same }, { "rcu_dereference_raw", NULL, NULL, call_same },
	{ "rcu_dereference_check", NULL, NULL, call_same },
	{ "rcu_dereference_protected", NULL, NULL, call_same },
	{ "rcu_access_pointer", NULL, NULL, call_same }, { "likely", NULL, NULL, call_same },
	{ "unlikely", NULL, NULL, call_same }, { "PTR_ERR", NULL, NULL, call_same },
	{ "ERR_PTR", NULL, NULL, call_same }, { "ktime_to_ns", NULL, NULL, call_same },
	{ "__builtin_expect", NULL, NULL, call_same }, { "task_pid_nr", "pid", &c_int, call_member }, { "task_tgid_nr", "tgid", &c_int, call_member },
	{ "file_inode", "f_inode", NULL, call_member }, { "d_inode", "d_inode", NULL, call_member },
	{ "d_backing_inode", "d_inode", NULL, call_member },
	{ "file_dentry", "f_path dentry", NULL, call_member }, { "from_kuid", NULL, NULL, call_id },
	{ "from_kgid", NULL, NULL, call_id }, { "from_kuid_munged", NULL, NULL, call_id },
	{ "from_kgid_munged", NULL, NULL, call_id }, { "__kuid_val", "val", &c_uint, call_member },
	{ "__kgid_val", "val", &c_uint, call_member }, { "inet_sk", "inet_sock", NULL, call_as },
	{ "tcp_sk", "tcp_sock", NULL, call_as }, { "i_size_read", "i_size", NULL, call_member },
	{ "i_uid_read", "i_uid val", &c_uint, call_member },
	{ "i_gid_read", "i_gid val", &c_uint, call_member },
	{ "files_fdtable", "fdt", &fdtable_ptr, call_member },
	{ "get_files_struct", "files", NULL, call_member }, { "get_task_mm", "mm", NULL, call_member },
	{ "get_nr_threads", "signal nr_threads", &c_int, call_member },
		{ "task_ppid_nr", "real_parent tgid", &c_int, call_member },
	{ "task_uid", "cred uid", NULL, call_member }, { "task_euid", "cred euid", NULL, call_member },
	{ "__task_cred", "real_cred", NULL, call_member },
	{ "get_task_cred", "real_cred", NULL, call_member },
	{ "sock_from_file", "private_data", &socket_ptr, call_member },
	{ "unix_sk", "unix_sock", NULL, call_as }, { "raw_sk", "raw_sock", NULL, call_as },
	{ "le16_to_cpu", NULL, NULL, call_same }, { "le32_to_cpu", NULL, NULL, call_same },
	{ "le64_to_cpu", NULL, NULL, call_same }, { "udp_sk", "udp_sock", NULL, call_as },
	{ "inet_csk", "inet_connection_sock", NULL, call_as },
	{ "ip_hdr", "network_header iphdr", NULL, call_header },
	{ "ipv6_hdr", "network_header ipv6hdr", NULL, call_header },
	{ "tcp_hdr", "transport_header tcphdr", NULL, call_header },
	{ "udp_hdr", "transport_header udphdr", NULL, call_header },
	{ "icmp_hdr", "transport_header icmphdr", NULL, call_header },
	{ "eth_hdr", "mac_header ethhdr", NULL, call_header },
	{ NULL, NULL, NULL, NULL }
};
