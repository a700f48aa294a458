/*
 * net.d - ip, tcp and udp: packets as they reach and leave a device, and states of connections
 *
 * Both directions are tracepoints that every kernel has: a packet is sent when it is handed to the
 * device's queue and received when the device hands it up, so what is sent over the loopback is
 * seen twice, as it should be. The header of the network layer is where the buffer says on the way
 * out, and its first byte on the way in. (D reference, 10.12 and 10.15)
 */

typedef uint32_t ipaddr_t;
typedef struct in6_addr in6_addr_t;
typedef uint64_t netstackid_t;

/* ---- packets and connections ---- */

typedef struct pktinfo { uintptr_t pkt_addr; } pktinfo_t;
/* cs_pid: who runs as the packet passes; what arrives passes in an interrupt, in which that may be anybody */
typedef struct csinfo { uintptr_t cs_addr; uint64_t cs_cid; pid_t cs_pid; zoneid_t cs_zoneid; } csinfo_t;

translator pktinfo_t < struct sk_buff *b > {
	pkt_addr = (uintptr_t)b;
};

translator csinfo_t < struct sock *s > {
	cs_addr = (uintptr_t)s;
	cs_cid = (uint64_t)s;
	cs_pid = pid;
	cs_zoneid = 0;
};

typedef struct ifinfo {
	string if_name;
	int8_t if_local;
	netstackid_t if_ipstack;
	uintptr_t if_addr;
} ifinfo_t;

translator ifinfo_t < struct net_device *d > {
	if_name = d == NULL ? "<null>" : stringof(d->name);
	if_local = d == NULL ? 0 : (d->flags & 8) != 0;		/* IFF_LOOPBACK */
	if_ipstack = 0;
	if_addr = (uintptr_t)d;
};

/* ---- the network layer; headers of both versions come as struct iphdr ---- */

inline int ip_is6[struct iphdr *h] = h->version == 6;
inline struct ipv6hdr *ip_as6[struct iphdr *h] = (struct ipv6hdr *)h;
inline int ip_next[struct iphdr *h] = ip_is6[h] ? ip_as6[h]->nexthdr : h->protocol;
inline uintptr_t ip_payload[struct iphdr *h] = (uintptr_t)h + (ip_is6[h] ? 40 : h->ihl << 2);
/* behind the first fragment there is no header of the transport layer */
inline int ip_carries[struct iphdr *h, int protocol] =
	ip_next[h] == protocol && (ip_is6[h] || (ntohs(h->frag_off) & 0x1fff) == 0);

inline string ip6_text[struct in6_addr *a] = defined(inet_ntoa6(a)) ? inet_ntoa6(a) : "<unknown>";

inline string ip_protostr[int p] =
	p == 6 ? "TCP" : p == 17 ? "UDP" : p == 1 ? "ICMP" : p == 58 ? "ICMPv6" : p == 2 ? "IGMP" :
	p == 0 ? "IP" : p == 8 ? "EGP" : p == 41 ? "IPv6" : p == 43 ? "ROUTE" : p == 50 ? "ESP" :
	p == 51 ? "AH" : p == 89 ? "OSPF" : p == 132 ? "SCTP" : p == 255 ? "RAW" : lltostr(p);

typedef struct ipinfo {
	uint8_t ip_ver;
	uint32_t ip_plength;
	string ip_saddr;
	string ip_daddr;
} ipinfo_t;

translator ipinfo_t < struct iphdr *h > {
	ip_ver = h == NULL ? 0 : h->version;
	ip_plength = h == NULL ? 0 : ip_is6[h] ? ntohs(ip_as6[h]->payload_len) : ntohs(h->tot_len) - (h->ihl << 2);
	ip_saddr = h == NULL ? "<unknown>" : ip_is6[h] ? ip6_text[&ip_as6[h]->saddr] : inet_ntoa(&h->saddr);
	ip_daddr = h == NULL ? "<unknown>" : ip_is6[h] ? ip6_text[&ip_as6[h]->daddr] : inet_ntoa(&h->daddr);
};

