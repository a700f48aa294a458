BEGIN { ustack(pid); }

/* >>> err
USTACK_FRAMES.d:1:16: error: argument 1 of ustack() must be a positive constant integer [USTACK_FRAMES]
    1 | BEGIN { ustack(pid); }
      |                ^^^
<<< */
