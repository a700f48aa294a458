BEGIN { trace(strlen(1)); }

/* >>> err
PROTO_ARG.d:1:22: error: argument 1 of strlen() must be a string, not int [PROTO_ARG]
    1 | BEGIN { trace(strlen(1)); }
      |                      ^
      = hint: text at an address is read by copyinstr() or, in the kernel, stringof()
<<< */
