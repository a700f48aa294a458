/* @@needs: tp_btf   @@trigger: net 3
   @@why: packets as they leave and arrive, with every member of their headers */
inline int PORT = 47125;

ip:::send, ip:::receive
/args[4]->ipv4_protocol == IPPROTO_UDP && args[4]->ipv4_length == 39/
{
	@p[probename, args[2]->ip_ver, args[2]->ip_plength, args[2]->ip_saddr, args[2]->ip_daddr] = count();
	@v4[args[4]->ipv4_ver, args[4]->ipv4_ihl, args[4]->ipv4_tos, args[4]->ipv4_flags, args[4]->ipv4_offset] = count();
	@v4b[args[4]->ipv4_ttl, args[4]->ipv4_protostr, args[4]->ipv4_src == args[4]->ipv4_dst, args[4]->ipv4_saddr,
		args[4]->ipv4_daddr, args[4]->ipv4_hdr != NULL] = count();
	@v6[args[5]->ipv6_ver, args[5]->ipv6_nextstr, args[5]->ipv6_saddr, args[5]->ipv6_hdr != NULL] = count();
	@id[args[4]->ipv4_ident == ntohs(args[4]->ipv4_hdr->id), args[4]->ipv4_checksum == ntohs(args[4]->ipv4_hdr->check),
	    args[3]->if_ipstack] = count();
	@i[args[3]->if_name, args[3]->if_local, args[3]->if_addr != 0] = count();
}

udp:::send, udp:::receive
/args[4]->udp_dport == PORT/
{
	@u[probename, args[4]->udp_length, args[2]->ip_plength, args[4]->udp_checksum != 0, args[4]->udp_hdr != NULL] = count();
	@s[probename, args[3]->udps_lport == PORT, args[3]->udps_rport == PORT, args[3]->udps_laddr, args[3]->udps_raddr] = count();
	@addr[args[3]->udps_addr == args[1]->cs_addr] = count();
	@ports[args[4]->udp_sport != 0] = count();
}

/* >>> out

  receive                                              4       19  127.0.0.1                                           127.0.0.1                                                         3
  send                                                 4       19  127.0.0.1                                           127.0.0.1                                                         3
   4  20   0   4     0                6
  64  UDP                                                       1  127.0.0.1                                           127.0.0.1                                                 1                6
   0  <null>                                              <unknown>                                                 0                6
        1        1        0                6
  lo                                                   1        1                6
  receive                                               19       19        1        1                3
  send                                                  19       19        1        1                3
  receive                                                   1        0  127.0.0.1                                           127.0.0.1                                                         3
  send                                                      0        1  127.0.0.1                                           127.0.0.1                                                         3
        1                6
        1                6
<<< */
