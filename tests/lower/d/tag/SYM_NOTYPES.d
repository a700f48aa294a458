BEGIN { trace(`no_type); }

/* >>> err
SYM_NOTYPES.d:1:15: error: the type of the kernel's symbol 'no_type' is not known [SYM_NOTYPES]
    1 | BEGIN { trace(`no_type); }
      |               ^^^^^^^^
      = hint: the kernel's BTF describes functions and per-CPU data; say the type: *(int *)&`no_type
<<< */
