enum i { A = 0x7fffffff, B };

/* >>> err
DECL_ENOFLOW.d:1:26: error: the enumerator's value does not fit an int [DECL_ENOFLOW]
    1 | enum i { A = 0x7fffffff, B };
      |                          ^
<<< */
