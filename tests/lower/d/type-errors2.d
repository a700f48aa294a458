struct b { int low : 3; int x; };
struct nowhere;
struct b *pb;
enum e { AMB = 1 };
int AMB;
inline int f[int] = 1;
BEGIN { trace(ipl); trace(uregs[pid]); trace(uregs[R_R15]); trace(~execname); trace(-execname); trace(curthread * 2); }
BEGIN { trace(offsetof(int, x)); trace(offsetof(struct b, low)); trace(sizeof (pb->low)); trace(&pb->low); trace(&1); trace(&pid); }
BEGIN { trace(stringof(*curthread)); (1)(2); trace(curthread->pid(3)); pid(1); trace(AMB); this->a[1] = 2; }
BEGIN { trace(*(int (*)(int))1); trace(((struct nowhere *)1)->x); trace(((struct nowhere *)1)->x); }
BEGIN /execname/ { }

/* >>> err
type-errors2.d:6:14: error: a parameter of an inline has a name [DECL_PROTO_FORM]
    6 | inline int f[int] = 1;
      |              ^^^
type-errors2.d:7:15: error: built-in variable 'ipl' not implemented [VAR_UNSUP]
    7 | BEGIN { trace(ipl); trace(uregs[pid]); trace(uregs[R_R15]); trace(~execname); trace(-execname); trace(curthread * 2); }
      |               ^^^
type-errors2.d:7:33: error: argument 1 of uregs() must be a positive constant integer [REGS_IDX]
    7 | BEGIN { trace(ipl); trace(uregs[pid]); trace(uregs[R_R15]); trace(~execname); trace(-execname); trace(curthread * 2); }
      |                                 ^^^
type-errors2.d:7:68: error: operand of ~ must be an integer, not string [OP_INT]
    7 | BEGIN { trace(ipl); trace(uregs[pid]); trace(uregs[R_R15]); trace(~execname); trace(-execname); trace(curthread * 2); }
      |                                                                    ^^^^^^^^
type-errors2.d:7:86: error: operand of - must be an integer, not string [OP_ARITH]
    7 | BEGIN { trace(ipl); trace(uregs[pid]); trace(uregs[R_R15]); trace(~execname); trace(-execname); trace(curthread * 2); }
      |                                                                                      ^^^^^^^^
type-errors2.d:7:103: error: operand of * must be an integer, not struct task_struct * [OP_ARITH]
    7 | BEGIN { trace(ipl); trace(uregs[pid]); trace(uregs[R_R15]); trace(~execname); trace(-execname); trace(curthread * 2); }
      |                                                                                                       ^^^^^^^^^
type-errors2.d:8:24: error: offsetof needs a complete struct or union, not int [OFFSETOF_TYPE]
    8 | BEGIN { trace(offsetof(int, x)); trace(offsetof(struct b, low)); trace(sizeof (pb->low)); trace(&pb->low); trace(&1); trace(&pid); }
      |                        ^^^
type-errors2.d:8:59: error: 'low' is a bit-field of struct b [OFFSETOF_BITFIELD]
    8 | BEGIN { trace(offsetof(int, x)); trace(offsetof(struct b, low)); trace(sizeof (pb->low)); trace(&pb->low); trace(&1); trace(&pid); }
      |                                                           ^^^
type-errors2.d:8:72: error: sizeof of a bit-field [SIZEOF_BITFIELD]
    8 | BEGIN { trace(offsetof(int, x)); trace(offsetof(struct b, low)); trace(sizeof (pb->low)); trace(&pb->low); trace(&1); trace(&pid); }
      |                                                                        ^^^^^^^^^^^^^^^^
type-errors2.d:8:97: error: a bit-field has no address [ADDROF_BITFIELD]
    8 | BEGIN { trace(offsetof(int, x)); trace(offsetof(struct b, low)); trace(sizeof (pb->low)); trace(&pb->low); trace(&1); trace(&pid); }
      |                                                                                                 ^^^^^^^^
type-errors2.d:8:114: error: & needs an object in memory [ADDROF_LVAL]
    8 | BEGIN { trace(offsetof(int, x)); trace(offsetof(struct b, low)); trace(sizeof (pb->low)); trace(&pb->low); trace(&1); trace(&pid); }
      |                                                                                                                  ^^
type-errors2.d:8:125: error: cannot take address of dynamic variable [ADDROF_VAR]
    8 | BEGIN { trace(offsetof(int, x)); trace(offsetof(struct b, low)); trace(sizeof (pb->low)); trace(&pb->low); trace(&1); trace(&pid); }
      |                                                                                                                             ^^^^
type-errors2.d:9:15: error: struct task_struct cannot be made a string [STRINGOF_TYPE]
    9 | BEGIN { trace(stringof(*curthread)); (1)(2); trace(curthread->pid(3)); pid(1); trace(AMB); this->a[1] = 2; }
      |               ^^^^^^^^^^^^^^^^^^^^
type-errors2.d:9:38: error: only a name can be called [FUNC_IDENT]
    9 | BEGIN { trace(stringof(*curthread)); (1)(2); trace(curthread->pid(3)); pid(1); trace(AMB); this->a[1] = 2; }
      |                                      ^^^
type-errors2.d:9:52: error: only a name can be called [FUNC_IDENT]
    9 | BEGIN { trace(stringof(*curthread)); (1)(2); trace(curthread->pid(3)); pid(1); trace(AMB); this->a[1] = 2; }
      |                                                    ^^^^^^^^^^^^^^
type-errors2.d:9:72: error: 'pid' is a variable, not a function [FUNC_IDKIND]
    9 | BEGIN { trace(stringof(*curthread)); (1)(2); trace(curthread->pid(3)); pid(1); trace(AMB); this->a[1] = 2; }
      |                                                                        ^^^
type-errors2.d:9:86: error: 'AMB' is both a variable and an enumerator [IDENT_AMBIG]
    9 | BEGIN { trace(stringof(*curthread)); (1)(2); trace(curthread->pid(3)); pid(1); trace(AMB); this->a[1] = 2; }
      |                                                                                      ^^^
type-errors2.d:9:92: error: this-> cannot be an associative array [ARR_LOCAL]
    9 | BEGIN { trace(stringof(*curthread)); (1)(2); trace(curthread->pid(3)); pid(1); trace(AMB); this->a[1] = 2; }
      |                                                                                            ^^^^^^^^^^
      = hint: use self->a[...] or a global array
type-errors2.d:10:16: error: cannot dereference int (*)(int) [DEREF_FUNC]
   10 | BEGIN { trace(*(int (*)(int))1); trace(((struct nowhere *)1)->x); trace(((struct nowhere *)1)->x); }
      |                ^^^^^^^^^^^^^^^
type-errors2.d:10:40: error: struct nowhere is an incomplete type: it has no known members [OP_INCOMPLETE]
   10 | BEGIN { trace(*(int (*)(int))1); trace(((struct nowhere *)1)->x); trace(((struct nowhere *)1)->x); }
      |                                        ^^^^^^^^^^^^^^^^^^^^^
further errors are not shown
<<< */
