/* @@needs: tp_btf   @@trigger: net 3
   @@why: counters of the network grow by what happens: 3 connections, 3 refused, 3 datagrams */
mib:::tcpActiveOpens, mib:::tcpPassiveOpens, mib:::tcpAttemptFails, mib:::tcpInRsts, mib:::tcpOutRsts,
mib:::udpOutDatagrams, mib:::udpInDatagrams
/pid == $target/
{
	@[probename] = sum(arg0);
}
mib:::tcpOutDataBytes, mib:::tcpInDataInorderBytes, mib:::tcpOutDataSegs
/pid == $target/
{
	@[probename] = sum(arg0);
}

/* >>> out

  tcpAttemptFails                                                   3
  tcpInRsts                                                         3
  tcpOutRsts                                                        3
  tcpPassiveOpens                                                   3
  udpInDatagrams                                                    3
  udpOutDatagrams                                                   3
  tcpActiveOpens                                                    6
  tcpOutDataSegs                                                    6
  tcpInDataInorderBytes                                            36
  tcpOutDataBytes                                                  36
<<< */
