BEGIN { trunc(@nosuch); }

/* >>> err
TRUNC_AGGBAD.d:1:15: error: aggregation @nosuch is not defined before this [TRUNC_AGGBAD]
    1 | BEGIN { trunc(@nosuch); }
      |               ^^^^^^^
      = hint: it becomes defined by an assignment: @nosuch[...] = count();
<<< */