typedef struct ipv4info {
	uint8_t ipv4_ver, ipv4_ihl, ipv4_tos;
	uint16_t ipv4_length, ipv4_ident;
	uint8_t ipv4_flags;
	uint16_t ipv4_offset;
	uint8_t ipv4_ttl, ipv4_protocol;
	string ipv4_protostr;
	uint16_t ipv4_checksum;
	ipaddr_t ipv4_src, ipv4_dst;
	string ipv4_saddr, ipv4_daddr;
	struct iphdr *ipv4_hdr;
} ipv4info_t;

translator ipv4info_t < struct iphdr *h > {
	ipv4_ver = h == NULL ? 0 : h->version;
	ipv4_ihl = h == NULL ? 0 : h->ihl << 2;
	ipv4_tos = h == NULL ? 0 : h->tos;
	ipv4_length = h == NULL ? 0 : ntohs(h->tot_len);
	ipv4_ident = h == NULL ? 0 : ntohs(h->id);
	ipv4_flags = h == NULL ? 0 : ntohs(h->frag_off) >> 12;
	ipv4_offset = h == NULL ? 0 : ntohs(h->frag_off) & 0x1fff;
	ipv4_ttl = h == NULL ? 0 : h->ttl;
	ipv4_protocol = h == NULL ? 0 : h->protocol;
	ipv4_protostr = h == NULL ? "<null>" : ip_protostr[h->protocol];
	ipv4_checksum = h == NULL ? 0 : ntohs(h->check);
	ipv4_src = h == NULL ? 0 : h->saddr;
	ipv4_dst = h == NULL ? 0 : h->daddr;
	ipv4_saddr = h == NULL ? "<unknown>" : inet_ntoa(&h->saddr);
	ipv4_daddr = h == NULL ? "<unknown>" : inet_ntoa(&h->daddr);
	ipv4_hdr = h;
};

typedef struct ipv6info {
	uint8_t ipv6_ver, ipv6_tclass;
	uint32_t ipv6_flow;
	uint16_t ipv6_plen;
	uint8_t ipv6_nexthdr;
	string ipv6_nextstr;
	uint8_t ipv6_hlim;
	in6_addr_t *ipv6_src, *ipv6_dst;
	string ipv6_saddr, ipv6_daddr;
	struct ipv6hdr *ipv6_hdr;
} ipv6info_t;

translator ipv6info_t < struct ipv6hdr *h > {
	ipv6_ver = h == NULL ? 0 : h->version;
	ipv6_tclass = h == NULL ? 0 : (h->priority << 4) | (h->flow_lbl[0] >> 4);
	ipv6_flow = h == NULL ? 0 : (h->flow_lbl[0] & 0xf) << 16 | h->flow_lbl[1] << 8 | h->flow_lbl[2];
	ipv6_plen = h == NULL ? 0 : ntohs(h->payload_len);
	ipv6_nexthdr = h == NULL ? 0 : h->nexthdr;
	ipv6_nextstr = h == NULL ? "<null>" : ip_protostr[h->nexthdr];
	ipv6_hlim = h == NULL ? 0 : h->hop_limit;
	ipv6_src = h == NULL ? (in6_addr_t *)0 : (in6_addr_t *)&h->saddr;
	ipv6_dst = h == NULL ? (in6_addr_t *)0 : (in6_addr_t *)&h->daddr;
	ipv6_saddr = h == NULL ? "<unknown>" : ip6_text[&h->saddr];
	ipv6_daddr = h == NULL ? "<unknown>" : ip6_text[&h->daddr];
	ipv6_hdr = h;
};

/* ---- the transport layer ---- */

typedef struct tcpinfo {
	uint16_t tcp_sport, tcp_dport;
	uint32_t tcp_seq, tcp_ack;
	uint8_t tcp_offset, tcp_flags;
	uint16_t tcp_window, tcp_checksum, tcp_urgent;
	uintptr_t tcp_hdr;
} tcpinfo_t;

