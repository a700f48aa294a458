struct a *p;
struct b *q;
BEGIN { trace(p == q); }
BEGIN { trace(pid ? p : q); }
BEGIN { trace(p == (void *)q); trace((struct a *)q != p ? p : NULL); }
int x;
BEGIN { x = "text"; }

/* >>> err
OP_INCOMPAT.d:3:15: error: operands of == do not fit together: struct a * and struct b * [OP_INCOMPAT]
    3 | BEGIN { trace(p == q); }
      |               ^^^^^^
      = hint: a cast says what the two have in common
OP_INCOMPAT.d:4:15: error: the branches of ?: do not fit together: struct a * and struct b * [OP_INCOMPAT]
    4 | BEGIN { trace(pid ? p : q); }
      |               ^^^^^^^^^^^
OP_INCOMPAT.d:7:13: error: cannot assign string to 'x', which is int [OP_INCOMPAT]
    7 | BEGIN { x = "text"; }
      |             ^^^^^^
<<< */
