BEGIN { @a = count(); trace(@a); }

/* >>> err
TRACE_DYN.d:1:29: error: argument 1 of trace() must be a value, and an aggregation has none [TRACE_DYN]
    1 | BEGIN { @a = count(); trace(@a); }
      |                             ^^
      = hint: printa() prints aggregations
<<< */