translator tcpinfo_t < struct tcphdr *h > {
	tcp_sport = h == NULL ? 0 : ntohs(h->source);
	tcp_dport = h == NULL ? 0 : ntohs(h->dest);
	tcp_seq = h == NULL ? 0 : ntohl(h->seq);
	tcp_ack = h == NULL ? 0 : ntohl(h->ack_seq);
	tcp_offset = h == NULL ? 0 : h->doff << 2;
	tcp_flags = h == NULL ? 0 : ((uint8_t *)h)[13];
	tcp_window = h == NULL ? 0 : ntohs(h->window);
	tcp_checksum = h == NULL ? 0 : ntohs(h->check);
	tcp_urgent = h == NULL ? 0 : ntohs(h->urg_ptr);
	tcp_hdr = (uintptr_t)h;
};

typedef struct udpinfo {
	uint16_t udp_sport, udp_dport, udp_length, udp_checksum;
	struct udphdr *udp_hdr;
} udpinfo_t;

translator udpinfo_t < struct udphdr *h > {
	udp_sport = h == NULL ? 0 : ntohs(h->source);
	udp_dport = h == NULL ? 0 : ntohs(h->dest);
	udp_length = h == NULL ? 0 : ntohs(h->len);
	udp_checksum = h == NULL ? 0 : ntohs(h->check);
	udp_hdr = h;
};

/* ---- sockets ---- */

inline int so_is6[struct sock *s] = s->__sk_common.skc_family == 10;
inline string so_laddr[struct sock *s] = so_is6[s] ? ip6_text[&s->__sk_common.skc_v6_rcv_saddr] :
	inet_ntoa(&s->__sk_common.skc_rcv_saddr);
inline string so_raddr[struct sock *s] = so_is6[s] ? ip6_text[&s->__sk_common.skc_v6_daddr] :
	inet_ntoa(&s->__sk_common.skc_daddr);
/* a socket that closes has given its number back already, and still has the port of its headers */
inline uint16_t so_lport[struct sock *s] = s->__sk_common.skc_num != 0 || !so_is_full[s] ? s->__sk_common.skc_num :
	ntohs(((struct inet_sock *)s)->inet_sport);
inline uint16_t so_rport[struct sock *s] = ntohs(s->__sk_common.skc_dport);
/* a request that is not answered yet and a connection that has ended are no whole sockets */
inline int so_is_full[struct sock *s] = s->__sk_common.skc_state != 12 && s->__sk_common.skc_state != 6;
inline int so_state[struct sock *s] = s->__sk_common.skc_state == 12 ? 3 : s->__sk_common.skc_state;

typedef struct tcpsinfo {
	uintptr_t tcps_addr;
	int tcps_local;
	uint16_t tcps_lport, tcps_rport;
	string tcps_laddr, tcps_raddr;
	int tcps_state;
	uint32_t tcps_iss, tcps_suna, tcps_snxt, tcps_rnxt, tcps_swnd;
	int32_t tcps_snd_ws;
	uint32_t tcps_rwnd;
	int32_t tcps_rcv_ws;
	uint32_t tcps_cwnd, tcps_cwnd_ssthresh, tcps_sack_snxt, tcps_rto, tcps_mss;
	int tcps_retransmit;
	uint32_t tcps_rtt, tcps_rtt_sd, tcps_irs;
} tcpsinfo_t;

typedef struct tcplsinfo { int tcps_state; } tcplsinfo_t;

inline struct tcp_sock *tcp_of[struct sock *s] = (struct tcp_sock *)s;
inline struct inet_connection_sock *tcp_conn[struct sock *s] = (struct inet_connection_sock *)s;
inline int tcp_has[struct sock *s] = s != NULL && so_is_full[s];

/*
 * Times are milliseconds. The retransmission timeout is in jiffies, whose length nobody tells, but
 * its lower limit, 200 ms, is in jiffies too.
 */
