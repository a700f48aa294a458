BEGIN { panic(); }

/* >>> err
UNKNOWN.d:1:9: error: panic() is not implemented (yet) [UNKNOWN]
    1 | BEGIN { panic(); }
      |         ^^^^^^^
      = hint: no BPF program can stop the kernel; echo c >/proc/sysrq-trigger does
<<< */
