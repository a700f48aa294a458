BEGIN { trace(self->nosuch); }

/* >>> err
VAR_UNDEF.d:1:15: error: self->nosuch has not yet been declared or assigned [VAR_UNDEF]
    1 | BEGIN { trace(self->nosuch); }
      |               ^^^^^^^^^^^^
<<< */
