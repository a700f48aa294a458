static int st;
self this int b;
BEGIN { }
struct none { };
enum nothing { };
int with(register int a);

/* >>> err
decl-class.d:1:1: error: storage class static has no meaning in D [DECL_BADCLASS]
    1 | static int st;
      | ^^^^^^
decl-class.d:2:6: error: two storage classes in one declaration [DECL_CLASS]
    2 | self this int b;
      |      ^^^^
decl-class.d:4:15: error: syntax error near "}": expected a member [SYNTAX]
    4 | struct none { };
      |               ^
decl-class.d:5:16: error: syntax error near "}": expected an enumerator's name [SYNTAX]
    5 | enum nothing { };
      |                ^
<<< */
