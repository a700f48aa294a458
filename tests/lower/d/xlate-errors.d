typedef struct t { int a; int b; string s; } t_t;
typedef struct u { int a; } u_t;
translator t_t < struct task_struct *p > { a = p->pid; s = p->comm; };
translator t_t < struct task_struct *q > { b = q->pid; };
translator int < struct file *f > { x = 1; };
translator u_t < struct file *f > { a = f->f_flags; nothere = 1; };
translator u_t < struct inode *i > { a = "text"; };
translator u_t < struct dentry *i > { a = i->nothing; };
translator struct nowhere < int i > { a = i; };
inline t_t *me = xlate <t_t *> (curthread);
BEGIN { trace(me->b); }
BEGIN { trace(me->c); }
BEGIN { trace(xlate <u_t *> (curthread)->a); }
BEGIN { trace(xlate <int> (curthread)); }
BEGIN { trace(xlate <t_t> (5).a); }
BEGIN { trace(*(me + 1)); }
BEGIN { trace(me[1].a); }
BEGIN { this->x = *me; }
BEGIN { trace(me.a); }
BEGIN { trace((*me)->a); }
BEGIN { me->a = 1; }
BEGIN { trace(*me); }
BEGIN { self->m = me; self->m = (t_t *)arg0; }
BEGIN { trace((arg0 ? me : (t_t *)arg1)->a); }
BEGIN { trace(xlate <t_t *> (nothere)->a); }

/* >>> err
xlate-errors.d:4:1: error: there is a translator from struct task_struct * to t_t already [XLATE_REDECL]
    4 | translator t_t < struct task_struct *q > { b = q->pid; };
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
xlate-errors.d:5:12: error: the target of a translator is a struct or union, not int [XLATE_SOU]
    5 | translator int < struct file *f > { x = 1; };
      |            ^^^
xlate-errors.d:6:53: error: 'nothere' is not a member of u_t [XLATE_MEMB]
    6 | translator u_t < struct file *f > { a = f->f_flags; nothere = 1; };
      |                                                     ^^^^^^^
xlate-errors.d:7:42: error: member 'a' of u_t is int, but its expression is string [XLATE_INCOMPAT]
    7 | translator u_t < struct inode *i > { a = "text"; };
      |                                          ^^^^^^
xlate-errors.d:8:46: error: 'nothing' is not a member of struct dentry [TYPE_MEMBER]
    8 | translator u_t < struct dentry *i > { a = i->nothing; };
      |                                              ^^^^^^^
xlate-errors.d:9:12: error: the target of a translator is a struct or union with members, not struct nowhere [XLATE_SOU]
    9 | translator struct nowhere < int i > { a = i; };
      |            ^^^^^^^^^^^^^^
xlate-errors.d:11:19: error: the translator from struct task_struct * to t_t does not say what 'b' is [XLATE_NOCONV]
   11 | BEGIN { trace(me->b); }
      |                   ^
xlate-errors.d:12:19: error: 'c' is not a member of t_t [TYPE_MEMBER]
   12 | BEGIN { trace(me->c); }
      |                   ^
xlate-errors.d:13:15: error: there is no translator from struct task_struct * to u_t [XLATE_NONE]
   13 | BEGIN { trace(xlate <u_t *> (curthread)->a); }
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^
      = hint: there is one from struct file *
      = hint: there is one from struct inode *
      = hint: there is one from struct dentry *
xlate-errors.d:14:22: error: xlate makes a struct, a union or a pointer to one, not int [XLATE_SOU]
   14 | BEGIN { trace(xlate <int> (curthread)); }
      |                      ^^^
xlate-errors.d:15:15: error: there is no translator from int to t_t [XLATE_NONE]
   15 | BEGIN { trace(xlate <t_t> (5).a); }
      |               ^^^^^^^^^^^^^^^
      = hint: there is one from struct task_struct *
xlate-errors.d:16:17: error: a translated t_t * points to no object: it has members only [OP_INCOMPAT]
   16 | BEGIN { trace(*(me + 1)); }
      |                 ^^
xlate-errors.d:17:15: error: a translated t_t * points to no object: it has members only [OP_INCOMPAT]
   17 | BEGIN { trace(me[1].a); }
      |               ^^
xlate-errors.d:19:15: error: left side of . must be a struct or union, not t_t * [OP_SOU]
   19 | BEGIN { trace(me.a); }
      |               ^^
      = hint: members of what a pointer points to are reached by ->
xlate-errors.d:20:15: error: left side of -> must be a pointer to a struct or union, not t_t [OP_PTR]
   20 | BEGIN { trace((*me)->a); }
      |               ^^^^^
      = hint: members of an object are reached by .
xlate-errors.d:21:9: error: the kernel's and the probed program's memory is read-only [OP_WRITE]
   21 | BEGIN { me->a = 1; }
      |         ^^^^^
      = hint: memory of your own comes from alloca()
xlate-errors.d:22:15: error: argument 1 of trace() must be a member of what is translated, not t_t [TRACE_DYN]
   22 | BEGIN { trace(*me); }
      |               ^^^
xlate-errors.d:23:33: error: 'm' holds translated t_t * and cannot hold this one [OP_INCOMPAT]
   23 | BEGIN { self->m = me; self->m = (t_t *)arg0; }
      |                                 ^^^^^^^^^^^
xlate-errors.d:24:15: error: the branches of ?: are translated in different ways [OP_INCOMPAT]
   24 | BEGIN { trace((arg0 ? me : (t_t *)arg1)->a); }
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^
xlate-errors.d:25:30: error: failed to resolve nothere: Unknown variable name [IDENT_UNDEF]
   25 | BEGIN { trace(xlate <t_t *> (nothere)->a); }
      |                              ^^^^^^^
<<< */
