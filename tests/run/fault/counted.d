/* faults of one kind at one place are told once, the others counted */
int zero;
tick-10ms { n++; trace(1 / zero); }
tick-10ms { trace(((struct task_struct *)(uintptr_t)n)->pid); }
tick-10ms /n == 3/ { trace(2 / zero); }
tick-10ms /n == 3/ { exit(0); }

/* >>> err like
counted.d:3:24: error: divide-by-zero in probe profile:::tick-10ms
    3 \| .*
      \| .*
counted.d:4:19: error: invalid address \(0x[0-9a-f]+\) in probe profile:::tick-10ms
    4 \| .*
      \| .*
counted.d:5:28: error: divide-by-zero in probe profile:::tick-10ms
    5 \| .*
      \| .*
sonde: error: divide-by-zero: 2 more at counted.d:3:24
sonde: error: invalid address: 2 more at counted.d:4:19
<<< */
