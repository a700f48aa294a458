BEGIN { trace(ipl); }

/* >>> err
VAR_UNSUP.d:1:15: error: built-in variable 'ipl' not implemented [VAR_UNSUP]
    1 | BEGIN { trace(ipl); }
      |               ^^^
<<< */
