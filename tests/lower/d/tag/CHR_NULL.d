BEGIN { trace(''); }

/* >>> err
CHR_NULL.d:1:15: error: empty character constant [CHR_NULL]
    1 | BEGIN { trace(''); }
      |               ^^
<<< */
