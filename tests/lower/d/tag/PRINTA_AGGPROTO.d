BEGIN { @a[1] = count(); @b[1, 2] = count(); printa(@a, @b); }

/* >>> err
PRINTA_AGGPROTO.d:1:57: error: @b has 2 keys, but @a has 1 [PRINTA_AGGPROTO]
    1 | BEGIN { @a[1] = count(); @b[1, 2] = count(); printa(@a, @b); }
      |                                                         ^^
<<< */
