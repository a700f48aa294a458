typedef struct t { int a; } t_t;
translator t_t < struct task_struct *p > { a = 1; };
translator t_t < struct task_struct *p > { a = 2; };
/* D's library has this one */
translator cpuinfo_t < int n > { cpu_id = n; };

/* >>> err
XLATE_REDECL.d:3:1: error: there is a translator from struct task_struct * to t_t already [XLATE_REDECL]
    3 | translator t_t < struct task_struct *p > { a = 2; };
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
XLATE_REDECL.d:5:1: error: there is a translator from int to cpuinfo_t already [XLATE_REDECL]
    5 | translator cpuinfo_t < int n > { cpu_id = n; };
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
