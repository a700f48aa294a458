typedef struct t { int a; } t_t;
translator t_t < struct task_struct *p > { a = "x"; };

/* >>> err
XLATE_INCOMPAT.d:2:48: error: member 'a' of t_t is int, but its expression is string [XLATE_INCOMPAT]
    2 | translator t_t < struct task_struct *p > { a = "x"; };
      |                                                ^^^
<<< */
