long char a;
unsigned void *b;
long float c;
int d[1000000000];
struct e { int; };
struct h { int x : "a"; };
enum i { A = "x" };
int (*j)(int, void);
int (*k)(void x);
int l(int x); extern void l2(int, char *, ...); self int l3(int x);
struct m { int x[int]; };
provider foo1 { probe x(); };
provider bar { probe x(); probe x(); };

/* >>> err
decl-errors2.d:1:1: error: char is neither short nor long [DECL_CHARATTR]
    1 | long char a;
      | ^^^^^^^^^
decl-errors2.d:2:1: error: void has no attributes [DECL_VOIDATTR]
    2 | unsigned void *b;
      | ^^^^^^^^^^^^^
decl-errors2.d:3:1: error: that is no floating-point type [DECL_LONGINT]
    3 | long float c;
      | ^^^^^^^^^^
decl-errors2.d:4:6: error: the array is larger than a megabyte [DECL_ARRBIG]
    4 | int d[1000000000];
      |      ^^^^^^^^^^^^
decl-errors2.d:5:12: error: a member needs a name [DECL_MNAME]
    5 | struct e { int; };
      |            ^^^
decl-errors2.d:6:20: error: the width of a bit-field is a positive constant integer [DECL_BFCONST]
    6 | struct h { int x : "a"; };
      |                    ^^^
decl-errors2.d:7:14: error: an enumerator's value is a constant integer [DECL_ENCONST]
    7 | enum i { A = "x" };
      |              ^^^
decl-errors2.d:8:15: error: void is the only parameter, and without a name [DECL_PROTO_VOID]
    8 | int (*j)(int, void);
      |               ^^^^
decl-errors2.d:9:10: error: void is the only parameter, and without a name [DECL_PROTO_NAME]
    9 | int (*k)(void x);
      |          ^^^^^^
decl-errors2.d:10:49: error: a function is not a thread's or a clause's [DECL_IDENT]
   10 | int l(int x); extern void l2(int, char *, ...); self int l3(int x);
      |                                                 ^^^^^^^^^^^^^^^^^^
decl-errors2.d:11:17: error: an associative array is a variable of its own, not part of a type [DECL_DYNOBJ]
   11 | struct m { int x[int]; };
      |                 ^^^^^
decl-errors2.d:12:10: error: the name of a provider does not end in a digit [PROV_BADNAME]
   12 | provider foo1 { probe x(); };
      |          ^^^^
decl-errors2.d:13:33: error: probe 'x' is declared twice [PROV_PRDUP]
   13 | provider bar { probe x(); probe x(); };
      |                                 ^
<<< */
