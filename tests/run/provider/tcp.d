/* @@needs: tp_btf   @@trigger: net 2
   @@why: a connection from request to end, one that is refused; every segment that is sent, and its members */
inline int PORT = 47123;
int sent[uint32_t], got[uint32_t];

tcp:::state-change
/args[3]->tcps_lport == PORT || args[3]->tcps_rport == PORT || args[3]->tcps_rport == PORT + 1/
{
	@changes[args[3]->tcps_lport == PORT ? "server" : args[3]->tcps_rport == PORT ? "client" : "refused",
		 tcp_state_string[args[5]->tcps_state], tcp_state_string[args[3]->tcps_state]] = count();
}

tcp:::connect-request, tcp:::connect-established, tcp:::accept-established, tcp:::connect-refused, tcp:::accept-refused
/args[4]->tcp_dport == PORT || args[4]->tcp_sport == PORT || args[4]->tcp_dport == PORT + 1 || args[4]->tcp_sport == PORT + 1/
{
	@events[probename, args[2]->ip_saddr, args[2]->ip_daddr, args[4]->tcp_flags, args[4]->tcp_dport == PORT,
		args[4]->tcp_dport == PORT + 1] = count();
}

/* a machine that is slow enough sends a segment twice: each counts once */
tcp:::send /args[4]->tcp_dport == PORT && args[4]->tcp_flags & TH_PSH && !sent[args[4]->tcp_seq]/
{
	@sent["bytes", args[2]->ip_plength - args[4]->tcp_offset] = count();
	@sent["local", args[3]->tcps_local] = count();
	@sent["rport", args[3]->tcps_rport] = count();
	@sent["lport is sport", args[3]->tcps_lport == args[4]->tcp_sport] = count();
	@sent["state", args[3]->tcps_state] = count();
	@sent["next is this", args[3]->tcps_snxt == args[4]->tcp_seq] = count();
	@sent["other's is acknowledged", args[3]->tcps_rnxt == args[4]->tcp_ack] = count();
	@sent["first number", args[3]->tcps_iss + 1 == args[4]->tcp_seq] = count();
	@sent["their first number", args[3]->tcps_irs + 1 == args[4]->tcp_ack] = count();
	@sent["mss", args[3]->tcps_mss > 1000] = count();
	@sent["rto", args[3]->tcps_rto >= 200] = count();
	@sent["cwnd", args[3]->tcps_cwnd] = count();
	@sent["socket", args[1]->cs_addr == args[3]->tcps_addr] = count();
	@sent["packet", args[0]->pkt_addr != 0] = count();
	@sent["retransmit", args[3]->tcps_retransmit] = count();
}

/* against the kernel's own structure */
tcp:::send /args[4]->tcp_dport == PORT && args[4]->tcp_flags & TH_PSH && !sent[args[4]->tcp_seq]/
{
	this->tp = (struct tcp_sock *)args[3]->tcps_addr;
	@own["header", args[4]->tcp_hdr != 0 && args[4]->tcp_checksum != 0 && args[4]->tcp_urgent == 0 &&
	     args[4]->tcp_window > 0] = count();
	@own["scales", args[3]->tcps_snd_ws == this->tp->rx_opt.snd_wscale && args[3]->tcps_rcv_ws == this->tp->rx_opt.rcv_wscale] = count();
	@own["windows", args[3]->tcps_swnd == this->tp->snd_wnd && args[3]->tcps_rwnd == this->tp->rcv_wnd] = count();
	@own["numbers", args[3]->tcps_suna == this->tp->snd_una && args[3]->tcps_sack_snxt == this->tp->snd_nxt] = count();
	@own["threshold", args[3]->tcps_cwnd_ssthresh == this->tp->snd_ssthresh] = count();
	@own["round trip", args[3]->tcps_rtt < 10000 && args[3]->tcps_rtt_sd < 10000] = count();
	@own["connection", args[1]->cs_cid == args[1]->cs_addr] = count();
}

tcp:::accept-refused /args[4]->tcp_sport == PORT + 1/
{
	@refused[args[3]->tcps_lport - PORT, args[3]->tcps_rport == args[4]->tcp_dport, args[3]->tcps_laddr, args[3]->tcps_raddr,
		tcp_state_string[args[3]->tcps_state]] = count();
}

/* what only acknowledges comes by itself or with something else */
tcp:::send
/(args[4]->tcp_sport == PORT || args[4]->tcp_dport == PORT) && args[4]->tcp_flags & (TH_SYN | TH_PSH | TH_FIN) && !sent[args[4]->tcp_seq]/
{
	@n[probename] = count();
	sent[args[4]->tcp_seq] = 1;
}
/* where the receiving side is a function's, the last packet of a handshake has no socket yet */
tcp:::receive /args[4]->tcp_dport == PORT && args[4]->tcp_flags & TH_PSH && !got[args[4]->tcp_seq]/
{
	@n["receive data"] = count();
	got[args[4]->tcp_seq] = 1;
}

/* >>> out

  server                                              state-closed                                        state-listen                                                      1
  server                                              state-listen                                        state-closed                                                      1
  client                                              state-close-wait                                    state-last-ack                                                    2
  client                                              state-closed                                        state-syn-sent                                                    2
  client                                              state-established                                   state-close-wait                                                  2
  client                                              state-last-ack                                      state-closed                                                      2
  client                                              state-syn-sent                                      state-established                                                 2
  refused                                             state-closed                                        state-syn-sent                                                    2
  refused                                             state-syn-sent                                      state-closed                                                      2
  server                                              state-established                                   state-fin-wait-1                                                  2
  server                                              state-fin-wait-1                                    state-fin-wait-2                                                  2
  server                                              state-fin-wait-2                                    state-closed                                                      2
  server                                              state-listen                                        state-syn-received                                                2
  server                                              state-syn-received                                  state-established                                                 2
  accept-established                                  127.0.0.1                                           127.0.0.1                                           16        1        0                2
  accept-refused                                      127.0.0.1                                           127.0.0.1                                           20        0        0                2
  connect-established                                 127.0.0.1                                           127.0.0.1                                           18        0        0                2
  connect-refused                                     127.0.0.1                                           127.0.0.1                                           20        0        0                2
  connect-request                                     127.0.0.1                                           127.0.0.1                                            2        0        1                2
  connect-request                                     127.0.0.1                                           127.0.0.1                                            2        1        0                2
  bytes                                                     5                2
  cwnd                                                     10                2
  first number                                              1                2
  local                                                     1                2
  lport is sport                                            1                2
  mss                                                       1                2
  next is this                                              1                2
  other's is acknowledged                                   1                2
  packet                                                    1                2
  retransmit                                                0                2
  rport                                                 47123                2
  rto                                                       1                2
  socket                                                    1                2
  state                                                     1                2
  their first number                                        1                2
  connection                                                1                2
  header                                                    1                2
  numbers                                                   1                2
  round trip                                                1                2
  scales                                                    1                2
  threshold                                                 1                2
  windows                                                   1                2
        1        1  127.0.0.1                                           127.0.0.1                                           state-closed                                                      2
  receive data                                                      2
  send                                                             12
<<< */
