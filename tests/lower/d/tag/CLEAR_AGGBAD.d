BEGIN { clear(@nosuch); }

/* >>> err
CLEAR_AGGBAD.d:1:15: error: aggregation @nosuch is not defined before this [CLEAR_AGGBAD]
    1 | BEGIN { clear(@nosuch); }
      |               ^^^^^^^
      = hint: it becomes defined by an assignment: @nosuch[...] = count();
<<< */
