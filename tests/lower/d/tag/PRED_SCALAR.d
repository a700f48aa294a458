BEGIN /execname/ { trace(1); }

/* >>> err
PRED_SCALAR.d:1:8: error: predicate result must be of scalar type, not string [PRED_SCALAR]
    1 | BEGIN /execname/ { trace(1); }
      |        ^^^^^^^^
      = hint: compare the string: with "", or with NULL when it may be unset
<<< */
