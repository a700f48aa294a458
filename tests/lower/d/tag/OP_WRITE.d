BEGIN { pid = 1; }
inline int one = 1;
BEGIN { one = 2; }
struct s { int a; };
translator struct s < int i > { a = i; };
BEGIN { (xlate <struct s *> (1))->a = 2; }

/* >>> err
OP_WRITE.d:1:9: error: built-in variables are read-only [OP_WRITE]
    1 | BEGIN { pid = 1; }
      |         ^^^
OP_WRITE.d:3:9: error: an inline is its definition, and read-only [OP_WRITE]
    3 | BEGIN { one = 2; }
      |         ^^^
OP_WRITE.d:6:9: error: what is translated is read-only [OP_WRITE]
    6 | BEGIN { (xlate <struct s *> (1))->a = 2; }
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
