BEGIN { trace(strlen()); }
BEGIN { a[1, 2, 3, 4, 5, 6, 7, 8] = 1; a[1, 2] = 2; b[1, 2, 3, 4, 5, 6, 7, 8, 9] = 1; }
BEGIN { @[1, 2, 3, 4, 5, 6, 7, 8, 9] = count(); self->x[1, 2, 3, 4, 5, 6, 7, 8, "nine"] = 1; }
int c[int, int, int, int, int, int, int, int, string];

/* >>> err
PROTO_LEN.d:1:15: error: strlen() takes 1 argument, not 0 [PROTO_LEN]
    1 | BEGIN { trace(strlen()); }
      |               ^^^^^^^^
      = hint: its prototype is strlen uint64 (string)
PROTO_LEN.d:2:40: error: a[ ] prototype mismatch: 2 keys passed, 8 expected [PROTO_LEN]
    2 | BEGIN { a[1, 2, 3, 4, 5, 6, 7, 8] = 1; a[1, 2] = 2; b[1, 2, 3, 4, 5, 6, 7, 8, 9] = 1; }
      |                                        ^^^^^^^
PROTO_LEN.d:2:53: error: 'b' has 9 keys; 8 are the most [PROTO_LEN]
    2 | BEGIN { a[1, 2, 3, 4, 5, 6, 7, 8] = 1; a[1, 2] = 2; b[1, 2, 3, 4, 5, 6, 7, 8, 9] = 1; }
      |                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
PROTO_LEN.d:3:9: error: '_' has 9 keys; 8 are the most [PROTO_LEN]
    3 | BEGIN { @[1, 2, 3, 4, 5, 6, 7, 8, 9] = count(); self->x[1, 2, 3, 4, 5, 6, 7, 8, "nine"] = 1; }
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
PROTO_LEN.d:3:49: error: 'x' has 9 keys; 8 are the most [PROTO_LEN]
    3 | BEGIN { @[1, 2, 3, 4, 5, 6, 7, 8, 9] = count(); self->x[1, 2, 3, 4, 5, 6, 7, 8, "nine"] = 1; }
      |                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
PROTO_LEN.d:4:6: error: 'c' has 9 keys; 8 are the most [PROTO_LEN]
    4 | int c[int, int, int, int, int, int, int, int, string];
      |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
