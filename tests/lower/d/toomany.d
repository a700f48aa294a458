syscall:::entry { trace(1); }
/* @@args: -x maxprobes=2 */

/* >>> err
toomany.d:1:1: error: more than 2 probes [LIMIT]
    1 | syscall:::entry { trace(1); }
      | ^^^^^^^^^^^^^^^
      = hint: narrow the description, or raise the limit: -O maxprobes=N
<<< */
