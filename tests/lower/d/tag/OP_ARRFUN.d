int a[4];
int b[4];
BEGIN { a = 0; a = b; a += 1; }

/* >>> err
OP_ARRFUN.d:3:13: error: cannot assign int to 'a', which is int [4] [OP_ARRFUN]
    3 | BEGIN { a = 0; a = b; a += 1; }
      |             ^
OP_ARRFUN.d:3:20: error: cannot assign int [4] to 'a', which is int [4] [OP_ARRFUN]
    3 | BEGIN { a = 0; a = b; a += 1; }
      |                    ^
OP_ARRFUN.d:3:23: error: cannot assign int * to 'a', which is int [4] [OP_ARRFUN]
    3 | BEGIN { a = 0; a = b; a += 1; }
      |                       ^^^^^^
<<< */
