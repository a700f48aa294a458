/*
 * mib.d - the mib provider: SNMP's counters of the network, where Linux has the event
 *
 * arg0 is by how much the counter grows.
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
probe mib:ip::ipInReceives () = rawtp:net::netif_receive_skb / mib_ip4[args[0]] / { arg0 = 1; };
probe mib:ip::ipOutRequests () = rawtp:net::net_dev_queue / mib_ip4[args[0]] / { arg0 = 1; };
probe mib:ip::ipv6InReceives () = rawtp:net::netif_receive_skb / mib_ip6[args[0]] / { arg0 = 1; };
probe mib:ip::ipv6OutRequests () = rawtp:net::net_dev_queue / mib_ip6[args[0]] / { arg0 = 1; };
probe mib:ip::rawipInDatagrams ()
	= rawtp:net::netif_receive_skb / mib_ip4[args[0]] && mib_in[args[0]]->protocol == 255 / { arg0 = 1; };
probe mib:ip::icmpInMsgs ()
	= rawtp:net::netif_receive_skb / mib_ip4[args[0]] && mib_in[args[0]]->protocol == 1 / { arg0 = 1; };
probe mib:ip::icmpOutMsgs ()
	= rawtp:net::net_dev_queue / mib_ip4[args[0]] && mib_out[args[0]]->protocol == 1 / { arg0 = 1; };
probe mib:ip::ipInDiscards () = rawtp:skb::kfree_skb / mib_ip4[args[0]] / { arg0 = 1; };

/* ---- tcp: state changes ---- */
probe mib:ip::tcpActiveOpens ()
	= rawtp:sock::inet_sock_set_state / args[0]->sk_protocol == 6 && args[1] == 7 && args[2] == 2 / { arg0 = 1; };
probe mib:ip::tcpPassiveOpens ()
	= rawtp:sock::inet_sock_set_state / args[0]->sk_protocol == 6 && args[1] == 3 && args[2] == 1 / { arg0 = 1; };
probe mib:ip::tcpAttemptFails ()
	= rawtp:sock::inet_sock_set_state
	  / args[0]->sk_protocol == 6 && (args[1] == 2 || args[1] == 3) && args[2] == 7 / { arg0 = 1; };
probe mib:ip::tcpEstabResets ()
	= rawtp:sock::inet_sock_set_state
	  / args[0]->sk_protocol == 6 && (args[1] == 1 || args[1] == 8) && args[2] == 7 / { arg0 = 1; };
probe mib:ip::tcpRetransSegs () = rawtp:tcp::tcp_retransmit_skb { arg0 = 1; };
probe mib:ip::tcpInErrs () = rawtp:tcp::tcp_bad_csum { arg0 = 1; };
probe mib:ip::tcpInRsts () = rawtp:tcp::tcp_receive_reset { arg0 = 1; };

/* ---- tcp: segments ---- */
probe mib:ip::tcpInSegs ()
	= rawtp:net::netif_receive_skb
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_in[args[0]]] / { arg0 = 1; };
probe mib:ip::tcpOutSegs ()
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] / { arg0 = 1; };
probe mib:ip::tcpOutDataSegs ()
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] && mib_data[mib_out[args[0]]] > 0 /
	  { arg0 = 1; };
probe mib:ip::tcpOutDataBytes ()
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] && mib_data[mib_out[args[0]]] > 0 /
	  { arg0 = mib_data[mib_out[args[0]]]; };
probe mib:ip::tcpInDataInorderSegs ()
	= rawtp:net::netif_receive_skb
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_in[args[0]]] && mib_data[mib_in[args[0]]] > 0 /
	  { arg0 = 1; };
probe mib:ip::tcpInDataInorderBytes ()
	= rawtp:net::netif_receive_skb
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_in[args[0]]] && mib_data[mib_in[args[0]]] > 0 /
	  { arg0 = mib_data[mib_in[args[0]]]; };
probe mib:ip::tcpOutControl ()
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] && mib_flags[mib_out[args[0]]] & 0x07 /
	  { arg0 = 1; };
probe mib:ip::tcpOutAck ()
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] &&
	    (mib_flags[mib_out[args[0]]] & 0x17) == 0x10 && mib_data[mib_out[args[0]]] == 0 /
	  { arg0 = 1; };
probe mib:ip::tcpOutRsts ()
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] && mib_flags[mib_out[args[0]]] & 0x04 /
	  { arg0 = 1; };

/* ---- udp ---- */
probe mib:ip::udpInDatagrams ()
	= rawtp:net::netif_receive_skb
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_udp[mib_in[args[0]]] / { arg0 = 1; };
probe mib:ip::udpOutDatagrams ()
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_udp[mib_out[args[0]]] / { arg0 = 1; };
probe mib:ip::udpInErrors () = rawtp:udp::udp_fail_queue_rcv_skb { arg0 = 1; };

/* ---- by the names of later editions of Solaris ---- */
probe mib:ip::ipIfStatsHCInReceives ()
	= rawtp:net::netif_receive_skb / mib_ip4[args[0]] || mib_ip6[args[0]] / { arg0 = 1; };
probe mib:ip::ipIfStatsHCOutRequests ()
	= rawtp:net::net_dev_queue / mib_ip4[args[0]] || mib_ip6[args[0]] / { arg0 = 1; };
probe mib:ip::ipIfStatsHCOutTransmits ()
	= rawtp:net::net_dev_queue / mib_ip4[args[0]] || mib_ip6[args[0]] / { arg0 = 1; };
probe mib:ip::ipIfStatsHCInOctets ()
	= rawtp:net::netif_receive_skb / mib_ip4[args[0]] || mib_ip6[args[0]] / { arg0 = args[0]->len; };
probe mib:ip::ipIfStatsHCOutOctets ()
	= rawtp:net::net_dev_queue
	  / mib_ip4[args[0]] || mib_ip6[args[0]] /
	  { arg0 = args[0]->len - (args[0]->network_header - args[0]->mac_header); };
probe mib:ip::tcpHCInSegs ()
	= rawtp:net::netif_receive_skb
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_in[args[0]]] / { arg0 = 1; };
probe mib:ip::tcpHCOutSegs ()
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_tcp[mib_out[args[0]]] / { arg0 = 1; };
probe mib:ip::udpHCInDatagrams ()
	= rawtp:net::netif_receive_skb
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_udp[mib_in[args[0]]] / { arg0 = 1; };
probe mib:ip::udpHCOutDatagrams ()
	= rawtp:net::net_dev_queue
	  / (mib_ip4[args[0]] || mib_ip6[args[0]]) && mib_udp[mib_out[args[0]]] / { arg0 = 1; };
