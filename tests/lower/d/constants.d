/* the constants of the reference, row by row, with their values: each comparison is folded to 1 */
BEGIN
{
	trace(SSLEEP == 1); trace(SRUN == 2); trace(SZOMB == 3); trace(SSTOP == 4); trace(SIDL ==
	5); trace(SONPROC == 6); trace(SWAIT == 7);
}
BEGIN
{
	trace(PR_STOPPED == 1); trace(PR_ISTOP == 2); trace(PR_DSTOP == 4); trace(PR_IDLE ==
	268435456); trace(PR_MODEL_ILP32 == 1); trace(PR_MODEL_LP64 == 2);
}
BEGIN
{
	trace(PIDTYPE_PID == 0); trace(PIDTYPE_TGID == 1); trace(PIDTYPE_PGID == 2);
	trace(PIDTYPE_SID == 3);
}
BEGIN
{
	trace(CLD_EXITED == 1); trace(CLD_KILLED == 2); trace(CLD_DUMPED == 3); trace(CLD_TRAPPED
	== 4); trace(CLD_STOPPED == 5); trace(CLD_CONTINUED == 6);
}
BEGIN
{
	trace(O_ACCMODE == 3); trace(O_RDONLY == 0); trace(O_WRONLY == 1); trace(O_RDWR == 2);
	trace(O_CREAT == 64); trace(O_EXCL == 128); trace(O_NOCTTY == 256); trace(O_TRUNC == 512);
	trace(O_APPEND == 1024); trace(O_NONBLOCK == 2048); trace(O_NDELAY == 2048); trace(O_DSYNC
	== 4096); trace(O_SYNC == 1052672); trace(O_FSYNC == 1052672); trace(O_RSYNC == 1052672);
	trace(O_ASYNC == 8192); trace(O_DIRECTORY == 65536); trace(O_NOFOLLOW == 131072);
	trace(O_CLOEXEC == 524288);
}
BEGIN
{
	trace(B_BUSY == 1); trace(B_DONE == 2); trace(B_ERROR == 4); trace(B_PAGEIO == 16);
	trace(B_PHYS == 32); trace(B_READ == 64); trace(B_WRITE == 256); trace(B_ASYNC == 1024);
}
BEGIN
{
	trace(RW_WRITER == 0); trace(RW_READER == 1);
}
BEGIN
{
	trace(AF_INET == 2); trace(AF_INET6 == 10);
}
BEGIN
{
	trace(ARPHRD_ETHER == 1); trace(ARPHRD_INFINIBAND == 32);
}
BEGIN
{
	trace(NET_PROBE_OUTBOUND == 0); trace(NET_PROBE_INBOUND == 1); trace(NET_PROBE_STATE ==
	2);
}
BEGIN
{
	trace(IPPROTO_IP == 0); trace(IPPROTO_HOPOPTS == 0); trace(IPPROTO_ICMP == 1);
	trace(IPPROTO_IGMP == 2); trace(IPPROTO_IPIP == 4); trace(IPPROTO_TCP == 6);
	trace(IPPROTO_EGP == 8); trace(IPPROTO_PUP == 12); trace(IPPROTO_UDP == 17);
	trace(IPPROTO_IDP == 22); trace(IPPROTO_TP == 29); trace(IPPROTO_DCCP == 33);
	trace(IPPROTO_IPV6 == 41); trace(IPPROTO_ROUTING == 43); trace(IPPROTO_FRAGMENT == 44);
	trace(IPPROTO_RSVP == 46); trace(IPPROTO_GRE == 47); trace(IPPROTO_ESP == 50);
	trace(IPPROTO_AH == 51); trace(IPPROTO_ICMPV6 == 58); trace(IPPROTO_NONE == 59);
	trace(IPPROTO_DSTOPTS == 60); trace(IPPROTO_OSPF == 89); trace(IPPROTO_MTP == 92);
	trace(IPPROTO_BEETPH == 94); trace(IPPROTO_ENCAP == 98); trace(IPPROTO_PIM == 103);
	trace(IPPROTO_COMP == 108); trace(IPPROTO_SCTP == 132); trace(IPPROTO_MH == 135);
	trace(IPPROTO_UDPLITE == 136); trace(IPPROTO_RAW == 255); trace(IPPROTO_MAX == 256);
}
BEGIN
{
	trace(TCP_MIN_HEADER_LENGTH == 20);
}
BEGIN
{
	trace(TH_FIN == 1); trace(TH_SYN == 2); trace(TH_RST == 4); trace(TH_PSH == 8);
	trace(TH_ACK == 16); trace(TH_URG == 32); trace(TH_ECE == 64); trace(TH_CWR == 128);
}
BEGIN
{
	trace(TCP_STATE_IDLE == 0); trace(TCP_STATE_ESTABLISHED == 1); trace(TCP_STATE_SYN_SENT ==
	2); trace(TCP_STATE_SYN_RECEIVED == 3); trace(TCP_STATE_FIN_WAIT_1 == 4);
	trace(TCP_STATE_FIN_WAIT_2 == 5); trace(TCP_STATE_TIME_WAIT == 6); trace(TCP_STATE_CLOSED
	== 7); trace(TCP_STATE_CLOSE_WAIT == 8); trace(TCP_STATE_LAST_ACK == 9);
	trace(TCP_STATE_LISTEN == 10); trace(TCP_STATE_CLOSING == 11);
}
BEGIN
{
	trace(DTRACEFLT_UNKNOWN == 0); trace(DTRACEFLT_BADADDR == 1); trace(DTRACEFLT_BADALIGN ==
	2); trace(DTRACEFLT_ILLOP == 3); trace(DTRACEFLT_DIVZERO == 4); trace(DTRACEFLT_NOSCRATCH
	== 5); trace(DTRACEFLT_KPRIV == 6); trace(DTRACEFLT_UPRIV == 7); trace(DTRACEFLT_TUPOFLOW
	== 8); trace(DTRACEFLT_BADSTACK == 9); trace(DTRACEFLT_BADSIZE == 10);
	trace(DTRACEFLT_BADINDEX == 11);
}
BEGIN
{
	trace(PCAP_NULL == 0); trace(PCAP_ETHER == 1); trace(PCAP_PPP == 9); trace(PCAP_IP == 12);
	trace(PCAP_WIFI == 105); trace(PCAP_IPOIB == 242);
}
BEGIN
{
	trace(R_R15 == 0); trace(R_R14 == 1); trace(R_R13 == 2); trace(R_R12 == 3); trace(R_RBP ==
	4); trace(R_RBX == 5); trace(R_R11 == 6); trace(R_R10 == 7); trace(R_R9 == 8); trace(R_R8
	== 9); trace(R_RAX == 10); trace(R_RCX == 11); trace(R_RDX == 12); trace(R_RSI == 13);
	trace(R_RDI == 14); trace(R_ERR == 15); trace(R_RIP == 16); trace(R_CS == 17); trace(R_RFL
	== 18); trace(R_RSP == 19); trace(R_SS == 20); trace(R_DS == 21); trace(R_ES == 22);
	trace(R_FS == 23); trace(R_GS == 24); trace(R_TRAPNO == 25);
}

/* >>> prog
clause 1 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
clause 2 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
clause 3 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
clause 4 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
clause 5 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
clause 6 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
clause 7 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
clause 8 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
clause 9 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
clause 10 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
  defer trace 1
clause 11 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
clause 12 kernel
  probe dtrace:::BEGIN
  defer trace 1
clause 13 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
clause 14 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
clause 15 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
clause 16 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
clause 17 kernel
  probe dtrace:::BEGIN
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
  defer trace 1
<<< */
