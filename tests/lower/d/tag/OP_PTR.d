struct s { int a; } v;
BEGIN { trace(v->a); }

/* >>> err
OP_PTR.d:2:15: error: left side of -> must be a pointer to a struct or union, not struct s [OP_PTR]
    2 | BEGIN { trace(v->a); }
      |               ^
      = hint: members of an object are reached by .
<<< */
