BEGIN { curpsinfo; }
BEGIN { xlate <psinfo_t> (curthread); trace(curpsinfo->pr_pid); }
BEGIN { trace(curpsinfo); printf("%p", curpsinfo); @[curpsinfo] = count(); @s = sum(curpsinfo); a[curpsinfo] = 1; }
BEGIN /curpsinfo/ { trace(sizeof (curpsinfo)); }
BEGIN /curpsinfo->pr_pid/ { trace(sizeof (psinfo_t)); trace(sizeof (curpsinfo->pr_pid)); }

/* >>> err
CG_DYN.d:1:9: error: a translated psinfo_t * has members, and no value by itself [CG_DYN]
    1 | BEGIN { curpsinfo; }
      |         ^^^^^^^^^
CG_DYN.d:2:9: error: a translated psinfo_t has members, and no value by itself [CG_DYN]
    2 | BEGIN { xlate <psinfo_t> (curthread); trace(curpsinfo->pr_pid); }
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
CG_DYN.d:3:15: error: argument 1 of trace() must be a member of what is translated, not psinfo_t * [TRACE_DYN]
    3 | BEGIN { trace(curpsinfo); printf("%p", curpsinfo); @[curpsinfo] = count(); @s = sum(curpsinfo); a[curpsinfo] = 1; }
      |               ^^^^^^^^^
CG_DYN.d:3:40: error: argument 2 of printf() must be a member of what is translated, not psinfo_t * [PRINTF_ARG_TYPE]
    3 | BEGIN { trace(curpsinfo); printf("%p", curpsinfo); @[curpsinfo] = count(); @s = sum(curpsinfo); a[curpsinfo] = 1; }
      |                                        ^^^^^^^^^
CG_DYN.d:3:54: error: a translated psinfo_t * cannot be a key [KEY_TYPE]
    3 | BEGIN { trace(curpsinfo); printf("%p", curpsinfo); @[curpsinfo] = count(); @s = sum(curpsinfo); a[curpsinfo] = 1; }
      |                                                      ^^^^^^^^^
      = hint: keys are integers, pointers, strings, stacks and symbols
CG_DYN.d:3:85: error: argument 1 of sum() must be a scalar, not a translated psinfo_t * [AGG_SCALAR]
    3 | BEGIN { trace(curpsinfo); printf("%p", curpsinfo); @[curpsinfo] = count(); @s = sum(curpsinfo); a[curpsinfo] = 1; }
      |                                                                                     ^^^^^^^^^
CG_DYN.d:3:99: error: a translated psinfo_t * cannot be a key [KEY_TYPE]
    3 | BEGIN { trace(curpsinfo); printf("%p", curpsinfo); @[curpsinfo] = count(); @s = sum(curpsinfo); a[curpsinfo] = 1; }
      |                                                                                                   ^^^^^^^^^
      = hint: keys are integers, pointers, strings
CG_DYN.d:4:27: error: a translated psinfo_t * has no size [SIZEOF_TYPE]
    4 | BEGIN /curpsinfo/ { trace(sizeof (curpsinfo)); }
      |                           ^^^^^^^^^^^^^^^^^^
      = hint: of a type: sizeof (psinfo_t *)
CG_DYN.d:4:8: error: predicate result must be of scalar type, not a translated psinfo_t * [PRED_SCALAR]
    4 | BEGIN /curpsinfo/ { trace(sizeof (curpsinfo)); }
      |        ^^^^^^^^^
<<< */
