typedef struct fi { string n; int f; } fi_t;
translator fi_t < struct file *F > { n = "x"; f = F->f_flags; };
provider app { probe go(int, char *s) : (char *s); probe stop(); };
BEGIN { trace(xlate <fi_t *> (curthread)->n); }
