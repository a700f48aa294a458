BEGIN { printa(@nosuch); }

/* >>> err
PRINTA_AGGBAD.d:1:16: error: aggregation @nosuch is not defined before this [PRINTA_AGGBAD]
    1 | BEGIN { printa(@nosuch); }
      |                ^^^^^^^
      = hint: it becomes defined by an assignment: @nosuch[...] = count();
<<< */
