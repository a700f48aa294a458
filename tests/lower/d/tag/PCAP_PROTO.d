BEGIN { pcap(1); }

/* >>> err
PCAP_PROTO.d:1:9: error: pcap() takes 2 arguments, not 1 [PCAP_PROTO]
    1 | BEGIN { pcap(1); }
      |         ^^^^^^^
      = hint: its prototype is pcap void (ptr, int)
<<< */
