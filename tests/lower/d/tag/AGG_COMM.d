BEGIN { commit(1); @a = count(); }

/* >>> err
AGG_COMM.d:1:20: error: aggregation after commit() [AGG_COMM]
    1 | BEGIN { commit(1); @a = count(); }
      |                    ^^^^^^^^^^^^
<<< */
