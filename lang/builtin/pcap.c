/*
 * pcap.c - D's pcap(): packets, as a capture file where output was sent to one, else in hex
 *
 * File format: pcap, version 2.4, times in nanoseconds (magic 0xa1b23c4d).
 */
#include <arpa/inet.h>
#include "lang/builtin/body.h"
#include "lang/eval/print.h"

struct packet {			/* what bpf/rt/parts/act.bpf.h writes */
	uint64_t time;		/* ns since 1970 */
	uint32_t kept, len;	/* bytes that follow; of the packet on the wire */
};

static void file_header(struct runtime *rt, uint32_t link_type)
{
	const struct {
		uint32_t magic;
		uint16_t major, minor;
		uint32_t zone, figures, snaplen, link_type;
	} head = { 0xa1b23c4d, 2, 4, 0, 0, rt->opt ? (uint32_t)rt->opt->pcapsize : 65535, link_type };

	buf_add(&rt->out, (const char *)&head, sizeof(head));
}

static int user_pcap(struct runtime *rt, const struct expr *call, const struct value *args, struct value *ret)
{
	size_t room = type_strip(args[0].type)->size;
	const char *bytes = args[0].p;
	struct packet p;
	bool empty = false;

	if (!bytes || room < sizeof(p))
		return FAULT_NONE;
	memcpy(&p, bytes, sizeof(p));
	if (p.kept > room - sizeof(p))
		p.kept = (uint32_t)(room - sizeof(p));
	if (!rt->ops->to_file || !rt->ops->to_file(rt, &empty)) {
		print_hexdump(&rt->out, bytes + sizeof(p), p.kept);
		return FAULT_NONE;
	}
	const struct {
		uint32_t sec, ns, kept, len;
	} head = { (uint32_t)(p.time / 1000000000), (uint32_t)(p.time % 1000000000), p.kept, p.len };

	if (empty)
		file_header(rt, (uint32_t)args[1].i);
	buf_add(&rt->out, (const char *)&head, sizeof(head));
	buf_add(&rt->out, bytes + sizeof(p), p.kept);
	return FAULT_NONE;
}

static const struct builtin_tags tags = { ERR_PCAP_PROTO, ERR_PCAP_ADDR, ERR_PCAP_ADDR, ERR_PCAP_ADDR, ERR_PCAP_SIZE };

const struct builtin builtins_pcap[] = {
	{ "pcap", LANG_D, "void (ptr, int)", NULL, user_pcap, B_RECORDS | B_PACKET,
	  "a packet (struct sk_buff *) and its PCAP_ link type: hex, or a capture file after freopen()", .tags = &tags },
	{ "$pcap", LANG_D, "bytes (ptr)", "rt_pcap($f, $dst, $size, $1)", NULL, B_FAULTS,
	  "a packet's time, length and first bytes", .rt = "act" },
	{ 0 }
};
