BEGIN { trace(pid.a); }

/* >>> err
OP_SOU.d:1:15: error: left side of . must be a struct or union, not pid_t [OP_SOU]
    1 | BEGIN { trace(pid.a); }
      |               ^^^
<<< */
