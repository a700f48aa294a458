/* @@needs: tp_btf   @@trigger: net 3
   @@why: counters of the network grow by what happens: 3 connections, 3 refused, 3 datagrams */
mib:::tcpActiveOpens, mib:::tcpOutDataSegs, mib:::tcpOutDataBytes, mib:::udpOutDatagrams, mib:::udpHCOutDatagrams
/pid == $target/
{
	@[probename] = sum(arg0);
}

/* an interrupt's work, in the name of whoever it finds: the machine's own may be among it */
mib:::tcpPassiveOpens, mib:::tcpAttemptFails, mib:::tcpInRsts, mib:::tcpOutRsts, mib:::udpInDatagrams { in[probename] += arg0; }
mib:::tcpInDataInorderBytes { bytes += arg0; }
END
{
	printf("%d %d %d %d %d %d", in["tcpPassiveOpens"] >= 3, in["tcpAttemptFails"] >= 3, in["tcpInRsts"] >= 3,
	    in["tcpOutRsts"] >= 3, in["udpInDatagrams"] >= 3, bytes >= 36);
}

/* >>> out
1 1 1 1 1 1
  udpHCOutDatagrams                                                 3
  udpOutDatagrams                                                   3
  tcpActiveOpens                                                    6
  tcpOutDataSegs                                                    6
  tcpOutDataBytes                                                  36
<<< */
