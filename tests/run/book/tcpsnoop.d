#!/usr/sbin/dtrace -s
/* @@form: dtrace  @@needs: tp_btf  @@trigger: net 1
   @@why: segments of a connection, in the manner of the field */
#pragma D option quiet
#pragma D option switchrate=10hz

dtrace:::BEGIN { printf("%-6s %-15s:%-5s %2s %-15s:%-5s %6s %s\n", "CPU", "LADDR", "LPORT", "", "RADDR", "RPORT", "BYTES", "FLAGS"); }

tcp:::send
/args[3]->tcps_rport == 47123/
{
	this->length = args[2]->ip_plength - args[4]->tcp_offset;
	printf("%-6d %-15s:%-5d -> %-15s:%-5d %6d (", cpu < 0 ? cpu : 0, args[2]->ip_saddr, args[4]->tcp_sport > 0,
	    args[2]->ip_daddr, args[4]->tcp_dport, this->length);
	printf("%s", args[4]->tcp_flags & TH_FIN ? "FIN|" : "");
	printf("%s", args[4]->tcp_flags & TH_SYN ? "SYN|" : "");
	printf("%s", args[4]->tcp_flags & TH_RST ? "RST|" : "");
	printf("%s", args[4]->tcp_flags & TH_PSH ? "PUSH|" : "");
	printf("%s", args[4]->tcp_flags & TH_ACK ? "ACK|" : "");
	printf("%s", args[4]->tcp_flags & TH_URG ? "URG|" : "");
	printf("%s", args[4]->tcp_flags == 0 ? "null " : "");
	printf("\b)\n");
}

tcp:::receive
/args[4]->tcp_sport == 47123 && args[2]->ip_plength > args[4]->tcp_offset/
{
	printf("%-6d %-15s:%-5d <- %-15s:%-5d %6d\n", 0, args[2]->ip_daddr, args[4]->tcp_dport > 0, args[2]->ip_saddr,
	    args[4]->tcp_sport, args[2]->ip_plength - args[4]->tcp_offset);
}

/* >>> out
CPU    LADDR          :LPORT    RADDR          :RPORT  BYTES FLAGS
0      127.0.0.1      :1     -> 127.0.0.1      :47123      0 (SYN|)
0      127.0.0.1      :1     -> 127.0.0.1      :47123      0 (ACK|)
0      127.0.0.1      :1     -> 127.0.0.1      :47123      5 (PUSH|ACK|)
0      127.0.0.1      :1     <- 127.0.0.1      :47123      7
0      127.0.0.1      :1     -> 127.0.0.1      :47123      0 (ACK|)
0      127.0.0.1      :1     -> 127.0.0.1      :47123      0 (FIN|ACK|)
<<< */
