BEGIN { pcap("x", 1); }

/* >>> err
PCAP_ADDR.d:1:14: error: argument 1 of pcap() must be an address, not string [PCAP_ADDR]
    1 | BEGIN { pcap("x", 1); }
      |              ^^^
<<< */
