typedef struct t { int a, b; } t_t;
translator t_t < struct task_struct *p > { a = 1; };
BEGIN { trace(xlate <t_t *> (curthread)->b); }

/* >>> err
XLATE_NOCONV.d:3:42: error: the translator from struct task_struct * to t_t does not say what 'b' is [XLATE_NOCONV]
    3 | BEGIN { trace(xlate <t_t *> (curthread)->b); }
      |                                          ^
<<< */
