/* @@why: a variable's first element cannot have its key of the variable itself */
BEGIN { a[a[1]] = 1; }
BEGIN { b[b]++; }
BEGIN { self->c[self->c[1]] = 1; }

/* >>> err
own-key.d:2:11: error: failed to resolve a: Unknown variable name [IDENT_UNDEF]
    2 | BEGIN { a[a[1]] = 1; }
      |           ^
own-key.d:3:11: error: failed to resolve b: Unknown variable name [IDENT_UNDEF]
    3 | BEGIN { b[b]++; }
      |           ^
      = hint: similar names: a
own-key.d:4:17: error: self->c has not yet been declared or assigned [VAR_UNDEF]
    4 | BEGIN { self->c[self->c[1]] = 1; }
      |                 ^^^^^^^
<<< */
