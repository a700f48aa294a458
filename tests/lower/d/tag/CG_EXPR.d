BEGIN { x = count(); sum(1); }

/* >>> err
CG_EXPR.d:1:13: error: count() is an aggregating function and no part of an expression [CG_EXPR]
    1 | BEGIN { x = count(); sum(1); }
      |             ^^^^^
      = hint: it is assigned to an aggregation: @a[keys] = count(...);
CG_EXPR.d:1:22: error: sum() is an aggregating function and no part of an expression [CG_EXPR]
    1 | BEGIN { x = count(); sum(1); }
      |                      ^^^
      = hint: it is assigned to an aggregation: @a[keys] = sum(...);
<<< */
