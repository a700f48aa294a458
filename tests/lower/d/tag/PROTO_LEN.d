BEGIN { trace(strlen()); }

/* >>> err
PROTO_LEN.d:1:15: error: strlen() takes 1 argument, not 0 [PROTO_LEN]
    1 | BEGIN { trace(strlen()); }
      |               ^^^^^^^^
      = hint: its prototype is strlen uint64 (string)
<<< */
