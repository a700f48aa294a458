BEGIN { ustack(1, pid); }

/* >>> err
USTACK_STRSIZE.d:1:19: error: argument 2 of ustack() must be a positive constant integer [USTACK_STRSIZE]
    1 | BEGIN { ustack(1, pid); }
      |                   ^^^
<<< */
