int x[int];
BEGIN { trace(x); }

/* >>> err
ARR_BADREF.d:2:15: error: 'x' is an associative array: a key is needed [ARR_BADREF]
    2 | BEGIN { trace(x); }
      |               ^
<<< */
