int v[3];
BEGIN { trace(v[3]); }

/* >>> err
ARR_BOUNDS.d:2:17: error: index 3 is outside the array int [3] [ARR_BOUNDS]
    2 | BEGIN { trace(v[3]); }
      |                 ^
<<< */
