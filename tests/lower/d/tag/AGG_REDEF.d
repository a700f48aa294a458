BEGIN { @a = count(); @a = sum(1); }

/* >>> err
AGG_REDEF.d:1:28: error: @a is used with count(), and here with sum() [AGG_REDEF]
    1 | BEGIN { @a = count(); @a = sum(1); }
      |                            ^^^^^^
AGG_REDEF.d:1:9: note: first used here
    1 | BEGIN { @a = count(); @a = sum(1); }
      |         ^^
<<< */
