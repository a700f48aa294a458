/*
 * netfilter.c - packets at the kernel's hooks: netfilter.hook("NF_INET_PRE_ROUTING").pf("NFPROTO_IPV4")
 *
 * One BPF program of type netfilter for each hook (Linux 6.4), linked to the network namespace that
 * sonde runs in. It accepts every packet, unless a handler assigns $verdict (guru mode). The kernel
 * runs such programs for IPv4 and IPv6 only.
 * Semantics: stapprobes(3stap), NETFILTER; reference stap-language 3.9.
 */
#include <bpf/libbpf.h>
#include <errno.h>
#include <limits.h>
#include <linux/bpf.h>
#include <linux/netfilter.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "bpf/feature.h"
#include "bpf/session.h"
#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/type.h"

extern const struct provider provider_netfilter;

/* include/uapi/linux/bpf.h of Linux 6.4; the build machine's header may be older */
enum { TYPE_NETFILTER = 32, ATTACH_NETFILTER = 45 };

struct link_create {			/* union bpf_attr of BPF_LINK_CREATE */
	uint32_t prog_fd, target_fd, attach_type, flags;
	uint32_t pf, hook;
	int32_t	 priority;
	uint32_t filter_flags;
};

enum { TAG_HOOK_PF, TAG_PF_HOOK };

static const struct point_form forms[] = {
	{ "netfilter.hook(string).pf(string)", TAG_HOOK_PF },
	{ "netfilter.hook(string).pf(string).priority(string)", TAG_HOOK_PF },
	{ "netfilter.pf(string).hook(string)", TAG_PF_HOOK },
	{ "netfilter.pf(string).hook(string).priority(string)", TAG_PF_HOOK },
	{ NULL, 0 },
};

struct name { const char *name; int value; };

static const struct name families[] = {
	{ "NFPROTO_IPV4", NFPROTO_IPV4 }, { "PF_INET", NFPROTO_IPV4 }, { "NFPROTO_IPV6", NFPROTO_IPV6 },
	{ "PF_INET6", NFPROTO_IPV6 }, { NULL, 0 },
};

/* what the kernel has, and gives to no BPF program */
static const struct name other_families[] = {
	{ "NFPROTO_ARP", NFPROTO_ARP }, { "NFPROTO_BRIDGE", NFPROTO_BRIDGE }, { "PF_BRIDGE", NFPROTO_BRIDGE }, { NULL, 0 },
};

/* behind the family's own beginning: NF_INET_, NF_IP_, NF_IP6_ */
static const struct name hooks[] = {
	{ "PRE_ROUTING", NF_INET_PRE_ROUTING }, { "LOCAL_IN", NF_INET_LOCAL_IN }, { "FORWARD", NF_INET_FORWARD },
	{ "LOCAL_OUT", NF_INET_LOCAL_OUT }, { "POST_ROUTING", NF_INET_POST_ROUTING }, { NULL, 0 },
};

/* the kernel keeps the first and the last for itself: the next ones */
static const struct name priorities[] = {
	{ "FIRST", INT_MIN + 1 }, { "RAW_BEFORE_DEFRAG", -450 }, { "CONNTRACK_DEFRAG", -400 }, { "RAW", -300 },
	{ "SELINUX_FIRST", -225 }, { "CONNTRACK", -200 }, { "MANGLE", -150 }, { "NAT_DST", -100 }, { "FILTER", 0 },
	{ "SECURITY", 50 }, { "NAT_SRC", 100 }, { "SELINUX_LAST", 225 }, { "CONNTRACK_HELPER", 300 },
	{ "LAST", INT_MAX - 1 }, { NULL, 0 },
};

struct hook { int family, number, priority; };

static bool lookup(const struct name *table, const char *name, int *ret)
{
	for (; table->name; table++)
		if (!strcmp(table->name, name)) {
			*ret = table->value;
			return true;
		}
	return false;
}

/* a name behind one of the beginnings that its kind can have */
static bool lookup_behind(const struct name *table, const char *const *beginnings, const char *name, int *ret)
{
	for (; *beginnings; beginnings++) {
		size_t n = strlen(*beginnings);

		if (!strncmp(name, *beginnings, n) && lookup(table, name + n, ret))
			return true;
	}
	return false;
}

static bool parse_priority(const char *text, int *ret)
{
	static const char *const beginnings[] = { "NF_IP_PRI_", "NF_IP6_PRI_", "NF_BR_PRI_", NULL };
	char *end;
	long number;

	if (lookup_behind(priorities, beginnings, text, ret))
		return true;
	errno = 0;
	number = strtol(text, &end, 10);
	if (!*text || *end || errno || number < INT_MIN || number > INT_MAX)
		return false;
	*ret = number == INT_MIN ? INT_MIN + 1 : number == INT_MAX ? INT_MAX - 1 : (int)number;
	return true;
}

