/* @@needs: tp_btf   @@trigger: net 3
   @@why: counters of the network grow by what happens: 3 connections, 3 refused, 3 datagrams */
mib:::tcpActiveOpens, mib:::tcpAttemptFails, mib:::tcpInRsts, mib:::tcpOutRsts,
mib:::udpOutDatagrams, mib:::udpInDatagrams, mib:::udpHCOutDatagrams
/pid == $target/
{
	@[probename] = sum(arg0);
}
mib:::tcpOutDataBytes, mib:::tcpInDataInorderBytes, mib:::tcpOutDataSegs
/pid == $target/
{
	@[probename] = sum(arg0);
}

/* an interrupt's work, in the name of whoever it finds */
mib:::tcpPassiveOpens { passive += arg0; }
END { printf("%d", passive >= 3); }

/* >>> out
1
  tcpAttemptFails                                                   3
  tcpInRsts                                                         3
  tcpOutRsts                                                        3
  udpHCOutDatagrams                                                 3
  udpInDatagrams                                                    3
  udpOutDatagrams                                                   3
  tcpActiveOpens                                                    6
  tcpOutDataSegs                                                    6
  tcpInDataInorderBytes                                            36
  tcpOutDataBytes                                                  36
<<< */
