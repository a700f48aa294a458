typedef struct t { int a; } t_t;
BEGIN { trace(xlate <t_t *> (curthread)->a); }

/* >>> err
XLATE_NONE.d:2:15: error: there is no translator from struct task_struct * to t_t [XLATE_NONE]
    2 | BEGIN { trace(xlate <t_t *> (curthread)->a); }
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