/* the original passes what it does not know on to the kernel, if guru mode was asked for */
static const char *unknown_ok(const struct world *w)
{
	return w->guru ? "" : "; need stap -g";
}

static int refuse(struct world *w, const struct probe_desc *d, const char *what, const char *name)
{
	diag_error(w->diag, d->span, ERR_STAP_POINT, "unsupported netfilter %s \"%s\"%s", what, name, unknown_ok(w));
	return -EINVAL;
}

static int parse(struct world *w, const struct probe_desc *d, struct hook *ret)
{
	static const char *const v4[] = { "NF_INET_", "NF_IP_", NULL }, *const v6[] = { "NF_INET_", "NF_IP6_", NULL };
	bool swapped = d->form->tag == TAG_PF_HOOK;
	const char *hook = d->comps[swapped ? 2 : 1].str, *family = d->comps[swapped ? 1 : 2].str;
	const char *priority = d->ncomps > 3 ? d->comps[3].str : "0";
	int other;

	if (lookup(other_families, family, &other)) {
		diag_error(w->diag, d->span, ERR_STAP_POINT, "no packet filter can be made for %s: the kernel runs those "
			   "of BPF for IPv4 and IPv6 only", family);
		diag_hint(w->diag, "netfilter.arp.* and netfilter.bridge.* stand on functions");
		return -EINVAL;
	}
	if (!lookup(families, family, &ret->family))
		return refuse(w, d, "protocol family", family);
	if (!lookup_behind(hooks, ret->family == NFPROTO_IPV4 ? v4 : v6, hook, &ret->number)) {
		diag_error(w->diag, d->span, ERR_STAP_POINT,
			   "unsupported netfilter hook \"%s\" for protocol family \"%s\"%s", hook, family, unknown_ok(w));
		return -EINVAL;
	}
	if (!parse_priority(priority, &ret->priority))
		return refuse(w, d, "priority", priority);
	return 0;
}

static bool usable(struct world *w)
{
	return !w->features || feature_has(w->features, FEAT_netfilter);
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct hook *hook = arena_new_of(w->arena, struct hook);
	int err = d->form ? parse(w, d, hook) : 0;

	if (err < 0 || !d->form || !usable(w))
		return err;
	struct probe *p = probe_new(w, &provider_netfilter, "netfilter", hook->family == NFPROTO_IPV4 ? "ipv4" : "ipv6",
				    "", hooks[hook->number].name);
	p->point = d->text;
	p->data = hook;
	found(p, ctx);
	return 1;
}

/* ---- the program: struct bpf_nf_ctx is { const struct nf_hook_state *state; struct sk_buff *skb; } ---- */

enum { SLOT_HOOK, SLOT_SKB, SLOT_IN, SLOT_OUT, SLOT_OKFN, SLOT_VERDICT };

static const struct type *pointer_to(struct world *w, const char *name)
{
	const struct type *t = w->kernel ? w->kernel->find(w->kernel, TY_STRUCT, name) : NULL;

	return t ? type_ptr(w->arena, t) : type_ptr(w->arena, &type_void);
}

static int args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	const struct arg rows[] = {
		{ .name = "hooknum", .type = &type_uint32, .slot = SLOT_HOOK },
		{ .name = "skb", .type = pointer_to(w, "sk_buff"), .slot = SLOT_SKB },
		{ .name = "in", .type = pointer_to(w, "net_device"), .slot = SLOT_IN },
		{ .name = "out", .type = pointer_to(w, "net_device"), .slot = SLOT_OUT },
		{ .name = "okfn", .type = type_ptr(w->arena, &type_void), .slot = SLOT_OKFN },
		{ .name = "verdict", .type = &type_int32, .slot = SLOT_VERDICT },
	};

	(void)p;
	ret->typed = true;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		vec_push(w->arena, &ret->args, rows[i]);
	return 0;
}

#define READ(size, from) "({ rt_u64 v_ = 0; bpf_probe_read_kernel(&v_, " #size ", (char *)" from "); v_; })"
#define STATE(member) READ(8, READ(8, "ctx") " + __builtin_offsetof(struct rt_nf_state, " #member ")")