translator tcpsinfo_t < struct sock *s > {
	tcps_addr = (uintptr_t)s;
	tcps_local = s == NULL ? 0 : so_is6[s] ?
		s->__sk_common.skc_v6_daddr.in6_u.u6_addr32[3] == s->__sk_common.skc_v6_rcv_saddr.in6_u.u6_addr32[3] :
		s->__sk_common.skc_daddr == s->__sk_common.skc_rcv_saddr;
	tcps_lport = s == NULL ? 0 : so_lport[s];
	tcps_rport = s == NULL ? 0 : so_rport[s];
	tcps_laddr = s == NULL ? "<unknown>" : so_laddr[s];
	tcps_raddr = s == NULL ? "<unknown>" : so_raddr[s];
	tcps_state = s == NULL ? 7 : so_state[s];
	tcps_iss = tcp_has[s] ? tcp_of[s]->snd_una - tcp_of[s]->bytes_acked : 0;
	tcps_suna = tcp_has[s] ? tcp_of[s]->snd_una : 0;
	tcps_snxt = tcp_has[s] ? tcp_of[s]->snd_nxt : 0;
	tcps_rnxt = tcp_has[s] ? tcp_of[s]->rcv_nxt : 0;
	tcps_swnd = tcp_has[s] ? tcp_of[s]->snd_wnd : 0;
	tcps_snd_ws = tcp_has[s] ? tcp_of[s]->rx_opt.snd_wscale : 0;
	tcps_rwnd = tcp_has[s] ? tcp_of[s]->rcv_wnd : 0;
	tcps_rcv_ws = tcp_has[s] ? tcp_of[s]->rx_opt.rcv_wscale : 0;
	tcps_cwnd = tcp_has[s] ? tcp_of[s]->snd_cwnd : 0;
	tcps_cwnd_ssthresh = tcp_has[s] ? tcp_of[s]->snd_ssthresh : 0;
	tcps_sack_snxt = tcp_has[s] ? tcp_of[s]->snd_nxt : 0;
	tcps_rto = tcp_has[s] && tcp_conn[s]->icsk_rto_min != 0 ?
		tcp_conn[s]->icsk_rto * 200 / tcp_conn[s]->icsk_rto_min : 0;
	tcps_mss = tcp_has[s] ? tcp_of[s]->mss_cache : 0;
	tcps_retransmit = tcp_has[s] ? tcp_conn[s]->icsk_retransmits : 0;
	tcps_rtt = tcp_has[s] ? (tcp_of[s]->srtt_us >> 3) / 1000 : 0;
	tcps_rtt_sd = tcp_has[s] ? (tcp_of[s]->mdev_us >> 2) / 1000 : 0;
	tcps_irs = tcp_has[s] ? tcp_of[s]->rcv_nxt - tcp_of[s]->bytes_received - 1 : 0;
};

translator tcplsinfo_t < int old > {
	tcps_state = old == 12 ? 3 : old;
};

typedef struct udpsinfo {
	uintptr_t udps_addr;
	uint16_t udps_lport, udps_rport;
	string udps_laddr, udps_raddr;
} udpsinfo_t;

translator udpsinfo_t < struct sock *s > {
	udps_addr = (uintptr_t)s;
	udps_lport = s == NULL ? 0 : so_lport[s];
	udps_rport = s == NULL ? 0 : so_rport[s];
	udps_laddr = s == NULL ? "<unknown>" : so_laddr[s];
	udps_raddr = s == NULL ? "<unknown>" : so_raddr[s];
};

/* what came in has found no socket yet: its header is what is known */
translator udpsinfo_t < struct iphdr *h > {
	udps_addr = 0;
	udps_lport = ntohs(((struct udphdr *)ip_payload[h])->dest);
	udps_rport = ntohs(((struct udphdr *)ip_payload[h])->source);
	udps_laddr = xlate <ipinfo_t *> (h)->ip_daddr;
	udps_raddr = xlate <ipinfo_t *> (h)->ip_saddr;
};

