BEGIN { trace(1); commit(1); }

/* >>> err
COMM_DREC.d:1:19: error: commit() after data was recorded [COMM_DREC]
    1 | BEGIN { trace(1); commit(1); }
      |                   ^^^^^^^^^
<<< */
