BEGIN { @a[1] = count(); @b["x"] = count(); printa(@a, @b); }

/* >>> err
PRINTA_AGGKEY.d:1:56: error: key 1 of @b is string, but of @a int [PRINTA_AGGKEY]
    1 | BEGIN { @a[1] = count(); @b["x"] = count(); printa(@a, @b); }
      |                                                        ^^
<<< */
