BEGIN { (1)(2); }

/* >>> err
FUNC_IDENT.d:1:9: error: only a name can be called [FUNC_IDENT]
    1 | BEGIN { (1)(2); }
      |         ^^^
<<< */
