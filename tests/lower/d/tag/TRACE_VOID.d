BEGIN { trace((void)1); }

/* >>> err
TRACE_VOID.d:1:15: error: argument 1 of trace() must be a value, not void [TRACE_VOID]
    1 | BEGIN { trace((void)1); }
      |               ^^^^^^^
<<< */
