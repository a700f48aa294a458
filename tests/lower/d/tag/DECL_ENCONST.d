enum i { A = "x" };

/* >>> err
DECL_ENCONST.d:1:14: error: an enumerator's value is a constant integer [DECL_ENCONST]
    1 | enum i { A = "x" };
      |              ^^^
<<< */
