BEGIN { commit(1); trace(1); }
BEGIN { commit(1); ustack(5); }
BEGIN { commit(1); sym(1); }
BEGIN { speculate(1); trace(1); commit(1); }

/* >>> err
DREC_COMM.d:1:20: error: trace() records data after commit() [DREC_COMM]
    1 | BEGIN { commit(1); trace(1); }
      |                    ^^^^^^^^
DREC_COMM.d:2:20: error: ustack() records data after commit() [DREC_COMM]
    2 | BEGIN { commit(1); ustack(5); }
      |                    ^^^^^^^^^
DREC_COMM.d:3:20: error: sym() records data after commit() [DREC_COMM]
    3 | BEGIN { commit(1); sym(1); }
      |                    ^^^^^^
<<< */
