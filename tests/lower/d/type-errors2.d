struct b { int low : 3; int x; };
struct nowhere;
struct b *pb;
enum e { AMB = 1 };
int AMB;
int x[int, ...];
inline int f[int] = 1;
int (*fp)(static int);
BEGIN { trace(ipl); trace(uregs[pid]); trace(uregs[R_R15]); trace(~execname); trace(-execname); trace(curthread * 2); }
BEGIN { trace(offsetof(int, x)); trace(offsetof(struct b, low)); trace(sizeof (pb->low)); trace(&pb->low); trace(&1); trace(&pid); }
BEGIN { trace(stringof(*curthread)); (1)(2); trace(curthread->pid(3)); pid(1); trace(AMB); this->a[1] = 2; }
BEGIN { trace(*(int (*)(int))1); trace(((struct nowhere *)1)->x); trace(((struct nowhere *)1)->x); }
BEGIN /execname/ { }

/* >>> err
type-errors2.d:6:12: error: the number of an array's keys is fixed: no ... [DECL_PROTO_VARARGS]
    6 | int x[int, ...];
      |            ^^^
type-errors2.d:8:11: error: a parameter has no storage class [DECL_PARMCLASS]
    8 | int (*fp)(static int);
      |           ^^^^^^
<<< */
