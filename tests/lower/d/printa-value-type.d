BEGIN { @a["s"] = count(); printa("%s %@s\n", @a); printa("%@hd", @a); printa("%@lld %@x", @a); printf("%ld", 5); }

/* >>> err
printa-value-type.d:1:35: error: an aggregation's value does not fit %@s: it is a 64-bit integer [PRINTF_ARG_TYPE]
    1 | BEGIN { @a["s"] = count(); printa("%s %@s\n", @a); printa("%@hd", @a); printa("%@lld %@x", @a); printf("%ld", 5); }
      |                                   ^^^^^^^^^^
printa-value-type.d:1:60: error: an aggregation's value does not fit %@hd: it is a 64-bit integer [PRINTF_ARG_TYPE]
    1 | BEGIN { @a["s"] = count(); printa("%s %@s\n", @a); printa("%@hd", @a); printa("%@lld %@x", @a); printf("%ld", 5); }
      |                                                            ^^^^
printa-value-type.d:1:111: error: argument 2 does not fit %ld: an integer of that size is expected, not int [PRINTF_ARG_TYPE]
    1 | BEGIN { @a["s"] = count(); printa("%s %@s\n", @a); printa("%@hd", @a); printa("%@lld %@x", @a); printf("%ld", 5); }
      |                                                                                                               ^
<<< */