translator tcpsinfo_t < struct iphdr *h > {
	tcps_addr = 0;
	tcps_local = h == NULL ? 0 : ip_is6[h] ?
		ip_as6[h]->saddr.in6_u.u6_addr32[3] == ip_as6[h]->daddr.in6_u.u6_addr32[3] : h->saddr == h->daddr;
	tcps_lport = ntohs(((struct tcphdr *)ip_payload[h])->dest);
	tcps_rport = ntohs(((struct tcphdr *)ip_payload[h])->source);
	tcps_laddr = xlate <ipinfo_t *> (h)->ip_daddr;
	tcps_raddr = xlate <ipinfo_t *> (h)->ip_saddr;
	tcps_state = 0;
	tcps_iss = 0;
	tcps_suna = ntohl(((struct tcphdr *)ip_payload[h])->ack_seq);
	tcps_snxt = 0;
	tcps_rnxt = ntohl(((struct tcphdr *)ip_payload[h])->seq);
	tcps_swnd = ntohs(((struct tcphdr *)ip_payload[h])->window);
	tcps_snd_ws = 0;
	tcps_rwnd = 0;
	tcps_rcv_ws = 0;
	tcps_cwnd = 0;
	tcps_cwnd_ssthresh = 0;
	tcps_sack_snxt = 0;
	tcps_rto = 0;
	tcps_mss = 0;
	tcps_retransmit = 0;
	tcps_rtt = 0;
	tcps_rtt_sd = 0;
	tcps_irs = 0;
};

/* the header of a segment that refuses a connection: no socket is there, or one that all of them share */
struct tcp_refusal { char none; };

translator tcpsinfo_t < struct tcp_refusal *r > {
	tcps_addr = 0;
	tcps_local = xlate <tcpsinfo_t *> ((struct iphdr *)r)->tcps_local;
	tcps_lport = xlate <tcpsinfo_t *> ((struct iphdr *)r)->tcps_rport;
	tcps_rport = xlate <tcpsinfo_t *> ((struct iphdr *)r)->tcps_lport;
	tcps_laddr = xlate <tcpsinfo_t *> ((struct iphdr *)r)->tcps_raddr;
	tcps_raddr = xlate <tcpsinfo_t *> ((struct iphdr *)r)->tcps_laddr;
	tcps_state = 7;
	tcps_iss = 0;
	tcps_suna = 0;
	tcps_snxt = 0;
	tcps_rnxt = 0;
	tcps_swnd = 0;
	tcps_snd_ws = 0;
	tcps_rwnd = 0;
	tcps_rcv_ws = 0;
	tcps_cwnd = 0;
	tcps_cwnd_ssthresh = 0;
	tcps_sack_snxt = 0;
	tcps_rto = 0;
	tcps_mss = 0;
	tcps_retransmit = 0;
	tcps_rtt = 0;
	tcps_rtt_sd = 0;
	tcps_irs = 0;
};

/* ---- ip ---- */

inline struct iphdr *skb_out[struct sk_buff *b] = (struct iphdr *)(b->head + b->network_header);
inline struct iphdr *skb_in[struct sk_buff *b] = (struct iphdr *)b->data;
/* ETH_P_IP and ETH_P_IPV6, as they are in memory */
inline int skb_is_ip[struct sk_buff *b] = b->protocol == 0x0008 || b->protocol == 0xdd86;

probe ip:vmlinux::send (pktinfo_t *, csinfo_t *, ipinfo_t *, ifinfo_t *, ipv4info_t *, ipv6info_t *)
	= rawtp:net::net_dev_queue
	  / skb_is_ip[args[0]] /
	  {
		args[0] = xlate <pktinfo_t *> (args[0]);
		args[1] = xlate <csinfo_t *> (args[0]->sk);
		args[2] = xlate <ipinfo_t *> (skb_out[args[0]]);
		args[3] = xlate <ifinfo_t *> (args[0]->dev);
		args[4] = xlate <ipv4info_t *> (args[0]->protocol == 0x0008 ? skb_out[args[0]] : (struct iphdr *)NULL);
		args[5] = xlate <ipv6info_t *> ((struct ipv6hdr *)(args[0]->protocol == 0xdd86 ? skb_out[args[0]] :
								    (struct iphdr *)NULL));
	  }
	;

probe ip:vmlinux::receive (pktinfo_t *, csinfo_t *, ipinfo_t *, ifinfo_t *, ipv4info_t *, ipv6info_t *)
	= rawtp:net::netif_receive_skb
	  / skb_is_ip[args[0]] /
	  {
		args[0] = xlate <pktinfo_t *> (args[0]);
		args[1] = xlate <csinfo_t *> ((struct sock *)NULL);
		args[2] = xlate <ipinfo_t *> (skb_in[args[0]]);
		args[3] = xlate <ifinfo_t *> (args[0]->dev);
		args[4] = xlate <ipv4info_t *> (args[0]->protocol == 0x0008 ? skb_in[args[0]] : (struct iphdr *)NULL);
		args[5] = xlate <ipv6info_t *> ((struct ipv6hdr *)(args[0]->protocol == 0xdd86 ? skb_in[args[0]] :
								    (struct iphdr *)NULL));
	  }
	;

