BEGIN { trace(uregs[pid]); }

/* >>> err
REGS_IDX.d:1:21: error: argument 1 of uregs() must be a positive constant integer [REGS_IDX]
    1 | BEGIN { trace(uregs[pid]); }
      |                     ^^^
<<< */
