BEGIN { normalize(@nosuch, 2); }

/* >>> err
NORMALIZE_AGGBAD.d:1:19: error: aggregation @nosuch is not defined before this [NORMALIZE_AGGBAD]
    1 | BEGIN { normalize(@nosuch, 2); }
      |                   ^^^^^^^
      = hint: it becomes defined by an assignment: @nosuch[...] = count();
<<< */
