translator int < struct task_struct *p > { a = 1; };

/* >>> err
XLATE_SOU.d:1:12: error: the target of a translator is a struct or union, not int [XLATE_SOU]
    1 | translator int < struct task_struct *p > { a = 1; };
      |            ^^^
<<< */
