typedef struct t { int a; } t_t;
translator t_t < struct task_struct *p > { z = 1; };

/* >>> err
XLATE_MEMB.d:2:44: error: 'z' is not a member of t_t [XLATE_MEMB]
    2 | translator t_t < struct task_struct *p > { z = 1; };
      |                                            ^
<<< */
