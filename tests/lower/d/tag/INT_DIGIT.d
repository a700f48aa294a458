BEGIN { trace(08); }

/* >>> err
INT_DIGIT.d:1:15: error: bad digit in the octal constant '08' [INT_DIGIT]
    1 | BEGIN { trace(08); }
      |               ^^
<<< */
