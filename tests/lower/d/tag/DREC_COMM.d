BEGIN { commit(1); trace(1); }

/* >>> err
DREC_COMM.d:1:20: error: trace() records data after commit() [DREC_COMM]
    1 | BEGIN { commit(1); trace(1); }
      |                    ^^^^^^^^
<<< */
