BEGIN { trace(nosuch); }

/* >>> err
IDENT_UNDEF.d:1:15: error: failed to resolve nosuch: Unknown variable name [IDENT_UNDEF]
    1 | BEGIN { trace(nosuch); }
      |               ^^^^^^
<<< */
