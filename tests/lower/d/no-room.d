int a[3][];
int b[][3];
struct s { int v[0]; };
struct t { int v[]; };
struct s c;
struct t d;
struct s e[int];
int *pi;
struct in { int x; } in1, in2;
BEGIN { x = *(struct s *)arg0; trace(curthread - pi); trace(in1 == in2); trace(&pid); trace(uregs[26]); }

/* >>> err
no-room.d:1:1: error: the array needs a dimension [DECL_ARRNULL]
    1 | int a[3][];
      | ^^^^^^^^^^
no-room.d:2:1: error: the array needs a dimension [DECL_ARRNULL]
    2 | int b[][3];
      | ^^^^^^^^^^
no-room.d:5:1: error: the variable's type has no members that take room [DECL_INCOMPLETE]
    5 | struct s c;
      | ^^^^^^^^^^
no-room.d:6:1: error: the variable's type has no members that take room [DECL_INCOMPLETE]
    6 | struct t d;
      | ^^^^^^^^^^
no-room.d:7:1: error: the variable's type has no members that take room [DECL_INCOMPLETE]
    7 | struct s e[int];
      | ^^^^^^^^^^^^^^^
no-room.d:10:13: error: struct s has no members that take room [OP_INCOMPLETE]
   10 | BEGIN { x = *(struct s *)arg0; trace(curthread - pi); trace(in1 == in2); trace(&pid); trace(uregs[26]); }
      |             ^^^^^^^^^^^^^^^^^
no-room.d:10:38: error: operands of - do not fit together: struct task_struct * and int * [OP_INCOMPAT]
   10 | BEGIN { x = *(struct s *)arg0; trace(curthread - pi); trace(in1 == in2); trace(&pid); trace(uregs[26]); }
      |                                      ^^^^^^^^^^^^^^
no-room.d:10:61: error: operands of == do not fit together: struct in and struct in [OP_INCOMPAT]
   10 | BEGIN { x = *(struct s *)arg0; trace(curthread - pi); trace(in1 == in2); trace(&pid); trace(uregs[26]); }
      |                                                             ^^^^^^^^^^
no-room.d:10:80: error: cannot take address of dynamic variable [ADDROF_VAR]
   10 | BEGIN { x = *(struct s *)arg0; trace(curthread - pi); trace(in1 == in2); trace(&pid); trace(uregs[26]); }
      |                                                                                ^^^^
no-room.d:10:99: error: argument 1 of uregs() must be a positive constant integer [REGS_IDX]
   10 | BEGIN { x = *(struct s *)arg0; trace(curthread - pi); trace(in1 == in2); trace(&pid); trace(uregs[26]); }
      |                                                                                                   ^^
<<< */
