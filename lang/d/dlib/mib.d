/*
 * mib.d - the mib provider: SNMP's counters of the network, where Linux has the event
 *
 * args[0] is by how much the counter grows.
 */
inline struct iphdr *mib_out[struct sk_buff *b] = (struct iphdr *)(b->head + b->network_header);
inline struct iphdr *mib_in[struct sk_buff *b] = (struct iphdr *)b->data;
inline int mib_ip4[struct sk_buff *b] = b->protocol == 0x0008;
inline int mib_ip6[struct sk_buff *b] = b->protocol == 0xdd86;
inline int mib_tcp[struct iphdr *h] =
	h->version == 6 ? ((struct ipv6hdr *)h)->nexthdr == 6 : h->protocol == 6 && (h->frag_off & 0xff1f) == 0;
inline int mib_udp[struct iphdr *h] =
	h->version == 6 ? ((struct ipv6hdr *)h)->nexthdr == 17 : h->protocol == 17 && (h->frag_off & 0xff1f) == 0;
inline struct tcphdr *mib_seg[struct iphdr *h] =
	(struct tcphdr *)((uint64_t)h + (h->version == 6 ? 40 : h->ihl << 2));
inline int mib_flags[struct iphdr *h] = ((uint8_t *)mib_seg[h])[13];
inline uint64_t mib_data[struct iphdr *h] =
	(h->version == 6 ? ntohs(((struct ipv6hdr *)h)->payload_len) : ntohs(h->tot_len) - (h->ihl << 2)) -
	(mib_seg[h]->doff << 2);

/* ---- ip ---- */
probe mib:ip::ipInReceives (int64_t) = rawtp:net::netif_receive_skb / mib_ip4[args[0]] / { args[0] = 1; };
probe mib:ip::ipOutRequests (int64_t) = rawtp:net::net_dev_queue / mib_ip4[args[0]] / { args[0] = 1; };
probe mib:ip::ipv6InReceives (int64_t) = rawtp:net::netif_receive_skb / mib_ip6[args[0]] / { args[0] = 1; };
probe mib:ip::ipv6OutRequests (int64_t) = rawtp:net::net_dev_queue / mib_ip6[args[0]] / { args[0] = 1; };
probe mib:ip::rawipInDatagrams (int64_t)
	= rawtp:net::netif_receive_skb / mib_ip4[args[0]] && mib_in[args[0]]->protocol == 255 / { args[0] = 1; };
probe mib:ip::icmpInMsgs (int64_t)
	= rawtp:net::netif_receive_skb / mib_ip4[args[0]] && mib_in[args[0]]->protocol == 1 / { args[0] = 1; };
probe mib:ip::icmpOutMsgs (int64_t)
	= rawtp:net::net_dev_queue / mib_ip4[args[0]] && mib_out[args[0]]->protocol == 1 / { args[0] = 1; };
probe mib:ip::ipInDiscards (int64_t) = rawtp:skb::kfree_skb / mib_ip4[args[0]] / { args[0] = 1; };

/* ---- tcp: state changes ---- */
probe mib:ip::tcpActiveOpens (int64_t)
	= rawtp:sock::inet_sock_set_state / args[0]->sk_protocol == 6 && args[1] == 7 && args[2] == 2 / { args[0] = 1; };
probe mib:ip::tcpPassiveOpens (int64_t)
	= rawtp:sock::inet_sock_set_state / args[0]->sk_protocol == 6 && args[1] == 3 && args[2] == 1 / { args[0] = 1; };
probe mib:ip::tcpAttemptFails (int64_t)
	= rawtp:sock::inet_sock_set_state
	  / args[0]->sk_protocol == 6 && (args[1] == 2 || args[1] == 3) && args[2] == 7 / { args[0] = 1; };
probe mib:ip::tcpEstabResets (int64_t)
	= rawtp:sock::inet_sock_set_state
	  / args[0]->sk_protocol == 6 && (args[1] == 1 || args[1] == 8) && args[2] == 7 / { args[0] = 1; };
probe mib:ip::tcpRetransSegs (int64_t) = rawtp:tcp::tcp_retransmit_skb { args[0] = 1; };
probe mib:ip::tcpInErrs (int64_t) = rawtp:tcp::tcp_bad_csum { args[0] = 1; };
probe mib:ip::tcpInRsts (int64_t) = rawtp:tcp::tcp_receive_reset { args[0] = 1; };