/* the verdict is kept where other programs have the number of the system call */
static void emit_one(struct emit *e, const struct group *g, const struct probe *p)
{
	const struct hook *hook = p->data;
	struct arena *a = e->prog->arena;

	emit_program_begin(e, "netfilter", arena_printf(a, "nf%u", p->index), "rt_u64");
	buf_puts(&e->out, "\tf->sysnr = 1;\n");
	emit_arg(e, g, SLOT_HOOK, "%d", hook->number);
	emit_arg(e, g, SLOT_SKB, READ(8, "ctx + 8"));
	emit_arg(e, g, SLOT_IN, STATE(in));
	emit_arg(e, g, SLOT_OUT, STATE(out));
	emit_arg(e, g, SLOT_OKFN, STATE(okfn));
	emit_arg(e, g, SLOT_VERDICT, "1");
	emit_group_call(e, g, arena_printf(a, "%u", p->index));
	buf_puts(&e->out, "\treturn f->sysnr != 0;\n}\n");
}

static void emit(struct emit *e, struct group *const *groups, size_t n)
{
	buf_puts(&e->out, "struct rt_nf_state {	/* struct nf_hook_state */\n\trt_u8 hook, pf;\n"
		 "\tvoid *in, *out, *sk, *net, *okfn;\n};\n");
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++)
			emit_one(e, groups[i], groups[i]->probes.v[k]);
}

/* ---- loading and linking ---- */

static struct bpf_program *program_of(struct session *s, const struct probe *p)
{
	return session_program(s, arena_printf(s->world->arena, "nf%u", p->index));
}

static void lack(struct session *s, const struct probe *p)
{
	struct arena *a = s->world->arena;

	bpf_program__set_autoload(program_of(s, p), false);
	session_refuse(s, &(struct refused){
		.probe = p, .err = -EOPNOTSUPP, .missing = true,
		.error = arena_printf(a, "%s: this kernel runs no BPF programs that see who sends a packet", p->point),
		.hints = { "these stand on functions here: netfilter.ipv4.*, netfilter.ipv6.*, netfilter.ip.*",
			   arena_printf(a, "what it would take: %s", feature_remedy(s->features, FEAT_netfilter)) },
	});
}

/* libbpf 1.1 does not know the section */
static int prepare(struct session *s, struct group *const *groups, size_t n)
{
	bool missing = n && !feature_has(s->features, FEAT_netfilter);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++) {
			struct bpf_program *prog = program_of(s, groups[i]->probes.v[k]);

			bpf_program__set_type(prog, (enum bpf_prog_type)TYPE_NETFILTER);
			bpf_program__set_expected_attach_type(prog, (enum bpf_attach_type)ATTACH_NETFILTER);
			if (missing)
				lack(s, groups[i]->probes.v[k]);
		}
	return 0;
}

/* a hook takes one program of BPF for each priority: the next one that is free */
static void attach_one(struct session *s, const struct probe *p)
{
	const struct hook *hook = p->data;
	struct link_create attr = {
		.prog_fd = (uint32_t)bpf_program__fd(program_of(s, p)), .attach_type = ATTACH_NETFILTER,
		.pf = (uint32_t)hook->family, .hook = (uint32_t)hook->number, .priority = hook->priority,
	};
	int fd = -1;

	for (unsigned tries = 0; fd < 0 && tries < 100; tries++) {
		fd = (int)syscall(SYS_bpf, BPF_LINK_CREATE, &attr, sizeof(attr));
		if (fd < 0 && errno != EBUSY)
			break;
		attr.priority += hook->priority > 0 ? -1 : 1;
	}
	if (fd < 0) {
		session_refuse(s, &(struct refused){
			.probe = p, .err = -errno, .error = arena_printf(s->world->arena, "cannot watch packets: %s", p->point),
		});
		return;
	}
	session_own_fd(s, fd);
	session_armed(s, FEAT_netfilter, "hook", p, 1);
}

static int attach(struct session *s, struct group *const *groups, size_t n)
{
	for (size_t i = 0; i < n && feature_has(s->features, FEAT_netfilter); i++)
		for (size_t k = 0; k < groups[i]->probes.n; k++)
			attach_one(s, groups[i]->probes.v[k]);
	return 0;
}

const struct provider provider_netfilter = {
	.name = "netfilter",
	.type = "netfilter",
	.forms = forms,
	.where = IN_KERNEL,
	.help = "packets at the kernel's hooks, IPv4 and IPv6 (SystemTap)",
	.atomic = true,
	.assigned = { "$verdict", "__set_verdict" },
	.match = match,
	.args = args,
	.usable = usable,
	.emit = emit,
	.prepare = prepare,
	.attach = attach,
};