/* ---- udp ---- */

inline struct udphdr *udp_hdr[struct iphdr *h] = (struct udphdr *)ip_payload[h];

probe udp:vmlinux::send (pktinfo_t *, csinfo_t *, ipinfo_t *, udpsinfo_t *, udpinfo_t *)
	= rawtp:net::net_dev_queue
	  / skb_is_ip[args[0]] && ip_carries[skb_out[args[0]], 17] /
	  {
		args[0] = xlate <pktinfo_t *> (args[0]);
		args[1] = xlate <csinfo_t *> (args[0]->sk);
		args[2] = xlate <ipinfo_t *> (skb_out[args[0]]);
		args[3] = xlate <udpsinfo_t *> (args[0]->sk);
		args[4] = xlate <udpinfo_t *> (udp_hdr[skb_out[args[0]]]);
	  }
	;

probe udp:vmlinux::receive (pktinfo_t *, csinfo_t *, ipinfo_t *, udpsinfo_t *, udpinfo_t *)
	= rawtp:net::netif_receive_skb
	  / skb_is_ip[args[0]] && ip_carries[skb_in[args[0]], 17] /
	  {
		args[0] = xlate <pktinfo_t *> (args[0]);
		args[1] = xlate <csinfo_t *> ((struct sock *)NULL);
		args[2] = xlate <ipinfo_t *> (skb_in[args[0]]);
		args[3] = xlate <udpsinfo_t *> (skb_in[args[0]]);
		args[4] = xlate <udpinfo_t *> (udp_hdr[skb_in[args[0]]]);
	  }
	;

/* ---- tcp ---- */

inline struct tcphdr *tcp_hdr[struct iphdr *h] = (struct tcphdr *)ip_payload[h];
inline int tcp_flags[struct iphdr *h] = ((uint8_t *)ip_payload[h])[13];

probe tcp:vmlinux::send (pktinfo_t *, csinfo_t *, ipinfo_t *, tcpsinfo_t *, tcpinfo_t *)
	= rawtp:net::net_dev_queue
	  / skb_is_ip[args[0]] && ip_carries[skb_out[args[0]], 6] /
	  {
		args[0] = xlate <pktinfo_t *> (args[0]);
		args[1] = xlate <csinfo_t *> (args[0]->sk);
		args[2] = xlate <ipinfo_t *> (skb_out[args[0]]);
		args[3] = xlate <tcpsinfo_t *> (args[0]->sk);
		args[4] = xlate <tcpinfo_t *> (tcp_hdr[skb_out[args[0]]]);
	  }
	;

/* where functions can be probed the socket is known, too: then the header of the network is behind us */
probe tcp:vmlinux::receive (pktinfo_t *, csinfo_t *, ipinfo_t *, tcpsinfo_t *, tcpinfo_t *)
	= fbt:vmlinux:tcp_v4_do_rcv:entry, fbt:vmlinux:tcp_v6_do_rcv:entry
	  {
		args[0] = xlate <pktinfo_t *> ((struct sk_buff *)arg1);
		args[1] = xlate <csinfo_t *> ((struct sock *)arg0);
		args[2] = xlate <ipinfo_t *> (skb_out[(struct sk_buff *)arg1]);
		args[3] = xlate <tcpsinfo_t *> ((struct sock *)arg0);
		args[4] = xlate <tcpinfo_t *> (tcp_hdr[skb_out[(struct sk_buff *)arg1]]);
	  }
	| rawtp:net::netif_receive_skb
	  / skb_is_ip[args[0]] && ip_carries[skb_in[args[0]], 6] /
	  {
		args[0] = xlate <pktinfo_t *> (args[0]);
		args[1] = xlate <csinfo_t *> ((struct sock *)NULL);
		args[2] = xlate <ipinfo_t *> (skb_in[args[0]]);
		args[3] = xlate <tcpsinfo_t *> (skb_in[args[0]]);
		args[4] = xlate <tcpinfo_t *> (tcp_hdr[skb_in[args[0]]]);
	  }
	;

