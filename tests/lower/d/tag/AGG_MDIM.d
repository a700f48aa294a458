BEGIN { @a[1][2] = count(); }

/* >>> err
AGG_MDIM.d:1:9: error: an aggregation is indexed once: @a[key, key] [AGG_MDIM]
    1 | BEGIN { @a[1][2] = count(); }
      |         ^^^^^^^^
<<< */
