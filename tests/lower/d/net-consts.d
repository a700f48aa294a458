/* constants of the network's library, and a translator to the type that has none of its own */
translator conninfo_t < int port > { ci_local = "here"; ci_remote = lltostr(port); ci_protocol = "tcp"; };
BEGIN
{
	trace(TCP_STATE_ESTABLISHED + TCP_STATE_LISTEN * 16 + TCP_STATE_CLOSING * 256);
	trace(TH_ECE | TH_CWR | TH_PUSH);
	trace(IPPROTO_OSPF + IPPROTO_NONE);
	trace(NET_PROBE_STATE);
	trace(PCAP_IPOIB);
	trace(TCP_MIN_HEADER_LENGTH);
	trace(xlate <conninfo_t> (7).ci_remote);
	trace(SOBJ_CV);
}

/* >>> prog
clause 1 kernel
  probe dtrace:::BEGIN
  defer trace 2977
  defer trace 200
  defer trace 148
  defer trace 2
  defer trace 242
  defer trace 20
  defer trace lltostr(7)
  defer trace 3
<<< */