/* a first segment: SYN without ACK */
probe tcp:vmlinux::connect-request (pktinfo_t *, csinfo_t *, ipinfo_t *, tcpsinfo_t *, tcpinfo_t *)
	= rawtp:net::net_dev_queue
	  / skb_is_ip[args[0]] && ip_carries[skb_out[args[0]], 6] && (tcp_flags[skb_out[args[0]]] & 0x12) == 0x02 /
	  {
		args[0] = xlate <pktinfo_t *> (args[0]);
		args[1] = xlate <csinfo_t *> (args[0]->sk);
		args[2] = xlate <ipinfo_t *> (skb_out[args[0]]);
		args[3] = xlate <tcpsinfo_t *> (args[0]->sk);
		args[4] = xlate <tcpinfo_t *> (tcp_hdr[skb_out[args[0]]]);
	  }
	;

/* a reset that answers a segment without ACK: its own number is 0 (RFC 9293, 3.10.7.1) */
probe tcp:vmlinux::accept-refused (pktinfo_t *, csinfo_t *, ipinfo_t *, tcpsinfo_t *, tcpinfo_t *)
	= rawtp:net::net_dev_queue
	  / skb_is_ip[args[0]] && ip_carries[skb_out[args[0]], 6] && (tcp_flags[skb_out[args[0]]] & 0x14) == 0x14 &&
	    tcp_hdr[skb_out[args[0]]]->seq == 0 /
	  {
		args[0] = xlate <pktinfo_t *> (args[0]);
		args[1] = xlate <csinfo_t *> (args[0]->sk);
		args[2] = xlate <ipinfo_t *> (skb_out[args[0]]);
		args[3] = xlate <tcpsinfo_t *> ((struct tcp_refusal *)skb_out[args[0]]);
		args[4] = xlate <tcpinfo_t *> (tcp_hdr[skb_out[args[0]]]);
	  }
	;

/*
 * States change where no segment is at hand: the other end's last one, as far as the socket knows it.
 * Of these probes arg9 is the flags that it must have had, and arg8 the state that is being entered.
 */
struct tcp_inbound { struct sock s; };

translator ipinfo_t < struct tcp_inbound *c > {
	ip_ver = so_is6[(struct sock *)c] ? 6 : 4;
	ip_plength = 0;
	ip_saddr = so_raddr[(struct sock *)c];
	ip_daddr = so_laddr[(struct sock *)c];
};

translator tcpinfo_t < struct tcp_inbound *c > {
	tcp_sport = so_rport[(struct sock *)c];
	tcp_dport = so_lport[(struct sock *)c];
	tcp_seq = tcp_of[(struct sock *)c]->rcv_nxt - 1;
	tcp_ack = tcp_of[(struct sock *)c]->snd_una;
	tcp_offset = 0;
	tcp_flags = arg9;
	tcp_window = 0;
	tcp_checksum = 0;
	tcp_urgent = 0;
	tcp_hdr = 0;
};

/* the socket still has its old state then: the new one is what the probe is about */
struct tcp_changing { struct sock s; };

translator tcpsinfo_t < struct tcp_changing *c > {
	tcps_addr = (uintptr_t)c;
	tcps_local = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_local;
	tcps_lport = so_lport[(struct sock *)c];
	tcps_rport = so_rport[(struct sock *)c];
	tcps_laddr = so_laddr[(struct sock *)c];
	tcps_raddr = so_raddr[(struct sock *)c];
	tcps_state = arg8;
	tcps_iss = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_iss;
	tcps_suna = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_suna;
	tcps_snxt = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_snxt;
	tcps_rnxt = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_rnxt;
	tcps_swnd = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_swnd;
	tcps_snd_ws = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_snd_ws;
	tcps_rwnd = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_rwnd;
	tcps_rcv_ws = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_rcv_ws;
	tcps_cwnd = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_cwnd;
	tcps_cwnd_ssthresh = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_cwnd_ssthresh;
	tcps_sack_snxt = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_sack_snxt;
	tcps_rto = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_rto;
	tcps_mss = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_mss;
	tcps_retransmit = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_retransmit;
	tcps_rtt = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_rtt;
	tcps_rtt_sd = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_rtt_sd;
	tcps_irs = xlate <tcpsinfo_t *> ((struct sock *)c)->tcps_irs;
};

