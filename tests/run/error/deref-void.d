BEGIN { x = *(void *)16; }

/* >>> out
<<< */

/* >>> err like
...
deref-void\.d:1:\d+: error: .* \[DEREF_VOID\]
...
<<< */

/* >>> exit
1
<<< */