/* ---- tcp: segments ---- */
probe mib:ip::tcpInSegs (int64_t)
	= rawtp:net::netif_receive_skb
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_in[args[0]]] / { args[0] = 1; };
probe mib:ip::tcpOutSegs (int64_t)
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] / { args[0] = 1; };
probe mib:ip::tcpOutDataSegs (int64_t)
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] && mib_data[mib_out[args[0]]] > 0 /
	  { args[0] = 1; };
probe mib:ip::tcpOutDataBytes (int64_t)
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] && mib_data[mib_out[args[0]]] > 0 /
	  { args[0] = mib_data[mib_out[args[0]]]; };
probe mib:ip::tcpInDataInorderSegs (int64_t)
	= rawtp:net::netif_receive_skb
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_in[args[0]]] && mib_data[mib_in[args[0]]] > 0 /
	  { args[0] = 1; };
probe mib:ip::tcpInDataInorderBytes (int64_t)
	= rawtp:net::netif_receive_skb
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_in[args[0]]] && mib_data[mib_in[args[0]]] > 0 /
	  { args[0] = mib_data[mib_in[args[0]]]; };
probe mib:ip::tcpOutControl (int64_t)
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] && mib_flags[mib_out[args[0]]] & 0x07 /
	  { args[0] = 1; };
probe mib:ip::tcpOutAck (int64_t)
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] &&
	    (mib_flags[mib_out[args[0]]] & 0x17) == 0x10 && mib_data[mib_out[args[0]]] == 0 /
	  { args[0] = 1; };
probe mib:ip::tcpOutRsts (int64_t)
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] && mib_flags[mib_out[args[0]]] & 0x04 /
	  { args[0] = 1; };

/* ---- udp ---- */
probe mib:ip::udpInDatagrams (int64_t)
	= rawtp:net::netif_receive_skb
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_udp[mib_in[args[0]]] / { args[0] = 1; };
probe mib:ip::udpOutDatagrams (int64_t)
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_udp[mib_out[args[0]]] / { args[0] = 1; };
probe mib:ip::udpInErrors (int64_t) = rawtp:udp::udp_fail_queue_rcv_skb { args[0] = 1; };

/* ---- by the names of later editions of Solaris ---- */
probe mib:ip::ipIfStatsHCInReceives (int64_t)
	= rawtp:net::netif_receive_skb / mib_ip4[args[0]] || mib_ip6[args[0]] / { args[0] = 1; };
probe mib:ip::ipIfStatsHCOutRequests (int64_t)
	= rawtp:net::net_dev_queue / mib_ip4[args[0]] || mib_ip6[args[0]] / { args[0] = 1; };
probe mib:ip::ipIfStatsHCOutTransmits (int64_t)
	= rawtp:net::net_dev_queue / mib_ip4[args[0]] || mib_ip6[args[0]] / { args[0] = 1; };
probe mib:ip::ipIfStatsHCInOctets (int64_t)
	= rawtp:net::netif_receive_skb / mib_ip4[args[0]] || mib_ip6[args[0]] / { args[0] = args[0]->len; };
probe mib:ip::ipIfStatsHCOutOctets (int64_t)
	= rawtp:net::net_dev_queue
	  / mib_ip4[args[0]] || mib_ip6[args[0]] /
	  { args[0] = args[0]->len - (args[0]->network_header - args[0]->mac_header); };
probe mib:ip::tcpHCInSegs (int64_t)
	= rawtp:net::netif_receive_skb
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_in[args[0]]] / { args[0] = 1; };
probe mib:ip::tcpHCOutSegs (int64_t)
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] / { args[0] = 1; };
probe mib:ip::udpHCInDatagrams (int64_t)
	= rawtp:net::netif_receive_skb
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_udp[mib_in[args[0]]] / { args[0] = 1; };
probe mib:ip::udpHCOutDatagrams (int64_t)
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_udp[mib_out[args[0]]] / { args[0] = 1; };

probe mib:ip::tcpRetransBytes (int64_t) = rawtp:tcp::tcp_retransmit_skb { args[0] = args[1]->len; };

/* all data that arrive are counted as in order; these are there for scripts that add them up, and never fire */
probe mib:ip::tcpInDataDupSegs (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe mib:ip::tcpInDataDupBytes (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe mib:ip::tcpInDataUnorderSegs (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe mib:ip::tcpInDataUnorderBytes (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