probe tcp:vmlinux::state-change (void, csinfo_t *, void, tcpsinfo_t *, void, tcplsinfo_t *)
	= rawtp:sock::inet_sock_set_state
	  / args[0]->sk_protocol == 6 /
	  {
		args[1] = xlate <csinfo_t *> ((struct sock *)args[0]);
		args[3] = xlate <tcpsinfo_t *> ((struct tcp_changing *)args[0]);
		args[5] = xlate <tcplsinfo_t *> ((int)args[1]);
		arg8 = args[2] == 12 ? 3 : args[2];
	  }
	;

probe tcp:vmlinux::connect-established (pktinfo_t *, csinfo_t *, ipinfo_t *, tcpsinfo_t *, tcpinfo_t *)
	= rawtp:sock::inet_sock_set_state
	  / args[0]->sk_protocol == 6 && args[1] == 2 && args[2] == 1 /
	  {
		args[0] = xlate <pktinfo_t *> ((struct sk_buff *)NULL);
		args[1] = xlate <csinfo_t *> ((struct sock *)args[0]);
		args[2] = xlate <ipinfo_t *> ((struct tcp_inbound *)args[0]);
		args[3] = xlate <tcpsinfo_t *> ((struct tcp_changing *)args[0]);
		args[4] = xlate <tcpinfo_t *> ((struct tcp_inbound *)args[0]);
		arg8 = 1;
		arg9 = 0x12;
	  }
	;

probe tcp:vmlinux::accept-established (pktinfo_t *, csinfo_t *, ipinfo_t *, tcpsinfo_t *, tcpinfo_t *)
	= rawtp:sock::inet_sock_set_state
	  / args[0]->sk_protocol == 6 && args[1] == 3 && args[2] == 1 /
	  {
		args[0] = xlate <pktinfo_t *> ((struct sk_buff *)NULL);
		args[1] = xlate <csinfo_t *> ((struct sock *)args[0]);
		args[2] = xlate <ipinfo_t *> ((struct tcp_inbound *)args[0]);
		args[3] = xlate <tcpsinfo_t *> ((struct tcp_changing *)args[0]);
		args[4] = xlate <tcpinfo_t *> ((struct tcp_inbound *)args[0]);
		arg8 = 1;
		arg9 = 0x10;
	  }
	;

probe tcp:vmlinux::connect-refused (pktinfo_t *, csinfo_t *, ipinfo_t *, tcpsinfo_t *, tcpinfo_t *)
	= rawtp:tcp::tcp_receive_reset
	  / args[0]->__sk_common.skc_state == 2 /
	  {
		args[0] = xlate <pktinfo_t *> ((struct sk_buff *)NULL);
		args[1] = xlate <csinfo_t *> (args[0]);
		args[2] = xlate <ipinfo_t *> ((struct tcp_inbound *)args[0]);
		args[3] = xlate <tcpsinfo_t *> (args[0]);
		args[4] = xlate <tcpinfo_t *> ((struct tcp_inbound *)args[0]);
		arg9 = 0x14;
	  }
	;

inline string tcp_state_string[int32_t state] =
	state == 0 ? "state-idle" : state == 1 ? "state-established" : state == 2 ? "state-syn-sent" :
	state == 3 ? "state-syn-received" : state == 4 ? "state-fin-wait-1" : state == 5 ? "state-fin-wait-2" :
	state == 6 ? "state-time-wait" : state == 7 ? "state-closed" : state == 8 ? "state-close-wait" :
	state == 9 ? "state-last-ack" : state == 10 ? "state-listen" : state == 11 ? "state-closing" : "<unknown>";
