/*
 * consts.c - constants that D's libraries define (reference D, section 3), sorted by name at use
 */
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include "lang/d/consts.h"

#define SAME(name) { #name, name }

static const struct { const char *name; int64_t value; } consts[] = {
	/* I/O and locks */
	{ "B_BUSY", 1 }, { "B_DONE", 2 }, { "B_ERROR", 4 }, { "B_PAGEIO", 0x10 }, { "B_PHYS", 0x20 },
	{ "B_READ", 0x40 }, { "B_WRITE", 0x100 }, { "B_ASYNC", 0x400 }, { "RW_WRITER", 0 }, { "RW_READER", 1 },
	/* network */
	SAME(AF_INET), SAME(AF_INET6), { "ARPHRD_ETHER", 1 }, { "ARPHRD_INFINIBAND", 32 }, SAME(IPPROTO_IP),
	SAME(IPPROTO_ICMP), SAME(IPPROTO_TCP), SAME(IPPROTO_UDP), SAME(IPPROTO_IPV6), SAME(IPPROTO_ICMPV6),
	{ "TH_FIN", 1 }, { "TH_SYN", 2 }, { "TH_RST", 4 }, { "TH_PSH", 8 }, { "TH_ACK", 0x10 }, { "TH_URG", 0x20 },
};

bool d_library_const(const char *name, int64_t *ret)
{
	for (size_t i = 0; i < sizeof(consts) / sizeof(consts[0]); i++) {
		if (strcmp(consts[i].name, name))
			continue;
		*ret = consts[i].value;
		return true;
	}
	return false;
}
