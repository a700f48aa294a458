int execname;
string probefunc;
pid_t pid;
int printf;
int count;
struct { int a; };
enum { ONE };
int v[nobody];
enum e { A = nobody };
struct b { int f : nobody; };
inline int uid = 1;
inline int twice[int a, int a] = a;
provider averyveryveryveryveryveryveryveryveryveryveryveryveryveryverylongname { probe go(void); };
provider p { probe go(void x); probe went(int, void); probe gone(int a) : (int b); };
struct c { int x; } one;
struct d { int x; } two;
BEGIN { one = two; printa("x"); @a = count(); printa(@a, "x"); s = "x"; s += 1; s *= 2; s %= 2; "x"++; 1--; }

/* >>> err
declared-again.d:1:5: error: 'execname' is D's own, and of another type [DECL_IDRED]
    1 | int execname;
      |     ^^^^^^^^
declared-again.d:4:5: error: 'printf' is D's own, and of another type [DECL_IDRED]
    4 | int printf;
      |     ^^^^^^
declared-again.d:5:5: error: 'count' is D's own, and of another type [DECL_IDRED]
    5 | int count;
      |     ^^^^^
declared-again.d:6:1: error: the declaration declares nothing [DECL_USELESS]
    6 | struct { int a; };
      | ^^^^^^^^^^^^^^^^^^
declared-again.d:8:7: error: the size of an array is a constant integer [DECL_ARRSUB]
    8 | int v[nobody];
      |       ^^^^^^
declared-again.d:9:14: error: an enumerator's value is a constant integer [DECL_ENCONST]
    9 | enum e { A = nobody };
      |              ^^^^^^
declared-again.d:10:20: error: the width of a bit-field is a positive constant integer [DECL_BFCONST]
   10 | struct b { int f : nobody; };
      |                    ^^^^^^
declared-again.d:11:12: error: 'uid' is already declared [DECL_IDRED]
   11 | inline int uid = 1;
      |            ^^^
declared-again.d:12:29: error: parameter 'a' is declared twice [DECL_IDRED]
   12 | inline int twice[int a, int a] = a;
      |                             ^
declared-again.d:13:10: error: the name of a provider has at most 63 characters [PROV_BADNAME]
   13 | provider averyveryveryveryveryveryveryveryveryveryveryveryveryveryverylongname { probe go(void); };
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
declared-again.d:14:23: error: void is the only parameter, and without a name [DECL_PROTO_NAME]
   14 | provider p { probe go(void x); probe went(int, void); probe gone(int a) : (int b); };
      |                       ^^^^^^
declared-again.d:14:48: error: void is the only parameter, and without a name [DECL_PROTO_VOID]
   14 | provider p { probe go(void x); probe went(int, void); probe gone(int a) : (int b); };
      |                                                ^^^^
declared-again.d:14:76: error: an argument behind the colon is called as one before it [PROV_PRARGLEN]
   14 | provider p { probe go(void x); probe went(int, void); probe gone(int a) : (int b); };
      |                                                                            ^^^^^
declared-again.d:17:15: error: cannot assign struct d to 'one', which is struct c [OP_INCOMPAT]
   17 | BEGIN { one = two; printa("x"); @a = count(); printa(@a, "x"); s = "x"; s += 1; s *= 2; s %= 2; "x"++; 1--; }
      |               ^^^
declared-again.d:17:20: error: printa() takes 1 or more arguments, not 1 [PRINTA_PROTO]
   17 | BEGIN { one = two; printa("x"); @a = count(); printa(@a, "x"); s = "x"; s += 1; s *= 2; s %= 2; "x"++; 1--; }
      |                    ^^^^^^^^^^^
      = hint: its prototype is printa void ([fmt], agg, ...)
declared-again.d:17:58: error: argument 2 of printa() must be an aggregation [PRINTA_AGGARG]
   17 | BEGIN { one = two; printa("x"); @a = count(); printa(@a, "x"); s = "x"; s += 1; s *= 2; s %= 2; "x"++; 1--; }
      |                                                          ^^^
declared-again.d:17:73: error: operands of + do not fit together: string and int [OP_INCOMPAT]
   17 | BEGIN { one = two; printa("x"); @a = count(); printa(@a, "x"); s = "x"; s += 1; s *= 2; s %= 2; "x"++; 1--; }
      |                                                                         ^^^^^^
      = hint: for text at an address use stringof() or copyinstr()
declared-again.d:17:81: error: operand of * must be an integer, not string [OP_ARITH]
   17 | BEGIN { one = two; printa("x"); @a = count(); printa(@a, "x"); s = "x"; s += 1; s *= 2; s %= 2; "x"++; 1--; }
      |                                                                                 ^
declared-again.d:17:89: error: operand of % must be an integer, not string [OP_INT]
   17 | BEGIN { one = two; printa("x"); @a = count(); printa(@a, "x"); s = "x"; s += 1; s *= 2; s %= 2; "x"++; 1--; }
      |                                                                                         ^
declared-again.d:17:97: error: operand of ++ must be a scalar, not string [OP_SCALAR]
   17 | BEGIN { one = two; printa("x"); @a = count(); printa(@a, "x"); s = "x"; s += 1; s *= 2; s %= 2; "x"++; 1--; }
      |                                                                                                 ^^^
further errors are not shown
<<< */
