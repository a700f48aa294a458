/* nothing here */

/* >>> err
EMPTY.d:1:1: error: the program has no clauses or declarations [EMPTY]
    1 | /* nothing here */
      | ^
<<< */
