/* @@needs: tp_btf   @@trigger: net 1 net6 47223   @@only: host
   @@why: packets of IPv6: every member of their headers; no IPv4 */
ip:::send
/args[2]->ip_ver == 6 && args[5]->ipv6_nexthdr == IPPROTO_UDP && args[5]->ipv6_plen == 19/
{
	printf("%d %d %d %d %s %d\n", args[5]->ipv6_ver, args[5]->ipv6_tclass, args[5]->ipv6_flow > 0 && args[5]->ipv6_flow < 1 << 20,
	    args[5]->ipv6_plen, args[5]->ipv6_nextstr, args[5]->ipv6_hlim);
	printf("%s %s %s %s %d\n", args[5]->ipv6_saddr, args[5]->ipv6_daddr, args[2]->ip_saddr, args[2]->ip_daddr, args[2]->ip_plength);
	printf("%d %s %d\n", args[4]->ipv4_ver, args[4]->ipv4_saddr, args[4]->ipv4_hdr == NULL);
	this->h = args[5]->ipv6_hdr;
	printf("%s %d\n", inet_ntoa6(&this->h->daddr), args[5]->ipv6_dst == &this->h->daddr && args[5]->ipv6_src == &this->h->saddr);
}
tcp:::send /args[2]->ip_ver == 6 && args[4]->tcp_dport == 47223 && args[4]->tcp_flags & TH_PSH/
{
	printf("%s %s %s %s %d\n", args[3]->tcps_laddr, args[3]->tcps_raddr, args[2]->ip_saddr, args[2]->ip_daddr,
	    args[2]->ip_plength - args[4]->tcp_offset);
}

/* >>> out
::1 ::1 ::1 ::1 5
6 0 1 19 UDP 64
::1 ::1 ::1 ::1 19
0 <unknown> 1
::1 1
<<< */
